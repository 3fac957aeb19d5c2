/* Reads windows of mosaics and hands out rows of classes and values. */
#include "eco_reader.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

enum { OPEN_MAX_FILES = 128 };

/* A layer's part of the current window, in the layer's own cells. */
struct window {
    int col0, row0, ncols, nrows;
    unsigned char *samples;
    size_t samples_cap;
    unsigned char *present; /* per cell; only used when `holes` */
    size_t present_cap;
    bool holes;
};

struct eco_reader {
    const eco_stack *stack;
    eco_raster **files;
    size_t nopen;
    struct window *windows; /* per layer */
};

eco_status eco_reader_create(eco_ctx *ctx, const eco_stack *s, eco_reader **out)
{
    eco_reader *r = eco_mem_array(1, sizeof *r);

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    r->stack = s;
    r->files = eco_mem_array(s->nfiles, sizeof(eco_raster *));
    r->windows = eco_mem_array(s->nlayers, sizeof *r->windows);
    if (!r->files || !r->windows) {
        eco_reader_destroy(r);
        return eco_nomem(ctx);
    }
    *out = r;
    return ECO_OK;
}

static void close_files(eco_reader *r)
{
    for (size_t i = 0; r->files && i < r->stack->nfiles; i++) {
        eco_raster_close(r->files[i]);
        r->files[i] = NULL;
    }
    r->nopen = 0;
}

void eco_reader_destroy(eco_reader *r)
{
    if (!r)
        return;
    close_files(r);
    for (size_t i = 0; r->windows && i < r->stack->nlayers; i++) {
        eco_mem_free(r->windows[i].samples);
        eco_mem_free(r->windows[i].present);
    }
    eco_mem_free(r->files);
    eco_mem_free(r->windows);
    eco_mem_free(r);
}

static eco_status file(eco_ctx *ctx, eco_reader *r, size_t i, eco_raster **out)
{
    eco_status st;

    if (!r->files[i]) {
        if (r->nopen >= OPEN_MAX_FILES)
            close_files(r); /* a mosaic is walked in order: few come back */
        st = eco_raster_open(ctx, r->stack->files[i], &r->files[i]);
        if (st)
            return st;
        r->nopen++;
    }
    *out = r->files[i];
    return ECO_OK;
}

static int imax(int a, int b)
{
    return a > b ? a : b;
}

static int imin(int a, int b)
{
    return a < b ? a : b;
}

/* Range of mapped source cells; empty (0, 0) when there is none. */
static void mapped(const int *map, int from, int to, int *low, int *high)
{
    *low = INT32_MAX;
    *high = 0;
    for (int i = from; i < to; i++)
        if (map[i] >= 0) {
            *low = imin(*low, map[i]);
            *high = imax(*high, map[i] + 1);
        }
    if (*low >= *high)
        *low = *high = 0;
}

static void overlapped(const eco_overlaps *o, int from, int to, int *low,
                       int *high)
{
    *low = INT32_MAX;
    *high = 0;
    for (int i = from; i < to; i++)
        if (o->n[i] > 0) {
            *low = imin(*low, o->first[i]);
            *high = imax(*high, o->first[i] + o->n[i]);
        }
    if (*low >= *high)
        *low = *high = 0;
}

/* The source window that a window of the reference grid needs. */
static void source_window(const eco_layer *l, const int cols[2],
                          const int rows[2], struct window *w)
{
    int c0, c1, r0, r1;

    if (l->value) {
        overlapped(&l->cols, cols[0], cols[1], &c0, &c1);
        overlapped(&l->rows, rows[0], rows[1], &r0, &r1);
    } else if (l->aligned) {
        c0 = imax(cols[0] - (int)l->dcol, 0);
        c1 = imin(cols[1] - (int)l->dcol, l->grid.ncols);
        r0 = imax(rows[0] - (int)l->drow, 0);
        r1 = imin(rows[1] - (int)l->drow, l->grid.nrows);
    } else {
        mapped(l->col_map, cols[0], cols[1], &c0, &c1);
        mapped(l->row_map, rows[0], rows[1], &r0, &r1);
    }
    w->col0 = c0;
    w->row0 = r0;
    w->ncols = imax(c1 - c0, 0);
    w->nrows = imax(r1 - r0, 0);
}

