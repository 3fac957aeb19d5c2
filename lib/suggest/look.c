/* What a cell may be read as. */
#include "eco_number.h"
#include "eco_place.h"
#include "eco_suggest_impl.h"

#include <math.h>
#include <string.h>

/* A test that failed on the first so many cells is not made again. */
enum { TRIES = 200, SHORT_PIVOT = 1950 };

static bool is_cold(const eco_column *c, size_t hits)
{
    return !hits && c->nfilled > TRIES;
}

static void look_for_date(eco_column *c, const char *text)
{
    const eco_when_options o = {.pivot = SHORT_PIVOT};
    eco_when w, plain;

    if (is_cold(c, c->nday + c->nmonth + c->nyear))
        return;
    eco_when_parse(text, &o, &w);
    if (w.reason != ECO_WHEN_READ && w.reason != ECO_WHEN_AMBIGUOUS)
        return;
    if (w.reason == ECO_WHEN_AMBIGUOUS || w.precision == ECO_WHEN_DAY ||
        w.precision == ECO_WHEN_RANGE)
        c->nday++;
    else if (w.precision == ECO_WHEN_YEAR)
        c->nyear++;
    else
        c->nmonth++;
    eco_when_guess_add(&c->when, text, &o);
    eco_when_parse(text, NULL, &plain);
    c->nshort += plain.reason == ECO_WHEN_SHORT_YEAR;
}

static bool is_angle(const char *text, eco_axis axis, double limit,
                     bool *letter)
{
    eco_angle angle;
    eco_place_reason why = eco_angle_read(text, axis, NULL, &angle);

    *letter = why == ECO_PLACE_LETTER_AMBIGUOUS;
    return *letter || (why == ECO_PLACE_READ && fabs(angle.deg) <= limit);
}

static void look_for_angles(eco_column *c, const char *text)
{
    bool letter;

    if (is_cold(c, c->nlat + c->nlon))
        return;
    c->nlat += is_angle(text, ECO_AXIS_LAT, 90, &letter);
    c->nlon += is_angle(text, ECO_AXIS_LON, 180, &letter);
    c->nletter += letter;
}

static void look_for_place(eco_column *c, const char *text)
{
    eco_place_reason why;
    eco_place place;

    if (is_cold(c, c->nplace))
        return;
    why = eco_place_read(text, NULL, &place);
    c->nside += why == ECO_PLACE_HEMISPHERE || why == ECO_PLACE_ZONE_S;
    c->nplace += why == ECO_PLACE_READ || why == ECO_PLACE_HEMISPHERE ||
                 why == ECO_PLACE_ZONE_S;
}

/* "18", "18L", "18 S": 1 to 60 and at most one letter. */
static bool is_zone(const char *text)
{
    int n = 0, digits = 0;

    for (; *text >= '0' && *text <= '9' && digits < 3; text++, digits++)
        n = n * 10 + *text - '0';
    text += *text == ' ';
    if ((*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'))
        text++;
    text += strspn(text, " \t\r\n");
    return digits && n >= 1 && n <= 60 && !*text;
}

static void look_for_number(eco_column *c, const char *text)
{
    double v, by_comma, by_dot;
    eco_number_fault fault;

    if (is_cold(c, c->nnumber))
        return;
    fault = eco_number_read(text, 0, &v);
    c->nunclear += fault == ECO_NUMBER_AMBIGUOUS;
    c->nnumber += fault != ECO_NUMBER_NONE;
    c->nzone += is_zone(text);
    if (fault)
        return;
    c->ncomma += strchr(text, ',') &&
                 (eco_number_read(text, '.', &by_dot) || fabs(by_dot - v) > 0);
    c->ndot += strchr(text, '.') && (eco_number_read(text, ',', &by_comma) ||
                                     fabs(by_comma - v) > 0);
    c->neasting += v >= 100000 && v <= 900000;
    c->nnorthing += v > 1000 && v <= 10600000;
    c->nserial += v >= 20000 && v <= 60000 && floor(v) >= v;
}

static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; shape++, text++)
        if (*shape == '9' ? *text < '0' || *text > '9' : *text != *shape)
            return false;
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* E-mail addresses; telephone numbers with their country; Brazil's numbers of
 * persons and firms. */
static bool is_personal(const char *text)
{
    const char *at = strchr(text, '@');
    size_t digits = 0;

    if (at && at > text && strchr(at, '.') && !strchr(text, ' '))
        return true;
    if (has_shape(text, "999.999.999-99") ||
        has_shape(text, "99.999.999/9999-99"))
        return true;
    if (*text != '+' || text[1] < '0' || text[1] > '9')
        return false;
    for (; *text; text++)
        digits += *text >= '0' && *text <= '9';
    return digits >= 10 && digits <= 15;
}

void eco_cell_look(eco_column *c, const char *text)
{
    c->nmail += is_personal(text);
    look_for_number(c, text);
    look_for_date(c, text);
    look_for_angles(c, text);
    look_for_place(c, text);
}
