/* Facts and indicators: the SQL files of layers/, run over the tally.
 *
 * A file in layers/fact/ is a script that fills tables of facts; 000_empty.sql
 * empties them first. A file in layers/indicator/ is one SELECT under a head
 * comment:
 *
 *   -- indicator: 15.1.1             code of the framework, or a name of ours
 *   -- title: Forest area as a proportion of total land area
 *   -- official: ...                 title in the framework; absent: `title`
 *   -- tier: I                       with numbers as code only, as are
 *   -- custodian: FAO                official and custodian
 *   -- class: indicator|proxy        of indicator, component, proxy, context
 *   -- inputs: biomass, land-cover|forest-loss-year
 *   -- formula: ...
 *   -- method: ...
 *   -- source: ...
 *   -- caveat: ...
 *   -- verified: 2024-11-30          or unverified
 *   -- series: AG_LND_FRST; unit PT; percent of land; main
 *   -- series: AG_LND_FRSTN; unit HA; hectares of forest; class component
 *
 * A series whose years must not be added up (a state such as a number of
 * people; shares and rates are anyway) says "; level".
 *
 * inputs are kinds of dataset, parameters, or tables and views that need a row:
 * all between ',', one of those between '|'. An indicator that lacks one has a
 * row in indicator_skipped instead of values. A series has the classes of the
 * head unless it names its own; a value must have one of them.
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
 * layers/indicator/ whose code is in `codes`, or indicator_skipped; the facts
 * are there. In the caller's transaction. ECO_FORMAT names file and key, column
 * or row; ECO_NOTFOUND a code without a file; ECO_CANCELLED. */
eco_status eco_indicator_run(eco_ctx *ctx, eco_store *store,
                             const char *const *codes, size_t n);

/* Codes of all indicator files, sorted, each once; NULL ends. The caller frees
 * the list with eco_indicator_codes_free. ECO_FORMAT when a head comment lacks
 * a key. */
eco_status eco_indicator_codes(eco_ctx *ctx, const char *const **out);
void eco_indicator_codes_free(const char *const *codes);

#endif
