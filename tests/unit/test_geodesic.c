/* Geodesic discs: their area, how near a ring keeps to them, what is refused.
 */
#include "check.h"

#include "eco_area.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <geodesic.h>
#include <stdlib.h>
#include <string.h>

enum { SEEDS = 250, PIECES = 16 };

static eco_ctx *ctx;
static struct geod_geodesic geod;

struct sample {
    eco_point centre;
    double radius_m;
};

static struct sample sample(uint64_t seed)
{
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
    struct sample s;
    double away;

    do {
        s.centre.x = 360 * check_random(&rng) - 180;
        s.centre.y = 180 * check_random(&rng) - 90;
        s.radius_m = pow(10, log10(ECO_DISC_MOST_M) * check_random(&rng));
        away = eco_geodesic_m(
            s.centre, (eco_point){s.centre.x, s.centre.y < 0 ? -90 : 90});
    } while (away < fmax(ECO_DISC_POLE * s.radius_m, ECO_DISC_POLE_M) * 1.001);
    return s;
}

/* Area of a geodesic disc: the integral of the reduced length over azimuth
 * (trapezoids) and distance (Gauss-Legendre, 8 points). */
static double by_reduced_length(struct sample s)
{
    static const double x[] = {0.1834346424956498, 0.5255324099163290,
                               0.7966664774136267, 0.9602898564975363};
    static const double w[] = {0.3626837833783620, 0.3137066458778873,
                               0.2223810344533745, 0.1012285362903763};
    const int azimuths = 48;
    double sum = 0;

    for (int i = 0; i < azimuths; i++)
        for (int k = 0; k < 8; k++) {
            double t = (1 + (k % 2 ? -1 : 1) * x[k / 2]) / 2, lat, lon, m12;

            geod_gendirect(&geod, s.centre.y, s.centre.x, 360.0 * i / azimuths,
                           GEOD_NOFLAGS, t * s.radius_m, &lat, &lon, NULL, NULL,
                           &m12, NULL, NULL, NULL);
            sum += m12 * w[k / 2] / 2 * s.radius_m;
        }
    return sum * 2 * acos(-1) / azimuths;
}

static bool draw(struct sample s, size_t n, eco_polyset *set)
{
    eco_status st;

    *set = (eco_polyset){0};
    CHECK(eco_polyset_add_item(set, 1), "-");
    st = eco_geodesic_ring(ctx, s.centre, s.radius_m, n, set);
    CHECK(!st, "%.9g %.9g, %.9g m: %s", s.centre.x, s.centre.y, s.radius_m,
          eco_ctx_message(ctx));
    return !st;
}

/* Part of the disc on the wrong side of the ring: |rho^2 - r^2| over azimuth,
 * rho measured along edges that are straight in degrees. */
static double misplaced(struct sample s, const eco_polyset *set)
{
    const eco_point *p = set->points;
    size_t n = set->npoints;
    double wrong = 0, before = 0, first = NAN;

    for (size_t i = 0; i <= n * PIECES; i++) {
        size_t k = i / PIECES % n;
        double t = (double)(i % PIECES) / PIECES, rho, azimuth, turn;
        eco_point q = {p[k].x + t * (p[(k + 1) % n].x - p[k].x),
                       p[k].y + t * (p[(k + 1) % n].y - p[k].y)};

        geod_inverse(&geod, s.centre.y, s.centre.x, q.y, q.x, &rho, &azimuth,
                     NULL);
        rho /= s.radius_m;
        turn = isnan(first) ? 0 : fabs(remainder(azimuth - before, 360));
        wrong += fabs(rho * rho - 1) * turn / 360;
        before = azimuth;
        first = isnan(first) ? azimuth : first;
    }
    return wrong;
}

/* The ring's area by geodesics along pieces of its edges. */
static double by_geodesics(const eco_polyset *set)
{
    struct geod_polygon polygon;
    double area;

    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i < set->npoints; i++) {
        const eco_point *p = &set->points[i],
                        *q = &set->points[(i + 1) % set->npoints];

        for (int k = 0; k < 64; k++)
            geod_polygon_addpoint(&geod, &polygon,
                                  p->y + (q->y - p->y) * k / 64,
                                  p->x + (q->x - p->x) * k / 64);
    }
    geod_polygon_compute(&geod, &polygon, 0, 1, &area, NULL);
    return area;
}

