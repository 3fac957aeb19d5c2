/* SDG 15.3.1 by SQL: every change of land cover, class of
 * productivity and factor of carbon; one out, all out; the states. */
#include "judge.h"

static const char *const cover[] = {"tree-covered", "grassland",  "cropland",
                                    "wetland",      "artificial", "other land",
                                    "water"};
static const char *const trends[] = {"declining", "moderate decline",
                                     "stressed", "stable", "increasing"};
static const int trend_change[] = {-1, -1, 0, 0, 1};

/* Rows from, columns to: the default matrix of the UNCCD as printed. */
static const char *const matrix[] = {"0-----0", "+0+---0", "+-0---0", "---0--0",
                                     "++++0+0", "++++-00", "0000000"};

static const struct {
    const char *word;
    double f;
} climates[] = {{"temperate dry", 0.80},
                {"temperate moist", 0.69},
                {"tropical dry", 0.58},
                {"tropical moist", 0.48},
                {"tropical montane", 0.64}};

/* What is left after 20 years; F: the climate's. Typed from the table. */
enum { F = -1, INVERSE = -2 };
static const double factors[7][7] = {
    {1, 1, F, 1, 0.1, 0.1, 1},
    {1, 1, F, 1, 0.1, 0.1, 1},
    {INVERSE, INVERSE, 1, 1 / 0.71, 0.1, 0.1, 1},
    {1, 1, 0.71, 1, 0.1, 0.1, 1},
    {2, 2, 2, 2, 1, 1, 1},
    {2, 2, 2, 2, 1, 1, 1},
    {1, 1, 1, 1, 1, 1, 1},
};

static double column(int id, const char *name)
{
    return number("SELECT %s FROM land_change WHERE combination_id = %d", name,
                  id);
}

#define SAME(id, name, want)                                                   \
    do {                                                                       \
        double got_ = column(id, name), want_ = (want);                        \
        if (!(fabs(got_ - want_) < 1e-12))                                     \
            fail_msg("combination %d: %s is %.17g, not %.17g", id, name, got_, \
                     want_);                                                   \
    } while (0)

static int sign(char c)
{
    return c == '+' ? 1 : c == '-' ? -1 : 0;
}

/* In either interval; without other rasters the state follows. */
static void every_change_of_land_cover(void **state)
{
    (void)state;
    for (int a = 0; a < 7; a++)
        for (int b = 0; b < 7; b++) {
            land(100 + 7 * a + b, cover[a], cover[a], cover[b]);
            land(200 + 7 * a + b, cover[a], cover[b], cover[b]);
        }
    judge(NULL, 0);
    for (int a = 0; a < 7; a++)
        for (int b = 0; b < 7; b++) {
            int id = 7 * a + b, change = sign(matrix[a][b]);

            SAME(100 + id, "cover_base", 0);
            SAME(100 + id, "cover_last", change);
            SAME(100 + id, "status", change < 0 ? 2 : change ? 6 : 4);
            SAME(200 + id, "cover_base", change);
            SAME(200 + id, "cover_last", 0);
            SAME(200 + id, "status", change < 0 ? 3 : change ? 5 : 4);
            SAME(100 + id, "is_land", a != 6);
            if (change < 0)
                SAME(100 + id, "event_year", 2021);
            else
                assert_true(isnan(column(100 + id, "event_year")));
        }
}

/* Stable land cover: the state is that of the two trends. */
static void every_class_of_productivity(void **state)
{
    static const int status[3][3] = {{1, 3, 6}, {2, 4, 6}, {2, 5, 7}};

    (void)state;
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++) {
            land(100 + 5 * a + b, cover[1], cover[1], cover[1]);
            part(100 + 5 * a + b, "productivity_base", 3, trends[a]);
            part(100 + 5 * a + b, "productivity_last", 3, trends[b]);
        }
    judge(NULL, 0);
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < 5; b++) {
            SAME(100 + 5 * a + b, "productivity_base", trend_change[a]);
            SAME(100 + 5 * a + b, "productivity_last", trend_change[b]);
            SAME(100 + 5 * a + b, "status",
                 status[trend_change[a] + 1][trend_change[b] + 1]);
        }
    /* what declined without a change of cover is a type of its own */
    assert_true(number("SELECT area_m2 FROM degradation WHERE type = "
                       "'productivity_decline' AND year = 2021") == 3 * 2);
    assert_true(number("SELECT count(*) FROM degradation WHERE type = "
                       "'land_degradation'") == 0);
}

