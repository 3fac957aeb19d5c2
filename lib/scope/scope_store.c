/* What the store of an earlier run tells by area and domain. */
#include "eco_scope_job.h"

#include <string.h>

enum { K5 = 4, K6 };

/* The row that a query speaks of; NULL: an area or domain that is not judged.
 * Queries are by zone, so the last area is looked at first. */
static eco_scope_row *row_of(eco_scope_job *job, eco_stmt *s, size_t *area)
{
    int64_t zone = eco_col_int(s, 0);
    const char *domain = eco_col_text(s, 1);

    while (*area < job->nareas && job->areas[*area].zone_id < zone)
        (*area)++;
    if (*area == job->nareas || job->areas[*area].zone_id != zone)
        return NULL;
    for (size_t d = 0; d < job->ndomains; d++)
        if (strcmp(job->domains[d], domain) == 0)
            return &job->rows[*area * job->ndomains + d];
    return NULL;
}

static eco_status reports(eco_ctx *ctx, const eco_scope_job *job,
                          eco_scope_row *r, eco_stmt *s)
{
    long long n = eco_col_int(s, 2);
    double ha = eco_col_real(s, 3), per = ha > 0 ? (double)n * 1000 / ha : 0;

    if (!(ha > 0))
        return eco_scope_set(ctx, &r->score[K5], n ? 1 : 0,
                             "reports of class %.0f or better: %lld; no "
                             "degradation was seen",
                             job->tables.limit.precision_most, n);
    return eco_scope_set(
        ctx, &r->score[K5],
        per >= job->tables.limit.reports_per_1000_ha ? 1
        : n                                          ? 0.5
                                                     : 0,
        "reports of class %.0f or better: %lld, %.2g per 1 000 ha of "
        "degradation",
        job->tables.limit.precision_most, n, per);
}

static eco_status outcomes(eco_ctx *ctx, const eco_scope_job *job,
                           eco_scope_row *r, eco_stmt *s)
{
    (void)job;
    return eco_scope_set(ctx, &r->score[K6], 1,
                         "%lld final decisions (T1), %lld official records of "
                         "enforcement (T2)",
                         (long long)eco_col_int(s, 2),
                         (long long)eco_col_int(s, 3));
}

/* Booked is the area times the value: back to the area. */
static eco_status shares(eco_ctx *ctx, const eco_scope_job *job,
                         eco_scope_row *r, eco_stmt *s)
{
    eco_tier tier = eco_tier_find(eco_col_text(s, 2));
    double value = tier < ECO_TIERS
                       ? job->rules->values.illegal[tier][ECO_SCENARIO_CENTRAL]
                       : 0;

    (void)ctx;
    if (!(value > 0))
        return ECO_OK;
    r->share[tier] = eco_col_real(s, 3) / value / eco_col_real(s, 4);
    r->share_known = true;
    return ECO_OK;
}

/* What a query has no row for is not there: what the files only promised. */
static eco_status nothing(eco_ctx *ctx, eco_scope_job *job)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < job->nrows && !st; i++) {
        st = eco_scope_set(ctx, &job->rows[i].score[K5], 0,
                           "no located report in the store, and no "
                           "degradation");
        if (!st)
            st = eco_scope_set(ctx, &job->rows[i].score[K6], 0,
                               "no decision or record of enforcement in the "
                               "store");
    }
    return st;
}

/* " FOR:tree_cover_loss FOR:forest_loss ... " */
static void shown(const eco_scope_job *job, eco_str *out)
{
    const eco_scope_table *t = &job->tables.rasters;

    eco_str_add(out, " ");
    for (size_t i = 0; i < t->n; i++) {
        const char *p = eco_scope_cell(t, i, ECO_RASTER_TYPES);

        while (*p) {
            size_t n = strcspn(p, " ");

            eco_str_printf(out, "%s:%.*s ",
                           eco_scope_cell(t, i, ECO_RASTER_DOMAIN), (int)n, p);
            p += n + (p[n] == ' ');
        }
    }
}

static eco_status each(eco_ctx *ctx, eco_scope_job *job, const char *query,
                       eco_status (*take)(eco_ctx *ctx,
                                          const eco_scope_job *job,
                                          eco_scope_row *r, eco_stmt *s))
{
    eco_stmt *s = NULL;
    eco_str types = {0};
    size_t area = 0;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, query, &s);

    shown(job, &types);
    if (!st && types.failed)
        st = eco_nomem(ctx);
    if (!st && take == reports)
        eco_bind_real(s, ":precision", job->tables.limit.precision_most);
    if (!st && take != outcomes)
        eco_bind_text(s, ":shown", eco_str_text(&types));
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_scope_row *r = row_of(job, s, &area);

        if (r)
            st = take(ctx, job, r, s);
    }
    eco_stmt_finalize(s);
    eco_str_clear(&types);
    return st;
}

static eco_status same_study(eco_ctx *ctx, const eco_scope_job *job)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "scope_run", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && (!row || strcmp(eco_col_text(s, 0), job->assessment->id) != 0))
        st = eco_fail(ctx, ECO_USAGE,
                      "the store is of the assessment '%.60s', not of '%.60s'; "
                      "give the one that a run of this file wrote",
                      row ? eco_col_text(s, 0) : "", job->assessment->id);
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_scope_from_store(eco_ctx *ctx, eco_scope_job *job)
{
    eco_status st = same_study(ctx, job);

    if (!st)
        st = nothing(ctx, job);
    if (!st)
        st = each(ctx, job, "scope_reports", reports);
    if (!st)
        st = each(ctx, job, "scope_outcomes", outcomes);
    return st ? st : each(ctx, job, "scope_shares", shares);
}
