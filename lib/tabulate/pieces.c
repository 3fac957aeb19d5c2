/* A row of faces' spans as pieces with one set each. */
#include "eco_sets.h"

#include "eco_mem.h"

#include <stdint.h>
#include <stdlib.h>

/* A face that covers the stretch in hand. */
struct eco_active {
    uint32_t item;
    int col1;
    int64_t frac;
};

struct eco_face_span {
    uint32_t item;
    int col0, col1;
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

static bool bounds(eco_pieces *p, size_t n, int ncols)
{
    const struct eco_face_span *spans = p->spans;
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

static int by_column(const void *a, const void *b)
{
    const struct eco_face_span *p = a, *q = b;

    if (p->col0 != q->col0)
        return p->col0 < q->col0 ? -1 : 1;
    return (p->item > q->item) - (p->item < q->item);
}

static bool sort(eco_pieces *p, const eco_row_parts *row)
{
    size_t n = row->ncells + row->nruns;

    if (!ECO_GROW(p->spans, n, p->spans_cap))
        return false;
    for (size_t i = 0; i < row->ncells; i++) {
        const eco_cell_part *x = &row->cells[i];

        p->spans[i] =
            (struct eco_face_span){x->item, x->col, x->col + 1, x->frac};
    }
    for (size_t i = 0; i < row->nruns; i++) {
        const eco_run_part *x = &row->runs[i];

        p->spans[row->ncells + i] =
            (struct eco_face_span){x->item, x->col0, x->col1, x->frac};
    }
    qsort(p->spans, n, sizeof *p->spans, by_column);
    return true;
}

/* Faces that end here go, faces that begin here come, in order of faces. */
static bool activate(eco_pieces *p, size_t n, size_t *next, int col)
{
    size_t kept = 0;

    for (size_t k = 0; k < p->nactive; k++)
        if (p->active[k].col1 > col)
            p->active[kept++] = p->active[k];
    p->nactive = kept;
    for (; *next < n && p->spans[*next].col0 <= col; ++*next) {
        const struct eco_face_span *s = &p->spans[*next];
        size_t k;

        if (s->frac <= 0 || s->col1 <= col)
            continue;
        if (!ECO_GROW(p->active, p->nactive, p->active_cap))
            return false;
        for (k = p->nactive++; k && p->active[k - 1].item > s->item; k--)
            p->active[k] = p->active[k - 1];
        p->active[k] = (struct eco_active){s->item, s->col1, s->frac};
    }
    return true;
}

eco_status eco_pieces_make(eco_pieces *p, eco_sets *sets,
                           const eco_faces *faces, const eco_row_parts *row,
                           int ncols)
{
    size_t n = row->ncells + row->nruns, next = 0;

    p->n = 0;
    p->nactive = 0;
    if (!ECO_GROW(p->active, 0, p->active_cap) || !sort(p, row) ||
        !bounds(p, n, ncols))
        return ECO_NOMEM;
    for (size_t b = 0; b + 1 < p->nbounds; b++) {
        const int cols[2] = {p->bounds[b], p->bounds[b + 1]};

        if (!activate(p, n, &next, cols[0]) || !stretch(p, sets, faces, cols))
            return ECO_NOMEM;
    }
    return ECO_OK;
}

void eco_pieces_clear(eco_pieces *p)
{
    eco_mem_free(p->items);
    eco_mem_free(p->active);
    eco_mem_free(p->bounds);
    eco_mem_free(p->spans);
    *p = (eco_pieces){0};
}
