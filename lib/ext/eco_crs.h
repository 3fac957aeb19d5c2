/* Coordinate reference systems and transformations (PROJ through OSR). */
#ifndef ECO_EXT_CRS_H
#define ECO_EXT_CRS_H

#include "eco_area.h"
#include "eco_fail.h"
#include "eco_grid.h"

typedef struct eco_crs eco_crs; /* axis order is always x/lon, y/lat */

/* "EPSG:4326" or "ESRI:102033", or WKT. Never a file, a URL or a name. */
eco_status eco_crs_create(eco_ctx *ctx, const char *definition, eco_crs **out);
eco_status eco_crs_clone(eco_ctx *ctx, const eco_crs *crs, eco_crs **out);
void eco_crs_destroy(eco_crs *crs);

bool eco_crs_same(const eco_crs *a, const eco_crs *b);
bool eco_crs_geographic(const eco_crs *crs);
bool eco_crs_equal_area(const eco_crs *crs); /* projection on the known list */
double eco_crs_unit_m(const eco_crs *crs);   /* projected: metres per unit */
eco_ellipsoid eco_crs_ellipsoid(const eco_crs *crs);
/* The geographic CRS that a projected one stands on (same datum). */
eco_status eco_crs_geographic_base(eco_ctx *ctx, const eco_crs *crs,
                                   eco_crs **out);
/* About the area of the cell in the middle of a grid, m2, to tell which of two
 * grids is the finer. ECO_INVALID when the middle has no place on earth. */
eco_status eco_crs_cell_m2(eco_ctx *ctx, const eco_crs *crs,
                           const eco_grid *grid, double *m2);
const char *eco_crs_name(const eco_crs *crs); /* "EPSG:31976" or its title */
const char *eco_crs_wkt(const eco_crs *crs);  /* WKT2; borrowed */

/* Geometries need no extra points between the two: same CRS, or degree grids
 * whose datums differ by nothing that can be measured (SIRGAS 2000, WGS 84). */
typedef struct eco_transform eco_transform;
bool eco_transform_identity(const eco_transform *t);
/* The operation and its accuracy, for provenance; borrowed. */
const char *eco_transform_about(const eco_transform *t);

/* One thread at a time per transform. Datum-aware: ballpark is refused
 * (ECO_INVALID) when the datums differ and no operation is known. */
eco_status eco_transform_create(eco_ctx *ctx, const eco_crs *from,
                                const eco_crs *to, eco_transform **out);
void eco_transform_destroy(eco_transform *t);
/* In place; a point that cannot be transformed becomes (inf, inf) and the call
 * answers ECO_INVALID after doing the others. */
eco_status eco_transform_points(eco_transform *t, size_t n, eco_point *xy);
eco_status eco_transform_unproject(void *t, size_t n, eco_point *xy);

#endif
