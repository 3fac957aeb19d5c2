/* Sites in a plane about a point near by, and out of it again. */
#include "eco_frame.h"

#include "eco_antimeridian.h"
#include "eco_azimuthal.h"
#include "eco_mem.h"

#include <math.h>

/* Edges are taken in steps: a chord of one in the plane leaves the edge that is
 * straight in degrees by L^2 tan(latitude) / (8 R), 0.14 m at 80 degrees. */
#define STEP_DEG 0.01
#define STEP_M   1000.0

enum { QUARTER = 32 }; /* edges of a quarter of a circle */

#define PI 3.14159265358979323846

void eco_frame_cell(eco_point p, int *col, int *row)
{
    *col = (int)floor((p.x + 180) / ECO_FRAME_DEG);
    *row = (int)floor((p.y + 90) / ECO_FRAME_DEG);
}

eco_point eco_frame_centre(int col, int row)
{
    return (eco_point){(col + 0.5) * ECO_FRAME_DEG - 180,
                       (row + 0.5) * ECO_FRAME_DEG - 90};
}

void eco_frame_clear(eco_frame *f)
{
    eco_polyset_clear(&f->polygons);
    eco_mem_free(f->points);
}

eco_status eco_frame_add_point(eco_ctx *ctx, eco_frame *f, eco_point p)
{
    if (!ECO_GROW(f->points, f->npoints, f->cap))
        return eco_nomem(ctx);
    eco_azimuthal_forward(f->centre, 1, &p);
    f->points[f->npoints++] = p;
    return ECO_OK;
}

/* Ring `r` of `from` as a ring of `to`, its edges cut into steps. */
static bool step(const eco_polyset *from, size_t r, double length,
                 eco_polyset *to)
{
    const eco_ring *ring = &from->rings[r];
    const eco_point *p = from->points + ring->first;

    if (!eco_polyset_add_ring(to, ring->hole))
        return false;
    for (size_t i = 0; i < ring->n; i++) {
        eco_point a = p[i], b = p[(i + 1) % ring->n];
        size_t n = (size_t)fmax(ceil(hypot(b.x - a.x, b.y - a.y) / length), 1);

        for (size_t k = 0; k < n; k++) {
            double t = (double)k / (double)n;

            if (!eco_polyset_add_point(to, (eco_point){a.x + (b.x - a.x) * t,
                                                       a.y + (b.y - a.y) * t}))
                return false;
        }
    }
    return true;
}

/* Item 0 of `from` as an item of `to`. */
static eco_status step_item(eco_ctx *ctx, const eco_polyset *from,
                            double length, eco_polyset *to)
{
    const eco_polygon_item *item = &from->items[0];

    if (!eco_polyset_add_item(to, item->id))
        return eco_nomem(ctx);
    for (size_t r = item->first; r < item->first + item->n; r++)
        if (!step(from, r, length, to))
            return eco_nomem(ctx);
    return ECO_OK;
}

eco_status eco_frame_add(eco_ctx *ctx, eco_frame *f, const eco_polyset *s)
{
    eco_polyset *to = &f->polygons;
    size_t first = to->npoints;
    eco_status st = step_item(ctx, s, STEP_DEG, to);

    if (!st)
        eco_azimuthal_forward(f->centre, to->npoints - first,
                              to->points + first);
    return st;
}

/* Out of the plane; rounding may make rings touch that did not. */
static eco_status leave(eco_ctx *ctx, eco_geom *g, const eco_frame *f,
                        const eco_polyset *plane, eco_polyset *out)
{
    bool repaired;
    double change;
    const char *reason;
    eco_status st = step_item(ctx, plane, STEP_M, out);

    if (st)
        return st;
    eco_azimuthal_back(f->centre, out->npoints, out->points);
    st = eco_antimeridian_cut(ctx, g, out);
    return st ? st : eco_geom_repair(ctx, g, out, &repaired, &change, &reason);
}

static eco_status append(eco_ctx *ctx, const eco_polyset *from, eco_polyset *to)
{
    return step_item(ctx, from, INFINITY, to);
}

/* The polygon that stands for a circle has its area when its vertices lie a
 * little outside. */
eco_status eco_frame_buffer(eco_ctx *ctx, eco_geom *g, const eco_frame *f,
                            double distance_m, eco_polyset *out)
{
    const double turn = PI / 2 / QUARTER;
    const eco_buffer what = {.polygons = &f->polygons,
                             .points = f->points,
                             .npoints = f->npoints,
                             .distance = distance_m * sqrt(turn / sin(turn)),
                             .quarter = QUARTER};
    eco_polyset plane = {0}, degrees = {0};
    eco_status st = eco_geom_buffer(ctx, g, &what, 0, &plane);

    if (!st)
        st = leave(ctx, g, f, &plane, &degrees);
    if (!st)
        st = append(ctx, &degrees, out);
    eco_polyset_clear(&plane);
    eco_polyset_clear(&degrees);
    return st ? eco_trace(ctx, st, "within %g m of sites near %g, %g",
                          distance_m, f->centre.x, f->centre.y)
              : ECO_OK;
}
