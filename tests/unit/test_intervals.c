/* Quantiles of draws against a sort. */
#include "check.h"

#include "eco_intervals.h"

#include <stdlib.h>

enum { MOST = 700 };

static int rising(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double sorted_quantile(const double *x, size_t n, double p)
{
    double at = (double)(n - 1) * p;
    size_t k = (size_t)floor(at);
    double next = k + 1 < n ? x[k + 1] : x[k];

    return x[k] * (1 - (at - (double)k)) + next * (at - (double)k);
}

static void is_near(double got, double want, uint64_t seed, const char *what)
{
    CHECK(fabs(got - want) < 1e-12 * (1 + fabs(want)),
          "seed %llu: %s %.17g, not %.17g", (unsigned long long)seed, what, got,
          want);
}

static void against_a_sort(void)
{
    for (uint64_t seed = 1; seed < 600; seed++) {
        uint64_t rng = seed;
        double x[MOST], sorted[MOST], sum = 0, squares = 0;
        size_t n = 1 + (size_t)(check_random(&rng) * check_random(&rng) * MOST);
        double steps = seed % 3 ? 1e9 : 1 + floor(5 * check_random(&rng));
        eco_interval got;

        for (size_t i = 0; i < n; i++)
            sum += sorted[i] = x[i] = floor(steps * check_random(&rng));
        qsort(sorted, n, sizeof *sorted, rising);
        for (size_t i = 0; i < n; i++)
            squares += pow(x[i] - sum / (double)n, 2);
        got = eco_interval_of(x, n);
        is_near(got.mean, sum / (double)n, seed, "mean");
        is_near(got.sd, n > 1 ? sqrt(squares / (double)(n - 1)) : 0, seed,
                "sd");
        is_near(got.p05, sorted_quantile(sorted, n, 0.05), seed, "p05");
        is_near(got.p50, sorted_quantile(sorted, n, 0.5), seed, "p50");
        is_near(got.p95, sorted_quantile(sorted, n, 0.95), seed, "p95");
    }
}

int main(void)
{
    double rising_draws[101];
    eco_interval got;

    for (int i = 0; i < 101; i++)
        rising_draws[i] = i;
    got = eco_interval_of(rising_draws, 101);
    is_near(got.p05, 5, 0, "p05 of 0..100");
    is_near(got.p50, 50, 0, "p50 of 0..100");
    is_near(got.p95, 95, 0, "p95 of 0..100");
    against_a_sort();
    return check_failures != 0;
}
