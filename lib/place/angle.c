/* One angle: degrees, minutes, seconds, sign, hemisphere and label. */
#include "eco_readings.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct reader {
    const struct eco_token *t;
    size_t n, i;
    struct eco_shape *out;
    bool is_lettered; /* minutes as "34m", not "34'" */
};

static bool is_side(const struct eco_token *t)
{
    return t->kind == ECO_TOKEN_SIDE ||
           (t->kind == ECO_TOKEN_LETTER && strchr("nsewol", t->letter));
}

/* Takes a hemisphere, a label or a word without meaning. */
static eco_place_reason around(struct reader *r)
{
    const struct eco_token *t = &r->t[r->i];
    eco_axis axis = t->kind == ECO_TOKEN_AXIS ? t->axis : ECO_AXIS_UNKNOWN;

    if (t->kind == ECO_TOKEN_LETTER && (t->letter == 'x' || t->letter == 'y'))
        axis = t->letter == 'x' ? ECO_AXIS_LON : ECO_AXIS_LAT;
    if (is_side(t)) {
        if (r->out->side)
            return ECO_PLACE_AXES;
        r->out->side = t->letter;
    } else if (axis) {
        if (r->out->axis && r->out->axis != axis)
            return ECO_PLACE_AXES;
        r->out->axis = axis;
    } else if (t->kind == ECO_TOKEN_LETTER) {
        return ECO_PLACE_WORD;
    } else if (t->kind != ECO_TOKEN_FILLER) {
        return t->kind == ECO_TOKEN_NUMBER ? ECO_PLACE_SEVERAL
                                           : ECO_PLACE_ORDER;
    }
    r->i++;
    return ECO_PLACE_READ;
}

/* Up to the first number. */
static eco_place_reason head(struct reader *r)
{
    eco_place_reason why = ECO_PLACE_READ;

    for (; !why && r->i < r->n; why = around(r)) {
        const struct eco_token *t = &r->t[r->i];

        if (t->kind == ECO_TOKEN_COLON && r->i)
            t = &r->t[++r->i];
        if (r->i < r->n &&
            (t->kind == ECO_TOKEN_MINUS || t->kind == ECO_TOKEN_PLUS)) {
            r->out->sign = (char)(t->kind == ECO_TOKEN_MINUS ? '-' : '+');
            t = &r->t[++r->i];
        }
        if (r->i == r->n)
            return ECO_PLACE_NO_NUMBER;
        if (t->kind == ECO_TOKEN_NUMBER)
            return ECO_PLACE_READ;
        if (r->out->sign)
            return ECO_PLACE_ORDER;
    }
    return why ? why : ECO_PLACE_NO_NUMBER;
}

/* An S behind the third number of "12d34m56s": seconds or south. */
static eco_place_reason read_s(const struct reader *r, bool *is_second)
{
    const struct eco_token *t = &r->t[r->i];
    bool has_side = r->out->side != '\0';

    for (size_t k = r->i + 1; k < r->n; k++)
        has_side = has_side || is_side(&r->t[k]);
    *is_second = r->is_lettered && r->out->nparts == 3;
    return *is_second && t->upper && !has_side ? ECO_PLACE_SECONDS_OR_SOUTH
                                               : ECO_PLACE_READ;
}

/* The unit behind a number, 1 to 3; 0: none is written. */
static eco_place_reason unit(struct reader *r, size_t *which)
{
    const struct eco_token *t = &r->t[r->i];
    eco_place_reason why = ECO_PLACE_READ;
    bool is_second = false;
    char letter = (char)(t->kind == ECO_TOKEN_LETTER ? t->letter : '\0');

    *which = 0;
    if (r->i == r->n)
        return ECO_PLACE_READ;
    if (letter == 's')
        why = read_s(r, &is_second);
    if (t->kind == ECO_TOKEN_DEG || letter == 'd')
        *which = 1;
    else if (t->kind == ECO_TOKEN_MIN || letter == 'm')
        *which = 2;
    else if (t->kind == ECO_TOKEN_SEC || is_second)
        *which = 3;
    if (*which == 2)
        r->is_lettered = t->letter != '\0';
    return why;
}

