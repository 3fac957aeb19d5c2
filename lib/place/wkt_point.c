/* A point as WKT: longitude first, points for decimals. */
#include "eco_readings.h"

#include <math.h>
#include <string.h>

enum { NUMBERS_MAX = 4 };

/* The inside of the parentheses; ORDER: no such text. */
static eco_place_reason inside(const struct eco_plain *text,
                               struct eco_plain *out)
{
    const char *p = text->text;

    if (strncmp(p, "srid:", 5) == 0) {
        p += 5;
        if (strncmp(p, "4326;", 5) != 0)
            return ECO_PLACE_DATUM;
        p += 5 + (p[5] == ' ');
    }
    if (strncmp(p, "point", 5) != 0)
        return ECO_PLACE_ORDER;
    p += 5;
    if (strcmp(p, " empty") == 0)
        return ECO_PLACE_EMPTY;
    p += *p == ' ';
    p += *p == 'z';
    p += *p == 'm';
    p += *p == ' ';
    if (*p != '(')
        return ECO_PLACE_ORDER;
    p += 1 + (p[1] == ' ');
    memset(out, 0, sizeof *out);
    out->n = strcspn(p, ")");
    if (!p[out->n] || p[out->n + 1])
        return ECO_PLACE_CHARACTER; /* not closed, or more behind it */
    memcpy(out->text, p, out->n);
    return ECO_PLACE_READ;
}

static eco_place_reason numbers(const struct eco_tokens *tokens,
                                double out[NUMBERS_MAX],
                                int decimals[NUMBERS_MAX], size_t *n)
{
    const struct eco_token *t = tokens->at;

    for (*n = 0; t->kind != ECO_TOKEN_END; ++*n) {
        bool is_negative = t->kind == ECO_TOKEN_MINUS;

        if (*n == NUMBERS_MAX)
            return ECO_PLACE_SEVERAL;
        t += is_negative || t->kind == ECO_TOKEN_PLUS;
        if (t->kind != ECO_TOKEN_NUMBER || !t->number.is_plain)
            return ECO_PLACE_NUMBER;
        out[*n] = is_negative ? -t->number.plain : t->number.plain;
        decimals[*n] = t->number.decimals;
        t++;
    }
    return *n < 2 ? ECO_PLACE_ONE : ECO_PLACE_READ;
}

eco_place_reason eco_wkt_read(const struct eco_plain *text, eco_place *out)
{
    struct eco_plain list;
    struct eco_tokens tokens;
    double at[NUMBERS_MAX];
    int decimals[NUMBERS_MAX];
    eco_place place = eco_place_nowhere();
    eco_place_reason why = inside(text, &list);
    size_t n;

    if (!why)
        why = eco_tokens_read(&list, 0, &tokens);
    if (!why)
        why = numbers(&tokens, at, decimals, &n);
    if (why)
        return why;
    place.lon_deg = at[0];
    place.lat_deg = at[1];
    if (n > 2)
        place.altitude_m = at[2];
    place.precision_m =
        eco_ground_m(pow(10, -decimals[1]), pow(10, -decimals[0]), at[1]);
    *out = place;
    return fabs(at[0]) <= 180 && fabs(at[1]) <= 90 ? ECO_PLACE_READ
                                                   : ECO_PLACE_RANGE;
}
