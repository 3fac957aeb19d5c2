/* The areas that are judged. */
#include "eco_mem.h"
#include "eco_scope_job.h"
#include "eco_zones.h"

#include <string.h>

static eco_status add(eco_ctx *ctx, eco_scope_job *job, int64_t zone_id,
                      const char *key, const char *name)
{
    eco_scope_area *to;

    if (!ECO_GROW(job->areas, job->nareas, job->cap_areas))
        return eco_nomem(ctx);
    to = &job->areas[job->nareas++];
    *to = (eco_scope_area){zone_id, eco_mem_text(key), eco_mem_text(name)};
    return to->key && to->name ? ECO_OK : eco_nomem(ctx);
}

static eco_status from_store(eco_ctx *ctx, eco_scope_job *job)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, job->store, "scope_zones", &s);

    if (!st)
        eco_bind_text(s, ":dataset", job->assessment->area_dataset);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = add(ctx, job, eco_col_int(s, 0), eco_col_text(s, 1),
                 eco_col_text(s, 2));
    eco_stmt_finalize(s);
    return st;
}

static const eco_dataset_spec *zones_of(const eco_assessment *a)
{
    if (a->area_dataset)
        return eco_assessment_dataset(a, a->area_dataset);
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].kind == ECO_KIND_ZONES)
            return &a->datasets[i];
    return NULL;
}

static eco_status from_file(eco_ctx *ctx, eco_scope_job *job)
{
    const eco_assessment *a = job->assessment;
    const eco_dataset_spec *d = zones_of(a);
    eco_features f = {0};
    eco_status st;

    if (a->bbox_given || !d)
        return add(ctx, job, 0, "scope", "the whole scope");
    st = eco_features_read(
        ctx,
        &(eco_vector_source){.files = (const char *const *)d->files,
                             .nfiles = d->nfiles,
                             .layer = d->layer,
                             .where = a->area_where ? a->area_where : d->where,
                             .key = d->key,
                             .name = d->name,
                             .crs = d->crs,
                             .unique_keys = true},
        NULL, true, &f);
    for (size_t i = 0; i < f.n && !st; i++)
        st = add(ctx, job, 0, f.items[i].key, f.items[i].name);
    eco_features_clear(&f);
    return st ? eco_trace(ctx, st, "dataset '%s'", d->id) : ECO_OK;
}

eco_status eco_scope_areas(eco_ctx *ctx, eco_scope_job *job)
{
    eco_status st = ECO_OK;

    if (job->store)
        st = from_store(ctx, job);
    if (!st && !job->nareas)
        st = from_file(ctx, job);
    return st;
}

size_t eco_scope_area_find(const eco_scope_job *job, const char *text)
{
    size_t named = job->nareas;

    for (size_t i = 0; i < job->nareas; i++) {
        if (strcmp(job->areas[i].key, text) == 0)
            return i;
        if (named == job->nareas && strcmp(job->areas[i].name, text) == 0)
            named = i;
    }
    return named;
}
