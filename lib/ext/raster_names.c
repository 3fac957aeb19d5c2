/* Class names of rasters, from wherever programs put them. */
#include "eco_raster_names.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster_gdal.h"

#include <cpl_minixml.h>
#include <gdal.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { XML_BYTES_MAX = 4 << 20, ROWS_MAX = 60000, LABEL_MAX = 200 };

/* Columns of a table by its fields' uses, or else by their names. */
struct columns {
    int low, high, name;
};

static bool is_name(const char *field)
{
    static const char *const names[] = {"name",  "class_name",  "classname",
                                        "class", "label",       "category",
                                        "descr", "description", "legend"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(field, names[i]) == 0)
            return true;
    return false;
}

static void note_field(struct columns *c, int i, const char *name, int usage)
{
    if (usage == GFU_MinMax || usage == GFU_Min)
        c->low = i;
    if (usage == GFU_MinMax || usage == GFU_Max)
        c->high = i;
    if (usage == GFU_Name)
        c->name = i;
    if (usage == GFU_Generic && strcasecmp(name, "value") == 0 && c->low < 0)
        c->low = c->high = i;
    if (usage == GFU_Generic && is_name(name) && c->name < 0)
        c->name = i;
}

static bool complete(const struct columns *c)
{
    return c->low >= 0 && c->high >= 0 && c->name >= 0;
}

static void add_row(eco_str *out, const char *low, const char *high,
                    const char *name)
{
    char label[LABEL_MAX];
    size_t n = strcspn(name, "\r\n");

    n = n < sizeof label - 1 ? n : sizeof label - 1;
    memcpy(label, name, n);
    label[n] = '\0';
    if (!label[strspn(label, " \t")] || strcmp(label, "NULL") == 0)
        return; /* rows without a name are values of no class */
    if (!out->n)
        eco_str_add(out, "low,high,label\n");
    eco_csv_text(out, low);
    eco_csv_next(out);
    eco_csv_text(out, high);
    eco_csv_next(out);
    eco_csv_text(out, label);
    eco_csv_end(out);
}

static int whole(const char *text)
{
    long long n;

    return eco_parse_int(text, &n) && n >= 0 && n < 65536 ? (int)n : -1;
}

/* Categories: the n-th is the name of the value n. */
static void add_category(eco_str *out, int value, const char *name)
{
    char text[16];

    snprintf(text, sizeof text, "%d", value);
    add_row(out, text, text, name);
}

static struct columns xml_columns(const CPLXMLNode *table)
{
    struct columns c = {-1, -1, -1};
    int i = 0;

    for (const CPLXMLNode *n = table->psChild; n; n = n->psNext)
        if (n->eType == CXT_Element && strcmp(n->pszValue, "FieldDefn") == 0)
            note_field(&c, i++, CPLGetXMLValue(n, "Name", ""),
                       whole(CPLGetXMLValue(n, "Usage", "0")));
    return c;
}

static const char *xml_cell(const CPLXMLNode *row, int column)
{
    for (const CPLXMLNode *n = row->psChild; n; n = n->psNext)
        if (n->eType == CXT_Element && strcmp(n->pszValue, "F") == 0 &&
            !column--)
            return CPLGetXMLValue(n, "", "");
    return "";
}

static void xml_table(const CPLXMLNode *table, eco_str *out)
{
    struct columns c = xml_columns(table);
    int rows = 0;

    if (!complete(&c))
        return;
    for (const CPLXMLNode *n = table->psChild; n && rows < ROWS_MAX;
         n = n->psNext)
        if (n->eType == CXT_Element && strcmp(n->pszValue, "Row") == 0) {
            add_row(out, xml_cell(n, c.low), xml_cell(n, c.high),
                    xml_cell(n, c.name));
            rows++;
        }
}

static void xml_categories(const CPLXMLNode *names, eco_str *out)
{
    int value = 0;

    for (const CPLXMLNode *n = names->psChild; n && value < ROWS_MAX;
         n = n->psNext)
        if (n->eType == CXT_Element && strcmp(n->pszValue, "Category") == 0)
            add_category(out, value++, CPLGetXMLValue(n, "", ""));
}

static void xml_band(const CPLXMLNode *root, int band, eco_str *out)
{
    for (const CPLXMLNode *n = root->psChild; n; n = n->psNext) {
        const CPLXMLNode *table, *names;

        if (n->eType != CXT_Element ||
            strcmp(n->pszValue, "PAMRasterBand") != 0 ||
            whole(CPLGetXMLValue(n, "band", "1")) != band)
            continue;
        table = CPLGetXMLNode((CPLXMLNode *)(uintptr_t)n,
                              "GDALRasterAttributeTable");
        names = CPLGetXMLNode((CPLXMLNode *)(uintptr_t)n, "CategoryNames");
        if (table)
            xml_table(table, out);
        if (!out->n && names)
            xml_categories(names, out);
    }
}

