/* Attributed sites and the people near them. */
#include "eco_run_people.h"

#include "eco_str.h"

#include <string.h>

static eco_status run(eco_ctx *ctx, eco_store *store, const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status find_sites(eco_ctx *ctx, eco_store *store)
{
    static const char *const queries[] = {
        "people_site_clear", "people_site_fill", "people_burning_clear",
        "people_burning_fill"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof queries / sizeof *queries && !st; i++)
        st = run(ctx, store, queries[i]);
    return st;
}

static eco_status tell(eco_ctx *ctx, const eco_run_job *job,
                       const eco_near_map *m, const eco_str *grids)
{
    eco_str what = {0};
    eco_status st;

    eco_str_printf(
        &what,
        "%zu sites of attributed degradation (mining footprints, and "
        "incidents placed to 2.5 km)",
        m->nsites);
    if (m->left_out)
        eco_str_printf(&what, ", %zu beyond 85 degrees of latitude left out",
                       m->left_out);
    if (m->nsites)
        eco_str_add(&what, "; within 1, 5, 10 and 25 km on the ellipsoid");
    if (grids->n)
        eco_str_printf(&what, ": %s", eco_str_text(grids));
    st = what.failed || grids->failed ? eco_nomem(ctx) : ECO_OK;
    if (!st)
        st = eco_run_lineage(ctx, job->store, "people", "people_near",
                             eco_str_text(&what));
    eco_str_clear(&what);
    return st;
}

/* The land about sites is a pass over a map of 30 m: only where it is asked. */
static bool land_asked(const eco_assessment *a)
{
    for (size_t i = 0; i < a->nindicators; i++)
        if (strcmp(a->indicators[i], "2.4.1") == 0)
            return true;
    return false;
}

static eco_status count(eco_ctx *ctx, const eco_run_job *job,
                        const eco_near_map *m, eco_str *grids)
{
    const eco_assessment *a = job->assessment;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        const eco_dataset_spec *d = &a->datasets[i];

        if (d->kind == ECO_KIND_POPULATION) {
            eco_str_add(grids, grids->n ? ", " : "");
            st = eco_near_count(ctx, job, m, d, grids);
        } else if (d->kind == ECO_KIND_LAND_COVER && m->nsites &&
                   land_asked(a)) {
            st = eco_near_land(ctx, job, m, d);
        }
    }
    if (!st)
        st = eco_near_rivers(ctx, job->store, m);
    return st ? st : run(ctx, job->store, "people_group_fill");
}

/* Without a raster of people the sites stand for themselves. */
eco_status eco_run_people(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_assessment *a = job->assessment;
    eco_near_map map = {0};
    eco_str grids = {0};
    bool any = land_asked(a);
    eco_status st = find_sites(ctx, job->store);

    for (size_t i = 0; i < a->ndatasets; i++)
        any |= a->datasets[i].kind == ECO_KIND_POPULATION ||
               a->datasets[i].kind == ECO_KIND_RIVERS;
    if (st || !any)
        return st;
    st = eco_near_map_make(ctx, job->store, &map);
    if (!st)
        st = count(ctx, job, &map, &grids);
    if (!st)
        st = tell(ctx, job, &map, &grids);
    eco_near_map_clear(&map);
    eco_str_clear(&grids);
    return st;
}

static eco_status sites_sum(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "people_site_list", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row)
        eco_str_add(out, eco_col_text(s, 0));
    eco_stmt_finalize(s);
    return st ? st : out->failed ? eco_nomem(ctx) : ECO_OK;
}

/* What rasters told of other sites is gone; rivers need none. */
static eco_status forget(eco_ctx *ctx, eco_store *store)
{
    static const char what[] =
        "sites changed after the rasters were read: people and land near them "
        "are not known until a run reads them again";
    eco_near_map map = {0};
    int64_t gone;
    eco_status st = run(ctx, store, "people_clear");

    gone = eco_sql_changes(eco_store_sql(store));
    if (!st)
        st = run(ctx, store, "land_near_clear");
    if (!st && gone + eco_sql_changes(eco_store_sql(store)) > 0) {
        eco_log(ctx, ECO_LOG_WARN, "%s", what);
        st = eco_run_lineage_set(ctx, store, "people", "people_near", what);
    }
    if (!st)
        st = run(ctx, store, "river_mined_clear");
    if (!st)
        st = eco_near_map_make(ctx, store, &map);
    if (!st)
        st = eco_near_rivers(ctx, store, &map);
    eco_near_map_clear(&map);
    return st;
}

eco_status eco_run_people_again(eco_ctx *ctx, eco_store *store)
{
    eco_str before = {0}, after = {0};
    eco_status st = sites_sum(ctx, store, &before);

    if (!st)
        st = find_sites(ctx, store);
    if (!st)
        st = sites_sum(ctx, store, &after);
    if (!st && strcmp(eco_str_text(&before), eco_str_text(&after)) != 0)
        st = forget(ctx, store);
    eco_str_clear(&before);
    eco_str_clear(&after);
    return st;
}
