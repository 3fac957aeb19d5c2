/* Rasters of every kind, good and bad, made by GDAL and opened by us. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "eco_wkb.h"
#include "scratch.h"

#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { COLS = 40, ROWS = 30 };

static eco_ctx *ctx;
static const double north_up[6] = {-52, 0.01, 0, 3, 0, -0.01};

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx);
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return eco_mem_live() ? 1 : 0;
}

static void message_has(const char *words)
{
    if (!strstr(eco_ctx_message(ctx), words))
        fail_msg("'%s' is not in '%s'", words, eco_ctx_message(ctx));
}

/* A GeoTIFF whose cell (col, row) holds row * COLS + col. */
static GDALDatasetH make(const char *name, GDALDataType type, const double *gt,
                         int epsg, const char *option)
{
    const char *const options[] = {option, NULL};
    GDALDatasetH ds =
        GDALCreate(GDALGetDriverByName("GTiff"), scratch(name), COLS, ROWS, 1,
                   type, (char **)(uintptr_t)(option ? options : NULL));
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    double row[COLS];

    assert_non_null(ds);
    if (gt)
        GDALSetGeoTransform(ds, (double *)(uintptr_t)gt);
    if (epsg) {
        OSRImportFromEPSG(srs, epsg);
        GDALSetSpatialRef(ds, srs);
    }
    OSRDestroySpatialReference(srs);
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLS; c++)
            row[c] = r * COLS + c;
        if (GDALRasterIO(GDALGetRasterBand(ds, 1), GF_Write, 0, r, COLS, 1, row,
                         COLS, 1, GDT_Float64, 0, 0) != CE_None)
            fail();
    }
    return ds;
}

static eco_raster *open_raster(const char *name)
{
    eco_raster *r = NULL;

    if (eco_raster_open(ctx, scratch(name), &r))
        fail_msg("%s", eco_ctx_message(ctx));
    return r;
}

static void refused(const char *name, eco_status st, const char *words)
{
    eco_raster *r = NULL;

    assert_int_equal(eco_raster_open(ctx, scratch(name), &r), st);
    assert_null(r);
    message_has(name);
    message_has(words);
}

