/* Printed in any style and read again, a place is the same to the digits that
 * were printed; in UTM and as grid reference, all over the globe. */
#include "check.h"
#include "eco_place.h"

#include <string.h>

enum { ROUNDS = 20000, TEXT_BYTES = 160 };

static uint64_t state;

static int below(int n)
{
    return (int)(check_random(&state) * n);
}

static const char *pick(const char *const *of, int n)
{
    return of[below(n)];
}

#define PICK(...)                                                              \
    pick((const char *const[]){__VA_ARGS__},                                   \
         (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

/* A decimal mark in place of the dot. */
static void set_mark(char *text, char mark)
{
    for (char *p = text; *p; p++)
        if (*p == '.')
            *p = mark;
}

/* An angle in 1 to 3 parts with some decimals, and without sign. The value is
 * rounded first, so carries never reach 60. Returns the unit in degrees. */
static double print_parts(char *out, double deg, int nparts, int decimals,
                          const char *const units[3])
{
    double ten = pow(10, decimals), per = nparts == 1   ? 1
                                          : nparts == 2 ? 60
                                                        : 3600;
    double n = floor(fabs(deg) * per * ten);
    long long whole = (long long)n, one = (long long)ten;
    long long last = nparts == 1 ? whole : whole % (60 * one);
    long long rest = nparts == 1 ? 0 : whole / (60 * one);
    char tail[40];

    snprintf(tail, sizeof tail, decimals ? "%lld.%0*lld" : "%lld", last / one,
             decimals, last % one);
    if (nparts == 1)
        snprintf(out, TEXT_BYTES, "%s%s", tail, units[0]);
    else if (nparts == 2)
        snprintf(out, TEXT_BYTES, "%lld%s%s%s", rest, units[0], tail, units[1]);
    else
        snprintf(out, TEXT_BYTES, "%lld%s%02lld%s%s%s", rest / 60, units[0],
                 rest % 60, units[1], tail, units[2]);
    return 1 / (per * ten);
}

struct style {
    const char *units[3], *between, *north, *south, *east, *west;
    int nparts, decimals;
    char mark;
    bool is_signed, is_before;
};

static struct style random_style(void)
{
    static const char *const units[][3] = {
        {"\xC2\xB0", "'", "\""},
        {"\xC2\xB0", "\xE2\x80\xB2", "\xE2\x80\xB3"},
        {"\xC2\xBA ", "\xE2\x80\x99 ", "\xE2\x80\x9D "},
        {"\xCB\x9A", "'", "''"},
        {" ", " ", ""},
        {":", ":", ""},
        {"d", "m", "s"},
        {" deg ", " min ", " sec "},
        {" grados ", " minutos ", " segundos "},
        {" graus ", " min ", " seg "},
    };
    struct style s = {.nparts = 1 + below(3), .mark = below(2) ? '.' : ','};
    int u = below(sizeof units / sizeof *units), names = below(3);

    memcpy(s.units, units[u], sizeof s.units);
    if (u == 4 || u == 5)
        s.units[s.nparts - 1] = "";
    s.between = PICK(", ", "; ", " / ", ";");
    s.is_signed = below(3) == 0;
    s.is_before = !s.is_signed && u != 6 && below(3) == 0;
    s.decimals = below(s.nparts == 1 ? 10 : 7);
    s.north = names == 0 ? "N" : names == 1 ? " Norte " : " Nord ";
    s.south = names == 0 ? "S" : names == 1 ? " Sur " : " Sud ";
    s.east = names == 0 ? "E" : names == 1 ? " Este " : " Ost ";
    s.west = names == 0 ? "W" : names == 1 ? " Oeste " : " Ouest ";
    return s;
}

static double print_angle(char *out, const struct style *s, double deg,
                          bool is_lat)
{
    const char *side = is_lat ? (deg < 0 ? s->south : s->north)
                              : (deg < 0 ? s->west : s->east);
    char parts[TEXT_BYTES];
    double unit = print_parts(parts, deg, s->nparts, s->decimals, s->units);

    set_mark(parts, s->mark);
    if (s->is_signed)
        snprintf(out, TEXT_BYTES, "%s%s", deg < 0 ? "-" : "", parts);
    else if (s->is_before)
        snprintf(out, TEXT_BYTES, "%s%s", side, parts);
    else
        snprintf(out, TEXT_BYTES, "%s%s", parts, side);
    return unit;
}

static void near_or_say(const char *text, double got, double want, double unit)
{
    /* Cut off, not rounded: up to one unit, and what doubles lose. */
    CHECK(fabs(got - want) <= unit * (1 + 1e-6) + 1e-12, "%s: %.15g, not %.15g",
          text, got, want);
}

static void test_pairs(void)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct style s = random_style();
        double lat = 180 * check_random(&state) - 90;
        double lon = 360 * check_random(&state) - 180, unit;
        bool lon_first = below(4) == 0;
        const eco_place_options first = {.first = ECO_AXIS_LON};
        char a[TEXT_BYTES], b[TEXT_BYTES], text[3 * TEXT_BYTES];
        eco_place got;
        eco_angle angle;
        eco_place_reason why;

        unit = print_angle(a, &s, lat, true);
        print_angle(b, &s, lon, false);
        snprintf(text, sizeof text, "%s%s%s", lon_first ? b : a, s.between,
                 lon_first ? a : b);
        why = eco_place_read(text, lon_first ? &first : NULL, &got);
        CHECK(why == ECO_PLACE_READ, "round %d: %s: %s", i, text,
              eco_place_reason_text(why));
        if (why)
            continue;
        near_or_say(text, got.lat_deg, lat, unit);
        near_or_say(text, got.lon_deg, lon, unit);
        CHECK(fabs(got.precision_m / (unit * 111320) - 1) < .01, "%s: %g", text,
              got.precision_m);
        CHECK(!eco_place_read_two(a, b, NULL, &got), "%s & %s", a, b);
        near_or_say(text, got.lon_deg, lon, unit);
        CHECK(!eco_angle_read(a, ECO_AXIS_UNKNOWN, NULL, &angle), "%s", a);
        near_or_say(a, angle.deg, lat, unit);
        CHECK(fabs(angle.unit_deg / unit - 1) < 1e-9, "%s", a);
    }
}

