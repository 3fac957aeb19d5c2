/* VRTs and STAC items from any bytes: what is accepted is a list that can be
 * read, and its places are within the mosaic. No file is opened. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_tile_index.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_vrt(const eco_vrt *v)
{
    if (!v->nbands || v->nbands > ECO_VRT_BANDS_MAX || !v->nsources ||
        v->nsources > ECO_TILES_MAX || !eco_grid_valid(&v->grid))
        abort();
    for (size_t i = 0; i < v->nsources; i++) {
        const eco_vrt_source *s = &v->sources[i];

        if (!s->file || !*s->file)
            abort();
        if (s->placed && (s->ncols < 1 || s->nrows < 1 || s->col < 0 ||
                          s->row < 0 || s->col + s->ncols > v->grid.ncols ||
                          s->row + s->nrows > v->grid.nrows))
            abort();
        if (!s->placed && (s->ncols || s->nrows || s->col || s->row))
            abort();
    }
}

/* A refusal says why, in one line that begins with the file. */
static void check_message(const eco_ctx *ctx)
{
    const char *text = eco_ctx_message(ctx);

    if (strncmp(text, "fuzz:", 5) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live();
    char *text = eco_mem_text_n((const char *)data, size);
    eco_tiles refs = {0};
    eco_ctx *ctx = NULL;
    bool is_stac = false;
    eco_vrt vrt;

    if (!text || eco_ctx_create(&ctx) || eco_gdal_init(ctx))
        abort();
    if (strlen(text) == size) {
        if (eco_vrt_parse(ctx, "fuzz", text, &vrt))
            check_message(ctx);
        else
            check_vrt(&vrt);
        eco_vrt_clear(&vrt);
    }
    if (eco_stac_parse(ctx, &(eco_stac_text){"fuzz", text, size, "data"}, &refs,
                       &is_stac))
        check_message(ctx);
    else if (!is_stac && refs.n)
        abort();
    for (size_t i = 0; i < refs.n; i++)
        if (strlen(refs.files[i]) > size)
            abort();
    eco_tiles_clear(&refs);
    eco_ctx_destroy(ctx);
    eco_mem_free(text);
    if (eco_mem_live() != before)
        abort();
    return 0;
}
