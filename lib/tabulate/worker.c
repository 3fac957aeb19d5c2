/* One band of rows: sweep zones and evidence, read what they touch, count. */
#include "eco_worker.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

struct eco_worker {
    const eco_plan *plan;
    eco_reader *reader;
    eco_keys keys;
    eco_scratch *scratch;
    eco_tally *tally;
    eco_sets *sets;
    eco_sweep *zones, *evidence;
    eco_pieces pieces;
    int64_t **values; /* per value layer */
    double *area_m2;
    int64_t *area, *value_area;
    unsigned char *blocks; /* block columns that some span touches */
    size_t nblocks;
    int64_t rows;
};

static eco_status alloc_rows(eco_ctx *ctx, eco_worker *w)
{
    const eco_plan *p = w->plan;
    size_t n = (size_t)p->stack->grid.ncols;

    w->nblocks = n / (size_t)p->stack->block_cols + 1;
    w->blocks = eco_mem_array(w->nblocks, 1);
    w->values = eco_mem_array(p->nvalues, sizeof(int64_t *));
    w->area_m2 = eco_mem_array(n, sizeof *w->area_m2);
    w->area = eco_mem_array(n, sizeof *w->area);
    w->value_area = eco_mem_array(n, sizeof *w->value_area);
    if (!w->blocks || !w->values || !w->area_m2 || !w->area || !w->value_area)
        return eco_nomem(ctx);
    for (size_t v = 0; v < p->nvalues; v++) {
        w->values[v] = eco_mem_array(n, sizeof **w->values);
        if (!w->values[v])
            return eco_nomem(ctx);
    }
    return ECO_OK;
}

eco_status eco_worker_create(eco_ctx *ctx, const eco_plan *plan,
                             eco_worker **out)
{
    eco_worker *w = eco_mem_array(1, sizeof *w);
    eco_status st;

    *out = NULL;
    if (!w)
        return eco_nomem(ctx);
    w->plan = plan;
    if (eco_tally_create(plan->nvalues, &w->tally) ||
        eco_sets_create(&w->sets) || eco_sweep_create(plan->zones, &w->zones) ||
        (plan->evidence && eco_sweep_create(plan->evidence, &w->evidence))) {
        st = eco_nomem(ctx);
        goto done;
    }
    st = eco_reader_create(ctx, plan->stack, &w->reader);
    if (!st)
        st = eco_keys_create(ctx, plan->stack, &w->keys);
    if (!st)
        st = eco_scratch_create(ctx, plan, w->tally, &w->scratch);
    if (!st)
        st = alloc_rows(ctx, w);
    if (st)
        goto done;
    *out = w;
    w = NULL;
done:
    eco_worker_destroy(w);
    return st;
}

void eco_worker_destroy(eco_worker *w)
{
    if (!w)
        return;
    eco_scratch_destroy(w->scratch);
    if (w->keys.stack)
        eco_keys_clear(&w->keys);
    eco_reader_destroy(w->reader);
    eco_tally_destroy(w->tally);
    eco_sets_destroy(w->sets);
    eco_sweep_destroy(w->zones);
    eco_sweep_destroy(w->evidence);
    eco_pieces_clear(&w->pieces);
    for (size_t v = 0; w->values && v < w->plan->nvalues; v++)
        eco_mem_free(w->values[v]);
    eco_mem_free(w->values);
    eco_mem_free(w->area_m2);
    eco_mem_free(w->area);
    eco_mem_free(w->value_area);
    eco_mem_free(w->blocks);
    eco_mem_free(w);
}

eco_tally *eco_worker_tally(eco_worker *w)
{
    return w->tally;
}

eco_sets *eco_worker_sets(eco_worker *w)
{
    return w->sets;
}

int64_t eco_worker_rows(const eco_worker *w)
{
    return w->rows;
}

