/* Draws of a store: what they start from is what is attributed, by other code;
 * the same whatever else the store has. */
#include "eco_mem.h"
#include "eco_run_job.h"
#include "eco_str.h"
#include "store_sample.h"

#include <ecocrime/findings.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static eco_ctx *ctx;
static eco_rules *rules;

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static int setup(void **unused)
{
    eco_findings found = {0};
    int failed =
        eco_ctx_create(&ctx) || eco_rules_load(ctx, NULL, NULL, &found, &rules);

    (void)unused;
    eco_findings_clear(&found);
    return failed;
}

static int teardown(void **unused)
{
    (void)unused;
    eco_rules_destroy(rules);
    eco_ctx_destroy(ctx);
    return 0;
}

static void run_sql(eco_store *s, const char *script)
{
    good(eco_sql_run(ctx, eco_store_sql(s), script));
}

static uint64_t state;

static double random_unit(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (double)((state * 0x2545F4914F6CDD1DULL) >> 11) * 0x1p-53;
}

static int pick(int n)
{
    return (int)(random_unit() * n);
}

enum { ITEMS = 12, SETS = 14, YEARS = 3 };

/* Other evidence comes first and takes the numbers: `shift` pieces over land of
 * zone 2 alone. */
static void add_evidence(eco_str *sql, int shift, bool permits)
{
    static const char *const tiers[] = {"T1",  "T2",  "T3", "T4a",
                                        "T4b", "T4c", "T5"};
    static const char *const told[] = {"'yes'", "'no'", "'unknown'", "NULL"};

    for (int i = 1; i <= shift; i++)
        eco_str_printf(sql,
                       "INSERT INTO evidence (evidence_id, dataset_id, dataset,"
                       " kind, key, date_first, tier, domain) VALUES (%d, 1,"
                       " 'zones', 'incident', 'other %d', '2001-01-01', 'T2',"
                       " 'MIN');"
                       "INSERT INTO evidence_set VALUES (%d, %d, 0.5, 0);",
                       i, i, i, i);
    for (int i = 0; i < ITEMS; i++) {
        const char *tier = permits && i % 5 == 4 ? "L" : tiers[pick(7)];

        eco_str_printf(
            sql,
            "INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key,"
            " date_first, tier, domain, organized, transnational, cluster_id,"
            " year_first, year_last, incident_id) VALUES (%d, 1, 'zones', '%s',"
            " 'item %d', '2001-06-01', '%s', 'MIN', %s, %s, %s, %d, %d, %s);",
            shift + i + 1, tier[0] == 'L' ? "permits" : "incident", i / 2 * 2,
            tier, told[pick(4)], told[pick(4)], i % 4 == 1 ? "77" : "NULL",
            2000 - pick(2), 2000 + pick(3), tier[0] == 'L' ? "NULL" : "900");
    }
}

static void add_sets(eco_str *sql, int shift)
{
    for (int i = 0; i < SETS; i++) {
        int first = pick(ITEMS), n = 1 + pick(4);

        for (int k = 0; k < n; k++) {
            double m = random_unit() < 0.4 ? 1 : random_unit();

            eco_str_printf(sql,
                           "INSERT OR IGNORE INTO evidence_set VALUES (%d, %d,"
                           " %.17g, 0);",
                           shift + i + 1, shift + (first + k) % ITEMS + 1, m);
        }
        for (int year = 2000; year < 2000 + YEARS; year++)
            eco_str_printf(sql,
                           "INSERT INTO degradation VALUES (1, %d,"
                           " 'mining_new', 2, %d, %.17g, 0);",
                           year, shift + i + 1, 1e5 * random_unit());
    }
    for (int i = 1; i <= shift; i++)
        eco_str_printf(sql,
                       "INSERT INTO degradation VALUES (2, 2001, 'mining_new',"
                       " 2, %d, 9e4, 0);",
                       i);
}

/* A store of its own, attributed but not drawn. */
static eco_store *made(uint64_t seed, int shift, bool permits)
{
    eco_store *s = NULL;
    eco_str sql = {0};

    state = seed * 7919 + 1;
    good(eco_store_create(ctx, ":memory:", &s));
    run_sql(s, store_sample);
    run_sql(s, "DELETE FROM tally; DELETE FROM evidence_set;"
               "DELETE FROM evidence;");
    add_evidence(&sql, shift, permits);
    add_sets(&sql, shift);
    assert_false(sql.failed);
    run_sql(s, eco_str_text(&sql));
    eco_str_clear(&sql);
    good(eco_run_attribution(ctx, s, rules));
    return s;
}

static void draw(eco_store *s, int draws, int seed, int threads)
{
    good(eco_run_draws(ctx, s, rules, &(eco_run_draw){draws, seed}, threads));
}

