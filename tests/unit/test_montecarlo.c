/* Draws against what is exactly expected of them, and their laws. */
#include "check.h"

#include "eco_mem.h"
#include "eco_montecarlo.h"
#include "eco_pool.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 400, ZONES = 6, YEARS = 3 };

/* A world with room of its own. */
struct box {
    eco_mc_value values[40];
    eco_mc_class classes[20];
    uint64_t places[60];
    eco_mc_member members[MOST];
    eco_mc_case cases[80];
    eco_mc_row rows[MOST];
    eco_mc_map maps[2];
    eco_mc_output outputs[ZONES * (YEARS + 1)];
    eco_mc_zone zones[ZONES];
    uint32_t total_maps[2];
    eco_mc_world world;
};

static void wire(struct box *b)
{
    eco_mc_world *w = &b->world;

    w->values = b->values;
    w->classes = b->classes;
    w->places = b->places;
    w->members = b->members;
    w->cases = b->cases;
    w->rows = b->rows;
    w->maps = b->maps;
    w->outputs = b->outputs;
    w->zones = b->zones;
    w->total_maps = b->total_maps;
}

static uint32_t add_value(struct box *b, eco_mc_quantity quantity, int tier,
                          int chain, eco_pert pert)
{
    b->values[b->world.nvalues] = (eco_mc_value){pert, quantity, chain, tier};
    return (uint32_t)b->world.nvalues++;
}

static uint32_t add_class(struct box *b, int tier, eco_pert q, eco_pert o,
                          eco_pert g)
{
    eco_mc_class *c = &b->classes[b->world.nclasses];

    c->value[ECO_MC_ILLEGAL] = add_value(b, ECO_MC_ILLEGAL, tier, 0, q);
    c->value[ECO_MC_ORGANIZED] = add_value(b, ECO_MC_ORGANIZED, tier, 1, o);
    c->value[ECO_MC_TRANSNATIONAL] =
        add_value(b, ECO_MC_TRANSNATIONAL, tier, 2, g);
    c->value[ECO_MC_FACTOR] = ECO_MC_NONE;
    return (uint32_t)b->world.nclasses++;
}

static void add_member(struct box *b, uint32_t place, uint32_t klass, double m)
{
    b->members[b->world.nmembers++] = (eco_mc_member){place, klass, m};
    b->cases[b->world.ncases - 1].n++;
}

static void add_case(struct box *b)
{
    b->cases[b->world.ncases++] = (eco_mc_case){(uint32_t)b->world.nmembers, 0};
}

static void add_row(struct box *b, uint32_t one_case, uint32_t year,
                    uint32_t period, double ha, double patches)
{
    size_t n = b->world.nrows++;

    b->rows[n] = (eco_mc_row){one_case, year,      period, (int64_t)(ha * 1e8),
                              patches,  n * 77 + 5};
}

static struct box *make_box(void)
{
    struct box *b = calloc(1, sizeof *b);

    if (!b)
        abort();
    wire(b);
    return b;
}

static eco_ctx *make_ctx(void)
{
    eco_ctx *ctx = NULL;

    if (eco_ctx_create(&ctx))
        abort();
    return ctx;
}

/* ---- ten hectares under four pieces of evidence and a permit ---- */

/* The example of the rule of the expected maximum: E1 of tier 1 over hectares 1
 * to 3, E2 of tier 2 over 2 to 5, E3 of tier 3 with .6, .4 and .1 over 5 to 7,
 * E4 of tier 4 over 1 to 8, a permit over 8 and 9. `spread`: with bounds. */
static struct box *ten_hectares(bool spread)
{
    struct box *b = make_box();
    const eco_pert q[] = {{1, 1, 1}, {.8, .95, 1}, {.5, .75, .95}, {.5, .8, 1}};
    const eco_pert o[] = {{1, 1, 1}, {.5, .8, 1}, {.25, .5, .8}, {0, .15, .5}};
    static const double third[] = {0, 0, 0, 0, .6, .4, .1, 0, 0, 0};

