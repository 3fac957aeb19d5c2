/* Puts together what workers counted. */
#ifndef ECO_TABULATE_COLLECT_H
#define ECO_TABULATE_COLLECT_H

#include "eco_worker.h"

/* One worker's counts to `out`; the first's become its own. */
eco_status eco_collect_worker(eco_ctx *ctx, eco_worker *w, eco_result *out);

/* Sums of `from` to those of `out`, which has some; sets by content. */
eco_status eco_collect_result(eco_ctx *ctx, const eco_result *from,
                              eco_result *out);

/* Evidence sets are numbered by which worker met them first: number them by
 * content instead. */
eco_status eco_collect_renumber(eco_ctx *ctx, eco_result *out, size_t nvalues);

/* Zones' parts off the grid, once all bands are in. */
eco_status eco_collect_outside(eco_ctx *ctx, const eco_job *job,
                               const eco_plan *plan, eco_result *out);

#endif
