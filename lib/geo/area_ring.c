/* Areas of polygons whose edges are straight in the grid's plane. */
#include "eco_area.h"
#include "eco_area_model.h"

#include <math.h>

/* Pieces of an edge straight in longitude and latitude, in degrees of latitude.
 * Gauss-Legendre of n points errs by h^(2n+1) (n!)^4 / ((2n+1) (2n)!^3) of the
 * 2n-th derivative: with 8 points and 0.5 degree nothing that a double could
 * hold, with 2 points and 0.01 degree h^4 / 4320 = 2e-19 of the piece. Along a
 * parallel the height is constant and any rule exact. */
#define PIECE_DEG 0.5
#define SHORT_DEG 0.01
enum { PIECES_MAX = 1 << 20 };

/* Longest piece of an edge of a projected grid; see area_curve.c. */
#define PIECE_M 1000.0

struct rule {
    int n; /* of pairs about the middle */
    double x[4], w[4];
};

static const struct rule gauss8 = {4,
                                   {0.1834346424956498, 0.5255324099163290,
                                    0.7966664774136267, 0.9602898564975363},
                                   {0.3626837833783620, 0.3137066458778873,
                                    0.2223810344533745, 0.1012285362903763}};
static const struct rule gauss2 = {1, {0.5773502691896258}, {1}};

/* Area in m2 between an edge and the parallel at pixel height y0. Heights are
 * taken from differences in pixel space: those of latitudes would have lost
 * digits, 1e-11 of a small polygon. */
static double under_edge(const eco_area *a, double y0, eco_point p, eco_point q)
{
    const double *gt = a->spec.grid.gt;
    double dlat = fabs((q.y - p.y) * gt[5]), dlon = (q.x - p.x) * gt[1];
    const struct rule *rule = dlat <= SHORT_DEG ? &gauss2 : &gauss8;
    int n = 1 + (int)fmin(dlat / PIECE_DEG, PIECES_MAX);
    double sum = 0;

    if (!(fabs(dlon) > 0))
        return 0;
    for (int i = 0; i < n; i++) {
        double mid = (i + 0.5) / n, half = 0.5 / n;

        for (int k = 0; k < rule->n; k++)
            for (int sign = -1; sign <= 1; sign += 2) {
                double t = mid + sign * half * rule->x[k];
                double y = p.y + t * (q.y - p.y);

                sum += rule->w[k] * half *
                       eco_band_about(&a->spec.ellipsoid,
                                      gt[3] + (y + y0) / 2 * gt[5],
                                      (y - y0) * gt[5] / 2, 1);
            }
    }
    return sum * dlon;
}

static double parallels_ring(const eco_area *a, const eco_point *p, size_t n)
{
    double sum = 0, low = 0;

    for (size_t i = 0; i < n; i++) {
        double x = under_edge(a, p[0].y, p[i], p[(i + 1) % n]) + low;
        double next = sum + x;

        low = x - (next - sum); /* what the sum rounded off (Kahan) */
        sum = next;
    }
    return sum;
}

/* About the first vertex: far from the origin the plain shoelace formula
 * subtracts large products. */
static double planar_ring(const eco_area *a, const eco_point *p, size_t n)
{
    double twice = 0;

    for (size_t i = 1; i + 1 < n; i++)
        twice += (p[i].x - p[0].x) * (p[i + 1].y - p[0].y) -
                 (p[i + 1].x - p[0].x) * (p[i].y - p[0].y);
    return twice / 2 * a->cell;
}

static eco_status ring_area(eco_ctx *ctx, const eco_area *a, const eco_point *p,
                            size_t n, double *area)
{
    if (a->spec.kind == ECO_AREA_PARALLELS)
        *area = parallels_ring(a, p, n);
    else if (a->spec.kind == ECO_AREA_PLANAR)
        *area = planar_ring(a, p, n);
    else if (eco_curve_ring(a, p, n, PIECE_M, area))
        return eco_fail(ctx, ECO_INVALID,
                        "a polygon reaches beyond where the grid's coordinate "
                        "reference system can be taken back to longitude and "
                        "latitude");
    return ECO_OK;
}

eco_status eco_area_polygon(eco_ctx *ctx, const eco_area *a,
                            const eco_polyset *s, size_t i, double *area_m2)
{
    const eco_polygon_item *item = &s->items[i];
    double sum = 0;

    for (size_t r = item->first; r < item->first + item->n; r++) {
        const eco_ring *ring = &s->rings[r];
        double area = 0;
        eco_status st;

        if (ring->n < 3)
            continue;
        st = ring_area(ctx, a, s->points + ring->first, ring->n, &area);
        if (st)
            return st;
        sum += ring->hole ? -fabs(area) : fabs(area);
    }
    *area_m2 = sum;
    return ECO_OK;
}
