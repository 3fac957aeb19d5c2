/* A VRT may say other things of its files than they do themselves; where it
 * does, reading the files would not be reading the VRT. */
#include "eco_tile_index.h"

#include "eco_file.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "eco_str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SHIFT_MAX 1e-3
enum { XML_MAX = 256 << 20 };

static eco_status differs(eco_ctx *ctx, const char *vrt, const char *file,
                          const char *what)
{
    return eco_fail(ctx, ECO_USAGE,
                    "%s: %s of '%s' is not what that file says; name the "
                    "files themselves (a folder or a pattern)",
                    vrt, what, file);
}

static bool same_nodata(const eco_vrt_band *b, bool has, double v)
{
    double off = fabs(b->nodata - v);

    if (b->has_nodata != has)
        return false;
    /* Decimal in the VRT, and rounded to the samples' type in the file. */
    return !has || (isnan(b->nodata) && isnan(v)) || !(off > fabs(v) * 1e-6);
}

static bool same_type(const char *type, eco_sample sample)
{
    static const struct {
        const char *type;
        eco_sample sample;
    } types[] = {{"Byte", ECO_SAMPLE_U8},
                 {"UInt16", ECO_SAMPLE_U16},
                 {"Int16", ECO_SAMPLE_I16},
                 {"Int8", ECO_SAMPLE_I16},
                 {"Int32", ECO_SAMPLE_I32}};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].type, type) == 0)
            return sample == types[i].sample;
    return sample == ECO_SAMPLE_F64;
}

static eco_status compare_bands(eco_ctx *ctx, const char *path,
                                const eco_vrt *v, eco_raster *r,
                                const char *file)
{
    eco_status st = ECO_OK;

    for (size_t b = 0; b < v->nbands && !st; b++) {
        eco_sample sample;
        bool has_nodata;
        double nodata;

        st = eco_raster_band(ctx, r, (int)b + 1, &sample, &has_nodata, &nodata);
        if (!st && !same_type(v->bands[b].type, sample))
            st = differs(ctx, path, file, "the data type");
        if (!st && !same_nodata(&v->bands[b], has_nodata, nodata))
            st = differs(ctx, path, file, "the no-data value");
    }
    return st;
}

static eco_status compare_place(eco_ctx *ctx, const char *path,
                                const eco_vrt *v, const eco_vrt_source *s,
                                const eco_grid *g, const char *file)
{
    int64_t col, row;

    if (s->placed && (s->ncols != g->ncols || s->nrows != g->nrows))
        return differs(ctx, path, file, "the size");
    if (!s->placed && (v->grid.ncols != g->ncols || v->grid.nrows != g->nrows))
        return differs(ctx, path, file, "the size");
    if (!eco_grid_aligned(&v->grid, g, SHIFT_MAX, &col, &row) ||
        col != s->col || row != s->row)
        return differs(ctx, path, file, "the place");
    return ECO_OK;
}

static eco_status compare(eco_ctx *ctx, const char *path, const eco_vrt *v,
                          const eco_vrt_source *s, const eco_crs *crs,
                          const char *file)
{
    eco_raster *r = NULL;
    eco_status st = eco_raster_open(ctx, file, &r);

    if (!st)
        st =
            compare_place(ctx, path, v, s, &eco_raster_info_get(r)->grid, file);
    if (!st && crs &&
        !(eco_raster_crs(r) && eco_crs_same(eco_raster_crs(r), crs)))
        st = differs(ctx, path, file, "the coordinate reference system");
    if (!st)
        st = compare_bands(ctx, path, v, r, file);
    eco_raster_close(r);
    return st;
}

static eco_status add_sources(eco_ctx *ctx, const char *path, const eco_vrt *v,
                              eco_tiles *t)
{
    eco_crs *crs = NULL;
    eco_status st = ECO_OK;

    if (v->srs && *v->srs)
        st = eco_crs_create(ctx, v->srs, &crs);
    if (st)
        return eco_trace(ctx, st, "the SRS of '%s'", path);
    for (size_t i = 0; i < v->nsources && !st; i++) {
        const eco_vrt_source *s = &v->sources[i];
        char *file = s->relative ? eco_tiles_beside(path, s->file)
                                 : eco_mem_text(s->file);

        st = file ? eco_tiles_add_listed(ctx, t, path, file) : eco_nomem(ctx);
        if (!st)
            st = compare(ctx, path, v, s, crs, file);
        eco_mem_free(file);
    }
    eco_crs_destroy(crs);
    return st;
}

eco_status eco_tiles_vrt(eco_ctx *ctx, const char *path, eco_tiles *t)
{
    eco_vrt v = {.nbands = 0};
    char *text = NULL;
    size_t n = 0;
    eco_status st = eco_file_read(ctx, path, XML_MAX, &text, &n);

    if (!st && strlen(text) != n)
        st = eco_fail(ctx, ECO_FORMAT, "%s: is not valid XML", path);
    if (!st)
        st = eco_vrt_parse(ctx, path, text, &v);
    eco_mem_free(text);
    if (!st)
        st = add_sources(ctx, path, &v, t);
    eco_vrt_clear(&v);
    return st;
}
