/* What zones cover of rows, cut by evidence and by chunk. */
#ifndef ECO_TABULATE_FRAGMENTS_H
#define ECO_TABULATE_FRAGMENTS_H

#include "eco_sets.h"

/* Columns are worked on in stretches: the first ends at `first`, all others
 * are `cols` wide. Rows within a band in groups of `rows`. */
typedef struct eco_chunks {
    int first, cols, rows, ncols, n;
} eco_chunks;

int eco_chunks_of(const eco_chunks *c, int col); /* which holds a column */
int eco_chunks_start(const eco_chunks *c, int chunk);

/* Of one chunk, row by row: parts of a zone (`item`) with a set (`tag`). */
typedef struct eco_fragment_list {
    eco_cell_part *cells;
    eco_run_part *runs;
    struct eco_fragment_row {
        int row;
        size_t cells, runs; /* where they end */
    } * rows;
    size_t ncells, nruns, nrows, cells_cap, runs_cap, rows_cap;
} eco_fragment_list;

typedef struct eco_fragments {
    const eco_chunks *plan; /* borrowed, as sets and faces are */
    eco_sets *sets;
    const eco_faces *faces;
    eco_fragment_list *chunks;
    size_t nchunks;
    eco_pieces pieces;
    int at, from, to; /* the chunk in hand, its columns */
} eco_fragments;

/* Empty, with a list per chunk. Sets of faces are found in `sets`. */
eco_status eco_fragments_begin(eco_fragments *f, const eco_chunks *chunks,
                               eco_sets *sets, const eco_faces *faces);

/* Add a row; rows come one after another. */
eco_status eco_fragments_row(eco_fragments *f, int row,
                             const eco_row_parts *zones,
                             const eco_row_parts *evidence);

/* The parts of one row of a chunk's list. */
eco_row_parts eco_fragments_of(const eco_fragment_list *l, size_t row);

void eco_fragments_clear(eco_fragments *f);

#endif
