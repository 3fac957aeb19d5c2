/* Opens rasters as layers of mosaics and lists the tables to count. */
#include "eco_stack.h"

#include "eco_mem.h"
#include "eco_mosaic.h"
#include "eco_str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static eco_status file_index(eco_ctx *ctx, eco_stack *s, const char *path,
                             size_t *out)
{
    for (*out = 0; *out < s->nfiles; (*out)++)
        if (strcmp(s->files[*out], path) == 0)
            return ECO_OK;
    if (!ECO_GROW(s->files, s->nfiles, s->files_cap))
        return eco_nomem(ctx);
    s->files[s->nfiles] = eco_mem_text(path);
    if (!s->files[s->nfiles])
        return eco_nomem(ctx);
    s->nfiles++;
    return ECO_OK;
}

/* A mosaic has one CRS; without one there is no place. */
static eco_status check_crs(eco_ctx *ctx, const eco_stack *s, eco_layer *layer,
                            const eco_raster *r, const char *path)
{
    const eco_crs *crs = eco_raster_crs(r);

    if (!crs)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: has no coordinate reference system; set it with "
                        "gdal_edit.py -a_srs",
                        path);
    if (!layer->crs)
        return eco_crs_clone(ctx, crs, &layer->crs);
    if (!eco_crs_same(crs, layer->crs))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: is in %s, but %s of the same mosaic is in %s; "
                        "reproject one of them (gdalwarp -r near for classes)",
                        path, eco_crs_name(crs), s->files[layer->tiles[0].file],
                        eco_crs_name(layer->crs));
    return ECO_OK;
}

/* Puts one more file into the layer's grid, which grows to hold it. Tiles'
 * places are kept relative to the first file till the grid is final. */
static eco_status place(eco_ctx *ctx, eco_layer *layer, eco_mosaic *m,
                        const eco_grid *grid, const char *path)
{
    eco_tile *t = &layer->tiles[layer->ntiles];
    int64_t dcol, drow;

    m->grids[m->n++] = *grid;
    if (!eco_grid_aligned(&m->grids[0], grid, ECO_TILE_SHIFT_MAX, &dcol,
                          &drow)) {
        m->nodd++;
        return ECO_OK;
    }
    if (llabs(dcol) > INT32_MAX / 4 || llabs(drow) > INT32_MAX / 4)
        return eco_fail(ctx, ECO_USAGE, "%s: is too far from the other files",
                        path);
    t->col = (int)dcol;
    t->row = (int)drow;
    t->ncols = grid->ncols;
    t->nrows = grid->nrows;
    layer->ntiles++;
    return ECO_OK;
}

static eco_status add_file(eco_ctx *ctx, eco_stack *s, eco_layer *layer,
                           eco_mosaic *m, const char *path)
{
    eco_raster *r = NULL;
    const eco_raster_info *info;
    eco_sample sample;
    bool has_nodata;
    double nodata;
    eco_status st = eco_raster_open(ctx, path, &r);

    if (st)
        return st;
    info = eco_raster_info_get(r);
    st = check_crs(ctx, s, layer, r, path);
    if (!st)
        st =
            eco_raster_band(ctx, r, layer->band, &sample, &has_nodata, &nodata);
    if (st)
        goto done;
    if (!layer->ntiles) {
        layer->sample = sample;
        layer->has_nodata = has_nodata;
        layer->nodata = nodata;
        layer->value_bits = info->integer ? 0 : 16;
        layer->block_cols = info->block_cols;
        layer->block_rows = info->block_rows;
    }
    st = eco_mosaic_check_alike(ctx, layer, m, sample,
                                has_nodata ? &nodata : NULL, path);
    if (!st)
        st = file_index(ctx, s, path, &layer->tiles[layer->ntiles].file);
    if (!st)
        st = place(ctx, layer, m, &info->grid, path);
done:
    eco_raster_close(r);
    return st;
}

