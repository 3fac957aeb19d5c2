/* What an interrupted pass leaves behind, for the same job to go on from: the
 * bands that are done and their sums. Sums are integers, so a pass in two parts
 * gives the bytes of one. */
#ifndef ECO_TABULATE_KEPT_H
#define ECO_TABULATE_KEPT_H

#include "eco_str.h"
#include "eco_worker.h"

typedef struct eco_kept {
    unsigned char *done; /* per band; NULL: nothing is kept */
} eco_kept;

/* What determines the sums, but for the polygons, as text: the program's
 * version, grid, bands, layers with their legends, tables; of files name, size,
 * times and inode, as they are before the pass. Threads and decoders are not in
 * it. */
eco_status eco_kept_about(eco_ctx *ctx, const eco_job *job,
                          const eco_plan *plan, eco_str *out);

/* SHA-256 of that, of zones and evidence: only when it is needed, as it takes a
 * twentieth of a short pass. */
eco_status eco_kept_identity(eco_ctx *ctx, const eco_job *job,
                             const eco_str *about, char hex[65]);

/* job->state when it is of this identity: its sums to `out`. Nothing, and a
 * message to the log, when it is of another job or damaged. */
eco_status eco_kept_load(eco_ctx *ctx, const eco_job *job, const eco_str *about,
                         const eco_plan *plan, eco_kept *kept, eco_result *out);
eco_status eco_kept_save(eco_ctx *ctx, const char *path, const char *identity,
                         const eco_plan *plan, const eco_kept *kept,
                         const eco_result *sums);
void eco_kept_clear(eco_kept *kept);

#endif
