/* Official values into the store: as given, refused rows kept. */
#include "eco_ingest_job.h"
#include "eco_official.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct load {
    struct ingest *job;
    eco_official_reader *reader;
    eco_stmt *before, *insert, *refuse;
    int64_t nread, nrefused;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static eco_status refuse(eco_ctx *ctx, struct load *l, const char *path,
                         const eco_official *o)
{
    eco_str original = {0};
    eco_status st;

    l->nrefused++;
    eco_official_text(l->reader, &original);
    eco_bind_int(l->refuse, ":dataset_id", l->job->dataset_id);
    eco_bind_text(l->refuse, ":dataset", l->job->spec->id);
    eco_bind_text(l->refuse, ":file", base_name(path));
    eco_bind_int(l->refuse, ":row", o->number);
    eco_bind_text(l->refuse, ":key", o->area);
    eco_bind_text(l->refuse, ":reason", o->reason);
    eco_bind_text(l->refuse, ":original", eco_str_text(&original));
    st = original.failed ? eco_nomem(ctx) : eco_stmt_step(ctx, l->refuse, NULL);
    eco_str_clear(&original);
    return st;
}

static void bind_key(eco_stmt *s, const eco_official *o)
{
    eco_bind_text(s, ":indicator", o->indicator);
    eco_bind_text(s, ":series", o->series);
    eco_bind_text(s, ":area", o->area);
    eco_bind_text(s, ":zone_set", o->zone_set);
    eco_bind_int(s, ":year", o->year);
    eco_bind_int(s, ":month", o->month);
}

/* What contradicts an earlier row is refused. */
static eco_status compare(eco_ctx *ctx, struct load *l, eco_official *o)
{
    bool row = false;
    eco_status st;

    bind_key(l->before, o);
    st = eco_stmt_step(ctx, l->before, &row);
    if (!st && row && eco_col_int(l->before, 0))
        snprintf(o->reason, sizeof o->reason,
                 "%.40s of %.60s in %d stands in an earlier row", o->series,
                 o->area, o->year);
    else if (!st && row && !eco_col_null(l->before, 1) &&
             strcmp(eco_col_text(l->before, 1), o->unit) != 0)
        snprintf(o->reason, sizeof o->reason,
                 "unit '%.40s'; earlier rows of %.40s are in '%.40s'", o->unit,
                 o->series, eco_col_text(l->before, 1));
    eco_stmt_reset(l->before);
    return st;
}

static eco_status take(eco_ctx *ctx, struct load *l, const char *path,
                       eco_official *o)
{
    struct ingest *job = l->job;
    eco_status st = *o->reason ? ECO_OK : compare(ctx, l, o);

    l->nread++;
    if (st)
        return st;
    if (*o->reason)
        return refuse(ctx, l, path, o);
    if (!job->year_first || o->year < job->year_first)
        job->year_first = o->year;
    if (o->year > job->year_last)
        job->year_last = o->year;
    bind_key(l->insert, o);
    eco_bind_int(l->insert, ":dataset_id", job->dataset_id);
    eco_bind_text(l->insert, ":dataset", job->spec->id);
    eco_bind_real(l->insert, ":value", o->value);
    eco_bind_real(l->insert, ":low", o->low);
    eco_bind_real(l->insert, ":high", o->high);
    eco_bind_text(l->insert, ":unit", o->unit);
    eco_bind_text(l->insert, ":source", o->source);
    return eco_stmt_step(ctx, l->insert, NULL);
}

static eco_status read_file(eco_ctx *ctx, struct load *l, const char *path)
{
    bool any = false;
    eco_status st = eco_official_open(ctx, path, &l->reader);

    while (!st) {
        eco_official row;

        st = eco_official_next(ctx, l->reader, &row, &any);
        if (st || !any)
            break;
        st = take(ctx, l, path, &row);
        if (st)
            eco_trace(ctx, st, "%s: row %lld", path, (long long)row.number);
    }
    eco_official_close(l->reader);
    l->reader = NULL;
    return st;
}

eco_status eco_ingest_official(eco_ctx *ctx, struct ingest *job)
{
    struct load l = {.job = job};
    eco_status st =
        eco_store_query(ctx, job->store, "official_before", &l.before);

    if (!st)
        st = eco_store_query(ctx, job->store, "official_insert", &l.insert);
    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_rejected", &l.refuse);
    for (size_t i = 0; i < job->spec->nfiles && !st; i++)
        st = read_file(ctx, &l, job->spec->files[i]);
    eco_str_printf(&job->what, "read %lld official values, %lld refused",
                   (long long)(l.nread - l.nrefused), (long long)l.nrefused);
    if (!st && l.nrefused)
        eco_log(ctx, ECO_LOG_WARN, "%s: %lld rows refused (table rejected)",
                job->spec->id, (long long)l.nrefused);
    eco_stmt_finalize(l.before);
    eco_stmt_finalize(l.insert);
    eco_stmt_finalize(l.refuse);
    return st;
}
