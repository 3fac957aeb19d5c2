/* Thin layer over OGR's writing side. */
#include "eco_table_out.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

struct eco_table_out {
    char *path;
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH feature;
    bool spatial;
};

static const char *driver_name(const char *path)
{
    if (eco_ends_with(path, ".gpkg"))
        return "GPKG";
    if (eco_ends_with(path, ".parquet"))
        return "Parquet";
    return NULL;
}

bool eco_table_out_available(const char *ending)
{
    const char *name = driver_name(ending);

    return name && GDALGetDriverByName(name);
}

static eco_status write_fail(eco_ctx *ctx, const eco_table_out *t)
{
    return eco_fail(ctx, ECO_IO, "%s: cannot write: %s", t->path,
                    CPLGetLastErrorMsg());
}

eco_status eco_table_out_create(eco_ctx *ctx, const char *path,
                                eco_table_out **out)
{
    const char *name = driver_name(path);
    GDALDriverH driver = name ? GDALGetDriverByName(name) : NULL;
    eco_table_out *t;

    *out = NULL;
    if (!driver)
        return eco_fail(
            ctx, ECO_USAGE,
            "%s: cannot write this format here; use .csv, .gpkg%s", path,
            eco_table_out_available(".parquet") ? " or .parquet" : "");
    t = eco_mem_array(1, sizeof *t);
    if (!t)
        return eco_nomem(ctx);
    t->path = eco_mem_text(path);
    t->spatial = eco_ends_with(path, ".gpkg");
    CPLErrorReset();
    t->dataset = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL);
    if (!t->dataset || !t->path) {
        eco_status st = t->path ? write_fail(ctx, t) : eco_nomem(ctx);

        eco_table_out_close(ctx, t);
        return st;
    }
    *out = t;
    return ECO_OK;
}

bool eco_table_out_spatial(const eco_table_out *t)
{
    return t->spatial;
}

eco_status eco_table_out_layer(eco_ctx *ctx, eco_table_out *t, const char *name,
                               const eco_crs *crs)
{
    OGRSpatialReferenceH srs = NULL;

    if (crs) {
        srs = OSRNewSpatialReference(eco_crs_wkt(crs));
        if (!srs)
            return write_fail(ctx, t);
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    }
    t->layer = GDALDatasetCreateLayer(t->dataset, name, srs,
                                      crs ? wkbMultiPolygon : wkbNone, NULL);
    if (srs)
        OSRRelease(srs);
    return t->layer ? ECO_OK : write_fail(ctx, t);
}

eco_status eco_table_out_field(eco_ctx *ctx, eco_table_out *t, const char *name,
                               bool real)
{
    OGRFieldDefnH field = OGR_Fld_Create(name, real ? OFTReal : OFTString);
    OGRErr err = OGR_L_CreateField(t->layer, field, 0);

    OGR_Fld_Destroy(field);
    return err == OGRERR_NONE ? ECO_OK : write_fail(ctx, t);
}

eco_status eco_table_out_row(eco_ctx *ctx, eco_table_out *t)
{
    t->feature = OGR_F_Create(OGR_L_GetLayerDefn(t->layer));
    return t->feature ? ECO_OK : eco_nomem(ctx);
}

void eco_table_out_text(eco_table_out *t, int field, const char *text)
{
    OGR_F_SetFieldString(t->feature, field, text);
}

void eco_table_out_real(eco_table_out *t, int field, double v)
{
    OGR_F_SetFieldDouble(t->feature, field, v);
}

eco_status eco_table_out_geometry(eco_ctx *ctx, eco_table_out *t,
                                  const unsigned char *wkb, size_t n)
{
    OGRGeometryH geometry = NULL;

    if (OGR_G_CreateFromWkb(wkb, NULL, &geometry, (int)n) != OGRERR_NONE)
        return write_fail(ctx, t);
    return OGR_F_SetGeometryDirectly(t->feature, geometry) == OGRERR_NONE
               ? ECO_OK
               : write_fail(ctx, t);
}

eco_status eco_table_out_end(eco_ctx *ctx, eco_table_out *t)
{
    OGRErr err = OGR_L_CreateFeature(t->layer, t->feature);

    OGR_F_Destroy(t->feature);
    t->feature = NULL;
    return err == OGRERR_NONE ? ECO_OK : write_fail(ctx, t);
}

eco_status eco_table_out_close(eco_ctx *ctx, eco_table_out *t)
{
    eco_status st = ECO_OK;

    if (!t)
        return ECO_OK;
    if (t->feature)
        OGR_F_Destroy(t->feature);
    if (t->dataset) {
        CPLErrorReset();
        GDALClose(t->dataset);
        if (CPLGetLastErrorType() >= CE_Failure)
            st = write_fail(ctx, t);
    }
    eco_mem_free(t->path);
    eco_mem_free(t);
    return st;
}
