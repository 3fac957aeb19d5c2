/* Indicator files: heads that must be complete, figures that must arrive. */
#include "eco_assessment.h"
#include "eco_indicator.h"
#include "eco_mem.h"
#include "scratch.h"
#include "store_sample.h"

#include <ecocrime/indicator.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdint.h>
#include <stdio.h>

static eco_ctx *ctx;

#define HEAD                                                                   \
    "-- indicator: 99.1.1\n-- title: Toy share\n-- formula: a / b\n"           \
    "-- method: counted,\n--   then divided\n--\n-- source: us\n"              \
    "-- caveat: none\n-- verified: unverified\n-- class: component, proxy\n"   \
    "-- tier: I\n-- custodian: nobody\n" INPUTS
#define INPUTS "-- inputs: land-cover\n"
#define SERIES                                                                 \
    "-- series: TOY; unit PT; percent of toys; main\n"                         \
    "-- series: TOYN; unit HA; hectares\n"

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() ||
           !scratch_folder("layers") || !scratch_folder("layers/indicator") ||
           !scratch_folder("layers/fact");
}

static int teardown(void **state)
{
    (void)state;
    eco_layers_override(ctx, NULL);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static eco_store *sample(void)
{
    eco_store *s = NULL;

    good(eco_store_create(ctx, ":memory:", &s));
    good(eco_sql_run(ctx, eco_store_sql(s), store_sample));
    return s;
}

/* Run the indicator that a file with this text makes. */
static eco_status run_toy(eco_store *s, const char *text)
{
    const char *const codes[] = {"99.1.1"};
    eco_status st;

    assert_true(scratch_write("layers/indicator/toy.sql", text));
    good(eco_layers_override(ctx, scratch("layers")));
    good(eco_sql_begin(ctx, eco_store_sql(s)));
    st = eco_indicator_facts(ctx, s);
    if (!st)
        st = eco_indicator_run(ctx, s, codes, 1);
    if (st)
        eco_sql_rollback(eco_store_sql(s));
    else
        good(eco_sql_commit(ctx, eco_store_sql(s)));
    return st;
}

static double real(eco_store *s, const char *select)
{
    eco_stmt *q = NULL;
    bool row = false;
    double v = (double)NAN;

    good(eco_stmt_prepare(ctx, eco_store_sql(s), select, &q));
    good(eco_stmt_step(ctx, q, &row));
    if (row && !eco_col_null(q, 0))
        v = eco_col_real(q, 0);
    eco_stmt_finalize(q);
    return v;
}

static void figures_arrive(void **state)
{
    eco_store *s = sample();

    (void)state;
    good(run_toy(
        s, HEAD SERIES
        "SELECT 'A' AS obs_status, zone_id, 2001 AS year, 'TOY' AS series,"
        " 'proxy' AS class, 25.5 AS value, 'cover' AS dataset, 20 AS low,"
        " NULL AS high, 'x' AS note FROM zone\n"
        "UNION ALL SELECT 'O', 2, 2002, 'TOYN', 'component', NULL, 'cover',"
        " NULL, NULL, NULL"));
    assert_true(real(s, "SELECT count(*) FROM indicator") == 2);
    assert_true(real(s, "SELECT count(*) FROM indicator_value") == 3);
    assert_true(real(s, "SELECT value FROM indicator_value WHERE zone_id = 1 "
                        "AND year = 2001 AND series = 'TOY' AND low = 20 AND "
                        "high IS NULL AND unit = 'PT' AND measure = 'DEG' AND "
                        "scenario = 'central' AND indicator = '99.1.1' AND "
                        "note = 'x'") == 25.5);
    assert_true(real(s, "SELECT count(*) FROM indicator_value WHERE value IS "
                        "NULL AND obs_status = 'O' AND note = ''") == 1);
    assert_true(real(s,
                     "SELECT main FROM indicator WHERE series = 'TOY' AND "
                     "method = 'counted, then divided' AND unit_text = "
                     "'percent of toys' AND file = 'indicator/toy.sql'") == 1);
    assert_true(real(s, "SELECT level FROM indicator WHERE series = 'TOYN'") ==
                0);
    /* once more: replaced, not added */
    good(run_toy(s, HEAD SERIES
                 "SELECT zone_id, 2001 AS year, 'TOY' AS series, 'proxy' AS "
                 "class, 1.0 AS value, 'A' AS obs_status, 'cover' AS dataset, "
                 "'ILL' AS measure, 'high' AS scenario FROM zone WHERE 1"));
    assert_true(real(s, "SELECT count(*) FROM indicator_value") == 2);
    assert_true(real(s, "SELECT count(*) FROM indicator_value WHERE measure = "
                        "'ILL' AND scenario = 'high'") == 2);
    eco_store_close(s);
}

#define ROW                                                                    \
    "SELECT 1 AS zone_id, 2001 AS year, 'TOY' AS series, 'proxy' AS class,"    \
    " 1 AS value, 'A' AS obs_status, 'cover' AS dataset"

static void mistakes_name_file_and_place(void **state)
{
    static const char *const cases[][2] = {
        {"-- indicator: 99.1.1\n-- title: t\n-- formula: f\n-- method: m\n"
         "-- source: s\n" SERIES ROW,
         "lacks '-- caveat: ...'"},
        {"-- indicator: 99.1.1\n-- title:\n" SERIES ROW, "'-- title: ...'"},
        {HEAD ROW, "0 series are '; main'"},
        {HEAD "-- series: TOY; PT; percent; main\n" ROW,
         "line 14: a series is"},
        {HEAD "-- series: TOY; unit PT; a; main\n"
              "-- series: TOY; unit PT; b\n" ROW,
         "line 15: series 'TOY' comes twice"},
        {HEAD "-- series: TOY; unit PT; percent; mean\n" ROW,
         "line 14: a series is"},
        {HEAD
         "-- series: TOY; unit PT; percent; class proxy; class proxy\n" ROW,
         "line 14: a series is"},
        {HEAD "-- series: TOY; unit PT; percent; class better; main\n" ROW,
         "line 14: a series is"},
        {HEAD "-- series: TOY; unit PT; percent; class context; main\n" ROW,
         "class 'proxy'; the comment at the top allows context"},
        {"-- indicator: 99.1.1\n-- title: t\n-- formula: f\n-- method: m\n"
         "-- source: s\n-- caveat: c\n-- verified: lately\n-- class: proxy\n"
         "-- inputs: zones\n-- tier: I\n-- custodian: c\n" SERIES ROW,
         "verified 'lately'; it is a day"},
        {"-- indicator: 99.1.1\n-- title: t\n-- formula: f\n-- method: m\n"
         "-- source: s\n-- caveat: c\n-- verified: unverified\n"
         "-- class: guess\n" SERIES ROW,
         "class 'guess'; it is one or more of"},
        {"-- indicator: 99.1.1\n-- title: t\n-- formula: f\n-- method: m\n"
         "-- source: s\n-- caveat: c\n-- verified: unverified\n"
         "-- class: proxy\n-- inputs: zones,,x\n" SERIES ROW,
         "inputs 'zones,,x'; they are"},
        {"-- indicator: 99.1.1\n-- title: t\n-- formula: f\n-- method: m\n"
         "-- source: s\n-- caveat: c\n-- verified: unverified\n"
         "-- class: proxy\n-- inputs: zones\n" SERIES ROW,
         "lacks '-- tier: ...'"},
        {"free words\n" ROW, "lacks '-- indicator: ...'"},
        {"-- free words\n" ROW, "line 1: neither"},
        {HEAD SERIES "SELECT 1 AS zone_id", "lacks the column 'year'"},
        {HEAD SERIES ROW ", 1 AS colour", "column 'colour' is none"},
        {HEAD SERIES ROW ", 1 AS value", "column 'value' comes twice"},
        {HEAD SERIES ROW ", 'X' AS measure", "year 2001"},
        {HEAD SERIES "SELECT x FROM nowhere", "no such table: nowhere"},
        {HEAD SERIES ROW " UNION ALL " ROW, "UNIQUE"},
        {HEAD SERIES "SELECT 1 AS zone_id, 2001 AS year, 'NONE' AS series, "
                     "'proxy' AS class, 1 AS value, 'A' AS obs_status, "
                     "'cover' AS dataset",
         "series 'NONE'"},
        {HEAD SERIES "SELECT NULL AS zone_id, 2001 AS year, 'TOY' AS series, "
                     "'proxy' AS class, 1 AS value, 'A' AS obs_status, "
                     "'cover' AS dataset",
         "no zone"},
    };
    eco_store *s = sample();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        eco_status st = run_toy(s, cases[i][0]);
        const char *message = eco_ctx_message(ctx);

        if ((st != ECO_FORMAT && st != ECO_INVALID) ||
            !strstr(message, cases[i][1]) ||
            !strstr(message, "indicator/toy.sql") || strchr(message, '\n'))
            fail_msg("case %zu, %s: %s", i, cases[i][1], message);
    }
    eco_store_close(s);
}

