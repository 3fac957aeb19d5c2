/* Faulty assessments: tests/case/assessment/. */
#include "eco_assessment.h"
#include "findings_case.h"

static const char *const known[] = {"13.2.2", "15.1.1", NULL};

static eco_status load(eco_ctx *ctx, const char *path, eco_findings *found)
{
    eco_assessment *a = NULL;
    eco_status st = eco_assessment_load(ctx, path, known, found, &a);

    assert_int_equal(!a, st != ECO_OK);
    if (st == ECO_USAGE) /* the message is the first of the findings */
        assert_non_null(strstr(eco_ctx_message(ctx), found->items[0].text));
    eco_assessment_destroy(a);
    return st;
}

/* "LINE: TEXT" */
static void show(const eco_finding *f, eco_str *out)
{
    const char *colon = strrchr(f->where, ':');

    eco_str_printf(out, "%s: %s", colon ? colon + 1 : "?", f->text);
}

static struct cases cases = {
    .zones = "- {id: z, kind: zones, files: z.geojson, key: code}",
    .run = load,
    .show = show,
    .faulty = ECO_USAGE,
};

/* Samples of a map's accuracy, name and text. */
static const char *const samples[][2] = {
    {"good.csv",
     "# design: stratified\n# source: own\nmapped,reference,count\n"
     "mining_new,mining_new,60\nother,other,98\nother,mining_new,2\n"},
    {"bare.csv", "mapped,reference,interpreter\nmining_new,mining_new,a\n"
                 "mining_new,other,a\nother,other,b\nother,other,b\n"},
    {"chosen.csv", "# design: convenience\nmapped,reference\n"},
    {"column.csv", "mapped,count\nmining_new,1\n"},
    {"count.csv", "mapped,reference,count\nmining_new,other,2\n"
                  "other,other,1.5\n"},
    {"area.csv", "mapped,reference,area_ha\nmining_new,other,-4\n"},
    {"areas.csv", "mapped,reference,count,area_ha\nmining_new,other,9,80\n"
                  "other,other,9,500\nmining_new,mining_new,9,90\n"},
    {"some.csv", "mapped,reference,count,area_ha\nmining_new,other,9,80\n"
                 "other,other,9,\n"},
    {"one.csv", "mapped,reference,count\nmining_new,other,9\nother,other,1\n"},
    {"names.csv", "mapped,reference,count\nmine,mine,9\nother,other,9\n"},
    {"strata.csv", "mapped,reference,count\nother,other,9\nwater,other,9\n"
                   "mining_new,other,9\n"},
    {"empty.csv", "mapped,reference\n"},
    {"blank.csv", "mapped,reference\nmining_new,\n"},
    {"twice.csv", "mapped,reference,mapped\nmining_new,other,other\n"},
};

static int setup(void **state)
{
    static const char *const empty[] = {"a.tif",
                                        "b.tif",
                                        "cover_2012.tif",
                                        "cover_2013.tif",
                                        "cover_2015.tif",
                                        "cover.tif",
                                        "z.geojson",
                                        "bra_f_05_2014.tif",
                                        "bra_f_05_2015.tif"};

    (void)state;
    if (eco_ctx_create(&cases.ctx) || !scratch_make())
        return -1;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (!scratch_write(empty[i], ""))
            return -1;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (!scratch_write(samples[i][0], samples[i][1]))
            return -1;
    return !scratch_write("p.csv", "name,lat,lon\nx,1,2\n") ||
           !scratch_write("w.csv", "name,WKT\nx,POINT (1 2)\n") ||
           !scratch_write("bad.csv", "value,label\n1,a\n2,\n");
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(cases.ctx);
    scratch_remove();
    return 0;
}

static void faults_are_told_with_their_lines(void **state)
{
    (void)state;
    if (!getenv("ECO_SOURCE"))
        skip();
    cases_run(&cases, "assessment/schema.case");
    cases_run(&cases, "assessment/meaning.case");
    cases_run(&cases, "assessment/accuracy.case");
    cases_run(&cases, "assessment/land.case");
    assert_true(cases.n > 50);
    assert_int_equal(cases.failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_told_with_their_lines),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
