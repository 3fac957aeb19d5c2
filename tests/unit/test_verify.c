/* What a store tells of itself, and what is noticed when it is wrong. */
#include "eco_mem.h"
#include "eco_store.h"
#include "verify_case.h"

#include <ecocrime/store.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>

#define TERM                                                                   \
    "INSERT INTO vocabulary (list, code, parent, level, title_en, title_es,"   \
    " title_fr, title_pt, source, status) VALUES "
/* A rule for T1, a cap that leaves nothing, and why not. */
#define RULES                                                                  \
    TERM "('tier', 'T1', NULL, 0, 'A', 'A', 'A', 'A', 's', 'V');"              \
         "INSERT INTO rule_file VALUES ('r.yaml', 'r', 'abc', 1, 'rules: r');" \
         "INSERT INTO rule VALUES ('a', 1, 'T1', 0, 't', 'x', 'y', 's', 'D',"  \
         " 'r.yaml', 'abc'), ('c', 2, 'none', 1, 't', 'x', 'y', 's', 'D',"     \
         " 'r.yaml', 'abc');"                                                  \
         "INSERT INTO tier_reason VALUES (1, 'a (T1): asks for y');"           \
         "UPDATE evidence SET "

/* Ten square metres lost, half of them explained, by a mine. */
#define HALF                                                                   \
    "INSERT INTO degradation VALUES (1, 2001, 'forest_loss', 2, 1, 10, 0);"    \
    "INSERT INTO forest_driver VALUES (1, 2001, 'forest_loss', 2, 'MIN', 10);" \
    "INSERT INTO set_value SELECT 1, 'forest_loss', 2001, 'ILL', column1,"     \
    " column2, 0.2, 0.5, 0.6 FROM (VALUES ('_T', '_T'), ('MIN', 'T3'));"       \
    "INSERT INTO attribution SELECT 1, 2001, 'forest_loss', 2, column1,"       \
    " column2, column3, column4, column5, column6, NULL, NULL, NULL FROM"      \
    " (VALUES ('DEG', '_T', '_T', 10, 10, 10), ('ILL', '_T', '_T', 2, 5, 6),"  \
    " ('ILL', 'MIN', 'T3', 2, 5, 6), ('ORG', '_T', '_T', 0, 0, 0), ('TOC',"    \
    " '_T', '_T', 0, 0, 0), ('LEGAL', '_T', '_T', 0, 0, 0), ('UNDETERMINED',"  \
    " '_T', '_T', 5, 5, 5));"

static void right_stores_have_no_finding(void **state)
{
    static const char *const stores[] = {"", RULES "tier_reason = 1",
                                         RULES "tier = 'T1', tier_rule = 'a'",
                                         HALF};

    (void)state;
    for (size_t i = 0; i < sizeof stores / sizeof *stores; i++) {
        eco_findings found = {0};

        build(scratch("right.sqlite"), stores[i]);
        good(eco_store_verify(ctx, scratch("right.sqlite"), NULL, &found));
        assert_int_equal(found.n, 0);
    }
}

static void tiers_without_their_rule_are_found(void **state)
{
    static const char *const wrong[] = {
        RULES "tier = NULL",
        RULES "tier = 'T1', tier_reason = 1",
        RULES "tier = 'T1', tier_rule = 'b'",
        RULES "tier = 'T1', tier_rule = 'c'",
        RULES "tier = 'T5', tier_rule = 'a'",
        RULES "tier_rule = 'a', tier_reason = 1",
        RULES "tier_reason = 7",
        RULES "tier = 'T1', tier_rule = 'a', tier_reason = 7",
        RULES "tier_reason = 1; UPDATE rule SET tier = 'T9' WHERE id = 'a'",
        RULES "tier_reason = 1; UPDATE rule SET sha256 = 'd' WHERE id = 'a'"};

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        finds(wrong[i], "[evidence_tier]");
}

#define PART HALF "UPDATE attribution SET "

