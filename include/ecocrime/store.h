/** @file store.h  The SpatiaLite database of one assessment. */
#ifndef ECOCRIME_STORE_H
#define ECOCRIME_STORE_H

#include <ecocrime/findings.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is inside, as text (`json` == 0) or one JSON document: assessment,
 * datasets with licence and checksum, zone sets, layers, rejected rows
 * counted. The caller frees it with eco_text_free(). */
ECO_API eco_status eco_store_describe(eco_ctx *ctx, const char *path, int json,
                                      char **out);

/** Recheck: SQLite integrity, R-tree row counts, the checks in layers/check/
 * (rows that are wrong), and with `inputs` the SHA-256 of every input file.
 * @return ECO_OK or ECO_FOUND with the findings */
ECO_API eco_status eco_store_verify(eco_ctx *ctx, const char *path, int inputs,
                                    eco_findings *found);

ECO_API void eco_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
