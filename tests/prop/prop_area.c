/* Laws of the area models on seeded random grids and polygons: rows add up to
 * their band, cells of projected grids have the area that geodesics along their
 * densified sides enclose, rectangles are the sum of their cells, and polygons
 * cut in two the sum of the parts. */
#include "check.h"

#include "eco_area.h"
#include "eco_mem.h"

#include <geodesic.h>
#include <proj.h>
#include <stdlib.h>
#include <string.h>

enum { BANDS = 2000, GRIDS = 300, POLYGONS = 1000, CELLS = 12, VERTICES = 16 };

/* Sides in pieces of h differ from their geodesics by (h / 6.4e6 m)^2 / 12 of
 * the area; pieces and half-pieces together leave the fourth power. */
#define GEODESIC_PIECE_M 2000.0
/* geod_polygonarea() rounds each edge to about 3e-5 m2 (a^2 e^2 of 2.7e11 m2
 * times 1.1e-16), however short it is. */
#define GEODESIC_EDGE_M2 1e-4

static struct geod_geodesic geod;

static double between(uint64_t *rng, double low, double high)
{
    return low + (high - low) * check_random(rng);
}

static eco_area *create(const eco_area_spec *spec, uint64_t seed)
{
    eco_area *a = NULL;
    eco_ctx *ctx;

    if (eco_ctx_create(&ctx))
        abort();
    if (eco_area_create(ctx, spec, &a))
        CHECK(false, "seed %llu: %s", (unsigned long long)seed,
              eco_ctx_message(ctx));
    eco_ctx_destroy(ctx);
    return a;
}

static double polygon(const eco_area *a, const eco_point *p, size_t n)
{
    eco_polyset set = {0};
    double area = NAN;
    eco_ctx *ctx;

    if (eco_ctx_create(&ctx))
        abort();
    eco_polyset_add_item(&set, 1);
    eco_polyset_add_ring(&set, false);
    for (size_t i = 0; i < n; i++)
        eco_polyset_add_point(&set, p[i]);
    CHECK(!eco_area_polygon(ctx, a, &set, 0, &area), "%s",
          eco_ctx_message(ctx));
    eco_polyset_clear(&set);
    eco_ctx_destroy(ctx);
    return area;
}

static void rows_make_their_band(uint64_t seed)
{
    uint64_t rng = seed;
    double h = exp(between(&rng, log(0.1 / 3600), log(1))), sum = 0, cell;
    int nrows = 1 + (int)fmin(between(&rng, 0, 400), 179 / h - 1);
    double top = between(&rng, -90 + nrows * h, 90);
    bool up = check_random(&rng) < 0.5;
    eco_area_spec s = {
        .grid = {{0, h, 0, up ? top - nrows * h : top, 0, up ? h : -h},
                 10,
                 nrows},
        .ellipsoid = eco_wgs84,
        .kind = ECO_AREA_PARALLELS};
    eco_area *a = create(&s, seed);
    double want = eco_band_area(&eco_wgs84, top - nrows * h, top, h);
    /* The band's own limits are rounded to 1.4e-14 degrees. */
    double tol = 1e-13 * want + 3e-14 / (nrows * h) * want;

    if (!a)
        return;
    for (int r = 0; r < nrows; r++) {
        CHECK(eco_area_row_constant(a, r, &cell), "row %d", r);
        sum += cell;
    }
    CHECK(fabs(sum - want) <= tol, "seed %llu: %d rows of %g: off by %g",
          (unsigned long long)seed, nrows, h, sum / want - 1);
    eco_area_destroy(a);
}

static eco_status inverse(void *user, size_t n, eco_point *p)
{
    for (size_t i = 0; i < n; i++) {
        PJ_COORD c = proj_trans(user, PJ_INV, proj_coord(p[i].x, p[i].y, 0, 0));

        p[i].x = proj_todeg(c.lp.lam);
        p[i].y = proj_todeg(c.lp.phi);
        if (!isfinite(p[i].x) || !isfinite(p[i].y))
            return ECO_INVALID;
    }
    return ECO_OK;
}

/* Area within geodesics between points along the sides of a ring. */
static double geodesic_ring(const eco_area_spec *s, const eco_point *p,
                            size_t n, int pieces)
{
    struct geod_polygon ring;
    double area;

    geod_polygon_init(&ring, 0);
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < pieces; k++) {
            eco_point q = p[(i + 1) % n], at;
            double t = (double)k / pieces;

            at = eco_grid_to_crs(&s->grid,
                                 (eco_point){p[i].x + t * (q.x - p[i].x),
                                             p[i].y + t * (q.y - p[i].y)});
            if (s->unproject && s->unproject(s->user, 1, &at))
                return NAN;
            geod_polygon_addpoint(&geod, &ring, at.y, at.x);
        }
    geod_polygon_compute(&geod, &ring, 0, 1, &area, NULL);
    return fabs(area);
}

