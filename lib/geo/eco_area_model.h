/* What the three kinds of area model share. */
#ifndef ECO_GEO_AREA_MODEL_H
#define ECO_GEO_AREA_MODEL_H

#include "eco_area.h"

struct eco_area {
    eco_area_spec spec;
    double *rows;  /* PARALLELS: cell area per row */
    double cell;   /* area in the plane */
    double *nodes; /* LATTICE: ny x nx cell areas */
    int spacing, nx, ny;
    double max, bound;
};

eco_status eco_lattice_create(eco_ctx *ctx, eco_area *a);
double eco_lattice_at(const eco_area *a, int col, int row);

/* Area of a ring given by lon, lat (degrees), edges straight in the plane of
 * longitude and authalic latitude: exact for infinitely short edges. */
double eco_lonlat_ring(const eco_ellipsoid *e, const eco_point *p, size_t n);

#endif
