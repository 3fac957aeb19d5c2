/* Thin layer over GDAL's GeoTIFF writer. */
#include "eco_raster_out.h"

#include "eco_gdal.h"
#include "eco_mem.h"

#include <cpl_string.h>
#include <gdal.h>

struct eco_raster_out {
    char *path;
    GDALDatasetH dataset;
    int ncols;
};

static eco_status write_fail(eco_ctx *ctx, const eco_raster_out *w)
{
    return eco_fail(ctx, ECO_IO, "%s: cannot write: %s", w->path,
                    CPLGetLastErrorMsg());
}

static eco_status create(eco_ctx *ctx, eco_raster_out *w,
                         const eco_raster_out_spec *spec)
{
    const eco_grid *g = &spec->grid;
    GDALDriverH driver = GDALGetDriverByName("GTiff");
    char **options = CSLSetNameValue(NULL, "BIGTIFF", "IF_SAFER");
    double gt[6];

    if (spec->compress)
        options = CSLSetNameValue(options, "COMPRESS", "DEFLATE");
    w->dataset = driver ? GDALCreate(driver, w->path, g->ncols, g->nrows, 1,
                                     GDT_Byte, options)
                        : NULL;
    CSLDestroy(options);
    for (int i = 0; i < 6; i++)
        gt[i] = g->gt[i];
    if (!w->dataset || GDALSetGeoTransform(w->dataset, gt) != CE_None ||
        GDALSetProjection(w->dataset, eco_crs_wkt(spec->crs)) != CE_None ||
        GDALSetRasterNoDataValue(GDALGetRasterBand(w->dataset, 1),
                                 spec->nodata) != CE_None)
        return write_fail(ctx, w);
    return ECO_OK;
}

eco_status eco_raster_out_create(eco_ctx *ctx, const char *path,
                                 const eco_raster_out_spec *spec,
                                 eco_raster_out **out)
{
    eco_raster_out *w = eco_mem_array(1, sizeof *w);
    eco_status st;

    *out = NULL;
    if (!w)
        return eco_nomem(ctx);
    w->path = eco_mem_text(path);
    w->ncols = spec->grid.ncols;
    eco_gdal_errors_begin(ctx);
    st = w->path ? create(ctx, w, spec) : eco_nomem(ctx);
    st = eco_gdal_errors_end(ctx, st);
    if (st)
        eco_raster_out_close(ctx, w);
    else
        *out = w;
    return st;
}

eco_status eco_raster_out_row(eco_ctx *ctx, eco_raster_out *w, int row,
                              const unsigned char *samples)
{
    union {
        const unsigned char *given;
        void *gdal; /* which only reads them */
    } from = {.given = samples};
    CPLErr err;

    eco_gdal_errors_begin(ctx);
    err = GDALRasterIO(GDALGetRasterBand(w->dataset, 1), GF_Write, 0, row,
                       w->ncols, 1, from.gdal, w->ncols, 1, GDT_Byte, 0, 0);
    return eco_gdal_errors_end(ctx,
                               err == CE_None ? ECO_OK : write_fail(ctx, w));
}

eco_status eco_raster_out_close(eco_ctx *ctx, eco_raster_out *w)
{
    eco_status st = ECO_OK;

    if (!w)
        return ECO_OK;
    eco_gdal_errors_begin(ctx);
    if (w->dataset)
        GDALClose(w->dataset);
    st = eco_gdal_errors_end(ctx, ECO_OK);
    if (st && w->path)
        eco_trace(ctx, st, "%s", w->path);
    eco_mem_free(w->path);
    eco_mem_free(w);
    return st;
}
