/* Places within a distance of sites: a point lies in them when its geodesic
 * distance to the nearest point of a site, found by walking along all edges, is
 * below that distance, and not when it is above. */
#include "check.h"

#include "eco_around.h"
#include "eco_azimuthal.h"
#include "eco_geodesic.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <string.h>

enum { POINTS = 240, WALK = 20 };

static eco_ctx *ctx;

/* Sites of one case: rings of four corners, or points. */
struct site {
    eco_point p[4];
    int n; /* 1 or 4 */
};

static void add_site(eco_around *a, const struct site *s)
{
    unsigned char *wkb = NULL;
    size_t n;
    bool taken = false;

    CHECK(!(s->n == 1 ? eco_wkb_point(ctx, s->p[0], &wkb, &n)
                      : eco_wkb_polygon(ctx, s->p, 4, &wkb, &n)),
          "-");
    CHECK(!eco_around_add(ctx, a, wkb, n, &taken), "%s", eco_ctx_message(ctx));
    CHECK(taken, "site at %g, %g", s->p[0].x, s->p[0].y);
    eco_mem_free(wkb);
}

/* Even-odd, of one ring. */
static bool crosses(const eco_point *p, size_t n, eco_point q)
{
    bool in = false;

    for (size_t i = 0, j = n - 1; i < n; j = i++)
        if ((p[i].y > q.y) != (p[j].y > q.y) &&
            q.x <
                (p[j].x - p[i].x) * (q.y - p[i].y) / (p[j].y - p[i].y) + p[i].x)
            in = !in;
    return in;
}

static bool in_item(const eco_polyset *s, size_t item, eco_point q)
{
    bool in = false;

    for (size_t r = 0; r < s->items[item].n; r++) {
        const eco_ring *ring = &s->rings[s->items[item].first + r];

        in ^= crosses(s->points + ring->first, ring->n, q);
    }
    return in;
}

/* Geodesic distance to the nearest site; the walk along an edge is refined
 * about its nearest step, as distances along it have one least value. */
static double along(eco_point a, eco_point b, eco_point q)
{
    double low = 0, high = 1, best = INFINITY;

    for (int turn = 0; turn < 4; turn++) {
        double at = 0, width = (high - low) / WALK;

        for (int i = 0; i <= WALK; i++) {
            double t = low + width * i;
            double d = eco_geodesic_m(
                (eco_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}, q);

            if (d < best) {
                best = d;
                at = t;
            }
        }
        low = fmax(at - width, 0);
        high = fmin(at + width, 1);
    }
    return best;
}

static double nearest(const struct site *sites, int n, eco_point q)
{
    double best = INFINITY;

    for (int i = 0; i < n; i++) {
        const struct site *s = &sites[i];

        if (s->n == 1)
            best = fmin(best, eco_geodesic_m(s->p[0], q));
        else if (crosses(s->p, 4, q))
            return 0;
        else
            for (int k = 0; k < 4; k++)
                best = fmin(best, along(s->p[k], s->p[(k + 1) % 4], q));
    }
    return best;
}

static eco_point wrap(eco_point p)
{
    return (eco_point){remainder(p.x, 360), p.y};
}

/* Random places near the border of what is within `distance_m`: those are what
 * an error would put on the wrong side. */
static void probe(const struct site *sites, int n, double distance_m,
                  const eco_polyset *drawn, uint64_t seed)
{
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL + 1;
    double bound = ECO_AROUND_ERROR * distance_m + ECO_AROUND_ERROR_M;
    double worst = 0;
    int in = 0, out = 0;

    for (int i = 0; i < POINTS; i++) {
        const struct site *s = &sites[i % n];
        eco_point c = s->p[i / n % s->n], q;
        double angle = 6.2831853 * check_random(&rng), d;
        double r = distance_m * (0.999 + 0.002 * check_random(&rng));

        if (i % 3 == 0)
            r = distance_m * 1.5 * check_random(&rng);
        q = (eco_point){r * cos(angle), r * sin(angle)};
        eco_azimuthal_back(c, 1, &q);
        q = wrap(q);
        d = nearest(sites, n, q);
        if (in_item(drawn, 0, q) != (d < distance_m))
            worst = fmax(worst, fabs(d - distance_m));
        in += d < distance_m;
        out += d >= distance_m;
    }
    CHECK(worst <= bound, "seed %d, %g m: %g m on the wrong side", (int)seed,
          distance_m, worst);
    CHECK(in > POINTS / 20 && out > POINTS / 20, "%d in, %d out", in, out);
}

