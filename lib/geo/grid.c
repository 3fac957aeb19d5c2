#include "eco_grid.h"

#include <math.h>

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
