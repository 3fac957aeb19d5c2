/* Staged rows into the store, once. */
#include "eco_reading.h"

#include "eco_sha256.h"

#include <string.h>

eco_status eco_reading_begin(eco_ctx *ctx, eco_reading *r)
{
    eco_stmt *s = NULL;
    bool row = false;
    int64_t nbytes;
    eco_status st =
        eco_sha256_file(ctx, r->mapping->path, r->mapping_sha256, &nbytes);

    if (!st)
        st = eco_store_query(ctx, r->job->store, "reading_last", &s);
    if (!st)
        eco_bind_int(s, ":dataset_id", r->job->dataset_id);
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st) {
        r->number = 1 + (row ? eco_col_int(s, 0) : 0);
        r->again = row && strcmp(eco_col_text(s, 1), r->mapping_sha256) == 0;
    }
    eco_stmt_finalize(s);
    return st;
}

void eco_reading_clear(eco_reading *r)
{
    eco_str_clear(&r->files);
}

/* Rows of one key and content, as the staged rows come. */
struct group {
    int64_t stage_id, nrows;
    eco_str key, hash, merged, last; /* last: of `merged`, each once */
    const char *flag; /* the key was there before: with the same content? */
};

struct writer {
    eco_reading *reading;
    eco_stage *stage;
    eco_stmt *incident, *quantity, *seen;
    struct group group;
};

/* An incident of an earlier reading that is this group. */
static eco_status find_seen(eco_ctx *ctx, struct writer *w, bool *seen)
{
    const struct ingest *job = w->reading->job;
    const struct group *g = &w->group;
    eco_status st;

    *seen = false;
    if (!w->reading->again)
        return ECO_OK;
    eco_bind_text(w->seen, ":key", eco_str_text(&g->key));
    eco_bind_text(w->seen, ":row_hash", eco_str_text(&g->hash));
    eco_bind_text(w->seen, ":all_merged", eco_str_text(&g->merged));
    eco_bind_int(w->seen, ":nrows", g->nrows);
    st = eco_stmt_step(ctx, w->seen, NULL);
    *seen = !st && eco_sql_changes(eco_store_sql(job->store)) > 0;
    return st;
}

static eco_status add_incident(eco_ctx *ctx, struct writer *w)
{
    const struct ingest *job = w->reading->job;
    const struct group *g = &w->group;
    eco_status st;

    eco_bind_text(w->incident, ":more_flags", g->flag);
    eco_bind_text(w->incident, ":all_merged", eco_str_text(&g->merged));
    eco_bind_int(w->incident, ":nrows", g->nrows);
    st = eco_stmt_step(ctx, w->incident, NULL);
    if (st)
        return st;
    return eco_stage_quantities(ctx, w->stage, g->stage_id,
                                eco_sql_last_id(eco_store_sql(job->store)),
                                w->quantity);
}

static eco_status end_group(eco_ctx *ctx, struct writer *w)
{
    struct group *g = &w->group;
    bool seen;
    eco_status st;

    if (!g->nrows)
        return ECO_OK;
    eco_str_add(&g->merged, "]");
    if (g->merged.failed || g->key.failed || g->hash.failed || g->last.failed)
        return eco_nomem(ctx);
    w->reading->nmerged += g->nrows - 1;
    st = find_seen(ctx, w, &seen);
    if (st)
        return st;
    if (seen) {
        w->reading->nunchanged++;
        w->reading->nkept_merged += g->nrows - 1;
        return ECO_OK;
    }
    w->reading->nadded++;
    return add_incident(ctx, w);
}

static void begin_group(struct writer *w, eco_stmt *row)
{
    struct group *g = &w->group;
    const char *key = eco_col_text(row, ECO_STAGED_KEY);
    const char *hash = eco_col_text(row, ECO_STAGED_HASH);

    g->flag = !g->nrows || strcmp(eco_str_text(&g->key), key) != 0 ? ""
              : strcmp(eco_str_text(&g->hash), hash) == 0          ? " repeated"
                                                          : " key_again";
    g->stage_id = eco_col_int(row, ECO_STAGED_ID);
    g->nrows = 0;
    eco_str_reset(&g->key);
    eco_str_reset(&g->hash);
    eco_str_reset(&g->merged);
    eco_str_reset(&g->last);
    eco_str_add(&g->key, key);
    eco_str_add(&g->hash, hash);
    eco_str_add(&g->merged, "[");
    eco_bind_row(w->incident, row);
}

static void add_row(struct group *g, const char *merged)
{
    g->nrows++;
    if (!*merged || strcmp(eco_str_text(&g->last), merged) == 0)
        return;
    eco_str_printf(&g->merged, "%s%s", g->merged.n > 1 ? "," : "", merged);
    eco_str_reset(&g->last);
    eco_str_add(&g->last, merged);
}

static bool is_same(const struct writer *w, eco_stmt *row)
{
    const struct group *g = &w->group;

    return w->reading->mapping->duplicates != ECO_DUPLICATES_KEEP && g->nrows &&
           strcmp(eco_str_text(&g->key), eco_col_text(row, ECO_STAGED_KEY)) ==
               0 &&
           strcmp(eco_str_text(&g->hash), eco_col_text(row, ECO_STAGED_HASH)) ==
               0;
}

