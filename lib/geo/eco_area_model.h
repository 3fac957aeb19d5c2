/* What the three kinds of area model share. */
#ifndef ECO_GEO_AREA_MODEL_H
#define ECO_GEO_AREA_MODEL_H

#include "eco_area.h"

struct eco_area {
    eco_area_spec spec;
    double *rows;   /* PARALLELS: cell area per row */
    double cell;    /* area of a cell in the plane */
    double side_m;  /* LATTICE: longer side of a cell on the ground */
    double *nodes;  /* LATTICE: ny x nx cell areas */
    double *weight; /* LATTICE: four for each place between two nodes */
    int spacing, nx, ny;
    double max, bound;
};

/* Area in m2 between the parallels mean - half and mean + half. The rounding
 * of the two parallels themselves is avoided: it is 1e-10 of a band of 0.1
 * arc second. Negative for a negative half. */
double eco_band_about(const eco_ellipsoid *e, double mean_deg, double half_deg,
                      double dlon_deg);

eco_status eco_lattice_create(eco_ctx *ctx, eco_area *a);

/* Signed area of a ring given in pixel space whose edges, straight there, are
 * followed back to the ellipsoid in pieces of at most piece_m; the ring may
 * hold or touch a pole. ECO_INVALID when a point has no place there. */
eco_status eco_curve_ring(const eco_area *a, const eco_point *p, size_t n,
                          double piece_m, double *area_m2);

#endif
