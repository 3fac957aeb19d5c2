/* Lost habitat and the index of listed species, by hand. */
#include "eco_indicator.h"
#include "store_sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

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

/* A hundred species: 60 of least concern, 15 near threatened, 12 vulnerable, 8
 * endangered, 4 critically endangered, 1 extinct; each with 1000 m2 of habitat.
 * The first endangered one (zone 188) loses 100 m2 in 2001, half of it with
 * evidence of illegality (25 to 100), and 50 m2 more in 2002. */
static const char world[] =
    "INSERT INTO dataset (dataset_id, id, kind, title) VALUES"
    " (9, 'list', 'official-values', 'Red List');"
    "INSERT INTO zone_set (zone_set_id, name, title, dataset_id)"
    " VALUES (5, 'habitat', 'Habitats', 1);"
    "WITH RECURSIVE s (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM s"
    " WHERE n < 100)"
    "INSERT INTO zone (zone_id, zone_set_id, zone_set, key, name, area_m2)"
    " SELECT 100 + n, 5, 'habitat', 'S' || n, 'S' || n, 1000 FROM s;"
    "INSERT INTO context_value (dataset_id, dataset, indicator, series, area,"
    " year, value, unit) SELECT 9, 'list', '15.5.1', 'red_list_weight', key,"
    " 1999, CASE WHEN zone_id > 199 THEN 5 WHEN zone_id > 195 THEN 4"
    " WHEN zone_id > 187 THEN 3 WHEN zone_id > 175 THEN 2"
    " WHEN zone_id > 160 THEN 1 ELSE 0 END, 'NUMBER' FROM zone"
    " WHERE zone_set_id = 5;"
    "INSERT INTO attribution (zone_id, year, type, dataset_id, measure, domain,"
    " tier, low_m2, central_m2, high_m2) VALUES"
    " (188, 2001, 'forest_loss', 2, 'DEG', '_T', '_T', 100, 100, 100),"
    " (188, 2001, 'forest_loss', 2, 'ILL', '_T', '_T', 25, 50, 100),"
    " (188, 2001, 'forest_loss', 2, 'ILL', 'FOR', 'T3', 25, 50, 100),"
    " (188, 2002, 'forest_loss', 2, 'DEG', '_T', '_T', 50, 50, 50);";

static eco_store *made(const char *more)
{
    static const char *const codes[] = {"15.5.1"};
    eco_store *s = NULL;

    good(eco_store_create(ctx, ":memory:", &s));
    good(eco_sql_run(ctx, eco_store_sql(s), store_sample));
    good(eco_sql_run(ctx, eco_store_sql(s), world));
    good(eco_sql_run(ctx, eco_store_sql(s), more));
    good(eco_sql_begin(ctx, eco_store_sql(s)));
    good(eco_indicator_run(ctx, s, codes, 1));
    good(eco_sql_commit(ctx, eco_store_sql(s)));
    return s;
}

static void expect(eco_store *s, const char *select, double want)
{
    eco_stmt *q = NULL;
    bool row = false;

    good(eco_stmt_prepare(ctx, eco_store_sql(s), select, &q));
    good(eco_stmt_step(ctx, q, &row));
    assert_true(row);
    if (!(fabs(eco_col_real(q, 0) - want) <= 1e-12))
        fail_msg("%s: %.15g, not %.15g", select, eco_col_real(q, 0), want);
    eco_stmt_finalize(q);
}

#define OF(column, zone, year, series, measure)                                \
    "SELECT " #column " FROM indicator_value WHERE zone_id = " #zone           \
    " AND year = " #year " AND series = '" series "' AND measure = '" measure  \
    "'"

static void the_index_is_that_of_the_weights(void **state)
{
    eco_store *s = made("");

    (void)state;
    /* 1 - (15 + 2 x 12 + 3 x 8 + 4 x 4 + 5) / (5 x 100) */
    expect(s, OF(value, 101, 2001, "red_list_index_listed", "OBS"), 0.832);
    expect(s, OF(value, 200, 2002, "red_list_index_listed", "OBS"), 0.832);
    eco_store_close(s);
}

static void lost_habitat_adds_up_over_years_and_species(void **state)
{
    eco_store *s = made("");

    (void)state;
    expect(s, OF(value, 188, 2001, "habitat_loss_share", "DEG"), 10);
    expect(s, OF(value, 188, 2002, "habitat_loss_share", "DEG"), 15);
    expect(s, OF(value, 188, 2002, "habitat_loss_share", "ILL"), 5);
    expect(s, OF(low, 188, 2002, "habitat_loss_share", "ILL"), 2.5);
    expect(s, OF(high, 188, 2002, "habitat_loss_share", "ILL"), 10);
    expect(s, OF(value, 101, 2002, "habitat_loss_share", "DEG"), 0);
    expect(s,
           "SELECT sum(value) FROM indicator_value WHERE year = 2002 AND "
           "series = 'habitat_loss_weighted' AND measure = 'DEG'",
           15 * 3 / 84.0);
    eco_store_close(s);
}

static void a_weight_holds_until_the_next(void **state)
{
    eco_store *s = made(
        "INSERT INTO context_value (dataset_id, dataset, indicator, series,"
        " area, year, value, unit) VALUES (9, 'list', '15.5.1',"
        " 'red_list_weight', 'S88', 2002, 4, 'NUMBER');");

    (void)state;
    expect(s, OF(value, 101, 2001, "red_list_index_listed", "OBS"), 0.832);
    expect(s, OF(value, 101, 2002, "red_list_index_listed", "OBS"), 0.83);
    eco_store_close(s);
}

static void without_categories_it_is_skipped(void **state)
{
    eco_store *s = made("DELETE FROM context_value;");

    (void)state;
    expect(s, "SELECT count(*) FROM indicator_value", 0);
    expect(s,
           "SELECT count(*) FROM indicator_skipped WHERE indicator = '15.5.1'",
           1);
    eco_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_is_that_of_the_weights),
        cmocka_unit_test(lost_habitat_adds_up_over_years_and_species),
        cmocka_unit_test(a_weight_holds_until_the_next),
        cmocka_unit_test(without_categories_it_is_skipped),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
