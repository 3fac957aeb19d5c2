/* A worker's view of the stack: own file handles, one chunk at a time. */
#ifndef ECO_TABULATE_READER_H
#define ECO_TABULATE_READER_H

#include "eco_stack.h"

typedef struct eco_reader eco_reader;

/* Value of a cell in 2^-value_bits, or ECO_NO_VALUE. */
#define ECO_NO_VALUE INT64_MIN

typedef enum eco_state {
    ECO_STATE_DATA,
    ECO_STATE_OUTSIDE, /* no file is there */
    ECO_STATE_MASKED,  /* the file says that it knows nothing */
    ECO_STATE_SMALL    /* of a patch below the layer's minimum */
} eco_state;

/* A row of a class layer. */
typedef struct eco_view {
    const void *samples;  /* NULL: all are outside */
    const uint8_t *state; /* eco_state per cell; NULL: all are data */
    bool constant; /* all samples equal the first, which alone is there */
} eco_view;

/* chunk_cols, chunk_rows: how large chunks will be, so that no block is decoded
 * twice where memory of O(grid columns x chunk rows) can help it. */
eco_status eco_reader_create(eco_ctx *ctx, const eco_stack *s, int chunk_cols,
                             int chunk_rows, eco_reader **out);
void eco_reader_destroy(eco_reader *r);

/* From now on decode these layers alone, a flag per layer; borrowed. */
void eco_reader_only(eco_reader *r, const bool *layers);

/* Decode what all layers have under columns cols[0] .. cols[1]-1 and rows
 * rows[0] .. rows[1]-1 of the reference grid. Messages name the file. */
eco_status eco_reader_chunk(eco_ctx *ctx, eco_reader *r, const int cols[2],
                            const int rows[2]);

/* n cells of a row of the chunk, from {column, row} at; class layers. Borrowed
 * until the next call for that layer. */
eco_status eco_reader_row(eco_ctx *ctx, eco_reader *r, size_t layer,
                          const int at[2], size_t n, eco_view *out);

/* Values of a value layer likewise. ECO_FORMAT for a value beyond 2^40 (2^52
 * for counts) of these. */
eco_status eco_reader_values(eco_ctx *ctx, eco_reader *r, size_t layer,
                             const int at[2], size_t n, int64_t *out);
/* Whether that last call left `out` as the call before had filled it. */
bool eco_reader_values_same(const eco_reader *r, size_t layer);

/* Samples decoded so far, in bytes. */
int64_t eco_reader_bytes(const eco_reader *r);

#endif
