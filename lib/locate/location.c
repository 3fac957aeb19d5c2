/* m(d) of each model. */
#include "eco_location.h"

#include "eco_day.h"

#include <math.h>
#include <stdbool.h>

static bool is_distance(double v)
{
    return v >= 0 && v <= ECO_LOCATION_MOST_M;
}

eco_status eco_location_cover(const eco_location *location, double link_m,
                              double d_m, double *m)
{
    double spread = location->spread_m;

    *m = 0;
    if (!is_distance(link_m) || !is_distance(d_m))
        return ECO_INVALID;
    switch (location->kind) {
    case ECO_LOCATION_POLYGON:
        *m = d_m <= link_m;
        return ECO_OK;
    case ECO_LOCATION_GAUSSIAN:
    case ECO_LOCATION_DISC:
        if (!is_distance(spread))
            return ECO_INVALID;
        if (spread < ECO_LOCATION_POINT_M)
            *m = d_m <= link_m;
        else if (location->kind == ECO_LOCATION_DISC)
            *m = eco_lens_fraction(d_m, link_m, spread);
        else
            *m = eco_rice_cdf(d_m / spread, link_m / spread);
        return ECO_OK;
    case ECO_LOCATION_NONE:
    case ECO_LOCATION_UNIT:
        break;
    }
    return ECO_INVALID;
}

eco_status eco_location_cover_area(double shared_m2, double unit_m2, double *m)
{
    *m = 0;
    if (!(shared_m2 >= 0) || !(unit_m2 > 0) || !isfinite(shared_m2) ||
        !isfinite(unit_m2))
        return ECO_INVALID;
    *m = fmin(shared_m2 / unit_m2, 1);
    return ECO_OK;
}

eco_status eco_window_make(eco_window dated, int before, int after,
                           eco_window *out)
{
    long first = (long)dated.first - before, last = (long)dated.last + after;

    *out = (eco_window){0, 0};
    if (first > last || first < ECO_YEAR_MIN || last > ECO_YEAR_MAX)
        return ECO_INVALID;
    *out = (eco_window){(int)first, (int)last};
    return ECO_OK;
}
