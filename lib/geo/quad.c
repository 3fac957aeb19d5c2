/* Half-plane clipping (Sutherland, Hodgman 1974, doi 10.1145/360767.360802):
 * clipped by axis-parallel lines, signed areas stay additive even for a ring
 * that crosses itself. */
#include "eco_quad.h"

#include <stddef.h>

enum { RING_MAX = 16 }; /* 4 corners, at most doubled by a line, 4 lines */

typedef struct ring {
    eco_point p[RING_MAX];
    size_t n;
} ring;

static double ring_area(const eco_point *p, size_t n)
{
    double twice = 0;

    /* from the first corner: large coordinates do not cost digits */
    for (size_t i = 1; i + 1 < n; i++)
        twice += (p[i].x - p[0].x) * (p[i + 1].y - p[0].y) -
                 (p[i + 1].x - p[0].x) * (p[i].y - p[0].y);
    return twice / 2;
}

/* Distance inside of the line x = at (or y = at). */
static double inside(eco_point p, bool vertical, double at, double side)
{
    return side * ((vertical ? p.x : p.y) - at);
}

static void add(ring *r, eco_point p)
{
    if (r->n < RING_MAX)
        r->p[r->n++] = p;
}

static void clip(ring *r, bool vertical, double at, double side)
{
    ring out = {.n = 0};

    for (size_t i = 0; i < r->n; i++) {
        eco_point a = r->p[i], b = r->p[(i + 1) % r->n];
        double da = inside(a, vertical, at, side);
        double db = inside(b, vertical, at, side);

        if (da >= 0)
            add(&out, a);
        if ((da > 0 && db < 0) || (da < 0 && db > 0)) {
            double t = da / (da - db);
            eco_point c = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};

            if (vertical)
                c.x = at;
            else
                c.y = at;
            add(&out, c);
        }
    }
    *r = out;
}

double eco_quad_area(const eco_point q[4])
{
    return ring_area(q, 4);
}

double eco_quad_overlap(const eco_point q[4], int col, int row)
{
    ring r = {.p = {q[0], q[1], q[2], q[3]}, .n = 4};

    clip(&r, true, col, 1);
    clip(&r, true, col + 1.0, -1);
    clip(&r, false, row, 1);
    clip(&r, false, row + 1.0, -1);
    return r.n < 3 ? 0 : ring_area(r.p, r.n);
}
