/* Scores of predictions by hand, and the isotonic fit by its max-min formula.
 */
#include "eco_mem.h"
#include "eco_score.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_close(double got, double want, double off)
{
    if (!(fabs(got - want) <= off))
        fail_msg("%.17g is not %.17g", got, want);
}

static void brier_by_hand(void **state)
{
    const eco_judged items[] = {{0.9, 1, 1}, {0.2, 0, 2}, {0.5, 1, 1}};

    (void)state;
    /* (0.01 + 2 x 0.04 + 0.25) / 4 */
    assert_close(eco_score_brier(items, 3), 0.085, 1e-15);
    assert_close(eco_score_brier(items, 0), 0, 0);
}

static void deciles_by_hand(void **state)
{
    const eco_judged items[] = {
        {0.05, 0, 1}, {0.1, 1, 3}, {0.15, 0, 1}, {1, 1, 2}, {0.9, 0, 2}};
    eco_decile d[ECO_DECILES];

    (void)state;
    eco_score_deciles(items, 5, d);
    assert_int_equal(d[0].n, 1);
    assert_int_equal(d[1].n, 2);
    assert_close(d[1].weight, 4, 0);
    assert_close(d[1].predicted, (0.3 + 0.15) / 4, 1e-15);
    assert_close(d[1].observed, 0.75, 1e-15);
    assert_int_equal(d[9].n, 2);
    assert_close(d[9].observed, 0.5, 1e-15);
    for (int k = 2; k < 9; k++)
        assert_int_equal(d[k].n, 0);
}

static uint64_t seed = 1;
static double next(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(seed >> 40) / 16777216.0;
}

/* Value k of the fit: the largest, over starts a <= k, of the smallest, over
 * ends b >= k, of the mean from a to b. Starts and ends stand between items of
 * different prediction. */
static double by_formula(const eco_judged *v, size_t n, size_t k)
{
    double best = -1;

    for (size_t a = 0; a <= k; a++) {
        double least = 2, sum = 0, weight = 0;

        if (a && v[a - 1].predicted >= v[a].predicted)
            continue;
        for (size_t b = a; b < n; b++) {
            sum += v[b].weight * v[b].outcome;
            weight += v[b].weight;
            if (b >= k && (b + 1 == n || v[b].predicted < v[b + 1].predicted))
                least = fmin(least, sum / weight);
        }
        best = fmax(best, least);
    }
    return best;
}

static void isotonic_is_the_nearest_rise(void **state)
{
    (void)state;
    for (int round = 0; round < 300; round++) {
        eco_judged v[24];
        double fit[24];
        size_t n = 1 + (size_t)(next() * 23);

        for (size_t i = 0; i < n; i++)
            v[i] = (eco_judged){floor(next() * 12) / 12, next() < 0.5,
                                0.5 + next()};
        assert_int_equal(eco_score_isotonic(v, n, fit), ECO_OK);
        for (size_t i = 0; i < n; i++) {
            assert_close(fit[i], by_formula(v, n, i), 1e-12);
            if (i)
                assert_true(fit[i] >= fit[i - 1] - 1e-15);
        }
    }
}

static void memory_may_end(void **state)
{
    eco_judged v[] = {{0.1, 1, 1}, {0.2, 0, 1}};
    double fit[2];

    (void)state;
    eco_mem_fail_after(0);
    assert_int_equal(eco_score_isotonic(v, 2, fit), ECO_NOMEM);
    eco_mem_fail_after(SIZE_MAX);
    assert_int_equal(eco_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brier_by_hand),
        cmocka_unit_test(deciles_by_hand),
        cmocka_unit_test(isotonic_is_the_nearest_rise),
        cmocka_unit_test(memory_may_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
