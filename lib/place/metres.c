/* UTM as written: zone, letter, easting and northing in any order. */
#include "eco_readings.h"

#include <math.h>
#include <string.h>

static const double EASTING_MIN = 1e5, EASTING_MAX = 9e5; /* what grids allow */

/* Southern ones beyond 10 000 km as Brazil writes them, up to 5.4 north. */
static const double NORTHING_MAX = 1.06e7;
static const double FALSE_NORTHING = 1e7;
static const double POLE_NORTH = 84, POLE_SOUTH = -80;

/* Bands end at parallels; a device may round over one, by a kilometre. */
static const double BAND_SLACK_DEG = 0.01;

/* Within its zone a place is up to 3 degrees from the meridian; neighbours'
 * zones are used on purpose near borders. */
static const double FAR_DEG = 3.5;

/* The four ways to scan: whether a letter behind the zone belongs to it, and on
 * which side of their numbers E and N stand. */
struct manner {
    bool zone_has_letter, labels_before;
};

struct scan {
    const struct eco_token *t;
    struct manner manner;
    int zone;
    char letter; /* behind the zone: band or hemisphere */
    char side;   /* n or s: said in words, or by 8612345S */
    size_t n;
    struct eco_figure metres[2];
    char labels[2];  /* e, n or none */
    const char *how; /* the marks of both numbers are understood */
    char pending;    /* of the number that must come next */
    bool is_beside;  /* the last token was a number of metres, or m behind it */
    bool has_columns; /* only words tell a zone */
};

static eco_place_reason set_side(struct scan *s, char side)
{
    if (s->side && s->side != side)
        return ECO_PLACE_CONTRADICTION;
    s->side = side;
    return ECO_PLACE_READ;
}

/* E, N, X, Y or S beside a number. */
static eco_place_reason label(struct scan *s, char letter)
{
    char to = (char)(letter == 'e' || letter == 'x' ? 'e' : 'n');

    if (letter == 's' && set_side(s, 's'))
        return ECO_PLACE_ORDER;
    if (s->manner.labels_before) {
        if (s->pending)
            return ECO_PLACE_ORDER;
        s->pending = to;
    } else {
        if (!s->is_beside || s->labels[s->n - 1])
            return ECO_PLACE_ORDER;
        s->labels[s->n - 1] = to;
    }
    return ECO_PLACE_READ;
}

static eco_place_reason letter(struct scan *s)
{
    char c = s->t->letter;

    if (c == 'm' && s->t->kind == ECO_TOKEN_LETTER && s->is_beside) {
        s->t++; /* metres */
        return ECO_PLACE_READ;
    }
    if (c != 'e' && c != 'n' && c != 's' && c != 'x' && c != 'y')
        return ECO_PLACE_ORDER;
    s->t++;
    if (label(s, c))
        return ECO_PLACE_ORDER;
    s->is_beside = false;
    return ECO_PLACE_READ;
}

static eco_place_reason zone(struct scan *s)
{
    double value = s->t->number.plain;

    if (s->zone)
        return ECO_PLACE_CONTRADICTION;
    if (!(value >= 1 && value <= 60))
        return ECO_PLACE_ZONE;
    s->zone = (int)value;
    s->t++;
    s->is_beside = false;
    if (s->t->kind == ECO_TOKEN_LETTER && s->manner.zone_has_letter)
        s->letter = (s->t++)->letter;
    else if (s->t->kind == ECO_TOKEN_LETTER && s->t->letter == 's')
        return ECO_PLACE_ORDER;
    if (s->t->kind == ECO_TOKEN_SIDE && s->manner.zone_has_letter &&
        (s->t->letter == 'n' || s->t->letter == 's'))
        return set_side(s, (s->t++)->letter);
    return ECO_PLACE_READ;
}

static eco_place_reason number(struct scan *s)
{
    const struct eco_figure *f = &s->t->number;

    if (f->digits <= 2 && !f->decimals && f->is_plain && !s->zone &&
        !s->has_columns)
        return zone(s);
    if (s->n == 2)
        return ECO_PLACE_SEVERAL;
    s->labels[s->n] = s->pending;
    s->pending = '\0';
    s->metres[s->n++] = *f;
    s->is_beside = true;
    s->t++;
    return ECO_PLACE_READ;
}

