/* Zones' spans x evidence's pieces x chunks. */
#include "eco_fragments.h"

#include "eco_mem.h"

#include <string.h>

int eco_chunks_of(const eco_chunks *c, int col)
{
    return col < c->first ? 0 : (col - c->first) / c->cols + 1;
}

int eco_chunks_start(const eco_chunks *c, int chunk)
{
    int start = chunk ? c->first + (chunk - 1) * c->cols : 0;

    return start < c->ncols ? start : c->ncols;
}

void eco_fragments_clear(eco_fragments *f)
{
    eco_pieces_clear(&f->pieces);
    eco_mem_free(f->items);
    eco_mem_free(f->moved);
    eco_mem_free(f->starts);
    *f = (eco_fragments){0};
}

/* One fragment, cut at the chunks' borders. */
static bool add(eco_fragments *f, const eco_chunks *c, eco_fragment x)
{
    int end = x.col1;

    if (c->n == 1) {
        if (!ECO_GROW(f->items, f->n, f->cap))
            return false;
        f->items[f->n++] = x;
        return true;
    }
    while (x.col0 < end) {
        int border = eco_chunks_start(c, eco_chunks_of(c, x.col0) + 1);

        x.col1 = end < border ? end : border;
        if (!ECO_GROW(f->items, f->n, f->cap))
            return false;
        f->items[f->n++] = x;
        x.col0 = x.col1;
    }
    return true;
}

/* A zone's span against the row's evidence pieces. Fractions of one stretch
 * are cut without loss: the last piece takes the rounding. */
static bool add_span(eco_fragments *f, const eco_chunks *c,
                     const eco_span *span, size_t *from)
{
    const eco_pieces *p = &f->pieces;
    eco_fragment x = {span->row, span->col0, span->col1, (uint32_t)span->item,
                      0,         span->frac};
    size_t i = *from;
    bool ok = true;

    if (!p->n)
        return add(f, c, x);
    while (i < p->n && p->items[i].col1 <= span->col0)
        i++;
    *from = i; /* later spans of this zone lie further right */
    while (i < p->n && p->items[i].col0 < span->col1 && ok) {
        const eco_piece *first = &p->items[i];
        int64_t left = span->frac;

        x.col0 = first->col0 > span->col0 ? first->col0 : span->col0;
        x.col1 = first->col1 < span->col1 ? first->col1 : span->col1;
        for (; i < p->n && p->items[i].col0 == first->col0 && ok; i++) {
            bool last = i + 1 == p->n || p->items[i + 1].col0 != first->col0;

            x.set = p->items[i].set;
            x.frac =
                last ? left
                     : (span->frac * p->items[i].weight + ECO_COVER_ONE / 2) >>
                           ECO_COVER_BITS;
            left -= x.frac;
            ok = !x.frac || add(f, c, x);
        }
    }
    return ok;
}

/* Counting sort by chunk; rows stay in order within one. */
static bool sort(eco_fragments *f, const eco_chunks *c)
{
    size_t at = 0;

    if (!ECO_GROW(f->starts, (size_t)c->n + 1, f->starts_cap))
        return false;
    f->sorted = f->items;
    if (c->n == 1) {
        f->starts[0] = 0;
        f->starts[1] = f->n;
        return true;
    }
    if (!ECO_GROW(f->moved, f->n, f->moved_cap))
        return false;
    f->sorted = f->moved;
    memset(f->starts, 0, ((size_t)c->n + 1) * sizeof *f->starts);
    for (size_t i = 0; i < f->n; i++)
        f->starts[eco_chunks_of(c, f->items[i].col0)]++;
    for (int k = 0; k <= c->n; k++) {
        size_t n = f->starts[k];

        f->starts[k] = at;
        at += n;
    }
    for (size_t i = 0; i < f->n; i++)
        f->moved[f->starts[eco_chunks_of(c, f->items[i].col0)]++] = f->items[i];
    for (int k = c->n; k > 0; k--)
        f->starts[k] = f->starts[k - 1];
    f->starts[0] = 0;
    return true;
}

/* The pieces of a row; *next moves on to the evidence of later rows. */
static bool make_pieces(eco_fragments *f, const eco_chunks *chunks,
                        eco_sets *sets, const eco_faces *faces, int row,
                        eco_spans *next)
{
    size_t n = 0;

    f->pieces.n = 0;
    while (next->n && next->items->row < row) {
        next->items++;
        next->n--;
    }
    while (n < next->n && next->items[n].row == row)
        n++;
    return !n || !eco_pieces_make(&f->pieces, sets, faces, next->items, n,
                                  chunks->ncols);
}

eco_status eco_fragments_make(eco_fragments *f, const eco_chunks *chunks,
                              eco_sets *sets, const eco_faces *faces,
                              const eco_spans *zones, const eco_spans *evidence)
{
    eco_spans next = *evidence;
    size_t from = 0;

    f->n = 0;
    f->pieces.n = 0;
    for (size_t i = 0; i < zones->n; i++) {
        const eco_span *span = &zones->items[i];
        bool new_row = i == 0 || span->row != span[-1].row;

        if (new_row && !make_pieces(f, chunks, sets, faces, span->row, &next))
            return ECO_NOMEM;
        if (new_row || span->item != span[-1].item)
            from = 0;
        if (!add_span(f, chunks, span, &from))
            return ECO_NOMEM;
    }
    return sort(f, chunks) ? ECO_OK : ECO_NOMEM;
}