/* Blanks alone between two angles: only what has one reading. */
static void test_blanks(void)
{
    for (int i = 0; i < ROUNDS; i++) {
        struct style s = random_style();
        double lat = 180 * check_random(&state) - 90;
        double lon = 360 * check_random(&state) - 180;
        double unit;
        char a[TEXT_BYTES], b[TEXT_BYTES], text[3 * TEXT_BYTES];
        eco_place got;
        eco_place_reason why;

        unit = print_angle(a, &s, lat, true);
        print_angle(b, &s, lon, false);
        snprintf(text, sizeof text, "%s %s", a, b);
        why = eco_place_read(text, NULL, &got);
        if (!s.is_signed)
            CHECK(why == ECO_PLACE_READ, "%s: %s", text,
                  eco_place_reason_text(why));
        else
            CHECK(why == ECO_PLACE_READ || why == ECO_PLACE_AMBIGUOUS, "%s: %s",
                  text, eco_place_reason_text(why));
        if (!why) { /* never another place */
            near_or_say(text, got.lat_deg, lat, unit);
            near_or_say(text, got.lon_deg, lon, unit);
        }
    }
}

/* A grid reference after the tables of NGA.SIG.0012 (2014), figures 3 to 6:
 * letters as they stand there, in plain words, rows counted from the equator.
 */
static void print_grid(char *out, const eco_utm *utm, double lat, int digits)
{
    static const char *const columns[] = {"STUVWXYZ", "ABCDEFGH", "JKLMNPQR"};
    static const char *const rows[] = {"FGHJKLMNPQRSTUVABCDE",
                                       "ABCDEFGHJKLMNPQRSTUV"};
    const char *bands = "CDEFGHJKLMNPQRSTUVWXX";
    int band = (int)floor((lat + 80) / 8);
    long e = (long)utm->easting_m, n = (long)utm->northing_m, cut = 1;

    for (int i = digits; i < 5; i++)
        cut *= 10;
    snprintf(out, TEXT_BYTES, "%d%c%c%c%0*ld%0*ld", utm->zone, bands[band],
             columns[utm->zone % 3][e / 100000 - 1],
             rows[utm->zone % 2][n / 100000 % 20], digits, e % 100000 / cut,
             digits, n % 100000 / cut);
}

static void test_metric(void)
{
    for (int i = 0; i < ROUNDS; i++) {
        double lat = 163.9 * check_random(&state) - 79.95;
        double lon = 360 * check_random(&state) - 180;
        eco_utm utm = {.zone = eco_utm_zone(lon, lat), .north = lat >= 0};
        int digits = 1 + below(5);
        double metres = pow(10, 5 - digits), across = cos(lat * .0174533);
        char text[TEXT_BYTES];
        eco_place got;
        eco_place_reason why;

        eco_utm_from_lonlat(lon, lat, &utm);
        snprintf(text, sizeof text, "%s%d %s%s%.3f%s %.3f%s",
                 PICK("", "zone ", "UTM "), utm.zone,
                 utm.north ? "North" : "South", PICK(" ", ", "), utm.easting_m,
                 i % 2 ? "E" : "", utm.northing_m, i % 2 ? "N" : "");
        why = eco_place_read(text, NULL, &got);
        CHECK(!why, "%s: %s", text, eco_place_reason_text(why));
        near_or_say(text, got.lat_deg, lat, 1e-8);
        near_or_say(text, remainder(got.lon_deg - lon, 360) * across, 0, 1e-8);
        print_grid(text, &utm, lat, digits);
        why = eco_place_read(text, NULL, &got);
        CHECK(!why && got.utm.zone == utm.zone && got.utm.north == utm.north,
              "%s: %s", text, eco_place_reason_text(why));
        CHECK(fabs(got.utm.easting_m - utm.easting_m) <= metres / 2 + 1e-6 &&
                  fabs(got.utm.northing_m - utm.northing_m) <=
                      metres / 2 + 1e-6,
              "%s: %.1f %.1f, not %.1f %.1f", text, got.utm.easting_m,
              got.utm.northing_m, utm.easting_m, utm.northing_m);
        CHECK(fabs(got.precision_m / metres - 1) < 1e-9, "%s", text);
    }
}

int main(void)
{
    state = 20260101;
    test_pairs();
    test_blanks();
    test_metric();
    printf("%d places in each of 3 ways\n", ROUNDS);
    return check_failures != 0;
}
