/* What lies in what, in a store small enough to work out by hand. */
#include "eco_area.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_overlay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static eco_ctx *ctx;

static char *world; /* SQL */

static bool read_world(void)
{
    char path[512];
    size_t n;

    if (!getenv("ECO_SOURCE"))
        return false;
    snprintf(path, sizeof path, "%s/tests/case/overlay_world.sql",
             getenv("ECO_SOURCE"));
    return eco_file_read(ctx, path, 1 << 16, &world, &n) == ECO_OK;
}

static eco_status build(eco_store **store)
{
    eco_status st = eco_store_create(ctx, ":memory:", store);

    if (!st)
        st = eco_sql_run(ctx, eco_store_sql(*store), world);
    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(*store));
    if (!st)
        st = eco_overlay_run(ctx, *store);
    if (!st)
        st = eco_overlay_facts(ctx, *store);
    return st ? st : eco_sql_commit(ctx, eco_store_sql(*store));
}

static int64_t number(eco_store *store, const char *select)
{
    int64_t n = -1;

    if (eco_sql_int(ctx, eco_store_sql(store), select, &n))
        fail_msg("%s: %s", select, eco_ctx_message(ctx));
    return n;
}

static int setup(void **state)
{
    eco_store *store = NULL;

    if (eco_ctx_create(&ctx) || !read_world())
        return 1;
    if (build(&store)) {
        print_error("%s\n", eco_ctx_message(ctx));
        return 1;
    }
    *state = store;
    return 0;
}

static int teardown(void **state)
{
    eco_store_close(*state);
    eco_mem_free(world);
    eco_ctx_destroy(ctx);
    return 0;
}

/* m2 of a box a degree high from the equator, by the bands of the ellipsoid. */
static double strip(double width_deg)
{
    return eco_band_area(&eco_wgs84, 0, 1, width_deg);
}

/* The sum of a column is that of the strips, to a part in 1e9. */
static void area(eco_store *store, const char *select, double width_deg)
{
    char query[300];

    snprintf(query, sizeof query,
             "SELECT CAST(round(1e9 * (%s) / %.17g) AS INTEGER)", select,
             strip(width_deg));
    assert_true(llabs(number(store, query) - 1000000000) <= 1);
}

static void incidents_are_counted_once(void **state)
{
    static const struct {
        const char *select;
        int64_t n;
    } cases[] = {
        {"SELECT nplaced FROM incident_set WHERE zone_set_id = 1", 5},
        {"SELECT noutside FROM incident_set WHERE zone_set_id = 1", 1},
        {"SELECT nvague FROM incident_set WHERE zone_set_id = 1", 2},
        {"SELECT nborder FROM incident_set WHERE zone_set_id = 1", 1},
        {"SELECT nborder FROM incident_set WHERE zone_set_id = 2", 0},
        {"SELECT nseveral FROM incident_set WHERE zone_set_id = 1", 0},
        {"SELECT zone_id FROM incident_zone WHERE incident_id = 2 AND how = "
         "'border'",
         1},
        {"SELECT count(*) FROM incident_zone", 10},
        {"SELECT n FROM incident_year WHERE zone_id = 1 AND year = 2005", 2},
        {"SELECT nprecise FROM incident_year WHERE zone_id = 1", 2},
        {"SELECT nwider FROM incident_year WHERE zone_id = 2 AND year = 2006",
         1},
        {"SELECT nwider FROM incident_year WHERE zone_id = 3 AND year = 2006",
         1},
        {"SELECT nuntold FROM incident_year WHERE zone_id = 2 AND year IS NULL "
         "AND domain = ''",
         1},
        {"SELECT nprecise FROM incident_year WHERE zone_id = 2 AND year = 2005",
         1},
        {"SELECT CAST(per_100000 AS INTEGER) FROM incident_year WHERE zone_id "
         "= 1",
         4},
        {"SELECT count(*) FROM incident_year WHERE zone_id = 2 AND per_100000 "
         "IS NULL AND note = 'nobody lives in the zone'",
         3},
        {"SELECT count(*) FROM incident_year WHERE zone_id = 3 AND persons IS "
         "NULL AND note LIKE 'no population%'",
         3},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t n = number(*state, cases[i].select);

        if (n != cases[i].n)
            fail_msg("%s: %lld", cases[i].select, (long long)n);
    }
}

static void density_says_when_it_is_too_low(void **state)
{
    assert_int_equal(number(*state, "SELECT enough FROM evidence_density WHERE "
                                    "zone_id = 1 AND per_1000_ha = 1.0"),
                     1);
    assert_int_equal(number(*state, "SELECT enough FROM evidence_density WHERE "
                                    "zone_id = 2 AND nitems = 1"),
                     0); /* that of T5 does not count */
}

