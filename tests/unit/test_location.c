/* m(d) against known answers, other formulas, and its laws. */
#include "check.h"

#include "eco_location.h"

#include <stdlib.h>

#define PI 3.14159265358979323846

enum { SEEDS = 4000 };

static double cover(eco_location l, double link_m, double d_m)
{
    double m = NAN;

    CHECK(!eco_location_cover(&l, link_m, d_m, &m), "d %g", d_m);
    return m;
}

static eco_location disc(double radius_m)
{
    return (eco_location){ECO_LOCATION_DISC, radius_m, 0};
}

static eco_location gaussian(double sigma_m)
{
    return (eco_location){ECO_LOCATION_GAUSSIAN, sigma_m, 0};
}

/* METHODS 4.5. */
static void known_answers(void)
{
    static const double rice[] = {0.86466472, 0.73098794, 0.39649904,
                                  0.11327925};

    for (int d = 0; d < 4; d++)
        CHECK(fabs(cover(gaussian(1), 2, d) - rice[d]) < 5e-9, "d %d: %.9f", d,
              cover(gaussian(1), 2, d));
    CHECK(fabs(cover(disc(5), 2, 4) - 0.12349349) < 5e-9, "%.9f",
          cover(disc(5), 2, 4));
    CHECK(fabs(cover(disc(5), 2, 4) * PI * 25 - 9.69915637) < 5e-9, "-");
    CHECK(fabs(eco_rice_cdf(0, 2) - (1 - exp(-2))) < 1e-15, "-");
}

/* P(|X - p| <= r) by the noncentral chi-square as a Poisson mixture: with n of
 * mean d^2/2, P(a Poisson count of mean r^2/2 exceeds n). No Bessel function,
 * no quadrature; all terms are positive. */
static double mixture(double d, double r)
{
    long double a = (long double)d * d / 2, b = (long double)r * r / 2;
    long double weight = expl(-a), term = expl(-b), below = term, sum = 0;

    for (int n = 0; n < 20000; n++) {
        long double rest = 1 - below;

        if (rest < 1e-6L) { /* the tail itself, or it cancels */
            long double t = term;

            rest = 0;
            for (int k = n + 1; k < n + 4000 && t > 1e-40L; k++)
                rest += t *= b / k;
        }
        sum += weight * rest;
        weight *= a / (n + 1);
        below += term *= b / (n + 1);
        if (n > a + b + 20 && weight < 1e-30L)
            break;
    }
    return (double)sum;
}

static void gaussian_is_the_mixture(void)
{
    uint64_t rng = 7;
    double worst = 0;

    for (int i = 0; i < SEEDS / 10; i++) {
        double d = 20 * check_random(&rng) * check_random(&rng);
        double r = pow(10, 4 * check_random(&rng) - 2.7);
        double got = eco_rice_cdf(d, r), want = mixture(d, r);

        worst = fmax(worst, fabs(got - want));
        CHECK(fabs(got - want) < 2e-14, "d %.17g r %.17g: %.17g, not %.17g", d,
              r, got, want);
    }
    printf("Rice: largest difference %.2g\n", worst);
}

/* Segment of a disc beyond a chord at distance `at` from its centre, summed
 * over strips parallel to the chord, at = r cos t; midpoint rule in t. */
static long double strips(long double r, long double at)
{
    long double end = acosl(fmaxl(fminl(at / r, 1), -1)), sum = 0;
    const int n = 20000;

    for (int i = 0; i < n; i++) {
        long double t = end * (i + 0.5L) / n;

        sum += 2 * r * r * sinl(t) * sinl(t) * end / n;
    }
    return sum;
}

static double lens_by_strips(double d, double r, double R)
{
    long double chord =
        ((long double)d * d + (long double)R * R - (long double)r * r) / 2 / d;

    return (double)((strips(R, chord) + strips(r, d - chord)) /
                    (acosl(-1) * R * R));
}

static void disc_is_the_sum_of_strips(void)
{
    uint64_t rng = 3;

    for (int i = 0; i < 400; i++) {
        double r = pow(10, 2 * check_random(&rng)), R = 10;
        double d = fabs(R - r) +
                   (r + R - fabs(R - r)) * (0.02 + 0.96 * check_random(&rng));
        double got = eco_lens_fraction(d, r, R), want = lens_by_strips(d, r, R);

        CHECK(fabs(got - want) < 1e-8, "d %.17g r %.17g: %.12g, not %.12g", d,
              r, got, want);
    }
}

/* Needles, against the formula of METHODS in long double; and two expansions
 * where that has nothing left. */
static void thin_lenses(void)
{
    for (double h = 1e-1; h > 1e-9; h /= 10) {
        /* equal discs of radius 1 at 2 - h: 2 (t - sin t cos t), cos t = 1 -
         * h/2; t^2 = h + h^2/12 + ..., area = 4/3 t^3 (1 - t^2/5 + ...) */
        double t = acos(1 - h / 2);
        double want = 4.0 / 3 * t * t * t * (1 - t * t / 5) / PI;
        double got = eco_lens_fraction(2 - h, 1, 1);

        CHECK(fabs(got / want - 1) < h * h + 1e-7, "h %g: %g, not %g", h, got,
              want);
    }
    for (double r = 1e-3; r > 1e-9; r /= 10) {
        /* a small disc whose centre lies on the border of a great one: half of
         * it, less what the border bends: r^3 / (3 R) */
        double want = r * r / 2 - r * r * r / 3 / PI;
        double got = eco_lens_fraction(1, r, 1);

        CHECK(fabs(got / want - 1) < r * r + 1e-6, "r %g: %.15g, not %.15g", r,
              got, want);
        got = eco_lens_fraction(1 / r, 1 / r, 1);
        want = 0.5 - r / 3 / PI;
        CHECK(fabs(got / want - 1) < r * r + 1e-6, "1/r %g: %.15g, not %.15g",
              1 / r, got, want);
    }
}