/* Areas of a row's cells in quanta. */
static void row_areas(eco_worker *w, int row, int col0, int n, eco_row *out)
{
    const eco_plan *p = w->plan;
    double a;

    if (eco_area_row_constant(p->stack->area, row, &a)) {
        out->area = out->value_area = NULL;
        out->area_all = llround(ldexp(a, p->area_bits));
        out->value_area_all = llround(ldexp(a, p->value_area_bits));
        return;
    }
    eco_area_row(p->stack->area, row, col0, n, w->area_m2);
    for (int i = 0; i < n; i++) {
        w->area[i] = llround(ldexp(w->area_m2[i], p->area_bits));
        w->value_area[i] = llround(ldexp(w->area_m2[i], p->value_area_bits));
    }
    out->area = w->area;
    out->value_area = w->value_area;
}

/* A zone's span against the row's evidence pieces. Fractions of one stretch
 * are cut without loss: the last piece takes the rounding. */
static eco_status add_span(eco_ctx *ctx, eco_worker *w, const eco_row *row,
                           const eco_span *span, size_t *from)
{
    const eco_pieces *p = &w->pieces;
    uint32_t zone = (uint32_t)span->item;
    eco_status st = ECO_OK;
    size_t i = *from;

    if (!p->n)
        return eco_scratch_add(
            ctx, w->scratch, row, (const uint32_t[2]){zone, 0},
            (const int[2]){span->col0, span->col1}, span->frac);
    while (i < p->n && p->items[i].col1 <= span->col0)
        i++;
    *from = i; /* later spans of this zone lie further right */
    while (i < p->n && p->items[i].col0 < span->col1 && !st) {
        const eco_piece *first = &p->items[i];
        int cols[2] = {first->col0 > span->col0 ? first->col0 : span->col0,
                       first->col1 < span->col1 ? first->col1 : span->col1};
        int64_t left = span->frac;

        for (; i < p->n && p->items[i].col0 == first->col0 && !st; i++) {
            bool last = i + 1 == p->n || p->items[i + 1].col0 != first->col0;
            int64_t part =
                last ? left
                     : (span->frac * p->items[i].weight + ECO_ONE / 2) >>
                           ECO_COVER_BITS;

            left -= part;
            if (part)
                st = eco_scratch_add(ctx, w->scratch, row,
                                     (const uint32_t[2]){zone, p->items[i].set},
                                     cols, part);
        }
    }
    return st;
}

/* All spans of one row, sorted by zone. */
static eco_status count_row(eco_ctx *ctx, eco_worker *w, const eco_span *spans,
                            size_t n, eco_row *row)
{
    eco_status st = ECO_OK;
    size_t from = 0;

    for (size_t i = 0; i < n && !st; i++) {
        if (i == 0 || spans[i].item != spans[i - 1].item)
            from = 0;
        st = add_span(ctx, w, row, &spans[i], &from);
    }
    return st ? st : eco_scratch_flush(ctx, w->scratch, row);
}

static eco_status do_row(eco_ctx *ctx, eco_worker *w, const eco_span *spans,
                         size_t n, const eco_span *evidence, size_t nevidence)
{
    const eco_plan *p = w->plan;
    int low = spans[0].col0, high = spans[0].col1;
    eco_row row = {0};
    eco_status st;

    for (size_t i = 1; i < n; i++) {
        low = spans[i].col0 < low ? spans[i].col0 : low;
        high = spans[i].col1 > high ? spans[i].col1 : high;
    }
    w->pieces.n = 0;
    if (nevidence && eco_pieces_make(&w->pieces, w->sets, p->faces, evidence,
                                     nevidence, p->stack->grid.ncols))
        return eco_nomem(ctx);
    row.col0 = low;
    row_areas(w, spans[0].row, low, high - low, &row);
    st = eco_keys_row(ctx, &w->keys, w->reader, spans[0].row, low,
                      (size_t)(high - low));
    for (size_t v = 0; v < p->nvalues && !st; v++)
        st = eco_reader_values(ctx, w->reader, p->values[v],
                               (const int[2]){low, spans[0].row},
                               (size_t)(high - low), w->values[v]);
    row.keys = (const uint32_t *const *)w->keys.keys;
    row.values = (const int64_t *const *)w->values;
    return st ? st : count_row(ctx, w, spans, n, &row);
}

