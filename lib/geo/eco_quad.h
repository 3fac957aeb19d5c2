/* Quadrilaterals over unit cells: what a cell of one grid has of another's. */
#ifndef ECO_GEO_QUAD_H
#define ECO_GEO_QUAD_H

#include "eco_grid.h"

/* Corners in order round the quad. Area in cells, negative when they run the
 * other way round (pixel space: y down). */
double eco_quad_area(const eco_point q[4]);

/* Area of the part of it within cell (col, row), of the same sign. Parts over
 * all cells add up to the whole, and those of quads that share sides to those
 * of their union, whatever the shape. */
double eco_quad_overlap(const eco_point q[4], int col, int row);

#endif
