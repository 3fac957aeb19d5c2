/* Polygons over the 180th meridian: unrolled, cut, put back. */
#include "eco_antimeridian.h"

#include <math.h>

/* Rings jump from 179 to -179: the jump is taken as the short way round. An
 * edge of a full turn is no jump: it is the border of a world map. */
static void unroll(eco_polyset *s)
{
    for (size_t r = 0; r < s->nrings; r++) {
        eco_point *p = s->points + s->rings[r].first;

        for (size_t i = 1; i < s->rings[r].n; i++) {
            double jump = p[i].x - p[i - 1].x;

            if (fabs(jump) > 180 && fabs(jump) < 359.999)
                p[i].x -= jump > 0 ? 360 : -360;
        }
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

    if (has_jump(s))
        unroll(s);
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
