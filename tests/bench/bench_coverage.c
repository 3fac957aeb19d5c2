/* How long the sweep takes alone: edges into rows (walk), rows into cells and
 * runs (rows). Hexagons have few long edges, blobs many short ones.
 *
 *   bench_coverage [ROUNDS]      best of ROUNDS (10), ns per cell and its
 * spread */
#include "eco_cover.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SIDE = 4000, BAND = 256, ROUNDS = 10 };

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

static void star(eco_polyset *s, double x, double y, double radius, int n,
                 double rough)
{
    if (!eco_polyset_add_item(s, (int64_t)s->nitems) ||
        !eco_polyset_add_ring(s, false))
        abort();
    for (int i = 0; i < n; i++) {
        double a = 6.283185307179586 * (i + 0.1) / n;
        double r = radius * (1 - rough * rnd());

        if (!eco_polyset_add_point(s,
                                   (eco_point){x + r * cos(a), y + r * sin(a)}))
            abort();
    }
}

static void hexagons(eco_polyset *s)
{
    for (double y = 0; y < SIDE; y += 245)
        for (double x = 0; x < SIDE; x += 283)
            star(s, x, y, 160, 6, 0);
}

static void blobs(eco_polyset *s)
{
    for (int i = 0; i < 40; i++)
        star(s, rnd() * SIDE, rnd() * SIDE, 200 + 500 * rnd(), 3000, 0.02);
}

/* Seconds of both halves; how many cells and runs came out. */
static void sweep(eco_sweep *s, double *walk, double *rows, double *parts)
{
    *walk = *rows = *parts = 0;
    for (int row = 0; row < SIDE; row += BAND) {
        int end = row + BAND < SIDE ? row + BAND : SIDE;
        double start = now(), middle;

        if (eco_sweep_band(s, row, end))
            abort();
        middle = now();
        for (int r = row; r < end; r++) {
            eco_row_parts out;

            if (eco_sweep_row(s, r, &out))
                abort();
            *parts += (double)(out.ncells + out.nruns);
        }
        *rows += now() - middle;
        *walk += middle - start;
    }
}

static void measure(const char *name, void (*make)(eco_polyset *), int rounds)
{
    eco_polyset set = {0};
    eco_cover *cover = NULL;
    eco_sweep *s = NULL;
    double best[2] = {INFINITY, INFINITY}, worst[2] = {0, 0}, parts = 0;

    make(&set);
    if (eco_cover_create(&set, SIDE, SIDE, &cover) ||
        eco_sweep_create(cover, &s))
        abort();
    for (int i = 0; i < rounds; i++) {
        double took[2];

        sweep(s, &took[0], &took[1], &parts);
        for (int k = 0; k < 2; k++) {
            best[k] = fmin(best[k], took[k]);
            worst[k] = fmax(worst[k], took[k]);
        }
    }
    printf("%-9s %9.0f parts  walk %5.1f ns (to %.1f)  rows %5.1f ns (to "
           "%.1f)\n",
           name, parts, best[0] / parts * 1e9, worst[0] / parts * 1e9,
           best[1] / parts * 1e9, worst[1] / parts * 1e9);
    eco_sweep_destroy(s);
    eco_cover_destroy(cover);
    eco_polyset_clear(&set);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? (int)strtol(argv[1], NULL, 10) : ROUNDS;

    measure("hexagons", hexagons, rounds);
    measure("blobs", blobs, rounds);
    return 0;
}