static void areas_that_do_not_add_up_are_found(void **state)
{
    static const char *const cases[][2] = {
        {PART "high_m2 = 7 WHERE tier = 'T3'", "[attribution_whole]"},
        {PART "central_m2 = 6, high_m2 = 6 WHERE measure LIKE 'UN%'",
         "[attribution_whole]"},
        {PART "high_m2 = 11 WHERE measure = 'ILL'", "[attribution_nested]"},
        {HALF "UPDATE set_value SET central = 0.4", "[attribution_zones]"},
        {HALF "UPDATE forest_driver SET area_m2 = 9", "[forest_driver]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        finds(cases[i][0], cases[i][1]);
}

static void each_check_finds_its_mistake(void **state)
{
    static const char *const cases[][2] = {
        {"UPDATE zone SET area_m2 = 100.0002 WHERE zone_id = 1",
         "[tally_zone_area]"},
        {"UPDATE tally SET area_cm2 = area_cm2 - 5 WHERE zone_id = 2 AND "
         "combination_id = 3",
         "[tally_theme_total]"},
        {"DELETE FROM tally WHERE zone_id = 2 AND combination_id = 3",
         "[tally_theme_total]"},
        {"DELETE FROM evidence_set", "[tally_evidence_set]"},
        {"UPDATE evidence_set SET probability_error = 0.1",
         "[evidence_set_members]"},
        {"UPDATE evidence_set SET probability = 0.5", "[evidence_set_members]"},
        {"UPDATE evidence SET year_first = 2002, year_last = 2001",
         "[evidence_window]"},
        {"UPDATE evidence SET year_first = 2002", "[evidence_window]"},
        {"UPDATE evidence SET location = 'disc', precision_m = 5",
         "[evidence_located]"},
        {"UPDATE evidence SET location = 'unit'", "[evidence_located]"},
        {"UPDATE evidence SET phase = 'title';" TERM
         "('phase', 'permit', NULL, 0, 'A', 'A', 'A', 'A', 's', 'V')",
         "[evidence_codes]"},
        {"UPDATE evidence SET incident_id = 77", "[evidence_located]"},
        {"INSERT INTO people VALUES (1, 2, '_T', 0, 999, 5, 10);"
         "INSERT INTO people_near VALUES (1, 1, 'ILL', '_T', 1000, 2, '_T', 0,"
         " 999, 6)",
         "[people_near]"},
        {"INSERT INTO people_near VALUES (1, 1, 'ILL', '_T', 1000, 2, '_T', 0,"
         " 999, 6), (2, 1, 'ILL', '_T', 5000, 2, '_T', 0, 999, 5)",
         "[people_near]"},
        {"INSERT INTO mercury VALUES (1, 2001, 2, 'concentrate', 'ORG', 9, 0, "
         "0, 0, 0, 1, 2, 1, 0)",
         "[mercury]"},
        {"INSERT INTO mercury VALUES (1, 2001, 2, 'concentrate', 'DEG', 9, 0, "
         "0, 0, 0, 1, 2, 1, 1)",
         "[mercury]"},
        {"INSERT INTO tally_value VALUES (1, 3, 0, 2, 7, 't', 900002)",
         "[tally_value_row]"},
        {"INSERT INTO tally_value VALUES (2, 4, 0, 2, 7, 't', 1)",
         "[tally_value_row]"},
        {"INSERT INTO forest VALUES (1, 2001, 2, 90, 5, 5, 10, 100, 0)",
         "[fact_forest]"},
        {"INSERT INTO forest VALUES (1, 2001, 2, 90, 0, 0, 0, 100, 1)",
         "[fact_forest]"},
        {"INSERT INTO degradation VALUES (1, 2001, 'x', 2, 0, 60, 0),"
         " (1, 2001, 'x', 2, 1, 41, 0)",
         "[fact_degradation]"},
        {"INSERT INTO degradation VALUES (1, 2001, 'x', 2, 0, 6, 7)",
         "[fact_degradation]"},
        {"UPDATE evidence SET date_first = '2001-02-30'", "[dates]"},
        {"UPDATE evidence SET date_last = '2000-12-31'", "[dates]"},
        {"UPDATE evidence SET year = 2000", "[dates]"},
        {"UPDATE dataset SET nfiles = 2 WHERE id = 'zones'", "[dataset_files]"},
        {"UPDATE dataset_file SET sha256 = 'none'", "[dataset_files]"},
        {"UPDATE dataset_file SET path = '/srv/me/z.txt'", "[paths]"},
        {"INSERT INTO run SELECT 2, assessment, title, year_from, year_to, "
         "audience, program, libraries, assessment_sha256, assessment_text "
         "FROM run",
         "[run_one]"},
        {"INSERT INTO layer (name, title, abstract, theme, style, position) "
         "VALUES ('gone', 't', 'a', 'g', 's', 1)",
         "[layers_exist]"},
        {TERM "('l', 'a', NULL, 0, 'A', 'A', '', 'A', 's', 'V')",
         "[vocabulary]"},
        {TERM "('l', 'a', NULL, 0, 'A', 'A', 'A', 'A', 's', 'X')",
         "[vocabulary]"},
        {TERM "('l', 'a', 'b', 1, 'A', 'A', 'A', 'A', 's', 'V'),"
              " ('l', 'b', 'a', 1, 'B', 'B', 'B', 'B', 's', 'V')",
         "[vocabulary]"},
        {"INSERT INTO incident_set VALUES (1, 1, 0, 0, 0, 0)",
         "[overlay_incident]"},
        {"INSERT INTO evidence_zone VALUES (1, 1, 60, .6), (1, 2, 60, .6)",
         "[overlay_evidence]"},
        {"INSERT INTO permit_overlap VALUES (1, 1, NULL, 'no permit', 3, 2, "
         "NULL)",
         "[overlay_permit]"},
        {"INSERT INTO mountain_cover VALUES (1, 2001, 2, 'alpine', 10, 8, 3)",
         "[fact_mountain]"},
        {"INSERT INTO mountain_change VALUES (3, 2001, 2, '_U', 2000, -1, 0, "
         "0)",
         "[fact_mountain]"},
        {"INSERT INTO mountain_change VALUES (3, 2001, 2, '_U', 2000, -1, -1, "
         "1)",
         "[fact_mountain]"},
        {"INSERT INTO kba VALUES (1, '', 1, 0, 0);"
         "INSERT INTO kba_cover VALUES (1, 2001, 9, 5, 6, 7, 0)",
         "[kba_cover]"},
        {"INSERT INTO land_cover_change VALUES ('a', 'b', 0, '', 'V')",
         "[land_rules]"},
        {"INSERT INTO land_change (combination_id, year, is_land, base, last, "
         "status) VALUES (3, 2001, 1, 0, -1, 3)",
         "[fact_land_change]"},
        {"INSERT INTO land_change (combination_id, year, is_land, base, last, "
         "status) VALUES (3, 2001, 1, 0, -1, 2)",
         "[fact_land_change]"},
        {"INSERT INTO water_extent VALUES (1, 2001, 2, 'none', 0, 50)",
         "[fact_water_extent]"},
        {"UPDATE zone SET geom = NULL WHERE zone_id = 2", "[zone_geometry]"},
        {"UPDATE zone SET zone_set = 'other' WHERE zone_id = 2",
         "[zone_geometry]"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        finds(cases[i][0], cases[i][1]);
}

static void wrong_figures_are_found(void **state)
{
#define SERIES                                                                 \
    "INSERT INTO indicator VALUES ('s', 'i', 't', 'PT', 'percent of land', 1," \
    " 'f', 'm', 's', 'c', 'file', '', '', '', 'proxy', '', '', 1);"            \
    "INSERT INTO indicator_value VALUES (1, 2001, 'i', 's', 'proxy', 'DEG',"   \
    " 'central', "
    static const char *const cases[][2] = {
        {SERIES "100.001, 100.001, 101, 'PT', 'A', 'cover', '', 1)",
         "[indicator_percent]"},
        {SERIES "5, 6, 7, 'PT', 'A', 'cover', '', 1)", "[indicator_bounds]"},
        {SERIES "5, 4, 4.5, 'PT', 'A', 'cover', '', 1)", "[indicator_bounds]"},
        {SERIES "NULL, NULL, NULL, 'PT', 'A', 'cover', '', 1)",
         "[indicator_status]"},
        {SERIES "5, 5, 5, 'PT', 'O', 'cover', '', 1)", "[indicator_status]"},
        {SERIES "5, 5, 5, 'HA', 'A', 'cover', '', 1)", "[indicator_catalogue]"},
        {SERIES "5, 4, 6, 'PT', 'Z', 'cover', '', 1)", "[indicator_status]"},
        {SERIES "5, 4, 6, 'PT', 'A', 'cover', '', NULL)", "[indicator_run]"},
        {SERIES "5, 4, 6, 'PT', 'A', 'cover', '', 7)", "[indicator_run]"},
        {SERIES "5, 4, 6, 'PT', 'A', 'cover', '', 1);"
                "UPDATE indicator_value SET class = 'component'",
         "[indicator_class]"},
        {SERIES "5, 4, 6, 'PT', 'A', 'cover', '', 1);"
                "UPDATE indicator SET class = 'proxy|indicator';"
                "UPDATE indicator_value SET class = 'indicator'",
         "[indicator_class]"},
        {SERIES "5, 4, NULL, 'PT', 'A', 'cover', '', 1)", "[indicator_bounds]"},
        {SERIES "5, 4, 6, 'PT', 'A', 'cover', '', 1);"
                "INSERT INTO indicator_value SELECT zone_id, year, indicator,"
                " series, class, 'ILL', scenario, 5.5, 4, 6, unit, obs_status,"
                " dataset, note, run_id FROM indicator_value",
         "[indicator_nested]"},
        {"INSERT INTO context_value (dataset_id, dataset, indicator, series,"
         " area, year, value, low, unit) VALUES (2, 'cover', 'i', 's', 'a',"
         " 2001, 5, 6, 'PT')",
         "[context_value]"},
    };
    eco_findings found = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        finds(cases[i][0], cases[i][1]);
    build(scratch("bounds.sqlite"),
          SERIES "100, 99, 101, 'PT', 'A', 'cover', '', 1)");
    good(eco_store_verify(ctx, scratch("bounds.sqlite"), NULL, &found));
    eco_findings_clear(&found);
}

static void many_mistakes_are_counted(void **state)
{
    eco_findings found = {0};

    (void)state;
    build(scratch("many.sqlite"),
          "WITH RECURSIVE n(i) AS (SELECT 2002 UNION ALL SELECT i + 1 FROM n "
          "WHERE i < 2061) INSERT INTO degradation SELECT 1, i, 'x', 2, 0, "
          "1000, 0 FROM n");
    assert_int_equal(
        eco_store_verify(ctx, scratch("many.sqlite"), NULL, &found), ECO_FOUND);
    assert_int_equal(found.nerrors, 21);
    assert_string_equal(found.items[20].text, "and 40 more rows like these");
    eco_findings_clear(&found);
}

static void planar_areas_are_not_compared_with_the_ellipsoid(void **state)
{
    eco_findings found = {0};

    (void)state;
    build(scratch("planar.sqlite"),
          "UPDATE zone SET area_m2 = 101 WHERE zone_id = 1;"
          "INSERT INTO parameter VALUES ('area.method', 'planar', '', 'a', 1)");
    good(eco_store_verify(ctx, scratch("planar.sqlite"), NULL, &found));
    eco_findings_clear(&found);
}

static void changed_inputs_are_found(void **state)
{
    eco_findings found = {0};

    (void)state;
    build(scratch("in.sqlite"), "");
    assert_true(scratch_write("z.txt", "abc"));
    good(eco_store_verify(ctx, scratch("in.sqlite"), scratch_dir, &found));
    assert_true(scratch_write("z.txt", "abd"));
    assert_int_equal(
        eco_store_verify(ctx, scratch("in.sqlite"), scratch_dir, &found),
        ECO_FOUND);
    assert_int_equal(found.nerrors, 1);
    assert_string_equal(found.items[0].where, "zones");
    assert_non_null(strstr(found.items[0].text, "has changed"));
    eco_findings_clear(&found);
    unlink(scratch("z.txt"));
    assert_int_equal(
        eco_store_verify(ctx, scratch("in.sqlite"), scratch_dir, &found),
        ECO_FOUND);
    assert_non_null(strstr(found.items[0].text, "z.txt"));
    eco_findings_clear(&found);
}

/* Bytes of the content overwritten, as by a bad disk. */
static void damage_is_found(void **state)
{
    static const char junk[4096] = {1, 2, 3};
    int good_answers = 0;

    (void)state;
    for (off_t page = 1; page < 100; page += 9) {
        eco_findings found = {0};
        eco_status st;
        int fd;

        build(scratch("bad.sqlite"), "");
        fd = open(scratch("bad.sqlite"), O_WRONLY);
        assert_int_equal(pwrite(fd, junk, sizeof junk, page * 4096), 4096);
        close(fd);
        st = eco_store_verify(ctx, scratch("bad.sqlite"), NULL, &found);
        assert_true(st == ECO_FOUND || st == ECO_FORMAT);
        good_answers += st == ECO_FOUND;
        eco_findings_clear(&found);
    }
    assert_true(good_answers > 0);
}

static void a_lost_index_row_is_found(void **state)
{
    eco_findings found = {0};
    eco_sql *db = NULL;

    (void)state;
    build(scratch("index.sqlite"), "");
    good(eco_sql_open(ctx, scratch("index.sqlite"), ECO_SQL_WRITE, &db));
    good(eco_sql_run(ctx, db, "DELETE FROM idx_zone_geom WHERE pkid = 1"));
    eco_sql_close(db);
    assert_int_equal(
        eco_store_verify(ctx, scratch("index.sqlite"), NULL, &found),
        ECO_FOUND);
    assert_int_equal(found.nerrors, 1);
    assert_string_equal(found.items[0].where, "zone");
    eco_findings_clear(&found);
}

static void it_describes_itself(void **state)
{
    char *text = NULL;
    json_t *doc, *sets;

    (void)state;
    build(scratch("d.sqlite"),
          "UPDATE dataset SET title = 'Zo' || char(27) || 'nes' "
          "WHERE id = 'zones';"
          "INSERT INTO rejected (dataset, file, row, reason) VALUES "
          "('zones', 'z.txt', 3, 'empty'), ('zones', 'z.txt', 9, 'empty')");
    good(eco_store_describe(ctx, scratch("d.sqlite"), 0, &text));
    assert_non_null(strstr(text, "Assessment\n  toy\n    title: A toy\n"));
    assert_non_null(strstr(text, "title: Zo\\x1bnes"));
    assert_non_null(strstr(text, "    rows: 2\n    first_row: 3\n"));
    assert_null(strstr(text, "\x1b"));
    eco_mem_free(text);
    good(eco_store_describe(ctx, scratch("d.sqlite"), 1, &text));
    doc = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(doc);
    sets = json_object_get(doc, "zone_set");
    assert_int_equal(json_array_size(sets), 1);
    assert_int_equal(
        json_integer_value(json_object_get(json_array_get(sets, 0), "zones")),
        2);
    assert_true(json_real_value(json_object_get(json_array_get(sets, 0),
                                                "area_m2")) == 150.0);
    assert_int_equal(json_array_size(json_object_get(doc, "layer")), 0);
    json_decref(doc);
    eco_mem_free(text);
    assert_int_equal(eco_store_describe(ctx, scratch("no"), 1, &text),
                     ECO_NOTFOUND);
    assert_null(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_stores_have_no_finding),
        cmocka_unit_test(tiers_without_their_rule_are_found),
        cmocka_unit_test(each_check_finds_its_mistake),
        cmocka_unit_test(areas_that_do_not_add_up_are_found),
        cmocka_unit_test(wrong_figures_are_found),
        cmocka_unit_test(many_mistakes_are_counted),
        cmocka_unit_test(planar_areas_are_not_compared_with_the_ellipsoid),
        cmocka_unit_test(changed_inputs_are_found),
        cmocka_unit_test(damage_is_found),
        cmocka_unit_test(a_lost_index_row_is_found),
        cmocka_unit_test(it_describes_itself),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
