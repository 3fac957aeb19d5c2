/* Polygons by place, against crossing numbers counted here. */
#include "check.h"

#include "eco_geom_index.h"
#include "eco_mem.h"

#include <string.h>

enum { WORLDS = 60, SHAPES = 40, POINTS = 400, SIDE = 12 };

static eco_ctx *ctx;
static eco_geom *g;

static void square(eco_polyset *s, double x, double y, double side)
{
    const eco_point p[4] = {
        {x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};

    eco_polyset_add_item(s, (int64_t)s->nitems);
    eco_polyset_add_ring(s, false);
    for (int i = 0; i < 4; i++)
        eco_polyset_add_point(s, p[i]);
}

/* A star about a centre, with a star-shaped hole in it at times. */
static void star(eco_polyset *s, uint64_t *rng)
{
    double x = 10 * check_random(rng), y = 10 * check_random(rng);
    double size = 0.2 + 2 * check_random(rng);
    int rings = check_random(rng) < 0.4 ? 2 : 1;

    eco_polyset_add_item(s, (int64_t)s->nitems);
    for (int r = 0; r < rings; r++) {
        int n = 3 + (int)(20 * check_random(rng));

        eco_polyset_add_ring(s, r > 0);
        for (int i = 0; i < n; i++) {
            double a = 6.283185307179586 * i / n;
            double d = size * (r ? 0.3 : 0.6 + 0.4 * check_random(rng));

            eco_polyset_add_point(s,
                                  (eco_point){x + d * cos(a), y + d * sin(a)});
        }
    }
}

/* Inside by the number of edges that a ray to the east crosses. */
static bool holds(const eco_polyset *s, size_t item, eco_point p)
{
    bool in = false;

    for (size_t r = s->items[item].first;
         r < s->items[item].first + s->items[item].n; r++) {
        const eco_point *v = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;

        for (size_t i = 0, k = n - 1; i < n; k = i++)
            if ((v[i].y > p.y) != (v[k].y > p.y) &&
                p.x < (v[k].x - v[i].x) * (p.y - v[i].y) / (v[k].y - v[i].y) +
                          v[i].x)
                in = !in;
    }
    return in;
}

static void same_as_crossing_numbers(void)
{
    size_t found = 0;

    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
        eco_polyset s = {0};
        eco_geom_index *ix = NULL;
        eco_hits hits = {0};

        for (int i = 0; i < SHAPES; i++)
            star(&s, &rng);
        CHECK(!eco_geom_index_create(ctx, g, &s, &ix), "%s",
              eco_ctx_message(ctx));
        for (int i = 0; i < POINTS && ix; i++) {
            eco_point p = {12 * check_random(&rng) - 1,
                           12 * check_random(&rng) - 1};
            size_t k = 0;

            CHECK(!eco_geom_index_point(ctx, ix, p, &hits), "seed %d",
                  (int)seed);
            for (size_t item = 0; item < s.nitems; item++) {
                bool told = k < hits.n && hits.items[k].item == item;

                CHECK(told == holds(&s, item, p), "seed %d item %zu at %g %g",
                      (int)seed, item, p.x, p.y);
                k += told;
            }
            CHECK(k == hits.n, "seed %d: items twice or out of order",
                  (int)seed);
            found += hits.n;
        }
        eco_hits_clear(&hits);
        eco_geom_index_destroy(ix);
        eco_polyset_clear(&s);
    }
    CHECK(found > 1000, "only %zu were found", found);
}

/* Squares side by side: each place of the grid belongs to one, on borders and
 * corners to the lowest, and outside of all to none. */
static void a_partition_counts_each_point_once(void)
{
    eco_polyset s = {0};
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};
    int inside = 0, border = 0, outside = 0;

    for (int i = 0; i < SIDE * SIDE; i++)
        square(&s, i % SIDE, (double)(i / SIDE), 1);
    CHECK(!eco_geom_index_create(ctx, g, &s, &ix), "%s", eco_ctx_message(ctx));
    for (int i = -2; i <= 2 * SIDE + 2 && ix; i++)
        for (int k = -2; k <= 2 * SIDE + 2; k++) {
            bool in = i >= 0 && k >= 0 && i <= 2 * SIDE && k <= 2 * SIDE;
            size_t col = (size_t)(i > 0 ? (i - 1) / 2 : 0);
            size_t row = (size_t)(k > 0 ? (k - 1) / 2 : 0);

            CHECK(!eco_geom_index_point(ctx, ix, (eco_point){i / 2., k / 2.},
                                        &hits),
                  "%d %d", i, k);
            CHECK(hits.n == (in ? 1 : 0), "%zu at %d %d", hits.n, i, k);
            outside += !hits.n;
            if (!hits.n)
                continue;
            CHECK(hits.items[0].item == row * SIDE + col, "item %zu at %d %d",
                  hits.items[0].item, i, k);
            CHECK(hits.items[0].border == !(i % 2 && k % 2), "%d %d", i, k);
            inside += !hits.items[0].border;
            border += hits.items[0].border;
        }
    CHECK(inside == SIDE * SIDE, "%d inside", inside);
    CHECK(inside + border + outside == (2 * SIDE + 5) * (2 * SIDE + 5),
          "%d + %d + %d", inside, border, outside);
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    eco_polyset_clear(&s);
}

