/* Reads the sample of a map's accuracy; see eco_accuracy_file.h. */
#include "eco_accuracy_file.h"

#include "eco_csv.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 100, CELLS_MAX = 4000, WORD_SIZE = 200 };
#define COUNT_MAX 1e9
#define AREA_MAX  1e11 /* ha; the Earth has 5.1e10 */

enum column { STRATUM, MAPPED, REFERENCE, COUNT, AREA, COLUMNS };
static const char *const columns[COLUMNS] = {"stratum", "mapped", "reference",
                                             "count", "area_ha"};

struct reading {
    eco_ctx *ctx;
    const char *path;
    eco_accuracy_spec *out;
    size_t cap;
    size_t skipped; /* lines before the header */
    int at[COLUMNS];
};

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

eco_status eco_accuracy_design(eco_ctx *ctx, const char *where,
                               const char *design)
{
    static const char *const good[] = {"simple", "stratified", "systematic",
                                       NULL};

    if (!design)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: design is not told: areas follow only from a "
                        "probability sample; say '# design: stratified' (or "
                        "simple, systematic) above the header, or design "
                        "beside sample",
                        where);
    if (is_one_of(design, good))
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE,
                    "%s: design '%.60s' is no probability sample: points that "
                    "were chosen do not say how often the map errs elsewhere; "
                    "allowed: simple, stratified, systematic",
                    where, design);
}

bool eco_accuracy_is_type(const char *name)
{
    const char *text = eco_layers_text("vocabulary/list_degradation.csv");
    size_t n = strlen(name);

    /* the first line holds the names of columns */
    for (const char *p = text ? strchr(text, '\n') : NULL; p && p[1];
         p = strchr(p + 1, '\n'))
        if (strncmp(p + 1, name, n) == 0 && p[n + 1] == ',')
            return true;
    return false;
}

static eco_status wrong(struct reading *r, size_t line, enum column c,
                        const char *got, const char *right)
{
    return eco_fail(r->ctx, ECO_USAGE, "%s:%zu: %s: '%.60s' is not %s", r->path,
                    r->skipped + line, columns[c], got, right);
}

static eco_status keep(eco_ctx *ctx, char **to, const char *from, size_t n)
{
    if (*to)
        return ECO_OK; /* the assessment has told it */
    *to = eco_mem_text_n(from, n);
    return *to ? ECO_OK : eco_nomem(ctx);
}

/* "# design: stratified" */
static eco_status remark(struct reading *r, const char *line, size_t n)
{
    static const char *const words[] = {"design:", "source:"};
    char **const to[] = {&r->out->design, &r->out->source};
    eco_status st = ECO_OK;

    while (n && strchr(" \t\r", line[n - 1]))
        n--;
    while (n && strchr("# \t", *line)) {
        line++;
        n--;
    }
    for (size_t i = 0; i < 2 && !st; i++) {
        size_t k = strlen(words[i]);

        if (n < k || strncmp(line, words[i], k) != 0)
            continue;
        while (k < n && strchr(" \t", line[k]))
            k++;
        if (i == 0 && *to[i] &&
            (strlen(*to[i]) > n - k ||
             strncmp(*to[i], line + k, strlen(*to[i])) != 0))
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s:%zu: design is '%.*s' here, but '%.60s' in the "
                            "assessment",
                            r->path, r->skipped + 1,
                            (int)(n - k < 60 ? n - k : 60), line + k, *to[i]);
        st = keep(r->ctx, to[i], line + k, n - k);
    }
    return st;
}

static eco_status remarks(struct reading *r, const char **text, size_t *n)
{
    eco_status st = ECO_OK;

    if (*n >= 3 && memcmp(*text, "\xef\xbb\xbf", 3) == 0) {
        *text += 3;
        *n -= 3;
    }
    while (!st && *n && **text == '#') {
        const char *end = memchr(*text, '\n', *n);
        size_t length = end ? (size_t)(end - *text) : *n;

        st = remark(r, *text, length);
        r->skipped++;
        length += end ? 1 : 0;
        *text += length;
        *n -= length;
    }
    return st;
}

static eco_status header(struct reading *r, const eco_csv_row *row)
{
    for (int c = 0; c < COLUMNS; c++)
        r->at[c] = -1;
    for (size_t i = 0; i < row->n; i++) {
        int c = 0;

        while (c < COLUMNS && strcmp(columns[c], row->cells[i]) != 0)
            c++;
        if (c < COLUMNS && r->at[c] >= 0)
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s:%zu: column '%s' is there twice", r->path,
                            r->skipped + row->line, columns[c]);
        if (c < COLUMNS)
            r->at[c] = (int)i;
    }
    for (int c = MAPPED; c <= REFERENCE; c++)
        if (r->at[c] < 0)
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s:%zu: column '%s' is missing; the columns are "
                            "mapped, reference and, if wanted, stratum, count, "
                            "area_ha",
                            r->path, r->skipped + row->line, columns[c]);
    return ECO_OK;
}

