/* Opens a layer and hands out its features; OGR stays behind this door. */
#include "eco_vector.h"

#include "eco_crs_osr.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_ogr_next.h"
#include "eco_vector_check.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <jansson.h>
#include <math.h>
#include <ogr_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ORIGINAL_MAX = 2000 };

struct eco_vector {
    char *path;
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH feature;
    eco_crs *crs;
    int64_t row;
    int64_t expected; /* rows that must come; -1: unknown */
};

static void list_layers(const eco_vector *v, eco_str *out)
{
    for (int i = 0; i < GDALDatasetGetLayerCount(v->dataset); i++)
        eco_str_printf(out, "%s%s", i ? ", " : "",
                       OGR_L_GetName(GDALDatasetGetLayer(v->dataset, i)));
}

static eco_status choose_layer(eco_ctx *ctx, eco_vector *v, const char *layer)
{
    int n = GDALDatasetGetLayerCount(v->dataset);
    eco_str names = {0};
    eco_status st = ECO_OK;

    list_layers(v, &names);
    if (layer)
        v->layer = GDALDatasetGetLayerByName(v->dataset, layer);
    else if (n == 1)
        v->layer = GDALDatasetGetLayer(v->dataset, 0);
    if (!v->layer && layer)
        st = eco_fail(ctx, ECO_USAGE, "%s: has no layer '%s'; it has: %s",
                      v->path, layer, eco_str_text(&names));
    else if (!v->layer)
        st = eco_fail(ctx, ECO_USAGE, "%s: has %d layers, name one: %s",
                      v->path, n, n ? eco_str_text(&names) : "none at all");
    eco_str_clear(&names);
    return st;
}

static eco_status set_up(eco_ctx *ctx, eco_vector *v, const char *layer,
                         const char *where)
{
    OGRSpatialReferenceH srs;
    eco_status st = choose_layer(ctx, v, layer);

    if (st)
        return st;
    if (where && OGR_L_SetAttributeFilter(v->layer, where) != OGRERR_NONE)
        return eco_fail(ctx, ECO_USAGE, "%s: where: %s: %s", v->path, where,
                        CPLGetLastErrorMsg());
    if (where)
        v->expected = -1;
    srs = OGR_L_GetSpatialRef(v->layer);
    if (!srs)
        return ECO_OK;
    st = eco_crs_from_osr(ctx, srs, &v->crs);
    return st ? eco_trace(ctx, st, "%s", v->path) : ECO_OK;
}

/* A CSV file's first row names its fields, whatever it looks like. */
static eco_status open_dataset(eco_ctx *ctx, eco_vector *v, const char *path)
{
    static const char *const named[] = {"HEADERS=YES", NULL};
    bool csv = EQUAL(CPLGetExtension(path), "csv");
    const char *driver;

    if (csv && strncmp(path, "/vsi", 4) != 0) {
        eco_status st = eco_vector_check_csv(ctx, path, &v->expected);

        if (st)
            return st;
    }
    v->dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL,
                            csv ? named : NULL, NULL);
    if (!v->dataset)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: is not a vector file that can be read "
                        "(GeoPackage, GeoJSON, Shapefile, FlatGeobuf, KML, "
                        "File Geodatabase, CSV)",
                        v->path);
    driver = GDALGetDriverShortName(GDALGetDatasetDriver(v->dataset));
    /* Its header counts the features; a file cut short ends without a word. */
    if (EQUAL(driver, "FlatGeobuf") &&
        GDALDatasetGetLayerCount(v->dataset) == 1)
        v->expected =
            OGR_L_GetFeatureCount(GDALDatasetGetLayer(v->dataset, 0), 0);
    return ECO_OK;
}

eco_status eco_vector_open(eco_ctx *ctx, const char *path, const char *layer,
                           const char *where, eco_vector **out)
{
    char *resolved = NULL;
    eco_vector *v = NULL;
    eco_status st = eco_gdal_init(ctx);

    *out = NULL;
    if (!st)
        st = eco_gdal_path(ctx, path, &resolved);
    if (st)
        return st;
    v = eco_mem_array(1, sizeof *v);
    if (!v || !(v->path = eco_mem_text(path))) {
        st = eco_nomem(ctx);
        goto done;
    }
    v->expected = -1;
    eco_gdal_errors_begin(ctx);
    st = open_dataset(ctx, v, resolved);
    if (!st)
        st = set_up(ctx, v, layer, where);
    st = eco_gdal_errors_end(ctx, st);
    if (st)
        goto done;
    OGR_L_ResetReading(v->layer);
    *out = v;
    v = NULL;
done:
    eco_vector_close(v);
    eco_mem_free(resolved);
    return st;
}

void eco_vector_close(eco_vector *v)
{
    if (!v)
        return;
    if (v->feature)
        OGR_F_Destroy(v->feature);
    if (v->dataset)
        GDALClose(v->dataset);
    eco_crs_destroy(v->crs);
    eco_mem_free(v->path);
    eco_mem_free(v);
}