/* "EPSG:32718": 326 north, 327 south, then the zone. */
static eco_place_reason code(struct scan *s)
{
    double value;
    int zone;

    s->t++;
    s->t += s->t->kind == ECO_TOKEN_COLON;
    if (s->t->kind != ECO_TOKEN_NUMBER || !s->t->number.is_plain)
        return ECO_PLACE_DATUM;
    value = s->t->number.plain;
    zone = value > 32600 && value < 32761 ? (int)value % 100 : 0;
    if (zone < 1 || zone > 60)
        return ECO_PLACE_DATUM;
    if (s->zone && s->zone != zone)
        return ECO_PLACE_CONTRADICTION;
    s->zone = zone;
    s->t++;
    return set_side(s, value < 32700 ? 'n' : 's');
}

static eco_place_reason zone_word(struct scan *s)
{
    do
        s->t++;
    while (s->t->kind == ECO_TOKEN_COLON || s->t->kind == ECO_TOKEN_UTM ||
           s->t->kind == ECO_TOKEN_ZONE);
    if (s->t->kind == ECO_TOKEN_EPSG)
        return code(s);
    return s->t->kind == ECO_TOKEN_NUMBER && s->t->number.is_plain &&
                   !s->t->number.decimals
               ? zone(s)
               : ECO_PLACE_ZONE;
}

static eco_place_reason hemisphere(struct scan *s)
{
    s->t++;
    s->t += s->t->kind == ECO_TOKEN_COLON;
    if ((s->t->kind != ECO_TOKEN_SIDE && s->t->kind != ECO_TOKEN_LETTER) ||
        (s->t->letter != 'n' && s->t->letter != 's'))
        return ECO_PLACE_READ; /* "southern hemisphere" */
    return set_side(s, (s->t++)->letter);
}

static eco_place_reason next(struct scan *s)
{
    switch (s->t->kind) {
    case ECO_TOKEN_NUMBER:
        return number(s);
    case ECO_TOKEN_LETTER:
        return letter(s);
    case ECO_TOKEN_SIDE:
        if (s->t[1].kind == ECO_TOKEN_HEMISPHERE || s->t->letter == 's')
            return s->t->letter == 'n' || s->t->letter == 's'
                       ? set_side(s, (s->t++)->letter)
                       : ECO_PLACE_ORDER;
        return letter(s);
    case ECO_TOKEN_ZONE:
        return zone_word(s);
    case ECO_TOKEN_HEMISPHERE:
        return hemisphere(s);
    case ECO_TOKEN_EPSG:
        return code(s);
    case ECO_TOKEN_DATUM:
        return ECO_PLACE_DATUM;
    case ECO_TOKEN_UPS:
        return ECO_PLACE_POLAR;
    case ECO_TOKEN_COMMA:
    case ECO_TOKEN_SEPARATOR:
    case ECO_TOKEN_COLON:
    case ECO_TOKEN_UTM:
    case ECO_TOKEN_FILLER:
        s->t++;
        return ECO_PLACE_READ;
    case ECO_TOKEN_END:
    case ECO_TOKEN_MINUS:
    case ECO_TOKEN_PLUS:
    case ECO_TOKEN_DEG:
    case ECO_TOKEN_MIN:
    case ECO_TOKEN_SEC:
    case ECO_TOKEN_AXIS:
    case ECO_TOKEN_AXES:
        break;
    }
    return ECO_PLACE_ORDER;
}

