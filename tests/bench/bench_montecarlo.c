/* How long draws of attribution take, beside one evaluation without drawing.
 *
 *   bench_montecarlo [ZONES [ITEMS [DRAWS [THREADS]]]]     5000 20000 1000 2
 *
 * Each zone has 20 sets of evidence and 10 years, in half of which a set has
 * degradation. What may explain it differs from year to year: four of the 40
 * items near the zone, four of five of them with a place that is not exact. */
#include "eco_mem.h"
#include "eco_montecarlo.h"
#include "eco_pool.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { SETS = 20, YEARS = 10, MEMBERS = 4, CLASSES = 12, NEAR = 40 };

static uint64_t state = 88172645463325252u;

static double rnd(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

static double now(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *room(size_t n, size_t size)
{
    void *p = eco_mem_array(n + 1, size);

    if (!p)
        abort();
    return p;
}

static void add_classes(eco_mc_world *w, eco_mc_value *values,
                        eco_mc_class *classes)
{
    for (int k = 0; k < CLASSES; k++) {
        for (int q = 0; q < 3; q++) {
            double b = rnd();

            classes[k].value[q] = (uint32_t)w->nvalues;
            values[w->nvalues++] = (eco_mc_value){
                {b * rnd(), b, b + (1 - b) * rnd()}, (eco_mc_quantity)q, q, k};
        }
        classes[k].value[ECO_MC_FACTOR] = ECO_MC_NONE;
    }
    w->nclasses = CLASSES;
}

/* What is reported near a zone, in the years when it counts. */
static void add_case(eco_mc_world *w, eco_mc_member *members,
                     eco_mc_case *cases, size_t zone)
{
    size_t near = w->nplaces * zone / w->nzones, last = w->nplaces - NEAR;
    uint32_t n = 1 + (uint32_t)(rnd() * 2 * (MEMBERS - 1) + 0.5);

    near = near < last ? near : last;
    cases[w->ncases++] = (eco_mc_case){(uint32_t)w->nmembers, n};
    while (n--) {
        size_t place = near + (size_t)(rnd() * NEAR);

        members[w->nmembers++] =
            (eco_mc_member){(uint32_t)place, (uint32_t)(place % CLASSES),
                            rnd() < 0.2 ? 1 : rnd()};
    }
}

static void add_zone(eco_mc_world *w, eco_mc_member *members,
                     eco_mc_case *cases, eco_mc_row *rows, size_t zone)
{
    uint32_t first = (uint32_t)(zone * (YEARS + 1));

    for (int s = 0; s < SETS; s++)
        for (uint32_t y = 0; y < YEARS; y++) {
            if (rnd() < 0.5)
                continue;
            add_case(w, members, cases, zone);
            rows[w->nrows] =
                (eco_mc_row){(uint32_t)w->ncases - 1, first + y,  first + YEARS,
                             (int64_t)(rnd() * 1e9),  20 * rnd(), w->nrows};
            w->nrows++;
        }
}

static void fill(eco_mc_world *w, size_t zones, size_t items)
{
    eco_mc_value *values = room((size_t)CLASSES * 3, sizeof *values);
    eco_mc_class *classes = room(CLASSES, sizeof *classes);
    eco_mc_member *members =
        room(zones * SETS * YEARS * 2 * MEMBERS, sizeof *members);
    eco_mc_case *cases = room(zones * SETS * YEARS, sizeof *cases);
    eco_mc_row *rows = room(zones * SETS * YEARS, sizeof *rows);
    eco_mc_map *maps = room(1, sizeof *maps);
    eco_mc_output *outputs = room(zones * (YEARS + 1), sizeof *outputs);
    eco_mc_zone *zone = room(zones, sizeof *zone);
    uint64_t *places = room(items, sizeof *places);

    *w = (eco_mc_world){.values = values,
                        .classes = classes,
                        .places = places,
                        .members = members,
                        .cases = cases,
                        .rows = rows,
                        .maps = maps,
                        .outputs = outputs,
                        .zones = zone,
                        .total_maps = room(1, sizeof(uint32_t))};
    w->nplaces = items;
    w->nzones = zones;
    w->noutputs = zones * (YEARS + 1);
    w->nmaps = w->ntotals = 1;
    maps[0] = (eco_mc_map){1, 0.95, 0.04};
    add_classes(w, values, classes);
    for (size_t i = 0; i < items; i++)
        places[i] = i;
    for (size_t z = 0; z < zones; z++) {
        zone[z] = (eco_mc_zone){w->nrows, 0, z * (YEARS + 1), YEARS + 1};
        add_zone(w, members, cases, rows, z);
        zone[z].nrows = w->nrows - zone[z].first_row;
        for (size_t y = 0; y <= YEARS; y++)
            outputs[z * (YEARS + 1) + y] =
                (eco_mc_output){0, y < YEARS ? ECO_MC_NONE : 0};
    }
}

static void release(eco_mc_world *w)
{
    const void *const parts[] = {w->values, w->classes,   w->places, w->members,
                                 w->cases,  w->rows,      w->maps,   w->outputs,
                                 w->zones,  w->total_maps};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        eco_mem_free((void *)(uintptr_t)parts[i]);
}

int main(int argc, char **argv)
{
    size_t zones = argc > 1 ? strtoul(argv[1], NULL, 10) : 5000;
    size_t items = argc > 2 ? strtoul(argv[2], NULL, 10) : 20000;
    const eco_mc_options o = {
        .seed = 1,
        .draws = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 1000,
        .threads = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 2};
    double values[CLASSES * 3], sums[3], start, cpu, once, wall;
    eco_mc_world w;
    eco_mc_total totals[3];
    eco_interval *in;
    struct rusage use;
    eco_ctx *ctx = NULL;

    if (eco_ctx_create(&ctx) || items < 80)
        abort();
    fill(&w, zones, items);
    in = room(w.noutputs * 3, sizeof *in);
    for (size_t i = 0; i < w.nvalues; i++)
        values[i] = w.values[i].pert.central;
    start = now(CLOCK_MONOTONIC);
    if (eco_mc_expected(ctx, &w, values, sums))
        abort();
    once = now(CLOCK_MONOTONIC) - start;
    start = now(CLOCK_MONOTONIC);
    cpu = now(CLOCK_PROCESS_CPUTIME_ID);
    if (eco_mc_run(ctx, &w, &o, in, totals, NULL))
        abort();
    wall = now(CLOCK_MONOTONIC) - start;
    cpu = now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    getrusage(RUSAGE_SELF, &use);
    printf("%zu zones, %zu items, %zu cases of %.1f, %zu rows, %d draws, %d "
           "threads\n",
           w.nzones, w.nplaces, w.ncases, (double)w.nmembers / (double)w.ncases,
           w.nrows, o.draws, o.threads);
    printf("once, without drawing  %8.3f s\n", once);
    printf("draws                  %8.3f s, %.3f s of processor, %.1f ns a row "
           "and draw\n",
           wall, cpu, cpu / (double)w.nrows / o.draws * 1e9);
    printf("a draw                 %8.2f of once; peak memory %.0f MB\n",
           cpu / o.draws / once, (double)use.ru_maxrss / 1024);
    printf("ILL %.0f of %.0f expected at central values, sd %.0f; held: map "
           "%.0f location %.0f strength %.0f patch %.0f km2\n",
           totals[0].all.mean / 1e6, sums[0] / 1e6, totals[0].all.sd / 1e6,
           totals[0].sd_held[ECO_MC_MAP] / 1e6,
           totals[0].sd_held[ECO_MC_LOCATION] / 1e6,
           totals[0].sd_held[ECO_MC_STRENGTH] / 1e6,
           totals[0].sd_held[ECO_MC_PATCH] / 1e6);
    eco_mem_free(in);
    release(&w);
    eco_ctx_destroy(ctx);
    return 0;
}
