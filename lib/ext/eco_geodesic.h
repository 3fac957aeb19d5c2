/* Distances and discs on WGS 84 (Karney's geodesics, in PROJ). */
#ifndef ECO_EXT_GEODESIC_H
#define ECO_EXT_GEODESIC_H

#include "eco_fail.h"
#include "eco_polyset.h"

/* A disc's radius, m: below, the digits of a longitude (3 nm) begin to be seen
 * in its area; above, its series ends to be exact. */
#define ECO_DISC_LEAST_M 1.0
#define ECO_DISC_MOST_M  500000.0
/* How many radii the nearer pole is away at least, and how far in any case. */
#define ECO_DISC_POLE   4.0
#define ECO_DISC_POLE_M 1000.0

/* Geodesic distance between two points in degrees, m. */
double eco_geodesic_m(eco_point a, eco_point b);

/* Area of the places within `radius_m` of a latitude, m2; relative error below
 * 1e-8 up to ECO_DISC_MOST_M. */
double eco_geodesic_disc_m2(double lat_deg, double radius_m);

/* Vertices that a ring needs for at most `error` of the disc's area to lie on
 * the wrong side of it (what it adds and what it leaves out together). */
size_t eco_geodesic_points(double error);
#define ECO_RING_ERROR_LEAST 1e-6

/* A ring of `n` vertices (8 or more, anticlockwise) round `centre`, added to
 * the last item of `set`. Edges are straight in longitude and latitude, as all
 * polygons' here; the area within them on the ellipsoid is that of the disc to
 * 1e-7 at worst (1e-9 where digits allow), so vertices stand a little outside
 * of it. Longitudes run on beyond +-180: eco_antimeridian_cut() brings them
 * back.
 *
 * ECO_INVALID, with the reason: a centre that is no place, a radius not from
 * ECO_DISC_LEAST_M to _MOST_M, or a pole too near, round which no ring in
 * degrees goes; ECO_NOMEM. Time: O(n), 0.2 ms for 60 vertices. */
eco_status eco_geodesic_ring(eco_ctx *ctx, eco_point centre, double radius_m,
                             size_t n, eco_polyset *set);

#endif