static const char *cell(const struct reading *r, const eco_csv_row *row,
                        enum column c)
{
    int at = r->at[c];

    return at >= 0 && (size_t)at < row->n ? row->cells[at] : "";
}

/* The cell of the sample that a row belongs to; NULL when memory is short. */
static eco_accuracy_row *cell_of(struct reading *r, const char *const name[3],
                                 size_t line)
{
    eco_accuracy_spec *o = r->out;
    eco_accuracy_row *to;

    for (size_t i = 0; i < o->nrows; i++)
        if (strcmp(o->rows[i].stratum, name[0]) == 0 &&
            strcmp(o->rows[i].mapped, name[1]) == 0 &&
            strcmp(o->rows[i].reference, name[2]) == 0)
            return &o->rows[i];
    if (!ECO_GROW(o->rows, o->nrows, r->cap))
        return NULL;
    to = &o->rows[o->nrows++];
    *to = (eco_accuracy_row){eco_mem_text(name[0]),
                             eco_mem_text(name[1]),
                             eco_mem_text(name[2]),
                             0,
                             0,
                             line};
    return to->stratum && to->mapped && to->reference ? to : NULL;
}

static eco_status names(struct reading *r, const eco_csv_row *row,
                        const char *name[3])
{
    bool stratified = strcmp(r->out->design, "stratified") == 0;

    name[1] = cell(r, row, MAPPED);
    name[2] = cell(r, row, REFERENCE);
    name[0] = r->at[STRATUM] >= 0 ? cell(r, row, STRATUM)
              : stratified        ? name[1]
                                  : "all";
    for (int c = STRATUM; c <= REFERENCE; c++)
        if (!*name[c] || strlen(name[c]) > NAME_MAX_BYTES)
            return wrong(r, row->line, (enum column)c, name[c],
                         "a name of at most 100 bytes");
    return ECO_OK;
}

static eco_status take(struct reading *r, const eco_csv_row *row)
{
    const char *name[3], *count = cell(r, row, COUNT),
                         *area = cell(r, row, AREA);
    double n = 1, ha = 0;
    eco_accuracy_row *to;
    eco_status st = names(r, row, name);

    if (st)
        return st;
    if (r->at[COUNT] >= 0 && (!eco_parse_real(count, &n) || !(n >= 0) ||
                              n > COUNT_MAX || fabs(n - round(n)) > 0))
        return wrong(r, row->line, COUNT, count, "a whole number of points");
    if (*area && (!eco_parse_real(area, &ha) || !(ha > 0) || ha > AREA_MAX))
        return wrong(r, row->line, AREA, area, "a number of hectares above 0");
    if (r->out->nrows >= CELLS_MAX)
        return eco_fail(r->ctx, ECO_USAGE,
                        "%s:%zu: more than %d pairs of classes; a class is the "
                        "same word in each row",
                        r->path, r->skipped + row->line, CELLS_MAX);
    to = cell_of(r, name, row->line);
    if (!to)
        return eco_nomem(r->ctx);
    to->n += (int64_t)n;
    if (ha > 0 && to->area_ha > 0 && fabs(to->area_ha - ha) > 0)
        return wrong(r, row->line, AREA, area,
                     "the area of this stratum in the rows above");
    to->area_ha = ha > 0 ? ha : to->area_ha;
    return ECO_OK;
}

/* The area that the rows of a stratum tell, for row i of it too. */
static eco_status spread_area(struct reading *r, size_t i)
{
    eco_accuracy_spec *o = r->out;
    char got[32];

    for (size_t k = 0; k < o->nrows; k++) {
        double a = o->rows[i].area_ha, b = o->rows[k].area_ha;

        if (strcmp(o->rows[i].stratum, o->rows[k].stratum) != 0)
            continue;
        if (a > 0 && b > 0 && fabs(a - b) > 0)
            return wrong(r, o->rows[k > i ? k : i].line, AREA,
                         eco_str_real(got, b),
                         "the area of this stratum in the rows above");
        if (b > 0)
            o->rows[i].area_ha = b;
    }
    return ECO_OK;
}

