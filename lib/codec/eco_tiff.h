/* Where a plain TIFF keeps its blocks, from the bytes of its directory. */
#ifndef ECO_CODEC_TIFF_H
#define ECO_CODEC_TIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reads n bytes of the file at `at` into `to`; false when they are not there.
 */
typedef bool (*eco_tiff_read)(void *user, uint64_t at, void *to, size_t n);

enum {
    ECO_TIFF_NONE = 1,
    ECO_TIFF_LZW = 5,
    ECO_TIFF_DEFLATE = 8,
    ECO_TIFF_DEFLATE_OLD = 32946
};

typedef struct eco_tiff {
    uint64_t ncols, nrows, block_cols, block_rows, across, down;
    unsigned bits, format, samples, planar, compression, predictor;
    bool tiled, big_endian, big;
    uint64_t size;   /* of the file */
    uint64_t blocks; /* offsets and counts that there must be: all bands */
    uint64_t offsets_at, counts_at;     /* of the arrays in the file */
    unsigned offset_size, count_size;   /* bytes of their elements: 2, 4 or 8 */
    uint64_t offset_value, count_value; /* a single block's, in the entry */
} eco_tiff;

/* The first directory of a classic or BigTIFF of `size` bytes. False, and *why
 * (static), unless all of it is known and within the file. */
bool eco_tiff_parse(eco_tiff_read read, void *user, uint64_t size,
                    eco_tiff *out, const char **why);

/* Place of block k (row-major; planar files: band by band); false when it
 * cannot be read or lies outside the file. Both zero: the block is absent. */
bool eco_tiff_block(const eco_tiff *t, eco_tiff_read read, void *user,
                    uint64_t k, uint64_t *offset, uint64_t *count);

#endif
