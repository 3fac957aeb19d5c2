/* Evidence as runs: which distinct set of items covers which part of a row. */
#ifndef ECO_TABULATE_SETS_H
#define ECO_TABULATE_SETS_H

#include "eco_cover.h"
#include "eco_faces.h"
#include "eco_fail.h"

/* Dictionary of distinct sets of evidence items (indices, ascending). Set 0 is
 * the empty one. */
typedef struct eco_sets eco_sets;

eco_status eco_sets_create(eco_sets **out);
void eco_sets_destroy(eco_sets *s);
size_t eco_sets_count(const eco_sets *s); /* the empty one included */
const uint32_t *eco_sets_items(const eco_sets *s, size_t set, size_t *n);

/* Number of a set, made when absent; SIZE_MAX: memory is short. */
size_t eco_sets_find(eco_sets *s, const uint32_t *items, size_t n);

/* All sets of `from` into `into`; map[i] is the number there of set i. */
eco_status eco_sets_merge(eco_sets *into, const eco_sets *from, uint32_t *map);

/* Numbers by content instead of by time of arrival: map[old] = new. */
eco_status eco_sets_sort(eco_sets *s, uint32_t *map);

/* Cells col0 .. col1-1 of a row belong to `set` for weight / 2^30 of their
 * area; the weights of one stretch sum to 2^30. */
typedef struct eco_piece {
    int col0, col1;
    uint32_t set;
    int64_t weight;
} eco_piece;

typedef struct eco_pieces {
    eco_piece *items;
    size_t n, cap;
    struct eco_active *active; /* scratch */
    size_t nactive, active_cap;
    int *bounds;
    size_t nbounds, bounds_cap;
    struct eco_face_span *spans; /* by column */
    size_t spans_cap;
} eco_pieces;

/* What faces cover of a row (part.item is the face) as pieces that cover
 * columns 0 .. ncols-1, in O(n log n). Faces do not overlap, so their shares of
 * a cell stand side by side and what is left has no evidence: nothing is
 * assumed. */
eco_status eco_pieces_make(eco_pieces *p, eco_sets *sets,
                           const eco_faces *faces, const eco_row_parts *row,
                           int ncols);
void eco_pieces_clear(eco_pieces *p);

#endif
