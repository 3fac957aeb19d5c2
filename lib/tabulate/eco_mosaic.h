/* The files of a layer, while it is put together. */
#ifndef ECO_TABULATE_MOSAIC_H
#define ECO_TABULATE_MOSAIC_H

#include "eco_stack.h"

/* Tiles of one mosaic may lie off their common lattice by this much of a
 * cell: georeferencing is often written with ten digits. */
#define ECO_TILE_SHIFT_MAX 1e-3

/* The grid of each file so far. */
typedef struct eco_mosaic {
    const eco_layer_source *source;
    eco_grid *grids;
    size_t n, nodd; /* nodd: not aligned with the first */
} eco_mosaic;

/* One layer has one data type and, unless the user says it, one value for no
 * data (NULL: the file at `path` has none). ECO_USAGE. */
eco_status eco_mosaic_check_alike(eco_ctx *ctx, const eco_layer *layer,
                                  const eco_mosaic *m, eco_sample sample,
                                  const double *nodata, const char *path);

/* ECO_USAGE when files are not aligned: those that differ from the grid that
 * most have are listed. */
eco_status eco_mosaic_refuse_odd(eco_ctx *ctx, const eco_layer *layer,
                                 const eco_mosaic *m);

/* How much of the layer's final grid no file covers, to the log too. */
eco_status eco_mosaic_count_gaps(eco_ctx *ctx, eco_layer *layer);

#endif