/* What is needed: a kind of dataset, or a table with a row. */
static void missing_inputs_are_told(void **state)
{
    static const char *const cases[][2] = {
        {"-- inputs: biomass\n", "biomass"},
        {"-- inputs: land-cover, biomass | population\n",
         "biomass or population"},
        {"-- inputs: population, incident\n", "population; incident"},
        {"-- inputs: nothing-known\n", "nothing-known"},
        {"-- inputs: rejected|land-cover\n", NULL},
        {"-- inputs: evidence, zone\n", NULL},
    };
    eco_store *s = sample();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[2048], select[256];
        const char *head = HEAD;
        size_t n = strlen(head) - strlen(INPUTS);

        snprintf(text, sizeof text, "%.*s%s" SERIES ROW, (int)n, head,
                 cases[i][0]);
        good(run_toy(s, text));
        snprintf(select, sizeof select,
                 "SELECT count(*) FROM indicator_skipped WHERE missing = '%s' "
                 "AND indicator = '99.1.1'",
                 cases[i][1] ? cases[i][1] : "");
        assert_true(real(s, select) == (cases[i][1] ? 1 : 0));
        assert_true(real(s, "SELECT count(*) FROM indicator_value") ==
                    (cases[i][1] ? 0 : 1));
        assert_true(real(s, "SELECT count(*) FROM indicator") ==
                    (cases[i][1] ? 0 : 2));
    }
    assert_true(real(s, "SELECT run_id FROM indicator_value") == 1);
    eco_store_close(s);
}

