/* Mountains from elevation: slope, local elevation range, classes of relief.
 *
 * Rows go in from the north, classes come out as soon as the rows within the
 * radius have been seen; nothing else of the raster is kept. */
#ifndef ECO_TERRAIN_TERRAIN_H
#define ECO_TERRAIN_TERRAIN_H

#include "eco_area.h"
#include "eco_grid.h"

/* Radius of the local elevation range, and what an inner basin stays below. */
#define ECO_TERRAIN_RADIUS_M 7000.0
#define ECO_TERRAIN_BASIN_M2 25e6

/* Values of the classes; 1 to 6 by elevation, 7 for inner basins. */
enum { ECO_TERRAIN_NONE = 0, ECO_TERRAIN_BASIN = 7, ECO_TERRAIN_UNKNOWN = 255 };

/* Where the rows lie. */
typedef struct eco_terrain_spec {
    eco_grid grid; /* north-up */
    bool geographic;
    eco_ellipsoid ellipsoid; /* geographic */
    double unit_m;           /* projected: metres per unit of the CRS */
    double radius_m;
} eco_terrain_spec;

/* Distances on the ground, per row: exact along meridians and parallels of the
 * ellipsoid; of a projected grid by its units, whose scale is taken to be one.
 */
typedef struct eco_terrain_rows {
    int nrows;
    double *y_m;     /* of the row's centres, southward from the first */
    double *dx_m;    /* width of a cell */
    double *dy_m;    /* height of a cell */
    double *area_m2; /* of a cell */
} eco_terrain_rows;

/* ECO_INVALID: a grid that is empty, rotated or reaches beyond a pole. */
eco_status eco_terrain_rows_make(const eco_terrain_spec *spec,
                                 eco_terrain_rows *out);
void eco_terrain_rows_clear(eco_terrain_rows *r);

/* Class of a cell, 0 to 6, after Kapos et al. (2000): 1 from 4 500 m, 2 from
 * 3 500, 3 from 2 500; 4 from 1 500 with a slope of 2 degrees or more; 5 from
 * 1 000 with 5 degrees or a range above 300 m; 6 from 300 with a range above
 * 300 m. */
unsigned char eco_terrain_class(double elevation_m, double slope_deg,
                                double range_m);

/* Slope in degrees of the middle of 3 x 3 elevations (row-major from the
 * north-west; NAN stands for unknown and is taken to be as high as the middle,
 * which must be known) after Horn (1981), doi:10.1109/PROC.1981.11918. */
double eco_terrain_slope(const float window[9], double dx_m, double dy_m);

typedef struct eco_terrain eco_terrain;

/* The range of a cell is that of the known cells whose centres lie within the
 * radius of its own, itself included; what lies beyond the raster or is unknown
 * is left out, so near an edge the range may be too small. Distances between
 * cells: along the meridian, and along the parallel with the mean width of the
 * two rows' cells. Longitudes do not wrap.
 *
 * Memory: O(rows within twice the radius x columns). Time: O(rows within twice
 * the radius) a cell. ECO_INVALID as eco_terrain_rows_make; ECO_NOMEM. */
eco_status eco_terrain_create(const eco_terrain_spec *spec, eco_terrain **out);
void eco_terrain_destroy(eco_terrain *t);

/* The next row from the north, NAN where nothing is known. */
void eco_terrain_push(eco_terrain *t, const float *elevation_m);

/* The next row of classes, and if wanted of ranges in m (NAN where the
 * elevation is unknown), into buffers of ncols; false: rows are missing, or all
 * are out. A row must be taken as soon as there is one, before the next is
 * pushed. */
bool eco_terrain_take(eco_terrain *t, unsigned char *classes, float *range_m);

#endif
