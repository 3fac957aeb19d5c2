/* The places within some distance of sites. */
#ifndef ECO_AROUND_AROUND_H
#define ECO_AROUND_AROUND_H

#include "eco_geom.h"

/* Sites in degrees; zones of places about them are drawn in planes about points
 * near by, so that distances are those on the ellipsoid. */
typedef struct eco_around eco_around;

eco_status eco_around_create(eco_ctx *ctx, eco_around **out);
void eco_around_destroy(eco_around *a);

/* A site: a point, polygon or multipolygon as WKB, edges straight in degrees.
 * Beyond 85 degrees of latitude none is drawn: *taken is false. ECO_FORMAT for
 * any other bytes. */
eco_status eco_around_add(eco_ctx *ctx, eco_around *a, const unsigned char *wkb,
                          size_t n, bool *taken);

/* What lies within `distance_m` of any site, each place once, as one more item
 * of `out`: in degrees, cut at the antimeridian. Without a site the item has no
 * rings.
 *
 * The border is off by at most ECO_AROUND_ERROR of the distance and ECO_AROUND_
 * ERROR_M: circles are drawn with 128 edges, half within and half without
 * (1.5e-4), planes stretch distances (5e-5), edges straight in degrees are
 * taken in steps of 1 km. ECO_INVALID: a distance that is not from 1 m to
 * ECO_AROUND_MOST_M. Time: that of GEOS's buffers, and of their union. */
#define ECO_AROUND_ERROR   3e-4
#define ECO_AROUND_ERROR_M 0.2
#define ECO_AROUND_MOST_M  50000.0
eco_status eco_around_make(eco_ctx *ctx, eco_around *a, double distance_m,
                           int64_t id, eco_polyset *out);

#endif
