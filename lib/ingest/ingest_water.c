/* Samples of water and reaches of rivers: points with columns of known names.
 */
#include "eco_ingest_job.h"

#include "eco_day.h"
#include "eco_wkb.h"

#include <string.h>

static eco_status refuse(eco_ctx *ctx, struct ingest *job, const eco_feature *x,
                         const char *reason)
{
    const char *path = job->spec->files[x->file];
    const char *slash = strrchr(path, '/');
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_rejected", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":dataset", job->spec->id);
        eco_bind_text(s, ":file", slash ? slash + 1 : path);
        eco_bind_int(s, ":row", x->row);
        eco_bind_text(s, ":key", x->key);
        eco_bind_text(s, ":reason", reason);
        eco_bind_text(s, ":original", x->properties);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_log(ctx, ECO_LOG_WARN, "%s: row %lld refused: %s",
            slash ? slash + 1 : path, (long long)x->row, reason);
    return st;
}

static eco_status put(eco_ctx *ctx, struct ingest *job, eco_stmt *s,
                      const eco_feature *x)
{
    bool samples = job->spec->kind == ECO_KIND_WATER_MONITORING;
    eco_point p = {0, 0};
    char day[16];
    eco_status st;

    if (!eco_wkb_is_point(x->wkb, x->nwkb, &p))
        return refuse(ctx, job, x, "is an area, not a point or a line");
    eco_bind_int(s, ":dataset_id", job->dataset_id);
    eco_bind_text(s, ":properties", x->properties ? x->properties : "{}");
    eco_bind_real(s, ":lon", p.x);
    eco_bind_real(s, ":lat", p.y);
    if (samples)
        eco_bind_text(s, ":day",
                      x->dated ? eco_day_text(day, x->day_first) : NULL);
    else
        eco_bind_text(s, ":key", x->key);
    st = eco_stmt_step(ctx, s, NULL);
    if (st || eco_sql_changes(eco_store_sql(job->store)) > 0)
        return st;
    return refuse(ctx, job, x,
                  samples
                      ? "needs water_body, parameter, a number as value, and a "
                        "target such as <=10, >=6 or 6-9"
                      : "needs a key of its own, NEXT_DOWN (a number, 0 for "
                        "none) and LENGTH_KM above 0");
}

eco_status eco_ingest_water(eco_ctx *ctx, struct ingest *job,
                            const eco_features *f)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(
        ctx, job->store,
        job->spec->kind == ECO_KIND_RIVERS ? "ingest_reach" : "ingest_sample",
        &s);

    for (size_t i = 0; i < f->n && !st; i++)
        st = put(ctx, job, s, &f->items[i]);
    eco_stmt_finalize(s);
    return st;
}