    for (int t = 0; t < 4; t++) {
        double c = q[t].central, d = o[t].central;

        add_class(b, t, spread ? q[t] : (eco_pert){c, c, c},
                  spread ? o[t] : (eco_pert){d, d, d}, (eco_pert){.3, .3, .3});
    }
    for (uint32_t i = 0; i < 4; i++)
        b->places[i] = 100 + i;
    b->world.nplaces = 4;
    for (int i = 0; i < 10; i++) {
        add_case(b);
        if (i < 3)
            add_member(b, 0, 0, 1);
        if (i >= 1 && i <= 4)
            add_member(b, 1, 1, 1);
        if (third[i] > 0)
            add_member(b, 2, 2, third[i]);
        if (i < 7)
            add_member(b, 3, 3, 1);
        add_row(b, (uint32_t)i, 0, 1, 1, 1);
    }
    b->maps[0] = (eco_mc_map){1, 1, 0};
    b->world.nmaps = 1;
    b->outputs[0] = (eco_mc_output){0, ECO_MC_NONE};
    b->outputs[1] = (eco_mc_output){0, 0};
    b->world.noutputs = 2;
    b->zones[0] = (eco_mc_zone){0, 10, 0, 2};
    b->world.nzones = 1;
    b->world.ntotals = 1;
    return b;
}

static void the_example(void)
{
    struct box *b = ten_hectares(false);
    const eco_mc_options o = {.seed = 3, .draws = 12000, .threads = 2};
    const double want[] = {6.5, 4.8875, 4.8875 * .3};
    eco_interval in[6];
    eco_mc_total total[3];
    double values[40], sums[3];
    eco_ctx *ctx = make_ctx();

    for (size_t i = 0; i < b->world.nvalues; i++)
        values[i] = b->values[i].pert.central;
    CHECK(!eco_mc_expected(ctx, &b->world, values, sums), "-");
    CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
    for (int x = 0; x < 3; x++) {
        double se = in[x].sd / sqrt(o.draws);

        CHECK(fabs(sums[x] / 1e4 - want[x]) < 1e-5, "measure %d: expected %g",
              x, sums[x] / 1e4);
        CHECK(fabs(in[x].mean / 1e4 - want[x]) < 3 * se / 1e4,
              "measure %d: mean %g, not %g", x, in[x].mean / 1e4, want[x]);
        CHECK(memcmp(&in[x], &in[x + 3], sizeof in[x]) == 0,
              "one year is the period");
        CHECK(memcmp(&in[x], &total[x].all, sizeof in[x]) == 0,
              "one zone is the total");
    }
    /* all but ten patches and one place stand still: variance of ILL by hand:
     * hectares 4 and 5 by .95, 6 and 7 by the expected maximum, of which .4
     * and .1 of E3's place */
    CHECK(fabs(total[0].sd_held[ECO_MC_MAP] - in[0].sd) < 1e-9, "no map error");
    CHECK(fabs(total[0].sd_held[ECO_MC_STRENGTH] - in[0].sd) < 1e-9,
          "strengths do not vary");
    CHECK(total[0].sd_held[ECO_MC_PATCH] < 0.3 * in[0].sd, "patches matter");
    eco_ctx_destroy(ctx);
    free(b);
}

/* ILL, q alone varies, all z equal: the mean over z of the expected maximum at
 * the quantiles, by the midpoint rule over z. */
