/* Hold-out: one in five decided cases and permits is hidden, and foretold from
 * the rest. */
#include "eco_validation_job.h"

#include "eco_mem.h"
#include "eco_score.h"
#include "eco_streams.h"

#include <math.h>
#include <stdlib.h>

#define HIDDEN_SHARE 0.2

enum { ENOUGH_TO_FIT = 100 };

static bool is_decided(const eco_model_item *g)
{
    return (g->item.tier == ECO_TIER_T1 || g->item.tier == ECO_TIER_T2) &&
           g->is_surveyed;
}

/* By case: what one case tells in several places is hidden everywhere. */
static unsigned char *choose(const eco_validation *v, size_t *n)
{
    const eco_model *m = &v->model;
    unsigned char *hide = eco_mem_array(m->nitems + 1, 1);

    *n = 0;
    for (size_t i = 0; i < m->nitems && hide; i++) {
        const eco_model_item *g = &m->items[i];
        eco_random r;

        if (!is_decided(g) && g->item.tier != ECO_TIER_L)
            continue;
        eco_random_start(&r, v->options->seed,
                         eco_stream_key("hold-out", g->record), 0);
        hide[i] = eco_random_uniform(&r) < HIDDEN_SHARE;
        *n += hide[i];
    }
    return hide;
}

/* What hidden evidence says of a case: 1 illegal (or organized), 0 legal (or
 * not), below 0 nothing. A decision counts before a permit. */
static double answer(const eco_model *m, const eco_model_case *c,
                     const unsigned char *hide, eco_measure measure)
{
    double out = -1;

    for (size_t i = c->first; i < c->first + c->n; i++) {
        const eco_model_item *g = &m->items[m->members[i].item];

        if (!hide[m->members[i].item] || c->year < g->year_first ||
            c->year > g->year_last ||
            !(g->item.domains & m->types.domains[c->type]))
            continue;
        if (g->item.tier != ECO_TIER_L &&
            (measure == ECO_MEASURE_ILL ||
             g->item.organized == ECO_TOLD_OF_YES))
            return 1;
        if (g->item.tier == ECO_TIER_L || g->item.organized == ECO_TOLD_OF_NO)
            out = fmax(out, 0);
    }
    return out;
}

static eco_status judge(eco_ctx *ctx, eco_validation *v,
                        const unsigned char *hide, eco_measure measure,
                        eco_judged *out, size_t *n)
{
    const eco_model_change change = {.hide = hide};
    eco_model *m = &v->model;
    eco_status st = ECO_OK;

    *n = 0;
    for (size_t i = 0; i < m->ncases && !st; i++) {
        double known = answer(m, &m->cases[i], hide, measure);
        eco_attributed a;
        bool any;

        if (known < 0 || !(m->cases[i].area_m2 > 0))
            continue;
        st = eco_model_share(ctx, m, &m->cases[i], &change, &a, &any);
        out[(*n)++] = (eco_judged){a.share[measure][ECO_SCENARIO_CENTRAL],
                                   known, m->cases[i].area_m2};
    }
    return st;
}

/* Mean of the fit in a tenth, by weight. */
static double fitted_in(const eco_judged *items, const double *fit, size_t n,
                        const eco_decile *d, bool last)
{
    double sum = 0, weight = 0;

    for (size_t i = 0; i < n; i++)
        if (items[i].predicted >= d->low &&
            (items[i].predicted < d->high || last)) {
            sum += items[i].weight * fit[i];
            weight += items[i].weight;
        }
    return weight > 0 ? sum / weight : (double)NAN;
}

static eco_status put_deciles(eco_ctx *ctx, eco_validation *v,
                              eco_measure measure, eco_judged *items, size_t n)
{
    double *fit = eco_mem_array(n + 1, sizeof *fit);
    eco_decile d[ECO_DECILES];
    eco_stmt *s = NULL;
    eco_status st = fit ? eco_score_isotonic(items, n, fit) : ECO_NOMEM;

    if (st)
        st = eco_nomem(ctx);
    eco_score_deciles(items, n, d);
    if (!st)
        st = eco_store_query(ctx, v->store, "validation_decile_insert", &s);
    for (int k = 0; k < ECO_DECILES && !st; k++) {
        if (!d[k].n)
            continue;
        eco_bind_text(s, ":measure", eco_validation_measures[measure]);
        eco_bind_real(s, ":low", d[k].low);
        eco_bind_real(s, ":high", d[k].high);
        eco_bind_int(s, ":n", (int64_t)d[k].n);
        eco_bind_real(s, ":area_ha", d[k].weight / 1e4);
        eco_bind_real(s, ":predicted", d[k].predicted);
        eco_bind_real(s, ":observed", d[k].observed);
        eco_bind_real(s, ":fitted",
                      n >= ENOUGH_TO_FIT ? fitted_in(items, fit, n, &d[k],
                                                     k == ECO_DECILES - 1)
                                         : (double)NAN);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_mem_free(fit);
    return st;
}

static eco_status one_measure(eco_ctx *ctx, eco_validation *v,
                              const unsigned char *hide, eco_measure measure)
{
    eco_judged *items = eco_mem_array(v->model.ncases + 1, sizeof *items);
    size_t n = 0;
    eco_status st =
        items ? judge(ctx, v, hide, measure, items, &n) : eco_nomem(ctx);

    if (!st)
        st = eco_validation_add(
            ctx, v,
            &(eco_finding_row){
                .part = "hold-out",
                .what = "decided cases and permits, hidden",
                .measure = eco_validation_measures[measure],
                .quantity = "Brier score",
                .value = n ? eco_score_brier(items, n) : (double)NAN,
                .least = NAN,
                .most = NAN,
                .n = (int64_t)n,
                .note = n ? "0 is perfect, 0.25 what a half for all gets"
                          : "nothing decided or permitted on surveyed ground "
                            "could be hidden"});
    if (!st && n)
        st = put_deciles(ctx, v, measure, items, n);
    eco_mem_free(items);
    return st;
}

eco_status eco_validation_holdout(eco_ctx *ctx, eco_validation *v)
{
    size_t n = 0;
    unsigned char *hide = choose(v, &n);
    eco_status st = hide ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = one_measure(ctx, v, hide, ECO_MEASURE_ILL);
    if (!st)
        st = one_measure(ctx, v, hide, ECO_MEASURE_ORG);
    eco_mem_free(hide);
    return st;
}
