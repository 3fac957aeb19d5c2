/* One band of rows: sweep zones and evidence, read what they touch chunk by
 * chunk, and count while it is in the processor's caches. */
#include "eco_worker.h"

#include "eco_ledger.h"
#include "eco_mem.h"
#include "eco_row_sums.h"

#include <limits.h>

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
    eco_event_book *book; /* plan->followed */
    eco_view *views;      /* per layer */
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
    if (!st && plan->followed)
        st = eco_event_book_create(ctx, plan->followed, w->sets, &w->book);
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
    eco_event_book_destroy(w->book);
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

/* Parts of one row within the chunk that was read. */
static eco_status do_row(eco_ctx *ctx, eco_worker *w, int at,
                         const eco_row_parts *parts)
{
    int low = INT_MAX, high = 0;
    eco_row row = {0};
    eco_status st;

    for (size_t i = 0; i < parts->ncells; i++) {
        int col = parts->cells[i].col;

        low = col < low ? col : low;
        high = col >= high ? col + 1 : high;
    }
    for (size_t i = 0; i < parts->nruns; i++) {
        low = parts->runs[i].col0 < low ? parts->runs[i].col0 : low;
        high = parts->runs[i].col1 > high ? parts->runs[i].col1 : high;
    }
    if (low >= high)
        return ECO_OK;
    row.col0 = low;
    row.n = (size_t)(high - low);
    st = code_row(ctx, w, at, low, (size_t)(high - low));
    if (!st)
        st = eco_row_sums_make(ctx, w->sums, w->reader, (const int[2]){low, at},
                               (size_t)(high - low), &row);
    if (st)
        return st;
    return w->book
               ? eco_event_book_row(ctx, w->book, w->ledger, &row, at, parts)
               : eco_ledger_row(ctx, w->ledger, &row, parts);
}

/* Rows in the order of the sweep, each as wide as the grid: nothing is to be
 * cut or kept. */
static eco_status do_whole_rows(eco_ctx *ctx, eco_worker *w, int row, int end)
{
    const int cols[2] = {0, w->plan->chunks.ncols};
    eco_status st;

    while (row < end && !eco_sweep_meets(w->zones, row))
        row++;
    while (row < end && !eco_sweep_meets(w->zones, end - 1))
        end--;
    if (row == end)
        return ECO_OK;
    st = eco_reader_chunk(ctx, w->reader, cols, (const int[2]){row, end});
    for (; row < end && !st; row++) {
        eco_row_parts parts;

        if (eco_sweep_row(w->zones, row, &parts))
            return eco_nomem(ctx);
        w->rows += parts.ncells || parts.nruns;
        st = do_row(ctx, w, row, &parts);
    }
    return st;
}

static eco_status do_chunk(eco_ctx *ctx, eco_worker *w, int chunk)
{
    const eco_chunks *c = &w->plan->chunks;
    const eco_fragment_list *l = &w->fragments.chunks[chunk];
    const int cols[2] = {eco_chunks_start(c, chunk),
                         eco_chunks_start(c, chunk + 1)};
    eco_status st = ECO_OK;

    if (!l->nrows)
        return ECO_OK;
    st = eco_reader_chunk(
        ctx, w->reader, cols,
        (const int[2]){l->rows[0].row, l->rows[l->nrows - 1].row + 1});
    for (size_t i = 0; i < l->nrows && !st; i++) {
        eco_row_parts parts = eco_fragments_of(l, i);

        st = do_row(ctx, w, l->rows[i].row, &parts);
    }
    return st;
}

/* Whether there is anything to count; no patch, nothing to book. */
static bool is_needed(const eco_worker *w, int row)
{
    const eco_event_index *x = w->plan->followed;

    return eco_sweep_meets(w->zones, row) &&
           (!x || eco_event_index_row(x, row));
}

static eco_status cut_row(eco_worker *w, int row)
{
    eco_row_parts zones, evidence = {0};
    eco_status st = eco_sweep_row(w->zones, row, &zones);

    if (!st && w->book)
        st = eco_event_book_clip(w->book, row, &zones, &zones);
    if (st || (!zones.ncells && !zones.nruns))
        return st;
    w->rows++;
    if (w->evidence)
        st = eco_sweep_row(w->evidence, row, &evidence);
    return st ? st : eco_fragments_row(&w->fragments, row, &zones, &evidence);
}

/* Rows cut by evidence and chunk, then chunk by chunk; tiles: of this band, a
 * flag per chunk, NULL: all. */
static eco_status do_cut_rows(eco_ctx *ctx, eco_worker *w, int row, int end,
                              const unsigned char *tiles)
{
    eco_status st = ECO_OK;

    if (eco_fragments_begin(&w->fragments, &w->plan->chunks, w->sets,
                            w->plan->faces))
        return eco_nomem(ctx);
    for (; row < end; row++)
        if (is_needed(w, row) && cut_row(w, row))
            return eco_nomem(ctx);
    for (int k = 0; k < w->plan->chunks.n && !st; k++)
        if (!tiles || tiles[k])
            st = do_chunk(ctx, w, k);
    return st;
}

eco_status eco_worker_band(eco_ctx *ctx, eco_worker *w, int band)
{
    const eco_plan *p = w->plan;
    int base = p->band0 + band * p->band_rows, group = p->chunks.rows;
    int row = base > 0 ? base : 0, end = base + p->band_rows;
    const unsigned char *tiles =
        p->followed ? p->followed->tiles + (size_t)band * (size_t)p->chunks.n
                    : NULL;
    eco_status st = ECO_OK;

    end = end < p->stack->grid.nrows ? end : p->stack->grid.nrows;
    if (eco_sweep_band(w->zones, row, end) ||
        (w->evidence && eco_sweep_band(w->evidence, row, end)))
        return eco_nomem(ctx);
    while (row < end && !st) {
        int stop = base + ((row - base) / group + 1) * group;

        stop = stop < end ? stop : end;
        st = p->chunks.n == 1 && !w->evidence
                 ? do_whole_rows(ctx, w, row, stop)
                 : do_cut_rows(ctx, w, row, stop, tiles);
        row = stop;
    }
    return st;
}
