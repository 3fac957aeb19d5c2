/* What the files that call GEOS share; no other room includes it. */
#ifndef ECO_EXT_GEOM_GEOS_H
#define ECO_EXT_GEOM_GEOS_H

#include "eco_geom.h"

#include <geos_c.h>

struct eco_geom {
    GEOSContextHandle_t handle;
    char message[300]; /* GEOS's last words */
};

eco_status eco_geom_fail(eco_ctx *ctx, const eco_geom *g);

/* Item `i` as a GEOS geometry; the caller destroys it. */
eco_status eco_geom_from_item(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                              size_t i, GEOSGeometry **out);

/* Polygons of a geometry, however nested, moved by dx, appended to the last
 * item of `out`. */
eco_status eco_geom_add(eco_ctx *ctx, eco_geom *g, const GEOSGeometry *geom,
                        double dx, eco_polyset *out);

#endif
