/* Polygons through a transformation, their edges kept where they were. */
#ifndef ECO_ZONES_DENSIFY_H
#define ECO_ZONES_DENSIFY_H

#include "eco_crs.h"
#include "eco_polyset.h"

/* From a CRS to another, and from there into a grid's pixels. */
typedef struct eco_path {
    eco_transform *transform; /* NULL: the same CRS */
    const eco_grid *grid;     /* NULL: stay in the CRS */
    double tolerance;         /* in the unit of the result */
} eco_path;

/* Item `i` of `from` appended to `to`. An edge is halved till its transformed
 * middle lies within the tolerance of the chord's; the middle of two points
 * does not depend on their order, so two polygons that share an edge get the
 * same points. ECO_INVALID: a point has no place in the target. */
eco_status eco_densify(eco_ctx *ctx, const eco_path *path,
                       const eco_polyset *from, size_t i, eco_polyset *to);

#endif
