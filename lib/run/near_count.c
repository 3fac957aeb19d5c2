/* People of zones, and near sites, by one pass over a raster of people. */
#include "eco_run_people.h"

#include "eco_mem.h"
#include "eco_zones.h"

#include <math.h>
#include <string.h>

/* What is near sites, in a zone or not, is counted as a zone of this id. */
enum { WHOLE = 0 };

struct count {
    const eco_run_job *job;
    const eco_near_map *map;
    const eco_dataset_spec *spec;
    eco_stack stack;
    eco_polyset zones, places; /* pixels */
    eco_result result;
    eco_i128 *sums;  /* of a zone, per layer: of each row told, then all */
    eco_i128 *valid; /* of a zone, per layer */
    bool *counts;    /* of a row of the tally, per row told */
    eco_stmt *people, *near;
};

static void clear(struct count *c)
{
    eco_stmt_finalize(c->people);
    eco_stmt_finalize(c->near);
    eco_mem_free(c->sums);
    eco_mem_free(c->valid);
    eco_mem_free(c->counts);
    eco_result_clear(&c->result);
    eco_polyset_clear(&c->zones);
    eco_polyset_clear(&c->places);
    eco_stack_clear(&c->stack);
}

/* A layer for each group of people, on the grid that they share. */
static eco_status make_stack(eco_ctx *ctx, struct count *c)
{
    const eco_dataset_spec *d = c->spec;
    eco_status st = eco_stack_add_total(ctx, &c->stack);

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

        st = eco_stack_add_layer(ctx, &c->stack, &source, &layer);
    }
    return st ? st : eco_stack_join(ctx, &c->stack, c->job->assessment->planar);
}

static eco_status load_zones(eco_ctx *ctx, struct count *c, eco_to_grid *g)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, c->job->store, "run_zones", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t n;
        const void *wkb = eco_col_blob(s, 1, &n);

        st = eco_to_grid_add(ctx, g, eco_col_int(s, 0), wkb, n, &c->zones);
        if (st)
            st = eco_trace(ctx, st, "zone %lld", (long long)eco_col_int(s, 0));
    }
    eco_stmt_finalize(s);
    return st;
}

/* Borders that two faces share get the same points. */
static eco_status load_places(eco_ctx *ctx, struct count *c, eco_to_grid *g)
{
    const eco_polyset *all = &c->map->faces.polygons;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < all->nitems && !st; i++) {
        eco_polyset one = *all;

        one.items += i;
        one.nitems = 1;
        st = eco_to_grid_add_areas(ctx, g, (int64_t)i, &one, &c->places);
    }
    return st;
}

/* A rectangle of whole cells round all places: a border that it shared with
 * them would divide the cells on it twice. */
static eco_status add_whole(eco_ctx *ctx, struct count *c)
{
    eco_point low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    eco_polyset *to = &c->zones;
    eco_point *p;

    if (!c->places.npoints)
        return ECO_OK;
    for (size_t i = 0; i < c->places.npoints; i++) {
        low.x = fmin(low.x, floor(c->places.points[i].x));
        low.y = fmin(low.y, floor(c->places.points[i].y));
        high.x = fmax(high.x, ceil(c->places.points[i].x));
        high.y = fmax(high.y, ceil(c->places.points[i].y));
    }
    if (!eco_polyset_add_item(to, WHOLE) || !eco_polyset_add_ring(to, false) ||
        !(p = eco_polyset_add_points(to, 4)))
        return eco_nomem(ctx);
    p[0] = low;
    p[1] = (eco_point){high.x, low.y};
    p[2] = high;
    p[3] = (eco_point){low.x, high.y};
    return ECO_OK;
}

static eco_status load(eco_ctx *ctx, struct count *c)
{
    eco_crs *lonlat = NULL;
    eco_to_grid *g = NULL;
    eco_status st = eco_crs_create(ctx, "EPSG:4326", &lonlat);

    if (!st)
        st = eco_to_grid_create(ctx, lonlat, c->stack.crs, &c->stack.grid,
                                ECO_GRID_TOLERANCE_PX, &g);
    if (!st)
        st = load_zones(ctx, c, g);
    if (!st)
        st = load_places(ctx, c, g);
    if (!st)
        st = add_whole(ctx, c);
    eco_to_grid_destroy(g);
    eco_crs_destroy(lonlat);
    return st;
}

static eco_status sweep(eco_ctx *ctx, struct count *c)
{
    eco_faces faces = c->map->faces; /* borrowed, but for the polygons */
    const eco_job engine = {.stack = &c->stack,
                            .zones = &c->zones,
                            .evidence = &faces,
                            .threads = c->job->threads};

    faces.polygons = c->places;
    return eco_engine_run(ctx, &engine, &c->result);
}

