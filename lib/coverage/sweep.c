/* Walks the edges of a band of rows and turns them into runs of cells. */
#include "eco_cover.h"
#include "eco_cover_edges.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>

/* What one edge adds to one cell. Column -1 stands for all left of the grid. */
struct piece {
    int row, col;
    int32_t cover, part; /* at most 2^30 in magnitude: one edge, one cell */
};

struct eco_sweep {
    const eco_cover *cover;
    struct piece *pieces, *sorted;
    eco_span *spans, *by_row;
    size_t *starts; /* per row of the band, one more */
    size_t npieces, pieces_cap, sorted_cap;
    size_t nspans, spans_cap, by_row_cap, starts_cap;
};

eco_status eco_sweep_create(const eco_cover *c, eco_sweep **out)
{
    *out = eco_mem_array(1, sizeof **out);
    if (!*out)
        return ECO_NOMEM;
    (*out)->cover = c;
    return ECO_OK;
}

void eco_sweep_destroy(eco_sweep *s)
{
    if (!s)
        return;
    eco_mem_free(s->pieces);
    eco_mem_free(s->sorted);
    eco_mem_free(s->spans);
    eco_mem_free(s->by_row);
    eco_mem_free(s->starts);
    eco_mem_free(s);
}

static bool emit(eco_sweep *s, int row, int col, int64_t cover, int64_t part)
{
    if (!ECO_GROW(s->pieces, s->npieces, s->pieces_cap))
        return false;
    s->pieces[s->npieces++] =
        (struct piece){row, col, (int32_t)cover, (int32_t)part};
    return true;
}

/* Where the edge is at a height, or how high at a place: from its upper end,
 * never from the row before, so that any band gives the same integers. The
 * error of the product is below two units for edges up to 2^21 cells long. */
static int64_t x_at(const struct edge *e, double slope, int64_t y)
{
    if (y == e->y1)
        return e->x1;
    if (y == e->y0)
        return e->x0;
    return e->x0 + llrint((double)(y - e->y0) * slope);
}

static int64_t y_at(const struct edge *e, int64_t x, int64_t low, int64_t high)
{
    double t = (double)(x - e->x0) / (double)(e->x1 - e->x0);
    int64_t y = e->y0 + llrint(t * (double)(e->y1 - e->y0));

    return y < low ? low : y > high ? high : y;
}

/* Edge between (xa, ya) and (xb, yb), all within one cell. */
static bool in_cell(eco_sweep *s, const struct edge *e, int row, int col,
                    const int64_t seg[4])
{
    int64_t dy = seg[3] - seg[1];
    int64_t right = (int64_t)(col + 1) << ECO_COVER_BITS;
    int64_t width2 = (right - seg[0]) + (right - seg[2]);
    int64_t part = (dy * width2 + ECO_COVER_ONE) >> (ECO_COVER_BITS + 1);

    return !dy || emit(s, row, col, e->sign * dy, e->sign * part);
}

static int clamp_col(int64_t x, int ncols)
{
    int64_t col = x >> ECO_COVER_BITS;

    return col < 0 ? -1 : col >= ncols ? ncols : (int)col;
}

/* The part of an edge within one row: (xa, ya) to (xb, yb), cell by cell in
 * the direction it runs. Left of the grid only the height counts; right of it
 * nothing does. */
static bool in_row(eco_sweep *s, const struct edge *e, int row,
                   const int64_t from[2], const int64_t to[2])
{
    int ncols = s->cover->ncols;
    int64_t xa = from[0], xb = to[0], yb = to[1], x = xa, y = from[1];
    int col = clamp_col(xa, ncols), last = clamp_col(xb, ncols);
    int step = xb >= xa ? 1 : -1;

    for (;; col += step) {
        /* The side of the column through which the edge leaves it. */
        int64_t side = (int64_t)(col + (step > 0)) * ECO_COVER_ONE;
        int64_t xn = col == last ? xb : side;
        int64_t yn = col == last ? yb : y_at(e, side, y, yb);
        bool ok = true;

        if (col < 0)
            ok = yn == y || emit(s, row, -1, e->sign * (yn - y), 0);
        else if (col < ncols)
            ok = in_cell(s, e, row, col, (int64_t[4]){x, y, xn, yn});
        if (!ok)
            return false;
        if (col == last)
            return true;
        x = xn;
        y = yn;
    }
}

static bool in_band(eco_sweep *s, const struct edge *e, int row0, int row1)
{
    int64_t top = (int64_t)row0 << ECO_COVER_BITS;
    int64_t bottom = (int64_t)row1 << ECO_COVER_BITS;
    int64_t y = e->y0 > top ? e->y0 : top;
    int64_t end = e->y1 < bottom ? e->y1 : bottom, x;
    double slope = 0;

    if ((e->y1 - 1) >> ECO_COVER_BITS != e->y0 >> ECO_COVER_BITS)
        slope = (double)(e->x1 - e->x0) / (double)(e->y1 - e->y0);
    x = x_at(e, slope, y);
    while (y < end) {
        int row = (int)(y >> ECO_COVER_BITS);
        int64_t below = (int64_t)(row + 1) << ECO_COVER_BITS;
        int64_t next = below < end ? below : end;
        int64_t xn = x_at(e, slope, next);

        if (!in_row(s, e, row, (const int64_t[2]){x, y},
                    (const int64_t[2]){xn, next}))
            return false;
        x = xn;
        y = next;
    }
    return true;
}

