/* A slow second opinion on zonal coverage, by other hands: GEOS clips an item
 * with each cell, GeographicLib measures the pieces. Only what the inputs mean
 * is shared with the library, no arithmetic. */
#ifndef ECO_TESTS_ORACLE_H
#define ECO_TESTS_ORACLE_H

#include "eco_polyset.h"

typedef struct oracle oracle;

/* An item in pixel space: each outer ring with the holes that follow it is a
 * polygon of its own, so parts may share edges. NULL when a polygon is not
 * valid in the sense of OGC simple features. */
oracle *oracle_create(const eco_polyset *set, size_t item);
void oracle_destroy(oracle *o);

double oracle_cells(const oracle *o); /* area in pixel space */

/* Share of a cell that the item covers; the pieces that cover it become a new
 * item of `pieces` unless that is NULL. NAN when GEOS fails. */
double oracle_clip(const oracle *o, int col, int row, eco_polyset *pieces);

/* Area in m2 of an item on WGS 84 by geodesics, where the grid is geographic
 * and edges are straight in longitude and latitude. *noise_m2, when given, is
 * what rounding may have added. */
double oracle_geodesic_m2(const eco_grid *grid, const eco_polyset *set,
                          size_t item, double *noise_m2);

#endif
