/* Draws of random worlds: exact expectations, nesting, streams, faults. */
#include "check.h"
#include "mc_box.h"

#include "eco_mem.h"

#include <string.h>

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
    expected_by_all_ways();
    means_of_random_worlds();
    nested_in_every_draw();
    threads_do_not_matter();
    what_else_there_is_does_not_matter();
    refuses();
    allocations_may_fail();
    return check_failures != 0;
}
