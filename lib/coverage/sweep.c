/* Walks the edges of a band of rows and turns them into runs of cells. */
#include "eco_cover.h"
#include "eco_cover_edges.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What edges of an item add to one cell. Column -1 stands for all left of the
 * grid. */
struct piece {
    uint32_t item;
    int32_t col, cover, part; /* one edge adds at most 2^30 to either */
};

/* Pieces of one row: items in order, those of an item as its edges come. */
struct line {
    struct piece *first, *next, *end;
};

struct eco_sweep {
    const eco_cover *cover;
    struct line *lines; /* per row of the band */
    size_t nlines;      /* that have memory */
    int row0;
    struct piece *sorted; /* of one item and row */
    size_t sorted_cap;
    eco_cell_part *cells; /* of one row */
    eco_run_part *runs;
    size_t ncells, nruns, cells_cap, runs_cap;
};

/* An edge on its way through the rows, and the cell that edges before it added
 * to: those that follow one another often meet the same. */
struct walk {
    eco_sweep *s;
    uint32_t item;
    int sign;
    int64_t x0, y0, x1, y1;
    double dx_dy, dy_dx; /* known where rows or columns are crossed */
    int row, col;        /* of the cell in hand; row -1: none */
    int64_t cover, part;
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
    for (size_t i = 0; i < s->nlines; i++)
        eco_mem_free(s->lines[i].first);
    eco_mem_free(s->lines);
    eco_mem_free(s->sorted);
    eco_mem_free(s->cells);
    eco_mem_free(s->runs);
    eco_mem_free(s);
}

static bool lengthen(struct line *l)
{
    size_t n = (size_t)(l->next - l->first), cap = n ? 2 * n : 64;
    struct piece *p = eco_mem_resize(l->first, cap, sizeof *p);

    if (!p)
        return false;
    *l = (struct line){p, p + n, p + cap};
    return true;
}

/* The cell in hand to its row. */
static inline bool put(struct walk *w)
{
    struct line *l = &w->s->lines[w->row - w->s->row0];

    if (l->next == l->end && !lengthen(l))
        return false;
    *l->next++ =
        (struct piece){w->item, w->col, (int32_t)w->cover, (int32_t)w->part};
    __builtin_prefetch(l->next + 4, 1); /* hundreds of rows take turns */
    return true;
}

static inline bool emit(struct walk *w, int row, int col, int64_t cover,
                        int64_t part)
{
    cover = w->sign < 0 ? -cover : cover;
    part = w->sign < 0 ? -part : part;
    if (row == w->row && col == w->col && w->cover + cover <= INT32_MAX &&
        w->cover + cover >= INT32_MIN && w->part + part <= INT32_MAX &&
        w->part + part >= INT32_MIN) {
        w->cover += cover;
        w->part += part;
        return true;
    }
    if (w->row >= 0 && !put(w))
        return false;
    w->row = row;
    w->col = col;
    w->cover = cover;
    w->part = part;
    return true;
}

/* Where the edge is at a height, or how high at a place: from its upper end,
 * never from the row before, so that any band gives the same integers. The
 * error of the product is below two units for edges up to 2^21 cells long. */
static inline int64_t x_at(const struct walk *w, int64_t y)
{
    if (y == w->y1)
        return w->x1;
    if (y == w->y0)
        return w->x0;
    return w->x0 + llrint((double)(y - w->y0) * w->dx_dy);
}

static inline int64_t y_at(const struct walk *w, int64_t x, int64_t low,
                           int64_t high)
{
    int64_t y = w->y0 + llrint((double)(x - w->x0) * w->dy_dx);

    return y < low ? low : y > high ? high : y;
}

/* Edge between (xa, ya) and (xb, yb), all within one cell. */
static inline bool in_cell(struct walk *w, int row, int col,
                           const int64_t seg[4])
{
    int64_t dy = seg[3] - seg[1];
    int64_t right = (int64_t)(col + 1) * ECO_COVER_ONE;
    int64_t width2 = (right - seg[0]) + (right - seg[2]);
    int64_t part = (dy * width2 + ECO_COVER_ONE) >> (ECO_COVER_BITS + 1);

    return !dy || emit(w, row, col, dy, part);
}

