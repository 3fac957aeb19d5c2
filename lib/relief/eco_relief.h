/* A raster of mountains from rasters of elevation. */
#ifndef ECO_RELIEF_RELIEF_H
#define ECO_RELIEF_RELIEF_H

#include "eco_assessment.h"

/* What was found, in cells. */
typedef struct eco_relief_counts {
    int64_t cells, mountain, basin, unknown;
} eco_relief_counts;

/* Classes of relief (0 none, 1 to 7, 255 unknown; see eco_terrain.h) of a
 * dataset of kind elevation into a GeoTIFF at `path`, on the grid of its files,
 * which must share CRS and cells; where files overlap, the first that knows an
 * elevation tells it. The file appears whole or not at all. ECO_USAGE: grids
 * that do not fit, are rotated, or have no CRS.
 *
 * Memory: see eco_terrain_create(). */
eco_status eco_relief_mountains(eco_ctx *ctx, const eco_dataset_spec *spec,
                                const char *path, eco_relief_counts *out);

#endif
