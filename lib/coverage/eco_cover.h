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

/* A cell that an item (index in the polygon set) covers by frac / 2^30. A
 * fraction may lie a few units outside 0 .. 2^30: rounding, kept so that sums
 * are exact. `tag` is the caller's; 0 here. */
typedef struct eco_cell_part {
    uint32_t item, tag;
    int32_t col, frac;
} eco_cell_part;

/* Cells col0 .. col1-1, each covered by frac / 2^30. */
typedef struct eco_run_part {
    uint32_t item, tag;
    int32_t col0, col1, frac;
} eco_run_part;

/* What items cover of a row: single cells and runs of them, both by item, then
 * column. An item that covers more than twice 2^30 is there more than once. */
typedef struct eco_row_parts {
    const eco_cell_part *cells;
    const eco_run_part *runs;
    size_t ncells, nruns;
} eco_row_parts;

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

/* Walk the edges that reach rows row0 .. row1-1. Time: O(edges that do + cells
 * they cross). */
eco_status eco_sweep_band(eco_sweep *s, int row0, int row1);

/* Whether any edge met a row of the band. */
bool eco_sweep_meets(const eco_sweep *s, int row);

/* What is covered of one row of the band; borrowed until the next call. */
eco_status eco_sweep_row(eco_sweep *s, int row, eco_row_parts *out);

#endif
