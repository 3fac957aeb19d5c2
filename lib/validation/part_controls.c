/* Negative controls that the sets of evidence are enough for: what is found
 * when it should not be. */
#include "eco_validation_job.h"

#include <math.h>
#include <stdio.h>

enum { PLACEBO_YEARS = 5 };

static eco_status ratio_row(eco_ctx *ctx, eco_validation *v, size_t type,
                            const char *what, const double changed[],
                            const double real[])
{
    eco_status st = ECO_OK;

    for (int m = 0; m < ECO_MEASURES && !st; m++) {
        char note[120];

        if (!(real[m] > 0))
            continue;
        snprintf(note, sizeof note, "%.1f ha in place of %.1f ha",
                 changed[m] / 1e4, real[m] / 1e4);
        st = eco_validation_add(
            ctx, v,
            &(eco_finding_row){.part = "control",
                               .what = what,
                               .type = v->model.types.types[type],
                               .measure = eco_validation_measures[m],
                               .quantity = "part that is found all the same",
                               .value = changed[m] / real[m],
                               .least = NAN,
                               .most = NAN,
                               .n = (int64_t)v->model.ncases,
                               .note = note});
    }
    return st;
}

eco_status eco_validation_controls(eco_ctx *ctx, eco_validation *v)
{
    const eco_model_change none = {0};
    const eco_model_change placebo = {.earlier = PLACEBO_YEARS};
    const eco_model_change swap = {
        .swap = {eco_type_domains_bits(&v->model.types, "MIN"),
                 eco_type_domains_bits(&v->model.types, "FOR")}};
    eco_status st = ECO_OK;

    for (size_t t = 0; t < v->model.types.ntypes && !st; t++) {
        double real[ECO_MEASURES], changed[ECO_MEASURES];

        st = eco_model_total(ctx, &v->model, t, &none, real);
        if (!st)
            st = eco_model_total(ctx, &v->model, t, &placebo, changed);
        if (!st)
            st = ratio_row(ctx, v, t, "reports five years earlier", changed,
                           real);
        /* what both may explain is the same after a swap */
        if (st || !(v->model.types.domains[t] & swap.swap[0]) ==
                      !(v->model.types.domains[t] & swap.swap[1]))
            continue;
        st = eco_model_total(ctx, &v->model, t, &swap, changed);
        if (!st)
            st = ratio_row(ctx, v, t, "mining and forest crime swapped",
                           changed, real);
    }
    return st;
}
