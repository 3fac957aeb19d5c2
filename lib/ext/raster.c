/* Rasters: opened with few drivers and few sidecars, read window by window. */
#include "eco_raster.h"

#include "eco_crs_osr.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster_gdal.h"
#include "eco_wkb.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <float.h>
#include <gdal.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

enum { BANDS_MAX = 256 };

/* One block is decoded at a time and whole: a 33 kB file can declare a block
 * of 1 GiB (RELIABILITY 2.3). */
#define BLOCK_BYTES_MAX (INT64_C(64) << 20)

size_t eco_sample_size(eco_sample s)
{
    switch (s) {
    case ECO_SAMPLE_U8:
        return 1;
    case ECO_SAMPLE_U16:
    case ECO_SAMPLE_I16:
        return 2;
    case ECO_SAMPLE_I32:
        return 4;
    case ECO_SAMPLE_F64:
        break;
    }
    return 8;
}

GDALDataType eco_raster_gdal_type(eco_sample s)
{
    switch (s) {
    case ECO_SAMPLE_U8:
        return GDT_Byte;
    case ECO_SAMPLE_U16:
        return GDT_UInt16;
    case ECO_SAMPLE_I16:
        return GDT_Int16;
    case ECO_SAMPLE_I32:
        return GDT_Int32;
    case ECO_SAMPLE_F64:
        break;
    }
    return GDT_Float64;
}

/* Before 3.7 signed bytes are a note on the side, and read as 0..255. */
static bool signed_byte(GDALRasterBandH band)
{
    const char *type =
        GDALGetMetadataItem(band, "PIXELTYPE", "IMAGE_STRUCTURE");

    return GDALGetRasterDataType(band) == GDT_Byte && type &&
           EQUAL(type, "SIGNEDBYTE");
}

static void scaling(GDALRasterBandH band, double *scale, double *offset)
{
    int given = 0;

    *scale = GDALGetRasterScale(band, &given);
    if (!given)
        *scale = 1;
    *offset = GDALGetRasterOffset(band, &given);
    if (!given)
        *offset = 0;
}

static bool is_scaled(GDALRasterBandH band)
{
    double scale, offset;

    scaling(band, &scale, &offset);
    return scale < 1 || scale > 1 || offset < 0 || offset > 0;
}

/* Samples as they are handed out: a scaled band is one of real numbers. */
eco_sample eco_raster_gdal_sample(GDALRasterBandH band)
{
    GDALDataType type = GDALGetRasterDataType(band);

    if (is_scaled(band))
        return ECO_SAMPLE_F64;
    if (type == GDT_Byte)
        return signed_byte(band) ? ECO_SAMPLE_I16 : ECO_SAMPLE_U8;
    if (type == GDT_UInt16)
        return ECO_SAMPLE_U16;
    if (type == GDT_Int16)
        return ECO_SAMPLE_I16;
#if GDAL_VERSION_NUM >= GDAL_COMPUTE_VERSION(3, 7, 0)
    if (type == GDT_Int8)
        return ECO_SAMPLE_I16;
#endif
    if (type == GDT_Int32)
        return ECO_SAMPLE_I32;
    return ECO_SAMPLE_F64;
}

/* A raster's neighbours that may speak for it: georeference and data files.
 * .ovr, .msk and .aux.xml stay unseen: they can name other files. */
static char **sidecars(const char *path)
{
    static const char *const extensions[] = {
        "tfw", "TFW", "tifw", "wld", "WLD", "pgw", "PGW",
        "jgw", "j2w", "J2W",  "prj", "PRJ", "ige",
    };
    char **names = CSLAddString(NULL, CPLGetFilename(path));

    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        const char *side = CPLResetExtension(path, extensions[i]);
        VSILFILE *file = VSIFOpenL(side, "rb");

        if (file) {
            names = CSLAddString(names, CPLGetFilename(side));
            VSIFCloseL(file);
        }
    }
    return names;
}

