/* Zones and the surroundings of sites over the grid of some rasters. */
#include "eco_run_people.h"

#include "eco_mem.h"
#include "eco_zones.h"

#include <math.h>

void eco_near_sweep_clear(eco_near_sweep *c)
{
    eco_mem_free(c->counts);
    eco_result_clear(&c->result);
    eco_polyset_clear(&c->zones);
    eco_polyset_clear(&c->places);
    eco_stack_clear(&c->stack);
}

static eco_status load_zones(eco_ctx *ctx, eco_near_sweep *c, eco_to_grid *g)
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
static eco_status load_places(eco_ctx *ctx, eco_near_sweep *c, eco_to_grid *g)
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
static eco_status add_whole(eco_ctx *ctx, eco_near_sweep *c)
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
    if (!eco_polyset_add_item(to, ECO_NEAR_WHOLE) ||
        !eco_polyset_add_ring(to, false) ||
        !(p = eco_polyset_add_points(to, 4)))
        return eco_nomem(ctx);
    p[0] = low;
    p[1] = (eco_point){high.x, low.y};
    p[2] = high;
    p[3] = (eco_point){low.x, high.y};
    return ECO_OK;
}

static eco_status load(eco_ctx *ctx, eco_near_sweep *c)
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

static eco_status sweep(eco_ctx *ctx, eco_near_sweep *c)
{
    eco_faces faces = c->map->faces; /* borrowed, but for the polygons */
    const eco_job engine = {.stack = &c->stack,
                            .zones = &c->zones,
                            .evidence = &faces,
                            .threads = c->job->threads};

    faces.polygons = c->places;
    return eco_engine_run(ctx, &engine, &c->result);
}

eco_status eco_near_sweep_run(eco_ctx *ctx, eco_near_sweep *c)
{
    eco_status st = load(ctx, c);

    if (!st)
        st = sweep(ctx, c);
    c->counts = eco_mem_array(c->map->ntold + 1, sizeof *c->counts);
    return st || c->counts ? st : eco_nomem(ctx);
}

void eco_near_sweep_set(eco_near_sweep *c, uint32_t set)
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
    c->counts[m->ntold] = true; /* all places */
}
