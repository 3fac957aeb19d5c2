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

/** Every input row that was refused: file, row, key, reason and the row itself
 * or, where that is sensitive, its SHA-256. As eco_store_describe(). */
ECO_API eco_status eco_store_rejected(eco_ctx *ctx, const char *path, int json,
                                      char **out);

/** Recheck: SQLite integrity, references, R-tree row counts, the checks in
 * layers/check/ (rows that are wrong) and, when asked, the input files.
 *
 * @param root   folder that the stored paths of the input files start from:
 *               that of the assessment file; NULL: inputs are not read
 * @param found  [out] problems, errors first; the caller clears it
 * @return ECO_OK; ECO_FOUND when there is an error among the findings;
 *         ECO_NOTFOUND, ECO_IO, ECO_FORMAT when it is not a store at all
 */
ECO_API eco_status eco_store_verify(eco_ctx *ctx, const char *path,
                                    const char *root, eco_findings *found);

ECO_API void eco_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