static eco_status prepare(eco_ctx *ctx, struct writer *w)
{
    const struct ingest *job = w->reading->job;
    eco_status st =
        eco_store_query(ctx, job->store, "ingest_staged", &w->incident);

    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_quantity", &w->quantity);
    if (!st)
        st = eco_store_query(ctx, job->store, "reading_seen", &w->seen);
    if (st)
        return st;
    eco_bind_int(w->incident, ":dataset_id", job->dataset_id);
    eco_bind_text(w->incident, ":dataset", job->spec->id);
    eco_bind_int(w->incident, ":reading", w->reading->number);
    eco_bind_int(w->seen, ":dataset_id", job->dataset_id);
    eco_bind_int(w->seen, ":reading", w->reading->number);
    return ECO_OK;
}

static void clear_writer(struct writer *w)
{
    eco_stmt_finalize(w->incident);
    eco_stmt_finalize(w->quantity);
    eco_stmt_finalize(w->seen);
    eco_str_clear(&w->group.key);
    eco_str_clear(&w->group.hash);
    eco_str_clear(&w->group.merged);
    eco_str_clear(&w->group.last);
}

static eco_status write_rows(eco_ctx *ctx, eco_reading *r, eco_stage *stage)
{
    struct writer w = {.reading = r, .stage = stage};
    eco_stmt *rows = NULL;
    bool row = false;
    eco_status st = prepare(ctx, &w);

    if (!st)
        st = eco_stage_rows(ctx, stage, &rows);
    while (!st && !(st = eco_stmt_step(ctx, rows, &row)) && row) {
        if (!is_same(&w, rows)) {
            st = end_group(ctx, &w);
            begin_group(&w, rows);
        }
        add_row(&w.group, eco_col_text(rows, ECO_STAGED_MERGED));
    }
    if (!st)
        st = end_group(ctx, &w);
    eco_stmt_finalize(rows);
    clear_writer(&w);
    return st;
}

/* A query of the reading, with what any of them may ask for. */
static eco_status run(eco_ctx *ctx, eco_reading *r, const char *query,
                      bool files)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, r->job->store, query, &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", r->job->dataset_id);
        eco_bind_int(s, ":reading", r->number);
        if (files)
            eco_bind_text(s, ":files", eco_str_text(&r->files));
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

/* What earlier readings said of the same keys and files. */
static eco_status supersede(eco_ctx *ctx, eco_reading *r, int64_t *nrows)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st;

    *nrows = 0;
    if (r->number == 1)
        return ECO_OK;
    st = run(ctx, r, "reading_superseded", false);
    if (!st)
        st = run(ctx, r, "reading_remove", false);
    if (!st)
        st = run(ctx, r, "reading_resolve", true);
    r->nresolved = st ? 0 : eco_sql_changes(eco_store_sql(r->job->store));
    if (!st)
        st =
            eco_store_query(ctx, r->job->store, "reading_superseded_count", &s);
    if (!st) {
        eco_bind_int(s, ":dataset_id", r->job->dataset_id);
        eco_bind_int(s, ":reading", r->number);
        st = eco_stmt_step(ctx, s, &row);
    }
    if (!st && row) {
        r->nsuperseded = eco_col_int(s, 0);
        *nrows = eco_col_int(s, 1);
    }
    eco_stmt_finalize(s);
    return st;
}

/* What of a reading's merged rows is new: those of incidents that were there
 * are counted already. */
static eco_status count(eco_ctx *ctx, eco_reading *r, int64_t gone_rows)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, r->job->store, "ingest_count", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", r->job->dataset_id);
        eco_bind_int(s, ":stored", r->nadded - r->nsuperseded);
        eco_bind_int(s, ":merged",
                     r->nmerged - r->nkept_merged - gone_rows + r->nsuperseded);
        eco_bind_int(s, ":rejected", r->nrejected - r->nresolved);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status tell(eco_ctx *ctx, eco_reading *r)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, r->job->store, "reading_insert", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", r->job->dataset_id);
        eco_bind_int(s, ":reading", r->number);
        eco_bind_text(s, ":files", eco_str_text(&r->files));
        eco_bind_text(s, ":mapping", r->mapping_sha256);
        eco_bind_int(s, ":nread", r->nread);
        eco_bind_int(s, ":nadded", r->nadded);
        eco_bind_int(s, ":nunchanged", r->nunchanged);
        eco_bind_int(s, ":nmerged", r->nmerged);
        eco_bind_int(s, ":nrejected", r->nrejected);
        eco_bind_int(s, ":nsuperseded", r->nsuperseded);
        eco_bind_int(s, ":nresolved", r->nresolved);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_reading_write(eco_ctx *ctx, eco_reading *r, eco_stage *stage)
{
    int64_t gone_rows = 0;
    eco_status st = write_rows(ctx, r, stage);

    if (!st)
        st = supersede(ctx, r, &gone_rows);
    if (!st)
        st = count(ctx, r, gone_rows);
    return st ? st : tell(ctx, r);
}
