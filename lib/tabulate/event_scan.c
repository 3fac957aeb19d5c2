/* Reads chunks again for the events in them. */
#include "eco_event_scan.h"

#include "eco_key_codes.h"
#include "eco_mem.h"

#include <math.h>

/* Who may follow patches in the rows of a chunk: pieces with a link in it. */
struct reached {
    eco_piece *pieces;
    size_t n, cap;
    size_t *first; /* of each row, and one more */
    size_t first_cap;
};

struct eco_event_scan {
    const eco_plan *plan;
    const eco_events *events;
    eco_reader *reader;
    eco_key_rows *keys;
    eco_sweep *evidence;
    eco_pieces pieces;
    eco_sets *faces, *met; /* of faces; of those who meet a run */
    eco_view *views;
    struct reached reached;
    eco_item_list list, more, joined;
    eco_event_runs runs;
    double *areas;
    size_t areas_cap;
    bool row_even; /* the row in hand: its cells have one area */
    int64_t row_area;
};

static eco_status create_parts(eco_ctx *ctx, eco_event_scan *s)
{
    const eco_plan *p = s->plan;
    eco_status st;

    s->views = eco_mem_array(p->stack->nlayers, sizeof *s->views);
    if (!s->views || eco_sets_create(&s->faces) || eco_sets_create(&s->met) ||
        eco_sweep_create(p->evidence, &s->evidence))
        return eco_nomem(ctx);
    st = eco_reader_create(ctx, p->stack, p->chunks.cols, p->chunks.rows,
                           &s->reader);
    if (!st)
        eco_reader_only(s->reader, s->events->layers);
    return st ? st : eco_key_rows_create(ctx, p->stack, &s->keys);
}

eco_status eco_event_scan_create(eco_ctx *ctx, const eco_plan *plan,
                                 const eco_events *events, eco_event_scan **out)
{
    eco_event_scan *s = eco_mem_array(1, sizeof *s);
    eco_status st;

    *out = NULL;
    if (!s)
        return eco_nomem(ctx);
    s->plan = plan;
    s->events = events;
    st = create_parts(ctx, s);
    if (st) {
        eco_event_scan_destroy(s);
        return st;
    }
    *out = s;
    return ECO_OK;
}

void eco_event_scan_destroy(eco_event_scan *s)
{
    if (!s)
        return;
    eco_reader_destroy(s->reader);
    eco_key_rows_destroy(s->keys);
    eco_sweep_destroy(s->evidence);
    eco_pieces_clear(&s->pieces);
    eco_sets_destroy(s->faces);
    eco_sets_destroy(s->met);
    eco_item_list_clear(&s->list);
    eco_item_list_clear(&s->more);
    eco_item_list_clear(&s->joined);
    eco_mem_free(s->views);
    eco_mem_free(s->reached.pieces);
    eco_mem_free(s->reached.first);
    eco_mem_free(s->runs.items);
    eco_mem_free(s->areas);
    eco_mem_free(s);
}

eco_event_runs *eco_event_scan_runs(eco_event_scan *s)
{
    return &s->runs;
}

const eco_sets *eco_event_scan_sets(const eco_event_scan *s)
{
    return s->met;
}

static bool follows(const eco_event_scan *s, size_t set)
{
    size_t n;
    const uint32_t *items = eco_sets_items(s->faces, set, &n);

    for (size_t i = 0; i < n; i++)
        if (s->events->links->items[items[i]].patch)
            return true;
    return false;
}

static eco_status reach_row(eco_event_scan *s, int row)
{
    struct reached *r = &s->reached;
    eco_row_parts faces;
    eco_status st;

    if (!eco_sweep_meets(s->evidence, row))
        return ECO_OK;
    st = eco_sweep_row(s->evidence, row, &faces);
    if (!st)
        st = eco_pieces_make(&s->pieces, s->faces, s->plan->faces, &faces,
                             s->plan->chunks.ncols);
    for (size_t i = 0; i < s->pieces.n && !st; i++) {
        if (!follows(s, s->pieces.items[i].set))
            continue;
        if (!ECO_GROW(r->pieces, r->n, r->cap))
            return ECO_NOMEM;
        r->pieces[r->n++] = s->pieces.items[i];
    }
    return st;
}

/* Rows row .. end-1; nothing is reached where no link can be. */
static eco_status reach_rows(eco_ctx *ctx, eco_event_scan *s, int row, int end,
                             bool reached)
{
    struct reached *r = &s->reached;
    size_t n = (size_t)(end - row);

    if (!ECO_GROW(r->first, n + 1, r->first_cap))
        return eco_nomem(ctx);
    r->n = 0;
    for (size_t i = 0; i < n; i++) {
        r->first[i] = r->n;
        if (reached && reach_row(s, row + (int)i))
            return eco_nomem(ctx);
    }
    r->first[n] = r->n;
    return ECO_OK;
}