/* The grid that holds all tiles. */
static eco_status final_grid(eco_ctx *ctx, eco_layer *layer,
                             const eco_grid *first)
{
    int64_t w = INT32_MAX, n = INT32_MAX, e = INT32_MIN, so = INT32_MIN;
    eco_point origin;

    for (size_t i = 0; i < layer->ntiles; i++) {
        const eco_tile *t = &layer->tiles[i];

        w = t->col < w ? t->col : w;
        n = t->row < n ? t->row : n;
        e = t->col + t->ncols > e ? t->col + t->ncols : e;
        so = t->row + t->nrows > so ? t->row + t->nrows : so;
    }
    if (e - w > INT32_MAX / 2 || so - n > INT32_MAX / 2)
        return eco_fail(ctx, ECO_USAGE, "%s: the mosaic is too large",
                        layer->name);
    for (size_t i = 0; i < layer->ntiles; i++) {
        layer->tiles[i].col -= (int)w;
        layer->tiles[i].row -= (int)n;
    }
    layer->grid = *first;
    origin = eco_grid_to_crs(first, (eco_point){(double)w, (double)n});
    layer->grid.gt[0] = origin.x;
    layer->grid.gt[3] = origin.y;
    layer->grid.ncols = (int)(e - w);
    layer->grid.nrows = (int)(so - n);
    return eco_mosaic_count_gaps(ctx, layer);
}

static eco_status set_meaning(eco_ctx *ctx, eco_layer *layer,
                              const eco_layer_source *src)
{
    eco_status st;

    if (src->nodata == ECO_NODATA_KEEP)
        layer->has_nodata = false;
    if (src->nodata == ECO_NODATA_VALUE) {
        layer->has_nodata = true;
        layer->nodata = src->nodata_value;
    }
    layer->value = src->value;
    layer->count = src->count;
    layer->unit_per_m2 = src->count ? 0 : src->unit_per_m2;
    if (src->value)
        return ECO_OK;
    st = eco_classes_create(ctx, layer->name, src->legend, src->nlegend,
                            layer->sample, &layer->classes);
    if (!st && layer->has_nodata)
        eco_classes_set_nodata(&layer->classes, layer->nodata);
    layer->min_patch_m2 = src->min_patch_m2;
    if (!st && src->min_patch_m2 > 0)
        st = eco_classes_add_small(ctx, layer->name, src->min_patch_m2 / 1e4,
                                   &layer->classes);
    return st;
}

eco_status eco_stack_add_layer(eco_ctx *ctx, eco_stack *s,
                               const eco_layer_source *src, size_t *index)
{
    eco_layer *layer;
    eco_mosaic m = {.source = src};
    eco_status st = ECO_OK;

    if (!ECO_GROW(s->layers, s->nlayers, s->layers_cap))
        return eco_nomem(ctx);
    layer = &s->layers[s->nlayers];
    *layer = (eco_layer){.dataset = src->dataset,
                         .year = src->year,
                         .band = src->band ? src->band : 1};
    layer->name = eco_mem_text(src->name);
    layer->tiles = eco_mem_array(src->nfiles, sizeof *layer->tiles);
    m.grids = eco_mem_array(src->nfiles, sizeof *m.grids);
    if (!layer->name || !layer->tiles || !m.grids)
        st = eco_nomem(ctx);
    for (size_t i = 0; i < src->nfiles && !st; i++)
        st = add_file(ctx, s, layer, &m, src->files[i]);
    if (!st)
        st = eco_mosaic_refuse_odd(ctx, layer, &m);
    if (!st)
        st = final_grid(ctx, layer, &m.grids[0]);
    eco_mem_free(m.grids);
    if (!st)
        st = set_meaning(ctx, layer, src);
    *index = s->nlayers++; /* clear frees it, whole or not */
    s->nvalues += src->value;
    return st;
}

static eco_status add_table(eco_ctx *ctx, eco_stack *s, eco_table table,
                            const size_t *layers)
{
    if (!ECO_GROW(s->tables, s->ntables, s->tables_cap))
        return eco_nomem(ctx);
    table.layers = eco_mem_array(table.n, sizeof *table.layers);
    if (!table.layers)
        return eco_nomem(ctx);
    for (size_t i = 0; i < table.n; i++)
        table.layers[i] = layers[i];
    s->tables[s->ntables++] = table;
    return ECO_OK;
}

eco_status eco_stack_add_total(eco_ctx *ctx, eco_stack *s)
{
    return add_table(ctx, s, (eco_table){.kind = ECO_TABLE_TOTAL, .radix = 2},
                     NULL);
}

/* Keys are kept in 32 bits while a row is worked on. */
static eco_status fits(eco_ctx *ctx, uint64_t radix)
{
    if (radix <= UINT32_MAX)
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE,
                    "too many class combinations (over 4e9 possible): give "
                    "legends that join values into fewer classes");
}

eco_status eco_stack_add_cross(eco_ctx *ctx, eco_stack *s, const size_t *layers,
                               size_t n)
{
    eco_table t = {.kind = ECO_TABLE_CROSS, .n = n, .radix = 1};

    for (size_t i = 0; i < n; i++) {
        eco_status st;

        t.radix *= ECO_CLASS_RADIX(&s->layers[layers[i]].classes);
        st = fits(ctx, t.radix);
        if (st)
            return st;
    }
    return add_table(ctx, s, t, layers);
}

