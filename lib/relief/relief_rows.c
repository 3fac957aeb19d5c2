/* Files of elevation, side by side: open while the rows in hand meet them, read
 * some rows at a time. */
#include "eco_relief_rows.h"

#include "eco_mem.h"
#include "eco_raster.h"

#include <math.h>
#include <string.h>

/* Rows read at once: a block of most files. */
enum { ROWS = 64 };

/* Cells: of two grids that are meant to be one. */
static const double fits = 1e-3;

struct tile {
    const char *path;
    int64_t col, row; /* in the first file's grid, then in the whole */
    int ncols, nrows;
    eco_raster *file;
    eco_sample sample;
    bool has_nodata;
    double nodata;
};

struct eco_relief_rows {
    const eco_dataset_spec *spec;
    int band;
    struct tile *tiles;
    size_t ntiles;
    eco_grid grid;
    eco_crs *crs;
    int next, first; /* row to hand out, and first one in `rows` */
    float *rows;
    void *raw;
};

static eco_status open_tile(eco_ctx *ctx, const eco_relief_rows *r,
                            struct tile *t)
{
    eco_status st = eco_raster_open(ctx, t->path, &t->file);

    if (!st)
        st = eco_raster_band(ctx, t->file, r->band, &t->sample, &t->has_nodata,
                             &t->nodata);
    if (r->spec->nodata == ECO_NODATA_KEEP)
        t->has_nodata = false;
    if (r->spec->nodata == ECO_NODATA_VALUE) {
        t->has_nodata = true;
        t->nodata = r->spec->nodata_value;
    }
    return st;
}

static void close_tile(struct tile *t)
{
    eco_raster_close(t->file);
    t->file = NULL;
}

/* The first file gives the grid; the others lie on it. */
static eco_status place_tile(eco_ctx *ctx, eco_relief_rows *r, struct tile *t)
{
    const eco_grid *g = &eco_raster_info_get(t->file)->grid;
    const eco_crs *crs = eco_raster_crs(t->file);

    t->ncols = g->ncols;
    t->nrows = g->nrows;
    if (!crs)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: has no coordinate reference system; set it with "
                        "gdal_edit.py -a_srs",
                        t->path);
    if (!eco_grid_north_up(g) || g->gt[5] >= 0)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: is rotated or upside down; elevation must have "
                        "its north up, as gdalwarp makes it",
                        t->path);
    if (!r->crs) {
        r->grid = *g;
        return eco_crs_clone(ctx, crs, &r->crs);
    }
    if (!eco_crs_same(r->crs, crs) ||
        !eco_grid_aligned(&r->grid, g, fits, &t->col, &t->row))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: has another reference system or other cells than "
                        "%s; elevation must be on one grid",
                        t->path, r->tiles[0].path);
    return ECO_OK;
}

/* The grid round all files. */
static eco_status enclose(eco_ctx *ctx, eco_relief_rows *r)
{
    int64_t col = 0, row = 0, right = 0, bottom = 0;

    for (size_t i = 0; i < r->ntiles; i++) {
        const struct tile *t = &r->tiles[i];

        col = t->col < col ? t->col : col;
        row = t->row < row ? t->row : row;
        right = t->col + t->ncols > right ? t->col + t->ncols : right;
        bottom = t->row + t->nrows > bottom ? t->row + t->nrows : bottom;
    }
    if (right - col > INT32_MAX || bottom - row > INT32_MAX)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: the files lie too far apart for one grid",
                        r->tiles[0].path);
    r->grid.gt[0] += (double)col * r->grid.gt[1];
    r->grid.gt[3] += (double)row * r->grid.gt[5];
    r->grid.ncols = (int)(right - col);
    r->grid.nrows = (int)(bottom - row);
    for (size_t i = 0; i < r->ntiles; i++) {
        r->tiles[i].col -= col;
        r->tiles[i].row -= row;
    }
    return ECO_OK;
}

