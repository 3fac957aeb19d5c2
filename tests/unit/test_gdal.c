/* What GDAL may open, and how it reports. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "eco_vector.h"
#include "eco_zip.h"
#include "scratch.h"

#include <cpl_http.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    setenv("GDAL_DATA", "/nowhere", 1);
    setenv("CPL_DEBUG", "ON", 1);
    setenv("PROJ_NETWORK", "ON", 1);
    setenv("AWS_SECRET_ACCESS_KEY", "x", 1);
    setenv("HARMLESS", "kept", 1);
    return eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void message_has(const char *words)
{
    if (!strstr(eco_ctx_message(ctx), words))
        fail_msg("'%s' is not in '%s'", words, eco_ctx_message(ctx));
}

static void environment_is_scrubbed(void **state)
{
    (void)state;
    assert_null(getenv("GDAL_DATA"));
    assert_null(getenv("CPL_DEBUG"));
    assert_null(getenv("PROJ_NETWORK"));
    assert_null(getenv("AWS_SECRET_ACCESS_KEY"));
    assert_string_equal(getenv("GDAL_CONFIG_FILE"), "/dev/null");
    assert_string_equal(getenv("HARMLESS"), "kept");
}

static void only_listed_drivers_are_left(void **state)
{
    static const char *const gone[] = {"VRT", "HTTP", "WMS",   "WCS", "OGR_VRT",
                                       "GML", "WFS",  "PDF",   "PG",  "SQLite",
                                       "OSM", "MVT",  "netCDF"};
    static const char *const kept[] = {"GTiff", "GeoJSON", "ESRI Shapefile",
                                       "GPKG",  "CSV",     "FlatGeobuf",
                                       "COG",   "AAIGrid", "MEM"};

    (void)state;
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++)
        assert_null(GDALGetDriverByName(gone[i]));
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_non_null(GDALGetDriverByName(kept[i]));
    assert_int_equal(eco_gdal_init(ctx), ECO_OK); /* again: nothing happens */
}

/* A TIFF can name such a path itself, so the doors must be shut, not hidden. */
static void nothing_leaves_the_machine(void **state)
{
    CPLHTTPResult *r = CPLHTTPFetch("http://127.0.0.1:9/x", NULL);

    (void)state;
    assert_non_null(r);
    assert_int_not_equal(r->nStatus, 0);
    assert_null(r->pabyData);
    CPLHTTPDestroyResult(r);
    assert_null(VSIFOpenL("/vsicurl/http://127.0.0.1:9/x", "rb"));
    assert_null(VSIFOpenL("/vsis3/bucket/x", "rb"));
    assert_null(VSIFOpenL("/vsigzip//etc/hostname.gz", "rb"));
}

