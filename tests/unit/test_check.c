/* What the check finds in data: tests/case/assessment/data.case. */
#include "findings_case.h"

#include <ecocrime/check.h>
#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdint.h>

enum { SIDE = 40 };

/* An equal cell is 1/4000 degree, or 30 m. */
struct raster {
    const char *name;
    double west, north, cell;
    double value;  /* of all cells; -1: column modulo 7 */
    double nodata; /* -1: none */
    int epsg;      /* 0: none */
    GDALDataType type;
    int bands;
    double first;  /* of the first column, if not 0 */
    double second; /* of the second one */
};

static const struct raster rasters[] = {
    {"loss.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"east.tif", 10.01, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"shifted.tif", 10.0201, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"wide.tif", 10.02, 2, 0.00025, 14, -1, 4326, GDT_UInt16, 1, 0, 0},
    {"coarse.tif", 10, 2, 0.0007, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"far.tif", 20, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"utm.tif", 611000, 221000, 30, 14, -1, 32632, GDT_Byte, 1, 0, 0},
    {"nocrs.tif", 10, 2, 0.00025, 14, -1, 0, GDT_Byte, 1, 0, 0},
    {"cut.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"two.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_Byte, 2, 0, 0},
    {"ramp.tif", 10, 2, 0.00025, -1, -1, 4326, GDT_Byte, 1, 0, 0},
    {"nd14.tif", 10, 2, 0.00025, 14, 14, 4326, GDT_Byte, 1, 0, 0},
    {"nd0.tif", 10, 2, 0.00025, 14, 0, 4326, GDT_Byte, 1, 0, 0},
    {"neg.tif", 10, 2, 0.00025, -9999, -1, 4326, GDT_Float32, 1, 0, 0},
    {"beyond.tif", 10.0125, 1.9925, 0.00025, 14, -1, 4326, GDT_Byte, 1, 0, 0},
    {"huge.tif", 10, 2, 0.00025, 14, -9999, 4326, GDT_Float32, 1, -3.4e38, 0},
    {"huge2.tif", 10, 2, 0.00025, 14, -9999, 4326, GDT_Float32, 1, -3.4e38,
     -9999},
    {"max16.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_UInt16, 1, 65535, 0},
    {"min16.tif", 10, 2, 0.00025, 14, 0, 4326, GDT_Int16, 1, -32768, 0},
    {"max8.tif", 10, 2, 0.00025, 14, 0, 4326, GDT_Byte, 1, 255, 0},
    {"max8none.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_Byte, 1, 255, 0},
    {"max32.tif", 10, 2, 0.00025, 14, -1, 4326, GDT_UInt32, 1, 4294967295.0, 0},
    {"minus.tif", 10, 2, 0.00025, 14, -9999, 4326, GDT_Float32, 1, -200, 0},
};

static bool fill(GDALDatasetH ds, const struct raster *r)
{
    double row[SIDE];
    bool good = true;

    for (int i = 0; i < SIDE; i++)
        row[i] = r->value < 0 && r->type == GDT_Byte ? i % 7 : r->value;
    if (fabs(r->first) > 0)
        row[0] = r->first;
    if (fabs(r->second) > 0)
        row[1] = r->second;
    for (int b = 1; b <= r->bands; b++) {
        GDALRasterBandH band = GDALGetRasterBand(ds, b);

        if (r->nodata < -1 || r->nodata >= 0)
            GDALSetRasterNoDataValue(band, r->nodata);
        for (int y = 0; y < SIDE; y++)
            good &= GDALRasterIO(band, GF_Write, 0, y, SIDE, 1, row, SIDE, 1,
                                 GDT_Float64, 0, 0) == CE_None;
    }
    return good;
}

static bool make_raster(const struct raster *r)
{
    double gt[6] = {r->west, r->cell, 0, r->north, 0, -r->cell};
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(r->name),
                                 SIDE, SIDE, r->bands, r->type, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    bool good = ds && GDALSetGeoTransform(ds, gt) == CE_None;

    if (good && r->epsg)
        good = OSRImportFromEPSG(srs, r->epsg) == OGRERR_NONE &&
               GDALSetSpatialRef(ds, srs) == CE_None;
    good = good && fill(ds, r);
    OSRDestroySpatialReference(srs);
    GDALClose(ds);
    return good;
}

/* The last cells are missing: the header says otherwise. */
static bool cut_short(const char *name)
{
    struct stat info;

    return stat(scratch(name), &info) == 0 &&
           truncate(scratch(name), info.st_size - 700) == 0;
}

struct zone {
    const char *file, *code;
    double w, s, e, n;
};

static const struct zone zones[] = {
    {"z.geojson", "A", 10.001, 1.991, 10.004, 1.999},
    {"z.geojson", "B", 10.004, 1.991, 10.009, 1.999},
    {"twice.geojson", "A", 10.001, 1.991, 10.004, 1.999},
    {"twice.geojson", "A", 10.004, 1.991, 10.009, 1.999},
    {"metres.geojson", "A", 400000, 200000, 410000, 210000},
    {"partly.geojson", "A", 10.001, 1.991, 10.004, 1.999},
    {"partly.geojson", "B", 10.008, 1.991, 10.02, 1.999},
    {"partly.geojson", "C", 10.02, 1.991, 10.03, 1.999},
    {"far.geojson", "A", 30, 1.991, 30.01, 1.999},
    {"over.geojson", "A", 10.001, 1.991, 10.005, 1.999},
    {"over.geojson", "B", 10.003, 1.991, 10.009, 1.999},
};

static bool make_zones(const char *name)
{
    eco_str s = {0};
    bool good;

    eco_str_add(&s, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0, n = 0; i < sizeof zones / sizeof *zones; i++) {
        const struct zone *z = &zones[i];

        if (strcmp(z->file, name) == 0)
            eco_str_printf(
                &s,
                "%s{\"type\":\"Feature\",\"properties\":{\"code\":\"%s\"},"
                "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                "[[[%g,%g],[%g,%g],[%g,%g],[%g,%g],[%g,%g]]]}}",
                n++ ? "," : "", z->code, z->w, z->s, z->e, z->s, z->e, z->n,
                z->w, z->n, z->w, z->s);
    }
    eco_str_add(&s, "]}");
    good = scratch_write(name, eco_str_text(&s));
    eco_str_clear(&s);
    return good;
}

static bool make_all(void)
{
    bool good = true;

    for (size_t i = 0; i < sizeof rasters / sizeof *rasters; i++)
        good = good && make_raster(&rasters[i]);
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        good = good && make_zones(zones[i].file);
    return good && cut_short("cut.tif") &&
           scratch_write("text.tif", "this is text\n") &&
           scratch_write("bowtie.geojson",
                         "{\"type\":\"Feature\",\"properties\":{\"code\":1},"
                         "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                         "[[[10.001,1.991],[10.009,1.999],[10.009,1.991],"
                         "[10.001,1.999],[10.001,1.991]]]}}") &&
           scratch_write("points.csv", "lat,lon,date\n"
                                       "1.995,10.005,2013-05-01\n"
                                       "200,10.005,2013-05-01\n"
                                       "1.995,10.005,May\n"
                                       "1.996,10.005,\n");
}

static const char *const severities[] = {"error", "warning", "note"};

static void show(const eco_finding *f, eco_str *out)
{
    eco_str_printf(out, "%s %s: %s", severities[f->severity], f->where,
                   f->text);
}

/* The check, without its note on what would be done. */
static eco_status run(eco_ctx *ctx, const char *path, eco_findings *found)
{
    eco_status st = eco_check(ctx, path, found);

    for (size_t i = 1; i < found->n; i++) /* errors first */
        assert_true(found->items[i - 1].severity <= found->items[i].severity);
    if (found->n &&
        eco_starts_with(found->items[found->n - 1].text, "would ")) {
        found->n--;
        eco_mem_free(found->items[found->n].where);
        eco_mem_free(found->items[found->n].text);
    }
    return st == ECO_USAGE ? ECO_FOUND : st;
}

static struct cases cases = {
    .zones = "- {id: z, kind: zones, files: z.geojson, key: code, "
             "licence: l, citation: c}",
    .run = run,
    .show = show,
    .faulty = ECO_FOUND,
};

static int setup(void **state)
{
    (void)state;
    GDALAllRegister();
    return eco_ctx_create(&cases.ctx) || !scratch_make() || !make_all();
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(cases.ctx);
    scratch_remove();
    return 0;
}

static void findings_are_complete(void **state)
{
    (void)state;
    if (!getenv("ECO_SOURCE"))
        skip();
    cases_run(&cases, "assessment/data.case");
    assert_true(cases.n > 10);
    assert_int_equal(cases.failures, 0);
}

static void the_plan_is_told(void **state)
{
    eco_findings found = {0};

    (void)state;
    assert_true(scratch_write(
        "plan.yaml",
        "assessment: x\nscope: {period: {from: 2013, to: 2014}}\ndatasets:\n"
        "  - {id: a, kind: class, files: loss.tif, licence: l, citation: c}\n"
        "  - {id: z, kind: zones, files: z.geojson, key: code, licence: l,\n"
        "     citation: c}\n"));
    assert_int_equal(eco_check(cases.ctx, scratch("plan.yaml"), &found),
                     ECO_OK);
    assert_int_equal(found.n, 1);
    assert_string_equal(
        found.items[0].text,
        "would tabulate 2 zones over the grid of 'a' (40 x 40 cells, "
        "EPSG:4326): at most 0.00102 million cells of 1 band, about 1 s on one "
        "core at 100 million cells a second (an estimate)");
    eco_findings_clear(&found);
}

static bool stop(void *user, double done, const char *what)
{
    (void)user;
    (void)done;
    (void)what;
    return false;
}

static void it_can_be_stopped(void **state)
{
    eco_findings found = {0};

    (void)state;
    eco_ctx_set_progress(cases.ctx, stop, NULL);
    assert_int_equal(eco_check(cases.ctx, scratch("plan.yaml"), &found),
                     ECO_CANCELLED);
    eco_ctx_set_progress(cases.ctx, NULL, NULL);
    eco_findings_clear(&found);
}

/* The starter's schema is right: what it lacks is data. */
static void the_starter_is_valid_but_for_its_files(void **state)
{
    eco_findings found = {0};
    char *text = NULL;
    size_t before = eco_mem_live();

    (void)state;
    assert_int_equal(eco_assessment_starter(cases.ctx, "my-study", &text),
                     ECO_OK);
    assert_non_null(strstr(text, "\nassessment: my-study "));
    assert_null(strstr(text, "@ID@"));
    assert_true(scratch_write("start.yaml", text));
    eco_mem_free(text);
    assert_int_equal(eco_check(cases.ctx, scratch("start.yaml"), &found),
                     ECO_USAGE);
    assert_true(found.n > 0);
    for (size_t i = 0; i < found.n; i++)
        assert_true(eco_starts_with(found.items[i].text, "files: "));
    eco_findings_clear(&found);
    assert_int_equal(eco_mem_live(), before);
}

/* Each allocation fails once: a status, no crash, no leak. */
static void short_memory_is_told(void **state)
{
    eco_status st = ECO_NOMEM;
    size_t before = eco_mem_live(), n;

    (void)state;
    for (n = 0; st != ECO_OK; n++) {
        eco_findings found = {0};

        eco_mem_fail_after(n);
        st = eco_check(cases.ctx, scratch("plan.yaml"), &found);
        eco_mem_fail_after(SIZE_MAX);
        eco_findings_clear(&found);
        assert_int_equal(eco_mem_live(), before);
        assert_true(n < 20000);
    }
    assert_true(n > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_are_complete),
        cmocka_unit_test(the_plan_is_told),
        cmocka_unit_test(it_can_be_stopped),
        cmocka_unit_test(the_starter_is_valid_but_for_its_files),
        cmocka_unit_test(short_memory_is_told),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
