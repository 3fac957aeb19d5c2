/* What the assessment and the heads of its files tell, by domain. */
#include "eco_mapping.h"
#include "eco_mem.h"
#include "eco_scope_job.h"

#include <string.h>

enum { K3 = 2, K4, K5, K6, K7, K8, K9 };

/* "MIN,FOR" names MIN; nothing named: all. */
static bool speaks_of(const char *activity, const char *domain)
{
    const char *at = activity && *activity ? strstr(activity, domain) : NULL;

    return !activity || !*activity || (at && (at == activity || at[-1] == ','));
}

static const char *told_fact(const eco_dataset_spec *d, const char *name)
{
    for (size_t i = 0; i < d->nfacts; i++)
        if (strcmp(d->facts[i].name, name) == 0)
            return d->facts[i].value;
    return NULL;
}

static eco_status overlays(eco_ctx *ctx, const eco_scope_job *job,
                           eco_scope_row *row)
{
    const eco_assessment *a = job->assessment;
    const char *domain = job->domains[row->domain];
    bool forbids = false, permits = false, dated = true;

    for (size_t i = 0; i < a->ndatasets; i++) {
        const eco_dataset_spec *d = &a->datasets[i];

        if (!speaks_of(d->activity, domain))
            continue;
        forbids |= d->kind == ECO_KIND_PROHIBITIONS;
        if (d->kind != ECO_KIND_PERMITS)
            continue;
        permits = true;
        dated &= d->date != NULL; /* a year for all is no date of a permit */
    }
    return eco_scope_set(ctx, &row->score[K3],
                         (forbids ? 0.5 : 0) + (permits && dated ? 0.5 : 0),
                         "%s; %s",
                         forbids ? "prohibitions are there"
                                 : "no prohibitions (protected areas, "
                                   "Indigenous and community lands)",
                         !permits ? "no permits"
                         : dated  ? "permits with dates"
                                  : "permits without dates of their own");
}

static eco_status completeness(eco_ctx *ctx, const eco_scope_job *job,
                               eco_scope_row *row)
{
    const eco_assessment *a = job->assessment;
    const eco_dataset_spec *which = NULL;
    double least = 2, v;

    for (size_t i = 0; i < a->ndatasets; i++) {
        const eco_dataset_spec *d = &a->datasets[i];
        const char *text = told_fact(d, "register_completeness");

        if (d->kind != ECO_KIND_PERMITS ||
            !speaks_of(d->activity, job->domains[row->domain]))
            continue;
        if (!text || !eco_parse_real(text, &v))
            return eco_scope_set(ctx, &row->score[K4], 0,
                                 "%s: nobody tells how complete it is (facts: "
                                 "register_completeness)",
                                 d->id);
        if (v < least) {
            least = v;
            which = d;
        }
    }
    if (!which)
        return eco_scope_set(ctx, &row->score[K4], 0,
                             "no permit register for this domain");
    return eco_scope_set(ctx, &row->score[K4],
                         least >= job->tables.limit.register_complete ? 1 : 0.5,
                         "%s: declared %.0f %% complete", which->id,
                         100 * least);
}

/* Whether the mapping says what courts or authorities did. */
static eco_status tells_status(eco_ctx *ctx, const eco_dataset_spec *d,
                               bool *yes)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;
    eco_status st = ECO_OK;

    *yes = told_fact(d, "status") || told_fact(d, "enforcement");
    if (*yes || !d->mapping)
        return ECO_OK;
    st = eco_mapping_load(ctx, d->mapping, &found, &m);
    if (!st)
        *yes =
            m->facts[ECO_FACT_STATUS].column || m->facts[ECO_FACT_STATUS].fixed;
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
    return st;
}

static eco_status reports(eco_ctx *ctx, const eco_scope_job *job,
                          eco_scope_row *row)
{
    const eco_assessment *a = job->assessment;
    const eco_dataset_spec *any = NULL, *judged = NULL;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        const eco_dataset_spec *d = &a->datasets[i];
        bool yes = false;

        if (d->kind != ECO_KIND_INCIDENTS)
            continue;
        any = any ? any : d;
        st = tells_status(ctx, d, &yes);
        if (yes && !judged)
            judged = d;
    }
    if (st)
        return st;
    if (!any) {
        st = eco_scope_set(ctx, &row->score[K5], 0, "no incidents");
        return st ? st : eco_scope_set(ctx, &row->score[K6], 0, "no incidents");
    }
    st =
        eco_scope_set(ctx, &row->score[K5], 0.5,
                      "%s: how many of its reports a run would place, only the "
                      "store of a run tells (--store)",
                      any->id);
    if (st)
        return st;
    if (!judged)
        return eco_scope_set(ctx, &row->score[K6], 0,
                             "%s: no outcome of courts or authorities is told",
                             any->id);
    return eco_scope_set(
        ctx, &row->score[K6], 0.5,
        "%s: a status is told; whether it is of the domain, only "
        "the store of a run tells",
        judged->id);
}

eco_status eco_scope_inputs(eco_ctx *ctx, const eco_scope_job *job,
                            eco_scope_row *row)
{
    const char *basis = job->assessment->legal_basis;
    eco_status st = eco_scope_rasters(ctx, job, row);

    if (!st)
        st = overlays(ctx, job, row);
    if (!st)
        st = completeness(ctx, job, row);
    if (!st)
        st = reports(ctx, job, row);
    if (!st && basis)
        st = eco_scope_set(ctx, &row->score[K7], 0.5,
                           "legal_basis: %.200s; agreements and a focal point "
                           "are not told",
                           basis);
    else if (!st)
        st = eco_scope_set(ctx, &row->score[K7], 0,
                           "no legal_basis, agreement or focal point is told");
    if (!st)
        st = eco_scope_set(ctx, &row->score[K8], 0, "nobody tells");
    return st ? st : eco_scope_set(ctx, &row->score[K9], 0, "nobody tells");
}