static void discs(void)
{
    static const double errors[] = {1e-2, 1e-3, 1e-4};
    double worst_area = 0, worst_ring = 0, worst_share = 0;

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct sample s = sample(seed);
        double error = errors[seed % 3], want = by_reduced_length(s), share;
        double series = eco_geodesic_disc_m2(s.centre.y, s.radius_m);
        eco_polyset set;

        worst_area = fmax(worst_area, fabs(series / want - 1));
        if (!draw(s, eco_geodesic_points(error), &set))
            continue;
        share = misplaced(s, &set) / error;
        worst_share = fmax(worst_share, share);
        CHECK(share <= 1.02, "seed %d: %g of %g", (int)seed, share, error);
        if (s.radius_m > 1e4) { /* geodesic areas round to 1e-4 m2 an edge */
            double off = fabs(by_geodesics(&set) / want - 1);

            worst_ring = fmax(worst_ring, off);
            CHECK(off < 1e-6, "seed %d: area off by %g", (int)seed, off);
        }
        eco_polyset_clear(&set);
    }
    printf("disc area to %.2g, ring area to %.2g, misplaced %.2f of what is "
           "allowed\n",
           worst_area, worst_ring, worst_share);
    CHECK(worst_area < 1e-8, "%g", worst_area);
    CHECK(eco_geodesic_points(1e-3) == 60, "%zu", eco_geodesic_points(1e-3));
}

/* The same in a metre as in hundreds of kilometres: the area model, on a grid
 * of its own. */
static void small_rings(void)
{
    struct sample s = {{179.99999, -12.5}, 1};

    for (; s.radius_m < 1e4; s.radius_m *= 3) {
        eco_area_spec spec = {.grid = {{179, 1, 0, -12, 0, -1}, 1, 1},
                              .ellipsoid = eco_wgs84,
                              .kind = ECO_AREA_PARALLELS};
        eco_area *a = NULL;
        eco_polyset set;
        double area = NAN;

        CHECK(!eco_area_create(ctx, &spec, &a), "-");
        if (draw(s, 60, &set)) {
            for (size_t i = 0; i < set.npoints; i++) {
                set.points[i].x -= 179;
                set.points[i].y = -12 - set.points[i].y;
            }
            CHECK(!eco_area_polygon(ctx, a, &set, 0, &area), "-");
            CHECK(fabs(fabs(area) / by_reduced_length(s) - 1) < 1e-6,
                  "%g m: off by %g", s.radius_m,
                  fabs(area) / by_reduced_length(s) - 1);
        }
        eco_polyset_clear(&set);
        eco_area_destroy(a);
    }
}

static void unrolled_over_the_antimeridian(void)
{
    struct sample s = {{179.99, 10}, 5000};
    eco_polyset set;
    double low = INFINITY, high = -INFINITY;

    draw(s, 60, &set);
    for (size_t i = 0; i < set.npoints; i++) {
        low = fmin(low, set.points[i].x);
        high = fmax(high, set.points[i].x);
    }
    CHECK(high > 180 && high < 180.1 && low > 179.9, "%g %g", low, high);
    eco_polyset_clear(&set);
}

static void refused(double lon, double lat, double radius_m, const char *why)
{
    eco_polyset set = {0};

    CHECK(eco_polyset_add_item(&set, 1), "-");
    CHECK(eco_geodesic_ring(ctx, (eco_point){lon, lat}, radius_m, 60, &set) ==
              ECO_INVALID,
          "%g %g %g", lon, lat, radius_m);
    CHECK(strstr(eco_ctx_message(ctx), why), "%s", eco_ctx_message(ctx));
    eco_ctx_clear(ctx);
    eco_polyset_clear(&set);
}

static void memory_may_be_short(void)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    for (size_t i = 0; st; i++) {
        eco_polyset set = {0};

        if (!eco_polyset_add_item(&set, 1))
            abort();
        eco_mem_fail_after(i);
        st = eco_geodesic_ring(ctx, (eco_point){-70, -12}, 500, 60, &set);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || st == ECO_NOMEM, "%d", (int)st);
        eco_ctx_clear(ctx);
        eco_polyset_clear(&set);
        CHECK(eco_mem_live() == before, "leak at %d", (int)i);
    }
}

int main(void)
{
    if (eco_ctx_create(&ctx))
        return 1;
    geod_init(&geod, 6378137, 1 / 298.257223563);
    discs();
    small_rings();
    unrolled_over_the_antimeridian();
    refused(10, 89.9, 5000, "pole");
    refused(10, -90, 5, "pole");
    refused(10, 95, 5, "no place");
    refused(NAN, 9, 5, "no place");
    refused(10, 5, 0.5, "from 1 to 500000");
    refused(10, 5, NAN, "radius");
    memory_may_be_short();
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
