/* True areas on the ellipsoid: of parallels' bands, of grid cells, of rings. */
#ifndef ECO_GEO_AREA_H
#define ECO_GEO_AREA_H

#include "eco_fail.h"
#include "eco_polyset.h"

typedef struct eco_ellipsoid {
    double a_m; /* semi-major axis */
    double f;   /* flattening; 0 is a sphere */
} eco_ellipsoid;

extern const eco_ellipsoid eco_wgs84;

/* Area in m2 between two parallels (degrees, lat2 > lat1) over dlon_deg of
 * longitude; relative error below 1e-12 from 0.1 arc second to the whole
 * ellipsoid. Source: docs/method.md, in the stable difference form. */
double eco_band_area(const eco_ellipsoid *e, double lat1_deg, double lat2_deg,
                     double dlon_deg);

/* CRS coordinates (x, y of `n` points, in place) to lon, lat in degrees. */
typedef eco_status (*eco_unproject_fn)(void *user, size_t n, eco_point *xy);

typedef enum eco_area_kind {
    ECO_AREA_PARALLELS, /* geographic, north-up: exact per row */
    ECO_AREA_PLANAR,    /* equal-area CRS, or planar asked for: constant */
    ECO_AREA_LATTICE    /* anything else: interpolated between exact nodes */
} eco_area_kind;

typedef struct eco_area_spec {
    eco_grid grid;
    eco_ellipsoid ellipsoid;
    eco_area_kind kind;
    double unit_m;              /* metres per CRS unit; PLANAR and LATTICE */
    eco_unproject_fn unproject; /* LATTICE only; called at creation and by
                                   eco_area_polygon, never by _row */
    void *user;
} eco_area_spec;

typedef struct eco_area eco_area;

/* Create the model; for LATTICE this evaluates nodes (bicubic Lagrange between
 * them) and halves their spacing until the relative error found at cell-patch
 * centres is below ECO_AREA_BOUND. ECO_INVALID for a bad grid or a latitude
 * beyond the poles. The caller frees it with eco_area_destroy(). */
#define ECO_AREA_BOUND 1e-10
eco_status eco_area_create(eco_ctx *ctx, const eco_area_spec *spec,
                           eco_area **out);
void eco_area_destroy(eco_area *a);

/* Areas in m2 of cells col0 .. col0+n-1 of a row. When all cells of a row have
 * the same area (PARALLELS, PLANAR), eco_area_row_constant() is true and
 * *area_m2 that value. Both only read the model: any thread may call them. */
bool eco_area_row_constant(const eco_area *a, int row, double *area_m2);
void eco_area_row(const eco_area *a, int row, int col0, int n, double *area_m2);
double eco_area_max(const eco_area *a);   /* largest cell, m2 (a bound) */
double eco_area_bound(const eco_area *a); /* relative error bound of a cell */

/* Area in m2 of item `i` of a set in pixel space, edges straight in pixel
 * space (holes subtracted; overlapping parts count twice). PARALLELS and
 * LATTICE integrate along densified edges to 1e-11 relative. */
eco_status eco_area_polygon(eco_ctx *ctx, const eco_area *a,
                            const eco_polyset *s, size_t i, double *area_m2);

#endif
