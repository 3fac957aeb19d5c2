/* A cell with two angles. Every way to cut it in two is tried, with each comma
 * between digits as decimal mark and as separator; what has exactly one valid
 * reading is read. */
#include "eco_readings.h"

#include <math.h>
#include <string.h>

enum { FIELDS_MAX = 4 };

/* Altitude and accuracy of a phone, in metres. */
static const double ALTITUDE_MIN = -500, ALTITUDE_MAX = 10000;
static const double ACCURACY_MAX = 1e6;

struct field {
    const struct eco_token *t;
    size_t n;
};

struct cell {
    struct eco_tokens tokens;
    struct field fields[FIELDS_MAX];
    size_t nfields;
    eco_axis first;
    bool has_decimal_comma;
    const char *how; /* by its commas; NULL: there are none to argue about */
};

/* The two in the order that letters, labels or the caller say. */
static void combine(const struct cell *c, const struct eco_shape *a,
                    const struct eco_shape *b, const char *how,
                    struct eco_readings *r)
{
    eco_axis axis_a = eco_shape_axis(a), axis_b = eco_shape_axis(b);
    eco_language language = r->options->language;
    eco_place place = eco_place_nowhere();
    eco_place_reason why_a, why_b;
    eco_angle x, y;

    if (!axis_a)
        axis_a = axis_b ? ECO_AXIS_LAT + ECO_AXIS_LON - axis_b : c->first;
    if (!axis_b)
        axis_b = ECO_AXIS_LAT + ECO_AXIS_LON - axis_a;
    if (axis_a == axis_b) {
        eco_readings_refuse(r, ECO_PLACE_AXES);
        return;
    }
    why_a = eco_shape_angle(a, axis_a, language, &x);
    why_b = eco_shape_angle(b, axis_b, language, &y);
    place.lat_deg = axis_a == ECO_AXIS_LAT ? x.deg : y.deg;
    place.lon_deg = axis_a == ECO_AXIS_LAT ? y.deg : x.deg;
    place.precision_m =
        axis_a == ECO_AXIS_LAT
            ? eco_ground_m(x.unit_deg, y.unit_deg, place.lat_deg)
            : eco_ground_m(y.unit_deg, x.unit_deg, place.lat_deg);
    place.notes = x.notes | y.notes;
    if (!why_a && !why_b) {
        eco_readings_add(r, &place, how);
        return;
    }
    why_a = why_a > why_b ? why_a : why_b;
    if (why_a == ECO_PLACE_RANGE && !r->n)
        r->place = place; /* for eco_place_check to tell the cause */
    eco_readings_refuse(r, why_a);
}

/* Without units and letters of their own, both must be written alike. */
static bool is_even(const struct eco_shape *a, const struct eco_shape *b)
{
    if (eco_shape_axis(a) && eco_shape_axis(b))
        return true;
    if (a->nparts == 1 && b->nparts == 1)
        return true;
    return a->is_marked == b->is_marked &&
           (a->is_marked || a->nparts == b->nparts);
}

static void read_fields(const struct cell *c, const struct field *a,
                        const struct field *b, struct eco_readings *r)
{
    static const char *const by_parts[] = {"two numbers", "two numbers",
                                           "degrees and minutes",
                                           "degrees, minutes and seconds"};
    struct eco_shape one, two;
    eco_place_reason why = eco_shape_read(a->t, a->n, &one);

    if (!why)
        why = eco_shape_read(b->t, b->n, &two);
    if (!why && !is_even(&one, &two))
        why = ECO_PLACE_UNEVEN;
    if (why == ECO_PLACE_SEVERAL)
        why = ECO_PLACE_ORDER; /* the cut was wrong, no more */
    if (why)
        eco_readings_refuse(r, why);
    else
        combine(c, &one, &two, c->how ? c->how : by_parts[one.nparts], r);
}

static bool is_letter_side(const struct eco_token *t)
{
    return t->kind == ECO_TOKEN_LETTER && strchr("nsewol", t->letter);
}

/* Whether blanks alone allow a cut before t[i]: a letter goes with the number
 * that it touches, and a dash in the middle is a minus only where it touches
 * its number but not the one before, unless that has a sign too. */
static eco_place_reason check_cut(const struct field *f, size_t i)
{
    const struct eco_token *t = &f->t[i];
    bool is_sign = t->kind == ECO_TOKEN_MINUS || t->kind == ECO_TOKEN_PLUS;
    bool was_sign =
        f->t[0].kind == ECO_TOKEN_MINUS || f->t[0].kind == ECO_TOKEN_PLUS;

    if (is_sign && (t[1].spaced || (!t->spaced && !was_sign)))
        return ECO_PLACE_DASH;
    if (t->kind == ECO_TOKEN_NUMBER && !t->number.digits)
        return ECO_PLACE_NUMBER; /* "12 .5" */
    if (t->kind == ECO_TOKEN_NUMBER && !t->spaced &&
        (t[-1].kind == ECO_TOKEN_DEG || t[-1].kind == ECO_TOKEN_MIN))
        return ECO_PLACE_ORDER; /* 12°34 is one angle */
    if (is_letter_side(t) && !t->spaced && t[1].spaced)
        return ECO_PLACE_ORDER;
    if (is_letter_side(t - 1) && t[-1].spaced && !t->spaced)
        return ECO_PLACE_ORDER;
    return ECO_PLACE_READ;
}

