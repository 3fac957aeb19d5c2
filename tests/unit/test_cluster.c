/* Clusters of reports against all pairs, and what decides between cases. */
#include "eco_cluster.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <ecocrime/ctx.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const eco_cluster_rule rule = {5000, 3};
static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    return 0;
}

static eco_event event(int64_t id, double lon, double lat, int day)
{
    return (eco_event){
        .id = id, .at = {lon, lat}, .first = day, .last = day, .group = 1};
}

/* ---- the slow way: all pairs, no cases ---- */

static bool linked(const eco_event *a, const eco_event *b)
{
    double most = rule.distance_m;

    if (a->radius_m > most)
        most = a->radius_m;
    if (b->radius_m > most)
        most = b->radius_m;
    return a->group == b->group && abs(a->first - b->first) <= rule.days &&
           abs(a->last - b->last) <= rule.days &&
           eco_geodesic_m(a->at, b->at) <= most;
}

static void slow_clusters(const eco_event *e, size_t n, size_t *of)
{
    bool changed = true;

    for (size_t i = 0; i < n; i++)
        of[i] = i;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if (of[j] < of[i] && linked(&e[i], &e[j])) {
                    of[i] = of[j];
                    changed = true;
                }
    }
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static double uniform(unsigned *seed)
{
    return (double)next_random(seed) / (double)(1U << 24);
}

/* Near the antimeridian, a pole or the equator; many at the same place. */
static void make_world(unsigned seed, eco_event *e, size_t n)
{
    static const eco_point centres[] = {{-55, -6}, {180, -17}, {20, 89.8}};
    eco_point c = centres[seed % 3];

    for (size_t i = 0; i < n; i++) {
        double width = c.y > 80 ? 180 : 0.6;
        double lon = c.x + width * (uniform(&seed) - 0.5);

        if (i % 5 == 4) { /* as another, but for the day */
            e[i] = e[next_random(&seed) % i];
            e[i].id = (int64_t)i;
            if (i % 2)
                e[i].first = e[i].last = (int)(uniform(&seed) * 30);
            continue;
        }
        e[i] = event((int64_t)i, lon > 180 ? lon - 360 : lon,
                     c.y + 0.35 * (uniform(&seed) - 0.5),
                     (int)(uniform(&seed) * 30) - 15);
        e[i].last += (int)(uniform(&seed) * 3);
        e[i].group = 1 + (int)(uniform(&seed) * 2);
        e[i].radius_m = i % 7 == 0 ? 10000 : 50;
    }
}

static void random_worlds_match_all_pairs(void **state)
{
    enum { N = 300 };
    eco_event e[N];
    size_t of[N];

    (void)state;
    for (unsigned seed = 0; seed < 60; seed++) {
        eco_clusters c;
        size_t clusters = 0;

        make_world(seed, e, N);
        slow_clusters(e, N, of);
        assert_int_equal(eco_clusters_find(ctx, e, N, &rule, &c), ECO_OK);
        for (size_t i = 0; i < N; i++) {
            if (c.of[i] != of[i])
                fail_msg("world %u: event %zu is with %zu, not %zu", seed, i,
                         c.of[i], of[i]);
            clusters += of[i] == i;
        }
        assert_int_equal(c.nlinks, N - clusters);
        for (size_t i = 0; i < c.nlinks; i++)
            assert_true(linked(&e[c.links[i].a], &e[c.links[i].b]));
        eco_clusters_clear(&c);
    }
}

/* One degree of latitude is 110 574 m at the equator. */
static void the_rule_holds_at_its_bounds(void **state)
{
    double lat = 5000 / 110574.38855;
    eco_event e[4] = {event(1, 10, 0, 100), event(2, 10, lat - 1e-5, 103),
                      event(3, 10, -lat - 1e-5, 97), event(4, 10, 0, 104)};
    eco_clusters c;

    (void)state;
    assert_int_equal(eco_clusters_find(ctx, e, 4, &rule, &c), ECO_OK);
    assert_int_equal(c.of[1], 0);
    assert_int_equal(c.of[2], 2); /* a metre too far */
    assert_int_equal(c.of[3], 0); /* by way of the second */
    assert_int_equal(c.nlinks, 2);
    assert_int_equal(c.links[0].days, 3);
    assert_int_equal(c.links[1].a, 1);
    assert_int_equal(c.links[1].b, 3);
    eco_clusters_clear(&c);
}

static void two_cases_are_never_one(void **state)
{
    /* case 1 - free - free - case 2, the second free nearer to case 2 */
    eco_event e[5] = {event(1, 10, 0, 0), event(2, 10.03, 0, 0),
                      event(3, 10.06, 0, 0), event(4, 10.08, 0, 0),
                      event(5, 10.08, 0, 0)};
    eco_clusters c;

    (void)state;
    e[0].case_id = 1;
    e[3].case_id = 2;
    e[4].case_id = 2;
    assert_int_equal(eco_clusters_find(ctx, e, 5, &rule, &c), ECO_OK);
    assert_int_equal(c.of[0], 0);
    assert_int_equal(c.of[1], 1);
    assert_int_equal(c.of[2], 1);
    assert_int_equal(c.of[3], 1);
    assert_int_equal(c.of[4], 1);
    eco_clusters_clear(&c);
}

static void odd_input(void **state)
{
    eco_event e[2] = {event(1, 10, 0, 0), event(2, 10, 91, 0)};
    eco_clusters c;

    (void)state;
    assert_int_equal(eco_clusters_find(ctx, e, 0, &rule, &c), ECO_OK);
    assert_int_equal(c.nlinks, 0);
    eco_clusters_clear(&c);
    assert_int_equal(eco_clusters_find(ctx, e, 2, &rule, &c), ECO_INVALID);
    assert_non_null(strstr(eco_ctx_message(ctx), "event 2"));
}

static void allocations_may_fail(void **state)
{
    eco_event e[40];
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;
    eco_clusters c;

    (void)state;
    make_world(7, e, 40);
    e[3].case_id = 1;
    for (size_t n = 0; st != ECO_OK; n++) {
        eco_mem_fail_after(n);
        st = eco_clusters_find(ctx, e, 40, &rule, &c);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        if (!st)
            eco_clusters_clear(&c);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_worlds_match_all_pairs),
        cmocka_unit_test(the_rule_holds_at_its_bounds),
        cmocka_unit_test(two_cases_are_never_one),
        cmocka_unit_test(odd_input),
        cmocka_unit_test(allocations_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
