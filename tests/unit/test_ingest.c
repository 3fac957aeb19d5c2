/* Sources on their way into a store: what is written, and what is refused. */
#include "eco_area.h"
#include "eco_ingest.h"
#include "eco_mem.h"
#include "eco_sha256.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_store *store;
static eco_assessment assessment;
static char assessment_path[512];

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make() || !scratch_folder("in") ||
        !scratch_folder("data") || !scratch_write("in/a.yaml", "x"))
        return 1;
    snprintf(assessment_path, sizeof assessment_path, "%s",
             scratch("in/a.yaml"));
    assessment.path = assessment_path;
    return (int)eco_store_create(ctx, scratch("out.sqlite"), &store);
}

static int teardown(void **state)
{
    (void)state;
    eco_store_close(store);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static int64_t number(const char *select)
{
    int64_t n = -1;

    if (eco_sql_int(ctx, eco_store_sql(store), select, &n))
        fail_msg("%s: %s", select, eco_ctx_message(ctx));
    return n;
}

static void says(const char *select, const char *want)
{
    eco_stmt *s = NULL;
    bool row = false;

    assert_int_equal(eco_stmt_prepare(ctx, eco_store_sql(store), select, &s),
                     ECO_OK);
    assert_int_equal(eco_stmt_step(ctx, s, &row), ECO_OK);
    assert_true(row);
    assert_string_equal(eco_col_text(s, 0), want);
    eco_stmt_finalize(s);
}

static char *texts(const char *text)
{
    return (char *)(uintptr_t)text;
}

static eco_dataset_spec spec_of(eco_kind kind, const char *id, char **files,
                                size_t nfiles)
{
    return (eco_dataset_spec){.id = texts(id),
                              .title = texts(id),
                              .kind = kind,
                              .files = files,
                              .nfiles = nfiles};
}

static eco_status ingest(const eco_dataset_spec *spec)
{
    int64_t id;

    return eco_ingest_dataset(ctx, store, &assessment, spec, &id);
}

#define FEATURES(list)                                                         \
    "{\"type\":\"FeatureCollection\",\"features\":[" list "]}"
#define ZONE(k, rings)                                                         \
    "{\"type\":\"Feature\",\"properties\":{\"k\":" k                           \
    "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" rings "]}}"

/* Two squares of one degree, the second half over the first, a bow tie, and a
 * line that is refused. */
static void zones_are_written(void **state)
{
    char path[512], *files[] = {path};
    eco_dataset_spec spec = spec_of(ECO_KIND_ZONES, "z", files, 1);
    double degree = eco_band_area(&eco_wgs84, 0, 1, 1);

    (void)state;
    assert_true(scratch_write(
        "data/z.geojson",
        FEATURES(ZONE(
            "1",
            "[[0,0],[1,0],[1,1],[0,1],[0,"
            "0]]") "," ZONE("2",
                            "[[0.5,"
                            "0],[1."
                            "5,0],["
                            "1.5,1],"
                            "[0.5,1]"
                            ",[0.5,"
                            "0]]") "," ZONE("3",
                                            "[[5,0],[7,2],[7,0],[5,2],[5,"
                                            "0]]") "," ZONE("4", "[[9,9],[9,9]"
                                                                 ",[9,9]"
                                                                 ",[9,9]]"))));
    snprintf(path, sizeof path, "%s", scratch("data/z.geojson"));
    spec.key = texts("k");
    spec.set = texts("admin");
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_int_equal(number("SELECT count(*) FROM zone"), 3);
    assert_int_equal(number("SELECT count(*) FROM zone WHERE repaired"), 1);
    assert_int_equal(
        number("SELECT count(*) FROM zone WHERE ST_GeometryType(geom) = "
               "'MULTIPOLYGON' AND ST_SRID(geom) = 4326"),
        3);
    assert_int_equal(
        number("SELECT round(area_m2 * 1000) FROM zone WHERE key = '1'"),
        llround(degree * 1000));
    assert_true(
        fabs((double)number("SELECT overlap_m2 FROM zone_set") / (degree / 2) -
             1) < 1e-6);
    assert_int_equal(number("SELECT note LIKE '%must not be added up%' FROM "
                            "zone_set"),
                     1);
    says("SELECT dataset || file || row || key FROM rejected", "zz.geojson44");
    says("SELECT what FROM lineage WHERE output = 'z'",
         "read 4 features: 3 kept, 1 repaired, 1 refused");
    says("SELECT crs FROM dataset WHERE id = 'z'", "EPSG:4326");
    assert_int_equal(number("SELECT note LIKE 'EPSG:4326, as it is; 1 invalid "
                            "polygon%' FROM dataset WHERE id = 'z'"),
                     1);
    says("SELECT path FROM dataset_file WHERE file = 'z.geojson'",
         "../data/z.geojson");
}

/* The list that the dataset's checksum is made of can be made by sha256sum. */
static void checksums_can_be_repeated(void **state)
{
    char hex[65], list[256];
    int64_t n;

    (void)state;
    assert_int_equal(eco_sha256_file(ctx, scratch("data/z.geojson"), hex, &n),
                     ECO_OK);
    says("SELECT sha256 FROM dataset_file WHERE file = 'z.geojson'", hex);
    assert_int_equal(number("SELECT nbytes FROM dataset WHERE id = 'z'"), n);
    snprintf(list, sizeof list, "%s  ../data/z.geojson\n", hex);
    eco_sha256_text(list, strlen(list), hex);
    says("SELECT sha256 FROM dataset WHERE id = 'z'", hex);
    eco_sha256_text("abc", 3, hex);
    assert_string_equal(
        hex,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void incidents_keep_their_rows(void **state)
{
    char path[512], *files[] = {path};
    eco_dataset_spec spec = spec_of(ECO_KIND_INCIDENTS, "i", files, 1);

    (void)state;
    assert_true(scratch_write("in/i.csv", "id,y,x,day,what\n"
                                          "a,2.5,-51.5,2020-03,\"d, e\"\n"
                                          "b,2.5,-51.5,,f\n"
                                          "c,2.5,,2020,g\n"));
    snprintf(path, sizeof path, "%s", scratch("in/i.csv"));
    spec.key = texts("id");
    spec.lat = texts("y");
    spec.lon = texts("x");
    spec.date = texts("day");
    spec.sensitivity = 2;
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_int_equal(number("SELECT count(*) FROM incident"), 2);
    says("SELECT date_first || ' ' || date_last FROM incident WHERE key = 'a'",
         "2020-03-01 2020-03-31");
    assert_int_equal(number("SELECT date_first IS NULL AND date_last IS NULL "
                            "FROM incident WHERE key = 'b'"),
                     1);
    says("SELECT properties ->> 'what' FROM incident WHERE key = 'a'", "d, e");
    assert_int_equal(number("SELECT sum(sensitivity) FROM incident"), 4);
    assert_int_equal(number("SELECT ST_X(geom) * 10 FROM incident"), -515);
    says("SELECT original FROM rejected WHERE dataset = 'i'",
         "{\"id\":\"c\",\"y\":\"2.5\",\"x\":\"\",\"day\":\"2020\",\"what\":"
         "\"g\"}");
    assert_int_equal(number("SELECT year_first FROM dataset WHERE id = 'i'"),
                     2020);
    says("SELECT path FROM dataset_file WHERE file = 'i.csv'", "i.csv");
}

/* Two yearly files: evidence with the year of the field, or of the dataset. */
static void evidence_has_a_year(void **state)
{
    char a[512], b[512], *files[] = {a, b};
    eco_dataset_spec spec = spec_of(ECO_KIND_MINING_FOOTPRINT, "m", files, 2);

    (void)state;
    assert_true(
        scratch_write("data/m1.geojson",
                      FEATURES(ZONE("201800", "[[0,0],[1,0],[1,1],[0,0]]"))));
    assert_true(
        scratch_write("data/m2.geojson",
                      FEATURES(ZONE("201900", "[[0,0],[1,0],[1,1],[0,0]]"))));
    snprintf(a, sizeof a, "%s", scratch("data/m1.geojson"));
    snprintf(b, sizeof b, "%s", scratch("data/m2.geojson"));
    spec.date = texts("k");
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    says("SELECT group_concat(key || ' ' || year || ' ' || date_last, '; ') "
         "FROM evidence",
         "1-1 2018 2018-12-31; 2-1 2019 2019-12-31");
    says("SELECT nfiles || ' ' || year_first || ' ' || year_last FROM dataset "
         "WHERE id = 'm'",
         "2 2018 2019");
    assert_int_equal(
        number("SELECT properties ->> 'k' FROM evidence WHERE year = 2019"),
        201900);
}

#define ROW(properties)                                                        \
    "{\"type\":\"Feature\",\"properties\":{" properties                        \
    "},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]" \
    ","                                                                        \
    "[0,0]]]}}"

/* A claim is no permit; a phase that is not named is not known. Without an end
 * that is told, permits last. */
static void permits_have_phases(void **state)
{
    char path[512], *files[] = {path};
    eco_dataset_spec spec = spec_of(ECO_KIND_PERMITS, "p", files, 1);
    eco_phase_word words[] = {{texts("Titulo"), texts("permit")},
                              {texts("7"), texts("claim")}};

    (void)state;
    assert_true(scratch_write(
        "data/p.geojson",
        FEATURES(ROW(
            "\"s\":\"titulo "
            "\",\"f\":\"2015-02-01\",\"t\":\"2018-"
            "01-31\"") "," ROW("\"s\":\"7\",\"f\":"
                               "\"2015\"") "," ROW("\"s\":null,\"f\":"
                                                   "\"2016\"") "," ROW("\"s"
                                                                       "\":"
                                                                       "\"A"
                                                                       "rch"
                                                                       "ivo"
                                                                       "\""
                                                                       ",\""
                                                                       "f\""
                                                                       ":"
                                                                       "\"2"
                                                                       "017"
                                                                       "\""))));
    snprintf(path, sizeof path, "%s", scratch("data/p.geojson"));
    spec.date = texts("f");
    spec.valid_to = texts("t");
    spec.activity = texts("MIN");
    spec.phase_column = texts("s");
    spec.phases = words;
    spec.nphases = 2;
    spec.sensitivity = 1;
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    says("SELECT group_concat(phase || ' ' || year_first || ' ' || "
         "coalesce(year_last, 'on'), '; ') FROM evidence WHERE dataset = 'p'",
         "permit 2015 2018; claim 2015 on; unknown 2016 on; unknown 2017 on");
    says("SELECT group_concat(DISTINCT activity || domain || sensitivity) "
         "FROM evidence WHERE dataset = 'p'",
         "MINMIN1");
    assert_int_equal(number("SELECT note LIKE '%2 rows with a phase that%' "
                            "FROM dataset WHERE id = 'p'"),
                     1);
    spec.id = texts("p2");
    spec.phase_column = texts("fase");
    assert_int_equal(ingest(&spec), ECO_USAGE);
    assert_non_null(
        strstr(eco_ctx_message(ctx), "phase.column: 'fase' is no column of "));
    eco_ctx_clear(ctx);
}

static void prohibitions_have_categories(void **state)
{
    char path[512], *files[] = {path};
    char *strict[] = {texts("Ia"), texts("II")};
    eco_dataset_spec spec = spec_of(ECO_KIND_PROHIBITIONS, "q", files, 1);

    (void)state;
    assert_true(scratch_write(
        "data/q.geojson",
        FEATURES(ROW("\"IUCN_CAT\":\"II\"") "," ROW(
            "\"IUCN_CAT\":\"III\"") "," ROW("\"IUCN_CAT\":null"))));
    snprintf(path, sizeof path, "%s", scratch("data/q.geojson"));
    spec.activity = texts("MIN,FOR");
    spec.category_column = texts("IUCN_CAT");
    spec.strict = strict;
    spec.nstrict = 2;
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    says("SELECT group_concat(coalesce(category, '-') || strict || "
         "coalesce(year_first, '-') || coalesce(domain, '-'), '; ') "
         "FROM evidence WHERE dataset = 'q'",
         "II1--; III0--; -0--");
}

static void rasters_go_in_by_reference(void **state)
{
    char path[512], *files[] = {path};
    eco_band_source band = {.band = 1, .files = files, .nfiles = 1};
    eco_legend_entry legend[] = {
        {1, 9, texts("forest"), texts("forest"), NULL, NULL},
        {10, 10, texts("water"), NULL, NULL, NULL}};
    eco_dataset_spec spec = spec_of(ECO_KIND_CLASS, "r", files, 1);

    (void)state;
    assert_true(scratch_write("data/r.asc",
                              "ncols 2\nnrows 3\nxllcorner -52\n"
                              "yllcorner 2\ncellsize 0.5\n1 2\n3 4\n5 6\n"));
    assert_true(scratch_write(
        "data/r.prj", "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID["
                      "\"WGS_1984\",6378137.0,298.257223563]],PRIMEM["
                      "\"Greenwich\",0.0],UNIT[\"Degree\","
                      "0.0174532925199433]]"));
    snprintf(path, sizeof path, "%s", scratch("data/r.asc"));
    spec.bands = &band;
    spec.nbands = 1;
    spec.legend = legend;
    spec.nlegend = 2;
    spec.year = 2015;
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    says("SELECT file || ' ' || ncols || 'x' || nrows || ' ' || cell FROM "
         "raster_tile",
         "r.asc 2x3 0.5 x 0.5 degrees");
    says("SELECT round(ST_Area(geom), 9) || ' ' || ST_SRID(geom) FROM "
         "raster_tile",
         "1.5 4326");
    says("SELECT group_concat(label || coalesce(role, '-') || low || high) "
         "FROM class",
         "forestforest1.09.0,water-10.010.0");
    says("SELECT nfiles || ' ' || year_first || ' ' || crs FROM dataset WHERE "
         "id = 'r'",
         "2 2015 EPSG:4326"); /* the .prj counts */
}

static void failures_name_the_file(void **state)
{
    char path[512], *files[] = {path};
    eco_band_source band = {.band = 1, .files = files, .nfiles = 1};
    eco_dataset_spec spec = spec_of(ECO_KIND_CLASS, "f", files, 1);

    (void)state;
    assert_true(scratch_write("data/f.asc",
                              "ncols 1\nnrows 1\nxllcorner 0\nyllcorner 0\n"
                              "cellsize 1\n1\n"));
    snprintf(path, sizeof path, "%s", scratch("data/f.asc"));
    spec.bands = &band;
    spec.nbands = 1;
    assert_int_equal(ingest(&spec), ECO_USAGE);
    assert_non_null(strstr(eco_ctx_message(ctx), "f.asc"));
    assert_non_null(strstr(eco_ctx_message(ctx), "coordinate reference"));
    spec = spec_of(ECO_KIND_ZONES, "g", files, 1);
    spec.set = texts("g");
    snprintf(path, sizeof path, "%s", scratch("data/g.geojson"));
    assert_int_equal(ingest(&spec), ECO_NOTFOUND);
    assert_non_null(strstr(eco_ctx_message(ctx), "g.geojson"));
}

/* A shapefile's checksum is that of all its parts. */
static void shapefiles_count_with_their_parts(void **state)
{
    const char *data = getenv("ECOCRIME_DATA"), *source = getenv("ECO_SOURCE");
    char path[512], *files[] = {path};
    eco_dataset_spec spec = spec_of(ECO_KIND_ZONES, "ti", files, 1);

    (void)state;
    snprintf(path, sizeof path, "%s%s/units/amapa/tis_poligonais_funai.shp",
             data     ? data
             : source ? source
                      : ".",
             data ? "" : "/../shared/data");
    if (access(path, R_OK) != 0)
        skip();
    spec.key = texts("terrai_cod");
    spec.name = texts("terrai_nom");
    spec.set = texts("ti");
    if (ingest(&spec))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_int_equal(number("SELECT nfiles FROM dataset WHERE id = 'ti'"), 4);
    assert_int_equal(number("SELECT count(*) FROM zone WHERE zone_set = 'ti'"),
                     5);
    assert_int_equal(number("SELECT count(*) FROM zone WHERE name LIKE "
                            "'Wai\xc3\xa3pi%' AND key = '49401'"),
                     1);
    /* 6290.36478 ha by GDAL in an equal-area projection, edges split at a
     * thousandth of a degree. FUNAI's own column, 6689.2, is the legal area. */
    assert_int_equal(number("SELECT count(*) FROM zone WHERE key = '13301' AND "
                            "abs(area_m2 / 62903647.83 - 1) < 1e-8"),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zones_are_written),
        cmocka_unit_test(checksums_can_be_repeated),
        cmocka_unit_test(incidents_keep_their_rows),
        cmocka_unit_test(evidence_has_a_year),
        cmocka_unit_test(permits_have_phases),
        cmocka_unit_test(prohibitions_have_categories),
        cmocka_unit_test(rasters_go_in_by_reference),
        cmocka_unit_test(failures_name_the_file),
        cmocka_unit_test(shapefiles_count_with_their_parts),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