/* Between two parts: a colon, or a dash without blanks. */
static eco_place_reason joint(struct reader *r)
{
    const struct eco_token *t = &r->t[r->i];
    bool number_next = r->i + 1 < r->n && t[1].kind == ECO_TOKEN_NUMBER;

    if (r->i < r->n && t->kind == ECO_TOKEN_COLON) {
        if (!number_next)
            return ECO_PLACE_ORDER;
        r->out->is_marked = true;
        r->i++;
    } else if (r->i < r->n && t->kind == ECO_TOKEN_MINUS && number_next &&
               !t->spaced && !t[1].spaced) {
        r->out->has_dashes = true;
        r->i++;
    }
    return ECO_PLACE_READ;
}

static eco_place_reason parts(struct reader *r)
{
    eco_place_reason why = ECO_PLACE_READ;

    while (!why && r->i < r->n && r->t[r->i].kind == ECO_TOKEN_NUMBER) {
        size_t which;

        if (r->out->nparts == 3)
            return ECO_PLACE_SEVERAL;
        if (!r->t[r->i].number.is_plain)
            return ECO_PLACE_NUMBER;
        r->out->parts[r->out->nparts++] = r->t[r->i++].number;
        why = unit(r, &which);
        if (!why && which) {
            if (which != r->out->nparts)
                return ECO_PLACE_ORDER;
            r->out->is_marked = true;
            r->i++;
        } else if (!why) {
            why = joint(r);
        }
    }
    return why;
}

eco_place_reason eco_shape_read(const struct eco_token *t, size_t n,
                                struct eco_shape *out)
{
    struct reader r = {.t = t, .n = n, .out = out};
    eco_place_reason why;

    *out = (struct eco_shape){0};
    why = head(&r);
    if (!why)
        why = parts(&r);
    while (!why && r.i < r.n)
        why = around(&r);
    return why;
}

eco_axis eco_shape_axis(const struct eco_shape *s)
{
    if (s->axis)
        return s->axis;
    if (!s->side)
        return ECO_AXIS_UNKNOWN;
    return s->side == 'n' || s->side == 's' ? ECO_AXIS_LAT : ECO_AXIS_LON;
}

/* What O and L mean in a language. */
static eco_place_reason side(char letter, eco_language language, char *out)
{
    bool is_o_west = language == ECO_LANGUAGE_ES ||
                     language == ECO_LANGUAGE_PT || language == ECO_LANGUAGE_FR;

    *out = letter;
    if (letter == 'o') {
        *out = (char)(is_o_west ? 'w' : 'e');
        if (language == ECO_LANGUAGE_UNKNOWN)
            return ECO_PLACE_LETTER_AMBIGUOUS;
        return is_o_west || language == ECO_LANGUAGE_DE ? ECO_PLACE_READ
                                                        : ECO_PLACE_LETTER;
    }
    if (letter == 'l') {
        *out = 'e';
        return language == ECO_LANGUAGE_UNKNOWN || language == ECO_LANGUAGE_PT
                   ? ECO_PLACE_READ
                   : ECO_PLACE_LETTER;
    }
    return ECO_PLACE_READ;
}

/* DDMM, DDMMSS, DDDMM or DDDMMSS before a hemisphere, as pilots write. */
static eco_place_reason unpack(struct eco_shape *s, eco_axis axis)
{
    int degrees = axis == ECO_AXIS_LAT ? 2 : 3;
    int more = s->parts[0].digits - degrees;
    struct eco_figure all = s->parts[0];
    double whole = floor(all.plain), rest = all.plain - whole;
    long packed = (long)whole;

    if (all.plain <= 180)
        return ECO_PLACE_ZEROS; /* 0012.5: 12.5 degrees or minutes */
    if (!s->side || s->sign)
        return ECO_PLACE_READ;
    if (more != 2 && more != 4)
        return ECO_PLACE_READ; /* degrees, and far too many */
    s->nparts = more == 2 ? 2 : 3;
    for (size_t i = s->nparts; i-- > 0; packed /= 100) {
        s->parts[i] = (struct eco_figure){.is_plain = true, .digits = 2};
        s->parts[i].plain = (double)(i ? packed % 100 : packed);
    }
    s->parts[s->nparts - 1].plain += rest;
    s->parts[s->nparts - 1].decimals = all.decimals;
    return ECO_PLACE_READ;
}