static inline int clamp_col(int64_t x, int ncols)
{
    int64_t col = x >> ECO_COVER_BITS;

    return col < 0 ? -1 : col >= ncols ? ncols : (int)col;
}

/* The part of an edge within one row, seg: (xa, ya) to (xb, yb), cell by cell
 * in the direction it runs. Left of the grid only the height counts; right of
 * it nothing does. */
static bool in_row(struct walk *w, int row, const int64_t seg[4],
                   const int cols[2])
{
    int ncols = w->s->cover->ncols, col = cols[0], last = cols[1];
    int step = last >= col ? 1 : -1;
    int64_t x = seg[0], y = seg[1];

    for (;; col += step) {
        /* The side of the column through which the edge leaves it. */
        int64_t side = (int64_t)(col + (step > 0)) * ECO_COVER_ONE;
        int64_t xn = col == last ? seg[2] : side;
        int64_t yn = col == last ? seg[3] : y_at(w, side, y, seg[3]);
        bool ok = true;

        if (col < 0)
            ok = yn == y || emit(w, row, -1, yn - y, 0);
        else if (col < ncols)
            ok = in_cell(w, row, col, (int64_t[4]){x, y, xn, yn});
        if (!ok)
            return false;
        if (col == last)
            return true;
        x = xn;
        y = yn;
    }
}

static bool in_band(struct walk *w, const int64_t rows[2])
{
    int ncols = w->s->cover->ncols;
    int64_t y = w->y0 > rows[0] ? w->y0 : rows[0];
    int64_t end = w->y1 < rows[1] ? w->y1 : rows[1], x;
    int cols[2];

    w->dx_dy = (double)(w->x1 - w->x0) / (double)(w->y1 - w->y0);
    if (w->x0 != w->x1)
        w->dy_dx = (double)(w->y1 - w->y0) / (double)(w->x1 - w->x0);
    x = x_at(w, y);
    cols[0] = clamp_col(x, ncols);
    while (y < end) {
        int row = (int)(y >> ECO_COVER_BITS);
        int64_t below = (int64_t)(row + 1) << ECO_COVER_BITS;
        int64_t next = below < end ? below : end;
        int64_t xn = x_at(w, next);
        const int64_t seg[4] = {x, y, xn, next};

        cols[1] = clamp_col(xn, ncols);
        if (cols[0] == cols[1] && cols[0] >= 0 && cols[0] < ncols
                ? !in_cell(w, row, cols[0], seg)
                : !in_row(w, row, seg, cols))
            return false;
        x = xn;
        y = next;
        cols[0] = cols[1];
    }
    return true;
}

/* Most edges of detailed polygons stay within a cell. */
static inline bool edge(struct walk *w, const int64_t rows[2])
{
    int ncols = w->s->cover->ncols, row = (int)(w->y0 >> ECO_COVER_BITS);
    int col = clamp_col(w->x0, ncols);

    if ((w->y1 - 1) >> ECO_COVER_BITS == row &&
        col == clamp_col(w->x1, ncols) && col >= 0)
        return col == ncols ||
               in_cell(w, row, col, (int64_t[4]){w->x0, w->y0, w->x1, w->y1});
    return in_band(w, rows);
}

/* Edges of a chunk that reach the rows between rows[0] and rows[1]. */
static bool walk_chunk(struct walk *w, const struct chunk *k,
                       const int64_t rows[2])
{
    const eco_point *p = w->s->cover->set->points;
    int64_t x0, y0, x1, y1;

    eco_cover_fixed(p[k->before], &x0, &y0);
    for (int i = 0; i < k->n; i++, x0 = x1, y0 = y1) {
        bool down;

        eco_cover_fixed(p[k->first + (size_t)i], &x1, &y1);
        down = y0 < y1;
        w->x0 = down ? x0 : x1;
        w->y0 = down ? y0 : y1;
        w->x1 = down ? x1 : x0;
        w->y1 = down ? y1 : y0;
        w->sign = down ? k->sign : -k->sign;
        if (w->y0 < rows[1] && w->y1 > rows[0] && w->y0 < w->y1 &&
            !edge(w, rows))
            return false;
    }
    return true;
}

