/* Accuracy of maps in a store, and the measures adjusted by it: by hand. */
#include "eco_mem.h"
#include "eco_run_job.h"
#include "store_sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static eco_ctx *ctx;
static eco_store *store;
static char said[1000]; /* warnings */

static void listen(void *user, eco_level level, const char *text)
{
    (void)user;
    if (level == ECO_LOG_WARN)
        snprintf(said, sizeof said, "%s", text);
}

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static void sql(const char *script)
{
    good(eco_sql_run(ctx, eco_store_sql(store), script));
}

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx))
        return 1;
    eco_ctx_set_log(ctx, listen, NULL, ECO_LOG_WARN);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    return 0;
}

/* All of 150 m2, 10 of which the map shows as forest loss, in zone 1; half of
 * them have evidence that is worth a half, a quarter at least, all at most. */
static const char world[] =
    "DELETE FROM tally; DELETE FROM evidence_set;"
    "INSERT INTO tally VALUES (1, 1, 0, 9, 1000000), (2, 1, 0, 5, 500000);"
    "INSERT INTO degradation VALUES"
    " (1, 2001, 'forest_loss', 2, 0, 5, 0),"
    " (1, 2001, 'forest_loss', 2, 1, 5, 0);"
    "INSERT INTO set_value VALUES"
    " (1, 'forest_loss', 2001, 'ILL', '_T', '_T', 0.25, 0.5, 1),"
    " (1, 'forest_loss', 2001, 'ILL', 'MIN', 'T1', 0.25, 0.5, 1),"
    " (1, 'forest_loss', 2001, 'ORG', '_T', '_T', 0, 0.2, 0.8),"
    " (1, 'forest_loss', 2001, 'ORG', 'MIN', 'T1', 0, 0.2, 0.8);";

/* 54 of 60 are loss, and 2 of 100 that the map missed. */
static const char by_class[] =
    "INSERT INTO accuracy_source (dataset_id, kind, design, source)"
    " VALUES (2, 'sample', 'stratified', 'me');"
    "INSERT INTO accuracy_sample VALUES"
    " (2, 'forest_loss', 'forest_loss', 'forest_loss', 54, NULL),"
    " (2, 'forest_loss', 'forest_loss', 'other', 6, NULL),"
    " (2, 'other', 'other', 'other', 98, NULL),"
    " (2, 'other', 'other', 'forest_loss', 2, NULL);";

static void begin(const char *const *scripts)
{
    said[0] = '\0';
    good(eco_store_create(ctx, ":memory:", &store));
    sql(store_sample);
    sql(world);
    for (; *scripts; scripts++)
        sql(*scripts);
}

static void run(void)
{
    const char *const *names = eco_layers_list("attribution/");

    good(eco_run_accuracy(ctx, store));
    for (; *names; names++)
        sql(eco_layers_text(*names));
}

static void end(void)
{
    eco_store_close(store);
    store = NULL;
}

/* The one value of a SELECT; NaN: NULL. */
static double value(const char *select)
{
    eco_stmt *q = NULL;
    bool row = false;
    double v;

    good(eco_stmt_prepare(ctx, eco_store_sql(store), select, &q));
    good(eco_stmt_step(ctx, q, &row));
    if (!row)
        fail_msg("no row: %s", select);
    v = eco_col_null(q, 0) ? (double)NAN : eco_col_real(q, 0);
    eco_stmt_finalize(q);
    return v;
}

static void expect(const char *select, double want)
{
    double got = value(select);

    if (isnan(want) ? !isnan(got) : !(fabs(got - want) <= 1e-12 * want + 1e-15))
        fail_msg("%s: %.15g, not %.15g", select, got, want);
}

static void adjusted(const char *measure, double low, double central,
                     double high)
{
    static const char *const columns[] = {"low", "central", "high"};
    const double want[] = {low, central, high};
    char select[200];

    for (int i = 0; i < 3; i++) {
        snprintf(select, sizeof select,
                 "SELECT adjusted_%s_m2 FROM attribution WHERE zone_id = 1 AND "
                 "measure = '%s' AND tier = '_T'",
                 columns[i], measure);
        expect(select, want[i]);
    }
}