static void types_are_narrow_where_they_can_be(void **state)
{
    static const struct {
        GDALDataType type;
        eco_sample sample;
        bool integer;
    } cases[] = {
        {GDT_Byte, ECO_SAMPLE_U8, true},
        {GDT_UInt16, ECO_SAMPLE_U16, true},
        {GDT_Int16, ECO_SAMPLE_I16, true},
        {GDT_Int32, ECO_SAMPLE_I32, true},
        {GDT_UInt32, ECO_SAMPLE_F64, true},
        {GDT_Float32, ECO_SAMPLE_F64, false},
        {GDT_Float64, ECO_SAMPLE_F64, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eco_raster *r;

        GDALClose(make("t.tif", cases[i].type, north_up, 4326, NULL));
        r = open_raster("t.tif");
        assert_int_equal(eco_raster_info_get(r)->sample, cases[i].sample);
        assert_int_equal(eco_raster_info_get(r)->integer, cases[i].integer);
        eco_raster_close(r);
    }
}

static void a_window_is_what_was_written(void **state)
{
    const int window[4] = {3, 4, 5, 6};
    int32_t got[6][8];
    eco_sample sample;
    bool has;
    double nodata;
    eco_raster *r;

    (void)state;
    GDALClose(make("w.tif", GDT_Int32, north_up, 4326, "TILED=YES"));
    r = open_raster("w.tif");
    memset(got, 0, sizeof got);
    assert_int_equal(eco_raster_read(ctx, r, 1, window, got, 8), ECO_OK);
    for (int y = 0; y < 6; y++)
        for (int x = 0; x < 8; x++)
            assert_int_equal(got[y][x], x < 5 ? (y + 4) * COLS + x + 3 : 0);
    assert_int_equal(eco_raster_band(ctx, r, 1, &sample, &has, &nodata),
                     ECO_OK);
    assert_false(has);
    assert_int_equal(eco_raster_band(ctx, r, 2, &sample, &has, &nodata),
                     ECO_NOTFOUND);
    message_has("no band 2");
    assert_int_equal(eco_raster_read(ctx, r, 0, window, got, 8), ECO_NOTFOUND);
    eco_raster_close(r);
}

static void real_values_are_scaled(void **state)
{
    const int window[4] = {0, 0, COLS, 1};
    double got[COLS], nodata;
    eco_sample sample;
    bool has;
    eco_raster *r;
    GDALDatasetH ds = make("s.tif", GDT_Int16, north_up, 4326, NULL);

    (void)state;
    GDALSetRasterScale(GDALGetRasterBand(ds, 1), 0.1);
    GDALSetRasterOffset(GDALGetRasterBand(ds, 1), -1);
    GDALSetRasterNoDataValue(GDALGetRasterBand(ds, 1), 7);
    GDALClose(ds);
    r = open_raster("s.tif");
    assert_int_equal(eco_raster_band(ctx, r, 1, &sample, &has, &nodata),
                     ECO_OK);
    assert_int_equal(sample, ECO_SAMPLE_F64);
    assert_true(has);
    assert_int_equal(eco_raster_read(ctx, r, 1, window, got, COLS), ECO_OK);
    for (int c = 0; c < COLS; c++)
        assert_true(fabs(got[c] - (0.1 * c - 1)) < 1e-12);
    assert_true(got[7] >= nodata && got[7] <= nodata); /* bit for bit */
    eco_raster_close(r);
}

/* "-3.4e+38" in the file is the Float32 next to it in the cells. */
static void nodata_is_compared_as_stored(void **state)
{
    const int window[4] = {0, 0, 1, 1};
    double got, nodata, lowest = -3.4028234663852886e+38;
    eco_sample sample;
    bool has;
    eco_raster *r;
    GDALDatasetH ds = make("n.tif", GDT_Float32, north_up, 4326, NULL);

    (void)state;
    GDALSetRasterNoDataValue(GDALGetRasterBand(ds, 1), lowest);
    if (GDALRasterIO(GDALGetRasterBand(ds, 1), GF_Write, 0, 0, 1, 1, &lowest, 1,
                     1, GDT_Float64, 0, 0) != CE_None)
        fail();
    GDALClose(ds);
    r = open_raster("n.tif");
    assert_int_equal(eco_raster_band(ctx, r, 1, &sample, &has, &nodata),
                     ECO_OK);
    assert_int_equal(eco_raster_read(ctx, r, 1, window, &got, 1), ECO_OK);
    assert_true(has && got >= nodata && got <= nodata);
    eco_raster_close(r);
}

static void a_raster_needs_a_place(void **state)
{
    const double nothing[6] = {0, 0, 0, 0, 0, 0};
    eco_raster *r;

    (void)state;
    GDALClose(make("p.tif", GDT_Byte, NULL, 4326, NULL));
    refused("p.tif", ECO_FORMAT, "geotransform");
    GDALClose(make("q.tif", GDT_Byte, nothing, 4326, NULL));
    refused("q.tif", ECO_FORMAT, "geotransform");
    GDALClose(make("c.tif", GDT_Byte, north_up, 0, NULL));
    r = open_raster("c.tif");
    assert_null(eco_raster_crs(r));
    eco_raster_close(r);
}

static void grids_may_lie_any_way(void **state)
{
    const double south_up[6] = {-52, 0.01, 0, 2.7, 0, 0.01};
    const double turned[6] = {-52, 0.008, 0.006, 3, 0.006, -0.008};
    eco_raster *r;

    (void)state;
    GDALClose(make("u.tif", GDT_Byte, south_up, 4326, NULL));
    r = open_raster("u.tif");
    assert_true(eco_raster_info_get(r)->grid.gt[5] > 0);
    eco_raster_close(r);
    GDALClose(make("r.tif", GDT_Byte, turned, 4326, NULL));
    r = open_raster("r.tif");
    assert_false(eco_grid_north_up(&eco_raster_info_get(r)->grid));
    eco_raster_close(r);
}

static void a_cut_file_is_an_error_when_read(void **state)
{
    const int window[4] = {0, 0, COLS, ROWS};
    unsigned char got[COLS * ROWS];
    eco_raster *r;

    (void)state;
    GDALClose(make("x.tif", GDT_Byte, north_up, 4326, "COMPRESS=DEFLATE"));
    /* The directory stands in front, the cells behind. */
    assert_int_equal(truncate(scratch("x.tif"), 520), 0);
    r = open_raster("x.tif");
    assert_int_equal(eco_raster_read(ctx, r, 1, window, got, COLS), ECO_IO);
    message_has("x.tif");
    message_has("cut short");
    eco_raster_close(r);
}

/* 33 kB on disk, one block of 400 MB in memory. */
static void huge_blocks_are_refused(void **state)
{
    const char *const options[] = {"TILED=YES",        "BLOCKXSIZE=20000",
                                   "BLOCKYSIZE=20000", "SPARSE_OK=TRUE",
                                   "COMPRESS=DEFLATE", NULL};
    GDALDatasetH ds;

    (void)state;
    ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch("h.tif"), 20000,
                    20000, 1, GDT_Byte, (char **)(uintptr_t)options);
    assert_non_null(ds);
    GDALSetGeoTransform(ds, (double *)(uintptr_t)north_up);
    GDALClose(ds);
    refused("h.tif", ECO_FORMAT, "blocks of 20000 x 20000");
}

