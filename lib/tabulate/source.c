/* Rows out of patches: straight from a block where one holds the row. */
#include "eco_source.h"

#include "eco_mem.h"
#include "eco_warped.h"

#include <string.h>

void eco_source_clear(eco_source *s)
{
    eco_cache_destroy(s->cache);
    eco_mem_free(s->line);
    eco_mem_free(s->moved);
    eco_mem_free(s->line_state);
    eco_mem_free(s->moved_state);
    eco_mem_free(s->sheet.samples);
    eco_mem_free(s->sheet.state);
    eco_mem_free(s->sheet.ready);
    eco_warp_destroy(s->warp);
    eco_sieve_clear(&s->sieve);
    *s = (eco_source){0};
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

/* The window of a layer that is joined axis by axis. */
static void own_window(eco_source *s, const int cols[2], const int rows[2])
{
    const eco_layer *l = s->layer;
    int *w = s->window;
    bool same = s->last_cols[1] > 0 && s->last_cols[0] == cols[0] &&
                s->last_cols[1] == cols[1];

    if (same && (l->value || !l->aligned)) {
        w[0] = s->last_own[0];
        w[2] = s->last_own[1];
        if (l->value)
            overlapped(&l->rows, rows[0], rows[1], &w[1], &w[3]);
        else
            mapped(l->row_map, rows[0], rows[1], &w[1], &w[3]);
    } else if (l->value) {
        overlapped(&l->cols, cols[0], cols[1], &w[0], &w[2]);
        overlapped(&l->rows, rows[0], rows[1], &w[1], &w[3]);
    } else if (l->aligned) {
        w[0] = imax(cols[0] - (int)l->dcol, 0);
        w[2] = imin(cols[1] - (int)l->dcol, l->grid.ncols);
        w[1] = imax(rows[0] - (int)l->drow, 0);
        w[3] = imin(rows[1] - (int)l->drow, l->grid.nrows);
    } else {
        mapped(l->col_map, cols[0], cols[1], &w[0], &w[2]);
        mapped(l->row_map, rows[0], rows[1], &w[1], &w[3]);
    }
    s->last_cols[0] = cols[0];
    s->last_cols[1] = cols[1];
    s->last_own[0] = w[0];
    s->last_own[1] = w[2];
}

static eco_status warped_window(eco_ctx *ctx, eco_source *s,
                                const eco_stack *stack, const int cols[2],
                                const int rows[2])
{
    eco_status st = ECO_OK;

    if (!s->warp)
        st = eco_warp_create(ctx, stack, s->layer, &s->warp);
    if (!st)
        st = eco_warp_window(ctx, s->warp, cols, rows, s->window);
    return st ? st : eco_warped_window(ctx, s);
}

/* The window and the rim in which its patches may go on. */
static eco_status sieved_window(eco_ctx *ctx, eco_source *s, eco_handles *h)
{
    const eco_layer *l = s->layer;
    const int *w = s->window;
    const int wide[4] = {imax(w[0] - l->rim, 0), imax(w[1] - l->rim, 0),
                         imin(w[2] + l->rim, l->grid.ncols),
                         imin(w[3] + l->rim, l->grid.nrows)};
    eco_status st =
        eco_cache_window(ctx, s->cache, h, wide, &s->patches, &s->npatches);

    return st ? st : eco_sieve_window(ctx, &s->sieve, s, wide);
}

eco_status eco_source_window(eco_ctx *ctx, eco_source *s, eco_handles *h,
                             const int cols[2], const int rows[2])
{
    const int *w = s->window;
    eco_status st = ECO_OK;

    s->npatches = 0;
    if (s->layer->warped)
        st = warped_window(ctx, s, h->stack, cols, rows);
    else
        own_window(s, cols, rows);
    if (st)
        return st;
    if (w[0] >= w[2] || w[1] >= w[3])
        return ECO_OK;
    if (s->layer->rim)
        return sieved_window(ctx, s, h);
    return eco_cache_window(ctx, s->cache, h, w, &s->patches, &s->npatches);
}

static bool meets(const eco_patch *p, int row, int from, int to)
{
    return row >= p->row0 && row < p->row1 && p->col0 < to && p->col1 > from;
}

static const unsigned char *sample_at(const eco_patch *p, int row, int col,
                                      size_t size)
{
    return p->samples + ((size_t)(row - p->row) * (size_t)p->stride +
                         (size_t)(col - p->col)) *
                            size;
}

static void put(const eco_patch *p, int row, const int cols[2], size_t size,
                unsigned char *to)
{
    size_t n = (size_t)(cols[1] - cols[0]);

    if (!p->constant) {
        memcpy(to, sample_at(p, row, cols[0], size), n * size);
        return;
    }
    for (size_t i = 0; i < n; i++)
        memcpy(to + i * size, p->samples, size);
}

static void put_state(const eco_patch *p, int row, const int cols[2],
                      uint8_t *to)
{
    const uint8_t *mask;

    memset(to, ECO_STATE_DATA, (size_t)(cols[1] - cols[0]));
    if (!p->mask)
        return;
    mask = p->mask + (size_t)(row - p->row) * (size_t)p->stride +
           (cols[0] - p->col);
    for (int i = 0; i < cols[1] - cols[0]; i++)
        if (!mask[i])
            to[i] = ECO_STATE_MASKED;
}

/* From the last patch to the first: where files overlap, the first wins. */
static eco_status put_together(eco_ctx *ctx, eco_source *s, int row, int from,
                               int to, eco_view *out)
{
    size_t n = (size_t)(to - from), size = eco_sample_size(s->layer->sample);
    size_t filled = 0;

    if (!ECO_GROW(s->line, n * size, s->line_cap) ||
        !ECO_GROW(s->line_state, n, s->state_cap))
        return eco_nomem(ctx);
    memset(s->line, 0, n * size);
    memset(s->line_state, ECO_STATE_OUTSIDE, n);
    for (size_t i = s->npatches; i-- > 0;) {
        const eco_patch *p = &s->patches[i];
        const int cols[2] = {imax(p->col0, from), imin(p->col1, to)};

        if (!meets(p, row, from, to))
            continue;
        put(p, row, cols, size, s->line + (size_t)(cols[0] - from) * size);
        put_state(p, row, cols, s->line_state + (cols[0] - from));
    }
    for (size_t i = 0; i < n; i++)
        filled += s->line_state[i] == ECO_STATE_DATA;
    *out = (eco_view){s->line, filled == n ? NULL : s->line_state, false};
    return ECO_OK;
}

eco_status eco_source_stored(eco_ctx *ctx, eco_source *s, int row, int from,
                             int to, eco_view *out)
{
    const eco_patch *only = NULL;
    size_t found = 0;

    for (size_t i = 0; i < s->npatches && found < 2; i++)
        if (meets(&s->patches[i], row, from, to)) {
            only = &s->patches[i];
            found++;
        }
    *out = (eco_view){0};
    if (!found)
        return ECO_OK;
    if (found > 1 || only->mask || only->col0 > from || only->col1 < to)
        return put_together(ctx, s, row, from, to, out);
    out->constant = only->constant;
    out->samples =
        only->constant
            ? only->samples
            : sample_at(only, row, from, eco_sample_size(s->layer->sample));
    return ECO_OK;
}

/* Columns from .. to-1 may reach beyond the window, where nothing is. */
static eco_status mark_small(eco_ctx *ctx, eco_source *s, int row,
                             const int cols[2], eco_view *line)
{
    int from = imax(cols[0], s->window[0]), to = imin(cols[1], s->window[2]);
    size_t n = (size_t)(cols[1] - cols[0]);
    const uint8_t *small;

    if (from >= to || row < s->window[1] || row >= s->window[3])
        return ECO_OK;
    small = eco_sieve_row(&s->sieve, row, from);
    if (!small)
        return ECO_OK;
    if (!ECO_GROW(s->line_state, n, s->state_cap))
        return eco_nomem(ctx);
    if (!line->state)
        memset(s->line_state, ECO_STATE_DATA, n);
    line->state = s->line_state;
    for (int col = from; col < to; col++) {
        uint8_t *state = &s->line_state[col - cols[0]];

        if (small[col - from] && *state == ECO_STATE_DATA)
            *state = ECO_STATE_SMALL;
    }
    return ECO_OK;
}

eco_status eco_source_line(eco_ctx *ctx, eco_source *s, int row, int from,
                           int to, eco_view *out)
{
    eco_status st = eco_source_stored(ctx, s, row, from, to, out);

    if (st || !s->layer->rim || !out->samples)
        return st;
    return mark_small(ctx, s, row, (const int[2]){from, to}, out);
}

/* A layer of other extent: what lies beyond it is outside. */
static eco_status aligned_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                               size_t n, eco_view *out)
{
    const eco_layer *l = s->layer;
    int from = col0 - (int)l->dcol, own_row = row - (int)l->drow;

    if (own_row < 0 || own_row >= l->grid.nrows) {
        *out = (eco_view){0};
        return ECO_OK;
    }
    return eco_source_line(ctx, s, own_row, from, from + (int)n, out);
}

