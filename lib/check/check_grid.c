/* Grids and years of the datasets against each other and the period. */
#include "eco_check_job.h"

#include "eco_str.h"

#include <math.h>

enum { LOSS_BASE = 2000 };

static double cell_size(const eco_grid *g)
{
    return fabs(g->gt[1] * g->gt[5] - g->gt[2] * g->gt[4]);
}

/* As the engine picks it: the finest class raster, or else the finest value
 * raster; the first of equals. */
static void pick_reference(eco_check_job *c)
{
    bool classes = false;

    for (size_t i = 0; i < c->a->ndatasets; i++) {
        const eco_check_raster *r = &c->rasters[i];

        for (size_t k = 0; r->crs && k < r->spec->nbands; k++) {
            bool klass = eco_kind_is_class(r->spec->kind);
            eco_grid g;

            if (!r->layers[k].used)
                continue;
            g = eco_check_layer_grid(&r->layers[k]);
            if (c->has_reference &&
                (klass < classes ||
                 (klass == classes && cell_size(&g) >= cell_size(&c->grid))))
                continue;
            c->has_reference = true;
            c->reference = i;
            c->grid = g;
            classes = klass;
        }
    }
}

static bool meets(const eco_grid *a, const eco_grid *b)
{
    eco_point p = eco_grid_to_pixel(a, eco_grid_to_crs(b, (eco_point){0, 0}));
    eco_point q = eco_grid_to_pixel(
        a, eco_grid_to_crs(b, (eco_point){b->ncols, b->nrows}));

    return fmin(p.x, q.x) < a->ncols && fmax(p.x, q.x) > 0 &&
           fmin(p.y, q.y) < a->nrows && fmax(p.y, q.y) > 0;
}

static eco_status compare_grid(eco_check_job *c, const eco_check_raster *r,
                               const eco_grid *g, bool *told)
{
    const eco_check_raster *ref = &c->rasters[c->reference];
    int64_t dcol, drow;

    if (!eco_grid_aligned(&c->grid, g, ECO_CHECK_SHIFT_MAX, &dcol, &drow) &&
        (!eco_grid_north_up(&c->grid) || !eco_grid_north_up(g)))
        return eco_check_add(c, r->spec, ECO_SEVERITY_ERROR,
                             "%s: a rotated grid can only be joined to the "
                             "same grid, not to that of '%s'; resample it",
                             r->file, ref->spec->id);
    if (!meets(&c->grid, g))
        return eco_check_add(c, r->spec, ECO_SEVERITY_ERROR,
                             "%s: does not overlap the raster '%s' (%s)",
                             r->file, ref->spec->id, ref->file);
    if (*told ||
        eco_grid_aligned(&c->grid, g, ECO_CHECK_SHIFT_MAX, &dcol, &drow))
        return ECO_OK;
    *told = true;
    return eco_check_add(
        c, r->spec, ECO_SEVERITY_NOTE,
        "is on another grid than '%s' and is joined to it%s", ref->spec->id,
        eco_kind_is_class(r->spec->kind) ? " by nearest cell centre"
        : r->spec->count                 ? " by splitting its cells"
                                         : " by area-weighted average");
}

static eco_status compare(eco_check_job *c, const eco_check_raster *r)
{
    const eco_check_raster *ref = &c->rasters[c->reference];
    bool told = false;
    eco_status st = ECO_OK;

    if (!eco_crs_same(r->crs, ref->crs))
        return eco_check_add(c, r->spec, ECO_SEVERITY_ERROR,
                             "%s: is in %s, but '%s' (%s) is in %s; reproject "
                             "one of them to the other's grid (gdalwarp -r "
                             "near for classes)",
                             r->file, eco_crs_name(r->crs), ref->spec->id,
                             ref->file, eco_crs_name(ref->crs));
    for (size_t k = 0; k < r->spec->nbands && !st; k++) {
        eco_grid g;

        if (!r->layers[k].used)
            continue;
        g = eco_check_layer_grid(&r->layers[k]);
        st = compare_grid(c, r, &g, &told);
    }
    return st;
}

