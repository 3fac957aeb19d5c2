/* Incidents where an activity is prohibited. */
#include "eco_overlay_job.h"

static eco_status put(eco_ctx *ctx, eco_stmt *in, eco_stmt *out,
                      const struct shapes *where, const eco_hits *hits)
{
    eco_status st = ECO_OK;

    for (size_t k = 0; k < hits->n && !st; k++) {
        size_t i = hits->items[k].item;

        eco_bind_int(out, ":incident_id", eco_col_int(in, 0));
        eco_bind_int(out, ":evidence_id", where->set.items[i].id);
        eco_bind_text(out, ":how", hits->items[k].border ? "border" : "inside");
        eco_bind_text(out, ":timing",
                      eco_overlay_timing(eco_col_text(in, 3),
                                         eco_col_text(in, 4), where, i));
        st = eco_stmt_step(ctx, out, NULL);
    }
    return st;
}

eco_status eco_overlay_prohibitions(eco_ctx *ctx, struct overlay *o)
{
    struct shapes where = {0};
    eco_geom_index *ix = NULL;
    eco_hits hits = {0};
    eco_stmt *in = NULL, *out = NULL;
    bool row = false;
    eco_status st = eco_shapes_read(ctx, o, "overlay_kind", ":kind",
                                    "prohibitions", &where);

    if (st || !where.set.nitems)
        goto done;
    st = eco_geom_index_create(ctx, o->geom, &where.set, &ix);
    if (!st)
        st = eco_store_query(ctx, o->store, "overlay_places", &in);
    if (!st)
        st = eco_store_query(ctx, o->store, "overlay_prohibition", &out);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row) {
        st = eco_geom_index_point(
            ctx, ix, (eco_point){eco_col_real(in, 1), eco_col_real(in, 2)},
            &hits);
        if (!st)
            st = put(ctx, in, out, &where, &hits);
    }
done:
    eco_stmt_finalize(in);
    eco_stmt_finalize(out);
    eco_hits_clear(&hits);
    eco_geom_index_destroy(ix);
    eco_outlines_clear(&where);
    return st;
}
