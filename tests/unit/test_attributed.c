/* The part of figures that has evidence: known answers by hand. */
#include "eco_indicator.h"
#include "scratch.h"
#include "store_sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

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

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static void run_sql(eco_store *s, const char *script)
{
    good(eco_sql_run(ctx, eco_store_sql(s), script));
}

/* In zone 1 forest of 100 000 ha in 2000 and 95 000 ha in 2005; of the loss
 * 4 000 ha have evidence that is worth a half, 0.25 at least and 1 at most.
 * Organized crime is worth a half of that, transnational a quarter. */
static const char world[] =
    "UPDATE run SET year_to = 2005;"
    "DELETE FROM tally; DELETE FROM combination;"
    "UPDATE zone SET area_m2 = 2e9 WHERE zone_id = 1;"
    "INSERT INTO combination (combination_id, theme, dataset_id, dataset, year,"
    " from_label, from_role, to_label, to_role, label) VALUES"
    " (1, 'total', NULL, '', NULL, NULL, NULL, NULL, NULL, 'all'),"
    " (2, 'land-cover', 2, 'cover', 2000, NULL, NULL, 'f', 'forest', 'f'),"
    " (5, 'land-cover', 2, 'cover', 2000, NULL, NULL, 'o', 'land', 'o'),"
    " (3, 'land-cover', 2, 'cover', 2005, 'f', 'forest', 'f', 'forest', 'f-f'),"
    " (4, 'land-cover', 2, 'cover', 2005, 'f', 'forest', 'm', 'mining', 'f-m'),"
    " (6, 'land-cover', 2, 'cover', 2005, 'o', 'land', 'o', 'land', 'o-o');"
    "INSERT INTO tally VALUES (1, 1, 0, 20, 20000000000000),"
    " (1, 2, 0, 10, 10000000000000), (1, 5, 0, 10, 10000000000000),"
    " (1, 3, 0, 9, 9500000000000), (1, 6, 0, 10, 10000000000000),"
    " (1, 4, 0, 1, 100000000000), (1, 4, 1, 1, 400000000000);"
    "INSERT INTO tier_value VALUES ('T1', 'illegal', 'any', 0.25, 0.5, 1, 'x',"
    " 'A');"
    "INSERT INTO set_value VALUES"
    " (1, 'forest_loss', 2005, 'ILL', '_T', '_T', 0.25, 0.5, 1.0000001),"
    " (1, 'forest_loss', 2005, 'ORG', '_T', '_T', 0, 0.25, 0.5),"
    " (1, 'forest_loss', 2005, 'TOC', '_T', '_T', 0, 0.125, 0.25),"
    " (1, 'forest_loss', 2005, 'ILL', 'MIN', 'T1', 0.25, 0.5, 1),"
    " (1, 'forest_loss', 2005, 'LEGAL', '_T', '_T', 0, 0.1, 0.2),"
    " (1, 'mining_new', 2005, 'ILL', '_T', '_T', 0.25, 0.75, 1);";

/* The loss with evidence carries 250 t/ha, the other 100 t/ha. */
static const char biomass[] =
    "INSERT INTO dataset (dataset_id, id, kind, title) VALUES"
    " (3, 'agb', 'biomass', 'Biomass');"
    "INSERT INTO tally_value (zone_id, combination_id, evidence_set_id,"
    " dataset_id, sum, unit, valid_cm2) VALUES (1, 4, 1, 3, 1000000, 't', "
    "400000000000),"
    " (1, 4, 0, 3, 100000, 't', 100000000000);"
    "INSERT INTO parameter VALUES"
    " ('emission.root_shoot', '0.221', '', 'x', 0),"
    " ('emission.root_shoot_spread', '0', '', 'x', 0),"
    " ('emission.carbon_fraction', '0.47', '', 'x', 0),"
    " ('emission.carbon_fraction_low', '0.47', '', 'x', 0),"
    " ('emission.carbon_fraction_high', '0.47', '', 'x', 0),"
    " ('emission.biomass_spread', '0', '', 'x', 0);";

