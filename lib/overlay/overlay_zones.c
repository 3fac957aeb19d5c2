/* Incidents and evidence by zone: an index for each set of zones. */
#include "eco_overlay_job.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

/* An incident's point. */
struct place {
    int64_t id;
    eco_point p;
};

struct places {
    struct place *items;
    size_t n, cap;
};

/* Incidents of one set of zones. */
struct counts {
    int64_t placed, outside, border, several;
};

static eco_status read_places(eco_ctx *ctx, struct overlay *o,
                              struct places *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, o->store, "overlay_places", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        if (!ECO_GROW(out->items, out->n, out->cap))
            st = eco_nomem(ctx);
        else
            out->items[out->n++] = (struct place){
                eco_col_int(s, 0), {eco_col_real(s, 1), eco_col_real(s, 2)}};
    eco_stmt_finalize(s);
    return st;
}

static eco_status put_place(eco_ctx *ctx, eco_stmt *s, int64_t incident,
                            const struct shapes *zones, const eco_hits *hits)
{
    eco_status st = ECO_OK;

    for (size_t k = 0; k < hits->n && !st; k++) {
        eco_bind_int(s, ":incident_id", incident);
        eco_bind_int(s, ":zone_id", zones->set.items[hits->items[k].item].id);
        eco_bind_text(s, ":how", hits->items[k].border ? "border" : "inside");
        eco_bind_int(s, ":several", hits->n > 1);
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

static eco_status put_places(eco_ctx *ctx, struct overlay *o,
                             const struct places *places, eco_geom_index *ix,
                             const struct shapes *zones, struct counts *c)
{
    eco_hits hits = {0};
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, o->store, "overlay_incident_zone", &s);

    for (size_t i = 0; i < places->n && !st; i++) {
        st = eco_geom_index_point(ctx, ix, places->items[i].p, &hits);
        if (!st)
            st = put_place(ctx, s, places->items[i].id, zones, &hits);
        if (st)
            break;
        c->placed += hits.n > 0;
        c->outside += hits.n == 0;
        c->several += hits.n > 1;
        c->border += hits.n > 0 && hits.items[0].border;
        if (i % 1024 == 0)
            st = eco_progress(ctx, (double)i / (double)places->n,
                              "placing incidents");
    }
    eco_stmt_finalize(s);
    eco_hits_clear(&hits);
    return st;
}

static eco_status put_counts(eco_ctx *ctx, struct overlay *o, int64_t zone_set,
                             const struct counts *c)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, o->store, "overlay_incident_set", &s);

    if (!st) {
        eco_bind_int(s, ":zone_set_id", zone_set);
        eco_bind_int(s, ":nplaced", c->placed);
        eco_bind_int(s, ":noutside", c->outside);
        eco_bind_int(s, ":nborder", c->border);
        eco_bind_int(s, ":nseveral", c->several);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* Evidence over the zones of one set. */
struct parts {
    struct overlay *o;
    const struct shapes *evidence, *zones;
    eco_geom_index *ix; /* of the zones */
    eco_stmt *out;
};

/* What item `i` of the evidence shares with one zone. */
static eco_status put_part(eco_ctx *ctx, const struct parts *p, size_t i,
                           size_t zone)
{
    const struct shapes *e = p->evidence;
    eco_polyset part = {0};
    double area_m2 = 0;
    eco_status st = eco_geom_index_shared(ctx, p->ix, zone, &e->set, i, &part);

    if (!st)
        st = eco_overlay_area(ctx, p->o, &part, 0, &area_m2);
    if (!st && area_m2 >= fmin(ECO_OVERLAY_LEAST_M2, e->area_m2[i])) {
        eco_bind_int(p->out, ":evidence_id", e->set.items[i].id);
        eco_bind_int(p->out, ":zone_id", p->zones->set.items[zone].id);
        eco_bind_real(p->out, ":area_m2", area_m2);
        eco_bind_real(p->out, ":share", area_m2 / e->area_m2[i]);
        st = eco_stmt_step(ctx, p->out, NULL);
    }
    eco_polyset_clear(&part);
    return st;
}

static eco_status put_evidence(eco_ctx *ctx, struct parts *p)
{
    const struct shapes *e = p->evidence;
    eco_hits hits = {0};
    eco_status st =
        eco_store_query(ctx, p->o->store, "overlay_evidence_zone", &p->out);

    for (size_t i = 0; i < e->set.nitems && !st; i++) {
        hits.n = 0;
        if (e->area_m2[i] > 0)
            st = eco_geom_index_meets(ctx, p->ix, &e->set, i, &hits);
        for (size_t k = 0; k < hits.n && !st; k++)
            st = put_part(ctx, p, i, hits.items[k].item);
        if (st)
            st = eco_trace(ctx, st, "evidence %lld",
                           (long long)e->set.items[i].id);
        else
            st = eco_progress(ctx, (double)i / (double)e->set.nitems,
                              "laying evidence over zones");
    }
    eco_stmt_finalize(p->out);
    eco_hits_clear(&hits);
    return st;
}

static eco_status one_set(eco_ctx *ctx, struct overlay *o, int64_t id,
                          const char *name, const struct places *places,
                          const struct shapes *evidence)
{
    struct shapes zones = {0};
    eco_geom_index *ix = NULL;
    struct counts counts = {0};
    eco_status st =
        eco_shapes_read(ctx, o, "overlay_zones", ":zone_set", name, &zones);

    if (!st)
        st = eco_geom_index_create(ctx, o->geom, &zones.set, &ix);
    if (!st)
        st = put_places(ctx, o, places, ix, &zones, &counts);
    if (!st)
        st = put_counts(ctx, o, id, &counts);
    if (!st)
        st = put_evidence(
            ctx, &(struct parts){
                     .o = o, .evidence = evidence, .zones = &zones, .ix = ix});
    if (!st && places->n)
        eco_log(ctx, ECO_LOG_INFO,
                "%s: %lld incidents in zones (%lld on a border, %lld in "
                "several), %lld outside",
                name, (long long)counts.placed, (long long)counts.border,
                (long long)counts.several, (long long)counts.outside);
    eco_geom_index_destroy(ix);
    eco_outlines_clear(&zones);
    return st;
}

static eco_status measure(eco_ctx *ctx, struct overlay *o, struct shapes *s)
{
    eco_status st = ECO_OK;

    s->area_m2 = eco_mem_array(s->set.nitems + 1, sizeof *s->area_m2);
    if (!s->area_m2)
        return eco_nomem(ctx);
    for (size_t i = 0; i < s->set.nitems && !st; i++)
        st = eco_overlay_area(ctx, o, &s->set, i, &s->area_m2[i]);
    return st;
}

eco_status eco_overlay_zones(eco_ctx *ctx, struct overlay *o)
{
    struct places places = {0};
    struct shapes evidence = {0};
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = read_places(ctx, o, &places);

    if (!st)
        st = eco_shapes_read(ctx, o, "overlay_evidence", NULL, NULL, &evidence);
    if (!st)
        st = measure(ctx, o, &evidence);
    if (!st)
        st = eco_store_query(ctx, o->store, "overlay_zone_sets", &s);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = one_set(ctx, o, eco_col_int(s, 0), eco_col_text(s, 1), &places,
                     &evidence);
    eco_stmt_finalize(s);
    eco_outlines_clear(&evidence);
    eco_mem_free(places.items);
    return st;
}
