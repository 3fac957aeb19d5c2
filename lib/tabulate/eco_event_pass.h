/* The pass over what links reach, for patches that they cover whole. */
#ifndef ECO_TABULATE_EVENT_PASS_H
#define ECO_TABULATE_EVENT_PASS_H

#include "eco_collect.h"

/* What changes in the sums of the pass before, in which links cover cells
 * alone: rows to be added, some of them negative, that add up to nothing. No
 * tally when nothing changes. Reads the bands that links with patches reach,
 * and as far as patches go on from there; then the rows of those patches.
 * Memory: O(runs of events there). */
eco_status eco_event_pass(eco_ctx *ctx, const eco_job *job,
                          const eco_plan *plan, eco_result *out);

#endif
