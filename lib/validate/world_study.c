#include "eco_world_study.h"

#include <math.h>

struct sums {
    double estimate[ECO_MC_MEASURES], truth[ECO_MC_MEASURES];
    double square[ECO_MC_MEASURES]; /* of what a world is off by */
    size_t held[ECO_MC_MEASURES], n, not_nested;
};

static bool nested(const double v[ECO_MC_MEASURES])
{
    return v[ECO_MC_TOC] <= v[ECO_MC_ORG] && v[ECO_MC_ORG] <= v[ECO_MC_ILL];
}

static eco_status compare(const eco_world *world, int ntruths,
                          const eco_interval *estimate, struct sums *sums)
{
    double off[ECO_MC_MEASURES] = {0};
    eco_status st = ECO_OK;

    for (int t = 0; t < ntruths && !st; t++) {
        double truth[ECO_MC_MEASURES];

        st = eco_world_truth(world, (uint64_t)t, truth);
        if (st)
            break;
        sums->n++;
        sums->not_nested += !nested(truth);
        for (int m = 0; m < ECO_MC_MEASURES; m++) {
            sums->held[m] +=
                truth[m] >= estimate[m].p05 && truth[m] <= estimate[m].p95;
            sums->truth[m] += truth[m];
            sums->estimate[m] += estimate[m].mean;
            off[m] += estimate[m].mean - truth[m];
        }
    }
    for (int m = 0; m < ECO_MC_MEASURES; m++)
        sums->square[m] += off[m] * off[m];
    return st;
}

static eco_status one_world(eco_ctx *ctx, const eco_world_spec *spec,
                            const eco_world_study *study, struct sums *sums)
{
    const eco_mc_options options = {.seed = spec->seed ^ spec->number,
                                    .draws = study->draws,
                                    .threads = study->threads};
    eco_interval intervals[2 * ECO_MC_MEASURES]; /* the year, the period */
    eco_world world;
    eco_status st = eco_world_make(spec, &world);

    if (st)
        return st == ECO_NOMEM
                   ? eco_nomem(ctx)
                   : eco_fail(ctx, st,
                              "a made-up world of %d items in %d cells "
                              "cannot be",
                              spec->nitems, spec->side);
    st = eco_mc_run(ctx, &world.mc, &options, intervals, NULL, NULL);
    if (!st) {
        const double means[ECO_MC_MEASURES] = {
            intervals[0].mean, intervals[1].mean, intervals[2].mean};

        sums->not_nested += !nested(means);
        st = compare(&world, study->truths, intervals, sums);
    }
    eco_world_clear(&world);
    return st;
}

eco_status eco_world_study_run(eco_ctx *ctx, const eco_world_spec *spec,
                               const eco_world_study *study,
                               eco_world_result *out)
{
    struct sums sums = {0};
    eco_world_spec one = *spec;
    eco_status st = ECO_OK;

    *out = (eco_world_result){0};
    for (int i = 0; i < study->worlds && !st; i++) {
        one.number = (uint64_t)i;
        st = eco_progress(ctx, (double)i / study->worlds, "made-up worlds");
        if (!st)
            st = one_world(ctx, &one, study, &sums);
    }
    if (st || !sums.n)
        return st;
    out->not_nested = sums.not_nested;
    for (int m = 0; m < ECO_MC_MEASURES; m++) {
        out->coverage[m] = (double)sums.held[m] / (double)sums.n;
        if (!(sums.truth[m] > 0))
            continue;
        out->bias[m] = (sums.estimate[m] - sums.truth[m]) / sums.truth[m];
        out->bias_se[m] = sqrt(sums.square[m]) / sums.truth[m];
    }
    return ECO_OK;
}