static eco_status check_sizes(eco_ctx *ctx, eco_raster *r)
{
    eco_raster_info *info = &r->info;
    GDALRasterBandH band;
    int64_t bytes;

    if (info->nbands < 1)
        return eco_fail(ctx, ECO_FORMAT, "'%s' holds no raster band", r->path);
    if (info->nbands > BANDS_MAX)
        return eco_fail(ctx, ECO_FORMAT, "'%s' has %d bands; at most %d",
                        r->path, info->nbands, BANDS_MAX);
    for (int i = 1; i <= info->nbands; i++) {
        int cols, rows;

        band = GDALGetRasterBand(r->ds, i);
        GDALGetBlockSize(band, &cols, &rows);
        bytes = (int64_t)GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band));
        if (cols < 1 || rows < 1 || bytes < 1 ||
            (int64_t)cols * rows > BLOCK_BYTES_MAX / bytes)
            return eco_fail(ctx, ECO_FORMAT,
                            "'%s' is stored in blocks of %d x %d cells, more "
                            "than %lld MiB each; rewrite it in tiles "
                            "(gdal_translate -co TILED=YES)",
                            r->path, cols, rows,
                            (long long)(BLOCK_BYTES_MAX >> 20));
        if (GDALDataTypeIsComplex(GDALGetRasterDataType(band)))
            return eco_fail(ctx, ECO_FORMAT,
                            "'%s' holds complex numbers, band %d", r->path, i);
    }
    return ECO_OK;
}

static eco_status read_grid(eco_ctx *ctx, eco_raster *r)
{
    eco_grid *g = &r->info.grid;

    g->ncols = GDALGetRasterXSize(r->ds);
    g->nrows = GDALGetRasterYSize(r->ds);
    if (GDALGetGeoTransform(r->ds, g->gt) != CE_None)
        return eco_fail(ctx, ECO_FORMAT,
                        "'%s' has no geotransform: it does not say where its "
                        "cells are",
                        r->path);
    if (!eco_grid_valid(g))
        return eco_fail(ctx, ECO_FORMAT,
                        "'%s' has an unusable geotransform (cell size zero or "
                        "not a number)",
                        r->path);
    return ECO_OK;
}

/* Cells below a centimetre, all within 180 by 90 m of the origin: no map has
 * that, but degrees under a CRS of metres have. */
static bool looks_like_degrees(const eco_raster *r)
{
    const eco_grid *g = &r->info.grid;
    eco_point p = eco_grid_to_crs(g, (eco_point){0, 0});
    eco_point q = eco_grid_to_crs(g, (eco_point){g->ncols, g->nrows});

    return !eco_crs_geographic(r->crs) && eco_crs_unit_m(r->crs) <= 1 &&
           fabs(g->gt[1]) < 0.01 && fmax(fabs(p.x), fabs(q.x)) <= 180 &&
           fmax(fabs(p.y), fabs(q.y)) <= 90 && hypot(p.x, p.y) > 0.1;
}

static eco_status describe(eco_ctx *ctx, eco_raster *r)
{
    OGRSpatialReferenceH srs = GDALGetSpatialRef(r->ds);
    GDALRasterBandH band;
    GDALDataType type;
    eco_status st;

    r->info.nbands = GDALGetRasterCount(r->ds);
    r->info.driver = GDALGetDriverShortName(GDALGetDatasetDriver(r->ds));
    st = check_sizes(ctx, r);
    if (!st)
        st = read_grid(ctx, r);
    if (st)
        return st;
    band = GDALGetRasterBand(r->ds, 1);
    type = GDALGetRasterDataType(band);
    GDALGetBlockSize(band, &r->info.block_cols, &r->info.block_rows);
    r->info.sample = eco_raster_gdal_sample(band);
    r->info.integer =
        GDALDataTypeIsInteger(type) && r->info.sample != ECO_SAMPLE_F64;
    if (GDALDataTypeIsInteger(type) && !is_scaled(band))
        r->info.integer = true;
    if (!srs)
        return ECO_OK;
    st = eco_crs_from_osr(ctx, srs, &r->crs);
    if (!st && eco_crs_geographic(r->crs) && !eco_crs_in_degrees(srs))
        st = eco_fail(ctx, ECO_FORMAT, "CRS %s does not count in degrees",
                      eco_crs_name(r->crs));
    if (!st && looks_like_degrees(r))
        st = eco_fail(ctx, ECO_FORMAT,
                      "its coordinates look like degrees, but CRS %s does not "
                      "count in them; set the right one with gdal_edit.py "
                      "-a_srs",
                      eco_crs_name(r->crs));
    return st ? eco_trace(ctx, st, "in '%s'", r->path) : ECO_OK;
}

