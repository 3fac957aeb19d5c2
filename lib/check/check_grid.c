/* Grids and years of the datasets against each other and the period. */
#include "eco_check_job.h"

#include "eco_str.h"

#include <math.h>
#include <string.h>

enum { LOSS_BASE = 2000 };

struct candidate {
    bool classes;
    double size; /* m2 of a cell */
};

/* As the engine picks it: the dataset that `grid` names, else the finest class
 * raster, else the finest value raster; the first of equals. */
static eco_status consider(eco_check_job *c, size_t i, size_t k,
                           struct candidate *best)
{
    const eco_check_raster *r = &c->rasters[i];
    eco_grid g = eco_check_layer_grid(&r->layers[k]);
    bool klass = eco_kind_is_class(r->spec->kind);
    double size;
    eco_status st = eco_crs_cell_m2(c->ctx, r->crs, &g, &size);

    if (st)
        return eco_check_failed(c, r->spec, st);
    if (c->has_reference &&
        (klass < best->classes ||
         (klass == best->classes && size >= best->size * (1 - 1e-9))))
        return ECO_OK;
    c->has_reference = true;
    c->reference = i;
    c->grid = g;
    *best = (struct candidate){klass, size};
    return ECO_OK;
}

static eco_status pick_reference(eco_check_job *c)
{
    const char *named = c->a->grid;
    struct candidate best = {false, 0};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < c->a->ndatasets && !st; i++) {
        const eco_check_raster *r = &c->rasters[i];

        if (!r->crs || (named && strcmp(r->spec->id, named) != 0))
            continue;
        for (size_t k = 0; k < r->spec->nbands && !st; k++)
            if (r->layers[k].used && !(named && c->has_reference))
                st = consider(c, i, k, &best);
    }
    return st;
}

/* Whether places all over one grid span a box in the other that meets it; those
 * that the other's CRS cannot show are left out. `t` NULL: same plane. */
static bool spans(eco_transform *t, const eco_grid *from, const eco_grid *to)
{
    enum { SIDE = 9 };

    const int n = SIDE * SIDE;
    eco_point p[SIDE * SIDE];
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};

    for (int i = 0; i < n; i++) {
        p[i].x = (double)from->ncols * (i % SIDE) / (SIDE - 1);
        p[i].y = (double)from->nrows * (i / SIDE) / (SIDE - 1); /* NOLINT */
        p[i] = eco_grid_to_crs(from, p[i]);
    }
    if (t)
        eco_transform_points(t, (size_t)n, p);
    for (int i = 0; i < n; i++) {
        if (!isfinite(p[i].x) || !isfinite(p[i].y))
            continue;
        p[i] = eco_grid_to_pixel(to, p[i]);
        low[0] = fmin(low[0], p[i].x);
        low[1] = fmin(low[1], p[i].y);
        high[0] = fmax(high[0], p[i].x);
        high[1] = fmax(high[1], p[i].y);
    }
    return low[0] < to->ncols && high[0] > 0 && low[1] < to->nrows &&
           high[1] > 0;
}

/* A raster against the reference. */
struct pair {
    const eco_check_raster *r, *ref;
    eco_transform *there, *back; /* NULL: same CRS */
    bool told, apart;            /* each is said once for all bands */
};

static eco_status compare_grid(eco_check_job *c, struct pair *p,
                               const eco_grid *g)
{
    const eco_dataset_spec *d = p->r->spec, *ref = p->ref->spec;
    const char *how = eco_kind_is_class(d->kind) ? "nearest cell centre"
                      : d->count                 ? "splitting its cells"
                                                 : "area-weighted average";
    int64_t dcol, drow;

    if (p->apart)
        return ECO_OK;
    if (!spans(p->there, &c->grid, g) && !spans(p->back, g, &c->grid)) {
        p->apart = true;
        return eco_check_add(c, d, ECO_SEVERITY_ERROR,
                             "%s: does not overlap the raster '%s' (%s)",
                             p->r->file, ref->id, p->ref->file);
    }
    if (p->told ||
        (!p->there &&
         eco_grid_aligned(&c->grid, g, ECO_CHECK_SHIFT_MAX, &dcol, &drow)))
        return ECO_OK;
    p->told = true;
    if (p->there)
        return eco_check_add(c, d, ECO_SEVERITY_NOTE,
                             "is in %s and is joined to the grid of '%s', in "
                             "%s, by %s",
                             eco_crs_name(p->r->crs), ref->id,
                             eco_crs_name(p->ref->crs), how);
    return eco_check_add(c, d, ECO_SEVERITY_NOTE,
                         "is on another grid than '%s' and is joined to it by "
                         "%s",
                         ref->id, how);
}

/* Both ways between the two CRSs; none when they are the same place. */
static eco_status open_pair(eco_check_job *c, struct pair *p)
{
    eco_status st = ECO_OK;

    if (eco_crs_same(p->r->crs, p->ref->crs))
        return ECO_OK;
    st = eco_transform_create(c->ctx, p->ref->crs, p->r->crs, &p->there);
    if (!st)
        st = eco_transform_create(c->ctx, p->r->crs, p->ref->crs, &p->back);
    if (!st && eco_transform_identity(p->there)) {
        eco_transform_destroy(p->there);
        eco_transform_destroy(p->back);
        p->there = p->back = NULL;
    }
    return st;
}

static eco_status compare(eco_check_job *c, const eco_check_raster *r)
{
    struct pair p = {.r = r, .ref = &c->rasters[c->reference]};
    eco_status st = open_pair(c, &p);

    if (st)
        st = eco_check_failed(c, r->spec, st);
    else
        for (size_t k = 0; k < r->spec->nbands && !st; k++) {
            eco_grid g;

            if (!r->layers[k].used)
                continue;
            g = eco_check_layer_grid(&r->layers[k]);
            st = compare_grid(c, &p, &g);
        }
    eco_transform_destroy(p.there);
    eco_transform_destroy(p.back);
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
    eco_status st = pick_reference(c);

    if (!st && c->has_reference && c->a->planar &&
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
    if (d->kind == ECO_KIND_PRODUCTIVITY)
        return ECO_OK; /* of the years that are compared, or refused */
    if (d->bands[0].year)
        return yearly(c, d);
    if (yearly_kind)
        return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                             "is one map, taken as the state of %d; changes "
                             "need a map a year (bands, or {year} in files)",
                             d->year ? d->year : c->a->year_to);
    return ECO_OK;
}
