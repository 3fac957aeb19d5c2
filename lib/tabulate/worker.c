/* One band of rows: sweep zones and evidence, read what they touch chunk by
 * chunk, and count while it is in the processor's caches. */
#include "eco_worker.h"

#include "eco_ledger.h"
#include "eco_mem.h"
#include "eco_row_sums.h"

#include <math.h>

struct eco_worker {
    const eco_plan *plan;
    eco_reader *reader;
    eco_codes *codes;
    eco_ledger *ledger;
    eco_tally *tally;
    eco_sets *sets;
    eco_sweep *zones, *evidence;
    eco_fragments fragments;
    eco_row_sums *sums;
    eco_view *views; /* per layer */
    int64_t rows;
};

static eco_status create_parts(eco_ctx *ctx, eco_worker *w)
{
    const eco_plan *p = w->plan;
    const eco_stack *s = p->stack;
    eco_status st;

    if (eco_tally_create(p->nvalues, &w->tally) || eco_sets_create(&w->sets) ||
        eco_sweep_create(p->zones, &w->zones) ||
        (p->evidence && eco_sweep_create(p->evidence, &w->evidence)))
        return eco_nomem(ctx);
    w->views = eco_mem_array(s->nlayers, sizeof *w->views);
    if (!w->views)
        return eco_nomem(ctx);
    st = eco_reader_create(ctx, s, p->chunks.cols, p->chunks.rows, &w->reader);
    if (!st)
        st = eco_codes_create(ctx, s, &w->codes);
    if (!st)
        st = eco_ledger_create(ctx, s->ntables, p->nvalues, w->codes, w->tally,
                               &w->ledger);
    return st ? st
              : eco_row_sums_create(
                    ctx, s, p->values, p->nvalues,
                    (const int[2]){p->area_bits, p->value_area_bits}, &w->sums);
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
    st = create_parts(ctx, w);
    if (st) {
        eco_worker_destroy(w);
        return st;
    }
    *out = w;
    return ECO_OK;
}

void eco_worker_destroy(eco_worker *w)
{
    if (!w)
        return;
    eco_ledger_destroy(w->ledger);
    eco_codes_destroy(w->codes);
    eco_reader_destroy(w->reader);
    eco_row_sums_destroy(w->sums);
    eco_tally_destroy(w->tally);
    eco_sets_destroy(w->sets);
    eco_sweep_destroy(w->zones);
    eco_sweep_destroy(w->evidence);
    eco_fragments_clear(&w->fragments);
    eco_mem_free(w->views);
    eco_mem_free(w);
}

void eco_worker_take(eco_worker *w, eco_tally **tally, eco_sets **sets)
{
    *tally = w->tally;
    *sets = w->sets;
    w->tally = NULL;
    w->sets = NULL;
}

int64_t eco_worker_rows(const eco_worker *w)
{
    return w->rows;
}

int64_t eco_worker_bytes(const eco_worker *w)
{
    return eco_reader_bytes(w->reader);
}

eco_status eco_worker_finish(eco_ctx *ctx, eco_worker *w)
{
    return eco_ledger_flush(ctx, w->ledger);
}

/* Codes of a row; what is new is learnt, after the sums by the old codes were
 * put away. */
static eco_status code_row(eco_ctx *ctx, eco_worker *w, int row, int col0,
                           size_t n)
{
    const eco_stack *s = w->plan->stack;
    eco_status st = ECO_OK;
    bool known = false;

    for (size_t i = 0; i < s->nlayers && !st; i++)
        if (!s->layers[i].value)
            st = eco_reader_row(ctx, w->reader, i, (const int[2]){col0, row}, n,
                                &w->views[i]);
    while (!st && !known) {
        st = eco_codes_row(ctx, w->codes, w->views, n, &known);
        if (st || known)
            break;
        st = eco_ledger_flush(ctx, w->ledger);
        if (!st)
            st = eco_codes_learn(ctx, w->codes, w->views, n);
    }
    return st;
}

static eco_status do_row(eco_ctx *ctx, eco_worker *w, const eco_fragment *f,
                         size_t n)
{
    int low = f[0].col0, high = f[0].col1;
    eco_row row = {0};
    eco_status st;

    for (size_t i = 1; i < n; i++) {
        low = f[i].col0 < low ? f[i].col0 : low;
        high = f[i].col1 > high ? f[i].col1 : high;
    }
    row.col0 = low;
    st = code_row(ctx, w, f[0].row, low, (size_t)(high - low));
    if (!st)
        st = eco_row_sums_make(ctx, w->sums, w->reader,
                               (const int[2]){low, f[0].row},
                               (size_t)(high - low), &row);
    for (size_t i = 0; i < n && !st; i++)
        st = eco_ledger_add(ctx, w->ledger, &row,
                            (const uint32_t[2]){f[i].zone, f[i].set},
                            (const int[2]){f[i].col0, f[i].col1}, f[i].frac);
    return st;
}

/* Fragments of one chunk, whole rows. */
static eco_status do_chunk(eco_ctx *ctx, eco_worker *w, const int cols[2],
                           const eco_fragment *f, size_t n)
{
    const int rows[2] = {f[0].row, f[n - 1].row + 1};
    eco_status st = eco_reader_chunk(ctx, w->reader, cols, rows);

    for (size_t i = 0; i < n && !st;) {
        size_t first = i;

        while (i < n && f[i].row == f[first].row)
            i++;
        st = do_row(ctx, w, f + first, i - first);
    }
    return st;
}

static eco_status do_column(eco_ctx *ctx, eco_worker *w, int chunk, int row0)
{
    const eco_chunks *c = &w->plan->chunks;
    const eco_fragments *f = &w->fragments;
    const int cols[2] = {eco_chunks_start(c, chunk),
                         eco_chunks_start(c, chunk + 1)};
    size_t i = f->starts[chunk], end = f->starts[chunk + 1];
    eco_status st = ECO_OK;

    while (i < end && !st) {
        size_t first = i;
        int group = (f->sorted[i].row - row0) / c->rows;

        while (i < end && (f->sorted[i].row - row0) / c->rows == group)
            i++;
        st = do_chunk(ctx, w, cols, f->sorted + first, i - first);
    }
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
    int base = p->band0 + band * p->band_rows;
    int row0 = base > 0 ? base : 0, row1 = base + p->band_rows;
    eco_spans zones = {NULL, 0}, evidence = {NULL, 0};
    eco_status st = ECO_OK;

    row1 = row1 < p->stack->grid.nrows ? row1 : p->stack->grid.nrows;
    if (eco_sweep_band(w->zones, row0, row1, &zones.items, &zones.n))
        return eco_nomem(ctx);
    if (!zones.n)
        return ECO_OK; /* nothing is read */
    if (w->evidence &&
        eco_sweep_band(w->evidence, row0, row1, &evidence.items, &evidence.n))
        return eco_nomem(ctx);
    w->rows += distinct_rows(zones.items, zones.n);
    if (eco_fragments_make(&w->fragments, &p->chunks, w->sets, p->faces, &zones,
                           &evidence))
        return eco_nomem(ctx);
    for (int k = 0; k < p->chunks.n && !st; k++)
        st = do_column(ctx, w, k, base);
    return st;
}
