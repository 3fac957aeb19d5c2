/* What the files of one layer must have in common, and what they leave out. */
#include "eco_mosaic.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>

/* Grids that are aligned with each other; at most so many sorts are told
 * apart, the rest belongs to none. */
enum { SORTS = 16, LISTED = 5 };

/* The first grid of the sort that most files are of; of equals the first. */
static const eco_grid *majority(const eco_mosaic *m)
{
    const eco_grid *sorts[SORTS] = {m->grids};
    size_t count[SORTS] = {0}, nsorts = 1, best = 0;
    int64_t dcol, drow;

    for (size_t i = 0; i < m->n; i++) {
        size_t k = 0;

        while (k < nsorts &&
               !eco_grid_aligned(sorts[k], &m->grids[i], ECO_TILE_SHIFT_MAX,
                                 &dcol, &drow))
            k++;
        if (k == nsorts && nsorts < SORTS)
            sorts[nsorts++] = &m->grids[i];
        if (k < SORTS)
            count[k]++;
    }
    for (size_t k = 1; k < nsorts; k++)
        if (count[k] > count[best])
            best = k;
    return sorts[best];
}

static void note_odd(eco_str *list, size_t n, const eco_grid *most,
                     const eco_grid *g, const char *path)
{
    eco_point at =
        eco_grid_to_pixel(most, eco_grid_to_crs(g, (eco_point){0, 0}));
    bool alike = fabs(g->gt[1] - most->gt[1]) <= 1e-9 * fabs(most->gt[1]) &&
                 fabs(g->gt[5] - most->gt[5]) <= 1e-9 * fabs(most->gt[5]);

    if (n > LISTED)
        return;
    eco_str_printf(list, "%s%.120s (cells of %.10g x %.10g", n > 1 ? ", " : "",
                   path, fabs(g->gt[1]), fabs(g->gt[5]));
    if (alike)
        eco_str_printf(list, ", off by %.3f columns, %.3f rows",
                       at.x - round(at.x), at.y - round(at.y));
    eco_str_add(list, ")");
}

/* All that do not fit are told, by the grid that most have. */
eco_status eco_mosaic_refuse_odd(eco_ctx *ctx, const eco_layer *layer,
                                 const eco_mosaic *m)
{
    eco_str list = {0};
    const eco_grid *most;
    size_t n = 0;
    int64_t dcol, drow;
    eco_status st;

    if (!m->nodd)
        return ECO_OK;
    most = majority(m);
    for (size_t i = 0; i < m->n; i++)
        if (!eco_grid_aligned(most, &m->grids[i], ECO_TILE_SHIFT_MAX, &dcol,
                              &drow))
            note_odd(&list, ++n, most, &m->grids[i], m->source->files[i]);
    if (n > LISTED)
        eco_str_printf(&list, " and %zu more", n - LISTED);
    st = eco_fail(ctx, ECO_USAGE,
                  "%s: %zu of its %zu files %s not aligned with the others, "
                  "which have cells of %.10g x %.10g; resample to that grid: "
                  "%s",
                  layer->name, n, m->n, n == 1 ? "is" : "are",
                  fabs(most->gt[1]), fabs(most->gt[5]), eco_str_text(&list));
    eco_str_clear(&list);
    return st;
}

static const char *nodata_text(char buf[32], bool has, double v)
{
    return !has ? "none" : isnan(v) ? "nan" : eco_str_real(buf, v);
}

/* One layer has one data type and one value for no data. */
eco_status eco_mosaic_check_alike(eco_ctx *ctx, const eco_layer *layer,
                                  const eco_mosaic *m, eco_sample sample,
                                  const double *nodata, const char *path)
{
    bool has = nodata != NULL;
    double v = has ? *nodata : 0;
    char one[32], first[32];

    if (sample != layer->sample)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: its data type differs from the first file of %s",
                        path, layer->name);
    if (m->source->nodata != ECO_NODATA_DECLARED ||
        (has == layer->has_nodata &&
         (!has || (isnan(v) && isnan(layer->nodata)) ||
          (!(v < layer->nodata) && !(v > layer->nodata)))))
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE,
                    "%s: declares %s as no data, but the first file of %s "
                    "declares %s; give the value for all (nodata), or keep",
                    path, nodata_text(one, has, v), layer->name,
                    nodata_text(first, layer->has_nodata, layer->nodata));
}

/* How much of the layer's grid no file covers. */
eco_status eco_mosaic_count_gaps(eco_ctx *ctx, eco_layer *layer)
{
    int64_t cells = (int64_t)layer->grid.ncols * layer->grid.nrows, covered = 0;
    eco_rect *rects = eco_mem_array(layer->ntiles, sizeof *rects);
    eco_status st;

    if (!rects)
        return eco_nomem(ctx);
    for (size_t i = 0; i < layer->ntiles; i++) {
        const eco_tile *t = &layer->tiles[i];

        rects[i] = (eco_rect){t->col, t->row, t->ncols, t->nrows};
    }
    st = eco_rects_cells(rects, layer->ntiles, &covered);
    eco_mem_free(rects);
    if (st)
        return eco_nomem(ctx);
    layer->gap_cells = cells - covered;
    if (layer->gap_cells)
        eco_log(ctx, ECO_LOG_WARN,
                "%s: no file covers %lld of the %lld cells of its mosaic "
                "(%.3g %%): they count as outside",
                layer->name, (long long)layer->gap_cells, (long long)cells,
                100 * (double)layer->gap_cells / (double)cells);
    return ECO_OK;
}
