/* Incidents as the areas in which they may have happened. */
#include "eco_overlay_job.h"

#include "eco_antimeridian.h"
#include "eco_geodesic.h"
#include "eco_mem.h"
#include "eco_wkb.h"

/* Part of a disc's area that its ring may miss: not seen on a map, and 41 628
 * rings of it take 3 s. */
#define RING_ERROR 0.01

/* A disc that no ring in degrees can be drawn of is left out. */
static eco_status disc(eco_ctx *ctx, const struct overlay *o, eco_stmt *in,
                       eco_polyset *set, bool *drawn)
{
    double radius_m = eco_col_real(in, 1);
    eco_point centre = {eco_col_real(in, 3), eco_col_real(in, 4)};
    eco_status st = eco_polyset_add_item(set, 0) ? ECO_OK : eco_nomem(ctx);

    if (radius_m < ECO_DISC_LEAST_M)
        radius_m = ECO_DISC_LEAST_M;
    if (!st)
        st = eco_geodesic_ring(ctx, centre, radius_m,
                               eco_geodesic_points(RING_ERROR), set);
    if (!st)
        st = eco_antimeridian_cut(ctx, o->geom, set);
    if (st == ECO_INVALID) {
        eco_log(ctx, ECO_LOG_WARN, "incident %lld is not drawn: %s",
                (long long)eco_col_int(in, 0), eco_ctx_message(ctx));
        return ECO_OK;
    }
    *drawn = !st;
    return st;
}

static eco_status put(eco_ctx *ctx, struct overlay *o, eco_stmt *in,
                      eco_stmt *out)
{
    eco_polyset set = {0};
    unsigned char *wkb = NULL;
    const void *bytes;
    size_t n;
    bool drawn = true;
    eco_status st;

    bytes = eco_col_blob(in, 5, &n);
    st = bytes && n ? eco_wkb_to_polyset(ctx, bytes, n, 0, &set)
                    : disc(ctx, o, in, &set, &drawn);
    if (!st && drawn)
        st = eco_wkb_multipolygon(ctx, &set, 0, &wkb, &n);
    if (!st && drawn) {
        eco_bind_int(out, ":incident_id", eco_col_int(in, 0));
        eco_bind_real(out, ":radius_m", eco_col_real(in, 1));
        eco_bind_int(out, ":assumed", eco_col_int(in, 2));
        eco_bind_blob(out, ":wkb", wkb, n);
        st = eco_stmt_step(ctx, out, NULL);
    }
    eco_mem_free(wkb);
    eco_polyset_clear(&set);
    return st ? eco_trace(ctx, st, "incident %lld",
                          (long long)eco_col_int(in, 0))
              : ECO_OK;
}

eco_status eco_overlay_discs(eco_ctx *ctx, struct overlay *o)
{
    eco_stmt *in = NULL, *out = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, o->store, "overlay_disc_places", &in);

    if (!st)
        st = eco_store_query(ctx, o->store, "overlay_disc", &out);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row)
        st = put(ctx, o, in, out);
    eco_stmt_finalize(in);
    eco_stmt_finalize(out);
    return st;
}