static void strengths_are_drawn(void)
{
    struct box *b = ten_hectares(true);
    const eco_mc_options o = {.seed = 8, .draws = 6000, .threads = 2};
    enum { STEPS = 400 };
    eco_interval in[6];
    eco_mc_total total[3];
    double want = 0, values[40], sums[3];
    eco_ctx *ctx = make_ctx();

    CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
    for (int i = 0; i < STEPS; i++) {
        for (size_t k = 0; k < b->world.nvalues; k++)
            if (eco_pert_quantile(&b->values[k].pert, (i + 0.5) / STEPS,
                                  &values[k]))
                abort();
        CHECK(!eco_mc_expected(ctx, &b->world, values, sums), "-");
        want += sums[0] / STEPS;
    }
    CHECK(fabs(in[0].mean - want) < 3 * in[0].sd / sqrt(o.draws),
          "mean %g, not %g", in[0].mean, want);
    CHECK(in[1].p05 < in[1].p50 && in[1].p50 < in[1].p95, "an interval");
    CHECK(total[0].sd_held[ECO_MC_STRENGTH] < in[0].sd, "less without it");
    eco_ctx_destroy(ctx);
    free(b);
}

/* Location known and values fixed: Var = sum of (patch area)^2 v (1 - v), for
 * rows of few and of many patches, and the error of the map on top. */
static void variance_of_patches(void)
{
    static const double counts[] = {1, 3.5, 8, 9, 1000};
    const eco_mc_options o = {.seed = 5, .draws = 8000, .threads = 2};

    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct box *b = ten_hectares(false);
        double patch = 1e4 / counts[i], v[] = {.95, .76, .228};
        eco_interval in[6];
        eco_mc_total total[3];
        eco_ctx *ctx = make_ctx();

        for (int r = 0; r < 10; r++) { /* E2 alone, everywhere */
            b->rows[r].one_case = 3;
            b->rows[r].patches = counts[i];
        }
        b->cases[3].n = 1;
        CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
        for (int x = 0; x < 3; x++) {
            double var = 10 * counts[i] * patch * patch * v[x] * (1 - v[x]);
            /* of a sample variance, for kurtosis about 3 */
            double se = var * sqrt(2.0 / o.draws) * 1.2;

            CHECK(fabs(in[x].sd * in[x].sd - var) < 3 * se,
                  "%g patches, measure %d: variance %g, not %g", counts[i], x,
                  in[x].sd * in[x].sd, var);
            CHECK(fabs(in[x].mean - 1e5 * v[x]) < 3 * sqrt(var / o.draws) + 1,
                  "%g patches, measure %d: mean %g", counts[i], x, in[x].mean);
            CHECK(total[x].sd_held[ECO_MC_PATCH] < 1e-3, "patches held");
        }
        eco_ctx_destroy(ctx);
        free(b);
    }
}

static void map_error(void)
{
    struct box *b = ten_hectares(false);
    const eco_mc_options o = {.seed = 6, .draws = 8000, .threads = 1};
    eco_interval in[6];
    eco_mc_total total[3];
    eco_ctx *ctx = make_ctx();

    for (int r = 0; r < 10; r++)
        b->rows[r].one_case = 0; /* E1: certain */
    b->maps[0] = (eco_mc_map){1, 0.8, 0.1};
    CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
    CHECK(fabs(in[0].mean - 8e4) < 3 * 1e4 / sqrt(o.draws), "%g", in[0].mean);
    CHECK(fabs(in[0].sd - 1e4) < 3 * 1e4 / sqrt(2.0 * o.draws), "%g", in[0].sd);
    CHECK(fabs(in[0].p95 - in[0].p05 - 2 * 1.6449e4) < 600, "%g to %g",
          in[0].p05, in[0].p95);
    CHECK(total[0].sd_held[ECO_MC_MAP] < 1e-6, "all of it is the map's: %g",
          total[0].sd_held[ECO_MC_MAP]);
    CHECK(fabs(total[0].sd_held[ECO_MC_PATCH] - in[0].sd) < 1e-6, "-");
    eco_ctx_destroy(ctx);
    free(b);
}

/* ---- worlds at random ---- */

static eco_pert random_pert(uint64_t *rng)
{
    double a = check_random(rng), b = a * check_random(rng),
           c = b * check_random(rng);

    if (check_random(rng) < 0.2)
        a = b = c;
    return (eco_pert){c, b, a};
}