static bool walk_item(eco_sweep *s, uint32_t item, const int64_t rows[2])
{
    const struct item *it = &s->cover->items[item];
    const struct chunk *k = s->cover->chunks + it->first_chunk;
    struct walk w = {.s = s, .item = item, .row = -1};

    for (const struct chunk *end = k + it->nchunks; k < end; k++)
        if (k->ymin < rows[1] && k->ymax > rows[0] && !walk_chunk(&w, k, rows))
            return false;
    return w.row < 0 || put(&w);
}

static bool make_lines(eco_sweep *s, size_t n)
{
    struct line *lines;

    if (n > s->nlines) {
        lines = eco_mem_resize(s->lines, n, sizeof *lines);
        if (!lines)
            return false;
        s->lines = lines;
        while (s->nlines < n)
            s->lines[s->nlines++] = (struct line){0};
    }
    for (size_t i = 0; i < n; i++)
        s->lines[i].next = s->lines[i].first;
    return true;
}

eco_status eco_sweep_band(eco_sweep *s, int row0, int row1)
{
    const eco_cover *c = s->cover;
    const int64_t rows[2] = {(int64_t)row0 << ECO_COVER_BITS,
                             (int64_t)row1 << ECO_COVER_BITS};

    if (!make_lines(s, (size_t)(row1 - row0)))
        return ECO_NOMEM;
    s->row0 = row0;
    for (size_t i = 0; i < c->nitems; i++) {
        int first, end;

        if (!eco_cover_item_rows(c, i, &first, &end) || first >= row1 ||
            end <= row0)
            continue;
        if (!walk_item(s, (uint32_t)i, rows))
            return ECO_NOMEM;
    }
    return ECO_OK;
}

/* Up to so many are ranked, in grids of up to so many columns. */
enum { RANKED = 64, RANKED_COLS = 1 << 25 };

/* Each piece goes where as many lie before it: all compared with all, without
 * a branch. n <= width <= RANKED. */
static inline __attribute__((always_inline)) void
rank(const struct piece *p, size_t n, size_t width, struct piece *out)
{
    int32_t keys[RANKED], ranks[RANKED];

    for (size_t i = 0; i < n; i++)
        keys[i] = p[i].col * RANKED + (int32_t)i; /* all different */
    for (size_t i = n; i < width; i++)
        keys[i] = INT32_MAX;
    for (size_t i = 0; i < width; i++)
        ranks[i] = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < width; j++)
            ranks[j] += keys[i] < keys[j];
    for (size_t i = 0; i < n; i++)
        out[ranks[i]] = p[i];
}

static int by_col(const void *a, const void *b)
{
    const struct piece *p = a, *q = b;

    return (p->col > q->col) - (p->col < q->col);
}

static void sort(const struct piece *p, size_t n, bool ranked,
                 struct piece *out)
{
    if (ranked && n <= 4) {
        rank(p, n, 4, out);
    } else if (ranked && n <= 8) {
        rank(p, n, 8, out);
    } else if (ranked && n <= 16) {
        rank(p, n, 16, out);
    } else if (ranked && n <= 32) {
        rank(p, n, 32, out);
    } else if (ranked && n <= RANKED) {
        rank(p, n, RANKED, out);
    } else {
        memcpy(out, p, n * sizeof *p);
        qsort(out, n, sizeof *out, by_col);
    }
}

/* Where the next cell and the next run of the row go. */
struct ends {
    eco_cell_part *cell;
    eco_run_part *run;
};

/* Written before it is known whether it is one: no branch. */
static inline struct ends add_cell(struct ends e, uint32_t item, int col,
                                   int64_t frac)
{
    *e.cell = (eco_cell_part){item, 0, col, (int32_t)frac};
    e.cell += frac != 0;
    return e;
}

