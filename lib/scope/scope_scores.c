/* Scores that the user tells: what data cannot, and what the user knows better.
 */
#include "eco_csv.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_scope_job.h"

#include <math.h>
#include <string.h>

enum { BYTES_MAX = 16 << 20, COLUMNS = 5 };

enum column { AREA, DOMAIN, CRITERION, SCORE, REASON };
static const char *const columns[COLUMNS] = {"area", "domain", "criterion",
                                             "score", "reason"};

struct reading {
    eco_ctx *ctx;
    eco_scope_job *job;
    const char *path;
    int at[COLUMNS];
};

static eco_status wrong(const struct reading *r, size_t line, enum column c,
                        const char *got, const char *right)
{
    return eco_fail(r->ctx, ECO_USAGE, "%s:%zu: %s: '%.60s' is not %s", r->path,
                    line, columns[c], got, right);
}

static eco_status header(struct reading *r, const eco_csv_row *row)
{
    for (int c = 0; c < COLUMNS; c++) {
        r->at[c] = -1;
        for (size_t i = 0; i < row->n; i++)
            if (strcmp(row->cells[i], columns[c]) == 0)
                r->at[c] = (int)i;
        if (r->at[c] < 0)
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s:%zu: column '%s' is missing; the columns are "
                            "area, domain, criterion, score, reason",
                            r->path, row->line, columns[c]);
    }
    return ECO_OK;
}

static const char *cell(const struct reading *r, const eco_csv_row *row,
                        enum column c)
{
    return (size_t)r->at[c] < row->n ? row->cells[r->at[c]] : "";
}

/* Which of the list a cell names: [from, to). "*" names all. */
static bool range(const char *text, size_t found, size_t n, size_t at[2])
{
    bool all = strcmp(text, "*") == 0;

    at[0] = all ? 0 : found;
    at[1] = all ? n : found + 1;
    return all || found < n;
}

static size_t domain_find(const eco_scope_job *job, const char *text)
{
    size_t d = 0;

    while (d < job->ndomains && strcmp(job->domains[d], text) != 0)
        d++;
    return d;
}

static bool is_score(double v, bool share)
{
    return share ? v >= 0 && v <= 1
                 : v >= 0 && v <= 1 && !(fabs(2 * v - round(2 * v)) > 0);
}

static eco_status apply(const struct reading *r, const eco_csv_row *row,
                        const size_t areas[2], const size_t domains[2])
{
    const char *id = cell(r, row, CRITERION), *text = cell(r, row, SCORE);
    const char *reason = cell(r, row, REASON);
    eco_tier tier = eco_tier_find(id);
    bool share = tier < ECO_TIERS && tier != ECO_TIER_L;
    size_t k = id[0] == 'K' && id[1] > '0' && !id[2] ? (size_t)(id[1] - '1')
                                                     : ECO_CRITERIA;
    double v = -1;
    eco_status st = ECO_OK;

    if (!share && k >= ECO_CRITERIA)
        return wrong(r, row->line, CRITERION, id,
                     "K1 to K9, or a tier whose share of the degraded area is "
                     "told (T1, T2, T3, T4a, T4b, T4c, T5)");
    if (!eco_parse_real(text, &v) || !is_score(v, share))
        return wrong(r, row->line, SCORE, text,
                     share ? "a share from 0 to 1" : "0, 0.5 or 1");
    if (!share && !*reason)
        return wrong(r, row->line, REASON, reason,
                     "a reason: who says so, and on what ground");
    for (size_t a = areas[0]; a < areas[1]; a++)
        for (size_t d = domains[0]; d < domains[1] && !st; d++) {
            eco_scope_row *to = &r->job->rows[a * r->job->ndomains + d];

            if (share) {
                to->share[tier] = v;
                to->share_known = true;
                continue;
            }
            st = eco_scope_set(r->ctx, &to->score[k], v, "%s", reason);
            to->score[k].told = true;
        }
    return st;
}

static eco_status take(const struct reading *r, const eco_csv_row *row)
{
    const char *area = cell(r, row, AREA), *domain = cell(r, row, DOMAIN);
    size_t areas[2], domains[2];

    if (!range(area, eco_scope_area_find(r->job, area), r->job->nareas, areas))
        return wrong(r, row->line, AREA, area,
                     "the key or name of an area, or *");
    if (!range(domain, domain_find(r->job, domain), r->job->ndomains, domains))
        return wrong(r, row->line, DOMAIN, domain,
                     "a domain of the assessment, or *");
    return apply(r, row, areas, domains);
}

/* Shares of one place add up to no more than it. */
static eco_status check_shares(const struct reading *r)
{
    for (size_t i = 0; i < r->job->nrows; i++) {
        const eco_scope_row *row = &r->job->rows[i];
        double sum = 0;

        for (int t = 0; t < ECO_TIERS; t++)
            sum += row->share[t];
        if (sum > 1 + 1e-9)
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s: the shares of tiers in area '%.60s' add up to "
                            "%.3g; they are parts of the degraded area, at "
                            "most 1",
                            r->path, r->job->areas[row->area].key, sum);
    }
    return ECO_OK;
}

eco_status eco_scope_scores_read(eco_ctx *ctx, eco_scope_job *job,
                                 const char *path, const char *text, size_t n)
{
    struct reading r = {.ctx = ctx, .job = job, .path = path};
    eco_csv_reader reader;
    eco_csv_row row = {0};
    bool any = false;
    eco_status st = ECO_OK;

    eco_csv_open(&reader, text, n);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        if (any && !eco_csv_row_blank(&row))
            st = take(&r, &row);
        else if (!any)
            st = header(&r, &row);
        any = true;
    }
    if (st == ECO_NOTFOUND)
        st = any ? check_shares(&r)
                 : eco_fail(ctx, ECO_USAGE,
                            "%s: is empty; the columns are area, domain, "
                            "criterion, score, reason",
                            path);
    else if (st == ECO_FORMAT)
        st = eco_fail(ctx, ECO_USAGE, "%s:%zu: a quote has no end", path,
                      row.quote_at);
    else if (st == ECO_NOMEM)
        st = eco_nomem(ctx);
    eco_csv_row_clear(&row);
    return st;
}

eco_status eco_scope_scores(eco_ctx *ctx, eco_scope_job *job, const char *path)
{
    char *text = NULL;
    size_t n;
    eco_status st = eco_file_read(ctx, path, BYTES_MAX, &text, &n);

    if (!st)
        st = eco_scope_scores_read(ctx, job, path, text, n);
    eco_mem_free(text);
    return st;
}
