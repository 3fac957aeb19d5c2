/* Whose people a raster counts: keys, and the names that WorldPop gives. */
#include "eco_assessment.h"
#include "eco_mem.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static eco_ctx *ctx;
static const char *const known[] = {"15.1.1", NULL};

/* As in the releases of 2018 and 2025: brackets end at 80 and 90. */
static const char full[] =
    "assessment: x\n"
    "scope: {period: {from: 2013, to: 2020}}\n"
    "datasets:\n"
    "  - {id: z, kind: zones, files: z.gpkg, key: k, lands: customary}\n"
    "  - {id: old, kind: population, files: \"*_2020.tif\"}\n"
    "  - {id: new, kind: population, files: \"*_2015_CN_1km_R2025A_UA_v1.tif\","
    " band: 1}\n"
    "  - {id: all, kind: population, files: people.tif}\n"
    "  - {id: boys, kind: population, files: people.tif, sex: m, age: 5-9}\n"
    "  - {id: aged, kind: population, files: bra_m_05_2020.tif, age: 65+}\n"
    "  - {id: born, kind: population, files: people.tif, sex: F, age: \"0\"}\n";

static int setup(void **state)
{
    static const char *const files[] = {
        "z.gpkg",
        "people.tif",
        "bra_m_05_2020.tif",
        "bra_f_05_2020.tif",
        "per_f_05_2020.tif",
        "bra_f_1_2020.tif",
        "bra_f_0_2020.tif",
        "bra_f_80_2020.tif",
        "bra_f_80_2015_CN_1km_R2025A_UA_v1.tif",
        "bra_f_90_2015_CN_1km_R2025A_UA_v1.tif",
    };

    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make())
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (!scratch_write(files[i], ""))
            return -1;
    return !scratch_write("a.yaml", full);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void is_band(const eco_dataset_spec *d, size_t i, const char *sex,
                    int from, int to)
{
    assert_true(i < d->nbands);
    assert_string_equal(d->bands[i].sex, sex);
    assert_int_equal(d->bands[i].age_from, from);
    assert_int_equal(d->bands[i].age_to, to);
    assert_int_equal(d->bands[i].band, 1);
}

static void people_are_kept_apart(void **state)
{
    eco_findings found = {0};
    eco_assessment *a = NULL;
    const eco_dataset_spec *d;

    (void)state;
    assert_int_equal(
        eco_assessment_load(ctx, scratch("a.yaml"), known, &found, &a), ECO_OK);
    d = eco_assessment_dataset(a, "old");
    assert_int_equal(d->year, 2020);
    assert_int_equal(d->nbands, 5);
    is_band(d, 0, "F", 0, 0);
    is_band(d, 1, "F", 1, 4);
    is_band(d, 2, "F", 5, 9);
    is_band(d, 3, "M", 5, 9);
    is_band(d, 4, "F", 80, ECO_AGE_OPEN);
    assert_int_equal(d->bands[2].nfiles, 2); /* of two countries: a mosaic */
    assert_true(eco_dataset_grouped(d));
    d = eco_assessment_dataset(a, "new");
    assert_int_equal(d->year, 2015);
    is_band(d, 0, "F", 80, 84);
    is_band(d, 1, "F", 90, ECO_AGE_OPEN);
    d = eco_assessment_dataset(a, "all");
    is_band(d, 0, "_T", 0, ECO_AGE_OPEN);
    assert_false(eco_dataset_grouped(d));
    is_band(eco_assessment_dataset(a, "boys"), 0, "M", 5, 9);
    is_band(eco_assessment_dataset(a, "aged"), 0, "_T", 65, ECO_AGE_OPEN);
    is_band(eco_assessment_dataset(a, "born"), 0, "F", 0, 0);
    assert_true(eco_dataset_grouped(eco_assessment_dataset(a, "born")));
    assert_string_equal(eco_assessment_dataset(a, "z")->lands, "customary");
    eco_findings_clear(&found);
    eco_assessment_destroy(a);
}

static void short_memory_is_told(void **state)
{
    eco_status st = ECO_NOMEM;
    size_t before = eco_mem_live();

    (void)state;
    for (size_t n = 0; st == ECO_NOMEM; n++) {
        eco_findings found = {0};
        eco_assessment *a = NULL;

        eco_mem_fail_after(n);
        st = eco_assessment_load(ctx, scratch("a.yaml"), known, &found, &a);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_NOMEM || st == ECO_OK);
        eco_findings_clear(&found);
        eco_assessment_destroy(a);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(people_are_kept_apart),
        cmocka_unit_test(short_memory_is_told),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
