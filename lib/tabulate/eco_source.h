/* One layer's part of a chunk: patches of blocks, as rows of samples. */
#ifndef ECO_TABULATE_SOURCE_H
#define ECO_TABULATE_SOURCE_H

#include "eco_blocks_cache.h"
#include "eco_reader.h"
#include "eco_sieve.h"
#include "eco_warp.h"

/* Rows of a window of the layer, each made when it is asked for. */
typedef struct eco_sheet {
    unsigned char *samples;
    uint8_t *state, *ready;
    size_t samples_cap, state_cap, ready_cap;
} eco_sheet;

typedef struct eco_source {
    const eco_layer *layer;
    eco_cache *cache;
    const eco_patch *patches; /* of the chunk, in the layer's own cells */
    size_t npatches;
    int window[4];                 /* col0, row0, col1, row1 */
    int last_cols[2], last_own[2]; /* columns asked for last; the layer's own */
    unsigned char *line, *moved;   /* a row put together; a row joined */
    uint8_t *line_state, *moved_state;
    size_t line_cap, state_cap, moved_cap, moved_state_cap;
    eco_warp *warp; /* of another CRS or rotated */
    eco_sheet sheet;
    eco_sieve sieve;
} eco_source;

void eco_source_clear(eco_source *s);

/* Decode what lies under a chunk of the reference grid. */
eco_status eco_source_window(eco_ctx *ctx, eco_source *s, eco_handles *h,
                             const int cols[2], const int rows[2]);

/* Columns from .. to-1 of one of the layer's own rows as the files have them;
 * of a sieved layer, within the rim of the window too. */
eco_status eco_source_stored(eco_ctx *ctx, eco_source *s, int row, int from,
                             int to, eco_view *out);

/* Columns from .. to-1 of one of the layer's own rows, within the window. */
eco_status eco_source_line(eco_ctx *ctx, eco_source *s, int row, int from,
                           int to, eco_view *out);

/* A row of the reference grid. */
eco_status eco_source_view(eco_ctx *ctx, eco_source *s, int row, int col0,
                           size_t n, eco_view *out);

/* A value layer's rows as numbers, as many as a row of the reference meets. */
typedef struct eco_values {
    double **lines;    /* NaN: no value */
    int64_t **quanta;  /* the same in 2^-value_bits; ECO_NO_VALUE */
    int *rows;         /* which row a line holds; -1: none */
    double *number_of; /* by sample, of 8 and 16 bits; NULL: not made */
    int64_t *quanta_of;
    int nlines, from, to;
    int last_row, last_col0; /* the reference row made last; -1: none */
    size_t last_n;
    bool same; /* the row was made by the call before */
} eco_values;

void eco_values_clear(eco_values *v);
eco_status eco_values_row(eco_ctx *ctx, eco_values *v, eco_source *s,
                          const int at[2], size_t n, int64_t *out);

#endif
