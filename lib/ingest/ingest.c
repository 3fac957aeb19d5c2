/* A dataset into the store: what it is, what files, what is in them. */
#include "eco_ingest_job.h"

#include "eco_mem.h"

#include <string.h>

static eco_status declare(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_dataset", &s);

    if (!st) {
        eco_bind_text(s, ":id", d->id);
        eco_bind_text(s, ":kind", eco_kind_word(d->kind));
        eco_bind_text(s, ":title", d->title);
        eco_bind_text(s, ":origin", d->origin ? d->origin : "");
        eco_bind_text(s, ":licence", d->licence ? d->licence : "");
        eco_bind_text(s, ":citation", d->citation ? d->citation : "");
        eco_bind_int(s, ":official", d->official);
        eco_bind_int(s, ":sensitivity", d->sensitivity);
        st = eco_stmt_step(ctx, s, NULL);
    }
    if (!st)
        job->dataset_id = eco_sql_last_id(eco_store_sql(job->store));
    eco_stmt_finalize(s);
    return st;
}

/* What holds for all records, for the rules. */
static eco_status declare_facts(eco_ctx *ctx, struct ingest *job)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_dataset_fact", &s);

    for (size_t i = 0; i < job->spec->nfacts && !st; i++) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":fact", job->spec->facts[i].name);
        eco_bind_text(s, ":value", job->spec->facts[i].value);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static void bind_year(eco_stmt *s, const char *name, int year)
{
    if (year)
        eco_bind_int(s, name, year);
    else
        eco_bind_null(s, name);
}

static eco_status facts(eco_ctx *ctx, struct ingest *job)
{
    eco_stmt *s = NULL;
    int64_t nfiles, nbytes;
    char sha256[65];
    eco_status st = eco_ingest_files(ctx, job, &nfiles, &nbytes, sha256);

    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_dataset_facts", &s);
    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":crs", eco_str_text(&job->crs));
        eco_bind_text(s, ":grid", eco_str_text(&job->grid));
        bind_year(s, ":year_first", job->year_first);
        bind_year(s, ":year_last", job->year_last);
        eco_bind_int(s, ":nfiles", nfiles);
        eco_bind_int(s, ":nbytes", nbytes);
        eco_bind_text(s, ":sha256", sha256);
        eco_bind_text(s, ":note", eco_str_text(&job->note));
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status lineage(eco_ctx *ctx, struct ingest *job)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_lineage", &s);

    if (!st) {
        eco_bind_text(s, ":output", job->spec->id);
        eco_bind_text(s, ":input", job->spec->id);
        eco_bind_text(s, ":what", eco_str_text(&job->what));
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* The dataset's number when the store has it; 0: not yet. */
static eco_status find(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "ingest_find", &s);

    if (!st) {
        eco_bind_text(s, ":id", d->id);
        st = eco_stmt_step(ctx, s, &row);
    }
    if (!st && row && strcmp(eco_col_text(s, 1), eco_kind_word(d->kind)) != 0)
        st = eco_fail(ctx, ECO_USAGE,
                      "the store has a dataset '%s' of kind %s; name another",
                      d->id, eco_col_text(s, 1));
    else if (!st && row && !eco_col_int(s, 2))
        st = eco_fail(ctx, ECO_USAGE,
                      "dataset '%s' was read without a mapping, so its rows "
                      "cannot be told apart; name another dataset",
                      d->id);
    else if (!st && row)
        job->dataset_id = eco_col_int(s, 0);
    eco_stmt_finalize(s);
    return st;
}

static eco_status ingest(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *spec = job->spec;
    eco_status st = declare_facts(ctx, job);

    if (!st)
        st = spec->kind == ECO_KIND_OFFICIAL_VALUES
                 ? eco_ingest_official(ctx, job)
             : eco_kind_is_raster(spec->kind) ? eco_ingest_raster(ctx, job)
             : spec->mapping                  ? eco_ingest_incidents(ctx, job)
                                              : eco_ingest_vector(ctx, job);
    if (!st && spec->accuracy)
        st = eco_ingest_accuracy(ctx, job);
    if (!st)
        st = facts(ctx, job);
    if (!st)
        st = lineage(ctx, job);
    if (!st)
        eco_log(ctx, ECO_LOG_INFO, "%s: %s", spec->id,
                eco_str_text(&job->what));
    eco_str_clear(&job->crs);
    eco_str_clear(&job->grid);
    eco_str_clear(&job->note);
    eco_str_clear(&job->what);
    return st;
}

eco_status eco_ingest_dataset(eco_ctx *ctx, eco_store *store,
                              const eco_assessment *assessment,
                              const eco_dataset_spec *spec, int64_t *dataset_id)
{
    struct ingest job = {
        .store = store, .assessment = assessment, .spec = spec};
    eco_status st = declare(ctx, &job);

    if (!st)
        st = ingest(ctx, &job);
    *dataset_id = job.dataset_id;
    return st;
}

eco_status eco_ingest_again(eco_ctx *ctx, eco_store *store,
                            const eco_assessment *assessment,
                            const eco_dataset_spec *spec, int64_t *dataset_id)
{
    struct ingest job = {
        .store = store, .assessment = assessment, .spec = spec};
    eco_status st = find(ctx, &job);

    if (!st && !job.dataset_id)
        st = declare(ctx, &job);
    if (!st)
        st = ingest(ctx, &job);
    *dataset_id = job.dataset_id;
    return st;
}
