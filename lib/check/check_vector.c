/* Reads polygons and points as a run would, and says what is wrong. */
#include "eco_check_job.h"

#include "eco_day.h"
#include "eco_ingest.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_wkb.h"
#include "eco_zones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond this many zones the overlay of all pairs is left to the run. */
enum { OVERLAY_MAX = 2000 };

static int by_key(const void *a, const void *b)
{
    const eco_feature *p = *(const eco_feature *const *)a;
    const eco_feature *q = *(const eco_feature *const *)b;
    int order = strcmp(p->key, q->key);

    return order ? order : (p > q) - (p < q);
}

static eco_status duplicate_keys(eco_check_job *c, const eco_dataset_spec *d,
                                 const eco_features *f)
{
    const eco_feature **order = eco_mem_array(f->n, sizeof *order);
    size_t found = 0;
    eco_status st = order ? ECO_OK : eco_nomem(c->ctx);

    for (size_t i = 0; i < f->n && !st; i++)
        order[i] = &f->items[i];
    if (!st && f->n)
        qsort(order, f->n, sizeof *order, by_key);
    for (size_t i = 1; i < f->n && !st; i++) {
        const eco_feature *p = order[i - 1], *q = order[i];

        if (strcmp(p->key, q->key) != 0 || found++ >= ECO_CHECK_SHOWN)
            continue;
        st = eco_check_add(c, d, ECO_SEVERITY_ERROR,
                           "%s: %s: '%.100s' stands in row %lld and in row "
                           "%lld%s%s; each zone needs a key of its own",
                           d->files[q->file], d->key, q->key, (long long)p->row,
                           (long long)q->row,
                           p->file == q->file ? "" : ", the first in ",
                           p->file == q->file ? "" : d->files[p->file]);
    }
    if (!st && found > ECO_CHECK_SHOWN)
        st = eco_check_add(c, d, ECO_SEVERITY_ERROR,
                           "%zu more rows repeat a key",
                           found - ECO_CHECK_SHOWN);
    eco_mem_free(order);
    return st;
}

static eco_status refused(eco_check_job *c, const eco_dataset_spec *d,
                          const eco_features *f)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < f->nrefused && i < ECO_CHECK_SHOWN && !st; i++)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%s: row %lld will be refused: %.300s",
                           d->files[f->refused[i].file],
                           (long long)f->refused[i].row, f->refused[i].reason);
    if (!st && f->nrefused > ECO_CHECK_SHOWN)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%zu more rows will be refused, of %zu",
                           f->nrefused - ECO_CHECK_SHOWN, f->nrefused + f->n);
    return st;
}

static eco_status repaired(eco_check_job *c, const eco_dataset_spec *d,
                           const eco_features *f)
{
    eco_str rows = {0};
    size_t shown = 0;
    eco_status st;

    if (!f->nrepaired)
        return ECO_OK;
    for (size_t i = 0; i < f->n && shown < ECO_CHECK_SHOWN; i++)
        if (f->items[i].repaired) {
            eco_str_printf(&rows, "%s%lld", shown++ ? ", " : "",
                           (long long)f->items[i].row);
            if (d->nfiles > 1)
                eco_str_printf(&rows, " of %s", d->files[f->items[i].file]);
        }
    st =
        eco_check_add(c, d, ECO_SEVERITY_WARNING,
                      "%zu of %zu polygons are invalid and will be repaired, "
                      "changing an area by at most %.3g %%: row %s%s",
                      f->nrepaired, f->n, 100 * f->repair_change_max,
                      eco_str_text(&rows), f->nrepaired > shown ? ", ..." : "");
    eco_str_clear(&rows);
    return st;
}

static int year_of(int day)
{
    int year, month, d;

    eco_day_to_civil(day, &year, &month, &d);
    return year;
}

/* Dated layers against the period. */
static eco_status dates(eco_check_job *c, const eco_dataset_spec *d,
                        const eco_features *f)
{
    size_t undated = 0, inside = 0;
    int first = ECO_YEAR_MAX, last = ECO_YEAR_MIN;
    bool open_end = d->kind == ECO_KIND_PERMITS;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < f->n; i++) {
        const eco_feature *x = &f->items[i];
        int from, to;

        undated += !x->dated;
        if (!x->dated)
            continue;
        from = year_of(x->day_first);
        to = year_of(x->day_last);
        first = from < first ? from : first;
        last = to > last ? to : last;
        inside += from <= c->a->year_to && (open_end || to >= c->a->year_from);
    }
    if (undated && (d->date || d->year))
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "%zu of %zu features have no date", undated, f->n);
    if (!st && undated < f->n && !inside)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "no feature is of the period %d-%d; they are of "
                           "%d-%d",
                           c->a->year_from, c->a->year_to, first, last);
    return st;
}

static eco_status self_overlap(eco_check_job *c, const eco_dataset_spec *d,
                               const eco_features *f)
{
    double m2 = 0;
    size_t pair[2];
    eco_status st;

    if (f->n > OVERLAY_MAX)
        return ECO_OK;
    st = eco_features_overlap(c->ctx, f, &m2, pair);
    if (st)
        return eco_check_failed(c, d, st);
    if (!(m2 > 0))
        return ECO_OK;
    return eco_check_add(c, d, ECO_SEVERITY_NOTE,
                         "zones overlap each other by %.4g ha, such as '%.60s' "
                         "and '%.60s': their figures must not be added up",
                         m2 / 1e4, f->items[pair[0]].key,
                         f->items[pair[1]].key);
}

struct where {
    size_t inside, partly, outside;
    double box[4]; /* cells: west, north, east, south */
};

