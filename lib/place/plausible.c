/* What is odd about a place, and the corrections that have a name. */
#include "eco_place.h"

#include <math.h>
#include <stddef.h>

/* A metre: what is nearer to a whole number was one before any conversion. */
static const double NEAR_DEG = 1e-5;

static bool is_near(double a, double b)
{
    return fabs(a - b) < NEAR_DEG;
}

static bool in_range(double lon, double lat)
{
    return fabs(lon) <= 180 && fabs(lat) <= 90; /* not of NAN */
}

static bool is_inside(double lon, double lat, const eco_place_box *box)
{
    bool between;

    if (!in_range(lon, lat))
        return false;
    if (!box)
        return true;
    between = box->west <= box->east ? lon >= box->west && lon <= box->east
                                     : lon >= box->west || lon <= box->east;
    return between && lat >= box->south && lat <= box->north;
}

bool eco_place_repair(unsigned finding, double *lon_deg, double *lat_deg)
{
    double lon = *lon_deg;

    switch (finding) {
    case ECO_PLACE_IS_SWAPPED:
        *lon_deg = *lat_deg;
        *lat_deg = lon;
        return true;
    case ECO_PLACE_IS_LAT_SIGN:
        *lat_deg = -*lat_deg;
        return true;
    case ECO_PLACE_IS_LON_SIGN:
        *lon_deg = -lon;
        return true;
    case ECO_PLACE_IS_BOTH_SIGNS:
        *lon_deg = -lon;
        *lat_deg = -*lat_deg;
        return true;
    default:
        return false;
    }
}

/* The one change that brings a place inside; SEVERAL, or 0. */
static unsigned change(double lon, double lat, const eco_place_box *box)
{
    static const unsigned changes[] = {
        ECO_PLACE_IS_SWAPPED, ECO_PLACE_IS_LAT_SIGN, ECO_PLACE_IS_LON_SIGN,
        ECO_PLACE_IS_BOTH_SIGNS};
    unsigned found = 0;

    for (int i = 0; i < 4; i++) {
        double x = lon, y = lat;

        /* Of two signs one may do nothing, at zero. */
        if (changes[i] == ECO_PLACE_IS_BOTH_SIGNS && found)
            break;
        eco_place_repair(changes[i], &x, &y);
        if (is_inside(x, y, box))
            found = found ? ECO_PLACE_IS_SEVERAL : changes[i];
    }
    return found;
}

/* Nothing on land is there, and forms are filled with it. */
static bool is_null(double lon, double lat)
{
    static const double islands[][2] = {{0, 0}, {1, 1}, {-1, -1}};

    for (size_t i = 0; i < sizeof islands / sizeof *islands; i++)
        if (is_near(lon, islands[i][0]) && is_near(lat, islands[i][1]))
            return true;
    return is_near(fabs(lat), 90) ||
           (is_near(fabs(lon), 180) && is_near(lat, 0));
}

unsigned eco_place_check(double lon_deg, double lat_deg,
                         const eco_place_box *expected)
{
    unsigned found = 0;

    if (!in_range(lon_deg, lat_deg))
        found = ECO_PLACE_IS_RANGE;
    else if (!is_inside(lon_deg, lat_deg, expected))
        found = ECO_PLACE_IS_OUTSIDE;
    if (found)
        found |= change(lon_deg, lat_deg, expected);
    if (found & ECO_PLACE_IS_RANGE)
        return found;
    if (is_null(lon_deg, lat_deg))
        found |= ECO_PLACE_IS_NULL_ISLAND;
    else if (is_near(lon_deg, 0) || is_near(lat_deg, 0))
        found |= ECO_PLACE_IS_ZERO;
    else if (is_near(lon_deg, lat_deg))
        found |= ECO_PLACE_IS_SAME;
    if (is_near(lon_deg, round(lon_deg)) && is_near(lat_deg, round(lat_deg)))
        found |= ECO_PLACE_IS_INTEGER;
    return found;
}

const char *eco_place_finding_text(unsigned finding)
{
    switch (finding) {
#define X(name, bit, text)                                                     \
    case ECO_PLACE_IS_##name:                                                  \
        return text;
        ECO_PLACE_FINDING_MAP(X)
#undef X
    default:
        return "?";
    }
}
