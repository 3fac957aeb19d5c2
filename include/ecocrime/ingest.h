/** @file ingest.h  Incidents into a store that a run wrote. */
#ifndef ECOCRIME_INGEST_H
#define ECOCRIME_INGEST_H

#include <ecocrime/ctx.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eco_ingest_options {
    const char *store;   /**< that a run wrote; required */
    const char *file;    /**< table or layer of incidents; required */
    const char *mapping; /**< mapping file; required */
    const char *dataset; /**< id; NULL: the name of the mapping */
    const char *title, *licence, *citation, *origin; /**< of a new dataset */
    const char *legal_basis; /**< for personal columns; NULL: none is kept */
    int sensitivity;         /**< 0 to 3; of a new dataset */
    const char *inputs;      /**< folder that paths in the store are relative
                                  to: that of its assessment; NULL: "." */
} eco_ingest_options;

/**
 * Read a file of incidents, for the first time or again: rows that are as they
 * were stay, new ones are added, changed ones supersede what was said of the
 * same key (table incident_superseded), and refusals of the same file are told
 * anew. Clusters, indicators and layers follow; the tally, which rests on
 * rasters, does not: evidence in it is that of the run. The store is replaced
 * at once or left as it was.
 *
 * @param what  [out] one line, as in the lineage; the caller frees it with
 *              eco_text_free(); NULL when not wanted
 * @return ECO_OK; ECO_USAGE for an option or mapping that is not valid; others
 *         with the file, row or key in the message
 */
ECO_API eco_status eco_ingest_file(eco_ctx *ctx,
                                   const eco_ingest_options *options,
                                   char **what);

#ifdef __cplusplus
}
#endif
#endif