static size_t pick(uint64_t *rng, size_t n)
{
    return (size_t)(check_random(rng) * (double)n);
}

/* Places with members of several classes too, and factors of permits. */
static struct box *random_world(uint64_t seed)
{
    uint64_t rng = seed;
    struct box *b = make_box();
    eco_mc_world *w = &b->world;

    for (int k = 0; k < 6; k++) {
        uint32_t c = add_class(b, k, random_pert(&rng), random_pert(&rng),
                               random_pert(&rng));

        if (check_random(&rng) < 0.3)
            b->classes[c].value[ECO_MC_FACTOR] =
                add_value(b, ECO_MC_FACTOR, 0, 3, random_pert(&rng));
    }
    w->nplaces = 12;
    for (size_t i = 0; i < w->nplaces; i++)
        b->places[i] = seed * 1000 + i;
    for (int i = 0; i < 40; i++) {
        size_t n = 1 + pick(&rng, 6);

        add_case(b);
        while (n--) {
            double m = check_random(&rng) < 0.3 ? 1 : check_random(&rng);
            uint32_t place = (uint32_t)pick(&rng, w->nplaces);
            uint32_t klass = (uint32_t)pick(&rng, w->nclasses);

            add_member(b, place, klass, m);
        }
    }
    for (uint32_t z = 0; z < ZONES; z++) {
        uint32_t first = z * (YEARS + 1);

        b->zones[z] = (eco_mc_zone){w->nrows, 0, first, YEARS + 1};
        for (uint32_t i = 0; i < YEARS + 1; i++)
            b->outputs[first + i] = (eco_mc_output){
                z % 2, i < YEARS || z > 3 ? ECO_MC_NONE : z % 2};
        for (size_t r = pick(&rng, 20); r > 0; r--)
            add_row(b, (uint32_t)pick(&rng, w->ncases),
                    first + (uint32_t)pick(&rng, YEARS), first + YEARS,
                    50 * check_random(&rng), 30 * check_random(&rng));
        b->zones[z].nrows = w->nrows - b->zones[z].first_row;
    }
    w->noutputs = ZONES * (YEARS + 1);
    w->nzones = ZONES;
    w->nmaps = w->ntotals = 2;
    b->maps[0] = (eco_mc_map){1, 0.9, 0.05};
    b->maps[1] = (eco_mc_map){2, 1.2, 0};
    b->total_maps[1] = 1;
    return b;
}

/* The expected maximum of a case by all ways in which its places may lie: for
 * each place the borders of its uniform, none, all members up to the i-th. */
static double by_all_ways(const struct box *b, const double *values,
                          size_t measure, uint32_t one_case, size_t place,
                          double best)
{
    const eco_mc_case *c = &b->cases[one_case];
    double sum = 0, below = 0;

    if (place == b->world.nplaces)
        return best;
    while (below < 1) { /* uniforms in (below, next] cover the same members */
        double next = 1, value = best;

        for (uint32_t i = c->first; i < c->first + c->n; i++) {
            const eco_mc_member *m = &b->members[i];
            const uint32_t *v = b->classes[m->klass].value;
            double is = values[v[0]];

            if (m->place != place || m->m <= below)
                continue;
            next = fmin(next, m->m);
            if (v[3] != ECO_MC_NONE)
                is *= values[v[3]];
            for (size_t x = 1; x <= measure; x++)
                is *= values[v[x]];
            value = fmax(value, is);
        }
        sum += (next - below) *
               by_all_ways(b, values, measure, one_case, place + 1, value);
        below = next;
    }
    return sum;
}

