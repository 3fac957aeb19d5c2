/** @file scope.h  What may be claimed where, before anything heavy runs. */
#ifndef ECOCRIME_SCOPE_H
#define ECOCRIME_SCOPE_H

#include <ecocrime/ctx.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eco_scope_options {
    const char *assessment; /**< YAML file; required */
    const char *store;      /**< of an earlier run of it; NULL: none */
    const char *scores; /**< CSV: area,domain,criterion,score,reason; NULL */
    const char
        *concept_name;  /**< of layers/scope/concepts.csv; NULL: as-told */
    const char *output; /**< folder for scope.csv, scores.csv, scope.md; NULL */
    const char *layers; /**< folder that overrides layers/; NULL: none */
    int json;           /**< the text is one JSON document */
} eco_scope_options;

/**
 * Readiness of each area and crime domain of an assessment by nine criteria,
 * each scored 0, 0.5 or 1 from what the inputs hold or from what the user
 * tells; the class of coverage that follows; and how wide the estimate of
 * organized crime would be. Files are opened, rasters are not read. What is not
 * known scores 0, and the reason says so.
 *
 * Areas are the zones of scope.area, else of the first zones dataset (with a
 * store: the first of its sets without overlaps); the whole scope where it is a
 * box. OUTPUT/scores.csv has the form that `scores` is read in.
 *
 * @param text  [out] a table, or JSON; the caller frees it with eco_text_free()
 * @return ECO_OK; ECO_USAGE when the assessment, the scores or the name of the
 *         concept are not valid, with FILE:LINE; others with the file named
 *
 * Memory: O(areas x domains + largest zone).
 */
ECO_API eco_status eco_scope(eco_ctx *ctx, const eco_scope_options *options,
                             char **text);

ECO_API void eco_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