static double between(uint64_t *rng)
{
    return pow(10, -3 + 10 * check_random(rng));
}

/* Over ten orders of magnitude each way. */
static void stays_within_its_laws(void)
{
    uint64_t rng = 11;

    for (int i = 0; i < SEEDS; i++) {
        double spread = between(&rng), link = between(&rng);
        double near_d =
            check_random(&rng) < 0.5
                ? between(&rng)
                : fabs(link + (2 * check_random(&rng) - 1) * spread);
        double far_d = near_d * (1 + 0.1 * check_random(&rng));
        eco_location models[] = {disc(spread), gaussian(spread)};

        near_d = fmin(near_d, 1e7);
        far_d = fmin(far_d, 1e7);
        for (int k = 0; k < 2; k++) {
            double m = cover(models[k], link, near_d);
            double beyond = cover(models[k], link, far_d);

            CHECK(m >= 0 && m <= 1, "m %g", m);
            CHECK(beyond <= m + 3e-14, "%d: r %g R %g: m(%.17g) %.17g < %.17g",
                  k, link, spread, near_d, m, beyond);
            CHECK(m <= cover(models[k], fmin(link * 1.01, 1e7), near_d) + 3e-14,
                  "grows with the link");
        }
        CHECK(cover(models[0], link, fmin(link + spread, 1e7)) < 1e-9 ||
                  link + spread > 1e7,
              "nothing beyond");
    }
}

/* Moved a little at a branch, m moves a little. */
static void branches_meet(void)
{
    uint64_t rng = 5;

    for (int i = 0; i < SEEDS; i++) {
        double R = pow(10, 6 * check_random(&rng)),
               r = pow(10, 6 * check_random(&rng));
        double at[2] = {fabs(R - r), R + r};

        for (int k = 0; k < 2; k++) {
            double step = 1e-9 * fmin(r, R);
            double in = eco_lens_fraction(fmax(at[k] - step, 0), r, R);
            double out = eco_lens_fraction(at[k] + step, r, R);

            CHECK(fabs(in - out) <= 2e-9, "r %.17g R %.17g: %g", r, R,
                  in - out);
        }
    }
}

static void limits(void)
{
    double m;
    eco_location none = {0}, unit = {ECO_LOCATION_UNIT, 0, 4e6};
    eco_location polygon = {ECO_LOCATION_POLYGON, 0, 0};

    CHECK(cover(polygon, 0, 0) > 0.5 && cover(polygon, 0, 1) < 0.5, "polygon");
    CHECK(cover(polygon, 5, 4) > 0.5, "polygon with a link");
    CHECK(cover(gaussian(0), 10, 10) > 0.5, "a point");
    CHECK(cover(disc(0), 10, 10.1) < 0.5, "a point");
    CHECK(!eco_location_cover_area(1e6, 4e6, &m) && fabs(m - 0.25) < 1e-15,
          "%g", m);
    CHECK(!eco_location_cover_area(5e6, 4e6, &m) && fabs(m - 1) < 1e-15, "-");
    CHECK(eco_location_cover_area(1, 0, &m) == ECO_INVALID, "-");
    CHECK(eco_location_cover_area(-1, 1, &m) == ECO_INVALID, "-");
    CHECK(eco_location_cover(&none, 1, 1, &m) == ECO_INVALID, "-");
    CHECK(eco_location_cover(&unit, 1, 1, &m) == ECO_INVALID, "-");
    unit = disc(1);
    CHECK(eco_location_cover(&unit, 1, -1, &m) == ECO_INVALID, "-");
    CHECK(eco_location_cover(&unit, NAN, 1, &m) == ECO_INVALID, "-");
    CHECK(eco_location_cover(&unit, 1, INFINITY, &m) == ECO_INVALID, "-");
    unit = gaussian(-1);
    CHECK(eco_location_cover(&unit, 1, 1, &m) == ECO_INVALID, "-");
}

static void windows(void)
{
    eco_window w;

    CHECK(!eco_window_make((eco_window){2019, 2020}, 2, 1, &w) &&
              w.first == 2017 && w.last == 2021,
          "%d %d", w.first, w.last);
    CHECK(eco_window_make((eco_window){2020, 2019}, 0, 0, &w) == ECO_INVALID,
          "-");
    CHECK(eco_window_make((eco_window){1601, 2019}, 2, 0, &w) == ECO_INVALID,
          "-");
}

int main(void)
{
    known_answers();
    gaussian_is_the_mixture();
    disc_is_the_sum_of_strips();
    thin_lenses();
    stays_within_its_laws();
    branches_meet();
    limits();
    windows();
    return check_failures != 0;
}
