/* Geodesic discs as rings of degrees. */
#include "eco_geodesic.h"

#include "eco_area.h"

#include <geodesic.h>
#include <math.h>

#define PI  3.14159265358979323846
#define RAD (PI / 180)

/* Relative error of a ring's area where the search for its size ends, and how
 * many turns it gets: each leaves the square of the error before. */
#define AREA_ERROR 1e-9
enum { TURNS_MAX = 8, POINTS_LEAST = 8 };

static struct geod_geodesic wgs84(void)
{
    struct geod_geodesic g;

    geod_init(&g, eco_wgs84.a_m, eco_wgs84.f);
    return g;
}

double eco_geodesic_m(eco_point a, eco_point b)
{
    struct geod_geodesic g = wgs84();
    double distance = NAN;

    geod_inverse(&g, a.y, a.x, b.y, b.x, &distance, NULL, NULL);
    return distance;
}

/* pi r^2 (1 - K r^2 / 12 + K^2 r^4 / 360), K the Gaussian curvature 1 / (M N)
 * at the centre (Bertrand, Diguet, Puiseux 1848, with the next term of a
 * sphere). What is left comes of the change of K within the disc, f (r / a)^4 /
 * 10 = 1e-8 at 500 km. */
double eco_geodesic_disc_m2(double lat_deg, double radius_m)
{
    double f = eco_wgs84.f, e2 = f * (2 - f), s = sin(lat_deg * RAD);
    double w = 1 - e2 * s * s, a = eco_wgs84.a_m;
    double k = w * w / (a * a * (1 - e2)) * radius_m * radius_m;

    return PI * radius_m * radius_m * (1 - k / 12 + k * k / 360);
}

/* An n-gon with the area of its circle differs from it by 4 / (9 sqrt(3))
 * (pi / n)^2 of that area. Edges straight in degrees bend by r / (distance to
 * the pole) of what a chord of the circle does: a third more at worst, as no
 * pole is nearer to the ring than three radii. */
size_t eco_geodesic_points(double error)
{
    double share = 4 / (9 * sqrt(3)) * 4 / 3;
    double n = PI * sqrt(share / fmax(error, ECO_RING_ERROR_LEAST));

    return 4 * (size_t)ceil(fmax(n, POINTS_LEAST) / 4);
}

static eco_status check(eco_ctx *ctx, eco_point centre, double radius_m)
{
    eco_point pole = {centre.x, centre.y < 0 ? -90 : 90};
    double away;

    if (!(fabs(centre.x) <= 180) || !(fabs(centre.y) <= 90))
        return eco_fail(ctx, ECO_INVALID,
                        "longitude %.9g, latitude %.9g is no place", centre.x,
                        centre.y);
    if (!(radius_m >= ECO_DISC_LEAST_M && radius_m <= ECO_DISC_MOST_M))
        return eco_fail(ctx, ECO_INVALID,
                        "a disc of radius %.9g m; from %g to %g can be drawn",
                        radius_m, ECO_DISC_LEAST_M, ECO_DISC_MOST_M);
    away = eco_geodesic_m(centre, pole);
    if (away < fmax(ECO_DISC_POLE * radius_m, ECO_DISC_POLE_M))
        return eco_fail(ctx, ECO_INVALID,
                        "a disc of radius %.9g m at latitude %.9g: the pole is "
                        "nearer than %g radii, and no ring of degrees goes "
                        "round it",
                        radius_m, centre.y, ECO_DISC_POLE);
    return ECO_OK;
}

static void place(eco_point centre, double radius_m, eco_point *p, size_t n)
{
    struct geod_geodesic g = wgs84();

    for (size_t i = 0; i < n; i++)
        geod_gendirect(&g, centre.y, centre.x, -360.0 * (double)i / (double)n,
                       GEOD_LONG_UNROLL, radius_m, &p[i].y, &p[i].x, NULL, NULL,
                       NULL, NULL, NULL, NULL);
}

/* On a grid of degrees about the centre, so that no digits are lost. */
static eco_status area_create(eco_ctx *ctx, eco_point centre, eco_area **out)
{
    const double cell = 1e-3;
    eco_area_spec spec = {
        .grid = {{centre.x, cell, 0, centre.y + cell / 2, 0, -cell}, 1, 1},
        .ellipsoid = eco_wgs84,
        .kind = ECO_AREA_PARALLELS};

    return eco_area_create(ctx, &spec, out);
}

/* Area within the vertices `p`, by way of `scratch`, a set of one ring. */
static eco_status area_of(eco_ctx *ctx, const eco_area *a, eco_point centre,
                          const eco_point *p, eco_polyset *scratch,
                          double *area_m2)
{
    const double cell = 1e-3;

    for (size_t i = 0; i < scratch->npoints; i++)
        scratch->points[i] = (eco_point){(p[i].x - centre.x) / cell,
                                         (centre.y + cell / 2 - p[i].y) / cell};
    return eco_area_polygon(ctx, a, scratch, 0, area_m2);
}

static eco_status fit(eco_ctx *ctx, eco_point centre, double radius_m,
                      eco_point *p, eco_polyset *scratch)
{
    size_t n = scratch->npoints;
    double turn = 2 * PI / (double)n, want, got = 0;
    double radius = radius_m * sqrt(turn / sin(turn));
    eco_area *a = NULL;
    eco_status st = area_create(ctx, centre, &a);

    want = eco_geodesic_disc_m2(centre.y, radius_m);
    for (int i = 0; !st && i < TURNS_MAX; i++) {
        place(centre, radius, p, n);
        st = area_of(ctx, a, centre, p, scratch, &got);
        if (st || fabs(got / want - 1) < AREA_ERROR)
            break;
        radius *= sqrt(want / got);
    }
    if (!st && !(fabs(got / want - 1) < AREA_ERROR * 100))
        st = eco_fail(ctx, ECO_INVALID,
                      "a disc of radius %.9g m at latitude %.9g: no ring of "
                      "its area was found",
                      radius_m, centre.y);
    eco_area_destroy(a);
    return st;
}

eco_status eco_geodesic_ring(eco_ctx *ctx, eco_point centre, double radius_m,
                             size_t n, eco_polyset *set)
{
    eco_polyset scratch = {0};
    eco_status st = check(ctx, centre, radius_m);
    eco_point *p;

    if (st)
        return st;
    if (n < POINTS_LEAST)
        return eco_fail(ctx, ECO_INVALID, "a ring of %zu vertices; 8 or more",
                        n);
    if (!eco_polyset_add_item(&scratch, 0) ||
        !eco_polyset_add_ring(&scratch, false) ||
        !eco_polyset_add_points(&scratch, n) ||
        !eco_polyset_add_ring(set, false) ||
        !(p = eco_polyset_add_points(set, n)))
        st = eco_nomem(ctx);
    else
        st = fit(ctx, centre, radius_m, p, &scratch);
    eco_polyset_clear(&scratch);
    return st;
}
