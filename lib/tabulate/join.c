/* Joins layers on other grids to the reference grid, axis by axis. */
#include "eco_stack.h"

#include "eco_mem.h"
#include "eco_sieve.h"
#include "eco_warp.h"

#include <math.h>

/* Grids count as one when they agree to this much of a cell over their whole
 * width: the geometry is then off by less than a hair, and no cell is lost. */
#define ALIGNED_MAX 1e-2

/* One axis of a layer that is not aligned: reference cell i covers source
 * positions origin + i * step .. origin + (i + 1) * step. */
struct axis {
    double origin, step;
    int nref, nsource;
};

static void axes(const eco_stack *s, const eco_layer *l, struct axis *cols,
                 struct axis *rows)
{
    eco_point o = eco_grid_to_pixel(
        &l->grid, eco_grid_to_crs(&s->grid, (eco_point){0, 0}));
    eco_point e = eco_grid_to_pixel(
        &l->grid,
        eco_grid_to_crs(&s->grid, (eco_point){s->grid.ncols, s->grid.nrows}));

    *cols = (struct axis){o.x, (e.x - o.x) / s->grid.ncols, s->grid.ncols,
                          l->grid.ncols};
    *rows = (struct axis){o.y, (e.y - o.y) / s->grid.nrows, s->grid.nrows,
                          l->grid.nrows};
}

/* The source cell under the centre of each reference cell, or -1. */
static eco_status nearest(eco_ctx *ctx, const struct axis *a, int **out)
{
    int *map = eco_mem_array((size_t)a->nref, sizeof *map);

    if (!map)
        return eco_nomem(ctx);
    for (int i = 0; i < a->nref; i++) {
        double at = floor(a->origin + (i + 0.5) * a->step);

        map[i] = at >= 0 && at < a->nsource ? (int)at : -1;
    }
    *out = map;
    return ECO_OK;
}

/* Source cells that [low, high) meets; ends within 1e-9 of a source cell's
 * border are taken to lie on it, so that rounding does not invent slivers. */
static void meet(const struct axis *a, int i, double *low, double *high)
{
    double p = a->origin + i * a->step, q = a->origin + (i + 1) * a->step;

    *low = p < q ? p : q;
    *high = p < q ? q : p;
    if (fabs(*low - nearbyint(*low)) < 1e-9)
        *low = nearbyint(*low);
    if (fabs(*high - nearbyint(*high)) < 1e-9)
        *high = nearbyint(*high);
    *low = *low < 0 ? 0 : *low;
    *high = *high > a->nsource ? a->nsource : *high;
}

static eco_status overlaps(eco_ctx *ctx, const struct axis *a,
                           eco_overlaps *out)
{
    size_t n = (size_t)a->nref, total = 0, at = 0;
    double low, high;

    out->first = eco_mem_array(n, sizeof *out->first);
    out->n = eco_mem_array(n, sizeof *out->n);
    out->at = eco_mem_array(n, sizeof *out->at);
    if (!out->first || !out->n || !out->at)
        return eco_nomem(ctx);
    for (int i = 0; i < a->nref; i++) {
        meet(a, i, &low, &high);
        if (high > low) {
            out->first[i] = (int)floor(low);
            out->n[i] = (int)ceil(high) - out->first[i];
        }
        out->at[i] = total;
        total += (size_t)out->n[i];
    }
    out->weights = eco_mem_array(total, sizeof *out->weights);
    if (!out->weights)
        return eco_nomem(ctx);
    for (int i = 0; i < a->nref; i++) {
        meet(a, i, &low, &high);
        for (int k = out->first[i]; k < out->first[i] + out->n[i]; k++)
            out->weights[at++] = fmin(high, k + 1) - fmax(low, k);
    }
    return ECO_OK;
}

/* Same CRS, or degree grids that differ by nothing that can be measured. */
static eco_status same_place(eco_ctx *ctx, const eco_stack *s,
                             const eco_layer *l, bool *same)
{
    eco_transform *t = NULL;
    eco_status st;

    *same = eco_crs_same(s->crs, l->crs);
    if (*same)
        return ECO_OK;
    st = eco_transform_create(ctx, s->crs, l->crs, &t);
    if (!st)
        *same = eco_transform_identity(t);
    eco_transform_destroy(t);
    return st;
}

static eco_status warp_layer(eco_ctx *ctx, const eco_stack *s, eco_layer *l)
{
    double error;
    eco_status st = eco_warp_probe(ctx, s, l, &l->warp_step, &error);

    l->warped = true;
    if (!st && error > ECO_WARP_BOUND)
        eco_log(ctx, ECO_LOG_WARN,
                "%s: its cells are placed on the grid to %.3f of a cell",
                l->name, error);
    return st;
}

static eco_status join_axes(eco_ctx *ctx, const eco_stack *s, eco_layer *l)
{
    struct axis cols, rows;
    eco_status st;

    axes(s, l, &cols, &rows);
    if (l->aligned) { /* exactly one source cell each */
        cols.origin = -(double)l->dcol;
        rows.origin = -(double)l->drow;
        cols.step = rows.step = 1;
    }
    if (!l->value) {
        st = nearest(ctx, &cols, &l->col_map);
        return st ? st : nearest(ctx, &rows, &l->row_map);
    }
    st = overlaps(ctx, &cols, &l->cols);
    return st ? st : overlaps(ctx, &rows, &l->rows);
}

