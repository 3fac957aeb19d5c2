#include "eco_pert.h"

#include <math.h>

/* a, b <= 5 converge in about 20 terms (modified Lentz would guard against
 * zeros of the denominators, of which there are none for x < (a+1)/(a+b+2)). */
enum { TERMS = 60, STEPS = 80 };

/* The continued fraction from its end to its beginning. */
static double fraction(double a, double b, double x)
{
    double f = 1;

    for (int m = TERMS; m > 0; m--) {
        double k = m;
        double even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k));
        double odd = -(a + k - 1) * (a + b + k - 1) * x /
                     ((a + 2 * k - 2) * (a + 2 * k - 1));

        f = 1 + odd / (1 + even / f);
    }
    return f;
}

static double beta_function(double a, double b)
{
    return tgamma(a) * tgamma(b) / tgamma(a + b);
}

static double lower_tail(double a, double b, double x)
{
    return pow(x, a) * pow(1 - x, b) /
           (a * beta_function(a, b) * fraction(a, b, x));
}

double eco_beta_cdf(double a, double b, double x)
{
    if (x <= 0 || x >= 1)
        return x > 0;
    return x < (a + 1) / (a + b + 2) ? lower_tail(a, b, x)
                                     : 1 - lower_tail(b, a, 1 - x);
}

/* Newton's steps, halving where one would leave what is known to hold x. */
static double beta_quantile(double a, double b, double z)
{
    double low = 0, high = 1, x = a / (a + b), scale = 1 / beta_function(a, b);

    for (int i = 0; i < STEPS && high - low > 1e-15; i++) {
        double off = eco_beta_cdf(a, b, x) - z, step;

        if (off > 0)
            high = x;
        else
            low = x;
        step = off / (scale * pow(x, a - 1) * pow(1 - x, b - 1));
        if (fabs(step) < 1e-14)
            return x;
        x = x - step > low && x - step < high ? x - step : (low + high) / 2;
    }
    return x;
}

eco_status eco_pert_quantile(const eco_pert *p, double z, double *out)
{
    double width = p->high - p->low, a;

    if (!(p->low <= p->central && p->central <= p->high && z > 0 && z < 1))
        return ECO_INVALID;
    *out = p->low;
    if (width > 0) {
        a = 1 + 4 * ((p->central - p->low) / width);
        *out = p->low + width * beta_quantile(a, 6 - a, z);
    }
    return ECO_OK;
}

double eco_pert_mean(const eco_pert *p)
{
    return (p->low + 4 * p->central + p->high) / 6;
}
