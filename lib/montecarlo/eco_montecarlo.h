/* How far attributed areas may be off: many draws of where evidence lay, what
 * it is worth, which patches it is true of and how the map errs. */
#ifndef ECO_MONTECARLO_MONTECARLO_H
#define ECO_MONTECARLO_MONTECARLO_H

#include "eco_fail.h"
#include "eco_intervals.h"
#include "eco_pert.h"

#include <stddef.h>
#include <stdint.h>

typedef enum eco_mc_measure {
    ECO_MC_ILL,
    ECO_MC_ORG,
    ECO_MC_TOC,
    ECO_MC_MEASURES
} eco_mc_measure;

/* What a value is of; FACTOR: what a permit leaves of the evidence. */
typedef enum eco_mc_quantity {
    ECO_MC_ILLEGAL,
    ECO_MC_ORGANIZED,
    ECO_MC_TRANSNATIONAL,
    ECO_MC_FACTOR,
    ECO_MC_QUANTITIES
} eco_mc_quantity;

/* What evidence of a tier is worth. Values of a quantity are drawn together:
 * one z for all tiers (or one a tier: independent). Where a value is bounded by
 * that of a stronger tier of its chain (low, central and high are none above
 * its), it is in no draw above it. */
typedef struct eco_mc_value {
    eco_pert pert;
    eco_mc_quantity quantity;
    int chain; /* values that are compared */
    int tier;  /* 0: the strongest */
} eco_mc_value;

#define ECO_MC_NONE UINT32_MAX

/* Evidence that is worth the same: values of the quantities; factor may be
 * ECO_MC_NONE, for 1. ILL = q f, ORG = q f o, TOC = q f o g. */
typedef struct eco_mc_class {
    uint32_t value[ECO_MC_QUANTITIES];
} eco_mc_class;

/* Evidence that may cover some area: of a place (one location, drawn once for
 * all that stands for it), with probability m. The area is covered in a draw
 * when the place's uniform is at most m: of nested levels, the inner ones are
 * covered whenever the outer ones are. */
typedef struct eco_mc_member {
    uint32_t place, klass;
    double m;
} eco_mc_member;

/* Members that may explain some area. */
typedef struct eco_mc_case {
    uint32_t first, n;
} eco_mc_case;

/* Area of one case, in so many patches of like size that are illegal or not,
 * organized or not, ..., each as a whole. Adds to two outputs. */
typedef struct eco_mc_row {
    uint32_t one_case;
    uint32_t year_output, period_output;
    int64_t area_cm2;
    double patches;    /* less than 1 counts as 1 */
    uint64_t patch_id; /* names the stream of the patches */
} eco_mc_row;

/* Error of the map: the true area is `ratio` of the mapped one. */
typedef struct eco_mc_map {
    uint64_t id;         /* names the stream */
    double ratio, error; /* standard error; 0: taken as it is */
} eco_mc_map;

/* A figure that is asked for. */
typedef struct eco_mc_output {
    uint32_t map;
    uint32_t total; /* that it is added to; ECO_MC_NONE: to none */
} eco_mc_output;

/* Rows and outputs of a zone stand together; rows refer to outputs of their
 * zone only. */
typedef struct eco_mc_zone {
    size_t first_row, nrows, first_output, noutputs;
} eco_mc_zone;

/* Borrowed. Totals are sums of outputs of one map, over zones that do not
 * overlap. */
typedef struct eco_mc_world {
    const eco_mc_value *values;
    const eco_mc_class *classes;
    const uint64_t *places; /* id of each: names its stream */
    const eco_mc_member *members;
    const eco_mc_case *cases;
    const eco_mc_row *rows;
    const eco_mc_map *maps;
    const eco_mc_output *outputs;
    const eco_mc_zone *zones;
    const uint32_t *total_maps; /* map of each total */
    size_t nvalues, nclasses, nplaces, nmembers, ncases, nrows, nmaps, noutputs,
        nzones, ntotals;
} eco_mc_world;

typedef struct eco_mc_options {
    uint64_t seed;
    int draws; /* 2 or more */
    int threads;
    int independent_tiers; /* one z a tier */
} eco_mc_options;

/* What may be held still. */
typedef enum eco_mc_source {
    ECO_MC_ALL, /* nothing is */
    ECO_MC_MAP,
    ECO_MC_LOCATION,
    ECO_MC_STRENGTH,
    ECO_MC_PATCH,
    ECO_MC_SOURCES
} eco_mc_source;

/* A total: what its draws come to, and their standard deviation while one
 * source is held at its central value, the others being as they were. The share
 * of a source is 1 - held^2 / sd^2; shares need not add up to 1. */
typedef struct eco_mc_total {
    eco_interval all;
    double sd_held[ECO_MC_SOURCES];
} eco_mc_total;

/* Draws. m2, all corrected by the drawn error of the map.
 *
 * Patches: of n of them the first 8 at most are drawn one by one with a uniform
 * each that all measures share, so that they are nested in every draw. More
 * than 8 are 8 groups in which a part sqrt(8 / n) is drawn as one and the rest
 * stands at its expected share: mean and variance are those of n.
 *
 * @param intervals  [out] noutputs * 3, measures of an output together
 * @param totals     [out] ntotals * 3; may be NULL when there are none
 * @param draws      [out] noutputs * 3 * draws, in m2, each draw of each
 *                   output; NULL: not wanted
 * @return ECO_OK; ECO_INVALID for values out of order, a reference out of
 *         range, a probability not from 0 to 1; ECO_NOMEM; ECO_CANCELLED
 *
 * Areas add up in whole cm2, so results depend neither on threads nor on the
 * order of rows. Memory: 32 MB for outputs at work, 24 bytes a draw and class,
 * 96 a draw and total, 256 a thread and place. */
eco_status eco_mc_run(eco_ctx *ctx, const eco_mc_world *world,
                      const eco_mc_options *options, eco_interval *intervals,
                      eco_mc_total *totals, double *draws);

/* Expected totals with each value at a given number: values[nvalues], sums
 * [ntotals * 3] in m2, areas times `ratio` of the map. What a run comes to on
 * average when values do not vary. */
eco_status eco_mc_expected(eco_ctx *ctx, const eco_mc_world *world,
                           const double *values, double *sums);

#endif
