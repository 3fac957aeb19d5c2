/* Polygons over the 180th meridian: unrolled, cut, put back. */
#include "eco_antimeridian.h"

#include <math.h>

/* Rings jump from 179 to -179: the jump is taken as the short way round. An
 * edge of a full turn is no jump: it is the border of a world map. False for
 * a ring that does not come back to where it began: a pole lies in it, which
 * no ring in longitude and latitude can say. */
static bool unroll(eco_polyset *s)
{
    for (size_t r = 0; r < s->nrings; r++) {
        eco_point *p = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;

        for (size_t i = 1; i < n; i++) {
            double jump = p[i].x - p[i - 1].x;

            if (fabs(jump) > 180 && fabs(jump) < 359.999)
                p[i].x -= jump > 0 ? 360 : -360;
        }
        if (n && fabs(p[n - 1].x - p[0].x) > 180)
            return false;
    }
    return true;
}

/* Whole turns that bring a ring beside `x`. */
static void turn_to(eco_polyset *s, const eco_ring *ring, double x)
{
    double turns = round((x - s->points[ring->first].x) / 360) * 360;

    for (size_t i = 0; i < ring->n; i++)
        s->points[ring->first + i].x += turns;
}

/* Unrolled on its own a hole may come out a turn away from its shell. The
 * middle of a shell is less than half a turn from any hole of it, unless the
 * shell itself goes round the world, and then the hole lies in it as it is. */
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

        for (size_t i = 1; i < s->rings[r].n; i++)
            if (fabs(p[i].x - p[i - 1].x) > 180 &&
                fabs(p[i].x - p[i - 1].x) < 359.999)
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

eco_status eco_antimeridian_cut(eco_ctx *ctx, eco_geom *g, eco_polyset *s)
{
    eco_polyset cut = {0};
    eco_status st = ECO_OK;

    if (has_jump(s)) {
        if (!unroll(s))
            return eco_fail(ctx, ECO_INVALID,
                            "the polygon goes round a pole; cut it along the "
                            "180th meridian first");
        gather_holes(s);
    }
    if (!is_beyond(s))
        return ECO_OK;
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
