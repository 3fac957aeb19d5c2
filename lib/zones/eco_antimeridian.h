#ifndef ECO_ZONES_ANTIMERIDIAN_H
#define ECO_ZONES_ANTIMERIDIAN_H

#include "eco_geom.h"

/* The only item of a set in degrees, cut at +-180 where it crosses. */
eco_status eco_antimeridian_cut(eco_ctx *ctx, eco_geom *g, eco_polyset *s);

#endif
