/* Layers of vector files, and sheets, as tables. */
#include "eco_crs_osr.h"
#include "eco_field_text.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_ogr_next.h"
#include "eco_table_in_impl.h"
#include "eco_table_ogr.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <math.h>
#include <string.h>
#include <strings.h>

static bool ends(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);

    return n > m && strcasecmp(path + n - m, ending) == 0;
}

/* All rows of a sheet come as text, the first one too: its header is found as
 * that of text is. (Options of opening for this came with GDAL 3.7.) */
static void set_sheet_options(const char *value, const char *type)
{
    static const char *const headers[] = {"OGR_XLSX_HEADERS",
                                          "OGR_ODS_HEADERS"};
    static const char *const types[] = {"OGR_XLSX_FIELD_TYPES",
                                        "OGR_ODS_FIELD_TYPES"};

    for (int i = 0; i < 2; i++) {
        CPLSetThreadLocalConfigOption(headers[i], value);
        CPLSetThreadLocalConfigOption(types[i], type);
    }
}

static eco_status open_dataset(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    const char *encoding = t->options.encoding;
    char **options = NULL;
    eco_status st = ECO_OK;

    if (s->sheet && !ends(t->resolved, ".ods"))
        st = eco_table_check_workbook(ctx, t);
    if (!st && !encoding &&
        (ends(t->resolved, ".shp") || ends(t->resolved, ".dbf")))
        st = eco_table_dbf_encoding(ctx, t, &encoding);
    if (st)
        return st;
    if (encoding)
        options = CSLSetNameValue(options, "ENCODING", encoding);
    s->dataset = GDALOpenEx(t->resolved, GDAL_OF_VECTOR | GDAL_OF_READONLY,
                            NULL, (const char *const *)options, NULL);
    CSLDestroy(options);
    if (!s->dataset)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: is not a table that can be read (CSV, XLSX, ODS, "
                        "GeoJSON, GeoPackage, Shapefile, FlatGeobuf, KML, KMZ, "
                        "GPX, File Geodatabase)",
                        t->path);
    return ECO_OK;
}

/* Layers with rows; GPX has five layers whatever it holds, workbooks have
 * sheets that nobody used. */
static int list_layers(const ogr_source *s, bool with_rows, OGRLayerH *last,
                       eco_str *names)
{
    int n = 0;

    for (int i = 0; i < GDALDatasetGetLayerCount(s->dataset); i++) {
        OGRLayerH layer = GDALDatasetGetLayer(s->dataset, i);
        GIntBig rows = OGR_L_GetFeatureCount(layer, 1);

        if (with_rows && rows <= 0)
            continue;
        eco_str_printf(names, "%s%s (%lld rows)", n++ ? ", " : "",
                       OGR_L_GetName(layer), (long long)rows);
        *last = layer;
    }
    return n;
}

static eco_status choose_layer(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    const char *wanted = t->options.layer;
    eco_str names = {0};
    OGRLayerH last = NULL;
    eco_status st = ECO_OK;
    int n;

    if (wanted) {
        s->layer = GDALDatasetGetLayerByName(s->dataset, wanted);
        if (s->layer)
            return ECO_OK;
        n = list_layers(s, false, &last, &names);
        st = eco_fail(ctx, ECO_USAGE, "%s: has no layer '%s'; it has: %s",
                      t->path, wanted, n ? eco_str_text(&names) : "none");
        eco_str_clear(&names);
        return st;
    }
    n = GDALDatasetGetLayerCount(s->dataset);
    if (n == 1)
        last = GDALDatasetGetLayer(s->dataset, 0);
    else
        n = list_layers(s, true, &last, &names);
    if (n == 1)
        s->layer = last;
    else if (n == 0)
        st = eco_fail(ctx, ECO_FORMAT, "%s: holds no row", t->path);
    else
        st = eco_fail(ctx, ECO_USAGE, "%s: has %d layers, name one: %s",
                      t->path, n, eco_str_text(&names));
    eco_str_clear(&names);
    return st;
}

static eco_status set_crs(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(s->layer);
    eco_status st = ECO_OK;

    t->spatial = !s->sheet && OGR_L_GetGeomType(s->layer) != wkbNone;
    if (srs && t->spatial)
        st = eco_crs_from_osr(ctx, srs, &t->crs);
    return st ? eco_trace(ctx, st, "%s", t->path) : ECO_OK;
}

/* The number of a row is a column where the file calls it so. */
static eco_status set_columns(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    OGRFeatureDefnH defn = OGR_L_GetLayerDefn(s->layer);
    int n = OGR_FD_GetFieldCount(defn);
    const char *fid = OGR_L_GetFIDColumn(s->layer);
    bool damaged = false;
    eco_status st = ECO_OK;

    s->has_fid = fid && *fid;
    eco_csv_row_begin(&s->record);
    if (fid && s->has_fid)
        st = eco_csv_row_add(&s->record, fid, strlen(fid));
    for (int i = 0; i < n && !st; i++)
        st = eco_field_add_text(
            &s->record, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(defn, i)),
            &damaged);
    if (st)
        return eco_nomem(ctx);
    eco_csv_row_end(&s->record);
    return eco_table_set_names(ctx, t, &s->record, s->record.n);
}