static void mark_blocks(eco_worker *w, const eco_span *spans, size_t n)
{
    int width = w->plan->stack->block_cols;

    memset(w->blocks, 0, w->nblocks);
    for (size_t i = 0; i < n; i++)
        for (int b = spans[i].col0 / width; b <= (spans[i].col1 - 1) / width;
             b++)
            w->blocks[b] = 1;
}

/* Spans of a band. */
struct list {
    const eco_span *items;
    size_t n;
};

/* Spans that lie in columns cols[0] .. cols[1]-1, row by row. A span never
 * crosses the border of a stretch of touched blocks. */
static eco_status do_stretch(eco_ctx *ctx, eco_worker *w, const int cols[2],
                             const struct list *spans,
                             const struct list *evidence)
{
    eco_span *mine = eco_mem_array(spans->n, sizeof *mine);
    eco_status st = ECO_OK;
    size_t m = 0, e = 0;

    if (!mine)
        return eco_nomem(ctx);
    for (size_t i = 0; i < spans->n; i++)
        if (spans->items[i].col0 >= cols[0] && spans->items[i].col0 < cols[1])
            mine[m++] = spans->items[i];
    if (!m)
        goto done; /* not reached: the blocks are there because of spans */
    st = eco_reader_window(ctx, w->reader, cols,
                           (const int[2]){mine[0].row, mine[m - 1].row + 1});
    for (size_t i = 0; i < m && !st;) {
        size_t first = i, e0;

        while (i < m && mine[i].row == mine[first].row)
            i++;
        while (e < evidence->n && evidence->items[e].row < mine[first].row)
            e++;
        e0 = e;
        while (e < evidence->n && evidence->items[e].row == mine[first].row)
            e++;
        st = do_row(ctx, w, mine + first, i - first, evidence->items + e0,
                    e - e0);
    }
done:
    eco_mem_free(mine);
    return st;
}

static int64_t distinct_rows(const eco_span *spans, size_t n)
{
    int64_t rows = 0;

    for (size_t i = 0; i < n; i++)
        rows += i == 0 || spans[i].row != spans[i - 1].row;
    return rows;
}

eco_status eco_worker_band(eco_ctx *ctx, eco_worker *w, int band)
{
    const eco_plan *p = w->plan;
    int row0 = band * p->band_rows, row1 = row0 + p->band_rows;
    int width = p->stack->block_cols, ncols = p->stack->grid.ncols;
    struct list spans = {NULL, 0}, evidence = {NULL, 0};
    eco_status st = ECO_OK;

    row1 = row1 < p->stack->grid.nrows ? row1 : p->stack->grid.nrows;
    if (eco_sweep_band(w->zones, row0, row1, &spans.items, &spans.n))
        return eco_nomem(ctx);
    if (!spans.n)
        return ECO_OK; /* nothing is read */
    if (w->evidence &&
        eco_sweep_band(w->evidence, row0, row1, &evidence.items, &evidence.n))
        return eco_nomem(ctx);
    w->rows += distinct_rows(spans.items, spans.n);
    mark_blocks(w, spans.items, spans.n);
    for (size_t b = 0; b < w->nblocks && !st;) {
        size_t first = b;
        int cols[2];

        if (!w->blocks[b]) {
            b++;
            continue;
        }
        while (b < w->nblocks && w->blocks[b])
            b++;
        cols[0] = (int)first * width;
        cols[1] = (int)b * width < ncols ? (int)b * width : ncols;
        st = do_stretch(ctx, w, cols, &spans, &evidence);
    }
    return st;
}
