/* What a run holds while it works. */
#ifndef ECO_RUN_JOB_H
#define ECO_RUN_JOB_H

#include "eco_assessment.h"
#include "eco_engine.h"
#include "eco_run_rules.h"
#include "eco_shapes.h"
#include "eco_store.h"
#include "eco_tiers.h"

/* What a layer of the stack stands for. */
typedef struct eco_meaning {
    const eco_dataset_spec *spec;
} eco_meaning;

/* What a table of the stack stands for. */
typedef struct eco_theme {
    const char *theme;            /* as in the table combination */
    const eco_dataset_spec *spec; /* NULL: total */
    int year;                     /* series tables */
    const char *const *parts;     /* names of the digits; NULL: put into words
                                     by the theme */
} eco_theme;

typedef struct eco_run_job {
    const eco_assessment *assessment;
    eco_store *store;
    eco_stack stack;
    eco_meaning *layers;         /* per layer */
    eco_theme *themes;           /* per table */
    eco_polyset zones, evidence; /* evidence: item i is that of shape i */
    eco_shapes shapes;           /* whose they are; without their polygons */
    eco_faces faces;             /* of the evidence */
    eco_link *link_items;        /* per shape */
    eco_event_table *events;     /* per table of the stack */
    eco_links links;             /* of the evidence, to those events */
    eco_result result;
    eco_rules *rules;
    int threads;
    const char *state; /* file of an interrupted pass; borrowed */
} eco_run_job;

/* A band as classes of its own legend, or of one that is told. */
typedef struct eco_run_band {
    const eco_dataset_spec *spec;
    size_t band;
    const eco_legend_entry *legend; /* NULL: that of the dataset */
    size_t nlegend;
    bool plain; /* no least patch */
} eco_run_band;
eco_status eco_run_layer(eco_ctx *ctx, eco_run_job *job, const eco_run_band *b,
                         size_t *layer);
/* The legend in other words; NULL leaves an entry out, so that its values are
 * unlisted. `role`: of the entry, may be changed; words are borrowed. */
typedef const char *eco_run_word(const eco_legend_entry *e, char **role);
eco_status eco_run_recoded(eco_ctx *ctx, eco_run_job *job,
                           const eco_run_band *b, eco_run_word *word,
                           size_t *layer);
void eco_run_theme(eco_run_job *job, const eco_theme *theme); /* last table */

/* Tables of SDG 15.3.1 and 6.6.1: classes of several rasters that meet. After
 * the layers of all datasets. */
eco_status eco_run_land(eco_ctx *ctx, eco_run_job *job);
eco_status eco_run_water(eco_ctx *ctx, eco_run_job *job);
/* Years and climate to the table parameter. */
eco_status eco_run_land_parameters(eco_ctx *ctx, const eco_run_job *job);
/* The rules of layers/rules that SDG 15.3.1 goes by, emptied and filled anew.
 * ECO_FORMAT names file and row, or what no row is about. In the caller's
 * transaction. */
eco_status eco_run_land_rules(eco_ctx *ctx, eco_store *store);

/* A mask of mountains where SDG 15.4.2 is asked for and there is elevation: a
 * file in `folder`, and one dataset more in `a`. Before anything is read. */
eco_status eco_run_mountains(eco_ctx *ctx, eco_assessment *a,
                             const char *folder);
/* Tables of SDG 15.4.2, and years to the table parameter. */
eco_status eco_run_mountain(eco_ctx *ctx, eco_run_job *job);
eco_status eco_run_mountain_parameters(eco_ctx *ctx, const eco_run_job *job);

/* Layers and tables from the raster datasets; false in *any when there is no
 * raster. */
eco_status eco_run_stack(eco_ctx *ctx, eco_run_job *job, bool *any);

/* Incidents of the store that have a date, a domain and a place become
 * evidence; the lineage says how many do not, and why. Before the scope is
 * applied: a link reaches in from outside of it. */