/* `got` must be the area of the ring to 1e-9; `size_m` is its extent. */
static void compare(const eco_area_spec *s, const eco_point *p, size_t n,
                    double size_m, double got, uint64_t seed)
{
    int pieces = 1 + (int)(size_m / GEODESIC_PIECE_M);
    double one = geodesic_ring(s, p, n, pieces);
    double two = geodesic_ring(s, p, n, 2 * pieces);
    double want = two + (two - one) / 3;
    /* Degrees have steps of 3e-14, 3e-9 m on the ground. */
    double tol = 1e-9 * want + 1e-8 * size_m +
                 GEODESIC_EDGE_M2 * sqrt(2.0 * pieces * (double)n);

    CHECK(fabs(got - want) <= tol,
          "seed %llu: %.17g (extent %g m) is off by %g, %g",
          (unsigned long long)seed, got, size_m, got - want, got / want - 1);
}

static size_t rectangle(double x0, double y0, double x1, double y1,
                        eco_point *p)
{
    p[0] = (eco_point){x0, y0};
    p[1] = (eco_point){x1, y0};
    p[2] = (eco_point){x1, y1};
    p[3] = (eco_point){x0, y1};
    return 4;
}

/* Convex: vertices in order on an ellipse. */
static size_t convex(uint64_t *rng, const eco_grid *g, eco_point *p)
{
    size_t n = 4 + (size_t)between(rng, 0, VERTICES - 4);
    double cx = g->ncols / 2.0, cy = g->nrows / 2.0, turn = between(rng, 0, 6);
    double rx = between(rng, 0.01, 0.5), ry = between(rng, 0.01, 0.5);

    for (size_t i = 0; i < n; i++) {
        double angle = turn + 2 * acos(-1) *
                                  ((double)i + 0.5 * check_random(rng)) /
                                  (double)n;

        p[i].x = cx + rx * g->ncols * cos(angle);
        p[i].y = cy + ry * g->nrows * sin(angle);
    }
    return n;
}

static void parts_make_the_whole(const eco_area *a, const eco_point *p,
                                 size_t n, uint64_t seed)
{
    size_t cut = 2 + seed % (n - 3);
    eco_point rest[VERTICES + 1];
    double whole = polygon(a, p, n), one = polygon(a, p, cut + 1), two;

    memcpy(rest, p + cut, (n - cut) * sizeof *p);
    rest[n - cut] = p[0];
    two = polygon(a, rest, n - cut + 1);
    CHECK(fabs(one + two - whole) <= 2e-11 * whole,
          "seed %llu: %.17g and %.17g are %g more than %.17g",
          (unsigned long long)seed, one, two, (one + two) / whole - 1, whole);
}

/* A random place in a random projection; x, y of a point well inside it. */
static PJ *projection(uint64_t *rng, double *x, double *y)
{
    static const char *const kinds[] = {
        "+proj=utm +ellps=WGS84 +zone",
        "+proj=lcc +lat_1=-5 +lat_2=-42 +lat_0=-32 +ellps=WGS84 +lon_0",
        "+proj=merc +ellps=WGS84 +lon_0",
        "+proj=stere +lat_0=-90 +lat_ts=-71 +ellps=WGS84 +lon_0",
        "+proj=poly +lat_0=0 +ellps=WGS84 +lon_0",
        "+proj=aeqd +lat_0=12 +ellps=WGS84 +lon_0"};
    static const double lats[][2] = {{-75, 75},  {-50, 0}, {-70, 70},
                                     {-90, -60}, {-30, 5}, {-30, 30}};
    int kind = (int)between(rng, 0, 6), zone = 1 + (int)between(rng, 0, 60);
    int middle = zone * 6 - 183;
    char text[128];
    PJ_COORD c;
    PJ *pj;

    snprintf(text, sizeof text, "%s=%d", kinds[kind], kind ? middle : zone);
    pj = proj_create(PJ_DEFAULT_CTX, text);
    if (!pj)
        abort();
    c = proj_coord(proj_torad(middle + between(rng, -3, 3)),
                   proj_torad(between(rng, lats[kind][0], lats[kind][1])), 0,
                   0);
    c = proj_trans(pj, PJ_FWD, c);
    *x = c.xy.x;
    *y = c.xy.y;
    return pj;
}

