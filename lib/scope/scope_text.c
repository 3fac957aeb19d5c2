/* The result for people: a table for the terminal, a document to pass on. */
#include "eco_scope_job.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { REASONS_MAX = 12, NAME_COLUMNS = 24 };

/* Rows of one domain that give the same reason for the same criterion. */
struct reason {
    const eco_scope_score *score;
    const eco_scope_row *first;
    size_t n;
};

static bool same(const eco_scope_score *a, const eco_scope_score *b)
{
    return a->told == b->told && !(fabs(a->value - b->value) > 0) &&
           strcmp(a->reason, b->reason) == 0;
}

/* The different reasons of a domain and criterion, at most REASONS_MAX; *left:
 * areas that have others. */
static size_t reasons_of(const eco_scope_job *job, size_t domain, int k,
                         struct reason *out, size_t *left)
{
    size_t n = 0;

    *left = 0;
    for (size_t i = domain; i < job->nrows; i += job->ndomains) {
        const eco_scope_score *s = &job->rows[i].score[k];
        size_t j = 0;

        while (j < n && !same(out[j].score, s))
            j++;
        if (j == REASONS_MAX) {
            (*left)++;
            continue;
        }
        if (j == n)
            out[n++] = (struct reason){s, &job->rows[i], 0};
        out[j].n++;
    }
    return n;
}

/* Names may have letters of several bytes: cut at 24 letters, filled up. */
static void column(eco_str *out, const char *text)
{
    size_t letters = 0, i = 0;

    for (; text[i]; i++) {
        letters += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (letters > NAME_COLUMNS)
            break;
    }
    letters = letters > NAME_COLUMNS ? NAME_COLUMNS : letters;
    for (size_t b = 0; b < i; b++)
        eco_str_printf(
            out, "%c",
            (unsigned char)text[b] < 0x20 || text[b] == 0x7f ? '?' : text[b]);
    for (; letters < NAME_COLUMNS; letters++)
        eco_str_add(out, " ");
}

static void half_width(const eco_scope_row *r, char text[16])
{
    snprintf(text, 16, isnan(r->half_width) ? "-" : "%.2f", r->half_width);
}

static void klass(const eco_scope_row *r, char text[16])
{
    snprintf(text, 16, r->klass == ECO_COVERAGE_OUT ? "out (%s)" : "%s",
             eco_scope_word(r->open));
}

static void row_text(const eco_scope_job *job, const eco_scope_row *r,
                     eco_str *out)
{
    char wide[16], is[16];

    half_width(r, wide);
    klass(r, is);
    column(out, job->areas[r->area].name);
    eco_str_printf(out, " %-6s", job->domains[r->domain]);
    for (int k = 0; k < ECO_CRITERIA; k++)
        eco_str_printf(out, " %3.1f%c", r->score[k].value,
                       r->score[k].told ? '*' : ' ');
    eco_str_printf(out, " %5.2f %6s  %s\n", r->readiness, wide, is);
}

/* Why scores are not full, or who told them. */
static void why(const eco_scope_job *job, size_t domain, int k, bool list,
                eco_str *out)
{
    struct reason found[REASONS_MAX];
    size_t left, n = reasons_of(job, domain, k, found, &left);

    for (size_t i = 0; i < n; i++) {
        const eco_scope_score *s = found[i].score;

        if (!list && s->value >= 1 && !s->told)
            continue;
        eco_str_printf(out, "%s%s K%d %g: %s%s", list ? "- " : "  ",
                       job->domains[domain], k + 1, s->value, s->reason,
                       s->told ? " (told)" : "");
        if (found[i].n < job->nareas)
            eco_str_printf(out, " (%s%s)",
                           job->areas[found[i].first->area].name,
                           found[i].n > 1 ? " and others" : "");
        eco_str_add(out, "\n");
    }
    if (left)
        eco_str_printf(out, "%s%s K%d: %zu more areas, see scores.csv\n",
                       list ? "- " : "  ", job->domains[domain], k + 1, left);
}

static void head(const eco_scope_job *job, eco_str *out)
{
    const eco_assessment *a = job->assessment;

    eco_str_printf(out, "%s: %s, %d-%d\nConcept: %s. %s\n", a->id, a->title,
                   a->year_from, a->year_to,
                   eco_scope_concept(job, ECO_CONCEPT_TITLE),
                   eco_scope_concept(job, ECO_CONCEPT_ABOUT));
    eco_str_add(out, eco_str_text(&job->notes));
}

static void counts(const eco_scope_job *job, size_t n[ECO_COVERAGES])
{
    memset(n, 0, ECO_COVERAGES * sizeof *n);
    for (size_t i = 0; i < job->nrows; i++)
        n[job->rows[i].klass]++;
}

