/* Quantiles of PERT against sums of its density and closed forms. */
#include "check.h"

#include "eco_pert.h"

static double quantile(double low, double central, double high, double z)
{
    double x = NAN;

    CHECK(!eco_pert_quantile(&(eco_pert){low, central, high}, z, &x),
          "%g %g %g at %g", low, central, high, z);
    return x;
}

/* The density summed by Simpson's rule in t, x = (1 - cos t) / 2: smooth at
 * both ends for any a, b >= 1. No gamma function: the whole is summed as well.
 */
static long double integral(long double a, long double b, long double x)
{
    long double end = acosl(1 - 2 * x), sum = 0;
    const int n = 2000;

    for (int i = 0; i <= n; i++) {
        long double t = end * i / n, at = (1 - cosl(t)) / 2;
        long double f = powl(at, a - 1) * powl(1 - at, b - 1) * sinl(t) / 2;

        sum += f * (i == 0 || i == n ? 1 : i % 2 ? 4 : 2);
    }
    return sum * end / n / 3;
}

static void against_sums(void)
{
    double worst = 0;

    for (double c = 0; c <= 1.0001; c += 0.125) {
        long double a = 1 + 4 * (long double)c, b = 6 - a;
        long double whole = integral(a, b, 1);

        for (int i = 1; i < 40; i++) {
            double z = i / 40.0, x = quantile(0, fmin(c, 1), 1, z);
            double back = (double)(integral(a, b, x) / whole);

            worst = fmax(worst, fabs(back - z));
            CHECK(fabs(back - z) < 1e-10, "mode %g, z %g: %.15g of %.15g", c, z,
                  x, back);
        }
    }
    printf("PERT: largest difference %.2g\n", worst);
}

/* Beta(1, 5), (5, 1) and (3, 3) have polynomials; scaled and moved. */
static void closed_forms(void)
{
    for (double z = 0.001; z < 1; z += 0.0499) {
        double low = 1 - pow(1 - z, 0.2), high = pow(z, 0.2), x;

        CHECK(fabs(quantile(0, 0, 1, z) - low) < 1e-12, "z %g", z);
        CHECK(fabs(quantile(0, 1, 1, z) - high) < 1e-12, "z %g", z);
        CHECK(fabs(quantile(0.2, 0.2, 0.7, z) - (0.2 + low / 2)) < 1e-12,
              "z %g", z);
        x = (quantile(3, 5, 7, z) - 3) / 4;
        CHECK(fabs(x * x * x * (10 - 15 * x + 6 * x * x) - z) < 1e-12,
              "z %g: %g", z, x);
    }
}

/* The mean of quantiles is the mean. */
static void means(void)
{
    const eco_pert p = {0.25, 0.5, 1};
    double sum = 0;
    const int n = 4000;

    for (int i = 0; i < n; i++)
        sum += quantile(p.low, p.central, p.high, (i + 0.5) / n);
    CHECK(fabs(sum / n - eco_pert_mean(&p)) < 1e-6, "%g", sum / n);
    CHECK(fabs(eco_pert_mean(&p) - 3.25 / 6) < 1e-15, "%g", eco_pert_mean(&p));
}

static void limits(void)
{
    double x;

    CHECK(fabs(quantile(1, 1, 1, 0.3) - 1) < 1e-15, "a point");
    CHECK(quantile(0, 0.15, 0.5, 1e-12) >= 0, "low end");
    CHECK(quantile(0, 0.15, 0.5, 1 - 1e-12) <= 0.5, "high end");
    CHECK(quantile(0, 0.15, 0.5, 1e-12) < 1e-2, "near the low end");
    CHECK(eco_pert_quantile(&(eco_pert){0, 1, 0.5}, 0.5, &x) == ECO_INVALID,
          "out of order");
    CHECK(eco_pert_quantile(&(eco_pert){0, 0.5, 1}, 0, &x) == ECO_INVALID,
          "z 0");
    CHECK(eco_pert_quantile(&(eco_pert){NAN, 0.5, 1}, 0.5, &x) == ECO_INVALID,
          "no number");
    CHECK(eco_beta_cdf(2, 4, 0) <= 0 && eco_beta_cdf(2, 4, 1) >= 1, "ends");
}

int main(void)
{
    against_sums();
    closed_forms();
    means();
    limits();
    return check_failures != 0;
}
