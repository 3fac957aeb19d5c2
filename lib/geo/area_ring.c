/* Areas of polygons whose edges are straight in the grid's plane. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"

#include <math.h>

/* Longest piece of an edge: 0.5 degree for eight-point Gauss-Legendre, whose
 * error on it is far below 1e-15; 500 m where edges are taken back from a
 * projection and chords stand for arcs. */
#define PIECE_DEG 0.5
#define PIECE_M   500.0
enum { PIECES_MAX = 1 << 20, GAUSS = 4 };

static const double gauss_x[GAUSS] = {0.1834346424956498, 0.5255324099163290,
                                      0.7966664774136267, 0.9602898564975363};
static const double gauss_w[GAUSS] = {0.3626837833783620, 0.3137066458778873,
                                      0.2223810344533745, 0.1012285362903763};

/* Height over a reference parallel in the authalic plane, m2 per degree. */
static double height(const eco_ellipsoid *e, double reference, double lat)
{
    return eco_band_area(e, reference, lat, 1);
}

static double unwrap(double lon, double reference)
{
    return lon - 360 * nearbyint((lon - reference) / 360);
}

double eco_lonlat_ring(const eco_ellipsoid *e, const eco_point *p, size_t n)
{
    double twice = 0, lat0 = p[0].y, lon0 = p[0].x;
    double x = 0, y = 0; /* of the vertex before, about the first */

    for (size_t i = 1; i < n; i++) {
        double nx = unwrap(p[i].x, lon0) - lon0;
        double ny = height(e, lat0, p[i].y);

        twice += x * ny - nx * y;
        x = nx;
        y = ny;
    }
    return twice / 2;
}

/* Area between an edge straight in lon, lat and the reference parallel. */
static double under_edge(const eco_ellipsoid *e, double reference, eco_point p,
                         eco_point q)
{
    double span = fmax(fabs(q.x - p.x), fabs(q.y - p.y));
    int n = 1 + (int)fmin(span / PIECE_DEG, PIECES_MAX);
    double sum = 0;

    for (int i = 0; i < n; i++) {
        double mid = (i + 0.5) / n, half = 0.5 / n;

        for (int k = 0; k < GAUSS; k++)
            for (int sign = -1; sign <= 1; sign += 2) {
                double t = mid + sign * half * gauss_x[k];

                sum += gauss_w[k] * half *
                       height(e, reference, p.y + t * (q.y - p.y));
            }
    }
    return sum * (q.x - p.x);
}

static double parallels_ring(const eco_area *a, const eco_point *p, size_t n)
{
    const eco_grid *g = &a->spec.grid;
    eco_point last = eco_grid_to_crs(g, p[n - 1]);
    double reference = last.y, sum = 0;

    for (size_t i = 0; i < n; i++) {
        eco_point next = eco_grid_to_crs(g, p[i]);

        sum += under_edge(&a->spec.ellipsoid, reference, last, next);
        last = next;
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

static int edge_pieces(const eco_area *a, eco_point p, eco_point q)
{
    double m = hypot(q.x - p.x, q.y - p.y) * sqrt(a->cell);

    return 1 + (int)fmin(m / PIECE_M, PIECES_MAX);
}

static eco_status lattice_ring(eco_ctx *ctx, const eco_area *a,
                               const eco_point *p, size_t n, double *area)
{
    size_t total = 0, at = 0;
    eco_point *dense;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < n; i++)
        total += (size_t)edge_pieces(a, p[i], p[(i + 1) % n]);
    dense = eco_mem_array(total, sizeof *dense);
    if (!dense)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n; i++) {
        eco_point q = p[(i + 1) % n];
        int pieces = edge_pieces(a, p[i], q);

        for (int k = 0; k < pieces; k++) {
            double t = (double)k / pieces;
            eco_point pixel = {p[i].x + t * (q.x - p[i].x),
                               p[i].y + t * (q.y - p[i].y)};

            dense[at++] = eco_grid_to_crs(&a->spec.grid, pixel);
        }
    }
    if (a->spec.unproject(a->spec.user, total, dense))
        st = eco_fail(ctx, ECO_INVALID,
                      "a polygon reaches beyond where the grid's coordinate "
                      "reference system can be taken back to the ellipsoid");
    else
        *area = eco_lonlat_ring(&a->spec.ellipsoid, dense, total);
    eco_mem_free(dense);
    return st;
}

eco_status eco_area_polygon(eco_ctx *ctx, const eco_area *a,
                            const eco_polyset *s, size_t i, double *area_m2)
{
    const eco_polygon_item *item = &s->items[i];
    double sum = 0;

    for (size_t r = item->first; r < item->first + item->n; r++) {
        const eco_ring *ring = &s->rings[r];
        const eco_point *p = s->points + ring->first;
        double area = 0;
        eco_status st = ECO_OK;

        if (ring->n < 3)
            continue;
        if (a->spec.kind == ECO_AREA_PARALLELS)
            area = parallels_ring(a, p, ring->n);
        else if (a->spec.kind == ECO_AREA_PLANAR)
            area = planar_ring(a, p, ring->n);
        else
            st = lattice_ring(ctx, a, p, ring->n, &area);
        if (st)
            return st;
        sum += ring->hole ? -fabs(area) : fabs(area);
    }
    *area_m2 = sum;
    return ECO_OK;
}
