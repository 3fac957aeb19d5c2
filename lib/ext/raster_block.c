/* Rasters block by block, as they are stored: each is decoded once, straight
 * into the caller's memory, and GDAL's cache sees none of it. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster_gdal.h"

#include <cpl_string.h>
#include <string.h>

/* TIFF's word for the type; 0: not one that blocks.c knows. */
static unsigned tiff_format(GDALRasterBandH h, GDALDataType type)
{
    if (GDALGetMetadataItem(h, "PIXELTYPE", "IMAGE_STRUCTURE") ||
        GDALGetMetadataItem(h, "NBITS", "IMAGE_STRUCTURE"))
        return 0;
    if (GDALDataTypeIsFloating(type))
        return 3;
    return GDALDataTypeIsInteger(type) ? 1 + (GDALDataTypeIsSigned(type) != 0)
                                       : 0;
}

/* What GDAL fills absent blocks with: the nodata value, or zero. Only where
 * that is certain: whole numbers that the type holds. */
static bool fill_sample(GDALRasterBandH h, const struct band_blocks *b,
                        unsigned char out[16])
{
    int given = 0;
    double nodata;

    if (b->type == GDT_Int64 || b->type == GDT_UInt64)
        return false;
    nodata = GDALGetRasterNoDataValue(h, &given);
    if (!given)
        nodata = 0;
    if (GDALAdjustValueToDataType(b->type, nodata, NULL, NULL) < nodata ||
        GDALAdjustValueToDataType(b->type, nodata, NULL, NULL) > nodata ||
        !(nodata >= -2147483648.0 && nodata <= 4294967295.0))
        return false;
    memset(out, 0, 16);
    GDALCopyWords64(&nodata, GDT_Float64, 0, out, b->type, 0, 1);
    return true;
}

static eco_status open_own(eco_ctx *ctx, const eco_raster *r, int band,
                           struct band_blocks *b)
{
    GDALRasterBandH h = GDALGetRasterBand(r->ds, band);
    const char *why = NULL;
    unsigned char fill[16];
    eco_blocks_expect e = {.ncols = r->info.grid.ncols,
                           .nrows = r->info.grid.nrows,
                           .block_cols = b->cols,
                           .block_rows = b->rows,
                           .band = band,
                           .nbands = r->info.nbands,
                           .bits = (unsigned)GDALGetDataTypeSizeBits(b->type),
                           .format = tiff_format(h, b->type)};
    eco_status st;

    if (r->own_off || !e.format || strcmp(r->info.driver, "GTiff") != 0 ||
        strncmp(r->full, "/vsi", 4) == 0)
        return ECO_OK;
    if (fill_sample(h, b, fill))
        e.fill = fill;
    st = eco_blocks_open(ctx, r->full, &e, &b->own, &why);
    if (!st && !b->own)
        eco_log(ctx, ECO_LOG_DEBUG, "%s: read through GDAL: %s", r->path, why);
    return st;
}

void eco_raster_decode(eco_raster *r, bool through_gdal)
{
    r->own_off = through_gdal;
}

static eco_status describe(eco_ctx *ctx, eco_raster *r, int band,
                           struct band_blocks *b)
{
    GDALRasterBandH h = GDALGetRasterBand(r->ds, band);
    size_t size;

    GDALGetBlockSize(h, &b->cols, &b->rows);
    b->type = GDALGetRasterDataType(h);
    b->direct = b->type == eco_raster_gdal_type(eco_raster_gdal_sample(h)) &&
                !eco_raster_gdal_converts(h);
    size = (size_t)GDALGetDataTypeSizeBytes(b->type);
    if (!b->direct) {
        b->raw = eco_mem_array(
            (size_t)b->cols * (size_t)b->rows + ECO_BLOCK_SLACK, size);
        if (!b->raw)
            return eco_nomem(ctx);
    }
    b->known = true;
    return open_own(ctx, r, band, b);
}

static eco_status get(eco_ctx *ctx, eco_raster *r, int band,
                      struct band_blocks **out)
{
    if (band < 1 || band > r->info.nbands)
        return eco_fail(ctx, ECO_NOTFOUND, "'%s' has no band %d (it has %d)",
                        r->path, band, r->info.nbands);
    if (!r->bands) {
        r->bands = eco_mem_array((size_t)r->info.nbands, sizeof *r->bands);
        if (!r->bands)
            return eco_nomem(ctx);
    }
    *out = &r->bands[band - 1];
    return (*out)->known ? ECO_OK : describe(ctx, r, band, *out);
}

