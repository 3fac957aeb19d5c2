/* Patches without mountain that mountains surround. */
#ifndef ECO_TERRAIN_BASINS_H
#define ECO_TERRAIN_BASINS_H

#include "eco_terrain.h"

typedef struct eco_basins eco_basins;

/* Patches of class 0, joined over edges and corners of cells, with an area
 * below `most_m2` (that of ECO_TERRAIN_BASIN_M2), that touch neither the
 * raster's edge nor a cell of unknown class. `rows` is borrowed.
 *
 * Memory: O(columns + cells of the patches that are still below the area, or
 * were found): larger ones are given up as soon as they are. */
eco_status eco_basins_create(const eco_terrain_rows *rows, int ncols,
                             double most_m2, eco_basins **out);
void eco_basins_destroy(eco_basins *b);

/* All rows from the north, then _finish. ECO_NOMEM. */
eco_status eco_basins_push(eco_basins *b, const unsigned char *classes);
eco_status eco_basins_finish(eco_basins *b);

/* After _finish: cells of `row` in a basin become ECO_TERRAIN_BASIN. */
void eco_basins_mark(const eco_basins *b, int row, unsigned char *classes);
int64_t eco_basins_cells(const eco_basins *b);

#endif