static eco_place_reason check_parts(const struct eco_shape *s)
{
    for (size_t i = 0; i < s->nparts; i++) {
        if (i + 1 < s->nparts && s->parts[i].decimals)
            return ECO_PLACE_ORDER;
        if (i && !s->parts[i].digits)
            return ECO_PLACE_NUMBER; /* 12°.5 */
        if (i && s->parts[i].plain >= 60)
            return ECO_PLACE_MINUTES;
    }
    return ECO_PLACE_READ;
}

static eco_place_reason check_sign(const struct eco_shape *s, char to,
                                   unsigned *notes)
{
    bool is_negative = to == 's' || to == 'w';

    if (!s->sign || !to)
        return ECO_PLACE_READ;
    if ((s->sign == '-') != is_negative)
        return ECO_PLACE_SIGN;
    *notes = is_negative ? ECO_PLACE_NOTE_SIGN : 0;
    return ECO_PLACE_READ;
}

static void set_value(const struct eco_shape *s, bool is_negative,
                      eco_angle *out)
{
    static const double per_degree[] = {1, 60, 3600};
    size_t last = s->nparts < 3 ? s->nparts - 1 : 2;
    double sum = 0;

    assert(s->nparts >= 1 && s->nparts <= 3);
    for (size_t i = s->nparts; i-- > 0;)
        sum = s->parts[i].plain + sum / 60;
    out->deg = is_negative && sum > 0 ? -sum : sum;
    out->unit_deg = pow(10, -s->parts[last].decimals) / per_degree[last];
}

eco_place_reason eco_shape_angle(const struct eco_shape *s, eco_axis axis,
                                 eco_language language, eco_angle *out)
{
    struct eco_shape shape = *s;
    eco_place_reason why;
    eco_axis by_side;
    char to = s->side;

    *out = (eco_angle){0};
    shape.axis = ECO_AXIS_UNKNOWN;
    by_side = eco_shape_axis(&shape);
    out->axis = axis ? axis : s->axis ? s->axis : by_side;
    if ((s->axis && s->axis != out->axis) || (by_side && by_side != out->axis))
        return ECO_PLACE_AXES;
    if (s->has_dashes && !s->side)
        return ECO_PLACE_DASH;
    why = side(s->side, language, &to);
    if (!why)
        why = check_sign(s, to, &out->notes);
    if (!why && s->nparts == 1 && !s->is_marked && s->parts[0].digits > 3)
        why = unpack(&shape, out->axis);
    if (!why)
        why = check_parts(&shape);
    if (why)
        return why;
    set_value(&shape, s->sign == '-' || to == 's' || to == 'w', out);
    return fabs(out->deg) <= (out->axis == ECO_AXIS_LAT ? 90 : 180)
               ? ECO_PLACE_READ
               : ECO_PLACE_RANGE;
}

eco_place_reason eco_angle_read(const char *text, eco_axis axis,
                                const eco_place_options *options,
                                eco_angle *out)
{
    struct eco_plain plain;
    struct eco_tokens tokens;
    struct eco_shape shape;
    eco_place_reason why = eco_plain_from_utf8(text, &plain);
    eco_angle angle;

    *out = (eco_angle){0};
    if (!why)
        why = eco_tokens_read(&plain, ~0u, &tokens);
    if (!why)
        why = eco_shape_read(tokens.at, tokens.n, &shape);
    if (why)
        return why;
    why = eco_shape_angle(&shape, axis,
                          options ? options->language : ECO_LANGUAGE_UNKNOWN,
                          &angle);
    if (why == ECO_PLACE_READ || why == ECO_PLACE_RANGE)
        *out = angle;
    return why;
}