void eco_raster_blocks_clear(eco_raster *r)
{
    for (int i = 0; r->bands && i < r->info.nbands; i++) {
        eco_mem_free(r->bands[i].raw);
        eco_blocks_close(r->bands[i].own);
    }
    eco_mem_free(r->bands);
    r->bands = NULL;
}

eco_status eco_raster_block_size(eco_ctx *ctx, eco_raster *r, int band,
                                 int *cols, int *rows)
{
    struct band_blocks *b = NULL;
    eco_status st = get(ctx, r, band, &b);

    *cols = b ? b->cols : 0;
    *rows = b ? b->rows : 0;
    return st;
}

static eco_status damaged(eco_ctx *ctx, const eco_raster *r, int band,
                          const struct band_blocks *b, const int at[2])
{
    return eco_fail(ctx, ECO_IO,
                    "'%s' is damaged or cut short: cells %d,%d to %d,%d of "
                    "band %d cannot be read",
                    r->path, at[0] * b->cols, at[1] * b->rows,
                    at[0] * b->cols + b->cols - 1,
                    at[1] * b->rows + b->rows - 1, band);
}

/* From the stored type to the one that is handed out; of a constant block, the
 * first. */
static void widen(GDALRasterBandH h, const struct band_blocks *b, bool constant,
                  void *out)
{
    GDALDataType to = eco_raster_gdal_type(eco_raster_gdal_sample(h));
    const int window[4] = {0, 0, constant ? 1 : b->cols,
                           constant ? 1 : b->rows};

    GDALCopyWords64(b->raw, b->type, GDALGetDataTypeSizeBytes(b->type), out, to,
                    GDALGetDataTypeSizeBytes(to),
                    (GPtrDiff_t)window[2] * window[3]);
    if (eco_raster_gdal_converts(h))
        eco_raster_gdal_convert(h, window, out, (size_t)b->cols);
}

eco_status eco_raster_read_block(eco_ctx *ctx, eco_raster *r, int band,
                                 const int at[2], void *out, bool *constant)
{
    struct band_blocks *b = NULL;
    eco_status st = get(ctx, r, band, &b);
    GDALRasterBandH h;

    *constant = false;
    if (st || !b)
        return st;
    h = GDALGetRasterBand(r->ds, band);
    if (!b->own ||
        !eco_blocks_read(b->own, at, b->direct ? out : b->raw, constant)) {
        *constant = false;
        eco_gdal_errors_begin(ctx);
        if (GDALReadBlock(h, at[0], at[1], b->direct ? out : b->raw) != CE_None)
            st = damaged(ctx, r, band, b, at);
        st = eco_gdal_errors_end(ctx, st);
    }
    if (!st && !b->direct)
        widen(h, b, *constant, out);
    return st;
}

bool eco_raster_masked(const eco_raster *r, int band)
{
    int flags;

    if (band < 1 || band > r->info.nbands)
        return false;
    flags = GDALGetMaskFlags(GDALGetRasterBand(r->ds, band));
    return (flags & (GMF_PER_DATASET | GMF_ALPHA)) != 0 &&
           !(flags & (GMF_ALL_VALID | GMF_NODATA));
}

eco_status eco_raster_read_block_mask(eco_ctx *ctx, eco_raster *r, int band,
                                      const int at[2], uint8_t *out)
{
    struct band_blocks *b = NULL;
    eco_status st = get(ctx, r, band, &b);
    int col, row, cols, rows;
    CPLErr error;

    if (st || !b)
        return st;
    col = at[0] * b->cols;
    row = at[1] * b->rows;
    cols =
        r->info.grid.ncols - col < b->cols ? r->info.grid.ncols - col : b->cols;
    rows =
        r->info.grid.nrows - row < b->rows ? r->info.grid.nrows - row : b->rows;
    eco_gdal_errors_begin(ctx);
    error = GDALRasterIO(GDALGetMaskBand(GDALGetRasterBand(r->ds, band)),
                         GF_Read, col, row, cols, rows, out, cols, rows,
                         GDT_Byte, 1, b->cols);
    if (error != CE_None)
        st = damaged(ctx, r, band, b, at);
    return eco_gdal_errors_end(ctx, st);
}