static eco_status open_dataset(eco_ctx *ctx, eco_raster *r, const char *path)
{
    char **siblings = sidecars(path);
    eco_status st = ECO_OK;

    eco_gdal_errors_begin(ctx);
    r->ds = GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY, NULL, NULL,
                       (const char *const *)siblings);
    CSLDestroy(siblings);
    if (!r->ds)
        st = eco_fail(ctx, ECO_FORMAT,
                      "'%s' is not a raster that can be read (GeoTIFF, COG, "
                      "HFA, AAIGrid, JPEG 2000, PNG, GeoPackage)",
                      r->path);
    else
        st = describe(ctx, r);
    return eco_gdal_errors_end(ctx, st);
}

eco_status eco_raster_open(eco_ctx *ctx, const char *path, eco_raster **out)
{
    eco_status st = eco_gdal_init(ctx);
    eco_raster *r = NULL;
    char *full = NULL;

    *out = NULL;
    if (st)
        return st;
    st = eco_gdal_path(ctx, path, &full);
    if (st)
        return st;
    r = eco_mem_array(1, sizeof *r);
    if (r) {
        r->full = full;
        full = NULL;
        r->path = eco_mem_text(path);
    }
    if (!r || !r->path)
        st = eco_nomem(ctx);
    else
        st = open_dataset(ctx, r, r->full);
    if (st)
        goto done;
    *out = r;
    r = NULL;
done:
    eco_mem_free(full);
    eco_raster_close(r);
    return st;
}

void eco_raster_close(eco_raster *r)
{
    if (!r)
        return;
    if (r->ds)
        GDALClose(r->ds);
    eco_raster_blocks_clear(r);
    eco_crs_destroy(r->crs);
    eco_mem_free(r->path);
    eco_mem_free(r->full);
    eco_mem_free(r);
}

const eco_raster_info *eco_raster_info_get(const eco_raster *r)
{
    return &r->info;
}

const eco_crs *eco_raster_crs(const eco_raster *r)
{
    return r->crs;
}

static double declared_nodata(GDALRasterBandH band, bool *given)
{
    GDALDataType type = GDALGetRasterDataType(band);
    int has = 0;
    double v;

    if (type == GDT_Int64)
        v = (double)GDALGetRasterNoDataValueAsInt64(band, &has);
    else if (type == GDT_UInt64)
        v = (double)GDALGetRasterNoDataValueAsUInt64(band, &has);
    else
        v = GDALGetRasterNoDataValue(band, &has);
    *given = has != 0;
    /* The text in the file is decimal: compare as the samples are stored. */
    if (type == GDT_Float32 && isfinite(v))
        v = fabs(v) >= (double)FLT_MAX ? copysign((double)FLT_MAX, v)
                                       : (double)(float)v;
    return v;
}

static eco_status get_band(eco_ctx *ctx, const eco_raster *r, int band,
                           GDALRasterBandH *out)
{
    if (band < 1 || band > r->info.nbands)
        return eco_fail(ctx, ECO_NOTFOUND, "'%s' has no band %d (it has %d)",
                        r->path, band, r->info.nbands);
    *out = GDALGetRasterBand(r->ds, band);
    return ECO_OK;
}

eco_status eco_raster_band(eco_ctx *ctx, eco_raster *r, int band,
                           eco_sample *sample, bool *has_nodata, double *nodata)
{
    double scale, offset;
    GDALRasterBandH b = NULL;
    eco_status st = get_band(ctx, r, band, &b);

    if (st || !b)
        return st;
    *sample = eco_raster_gdal_sample(b);
    *nodata = declared_nodata(b, has_nodata);
    if (signed_byte(b) && *nodata > 127)
        *nodata -= 256;
    if (is_scaled(b)) {
        scaling(b, &scale, &offset);
        *nodata = *nodata * scale + offset;
    }
    return ECO_OK;
}

