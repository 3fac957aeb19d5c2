/* Areas of rings whose edges are straight in a projection.
 *
 * There are two planes in which areas on the ellipsoid are true. In that of
 * longitude and authalic height (area between parallels per degree) any ring is
 * at home that does not go near a pole; in the azimuthal one about a pole,
 * rings of its hemisphere are, those too that hold the pole or touch it.
 *
 * In either plane the edges are curves. Each is followed in pieces. The polygon
 * of their chords errs by a series in the square of the piece length h,
 * (h / 6.4e6 m)^2 / 12 first, times the square of the latitude's tangent: 2e-9
 * for 1 km, too much. The area by half-pieces and that by whole ones cancel
 * this term (Richardson), which leaves the next, (1 km / 6.4e6 m)^4 = 6e-16.
 * Where edges curve more the pieces are halved until two results agree. */
#include "eco_area.h"
#include "eco_area_model.h"

#include <math.h>

#define RAD_PER_DEG 0.017453292519943295769
/* A ring that begins beyond this latitude is taken in the polar plane. */
#define POLAR_DEG 45.0

/* When halving the pieces moved the plain sum by less than this share of the
 * area, what the extrapolation leaves is about its square. */
#define SMOOTH 1e-6
/* Two extrapolated sums that agree so far: the second errs by 1/15 of it. */
#define AGREED 1e-11
/* Longitudes of 180 degrees have steps of 3e-14: a strip of this width along
 * the ring is noise, and so is the area of a ring no wider. */
#define NOISE_M 3e-9
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

/* Where the walk round a ring is, in a plane about the ring's first vertex;
 * `mark` is the end of the last whole piece. */
struct walk {
    const eco_area *a;
    bool polar;
    eco_point batch[BATCH];
    size_t n, done;
    eco_point first;  /* longitude and latitude */
    eco_point origin; /* polar plane only */
    double lon;
    eco_point at, mark;
    struct sum fine, coarse; /* twice the areas */
};

static eco_point in_polar_plane(const struct walk *w, eco_point p)
{
    double pole = w->first.y < 0 ? -90 : 90;
    double cap = eco_band_about(&w->a->spec.ellipsoid, (pole + p.y) / 2,
                                (pole - p.y) / 2, 1 / RAD_PER_DEG);
    double radius = sqrt(2 * fabs(cap)), lon = p.x * RAD_PER_DEG;
    double x = radius * cos(lon), y = radius * sin(lon);

    return (eco_point){x, y};
}

static eco_point in_cylinder(const struct walk *w, eco_point p)
{
    double dlon = p.x - w->lon;

    return (eco_point){w->at.x + dlon - 360 * nearbyint(dlon / 360),
                       eco_band_about(&w->a->spec.ellipsoid,
                                      (w->first.y + p.y) / 2,
                                      (p.y - w->first.y) / 2, 1)};
}

static void step(struct walk *w, eco_point p)
{
    eco_point q;

    if (w->done++ == 0) {
        w->first = p;
        w->lon = p.x;
        w->polar |= fabs(p.y) > POLAR_DEG;
        w->origin = in_polar_plane(w, p);
        return;
    }
    if (w->polar) {
        q = in_polar_plane(w, p);
        q.x -= w->origin.x;
        q.y -= w->origin.y;
    } else {
        q = in_cylinder(w, p);
    }
    add(&w->fine, w->at.x * q.y - q.x * w->at.y);
    if (w->done % 2 == 1) { /* an end of whole pieces */
        add(&w->coarse, w->mark.x * q.y - q.x * w->mark.y);
        w->mark = q;
    }
    w->lon = p.x;
    w->at = q;
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

/* Once round the ring. */
static eco_status walk_ring(struct walk *w, const eco_point *p, size_t n,
                            double piece_m)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < n && !st; i++) {
        eco_point q = p[(i + 1) % n];
        int halves = 2 * pieces_of(w->a, p[i], q, piece_m);

        for (int k = 0; k < halves && !st; k++) {
            double t = (double)k / halves;

            st = visit(w, (eco_point){p[i].x + t * (q.x - p[i].x),
                                      p[i].y + t * (q.y - p[i].y)});
        }
    }
    if (!st)
        st = visit(w, p[0]);
    return st ? st : flush(w);
}

/* The extrapolated area; *moved is what the half-pieces changed. */
static eco_status follow(const eco_area *a, const eco_point *p, size_t n,
                         double piece_m, double *area_m2, double *moved)
{
    struct walk w = {.a = a};
    eco_status st = walk_ring(&w, p, n, piece_m);
    double fine, coarse;

    if (!st && !w.polar && fabs(w.at.x) > 180) { /* it went round a pole */
        w = (struct walk){.a = a, .polar = true};
        st = walk_ring(&w, p, n, piece_m);
    }
    if (st)
        return st;
    fine = (w.fine.high + w.fine.low) / 2;
    coarse = (w.coarse.high + w.coarse.low) / 2;
    *area_m2 = fine + (fine - coarse) / 3;
    *moved = fabs(fine - coarse);
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
        eco_status st = follow(a, p, n, piece_m, area_m2, &moved);

        if (st)
            return st;
        if (moved <= fmax(SMOOTH * fabs(*area_m2), noise) ||
            fabs(*area_m2 - before) <= AGREED * fabs(*area_m2))
            break;
        before = *area_m2;
    }
    return ECO_OK;
}
