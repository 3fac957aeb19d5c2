/* Facts and indicators: the SQL files of layers/, run over the tally. */
#ifndef ECO_INDICATOR_INDICATOR_H
#define ECO_INDICATOR_INDICATOR_H

#include "eco_store.h"

/* Empty and refill degradation from layers/fact/, then indicator and
 * indicator_value from the files in layers/indicator/ whose code is in
 * `codes` (a file's head comment is its metadata). */
eco_status eco_indicator_run(eco_ctx *ctx, eco_store *store,
                             const char *const *codes, size_t n);

/* Codes of all indicator files, sorted; NULL ends. Borrowed. ECO_FORMAT when a
 * head comment lacks a key. */
eco_status eco_indicator_codes(eco_ctx *ctx, const char *const **out);

#endif
