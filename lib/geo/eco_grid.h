/* A raster's grid: an affine map from pixel space to its CRS. Pixel space has
 * its origin at the outer corner of the first cell, x right (columns), y down
 * (rows), one unit a cell. */
#ifndef ECO_GEO_GRID_H
#define ECO_GEO_GRID_H

#include <ecocrime/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct eco_point {
    double x, y;
} eco_point;

typedef struct eco_grid {
    double gt[6]; /* GDAL order: x = gt0 + col*gt1 + row*gt2, y = gt3 + ... */
    int ncols, nrows;
} eco_grid;

bool eco_grid_valid(const eco_grid *g);    /* finite, invertible, not empty */
bool eco_grid_north_up(const eco_grid *g); /* no rotation or shear */
eco_point eco_grid_to_crs(const eco_grid *g, eco_point pixel);
eco_point eco_grid_to_pixel(const eco_grid *g, eco_point crs);
void eco_grid_to_pixels(const eco_grid *g, size_t n, eco_point *p); /* same */

/* Same cell size and axes, and origins a whole number of cells apart (within
 * `tol` cells): then (*dcol, *drow) is b's first cell in a's pixel space. */
bool eco_grid_aligned(const eco_grid *a, const eco_grid *b, double tol,
                      int64_t *dcol, int64_t *drow);

typedef struct eco_rect {
    int64_t col, row, ncols, nrows;
} eco_rect;

/* Cells that any of the rectangles covers; those of several count once.
 * ECO_NOMEM. Time: O(n^2), 10 000 rectangles in a second. */
eco_status eco_rects_cells(const eco_rect *rects, size_t n, int64_t *cells);

#endif
