/* One raster file, one band at a time, through GDAL. */
#ifndef ECO_EXT_RASTER_H
#define ECO_EXT_RASTER_H

#include "eco_crs.h"
#include "eco_fail.h"
#include "eco_grid.h"

typedef enum eco_sample {
    ECO_SAMPLE_U8,  /* Byte */
    ECO_SAMPLE_U16, /* UInt16 */
    ECO_SAMPLE_I16, /* Int16, Int8 */
    ECO_SAMPLE_I32, /* Int32 */
    ECO_SAMPLE_F64  /* everything else, widened (UInt32, Float32, Float64) */
} eco_sample;

size_t eco_sample_size(eco_sample s); /* bytes */

typedef struct eco_raster eco_raster; /* one handle per thread */

typedef struct eco_raster_info {
    eco_grid grid;
    int nbands;
    int block_cols, block_rows;
    eco_sample sample;  /* of band 1 */
    bool integer;       /* the file's type is an integer type */
    const char *driver; /* static */
} eco_raster_info;

/* ECO_NOTFOUND, ECO_FORMAT (not a raster that the allow-list admits, no
 * geotransform), ECO_USAGE (path). `path` as the user wrote it. */
eco_status eco_raster_open(eco_ctx *ctx, const char *path, eco_raster **out);
void eco_raster_close(eco_raster *r);
const eco_raster_info *eco_raster_info_get(const eco_raster *r);

/* The file's CRS, owned by `r`; NULL when it has none. */
const eco_crs *eco_raster_crs(const eco_raster *r);

/* Sample type and declared nodata of a band (from 1). ECO_NOTFOUND: no band. */
eco_status eco_raster_band(eco_ctx *ctx, eco_raster *r, int band,
                           eco_sample *sample, bool *has_nodata,
                           double *nodata);

/* Window {col0, row0, ncols, nrows} of a band at full resolution into `out`
 * (row-major, `sample` type of that band, `stride` samples from row to row).
 * ECO_IO names the file. */
eco_status eco_raster_read(eco_ctx *ctx, eco_raster *r, int band,
                           const int window[4], void *out, size_t stride);

/* Blocks as the band is stored, {column, row} of blocks at: block_cols x
 * block_rows samples in `out`, those beyond the raster's edge undefined, and
 * ECO_BLOCK_SLACK bytes more that may be written. When
 * *constant comes back true, all samples equal the first and only that one is
 * written. ECO_IO names the file. */
eco_status eco_raster_block_size(eco_ctx *ctx, eco_raster *r, int band,
                                 int *cols, int *rows);
eco_status eco_raster_read_block(eco_ctx *ctx, eco_raster *r, int band,
                                 const int at[2], void *out, bool *constant);

/* What decodes blocks: our own decoders where they know the file (the default),
 * or GDAL always. Before the first block is read. */
void eco_raster_decode(eco_raster *r, bool through_gdal);

/* Whether the file says cell by cell what it knows: a mask inside it, or an
 * alpha band. A mask of the same window as a block's, 0 where nothing is known,
 * `cols` bytes a row; rows and columns beyond the raster are left alone. */
bool eco_raster_masked(const eco_raster *r, int band);
eco_status eco_raster_read_block_mask(eco_ctx *ctx, eco_raster *r, int band,
                                      const int at[2], uint8_t *out);

/* Footprint: closed ring of corners and edge points in EPSG:4326 as WKB
 * polygon (caller frees). */
eco_status eco_raster_footprint(eco_ctx *ctx, const eco_grid *grid,
                                const eco_crs *crs, unsigned char **wkb,
                                size_t *n);
#endif
