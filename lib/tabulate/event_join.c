/* Union-find over runs; the root of a patch is its first run. */
#include "eco_event_join.h"

#include "eco_mem.h"

#include <stdlib.h>

static int by_place(const eco_event_run *p, const eco_event_run *q)
{
    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return (p->col0 > q->col0) - (p->col0 < q->col0);
}

static int by_sheet(const void *a, const void *b)
{
    const eco_event_run *p = a, *q = b;

    if (p->sheet != q->sheet)
        return p->sheet < q->sheet ? -1 : 1;
    return by_place(p, q);
}

static int by_row(const void *a, const void *b)
{
    const eco_event_run *p = a, *q = b;

    if (p->row != q->row)
        return p->row < q->row ? -1 : 1;
    return by_sheet(a, b);
}

void eco_event_by_row(eco_event_runs *runs)
{
    if (runs->n)
        qsort(runs->items, runs->n, sizeof *runs->items, by_row);
}

static uint32_t root(eco_event_run *runs, uint32_t i)
{
    while (runs[i].parent != i) {
        runs[i].parent = runs[runs[i].parent].parent;
        i = runs[i].parent;
    }
    return i;
}

static void join(eco_event_run *runs, size_t i, size_t k)
{
    uint32_t a = root(runs, (uint32_t)i), b = root(runs, (uint32_t)k);

    if (runs[i].kind != runs[k].kind)
        return;
    if (a < b)
        runs[b].parent = a;
    else
        runs[a].parent = b;
}

/* Runs from .. to-1 of a row with those of the row before, from `before` on;
 * and side by side, where chunks meet. */
static void join_row(eco_event_run *runs, size_t before, size_t from, size_t to)
{
    size_t first = before;

    for (size_t i = from; i < to; i++) {
        if (i > from && runs[i - 1].col1 == runs[i].col0)
            join(runs, i - 1, i);
        while (first < from && runs[first].col1 < runs[i].col0)
            first++;
        for (size_t k = first; k < from && runs[k].col0 <= runs[i].col1; k++)
            join(runs, k, i);
    }
}

static void join_rows(eco_event_runs *all)
{
    eco_event_run *runs = all->items;
    size_t before = 0, end;

    for (size_t from = 0; from < all->n; from = end) {
        bool next;

        for (end = from + 1; end < all->n &&
                             runs[end].sheet == runs[from].sheet &&
                             runs[end].row == runs[from].row;)
            end++;
        next = from && runs[from - 1].sheet == runs[from].sheet &&
               runs[from - 1].row == runs[from].row - 1;
        join_row(runs, next ? before : from, from, end);
        before = from;
    }
}

static eco_status add_up(eco_event_runs *all, const eco_links *links,
                         eco_sets *met, eco_event_patch *patches)
{
    eco_item_list scratch = {0};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < all->n && !st; i++) {
        eco_event_run *run = &all->items[i];
        size_t set = run->met;

        run->parent = root(all->items, (uint32_t)i);
        if (run->parent == i)
            patches[i] = (eco_event_patch){0}; /* before all others of it */
        set = eco_links_join_sets(links, met, patches[run->parent].met, set,
                                  &scratch);
        patches[run->parent].area += run->area;
        patches[run->parent].met = (uint32_t)set;
        st = set == SIZE_MAX ? ECO_NOMEM : ECO_OK;
    }
    eco_item_list_clear(&scratch);
    return st;
}

eco_status eco_event_join(eco_event_runs *runs, const eco_links *links,
                          eco_sets *met, eco_event_patch *patches)
{
    if (runs->n >= UINT32_MAX)
        return ECO_INVALID;
    if (runs->n)
        qsort(runs->items, runs->n, sizeof *runs->items, by_sheet);
    for (size_t i = 0; i < runs->n; i++)
        runs->items[i].parent = (uint32_t)i;
    join_rows(runs);
    return add_up(runs, links, met, patches);
}
