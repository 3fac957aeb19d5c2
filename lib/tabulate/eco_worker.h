/* What one thread does with one band of rows. */
#ifndef ECO_TABULATE_WORKER_H
#define ECO_TABULATE_WORKER_H

#include "eco_engine.h"
#include "eco_keys.h"
#include "eco_reader.h"

/* Shared by all workers, read only. */
typedef struct eco_plan {
    const eco_stack *stack;
    eco_cover *zones, *evidence; /* evidence: NULL when there is none */
    const eco_faces *faces;      /* what the evidence's items stand for */
    int band_rows;
    int nbands;
    int area_bits, value_area_bits;
    size_t *values; /* layers that hold values */
    size_t nvalues;
} eco_plan;

typedef struct eco_worker eco_worker;

eco_status eco_worker_create(eco_ctx *ctx, const eco_plan *plan,
                             eco_worker **out);
void eco_worker_destroy(eco_worker *w);
eco_status eco_worker_band(eco_ctx *ctx, eco_worker *w, int band);

eco_tally *eco_worker_tally(eco_worker *w);
eco_sets *eco_worker_sets(eco_worker *w);
int64_t eco_worker_rows(const eco_worker *w);

/* Sums of one zone in one row, per table, before they go to the tally. */
typedef struct eco_scratch eco_scratch;

/* One row as the scratch needs it; arrays start at column col0. */
typedef struct eco_row {
    int col0;
    const uint32_t *const *keys; /* per table */
    const int64_t *area;         /* quanta; NULL: all cells have area_all */
    const int64_t *value_area;
    int64_t area_all, value_area_all;
    const int64_t *const *values; /* per value layer */
} eco_row;

eco_status eco_scratch_create(eco_ctx *ctx, const eco_plan *plan,
                              eco_tally *tally, eco_scratch **out);
void eco_scratch_destroy(eco_scratch *s);

/* Add cells col0 .. col1-1 of the row, each with weight `frac`, to (zone,
 * set); sums stay in the scratch while zone and set stay the same. */
eco_status eco_scratch_add(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                           const uint32_t zone_set[2], const int cols[2],
                           int64_t frac);
/* At the end of a row. */
eco_status eco_scratch_flush(eco_ctx *ctx, eco_scratch *s, const eco_row *row);

#endif
