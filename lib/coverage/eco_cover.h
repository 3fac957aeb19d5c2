/* Exact cover of grid cells by polygons, as runs, from integers only.
 *
 * Vertices are rounded once to 2^-30 of a cell. Each edge then adds, to every
 * cell it crosses in a row, its signed height (cover) and the signed part of
 * the cell to its right (part), as font rasterisers do; a running sum along
 * the row gives the fraction of border cells and the runs of whole cells
 * between them. An edge is always walked from its upper end, whichever polygon
 * it belongs to, so two polygons that share it add exactly opposite integers:
 * a partition adds up to its union to the last bit, in any order.
 *
 * Source: the accumulation of D. Turner's smooth rasteriser (FreeType, after
 * LibArt by R. Levien); the integer form is ours. */
#ifndef ECO_COVERAGE_COVER_H
#define ECO_COVERAGE_COVER_H

#include "eco_polyset.h"

#include <ecocrime/status.h>

enum { ECO_COVER_BITS = 30 };
#define ECO_COVER_ONE (INT64_C(1) << ECO_COVER_BITS)

/* Cells col0 .. col1-1 of a row, each covered by frac / 2^30. A fraction may
 * lie a few units outside 0 .. 2^30: rounding, kept so that sums are exact. */
typedef struct eco_span {
    int row, item; /* item: index in the polygon set */
    int col0, col1;
    int64_t frac;
} eco_span;

typedef struct eco_cover eco_cover;

/* Edges of all items, ready to sweep; read only afterwards, so that threads
 * may share it. The set is borrowed as long as the cover lives. ECO_INVALID for
 * a vertex that is not finite or farther than 2^30 cells off; ECO_NOMEM. */
eco_status eco_cover_create(const eco_polyset *set, int ncols, int nrows,
                            eco_cover **out);
void eco_cover_destroy(eco_cover *c);

size_t eco_cover_items(const eco_cover *c);

/* Rows row0 .. row1-1 of the grid that the item can touch; false when none. */
bool eco_cover_item_rows(const eco_cover *c, size_t item, int *row0, int *row1);
bool eco_cover_item_inside(const eco_cover *c, size_t item);  /* of the grid */
double eco_cover_item_cells(const eco_cover *c, size_t item); /* plane area */

/* Scratch memory for sweeping; one a thread. */
typedef struct eco_sweep eco_sweep;
eco_status eco_sweep_create(const eco_cover *c, eco_sweep **out);
void eco_sweep_destroy(eco_sweep *s);

/* All spans of rows row0 .. row1-1, by row, then item, then column; borrowed
 * until the next call. Time: O(edges that reach the rows + spans). */
eco_status eco_sweep_band(eco_sweep *s, int row0, int row1,
                          const eco_span **spans, size_t *n);

#endif
