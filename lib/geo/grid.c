#include "eco_grid.h"

#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double determinant(const eco_grid *g)
{
    return g->gt[1] * g->gt[5] - g->gt[2] * g->gt[4];
}

bool eco_grid_valid(const eco_grid *g)
{
    for (int i = 0; i < 6; i++)
        if (!isfinite(g->gt[i]))
            return false;
    return g->ncols > 0 && g->nrows > 0 && fabs(determinant(g)) > 0 &&
           isfinite(determinant(g));
}

bool eco_grid_north_up(const eco_grid *g)
{
    return !(fabs(g->gt[2]) > 0) && !(fabs(g->gt[4]) > 0);
}

eco_point eco_grid_to_crs(const eco_grid *g, eco_point p)
{
    return (eco_point){g->gt[0] + p.x * g->gt[1] + p.y * g->gt[2],
                       g->gt[3] + p.x * g->gt[4] + p.y * g->gt[5]};
}

eco_point eco_grid_to_pixel(const eco_grid *g, eco_point p)
{
    double dx = p.x - g->gt[0], dy = p.y - g->gt[3], det = determinant(g);

    if (eco_grid_north_up(g))
        return (eco_point){dx / g->gt[1], dy / g->gt[5]};
    return (eco_point){(dx * g->gt[5] - dy * g->gt[2]) / det,
                       (dy * g->gt[1] - dx * g->gt[4]) / det};
}

void eco_grid_to_pixels(const eco_grid *g, size_t n, eco_point *p)
{
    if (!eco_grid_north_up(g)) {
        for (size_t i = 0; i < n; i++)
            p[i] = eco_grid_to_pixel(g, p[i]);
        return;
    }
    for (size_t i = 0; i < n; i++)
        p[i] = (eco_point){(p[i].x - g->gt[0]) / g->gt[1],
                           (p[i].y - g->gt[3]) / g->gt[5]};
}

bool eco_grid_aligned(const eco_grid *a, const eco_grid *b, double tol,
                      int64_t *dcol, int64_t *drow)
{
    eco_point first, last;
    eco_point corner = {b->ncols, b->nrows};

    first = eco_grid_to_pixel(a, eco_grid_to_crs(b, (eco_point){0, 0}));
    last = eco_grid_to_pixel(a, eco_grid_to_crs(b, corner));
    if (!(fabs(first.x) < 1e9) || !(fabs(first.y) < 1e9))
        return false;
    *dcol = llround(first.x);
    *drow = llround(first.y);
    return fabs(first.x - (double)*dcol) <= tol &&
           fabs(first.y - (double)*drow) <= tol &&
           fabs(last.x - (double)*dcol - corner.x) <= tol &&
           fabs(last.y - (double)*drow - corner.y) <= tol;
}

static int by_col(const void *a, const void *b)
{
    const eco_rect *p = a, *q = b;

    return (p->col > q->col) - (p->col < q->col);
}

static int by_value(const void *a, const void *b)
{
    const int64_t *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/* Columns covered in the row `row`; `rects` in the order of their columns. */
static int64_t covered(const eco_rect *rects, size_t n, int64_t row)
{
    int64_t cols = 0, end = INT64_MIN;

    for (size_t i = 0; i < n; i++) {
        const eco_rect *r = &rects[i];
        int64_t east = r->col + r->ncols;

        if (row < r->row || row >= r->row + r->nrows || east <= end)
            continue;
        cols += east - (r->col > end ? r->col : end);
        end = east;
    }
    return cols;
}

eco_status eco_rects_cells(const eco_rect *rects, size_t n, int64_t *cells)
{
    eco_rect *sorted = eco_mem_array(n + 1, sizeof *sorted);
    int64_t *edges = eco_mem_array(n + 1, 2 * sizeof *edges);

    *cells = 0;
    if (sorted && edges && n) {
        memcpy(sorted, rects, n * sizeof *sorted);
        qsort(sorted, n, sizeof *sorted, by_col);
        for (size_t i = 0; i < n; i++) {
            edges[2 * i] = rects[i].row;
            edges[2 * i + 1] = rects[i].row + rects[i].nrows;
        }
        qsort(edges, 2 * n, sizeof *edges, by_value);
        for (size_t i = 1; i < 2 * n; i++)
            if (edges[i] > edges[i - 1])
                *cells += (edges[i] - edges[i - 1]) *
                          covered(sorted, n, edges[i - 1]);
    }
    eco_mem_free(sorted);
    eco_mem_free(edges);
    return sorted && edges ? ECO_OK : ECO_NOMEM;
}
