/* Mercury of mined areas: known arithmetic. */
#include "eco_run_job.h"
#include "store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

static eco_ctx *ctx;
static eco_store *store;

/* Zone 1: 60 ha new and 40 ha again on a map of unknown practice; 10 ha of
 * footprints whose dataset works the whole ore, 10 ha in a set of one that its
 * row says is cyanidation, 10 ha of sand. */
static const char rows[] =
    "INSERT INTO dataset (dataset_id, id, kind, title) VALUES"
    " (3, 'f', 'mining-footprint', 'F'), (4, 'g', 'mining-footprint', 'G');"
    "INSERT INTO dataset_fact VALUES (4, 'practice', 'whole-ore');"
    "INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key, domain,"
    " properties, geom) SELECT 1 + value, CASE value WHEN 1 THEN 4 ELSE 3 END,"
    " 'f', 'mining-footprint', value, CASE value WHEN 3 THEN 'MIN_SND' END,"
    " CASE value WHEN 2 THEN '{\"practice\": \"cyanidation\"}' ELSE '{}' END,"
    " GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326)"
    " FROM json_each('[1, 2, 3]');"
    "INSERT INTO evidence_set (evidence_set_id, evidence_id) VALUES (2, 2),"
    " (3, 3), (4, 4);"
    "INSERT INTO degradation (zone_id, year, type, dataset_id,"
    " evidence_set_id, area_m2) VALUES"
    " (1, 2001, 'mining_new', 2, 1, 600000),"
    " (1, 2001, 'mining_again', 2, 1, 400000),"
    " (1, 2001, 'forest_loss', 2, 1, 700000),"
    " (1, 2001, 'mining_footprint', 4, 2, 100000),"
    " (1, 2001, 'mining_footprint', 3, 3, 100000),"
    " (1, 2001, 'mining_footprint', 3, 4, 100000);"
    "INSERT INTO set_value VALUES"
    " (1, 'mining_new', 2001, 'ILL', '_T', '_T', .1, .5, 1),"
    " (1, 'mining_again', 2001, 'ILL', '_T', '_T', .1, .5, 1),"
    " (1, 'mining_new', 2001, 'ILL', 'MIN', 'T2', .1, .5, 1),"
    " (1, 'mining_new', 2001, 'ORG', '_T', '_T', 0, .1, .2),"
    " (1, 'mining_new', 2001, 'LEGAL', '_T', '_T', 0, .1, .2);";

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || eco_store_create(ctx, ":memory:", &store);
}

static int teardown(void **state)
{
    (void)state;
    eco_store_close(store);
    eco_ctx_destroy(ctx);
    return 0;
}

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

/* In milligrams. */
static void is(const char *column, const char *measure, const char *practice,
               double kg)
{
    char select[300];
    int64_t n = -1;

    snprintf(
        select, sizeof select,
        "SELECT CAST(round(1e6 * total(%s)) AS INTEGER) FROM mercury WHERE "
        "measure = '%s' AND practice = '%s'",
        column, measure, practice);
    good(eco_sql_int(ctx, eco_store_sql(store), select, &n));
    if (n != (int64_t)(kg * 1e6 + .5))
        fail_msg("%s %s %s: %lld mg, not %g kg", column, measure, practice,
                 (long long)n, kg);
}

static void arithmetic_is_known(void **state)
{
    (void)state;
    good(eco_sql_run(ctx, eco_store_sql(store), store_sample));
    good(eco_sql_run(ctx, eco_store_sql(store), rows));
    good(eco_run_mercury(ctx, store));
    good(eco_run_mercury(ctx, store));         /* again, the same */
    is("gold_kg", "DEG", "concentrate", 30);   /* 100 ha x 0.3 */
    is("mode_kg", "DEG", "concentrate", 39);   /* x 1.3 */
    is("low_kg", "DEG", "concentrate", 10);    /* 100 x 0.1 x 1 */
    is("high_kg", "DEG", "concentrate", 400);  /* 100 x 2 x 2 */
    is("air_kg", "DEG", "concentrate", 29.25); /* three quarters */
    is("land_water_kg", "DEG", "concentrate", 9.75);
    is("mode_kg", "ILL", "concentrate", 19.5); /* half of the area */
    is("low_kg", "ILL", "concentrate", 1);
    is("high_kg", "ILL", "concentrate", 400);
    is("mode_kg", "ORG", "concentrate", 2.34); /* 6 ha x 0.3 x 1.3 */
    is("mode_kg", "TOC", "concentrate", 0);
    is("mode_kg", "DEG", "whole-ore", 15); /* 10 x 0.3 x 5 */
    is("air_kg", "DEG", "whole-ore", 3.75);
    is("high_kg", "DEG", "whole-ore", 200);
    is("gold_kg", "DEG", "cyanidation", 3);
    is("high_kg", "DEG", "cyanidation", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(arithmetic_is_known)};

    return cmocka_run_group_tests(tests, setup, teardown);
}
