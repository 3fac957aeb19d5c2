/* A store in memory whose combinations are made up, and judged by SQL. */
#ifndef ECO_TESTS_JUDGE_H
#define ECO_TESTS_JUDGE_H

#include "eco_indicator.h"
#include "eco_run_job.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static eco_ctx *ctx;
static eco_store *store;

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static void sql(const char *fmt, ...)
{
    char text[2000];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    good(eco_sql_run(ctx, eco_store_sql(store), text));
}

static double number(const char *fmt, ...)
{
    eco_stmt *q = NULL;
    bool row = false;
    double v = (double)NAN;
    char text[500];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    good(eco_stmt_prepare(ctx, eco_store_sql(store), text, &q));
    good(eco_stmt_step(ctx, q, &row));
    if (row && !eco_col_null(q, 0))
        v = eco_col_real(q, 0);
    eco_stmt_finalize(q);
    return v;
}

static const char start[] =
    "INSERT INTO run VALUES (1, 'toy', 'A toy', 2015, 2021, 'internal',"
    " 'ecocrime 0', 'none', 'abc', 'assessment: toy');"
    "INSERT INTO dataset (dataset_id, id, kind, title)"
    " VALUES (1, 'zones', 'zones', 'Zones'),"
    " (2, 'cover', 'land-cover', 'Cover'),"
    " (3, 'trend', 'productivity', 'Trend'),"
    " (4, 'climate', 'climate-region', 'Climate'),"
    " (5, 'water', 'water-transition', 'Water'),"
    " (6, 'mines', 'mining-mask', 'Mines');"
    "INSERT INTO zone_set (zone_set_id, name, title, dataset_id)"
    " VALUES (1, 'admin', 'Districts', 1);"
    "INSERT INTO zone (zone_id, zone_set_id, zone_set, key, name, area_m2, "
    "geom) VALUES (1, 1, 'admin', 'a', 'Alfa', 100,"
    " GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326));";

static int teardown(void **state)
{
    (void)state;
    eco_store_close(store);
    eco_layers_override(ctx, NULL);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make())
        return 1;
    if (!eco_store_create(ctx, ":memory:", &store) &&
        !eco_sql_run(ctx, eco_store_sql(store), start))
        return 0;
    print_error("%s\n", eco_ctx_message(ctx));
    return 1;
}

/* One store serves all tests: it takes longer to make than they do. */
static int empty_store(void **state)
{
    static const char empty[] =
        "DELETE FROM indicator_value; DELETE FROM indicator;"
        "DELETE FROM land_change; DELETE FROM water_extent;"
        "DELETE FROM degradation; DELETE FROM tally;"
        "DELETE FROM combination_part; DELETE FROM combination;"
        "DELETE FROM evidence_set; DELETE FROM evidence;"
        "DELETE FROM set_value; DELETE FROM tier_value;"
        "DELETE FROM parameter;"
        "INSERT INTO parameter VALUES"
        " ('land.baseline_first', '2000', 'year', 's', 1),"
        " ('land.baseline_last', '2015', 'year', 's', 1),"
        " ('land.until', '2021', 'year', 's', 1)";

    (void)state;
    return eco_sql_run(ctx, eco_store_sql(store), empty) ||
           eco_run_land_rules(ctx, store);
}

static void judge(const char *const *codes, size_t n)
{
    good(eco_sql_begin(ctx, eco_store_sql(store)));
    good(eco_indicator_facts(ctx, store));
    good(eco_indicator_run(ctx, store, codes, n));
    good(eco_sql_commit(ctx, eco_store_sql(store)));
}

static void part(int id, const char *name, int dataset, const char *label)
{
    sql("INSERT INTO combination_part VALUES (%d, '%s', %d, NULL, '%s', '%s')",
        id, name, dataset, label,
        strcmp(label, "nodata") == 0 ? label : "land");
}

/* A combination of land cover, with 1 m2 of it. */
static void land(int id, const char *c0, const char *c1, const char *c2)
{
    sql("INSERT INTO combination (combination_id, theme, year, label) "
        "VALUES (%d, 'land-degradation', 2021, 'x');"
        "INSERT INTO tally VALUES (1, %d, 0, 1, 10000)",
        id, id);
    part(id, "cover_first", 2, c0);
    part(id, "cover_base", 2, c1);
    part(id, "cover_last", 2, c2);
}

#define TEST(name) cmocka_unit_test_setup(name, empty_store)

#endif