static void read_cuts(const struct cell *c, struct eco_readings *r)
{
    const struct field *f = &c->fields[0];

    for (size_t i = 1; i < f->n; i++) {
        struct field a = {f->t, i}, b = {f->t + i, f->n - i};
        eco_place_reason why = check_cut(f, i);

        if (why)
            eco_readings_refuse(r, why);
        else
            read_fields(c, &a, &b, r);
    }
}

/* A number with a sign and nothing else, but m behind an altitude. */
static size_t read_number(const struct eco_token *t, bool is_height,
                          struct eco_shape *out)
{
    size_t i = 0;

    *out = (struct eco_shape){.nparts = 1};
    if (t->kind == ECO_TOKEN_MINUS || t->kind == ECO_TOKEN_PLUS)
        out->sign = t[i++].kind == ECO_TOKEN_MINUS ? '-' : '+';
    if (t[i].kind != ECO_TOKEN_NUMBER || !t[i].number.is_plain ||
        (i && t[i].spaced))
        return 0;
    out->parts[0] = t[i++].number;
    if (is_height && t[i].kind == ECO_TOKEN_LETTER && t[i].letter == 'm')
        i++;
    return i;
}

/* "lat lon alt acc" and "lat lon alt": as many numbers as fields, or all in
 * one. Returns how many; 0: something else is written; FIELDS_MAX + 1: more. */
static size_t read_list(const struct cell *c, struct eco_shape out[FIELDS_MAX])
{
    const struct eco_token *t = c->fields[0].t;
    size_t n = 0;

    while (n < FIELDS_MAX && t->kind != ECO_TOKEN_END) {
        size_t used;

        if (n && c->nfields > 1) {
            if (t->kind != ECO_TOKEN_COMMA && t->kind != ECO_TOKEN_SEPARATOR)
                return 0;
            t++;
        } else if (n && !t->spaced) {
            return 0;
        }
        used = read_number(t, n >= 2, &out[n]);
        n++;
        if (!used)
            return 0;
        t += used;
    }
    return t->kind == ECO_TOKEN_END ? n : FIELDS_MAX + 1;
}

static double signed_value(const struct eco_shape *s)
{
    return s->sign == '-' ? -s->parts[0].plain : s->parts[0].plain;
}

static bool has_commas(const struct cell *c)
{
    for (size_t i = 0; i < c->tokens.n; i++)
        if (c->tokens.at[i].kind == ECO_TOKEN_COMMA)
            return true;
    return false;
}

/* Four numbers with blanks are Kobo's, if an angle shows decimals: else it may
 * be a telephone. Otherwise both must, and commas do one thing only, or
 * 12,5,70,1 would have this reading. */
static void read_heights(const struct cell *c, struct eco_readings *r)
{
    struct eco_shape s[FIELDS_MAX];
    size_t n = read_list(c, s), had = r->n;
    bool is_kobo = c->nfields == 1 && n == 4;
    int nshow;
    double altitude, accuracy = NAN;

    if (n > 2)
        eco_readings_refuse(r, ECO_PLACE_SEVERAL);
    if (n < 3 || n > FIELDS_MAX || (c->nfields > 1 && c->nfields != n))
        return;
    nshow = (s[0].parts[0].decimals > 0) + (s[1].parts[0].decimals > 0);
    if (nshow < (is_kobo ? 1 : 2) ||
        (!is_kobo && c->has_decimal_comma && has_commas(c)))
        return;
    altitude = signed_value(&s[2]);
    if (n == 4)
        accuracy = signed_value(&s[3]);
    if (!(altitude >= ALTITUDE_MIN && altitude <= ALTITUDE_MAX) ||
        (n == 4 && !(accuracy >= 0 && accuracy <= ACCURACY_MAX)))
        return;
    combine(c, &s[0], &s[1], "two angles, altitude and accuracy", r);
    if (!had && r->n) {
        r->place.altitude_m = altitude;
        r->place.accuracy_m = accuracy;
    }
}

/* The reading that rivals all others: a single angle. */
static void read_one(const struct cell *c, struct eco_readings *r)
{
    eco_place place = eco_place_nowhere();
    struct eco_shape s;
    eco_angle angle;

    if (c->nfields != 1 || eco_shape_read(c->fields[0].t, c->fields[0].n, &s) ||
        eco_shape_angle(&s, ECO_AXIS_UNKNOWN, r->options->language, &angle))
        return;
    r->has_one = true;
    *(angle.axis == ECO_AXIS_LON ? &place.lon_deg : &place.lat_deg) = angle.deg;
    eco_readings_add(r, &place, "one coordinate");
}

