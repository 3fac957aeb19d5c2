/* Decodes what a chunk needs and hands out rows of classes' samples. */
#include "eco_reader.h"

#include "eco_blocks_cache.h"
#include "eco_mem.h"
#include "eco_source.h"

#include <math.h>

/* For layers of another CRS: blocks that neighbouring chunks share. */
enum { WARPED_BYTES = 32 << 20 };

struct eco_reader {
    const eco_stack *stack;
    eco_handles handles;
    eco_source *sources; /* per layer */
    eco_values *values;  /* per layer; value layers only */
    const bool *only;    /* per layer: it is decoded; NULL: all are */
};

static double cell_width(const eco_grid *g)
{
    return hypot(g->gt[1], g->gt[4]);
}

static double cell_height(const eco_grid *g)
{
    return hypot(g->gt[2], g->gt[5]);
}

/* Memory for a layer beside the chunk in hand. Where its blocks lie like the
 * chunks none is needed, and the least keeps to the processor's caches. */
static size_t worth_keeping(const eco_stack *s, const eco_layer *l,
                            int chunk_cols, int chunk_rows)
{
    const size_t size = eco_sample_size(l->sample);
    double across, down, sx, sy;

    if (l->warped || l->rim) /* how far its rows lean is not known here */
        return WARPED_BYTES;
    if (l->aligned && !l->value && l->block_rows <= chunk_rows &&
        (l->block_cols == chunk_cols || chunk_cols >= s->grid.ncols))
        return 0;
    sx = cell_width(&s->grid) / cell_width(&l->grid);
    sy = cell_height(&s->grid) / cell_height(&l->grid);
    across = s->grid.ncols * sx + 2.0 * l->block_cols;
    down = chunk_rows * sy + 2.0 * l->block_rows;
    across = across < l->grid.ncols + 2.0 * l->block_cols
                 ? across
                 : l->grid.ncols + 2.0 * l->block_cols;
    return (size_t)(across * down * (double)size);
}

static eco_status make_sources(eco_ctx *ctx, eco_reader *r, int chunk_cols,
                               int chunk_rows)
{
    const eco_stack *s = r->stack;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < s->nlayers && !st; i++) {
        const eco_layer *l = &s->layers[i];

        r->sources[i].layer = l;
        st = eco_cache_create(ctx, l,
                              worth_keeping(s, l, chunk_cols, chunk_rows),
                              &r->sources[i].cache);
    }
    return st;
}

eco_status eco_reader_create(eco_ctx *ctx, const eco_stack *s, int chunk_cols,
                             int chunk_rows, eco_reader **out)
{
    eco_reader *r = eco_mem_array(1, sizeof *r);
    eco_status st;

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    r->stack = s;
    r->sources = eco_mem_array(s->nlayers, sizeof *r->sources);
    r->values = eco_mem_array(s->nlayers, sizeof *r->values);
    st = r->sources && r->values ? eco_handles_create(ctx, s, &r->handles)
                                 : eco_nomem(ctx);
    if (!st)
        st = make_sources(ctx, r, chunk_cols, chunk_rows);
    if (st) {
        eco_reader_destroy(r);
        return st;
    }
    *out = r;
    return ECO_OK;
}

void eco_reader_destroy(eco_reader *r)
{
    if (!r)
        return;
    for (size_t i = 0; r->sources && i < r->stack->nlayers; i++)
        eco_source_clear(&r->sources[i]);
    for (size_t i = 0; r->values && i < r->stack->nlayers; i++)
        eco_values_clear(&r->values[i]);
    eco_handles_clear(&r->handles);
    eco_mem_free(r->sources);
    eco_mem_free(r->values);
    eco_mem_free(r);
}

void eco_reader_only(eco_reader *r, const bool *layers)
{
    r->only = layers;
}

eco_status eco_reader_chunk(eco_ctx *ctx, eco_reader *r, const int cols[2],
                            const int rows[2])
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->stack->nlayers && !st; i++)
        if (!r->only || r->only[i])
            st =
                eco_source_window(ctx, &r->sources[i], &r->handles, cols, rows);
    return st;
}

eco_status eco_reader_row(eco_ctx *ctx, eco_reader *r, size_t layer,
                          const int at[2], size_t n, eco_view *out)
{
    return eco_source_view(ctx, &r->sources[layer], at[1], at[0], n, out);
}

eco_status eco_reader_values(eco_ctx *ctx, eco_reader *r, size_t layer,
                             const int at[2], size_t n, int64_t *out)
{
    return eco_values_row(ctx, &r->values[layer], &r->sources[layer], at, n,
                          out);
}

bool eco_reader_values_same(const eco_reader *r, size_t layer)
{
    return r->values[layer].same;
}

int64_t eco_reader_bytes(const eco_reader *r)
{
    return r->handles.bytes;
}
