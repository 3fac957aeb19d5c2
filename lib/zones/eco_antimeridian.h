#ifndef ECO_ZONES_ANTIMERIDIAN_H
#define ECO_ZONES_ANTIMERIDIAN_H

#include "eco_geom.h"

/* The only item of a set in degrees, its rings in one piece: longitudes run on
 * beyond +-180. ECO_INVALID: a ring goes round a pole. */
eco_status eco_antimeridian_unroll(eco_ctx *ctx, eco_polyset *s);

/* The same, cut at +-180 and back within. */
eco_status eco_antimeridian_cut(eco_ctx *ctx, eco_geom *g, eco_polyset *s);

#endif