static eco_status join_layer(eco_ctx *ctx, const eco_stack *s, eco_layer *l)
{
    bool same;
    eco_status st = same_place(ctx, s, l, &same);

    if (st)
        return st;
    l->aligned = same && eco_grid_aligned(&s->grid, &l->grid, ALIGNED_MAX,
                                          &l->dcol, &l->drow);
    /* Averages and splits of integers are no integers. Counts get more bits:
     * they are not multiplied by an area, and a person split over 30 m cells
     * leaves small numbers. On their own grid 24 let a cell hold the people of
     * a country. */
    if (l->value && (!l->aligned || l->value_bits))
        l->value_bits = !l->count ? 16 : l->aligned ? 24 : 32;
    if (l->aligned && !l->value)
        return ECO_OK;
    if (!same || (!l->aligned && (!eco_grid_north_up(&s->grid) ||
                                  !eco_grid_north_up(&l->grid))))
        return warp_layer(ctx, s, l);
    return join_axes(ctx, s, l);
}

/* The finest class raster, else the finest value raster; first of equals. */
static eco_status find_reference(eco_ctx *ctx, const eco_stack *s,
                                 const eco_layer **out)
{
    const eco_layer *best = NULL;
    double best_size = 0;

    *out = s->has_reference ? &s->layers[s->reference] : NULL;
    for (size_t i = 0; i < s->nlayers && !s->has_reference; i++) {
        const eco_layer *l = &s->layers[i];
        double size;
        eco_status st = eco_crs_cell_m2(ctx, l->crs, &l->grid, &size);

        if (st)
            return st;
        if (!best || (best->value && !l->value) ||
            (best->value == l->value && size < best_size * (1 - 1e-9))) {
            best = l;
            best_size = size;
        }
        *out = best;
    }
    return *out ? ECO_OK : eco_fail(ctx, ECO_USAGE, "no raster to tabulate");
}

void eco_stack_set_reference(eco_stack *s, size_t layer)
{
    s->reference = layer;
    s->has_reference = true;
}

/* Grows the reference grid to hold all aligned class layers, so that tiles of
 * one raster beside another are all counted. */
static void union_grid(eco_stack *s)
{
    for (size_t i = 0; i < s->nlayers; i++) {
        const eco_layer *l = &s->layers[i];
        int64_t dcol, drow, e, so;
        eco_point origin;

        if (l->value || !eco_crs_same(s->crs, l->crs) ||
            !eco_grid_aligned(&s->grid, &l->grid, ALIGNED_MAX, &dcol, &drow))
            continue;
        e = dcol + l->grid.ncols;
        so = drow + l->grid.nrows;
        e = e > s->grid.ncols ? e : s->grid.ncols;
        so = so > s->grid.nrows ? so : s->grid.nrows;
        dcol = dcol < 0 ? dcol : 0;
        drow = drow < 0 ? drow : 0;
        if (e - dcol > INT32_MAX / 2 || so - drow > INT32_MAX / 2)
            continue;
        origin =
            eco_grid_to_crs(&s->grid, (eco_point){(double)dcol, (double)drow});
        s->grid.gt[0] = origin.x;
        s->grid.gt[3] = origin.y;
        s->grid.ncols = (int)(e - dcol);
        s->grid.nrows = (int)(so - drow);
    }
}

static bool same_cells(const eco_grid *a, const eco_grid *b)
{
    for (int i = 1; i < 6; i++)
        if (i != 3 && fabs(a->gt[i] - b->gt[i]) > 1e-9 * fabs(a->gt[i]))
            return false;
    return true;
}

/* How a layer was joined; a grid of the same cells that lies a part of a cell
 * off is most often a mistake in its making, so the part is named. */
static void tell(eco_ctx *ctx, const eco_stack *s, const eco_layer *l,
                 const char *reference)
{
    eco_point at = eco_grid_to_pixel(
        &s->grid, eco_grid_to_crs(&l->grid, (eco_point){0, 0}));

    const char *how = !l->value  ? "nearest centre"
                      : l->count ? "conserving split"
                                 : "area-weighted average";

    if (l->warped) {
        eco_log(ctx, ECO_LOG_INFO,
                "%s: is in %s; joined to the grid of %s, in %s, by %s", l->name,
                eco_crs_name(l->crs), reference, eco_crs_name(s->crs), how);
        return;
    }
    eco_log(ctx, ECO_LOG_INFO, "%s: joined to the grid of %s by %s", l->name,
            reference, how);
    if (same_cells(&s->grid, &l->grid))
        eco_log(ctx, ECO_LOG_WARN,
                "%s: its cells are as large as those of %s but lie %.3f "
                "columns and %.3f rows beside them",
                l->name, reference, at.x - nearbyint(at.x),
                at.y - nearbyint(at.y));
}

eco_status eco_stack_join(eco_ctx *ctx, eco_stack *s, bool planar)
{
    const eco_layer *ref = NULL;
    eco_area_model model = {0};
    eco_status st = find_reference(ctx, s, &ref);

    if (st || !ref)
        return st;
    st = eco_crs_clone(ctx, ref->crs, &s->crs);
    if (st)
        return st;
    s->planar = planar;
    s->grid = ref->grid;
    s->block_cols = ref->block_cols;
    s->block_rows = ref->block_rows;
    union_grid(s);
    for (size_t i = 0; i < s->nlayers && !st; i++) {
        st = join_layer(ctx, s, &s->layers[i]);
        if (&s->layers[i] == ref) {
            s->block_col0 = (int)(ref->dcol % s->block_cols);
            s->block_row0 = (int)(ref->drow % s->block_rows);
        }
        if (!st && !s->layers[i].aligned)
            tell(ctx, s, &s->layers[i], ref->name);
    }
    for (size_t i = 0; i < s->nlayers && !st; i++)
        st = eco_sieve_prepare(ctx, &s->layers[i], planar);
    if (!st)
        st = eco_stack_area(ctx, s->crs, &s->grid, planar, &model);
    s->area = model.area;
    s->unproject = model.unproject;
    return st;
}
