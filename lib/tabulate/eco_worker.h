/* What one thread does with one band of rows. */
#ifndef ECO_TABULATE_WORKER_H
#define ECO_TABULATE_WORKER_H

#include "eco_engine.h"
#include "eco_event_book.h"
#include "eco_fragments.h"

/* Shared by all workers, read only. */
typedef struct eco_plan {
    const eco_stack *stack;
    eco_cover *zones, *evidence; /* evidence: NULL when there is none */
    const eco_faces *faces;      /* what the evidence's items stand for */
    int band_rows, band0;        /* band 0 begins at row band0 <= 0 */
    int nbands;
    eco_chunks chunks;
    int area_bits, value_area_bits;
    size_t *values; /* layers that hold values */
    size_t nvalues;
    const eco_event_index *followed; /* NULL; else nothing is counted but what
                                        these patches book from set to set */
} eco_plan;

typedef struct eco_worker eco_worker;

eco_status eco_worker_create(eco_ctx *ctx, const eco_plan *plan,
                             eco_worker **out);
void eco_worker_destroy(eco_worker *w);
eco_status eco_worker_band(eco_ctx *ctx, eco_worker *w, int band);
eco_status eco_worker_finish(eco_ctx *ctx, eco_worker *w); /* all bands done */

/* What was counted, now the caller's, after eco_worker_finish. */
void eco_worker_take(eco_worker *w, eco_tally **tally, eco_sets **sets);
int64_t eco_worker_rows(const eco_worker *w);
int64_t eco_worker_bytes(const eco_worker *w); /* samples decoded */

#endif
