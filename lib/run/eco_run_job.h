/* What a run holds while it works. */
#ifndef ECO_RUN_JOB_H
#define ECO_RUN_JOB_H

#include "eco_assessment.h"
#include "eco_engine.h"
#include "eco_store.h"

/* What a layer of the stack stands for. */
typedef struct eco_meaning {
    const eco_dataset_spec *spec;
} eco_meaning;

/* What a table of the stack stands for. */
typedef struct eco_theme {
    const char *theme;            /* as in the table combination */
    const eco_dataset_spec *spec; /* NULL: total */
    int year;                     /* series tables */
} eco_theme;

typedef struct eco_run_job {
    const eco_assessment *assessment;
    eco_store *store;
    eco_stack stack;
    eco_meaning *layers; /* per layer */
    eco_theme *themes;   /* per table */
    eco_polyset zones, evidence;
    eco_faces faces; /* of the evidence */
    eco_result result;
    int threads;
    const char *state; /* file of an interrupted pass; borrowed */
} eco_run_job;

/* Layers and tables from the raster datasets; false in *any when there is no
 * raster. */
eco_status eco_run_stack(eco_ctx *ctx, eco_run_job *job, bool *any);

/* Zones and evidence of the store in the pixel space of the stack's grid. */
eco_status eco_run_polygons(eco_ctx *ctx, eco_run_job *job);

/* The result into combination, evidence_set, tally, tally_value. */
eco_status eco_run_tally(eco_ctx *ctx, eco_run_job *job);

/* The vocabularies, emptied and filled anew. In the caller's transaction. */
eco_status eco_run_vocabulary(eco_ctx *ctx, eco_store *store);

/* What lies outside the scope goes; _again: the incidents that were read into a
 * store whose run had a scope. In the caller's transaction, as the next. */
eco_status eco_run_scope(eco_ctx *ctx, const eco_run_job *job);
eco_status eco_run_scope_again(eco_ctx *ctx, eco_store *store);

/* All that follows from what was read, but for what rasters tell. */
eco_status eco_run_derive(eco_ctx *ctx, eco_store *store);
/* Reports of one event get the same cluster_id. */
eco_status eco_run_clusters(eco_ctx *ctx, eco_store *store);

/* Assumed: how near reports of one event are (parameters cluster.*). */
#define ECO_CLUSTER_DISTANCE_M 5000.0
#define ECO_CLUSTER_DAYS       3

/* A line of the lineage; _set: the line of a step that may be done again. */
eco_status eco_run_lineage_set(eco_ctx *ctx, eco_store *store, const char *step,
                               const char *output, const char *what);
eco_status eco_run_lineage(eco_ctx *ctx, eco_store *store, const char *step,
                           const char *output, const char *what);

/* Indicators and layers of a store that was changed; transaction of its own. */
eco_status eco_run_recompute(eco_ctx *ctx, eco_store *store);

void eco_run_job_clear(eco_run_job *job);

#endif