eco_status eco_check_gaps(eco_check_job *c, const eco_check_raster *r)
{
    int64_t cells = 0, all = 0;

    for (size_t k = 0; k < r->spec->nbands; k++) {
        const eco_check_layer *l = &r->layers[k];
        int64_t n;

        if (!l->used)
            continue;
        if (eco_rects_cells(l->tiles, l->ntiles, &n))
            return eco_nomem(c->ctx);
        cells += n;
        all += (l->east - l->west) * (l->south - l->north);
    }
    if (cells == all)
        return ECO_OK;
    return eco_check_add(c, r->spec, ECO_SEVERITY_NOTE,
                         "no file covers %lld of the %lld cells of its mosaic "
                         "(%.3g %%): they count as outside",
                         (long long)(all - cells), (long long)all,
                         100 * (double)(all - cells) / (double)all);
}

eco_status eco_check_grids(eco_check_job *c)
{
    eco_status st = ECO_OK;

    pick_reference(c);
    if (c->has_reference && c->a->planar &&
        eco_crs_geographic(c->rasters[c->reference].crs))
        st = eco_check_add(c, NULL, ECO_SEVERITY_ERROR,
                           "area_method: planar areas need a projected grid, "
                           "but '%s' is in %s; write ellipsoid",
                           c->rasters[c->reference].spec->id,
                           eco_crs_name(c->rasters[c->reference].crs));
    for (size_t i = 0; i < c->a->ndatasets && c->has_reference && !st; i++)
        if (i != c->reference && c->rasters[i].crs)
            st = compare(c, &c->rasters[i]);
    return st;
}

static bool has_year(const eco_dataset_spec *d, int year)
{
    for (size_t k = 0; k < d->nbands; k++)
        if (d->bands[k].year == year)
            return true;
    return false;
}

/* "2014, 2016-2018": years of the period without a band. */
static int missing_years(const eco_check_job *c, const eco_dataset_spec *d,
                         eco_str *list)
{
    int n = 0;

    for (int y = c->a->year_from; y <= c->a->year_to; y++) {
        int last = y;

        if (has_year(d, y))
            continue;
        while (last < c->a->year_to && !has_year(d, last + 1))
            last++;
        eco_str_printf(list, "%s%d", n ? ", " : "", y);
        if (last > y)
            eco_str_printf(list, "-%d", last);
        n += last - y + 1;
        y = last;
    }
    return n;
}

static eco_status yearly(eco_check_job *c, const eco_dataset_spec *d)
{
    eco_str list = {0};
    int n = missing_years(c, d, &list);
    eco_status st = ECO_OK;

    if (n)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "has no map of %s; changes are dated by the next "
                           "year that has one",
                           eco_str_text(&list));
    if (!st && d->kind != ECO_KIND_CLASS && d->bands[0].year >= c->a->year_from)
        st = eco_check_add(c, d, ECO_SEVERITY_NOTE,
                           "has no map before %d, so changes into that first "
                           "year are not seen",
                           d->bands[0].year);
    eco_str_clear(&list);
    return st;
}

static eco_status loss_years(eco_check_job *c, const eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    const eco_check_sample *s = &r->sample;
    int base = d->year ? d->year : LOSS_BASE;
    int from = c->a->year_from, to = c->a->year_to;
    double last = base + s->high;

    if (from <= base)
        return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                             "has no loss of %d-%d: its values count from %d",
                             from, base, base);
    if (s->cells > s->nodata && last < to)
        return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                             "the last loss found%s is of %.0f: is the dataset "
                             "as recent as the period, %d-%d?",
                             s->whole ? "" : " in a sample",
                             s->high > 0 ? last : base, from, to);
    return ECO_OK;
}

eco_status eco_check_years(eco_check_job *c, const eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    bool yearly_kind =
        d->kind == ECO_KIND_LAND_COVER || d->kind == ECO_KIND_MINING_MASK;

    if (d->kind == ECO_KIND_FOREST_LOSS_YEAR)
        return loss_years(c, r);
    if (d->bands[0].year)
        return yearly(c, d);
    if (yearly_kind)
        return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                             "is one map, taken as the state of %d; changes "
                             "need a map a year (bands, or {year} in files)",
                             d->year ? d->year : c->a->year_to);
    return ECO_OK;
}
