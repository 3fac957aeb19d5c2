/* The scoping concept: what may be claimed where, before anything heavy runs.
 */
#include "eco_file.h"
#include "eco_findings_add.h"
#include "eco_gdal.h"
#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_scope_job.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *eco_scope_word(eco_coverage c)
{
    static const char *const words[ECO_COVERAGES] = {"A", "B", "C", "out"};

    return words[c];
}

const char *eco_scope_concept(const eco_scope_job *job, int column)
{
    return eco_scope_cell(&job->tables.concepts, job->concept_row, column);
}

eco_status eco_scope_set(eco_ctx *ctx, eco_scope_score *s, double value,
                         const char *fmt, ...)
{
    char text[600];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    eco_one_line(text);
    eco_mem_free(s->reason);
    s->value = value;
    s->told = false;
    s->reason = eco_mem_text(text);
    return s->reason ? ECO_OK : eco_nomem(ctx);
}

static eco_status find_concept(eco_ctx *ctx, eco_scope_job *job,
                               const char *name)
{
    const eco_scope_table *t = &job->tables.concepts;
    eco_str all = {0};
    eco_status st;

    for (size_t i = 0; i < t->n; i++) {
        if (!name ||
            strcmp(eco_scope_cell(t, i, ECO_CONCEPT_NAME), name) == 0) {
            job->concept_row = i;
            return ECO_OK;
        }
    }
    for (size_t i = 0; i < t->n; i++)
        eco_str_printf(&all, "%s%s", i ? ", " : "",
                       eco_scope_cell(t, i, ECO_CONCEPT_NAME));
    st = eco_fail(ctx, ECO_USAGE, "concept '%.60s' is unknown; allowed: %s",
                  name, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* What the concept asks of the assessment as a whole. */
static void look_at_concept(eco_scope_job *job)
{
    const char *wanted = eco_scope_concept(job, ECO_CONCEPT_SETS);
    size_t sets = 0;
    double need = 1;

    for (size_t i = 0; i < job->assessment->ndatasets; i++)
        sets += job->assessment->datasets[i].kind == ECO_KIND_ZONES;
    if (eco_parse_real(wanted, &need) && (double)sets < need)
        eco_str_printf(&job->notes,
                       "The concept needs %.0f sets of zones; the assessment "
                       "has %zu.\n",
                       need, sets);
    if (!job->store)
        eco_str_add(&job->notes,
                    "Without the store of an earlier run, reports, outcomes "
                    "and shares of evidence are not known by area.\n");
}

static eco_status make_rows(eco_ctx *ctx, eco_scope_job *job)
{
    eco_status st = ECO_OK;

    job->rows = eco_mem_array(job->nareas * job->ndomains, sizeof *job->rows);
    if (!job->rows)
        return eco_nomem(ctx);
    for (size_t d = 0; d < job->ndomains && !st; d++) {
        eco_scope_row first = {.domain = d};

        st = eco_scope_inputs(ctx, job, &first);
        for (size_t a = 0; a < job->nareas && !st; a++) {
            eco_scope_row *to = &job->rows[a * job->ndomains + d];

            to->area = a;
            to->domain = d;
            for (int k = 0; k < ECO_CRITERIA && !st; k++)
                st = eco_scope_set(ctx, &to->score[k], first.score[k].value,
                                   "%s", first.score[k].reason);
        }
        for (int k = 0; k < ECO_CRITERIA; k++)
            eco_mem_free(first.score[k].reason);
    }
    job->nrows = job->nareas * job->ndomains;
    return st;
}

/* Values where nothing is told of the record: that is what is not yet known. */
static double half_width(const eco_scope_job *job, const eco_scope_row *r)
{
    eco_tier_share tiers[ECO_TIERS];
    size_t n = 0;

    for (int t = 0; r->share_known && t < ECO_TIERS; t++) {
        const eco_item item = {.tier = (eco_tier)t};
        eco_triple v[ECO_MEASURES];

        if (!(r->share[t] > 0))
            continue;
        eco_item_values(&job->rules->values, &item, v);
        tiers[n++] =
            (eco_tier_share){r->share[t], v[ECO_MEASURE_ORG][ECO_SCENARIO_LOW],
                             v[ECO_MEASURE_ORG][ECO_SCENARIO_CENTRAL],
                             v[ECO_MEASURE_ORG][ECO_SCENARIO_HIGH]};
    }
    return eco_readiness_half_width(tiers, n);
}

static void judge(eco_scope_job *job)
{
    const eco_readiness_rules *rules = &job->tables.rules;
    const char *most = eco_scope_concept(job, ECO_CONCEPT_CLASS);

    for (size_t i = 0; i < job->nrows; i++) {
        eco_scope_row *r = &job->rows[i];
        double score[ECO_CRITERIA];
        eco_coverage least = ECO_COVERAGE_A;

        for (int k = 0; k < ECO_CRITERIA; k++)
            score[k] = r->score[k].value;
        while (least < ECO_COVERAGE_C &&
               strcmp(eco_scope_word(least), most) != 0)
            least++;
        r->readiness = eco_readiness(rules, score);
        r->half_width = half_width(job, r);
        r->open = eco_readiness_class(rules, r->readiness, r->half_width);
        if (r->open < least)
            r->open = least;
        r->klass =
            eco_readiness_vetoed(rules, score) ? ECO_COVERAGE_OUT : r->open;
    }
}

static eco_status write_file(eco_ctx *ctx, const eco_scope_job *job,
                             const char *folder, const char *name,
                             void (*form)(const eco_scope_job *, eco_str *))
{
    eco_str path = {0}, text = {0};
    eco_status st;

    eco_str_printf(&path, "%s/%s", folder, name);
    form(job, &text);
    st = path.failed || text.failed
             ? eco_nomem(ctx)
             : eco_file_write(ctx, eco_str_text(&path), eco_str_text(&text),
                              text.n);
    eco_str_clear(&path);
    eco_str_clear(&text);
    return st;
}

static eco_status deliver(eco_ctx *ctx, const eco_scope_job *job,
                          const eco_scope_options *o, char **text)
{
    eco_str out = {0};
    eco_status st = o->output ? eco_file_make_folder(ctx, o->output) : ECO_OK;

    if (!st && o->output)
        st = write_file(ctx, job, o->output, "scope.csv", eco_scope_csv);
    if (!st && o->output)
        st =
            write_file(ctx, job, o->output, "scores.csv", eco_scope_scores_csv);
    if (!st && o->output)
        st = write_file(ctx, job, o->output, "scope.md", eco_scope_markdown);
    if (st)
        return st;
    (o->json ? eco_scope_json : eco_scope_text)(job, &out);
    *text = eco_str_take(&out);
    eco_str_clear(&out);
    return *text ? ECO_OK : eco_nomem(ctx);
}

/* Those of the assessment; where it names none, all that degrade land. */
static eco_status domains(eco_ctx *ctx, eco_scope_job *job)
{
    const eco_assessment *a = job->assessment;
    const eco_scope_table *t = &job->tables.rasters;

    job->domains = eco_mem_array(a->ndomains + t->n, sizeof *job->domains);
    if (!job->domains)
        return eco_nomem(ctx);
    for (size_t i = 0; i < a->ndomains; i++)
        job->domains[job->ndomains++] = a->domains[i];
    for (size_t i = 0; i < t->n && !a->ndomains; i++) {
        const char *domain = eco_scope_cell(t, i, ECO_RASTER_DOMAIN);
        size_t d = 0;

        while (d < job->ndomains && strcmp(job->domains[d], domain) != 0)
            d++;
        if (d == job->ndomains)
            job->domains[job->ndomains++] = domain;
    }
    return ECO_OK;
}

static eco_status judge_all(eco_ctx *ctx, eco_scope_job *job,
                            const eco_scope_options *o)
{
    eco_status st = eco_scope_tables_load(ctx, &job->tables);

    if (!st)
        st = find_concept(ctx, job, o->concept_name);
    if (!st)
        st = domains(ctx, job);
    if (!st && o->store)
        st = eco_store_open(ctx, o->store, &job->store);
    if (!st)
        st = eco_scope_areas(ctx, job);
    if (!st)
        st = make_rows(ctx, job);
    if (!st && job->store)
        st = eco_scope_from_store(ctx, job);
    if (!st && o->scores)
        st = eco_scope_scores(ctx, job, o->scores);
    if (!st) {
        look_at_concept(job);
        judge(job);
    }
    return st;
}

static void clear(eco_scope_job *job)
{
    for (size_t i = 0; i < job->nareas; i++) {
        eco_mem_free(job->areas[i].key);
        eco_mem_free(job->areas[i].name);
    }
    for (size_t i = 0; job->rows && i < job->nareas * job->ndomains; i++)
        for (int k = 0; k < ECO_CRITERIA; k++)
            eco_mem_free(job->rows[i].score[k].reason);
    eco_mem_free(job->domains);
    eco_mem_free(job->areas);
    eco_mem_free(job->rows);
    eco_str_clear(&job->notes);
    eco_scope_tables_clear(&job->tables);
    eco_store_close(job->store);
}

eco_status eco_scope(eco_ctx *ctx, const eco_scope_options *o, char **text)
{
    eco_findings found = {0};
    const char *const *codes = NULL;
    eco_assessment *a = NULL;
    eco_rules *rules = NULL;
    eco_scope_job job = {0};
    eco_status st = eco_gdal_init(ctx);

    *text = NULL;
    if (!st && o->layers)
        st = eco_layers_override(ctx, o->layers);
    if (!st)
        st = eco_indicator_codes(ctx, &codes);
    if (!st)
        st = eco_assessment_load(ctx, o->assessment, codes, &found, &a);
    if (!st)
        st = eco_rules_load(ctx, a->rules, NULL, &found, &rules);
    if (st && found.nerrors > 1)
        st = eco_trace(ctx, st, "%zu more errors: see 'ecocrime check %s'",
                       found.nerrors - 1, o->assessment);
    if (!st) {
        job.assessment = a;
        job.rules = rules;
        st = judge_all(ctx, &job, o);
        if (!st)
            st = deliver(ctx, &job, o, text);
        clear(&job);
    }
    eco_rules_destroy(rules);
    eco_assessment_destroy(a);
    eco_indicator_codes_free(codes);
    eco_findings_clear(&found);
    return st;
}
