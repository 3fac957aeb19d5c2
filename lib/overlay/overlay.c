/* One pass after the other; what they share. */
#include "eco_overlay_job.h"

#include "eco_mem.h"
#include "eco_wkb.h"

#include <stdio.h>
#include <string.h>

eco_status eco_shapes_read(eco_ctx *ctx, struct overlay *o, const char *query,
                           const char *name, const char *text,
                           struct shapes *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, o->store, query, &s);

    if (!st && name)
        eco_bind_text(s, name, text);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t i = out->set.nitems, n;
        const void *wkb = eco_col_blob(s, 1, &n);

        if (!ECO_GROW(out->first, i, out->dates_cap) ||
            !ECO_GROW(out->last, i, out->last_cap))
            st = eco_nomem(ctx);
        if (st)
            break;
        snprintf(out->first[i], sizeof *out->first, "%s", eco_col_text(s, 2));
        snprintf(out->last[i], sizeof *out->last, "%s", eco_col_text(s, 3));
        st = eco_wkb_to_polyset(ctx, wkb, n, eco_col_int(s, 0), &out->set);
        if (st)
            st = eco_trace(ctx, st, "%s: polygon %lld", query,
                           (long long)eco_col_int(s, 0));
    }
    eco_stmt_finalize(s);
    return st;
}

void eco_outlines_clear(struct shapes *s)
{
    eco_polyset_clear(&s->set);
    eco_mem_free(s->first);
    eco_mem_free(s->last);
    eco_mem_free(s->area_m2);
    *s = (struct shapes){0};
}

eco_status eco_overlay_area(eco_ctx *ctx, const struct overlay *o,
                            const eco_polyset *s, size_t i, double *area_m2)
{
    *area_m2 = 0;
    return s->items[i].n ? eco_area_polygon(ctx, o->model, s, i, area_m2)
                         : ECO_OK;
}

const char *eco_overlay_timing(const char *a, const char *b,
                               const struct shapes *s, size_t i)
{
    const char *first = s->first[i], *last = s->last[i];

    if (!*a || !*first)
        return "undated";
    if (!*b)
        b = a;
    if (strcmp(b, first) < 0)
        return "before";
    if (*last && strcmp(a, last) > 0)
        return "after";
    return strcmp(a, first) >= 0 && (!*last || strcmp(b, last) <= 0)
               ? "in force"
               : "partly";
}

static eco_status clear(eco_ctx *ctx, eco_store *store)
{
    static const char *const tables[] = {
        "incident_zone",        "incident_set",   "evidence_zone",
        "incident_disc",        "permit_overlap", "permit_ghost",
        "incident_prohibition", "incident_year",  "evidence_density"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !st; i++) {
        eco_stmt *s = NULL;

        st = eco_store_query_table(ctx, store, "overlay_clear", tables[i],
                                   tables[i], &s);
        if (!st)
            st = eco_stmt_step(ctx, s, NULL);
        eco_stmt_finalize(s);
    }
    return st;
}

eco_status eco_overlay_run(eco_ctx *ctx, eco_store *store)
{
    static eco_status (*const passes[])(eco_ctx *, struct overlay *) = {
        eco_overlay_zones, eco_overlay_discs, eco_overlay_prohibitions,
        eco_overlay_permits};
    struct overlay o = {.store = store};
    eco_area_spec spec = {.grid = {{0, 1, 0, 0, 0, 1}, 1, 1},
                          .ellipsoid = eco_wgs84,
                          .kind = ECO_AREA_PARALLELS,
                          .unit_m = 1};
    eco_status st = eco_geom_create(ctx, &o.geom);

    if (!st)
        st = eco_area_create(ctx, &spec, &o.model);
    if (!st)
        st = clear(ctx, store);
    for (size_t i = 0; i < sizeof passes / sizeof *passes && !st; i++)
        st = passes[i](ctx, &o);
    eco_area_destroy(o.model);
    eco_geom_destroy(o.geom);
    return st ? eco_trace(ctx, st, "laying polygons over each other") : ECO_OK;
}

eco_status eco_overlay_facts(eco_ctx *ctx, eco_store *store)
{
    static const char *const queries[] = {"overlay_year_clear", "overlay_year",
                                          "overlay_density_clear",
                                          "overlay_density"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof queries / sizeof *queries && !st; i++) {
        eco_stmt *s = NULL;

        st = eco_store_query(ctx, store, queries[i], &s);
        if (!st)
            st = eco_stmt_step(ctx, s, NULL);
        eco_stmt_finalize(s);
    }
    return st ? eco_trace(ctx, st, "counting incidents by zone") : ECO_OK;
}