eco_status eco_relief_rows_open(eco_ctx *ctx, const eco_dataset_spec *spec,
                                eco_relief_rows **out)
{
    const eco_band_source *b = &spec->bands[0];
    eco_relief_rows *r = eco_mem_array(1, sizeof *r);
    eco_status st = ECO_OK;

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    *r = (eco_relief_rows){.spec = spec, .band = b->band, .first = -ROWS};
    r->tiles = eco_mem_array(b->nfiles, sizeof *r->tiles);
    if (!r->tiles)
        st = eco_nomem(ctx);
    for (; r->ntiles < b->nfiles && !st; r->ntiles++) {
        struct tile *t = &r->tiles[r->ntiles];

        t->path = b->files[r->ntiles];
        st = open_tile(ctx, r, t);
        if (!st)
            st = place_tile(ctx, r, t);
        close_tile(t);
    }
    if (!st)
        st = enclose(ctx, r);
    if (!st) {
        r->rows = eco_mem_array((size_t)r->grid.ncols, ROWS * sizeof(float));
        r->raw = eco_mem_array((size_t)r->grid.ncols, ROWS * sizeof(double));
        if (!r->rows || !r->raw)
            st = eco_nomem(ctx);
    }
    if (st)
        eco_relief_rows_close(r);
    else
        *out = r;
    return st;
}

void eco_relief_rows_close(eco_relief_rows *r)
{
    if (!r)
        return;
    for (size_t i = 0; i < r->ntiles; i++)
        close_tile(&r->tiles[i]);
    eco_crs_destroy(r->crs);
    eco_mem_free(r->tiles);
    eco_mem_free(r->rows);
    eco_mem_free(r->raw);
    eco_mem_free(r);
}

const eco_grid *eco_relief_rows_grid(const eco_relief_rows *r)
{
    return &r->grid;
}

const eco_crs *eco_relief_rows_crs(const eco_relief_rows *r)
{
    return r->crs;
}

static double sample_at(const void *raw, eco_sample sample, size_t i)
{
    switch (sample) {
    case ECO_SAMPLE_U8:
        return ((const uint8_t *)raw)[i];
    case ECO_SAMPLE_U16:
        return ((const uint16_t *)raw)[i];
    case ECO_SAMPLE_I16:
        return ((const int16_t *)raw)[i];
    case ECO_SAMPLE_I32:
        return ((const int32_t *)raw)[i];
    case ECO_SAMPLE_F64:
        return ((const double *)raw)[i];
    }
    return NAN;
}

/* Known elevations of the window into the rows, where none is known yet. */
static void lay_in(eco_relief_rows *r, const struct tile *t, int row, int nrows)
{
    for (int i = 0; i < nrows; i++) {
        float *to = r->rows +
                    (size_t)(row + i - r->first) * (size_t)r->grid.ncols +
                    t->col;

        for (int c = 0; c < t->ncols; c++) {
            double v = sample_at(r->raw, t->sample,
                                 (size_t)i * (size_t)t->ncols + (size_t)c);
            bool known = isfinite(v) && !(t->has_nodata && !(v < t->nodata) &&
                                          !(v > t->nodata));

            if (known && isnan(to[c]))
                to[c] = (float)v;
        }
    }
}

static eco_status read_tile(eco_ctx *ctx, eco_relief_rows *r, struct tile *t,
                            int last)
{
    int row = t->row > r->first ? (int)t->row : r->first;
    int end = t->row + t->nrows < last ? (int)t->row + t->nrows : last;
    eco_status st = ECO_OK;

    if (row >= end) {
        close_tile(t);
        return ECO_OK;
    }
    if (!t->file)
        st = open_tile(ctx, r, t);
    if (!st)
        st = eco_raster_read(
            ctx, t->file, r->band,
            (const int[4]){0, row - (int)t->row, t->ncols, end - row}, r->raw,
            (size_t)t->ncols);
    if (!st)
        lay_in(r, t, row, end - row);
    return st;
}

eco_status eco_relief_rows_next(eco_ctx *ctx, eco_relief_rows *r,
                                const float **row)
{
    size_t ncols = (size_t)r->grid.ncols;
    eco_status st = ECO_OK;

    if (r->next >= r->first + ROWS) {
        int last = r->next + ROWS;

        r->first = r->next;
        for (size_t i = 0; i < ncols * ROWS; i++)
            r->rows[i] = NAN;
        for (size_t i = 0; i < r->ntiles && !st; i++)
            st = read_tile(ctx, r, &r->tiles[i], last);
    }
    *row = r->rows + (size_t)(r->next - r->first) * ncols;
    r->next++;
    return st;
}
