/* Incidents by a mapping file: read row by row, staged, then written in the
 * order of their keys. */
#include "eco_reading.h"

#include "eco_day.h"
#include "eco_mem.h"

#include <string.h>

/* More refused rows than this are counted, not told one by one. */
enum { TOLD = 20 };

struct load {
    eco_reading reading;
    eco_stage stage;
    eco_mapping *mapping;
    const char *file; /* in hand, without folder */
    eco_stmt *refuse;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void note_years(struct ingest *job, const eco_incident *x)
{
    int first, last, m, d;

    if (!x->dated)
        return;
    eco_day_to_civil(x->first, &first, &m, &d);
    eco_day_to_civil(x->last, &last, &m, &d);
    if (!job->year_first || first < job->year_first)
        job->year_first = first;
    if (last > job->year_last)
        job->year_last = last;
}

static eco_status stage(eco_ctx *ctx, struct load *l, const eco_incident *x)
{
    note_years(l->reading.job, x);
    l->reading.unplaced += !x->wkb;
    return eco_stage_add(ctx, &l->stage, l->file, x);
}

static eco_status refuse(eco_ctx *ctx, struct load *l, const eco_incident *x)
{
    eco_stmt *s = l->refuse;

    l->reading.nrejected++;
    if (l->reading.nrejected <= TOLD)
        eco_log(ctx, ECO_LOG_WARN, "%s: row %lld refused: %s", l->file,
                (long long)x->row, x->refused);
    eco_bind_int(s, ":dataset_id", l->reading.job->dataset_id);
    eco_bind_text(s, ":dataset", l->reading.job->spec->id);
    eco_bind_text(s, ":file", l->file);
    eco_bind_int(s, ":row", x->row);
    eco_bind_text(s, ":key", x->key);
    eco_bind_text(s, ":reason", x->refused);
    eco_bind_text(s, ":original", x->original);
    eco_bind_int(s, ":reading", l->reading.number);
    return eco_stmt_step(ctx, s, NULL);
}

static void note_file(eco_ctx *ctx, struct load *l,
                      const eco_incident_reader *r)
{
    struct ingest *job = l->reading.job;
    const char *dropped = eco_incident_dropped(r);

    eco_str_add(&l->reading.files, l->reading.files.n ? "," : "[");
    eco_str_json(&l->reading.files, l->file);
    if (!job->crs.n)
        eco_str_add(&job->crs, eco_incident_crs(r));
    eco_str_printf(&job->note, "%s%s: %s", job->note.n ? "; " : "", l->file,
                   eco_incident_about(r));
    if (!*dropped)
        return;
    eco_str_printf(&job->note, "; columns not stored: %s", dropped);
    eco_log(ctx, ECO_LOG_INFO, "%s: columns not stored: %s", l->file, dropped);
}

static eco_status read_file(eco_ctx *ctx, struct load *l, const char *path)
{
    const eco_incident_options o = {
        .sensitivity = l->reading.job->spec->sensitivity,
        .legal_basis = l->reading.job->assessment->legal_basis != NULL};
    eco_incident_reader *r = NULL;
    const eco_incident *x = NULL;
    eco_status st = eco_incident_open(ctx, l->mapping, path, &o, &r);

    l->file = base_name(path);
    if (!st)
        note_file(ctx, l, r);
    while (!st && !(st = eco_incident_next(ctx, r, &x)) && x) {
        l->reading.nread++;
        st = x->refused ? refuse(ctx, l, x) : stage(ctx, l, x);
        if (!st && l->reading.nread % 10000 == 0)
            st = eco_progress(ctx, 0, "reading incidents");
    }
    eco_incident_close(r);
    return st;
}

static eco_status load_mapping(eco_ctx *ctx, struct load *l)
{
    const char *path = l->reading.job->spec->mapping;
    eco_findings found = {0};
    eco_status st = eco_mapping_load(ctx, path, &found, &l->mapping);

    if (st == ECO_USAGE && found.nerrors > 1)
        st = eco_trace(ctx, st, "%zu more errors: see 'ecocrime check'",
                       found.nerrors - 1);
    eco_findings_clear(&found);
    l->reading.mapping = l->mapping;
    return st;
}

static eco_status prepare(eco_ctx *ctx, struct load *l)
{
    eco_store *store = l->reading.job->store;
    eco_status st = load_mapping(ctx, l);

    if (!st)
        st = eco_reading_begin(ctx, &l->reading);
    if (!st)
        st = eco_stage_init(ctx, store, l->mapping, &l->stage);
    return st ? st : eco_store_query(ctx, store, "ingest_rejected", &l->refuse);
}

static void say(struct load *l)
{
    const eco_reading *r = &l->reading;
    eco_str *what = &r->job->what;

    eco_str_printf(what, "read %lld rows: %lld stored, ", (long long)r->nread,
                   (long long)r->nadded);
    if (r->number > 1)
        eco_str_printf(what, "%lld unchanged, ", (long long)r->nunchanged);
    eco_str_printf(what, "%lld merged, %lld refused", (long long)r->nmerged,
                   (long long)r->nrejected);
    if (r->nsuperseded)
        eco_str_printf(what, "; %lld incidents superseded",
                       (long long)r->nsuperseded);
    if (r->nresolved)
        eco_str_printf(what, "; %lld earlier refusals dropped",
                       (long long)r->nresolved);
    if (r->number > 1 && !r->again)
        eco_str_add(what, "; the mapping is another one: all rows are new");
    if (r->unplaced)
        eco_str_printf(what, "; %lld rows have no coordinates",
                       (long long)r->unplaced);
}

eco_status eco_ingest_incidents(eco_ctx *ctx, struct ingest *job)
{
    struct load l = {.reading = {.job = job}};
    eco_status st = prepare(ctx, &l);

    for (size_t i = 0; i < job->spec->nfiles && !st; i++)
        st = read_file(ctx, &l, job->spec->files[i]);
    eco_str_add(&l.reading.files, "]");
    if (!st && l.reading.files.failed)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_reading_write(ctx, &l.reading, &l.stage);
    if (!st)
        say(&l);
    if (l.reading.nrejected > TOLD)
        eco_log(ctx, ECO_LOG_WARN, "%s: %lld more rows refused", job->spec->id,
                (long long)(l.reading.nrejected - TOLD));
    eco_stmt_finalize(l.refuse);
    eco_stage_clear(&l.stage);
    eco_reading_clear(&l.reading);
    eco_mapping_destroy(l.mapping);
    return st;
}