/* All rows of a query as one text, numbers to the last digit. */
static char *rows(eco_store *s, const char *select)
{
    eco_str out = {0};
    eco_stmt *q = NULL;
    bool row = false;

    good(eco_stmt_prepare(ctx, eco_store_sql(s), select, &q));
    while (!eco_stmt_step(ctx, q, &row) && row)
        eco_str_printf(&out, "%s\n", eco_col_text(q, 0));
    eco_stmt_finalize(q);
    assert_false(out.failed);
    return eco_str_take(&out);
}

static const char zone_one[] =
    "SELECT printf('%s %d %s %.17g %.17g %.17g %.17g %.17g', span, year, "
    "measure, mean_m2, sd_m2, p05_m2, p50_m2, p95_m2) FROM "
    "attribution_interval "
    "WHERE zone_id = 1 ORDER BY span, year, measure";

static double real(eco_store *s, const char *select)
{
    eco_stmt *q = NULL;
    bool row = false;
    double x;

    good(eco_stmt_prepare(ctx, eco_store_sql(s), select, &q));
    good(eco_stmt_step(ctx, q, &row));
    assert_true(row);
    x = eco_col_real(q, 0);
    eco_stmt_finalize(q);
    return x;
}

/* By attribute.c, and by the parts of the draws. */
static void starts_from_what_is_attributed(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        eco_store *s = made(seed, 0, seed % 2);
        static const char *const measures[] = {"ILL", "ORG", "TOC"};
        static const char *const columns[] = {"central", "low", "high"};

        draw(s, 20, 1, 1);
        for (size_t i = 0; i < 9; i++) {
            char select[400];
            double want, got;

            if (i >= 3 && seed % 2)
                continue; /* a permit's part is no value of a tier */
            snprintf(select, sizeof select,
                     "SELECT sum(%s_m2) FROM attribution WHERE measure = '%s' "
                     "AND tier = '_T'",
                     columns[i / 3], measures[i % 3]);
            want = real(s, select);
            snprintf(select, sizeof select,
                     "SELECT %s FROM sensitivity WHERE measure = '%s' AND "
                     "parameter = 'values' AND bound = '%s'",
                     i < 3 ? "base_m2" : "value_m2", measures[i % 3],
                     i < 6 ? "low" : "high");
            got = real(s, select);
            if (fabs(got - want) > 1e-5 * want + 1e-3)
                fail_msg("seed %d, %s of %s: %.9g, attributed %.9g", (int)seed,
                         columns[i / 3], measures[i % 3], got, want);
        }
        eco_store_close(s);
    }
}

/* The map shows too much; of what it shows, seven tenths are right. */
static void maps_err(void **unused)
{
    eco_store *s = made(2, 0, false);
    double plain, base, omitted, mean, sd, share;

    (void)unused;
    draw(s, 300, 1, 2);
    plain = real(s, "SELECT mean_m2 FROM attribution_total WHERE measure = "
                    "'ILL'");
    run_sql(s, "UPDATE zone SET area_m2 = 1e12;"
               "INSERT INTO accuracy_source (dataset_id, kind, type, users,"
               " producers, points, source) VALUES (2, 'borrowed',"
               " 'mining_new', 0.7, 0.875, 50, 's')");
    good(eco_run_attribution(ctx, s, rules));
    draw(s, -1, -1, 2);
    base = real(s, "SELECT base_m2 FROM sensitivity WHERE measure = 'ILL' AND "
                   "parameter = 'omission'");
    omitted = real(s, "SELECT value_m2 FROM sensitivity WHERE measure = 'ILL' "
                      "AND parameter = 'omission'");
    assert_true(fabs(base / real(s, "SELECT sum(adjusted_central_m2) FROM "
                                    "attribution WHERE measure = 'ILL' AND "
                                    "tier = '_T'") -
                     1) < 1e-5);
    assert_true(fabs(omitted / base - 0.875) < 1e-9);
    mean = real(s, "SELECT mean_m2 FROM attribution_total WHERE measure = "
                   "'ILL'");
    sd = real(s, "SELECT sd_m2 FROM attribution_total WHERE measure = 'ILL'");
    assert_true(fabs(mean - 0.8 * plain) < 4 * sd / sqrt(300));
    share = real(s, "SELECT share FROM variance_share WHERE measure = 'ILL' "
                    "AND source = 'map'");
    assert_true(share > 0.01 && share < 1);
    eco_store_close(s);
}

static void same_whatever_else_there_is(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 2; seed++) {
        eco_store *s = made(seed, 0, true), *more = made(seed, 9, true);
        char *one, *threads, *other, *again;

        draw(s, 100, 5, 1);
        one = rows(s, zone_one);
        assert_true(*one);
        draw(s, 100, 5, 3);
        threads = rows(s, zone_one);
        assert_string_equal(one, threads);
        draw(s, 100, 6, 1);
        other = rows(s, zone_one);
        assert_string_not_equal(one, other);
        draw(more, 100, 5, 2);
        again = rows(more, zone_one);
        assert_string_equal(one, again);
        assert_true(real(more, "SELECT count(*) FROM attribution_interval "
                               "WHERE zone_id = 2") > 0);
        eco_mem_free(one);
        eco_mem_free(threads);
        eco_mem_free(other);
        eco_mem_free(again);
        eco_store_close(s);
        eco_store_close(more);
    }
}

