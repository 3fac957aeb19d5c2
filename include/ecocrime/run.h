/** @file run.h  The main job: assessment in, store and project out. */
#ifndef ECOCRIME_RUN_H
#define ECOCRIME_RUN_H

#include <ecocrime/ctx.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eco_run_options {
    const char *assessment; /**< YAML file; required */
    const char *output;     /**< folder; NULL: the current one */
    int threads;            /**< workers; 0: one a core */
    const char *layers;     /**< folder that overrides layers/; NULL: none */
} eco_run_options;

/**
 * Ingest, tabulate, attribute, indicators, publish. Writes OUTPUT/ID.sqlite,
 * OUTPUT/ID.qgz and OUTPUT/tables/ as `publish` asks; each is whole or as it
 * was before: the store is built under a temporary name and renamed. When the
 * progress callback stops the pass over the rasters, OUTPUT/ID.resume keeps
 * what was counted, and the same call goes on from there.
 *
 * @param summary  [out] one page of text; the caller frees it with
 *                 eco_text_free(); NULL when not wanted
 * @return ECO_OK; ECO_USAGE when the assessment is not valid; others with the
 *         file, row or key in the message
 */
ECO_API eco_status eco_run(eco_ctx *ctx, const eco_run_options *options,
                           char **summary);

/** Recompute facts, attribution, indicators and layers of a store from its
 * tally; no raster is read. The store is replaced at once or left as it was. */
ECO_API eco_status eco_run_indicators(eco_ctx *ctx, const char *store,
                                      const char *layers);

typedef struct eco_attribute_options {
    const char *rules;  /**< file; "default" for rules/tiers.yaml of the layers
                         * in force; NULL for the rules that the store has */
    const char *layers; /**< folder that overrides layers/; NULL: none */
    int draws;          /**< how often to draw how far areas may be off; 0: no
                         * intervals; -1: as the store has it */
    int seed;           /**< of the draws; -1: as the store has it */
} eco_attribute_options;

/** Grade the evidence of a store by a file of rules, attribute its degradation,
 * draw how far that may be off, and recompute indicators and layers; no raster
 * is read. The store is replaced at once or left as it was. Draws do not depend
 * on the number of threads.
 *
 * @param summary  [out] a table of hectares by zone set and type; the caller
 *                 frees it with eco_text_free()
 * @return ECO_OK; ECO_USAGE with FILE:LINE when the rules are not valid; or
 * draws not 0 or from 2 to 100 000; others as for a run
 */
ECO_API eco_status eco_run_attribute(eco_ctx *ctx, const char *store,
                                     const eco_attribute_options *options,
                                     char **summary);

/** Write the project, tables of an existing store into a folder. */
ECO_API eco_status eco_run_publish(eco_ctx *ctx, const char *store,
                                   const char *output, const char *audience);

ECO_API void eco_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
