/* What is drawn into the store. */
#include "eco_run_draws.h"

static const char *const measures[] = {"ILL", "ORG", "TOC"};

static void bind_interval(eco_stmt *s, const eco_interval *in)
{
    eco_bind_real(s, ":mean", in->mean);
    eco_bind_real(s, ":sd", in->sd);
    eco_bind_real(s, ":p05", in->p05);
    eco_bind_real(s, ":p50", in->p50);
    eco_bind_real(s, ":p95", in->p95);
}

static eco_status write_intervals(eco_ctx *ctx, eco_store *store,
                                  const eco_draw_world *w,
                                  const eco_interval *in)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "draws_interval", &s);

    for (size_t i = 0; i < w->mc.noutputs && !st; i++) {
        const eco_draw_key *key = &w->keys[i];

        eco_bind_int(s, ":zone", key->zone);
        eco_bind_int(s, ":dataset", key->dataset);
        eco_bind_text(s, ":type", w->types[key->type]);
        eco_bind_text(s, ":span", key->is_period ? "period" : "year");
        if (key->is_period)
            eco_bind_null(s, ":year");
        else
            eco_bind_int(s, ":year", key->year);
        for (size_t x = 0; x < ECO_MC_MEASURES && !st; x++) {
            eco_bind_text(s, ":measure", measures[x]);
            bind_interval(s, &in[i * ECO_MC_MEASURES + x]);
            st = eco_stmt_step(ctx, s, NULL);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

static void bind_total(eco_stmt *s, const eco_draw_world *w, size_t total,
                       size_t measure)
{
    eco_bind_int(s, ":zone_set", w->sums[total].zone_set);
    eco_bind_int(s, ":dataset", w->sums[total].dataset);
    eco_bind_text(s, ":type", w->types[w->sums[total].type]);
    eco_bind_text(s, ":measure", measures[measure]);
}

static eco_status write_shares(eco_ctx *ctx, eco_stmt *s, double sd,
                               const double *held)
{
    static const char *const words[ECO_MC_SOURCES] = {NULL, "map", "location",
                                                      "strength", "patch"};
    eco_status st = ECO_OK;

    for (int source = ECO_MC_MAP; source < ECO_MC_SOURCES && !st; source++) {
        eco_bind_text(s, ":source", words[source]);
        eco_bind_real(s, ":held", held[source]);
        if (sd > 0)
            eco_bind_real(s, ":share",
                          1 - held[source] / sd * (held[source] / sd));
        else
            eco_bind_null(s, ":share");
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

static eco_status write_totals(eco_ctx *ctx, eco_store *store,
                               const eco_draw_world *w,
                               const eco_mc_total *totals)
{
    eco_stmt *s = NULL, *share = NULL;
    eco_status st = eco_store_query(ctx, store, "draws_total", &s);

    if (!st)
        st = eco_store_query(ctx, store, "draws_share", &share);
    for (size_t i = 0; i < w->mc.ntotals && !st; i++)
        for (size_t x = 0; x < ECO_MC_MEASURES && !st; x++) {
            const eco_mc_total *t = &totals[i * ECO_MC_MEASURES + x];

            bind_total(s, w, i, x);
            bind_total(share, w, i, x);
            bind_interval(s, &t->all);
            st = eco_stmt_step(ctx, s, NULL);
            if (!st)
                st = write_shares(ctx, share, t->all.sd, t->sd_held);
        }
    eco_stmt_finalize(s);
    eco_stmt_finalize(share);
    return st;
}

eco_status eco_draw_write(eco_ctx *ctx, eco_store *store,
                          const eco_draw_world *w, const eco_interval *in,
                          const eco_mc_total *totals)
{
    eco_status st = write_intervals(ctx, store, w, in);

    return st ? st : write_totals(ctx, store, w, totals);
}