static void evidence_lies_in_zones_by_its_area(void **state)
{
    area(*state,
         "SELECT area_m2 FROM evidence_zone WHERE evidence_id = 1 AND "
         "zone_id = 1",
         0.5);
    area(*state,
         "SELECT sum(e.area_m2) FROM evidence_zone e JOIN zone USING (zone_id) "
         "WHERE evidence_id = 1 AND zone_set_id = 1",
         1);
    area(*state,
         "SELECT area_m2 FROM evidence_zone WHERE evidence_id = 7 AND "
         "zone_id = 2",
         1);
    assert_int_equal(number(*state, "SELECT count(*) FROM evidence_zone WHERE "
                                    "evidence_id = 7 AND zone_id = 1"),
                     0); /* they only touch */
    assert_int_equal(number(*state, "SELECT CAST(round(share * 1e9) AS INTEGER)"
                                    " FROM evidence_zone WHERE evidence_id = 1 "
                                    "AND zone_id = 2"),
                     500000000);
}

static void permits_hold_in_their_time(void **state)
{
    area(*state,
         "SELECT sum(area_m2) FROM permit_overlap WHERE permit_id = 3 "
         "AND relation = 'after'",
         0.25); /* 0.7 to 0.75 is permitted by another */
    area(*state,
         "SELECT sum(area_m2) FROM permit_overlap WHERE permit_id = 4 "
         "AND relation = 'partly'",
         0.25);
    area(*state,
         "SELECT sum(area_m2) FROM permit_overlap WHERE permit_id IS "
         "NULL AND relation = 'no permit'",
         0.25);
    assert_int_equal(number(*state, "SELECT count(*) FROM permit_overlap"), 3);
}

/* Permit 3 has a footprint of another year; 6 is of years without a map. */
static void ghosts_have_no_footprint(void **state)
{
    assert_int_equal(number(*state, "SELECT count(*) FROM permit_ghost"), 1);
    assert_int_equal(number(*state, "SELECT permit_id FROM permit_ghost WHERE "
                                    "nearest = 'none' AND output = 9 AND "
                                    "year_first = 2005 AND year_last = 2005"),
                     5);
}

static void prohibitions_have_dates(void **state)
{
    assert_int_equal(
        number(*state, "SELECT incident_id FROM incident_prohibition WHERE "
                       "evidence_id = 7 AND timing = 'in force'"),
        3);
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM incident_prohibition WHERE "
                            "evidence_id = 7 AND timing = 'before'"),
                     2); /* one of them on the border */
    assert_int_equal(number(*state,
                            "SELECT count(*) FROM incident_prohibition WHERE "
                            "timing = 'undated'"),
                     2);
    assert_int_equal(
        number(*state, "SELECT count(*) FROM incident_prohibition"), 5);
}

/* pi r2, to the part that the ring misses and the curvature. */
static void discs_are_as_large_as_told(void **state)
{
    assert_int_equal(number(*state, "SELECT count(*) FROM incident_disc"), 5);
    assert_int_equal(number(*state, "SELECT count(*) FROM incident_disc WHERE "
                                    "assumed = 1 AND radius_m = 122"),
                     1);
    assert_int_equal(
        number(*state, "SELECT CAST(round(Area(geom) * 111319.49 * 110574.4 / "
                       "(3.14159265 * 90000.0 * 90000.0) * 100) AS INTEGER) "
                       "FROM incident_disc WHERE incident_id = 3"),
        100);
    assert_int_equal(
        number(*state,
               "SELECT Equals(d.geom, i.geom) FROM incident_disc d "
               "JOIN incident i USING (incident_id) WHERE radius_m = 0"),
        1);
}

static void facts_can_be_counted_again(void **state)
{
    int64_t before = number(*state, "SELECT count(*) FROM incident_year");

    assert_int_equal(eco_overlay_run(ctx, *state), ECO_OK);
    assert_int_equal(eco_overlay_facts(ctx, *state), ECO_OK);
    assert_int_equal(number(*state, "SELECT count(*) FROM incident_year"),
                     before);
    assert_int_equal(number(*state, "SELECT count(*) FROM incident_zone"), 10);
}

/* Making the store takes most allocations: those of the passes alone fail. */
static void each_allocation_fails_once(void **state)
{
    eco_store *store = NULL;
    eco_sql *db;
    eco_status st;
    size_t before;

    (void)state;
    assert_int_equal(eco_store_create(ctx, ":memory:", &store), ECO_OK);
    db = eco_store_sql(store);
    assert_int_equal(eco_sql_run(ctx, db, world), ECO_OK);
    before = eco_mem_live();
    for (size_t n = 0;; n++) {
        assert_int_equal(eco_sql_begin(ctx, db), ECO_OK);
        eco_mem_fail_after(n);
        st = eco_overlay_run(ctx, store);
        eco_mem_fail_after(SIZE_MAX);
        eco_sql_rollback(db);
        if (st != ECO_OK && st != ECO_NOMEM)
            fail_msg("%zu: %s", n, eco_ctx_message(ctx));
        assert_int_equal(eco_mem_live(), before);
        if (!st)
            break;
    }
    eco_store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(incidents_are_counted_once),
        cmocka_unit_test(density_says_when_it_is_too_low),
        cmocka_unit_test(evidence_lies_in_zones_by_its_area),
        cmocka_unit_test(permits_hold_in_their_time),
        cmocka_unit_test(ghosts_have_no_footprint),
        cmocka_unit_test(prohibitions_have_dates),
        cmocka_unit_test(discs_are_as_large_as_told),
        cmocka_unit_test(facts_can_be_counted_again),
        cmocka_unit_test(each_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
