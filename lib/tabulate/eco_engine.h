/* The one pass: zones x rasters x evidence into a tally. */
#ifndef ECO_TABULATE_ENGINE_H
#define ECO_TABULATE_ENGINE_H

#include "eco_cover.h"
#include "eco_links.h"
#include "eco_stack.h"
#include "eco_tally.h"

typedef struct eco_job {
    const eco_stack *stack;
    const eco_polyset *zones;  /* pixel space of the stack's grid */
    const eco_faces *evidence; /* likewise; NULL or empty: none */
    const eco_links *links;    /* of the evidence: which of it covers patches;
                                  NULL: none does. The state file is about the
                                  pass without them */
    int threads;               /* 1 or more */
    int band_rows;             /* 0: chosen; tests vary it */
    const char *state;         /* file that keeps what is done when the progress
                                  callback stops the run, and from which the same job
                                  goes on; NULL: none. Removed at the end. */
    int every, first; /* a sample: each so many-th band from this one on, and
                         no "outside" rows; 0: all */
} eco_job;

typedef struct eco_result {
    eco_tally *tally;    /* sorted; zone is the index in `zones`, set a number
                            in `sets` */
    eco_sets *sets;      /* of evidence indices; numbered by content */
    int area_bits;       /* the area quantum is 2^-area_bits m2 */
    int value_area_bits; /* of the areas that values are multiplied by */
    int64_t rows_read;   /* rows of the grid that some zone touches */
    int64_t patches;     /* that links meet and cover whole */
} eco_result;

/* Every cell that a zone covers lands in one row of each table; what lies off
 * the grid in the table's "outside" row, by the zone's own area. The same rows
 * for any number of threads and any band height.
 * Memory: O(threads x band + edges + rows of the tally). */
eco_status eco_engine_run(eco_ctx *ctx, const eco_job *job, eco_result *out);
void eco_result_clear(eco_result *r);

/* Sums of a row in units for people. */
double eco_result_cells(const eco_tally_row *row);
double eco_result_area_m2(const eco_result *r, const eco_tally_row *row);
int64_t eco_result_area_cm2(const eco_result *r, eco_i128 area);
double eco_result_value(const eco_result *r, const eco_layer *layer,
                        const eco_tally_value *value);

#endif
