/* Where the cells of the reference grid lie in a layer of another CRS, or of
 * another rotation: corners through PROJ at the nodes of a lattice, bilinear
 * between them. */
#ifndef ECO_TABULATE_WARP_H
#define ECO_TABULATE_WARP_H

#include "eco_stack.h"

/* Places are right to this part of a cell of the layer. */
#define ECO_WARP_BOUND 1e-3

typedef struct eco_warp eco_warp;

/* Nodes this many cells apart keep ECO_WARP_BOUND wherever it was probed;
 * *error is the largest difference found, in cells of the layer (with nodes at
 * every corner it may be above the bound). ECO_INVALID: no transformation. */
eco_status eco_warp_probe(eco_ctx *ctx, const eco_stack *s,
                          const eco_layer *layer, int *step, double *error);

/* One thread at a time; borrows both. The layer's warp_step is set. */
eco_status eco_warp_create(eco_ctx *ctx, const eco_stack *s,
                           const eco_layer *layer, eco_warp **out);
void eco_warp_destroy(eco_warp *w);

/* Corners (col0 + i, y), i <= n, in the layer's pixel space; (inf, inf) where
 * there is no such place. Depends on the corner alone, not on the call. */
eco_status eco_warp_corners(eco_ctx *ctx, eco_warp *w, int y, int col0,
                            size_t n, eco_point *out);

/* The n cells of a row as quads: corner lines of y = row and row + 1, borrowed
 * until the next call. */
eco_status eco_warp_row(eco_ctx *ctx, eco_warp *w, int row, int col0, size_t n,
                        const eco_point *lines[2]);

/* Whether the four corners make a cell: places known, and not torn apart by
 * the meridian opposite of the layer. Corners in order round it. */
bool eco_warp_quad(const eco_warp *w, const eco_point *const lines[2], size_t i,
                   eco_point quad[4]);

/* Cells of the layer that a chunk of the reference may meet: {col0, row0,
 * col1, row1}, empty when none. */
eco_status eco_warp_window(eco_ctx *ctx, eco_warp *w, const int cols[2],
                           const int rows[2], int window[4]);

#endif