/* The sample under the centre of each cell of the reference. */
static void gather(const eco_source *s, const int *map, size_t n,
                   const eco_view *line)
{
    size_t size = eco_sample_size(s->layer->sample);

    for (size_t i = 0; i < n; i++) {
        size_t at = (size_t)(map[i] - s->window[0]);

        s->moved_state[i] = map[i] < 0    ? (uint8_t)ECO_STATE_OUTSIDE
                            : line->state ? line->state[at]
                                          : (uint8_t)ECO_STATE_DATA;
        if (s->moved_state[i] == ECO_STATE_OUTSIDE)
            memset(s->moved + i * size, 0, size);
        else
            memcpy(s->moved + i * size,
                   (const unsigned char *)line->samples +
                       (line->constant ? 0 : at * size),
                   size);
    }
}

static eco_status nearest_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                               size_t n, eco_view *out)
{
    const eco_layer *l = s->layer;
    eco_view line;
    eco_status st;

    *out = (eco_view){0};
    if (l->row_map[row] < 0 || !s->npatches)
        return ECO_OK;
    st = eco_source_line(ctx, s, l->row_map[row], s->window[0], s->window[2],
                         &line);
    if (st || !line.samples)
        return st;
    if (!ECO_GROW(s->moved, n * eco_sample_size(l->sample), s->moved_cap) ||
        !ECO_GROW(s->moved_state, n, s->moved_state_cap))
        return eco_nomem(ctx);
    gather(s, l->col_map + col0, n, &line);
    *out = (eco_view){s->moved, s->moved_state, false};
    return ECO_OK;
}

eco_status eco_source_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                           size_t n, eco_view *out)
{
    if (s->layer->warped)
        return eco_warped_view(ctx, s, row, col0, n, out);
    if (s->layer->aligned)
        return aligned_view(ctx, s, row, col0, n, out);
    return nearest_view(ctx, s, row, col0, n, out);
}