/* Zone, letters and two numbers; which of them is the easting. */
static eco_place_reason scan_all(struct scan *s, size_t *easting)
{
    eco_place_reason why = ECO_PLACE_READ;

    while (!why && s->t->kind != ECO_TOKEN_END) {
        bool is_metric =
            s->t->kind == ECO_TOKEN_NUMBER || s->t->kind == ECO_TOKEN_LETTER;

        if (s->pending && !is_metric && s->t->kind != ECO_TOKEN_COLON)
            why = ECO_PLACE_ORDER;
        s->is_beside = s->is_beside && is_metric;
        if (!why)
            why = next(s);
    }
    if (!why && s->n < 2)
        why = s->zone ? ECO_PLACE_PARTS : ECO_PLACE_NO_NUMBER;
    if (!why && s->labels[0] == s->labels[1] && s->labels[0])
        why = ECO_PLACE_ORDER;
    /* One alone must be the S that tells the hemisphere. */
    if (!why && (s->pending || (!s->labels[0] != !s->labels[1] && !s->side)))
        why = ECO_PLACE_ORDER;
    *easting = s->labels[0] == 'n' || s->labels[1] == 'e';
    return why;
}

static void add(struct eco_readings *r, eco_place *place, const char *how)
{
    double off;

    eco_utm_to_lonlat(&place->utm, &place->lon_deg, &place->lat_deg);
    off = remainder(place->lon_deg - eco_utm_meridian(place->utm.zone), 360);
    if (fabs(off) > FAR_DEG &&
        eco_utm_zone(place->lon_deg, place->lat_deg) != place->utm.zone)
        place->notes |= ECO_PLACE_NOTE_OUTSIDE_ZONE;
    if (!place->utm.north && place->utm.northing_m > FALSE_NORTHING)
        place->notes |= ECO_PLACE_NOTE_OVER_EQUATOR;
    eco_readings_add(r, place, how);
}

/* In the hemisphere that a band, or else place->utm, names. */
static void add_checked(const struct scan *s, eco_place *place, char band,
                        struct eco_readings *r)
{
    double south = POLE_SOUTH, height = POLE_NORTH - POLE_SOUTH, lat, lon;

    if (band && !eco_utm_band(band, &south, &height)) {
        eco_readings_refuse(r, ECO_PLACE_BAND);
        return;
    }
    if (band)
        place->utm.north = south >= 0;
    eco_utm_to_lonlat(&place->utm, &lon, &lat);
    if (lat < south - BAND_SLACK_DEG || lat > south + height + BAND_SLACK_DEG ||
        (place->utm.north && place->utm.northing_m > FALSE_NORTHING))
        eco_readings_refuse(r, band ? ECO_PLACE_BAND : ECO_PLACE_METRES);
    else
        add(r, place, s->how);
}

/* S behind the zone: by other words, by the hemisphere expected, or both. */
static void settle_s(const struct scan *s, eco_place *place,
                     struct eco_readings *r)
{
    eco_side expected = r->options->side;

    if (!s->side && expected)
        place->notes |= ECO_PLACE_NOTE_ZONE_S;
    place->utm.north = false;
    if (s->side == 's' || (!s->side && expected == ECO_SIDE_SOUTH)) {
        add_checked(s, place, '\0', r);
    } else if (s->side == 'n' || expected == ECO_SIDE_NORTH) {
        add_checked(s, place, 'S', r);
    } else {
        r->is_zone_s = true;
        add(r, place, "S as the hemisphere, south");
        place->notes = 0;
        place->utm.north = true;
        add(r, place, "S as the band, north");
    }
}

/* A band tells the hemisphere; it must not contradict what else is said. */
static void settle_band(const struct scan *s, eco_place *place, char band,
                        struct eco_readings *r)
{
    double south, height;

    if (strchr("ABYZ", band))
        eco_readings_refuse(r, ECO_PLACE_POLAR);
    else if (s->side && eco_utm_band(band, &south, &height) &&
             (s->side == 'n') != (south >= 0))
        eco_readings_refuse(r, ECO_PLACE_CONTRADICTION);
    else
        add_checked(s, place, band, r);
}

/* Without a band: what is said, or else expected. */
static void settle_side(const struct scan *s, eco_place *place,
                        struct eco_readings *r)
{
    if (!s->side && !r->options->side) {
        eco_readings_refuse(r, ECO_PLACE_HEMISPHERE);
        return;
    }
    if (!s->side)
        place->notes |= ECO_PLACE_NOTE_SIDE;
    place->utm.north =
        s->side ? s->side == 'n' : r->options->side == ECO_SIDE_NORTH;
    add_checked(s, place, '\0', r);
}

