/* SDG 6.6.1 by SQL: the known change of water; and of it and SDG 15.3.1 the
 * part with evidence. */
#include "judge.h"

static void water(int id, const char *transition, const char *mine, double km2)
{
    sql("INSERT INTO combination (combination_id, theme, year, label) "
        "VALUES (%d, 'water-transition', 2021, 'x');"
        "INSERT INTO tally VALUES (1, %d, 0, 1, %.0f);"
        "INSERT INTO combination_part VALUES (%d, 'transition', 5, NULL, '%s', "
        "'water'), (%d, 'mining', 6, NULL, '%s', '%s')",
        id, id, km2 * 1e10, id, transition, id, mine, mine);
}

static double figure(const char *series)
{
    return number("SELECT value FROM indicator_value WHERE series = '%s' AND "
                  "measure IN ('OBS', 'DEG')",
                  series);
}

/* alpha 12, beta 30, rho 5, sigma 9, epsilon 400; of the new water, 7 + 2 in
 * mines. */
static void the_known_change_of_water(void **state)
{
    static const char *const codes[] = {"6.6.1"};

    (void)state;
    water(1, "new permanent", "land", 5);
    water(2, "new permanent", "mining", 7);
    water(3, "lost permanent", "land", 29);
    water(4, "lost permanent", "mining", 1);
    water(5, "seasonal to permanent", "land", 3);
    water(6, "seasonal to permanent", "mining", 2);
    water(7, "permanent to seasonal", "land", 9);
    water(8, "permanent", "land", 400);
    water(9, "ephemeral permanent", "land", 50);
    water(10, "none", "mining", 60);
    judge(codes, 1);
    assert_true(fabs(figure("EN_LKRV_PWAC") + 5.011390) < 5e-7);
    assert_true(fabs(figure("water_permanent_without_ponds") +
                     100 * 31.0 / 439) < 1e-9);
    assert_true(fabs(figure("water_permanent_change_km2") + 22) < 1e-9);
    assert_true(fabs(figure("water_permanent_ponds_km2") - 9) < 1e-9);
    assert_true(fabs(figure("EN_LKRV_PWAN") - 417) < 1e-9);
    /* seasonal: nothing new or lost, 9 come, 5 go, none was there but those */
    assert_true(fabs(figure("EN_LKRV_SWAC") - 100 * 4.0 / 5) < 1e-9);
    assert_true(number("SELECT area_m2 FROM degradation WHERE type = "
                       "'water_change' AND year = 2021") == 30e6);
    sql("DELETE FROM tally WHERE combination_id IN (3, 4, 7, 8)");
    judge(codes, 1);
    assert_true(isnan(figure("EN_LKRV_PWAC")));
    assert_true(number("SELECT obs_status = 'M' FROM indicator_value WHERE "
                       "series = 'EN_LKRV_PWAC'") == 1);
}

static double measured(const char *series, const char *measure,
                       const char *bound)
{
    return number("SELECT %s FROM indicator_value WHERE series = '%s' AND "
                  "measure = '%s'",
                  bound, series, measure);
}

/* Half of what has evidence counts; what declines without an event never
 * does, whatever the table of values says. */
static void the_part_with_evidence(void **state)
{
    static const char *const codes[] = {"15.3.1", "6.6.1"};
    static const char *const bounds[] = {"low", "value", "high"};
    static const double land_want[] = {2.5, 5, 10};
    static const double water_want[] = {-40, -20, -10};

    (void)state;
    sql("INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key,"
        " date_first, date_last, year, geom) VALUES (1, 1, 'zones',"
        " 'mining-footprint', 'm', '2021-01-01', '2021-12-31', 2021,"
        " GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326));"
        "INSERT INTO evidence_set VALUES (1, 1, 1, 0);"
        "INSERT INTO tier_value VALUES ('T1', 'illegal', 'any', .25, .5, 1, "
        "'x',"
        " 'A')");
    sql("INSERT INTO set_value VALUES"
        " (1, 'land_degradation', 2021, 'ILL', '_T', '_T', 0.25, 0.5, 1),"
        " (1, 'water_change', 2021, 'ILL', '_T', '_T', 0.25, 0.5, 1)");
    land(101, "tree-covered", "tree-covered",
         "tree-covered"); /* 10 m2 of land in all */
    land(102, "tree-covered", "tree-covered", "cropland");
    land(103, "grassland", "grassland", "grassland");
    part(103, "productivity_base", 3, "stable");
    part(103, "productivity_last", 3, "declining");
    for (int i = 101; i <= 102; i++) {
        part(i, "productivity_base", 3, "stable");
        part(i, "productivity_last", 3, "stable");
    }
    sql("UPDATE tally SET area_cm2 = 60000 WHERE combination_id = 101;"
        "INSERT INTO tally VALUES (1, 102, 1, 1, 10000), (1, 103, 1, 1, "
        "10000);"
        "INSERT INTO combination (combination_id, theme, label) VALUES (1, "
        "'total', 'all');"
        "INSERT INTO tally VALUES (1, 1, 0, 10, 100000)");
    water(201, "permanent", "land", 6);
    water(202, "lost permanent", "land", 0);
    sql("INSERT INTO tally VALUES (1, 202, 1, 1, 40000000000)");
    judge(codes, 2);
    assert_true(fabs(figure("AG_LND_DGRD") - 40) < 1e-9);
    assert_true(fabs(measured("degraded_share_change", "DEG", "value") - 20) <
                1e-9);
    assert_true(fabs(figure("EN_LKRV_PWAC") + 40) < 1e-9);
    for (int i = 0; i < 3; i++) {
        double share = measured("degraded_share_change", "ILL", bounds[i]);

        assert_true(fabs(share - land_want[i]) < 1e-9);
        share = measured("water_permanent_change_share", "ILL", bounds[i]);
        assert_true(fabs(share - water_want[i]) < 1e-9);
    }
    assert_true(measured("degraded_share_change", "ORG", "value") == 0);
}

static double is_class(const char *word)
{
    static const char *const codes[] = {"15.3.1"};

    judge(codes, 1);
    return number("SELECT class = '%s' FROM indicator_value WHERE series = "
                  "'AG_LND_DGRD'",
                  word);
}

/* A component without a sub-indicator; the indicator by official maps only. */
static void the_class_of_a_figure(void **state)
{
    (void)state;
    land(101, "tree-covered", "tree-covered", "cropland");
    sql("INSERT INTO combination (combination_id, theme, label) VALUES (1, "
        "'total', 'all');"
        "INSERT INTO tally VALUES (1, 1, 0, 1, 10000)");
    assert_true(is_class("component") == 1);
    sql("INSERT INTO parameter VALUES ('land.climate', 'tropical dry', '', "
        "'s', 1)");
    assert_true(is_class("component") == 1);
    part(101, "productivity_base", 3, "stable");
    part(101, "productivity_last", 3, "stable");
    assert_true(is_class("proxy") == 1);
    sql("UPDATE dataset SET official = 1 WHERE id = 'cover'");
    assert_true(is_class("proxy") == 1);
    sql("UPDATE dataset SET official = 1 WHERE id = 'trend'");
    assert_true(is_class("indicator") == 1);
    sql("UPDATE dataset SET official = 0");
    assert_true(fabs(figure("AG_LND_DGRD") - 100) < 1e-9);
    assert_true(fabs(figure("degraded_cover_ha") - 1e-4) < 1e-15);
    assert_true(fabs(figure("degraded_productivity_ha")) < 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_known_change_of_water),
        TEST(the_part_with_evidence),
        TEST(the_class_of_a_figure),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