static void draw(const struct site *sites, int n, double distance_m,
                 uint64_t seed)
{
    eco_around *a = NULL;
    eco_polyset drawn = {0};

    CHECK(!eco_around_create(ctx, &a), "-");
    for (int i = 0; i < n; i++)
        add_site(a, &sites[i]);
    CHECK(!eco_around_make(ctx, a, distance_m, 7, &drawn), "%s",
          eco_ctx_message(ctx));
    CHECK(drawn.nitems == 1 && drawn.items[0].id == 7, "-");
    for (size_t i = 0; i < drawn.npoints; i++)
        CHECK(fabs(drawn.points[i].x) <= 180, "%.9g", drawn.points[i].x);
    probe(sites, n, distance_m, &drawn, seed);
    eco_polyset_clear(&drawn);
    eco_around_destroy(a);
}

/* Near each other, some over the border of a plane, one too large for a plane,
 * at all latitudes and over the antimeridian. */
static void places(void)
{
    const eco_point at[] = {{-55.01, -8.24}, {18.4, 47.9}, {25, 68.9},
                            {-70, -54.2},    {0.1, 80},    {102.3, 0}};
    const double km[] = {1, 5, 10, 25};

    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double x = at[i].x, y = at[i].y;
        const struct site sites[] = {{{{x, y}}, 1},
                                     {{{x + .1, y + .01}}, 1},
                                     {{{x - .2, y},
                                       {x - .15, y - .01},
                                       {x - .14, y + .02},
                                       {x - .19, y + .04}},
                                      4},
                                     {{{x + .3, y + .2},
                                       {x + 1.1, y + .25},
                                       {x + 1.0, y + .9},
                                       {x + .5, y + .8}},
                                      4}};

        draw(sites, 4, km[i % 4] * 1000, i);
        draw(sites, 4, 25000, 10 + i);
    }
    draw((const struct site[]){{{{179.95, -17}}, 1}, {{{-179.9, -17.1}}, 1}}, 2,
         25000, 20);
}

static void refused(void)
{
    eco_around *a = NULL;
    eco_polyset drawn = {0};
    unsigned char *wkb = NULL;
    size_t n;
    bool taken = true;

    CHECK(!eco_around_create(ctx, &a), "-");
    CHECK(!eco_wkb_point(ctx, (eco_point){10, -86}, &wkb, &n), "-");
    CHECK(!eco_around_add(ctx, a, wkb, n, &taken) && !taken, "-");
    CHECK(eco_around_add(ctx, a, wkb, n - 1, &taken) == ECO_FORMAT, "-");
    eco_ctx_clear(ctx);
    CHECK(!eco_around_make(ctx, a, 1000, 1, &drawn), "%s",
          eco_ctx_message(ctx));
    CHECK(drawn.nitems == 1 && drawn.items[0].n == 0, "nothing is near");
    CHECK(eco_around_make(ctx, a, 0, 1, &drawn) == ECO_INVALID, "-");
    CHECK(eco_around_make(ctx, a, 1e6, 1, &drawn) == ECO_INVALID, "-");
    eco_polyset_clear(&drawn);
    eco_mem_free(wkb);
    eco_around_destroy(a);
}

static void without_memory(void)
{
    const struct site sites[] = {
        {{{10, 10}}, 1}, {{{10, 10}, {10.7, 10}, {10.7, 10.1}, {10, 10.2}}, 4}};
    unsigned char *wkb[2];
    size_t n[2], before;
    eco_status st = ECO_NOMEM;

    CHECK(!eco_wkb_point(ctx, sites[0].p[0], &wkb[0], &n[0]), "-");
    CHECK(!eco_wkb_polygon(ctx, sites[1].p, 4, &wkb[1], &n[1]), "-");
    before = eco_mem_live();
    for (int fail = 0; st == ECO_NOMEM; fail++) {
        eco_around *a = NULL;
        eco_polyset drawn = {0};
        bool taken;

        eco_mem_fail_after((size_t)fail);
        st = eco_around_create(ctx, &a);
        for (int i = 0; i < 2 && !st; i++)
            st = eco_around_add(ctx, a, wkb[i], n[i], &taken);
        if (!st)
            st = eco_around_make(ctx, a, 5000, 1, &drawn);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || st == ECO_NOMEM, "%s", eco_ctx_message(ctx));
        eco_polyset_clear(&drawn);
        eco_around_destroy(a);
        eco_ctx_clear(ctx);
        CHECK(eco_mem_live() == before, "leak at %d", fail);
    }
    eco_mem_free(wkb[0]);
    eco_mem_free(wkb[1]);
}

int main(void)
{
    if (eco_ctx_create(&ctx))
        return 1;
    places();
    refused();
    without_memory();
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