static void compare_cells(const eco_area *a, const eco_area_spec *s,
                          double size, uint64_t seed)
{
    uint64_t rng = seed ^ 77;
    eco_point p[4];

    CHECK(eco_area_bound(a) <= ECO_AREA_BOUND, "seed %llu: bound %g",
          (unsigned long long)seed, eco_area_bound(a));
    for (int i = 0; i < CELLS; i++) {
        int col = (int)between(&rng, 0, s->grid.ncols);
        int row = (int)between(&rng, 0, s->grid.nrows);
        double got;

        rectangle(col, row, col + 1, row + 1, p);
        eco_area_row(a, row, col, 1, &got);
        compare(s, p, 4, size, got, seed);
        CHECK(got <= eco_area_max(a), "seed %llu: above the largest",
              (unsigned long long)seed);
    }
    rectangle(0, 0, s->grid.ncols, s->grid.nrows, p);
    compare(s, p, 4, size * (s->grid.ncols + s->grid.nrows), polygon(a, p, 4),
            seed);
}

static void sum_rectangle(const eco_area *a, const eco_area_spec *s,
                          uint64_t seed)
{
    double *row = eco_mem_array((size_t)s->grid.ncols, sizeof *row);
    eco_point p[4];
    double sum = 0, want;
    int x0 = s->grid.ncols / 3, y0 = s->grid.nrows / 4;

    rectangle(x0, y0, s->grid.ncols, s->grid.nrows, p);
    want = polygon(a, p, 4);
    for (int r = y0; r < s->grid.nrows; r++) {
        double line = 0;

        eco_area_row(a, r, x0, s->grid.ncols - x0, row);
        for (int c = 0; c < s->grid.ncols - x0; c++)
            line += row[c];
        sum += line;
    }
    CHECK(fabs(sum - want) <= 1.2e-10 * want,
          "seed %llu: cells make %.17g, off by %g", (unsigned long long)seed,
          sum, sum / want - 1);
    eco_mem_free(row);
}

static void projected_grid(uint64_t seed)
{
    static const double sizes[] = {10, 30, 100, 1000, 5000};
    uint64_t rng = seed;
    double size = sizes[(int)between(&rng, 0, 5)], x, y;
    double turn = check_random(&rng) < 0.3 ? between(&rng, -0.5, 0.5) : 0;
    double dx = size * cos(turn), dy = size * sin(turn);
    PJ *pj = projection(&rng, &x, &y);
    eco_area_spec s = {.grid = {{x, dx, dy, y, dy, -dx},
                                4 + (int)between(&rng, 0, 300),
                                4 + (int)between(&rng, 0, 300)},
                       .ellipsoid = eco_wgs84,
                       .kind = ECO_AREA_LATTICE,
                       .unit_m = 1,
                       .unproject = inverse,
                       .user = pj};
    eco_area *a = create(&s, seed);
    eco_point p[VERTICES];

    if (a) {
        size_t n = convex(&rng, &s.grid, p);

        compare_cells(a, &s, size, seed);
        sum_rectangle(a, &s, seed);
        parts_make_the_whole(a, p, n, seed);
    }
    eco_area_destroy(a);
    proj_destroy(pj);
}

/* Polygons of 0.01 to 1 degree, whose edges are straight in degrees. */
static void degree_polygon(uint64_t seed)
{
    uint64_t rng = seed;
    double width = exp(between(&rng, log(0.01), log(1)));
    double lon = between(&rng, -180, 180), lat = between(&rng, -58, 60);
    eco_area_spec s = {
        .grid = {{lon, width / 100, 0, lat, 0, -width / 100}, 100, 100},
        .ellipsoid = eco_wgs84,
        .kind = ECO_AREA_PARALLELS};
    eco_area *a = create(&s, seed);
    eco_point p[VERTICES];
    size_t n =
        seed % 4 ? convex(&rng, &s.grid, p) : rectangle(0, 3.5, 70, 100, p);

    if (!a)
        return;
    compare(&s, p, n, width * 1.2e5, polygon(a, p, n), seed);
    parts_make_the_whole(a, p, n, seed);
    eco_area_destroy(a);
}

int main(int argc, char **argv)
{
    geod_init(&geod, eco_wgs84.a_m, eco_wgs84.f);
    if (argc > 1) {
        uint64_t seed = strtoull(argv[1], NULL, 10);

        rows_make_their_band(seed);
        projected_grid(seed);
        degree_polygon(seed);
        return check_failures > 0;
    }
    for (uint64_t seed = 1; seed <= BANDS; seed++)
        rows_make_their_band(seed);
    for (uint64_t seed = 1; seed <= GRIDS; seed++)
        projected_grid(seed);
    for (uint64_t seed = 1; seed <= POLYGONS; seed++)
        degree_polygon(seed);
    CHECK(eco_mem_live() == 0, "memory left");
    return check_failures > 0;
}