eco_status eco_stack_add_series(eco_ctx *ctx, eco_stack *s,
                                const size_t *layers, size_t n)
{
    uint64_t r = ECO_CLASS_RADIX(&s->layers[layers[0]].classes);
    eco_series *series;
    eco_status st = fits(ctx, ECO_HISTORIES * r * (r + 1));

    if (st)
        return st;
    if (!ECO_GROW(s->series, s->nseries, s->series_cap))
        return eco_nomem(ctx);
    series = &s->series[s->nseries];
    *series = (eco_series){.n = n, .first_table = s->ntables};
    series->layers = eco_mem_array(n, sizeof *series->layers);
    if (!series->layers)
        return eco_nomem(ctx);
    memcpy(series->layers, layers, n * sizeof *layers);
    s->nseries++;
    for (size_t i = 0; i < n && !st; i++)
        st = add_table(ctx, s,
                       (eco_table){.kind = ECO_TABLE_YEAR,
                                   .n = 1,
                                   .series = s->nseries - 1,
                                   .radix = ECO_HISTORIES * r * (r + 1)},
                       &layers[i]);
    return st;
}

size_t eco_table_digit(const eco_stack *s, size_t table, uint64_t key, size_t i)
{
    const eco_table *t = &s->tables[table];
    uint64_t r;

    switch (t->kind) {
    case ECO_TABLE_TOTAL:
        return (size_t)key;
    case ECO_TABLE_CROSS:
        for (size_t j = t->n; --j > i;)
            key /= ECO_CLASS_RADIX(&s->layers[t->layers[j]].classes);
        return (size_t)(key %
                        ECO_CLASS_RADIX(&s->layers[t->layers[i]].classes));
    case ECO_TABLE_YEAR:
        r = ECO_CLASS_RADIX(&s->layers[t->layers[0]].classes);
        return (size_t)(i == 0   ? key / (r * (r + 1))
                        : i == 1 ? key / r % (r + 1)
                                 : key % r);
    }
    return 0;
}

uint64_t eco_table_keys(const eco_stack *s, size_t table)
{
    const eco_table *t = &s->tables[table];

    return t->kind == ECO_TABLE_TOTAL ? 2 : t->radix;
}

uint64_t eco_table_outside(const eco_stack *s, size_t table)
{
    const eco_table *t = &s->tables[table];
    uint64_t key = 0, r;

    switch (t->kind) {
    case ECO_TABLE_TOTAL:
        return 1;
    case ECO_TABLE_CROSS:
        for (size_t i = 0; i < t->n; i++) {
            const eco_classes *c = &s->layers[t->layers[i]].classes;

            key = key * ECO_CLASS_RADIX(c) + ECO_CLASS_OUTSIDE(c);
        }
        return key;
    case ECO_TABLE_YEAR:
        r = ECO_CLASS_RADIX(&s->layers[t->layers[0]].classes);
        return r * r + r - 1; /* history 0, none before, outside */
    }
    return 0;
}

static void free_overlaps(eco_overlaps *o)
{
    eco_mem_free(o->first);
    eco_mem_free(o->n);
    eco_mem_free(o->at);
    eco_mem_free(o->weights);
}

void eco_stack_clear(eco_stack *s)
{
    for (size_t i = 0; i < s->nlayers; i++) {
        eco_layer *l = &s->layers[i];

        eco_mem_free(l->name);
        eco_crs_destroy(l->crs);
        eco_mem_free(l->tiles);
        eco_mem_free(l->col_map);
        eco_mem_free(l->row_map);
        eco_classes_clear(&l->classes);
        eco_area_model_clear(&l->model);
        free_overlaps(&l->cols);
        free_overlaps(&l->rows);
    }
    for (size_t i = 0; i < s->ntables; i++)
        eco_mem_free(s->tables[i].layers);
    for (size_t i = 0; i < s->nseries; i++)
        eco_mem_free(s->series[i].layers);
    for (size_t i = 0; i < s->nfiles; i++)
        eco_mem_free(s->files[i]);
    eco_mem_free(s->files);
    eco_mem_free(s->layers);
    eco_mem_free(s->tables);
    eco_mem_free(s->series);
    eco_crs_destroy(s->crs);
    eco_area_destroy(s->area);
    eco_transform_destroy(s->unproject);
    *s = (eco_stack){0};
}