static void expected_by_all_ways(void)
{
    eco_ctx *ctx = make_ctx();

    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct box *b = random_world(seed);
        double values[40], got[6], want[6] = {0};

        for (size_t i = 0; i < b->world.nvalues; i++)
            values[i] = b->values[i].pert.central;
        CHECK(!eco_mc_expected(ctx, &b->world, values, got), "-");
        for (size_t i = 0; i < b->world.nrows; i++) {
            const eco_mc_row *r = &b->rows[i];
            uint32_t t = b->outputs[r->period_output].total;

            for (size_t x = 0; x < 3 && t != ECO_MC_NONE; x++)
                want[t * 3 + x] += (double)r->area_cm2 / 1e4 *
                                   b->maps[t].ratio *
                                   by_all_ways(b, values, x, r->one_case, 0, 0);
        }
        for (int i = 0; i < 6; i++)
            CHECK(fabs(got[i] - want[i]) < 1e-6 * (1 + want[i]),
                  "seed %llu, %d: %.12g, not %.12g", (unsigned long long)seed,
                  i, got[i], want[i]);
        free(b);
    }
    eco_ctx_destroy(ctx);
}

/* Values fixed: the mean of the draws is what is expected; z of 90 figures. */
static void means_of_random_worlds(void)
{
    const eco_mc_options o = {.seed = 21, .draws = 1300, .threads = 2};
    eco_ctx *ctx = make_ctx();
    double squares = 0, most = 0;
    int n = 0;

    for (uint64_t seed = 1; seed <= 15; seed++) {
        struct box *b = random_world(seed);
        eco_interval in[ZONES * (YEARS + 1) * 3];
        eco_mc_total total[6];
        double values[40], want[6];

        for (size_t i = 0; i < b->world.nvalues; i++) {
            eco_pert *p = &b->values[i].pert;

            values[i] = p->low = p->high = p->central;
        }
        CHECK(!eco_mc_expected(ctx, &b->world, values, want), "-");
        CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
        for (int i = 0; i < 6; i++) {
            double z = (total[i].all.mean - want[i]) /
                       (total[i].all.sd / sqrt(o.draws));

            if (!(total[i].all.sd > 0))
                continue;
            squares += z * z;
            most = fmax(most, fabs(z));
            n++;
        }
        free(b);
    }
    CHECK(n > 60 && most < 4.5, "%d figures, one %g standard errors off", n,
          most);
    CHECK(squares / n < 2.2, "mean square %g", squares / n);
    eco_ctx_destroy(ctx);
}

static void nested_in_every_draw(void)
{
    enum { DRAWS = 150 };
    eco_ctx *ctx = make_ctx();

    for (uint64_t seed = 1; seed <= 25; seed++) {
        struct box *b = random_world(seed);
        const eco_mc_options o = {.seed = seed,
                                  .draws = DRAWS,
                                  .threads = 1,
                                  .independent_tiers = seed % 2};
        eco_interval in[ZONES * (YEARS + 1) * 3];
        eco_mc_total total[6];
        double *draws = calloc(b->world.noutputs * 3 * DRAWS, sizeof *draws);

        if (!draws)
            abort();
        b->maps[0].error = 0; /* all: the area itself, times the ratio */
        CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, draws), "-");
        for (size_t i = 0; i < b->world.noutputs; i++) {
            double all = 0;

            for (size_t r = 0; r < b->world.nrows; r++)
                if (b->rows[r].year_output == i ||
                    b->rows[r].period_output == i)
                    all += (double)b->rows[r].area_cm2 / 1e4 *
                           b->maps[b->outputs[i].map].ratio;
            for (size_t d = 0; d < DRAWS; d++) {
                const double *ill = draws + i * 3 * DRAWS + d;

                CHECK(ill[0] <= all * (1 + 1e-12) && ill[DRAWS] <= ill[0] &&
                          ill[2 * DRAWS] <= ill[DRAWS] && ill[2 * DRAWS] >= 0,
                      "seed %llu, output %zu: %g %g %g of %g",
                      (unsigned long long)seed, i, ill[0], ill[DRAWS],
                      ill[2 * DRAWS], all);
            }
        }
        free(draws);
        free(b);
    }
    eco_ctx_destroy(ctx);
}

