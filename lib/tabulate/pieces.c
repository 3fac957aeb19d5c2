/* A row of evidence spans as pieces with one set each. */
#include "eco_sets.h"

#include "eco_mem.h"

#include <stdlib.h>

/* An item that covers the stretch in hand. */
struct eco_active {
    uint32_t item;
    int64_t frac;
};

static int by_number(const void *a, const void *b)
{
    int p = *(const int *)a, q = *(const int *)b;

    return (p > q) - (p < q);
}

static bool add_bound(eco_pieces *p, int col)
{
    if (!ECO_GROW(p->bounds, p->nbounds, p->bounds_cap))
        return false;
    p->bounds[p->nbounds++] = col;
    return true;
}

static bool bounds(eco_pieces *p, const eco_span *spans, size_t n, int ncols)
{
    size_t kept = 0;

    p->nbounds = 0;
    if (!add_bound(p, 0) || !add_bound(p, ncols))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!add_bound(p, spans[i].col0) || !add_bound(p, spans[i].col1))
            return false;
    qsort(p->bounds, p->nbounds, sizeof *p->bounds, by_number);
    for (size_t i = 0; i < p->nbounds; i++)
        if (!kept || p->bounds[i] != p->bounds[kept - 1])
            p->bounds[kept++] = p->bounds[i];
    p->nbounds = kept;
    return true;
}

/* Largest share first; equal shares by item, so that the order is total. */
static int by_share(const void *a, const void *b)
{
    const struct eco_active *p = a, *q = b;

    if (p->frac != q->frac)
        return p->frac > q->frac ? -1 : 1;
    return (p->item > q->item) - (p->item < q->item);
}

static int by_value(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;

    return (p > q) - (p < q);
}

static bool add_piece(eco_pieces *p, eco_sets *sets, const int cols[2],
                      size_t nitems, int64_t weight)
{
    uint32_t stack[64], *items = stack;
    size_t set;

    if (!weight)
        return true;
    if (nitems > 64) {
        items = eco_mem_array(nitems, sizeof *items);
        if (!items)
            return false;
    }
    for (size_t i = 0; i < nitems; i++)
        items[i] = p->active[i].item;
    qsort(items, nitems, sizeof *items, by_value);
    set = eco_sets_find(sets, items, nitems);
    if (items != stack)
        eco_mem_free(items);
    if (set == SIZE_MAX || !ECO_GROW(p->items, p->n, p->cap))
        return false;
    p->items[p->n++] = (eco_piece){cols[0], cols[1], (uint32_t)set, weight};
    return true;
}

/* Nested shares f1 >= f2 >= ...: the set {1..k} holds f_k - f_(k+1). */
static bool stretch(eco_pieces *p, eco_sets *sets, const int cols[2])
{
    int64_t above = ECO_COVER_ONE;

    qsort(p->active, p->nactive, sizeof *p->active, by_share);
    for (size_t k = 0; k <= p->nactive; k++) {
        int64_t share = k < p->nactive ? p->active[k].frac : 0;

        share = share > ECO_COVER_ONE ? ECO_COVER_ONE : share;
        if (!add_piece(p, sets, cols, k, above - share))
            return false;
        above = share;
    }
    return true;
}

static bool activate(eco_pieces *p, const eco_span *spans, size_t n, int col)
{
    p->nactive = 0;
    for (size_t i = 0; i < n; i++) {
        if (spans[i].col0 > col || spans[i].col1 <= col || spans[i].frac <= 0)
            continue;
        if (!ECO_GROW(p->active, p->nactive, p->active_cap))
            return false;
        p->active[p->nactive++] =
            (struct eco_active){(uint32_t)spans[i].item, spans[i].frac};
    }
    return true;
}

eco_status eco_pieces_make(eco_pieces *p, eco_sets *sets, const eco_span *spans,
                           size_t n, int ncols)
{
    p->n = 0;
    if (!ECO_GROW(p->active, 0, p->active_cap) || !bounds(p, spans, n, ncols))
        return ECO_NOMEM;
    for (size_t b = 0; b + 1 < p->nbounds; b++) {
        const int cols[2] = {p->bounds[b], p->bounds[b + 1]};

        if (!activate(p, spans, n, cols[0]) || !stretch(p, sets, cols))
            return ECO_NOMEM;
    }
    return ECO_OK;
}

void eco_pieces_clear(eco_pieces *p)
{
    eco_mem_free(p->items);
    eco_mem_free(p->active);
    eco_mem_free(p->bounds);
    *p = (eco_pieces){0};
}
