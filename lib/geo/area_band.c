/* The area between two parallels, in a form that keeps its digits. */
#include "eco_area.h"
#include "eco_area_model.h"

#include <math.h>

#define RAD_PER_DEG 0.017453292519943295769

const eco_ellipsoid eco_wgs84 = {6378137.0, 1 / 298.257223563};

/* By the distance to the pole, where the cosine itself would keep only the
 * digits that pi / 2 has left: 5e-10 in the last 0.1 arc second. */
static double cos_deg(double deg)
{
    double d = fabs(deg);

    return d > 45 ? sin((90 - d) * RAD_PER_DEG) : cos(d * RAD_PER_DEG);
}

/* The textbook difference q(lat2) - q(lat1) loses digits in small cells: 1e-9
 * at 0.1 arc second. With D = sin(lat2) - sin(lat1) taken as a product, and
 * the addition theorem of atanh, no two near numbers are subtracted:
 *
 *   A = a^2 (1 - e^2) / 2 dlon (D (1 + e^2 s0 s1) / ((1 - e^2 s0^2)
 *       (1 - e^2 s1^2)) + atanh(e D / (1 - e^2 s0 s1)) / e),  s = sin(lat)
 *
 * with a few roundings of 1.1e-16 each, and that of the mean latitude (7e-15
 * degrees) times its tangent: 1e-15, and 1e-12 at 0.01 degree from a pole.
 * On a sphere atanh(e x) / e has the limit x. */
double eco_band_about(const eco_ellipsoid *e, double mean_deg, double half_deg,
                      double dlon_deg)
{
    double e2 = e->f * (2 - e->f), ecc = sqrt(e2);
    double s0 = sin((mean_deg - half_deg) * RAD_PER_DEG);
    double s1 = sin((mean_deg + half_deg) * RAD_PER_DEG);
    double d = 2 * cos_deg(mean_deg) * sin(half_deg * RAD_PER_DEG);
    double x = d / (1 - e2 * s0 * s1);
    double first =
        d * (1 + e2 * s0 * s1) / ((1 - e2 * s0 * s0) * (1 - e2 * s1 * s1));
    double second = ecc > 0 ? atanh(ecc * x) / ecc : x;

    return e->a_m * e->a_m * (1 - e2) / 2 * dlon_deg * RAD_PER_DEG *
           (first + second);
}

double eco_band_area(const eco_ellipsoid *e, double lat1_deg, double lat2_deg,
                     double dlon_deg)
{
    return eco_band_about(e, (lat1_deg + lat2_deg) / 2,
                          (lat2_deg - lat1_deg) / 2, dlon_deg);
}