/* Two that overlap: inside of one and on the border of the other is in one. */
static void overlaps_belong_to_each(void)
{
    static const struct {
        eco_point p;
        size_t n, first;
        bool border;
    } cases[] = {{{1.5, 1.5}, 2, 0, false}, {{1, 1.5}, 1, 0, false},
                 {{2, 1.5}, 1, 1, false},   {{0, 0}, 1, 0, true},
                 {{3, 3}, 1, 1, true},      {{2, 1}, 1, 0, true},
                 {{2.5, 0.5}, 0, 0, false}};
    eco_polyset s = {0};
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};

    square(&s, 0, 0, 2);
    square(&s, 1, 1, 2);
    eco_polyset_add_item(&s, 7); /* without rings: never found */
    CHECK(!eco_geom_index_create(ctx, g, &s, &ix), "%s", eco_ctx_message(ctx));
    for (size_t i = 0; i < sizeof cases / sizeof *cases && ix; i++) {
        CHECK(!eco_geom_index_point(ctx, ix, cases[i].p, &hits), "%zu", i);
        CHECK(hits.n == cases[i].n, "case %zu: %zu", i, hits.n);
        if (hits.n)
            CHECK(hits.items[0].item == cases[i].first &&
                      hits.items[0].border == cases[i].border,
                  "case %zu: item %zu", i, hits.items[0].item);
    }
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    eco_polyset_clear(&s);
}

static double plane_area(const eco_polyset *s)
{
    double sum = 0;

    for (size_t r = 0; r < s->nrings; r++) {
        const eco_point *v = s->points + s->rings[r].first;
        double part = 0;

        for (size_t i = 0, n = s->rings[r].n; i < n; i++)
            part += v[i].x * v[(i + 1) % n].y - v[(i + 1) % n].x * v[i].y;
        sum += (s->rings[r].hole ? -1 : 1) * fabs(part) / 2;
    }
    return sum;
}

/* Of a square over the corner of four others: parts and rest make the whole. */
static eco_status share(double *parts, double *rest)
{
    eco_polyset s = {0}, one = {0}, out = {0}, left = {0};
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};
    eco_status st;

    for (int i = 0; i < 4; i++)
        square(&s, i % 2, (double)(i / 2), 1);
    square(&one, 0.5, 0.25, 2);
    st = s.npoints == 16 && one.npoints == 4
             ? eco_geom_index_create(ctx, g, &s, &ix)
             : ECO_NOMEM;
    if (!st)
        st = eco_geom_index_meets(ctx, ix, &one, 0, &hits);
    for (size_t k = 0; k < hits.n && !st; k++) {
        st = eco_geom_index_shared(ctx, ix, hits.items[k].item, &one, 0, &out);
    }
    if (!st)
        st = eco_geom_index_minus(ctx, ix, &hits, &one, 0, &left);
    *parts = plane_area(&out);
    *rest = plane_area(&left);
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    eco_polyset_clear(&s);
    eco_polyset_clear(&one);
    eco_polyset_clear(&out);
    eco_polyset_clear(&left);
    return st;
}

static void parts_and_rest(void)
{
    size_t before = eco_mem_live();
    double parts, rest;
    eco_status st;

    CHECK(!share(&parts, &rest), "%s", eco_ctx_message(ctx));
    CHECK(fabs(parts - 1.5 * 1.75) < 1e-12, "%.17g", parts);
    CHECK(fabs(rest - (4 - 1.5 * 1.75)) < 1e-12, "%.17g", rest);
    for (size_t n = 0;; n++) {
        eco_mem_fail_after(n);
        st = share(&parts, &rest);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(st == ECO_OK || st == ECO_NOMEM, "%zu: %s", n,
              eco_ctx_message(ctx));
        CHECK(eco_mem_live() == before, "leak at %zu", n);
        if (!st)
            break;
    }
}

int main(void)
{
    if (eco_ctx_create(&ctx) || eco_geom_create(ctx, &g))
        return 1;
    same_as_crossing_numbers();
    a_partition_counts_each_point_once();
    overlaps_belong_to_each();
    parts_and_rest();
    eco_geom_destroy(g);
    eco_ctx_destroy(ctx);
    return check_failures > 0;
}
