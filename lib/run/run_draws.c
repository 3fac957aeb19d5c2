/* Draws of attribution: how far its areas may be off, and what of. */
#include "eco_run_draws.h"
#include "eco_run_job.h"

#include "eco_mem.h"
#include "eco_pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char told[] = "assessment, command or default";

static const struct {
    const char *name, *value, *unit, *source;
    int calibrated;
} defaults[] = {
    {"montecarlo.draws", "1000", "draws", told, 1},
    {"montecarlo.seed", "1", "", told, 1},
    {"montecarlo.patch_ha", "5", "ha", "assumed", 0},
    {"montecarlo.tiers", "comonotone", "", "assumed", 0},
};

static eco_status put(eco_ctx *ctx, eco_stmt *s, size_t i, const char *value)
{
    eco_bind_text(s, ":name", defaults[i].name);
    eco_bind_text(s, ":value", value);
    eco_bind_text(s, ":unit", defaults[i].unit);
    eco_bind_text(s, ":source", defaults[i].source);
    eco_bind_int(s, ":calibrated", defaults[i].calibrated);
    return eco_stmt_step(ctx, s, NULL);
}

/* What is told is set; what is not, and is not there, gets its default. */
static eco_status parameters(eco_ctx *ctx, eco_store *store,
                             const eco_run_draw *draw)
{
    const int given[] = {draw ? draw->draws : -1, draw ? draw->seed : -1};
    eco_stmt *fill = NULL, *set = NULL;
    char value[24];
    eco_status st = eco_store_query(ctx, store, "draws_default", &fill);

    if (!st)
        st = eco_store_query(ctx, store, "run_parameter", &set);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults && !st; i++)
        st = put(ctx, fill, i, defaults[i].value);
    for (size_t i = 0; i < sizeof given / sizeof *given && !st; i++) {
        snprintf(value, sizeof value, "%d", given[i]);
        if (given[i] >= 0)
            st = put(ctx, set, i, value);
    }
    eco_stmt_finalize(fill);
    eco_stmt_finalize(set);
    return st;
}

static eco_status bad(eco_ctx *ctx, const char *name, const char *value)
{
    return eco_fail(ctx, ECO_FORMAT, "parameter '%s' is '%.40s'", name, value);
}

static eco_status read_parameter(eco_ctx *ctx, const char *name,
                                 const char *value, eco_draw_options *o)
{
    char *end = NULL;

    if (strcmp(name, "montecarlo.tiers") == 0) {
        o->independent_tiers = strcmp(value, "independent") == 0;
        return o->independent_tiers || strcmp(value, "comonotone") == 0
                   ? ECO_OK
                   : bad(ctx, name, value);
    }
    if (strcmp(name, "montecarlo.draws") == 0)
        o->draws = (int)strtol(value, &end, 10);
    else if (strcmp(name, "montecarlo.seed") == 0)
        o->seed = strtoull(value, &end, 10);
    else if (strcmp(name, "montecarlo.patch_ha") == 0)
        o->patch_ha = strtod(value, &end);
    else
        return ECO_OK;
    return end == value || *end || o->draws < 0 || o->draws == 1 ||
                   o->draws > ECO_ASSESSMENT_DRAWS_MOST || !(o->patch_ha > 0)
               ? bad(ctx, name, value)
               : ECO_OK;
}

static eco_status read_parameters(eco_ctx *ctx, eco_store *store,
                                  eco_draw_options *o)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "draws_parameters", &s);

    *o = (eco_draw_options){.patch_ha = 1};
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = read_parameter(ctx, eco_col_text(s, 0), eco_col_text(s, 1), o);
    eco_stmt_finalize(s);
    return st;
}

static eco_status clear(eco_ctx *ctx, eco_store *store)
{
    static const char *const queries[] = {
        "draws_clear_interval", "draws_clear_total", "draws_clear_share",
        "draws_clear_sensitivity"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof queries / sizeof *queries && !st; i++) {
        eco_stmt *s = NULL;

        st = eco_store_query(ctx, store, queries[i], &s);
        if (!st)
            st = eco_stmt_step(ctx, s, NULL);
        eco_stmt_finalize(s);
    }
    return st;
}

static eco_status draw(eco_ctx *ctx, eco_store *store, const eco_draw_world *w,
                       const eco_draw_options *o, int threads)
{
    const eco_mc_options options = {.seed = o->seed,
                                    .draws = o->draws,
                                    .threads = threads,
                                    .independent_tiers = o->independent_tiers};
    eco_interval *in =
        eco_mem_array(w->mc.noutputs + 1, ECO_MC_MEASURES * sizeof *in);
    eco_mc_total *totals =
        eco_mem_array(w->mc.ntotals + 1, ECO_MC_MEASURES * sizeof *totals);
    eco_status st = in && totals ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_mc_run(ctx, &w->mc, &options, in, totals, NULL);
    if (!st)
        st = eco_draw_write(ctx, store, w, in, totals);
    eco_mem_free(in);
    eco_mem_free(totals);
    return st;
}

static eco_status tell(eco_ctx *ctx, eco_store *store, const eco_draw_world *w,
                       const eco_draw_options *o, const size_t settings[2])
{
    char what[400];

    if (!o->draws)
        snprintf(what, sizeof what, "no draws were asked for");
    else if (!w->mc.nrows)
        snprintf(what, sizeof what,
                 "no draws: no evidence may explain any degradation");
    else
        snprintf(
            what, sizeof what,
            "%d draws of seed %llu: %zu rows under %zu cases of evidence "
            "of %zu places in %zu zones; patches of %g ha, an uncalibrated "
            "default; %zu of %zu settings of parameters tried, the others "
            "need a new run",
            o->draws, (unsigned long long)o->seed, w->mc.nrows, w->mc.ncases,
            w->mc.nplaces, w->mc.nzones, o->patch_ha, settings[0], settings[1]);
    return eco_run_lineage_set(ctx, store, "draws", "attribution_interval",
                               what);
}

eco_status eco_run_draws(eco_ctx *ctx, eco_store *store, const eco_rules *rules,
                         const eco_run_draw *draws, int threads)
{
    eco_draw_world w = {0};
    eco_draw_options o = {0};
    size_t settings[2] = {0, 0};
    eco_status st = parameters(ctx, store, draws);

    if (!st)
        st = read_parameters(ctx, store, &o);
    if (!st)
        st = clear(ctx, store);
    if (!st && o.draws)
        st = eco_draw_world_load(ctx, store, rules, NULL, o.patch_ha, &w);
    if (!st && w.mc.nrows)
        st = draw(ctx, store, &w, &o, threads > 0 ? threads : eco_pool_cores());
    if (!st && w.mc.nrows)
        st = eco_draw_sensitivity(ctx, store, rules, &o, &w, settings);
    if (!st)
        st = tell(ctx, store, &w, &o, settings);
    eco_draw_world_clear(&w);
    return st ? eco_trace(ctx, st, "drawing how far attribution may be off")
              : ECO_OK;
}
