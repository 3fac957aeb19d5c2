/* Made-up worlds: intervals hold the truth as often as they say where the model
 * is right, and visibly not where it is wrong. */
#include "eco_mem.h"
#include "eco_world_study.h"

#include <ecocrime/ctx.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const eco_mc_value values[] = {
    {{1, 1, 1}, ECO_MC_ILLEGAL, 0, 0},
    {{0.5, 0.75, 0.95}, ECO_MC_ILLEGAL, 0, 2},
    {{0, 0.3, 0.7}, ECO_MC_ILLEGAL, 0, 4},
    {{0.3, 0.6, 1}, ECO_MC_ORGANIZED, 1, 0},
    {{0.15, 0.4, 0.8}, ECO_MC_ORGANIZED, 1, 2},
    {{0, 0.1, 0.4}, ECO_MC_ORGANIZED, 1, 4},
    {{0, 0.3, 1}, ECO_MC_TRANSNATIONAL, 2, 0}};
static const eco_mc_class classes[] = {{{0, 3, 6, ECO_MC_NONE}},
                                       {{1, 4, 6, ECO_MC_NONE}},
                                       {{2, 5, 6, ECO_MC_NONE}}};
static const eco_world_spec right = {.seed = 11,
                                     .side = 80,
                                     .npatches = 60,
                                     .nitems = 10,
                                     .link_m = 600,
                                     .assumed_link_m = 600,
                                     .surveyed = 1,
                                     .reported = 1,
                                     .values = values,
                                     .classes = classes,
                                     .nvalues = 7,
                                     .nclasses = 3};
static const eco_world_study study = {
    .worlds = 24, .truths = 10, .draws = 200, .threads = 1};
/* Four standard errors of 240 truths. */
static const double bias_most[] = {0.06, 0.09, 0.2};

static eco_world_result run(const eco_world_spec *spec)
{
    eco_ctx *ctx;
    eco_world_result r;

    assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
    assert_int_equal(eco_world_study_run(ctx, spec, &study, &r), ECO_OK);
    eco_ctx_destroy(ctx);
    for (int m = 0; m < ECO_MC_MEASURES; m++)
        print_message("measure %d: held %.3f, bias %+.4f\n", m, r.coverage[m],
                      r.bias[m]);
    assert_int_equal(r.not_nested, 0);
    return r;
}

static void surveyed_places_are_held(void **state)
{
    eco_world_result r = run(&right);

    (void)state;
    for (int m = 0; m < ECO_MC_MEASURES; m++) {
        assert_true(r.coverage[m] >= 0.83 && r.coverage[m] <= 0.97);
        assert_true(fabs(r.bias[m]) < bias_most[m]);
    }
}

/* Levels of a place are drawn together, which spreads the draws wider. */
static void vague_places_are_held_with_some_to_spare(void **state)
{
    eco_world_spec spec = right;
    eco_world_result r;

    (void)state;
    spec.surveyed = 1.0 / 3;
    r = run(&spec);
    for (int m = 0; m < ECO_MC_MEASURES; m++) {
        assert_true(r.coverage[m] >= 0.83);
        assert_true(fabs(r.bias[m]) < bias_most[m]);
    }
}

static void a_wrong_radius_is_seen(void **state)
{
    eco_world_spec spec = right;
    eco_world_result r;

    (void)state;
    spec.surveyed = 0;
    spec.assumed_link_m = 2 * spec.link_m;
    r = run(&spec);
    assert_true(r.coverage[ECO_MC_ILL] < 0.5);
    assert_true(r.bias[ECO_MC_ILL] > 0.5);
}

static void reporting_that_is_biased_is_seen(void **state)
{
    eco_world_spec spec = right;
    eco_world_result r;

    (void)state;
    spec.reported = 0.5;
    r = run(&spec);
    assert_true(r.coverage[ECO_MC_ILL] < 0.7);
    assert_true(r.bias[ECO_MC_ILL] < -0.3);
}

/* The truth of a patch is one lot: all of its cells under the same evidence go
 * one way, and no truth is above all degraded land. */
static void truths_are_of_whole_patches(void **state)
{
    eco_world_spec spec = right;
    eco_world w;

    (void)state;
    assert_int_equal(eco_world_make(&spec, &w), ECO_OK);
    assert_true(w.ncells > 300);
    for (uint64_t t = 0; t < 50; t++) {
        double a[ECO_MC_MEASURES], b[ECO_MC_MEASURES];

        assert_int_equal(eco_world_truth(&w, t, a), ECO_OK);
        assert_int_equal(eco_world_truth(&w, t, b), ECO_OK);
        assert_memory_equal(a, b, sizeof a);
        assert_true(a[0] <= (double)w.ncells * 1e4);
        assert_true(a[2] <= a[1] && a[1] <= a[0]);
    }
    eco_world_clear(&w);
}

static void memory_may_end(void **state)
{
    eco_status st = ECO_NOMEM;

    (void)state;
    for (size_t n = 0; st == ECO_NOMEM; n++) {
        eco_world w;

        eco_mem_fail_after(n);
        st = eco_world_make(&right, &w);
        eco_mem_fail_after(SIZE_MAX);
        eco_world_clear(&w);
        assert_int_equal(eco_mem_live(), 0);
    }
    assert_int_equal(st, ECO_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(surveyed_places_are_held),
        cmocka_unit_test(vague_places_are_held_with_some_to_spare),
        cmocka_unit_test(a_wrong_radius_is_seen),
        cmocka_unit_test(reporting_that_is_biased_is_seen),
        cmocka_unit_test(truths_are_of_whole_patches),
        cmocka_unit_test(memory_may_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
