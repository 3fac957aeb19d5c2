/* Our own decoders against GDAL: every block of every kind of TIFF, byte for
 * byte, and damaged ones. */
#include "eco_blocks.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "scratch.h"

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { COLS = 150, ROWS = 130 };

static eco_ctx *ctx;
static int logged; /* files that were read through GDAL */

static void count_log(void *user, eco_level level, const char *text)
{
    (void)user;
    (void)level;
    logged += strstr(text, "read through GDAL") != NULL;
}

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx) || !scratch_make() || eco_gdal_init(ctx))
        return 1;
    eco_ctx_set_log(ctx, count_log, NULL, ECO_LOG_DEBUG);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return eco_mem_live() ? 1 : 0;
}

/* Noise over stretches of one value, the lower right left empty. */
static double cell(int col, int row)
{
    unsigned h = (unsigned)col * 2654435761u ^ (unsigned)row * 40503u;

    if (col / 37 % 2)
        return row / 11 % 5;
    return (h >> 7) % 101;
}

static const char *make(GDALDataType type, int bands, const char *options)
{
    char **list = CSLTokenizeString2(options, " ", 0);
    const char *path = scratch("x.tif");
    double gt[6] = {10, 0.001, 0, 20, 0, -0.001}, row[COLS];
    GDALDatasetH ds;

    remove(path);
    ds = GDALCreate(GDALGetDriverByName("GTiff"), path, COLS, ROWS, bands, type,
                    list);
    CSLDestroy(list);
    assert_non_null(ds);
    GDALSetGeoTransform(ds, gt);
    for (int b = 1; b <= bands; b++)
        for (int y = 0; y < (strstr(options, "SPARSE") ? 60 : ROWS); y++) {
            for (int x = 0; x < COLS; x++)
                row[x] = cell(x, y + b);
            assert_int_equal(GDALRasterIO(GDALGetRasterBand(ds, b), GF_Write, 0,
                                          y, COLS, 1, row, COLS, 1, GDT_Float64,
                                          0, 0),
                             CE_None);
        }
    GDALClose(ds);
    return path;
}

/* Cells of a block within the raster; a constant one is spread out. */
static void compare(const unsigned char *own, const unsigned char *gdal,
                    bool constant, const int size[2], const int at[2],
                    size_t bytes)
{
    for (int y = 0; y < size[1] && at[1] * size[1] + y < ROWS; y++)
        for (int x = 0; x < size[0] && at[0] * size[0] + x < COLS; x++) {
            size_t k = (size_t)(y * size[0] + x) * bytes;

            assert_memory_equal(own + (constant ? 0 : k), gdal + k, bytes);
        }
}

static void same_blocks(const char *path, int band)
{
    eco_raster *own = NULL, *gdal = NULL;
    unsigned char *a, *b;
    eco_sample sample;
    bool has, constant, ignored;
    double nodata;
    int size[2], at[2];
    size_t bytes, n;

    assert_int_equal(eco_raster_open(ctx, path, &own), ECO_OK);
    assert_int_equal(eco_raster_open(ctx, path, &gdal), ECO_OK);
    eco_raster_decode(gdal, true);
    assert_int_equal(eco_raster_block_size(ctx, own, band, &size[0], &size[1]),
                     ECO_OK);
    assert_int_equal(eco_raster_band(ctx, own, band, &sample, &has, &nodata),
                     ECO_OK);
    bytes = eco_sample_size(sample);
    n = (size_t)size[0] * (size_t)size[1] * bytes;
    a = calloc(n + ECO_BLOCK_SLACK, 1);
    b = calloc(n + ECO_BLOCK_SLACK, 1);
    for (at[1] = 0; at[1] <= (ROWS - 1) / size[1]; at[1]++)
        for (at[0] = 0; at[0] <= (COLS - 1) / size[0]; at[0]++) {
            assert_int_equal(
                eco_raster_read_block(ctx, own, band, at, a, &constant),
                ECO_OK);
            assert_int_equal(
                eco_raster_read_block(ctx, gdal, band, at, b, &ignored),
                ECO_OK);
            assert_false(ignored);
            compare(a, b, constant, size, at, bytes);
        }
    free(a);
    free(b);
    eco_raster_close(own);
    eco_raster_close(gdal);
}

