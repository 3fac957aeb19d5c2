/* How long it takes to place points in polygons: the tree with prepared
 * polygons against a loop over boxes with a test of the bare polygon, in one
 * run on the same data, for few points and for many.
 *
 *   bench_overlay [ROUNDS]       best of ROUNDS (3): seconds and their ratio
 */
#include "eco_geom_index.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SIDE = 68, VERTICES = 400, FEW = 12874, MANY = 50 * FEW, ROUNDS = 3 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint64_t state = 88172645463325252u;

static double rnd(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

/* As many as the world has states, and as winding. */
static void make(eco_polyset *s, eco_point *points)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (!eco_polyset_add_item(s, i) || !eco_polyset_add_ring(s, false))
            abort();
        for (int k = 0; k < VERTICES; k++) {
            double a = 6.283185307179586 * k / VERTICES;
            double r = 0.45 + 0.15 * rnd();

            if (!eco_polyset_add_point(
                    s, (eco_point){i % SIDE + r * cos(a),
                                   (double)(i / SIDE) + r * sin(a)}))
                abort();
        }
    }
    for (int i = 0; i < MANY; i++)
        points[i] = (eco_point){SIDE * rnd(), SIDE * rnd()};
}

static size_t by_index(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                       const eco_point *points, int n)
{
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};
    size_t found = 0;

    if (eco_geom_index_create(ctx, g, s, &ix))
        abort();
    for (int i = 0; i < n; i++) {
        if (eco_geom_index_point(ctx, ix, points[i], &hits))
            abort();
        found += hits.n;
    }
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    return found;
}

static bool holds(const eco_point *v, size_t n, eco_point p)
{
    bool in = false;

    for (size_t i = 0, k = n - 1; i < n; k = i++)
        if ((v[i].y > p.y) != (v[k].y > p.y) &&
            p.x <
                (v[k].x - v[i].x) * (p.y - v[i].y) / (v[k].y - v[i].y) + v[i].x)
            in = !in;
    return in;
}

static size_t by_boxes(const eco_polyset *s, const eco_point *points, int n)
{
    double(*box)[4] = malloc(s->nitems * sizeof *box);
    size_t found = 0;

    if (!box)
        abort();
    for (size_t i = 0; i < s->nitems; i++) {
        const eco_point *v = s->points + s->rings[i].first;

        box[i][0] = box[i][1] = INFINITY;
        box[i][2] = box[i][3] = -INFINITY;
        for (size_t k = 0; k < s->rings[i].n; k++) {
            box[i][0] = fmin(box[i][0], v[k].x);
            box[i][1] = fmin(box[i][1], v[k].y);
            box[i][2] = fmax(box[i][2], v[k].x);
            box[i][3] = fmax(box[i][3], v[k].y);
        }
    }
    for (int k = 0; k < n; k++)
        for (size_t i = 0; i < s->nitems; i++)
            if (points[k].x >= box[i][0] && points[k].x <= box[i][2] &&
                points[k].y >= box[i][1] && points[k].y <= box[i][3])
                found += holds(s->points + s->rings[i].first, s->rings[i].n,
                               points[k]);
    free(box);
    return found;
}

static int measure(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                   const eco_point *points, int n, int rounds)
{
    double best[2] = {INFINITY, INFINITY};

    for (int i = 0; i < rounds; i++) {
        double start = now(), middle;
        size_t a = by_index(ctx, g, s, points, n), b;

        middle = now();
        b = by_boxes(s, points, n);
        best[0] = fmin(best[0], middle - start);
        best[1] = fmin(best[1], now() - middle);
        if (a != b) {
            fprintf(stderr, "%zu by the tree, %zu by boxes\n", a, b);
            return 1;
        }
    }
    printf("%7d points, %zu polygons of %d vertices: tree %.3f s, boxes %.3f "
           "s, ratio %.2f\n",
           n, s->nitems, VERTICES, best[0], best[1], best[1] / best[0]);
    return 0;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : ROUNDS;
    eco_point *points = malloc(MANY * sizeof *points);
    eco_polyset s = {0};
    eco_ctx *ctx;
    eco_geom *g;
    int wrong;

    if (!points || eco_ctx_create(&ctx) || eco_geom_create(ctx, &g))
        return 1;
    make(&s, points);
    wrong = measure(ctx, g, &s, points, FEW, rounds) ||
            measure(ctx, g, &s, points, MANY, rounds);
    eco_polyset_clear(&s);
    eco_geom_destroy(g);
    eco_ctx_destroy(ctx);
    free(points);
    return wrong;
}
