/* How well intervals hold the truth, over many made-up worlds. */
#ifndef ECO_VALIDATE_WORLD_STUDY_H
#define ECO_VALIDATE_WORLD_STUDY_H

#include "eco_fail.h"
#include "eco_world.h"

typedef struct eco_world_study {
    int worlds; /* with numbers 0 .. worlds - 1 */
    int truths; /* of each */
    int draws;  /* of the estimate */
    int threads;
} eco_world_study;

typedef struct eco_world_result {
    double coverage[ECO_MC_MEASURES]; /* share of truths within p05..p95 */
    double bias[ECO_MC_MEASURES];     /* (mean estimate - mean truth) / mean
                                         truth, over all worlds; 0 without */
    double bias_se[ECO_MC_MEASURES];  /* its standard error, by worlds */
    size_t not_nested; /* estimates or truths with TOC > ORG or ORG > ILL */
} eco_world_result;

/* ECO_NOMEM, ECO_CANCELLED. The same for any number of threads. */
eco_status eco_world_study_run(eco_ctx *ctx, const eco_world_spec *spec,
                               const eco_world_study *study,
                               eco_world_result *out);

#endif
