/* A row of faces' spans as pieces with one set each. */
#include "eco_sets.h"

#include "eco_mem.h"

#include <stdint.h>
#include <stdlib.h>

/* A face that covers the stretch in hand. */
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

static bool add_piece(eco_pieces *p, const int cols[2], size_t set,
                      int64_t weight)
{
    if (!weight)
        return true;
    if (set == SIZE_MAX || !ECO_GROW(p->items, p->n, p->cap))
        return false;
    p->items[p->n++] = (eco_piece){cols[0], cols[1], (uint32_t)set, weight};
    return true;
}

/* Side by side; rounding may make the shares a few units more than a cell, so
 * the last ones are cut to what is left. */
static bool stretch(eco_pieces *p, eco_sets *sets, const eco_faces *faces,
                    const int cols[2])
{
    int64_t left = ECO_COVER_ONE;

    for (size_t k = 0; k < p->nactive; k++) {
        size_t face = p->active[k].item;
        int64_t share = p->active[k].frac < left ? p->active[k].frac : left;
        size_t set = eco_sets_find(sets, faces->items + faces->first[face],
                                   faces->first[face + 1] - faces->first[face]);

        if (!add_piece(p, cols, set, share))
            return false;
        left -= share;
    }
    return add_piece(p, cols, 0, left);
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

eco_status eco_pieces_make(eco_pieces *p, eco_sets *sets,
                           const eco_faces *faces, const eco_span *spans,
                           size_t n, int ncols)
{
    p->n = 0;
    if (!ECO_GROW(p->active, 0, p->active_cap) || !bounds(p, spans, n, ncols))
        return ECO_NOMEM;
    for (size_t b = 0; b + 1 < p->nbounds; b++) {
        const int cols[2] = {p->bounds[b], p->bounds[b + 1]};

        if (!activate(p, spans, n, cols[0]) || !stretch(p, sets, faces, cols))
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
