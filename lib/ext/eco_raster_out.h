/* Writing a raster of bytes: a GeoTIFF of one band, row by row. */
#ifndef ECO_EXT_RASTER_OUT_H
#define ECO_EXT_RASTER_OUT_H

#include "eco_crs.h"
#include "eco_fail.h"
#include "eco_grid.h"

typedef struct eco_raster_out eco_raster_out;

/* `nodata` 0..255 is declared. Compressed when told so; the same rows give the
 * same bytes. ECO_IO names the file. */
typedef struct eco_raster_out_spec {
    eco_grid grid;
    const eco_crs *crs;
    int nodata;
    bool compress;
} eco_raster_out_spec;
eco_status eco_raster_out_create(eco_ctx *ctx, const char *path,
                                 const eco_raster_out_spec *spec,
                                 eco_raster_out **out);

/* ncols samples of a row. */
eco_status eco_raster_out_row(eco_ctx *ctx, eco_raster_out *w, int row,
                              const unsigned char *samples);

/* What was buffered is written now: ECO_IO as the disk may be full. NULL is a
 * no-op. */
eco_status eco_raster_out_close(eco_ctx *ctx, eco_raster_out *w);

#endif
