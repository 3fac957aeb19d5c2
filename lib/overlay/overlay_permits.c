/* Footprints that no permit covers in their time, and permits that declare an
 * output no footprint shows. */
#include "eco_overlay_job.h"

#include "eco_mem.h"
#include "eco_wkb.h"

#include <math.h>
#include <string.h>

struct permits {
    struct overlay *o;
    struct shapes permits, footprints;
    eco_geom_index *ix;    /* of the permits */
    eco_geom_index *reach; /* of their convex hull, the one item */
    eco_stmt *out;
    eco_hits valid, other; /* permits that meet a footprint; room for all */
};

/* One row, unless the part is a sliver. `permit` NULL: no permit. */
static eco_status put(eco_ctx *ctx, struct permits *p, size_t footprint,
                      const size_t *permit, const char *relation,
                      const eco_polyset *part)
{
    unsigned char *wkb = NULL;
    double whole = p->footprints.area_m2[footprint], area_m2 = 0;
    size_t n;
    eco_status st = eco_overlay_area(ctx, p->o, part, 0, &area_m2);

    if (st || area_m2 < fmin(ECO_OVERLAY_LEAST_M2, whole))
        return st;
    st = eco_wkb_multipolygon(ctx, part, 0, &wkb, &n);
    if (!st) {
        eco_bind_int(p->out, ":footprint_id",
                     p->footprints.set.items[footprint].id);
        if (permit)
            eco_bind_int(p->out, ":permit_id",
                         p->permits.set.items[*permit].id);
        else
            eco_bind_null(p->out, ":permit_id");
        eco_bind_text(p->out, ":relation", relation);
        eco_bind_real(p->out, ":area_m2", area_m2);
        eco_bind_real(p->out, ":footprint_m2", whole);
        eco_bind_blob(p->out, ":wkb", wkb, n);
        st = eco_stmt_step(ctx, p->out, NULL);
    }
    eco_mem_free(wkb);
    return st;
}

static const char *timing(const struct permits *p, size_t footprint,
                          size_t permit)
{
    return eco_overlay_timing(p->footprints.first[footprint],
                              p->footprints.last[footprint], &p->permits,
                              permit);
}

/* A register that ends at a border says nothing of the mines beyond: without a
 * permit are only those within the hull of all its permits. */
static eco_status put_none(eco_ctx *ctx, struct permits *p, size_t footprint,
                           const eco_polyset *none)
{
    eco_polyset within = {0};
    eco_status st = ECO_OK;

    if (none->items[0].n)
        st = eco_geom_index_shared(ctx, p->reach, 0, none, 0, &within);
    if (!st && within.nitems)
        st = put(ctx, p, footprint, NULL, "no permit", &within);
    eco_polyset_clear(&within);
    return st;
}

/* What permits in force leave over (item 0 of `rest`) is shared out among the
 * others; where those overlap each gets its part. */
static eco_status share_out(eco_ctx *ctx, struct permits *p, size_t footprint,
                            const eco_polyset *rest)
{
    eco_polyset none = {0};
    eco_status st = ECO_OK;

    for (size_t k = 0; k < p->other.n && !st; k++) {
        const size_t *permit = &p->other.items[k].item;
        eco_polyset part = {0};

        st = eco_geom_index_shared(ctx, p->ix, *permit, rest, 0, &part);
        if (!st)
            st = put(ctx, p, footprint, permit, timing(p, footprint, *permit),
                     &part);
        eco_polyset_clear(&part);
    }
    if (!st)
        st = eco_geom_index_minus(ctx, p->ix, &p->other, rest, 0, &none);
    if (!st)
        st = put_none(ctx, p, footprint, &none);
    eco_polyset_clear(&none);
    return st;
}

static eco_status one_footprint(eco_ctx *ctx, struct permits *p, size_t i,
                                eco_hits *hits)
{
    eco_polyset rest = {0};
    eco_status st = eco_overlay_area(ctx, p->o, &p->footprints.set, i,
                                     &p->footprints.area_m2[i]);

    if (st || !(p->footprints.area_m2[i] > 0))
        return st;
    p->valid.n = p->other.n = 0;
    st = eco_geom_index_meets(ctx, p->ix, &p->footprints.set, i, hits);
    for (size_t k = 0; k < hits->n && !st; k++) {
        bool valid = strcmp(timing(p, i, hits->items[k].item), "in force") == 0;
        eco_hits *to = valid ? &p->valid : &p->other;

        to->items[to->n++] = hits->items[k];
    }
    if (!st)
        st = eco_geom_index_minus(ctx, p->ix, &p->valid, &p->footprints.set, i,
                                  &rest);
    if (!st && rest.items[0].n)
        st = share_out(ctx, p, i, &rest);
    eco_polyset_clear(&rest);
    return st ? eco_trace(ctx, st, "footprint %lld",
                          (long long)p->footprints.set.items[i].id)
              : ECO_OK;
}