eco_status eco_run_located(eco_ctx *ctx, eco_store *store);
/* Again, after files were read: what no set of the tally holds is made anew. */
eco_status eco_run_located_again(eco_ctx *ctx, eco_store *store);

/* The evidence of the store as shapes in the pixel space of the stack's grid,
 * in job->evidence and job->shapes. */
eco_status eco_run_shapes(eco_ctx *ctx, eco_run_job *job, eco_to_grid *g);

/* What of the stack's tables is an event and which shapes follow its patches,
 * in job->links; *any: some do. After the shapes. */
eco_status eco_run_links(eco_ctx *ctx, eco_run_job *job, bool *any);
void eco_run_links_clear(eco_run_job *job);

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

/* Reports of one event get the same cluster_id, and so does evidence. */
eco_status eco_run_clusters(eco_ctx *ctx, eco_store *store);

/* Assumed: how near reports of one event are (parameters cluster.*). */
#define ECO_CLUSTER_DISTANCE_M 5000.0
#define ECO_CLUSTER_DAYS       3

/* A line of the lineage; _set: the line of a step that may be done again. */
eco_status eco_run_lineage_set(eco_ctx *ctx, eco_store *store, const char *step,
                               const char *output, const char *what);
eco_status eco_run_lineage(eco_ctx *ctx, eco_store *store, const char *step,
                           const char *output, const char *what);

/* How often to draw; of the parameters montecarlo.* those that are told are
 * set, others stay or get their defaults. */
typedef struct eco_run_draw {
    int draws; /* 0: none; -1: not told */
    int seed;  /* from 0; -1: not told */
} eco_run_draw;

/* Tiers, attribution, indicators and layers of a store that was changed;
 * transaction of its own. rules: "default", a file, or NULL for those that the
 * store has; draw: NULL, draws as the store has them. */
eco_status eco_run_recompute(eco_ctx *ctx, eco_store *store, const char *rules,
                             const eco_run_draw *draw);

/* A tier, a rule and a reason for each piece of evidence; then the pieces by
 * tier, "T1 3, none 4". */
eco_status eco_run_grade(eco_ctx *ctx, eco_store *store,
                         const eco_rules *rules);
eco_status eco_run_tier_counts(eco_ctx *ctx, eco_store *store, eco_str *out);
/* The same, told in the lineage. */
eco_status eco_run_grade_told(eco_ctx *ctx, eco_store *store,
                              const eco_rules *rules);

/* What evidence is worth by the rules, into tier_value and parameter. */
eco_status eco_run_values(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules);
/* The tables of attribution anew, from degradation and the sets of evidence. In
 * the caller's transaction, after the facts and before the indicators. */
eco_status eco_run_attribution(eco_ctx *ctx, eco_store *store,
                               const eco_rules *rules);

/* What samples and borrowed figures say of the maps, into map_accuracy; after
 * the facts, whose areas weigh the samples. In the caller's transaction. */
eco_status eco_run_accuracy(eco_ctx *ctx, eco_store *store);
/* Intervals of attribution, shares of variance and the sensitivity to
 * parameters, anew; after eco_run_attribution(). threads: 0 for one a core; no
 * digit hangs on it. In the caller's transaction. */
eco_status eco_run_draws(eco_ctx *ctx, eco_store *store, const eco_rules *rules,
                         const eco_run_draw *draws, int threads);

/* Attributed sites, and the people of the zones, all and near the sites, into
 * attributed_site, people and people_near. In the caller's transaction. */
eco_status eco_run_people(eco_ctx *ctx, const eco_run_job *job);
/* Again, where no raster can be read: when the sites have changed, people near
 * the old ones go, and the lineage says so. */
eco_status eco_run_people_again(eco_ctx *ctx, eco_store *store);

/* Gold and mercury by zone and year, once the mined area is attributed. In the
 * caller's transaction. */
eco_status eco_run_mercury(eco_ctx *ctx, eco_store *store);

void eco_run_job_clear(eco_run_job *job);

#endif
