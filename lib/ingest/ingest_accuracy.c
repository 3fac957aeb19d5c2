/* What the assessment tells of a map's accuracy, into the store. */
#include "eco_ingest_job.h"

#include "eco_str.h"

static void bind_real_or_null(eco_stmt *s, const char *name, double v)
{
    if (v > 0)
        eco_bind_real(s, name, v);
    else
        eco_bind_null(s, name);
}

static eco_status put_source(eco_ctx *ctx, const struct ingest *job)
{
    const eco_accuracy_spec *a = job->spec->accuracy;
    eco_stmt *s = NULL;
    eco_status st =
        eco_store_query(ctx, job->store, "accuracy_source_insert", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":kind", a->file ? "sample" : "borrowed");
        eco_bind_text(s, ":design", a->design);
        eco_bind_text(s, ":type", a->type);
        bind_real_or_null(s, ":users", a->users);
        bind_real_or_null(s, ":producers", a->producers);
        eco_bind_int(s, ":points", a->points);
        eco_bind_text(s, ":source", a->source ? a->source : "");
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_ingest_accuracy(eco_ctx *ctx, struct ingest *job)
{
    const eco_accuracy_spec *a = job->spec->accuracy;
    eco_stmt *s = NULL;
    int64_t n = 0;
    eco_status st = put_source(ctx, job);

    if (!st)
        st = eco_store_query(ctx, job->store, "accuracy_sample_insert", &s);
    for (size_t i = 0; i < a->nrows && !st; i++) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":stratum", a->rows[i].stratum);
        eco_bind_text(s, ":mapped", a->rows[i].mapped);
        eco_bind_text(s, ":reference", a->rows[i].reference);
        eco_bind_int(s, ":n", a->rows[i].n);
        bind_real_or_null(s, ":area_ha", a->rows[i].area_ha);
        st = eco_stmt_step(ctx, s, NULL);
        n += a->rows[i].n;
    }
    eco_stmt_finalize(s);
    if (a->file)
        eco_str_printf(&job->what, "; accuracy by a sample of %lld points",
                       (long long)n);
    else
        eco_str_add(&job->what, "; accuracy borrowed, not of this area");
    return st;
}