/* "y" is a label beside "x", else the Spanish "and". */
static void settle_y(struct eco_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++)
        if (tokens->at[i].kind == ECO_TOKEN_LETTER &&
            tokens->at[i].letter == 'x')
            return;
    for (size_t i = 1; i < tokens->n; i++)
        if (tokens->at[i].kind == ECO_TOKEN_LETTER &&
            tokens->at[i].letter == 'y')
            tokens->at[i].kind = ECO_TOKEN_SEPARATOR;
}

static bool separates(const struct eco_token *t)
{
    return t->kind == ECO_TOKEN_COMMA || t->kind == ECO_TOKEN_SEPARATOR;
}

/* "lat, lon:" before both numbers. Returns how many tokens it has. */
static size_t read_title(const struct eco_tokens *tokens, eco_axis *first)
{
    const struct eco_token *t = tokens->at;
    size_t i = 0;

    while (t[i].kind == ECO_TOKEN_FILLER || (i && t[i].kind == ECO_TOKEN_COLON))
        i++;
    if (t[i].kind == ECO_TOKEN_AXES) {
        *first = t[i++].axis;
    } else if (t[i].kind == ECO_TOKEN_AXIS) {
        size_t k = i + 1;

        k += separates(&t[k]);
        if (t[k].kind != ECO_TOKEN_AXIS || t[k].axis == t[i].axis)
            return i;
        *first = t[i].axis;
        i = k + 1;
    }
    return i + (i && t[i].kind == ECO_TOKEN_COLON);
}

/* Cuts at separators; false: too many fields, or an empty one. */
static bool cut_fields(struct cell *c, size_t from, struct eco_readings *r)
{
    const struct eco_token *t = c->tokens.at;
    size_t n = c->tokens.n;

    c->nfields = 0;
    if (n && t[n - 1].kind == ECO_TOKEN_SEPARATOR) { /* ISO 6709 ends in / */
        c->tokens.at[--n].kind = ECO_TOKEN_END;
        c->tokens.n = n;
    }
    for (size_t i = from; i <= n; i++) {
        if (i < n && !separates(&t[i]))
            continue;
        if (i == from || c->nfields == FIELDS_MAX) {
            eco_readings_refuse(r, i == from ? ECO_PLACE_NO_NUMBER
                                             : ECO_PLACE_SEVERAL);
            return false;
        }
        c->fields[c->nfields++] = (struct field){&t[from], i - from};
        from = i + 1;
    }
    return true;
}

static void read_cell(struct cell *c, struct eco_readings *r)
{
    if (c->nfields == 1)
        read_cuts(c, r);
    else if (c->nfields == 2)
        read_fields(c, &c->fields[0], &c->fields[1], r);
    else
        eco_readings_refuse(r, ECO_PLACE_SEVERAL);
    read_heights(c, r);
    read_one(c, r);
}

static void read_with(const struct eco_plain *text, unsigned decimal,
                      const char *how, struct eco_readings *r)
{
    struct cell c = {.first = r->options->first,
                     .has_decimal_comma = decimal != 0,
                     .how = how};
    eco_place_reason why = eco_tokens_read(text, decimal, &c.tokens);
    size_t from;

    if (why) {
        eco_readings_refuse(r, why);
        return;
    }
    if (eco_metres_likely(&c.tokens))
        eco_metres_read(&c.tokens, false, r);
    settle_y(&c.tokens);
    if (!c.first)
        c.first = ECO_AXIS_LAT;
    from = read_title(&c.tokens, &c.first);
    if (cut_fields(&c, from, r))
        read_cell(&c, r);
}

/* A separator other than a comma without blanks leaves commas between digits to
 * be decimal marks: nobody separates in two ways in one cell. */
static bool has_separator(const struct eco_plain *text)
{
    struct eco_tokens tokens;
    eco_axis first = ECO_AXIS_UNKNOWN;

    if (eco_tokens_read(text, 0, &tokens))
        return false;
    settle_y(&tokens);
    for (size_t i = read_title(&tokens, &first); i < tokens.n; i++) {
        const struct eco_token *t = &tokens.at[i];

        if (t->kind == ECO_TOKEN_SEPARATOR ||
            (t->kind == ECO_TOKEN_COMMA && (t->spaced || t[1].spaced)))
            return true;
    }
    return false;
}

void eco_pair_read(const struct eco_plain *text, struct eco_readings *r)
{
    size_t n = eco_commas_count(text);
    unsigned all;

    if (n > ECO_COMMAS_MAX) {
        eco_readings_refuse(r, ECO_PLACE_SEVERAL);
        return;
    }
    all = (1u << n) - 1;
    if (has_separator(text)) {
        read_with(text, all, n ? "decimal commas" : NULL, r);
        return;
    }
    for (unsigned decimal = 0; decimal <= all; decimal++)
        read_with(text, decimal,
                  !n               ? NULL
                  : decimal == all ? "decimal commas"
                  : decimal        ? "decimal commas and one that separates"
                                   : "commas that separate",
                  r);
}
