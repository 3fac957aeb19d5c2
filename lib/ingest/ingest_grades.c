/* Phases of permits and categories of prohibitions, from the columns that the
 * assessment names. */
#include "eco_ingest_job.h"

/* What a statement asks for; NULL: it does not. */
struct asked {
    const char *column, *value, *phase;
};

/* A statement about the rows of the dataset; *n: rows that it changed. */
static eco_status change(eco_ctx *ctx, struct ingest *job, const char *query,
                         const struct asked *asked, int64_t *n)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, query, &s);

    if (st)
        return st;
    eco_bind_int(s, ":dataset_id", job->dataset_id);
    if (asked->column)
        eco_bind_text(s, ":column", asked->column);
    if (asked->value)
        eco_bind_text(s, ":value", asked->value);
    if (asked->phase)
        eco_bind_text(s, ":phase", asked->phase);
    st = eco_stmt_step(ctx, s, NULL);
    *n = eco_sql_changes(eco_store_sql(job->store));
    eco_stmt_finalize(s);
    return st;
}

static eco_status no_column(eco_ctx *ctx, const struct ingest *job,
                            const char *key, const char *column)
{
    return eco_fail(ctx, ECO_USAGE,
                    "%s.column: '%.60s' is no column of %s; name one that the "
                    "data have",
                    key, column, job->spec->files[0]);
}

/* Whether rows of the dataset have the column. */
static eco_status find_column(eco_ctx *ctx, struct ingest *job, const char *key,
                              const char *column)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "evidence_column", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":column", column);
        st = eco_stmt_step(ctx, s, &row);
    }
    eco_stmt_finalize(s);
    return st || row ? st : no_column(ctx, job, key, column);
}

static eco_status phases(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    int64_t n = 0;
    eco_status st = find_column(ctx, job, "phase", d->phase_column);

    for (size_t i = 0; i < d->nphases && !st; i++)
        st = change(ctx, job, "evidence_phase_word",
                    &(struct asked){d->phase_column, d->phases[i].value,
                                    d->phases[i].phase},
                    &n);
    if (!st)
        st = change(ctx, job, "evidence_phase_rest", &(struct asked){NULL}, &n);
    if (!st && n > 0) {
        eco_str_printf(&job->note,
                       "%s%lld rows with a phase that the lookup does not "
                       "name: unknown",
                       job->note.n ? "; " : "", (long long)n);
        eco_log(ctx, ECO_LOG_WARN,
                "%s: %lld rows with a phase that phase.lookup does not name: "
                "unknown",
                d->id, (long long)n);
    }
    return st;
}

static eco_status categories(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    int64_t n = 0;
    eco_status st = find_column(ctx, job, "category", d->category_column);

    if (!st)
        st = change(ctx, job, "evidence_category",
                    &(struct asked){.column = d->category_column}, &n);
    for (size_t i = 0; i < d->nstrict && !st; i++)
        st = change(ctx, job, "evidence_strict",
                    &(struct asked){.value = d->strict[i]}, &n);
    return st;
}

eco_status eco_ingest_grades(eco_ctx *ctx, struct ingest *job)
{
    eco_status st = ECO_OK;

    if (job->spec->phase_column)
        st = phases(ctx, job);
    if (!st && job->spec->category_column)
        st = categories(ctx, job);
    return st;
}
