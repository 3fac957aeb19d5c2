/* Zones and evidence from the store onto the grid. */
#include "eco_run_job.h"

#include "eco_geom.h"
#include "eco_zones.h"

static eco_status load(eco_ctx *ctx, eco_run_job *job, const char *query,
                       eco_to_grid *g, eco_polyset *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, query, &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t n;
        const void *wkb = eco_col_blob(s, 1, &n);

        st = eco_to_grid_add(ctx, g, eco_col_int(s, 0), wkb, n, out);
        if (st)
            st = eco_trace(ctx, st, "%s: polygon %lld", query,
                           (long long)eco_col_int(s, 0));
    }
    eco_stmt_finalize(s);
    return st;
}

/* Evidence overlaps and adjoins: where two footprints share a cell, only their
 * faces tell how much of it each holds. */
static eco_status cut(eco_ctx *ctx, eco_run_job *job)
{
    const double box[4] = {0, 0, job->stack.grid.ncols, job->stack.grid.nrows};
    eco_geom *g = NULL;
    eco_status st;

    if (!job->evidence.nitems)
        return ECO_OK;
    st = eco_geom_create(ctx, &g);
    if (!st)
        st = eco_faces_make(ctx, g, &job->evidence, box, &job->faces);
    if (!st)
        eco_shapes_innermost(&job->shapes, &job->faces);
    eco_geom_destroy(g);
    return st ? eco_trace(ctx, st, "cutting the evidence into faces") : ECO_OK;
}

eco_status eco_run_polygons(eco_ctx *ctx, eco_run_job *job)
{
    eco_crs *lonlat = NULL;
    eco_to_grid *g = NULL;
    eco_status st = eco_crs_create(ctx, "EPSG:4326", &lonlat);

    if (!st)
        st = eco_to_grid_create(ctx, lonlat, job->stack.crs, &job->stack.grid,
                                ECO_GRID_TOLERANCE_PX, &g);
    if (!st)
        st = load(ctx, job, "run_zones", g, &job->zones);
    if (!st)
        st = eco_run_shapes(ctx, job, g);
    if (!st)
        st = cut(ctx, job);
    eco_to_grid_destroy(g);
    eco_crs_destroy(lonlat);
    return st;
}
