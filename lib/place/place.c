/* A cell, or several that belong together, in whichever form. */
#include "eco_readings.h"

#include <math.h>
#include <string.h>

static const eco_place_options none;

/* Far below what anybody writes, far above what adding up loses. */
static const double SAME_DEG = 1e-11;

eco_place eco_place_nowhere(void)
{
    return (eco_place){.lon_deg = NAN,
                       .lat_deg = NAN,
                       .precision_m = NAN,
                       .altitude_m = NAN,
                       .accuracy_m = NAN};
}

/* One degree of the meridian has 110 574 to 111 694 m, of the equator 111 319:
 * none is off by more than 1 %. */
static const double DEGREE_M = 111320, RADIANS = 0.017453292519943295;

double eco_ground_m(double lat_unit_deg, double lon_unit_deg, double lat_deg)
{
    return DEGREE_M * fmax(lat_unit_deg, lon_unit_deg * cos(lat_deg * RADIANS));
}

static bool is_same(double a, double b)
{
    return isnan(a) ? isnan(b) : fabs(a - b) < SAME_DEG;
}

void eco_readings_add(struct eco_readings *r, const eco_place *place,
                      const char *how)
{
    for (size_t i = 0; i < r->n && i < 2; i++)
        if (is_same(r->at[i].lon_deg, place->lon_deg) &&
            is_same(r->at[i].lat_deg, place->lat_deg))
            return;
    if (!r->n)
        r->place = *place;
    if (r->n < 2)
        r->at[r->n] = (eco_place_reading){place->lon_deg, place->lat_deg, how};
    r->n++;
}

void eco_readings_refuse(struct eco_readings *r, eco_place_reason why)
{
    if (why > r->why)
        r->why = why;
}

eco_place_reason eco_readings_finish(const struct eco_readings *r,
                                     eco_place *out)
{
    if (r->n == 1 && !r->has_one) {
        *out = r->place;
        return ECO_PLACE_READ;
    }
    if (r->n == 1)
        return ECO_PLACE_ONE;
    if (!r->n) {
        if (r->why == ECO_PLACE_RANGE)
            *out = r->place;
        return r->why ? r->why : ECO_PLACE_NO_NUMBER;
    }
    out->readings[0] = r->at[0];
    out->readings[1] = r->at[1];
    return r->is_zone_s && r->n == 2 ? ECO_PLACE_ZONE_S : ECO_PLACE_AMBIGUOUS;
}

/* Parentheses around all. */
static void unwrap(struct eco_plain *text)
{
    size_t first = 1, end = text->n - 1;

    if (text->n < 3 || text->text[0] != '(' || text->text[end] != ')')
        return;
    first += text->text[first] == ' ';
    end -= text->text[end - 1] == ' ';
    if (end <= first)
        return;
    text->n = end - first;
    memmove(text->text, text->text + first, text->n);
    memmove(text->upper, text->upper + first, text->n * sizeof *text->upper);
    text->text[text->n] = '\0';
}

eco_place_reason eco_place_read(const char *text,
                                const eco_place_options *options,
                                eco_place *out)
{
    struct eco_readings r = {.options = options ? options : &none};
    struct eco_plain plain;
    eco_place_reason why = eco_plain_from_utf8(text, &plain);

    *out = eco_place_nowhere();
    if (why)
        return why;
    unwrap(&plain);
    why = eco_gridref_read(&plain, out);
    if (why == ECO_PLACE_ORDER)
        why = eco_wkt_read(&plain, out);
    if (why != ECO_PLACE_ORDER)
        return why;
    eco_pair_read(&plain, &r);
    return eco_readings_finish(&r, out);
}

eco_place_reason eco_place_read_two(const char *lat, const char *lon,
                                    const eco_place_options *options,
                                    eco_place *out)
{
    eco_angle x, y;
    eco_place_reason why_lat = eco_angle_read(lat, ECO_AXIS_LAT, options, &y);
    eco_place_reason why_lon = eco_angle_read(lon, ECO_AXIS_LON, options, &x);
    bool has_values =
        (why_lat == ECO_PLACE_READ || why_lat == ECO_PLACE_RANGE) &&
        (why_lon == ECO_PLACE_READ || why_lon == ECO_PLACE_RANGE);

    *out = eco_place_nowhere();
    if (has_values) {
        out->lat_deg = y.deg;
        out->lon_deg = x.deg;
        out->precision_m = eco_ground_m(y.unit_deg, x.unit_deg, y.deg);
        out->notes = x.notes | y.notes;
    }
    return why_lat > why_lon ? why_lat : why_lon;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Appends a title and a cell, its thousands "345 678" joined; false: too long.
 */
static bool append(struct eco_plain *to, const char *title,
                   const struct eco_plain *cell)
{
    size_t n = strlen(title);

    if (to->n + n > ECO_PLAIN_MAX)
        return false;
    memcpy(to->text + to->n, title, n);
    to->n += n;
    for (size_t i = 0; i < cell->n; i++) {
        const char *p = &cell->text[i];
        bool is_joint = *p == ' ' && i && is_digit(p[-1]) && is_digit(p[1]) &&
                        is_digit(p[2]) && is_digit(p[3]) && !is_digit(p[4]);

        if (is_joint)
            continue;
        if (to->n == ECO_PLAIN_MAX)
            return false;
        to->upper[to->n] = cell->upper[i];
        to->text[to->n++] = *p;
    }
    return true;
}

eco_place_reason eco_place_read_utm(const char *easting, const char *northing,
                                    const char *zone,
                                    const eco_place_options *options,
                                    eco_place *out)
{
    const char *const cells[] = {easting, northing, zone};
    static const char *const before[] = {"", ";", ";zone "};
    struct eco_readings r = {.options = options ? options : &none};
    struct eco_plain joined = {0}, cell;
    struct eco_tokens tokens;
    eco_place_reason why = ECO_PLACE_READ;

    *out = eco_place_nowhere();
    for (int i = 0; i < 3 && !why; i++) {
        why = eco_plain_from_utf8(cells[i], &cell);
        if (i == 2 && why == ECO_PLACE_EMPTY)
            why = ECO_PLACE_READ;
        else if (!why && !append(&joined, before[i], &cell))
            why = ECO_PLACE_LONG;
    }
    if (!why)
        why = eco_tokens_read(&joined, ~0u, &tokens);
    if (why)
        return why;
    eco_metres_read(&tokens, true, &r);
    return eco_readings_finish(&r, out);
}

const char *eco_place_reason_text(eco_place_reason reason)
{
    switch (reason) {
#define X(name, text)                                                          \
    case ECO_PLACE_##name:                                                     \
        return text;
        ECO_PLACE_REASON_MAP(X)
#undef X
    }
    return "?";
}

const char *eco_place_note_text(unsigned note)
{
    switch (note) {
#define X(name, bit, text)                                                     \
    case ECO_PLACE_NOTE_##name:                                                \
        return text;
        ECO_PLACE_NOTE_MAP(X)
#undef X
    default:
        return "?";
    }
}
