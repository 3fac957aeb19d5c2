/* Facts and indicators: the SQL files of layers/, run over the tally.
 *
 * A file in layers/fact/ is a script that fills tables of facts; 000_empty.sql
 * empties them first. A file in layers/indicator/ is one SELECT under a head
 * comment:
 *
 *   -- indicator: 15.1.1
 *   -- title: Forest area as a proportion of total land area
 *   -- formula: ...
 *   -- method: ...
 *   -- source: ...
 *   -- caveat: ...
 *   -- series: AG_LND_FRST; unit PT; percent of land; main
 *   -- series: AG_LND_FRSTN; unit HA; hectares of forest
 *
 * Its columns go by name. Required: zone_id, year, series (one of the head),
 * class, value, obs_status, dataset. Optional: measure (DEG), scenario
 * (central), low, high, note. */
#ifndef ECO_INDICATOR_INDICATOR_H
#define ECO_INDICATOR_INDICATOR_H

#include "eco_store.h"

/* Empty and refill the facts from layers/fact/. In the caller's transaction. */
eco_status eco_indicator_facts(eco_ctx *ctx, eco_store *store);

/* Empty and refill indicator and indicator_value from the files in
 * layers/indicator/ whose code is in `codes`; the facts are there. In the
 * caller's transaction. ECO_FORMAT names file and key, column or row;
 * ECO_NOTFOUND a code without a file; ECO_CANCELLED. */
eco_status eco_indicator_run(eco_ctx *ctx, eco_store *store,
                             const char *const *codes, size_t n);

/* Codes of all indicator files, sorted, each once; NULL ends. The caller frees
 * the list with eco_indicator_codes_free. ECO_FORMAT when a head comment lacks
 * a key. */
eco_status eco_indicator_codes(eco_ctx *ctx, const char *const **out);
void eco_indicator_codes_free(const char *const *codes);

#endif
