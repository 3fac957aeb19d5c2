/* Each block is decoded once and kept till its memory is needed for another:
 * the one that has not been used for longest. */
#include "eco_blocks_cache.h"

#include "eco_blocks.h"
#include "eco_mem.h"

#include <string.h>

enum { OPEN_MAX_FILES = 128 };

struct block {
    unsigned char *samples;
    uint8_t *mask; /* NULL: the file masks nothing */
    size_t tile;   /* of the layer */
    int at[2];
    uint64_t used; /* the window that used it last; 0: free */
    bool constant;
};

/* Where a tile's blocks are, block + 1 by position; made when it is read. */
struct places {
    int block_cols, block_rows, across, down;
    uint32_t *of;
};

struct eco_cache {
    const eco_layer *layer;
    struct block *blocks;
    struct places *places; /* per tile */
    eco_patch *patches;
    size_t nblocks, blocks_cap, npatches, patches_cap, bytes, bytes_max;
    uint64_t now;
};

eco_status eco_handles_create(eco_ctx *ctx, const eco_stack *s,
                              eco_handles *out)
{
    *out = (eco_handles){.stack = s};
    out->files = eco_mem_array(s->nfiles, sizeof(eco_raster *));
    return out->files ? ECO_OK : eco_nomem(ctx);
}

static void close_files(eco_handles *h)
{
    for (size_t i = 0; h->files && i < h->stack->nfiles; i++) {
        eco_raster_close(h->files[i]);
        h->files[i] = NULL;
    }
    h->nopen = 0;
}

void eco_handles_clear(eco_handles *h)
{
    close_files(h);
    eco_mem_free(h->files);
    *h = (eco_handles){0};
}

static eco_status open_file(eco_ctx *ctx, eco_handles *h, size_t i,
                            eco_raster **out)
{
    eco_status st;

    if (!h->files[i]) {
        if (h->nopen >= OPEN_MAX_FILES)
            close_files(h); /* a mosaic is walked in order: few come back */
        st = eco_raster_open(ctx, h->stack->files[i], &h->files[i]);
        if (st)
            return st;
        eco_raster_decode(h->files[i], h->stack->through_gdal);
        h->nopen++;
    }
    *out = h->files[i];
    return ECO_OK;
}

eco_status eco_cache_create(eco_ctx *ctx, const eco_layer *layer,
                            size_t bytes_max, eco_cache **out)
{
    eco_cache *c = eco_mem_array(1, sizeof *c);

    *out = NULL;
    if (!c)
        return eco_nomem(ctx);
    c->layer = layer;
    c->bytes_max = bytes_max;
    c->places = eco_mem_array(layer->ntiles, sizeof *c->places);
    if (!c->places) {
        eco_cache_destroy(c);
        return eco_nomem(ctx);
    }
    *out = c;
    return ECO_OK;
}

void eco_cache_destroy(eco_cache *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->nblocks; i++) {
        eco_mem_free(c->blocks[i].samples);
        eco_mem_free(c->blocks[i].mask);
    }
    for (size_t i = 0; c->places && i < c->layer->ntiles; i++)
        eco_mem_free(c->places[i].of);
    eco_mem_free(c->blocks);
    eco_mem_free(c->places);
    eco_mem_free(c->patches);
    eco_mem_free(c);
}

static eco_status place(eco_ctx *ctx, eco_cache *c, eco_handles *h, size_t tile)
{
    struct places *p = &c->places[tile];
    const eco_tile *t = &c->layer->tiles[tile];
    eco_raster *raster;
    eco_status st;

    if (p->of)
        return ECO_OK;
    st = open_file(ctx, h, t->file, &raster);
    if (!st)
        st = eco_raster_block_size(ctx, raster, c->layer->band, &p->block_cols,
                                   &p->block_rows);
    if (st)
        return st;
    p->across = (t->ncols - 1) / p->block_cols + 1;
    p->down = (t->nrows - 1) / p->block_rows + 1;
    p->of = eco_mem_array((size_t)p->across * (size_t)p->down, sizeof *p->of);
    return p->of ? ECO_OK : eco_nomem(ctx);
}

static size_t place_index(const struct places *p, const int at[2])
{
    return (size_t)at[1] * (size_t)p->across + (size_t)at[0];
}

/* The block longest unused, or none when all are of this window or there is
 * room for more. Windows are few, so a walk will do. */
static struct block *recycle(eco_cache *c, size_t size)
{
    struct block *oldest = NULL;

    if (c->bytes + size <= c->bytes_max)
        return NULL;
    for (size_t i = 0; i < c->nblocks; i++)
        if (c->blocks[i].used < c->now &&
            (!oldest || c->blocks[i].used < oldest->used))
            oldest = &c->blocks[i];
    return oldest;
}

/* Memory for a block of `size` bytes; all of a layer's tiles may differ in
 * block size, so the old memory may be too small. */
static struct block *take(eco_cache *c, size_t size)
{
    struct block *b = recycle(c, size);
    unsigned char *samples;

    if (!b) {
        if (!ECO_GROW(c->blocks, c->nblocks, c->blocks_cap))
            return NULL;
        b = &c->blocks[c->nblocks];
        *b =
            (struct block){.samples = eco_mem_array(size + ECO_BLOCK_SLACK, 1)};
        if (!b->samples)
            return NULL;
        c->nblocks++;
        c->bytes += size;
        return b;
    }
    if (b->used)
        c->places[b->tile].of[place_index(&c->places[b->tile], b->at)] = 0;
    b->used = 0;
    samples = eco_mem_resize(b->samples, size + ECO_BLOCK_SLACK, 1);
    if (!samples)
        return NULL;
    b->samples = samples;
    return b;
}

