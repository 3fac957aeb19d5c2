/* A file of incidents into a store that is there. */
#include <ecocrime/ingest.h>

#include "eco_gdal.h"
#include "eco_ingest.h"
#include "eco_mapping.h"
#include "eco_mem.h"
#include "eco_run_job.h"

#include <string.h>

/* Ids are names as in an assessment. */
static bool is_id(const char *text)
{
    size_t n = strlen(text);

    return n && n < 64 &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz"
                        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == n;
}

static eco_status check_options(eco_ctx *ctx, const eco_ingest_options *o)
{
    if (!o->store || !o->file)
        return eco_fail(ctx, ECO_USAGE, "no %s is given",
                        o->store ? "file of incidents" : "store");
    if (!o->mapping)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: no mapping is given; it says what the columns "
                        "mean",
                        o->file);
    if (o->dataset && !is_id(o->dataset))
        return eco_fail(ctx, ECO_USAGE,
                        "dataset '%s' is no id; letters, digits, '-' and '_' "
                        "are allowed",
                        o->dataset);
    if (o->sensitivity < 0 || o->sensitivity > 3)
        return eco_fail(ctx, ECO_USAGE, "sensitivity %d is not from 0 to 3",
                        o->sensitivity);
    return ECO_OK;
}

/* The name of the mapping, where it may be an id. */
static eco_status default_id(eco_ctx *ctx, const eco_ingest_options *o,
                             char **out)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    eco_status st = eco_mapping_load(ctx, o->mapping, &found, &m);

    *out = NULL;
    if (!st && !is_id(m->name))
        st = eco_fail(ctx, ECO_USAGE,
                      "mapping '%s' has a name that is no id; name the dataset",
                      m->name);
    if (!st) {
        *out = eco_mem_text(m->name);
        st = *out ? ECO_OK : eco_nomem(ctx);
    }
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
    return st;
}

static eco_status dataset_spec(eco_ctx *ctx, const eco_ingest_options *o,
                               char **files, eco_dataset_spec *out)
{
    eco_status st = ECO_OK;
    bool failed;

    *out = (eco_dataset_spec){.kind = ECO_KIND_INCIDENTS,
                              .sensitivity = o->sensitivity,
                              .files = files,
                              .nfiles = 1};
    if (o->dataset)
        out->id = eco_mem_text(o->dataset);
    else
        st = default_id(ctx, o, &out->id);
    if (st)
        return st;
    files[0] = eco_mem_text(o->file);
    out->title = eco_mem_text(o->title ? o->title : out->id);
    out->licence = eco_mem_text(o->licence);
    out->citation = eco_mem_text(o->citation);
    out->origin = eco_mem_text(o->origin);
    out->mapping = eco_mem_text(o->mapping);
    failed = !out->id || !files[0] || !out->title || !out->mapping ||
             !o->licence != !out->licence || !o->citation != !out->citation ||
             !o->origin != !out->origin;
    return failed ? eco_nomem(ctx) : ECO_OK;
}

static void clear_spec(eco_dataset_spec *d)
{
    char *const texts[] = {d->id,       d->title,  d->licence,
                           d->citation, d->origin, d->mapping};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        eco_mem_free(texts[i]);
    if (d->files)
        eco_mem_free(d->files[0]);
}

static eco_status ingest(eco_ctx *ctx, eco_store *store,
                         const eco_ingest_options *o,
                         const eco_dataset_spec *spec)
{
    char *inputs = eco_mem_text(o->inputs ? o->inputs : ".");
    char *basis = eco_mem_text(o->legal_basis);
    const eco_assessment a = {.path = inputs, .legal_basis = basis};
    int64_t id;
    eco_status st =
        inputs && (basis || !o->legal_basis) ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_sql_begin(ctx, eco_store_sql(store));
    if (!st)
        st = eco_ingest_again(ctx, store, &a, spec, &id);
    if (!st && basis)
        st = eco_run_lineage(ctx, store, "legal basis", spec->id, basis);
    if (!st)
        st = eco_run_located_again(ctx, store);
    if (!st)
        st = eco_run_scope_again(ctx, store);
    if (!st)
        st = eco_sql_commit(ctx, eco_store_sql(store));
    eco_mem_free(basis);
    eco_mem_free(inputs);
    return st;
}

static eco_status last_line(eco_ctx *ctx, eco_store *store, const char *dataset,
                            char **out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "ingest_last", &s);

    if (!st) {
        eco_bind_text(s, ":dataset", dataset);
        st = eco_stmt_step(ctx, s, &row);
    }
    if (!st) {
        *out = eco_mem_text(row ? eco_col_text(s, 0) : "");
        st = *out ? ECO_OK : eco_nomem(ctx);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_ingest_file(eco_ctx *ctx, const eco_ingest_options *o,
                           char **what)
{
    char *files[1] = {NULL};
    eco_dataset_spec spec = {0};
    eco_store *store = NULL;
    eco_status st = check_options(ctx, o);

    if (what)
        *what = NULL;
    if (!st)
        st = eco_gdal_init(ctx);
    if (!st)
        st = dataset_spec(ctx, o, files, &spec);
    if (!st)
        st = eco_store_edit(ctx, o->store, &store);
    if (!st)
        st = ingest(ctx, store, o, &spec);
    if (!st)
        st = eco_run_recompute(ctx, store, NULL, NULL);
    if (!st && what)
        st = last_line(ctx, store, spec.id, what);
    if (!st) {
        st = eco_store_finish(ctx, store);
        store = NULL;
    }
    if (st && what) {
        eco_mem_free(*what);
        *what = NULL;
    }
    eco_store_close(store);
    clear_spec(&spec);
    return st;
}
