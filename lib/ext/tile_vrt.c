/* Plain mosaics among VRTs: read as lists of files, never as rasters. */
#include "eco_tile_index.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <cpl_minixml.h>
#include <cpl_string.h>
#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Tiles may lie off the lattice by this much of a cell: as in stacks. */
#define SHIFT_MAX 1e-3

struct vrt_reader {
    eco_ctx *ctx;
    const char *path;
    eco_vrt *vrt;
};

static eco_status refuse(const struct vrt_reader *r, const char *fmt, ...)
    ECO_PRINTF(2, 3);

/* One end for all refusals: what a VRT must be to be taken. */
static eco_status refuse(const struct vrt_reader *r, const char *fmt, ...)
{
    char text[400];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    eco_one_line(text);
    return eco_fail(r->ctx, ECO_USAGE,
                    "%s: %s; a VRT is taken as a list of whole files side by "
                    "side (gdalbuildvrt): make a raster of this one "
                    "(gdal_translate), or name the files themselves",
                    r->path, text);
}

static bool among(const char *name, const char *const *names)
{
    while (*names && strcasecmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

/* The first element in `node` that is not among the known; NULL: none. */
static const char *stranger(const CPLXMLNode *node, const char *const *known)
{
    for (const CPLXMLNode *c = node->psChild; c; c = c->psNext)
        if (c->eType == CXT_Element && c->pszValue &&
            !among(c->pszValue, known))
            return c->pszValue;
    return NULL;
}

static bool is_element(const CPLXMLNode *node, const char *name)
{
    return node->eType == CXT_Element && node->pszValue &&
           strcasecmp(node->pszValue, name) == 0;
}

static const CPLXMLNode *child(const CPLXMLNode *node, const char *name)
{
    for (const CPLXMLNode *c = node->psChild; c; c = c->psNext)
        if (is_element(c, name))
            return c;
    return NULL;
}

static const char *value(const CPLXMLNode *node, const char *name)
{
    return CPLGetXMLValue(node, name, NULL);
}

/* Text of a number as GDAL writes it: blanks about it, nan among them. */
static bool real(const char *text, double *out)
{
    char buf[64];
    size_t n;

    if (!text)
        return false;
    while (isspace((unsigned char)*text))
        text++;
    n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        n--;
    if (!n || n >= sizeof buf)
        return false;
    memcpy(buf, text, n);
    buf[n] = '\0';
    return eco_parse_real(buf, out);
}

/* A number of cells, which may be written as 512.0; `shift`: how far off. */
static bool cells(const char *text, double shift, int64_t *out)
{
    double v;

    if (!real(text, &v) || !(fabs(v) < INT32_MAX / 2))
        return false;
    *out = llround(v);
    return fabs(v - (double)*out) <= shift;
}

/* SrcRect and DstRect, x and y offset and size each, in whole cells. */
static bool rectangles(const CPLXMLNode *from, const CPLXMLNode *to,
                       int64_t src[4], int64_t dst[4])
{
    static const char *const names[] = {"xOff", "yOff", "xSize", "ySize"};
    bool good = true;

    for (int i = 0; i < 4; i++)
        good = good && cells(value(from, names[i]), SHIFT_MAX, &src[i]) &&
               cells(value(to, names[i]), SHIFT_MAX, &dst[i]);
    return good;
}

static bool is_part(const CPLXMLNode *node, const int64_t src[4])
{
    int64_t cols, rows;

    return src[0] || src[1] || src[2] < 1 || src[3] < 1 ||
           (cells(value(node, "SourceProperties.RasterXSize"), 0, &cols) &&
            cols != src[2]) ||
           (cells(value(node, "SourceProperties.RasterYSize"), 0, &rows) &&
            rows != src[3]);
}

static eco_status read_place(const struct vrt_reader *r, const CPLXMLNode *node,
                             eco_vrt_source *s)
{
    const CPLXMLNode *from = child(node, "SrcRect"),
                     *to = child(node, "DstRect");
    const eco_grid *g = &r->vrt->grid;
    int64_t src[4] = {0}, dst[4] = {0};

    if (!from && !to)
        return ECO_OK; /* the whole file over the whole VRT */
    if (!from || !to)
        return refuse(r, "'%.200s' has only one of SrcRect and DstRect",
                      s->file);
    if (!rectangles(from, to, src, dst))
        return refuse(r, "'%.200s' is not placed on whole cells", s->file);
    if (src[2] != dst[2] || src[3] != dst[3])
        return refuse(r, "'%.200s' is resampled", s->file);
    if (is_part(node, src))
        return refuse(r, "a part of '%.200s' is taken", s->file);
    if (dst[0] < 0 || dst[1] < 0 || dst[0] + dst[2] > g->ncols ||
        dst[1] + dst[3] > g->nrows)
        return refuse(r, "'%.200s' is cut at the border", s->file);
    s->placed = true;
    s->ncols = (int)src[2];
    s->nrows = (int)src[3];
    s->col = dst[0];
    s->row = dst[1];
    return ECO_OK;
}

static eco_status read_source(const struct vrt_reader *r,
                              const CPLXMLNode *node, int band,
                              eco_vrt_source *s)
{
    static const char *const known[] = {"SourceFilename",
                                        "SourceBand",
                                        "SourceProperties",
                                        "SrcRect",
                                        "DstRect",
                                        "NODATA",
                                        NULL};
    const char *odd = stranger(node, known);
    const char *file = value(node, "SourceFilename");
    const char *nodata = value(node, "NODATA"), *of = value(node, "SourceBand");
    const char *relative = value(node, "SourceFilename.relativeToVRT");
    long long number = 1;

    if (!file || !*file)
        return refuse(r, "a %s names no file", node->pszValue);
    s->file = eco_mem_text(file);
    if (!s->file)
        return eco_nomem(r->ctx);
    if (odd)
        return refuse(r, "'%.200s' is changed on its way (%.60s)", file, odd);
    if (of && (!eco_parse_int(of, &number) || number != band))
        return refuse(r, "band %d is made of band %.20s of '%.200s'", band, of,
                      file);
    if (!of && band != 1)
        return refuse(r, "band %d is made of band 1 of '%.200s'", band, file);
    s->relative = relative && strcmp(relative, "1") == 0;
    s->nodata = nodata != NULL;
    if (nodata && !real(nodata, &s->nodata_value))
        return refuse(r, "NODATA '%.40s' is not a number", nodata);
    return read_place(r, node, s);
}

static bool same_value(bool has_a, double a, bool has_b, double b)
{
    if (has_a != has_b)
        return false;
    return !has_a || (isnan(a) && isnan(b)) || (!(a < b) && !(a > b));
}

static bool same_source(const eco_vrt_source *a, const eco_vrt_source *b)
{
    return strcmp(a->file, b->file) == 0 && a->relative == b->relative &&
           a->placed == b->placed && a->ncols == b->ncols &&
           a->nrows == b->nrows && a->col == b->col && a->row == b->row;
}

/* The first band tells the sources; the others must tell the same ones. */
static eco_status take_source(const struct vrt_reader *r,
                              const CPLXMLNode *node, int band, size_t i)
{
    const eco_vrt_band *b = &r->vrt->bands[band - 1];
    eco_vrt_source s = {0};
    eco_status st = read_source(r, node, band, &s);
    bool kept = false;

    if (!st && s.nodata &&
        !same_value(true, s.nodata_value, b->has_nodata, b->nodata))
        st = refuse(r, "'%.200s' has a NODATA of its own", s.file);
    if (!st && band == 1 && i >= ECO_TILES_MAX)
        st = refuse(r, "it lists more than %d files", ECO_TILES_MAX);
    if (!st && band == 1) {
        kept = ECO_GROW(r->vrt->sources, r->vrt->nsources, r->vrt->cap);
        if (kept)
            r->vrt->sources[r->vrt->nsources++] = s;
        else
            st = eco_nomem(r->ctx);
    } else if (!st && (i >= r->vrt->nsources ||
                       !same_source(&s, &r->vrt->sources[i]))) {
        st = refuse(r, "band %d is not made of the files of band 1", band);
    }
    if (!kept)
        eco_mem_free(s.file);
    return st;
}

static bool neutral(const CPLXMLNode *node, const char *name, double want)
{
    double v = want;

    return !value(node, name) ||
           (real(value(node, name), &v) && !(v < want) && !(v > want));
}

static eco_status read_band(const struct vrt_reader *r, const CPLXMLNode *node,
                            int band)
{
    static const char *const known[] = {
        "NoDataValue",   "ColorInterp",
        "ColorTable",    "Description",
        "CategoryNames", "GDALRasterAttributeTable",
        "Metadata",      "UnitType",
        "Histograms",    "Offset",
        "Scale",         "SimpleSource",
        "ComplexSource", NULL};
    const char *odd = stranger(node, known);
    const char *nodata = value(node, "NoDataValue");
    const char *type = value(node, "dataType");
    eco_vrt_band *b = &r->vrt->bands[band - 1];
    size_t n = 0;
    eco_status st = ECO_OK;

    if (value(node, "subClass"))
        return refuse(r, "band %d is computed (%.60s)", band,
                      value(node, "subClass"));
    if (odd)
        return refuse(r, "band %d is more than a mosaic (%.60s)", band, odd);
    if (!neutral(node, "Scale", 1) || !neutral(node, "Offset", 0))
        return refuse(r, "band %d is scaled", band);
    b->has_nodata = nodata != NULL;
    if (nodata && !real(nodata, &b->nodata))
        return refuse(r, "NoDataValue '%.40s' is not a number", nodata);
    snprintf(b->type, sizeof b->type, "%s", type ? type : "Byte");
    for (const CPLXMLNode *c = node->psChild; c && !st; c = c->psNext)
        if (is_element(c, "SimpleSource") || is_element(c, "ComplexSource"))
            st = take_source(r, c, band, n++);
    if (!st && n != r->vrt->nsources)
        st = refuse(r, "band %d is not made of the files of band 1", band);
    return st;
}

static eco_status read_bands(const struct vrt_reader *r, const CPLXMLNode *root)
{
    eco_vrt *v = r->vrt;
    eco_status st = ECO_OK;

    for (const CPLXMLNode *c = root->psChild; c && !st; c = c->psNext) {
        long long number = (long long)v->nbands + 1;

        if (!is_element(c, "VRTRasterBand"))
            continue;
        if (v->nbands >= ECO_VRT_BANDS_MAX)
            return refuse(r, "it has more than %d bands", ECO_VRT_BANDS_MAX);
        if (value(c, "band") && (!eco_parse_int(value(c, "band"), &number) ||
                                 number != (long long)v->nbands + 1))
            return refuse(r, "its bands are not in order");
        v->nbands++;
        st = read_band(r, c, (int)number);
    }
    if (!st && !v->nsources)
        st = refuse(r, "it lists no file");
    return st;
}

static eco_status read_grid(const struct vrt_reader *r, const CPLXMLNode *root)
{
    char **parts =
        CSLTokenizeString2(CPLGetXMLValue(root, "GeoTransform", ""), ",", 0);
    eco_grid *g = &r->vrt->grid;
    int64_t cols = 0, rows = 0;
    bool good = CSLCount(parts) == 6;

    for (int i = 0; i < 6 && good; i++)
        good = real(parts[i], &g->gt[i]);
    CSLDestroy(parts);
    if (!cells(value(root, "rasterXSize"), 0, &cols) ||
        !cells(value(root, "rasterYSize"), 0, &rows))
        return refuse(r, "it does not say how large it is");
    g->ncols = (int)cols;
    g->nrows = (int)rows;
    return good && eco_grid_valid(g)
               ? ECO_OK
               : refuse(r, "it does not say where its cells are");
}

static eco_status read_root(const struct vrt_reader *r, const CPLXMLNode *root)
{
    static const char *const known[] = {
        "SRS",        "GeoTransform", "Metadata",      "BlockXSize",
        "BlockYSize", "OverviewList", "VRTRasterBand", NULL};
    const char *odd = stranger(root, known);
    eco_status st;

    if (value(root, "subClass"))
        return refuse(r, "it is computed (%.60s)", value(root, "subClass"));
    if (odd)
        return refuse(r, "it is more than a mosaic (%.60s)", odd);
    r->vrt->srs = eco_mem_text(value(root, "SRS"));
    r->vrt->bands = eco_mem_array(ECO_VRT_BANDS_MAX, sizeof *r->vrt->bands);
    if (!r->vrt->bands || (value(root, "SRS") && !r->vrt->srs))
        return eco_nomem(r->ctx);
    st = read_grid(r, root);
    return st ? st : read_bands(r, root);
}

eco_status eco_vrt_parse(eco_ctx *ctx, const char *path, const char *text,
                         eco_vrt *out)
{
    const struct vrt_reader r = {ctx, path, out};
    CPLXMLNode *tree;
    const CPLXMLNode *root;
    eco_status st;

    *out = (eco_vrt){.nbands = 0};
    eco_gdal_errors_begin(ctx);
    tree = CPLParseXMLString(text);
    root = CPLGetXMLNode(tree, "=VRTDataset");
    if (!tree)
        st = eco_fail(ctx, ECO_FORMAT, "%s: is not valid XML", path);
    else if (!root)
        st = eco_fail(ctx, ECO_FORMAT, "%s: is no VRT: it has no VRTDataset",
                      path);
    else
        st = read_root(&r, root);
    CPLDestroyXMLNode(tree);
    st = eco_gdal_errors_end(ctx, st);
    if (st)
        eco_vrt_clear(out);
    return st;
}

void eco_vrt_clear(eco_vrt *v)
{
    for (size_t i = 0; i < v->nsources; i++)
        eco_mem_free(v->sources[i].file);
    eco_mem_free(v->sources);
    eco_mem_free(v->bands);
    eco_mem_free(v->srs);
    *v = (eco_vrt){.nbands = 0};
}
