/* Cuts parts of a row by the patches in it. */
#include "eco_event_book.h"

#include "eco_mem.h"

#include <stdlib.h>

/* Columns that some patch holds. */
struct stretch {
    int col0, col1;
};

struct eco_event_book {
    const eco_event_index *index;
    eco_sets *sets;
    eco_run_part *runs; /* of the table in hand */
    size_t nruns, runs_cap;
    struct stretch *stretches; /* of the row in hand, side by side at most */
    size_t nstretches, stretches_cap;
    eco_cell_part *cells; /* of zones, in them */
    eco_run_part *clipped;
    size_t cells_cap, clipped_cap;
    eco_item_list scratch;
    uint32_t last[3]; /* a set, who meets it; the set that they make */
    bool has_last;
};

void eco_event_index_clear(eco_event_index *x)
{
    eco_mem_free(x->runs.items);
    eco_mem_free(x->first);
    eco_mem_free(x->tiles);
    eco_sets_destroy(x->met);
    *x = (eco_event_index){0};
}

eco_status eco_event_book_create(eco_ctx *ctx, const eco_event_index *index,
                                 eco_sets *sets, eco_event_book **out)
{
    *out = eco_mem_array(1, sizeof **out);
    if (!*out)
        return eco_nomem(ctx);
    **out = (eco_event_book){.index = index, .sets = sets};
    return ECO_OK;
}

void eco_event_book_destroy(eco_event_book *b)
{
    if (!b)
        return;
    eco_mem_free(b->runs);
    eco_mem_free(b->stretches);
    eco_mem_free(b->cells);
    eco_mem_free(b->clipped);
    eco_item_list_clear(&b->scratch);
    eco_mem_free(b);
}

static int by_start(const void *a, const void *b)
{
    const struct stretch *p = a, *q = b;

    return (p->col0 > q->col0) - (p->col0 < q->col0);
}

/* All sheets' runs of a row, those that touch or overlap as one. */
static bool find_stretches(eco_event_book *b, int row)
{
    const eco_event_index *x = b->index;
    size_t first = x->first[row], n = x->first[row + 1] - first, kept = 0;
    struct stretch *s;

    if (!ECO_GROW(b->stretches, n, b->stretches_cap))
        return false;
    s = b->stretches;
    for (size_t i = 0; i < n; i++)
        s[i] = (struct stretch){x->runs.items[first + i].col0,
                                x->runs.items[first + i].col1};
    qsort(s, n, sizeof *s, by_start);
    for (size_t i = 0; i < n; i++) {
        if (!kept || s[i].col0 > s[kept - 1].col1)
            s[kept++] = s[i];
        else if (s[i].col1 > s[kept - 1].col1)
            s[kept - 1].col1 = s[i].col1;
    }
    b->nstretches = kept;
    return true;
}

