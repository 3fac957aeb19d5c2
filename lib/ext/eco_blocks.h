/* Blocks of plain local GeoTIFFs, decoded without GDAL.
 *
 * Only what is known for certain is taken: one file, its first directory, LZW,
 * DEFLATE or no compression, samples of whole bytes. Whatever else there is,
 * and any block that is not regular, is left to GDAL. */
#ifndef ECO_EXT_BLOCKS_H
#define ECO_EXT_BLOCKS_H

#include "eco_fail.h"

typedef struct eco_blocks eco_blocks; /* one band; one a thread */

/* What GDAL says of the same band: any difference, and it is GDAL's. */
typedef struct eco_blocks_expect {
    int ncols, nrows, block_cols, block_rows;
    int band, nbands;
    unsigned bits, format;     /* TIFF's: 1 unsigned, 2 signed, 3 floating */
    const unsigned char *fill; /* a sample of absent blocks; NULL: not known */
} eco_blocks_expect;

/* *out is NULL, with ECO_OK, for a file that is not plain: *why (static). */
eco_status eco_blocks_open(eco_ctx *ctx, const char *path,
                           const eco_blocks_expect *expect, eco_blocks **out,
                           const char **why);
void eco_blocks_close(eco_blocks *b);

/* The block at {column, row} into `out`, which has room for ECO_BLOCK_SLACK
 * bytes more; the rows of a strip or tile beyond the raster's last are
 * undefined. *constant: all samples equal the first, which alone is written.
 * False: GDAL must read it. */
enum { ECO_BLOCK_SLACK = 32 };
bool eco_blocks_read(eco_blocks *b, const int at[2], void *out, bool *constant);

/* Whether DEFLATE was built in. */
bool eco_blocks_deflate(void);

#endif
