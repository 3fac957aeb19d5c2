/* The convex hull of a set of polygons, by Andrew's monotone chain. */
#include "eco_overlay_job.h"

#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

static int by_place(const void *a, const void *b)
{
    const eco_point *p = a, *q = b;

    if (p->x < q->x || p->x > q->x)
        return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);
}

/* Above zero where o, a, b turn left. */
static double turn(eco_point o, eco_point a, eco_point b)
{
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/* One side of the hull of points `p` in their order, appended to `hull`, whose
 * first `from` points are of the other side. */
static size_t chain(const eco_point *p, size_t n, bool back, eco_point *hull,
                    size_t from)
{
    size_t m = from;

    for (size_t i = 0; i < n; i++) {
        eco_point next = p[back ? n - 1 - i : i];

        while (m >= from + 2 && !(turn(hull[m - 2], hull[m - 1], next) > 0))
            m--;
        hull[m++] = next;
    }
    return m - 1; /* the last begins the other side */
}

eco_status eco_overlay_reach(eco_ctx *ctx, const eco_polyset *s,
                             eco_polyset *out)
{
    eco_point *p = eco_mem_array(s->npoints + 1, sizeof *p);
    eco_point *hull = eco_mem_array(2 * s->npoints + 2, sizeof *hull);
    size_t n = 0;
    eco_status st =
        p && hull && eco_polyset_add_item(out, 0) ? ECO_OK : eco_nomem(ctx);

    if (!st && s->npoints >= 3) {
        memcpy(p, s->points, s->npoints * sizeof *p);
        qsort(p, s->npoints, sizeof *p, by_place);
        n = chain(p, s->npoints, false, hull, 0);
        n = chain(p, s->npoints, true, hull, n);
    }
    if (!st && n >= 3 && !eco_polyset_add_ring(out, false))
        st = eco_nomem(ctx);
    for (size_t i = 0; i < n && n >= 3 && !st; i++)
        if (!eco_polyset_add_point(out, hull[i]))
            st = eco_nomem(ctx);
    eco_mem_free(p);
    eco_mem_free(hull);
    return st;
}
