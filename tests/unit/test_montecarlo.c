/* Draws of small worlds against what is exactly expected of them. */
#include "check.h"
#include "mc_box.h"

#include <string.h>

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

int main(void)
{
    the_example();
    strengths_are_drawn();
    variance_of_patches();
    map_error();
    tiers_keep_their_order();
    return check_failures != 0;
}
