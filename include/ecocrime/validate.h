/** @file validate.h  How far the attribution of a store can be trusted. */
#ifndef ECOCRIME_VALIDATE_H
#define ECOCRIME_VALIDATE_H

#include <ecocrime/ctx.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct eco_validate_options {
    const char *store;
    const char *layers; /**< folder that overrides layers/; NULL: none */
    int worlds;         /**< made-up worlds of each kind, 2 or more */
    int shifts;         /**< of the negative control, 19 or more */
    int threads;        /**< below 1: all cores */
    uint64_t seed;
} eco_validate_options;

/**
 * Made-up worlds with the values of the store's rules (bias, how often the 90
 * percent interval holds the truth, and that wrong assumptions show), hold-out
 * of one in five decided cases and permits (Brier score, reliability by
 * tenths), negative controls (dates five years off, domains swapped, places
 * shifted), and whether there is evidence enough. Into the tables validation
 * and validation_decile; the store is replaced at once or left as it was.
 *
 * @param report  [out] a page of text; the caller frees it with eco_text_free()
 * @param passed  [out] no judged figure is out of its limits
 * @return ECO_OK; ECO_USAGE for options out of range; ECO_NOTFOUND, ECO_IO,
 *         ECO_FORMAT, ECO_BUSY for the store; ECO_NOMEM; ECO_CANCELLED
 *
 * Memory: O(evidence sets + zones). The same for any number of threads.
 */
ECO_API eco_status eco_validate(eco_ctx *ctx,
                                const eco_validate_options *options,
                                char **report, bool *passed);

#ifdef __cplusplus
}
#endif
#endif