/* 10 x 0.9 + 140 x 0.02 = 11.8 m2 are there, with an error of
 * sqrt(100 x 0.09 / 59 + 19600 x 0.0196 / 99). */
static void measures_take_the_ratio(void **state)
{
    double se = sqrt(100 * .09 / 59 + 19600 * .0196 / 99) / 10;
    double low = fmax(0, 1.18 - 1.96 * se), high = 1.18 + 1.96 * se;

    (void)state;
    begin((const char *const[]){by_class, NULL});
    run();
    expect("SELECT ratio FROM map_accuracy", 1.18);
    expect("SELECT ratio_se FROM map_accuracy", se);
    expect("SELECT users FROM map_accuracy", 0.9);
    expect("SELECT producers FROM map_accuracy", 9 / 11.8);
    expect("SELECT area_ha * 1e4 FROM map_accuracy", 11.8);
    expect("SELECT count(*) FROM map_accuracy WHERE synthetic = 1 AND n = 60 "
           "AND estimator = 'Olofsson et al. 2014' AND source = 'me'",
           1);
    expect("SELECT count(*) FROM degradation_adjusted", 1);
    adjusted("DEG", 10 * low, 11.8, 10 * high);
    adjusted("ILL", 1.25 * fmin(low, .9), 2.5 * 1.18, 5 * high);
    adjusted("ORG", 0, 1 * 1.18, 4 * high);
    adjusted("TOC", 0, 0, 0);
    adjusted("UNDETERMINED", 7.5 * low, 7.5 * 1.18,
             7.5 * high + (high - .9) * 2.5);
    expect("SELECT sum(adjusted_central_m2) FROM attribution WHERE measure IN "
           "('ILL', 'LEGAL', 'UNDETERMINED') AND tier = '_T'",
           11.8);
    expect("SELECT adjusted_high_m2 FROM attribution WHERE measure = 'ILL' AND "
           "tier = 'T1'",
           5 * high);
    end();
}

/* The high of a part is at most that of the whole; the low at most what the map
 * shows rightly. */
static void parts_stay_parts(void **state)
{
    (void)state;
    begin((const char *const[]){
        by_class,
        "UPDATE set_value SET high = 1.0000001 WHERE measure = 'ILL';", NULL});
    run();
    sql("UPDATE degradation SET area_m2 = 85 WHERE evidence_set_id = 1;"
        "UPDATE map_accuracy SET ratio = 1.2, ratio_low = 1.1, ratio_high = "
        "1.5, users = 0.8");
    for (const char *const *n = eco_layers_list("attribution/"); *n; n++)
        sql(eco_layers_text(*n));
    adjusted("DEG", 99, 108, 135);
    adjusted("ILL", 85 * .25 * .8, 42.5 * 1.2, 85 * 1.0000001 * 1.5);
    adjusted("ORG", 0, 17 * 1.2, 68 * 1.5);
    adjusted("UNDETERMINED", 47.5 * 1.1, 47.5 * 1.2,
             47.5 * 1.5 + .7 * (90 - 47.5));
    sql("UPDATE degradation SET area_m2 = 0 WHERE evidence_set_id = 0;");
    for (const char *const *n = eco_layers_list("attribution/"); *n; n++)
        sql(eco_layers_text(*n));
    adjusted("ILL", 85 * .25 * .8, 42.5 * 1.2, 85 * 1.5);
    end();
}

/* One stratum of 150 m2 whose points tell both: 50 of 60 mapped are loss, 10
 * that are not mapped. */
