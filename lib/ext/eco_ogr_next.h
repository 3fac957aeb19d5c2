/* The next feature of a layer, or why there is none; for ext only. */
#ifndef ECO_EXT_OGR_NEXT_H
#define ECO_EXT_OGR_NEXT_H

#include "eco_fail.h"

#include <ogr_api.h>

/* How far a layer was read. */
typedef struct eco_ogr_progress {
    const char *path;
    int64_t row, expected; /* features read; that the layer says to have */
} eco_ogr_progress;

/* In place of *feature, which is destroyed. NULL at the end. ECO_IO when GDAL
 * met a failure, or fewer features come than the layer says: a file that is
 * damaged or cut short must not look like a short one. */
eco_status eco_ogr_next(eco_ctx *ctx, OGRLayerH layer,
                        const eco_ogr_progress *at, OGRFeatureH *feature);

#endif
