/* Grid references (MGRS): zone, band, the letters of a square of 100 km, and
 * one to five digits each way. */
#include "eco_readings.h"

#include <math.h>
#include <string.h>

enum { DIGITS_MAX = 5 };

static const double SQUARE_M = 1e5, CYCLE_M = 2e6, FALSE_NORTHING = 1e7;

/* Northings of UTM between 80 S and 84 N, with a square of room. */
static const double NORTH_MAX = 9.4e6, SOUTH_MIN = 1e6;

struct reference {
    int zone;
    char band, column, row;
    char digits[2][DIGITS_MAX + 1];
    size_t n; /* digits each way */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static const char *skip_blank(const char *p)
{
    return p + (*p == ' ');
}

static char capital(char c)
{
    return (char)(c - 'a' + 'A');
}

/* "1234567890" or "12345 67890"; false: not the same number each way. */
static bool read_digits(const char *p, struct reference *ref)
{
    size_t n = strspn(p, "0123456789");
    const char *second = p + n / 2;

    if (p[n] == ' ') {
        second = p + n + 1;
        if (strspn(second, "0123456789") != n || second[n])
            return false;
    } else {
        if (p[n] || n % 2)
            return false;
        n /= 2;
    }
    if (n < 1 || n > DIGITS_MAX)
        return false;
    memcpy(ref->digits[0], p, n);
    memcpy(ref->digits[1], second, n);
    ref->n = n;
    return true;
}

/* "18 Sul 345678 8612345" has three letters too. */
static bool is_word(const char *letters, bool has_blanks)
{
    struct eco_token ignored;

    return has_blanks && eco_word_read(letters, 3, &ignored);
}

/* ORDER: something else; GRID or POLAR: what was meant is plain, but wrong. */
static eco_place_reason split(const char *p, struct reference *ref)
{
    const char *letters;
    bool has_blanks;

    if (strncmp(p, "mgrs", 4) == 0)
        for (p += 4; *p == ' ' || *p == ':';)
            p++;
    if (strchr("abyz", *p) && *p && is_letter(p[1]) && is_letter(p[2]) &&
        is_digit(*skip_blank(p + 3)))
        return ECO_PLACE_POLAR;
    for (; is_digit(*p) && ref->zone < 100; p++)
        ref->zone = ref->zone * 10 + (*p - '0');
    letters = skip_blank(p);
    has_blanks = *p == ' ';
    p = letters;
    if (!ref->zone || !is_letter(*p))
        return ECO_PLACE_ORDER;
    ref->band = capital(*p);
    p = skip_blank(p + 1);
    if (!is_letter(p[0]) || !is_letter(p[1]) || is_letter(p[2]))
        return ECO_PLACE_ORDER;
    ref->column = capital(p[0]);
    ref->row = capital(p[1]);
    p += 2;
    has_blanks = has_blanks || *p == ' ';
    if (p == letters + 3 && is_word(letters, has_blanks))
        return ECO_PLACE_ORDER;
    p = skip_blank(p);
    if (p[strspn(p, "0123456789 ")])
        return ECO_PLACE_ORDER;
    return read_digits(p, ref) ? ECO_PLACE_READ : ECO_PLACE_GRID;
}

/* South-west corner within a cycle of 2 000 km; false: letters that this zone
 * does not have. */
static bool corner(const struct reference *ref, double *easting,
                   double *northing)
{
    static const char columns[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    static const char rows[] = "ABCDEFGHJKLMNPQRSTUV";
    const char *column = strchr(columns, ref->column);
    const char *row = strchr(rows, ref->row);
    long c, n;

    if (!column || !row)
        return false;
    c = column - columns - (ref->zone - 1) % 3 * 8L;
    n = row - rows - (ref->zone % 2 ? 0 : 5);
    if (c < 0 || c > 7)
        return false;
    *easting = SQUARE_M * (double)(c + 1);
    *northing = SQUARE_M * (double)((n + 20) % 20);
    return true;
}

static double value(const char *digits, size_t n)
{
    double sum = 0, unit = SQUARE_M;

    for (size_t i = 0; i < n; i++) {
        unit /= 10;
        sum += unit * (digits[i] - '0');
    }
    return sum;
}

/* Whether a square with its south-west corner here touches the band. */
static bool is_in_band(const eco_utm *utm, double size, double south,
                       double height)
{
    double least = 90, most = -90;

    for (int i = 0; i < 4; i++) {
        eco_utm at = *utm;
        double lon, lat;

        at.easting_m += i & 1 ? size : 0;
        at.northing_m += i & 2 ? size : 0;
        eco_utm_to_lonlat(&at, &lon, &lat);
        least = fmin(least, lat);
        most = fmax(most, lat);
    }
    return most >= south && least <= south + height;
}

/* Bands are lower than a cycle, so at most one row of this name is in it. */
static bool find_row(eco_utm *utm, double size, double south, double height)
{
    double last;

    utm->north = south >= 0;
    last = utm->north ? NORTH_MAX : FALSE_NORTHING;
    for (; utm->northing_m < last; utm->northing_m += CYCLE_M)
        if ((utm->north || utm->northing_m >= SOUTH_MIN) &&
            is_in_band(utm, size, south, height))
            return true;
    return false;
}

eco_place_reason eco_gridref_read(const struct eco_plain *text, eco_place *out)
{
    struct reference ref = {0};
    eco_place_reason why = split(text->text, &ref);
    eco_place place = eco_place_nowhere();
    double size = SQUARE_M, south, height;

    if (why)
        return why;
    if (strchr("ABYZ", ref.band))
        return ECO_PLACE_POLAR;
    if (ref.zone > 60 || !eco_utm_band(ref.band, &south, &height) ||
        (ref.band == 'X' &&
         (ref.zone == 32 || ref.zone == 34 || ref.zone == 36)) ||
        !corner(&ref, &place.utm.easting_m, &place.utm.northing_m))
        return ECO_PLACE_GRID;
    for (size_t i = 0; i < ref.n; i++)
        size /= 10;
    place.utm.zone = ref.zone;
    place.utm.easting_m += value(ref.digits[0], ref.n);
    place.utm.northing_m += value(ref.digits[1], ref.n);
    if (!find_row(&place.utm, size, south, height))
        return ECO_PLACE_BAND;
    place.utm.easting_m += size / 2;
    place.utm.northing_m += size / 2;
    eco_utm_to_lonlat(&place.utm, &place.lon_deg, &place.lat_deg);
    place.precision_m = size;
    place.form = ECO_PLACE_FORM_GRID;
    *out = place;
    return ECO_PLACE_READ;
}
