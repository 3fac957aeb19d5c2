#include "eco_ogr_next.h"

#include "eco_gdal.h"

eco_status eco_ogr_next(eco_ctx *ctx, OGRLayerH layer,
                        const eco_ogr_progress *at, OGRFeatureH *feature)
{
    eco_status st = ECO_OK;

    if (*feature)
        OGR_F_Destroy(*feature);
    eco_gdal_errors_begin(ctx);
    *feature = OGR_L_GetNextFeature(layer);
    if (eco_gdal_errors_seen())
        st = eco_fail(ctx, ECO_IO, "%s: is damaged after row %lld", at->path,
                      (long long)at->row);
    st = eco_gdal_errors_end(ctx, st);
    if (!st && !*feature && at->row < at->expected)
        st = eco_fail(ctx, ECO_IO,
                      "%s: is cut short or damaged: %lld of %lld rows can be "
                      "read",
                      at->path, (long long)at->row, (long long)at->expected);
    return st;
}