static void strata_need_not_be_classes(void **state)
{
    (void)state;
    begin((const char *const[]){
        "INSERT INTO accuracy_source (dataset_id, kind, design, source)"
        " VALUES (2, 'sample', 'systematic', '');"
        "INSERT INTO accuracy_sample VALUES"
        " (2, 'all', 'forest_loss', 'forest_loss', 50, NULL),"
        " (2, 'all', 'forest_loss', 'other', 10, NULL),"
        " (2, 'all', 'other', 'other', 230, NULL),"
        " (2, 'all', 'other', 'forest_loss', 10, NULL);",
        NULL});
    run();
    expect("SELECT ratio FROM map_accuracy", 1);
    expect("SELECT area_ha * 1e4 FROM map_accuracy", 150 * 60 / 300.);
    expect("SELECT count(*) FROM map_accuracy WHERE estimator = 'Stehman 2014' "
           "AND note LIKE 'systematic sample of 300 points, its errors as of a "
           "simple one%'",
           1);
    end();
}

/* Areas that the sample tells are taken, not those of the map. */
static void areas_that_are_told(void **state)
{
    (void)state;
    begin((const char *const[]){
        by_class,
        "UPDATE accuracy_sample SET area_ha = 1 WHERE stratum = 'forest_loss';"
        "UPDATE accuracy_sample SET area_ha = 19 WHERE stratum = 'other';",
        NULL});
    run();
    expect("SELECT ratio FROM map_accuracy", .9 + 19 * .02);
    expect("SELECT area_ha FROM map_accuracy", .9 + 19 * .02);
    end();
}

static void few_points_are_not_taken(void **state)
{
    (void)state;
    begin((const char *const[]){
        by_class, "UPDATE accuracy_sample SET n = 43 WHERE n = 54;", NULL});
    run();
    expect("SELECT n FROM map_accuracy", 49);
    expect("SELECT synthetic FROM map_accuracy", 0);
    expect("SELECT count(*) FROM map_accuracy WHERE note LIKE '%49 mapped as "
           "the type, fewer than 50: not taken for single zones'",
           1);
    expect("SELECT count(*) FROM degradation_adjusted", 0);
    adjusted("DEG", (double)NAN, (double)NAN, (double)NAN);
    end();
}

static void a_stratum_that_the_map_has_not(void **state)
{
    (void)state;
    begin((const char *const[]){
        by_class, "UPDATE degradation SET type = 'mining_new';", NULL});
    run();
    expect("SELECT ratio FROM map_accuracy", (double)NAN);
    expect("SELECT n FROM map_accuracy", 60);
    assert_non_null(strstr(said, "'cover' is not used: the map has no area of "
                                 "stratum 'forest_loss'"));
    expect("SELECT count(*) FROM degradation_adjusted", 0);
    end();
}

static void borrowed_is_told(void **state)
{
    (void)state;
    begin((const char *const[]){
        "INSERT INTO accuracy_source VALUES (2, 'borrowed', NULL, "
        "'forest_loss', 0.87, 0.878, 50, 'Hansen 2013')",
        NULL});
    run();
    expect("SELECT ratio FROM map_accuracy WHERE kind = 'borrowed'",
           .87 / .878);
    expect("SELECT central_m2 FROM degradation_adjusted WHERE kind = "
           "'borrowed' AND n_sample = 50",
           10 * .87 / .878);
    expect("SELECT count(*) FROM map_accuracy WHERE note LIKE 'borrowed: not "
           "estimated for this area%uncalibrated default)'",
           1);
    end();
}

/* Each allocation fails once: no leak, and a status. */
static void memory_fails(void **state)
{
    eco_status st = ECO_NOMEM;
    size_t before;

    (void)state;
    begin((const char *const[]){by_class, NULL});
    before = eco_mem_live();
    for (size_t n = 0; st; n++) {
        good(eco_sql_begin(ctx, eco_store_sql(store)));
        eco_mem_fail_after(n);
        st = eco_run_accuracy(ctx, store);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        eco_sql_rollback(eco_store_sql(store));
        if (st)
            assert_int_equal(eco_mem_live(), before);
    }
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_take_the_ratio),
        cmocka_unit_test(parts_stay_parts),
        cmocka_unit_test(strata_need_not_be_classes),
        cmocka_unit_test(areas_that_are_told),
        cmocka_unit_test(few_points_are_not_taken),
        cmocka_unit_test(a_stratum_that_the_map_has_not),
        cmocka_unit_test(borrowed_is_told),
        cmocka_unit_test(memory_fails),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