/* ---- streams: threads, what else there is, order ---- */

static void threads_do_not_matter(void)
{
    eco_ctx *ctx = make_ctx();
    struct box *b = random_world(77);
    eco_interval first[ZONES * (YEARS + 1) * 3], in[ZONES * (YEARS + 1) * 3];
    eco_mc_total first_total[6], total[6];

    for (int threads = 1; threads <= 4; threads++) {
        const eco_mc_options o = {.seed = 2, .draws = 500, .threads = threads};

        CHECK(!eco_mc_run(ctx, &b->world, &o, threads == 1 ? first : in,
                          threads == 1 ? first_total : total, NULL),
              "-");
        if (threads == 1)
            continue;
        CHECK(memcmp(first, in, sizeof in) == 0, "%d threads", threads);
        CHECK(memcmp(first_total, total, sizeof total) == 0, "%d threads",
              threads);
    }
    free(b);
    eco_ctx_destroy(ctx);
}

/* Other places before, another zone before, rows the other way round: figures
 * of the zones that were there stay the same. */
static void what_else_there_is_does_not_matter(void)
{
    const eco_mc_options o = {.seed = 2, .draws = 300, .threads = 2};
    enum { NEW = YEARS + 1 };
    eco_ctx *ctx = make_ctx();
    struct box *b = random_world(78), *more = random_world(78);
    eco_interval in[ZONES * (YEARS + 1) * 3], again[ZONES * (YEARS + 1) * 3];
    eco_mc_total total[6];

    for (size_t i = 0; i < more->world.nplaces; i++)
        more->places[i + 7] = b->places[i];
    for (uint64_t i = 0; i < 7; i++)
        more->places[i] = 5 * i;
    for (size_t i = 0; i < more->world.nmembers; i++)
        more->members[i].place += 7;
    more->world.nplaces += 7;
    for (size_t z = 0; z < ZONES; z++)
        for (size_t i = 0; i < more->zones[z].nrows / 2; i++) {
            eco_mc_row *rows = more->rows + more->zones[z].first_row;
            size_t last = more->zones[z].nrows - 1 - i;
            eco_mc_row t = rows[i];

            rows[i] = rows[last];
            rows[last] = t;
        }
    CHECK(!eco_mc_run(ctx, &b->world, &o, in, total, NULL), "-");
    CHECK(!eco_mc_run(ctx, &more->world, &o, again, total, NULL), "-");
    CHECK(memcmp(in, again, sizeof in) == 0, "other places, other order");
    /* without its last zone */
    more->world.nzones--;
    more->world.noutputs -= NEW;
    memset(again, 0, sizeof again);
    CHECK(!eco_mc_run(ctx, &more->world, &o, again, total, NULL), "-");
    CHECK(memcmp(in, again, more->world.noutputs * 3 * sizeof *in) == 0,
          "one zone less");
    more->places[7] ^= 1;
    CHECK(!eco_mc_run(ctx, &more->world, &o, again, total, NULL), "-");
    CHECK(memcmp(in, again, more->world.noutputs * 3 * sizeof *in) != 0,
          "another place is another stream");
    free(b);
    free(more);
    eco_ctx_destroy(ctx);
}

/* A weaker tier with lower bounds is never worth more, z by z; one with higher
 * bounds is left alone. */