/* The block's mask, when the file has any. */
static eco_status decode_mask(eco_ctx *ctx, const eco_cache *c,
                              eco_raster *raster, const int at[2],
                              struct block *b, const struct places *p)
{
    size_t n = (size_t)p->block_cols * (size_t)p->block_rows;
    uint8_t *mask;

    if (!eco_raster_masked(raster, c->layer->band)) {
        eco_mem_free(b->mask);
        b->mask = NULL;
        return ECO_OK;
    }
    mask = eco_mem_resize(b->mask, n, 1);
    if (!mask)
        return eco_nomem(ctx);
    b->mask = mask;
    return eco_raster_read_block_mask(ctx, raster, c->layer->band, at, mask);
}

static eco_status decode(eco_ctx *ctx, eco_cache *c, eco_handles *h,
                         size_t tile, const int at[2], size_t *index)
{
    struct places *p = &c->places[tile];
    size_t size = (size_t)p->block_cols * (size_t)p->block_rows *
                  eco_sample_size(c->layer->sample);
    struct block *b = take(c, size);
    eco_raster *raster;
    eco_status st;

    if (!b)
        return eco_nomem(ctx);
    st = open_file(ctx, h, c->layer->tiles[tile].file, &raster);
    if (!st)
        st = eco_raster_read_block(ctx, raster, c->layer->band, at, b->samples,
                                   &b->constant);
    if (!st)
        st = decode_mask(ctx, c, raster, at, b, p);
    if (st)
        return st;
    h->bytes += (int64_t)size;
    b->tile = tile;
    b->at[0] = at[0];
    b->at[1] = at[1];
    *index = (size_t)(b - c->blocks);
    p->of[place_index(p, at)] = (uint32_t)*index + 1;
    return ECO_OK;
}

static int imax(int a, int b)
{
    return a > b ? a : b;
}

static int imin(int a, int b)
{
    return a < b ? a : b;
}

static eco_status add_block(eco_ctx *ctx, eco_cache *c, eco_handles *h,
                            size_t tile, const int at[2], const int window[4])
{
    struct places *p = &c->places[tile];
    const eco_tile *t = &c->layer->tiles[tile];
    size_t index = p->of[place_index(p, at)];
    int col = t->col + at[0] * p->block_cols;
    int row = t->row + at[1] * p->block_rows;
    eco_status st = ECO_OK;

    if (index)
        index--;
    else
        st = decode(ctx, c, h, tile, at, &index);
    if (st)
        return st;
    c->blocks[index].used = c->now;
    if (!ECO_GROW(c->patches, c->npatches, c->patches_cap))
        return eco_nomem(ctx);
    c->patches[c->npatches++] = (eco_patch){
        .col0 = imax(col, window[0]),
        .row0 = imax(row, window[1]),
        .col1 = imin(imin(col + p->block_cols, t->col + t->ncols), window[2]),
        .row1 = imin(imin(row + p->block_rows, t->row + t->nrows), window[3]),
        .col = col,
        .row = row,
        .stride = p->block_cols,
        .samples = c->blocks[index].samples,
        .mask = c->blocks[index].mask,
        .constant = c->blocks[index].constant};
    return ECO_OK;
}

static eco_status add_tile(eco_ctx *ctx, eco_cache *c, eco_handles *h,
                           size_t tile, const int window[4])
{
    const eco_tile *t = &c->layer->tiles[tile];
    const int part[4] = {
        imax(window[0] - t->col, 0), imax(window[1] - t->row, 0),
        imin(window[2] - t->col, t->ncols), imin(window[3] - t->row, t->nrows)};
    const struct places *p = &c->places[tile];
    eco_status st;
    int at[2];

    if (part[0] >= part[2] || part[1] >= part[3])
        return ECO_OK;
    st = place(ctx, c, h, tile);
    if (st)
        return st;
    for (at[1] = part[1] / p->block_rows;
         at[1] <= (part[3] - 1) / p->block_rows && !st; at[1]++)
        for (at[0] = part[0] / p->block_cols;
             at[0] <= (part[2] - 1) / p->block_cols && !st; at[0]++)
            st = add_block(ctx, c, h, tile, at, window);
    return st;
}

/* Tiles of a mosaic that were passed need not be looked up again. */
static void forget(eco_cache *c, const int window[4])
{
    for (size_t i = 0; i < c->layer->ntiles; i++) {
        const eco_tile *t = &c->layer->tiles[i];
        struct places *p = &c->places[i];

        if (!p->of || t->row + t->nrows > window[1])
            continue;
        for (size_t k = 0; k < c->nblocks; k++)
            if (c->blocks[k].used && c->blocks[k].tile == i)
                c->blocks[k].used = 0;
        eco_mem_free(p->of);
        p->of = NULL;
    }
}

eco_status eco_cache_window(eco_ctx *ctx, eco_cache *c, eco_handles *h,
                            const int window[4], const eco_patch **patches,
                            size_t *n)
{
    eco_status st = ECO_OK;

    c->now++;
    c->npatches = 0;
    if (c->layer->ntiles > 1)
        forget(c, window);
    for (size_t i = 0; i < c->layer->ntiles && !st; i++)
        st = add_tile(ctx, c, h, i, window);
    /* Blocks may have moved while the list grew: their memory has not. */
    *patches = c->patches;
    *n = c->npatches;
    return st;
}