static void texts_and_missing_files_are_refused(void **state)
{
    (void)state;
    assert_true(scratch_write("text.tif", "not a raster\n"));
    refused("text.tif", ECO_FORMAT, "not a raster");
    assert_true(scratch_write("empty.tif", ""));
    refused("empty.tif", ECO_FORMAT, "empty");
    refused("missing.tif", ECO_NOTFOUND, "no such file");
}

/* An .asc and its .prj; an .ovr or .aux.xml beside it stays unread. */
static void known_sidecars_are_read(void **state)
{
    eco_raster *r;
    eco_sample sample;
    bool has;
    double nodata;

    (void)state;
    assert_true(scratch_write("a.asc", "ncols 2\nnrows 2\nxllcorner 500000\n"
                                       "yllcorner 0\ncellsize 30\n"
                                       "NODATA_value -9\n1 2\n3 -9\n"));
    assert_true(scratch_write(
        "a.prj", "PROJCS[\"SIRGAS_2000_UTM_Zone_22N\",GEOGCS[\"GCS_SIRGAS_2000"
                 "\",DATUM[\"D_SIRGAS_2000\",SPHEROID[\"GRS_1980\",6378137.0,"
                 "298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
                 "0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
                 "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\""
                 "False_Northing\",0.0],PARAMETER[\"Central_Meridian\",-51.0],"
                 "PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\""
                 "Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]"));
    assert_true(scratch_write("a.asc.aux.xml",
                              "<PAMDataset><PAMRasterBand band=\"1\">"
                              "<NoDataValue>1</NoDataValue></PAMRasterBand>"
                              "</PAMDataset>"));
    r = open_raster("a.asc");
    assert_non_null(eco_raster_crs(r));
    assert_true(eco_crs_unit_m(eco_raster_crs(r)) > 0);
    assert_int_equal(eco_raster_band(ctx, r, 1, &sample, &has, &nodata),
                     ECO_OK);
    assert_true(has && nodata < -8);
    eco_raster_close(r);
}

static void the_footprint_is_the_rim(void **state)
{
    eco_polyset set = {0};
    unsigned char *wkb = NULL;
    double low = 1e9, high = -1e9;
    size_t n;
    eco_raster *r;

    (void)state;
    GDALClose(make("f.tif", GDT_Byte, north_up, 4326, NULL));
    r = open_raster("f.tif");
    assert_int_equal(eco_raster_footprint(ctx, &eco_raster_info_get(r)->grid,
                                          eco_raster_crs(r), &wkb, &n),
                     ECO_OK);
    assert_int_equal(eco_wkb_to_polyset(ctx, wkb, n, 0, &set), ECO_OK);
    for (size_t i = 0; i < set.npoints; i++) {
        low = fmin(low, set.points[i].x + set.points[i].y);
        high = fmax(high, set.points[i].x + set.points[i].y);
    }
    assert_true(fabs(low - (-52 + 2.7)) < 1e-9);
    assert_true(fabs(high - (-51.6 + 3)) < 1e-9);
    eco_polyset_clear(&set);
    eco_mem_free(wkb);
    eco_raster_close(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_narrow_where_they_can_be),
        cmocka_unit_test(a_window_is_what_was_written),
        cmocka_unit_test(real_values_are_scaled),
        cmocka_unit_test(nodata_is_compared_as_stored),
        cmocka_unit_test(a_raster_needs_a_place),
        cmocka_unit_test(grids_may_lie_any_way),
        cmocka_unit_test(a_cut_file_is_an_error_when_read),
        cmocka_unit_test(huge_blocks_are_refused),
        cmocka_unit_test(texts_and_missing_files_are_refused),
        cmocka_unit_test(known_sidecars_are_read),
        cmocka_unit_test(the_footprint_is_the_rim),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