static eco_status set_up(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    const char *driver;
    eco_status st = open_dataset(ctx, t, s);

    if (!st)
        st = choose_layer(ctx, t, s);
    if (!st)
        st = set_crs(ctx, t, s);
    if (st)
        return st;
    OGR_L_ResetReading(s->layer);
    driver = GDALGetDriverShortName(GDALGetDatasetDriver(s->dataset));
    if (EQUAL(driver, "FlatGeobuf")) /* ends without a word when cut short */
        s->expected = OGR_L_GetFeatureCount(s->layer, 0);
    eco_str_printf(&t->about, "%s%s; layer '%s'", driver,
                   eco_str_text(&s->note), OGR_L_GetName(s->layer));
    return s->sheet ? eco_table_sheet_header(ctx, t, s)
                    : set_columns(ctx, t, s);
}

static eco_status open_ogr(eco_ctx *ctx, eco_table_in *t)
{
    ogr_source *s = eco_mem_array(1, sizeof *s);
    eco_status st;

    if (!s)
        return eco_nomem(ctx);
    t->source = s;
    s->expected = -1;
    s->sheet = ends(t->resolved, ".xlsx") || ends(t->resolved, ".xlsm") ||
               ends(t->resolved, ".ods");
    if (s->sheet)
        set_sheet_options("DISABLE", "STRING");
    eco_gdal_errors_begin(ctx);
    st = set_up(ctx, t, s);
    st = eco_gdal_errors_end(ctx, st);
    if (s->sheet)
        set_sheet_options(NULL, NULL);
    if (st == ECO_IO && !strstr(eco_ctx_message(ctx), t->path))
        eco_trace(ctx, st, "%s: is damaged", t->path);
    return st;
}

static void close_ogr(eco_table_in *t)
{
    ogr_source *s = t->source;

    if (s->feature)
        OGR_F_Destroy(s->feature);
    if (s->dataset)
        GDALClose(s->dataset);
    eco_csv_row_clear(&s->record);
    eco_str_clear(&s->note);
    eco_mem_free(s->wkb);
    eco_mem_free(s);
}

eco_status eco_table_next_feature(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    const eco_ogr_progress at = {t->path, t->row.number, s->expected};
    eco_status st = eco_ogr_next(ctx, s->layer, &at, &s->feature);

    if (!st && !s->feature)
        st = ECO_NOTFOUND;
    s->line += !st;
    return st;
}

eco_status eco_table_read_cells(eco_ctx *ctx, ogr_source *s,
                                eco_csv_row *record, bool *damaged)
{
    int n = OGR_F_GetFieldCount(s->feature);
    char fid[32];
    eco_status st = ECO_OK;

    eco_csv_row_begin(record);
    record->line = s->line;
    if (s->has_fid) {
        snprintf(fid, sizeof fid, "%lld", (long long)OGR_F_GetFID(s->feature));
        st = eco_csv_row_add(record, fid, strlen(fid));
    }
    for (int i = 0; i < n && !st; i++)
        st = eco_field_add(record, s->feature, i, damaged);
    if (!st)
        st = eco_csv_row_end(record);
    return st ? eco_nomem(ctx) : ECO_OK;
}

/* In two dimensions, as all rooms pass geometries. */
static eco_status set_geometry(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    OGRGeometryH g = OGR_F_GetGeometryRef(s->feature);
    OGREnvelope box;
    size_t n;

    t->row.wkb = NULL;
    t->row.nwkb = 0;
    if (!t->spatial || !g || OGR_G_IsEmpty(g))
        return ECO_OK;
    OGR_G_GetEnvelope(g, &box);
    if (!isfinite(box.MinX + box.MaxX) || !isfinite(box.MinY + box.MaxY)) {
        eco_table_set_fault(t, ECO_ROW_BAD_GEOMETRY,
                            "row %lld: a coordinate is not finite",
                            (long long)t->row.number + 1);
        return ECO_OK;
    }
    OGR_G_FlattenTo2D(g);
    n = (size_t)OGR_G_WkbSize(g);
    if (n > s->cap_wkb) {
        unsigned char *grown = eco_mem_resize(s->wkb, n, 1);

        if (!grown)
            return eco_nomem(ctx);
        s->wkb = grown;
        s->cap_wkb = n;
    }
    if (OGR_G_ExportToIsoWkb(g, wkbNDR, s->wkb) != OGRERR_NONE)
        return ECO_OK;
    t->row.wkb = s->wkb;
    t->row.nwkb = n;
    return ECO_OK;
}

static eco_status next_ogr(eco_ctx *ctx, eco_table_in *t)
{
    ogr_source *s = t->source;
    bool damaged;
    eco_status st;

    do {
        damaged = false;
        st = eco_table_next_feature(ctx, t, s);
        if (!st)
            st = eco_table_read_cells(ctx, s, &s->record, &damaged);
        if (st)
            return st;
    } while (s->sheet &&
             (s->line <= s->header_line || eco_csv_row_blank(&s->record)));
    if (s->sheet)
        eco_table_tidy_numbers(&s->record);
    eco_table_set_cells(t, &s->record);
    t->row.line = s->sheet ? s->line : 0;
    for (int i = 0; i < OGR_F_GetFieldCount(s->feature); i++)
        if (!OGR_F_IsFieldSetAndNotNull(s->feature, i) &&
            (size_t)i + s->has_fid < t->ncolumns)
            t->cells[i + s->has_fid] = NULL;
    if (damaged)
        eco_table_set_fault(t, ECO_ROW_BAD_TEXT,
                            "row %lld: has bytes that are no UTF-8",
                            (long long)t->row.number + 1);
    return set_geometry(ctx, t, s);
}

const eco_table_kind eco_table_ogr = {open_ogr, next_ogr, close_ogr};
