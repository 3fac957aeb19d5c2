/* What evidence is worth, draw by draw. */
#include "eco_mc_job.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <stdbool.h>

/* A stronger tier of the chain, none of whose bounds is below. */
static bool bounds(const eco_mc_value *stronger, const eco_mc_value *v)
{
    return stronger->chain == v->chain && stronger->tier < v->tier &&
           stronger->pert.low >= v->pert.low &&
           stronger->pert.central >= v->pert.central &&
           stronger->pert.high >= v->pert.high;
}

/* The z of a quantity; of a quantity and tier when they are independent. */
static double z_of(const eco_mc_value *v, const eco_mc_options *o, size_t draw)
{
    uint64_t id = (uint64_t)v->quantity;
    eco_random r;

    if (o->independent_tiers)
        id += ((uint64_t)v->tier + 1) * ECO_MC_QUANTITIES;
    eco_random_start(&r, o->seed, eco_stream_key("strength", id), draw);
    return eco_random_uniform(&r);
}

/* Quantiles do not change the order within a chain, so the least of a value
 * and its stronger ones needs no order of evaluation. */
static eco_status draw_values(const eco_mc_world *w, const eco_mc_options *o,
                              size_t draw, double *drawn, double *out)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < w->nvalues && !st; i++)
        st = eco_pert_quantile(&w->values[i].pert, z_of(&w->values[i], o, draw),
                               &drawn[i]);
    for (size_t i = 0; i < w->nvalues && !st; i++) {
        out[i] = drawn[i];
        for (size_t k = 0; k < w->nvalues; k++)
            if (drawn[k] < out[i] && bounds(&w->values[k], &w->values[i]))
                out[i] = drawn[k];
    }
    return st;
}

void eco_mc_class_values(const eco_mc_world *w, const double *values, size_t k,
                         double out[ECO_MC_MEASURES])
{
    const uint32_t *at = w->classes[k].value;
    double factor =
        at[ECO_MC_FACTOR] == ECO_MC_NONE ? 1 : values[at[ECO_MC_FACTOR]];

    out[ECO_MC_ILL] = values[at[ECO_MC_ILLEGAL]] * factor;
    out[ECO_MC_ORG] = out[ECO_MC_ILL] * values[at[ECO_MC_ORGANIZED]];
    out[ECO_MC_TOC] = out[ECO_MC_ORG] * values[at[ECO_MC_TRANSNATIONAL]];
}

static void put(const eco_mc_world *w, const double *values, size_t stride,
                float *v)
{
    double of[ECO_MC_MEASURES];

    for (size_t k = 0; k < w->nclasses; k++) {
        eco_mc_class_values(w, values, k, of);
        for (size_t x = 0; x < ECO_MC_MEASURES; x++)
            v[(k * ECO_MC_MEASURES + x) * stride] = (float)of[x];
    }
}

eco_status eco_mc_strengths(const eco_mc_world *w, const eco_mc_options *o,
                            size_t stride, float *v, float *central)
{
    size_t ndraws = (size_t)o->draws;
    double *drawn = eco_mem_array(w->nvalues + 1, sizeof *drawn);
    double *values = eco_mem_array(w->nvalues + 1, sizeof *values);
    eco_status st = drawn && values ? ECO_OK : ECO_NOMEM;

    for (size_t d = 0; d < ndraws && !st; d++) {
        st = draw_values(w, o, d, drawn, values);
        if (!st)
            put(w, values, stride, v + d);
    }
    if (!st) {
        for (size_t i = 0; i < w->nvalues; i++)
            values[i] = w->values[i].pert.central;
        put(w, values, 1, central);
    }
    eco_mem_free(drawn);
    eco_mem_free(values);
    return st;
}
