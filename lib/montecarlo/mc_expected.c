/* What a run comes to on average, without drawing. */
#include "eco_mc_job.h"

#include "eco_mem.h"

static void add_up(const eco_mc_world *w, const eco_mc_parts *parts,
                   const float *v, eco_mc_desk *desk, double *sums)
{
    for (size_t i = 0; i < w->nrows; i++) {
        const eco_mc_row *r = &w->rows[i];
        uint32_t total = w->outputs[r->period_output].total;

        for (size_t x = 0; x < ECO_MC_MEASURES && total != ECO_MC_NONE; x++) {
            const eco_mc_strength one = {v + x, ECO_MC_MEASURES, 1};
            float share;

            eco_mc_parts_expected(parts, r->one_case, &one, desk, &share);
            sums[total * (size_t)ECO_MC_MEASURES + x] +=
                (double)r->area_cm2 / 1e4 *
                w->maps[w->total_maps[total]].ratio * (double)share;
        }
    }
}

eco_status eco_mc_expected(eco_ctx *ctx, const eco_mc_world *w,
                           const double *values, double *sums)
{
    eco_mc_parts parts = {0};
    eco_mc_desk desk = {0};
    float *v = NULL;
    eco_status st = eco_mc_check(w, NULL);

    if (st)
        return eco_fail(ctx, st, "a reference to what is not there");
    for (size_t i = 0; i < w->ntotals * ECO_MC_MEASURES; i++)
        sums[i] = 0;
    v = eco_mem_array((w->nclasses + 1) * ECO_MC_MEASURES, sizeof *v);
    st = v ? eco_mc_parts_make(w, &parts) : ECO_NOMEM;
    if (!st)
        st = eco_mc_desk_make(parts.most, &desk);
    for (size_t k = 0; k < w->nclasses && !st; k++) {
        double of[ECO_MC_MEASURES];

        eco_mc_class_values(w, values, k, of);
        for (size_t x = 0; x < ECO_MC_MEASURES; x++)
            v[k * ECO_MC_MEASURES + x] = (float)of[x];
    }
    if (!st)
        add_up(w, &parts, v, &desk, sums);
    eco_mc_desk_clear(&desk);
    eco_mc_parts_clear(&parts);
    eco_mem_free(v);
    return st ? eco_nomem(ctx) : ECO_OK;
}
