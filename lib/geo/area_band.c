/* The area between two parallels, in a form that keeps its digits. */
#include "eco_area.h"

#include <math.h>

#define RAD_PER_DEG 0.017453292519943295769

const eco_ellipsoid eco_wgs84 = {6378137.0, 1 / 298.257223563};

/* The textbook difference q(lat2) - q(lat1) loses digits in small cells: 1e-9
 * at 0.1 arc second. With D = sin(lat2) - sin(lat1) taken as a product, and
 * the addition theorem of atanh, no two near numbers are subtracted. */
double eco_band_area(const eco_ellipsoid *e, double lat1_deg, double lat2_deg,
                     double dlon_deg)
{
    double e2 = e->f * (2 - e->f), ecc = sqrt(e2);
    double s0 = sin(lat1_deg * RAD_PER_DEG), s1 = sin(lat2_deg * RAD_PER_DEG);
    double mean = (lat1_deg + lat2_deg) / 2, half = (lat2_deg - lat1_deg) / 2;
    double d = 2 * cos(mean * RAD_PER_DEG) * sin(half * RAD_PER_DEG);
    double x = d / (1 - e2 * s0 * s1);
    double first =
        d * (1 + e2 * s0 * s1) / ((1 - e2 * s0 * s0) * (1 - e2 * s1 * s1));
    double second = ecc > 0 ? atanh(ecc * x) / ecc : x;

    return e->a_m * e->a_m * (1 - e2) / 2 * dlon_deg * RAD_PER_DEG *
           (first + second);
}