static size_t nsums(const struct count *c)
{
    return c->map->ntold + 1;
}

/* Which rows a set of places counts in. */
static void find_counts(struct count *c, uint32_t set)
{
    const eco_near_map *m = c->map;
    size_t n;
    const uint32_t *items = eco_sets_items(c->result.sets, set, &n);

    for (size_t k = 0; k < m->ntold; k++) {
        c->counts[k] = false;
        for (size_t i = 0; i < n && !c->counts[k]; i++)
            c->counts[k] = eco_near_counts(
                &m->drawn[m->places.items[items[i]].id], &m->told[k]);
    }
    c->counts[m->ntold] = true; /* all people */
}

static eco_status add_row(eco_ctx *ctx, struct count *c, size_t row)
{
    const eco_tally_value *v = eco_tally_get_values(c->result.tally, row);
    bool fits = true;

    find_counts(c, eco_tally_get(c->result.tally, row)->key.set);
    for (size_t l = 0; l < c->stack.nlayers; l++) {
        fits &= eco_i128_add(&c->valid[l], v[l].valid);
        for (size_t k = 0; k < nsums(c); k++)
            if (c->counts[k])
                fits &= eco_i128_add(&c->sums[l * nsums(c) + k], v[l].sum);
    }
    return fits ? ECO_OK
                : eco_fail(ctx, ECO_INVALID, "more people than can be counted");
}

static double persons(const struct count *c, size_t layer, size_t k)
{
    const eco_tally_value v = {.sum = c->sums[layer * nsums(c) + k]};

    return eco_result_value(&c->result, &c->stack.layers[layer], &v);
}

static void bind(const struct count *c, eco_stmt *s, int64_t zone, size_t layer)
{
    const eco_band_source *b = &c->spec->bands[layer];

    if (zone == WHOLE)
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

    for (size_t k = 0; k < c->map->ntold && !st; k++) {
        const eco_near *near = &c->map->told[k];
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
    double n = persons(c, layer, c->map->ntold);

    if (n < 0)
        return eco_fail(ctx, ECO_FORMAT,
                        "%g people in a zone: values below 0 are counted; is "
                        "the nodata value of the raster declared?",
                        n);
    if (zone == WHOLE)
        return ECO_OK;
    bind(c, c->people, zone, layer);
    eco_bind_real(c->people, ":persons", n);
    eco_bind_real(c->people, ":valid_m2",
                  (double)eco_result_area_cm2(&c->result, c->valid[layer]) /
                      1e4);
    return eco_stmt_step(ctx, c->people, NULL);
}

/* A zone is done. */
static eco_status put_zone(eco_ctx *ctx, struct count *c, int64_t zone)
{
    size_t nlayers = c->stack.nlayers;
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
    const eco_tally *t = c->result.tally;
    size_t nlayers = c->stack.nlayers, n = eco_tally_count(t);
    eco_status st =
        eco_store_query(ctx, c->job->store, "people_insert", &c->people);

    if (!st)
        st =
            eco_store_query(ctx, c->job->store, "people_near_insert", &c->near);
    c->sums = eco_mem_array(nlayers * nsums(c), sizeof *c->sums);
    c->valid = eco_mem_array(nlayers, sizeof *c->valid);
    c->counts = eco_mem_array(nsums(c), sizeof *c->counts);
    if (!st && (!c->sums || !c->valid || !c->counts))
        st = eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        uint32_t zone = eco_tally_get(t, i)->key.zone;

        st = add_row(ctx, c, i);
        if (!st && (i + 1 == n || eco_tally_get(t, i + 1)->key.zone != zone))
            st = put_zone(ctx, c, c->zones.items[zone].id);
    }
    return st;
}

eco_status eco_near_count(eco_ctx *ctx, const eco_run_job *job,
                          const eco_near_map *m, const eco_dataset_spec *d,
                          eco_str *grid)
{
    struct count c = {.job = job, .map = m, .spec = d};
    eco_status st = make_stack(ctx, &c);

    if (!st)
        st = load(ctx, &c);
    if (!st)
        st = sweep(ctx, &c);
    if (!st)
        st = put(ctx, &c);
    if (!st)
        eco_str_printf(grid, "%s over %d x %d cells", d->id, c.stack.grid.ncols,
                       c.stack.grid.nrows);
    clear(&c);
    return st ? eco_trace(ctx, st, "people of dataset '%s'", d->id) : ECO_OK;
}
