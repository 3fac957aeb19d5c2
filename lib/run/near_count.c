/* People of zones, and near sites, by one pass over a raster of people. */
#include "eco_run_people.h"

#include "eco_mem.h"

#include <string.h>

struct count {
    eco_near_sweep over;
    const eco_dataset_spec *spec;
    eco_i128 *sums;  /* of a zone, per layer: of each row told, then all */
    eco_i128 *valid; /* of a zone, per layer */
    eco_stmt *people, *near;
};

static void clear(struct count *c)
{
    eco_stmt_finalize(c->people);
    eco_stmt_finalize(c->near);
    eco_mem_free(c->sums);
    eco_mem_free(c->valid);
    eco_near_sweep_clear(&c->over);
}

/* A layer for each group of people, on the grid that they share. */
static eco_status make_stack(eco_ctx *ctx, struct count *c)
{
    const eco_dataset_spec *d = c->spec;
    eco_status st = eco_stack_add_total(ctx, &c->over.stack);

    for (size_t i = 0; i < d->nbands && !st; i++) {
        const eco_layer_source source = {.name = d->id,
                                         .band = d->bands[i].band,
                                         .files = d->bands[i].files,
                                         .nfiles = d->bands[i].nfiles,
                                         .nodata = d->nodata,
                                         .nodata_value = d->nodata_value,
                                         .value = true,
                                         .count = d->count,
                                         .unit_per_m2 = 1e-4};
        size_t layer;

        st = eco_stack_add_layer(ctx, &c->over.stack, &source, &layer);
    }
    return st ? st
              : eco_stack_join(ctx, &c->over.stack,
                               c->over.job->assessment->planar);
}

static size_t nsums(const struct count *c)
{
    return c->over.map->ntold + 1;
}

static eco_status add_row(eco_ctx *ctx, struct count *c, size_t row)
{
    const eco_tally_value *v = eco_tally_get_values(c->over.result.tally, row);
    bool fits = true;

    eco_near_sweep_set(&c->over,
                       eco_tally_get(c->over.result.tally, row)->key.set);
    for (size_t l = 0; l < c->over.stack.nlayers; l++) {
        fits &= eco_i128_add(&c->valid[l], v[l].valid);
        for (size_t k = 0; k < nsums(c); k++)
            if (c->over.counts[k])
                fits &= eco_i128_add(&c->sums[l * nsums(c) + k], v[l].sum);
    }
    return fits ? ECO_OK
                : eco_fail(ctx, ECO_INVALID, "more people than can be counted");
}

static double persons(const struct count *c, size_t layer, size_t k)
{
    const eco_tally_value v = {.sum = c->sums[layer * nsums(c) + k]};

    return eco_result_value(&c->over.result, &c->over.stack.layers[layer], &v);
}

static void bind(const struct count *c, eco_stmt *s, int64_t zone, size_t layer)
{
    const eco_band_source *b = &c->spec->bands[layer];

    if (zone == ECO_NEAR_WHOLE)
        eco_bind_null(s, ":zone_id");
    else
        eco_bind_int(s, ":zone_id", zone);
    eco_bind_text(s, ":dataset", c->spec->id);
    eco_bind_text(s, ":sex", b->sex);
    eco_bind_int(s, ":age_from", b->age_from);
    eco_bind_int(s, ":age_to", b->age_to);
}

static eco_status put_near(eco_ctx *ctx, struct count *c, int64_t zone,
                           size_t layer)
{
    eco_status st = ECO_OK;

    for (size_t k = 0; k < c->over.map->ntold && !st; k++) {
        const eco_near *near = &c->over.map->told[k];
        double n = persons(c, layer, k);

        if (!(n > 0))
            continue;
        bind(c, c->near, zone, layer);
        eco_bind_text(c->near, ":measure", near->measure);
        eco_bind_text(c->near, ":domain", near->domain);
        eco_bind_real(c->near, ":distance_m", eco_near_m[near->distance]);
        eco_bind_real(c->near, ":persons", n);
        st = eco_stmt_step(ctx, c->near, NULL);
    }
    return st;
}

static eco_status put_people(eco_ctx *ctx, struct count *c, int64_t zone,
                             size_t layer)
{
    double n = persons(c, layer, c->over.map->ntold);

    if (n < 0)
        return eco_fail(ctx, ECO_FORMAT,
                        "%g people in a zone: values below 0 are counted; is "
                        "the nodata value of the raster declared?",
                        n);
    if (zone == ECO_NEAR_WHOLE)
        return ECO_OK;
    bind(c, c->people, zone, layer);
    eco_bind_real(c->people, ":persons", n);
    eco_bind_real(
        c->people, ":valid_m2",
        (double)eco_result_area_cm2(&c->over.result, c->valid[layer]) / 1e4);
    return eco_stmt_step(ctx, c->people, NULL);
}

/* A zone is done. */
static eco_status put_zone(eco_ctx *ctx, struct count *c, int64_t zone)
{
    size_t nlayers = c->over.stack.nlayers;
    eco_status st = ECO_OK;

    for (size_t l = 0; l < nlayers && !st; l++) {
        if (!(c->valid[l] > 0))
            continue;
        st = put_people(ctx, c, zone, l);
        if (!st)
            st = put_near(ctx, c, zone, l);
    }
    memset(c->sums, 0, nlayers * nsums(c) * sizeof *c->sums);
    memset(c->valid, 0, nlayers * sizeof *c->valid);
    return st;
}

static eco_status put(eco_ctx *ctx, struct count *c)
{
    const eco_tally *t = c->over.result.tally;
    size_t nlayers = c->over.stack.nlayers, n = eco_tally_count(t);
    eco_status st =
        eco_store_query(ctx, c->over.job->store, "people_insert", &c->people);

    if (!st)
        st = eco_store_query(ctx, c->over.job->store, "people_near_insert",
                             &c->near);
    c->sums = eco_mem_array(nlayers * nsums(c), sizeof *c->sums);
    c->valid = eco_mem_array(nlayers, sizeof *c->valid);
    if (!st && (!c->sums || !c->valid))
        st = eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        uint32_t zone = eco_tally_get(t, i)->key.zone;

        st = add_row(ctx, c, i);
        if (!st && (i + 1 == n || eco_tally_get(t, i + 1)->key.zone != zone))
            st = put_zone(ctx, c, c->over.zones.items[zone].id);
    }
    return st;
}

eco_status eco_near_count(eco_ctx *ctx, const eco_run_job *job,
                          const eco_near_map *m, const eco_dataset_spec *d,
                          eco_str *grid)
{
    struct count c = {.over = {.job = job, .map = m}, .spec = d};
    eco_status st = make_stack(ctx, &c);

    if (!st)
        st = eco_near_sweep_run(ctx, &c.over);
    if (!st)
        st = put(ctx, &c);
    if (!st)
        eco_str_printf(grid, "%s over %d x %d cells", d->id,
                       c.over.stack.grid.ncols, c.over.stack.grid.nrows);
    clear(&c);
    return st ? eco_trace(ctx, st, "people of dataset '%s'", d->id) : ECO_OK;
}