static void paths_are_files(void **state)
{
    static const struct {
        const char *path;
        eco_status st;
        const char *words;
    } cases[] = {
        {"", ECO_USAGE, "is empty"},
        {"/vsicurl/http://x/y.tif", ECO_USAGE, "virtual path"},
        {"/vsimem/x", ECO_USAGE, "virtual path"},
        {"http://x/y.tif", ECO_USAGE, "URL"},
        {"PG:dbname=x", ECO_USAGE, "connection string"},
        {"MEM:::DATAPOINTER=1", ECO_USAGE, "connection string"},
        {"GTIFF_DIR:1:x.tif", ECO_USAGE, "connection string"},
        {"<VRTDataset/>", ECO_USAGE, "inline"},
        {"{\"type\":1}", ECO_USAGE, "inline"},
        {"a\nb.tif", ECO_USAGE, "control character"},
        {"nothing/here.tif", ECO_NOTFOUND, "nothing/here.tif"},
        {"/dev/null", ECO_USAGE, "regular file"},
        {"/tmp", ECO_USAGE, "folder"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *out = NULL;

        assert_int_equal(eco_gdal_path(ctx, cases[i].path, &out), cases[i].st);
        assert_null(out);
        message_has(cases[i].words);
    }
}

static void a_colon_may_stand_in_a_file_name(void **state)
{
    char *out = NULL;

    (void)state;
    assert_true(scratch_write("a:b.csv", "x\n1\n"));
    assert_int_equal(eco_gdal_path(ctx, scratch("a:b.csv"), &out), ECO_OK);
    assert_string_equal(out, scratch("a:b.csv"));
    eco_mem_free(out);
}

static void zip(const char *name, const char *member)
{
    assert_int_equal(eco_zip_write(ctx, scratch(name), member, "x,y\n1,2\n", 8),
                     ECO_OK);
}

static void archives_open_by_their_only_source(void **state)
{
    char *out = NULL;
    eco_str want = {0};

    (void)state;
    zip("one.zip", "in/a.csv");
    assert_int_equal(eco_gdal_path(ctx, scratch("one.zip"), &out), ECO_OK);
    eco_str_printf(&want, "/vsizip/%s/in/a.csv", scratch("one.zip"));
    assert_string_equal(out, eco_str_text(&want));
    eco_mem_free(out);
    assert_int_equal(eco_gdal_path(ctx, scratch("one.zip/in/a.csv"), &out),
                     ECO_OK);
    assert_string_equal(out, eco_str_text(&want));
    eco_mem_free(out);
    eco_str_clear(&want);
    assert_int_equal(eco_gdal_path(ctx, scratch("one.zip/in/b.csv"), &out),
                     ECO_NOTFOUND);
    message_has("in/b.csv");
    zip("none.zip", "readme.txt");
    assert_int_equal(eco_gdal_path(ctx, scratch("none.zip"), &out), ECO_FORMAT);
    assert_true(scratch_write("text.zip", "no archive"));
    assert_int_equal(eco_gdal_path(ctx, scratch("text.zip"), &out), ECO_FORMAT);
    zip("pack.zip", "a.gpkg");
    assert_int_equal(eco_gdal_path(ctx, scratch("pack.zip"), &out), ECO_USAGE);
    message_has("unpack");
}

static void archives_may_not_reach_out(void **state)
{
    char *out = NULL;

    (void)state;
    zip("up.zip", "../../a.csv");
    assert_int_equal(eco_gdal_path(ctx, scratch("up.zip"), &out), ECO_FORMAT);
    message_has("outside its own folder");
}

static void a_vrt_is_no_raster(void **state)
{
    eco_raster *r = NULL;

    (void)state;
    assert_true(scratch_write(
        "x.tif", "<VRTDataset rasterXSize=\"1\" rasterYSize=\"1\"/>"));
    assert_int_equal(eco_raster_open(ctx, scratch("x.tif"), &r), ECO_FORMAT);
    assert_null(r);
    message_has("x.tif");
}

static void database(const char *script)
{
    sqlite3 *db = NULL;

    assert_int_equal(sqlite3_open(scratch("x.gpkg"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, script, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* A table over VirtualText once printed /etc/passwd through a GeoPackage. */
static void a_geopackage_may_not_read_other_files(void **state)
{
    eco_vector *v = NULL;

    (void)state;
    database("CREATE TABLE a (b);"
             "CREATE VIRTUAL TABLE i USING rtree(id, x0, x1);");
    assert_int_equal(eco_vector_open(ctx, scratch("x.gpkg"), NULL, NULL, &v),
                     ECO_FORMAT);
    assert_null(strstr(eco_ctx_message(ctx), "reads other files"));
    database("PRAGMA writable_schema = 1;"
             "INSERT INTO sqlite_master VALUES ('table', 'evil', 'evil', 0,"
             " 'CREATE VIRTUAL TABLE evil USING"
             " \"VirtualText\"(''/etc/passwd'', ''UTF-8'')');");
    assert_int_equal(eco_vector_open(ctx, scratch("x.gpkg"), NULL, NULL, &v),
                     ECO_FORMAT);
    message_has("'evil' reads other files");
    assert_null(v);
}

static void errors_are_collected(void **state)
{
    (void)state;
    eco_gdal_errors_begin(ctx);
    CPLError(CE_Warning, CPLE_AppDefined, "only a warning");
    assert_false(eco_gdal_errors_seen());
    assert_int_equal(eco_gdal_errors_end(ctx, ECO_OK), ECO_OK);
    eco_gdal_errors_begin(ctx);
    CPLError(CE_Failure, CPLE_AppDefined, "first\nof two");
    CPLError(CE_Failure, CPLE_AppDefined, "second");
    assert_true(eco_gdal_errors_seen());
    assert_int_equal(eco_gdal_errors_end(ctx, ECO_OK), ECO_IO);
    assert_string_equal(eco_ctx_message(ctx), "first of two");
    eco_gdal_errors_begin(ctx);
    CPLError(CE_Failure, CPLE_AppDefined, "why");
    assert_int_equal(
        eco_gdal_errors_end(ctx, eco_fail(ctx, ECO_FORMAT, "what")),
        ECO_FORMAT);
    assert_string_equal(eco_ctx_message(ctx), "what; why");
}

static void versions_are_named(void **state)
{
    (void)state;
    assert_non_null(strstr(eco_gdal_versions(), "GDAL "));
    assert_non_null(strstr(eco_gdal_versions(), ", PROJ "));
    assert_non_null(strstr(eco_gdal_versions(), ", GEOS "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(environment_is_scrubbed),
        cmocka_unit_test(only_listed_drivers_are_left),
        cmocka_unit_test(nothing_leaves_the_machine),
        cmocka_unit_test(paths_are_files),
        cmocka_unit_test(a_colon_may_stand_in_a_file_name),
        cmocka_unit_test(archives_open_by_their_only_source),
        cmocka_unit_test(archives_may_not_reach_out),
        cmocka_unit_test(a_vrt_is_no_raster),
        cmocka_unit_test(a_geopackage_may_not_read_other_files),
        cmocka_unit_test(errors_are_collected),
        cmocka_unit_test(versions_are_named),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