/* What the shipped heads name is a kind of dataset or a table. */
static void inputs_are_known(void **state)
{
    static const char *const kinds[] = {
#define X(name, word, about) word,
        ECO_KIND_MAP(X)
#undef X
    };
    eco_catalogue *c = NULL;
    eco_store *s = sample();

    (void)state;
    good(eco_layers_override(ctx, NULL));
    good(eco_catalogue_load(ctx, NULL, &c));
    for (size_t i = 0; i < eco_catalogue_count(c); i++) {
        const eco_indicator_about *a = eco_catalogue_about(c, i);

        for (const char *p = a->inputs; *p; p += strspn(p, ",|")) {
            size_t n = strcspn(p, ",|"), k = 0;
            char select[256], word[64];

            snprintf(word, sizeof word, "%.*s", (int)n, p);
            while (k < sizeof kinds / sizeof kinds[0] &&
                   (strlen(kinds[k]) != n || strncmp(kinds[k], p, n) != 0))
                k++;
            snprintf(select, sizeof select,
                     "SELECT count(*) FROM sqlite_master WHERE type IN "
                     "('table', 'view') "
                     "AND name = '%.*s'",
                     (int)n, p);
            if (k == sizeof kinds / sizeof kinds[0] &&
                !eco_parameter_is_known(word) && real(s, select) != 1)
                fail_msg("%s: inputs: '%.*s'", a->file, (int)n, p);
            p += n;
        }
    }
    eco_catalogue_destroy(c);
    eco_store_close(s);
}

/* A series has one file: an assessment may ask for all of them. */
static void series_are_of_one_file(void **state)
{
    eco_catalogue *c = NULL;
    size_t compared = 0;

    (void)state;
    good(eco_layers_override(ctx, NULL));
    good(eco_catalogue_load(ctx, NULL, &c));
    for (size_t i = 0; i < eco_catalogue_count(c); i++)
        for (size_t k = 0; k < i; k++) {
            const eco_indicator_about *a = eco_catalogue_about(c, i);
            const eco_indicator_about *b = eco_catalogue_about(c, k);

            for (size_t s = 0; s < a->nseries; s++)
                for (size_t t = 0; t < b->nseries; t++, compared++)
                    if (strcmp(a->series[s].name, b->series[t].name) == 0)
                        fail_msg("%s and %s: series '%s'", a->file, b->file,
                                 a->series[s].name);
        }
    assert_true(compared > 100);
    eco_catalogue_destroy(c);
}