static void mark(struct window *w, const int at[4])
{
    for (int row = at[1]; row < at[3]; row++)
        memset(w->present + (size_t)(row - w->row0) * (size_t)w->ncols +
                   (at[0] - w->col0),
               1, (size_t)(at[2] - at[0]));
}

static eco_status read_tile(eco_ctx *ctx, eco_reader *r, size_t layer,
                            const eco_tile *t)
{
    const eco_layer *l = &r->stack->layers[layer];
    struct window *w = &r->windows[layer];
    size_t size = eco_sample_size(l->sample);
    int at[4] = {imax(t->col, w->col0), imax(t->row, w->row0),
                 imin(t->col + t->ncols, w->col0 + w->ncols),
                 imin(t->row + t->nrows, w->row0 + w->nrows)};
    eco_raster *raster;
    unsigned char *to;
    eco_status st;

    if (at[0] >= at[2] || at[1] >= at[3])
        return ECO_OK;
    st = file(ctx, r, t->file, &raster);
    if (st)
        return st;
    to = w->samples + ((size_t)(at[1] - w->row0) * (size_t)w->ncols +
                       (size_t)(at[0] - w->col0)) *
                          size;
    st = eco_raster_read(ctx, raster, l->band,
                         (const int[4]){at[0] - t->col, at[1] - t->row,
                                        at[2] - at[0], at[3] - at[1]},
                         to, (size_t)w->ncols);
    if (!st && w->holes)
        mark(w, at);
    return st;
}

static eco_status read_layer(eco_ctx *ctx, eco_reader *r, size_t layer,
                             const int cols[2], const int rows[2])
{
    const eco_layer *l = &r->stack->layers[layer];
    struct window *w = &r->windows[layer];
    eco_status st = ECO_OK;
    size_t n;

    source_window(l, cols, rows, w);
    n = (size_t)w->ncols * (size_t)w->nrows;
    w->holes = l->ntiles > 1;
    if (!n)
        return ECO_OK;
    if (!ECO_GROW(w->samples, n * eco_sample_size(l->sample), w->samples_cap) ||
        (w->holes && !ECO_GROW(w->present, n, w->present_cap)))
        return eco_nomem(ctx);
    if (w->holes)
        memset(w->present, 0, n);
    /* From the last file to the first: where files overlap, the first wins. */
    for (size_t i = l->ntiles; i-- > 0 && !st;)
        st = read_tile(ctx, r, layer, &l->tiles[i]);
    return st;
}

eco_status eco_reader_window(eco_ctx *ctx, eco_reader *r, const int cols[2],
                             const int rows[2])
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->stack->nlayers && !st; i++)
        st = read_layer(ctx, r, i, cols, rows);
    return st;
}

/* Offset of a source cell in the window; false when it holds nothing. */
static bool cell_at(const struct window *w, int col, int row, size_t *at)
{
    if (col < w->col0 || col >= w->col0 + w->ncols || row < w->row0 ||
        row >= w->row0 + w->nrows)
        return false;
    *at = (size_t)(row - w->row0) * (size_t)w->ncols + (size_t)(col - w->col0);
    return !w->holes || w->present[*at];
}

static void fill(uint16_t *out, size_t n, uint16_t klass)
{
    for (size_t i = 0; i < n; i++)
        out[i] = klass;
}

