/* The result for machines: CSV and JSON. */
#include "eco_csv.h"
#include "eco_scope_job.h"

#include <math.h>
#include <string.h>

static const eco_scope_row *row_at(const eco_scope_job *job, size_t i)
{
    return &job->rows[i];
}

static void text_cell(eco_str *out, const char *text)
{
    eco_csv_text(out, text);
    eco_csv_next(out);
}

static void real_cell(eco_str *out, double v)
{
    if (!isnan(v))
        eco_csv_real(out, v);
    eco_csv_next(out);
}

void eco_scope_csv(const eco_scope_job *job, eco_str *out)
{
    eco_str_add(out, "area,name,domain,");
    for (int k = 0; k < ECO_CRITERIA; k++)
        eco_str_printf(out, "K%d,", k + 1);
    eco_str_add(out, "readiness,half_width,class,class_without_veto,concept");
    eco_csv_end(out);
    for (size_t i = 0; i < job->nrows; i++) {
        const eco_scope_row *r = row_at(job, i);

        text_cell(out, job->areas[r->area].key);
        text_cell(out, job->areas[r->area].name);
        text_cell(out, job->domains[r->domain]);
        for (int k = 0; k < ECO_CRITERIA; k++)
            real_cell(out, r->score[k].value);
        real_cell(out, r->readiness);
        real_cell(out, r->half_width);
        text_cell(out, eco_scope_word(r->klass));
        text_cell(out, eco_scope_word(r->open));
        eco_csv_text(out, eco_scope_concept(job, ECO_CONCEPT_NAME));
        eco_csv_end(out);
    }
}

static void score_line(const eco_scope_job *job, const eco_scope_row *r,
                       const char *criterion, eco_str *out)
{
    text_cell(out, job->areas[r->area].key);
    text_cell(out, job->domains[r->domain]);
    text_cell(out, criterion);
}

void eco_scope_scores_csv(const eco_scope_job *job, eco_str *out)
{
    eco_str_add(out, "area,domain,criterion,score,reason");
    eco_csv_end(out);
    for (size_t i = 0; i < job->nrows; i++) {
        const eco_scope_row *r = row_at(job, i);

        for (int k = 0; k < ECO_CRITERIA; k++) {
            const char id[] = {'K', (char)('1' + k), '\0'};

            score_line(job, r, id, out);
            real_cell(out, r->score[k].value);
            eco_csv_text(out, r->score[k].reason);
            eco_csv_end(out);
        }
        for (int t = 0; r->share_known && t < ECO_TIERS; t++) {
            if (!(r->share[t] > 0))
                continue;
            score_line(job, r, eco_tier_code((eco_tier)t), out);
            real_cell(out, r->share[t]);
            eco_csv_text(out, "share of the degraded area");
            eco_csv_end(out);
        }
    }
}

static void json_real(eco_str *out, const char *name, double v)
{
    char buf[32];

    eco_str_printf(out, ", \"%s\": %s", name,
                   isnan(v) ? "null" : eco_str_real(buf, v));
}

static void json_row(const eco_scope_job *job, const eco_scope_row *r,
                     eco_str *out)
{
    char buf[32];

    eco_str_add(out, "    {\"area\": ");
    eco_str_json(out, job->areas[r->area].key);
    eco_str_add(out, ", \"name\": ");
    eco_str_json(out, job->areas[r->area].name);
    eco_str_printf(out, ", \"domain\": \"%s\"", job->domains[r->domain]);
    json_real(out, "readiness", r->readiness);
    json_real(out, "half_width", r->half_width);
    eco_str_printf(out, ", \"class\": \"%s\", \"class_without_veto\": \"%s\"",
                   eco_scope_word(r->klass), eco_scope_word(r->open));
    eco_str_add(out, ",\n     \"scores\": {");
    for (int k = 0; k < ECO_CRITERIA; k++) {
        eco_str_printf(out,
                       "%s\"K%d\": {\"score\": %s, \"told\": %s, "
                       "\"reason\": ",
                       k ? ",\n      " : "\n      ", k + 1,
                       eco_str_real(buf, r->score[k].value),
                       r->score[k].told ? "true" : "false");
        eco_str_json(out, r->score[k].reason);
        eco_str_add(out, "}");
    }
    eco_str_add(out, "}}");
}

void eco_scope_json(const eco_scope_job *job, eco_str *out)
{
    eco_str_add(out, "{\n  \"assessment\": ");
    eco_str_json(out, job->assessment->id);
    eco_str_printf(out, ",\n  \"year_from\": %d,\n  \"year_to\": %d",
                   job->assessment->year_from, job->assessment->year_to);
    eco_str_add(out, ",\n  \"concept\": ");
    eco_str_json(out, eco_scope_concept(job, ECO_CONCEPT_NAME));
    eco_str_printf(out, ",\n  \"store\": %s,\n  \"notes\": ",
                   job->store ? "true" : "false");
    eco_str_json(out, eco_str_text(&job->notes));
    eco_str_add(out, ",\n  \"rows\": [\n");
    for (size_t i = 0; i < job->nrows; i++) {
        json_row(job, row_at(job, i), out);
        eco_str_add(out, i + 1 < job->nrows ? ",\n" : "\n");
    }
    eco_str_add(out, "  ]\n}\n");
}