static eco_status conflicts(eco_ctx *ctx, struct permits *p)
{
    size_t n = p->permits.set.nitems + 1, m = p->footprints.set.nitems;
    eco_hits hits = {0};
    eco_polyset hull = {0};
    eco_status st =
        eco_geom_index_create(ctx, p->o->geom, &p->permits.set, &p->ix);

    if (!st)
        st = eco_overlay_reach(ctx, &p->permits.set, &hull);
    if (!st)
        st = eco_geom_index_create(ctx, p->o->geom, &hull, &p->reach);
    eco_polyset_clear(&hull);

    p->valid.items = eco_mem_array(n, sizeof(eco_hit));
    p->other.items = eco_mem_array(n, sizeof(eco_hit));
    p->footprints.area_m2 = eco_mem_array(m + 1, sizeof(double));
    if (!st && (!p->valid.items || !p->other.items || !p->footprints.area_m2))
        st = eco_nomem(ctx);
    if (!st)
        st = eco_store_query(ctx, p->o->store, "overlay_conflict", &p->out);
    for (size_t i = 0; i < m && !st; i++) {
        st = one_footprint(ctx, p, i, &hits);
        if (!st)
            st = eco_progress(ctx, (double)i / (double)m,
                              "laying footprints over permits");
    }
    eco_hits_clear(&hits);
    return st;
}

/* Which permit an id is: both lists rise. */
static size_t find(const struct shapes *s, int64_t id)
{
    size_t low = 0, high = s->set.nitems;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (s->set.items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "none" or "other years" when no footprint of its time shares ground with the
 * permit; NULL when one does. */
static eco_status nearest(eco_ctx *ctx, struct permits *p, eco_geom_index *ix,
                          size_t permit, eco_hits *hits, const char **out)
{
    eco_status st =
        eco_geom_index_meets(ctx, ix, &p->permits.set, permit, hits);

    *out = "none";
    for (size_t k = 0; k < hits->n && !st && *out; k++) {
        size_t i = hits->items[k].item;
        const char *when = timing(p, i, permit);
        eco_polyset part = {0};
        double area_m2 = 0;

        st = eco_geom_index_shared(ctx, ix, i, &p->permits.set, permit, &part);
        if (!st)
            st = eco_overlay_area(ctx, p->o, &part, 0, &area_m2);
        eco_polyset_clear(&part);
        if (st || area_m2 < ECO_OVERLAY_LEAST_M2)
            continue;
        *out = strcmp(when, "before") == 0 || strcmp(when, "after") == 0
                   ? "other years"
                   : NULL;
    }
    return st;
}

static eco_status ghosts(eco_ctx *ctx, struct permits *p)
{
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};
    eco_stmt *in = NULL, *out = NULL;
    bool row = false;
    eco_status st =
        eco_geom_index_create(ctx, p->o->geom, &p->footprints.set, &ix);

    if (!st)
        st = eco_store_query(ctx, p->o->store, "overlay_ghosts", &in);
    if (!st)
        st = eco_store_query(ctx, p->o->store, "overlay_ghost", &out);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row) {
        int64_t id = eco_col_int(in, 0);
        const char *what = NULL;

        st = nearest(ctx, p, ix, find(&p->permits, id), &hits, &what);
        if (st || !what)
            continue;
        eco_bind_int(out, ":permit_id", id);
        eco_bind_text(out, ":nearest", what);
        st = eco_stmt_step(ctx, out, NULL);
    }
    eco_stmt_finalize(in);
    eco_stmt_finalize(out);
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    return st;
}

/* Without a register nothing is without a permit, and without a map of
 * footprints no permit is a ghost. */
eco_status eco_overlay_permits(eco_ctx *ctx, struct overlay *o)
{
    struct permits p = {.o = o};
    eco_status st =
        eco_shapes_read(ctx, o, "overlay_kind", ":kind", "permits", &p.permits);

    if (!st && p.permits.set.nitems)
        st = eco_shapes_read(ctx, o, "overlay_kind", ":kind",
                             "mining-footprint", &p.footprints);
    if (!st && p.footprints.set.nitems)
        st = conflicts(ctx, &p);
    if (!st && p.footprints.set.nitems)
        st = ghosts(ctx, &p);
    eco_stmt_finalize(p.out);
    eco_geom_index_destroy(p.ix);
    eco_geom_index_destroy(p.reach);
    eco_hits_clear(&p.valid);
    eco_hits_clear(&p.other);
    eco_outlines_clear(&p.permits);
    eco_outlines_clear(&p.footprints);
    return st;
}
