/* Land near attributed sites, by class. */
#include "eco_run_people.h"

#include "eco_mem.h"

#include <string.h>

struct land {
    eco_near_sweep over;
    const eco_dataset_spec *spec;
    const eco_band_source *band;
    size_t nclasses;
    eco_i128 *areas; /* of a zone, per row told and class */
    eco_stmt *out;
};

/* The last band that is not after the period; bands are sorted by year. */
static const eco_band_source *last_band(const eco_run_job *job,
                                        const eco_dataset_spec *d)
{
    const eco_band_source *last = NULL;

    for (size_t i = 0; i < d->nbands; i++)
        if (d->bands[i].year <= job->assessment->year_to)
            last = &d->bands[i];
    return last;
}

static eco_status make_stack(eco_ctx *ctx, struct land *l)
{
    const eco_dataset_spec *d = l->spec;
    const eco_layer_source source = {.name = d->id,
                                     .band = l->band->band,
                                     .files = l->band->files,
                                     .nfiles = l->band->nfiles,
                                     .legend = d->legend,
                                     .nlegend = d->nlegend,
                                     .nodata = d->nodata,
                                     .nodata_value = d->nodata_value};
    size_t layer = 0;
    eco_status st = eco_stack_add_layer(ctx, &l->over.stack, &source, &layer);

    if (!st)
        st = eco_stack_add_cross(ctx, &l->over.stack, &layer, 1);
    return st ? st
              : eco_stack_join(ctx, &l->over.stack,
                               l->over.job->assessment->planar);
}

static eco_status add_row(eco_ctx *ctx, struct land *l,
                          const eco_tally_row *row)
{
    size_t class = eco_table_digit(&l->over.stack, 0, row->key.combination, 0);
    bool fits = true;

    eco_near_sweep_set(&l->over, row->key.set);
    for (size_t k = 0; k < l->over.map->ntold && class < l->nclasses; k++)
        if (l->over.counts[k])
            fits &= eco_i128_add(&l->areas[k * l->nclasses + class], row->area);
    return fits ? ECO_OK : eco_fail(ctx, ECO_INVALID, "an area is too large");
}

static eco_status put(eco_ctx *ctx, struct land *l, int64_t zone,
                      const eco_near *near, size_t class)
{
    size_t k = (size_t)(near - l->over.map->told);
    const eco_tally_row row = {.area = l->areas[k * l->nclasses + class]};
    char buf[32];

    if (!(row.area > 0))
        return ECO_OK;
    eco_bind_int(l->out, ":zone_id", zone);
    eco_bind_text(l->out, ":measure", near->measure);
    eco_bind_text(l->out, ":domain", near->domain);
    eco_bind_real(l->out, ":distance_m", eco_near_m[near->distance]);
    eco_bind_text(l->out, ":dataset", l->spec->id);
    eco_bind_int(l->out, ":year",
                 l->band->year   ? l->band->year
                 : l->spec->year ? l->spec->year
                                 : l->over.job->assessment->year_to);
    eco_bind_text(
        l->out, ":label",
        eco_class_label(&l->over.stack.layers[0].classes, class, buf));
    eco_bind_real(l->out, ":area_m2",
                  eco_result_area_m2(&l->over.result, &row));
    return eco_stmt_step(ctx, l->out, NULL);
}

static eco_status put_zone(eco_ctx *ctx, struct land *l, int64_t zone)
{
    const eco_near_map *m = l->over.map;
    eco_status st = ECO_OK;

    for (size_t k = 0; k < m->ntold && zone != ECO_NEAR_WHOLE && !st; k++)
        for (size_t c = 0; c < l->nclasses && !st; c++)
            st = put(ctx, l, zone, &m->told[k], c);
    memset(l->areas, 0, m->ntold * l->nclasses * sizeof *l->areas);
    return st;
}

static eco_status put_all(eco_ctx *ctx, struct land *l)
{
    const eco_tally *t = l->over.result.tally;
    size_t n = eco_tally_count(t);
    eco_status st =
        eco_store_query(ctx, l->over.job->store, "land_near_insert", &l->out);

    l->nclasses = l->over.stack.layers[0].classes.n;
    l->areas =
        eco_mem_array(l->over.map->ntold * l->nclasses + 1, sizeof *l->areas);
    if (!st && !l->areas)
        st = eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        const eco_tally_row *row = eco_tally_get(t, i);

        st = add_row(ctx, l, row);
        if (!st &&
            (i + 1 == n || eco_tally_get(t, i + 1)->key.zone != row->key.zone))
            st = put_zone(ctx, l, l->over.zones.items[row->key.zone].id);
    }
    return st;
}

eco_status eco_near_land(eco_ctx *ctx, const eco_run_job *job,
                         const eco_near_map *m, const eco_dataset_spec *d)
{
    struct land l = {
        .over = {.job = job, .map = m}, .spec = d, .band = last_band(job, d)};
    eco_status st = ECO_OK;

    if (!l.band)
        return ECO_OK;
    st = make_stack(ctx, &l);
    if (!st)
        st = eco_near_sweep_run(ctx, &l.over);
    if (!st)
        st = put_all(ctx, &l);
    eco_stmt_finalize(l.out);
    eco_mem_free(l.areas);
    eco_near_sweep_clear(&l.over);
    return st ? eco_trace(ctx, st, "land near sites, dataset '%s'", d->id)
              : ECO_OK;
}