static double factor(int a, int b, double f)
{
    double told = factors[a][b];

    return told > 0 ? told : told > F - 0.5 ? f : 1 / f;
}

/* Seven and a half years of twenty in the baseline, six more after it. */
static void every_factor_of_carbon(void **state)
{
    (void)state;
    for (int k = 0; k < 5; k++)
        for (int a = 0; a < 7; a++)
            for (int b = 0; b < 7; b++) {
                int id = 100 + 49 * k + 7 * a + b;

                land(id, cover[a], cover[b], cover[b]);
                part(id, "climate", 4, climates[k].word);
            }
    judge(NULL, 0);
    for (int k = 0; k < 5; k++)
        for (int a = 0; a < 7; a++)
            for (int b = 0; b < 7; b++) {
                int id = 100 + 49 * k + 7 * a + b;
                double f = a == b ? 1 : factor(a, b, climates[k].f);
                double at_base = 1 + (f - 1) * 7.5 / 20;

                SAME(id, "carbon_base", at_base);
                SAME(id, "carbon_last", (1 + (f - 1) * 13.5 / 20) / at_base);
            }
}

/* A change stops after 20 years, or when the cover changes again. */
static void carbon_stops_changing(void **state)
{
    double at_base;

    (void)state;
    sql("UPDATE parameter SET value = '2050' WHERE name = 'land.until'");
    sql("INSERT INTO parameter VALUES ('land.climate', 'tropical moist', '', "
        "'s', 1)");
    land(101, cover[0], cover[2], cover[2]);
    land(102, cover[0], cover[2], cover[4]); /* again in 2032.5 */
    judge(NULL, 0);
    at_base = 1 - 0.52 * 7.5 / 20;
    SAME(101, "carbon_base", at_base);
    SAME(101, "carbon_last", 0.48 / at_base);
    SAME(102, "carbon_last", 0.48 / at_base * (1 - 0.9 * 17.5 / 20));
    /* the second change comes before the first has ended */
    sql("UPDATE parameter SET value = '2021' WHERE name = 'land.until'");
    judge(NULL, 0);
    SAME(102, "carbon_last",
         (1 - 0.52 * 10.5 / 20) / at_base * (1 - 0.9 * 3 / 20));
}

/* One out, all out: rows productivity -1 0 1 and land cover -1 0 1, columns
 * carbon -20, -10, 0, 10 and 20 percent. */
static void one_out_all_out(void **state)
{
    static const int want[9][5] = {
        {-1, -1, -1, -1, -1}, {-1, -1, -1, -1, -1}, {-1, -1, -1, -1, -1},
        {-1, -1, -1, -1, -1}, {-1, 0, 0, 0, 1},     {-1, 1, 1, 1, 1},
        {-1, -1, -1, -1, -1}, {-1, 1, 1, 1, 1},     {-1, 1, 1, 1, 1},
    };
    static const char *const words[] = {"declining", "stable", "increasing"};
    static const double percent[] = {-20, -10, 0, 10, 20};

    (void)state;
    for (int p = 0; p < 3; p++) {
        land(101 + p, cover[1], cover[3], cover[3]);
        part(101 + p, "productivity_base", 3, words[p]);
        part(101 + p, "productivity_last", 3, "stable");
        part(101 + p, "climate", 4, "tropical dry");
    }
    for (int c = -1; c <= 1; c++)
        for (int k = 0; k < 5; k++) {
            sql("UPDATE land_cover_change SET change = %d WHERE before = "
                "'grassland' AND after = 'wetland'",
                c);
            sql("UPDATE soil_carbon_factor SET factor = '%.17g' WHERE before = "
                "'grassland' AND after = 'wetland'",
                1 + percent[k] / 100 * 20 / 7.5);
            judge(NULL, 0);
            for (int p = 0; p < 3; p++)
                SAME(101 + p, "base", want[3 * p + c + 1][k]);
        }
}