static inline struct ends add_run(struct ends e, uint32_t item, int col0,
                                  int col1, int64_t frac)
{
    int n = col1 - col0;

    *e.run = (eco_run_part){item, 0, col0, col1, (int32_t)frac};
    e.run += (n > 1) & (frac != 0);
    *e.cell = (eco_cell_part){item, 0, col0, (int32_t)frac};
    e.cell += (n == 1) & (frac != 0);
    return e;
}

/* Room for all that n pieces can make: each a cell and a run, which may be a
 * cell too, before it; one run more. */
static bool make_room(eco_sweep *s, size_t n, struct ends *e)
{
    if (!ECO_GROW(s->cells, s->ncells + 2 * n + 2, s->cells_cap) ||
        !ECO_GROW(s->runs, s->nruns + n + 2, s->runs_cap))
        return false;
    *e = (struct ends){s->cells + s->ncells, s->runs + s->nruns};
    return true;
}

static void keep(eco_sweep *s, struct ends e)
{
    s->ncells = (size_t)(e.cell - s->cells);
    s->nruns = (size_t)(e.run - s->runs);
}

static bool is_large(int64_t frac)
{
    return frac > INT32_MAX || frac < INT32_MIN;
}

/* An item that lies over itself more than once: what does not fit is put down
 * as parts of their own. What is left of `frac`. */
static bool add_large(eco_sweep *s, uint32_t item, const int cols[2],
                      size_t left, struct ends *e, int64_t *frac)
{
    while (is_large(*frac)) {
        int32_t part = *frac < 0 ? INT32_MIN : INT32_MAX;

        *e = add_run(*e, item, cols[0], cols[1], part);
        *frac -= part;
        keep(s, *e);
        if (!make_room(s, left, e))
            return false;
    }
    return true;
}

/* The running sum along the pieces of one item, in order. */
static bool add_item(eco_sweep *s, const struct piece *p, size_t n)
{
    const struct piece *end = p + n;
    int64_t sum = 0, cover = 0, part = 0;
    uint32_t item = p->item;
    struct ends e;
    int at = 0;

    if (!make_room(s, n, &e))
        return false;
    for (; p < end && p->col < 0; p++)
        sum += p->cover;
    for (; p < end; p++) {
        int col = p->col;
        int64_t before = sum, here;

        cover += p->cover;
        part += p->part;
        if (p + 1 < end && p[1].col == col)
            continue;
        here = sum + part;
        if ((is_large(sum) &&
             !add_large(s, item, (const int[2]){at, col}, n, &e, &before)) ||
            (is_large(here) &&
             !add_large(s, item, (const int[2]){col, col + 1}, n, &e, &here)))
            return false;
        e = add_run(e, item, at, col, before);
        e = add_cell(e, item, col, here);
        at = col + 1;
        sum += cover;
        cover = part = 0;
    }
    if (is_large(sum) &&
        !add_large(s, item, (const int[2]){at, s->cover->ncols}, n, &e, &sum))
        return false;
    keep(s, add_run(e, item, at, s->cover->ncols, sum));
    return true;
}

bool eco_sweep_meets(const eco_sweep *s, int row)
{
    const struct line *l = &s->lines[row - s->row0];

    return l->next > l->first;
}

eco_status eco_sweep_row(eco_sweep *s, int row, eco_row_parts *out)
{
    const struct line *l = &s->lines[row - s->row0];

    s->ncells = s->nruns = 0;
    if (!ECO_GROW(s->sorted, (size_t)(l->next - l->first), s->sorted_cap))
        return ECO_NOMEM;
    for (const struct piece *p = l->first, *first; p < l->next;) {
        size_t n;

        for (first = p++; p < l->next && p->item == first->item;)
            p++;
        n = (size_t)(p - first);
        sort(first, n, s->cover->ncols < RANKED_COLS, s->sorted);
        if (!add_item(s, s->sorted, n))
            return ECO_NOMEM;
    }
    *out = (eco_row_parts){s->cells, s->runs, s->ncells, s->nruns};
    return ECO_OK;
}