/* The first stretch that ends beyond a column. */
static size_t stretch_at(const eco_event_book *b, int col)
{
    size_t low = 0, high = b->nstretches;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (b->stretches[mid].col1 > col)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

static bool clip_run(eco_event_book *b, eco_run_part whole, size_t *n)
{
    for (size_t i = stretch_at(b, whole.col0);
         i < b->nstretches && b->stretches[i].col0 < whole.col1; i++) {
        const struct stretch *s = &b->stretches[i];
        eco_run_part x = whole;

        x.col0 = s->col0 > x.col0 ? s->col0 : x.col0;
        x.col1 = s->col1 < x.col1 ? s->col1 : x.col1;
        if (!ECO_GROW(b->clipped, *n, b->clipped_cap))
            return false;
        b->clipped[(*n)++] = x;
    }
    return true;
}

eco_status eco_event_book_clip(eco_event_book *b, int row,
                               const eco_row_parts *zones, eco_row_parts *out)
{
    size_t ncells = 0, nruns = 0;

    if (!find_stretches(b, row) ||
        !ECO_GROW(b->cells, zones->ncells, b->cells_cap))
        return ECO_NOMEM;
    for (size_t i = 0; i < zones->ncells; i++) {
        size_t at = stretch_at(b, zones->cells[i].col);

        if (at < b->nstretches && b->stretches[at].col0 <= zones->cells[i].col)
            b->cells[ncells++] = zones->cells[i];
    }
    for (size_t i = 0; i < zones->nruns; i++)
        if (!clip_run(b, zones->runs[i], &nruns))
            return ECO_NOMEM;
    *out = (eco_row_parts){b->cells, b->clipped, ncells, nruns};
    return ECO_OK;
}

/* The set of a place whose patch `met` meets; SIZE_MAX: memory. */
static size_t joined(eco_event_book *b, uint32_t set, uint32_t met)
{
    size_t n, m, to;
    const uint32_t *items, *more;

    if (b->has_last && b->last[0] == set && b->last[1] == met)
        return b->last[2];
    items = eco_sets_items(b->sets, set, &n);
    more = eco_sets_items(b->index->met, met, &m);
    if (!eco_links_join(b->index->links, items, n, more, m, &b->scratch))
        return SIZE_MAX;
    to = eco_sets_find(b->sets, b->scratch.items, b->scratch.n);
    b->last[0] = set;
    b->last[1] = met;
    b->last[2] = (uint32_t)to;
    b->has_last = to != SIZE_MAX;
    return to;
}

/* Runs of one sheet in a row. */
struct sheet {
    const eco_event_run *runs;
    size_t n;
};

struct table {
    size_t table;
    struct sheet sheets[ECO_EVENT_SHEETS];
};

/* Who meets the place at `col`, and from which column on that may change. */
static uint32_t met_at(const struct sheet *s, int col, int *end)
{
    size_t low = 0, high = s->n;

    while (low < high) { /* the first that ends beyond it */
        size_t mid = (low + high) / 2;

        if (s->runs[mid].col1 > col)
            high = mid;
        else
            low = mid + 1;
    }
    if (low == s->n)
        return 0;
    if (s->runs[low].col0 > col) {
        *end = *end < s->runs[low].col0 ? *end : s->runs[low].col0;
        return 0;
    }
    *end = *end < s->runs[low].col1 ? *end : s->runs[low].col1;
    return s->runs[low].met;
}

static bool add(eco_event_book *b, eco_run_part x, size_t to)
{
    if (to == SIZE_MAX || !ECO_GROW(b->runs, b->nruns + 1, b->runs_cap))
        return false;
    if (to == x.tag)
        return true;
    x.frac = -x.frac;
    b->runs[b->nruns++] = x;
    x.frac = -x.frac;
    x.tag = (uint32_t)to;
    b->runs[b->nruns++] = x;
    return true;
}

/* A part, cut where patches begin and end. */
static bool cut(eco_event_book *b, const struct table *t, eco_run_part whole)
{
    bool ok = true;

    for (int col = whole.col0, end; col < whole.col1 && ok; col = end) {
        eco_run_part x = whole;
        size_t to = x.tag;

        end = whole.col1;
        for (size_t k = 0; k < ECO_EVENT_SHEETS; k++) {
            uint32_t met = met_at(&t->sheets[k], col, &end);

            if (met && to != SIZE_MAX)
                to = joined(b, (uint32_t)to, met);
        }
        x.col0 = col;
        x.col1 = end;
        ok = add(b, x, to);
    }
    return ok;
}

static eco_status book_table(eco_ctx *ctx, eco_event_book *b, eco_ledger *l,
                             const eco_row *row, const eco_row_parts *parts,
                             const struct table *t)
{
    bool ok = true;
    eco_row_parts moved = {0};

    b->nruns = 0;
    for (size_t i = 0; i < parts->ncells && ok; i++) {
        const eco_cell_part *x = &parts->cells[i];

        ok = cut(b, t,
                 (eco_run_part){x->item, x->tag, x->col, x->col + 1, x->frac});
    }
    for (size_t i = 0; i < parts->nruns && ok; i++)
        ok = cut(b, t, parts->runs[i]);
    if (!ok)
        return eco_nomem(ctx);
    moved.runs = b->runs;
    moved.nruns = b->nruns;
    return eco_ledger_table(ctx, l, row, t->table, &moved);
}

eco_status eco_event_book_row(eco_ctx *ctx, eco_event_book *b, eco_ledger *l,
                              const eco_row *row, int at,
                              const eco_row_parts *parts)
{
    const eco_event_index *x = b->index;
    const eco_event_run *runs = x->runs.items;
    size_t i = x->first[at], end = x->first[at + 1];
    eco_status st = ECO_OK;

    while (i < end && !st) {
        struct table t = {.table = runs[i].sheet / ECO_EVENT_SHEETS};

        for (; i < end && runs[i].sheet / ECO_EVENT_SHEETS == t.table; i++) {
            struct sheet *s = &t.sheets[runs[i].sheet % ECO_EVENT_SHEETS];

            s->runs = s->n ? s->runs : &runs[i];
            s->n++;
        }
        st = book_table(ctx, b, l, row, parts, &t);
    }
    return st;
}
