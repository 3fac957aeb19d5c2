/* Incidents by a mapping file: read row by row into a table of the connection,
 * merged and numbered in the order of their keys. */
#include "eco_ingest_job.h"

#include "eco_day.h"
#include "eco_ingest_place.h"
#include "eco_mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* More refused rows than this are counted, not told one by one. */
enum { TOLD = 20 };

struct load {
    struct ingest *job;
    eco_mapping *mapping;
    eco_places *places; /* NULL: none are named, or there are no zones */
    const char *file;   /* in hand, without folder */
    eco_stmt *stage, *quantity, *refuse;
    int64_t nread, nstored, nmerged, nrejected;
    int64_t unplaced;
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static eco_status run_query(eco_ctx *ctx, eco_store *store, const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
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

static void bind_facts(eco_stmt *s, const eco_incident *x)
{
    char name[32];

    for (int f = 0; f < ECO_FACT_COUNT; f++) {
        if (f == ECO_FACT_SENSITIVITY || f == ECO_FACT_PRECISION)
            continue;
        snprintf(name, sizeof name, ":%s", eco_fact_key((eco_fact)f));
        eco_bind_text(s, name, x->facts[f]);
    }
    eco_bind_int(s, ":sensitivity", x->sensitivity);
    eco_bind_int(s, ":precision_class", x->precision_class);
    eco_bind_real(s, ":precision_m", x->precision_m);
}

static void bind_date(eco_stmt *s, const eco_incident *x)
{
    char first[16], last[16];

    eco_bind_text(s, ":date_first",
                  x->dated ? eco_day_text(first, x->first) : NULL);
    eco_bind_text(s, ":date_last",
                  x->dated ? eco_day_text(last, x->last) : NULL);
    eco_bind_text(s, ":date_precision",
                  x->dated ? eco_when_precision_name(x->date_precision) : NULL);
}

static eco_status stage_quantities(eco_ctx *ctx, struct load *l,
                                   const eco_incident *x)
{
    int64_t id = eco_sql_last_id(eco_store_sql(l->job->store));
    eco_status st = ECO_OK;

    for (size_t i = 0; i < l->mapping->nquantities && !st; i++) {
        const eco_quantity_rule *q = &l->mapping->quantities[i];

        if (isnan(x->quantities[i]))
            continue;
        eco_bind_int(l->quantity, ":stage_id", id);
        eco_bind_text(l->quantity, ":name", q->name);
        eco_bind_real(l->quantity, ":value", x->quantities[i]);
        eco_bind_text(l->quantity, ":unit", q->unit);
        st = eco_stmt_step(ctx, l->quantity, NULL);
    }
    return st;
}

static eco_status stage(eco_ctx *ctx, struct load *l, const eco_incident *x,
                        const eco_row_zone *zone)
{
    eco_stmt *s = l->stage;
    eco_status st;

    eco_bind_text(s, ":key", x->key);
    eco_bind_text(s, ":row_hash", x->hash);
    eco_bind_text(s, ":merged", x->merged);
    eco_bind_text(s, ":file", l->file);
    eco_bind_int(s, ":row", x->row);
    eco_bind_text(s, ":name", *x->title ? x->title : x->key);
    eco_bind_text(s, ":flags", x->flags);
    eco_bind_text(s, ":place_name", x->place_name);
    eco_bind_text(s, ":place_code", x->place_code);
    eco_bind_text(s, ":place_parent", x->place_parent);
    eco_bind_text(s, ":place_outcome", zone->outcome);
    if (zone->zone_id)
        eco_bind_int(s, ":place_zone_id", zone->zone_id);
    else
        eco_bind_null(s, ":place_zone_id");
    eco_bind_text(s, ":properties", x->properties);
    if (x->wkb)
        eco_bind_blob(s, ":wkb", x->wkb, x->nwkb);
    else
        eco_bind_null(s, ":wkb");
    bind_date(s, x);
    bind_facts(s, x);
    note_years(l->job, x);
    l->unplaced += !x->wkb;
    st = eco_stmt_step(ctx, s, NULL);
    return st ? st : stage_quantities(ctx, l, x);
}

static eco_status refuse(eco_ctx *ctx, struct load *l, const eco_incident *x)
{
    eco_stmt *s = l->refuse;

    l->nrejected++;
    if (l->nrejected <= TOLD)
        eco_log(ctx, ECO_LOG_WARN, "%s: row %lld refused: %s", l->file,
                (long long)x->row, x->refused);
    eco_bind_int(s, ":dataset_id", l->job->dataset_id);
    eco_bind_text(s, ":dataset", l->job->spec->id);
    eco_bind_text(s, ":file", l->file);
    eco_bind_int(s, ":row", x->row);
    eco_bind_text(s, ":key", x->key);
    eco_bind_text(s, ":reason", x->refused);
    eco_bind_text(s, ":original", x->original);
    return eco_stmt_step(ctx, s, NULL);
}

static void note_file(eco_ctx *ctx, struct load *l,
                      const eco_incident_reader *r)
{
    struct ingest *job = l->job;
    const char *dropped = eco_incident_dropped(r);

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
        .sensitivity = l->job->spec->sensitivity,
        .legal_basis = l->job->assessment->legal_basis != NULL};
    eco_incident_reader *r = NULL;
    const eco_incident *x = NULL;
    eco_status st = eco_incident_open(ctx, l->mapping, path, &o, &r);

    l->file = base_name(path);
    if (!st)
        note_file(ctx, l, r);
    while (!st && !(st = eco_incident_next(ctx, r, &x)) && x) {
        eco_row_zone zone = {0};

        l->nread++;
        if (!x->refused)
            st = eco_places_row(ctx, l->places, r, x, &zone);
        if (!st)
            st = x->refused ? refuse(ctx, l, x) : stage(ctx, l, x, &zone);
        if (!st && l->nread % 10000 == 0)
            st = eco_progress(ctx, 0, "reading incidents");
    }
    eco_incident_close(r);
    return st;
}

/* Rows of one key and content, as the staged rows come. */
struct group {
    int64_t stage_id, nrows;
    eco_str key, hash, merged, last; /* last: of `merged`, each once */
    const char *flag; /* the key was there before: with the same content? */
};

struct writer {
    struct load *load;
    eco_stmt *store, *quantities;
};

static eco_status write_group(eco_ctx *ctx, struct writer *w, struct group *g)
{
    struct ingest *job = w->load->job;
    eco_stmt *s = w->store;
    eco_status st;

    if (!g->nrows)
        return ECO_OK;
    eco_str_add(&g->merged, "]");
    if (g->merged.failed || g->key.failed || g->hash.failed || g->last.failed)
        return eco_nomem(ctx);
    eco_bind_int(s, ":dataset_id", job->dataset_id);
    eco_bind_text(s, ":dataset", job->spec->id);
    eco_bind_text(s, ":key", eco_str_text(&g->key));
    eco_bind_text(s, ":flags", g->flag);
    eco_bind_int(s, ":nrows", g->nrows);
    eco_bind_text(s, ":merged", eco_str_text(&g->merged));
    eco_bind_int(s, ":stage_id", g->stage_id);
    st = eco_stmt_step(ctx, s, NULL);
    w->load->nstored++;
    w->load->nmerged += g->nrows - 1;
    if (st || !w->load->mapping->nquantities)
        return st;
    eco_bind_int(w->quantities, ":incident_id",
                 eco_sql_last_id(eco_store_sql(job->store)));
    eco_bind_int(w->quantities, ":stage_id", g->stage_id);
    return eco_stmt_step(ctx, w->quantities, NULL);
}

static void begin_group(struct group *g, eco_stmt *row)
{
    const char *key = eco_col_text(row, 1);

    g->flag = !g->nrows || strcmp(eco_str_text(&g->key), key) != 0 ? ""
              : strcmp(eco_str_text(&g->hash), eco_col_text(row, 2)) == 0
                  ? " repeated"
                  : " key_again";
    g->stage_id = eco_col_int(row, 0);
    g->nrows = 0;
    eco_str_reset(&g->key);
    eco_str_reset(&g->hash);
    eco_str_reset(&g->merged);
    eco_str_reset(&g->last);
    eco_str_add(&g->key, key);
    eco_str_add(&g->hash, eco_col_text(row, 2));
    eco_str_add(&g->merged, "[");
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

static bool same(const struct writer *w, const struct group *g, eco_stmt *row)
{
    return w->load->mapping->duplicates != ECO_DUPLICATES_KEEP && g->nrows &&
           strcmp(eco_str_text(&g->key), eco_col_text(row, 1)) == 0 &&
           strcmp(eco_str_text(&g->hash), eco_col_text(row, 2)) == 0;
}

static eco_status write_staged(eco_ctx *ctx, struct writer *w)
{
    eco_store *store = w->load->job->store;
    struct group g = {0};
    eco_stmt *rows = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "stage_rows", &rows);

    if (!st)
        st = eco_store_query(ctx, store, "stage_store", &w->store);
    if (!st)
        st = eco_store_query(ctx, store, "stage_store_quantities",
                             &w->quantities);
    while (!st && !(st = eco_stmt_step(ctx, rows, &row)) && row) {
        if (!same(w, &g, rows)) {
            st = write_group(ctx, w, &g);
            begin_group(&g, rows);
        }
        add_row(&g, eco_col_text(rows, 3));
    }
    if (!st)
        st = write_group(ctx, w, &g);
    eco_stmt_finalize(rows);
    eco_stmt_finalize(w->store);
    eco_stmt_finalize(w->quantities);
    eco_str_clear(&g.key);
    eco_str_clear(&g.hash);
    eco_str_clear(&g.merged);
    eco_str_clear(&g.last);
    return st;
}

static eco_status write_counts(eco_ctx *ctx, const struct load *l)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, l->job->store, "ingest_count", &s);

    if (!st) {
        eco_bind_int(s, ":dataset_id", l->job->dataset_id);
        eco_bind_int(s, ":nread", l->nread);
        eco_bind_int(s, ":nstored", l->nstored);
        eco_bind_int(s, ":nmerged", l->nmerged);
        eco_bind_int(s, ":nrejected", l->nrejected);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status prepare(eco_ctx *ctx, struct load *l)
{
    eco_store *store = l->job->store;
    eco_status st = eco_places_open(ctx, l->job, l->mapping, &l->places);

    if (!st)
        st = run_query(ctx, store, "stage_create");
    if (!st)
        st = run_query(ctx, store, "stage_order");
    if (!st)
        st = run_query(ctx, store, "stage_quantity_create");
    if (!st)
        st = eco_store_query(ctx, store, "stage_insert", &l->stage);
    if (!st)
        st = eco_store_query(ctx, store, "stage_quantity_insert", &l->quantity);
    if (!st)
        st = eco_store_query(ctx, store, "ingest_rejected", &l->refuse);
    return st;
}

static eco_status load_mapping(eco_ctx *ctx, struct load *l)
{
    const char *path = l->job->spec->mapping;
    eco_findings found = {0};
    eco_status st = eco_mapping_load(ctx, path, &found, &l->mapping);

    if (st == ECO_USAGE && found.nerrors > 1)
        st = eco_trace(ctx, st, "%zu more errors: see 'ecocrime check'",
                       found.nerrors - 1);
    eco_findings_clear(&found);
    return st;
}

static void say(struct load *l)
{
    struct ingest *job = l->job;

    eco_str_printf(&job->what,
                   "read %lld rows: %lld stored, %lld merged, %lld refused",
                   (long long)l->nread, (long long)l->nstored,
                   (long long)l->nmerged, (long long)l->nrejected);
    if (l->unplaced)
        eco_str_printf(&job->what, "; %lld rows have no coordinates",
                       (long long)l->unplaced);
}

eco_status eco_ingest_incidents(eco_ctx *ctx, struct ingest *job)
{
    struct load l = {.job = job};
    struct writer w = {.load = &l};
    eco_status st = load_mapping(ctx, &l);

    if (!st)
        st = prepare(ctx, &l);
    for (size_t i = 0; i < job->spec->nfiles && !st; i++)
        st = read_file(ctx, &l, job->spec->files[i]);
    if (!st)
        st = write_staged(ctx, &w);
    eco_stmt_finalize(l.stage);
    eco_stmt_finalize(l.quantity);
    eco_stmt_finalize(l.refuse);
    if (!st)
        st = run_query(ctx, job->store, "stage_drop");
    if (!st)
        st = run_query(ctx, job->store, "stage_quantity_drop");
    if (!st)
        st = write_counts(ctx, &l);
    if (!st) {
        say(&l);
        st = eco_places_write(ctx, l.places);
    }
    eco_places_close(l.places);
    if (l.nrejected > TOLD)
        eco_log(ctx, ECO_LOG_WARN, "%s: %lld more rows refused", job->spec->id,
                (long long)(l.nrejected - TOLD));
    eco_mapping_destroy(l.mapping);
    return st;
}