static eco_status from_xml(eco_ctx *ctx, const char *path, int band,
                           eco_str *out)
{
    eco_str name = {0};
    char *text = NULL;
    size_t n;
    CPLXMLNode *tree = NULL;
    const CPLXMLNode *root;
    eco_status st = ECO_OK;

    eco_str_printf(&name, "%s.aux.xml", path);
    if (name.failed) {
        st = eco_nomem(ctx);
    } else if (access(eco_str_text(&name), F_OK) == 0) {
        st = eco_file_read(ctx, eco_str_text(&name), XML_BYTES_MAX, &text, &n);
        eco_gdal_errors_begin(ctx);
        tree = st ? NULL : CPLParseXMLString(text);
        if (!st && !tree)
            st = eco_fail(ctx, ECO_FORMAT, "%s: is not valid XML",
                          eco_str_text(&name));
        st = eco_gdal_errors_end(ctx, st);
        root = tree ? CPLGetXMLNode(tree, "=PAMDataset") : NULL;
        if (root)
            xml_band(root, band, out);
    }
    CPLDestroyXMLNode(tree);
    eco_mem_free(text);
    eco_str_clear(&name);
    return st;
}

static void dbf_rows(OGRLayerH layer, const struct columns *c, eco_str *out)
{
    OGRFeatureH f;
    int rows = 0;

    OGR_L_ResetReading(layer);
    while (rows++ < ROWS_MAX && (f = OGR_L_GetNextFeature(layer)) != NULL) {
        char value[32]; /* the text that is handed out lasts till the next */

        snprintf(value, sizeof value, "%s", OGR_F_GetFieldAsString(f, c->low));
        add_row(out, value, value, OGR_F_GetFieldAsString(f, c->name));
        OGR_F_Destroy(f);
    }
}

/* As ArcGIS writes it. */
static eco_status from_dbf(eco_ctx *ctx, const char *path, eco_str *out)
{
    static const char *const drivers[] = {"ESRI Shapefile", NULL};
    struct columns c = {-1, -1, -1};
    eco_str name = {0};
    GDALDatasetH ds = NULL;
    OGRLayerH layer;
    eco_status st = ECO_OK;

    eco_str_printf(&name, "%s.vat.dbf", path);
    if (name.failed) {
        st = eco_nomem(ctx);
    } else if (access(eco_str_text(&name), F_OK) == 0) {
        eco_gdal_errors_begin(ctx);
        ds = GDALOpenEx(eco_str_text(&name), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                        drivers, NULL, NULL);
        layer = ds ? GDALDatasetGetLayer(ds, 0) : NULL;
        if (!layer)
            st = eco_fail(ctx, ECO_FORMAT, "%s: is no table that can be read",
                          eco_str_text(&name));
        for (int i = 0;
             layer && i < OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer)); i++)
            note_field(&c, i,
                       OGR_Fld_GetNameRef(
                           OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer), i)),
                       GFU_Generic);
        if (layer && complete(&c))
            dbf_rows(layer, &c, out);
        st = eco_gdal_errors_end(ctx, st);
        GDALClose(ds);
    }
    eco_str_clear(&name);
    return st;
}

static void table_rows(GDALRasterAttributeTableH t, eco_str *out)
{
    struct columns c = {-1, -1, -1};
    int n = GDALRATGetRowCount(t);

    for (int i = 0; i < GDALRATGetColumnCount(t); i++)
        note_field(&c, i, GDALRATGetNameOfCol(t, i),
                   (int)GDALRATGetUsageOfCol(t, i));
    for (int i = 0; i < n && i < ROWS_MAX && c.name >= 0; i++) {
        char low[32], high[32];

        if (!complete(&c)) { /* rows are values, as in ERDAS files */
            add_category(out, i, GDALRATGetValueAsString(t, i, c.name));
            continue;
        }
        eco_str_real(low, GDALRATGetValueAsDouble(t, i, c.low));
        eco_str_real(high, GDALRATGetValueAsDouble(t, i, c.high));
        add_row(out, low, high, GDALRATGetValueAsString(t, i, c.name));
    }
}

/* In the file itself. *palette: it has colours, which name nothing. */
static eco_status from_file(eco_ctx *ctx, const char *path, int band,
                            eco_str *out, bool *palette)
{
    eco_raster *r = NULL;
    GDALRasterBandH b;
    eco_status st = eco_raster_open(ctx, path, &r);

    if (st)
        return st;
    b = band <= eco_raster_info_get(r)->nbands
            ? GDALGetRasterBand(r->ds, band)
            : NULL; /* told when it is opened to be read */
    if (b) {
        GDALRasterAttributeTableH t = GDALGetDefaultRAT(b);
        char **names = GDALGetRasterCategoryNames(b);

        *palette = GDALGetRasterColorTable(b) != NULL;
        if (t)
            table_rows(t, out);
        for (int i = 0; !out->n && names && names[i] && i < ROWS_MAX; i++)
            add_category(out, i, names[i]);
    }
    eco_raster_close(r);
    return ECO_OK;
}

eco_status eco_raster_names(eco_ctx *ctx, const char *path, int band,
                            eco_str *out)
{
    bool palette = false;
    eco_status st = from_xml(ctx, path, band, out);

    if (!st && !out->n)
        st = from_dbf(ctx, path, out);
    if (!st && !out->n)
        st = from_file(ctx, path, band, out, &palette);
    if (!st && out->failed)
        st = eco_nomem(ctx);
    if (!st && !out->n)
        st = eco_fail(ctx, ECO_NOTFOUND,
                      "%s: nothing names its classes%s: no attribute table or "
                      "category names in it, in %s.aux.xml or %s.vat.dbf; "
                      "write a CSV with the columns value and label",
                      path, palette ? ", for a palette has colours only" : "",
                      path, path);
    return st;
}
