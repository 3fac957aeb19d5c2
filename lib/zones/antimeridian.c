/* Polygons over the 180th meridian: unrolled, cut, put back. */
#include "eco_antimeridian.h"

#include <math.h>

/* Nothing is narrower than this (0.01 mm): a shape so narrow is a line. */
#define NARROW_DEG 1e-10

/* An edge of more than half a turn is meant the short way round. One of a full
 * turn, from 180 to -180, is either no way at all or the border of a world
 * map: `full` says that it is no way. */
static double turn_of(eco_point from, eco_point to, bool full)
{
    double jump = to.x - from.x;

    if (!(fabs(jump) > 180) || (!full && fabs(jump) > 359.999))
        return 0;
    return jump > 0 ? -360 : 360;
}

/* Whether a ring comes back to where it began, and as more than a line. */
static bool unrolls(const eco_point *p, size_t n, bool full)
{
    double turns = 0, low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < n; i++) {
        low = fmin(low, p[i].x + turns);
        high = fmax(high, p[i].x + turns);
        turns += turn_of(p[i], p[(i + 1) % n], full);
    }
    return fabs(turns) < 1 && high - low > NARROW_DEG;
}

static void unroll(eco_point *p, size_t n, bool full)
{
    double turns = 0;

    for (size_t i = 0; i < n; i++) {
        double next = i + 1 < n ? turns + turn_of(p[i], p[i + 1], full) : turns;

        p[i].x += turns;
        turns = next;
    }
}

/* Whole turns that bring a ring beside `x`. */
static void turn_to(eco_polyset *s, const eco_ring *ring, double x)
{
    double turns = round((x - s->points[ring->first].x) / 360) * 360;

    for (size_t i = 0; i < ring->n; i++)
        s->points[ring->first + i].x += turns;
}

/* Unrolled on its own a hole may come out a turn away from its shell. The
 * middle of a shell is at most half a turn from any point within. */
static void gather_holes(eco_polyset *s)
{
    double middle = 0;

    for (size_t r = 0; r < s->nrings; r++) {
        const eco_ring *ring = &s->rings[r];
        const eco_point *p = s->points + ring->first;
        double low = INFINITY, high = -INFINITY;

        if (ring->hole) {
            turn_to(s, ring, middle);
            continue;
        }
        for (size_t i = 0; i < ring->n; i++) {
            low = fmin(low, p[i].x);
            high = fmax(high, p[i].x);
        }
        middle = (low + high) / 2;
    }
}

static bool has_jump(const eco_polyset *s)
{
    for (size_t r = 0; r < s->nrings; r++) {
        const eco_point *p = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;

        for (size_t i = 0; i < n; i++)
            if (fabs(p[i + 1 < n ? i + 1 : 0].x - p[i].x) > 180)
                return true;
    }
    return false;
}

static bool is_beyond(const eco_polyset *s)
{
    for (size_t i = 0; i < s->npoints; i++)
        if (fabs(s->points[i].x) > 180)
            return true;
    return false;
}

eco_status eco_antimeridian_unroll(eco_ctx *ctx, eco_polyset *s)
{
    if (!has_jump(s))
        return ECO_OK;
    for (size_t r = 0; r < s->nrings; r++) {
        eco_point *p = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;

        if (unrolls(p, n, true))
            unroll(p, n, true);
        else if (unrolls(p, n, false))
            unroll(p, n, false);
        else
            return eco_fail(ctx, ECO_INVALID,
                            "the polygon goes round a pole; cut it along the "
                            "180th meridian first");
    }
    gather_holes(s);
    return ECO_OK;
}

eco_status eco_antimeridian_cut(eco_ctx *ctx, eco_geom *g, eco_polyset *s)
{
    eco_polyset cut = {0};
    eco_status st = eco_antimeridian_unroll(ctx, s);

    if (st || !is_beyond(s))
        return st;
    for (int turn = -1; turn <= 1 && !st; turn++) {
        const double box[4] = {turn * 360.0 - 180, -90, turn * 360.0 + 180, 90};

        st = eco_geom_cut(ctx, g, s, box, -turn * 360.0, &cut);
    }
    if (!st && !cut.nrings)
        st = eco_fail(ctx, ECO_INVALID, "nothing lies between -180 and 180");
    if (st) {
        eco_polyset_clear(&cut);
        return st;
    }
    eco_polyset_clear(s);
    *s = cut;
    return ECO_OK;
}
