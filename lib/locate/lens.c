/* What two discs share, without the cancellation of the formula with acos. */
#include "eco_location.h"

#include <math.h>

#define PI 3.14159265358979323846

/* Angle between sides a and b of a triangle, in [0, pi], accurate for needles.
 * Source: W. Kahan, Miscalculating area and angles of a needle-like triangle
 * (2014). */
static double angle(double a, double b, double opposite)
{
    double c = opposite, most = fmax(a, b), least = fmin(a, b), mu, up, down;

    mu = least >= c ? c - (most - least) : least - (most - c);
    up = ((most - least) + c) * fmax(mu, 0);
    down = (most + (least + c)) * ((most - c) + least);
    return 2 * atan2(sqrt(fmax(up, 0)), sqrt(fmax(down, 0)));
}

/* Area of a disc of radius 1 beyond a chord seen under the angle 2 t:
 * t - sin t cos t = (x - sin x) / 2 with x = 2 t. */
static double segment(double t)
{
    double x = 2 * t, term = x * x * x / 6, sum = term;

    if (x > 1)
        return t - sin(t) * cos(t);
    for (int k = 4; k < 20; k += 2) { /* x^19 / 19! is 1e-17 at x = 1 */
        term *= -x * x / k / (k + 1);
        sum += term;
    }
    return sum / 2;
}

double eco_lens_fraction(double d, double r, double R)
{
    double ratio = r / R, most = fmin(ratio * ratio, 1), m;

    if (d >= r + R)
        return 0;
    if (d <= fabs(R - r))
        return most;
    m = (segment(angle(d, R, r)) + ratio * ratio * segment(angle(d, r, R))) /
        PI;
    return fmin(m, most);
}