/* N behind the zone is north, as hemisphere and as band. */
static void settle_n(const struct scan *s, eco_place *place,
                     struct eco_readings *r)
{
    place->utm.north = true;
    if (s->side == 's')
        eco_readings_refuse(r, ECO_PLACE_CONTRADICTION);
    else
        add_checked(s, place, '\0', r);
}

static void settle(const struct scan *s, eco_place *place,
                   struct eco_readings *r)
{
    if (!s->letter)
        settle_side(s, place, r);
    else if (s->letter == 's')
        settle_s(s, place, r);
    else if (s->letter == 'n')
        settle_n(s, place, r);
    else
        settle_band(s, place, (char)(s->letter - 'a' + 'A'), r);
}

/* A mark that is decimal in one number parts no thousands in the other. */
static bool is_at_odds(const struct eco_figure *grouped,
                       const struct eco_figure *other, bool other_grouped)
{
    return other->mark && (other->mark == grouped->mark) != other_grouped;
}

/* One way to understand the marks of both numbers. False: not in range. */
static bool try_values(struct scan *s, const struct eco_figure *e,
                       const struct eco_figure *n, unsigned way,
                       struct eco_readings *r)
{
    eco_place place = eco_place_nowhere();
    bool e_grouped = way & 1, n_grouped = way & 2;
    int e_decimals = e_grouped ? e->grouped_decimals : e->decimals;
    int n_decimals = n_grouped ? n->grouped_decimals : n->decimals;
    eco_utm *utm = &place.utm;

    if (!(e_grouped ? e->is_grouped : e->is_plain) ||
        !(n_grouped ? n->is_grouped : n->is_plain) ||
        (e_grouped && is_at_odds(e, n, n_grouped)) ||
        (n_grouped && is_at_odds(n, e, e_grouped)))
        return false;
    s->how = way ? "UTM, marks between thousands" : "UTM, decimal marks";
    utm->easting_m = e_grouped ? e->grouped : e->plain;
    utm->northing_m = n_grouped ? n->grouped : n->plain;
    if (!(utm->easting_m >= EASTING_MIN && utm->easting_m <= EASTING_MAX) ||
        !(utm->northing_m <= NORTHING_MAX))
        return false;
    place.form = ECO_PLACE_FORM_UTM;
    place.precision_m =
        pow(10, -(e_decimals < n_decimals ? e_decimals : n_decimals));
    utm->zone = s->zone ? s->zone : r->options->zone;
    if (!s->zone)
        place.notes = ECO_PLACE_NOTE_ZONE;
    if (utm->zone < 1 || utm->zone > 60)
        eco_readings_refuse(r, ECO_PLACE_ZONE);
    else
        settle(s, &place, r);
    return true;
}

bool eco_metres_likely(const struct eco_tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        const struct eco_token *t = &tokens->at[i];

        if (t->kind == ECO_TOKEN_UTM || t->kind == ECO_TOKEN_ZONE ||
            t->kind == ECO_TOKEN_EPSG || t->kind == ECO_TOKEN_UPS ||
            t->kind == ECO_TOKEN_HEMISPHERE)
            return true;
        if (t->kind == ECO_TOKEN_NUMBER &&
            ((t->number.is_plain && t->number.plain >= 1000) ||
             (t->number.is_grouped && t->number.grouped >= EASTING_MIN)))
            return true;
    }
    return false;
}

void eco_metres_read(const struct eco_tokens *tokens, bool has_columns,
                     struct eco_readings *r)
{
    static const struct manner manners[] = {
        {true, false}, {true, true}, {false, false}, {false, true}};

    for (size_t i = 0; i < sizeof manners / sizeof *manners; i++) {
        struct scan s = {
            .t = tokens->at, .manner = manners[i], .has_columns = has_columns};
        size_t e;
        eco_place_reason why = scan_all(&s, &e);
        bool in_range = false;

        for (unsigned way = 0; !why && way < 4; way++)
            in_range |= try_values(&s, &s.metres[e], &s.metres[1 - e], way, r);
        if (!why && !in_range)
            why = ECO_PLACE_METRES;
        if (why)
            eco_readings_refuse(r, why);
    }
}