/* Who meets a run: the strongest of each owner whose years hold it. */
static bool meet(eco_event_scan *s, eco_event_run *run, size_t first,
                 size_t end)
{
    const eco_links *links = s->events->links;
    const eco_piece *p = s->reached.pieces;
    int year =
        eco_events_year(s->events, run->sheet / ECO_EVENT_SHEETS, run->kind);
    size_t high = end, set;

    s->list.n = 0;
    while (first < high) { /* the first that ends beyond the run's start */
        size_t mid = (first + high) / 2;

        if (p[mid].col1 > run->col0)
            high = mid;
        else
            first = mid + 1;
    }
    for (; first < end && p[first].col0 < run->col1; first++) {
        size_t n;
        const uint32_t *items = eco_sets_items(s->faces, p[first].set, &n);
        eco_item_list before = s->list;

        if (!eco_links_reach(links, items, n, year, &s->more) ||
            !eco_links_join(links, before.items, before.n, s->more.items,
                            s->more.n, &s->joined))
            return false;
        s->list = s->joined;
        s->joined = before;
    }
    set = eco_sets_find(s->met, s->list.items, s->list.n);
    run->met = (uint32_t)set;
    return set != SIZE_MAX;
}

static bool measure(eco_event_scan *s, eco_event_run *run)
{
    const eco_area *area = s->plan->stack->area;
    int n = run->col1 - run->col0;

    if (s->row_even) {
        run->area = s->row_area * n;
        return true;
    }
    if (!ECO_GROW(s->areas, (size_t)n, s->areas_cap))
        return false;
    eco_area_row(area, run->row, run->col0, n, s->areas);
    for (int i = 0; i < n; i++)
        run->area += llround(ldexp(s->areas[i], ECO_EVENT_BITS));
    return true;
}

static eco_status scan_tables(eco_ctx *ctx, eco_event_scan *s, const int at[2],
                              size_t n)
{
    const eco_stack *stack = s->plan->stack;
    eco_status st = ECO_OK;

    eco_key_rows_begin(s->keys);
    for (size_t t = 0; t < stack->ntables && !st; t++) {
        eco_event_cells cells = {t, NULL, n, at[0], at[1]};

        if (!s->events->ask[t])
            continue;
        st = eco_key_rows_of(ctx, s->keys, s->views, t, n, &cells.keys);
        if (!st)
            st = eco_events_row(ctx, s->events, &cells, &s->runs);
    }
    return st;
}

static eco_status scan_row(eco_ctx *ctx, eco_event_scan *s, const int at[2],
                           size_t n, const size_t reached[2])
{
    const eco_stack *stack = s->plan->stack;
    size_t first = s->runs.n;
    double area;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < stack->nlayers && !st; i++)
        if (s->events->layers[i])
            st = eco_reader_row(ctx, s->reader, i, at, n, &s->views[i]);
    if (!st)
        st = scan_tables(ctx, s, at, n);
    s->row_even = eco_area_row_constant(stack->area, at[1], &area);
    if (s->row_even)
        s->row_area = llround(ldexp(area, ECO_EVENT_BITS));
    for (size_t i = first; i < s->runs.n && !st; i++)
        if (!meet(s, &s->runs.items[i], reached[0], reached[1]) ||
            !measure(s, &s->runs.items[i]))
            st = eco_nomem(ctx);
    return st;
}

static eco_status scan_chunk(eco_ctx *ctx, eco_event_scan *s, int chunk,
                             const int rows[2])
{
    const eco_chunks *c = &s->plan->chunks;
    const int cols[2] = {eco_chunks_start(c, chunk),
                         eco_chunks_start(c, chunk + 1)};
    eco_status st = eco_reader_chunk(ctx, s->reader, cols, rows);

    for (int row = rows[0]; row < rows[1] && !st; row++)
        st = scan_row(ctx, s, (const int[2]){cols[0], row},
                      (size_t)(cols[1] - cols[0]),
                      s->reached.first + (row - rows[0]));
    return st;
}

eco_status eco_event_scan_band(eco_ctx *ctx, eco_event_scan *s, int band,
                               const unsigned char *wanted, bool reached)
{
    const eco_plan *p = s->plan;
    int base = p->band0 + band * p->band_rows, group = p->chunks.rows;
    int row = base > 0 ? base : 0, end = base + p->band_rows;
    eco_status st = ECO_OK;

    end = end < p->stack->grid.nrows ? end : p->stack->grid.nrows;
    if (reached && eco_sweep_band(s->evidence, row, end))
        return eco_nomem(ctx);
    while (row < end && !st) {
        int stop = base + ((row - base) / group + 1) * group;

        stop = stop < end ? stop : end;
        st = reach_rows(ctx, s, row, stop, reached);
        for (int k = 0; k < p->chunks.n && !st; k++)
            if (wanted[k])
                st = scan_chunk(ctx, s, k, (const int[2]){row, stop});
        row = stop;
    }
    return st;
}