/* One area for all rows of a stratum, and for all strata, or for none. */
static eco_status spread_areas(struct reading *r)
{
    const eco_accuracy_spec *o = r->out;
    size_t told = 0;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < o->nrows && !st; i++) {
        st = spread_area(r, i);
        told += o->rows[i].area_ha > 0;
    }
    for (size_t i = 0; told && i < o->nrows && !st; i++)
        if (!(o->rows[i].area_ha > 0))
            st = eco_fail(r->ctx, ECO_USAGE,
                          "%s:%zu: area_ha: is empty for stratum '%.60s'; tell "
                          "it for all strata or for none",
                          r->path, r->skipped + o->rows[i].line,
                          o->rows[i].stratum);
    return st;
}

static eco_status check_strata(struct reading *r)
{
    const eco_accuracy_spec *o = r->out;

    for (size_t i = 0; i < o->nrows; i++) {
        int64_t n = 0;

        for (size_t k = 0; k < o->nrows; k++)
            if (strcmp(o->rows[i].stratum, o->rows[k].stratum) == 0)
                n += o->rows[k].n;
        if (n < 2)
            return eco_fail(r->ctx, ECO_USAGE,
                            "%s:%zu: stratum '%.60s' has %lld point%s; its "
                            "error cannot be estimated from fewer than 2",
                            r->path, r->skipped + o->rows[i].line,
                            o->rows[i].stratum, (long long)n,
                            n == 1 ? "" : "s");
    }
    return ECO_OK;
}

/* Areas that are not told come from the map: of the types of degradation, and
 * what is left of the mapped area for one class that is none. */
static eco_status check_areas(struct reading *r)
{
    const eco_accuracy_spec *o = r->out;
    const char *rest = NULL;

    if (!o->nrows || o->rows[0].area_ha > 0 ||
        (r->at[STRATUM] < 0 && strcmp(o->design, "stratified") != 0))
        return ECO_OK;
    for (size_t i = 0; i < o->nrows; i++) {
        const eco_accuracy_row *w = &o->rows[i];

        if (strcmp(w->stratum, w->mapped) == 0) {
            if (eco_accuracy_is_type(w->stratum) ||
                (rest && strcmp(rest, w->stratum) == 0))
                continue;
            if (!rest) {
                rest = w->stratum;
                continue;
            }
        }
        return eco_fail(r->ctx, ECO_USAGE,
                        "%s:%zu: area_ha is missing: without it strata are the "
                        "classes of the map, all but one of them types of "
                        "degradation, and '%.60s' is another",
                        r->path, r->skipped + o->rows[i].line, w->stratum);
    }
    return ECO_OK;
}

static eco_status check_classes(struct reading *r)
{
    const eco_accuracy_spec *o = r->out;

    for (size_t i = 0; i < o->nrows; i++)
        if (eco_accuracy_is_type(o->rows[i].mapped))
            return ECO_OK;
    return eco_fail(r->ctx, ECO_USAGE,
                    "%s: mapped: no class is a type of degradation; call the "
                    "class that is by its code, such as forest_loss, "
                    "tree_cover_loss or mining_new ('ecocrime vocabulary "
                    "degradation' lists them)",
                    r->path);
}

static eco_status rows(struct reading *r, const char *text, size_t n)
{
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_status st = ECO_OK;
    bool any = false;

    eco_csv_open(&reader, text, n);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        if (any && !eco_csv_row_blank(&row))
            st = take(r, &row);
        else if (!any)
            st = header(r, &row);
        any = true;
    }
    if (st == ECO_FORMAT)
        st = eco_fail(r->ctx, ECO_USAGE, "%s:%zu: a quote has no end", r->path,
                      r->skipped + row.quote_at);
    else if (st == ECO_NOTFOUND)
        st = r->out->nrows
                 ? ECO_OK
                 : eco_fail(r->ctx, ECO_USAGE, "%s: has no rows", r->path);
    else if (st == ECO_NOMEM)
        st = eco_nomem(r->ctx);
    eco_csv_row_clear(&row);
    return st;
}

eco_status eco_accuracy_file_read(eco_ctx *ctx, const char *path,
                                  const char *text, size_t n,
                                  eco_accuracy_spec *out)
{
    struct reading r = {.ctx = ctx, .path = path, .out = out};
    eco_status st = remarks(&r, &text, &n);

    if (!st)
        st = eco_accuracy_design(ctx, path, out->design);
    if (!st)
        st = rows(&r, text, n);
    if (!st)
        st = check_strata(&r);
    if (!st)
        st = spread_areas(&r);
    if (!st)
        st = check_areas(&r);
    if (!st)
        st = check_classes(&r);
    return st;
}