static const GDALDataType types[] = {GDT_Byte,   GDT_UInt16, GDT_Int16,
                                     GDT_UInt32, GDT_Int32,  GDT_Float32,
                                     GDT_Float64};

static void test_plain(void **unused)
{
    static const char *const layouts[] = {
        "BLOCKYSIZE=1",
        "BLOCKYSIZE=7",
        "BLOCKYSIZE=130",
        "TILED=YES BLOCKXSIZE=32 BLOCKYSIZE=48",
        "TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=64 BIGTIFF=YES",
        "BLOCKYSIZE=3 ENDIANNESS=BIG",
        "TILED=YES BLOCKXSIZE=64 BLOCKYSIZE=64 SPARSE_OK=TRUE",
    };
    static const char *const codecs[] = {
        "COMPRESS=NONE", "COMPRESS=LZW", "COMPRESS=DEFLATE",
        "COMPRESS=LZW PREDICTOR=2", "COMPRESS=DEFLATE PREDICTOR=2"};
    char options[200];

    (void)unused;
    logged = 0;
    for (size_t t = 0; t < sizeof types / sizeof *types; t++)
        for (size_t l = 0; l < sizeof layouts / sizeof *layouts; l++)
            for (size_t c = 0; c < sizeof codecs / sizeof *codecs; c++) {
                bool whole = types[t] != GDT_Float32 && types[t] != GDT_Float64;

                if (c >= 3 && !whole)
                    continue; /* PREDICTOR=2 is for whole numbers */
                snprintf(options, sizeof options, "%s %s", layouts[l],
                         codecs[c]);
                same_blocks(make(types[t], 1, options), 1);
            }
    if (eco_blocks_deflate())
        assert_int_equal(logged, 7); /* the strip of all rows: one per type,
                                        without compression it is one block */
}

static void test_left_to_gdal(void **unused)
{
    static const char *const others[] = {
        "COMPRESS=PACKBITS", "COMPRESS=LZW NBITS=7", "COMPRESS=ZSTD",
        "COMPRESS=LZW INTERLEAVE=PIXEL", "COMPRESS=JPEG"};

    (void)unused;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        logged = 0;
        same_blocks(make(GDT_Byte, i == 3 ? 3 : 1, others[i]), 1);
        if (i != 1) /* NBITS is not even asked about */
            assert_int_equal(logged, 1);
    }
    same_blocks(make(GDT_Float32, 1, "COMPRESS=DEFLATE PREDICTOR=3"), 1);
    same_blocks(make(GDT_Byte, 3, "COMPRESS=LZW INTERLEAVE=BAND BLOCKYSIZE=5"),
                2);
    same_blocks(make(GDT_Byte, 3,
                     "COMPRESS=DEFLATE INTERLEAVE=BAND TILED=YES "
                     "BLOCKXSIZE=64 BLOCKYSIZE=64"),
                3);
}

/* Bytes of a file changed or cut off: an answer or a refusal, never a crash,
 * and where both read it, the same samples. */
static void test_damage(void **unused)
{
    static unsigned char bytes[1 << 20];
    const char *path = make(GDT_Byte, 1, "COMPRESS=LZW BLOCKYSIZE=2");
    unsigned seed = 5;
    size_t n;
    FILE *f = fopen(path, "rb");

    (void)unused;
    n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    for (int round = 0; round < 300; round++) {
        unsigned char *copy = malloc(n), block[COLS * ROWS + ECO_BLOCK_SLACK];
        const char *to = scratch("damaged.tif");
        eco_raster *r = NULL;
        size_t m = n;
        bool constant;

        memcpy(copy, bytes, n);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 3) % (round % 2 ? 600 : n)] ^=
                (unsigned char)seed | 1;
        }
        if (round % 5 == 0)
            m = n - (seed >> 9) % n;
        f = fopen(to, "wb");
        assert_int_equal(fwrite(copy, 1, m, f), m);
        fclose(f);
        free(copy);
        if (eco_raster_open(ctx, to, &r))
            continue;
        if (eco_raster_info_get(r)->block_cols == COLS &&
            eco_raster_info_get(r)->block_rows <= ROWS)
            for (int y = 0; y < 65; y++)
                (void)!eco_raster_read_block(ctx, r, 1, (const int[2]){0, y},
                                             block, &constant);
        eco_raster_close(r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_left_to_gdal),
        cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