const eco_crs *eco_vector_crs(const eco_vector *v)
{
    return v->crs;
}

int eco_vector_field(const eco_vector *v, const char *name)
{
    return OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(v->layer), name);
}

const char *eco_vector_metadata(const eco_vector *v, const char *key)
{
    return GDALGetMetadataItem(v->layer, key, NULL);
}

void eco_vector_field_list(const eco_vector *v, eco_str *out)
{
    OGRFeatureDefnH d = OGR_L_GetLayerDefn(v->layer);

    for (int i = 0; i < OGR_FD_GetFieldCount(d); i++)
        eco_str_printf(out, "%s%s", i ? ", " : "",
                       OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(d, i)));
}

eco_status eco_vector_next(eco_ctx *ctx, eco_vector *v, bool *got)
{
    const eco_ogr_progress at = {v->path, v->row, v->expected};
    eco_status st = eco_ogr_next(ctx, v->layer, &at, &v->feature);

    *got = v->feature != NULL;
    v->row += *got;
    return st;
}

int64_t eco_vector_row(const eco_vector *v)
{
    return v->row;
}

/* Files without a word on their encoding are Latin-1 when they are not UTF-8:
 * every byte is a letter there, so nothing is lost. */
static char *utf8(const char *text)
{
    char *recoded, *copy;

    if (CPLIsUTF8(text, -1))
        return eco_mem_text(text);
    recoded = CPLRecode(text, CPL_ENC_ISO8859_1, CPL_ENC_UTF8);
    copy = eco_mem_text(recoded);
    CPLFree(recoded);
    return copy;
}

static bool is_whole(double v)
{
    return fabs(v) < 1e15 && !(fabs(v - nearbyint(v)) > 0);
}

bool eco_vector_is_set(const eco_vector *v, int field)
{
    return field >= 0 && OGR_F_IsFieldSetAndNotNull(v->feature, field);
}

char *eco_vector_text(const eco_vector *v, int field)
{
    OGRFieldType type;
    char number[32];

    if (!eco_vector_is_set(v, field))
        return NULL;
    type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(v->feature, field));
    if (type == OFTReal) {
        double d = OGR_F_GetFieldAsDouble(v->feature, field);

        if (is_whole(d))
            snprintf(number, sizeof number, "%.0f", d);
        else
            eco_str_real(number, d);
        return eco_mem_text(number);
    }
    return utf8(OGR_F_GetFieldAsString(v->feature, field));
}

static json_t *value(const eco_vector *v, int field)
{
    OGRFieldType type =
        OGR_Fld_GetType(OGR_F_GetFieldDefnRef(v->feature, field));
    json_t *made;
    char *text;

    if (!OGR_F_IsFieldSetAndNotNull(v->feature, field))
        return json_null();
    if (type == OFTInteger || type == OFTInteger64)
        return json_integer(OGR_F_GetFieldAsInteger64(v->feature, field));
    if (type == OFTReal) {
        double d = OGR_F_GetFieldAsDouble(v->feature, field);

        if (is_whole(d))
            return json_integer((json_int_t)d);
        if (isfinite(d))
            return json_real(d);
    }
    text = utf8(OGR_F_GetFieldAsString(v->feature, field));
    made = text ? json_string(text) : NULL;
    eco_mem_free(text);
    return made;
}

char *eco_vector_properties(const eco_vector *v)
{
    json_t *object = json_object();
    char *text, *copy;

    for (int i = 0; object && i < OGR_F_GetFieldCount(v->feature); i++) {
        json_t *x = value(v, i);
        char *name =
            utf8(OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(v->feature, i)));

        json_object_set_new(object, name ? name : "", x ? x : json_null());
        eco_mem_free(name);
    }
    text = object ? json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(15))
                  : NULL;
    copy = eco_mem_text(text ? text : "{}");
    free(text);
    json_decref(object);
    return copy;
}

/* At most ORIGINAL_MAX bytes, no letter cut in two. */
static char *shorten(const char *text)
{
    size_t n = strlen(text);

    if (n > ORIGINAL_MAX) {
        n = ORIGINAL_MAX;
        while (n && ((unsigned char)text[n] & 0xc0) == 0x80)
            n--;
    }
    return eco_mem_text_n(text, n);
}

char *eco_vector_original(const eco_vector *v)
{
    OGRGeometryH g = OGR_F_GetGeometryRef(v->feature);
    char *wkt = NULL, *properties, *copy;

    if (g && !OGR_G_IsEmpty(g) && OGR_G_ExportToWkt(g, &wkt) == OGRERR_NONE) {
        copy = shorten(wkt);
        CPLFree(wkt);
        return copy;
    }
    CPLFree(wkt);
    properties = eco_vector_properties(v);
    copy = properties ? shorten(properties) : NULL;
    eco_mem_free(properties);
    return copy;
}