/* A feature's corners in cells of the reference grid. */
static eco_status place(eco_check_job *c, const eco_feature *x,
                        eco_transform *t, struct where *w)
{
    double low_x = INFINITY, low_y = INFINITY;
    double high_x = -INFINITY, high_y = -INFINITY;
    eco_polyset set = {0};
    eco_point one;
    eco_status st = ECO_OK;

    if (x->point && eco_wkb_is_point(x->wkb, x->nwkb, &one)) {
        if (!eco_polyset_add_item(&set, 0) ||
            !eco_polyset_add_ring(&set, false) ||
            !eco_polyset_add_point(&set, one))
            st = eco_nomem(c->ctx);
    } else {
        st = eco_wkb_to_polyset(c->ctx, x->wkb, x->nwkb, 0, &set);
    }
    if (!st)
        eco_transform_points(t, set.npoints, set.points);
    for (size_t i = 0; i < set.npoints && !st; i++) {
        eco_point p = eco_grid_to_pixel(&c->grid, set.points[i]);

        low_x = fmin(low_x, p.x);
        low_y = fmin(low_y, p.y);
        high_x = fmax(high_x, p.x);
        high_y = fmax(high_y, p.y);
    }
    eco_polyset_clear(&set);
    if (st)
        return st;
    if (!(low_x < c->grid.ncols && high_x > 0 && low_y < c->grid.nrows &&
          high_y > 0)) {
        w->outside++;
        return ECO_OK;
    }
    if (low_x >= -1 && low_y >= -1 && high_x <= c->grid.ncols + 1.0 &&
        high_y <= c->grid.nrows + 1.0)
        w->inside++;
    else
        w->partly++;
    w->box[0] = fmin(w->box[0], low_x);
    w->box[1] = fmin(w->box[1], low_y);
    w->box[2] = fmax(w->box[2], high_x);
    w->box[3] = fmax(w->box[3], high_y);
    return ECO_OK;
}

static eco_status tell_place(eco_check_job *c, const eco_dataset_spec *d,
                             const struct where *w)
{
    const eco_check_raster *ref = &c->rasters[c->reference];
    bool zones = d->kind == ECO_KIND_ZONES;

    if (!w->inside && !w->partly) {
        c->rasters[d - c->a->datasets].elsewhere = true;
        return ECO_OK; /* eco_check_elsewhere, when all is known */
    }
    if (!zones || (!w->partly && !w->outside))
        return ECO_OK;
    return eco_check_add(c, d, ECO_SEVERITY_WARNING,
                         "of %zu zones %zu lie partly and %zu wholly outside "
                         "the raster '%s': what is outside is counted as such",
                         w->inside + w->partly + w->outside, w->partly,
                         w->outside, ref->spec->id);
}

/* One set of several that meets no raster can be a finding (no Indigenous land
 * in the window); when no set meets any, there is nothing to compute. */
eco_status eco_check_elsewhere(eco_check_job *c)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < c->a->ndatasets && !st; i++) {
        const eco_dataset_spec *d = &c->a->datasets[i];
        bool fatal = d->kind == ECO_KIND_ZONES && !c->nzones;

        if (c->rasters[i].elsewhere)
            st = eco_check_add(
                c, d, fatal ? ECO_SEVERITY_ERROR : ECO_SEVERITY_WARNING,
                "no feature of %s overlaps the raster '%s' (%s): is its "
                "coordinate reference system right?",
                d->files[0], c->rasters[c->reference].spec->id,
                c->rasters[c->reference].file);
    }
    return st;
}

static eco_status overlap(eco_check_job *c, const eco_dataset_spec *d,
                          const eco_features *f)
{
    struct where w = {.box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    eco_transform *t = NULL;
    eco_status st;

    if (!c->has_reference || !f->n)
        return ECO_OK;
    st = eco_transform_create(c->ctx, f->crs, c->rasters[c->reference].crs, &t);
    for (size_t i = 0; i < f->n && !st; i++)
        st = place(c, &f->items[i], t, &w);
    eco_transform_destroy(t);
    if (st)
        return eco_check_failed(c, d, st);
    if (d->kind == ECO_KIND_ZONES) {
        c->nzones += w.inside + w.partly;
        for (int i = 0; i < 4; i++) {
            bool first = !c->has_box;
            double other = first ? w.box[i] : c->box[i];

            c->box[i] = i < 2 ? fmin(other, w.box[i]) : fmax(other, w.box[i]);
        }
        c->has_box = true;
    }
    return tell_place(c, d, &w);
}

static eco_status look_at(eco_check_job *c, const eco_dataset_spec *d,
                          const eco_features *f)
{
    bool zones = d->kind == ECO_KIND_ZONES;
    eco_status st = zones ? duplicate_keys(c, d, f) : ECO_OK;

    if (!st)
        st = refused(c, d, f);
    if (!st)
        st = repaired(c, d, f);
    if (!st && !zones)
        st = dates(c, d, f);
    if (!st && zones)
        st = self_overlap(c, d, f);
    return st ? st : overlap(c, d, f);
}

eco_status eco_check_vector(eco_check_job *c, const eco_dataset_spec *d)
{
    eco_dataset_spec spec = *d;
    eco_vector_source source;
    eco_features f = {0};
    eco_status st;

    if (c->a->area_dataset && strcmp(d->id, c->a->area_dataset) == 0 &&
        c->a->area_where)
        spec.where = c->a->area_where;
    eco_ingest_source(&spec, &source);
    source.unique_keys = false; /* all that repeat are listed below */
    st = eco_features_read(c->ctx, &source, NULL, d->kind != ECO_KIND_INCIDENTS,
                           &f);
    st = st ? eco_check_failed(c, d, st) : look_at(c, d, &f);
    eco_features_clear(&f);
    return st;
}