static eco_store *made(const char *more)
{
    static const char *const codes[] = {"13.2.2", "15.1.1", "15.2.1",
                                        "forest_loss", "mining_new"};
    eco_store *s = NULL;

    good(eco_store_create(ctx, ":memory:", &s));
    run_sql(s, store_sample);
    run_sql(s, world);
    run_sql(s, more);
    good(eco_sql_begin(ctx, eco_store_sql(s)));
    good(eco_indicator_facts(ctx, s));
    good(eco_indicator_run(ctx, s, codes, sizeof codes / sizeof *codes));
    good(eco_sql_commit(ctx, eco_store_sql(s)));
    return s;
}

/* The value, low and high of a series of zone 1 in 2005. */
static void expect(eco_store *s, const char *series, const char *measure,
                   const double want[3], double tolerance)
{
    char select[512];
    eco_stmt *q = NULL;
    bool row = false;

    snprintf(select, sizeof select,
             "SELECT value, low, high FROM indicator_value WHERE zone_id = 1 "
             "AND year = 2005 AND scenario = 'central' AND series = '%s' AND "
             "measure = '%s'",
             series, measure);
    good(eco_stmt_prepare(ctx, eco_store_sql(s), select, &q));
    good(eco_stmt_step(ctx, q, &row));
    if (!row)
        fail_msg("no %s of %s", measure, series);
    for (int i = 0; i < 3; i++)
        if (!(fabs(eco_col_real(q, i) - want[i]) <= tolerance))
            fail_msg("%s of %s: %.9g, not %.9g", measure, series,
                     eco_col_real(q, i), want[i]);
    eco_stmt_finalize(q);
}

#define W(...)                                                                 \
    (const double[3])                                                          \
    {                                                                          \
        __VA_ARGS__                                                            \
    }

static void areas_are_shares_of_the_loss(void **state)
{
    eco_store *s = made("");

    (void)state;
    expect(s, "forest_loss_ha", "DEG", W(5000, 5000, 5000), 1e-6);
    expect(s, "forest_loss_ha", "ILL", W(2000, 1000, 4000), 1e-6);
    expect(s, "forest_loss_ha", "ORG", W(1000, 0, 2000), 1e-6);
    expect(s, "forest_loss_ha", "TOC", W(500, 0, 1000), 1e-6);
    expect(s, "mining_new_ha", "ILL", W(3000, 1000, 4000), 1e-6);
    expect(s, "mining_new_ha", "ORG", W(0, 0, 0), 0);
    eco_store_close(s);
}

/* F1 100 000, F2 95 000, A 2 000 ha in five years: -1.020622 observed,
 * -0.607332 without, so -0.413289 a year. */
static void rates_are_compared_with_those_without(void **state)
{
    eco_store *s = made("");
    double r = 100 * (pow(0.95, 0.2) - 1);

    (void)state;
    expect(s, "AG_LND_FRSTCHG", "OBS", W(r, r, r), 1e-9);
    expect(s, "forest_change_part", "ILL",
           W(-0.413289, 100 * (pow(0.95, 0.2) - pow(0.99, 0.2)),
             100 * (pow(0.95, 0.2) - pow(0.96, 0.2))),
           5e-7);
    expect(s, "forest_change_period_part", "ILL",
           W(-0.413289, 100 * (pow(0.95, 0.2) - pow(0.99, 0.2)),
             100 * (pow(0.95, 0.2) - pow(0.96, 0.2))),
           5e-7);
    eco_store_close(s);
}

/* 2 000 of 200 000 ha of land are one percentage point. */
static void shares_of_land_are_in_percentage_points(void **state)
{
    eco_store *s = made("");

    (void)state;
    expect(s, "AG_LND_FRST", "OBS", W(47.5, 47.5, 47.5), 1e-9);
    expect(s, "forest_share_change", "DEG", W(-2.5, -2.5, -2.5), 1e-9);
    expect(s, "forest_share_change", "ILL", W(-1, -2, -0.5), 1e-9);
    expect(s, "forest_share_change", "TOC", W(-0.25, -0.5, 0), 1e-9);
    eco_store_close(s);
}