/* Points without the closing one. */
static int open_count(OGRGeometryH ring)
{
    int n = OGR_G_GetPointCount(ring);

    if (n > 1 && !(fabs(OGR_G_GetX(ring, 0) - OGR_G_GetX(ring, n - 1)) > 0) &&
        !(fabs(OGR_G_GetY(ring, 0) - OGR_G_GetY(ring, n - 1)) > 0))
        return n - 1;
    return n;
}

/* The n points of a ring whose closing one is left out. */
static eco_status add_ring(eco_ctx *ctx, OGRGeometryH ring, size_t n, bool hole,
                           eco_polyset *out)
{
    eco_point *p;

    if (!eco_polyset_add_ring(out, hole))
        return eco_nomem(ctx);
    p = eco_polyset_add_points(out, (size_t)OGR_G_GetPointCount(ring));
    if (!p)
        return eco_nomem(ctx);
    OGR_G_GetPoints(ring, &p->x, sizeof *p, &p->y, sizeof *p, NULL, 0);
    eco_polyset_drop_points(out, (size_t)OGR_G_GetPointCount(ring) - n);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(p[i].x) || !isfinite(p[i].y))
            return ECO_INVALID;
    return ECO_OK;
}

/* Rings of fewer than three corners enclose nothing; GEOS refuses the whole
 * geometry for them. Without its shell a polygon has no holes either. */
static eco_status add_polygon(eco_ctx *ctx, OGRGeometryH g, eco_polyset *out)
{
    eco_status st = ECO_OK;

    for (int i = 0; i < OGR_G_GetGeometryCount(g) && !st; i++) {
        OGRGeometryH ring = OGR_G_GetGeometryRef(g, i);

        int n = open_count(ring);

        if (n >= 3)
            st = add_ring(ctx, ring, (size_t)n, i > 0, out);
        else if (i == 0)
            break;
    }
    return st;
}

static eco_status add_areas(eco_ctx *ctx, OGRGeometryH g, eco_polyset *out,
                            int depth)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(g));
    eco_status st = ECO_OK;

    if (depth > 16)
        return ECO_INVALID;
    if (type == wkbPolygon)
        return add_polygon(ctx, g, out);
    for (int i = 0; i < OGR_G_GetGeometryCount(g) && !st; i++) {
        OGRGeometryH part = OGR_G_GetGeometryRef(g, i);

        if (!OGR_G_IsEmpty(part))
            st = add_areas(ctx, part, out, depth + 1);
    }
    return st;
}

/* A line, or the last of several: where it ends. */
static bool line_end(OGRGeometryH g, eco_point *end)
{
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(g));
    int n = OGR_G_GetGeometryCount(g);

    if (type == wkbMultiLineString && n > 0)
        g = OGR_G_GetGeometryRef(g, n - 1);
    else if (type != wkbLineString)
        return false;
    n = OGR_G_GetPointCount(g);
    if (n > 0)
        *end = (eco_point){OGR_G_GetX(g, n - 1), OGR_G_GetY(g, n - 1)};
    return n > 0 && isfinite(end->x) && isfinite(end->y);
}

static const char *word(OGRwkbGeometryType type)
{
    return OGRGeometryTypeToName(type);
}

eco_status eco_vector_shape(eco_ctx *ctx, const eco_vector *v,
                            eco_polyset *areas, eco_point *point,
                            eco_shape *shape, const char **kind)
{
    OGRGeometryH g = OGR_F_GetGeometryRef(v->feature), linear = NULL;
    OGRwkbGeometryType type;
    size_t before;
    eco_status st;

    *shape = ECO_SHAPE_NONE;
    *kind = "no geometry";
    if (!g || OGR_G_IsEmpty(g))
        return ECO_OK;
    if (OGR_G_HasCurveGeometry(g, 0)) {
        linear = OGR_G_GetLinearGeometry(g, 0, NULL);
        g = linear ? linear : g;
    }
    type = wkbFlatten(OGR_G_GetGeometryType(g));
    if (type == wkbMultiPoint && OGR_G_GetGeometryCount(g) == 1) {
        g = OGR_G_GetGeometryRef(g, 0);
        type = wkbPoint;
    }
    *kind = word(type);
    if (type == wkbPoint) {
        *shape = ECO_SHAPE_POINT;
        *point = (eco_point){OGR_G_GetX(g, 0), OGR_G_GetY(g, 0)};
        st = isfinite(point->x) && isfinite(point->y) ? ECO_OK : ECO_INVALID;
        goto done;
    }
    if (!eco_polyset_add_item(areas, 0)) {
        st = eco_nomem(ctx);
        goto done;
    }
    before = areas->nrings;
    st = add_areas(ctx, g, areas, 0);
    *shape = areas->nrings > before ? ECO_SHAPE_AREA
             : line_end(g, point)   ? ECO_SHAPE_LINE
                                    : ECO_SHAPE_OTHER;
done:
    if (linear)
        OGR_G_DestroyGeometry(linear);
    return st;
}