static void tiers_keep_their_order(void)
{
    enum { DRAWS = 400 };
    const eco_mc_options o = {
        .seed = 4, .draws = DRAWS, .threads = 1, .independent_tiers = 1};
    const eco_pert sure = {1, 1, 1};
    eco_ctx *ctx = make_ctx();
    struct box *b = make_box();
    double draws[3 * 3 * DRAWS], mean = 0;
    eco_interval in[9];
    int crossed = 0;

    add_class(b, 0, (eco_pert){.5, .75, .95}, sure, sure);
    add_class(b, 1, (eco_pert){.2, .6, .9}, sure, sure);
    add_class(b, 2, (eco_pert){.8, .95, 1}, sure, sure);
    b->world.nplaces = 1;
    for (uint32_t k = 0; k < 3; k++) {
        add_case(b);
        add_member(b, 0, k, 1);
        add_row(b, k, k, k, 1e4, 1e12); /* patches average out */
        b->outputs[k] = (eco_mc_output){0, ECO_MC_NONE};
    }
    b->zones[0] = (eco_mc_zone){0, 3, 0, 3};
    b->maps[0] = (eco_mc_map){1, 1, 0};
    b->world.nmaps = b->world.nzones = 1;
    b->world.noutputs = 3;
    CHECK(!eco_mc_run(ctx, &b->world, &o, in, NULL, draws), "-");
    for (size_t d = 0; d < DRAWS; d++) {
        double strong = draws[d], weak = draws[3 * DRAWS + d],
               overlay = draws[6 * DRAWS + d];

        CHECK(weak <= strong * (1 + 1e-5), "draw %zu: %g above %g", d, weak,
              strong);
        crossed += overlay > strong;
        mean += overlay / DRAWS;
    }
    CHECK(crossed > DRAWS / 2, "%d", crossed);
    CHECK(fabs(mean / 2e8 - 5.6 / 6) < 0.01, "%g", mean);
    free(b);
    eco_ctx_destroy(ctx);
}

/* ---- what may go wrong ---- */

static void refuses(void)
{
    const eco_mc_options good = {.seed = 1, .draws = 10, .threads = 1};
    eco_mc_options few = good;
    eco_ctx *ctx = make_ctx();
    eco_interval in[ZONES * (YEARS + 1) * 3];
    eco_mc_total total[6];

    few.draws = 1;
    for (int fault = 0; fault < 9; fault++) {
        struct box *b = random_world(5);

        b->members[0].klass += fault == 0 ? 100 : 0;
        b->members[0].place += fault == 1 ? 100 : 0;
        b->members[0].m += fault == 2 ? 2 : 0;
        b->values[0].pert.low += fault == 3 ? 2 : 0;
        b->rows[0].one_case += fault == 4 ? 1000 : 0;
        b->rows[0].year_output += fault == 5 ? 1000 : 0;
        b->maps[0].error -= fault == 6 ? 9 : 0;
        b->zones[1].first_output += fault == 7;
        CHECK(eco_mc_run(ctx, &b->world, fault == 8 ? &few : &good, in, total,
                         NULL) == ECO_INVALID,
              "fault %d", fault);
        free(b);
    }
    eco_ctx_destroy(ctx);
}

static void allocations_may_fail(void)
{
    const eco_mc_options o = {.seed = 1, .draws = 70, .threads = 1};
    eco_ctx *ctx = make_ctx();
    struct box *b = random_world(5);
    eco_interval in[ZONES * (YEARS + 1) * 3];
    eco_mc_total total[6];
    double values[40] = {0}, sums[6];
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    for (size_t n = 0; st != ECO_OK && n < 500; n++) {
        eco_mem_fail_after(n);
        st = eco_mc_run(ctx, &b->world, &o, in, total, NULL);
        if (!st)
            st = eco_mc_expected(ctx, &b->world, values, sums);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(st == ECO_OK || st == ECO_NOMEM, "%d", (int)st);
        eco_ctx_clear(ctx);
        CHECK(eco_mem_live() == before, "allocation %zu leaks", n);
    }
    CHECK(st == ECO_OK, "%d", (int)st);
    free(b);
    eco_ctx_destroy(ctx);
}

int main(void)
{
    the_example();
    strengths_are_drawn();
    variance_of_patches();
    map_error();
    expected_by_all_ways();
    means_of_random_worlds();
    nested_in_every_draw();
    threads_do_not_matter();
    what_else_there_is_does_not_matter();
    tiers_keep_their_order();
    refuses();
    allocations_may_fail();
    return check_failures != 0;
}