/* Whatever raster shows nothing, the state is not known. */
static void nothing_seen_nothing_known(void **state)
{
    static const char *const parts[] = {
        "cover_first",       "cover_base",        "cover_last",
        "productivity_base", "productivity_last", "climate"};

    (void)state;
    for (int i = 0; i < 6; i++) {
        land(101 + i, cover[0], cover[2], cover[0]);
        part(101 + i, "productivity_base", 3, "stable");
        part(101 + i, "productivity_last", 3, "stable");
        part(101 + i, "climate", 4, "tropical dry");
    }
    judge(NULL, 0);
    for (int i = 0; i < 6; i++)
        SAME(101 + i, "status", 6);
    for (int i = 0; i < 6; i++)
        sql("UPDATE combination_part SET label = 'nodata', role = '%s' WHERE "
            "combination_id = %d AND part = '%s'",
            i % 2 ? "outside" : "nodata", 101 + i, parts[i]);
    judge(NULL, 0);
    for (int i = 0; i < 6; i++)
        assert_true(isnan(column(101 + i, "status")));
    SAME(101, "is_land", 1);
    /* off the land cover is not mapped land */
    sql("UPDATE combination_part SET role = 'outside' WHERE combination_id = "
        "101 AND part = 'cover_first'");
    judge(NULL, 0);
    assert_true(number("SELECT count(*) FROM land_change WHERE combination_id "
                       "= 101") == 0);
}

/* Loss of tree cover dates its end, within the reporting period. */
static void events_have_a_year(void **state)
{
    static const struct {
        const char *loss;
        int year;
    } cases[] = {{"none", 2021}, {"2017", 2017}, {"unlisted", 2021}};

    (void)state;
    for (int i = 0; i < 3; i++) {
        land(101 + i, cover[0], cover[0], cover[2]);
        part(101 + i, "loss_year", 2, cases[i].loss);
    }
    land(104, cover[1], cover[1], cover[4]);
    part(104, "loss_year", 2, "2017"); /* was no tree cover */
    judge(NULL, 0);
    for (int i = 0; i < 3; i++)
        SAME(101 + i, "event_year", cases[i].year);
    SAME(104, "event_year", 2021);
    assert_true(number("SELECT area_m2 FROM degradation WHERE type = "
                       "'land_degradation' AND year = 2017") == 1);
    assert_true(number("SELECT area_m2 FROM degradation WHERE type = "
                       "'land_degradation' AND year = 2021") == 3);
}

static void rules_are_checked(void **state)
{
    static const char *const cases[][2] = {
        {"before,after,change\n", "land_cover_change.csv:1: the columns are "
                                  "before,after,change,source,status"},
        {"before,after,change,source,status\na,b,2,s,V\n",
         "CHECK constraint failed"},
        {"before,after,change,source,status\na,b,1,s,V\n",
         "has no row for tree-covered to tree-covered"},
    };

    (void)state;
    assert_true(scratch_folder("layers") && scratch_folder("layers/rules"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            scratch_write("layers/rules/land_cover_change.csv", cases[i][0]));
        good(eco_layers_override(ctx, scratch("layers")));
        assert_int_not_equal(eco_run_land_rules(ctx, store), ECO_OK);
        if (!strstr(eco_ctx_message(ctx), cases[i][1]))
            fail_msg("%s: no '%s'", eco_ctx_message(ctx), cases[i][1]);
    }
    good(eco_layers_override(ctx, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_change_of_land_cover),
        TEST(every_class_of_productivity),
        TEST(every_factor_of_carbon),
        TEST(carbon_stops_changing),
        TEST(one_out_all_out),
        TEST(nothing_seen_nothing_known),
        TEST(events_have_a_year),

        TEST(rules_are_checked),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
