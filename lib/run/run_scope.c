/* What lies outside the scope's box goes, and the lineage says how much. */
#include "eco_run_job.h"

#include "eco_str.h"

#include <stdio.h>

static const char *const sides[4] = {"w", "s", "e", "n"};

static eco_status scope_box(eco_ctx *ctx, const eco_run_job *job, double box[4],
                            bool *any)
{
    const eco_assessment *a = job->assessment;
    eco_stmt *s = NULL;
    eco_status st;

    *any = a->bbox_given;
    for (int i = 0; i < 4 && a->bbox_given; i++)
        box[i] = a->bbox[i];
    if (a->bbox_given || !a->area_dataset)
        return ECO_OK;
    st = eco_store_query(ctx, job->store, "run_scope_area", &s);
    if (!st) {
        eco_bind_text(s, ":dataset", a->area_dataset);
        st = eco_stmt_step(ctx, s, any);
    }
    for (int i = 0; i < 4 && !st && *any; i++)
        box[i] = eco_col_real(s, i);
    eco_stmt_finalize(s);
    return st;
}

/* For files that are read into the store later. */
static eco_status keep_box(eco_ctx *ctx, eco_store *store, const double box[4])
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "run_parameter", &s);

    for (int i = 0; i < 4 && !st; i++) {
        char name[16], value[32];

        snprintf(name, sizeof name, "scope.%s", sides[i]);
        eco_bind_text(s, ":name", name);
        eco_bind_text(s, ":value", eco_str_real(value, box[i]));
        eco_bind_text(s, ":unit", "degrees");
        eco_bind_text(s, ":source", "assessment: scope");
        eco_bind_int(s, ":calibrated", 1);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status kept_box(eco_ctx *ctx, eco_store *store, double box[4],
                           bool *any)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "run_scope_kept", &s);

    *any = false;
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    *any = !st && row;
    for (int i = 0; i < 4 && *any; i++) {
        *any = !eco_col_null(s, i);
        box[i] = eco_col_real(s, i);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status run(eco_ctx *ctx, eco_store *store, const char *query,
                      const double *box)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    for (int i = 0; i < 4 && box && !st; i++) {
        const char name[3] = {':', *sides[i], '\0'};

        eco_bind_real(s, name, box[i]);
    }
    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status leave_out(eco_ctx *ctx, eco_store *store, const char *query,
                            const char *table, const double box[4])
{
    char what[120];
    eco_status st = run(ctx, store, query, box);

    if (st)
        return st;
    snprintf(what, sizeof what,
             "%lld rows lie wholly outside the scope and are left out",
             (long long)eco_sql_changes(eco_store_sql(store)));
    return eco_run_lineage(ctx, store, "scope", table, what);
}

eco_status eco_run_scope(eco_ctx *ctx, const eco_run_job *job)
{
    double box[4];
    bool any;
    eco_store *store = job->store;
    eco_status st = scope_box(ctx, job, box, &any);

    if (st || !any)
        return st;
    st = keep_box(ctx, store, box);
    if (!st)
        st = leave_out(ctx, store, "run_scope_zones", "zone", box);
    if (!st)
        st = leave_out(ctx, store, "run_scope_evidence", "evidence", box);
    if (!st)
        st = leave_out(ctx, store, "run_scope_incidents", "incident", box);
    return st ? st : run(ctx, store, "run_scope_count", NULL);
}

eco_status eco_run_scope_again(eco_ctx *ctx, eco_store *store)
{
    double box[4];
    bool any;
    eco_status st = kept_box(ctx, store, box, &any);

    if (st || !any)
        return st;
    st = leave_out(ctx, store, "run_scope_incidents", "incident", box);
    return st ? st : run(ctx, store, "run_scope_count", NULL);
}
