/* A band's spans cut by evidence and by chunk, in the order of counting. */
#ifndef ECO_TABULATE_FRAGMENTS_H
#define ECO_TABULATE_FRAGMENTS_H

#include "eco_sets.h"

/* Cells col0 .. col1-1 of a row belong to (zone, set) for frac / 2^30. */
typedef struct eco_fragment {
    int row, col0, col1;
    uint32_t zone, set;
    int64_t frac;
} eco_fragment;

/* Columns are worked on in stretches: the first ends at `first`, all others
 * are `cols` wide. Rows within a band in groups of `rows`. */
typedef struct eco_chunks {
    int first, cols, rows, ncols, n;
} eco_chunks;

int eco_chunks_of(const eco_chunks *c, int col); /* which holds a column */
int eco_chunks_start(const eco_chunks *c, int chunk);

typedef struct eco_spans {
    const eco_span *items;
    size_t n;
} eco_spans;

typedef struct eco_fragments {
    eco_fragment *items, *moved;
    const eco_fragment *sorted; /* one of the two */
    size_t *starts;             /* per chunk, one more: into `sorted` */
    size_t n, cap, moved_cap, starts_cap;
    eco_pieces pieces;
} eco_fragments;

/* Spans of zones by row, zone and column, evidence (of faces) likewise. */
eco_status eco_fragments_make(eco_fragments *f, const eco_chunks *chunks,
                              eco_sets *sets, const eco_faces *faces,
                              const eco_spans *zones,
                              const eco_spans *evidence);
void eco_fragments_clear(eco_fragments *f);

#endif