/* Reports that count in no year but that of their day. */
static void windows_narrow(void **unused)
{
    eco_store *s = made(3, 0, false);
    double got, want;

    (void)unused;
    draw(s, 20, 1, 1);
    got = real(s, "SELECT value_m2 FROM sensitivity WHERE measure = 'ILL' AND "
                  "parameter = 'window' AND bound = 'low'");
    run_sql(s, "UPDATE evidence SET year_first = 2001, year_last = 2001 "
               "WHERE incident_id IS NOT NULL");
    good(eco_run_attribution(ctx, s, rules));
    want = real(s, "SELECT sum(central_m2) FROM attribution "
                   "WHERE measure = 'ILL' AND tier = '_T'");
    assert_true(want > 0 && fabs(got - want) < 1e-5 * want);
    assert_true(real(s, "SELECT count(*) FROM sensitivity WHERE value_m2 IS "
                        "NULL AND note LIKE '%needs a new run%'") > 0);
    eco_store_close(s);
}

/* No draws: no rows, and the lineage says so; then again, as the store has
 * it. */
static void none_are_asked_for(void **unused)
{
    eco_store *s = made(2, 0, false);

    (void)unused;
    draw(s, 50, 3, 1);
    assert_true(real(s, "SELECT count(*) FROM attribution_interval") > 0);
    draw(s, 0, -1, 1);
    assert_true(real(s, "SELECT count(*) FROM attribution_interval") < 0.5);
    assert_true(real(s, "SELECT count(*) FROM sensitivity") < 0.5);
    assert_true(real(s, "SELECT what = 'no draws were asked for' FROM lineage "
                        "WHERE step = 'draws'") > 0.5);
    good(eco_run_draws(ctx, s, rules, NULL, 1));
    assert_true(real(s, "SELECT count(*) FROM attribution_interval") < 0.5);
    assert_true(real(s, "SELECT value FROM parameter WHERE name = "
                        "'montecarlo.seed'") > 2.5);
    eco_store_close(s);
}

/* Zones that overlap are not added up. */
static void overlapping_zones(void **unused)
{
    eco_store *s = made(2, 0, false);

    (void)unused;
    run_sql(s, "UPDATE zone_set SET overlap_m2 = 500");
    draw(s, 50, 3, 1);
    assert_true(real(s, "SELECT count(*) FROM attribution_interval") > 0);
    assert_true(real(s, "SELECT count(*) FROM attribution_total") < 0.5);
    assert_true(real(s, "SELECT count(*) FROM variance_share") < 0.5);
    eco_store_close(s);
}

static void parameters_of_others(void **unused)
{
    static const char *const wrong[] = {
        "('montecarlo.draws', 'many', '', 'x', 1)",
        "('montecarlo.draws', '1', '', 'x', 1)",
        "('montecarlo.patch_ha', '0', '', 'x', 1)",
        "('montecarlo.tiers', 'mixed', '', 'x', 1)"};

    eco_store *s = made(2, 0, false);

    (void)unused;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char insert[200];

        snprintf(insert, sizeof insert, "INSERT INTO parameter VALUES %s",
                 wrong[i]);
        run_sql(s, "DELETE FROM parameter WHERE name GLOB 'montecarlo.*'");
        run_sql(s, insert);
        assert_int_equal(eco_run_draws(ctx, s, rules, NULL, 1), ECO_FORMAT);
        assert_non_null(strstr(eco_ctx_message(ctx), "parameter 'montecarlo."));
    }
    eco_store_close(s);
}

static void allocations_may_fail(void **unused)
{
    eco_store *s = made(2, 0, true);
    eco_status st = ECO_NOMEM;
    size_t before = eco_mem_live();

    (void)unused;
    for (size_t n = 0; st != ECO_OK; n += 1 + n / 8) {
        eco_mem_fail_after(n);
        st = eco_run_draws(ctx, s, rules, &(eco_run_draw){3, 1}, 1);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        eco_ctx_clear(ctx);
        assert_int_equal(eco_mem_live(), before);
    }
    eco_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts_from_what_is_attributed),
        cmocka_unit_test(maps_err),
        cmocka_unit_test(same_whatever_else_there_is),
        cmocka_unit_test(windows_narrow),
        cmocka_unit_test(none_are_asked_for),
        cmocka_unit_test(overlapping_zones),
        cmocka_unit_test(parameters_of_others),
        cmocka_unit_test(allocations_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