void eco_scope_text(const eco_scope_job *job, eco_str *out)
{
    size_t n[ECO_COVERAGES];

    head(job, out);
    eco_str_printf(out, "\n%-*s domain", NAME_COLUMNS, "area");
    for (int k = 0; k < ECO_CRITERIA; k++)
        eco_str_printf(out, "  K%d ", k + 1);
    eco_str_add(out, " ready  width  class\n");
    for (size_t i = 0; i < job->nrows; i++)
        row_text(job, &job->rows[i], out);
    eco_str_add(out, "\nWhy less than full, and what was told (*):\n");
    for (size_t d = 0; d < job->ndomains; d++)
        for (int k = 0; k < ECO_CRITERIA; k++)
            why(job, d, k, false, out);
    eco_str_add(out, "\nWhat may be claimed:\n");
    counts(job, n);
    for (int c = 0; c < ECO_COVERAGES; c++)
        if (n[c])
            eco_str_printf(out, "  %s (%zu): %s\n",
                           eco_scope_word((eco_coverage)c), n[c],
                           eco_scope_cell(&job->tables.classes, (size_t)c,
                                          ECO_CLASS_CLAIM));
}

static void criteria_table(const eco_scope_job *job, eco_str *out)
{
    const eco_scope_table *t = &job->tables.criteria;

    eco_str_add(out, "\n## Criteria\n\nEach is scored 0, 0.5 or 1. A veto with "
                     "score 0 puts an area out of scope.\n\n| id | criterion | "
                     "weight |\n| --- | --- | --- |\n");
    for (size_t k = 0; k < ECO_CRITERIA; k++)
        eco_str_printf(out, "| %s | %s | %s%s |\n",
                       eco_scope_cell(t, k, ECO_CRITERION_ID),
                       eco_scope_cell(t, k, ECO_CRITERION_TITLE),
                       eco_scope_cell(t, k, ECO_CRITERION_WEIGHT),
                       job->tables.rules.veto[k] ? ", veto" : "");
    eco_str_printf(out,
                   "\nReadiness is the weighted mean. Class A needs %g and a "
                   "half-width of at most %g of the central estimate of "
                   "organized crime, class B %g. Weights and limits are design "
                   "decisions; what evidence is worth, from which the "
                   "half-width follows, are uncalibrated defaults unless the "
                   "assessment gives its own rules.\n",
                   job->tables.rules.class_a, job->tables.rules.half_width_most,
                   job->tables.rules.class_b);
}

/* "|" would end a cell. */
static void cell(eco_str *out, const char *text)
{
    eco_str_add(out, "| ");
    for (; *text; text++)
        eco_str_printf(out, "%s%c", *text == '|' ? "\\" : "",
                       (unsigned char)*text < 0x20 ? ' ' : *text);
    eco_str_add(out, " ");
}

static void result_table(const eco_scope_job *job, eco_str *out)
{
    eco_str_add(out, "\n## Result\n\n| area | domain |");
    for (int k = 0; k < ECO_CRITERIA; k++)
        eco_str_printf(out, " K%d |", k + 1);
    eco_str_add(out, " readiness | half-width | class |\n| --- | --- |");
    for (int k = 0; k < ECO_CRITERIA + 3; k++)
        eco_str_add(out, " --- |");
    eco_str_add(out, "\n");
    for (size_t i = 0; i < job->nrows; i++) {
        const eco_scope_row *r = &job->rows[i];
        char wide[16], is[16];

        half_width(r, wide);
        klass(r, is);
        cell(out, job->areas[r->area].name);
        eco_str_printf(out, "| %s |", job->domains[r->domain]);
        for (int k = 0; k < ECO_CRITERIA; k++)
            eco_str_printf(out, " %g%s |", r->score[k].value,
                           r->score[k].told ? " (told)" : "");
        eco_str_printf(out, " %.2f | %s | %s |\n", r->readiness, wide, is);
    }
    eco_str_add(out, "\nA class in brackets is what would hold if nothing "
                     "stood against it by veto. A half-width of - is not "
                     "known.\n");
}

void eco_scope_markdown(const eco_scope_job *job, eco_str *out)
{
    const eco_scope_table *t = &job->tables.classes;
    size_t n[ECO_COVERAGES];

    counts(job, n);
    eco_str_printf(out, "# Scope and coverage: %s\n\n", job->assessment->title);
    head(job, out);
    eco_str_add(out, "\nMade before anything was computed: files were opened, "
                     "rasters were not read. What is not known scores 0.\n");
    result_table(job, out);
    eco_str_add(out, "\n## What may be claimed\n\n");
    for (size_t c = 0; c < ECO_COVERAGES; c++)
        eco_str_printf(out, "- Class %s, %s (%zu): %s\n",
                       eco_scope_word((eco_coverage)c),
                       eco_scope_cell(t, c, ECO_CLASS_TITLE), n[c],
                       eco_scope_cell(t, c, ECO_CLASS_CLAIM));
    eco_str_add(out, "\n## What was found, and what is missing\n\n");
    for (size_t d = 0; d < job->ndomains; d++)
        for (int k = 0; k < ECO_CRITERIA; k++)
            why(job, d, k, true, out);
    criteria_table(job, out);
}