bool eco_raster_gdal_converts(GDALRasterBandH band)
{
    return signed_byte(band) || is_scaled(band);
}

void eco_raster_gdal_convert(GDALRasterBandH band, const int window[4],
                             void *out, size_t stride)
{
    bool bytes = signed_byte(band), scaled = is_scaled(band);
    double scale, offset;

    scaling(band, &scale, &offset);
    for (int row = 0; row < window[3]; row++) {
        int16_t *small = (int16_t *)out + (size_t)row * stride;
        double *real = (double *)out + (size_t)row * stride;

        for (int col = 0; col < window[2]; col++) {
            if (bytes && scaled && real[col] > 127)
                real[col] -= 256;
            else if (bytes && !scaled && small[col] > 127)
                small[col] = (int16_t)(small[col] - 256);
            if (scaled)
                real[col] = real[col] * scale + offset;
        }
    }
}

eco_status eco_raster_read(eco_ctx *ctx, eco_raster *r, int band,
                           const int window[4], void *out, size_t stride)
{
    GDALRasterBandH b = NULL;
    eco_sample sample;
    size_t size;
    CPLErr error;
    eco_status st = get_band(ctx, r, band, &b);

    if (st || !b)
        return st;
    sample = eco_raster_gdal_sample(b);
    size = eco_sample_size(sample);
    eco_gdal_errors_begin(ctx);
    error =
        GDALRasterIOEx(b, GF_Read, window[0], window[1], window[2], window[3],
                       out, window[2], window[3], eco_raster_gdal_type(sample),
                       (GSpacing)size, (GSpacing)stride * (GSpacing)size, NULL);
    if (error != CE_None)
        st = eco_fail(ctx, ECO_IO,
                      "'%s' is damaged or cut short: cells %d,%d to %d,%d of "
                      "band %d cannot be read",
                      r->path, window[0], window[1], window[0] + window[2] - 1,
                      window[1] + window[3] - 1, band);
    st = eco_gdal_errors_end(ctx, st);
    if (!st && eco_raster_gdal_converts(b))
        eco_raster_gdal_convert(b, window, out, stride);
    return st;
}

/* Points along the rim: 16 a side keep a 10 degree tile's bent edges within
 * 0.01 degrees, enough for a footprint. */
enum { RIM = 16 };

eco_status eco_raster_footprint(eco_ctx *ctx, const eco_grid *grid,
                                const eco_crs *crs, unsigned char **wkb,
                                size_t *n)
{
    const eco_point corner[5] = {{0, 0},
                                 {0, grid->nrows},
                                 {grid->ncols, grid->nrows},
                                 {grid->ncols, 0},
                                 {0, 0}};
    eco_point ring[4 * RIM];
    eco_crs *wgs84 = NULL;
    eco_transform *t = NULL;
    eco_status st;

    *wkb = NULL;
    *n = 0;
    st = eco_crs_create(ctx, "EPSG:4326", &wgs84);
    if (!st)
        st = eco_transform_create(ctx, crs, wgs84, &t);
    if (st)
        goto done;
    for (int i = 0; i < 4 * RIM; i++) {
        eco_point a = corner[i / RIM], b = corner[i / RIM + 1];
        double f = (double)(i % RIM) / RIM;

        ring[i] = eco_grid_to_crs(
            grid, (eco_point){a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)});
    }
    st = eco_transform_points(t, sizeof ring / sizeof *ring, ring);
    if (st)
        st = eco_fail(ctx, ECO_INVALID,
                      "corners of the raster lie where %s is not defined",
                      eco_crs_name(crs));
    else
        st = eco_wkb_polygon(ctx, ring, sizeof ring / sizeof *ring, wkb, n);
done:
    eco_transform_destroy(t);
    eco_crs_destroy(wgs84);
    return st;
}
