/* Decoded blocks of one layer, and which of them a chunk is made of. */
#ifndef ECO_TABULATE_BLOCKS_CACHE_H
#define ECO_TABULATE_BLOCKS_CACHE_H

#include "eco_stack.h"

/* A part of a chunk in the layer's own cells: col0 .. col1-1, row0 .. row1-1 of
 * one block, whose first sample lies at (col, row). */
typedef struct eco_patch {
    int col0, row0, col1, row1, col, row, stride;
    const unsigned char *samples;
    const uint8_t
        *mask;     /* 0 where the file knows nothing; NULL: it knows all */
    bool constant; /* all samples equal the first, which alone is there */
} eco_patch;

typedef struct eco_cache eco_cache;

/* Files of all layers of a worker, opened when needed. */
typedef struct eco_handles {
    const eco_stack *stack;
    eco_raster **files;
    size_t nopen;
    int64_t bytes; /* decoded */
} eco_handles;

eco_status eco_handles_create(eco_ctx *ctx, const eco_stack *s,
                              eco_handles *out);
void eco_handles_clear(eco_handles *h);

/* bytes_max: how much of the layer is worth keeping beside the chunk in hand;
 * what a chunk needs is always kept. */
eco_status eco_cache_create(eco_ctx *ctx, const eco_layer *layer,
                            size_t bytes_max, eco_cache **out);
void eco_cache_destroy(eco_cache *c);

/* The blocks under {col0, row0, col1, row1} of the layer, by file in the order
 * of the mosaic; borrowed until the next call. Nothing is there where no patch
 * is, and where patches overlap the first counts. */
eco_status eco_cache_window(eco_ctx *ctx, eco_cache *c, eco_handles *h,
                            const int window[4], const eco_patch **patches,
                            size_t *n);

#endif
