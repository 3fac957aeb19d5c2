/* What items are worth, as values and classes of draws. */
#include "eco_run_draws.h"

#include "eco_mem.h"

/* Chains in which stronger tiers bound weaker ones: a quantity and what is
 * told. */
enum {
    CHAIN_ILLEGAL,
    CHAIN_ORGANIZED,
    CHAIN_TRANSNATIONAL = CHAIN_ORGANIZED + ECO_TOLD_OF_COUNT,
    CHAIN_PERMIT = CHAIN_TRANSNATIONAL + ECO_TOLD_OF_COUNT,
    CHAIN_NOTHING
};

static eco_status add(eco_ctx *ctx, eco_draw_world *w, eco_mc_quantity quantity,
                      int chain, int tier, const eco_triple triple)
{
    if (!ECO_GROW(w->values, w->mc.nvalues, w->values_cap))
        return eco_nomem(ctx);
    w->values[w->mc.nvalues++] = (eco_mc_value){
        {triple[0], triple[1], triple[2]}, quantity, chain, tier};
    return ECO_OK;
}

/* Values stand in this order, so that their place is known: of each tier
 * illegal, the three of organized and of transnational, permit; and a nought,
 * for evidence that tells of no organized crime. */
enum { PER_TIER = 2 + 2 * ECO_TOLD_OF_COUNT };

static uint32_t value_at(eco_tier tier, int nth)
{
    return (uint32_t)((int)tier * PER_TIER + nth);
}

eco_status eco_draw_values_make(eco_ctx *ctx, eco_draw_world *w,
                                const eco_values *v)
{
    static const eco_triple nothing = {0, 0, 0};
    eco_status st = ECO_OK;

    for (int t = 0; t < ECO_TIERS && !st; t++) {
        st = add(ctx, w, ECO_MC_ILLEGAL, CHAIN_ILLEGAL, t, v->illegal[t]);
        for (int k = 0; k < ECO_TOLD_OF_COUNT && !st; k++)
            st = add(ctx, w, ECO_MC_ORGANIZED, CHAIN_ORGANIZED + k, t,
                     v->organized[t][k]);
        for (int k = 0; k < ECO_TOLD_OF_COUNT && !st; k++)
            st = add(ctx, w, ECO_MC_TRANSNATIONAL, CHAIN_TRANSNATIONAL + k, t,
                     v->transnational[t][k]);
        if (!st)
            st = add(ctx, w, ECO_MC_FACTOR, CHAIN_PERMIT, t, v->permit[t]);
    }
    return st ? st
              : add(ctx, w, ECO_MC_ORGANIZED, CHAIN_NOTHING, ECO_TIERS,
                    nothing);
}

static bool worth_something(const eco_values *v, const eco_item *item,
                            bool permitted)
{
    eco_triple of[ECO_MEASURES];

    eco_item_values(v, item, of);
    return of[ECO_MEASURE_ILL][ECO_SCENARIO_HIGH] > 0 &&
           (!permitted || v->permit[item->tier][ECO_SCENARIO_HIGH] > 0);
}

static eco_mc_class class_of(const eco_values *v, const eco_item *item,
                             bool permitted)
{
    const int organized = 1, transnational = organized + ECO_TOLD_OF_COUNT;
    eco_mc_class c;

    c.value[ECO_MC_ILLEGAL] = value_at(item->tier, 0);
    c.value[ECO_MC_ORGANIZED] =
        eco_item_organized(v, item)
            ? value_at(item->tier, organized + (int)item->organized)
            : value_at(ECO_TIERS, 0);
    c.value[ECO_MC_TRANSNATIONAL] =
        value_at(item->tier, transnational + (int)item->transnational);
    c.value[ECO_MC_FACTOR] =
        permitted ? value_at(item->tier, PER_TIER - 1) : ECO_MC_NONE;
    return c;
}

static bool same(const eco_mc_class *a, const eco_mc_class *b)
{
    for (int q = 0; q < ECO_MC_QUANTITIES; q++)
        if (a->value[q] != b->value[q])
            return false;
    return true;
}

eco_status eco_draw_class(eco_ctx *ctx, eco_draw_world *w, const eco_values *v,
                          const eco_item *item, bool permitted, uint32_t *out)
{
    eco_mc_class c;

    *out = ECO_MC_NONE;
    if (!worth_something(v, item, permitted))
        return ECO_OK;
    c = class_of(v, item, permitted);
    for (size_t i = 0; i < w->mc.nclasses; i++)
        if (same(&w->classes[i], &c)) {
            *out = (uint32_t)i;
            return ECO_OK;
        }
    if (!ECO_GROW(w->classes, w->mc.nclasses, w->classes_cap))
        return eco_nomem(ctx);
    *out = (uint32_t)w->mc.nclasses;
    w->classes[w->mc.nclasses++] = c;
    return ECO_OK;
}