static void codes_are_listed_once_in_order(void **state)
{
    const char *const none[] = {"99.9.9"};
    const char *const *codes = NULL;
    eco_store *s = sample();
    int seen = 0;

    (void)state;
    assert_true(scratch_write("layers/indicator/toy.sql", HEAD SERIES ROW) &&
                scratch_write("layers/indicator/toy2.sql", HEAD SERIES ROW));
    good(eco_layers_override(ctx, scratch("layers")));
    good(eco_indicator_codes(ctx, &codes));
    for (size_t i = 0; codes[i]; i++) {
        assert_true(i == 0 || strcmp(codes[i - 1], codes[i]) < 0);
        seen += strcmp(codes[i], "99.1.1") == 0;
    }
    assert_int_equal(seen, 1);
    eco_indicator_codes_free(codes);
    unlink(scratch("layers/indicator/toy2.sql"));
    good(eco_layers_override(ctx, scratch("layers")));
    assert_int_equal(eco_indicator_run(ctx, s, none, 1), ECO_NOTFOUND);
    assert_non_null(strstr(eco_ctx_message(ctx), "'99.9.9'"));
    eco_store_close(s);
}

/* Facts are computed before indicators, and anew each time. */
static void facts_are_filled_anew(void **state)
{
    eco_store *s = sample();

    (void)state;
    assert_true(scratch_write("layers/fact/999_toy.sql",
                              "INSERT INTO degradation SELECT zone_id, 2001, "
                              "'toy', 2, 0, 7, 0 FROM zone;\n"
                              "UPDATE degradation SET area_m2 = 8 "
                              "WHERE type = 'toy' AND zone_id = 1;"));
    for (int i = 0; i < 2; i++)
        good(run_toy(s, HEAD SERIES
                     "SELECT zone_id, year, 'TOYN' AS series, 'proxy' AS class,"
                     " area_m2 AS value, 'A' AS obs_status, 'cover' AS dataset "
                     "FROM degradation WHERE type = 'toy'"));
    assert_true(real(s, "SELECT sum(value) FROM indicator_value") == 15);
    assert_true(real(s, "SELECT count(*) FROM degradation "
                        "WHERE type = 'toy'") == 2);
    unlink(scratch("layers/fact/999_toy.sql"));
    eco_store_close(s);
}

/* The shipped files on the sample: forest 10 to 9 m2 of 10 in zone 1. */
static void shipped_files_run(void **state)
{
    const char *const *codes = NULL;
    eco_store *s = sample();
    size_t n = 0;

    (void)state;
    good(eco_layers_override(ctx, NULL));
    good(eco_indicator_codes(ctx, &codes));
    while (codes[n])
        n++;
    good(eco_sql_begin(ctx, eco_store_sql(s)));
    good(eco_indicator_facts(ctx, s));
    good(eco_indicator_run(ctx, s, codes, n));
    good(eco_sql_commit(ctx, eco_store_sql(s)));
    eco_indicator_codes_free(codes);
    assert_true(real(s, "SELECT sum(area_m2) FROM degradation WHERE zone_id = "
                        "1 AND year = 2001 AND type = 'forest_loss'") == 10);
    assert_true(real(s, "SELECT value FROM indicator_value WHERE zone_id = 1 "
                        "AND year = 2001 AND series = 'AG_LND_FRST'") == 90);
    eco_store_close(s);
}

static void every_allocation_may_fail(void **state)
{
    eco_store *s = sample();
    size_t before = 0;
    eco_status st = ECO_NOMEM;

    (void)state;
    good(run_toy(s, HEAD SERIES ROW));
    before = eco_mem_live();
    for (size_t n = 0; st != ECO_OK; n++) {
        const char *const codes[] = {"99.1.1"};

        good(eco_sql_begin(ctx, eco_store_sql(s)));
        eco_mem_fail_after(n);
        st = eco_indicator_facts(ctx, s);
        if (!st)
            st = eco_indicator_run(ctx, s, codes, 1);
        eco_mem_fail_after(SIZE_MAX);
        eco_sql_rollback(eco_store_sql(s));
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
    eco_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_arrive),
        cmocka_unit_test(mistakes_name_file_and_place),
        cmocka_unit_test(missing_inputs_are_told),
        cmocka_unit_test(inputs_are_known),
        cmocka_unit_test(series_are_of_one_file),
        cmocka_unit_test(codes_are_listed_once_in_order),
        cmocka_unit_test(facts_are_filled_anew),
        cmocka_unit_test(shipped_files_run),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
