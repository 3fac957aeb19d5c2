/* Areas of rings whose edges are straight in a projection.
 *
 * In the plane of longitude and authalic height (area between parallels per
 * degree) areas are true, but the edges are curves. Each is followed in short
 * pieces. The sum of trapezia under their chords errs by a series in the
 * square of the piece length h, (h / 6.4e6 m)^2 / 12 first, times the square
 * of the latitude's tangent: 2e-9 for 1 km, too much. The sum over half-pieces
 * and that over whole ones cancel this term (Richardson), which leaves the
 * next, (1 km / 6.4e6 m)^4 = 6e-16. Where edges curve more, near a pole, the
 * pieces are halved until two results agree. */
#include "eco_area.h"
#include "eco_area_model.h"

#include <math.h>

/* When halving the pieces moved the plain sum by less than this share of the
 * area, what the extrapolation leaves is about its square. */
#define SMOOTH 1e-6
/* Two extrapolated sums that agree so far: the second errs by 1/15 of it. */
#define AGREED 1e-11
/* Longitudes of 180 degrees have steps of 3e-14: a strip of this width along
 * the ring is noise, and so is the area of a ring no wider. */
#define NOISE_M 3e-9
/* A point nearer to a pole (0.1 mm) is the pole and has no longitude. */
#define POLE_DEG 1e-9
enum { BATCH = 128, PIECES_MAX = 1 << 20, HALVINGS_MAX = 10 };

/* Two numbers whose sum keeps the small part (Neumaier 1974). */
struct sum {
    double high, low;
};

static void add(struct sum *s, double x)
{
    double t = s->high + x;

    s->low += fabs(s->high) >= fabs(x) ? (s->high - t) + x : (x - t) + s->high;
    s->high = t;
}

/* Where the walk round a ring is; `mark` is the last whole piece's end. */
struct walk {
    const eco_area *a;
    eco_point batch[BATCH];
    size_t n, done;
    double lat0, lon, height, mark_height, span;
    bool pole, pole_seen;
    struct sum fine, coarse, turn;
};

static void step(struct walk *w, eco_point p)
{
    const eco_ellipsoid *e = &w->a->spec.ellipsoid;
    bool pole = 90 - fabs(p.y) < POLE_DEG, first = w->done++ == 0;
    double height, dlon = 0;

    if (first)
        w->lat0 = p.y;
    height = eco_band_about(e, (w->lat0 + p.y) / 2, (p.y - w->lat0) / 2, 1);
    if (!first && !pole && !w->pole) {
        dlon = p.x - w->lon;
        dlon -= 360 * nearbyint(dlon / 360);
    }
    add(&w->fine, (w->height + height) / 2 * dlon);
    add(&w->turn, dlon);
    w->span += dlon;
    if (w->done % 2 == 1) { /* an end of whole pieces */
        add(&w->coarse, (w->mark_height + height) / 2 * w->span);
        w->mark_height = height;
        w->span = 0;
    }
    w->lon = p.x;
    w->height = height;
    w->pole = pole;
    w->pole_seen |= pole;
}

static eco_status flush(struct walk *w)
{
    if (!w->n)
        return ECO_OK;
    if (w->a->spec.unproject(w->a->spec.user, w->n, w->batch))
        return ECO_INVALID;
    for (size_t i = 0; i < w->n; i++) {
        if (!isfinite(w->batch[i].x) || !isfinite(w->batch[i].y))
            return ECO_INVALID;
        step(w, w->batch[i]);
    }
    w->n = 0;
    return ECO_OK;
}

static eco_status visit(struct walk *w, eco_point pixel)
{
    w->batch[w->n++] = eco_grid_to_crs(&w->a->spec.grid, pixel);
    return w->n < BATCH ? ECO_OK : flush(w);
}

static int pieces_of(const eco_area *a, eco_point p, eco_point q,
                     double piece_m)
{
    double m = hypot(q.x - p.x, q.y - p.y) * a->side_m;

    return 1 + (int)fmin(m / piece_m, PIECES_MAX);
}

/* A ring that goes round a pole, or through it, encloses the area between
 * itself and the pole, not that between itself and a parallel. */
static double about_pole(const struct walk *w, double area)
{
    double turn = w->turn.high + w->turn.low;
    double pole = w->lat0 < 0 ? -90 : 90;

    if (!w->pole_seen && fabs(turn) < 180)
        return area;
    return area - turn * eco_band_about(&w->a->spec.ellipsoid,
                                        (pole + w->lat0) / 2,
                                        (pole - w->lat0) / 2, 1);
}

/* Once round; *moved is what the half-pieces changed. */
static eco_status walk_ring(const eco_area *a, const eco_point *p, size_t n,
                            double piece_m, double *area_m2, double *moved)
{
    struct walk w = {.a = a};
    double fine, coarse;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < n && !st; i++) {
        eco_point q = p[(i + 1) % n];
        int halves = 2 * pieces_of(a, p[i], q, piece_m);

        for (int k = 0; k < halves && !st; k++) {
            double t = (double)k / halves;

            st = visit(&w, (eco_point){p[i].x + t * (q.x - p[i].x),
                                       p[i].y + t * (q.y - p[i].y)});
        }
    }
    if (!st)
        st = visit(&w, p[0]);
    if (!st)
        st = flush(&w);
    if (st)
        return st;
    fine = w.fine.high + w.fine.low;
    coarse = w.coarse.high + w.coarse.low;
    *moved = fabs(fine - coarse);
    *area_m2 = about_pole(&w, fine + (fine - coarse) / 3);
    return ECO_OK;
}

eco_status eco_curve_ring(const eco_area *a, const eco_point *p, size_t n,
                          double piece_m, double *area_m2)
{
    double before = NAN, moved = 0, noise = 0;

    for (size_t i = 0; i < n; i++)
        noise += NOISE_M * a->side_m *
                 hypot(p[(i + 1) % n].x - p[i].x, p[(i + 1) % n].y - p[i].y);
    for (int i = 0; i < HALVINGS_MAX; i++, piece_m /= 2) {
        eco_status st = walk_ring(a, p, n, piece_m, area_m2, &moved);

        if (st)
            return st;
        if (moved <= fmax(SMOOTH * fabs(*area_m2), noise) ||
            fabs(*area_m2 - before) <= AGREED * fabs(*area_m2))
            break;
        before = *area_m2;
    }
    return ECO_OK;
}
