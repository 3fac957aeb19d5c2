/* A plane about one point of the ellipsoid: azimuth and geodesic distance from
 * it are true. */
#ifndef ECO_EXT_AZIMUTHAL_H
#define ECO_EXT_AZIMUTHAL_H

#include "eco_grid.h"

#include <stddef.h>

/* Degrees to metres east and north of the centre, in place, and back;
 * longitudes come back beside the centre's, beyond +-180 where it must be.
 *
 * Within r of the centre a distance in the plane is that on the ellipsoid or
 * longer, by r^2 / (6 R^2) at most, R = 6.35e6 m: 5e-5 at 110 km.
 * Threads: pure. Source: Snyder 1987, Map projections, ch. 25; geodesics after
 * Karney 2013, doi:10.1007/s00190-012-0578-z */
void eco_azimuthal_forward(eco_point centre, size_t n, eco_point *p);
void eco_azimuthal_back(eco_point centre, size_t n, eco_point *p);

#endif
