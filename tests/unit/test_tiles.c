/* Lists of files: once each, in order, none too many, nothing leaked. */
#include "eco_grid.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_tile_index.h"
#include "scratch.h"

#include <gdal.h>
#include <ogr_srs_api.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

/* Two by two cells of 100 m; the first in the list is the westernmost. */
static bool make_raster(const char *name, double west)
{
    const double gt[6] = {west, 100, 0, 200200, 0, -100};
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(name), 2,
                                 2, 1, GDT_Byte, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    double copy[6];
    bool good;

    memcpy(copy, gt, sizeof copy);
    good = ds && GDALSetGeoTransform(ds, copy) == CE_None &&
           OSRImportFromEPSG(srs, 32622) == OGRERR_NONE &&
           GDALSetSpatialRef(ds, srs) == CE_None;
    OSRDestroySpatialReference(srs);
    GDALClose(ds);
    return good;
}

#define SOURCE(file, col)                                                      \
    "<SimpleSource><SourceFilename relativeToVRT=\"1\">" file                  \
    "</SourceFilename><SrcRect xOff=\"0\" yOff=\"0\" xSize=\"2\" ySize=\"2\"/" \
    "><DstRect xOff=\"" col "\" yOff=\"0\" xSize=\"2\" ySize=\"2\"/>"          \
    "</SimpleSource>"

static const char vrt_text[] =
    "<VRTDataset rasterXSize=\"4\" rasterYSize=\"2\"><SRS>EPSG:32622</SRS>"
    "<GeoTransform> 5.0e+05, 1.0e+02, 0, 200200, 0,-100</GeoTransform>"
    "<VRTRasterBand dataType=\"Byte\" band=\"1\">" SOURCE("a/2.tif", "2")
        SOURCE("a/1.tif", "0") "</VRTRasterBand></VRTDataset>";

static int setup(void **state)
{
    (void)state;
    GDALAllRegister();
    return eco_ctx_create(&ctx) || !scratch_make() || !scratch_folder("a") ||
           !make_raster("a/1.tif", 500000) || !make_raster("a/2.tif", 500200) ||
           !scratch_write("list.vrt", vrt_text) ||
           !scratch_write("list.json",
                          "{\"type\":\"FeatureCollection\",\"features\":["
                          "{\"id\":\"x\",\"assets\":{\"b\":{\"href\":"
                          "\"./a/2.tif\"}}},{\"id\":\"y\",\"assets\":{\"b\":{"
                          "\"href\":\"a/1.tif\"}}}]}") ||
           !scratch_write(
               "list.geojson",
               "{\"type\":\"FeatureCollection\",\"features\":["
               "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{"
               "\"location\":\"a/2.tif\"}},{\"type\":\"Feature\",\"geometry\":"
               "null,\"properties\":{\"location\":\"a/1.tif\"}}]}");
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

/* One short of memory gets a status, no crash, no leak. */
static void finds_both(const char *name)
{
    size_t before = eco_mem_live(), n;
    eco_status st = ECO_NOMEM;

    for (n = 0; st != ECO_OK; n++) {
        eco_tiles t = {0};

        eco_mem_fail_after(n);
        st = eco_tiles_find(ctx, scratch(name), "c", &t);
        if (!st)
            st = eco_tiles_sort(ctx, &t);
        eco_mem_fail_after(SIZE_MAX);
        if (st != ECO_OK && st != ECO_NOMEM)
            fail_msg("%s: %s", name, eco_ctx_message(ctx));
        if (!st) {
            assert_int_equal(t.n, 2);
            assert_string_equal(t.files[0], scratch("a/1.tif"));
            assert_string_equal(t.files[1], scratch("a/2.tif"));
        }
        eco_tiles_clear(&t);
        assert_int_equal(eco_mem_live(), before);
        assert_true(n < 2000);
    }
    assert_true(n > 3);
}

static void all_forms_are_one_list(void **state)
{
    (void)state;
    finds_both("a");
    finds_both("list.vrt");
    finds_both("list.json");
    finds_both("list.geojson");
}

static void a_file_counts_once(void **state)
{
    eco_tiles t = {0};

    (void)state;
    assert_int_equal(symlink("1.tif", scratch("a/other.tif")), 0);
    assert_int_equal(eco_tiles_add(ctx, &t, "zip/a.zip/b.tif"), ECO_OK);
    assert_int_equal(eco_tiles_add(ctx, &t, "zip/a.zip/b.tif"), ECO_OK);
    assert_int_equal(eco_tiles_find(ctx, scratch("list.vrt"), "c", &t), ECO_OK);
    assert_int_equal(eco_tiles_find(ctx, scratch("a"), "c", &t), ECO_OK);
    assert_int_equal(eco_tiles_sort(ctx, &t), ECO_OK);
    assert_int_equal(t.n, 3);
    assert_string_equal(t.files[0], scratch("a/1.tif"));
    assert_string_equal(t.files[1], scratch("a/2.tif"));
    assert_string_equal(t.files[2], "zip/a.zip/b.tif");
    eco_tiles_clear(&t);
    assert_int_equal(unlink(scratch("a/other.tif")), 0);
}

static void there_is_an_end_to_it(void **state)
{
    eco_tiles t = {0};

    (void)state;
    for (size_t i = 0; i < ECO_TILES_MAX; i++)
        assert_int_equal(eco_tiles_add(ctx, &t, "x"), ECO_OK);
    assert_int_equal(eco_tiles_add(ctx, &t, "y"), ECO_USAGE);
    assert_string_equal(eco_ctx_message(ctx),
                        "'y' is one file too many: a mosaic has at most 10000");
    assert_int_equal(eco_tiles_find(ctx, scratch("a"), "c", &t), ECO_USAGE);
    assert_int_equal(t.n, ECO_TILES_MAX);
    eco_tiles_clear(&t);
}

/* The slow way: cell by cell. */
static void rectangles_are_joined(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 300; round++) {
        bool grid[24][24] = {{false}};
        eco_rect r[9];
        int64_t want = 0, got = -1;
        size_t n = (size_t)round % 10;

        for (size_t i = 0; i < n; i++) {
            int64_t *v[] = {&r[i].col, &r[i].row, &r[i].ncols, &r[i].nrows};

            for (int k = 0; k < 4; k++) {
                seed = seed * 1664525 + 1013904223;
                *v[k] = (seed >> 20) % 12 + (k > 1);
            }
            for (int64_t y = 0; y < r[i].nrows; y++)
                for (int64_t x = 0; x < r[i].ncols; x++)
                    grid[r[i].row + y][r[i].col + x] = true;
        }
        for (int k = 0; k < 24 * 24; k++)
            want += grid[k / 24][k % 24];
        assert_int_equal(eco_rects_cells(r, n, &got), ECO_OK);
        assert_int_equal(got, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_forms_are_one_list),
        cmocka_unit_test(a_file_counts_once),
        cmocka_unit_test(there_is_an_end_to_it),
        cmocka_unit_test(rectangles_are_joined),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
