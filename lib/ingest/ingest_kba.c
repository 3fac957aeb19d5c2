/* Key biodiversity areas: zones that are told to be, and of which kind. */
#include "eco_ingest_job.h"

#include <string.h>

bool eco_ingest_is_kba(const eco_dataset_spec *spec)
{
    return spec->lands && strcmp(spec->lands, "key-biodiversity") == 0;
}

static eco_status find_column(eco_ctx *ctx, struct ingest *job,
                              const char *properties)
{
    const char *column = job->spec->ecosystem;
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "kba_column", &s);

    if (!st) {
        eco_bind_text(s, ":properties", properties);
        eco_bind_text(s, ":column", column);
        st = eco_stmt_step(ctx, s, &row);
    }
    eco_stmt_finalize(s);
    return st || row ? st
                     : eco_fail(ctx, ECO_USAGE,
                                "ecosystem: '%.60s' is no field of %s; name "
                                "one that the data have",
                                column, job->spec->files[0]);
}

eco_status eco_ingest_kba(eco_ctx *ctx, struct ingest *job,
                          const eco_feature *f)
{
    const char *properties = f->properties ? f->properties : "{}";
    int64_t zone = eco_sql_last_id(eco_store_sql(job->store));
    eco_stmt *s = NULL;
    eco_status st = ECO_OK;

    if (!eco_ingest_is_kba(job->spec))
        return ECO_OK;
    if (job->spec->ecosystem)
        st = find_column(ctx, job, properties);
    if (!st)
        st = eco_store_query(ctx, job->store, "kba_insert", &s);
    if (!st) {
        eco_bind_int(s, ":zone_id", zone);
        eco_bind_text(s, ":properties", properties);
        eco_bind_text(s, ":column", job->spec->ecosystem);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}