/* Edges of a chunk that reach the band. */
static bool walk(eco_sweep *s, const struct chunk *k, int row0, int row1)
{
    const eco_point *p = s->cover->set->points;
    int64_t top = (int64_t)row0 << ECO_COVER_BITS;
    int64_t bottom = (int64_t)row1 << ECO_COVER_BITS;
    int64_t x0, y0, x1, y1;

    eco_cover_fixed(p[k->before], &x0, &y0);
    for (int i = 0; i < k->n; i++, x0 = x1, y0 = y1) {
        struct edge e;

        eco_cover_fixed(p[k->first + (size_t)i], &x1, &y1);
        e = y0 < y1 ? (struct edge){x0, y0, x1, y1, k->sign}
                    : (struct edge){x1, y1, x0, y0, -k->sign};
        if (e.y0 < bottom && e.y1 > top && e.y0 < e.y1 &&
            !in_band(s, &e, row0, row1))
            return false;
    }
    return true;
}

static eco_status collect(eco_sweep *s, const struct item *it, int row0,
                          int row1)
{
    int64_t top = (int64_t)row0 << ECO_COVER_BITS;
    int64_t bottom = (int64_t)row1 << ECO_COVER_BITS;

    s->npieces = 0;
    for (size_t i = 0; i < it->nchunks; i++) {
        const struct chunk *k = &s->cover->chunks[it->first_chunk + i];

        if (k->ymin < bottom && k->ymax > top && !walk(s, k, row0, row1))
            return ECO_NOMEM;
    }
    return ECO_OK;
}

static int by_col(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;

    return (p->col > q->col) - (p->col < q->col);
}

static void sort_row(struct piece *p, size_t n)
{
    if (n > 32) {
        qsort(p, n, sizeof *p, by_col);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        struct piece x = p[i];
        size_t j = i;

        for (; j > 0 && p[j - 1].col > x.col; j--)
            p[j] = p[j - 1];
        p[j] = x;
    }
}

static bool add_span(eco_sweep *s, eco_span span)
{
    if (!span.frac || span.col0 >= span.col1)
        return true;
    if (!ECO_GROW(s->spans, s->nspans, s->spans_cap))
        return false;
    s->spans[s->nspans++] = span;
    return true;
}

/* The running sum along one row. */
static bool row_spans(eco_sweep *s, int item, const struct piece *p, size_t n)
{
    int ncols = s->cover->ncols, row = p[0].row, at = 0;
    int64_t sum = 0;

    for (size_t i = 0; i < n;) {
        int col = p[i].col;
        int64_t cover = 0, part = 0;

        for (; i < n && p[i].col == col; i++) {
            cover += p[i].cover;
            part += p[i].part;
        }
        if (col >= 0) {
            if (!add_span(s, (eco_span){row, item, at, col, sum}) ||
                !add_span(s, (eco_span){row, item, col, col + 1, sum + part}))
                return false;
            at = col + 1;
        }
        sum += cover;
    }
    return add_span(s, (eco_span){row, item, at, ncols, sum});
}

/* Pieces by row (counting sort), then by column, then into spans. */
static eco_status item_spans(eco_sweep *s, int item, int row0, int row1)
{
    size_t nrows = (size_t)(row1 - row0), at = 0;

    if (!s->npieces)
        return ECO_OK;
    if (!ECO_GROW(s->sorted, s->npieces, s->sorted_cap))
        return ECO_NOMEM;
    for (size_t r = 0; r <= nrows; r++)
        s->starts[r] = 0;
    for (size_t i = 0; i < s->npieces; i++)
        s->starts[s->pieces[i].row - row0]++;
    for (size_t r = 0; r <= nrows; r++) {
        size_t n = s->starts[r];

        s->starts[r] = at;
        at += n;
    }
    for (size_t i = 0; i < s->npieces; i++)
        s->sorted[s->starts[s->pieces[i].row - row0]++] = s->pieces[i];
    for (size_t r = 0; r < nrows; r++) { /* starts[r] is now the end of r */
        size_t first = r ? s->starts[r - 1] : 0;

        if (s->starts[r] == first)
            continue;
        sort_row(s->sorted + first, s->starts[r] - first);
        if (!row_spans(s, item, s->sorted + first, s->starts[r] - first))
            return ECO_NOMEM;
    }
    return ECO_OK;
}

/* Spans come item by item: put them row by row, items in order. */
static eco_status sort_spans(eco_sweep *s, int row0, int row1)
{
    size_t nrows = (size_t)(row1 - row0), at = 0;

    if (!ECO_GROW(s->by_row, s->nspans, s->by_row_cap))
        return ECO_NOMEM;
    for (size_t r = 0; r <= nrows; r++)
        s->starts[r] = 0;
    for (size_t i = 0; i < s->nspans; i++)
        s->starts[s->spans[i].row - row0]++;
    for (size_t r = 0; r <= nrows; r++) {
        size_t n = s->starts[r];

        s->starts[r] = at;
        at += n;
    }
    for (size_t i = 0; i < s->nspans; i++)
        s->by_row[s->starts[s->spans[i].row - row0]++] = s->spans[i];
    return ECO_OK;
}

eco_status eco_sweep_band(eco_sweep *s, int row0, int row1,
                          const eco_span **spans, size_t *n)
{
    const eco_cover *c = s->cover;
    eco_status st;

    s->nspans = 0;
    if (!ECO_GROW(s->starts, (size_t)(row1 - row0) + 1, s->starts_cap))
        return ECO_NOMEM;
    for (size_t i = 0; i < c->nitems; i++) {
        int first, end;

        if (!eco_cover_item_rows(c, i, &first, &end) || first >= row1 ||
            end <= row0)
            continue;
        st = collect(s, &c->items[i], row0, row1);
        if (!st)
            st = item_spans(s, (int)i, row0, row1);
        if (st)
            return st;
    }
    st = sort_spans(s, row0, row1);
    *spans = s->by_row;
    *n = s->nspans;
    return st;
}
