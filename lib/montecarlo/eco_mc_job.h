/* What a run of draws holds while it works. */
#ifndef ECO_MONTECARLO_JOB_H
#define ECO_MONTECARLO_JOB_H

#include "eco_montecarlo.h"

#include <stdbool.h>

enum {
    ECO_MC_BLOCK = 64,  /* draws that are done at once */
    ECO_MC_PATCHES = 8, /* patches that are drawn one by one */
    ECO_MC_KINDS = 4    /* totals: all, and location, strength, patch held */
};

/* Members of a case as far as what is expected is concerned: of places that
 * stand for one class, those of a class are one part of their own; of others
 * each class is a part, all of them in the group of the first. */
typedef struct eco_mc_part {
    uint32_t group; /* its first part, counted within the case */
    uint32_t klass;
    double m;
} eco_mc_part;

typedef struct eco_mc_parts {
    eco_mc_part *items;
    size_t n, cap;
    eco_mc_case *cases; /* as in the world, of parts */
    bool *plain;        /* of a case: no two parts in one group */
    size_t most;        /* of a case */
} eco_mc_parts;

eco_status eco_mc_parts_make(const eco_mc_world *world, eco_mc_parts *out);
void eco_mc_parts_clear(eco_mc_parts *parts);

/* A place to work out what is expected of a case: `most` each. */
typedef struct eco_mc_desk {
    uint32_t *order;
    float *value, *covered;
} eco_mc_desk;

eco_status eco_mc_desk_make(size_t most, eco_mc_desk *desk);
void eco_mc_desk_clear(eco_mc_desk *desk);

/* Values of classes in some draws: of a class k in draw d, v[k * stride + d].
 */
typedef struct eco_mc_strength {
    const float *v;
    size_t stride, ndraws;
} eco_mc_strength;

/* E[max of v over the parts of a case that cover] into out[draw]. */
void eco_mc_parts_expected(const eco_mc_parts *parts, uint32_t one_case,
                           const eco_mc_strength *strength, eco_mc_desk *desk,
                           float *out);

/* Of a class and measure, from values[nvalues] (stride 1). */
void eco_mc_class_values(const eco_mc_world *world, const double *values,
                         size_t klass, double out[ECO_MC_MEASURES]);

/* v[(class * 3 + measure) * stride + draw], what is beyond the draws stays as
 * it is; central: [class * 3 + measure]. */
eco_status eco_mc_strengths(const eco_mc_world *world,
                            const eco_mc_options *options, size_t stride,
                            float *v, float *central);

eco_status eco_mc_check(const eco_mc_world *world,
                        const eco_mc_options *options);

/* Of one thread. */
typedef struct eco_mc_worker {
    float *u;        /* nplaces * ECO_MC_BLOCK, filled when asked for */
    uint32_t *stamp; /* nplaces: the task that filled it */
    eco_mc_desk desk;
    double *draws; /* of one output */
} eco_mc_worker;

typedef struct eco_mc_job {
    const eco_mc_world *world;
    const eco_mc_options *options;
    size_t ndraws, stride; /* stride: whole blocks, what is over is not read */
    eco_mc_parts parts;
    float *v, *central;
    uint64_t *place_keys;
    double *ratio;   /* nmaps * ndraws */
    int64_t *totals; /* [total][kind][measure][stride], cm2 */
    eco_mc_worker *workers;
    int nworkers;
    /* the zones at work */
    size_t first_zone, end_zone, first_output, noutputs;
    int64_t *sums; /* [output - first_output][measure][stride], cm2 */
    uint32_t tasks_before;
    eco_interval *intervals;
    double *draws_out;
} eco_mc_job;

static inline int64_t *eco_mc_total_at(const eco_mc_job *job, size_t total,
                                       int kind, int measure)
{
    return job->totals +
           ((total * ECO_MC_KINDS + (size_t)kind) * ECO_MC_MEASURES +
            (size_t)measure) *
               job->stride;
}

/* The rows of the zones at work in one block of draws. */
void eco_mc_block(eco_mc_job *job, eco_mc_worker *worker, size_t block);

#endif