/* 526.0475 t CO2/ha of 250 t/ha with R 0.221; 4 000 ha, worth a half. */
static void emissions_take_the_ratio_that_is_told(void **state)
{
    static const struct {
        const char *parameters;
        double r, r_other;
    } cases[] = {
        {"", 0.221, 0.221},
        {"UPDATE parameter SET value = '0.3', calibrated = 1 "
         "WHERE name = 'emission.root_shoot'",
         0.3, 0.3},
        {"INSERT INTO parameter VALUES ('emission.root_shoot_mode', 'mokany',"
         " '', 'x', 1)",
         0.266401, 0.489 * 0.602559586},
        {"INSERT INTO parameter VALUES ('emission.climate',"
         " 'tropical-rainforest', '', 'x', 1),"
         " ('emission.continent', 'africa', '', 'x', 1)",
         0.532, 0.825},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char more[2048];
        eco_store *s;
        double c = 0.47 * 44 / 12, one = 1e6 * (1 + cases[i].r) * c,
               all = one + 1e5 * (1 + cases[i].r_other) * c;

        snprintf(more, sizeof more, "%s%s", biomass, cases[i].parameters);
        s = made(more);
        expect(s, "forest_loss_co2", "ILL", W(one / 2, one / 4, one), 1.5);
        expect(s, "forest_loss_co2", "DEG", W(all, all, all), 1.5);
        expect(s, "forest_loss_biomass", "ORG", W(250000, 0, 500000), 1e-6);
        if (i == 0)
            expect(s, "forest_loss_co2", "ILL",
                   W(2000 * 526.0475, 1000 * 526.0475, 4000 * 526.0475), 0.5);
        eco_store_close(s);
    }
}

/* A forest that the table does not have: missing, not guessed. */
static void no_ratio_is_no_figure(void **state)
{
    char more[2048];
    eco_store *s;
    eco_stmt *q = NULL;
    bool row = false;

    (void)state;
    snprintf(
        more, sizeof more,
        "%sINSERT INTO parameter VALUES ('emission.root_shoot_mode',"
        " 'table', '', 'x', 1), ('emission.climate', 'boreal', '', 'x', 1)",
        biomass);
    s = made(more);
    good(
        eco_stmt_prepare(ctx, eco_store_sql(s),
                         "SELECT value IS NULL, obs_status, note FROM "
                         "indicator_value WHERE series = 'forest_loss_co2' AND "
                         "zone_id = 1 AND year = 2005 AND measure = 'DEG'",
                         &q));
    good(eco_stmt_step(ctx, q, &row));
    assert_true(row && eco_col_int(q, 0) == 1);
    assert_string_equal(eco_col_text(q, 1), "M");
    assert_non_null(strstr(eco_col_text(q, 2), "the table has no R"));
    eco_stmt_finalize(q);
    eco_store_close(s);
}

/* Without values of tiers nothing is said of evidence. */
static void nothing_is_said_without_values(void **state)
{
    eco_store *s = made("DELETE FROM tier_value; DELETE FROM set_value;");
    int64_t n = -1;

    (void)state;
    good(eco_sql_int(ctx, eco_store_sql(s),
                     "SELECT count(*) FROM indicator_value WHERE measure IN "
                     "('ILL', 'ORG', 'TOC')",
                     &n));
    assert_int_equal(n, 0);
    eco_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_shares_of_the_loss),
        cmocka_unit_test(rates_are_compared_with_those_without),
        cmocka_unit_test(shares_of_land_are_in_percentage_points),
        cmocka_unit_test(emissions_take_the_ratio_that_is_told),
        cmocka_unit_test(no_ratio_is_no_figure),
        cmocka_unit_test(nothing_is_said_without_values),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