/* Classes of aligned layers: one stretch of the source row. */
static void aligned_classes(const eco_layer *l, const struct window *w,
                            const int at[2], size_t n, uint16_t *out)
{
    uint16_t outside = (uint16_t)ECO_CLASS_OUTSIDE(&l->classes);
    size_t size = eco_sample_size(l->sample), offset;
    int row = at[1] - (int)l->drow, col = at[0] - (int)l->dcol;
    int first = imax(col, w->col0);
    int end = imin(col + (int)n, w->col0 + w->ncols);

    fill(out, n, outside);
    if (row < w->row0 || row >= w->row0 + w->nrows || first >= end)
        return;
    out += first - col;
    offset =
        (size_t)(row - w->row0) * (size_t)w->ncols + (size_t)(first - w->col0);
    eco_classify(&l->classes, l->sample, w->samples + offset * size,
                 (size_t)(end - first), out);
    if (w->holes)
        for (int i = 0; i < end - first; i++)
            if (!w->present[offset + (size_t)i])
                out[i] = outside;
}

void eco_reader_classes(const eco_reader *r, size_t layer, int row, int col0,
                        size_t n, uint16_t *out)
{
    const eco_layer *l = &r->stack->layers[layer];
    const struct window *w = &r->windows[layer];
    size_t size = eco_sample_size(l->sample), at;

    if (l->aligned) {
        aligned_classes(l, w, (const int[2]){col0, row}, n, out);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        int col = l->col_map[col0 + (int)i];

        if (col < 0 || l->row_map[row] < 0 ||
            !cell_at(w, col, l->row_map[row], &at))
            out[i] = (uint16_t)ECO_CLASS_OUTSIDE(&l->classes);
        else
            eco_classify(&l->classes, l->sample, w->samples + at * size, 1,
                         &out[i]);
    }
}

static double sample_value(const eco_layer *l, const unsigned char *p)
{
    double d;
    int32_t i32;
    int16_t i16;
    uint16_t u16;

    switch (l->sample) {
    case ECO_SAMPLE_U8:
        return *p;
    case ECO_SAMPLE_U16:
        memcpy(&u16, p, sizeof u16);
        return u16;
    case ECO_SAMPLE_I16:
        memcpy(&i16, p, sizeof i16);
        return i16;
    case ECO_SAMPLE_I32:
        memcpy(&i32, p, sizeof i32);
        return i32;
    case ECO_SAMPLE_F64:
        memcpy(&d, p, sizeof d);
        return d;
    }
    return NAN;
}

/* Average (density) or conserved part (count) of the source cells that one
 * reference cell meets; NaN when none of them has a value. */
static double joined(const eco_layer *l, const struct window *w, int col,
                     int row)
{
    const double *wx = l->cols.weights + l->cols.at[col];
    const double *wy = l->rows.weights + l->rows.at[row];
    size_t size = eco_sample_size(l->sample), at;
    double sum = 0, weight = 0;

    for (int j = 0; j < l->rows.n[row]; j++)
        for (int i = 0; i < l->cols.n[col]; i++) {
            double v;

            if (!cell_at(w, l->cols.first[col] + i, l->rows.first[row] + j,
                         &at))
                continue;
            v = sample_value(l, w->samples + at * size);
            if (!isfinite(v) ||
                (l->has_nodata && !(v < l->nodata) && !(v > l->nodata)))
                continue;
            sum += v * wx[i] * wy[j];
            weight += wx[i] * wy[j];
        }
    if (!(weight > 0))
        return NAN;
    return l->count ? sum : sum / weight;
}

eco_status eco_reader_values(eco_ctx *ctx, const eco_reader *r, size_t layer,
                             const int at[2], size_t n, int64_t *out)
{
    const eco_layer *l = &r->stack->layers[layer];
    const struct window *w = &r->windows[layer];

    for (size_t i = 0; i < n; i++) {
        double v = joined(l, w, at[0] + (int)i, at[1]);

        if (isnan(v)) {
            out[i] = ECO_NO_VALUE;
            continue;
        }
        v = ldexp(v, l->value_bits);
        if (!(fabs(v) < (l->count ? 0x1p52 : 0x1p40)))
            return eco_fail(ctx, ECO_FORMAT,
                            "%s: value %g at column %d, row %d is too large "
                            "to add up; is its nodata value declared?",
                            l->name, ldexp(v, -l->value_bits), at[0] + (int)i,
                            at[1]);
        out[i] = llround(v);
    }
    return ECO_OK;
}
