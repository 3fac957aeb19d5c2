/* A list's file: its header, then a term a row. */
#include "eco_terms.h"

#include "eco_csv.h"
#include "eco_fold.h"
#include "eco_mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { CODE_MAX = 40, COLUMNS_MAX = 64 };

enum field {
    CODE,
    PARENT,
    TITLE, /* four */
    UNOFFICIAL = TITLE + ECO_LANGUAGES,
    ALSO,
    NOTE,
    SOURCE,
    STATUS,
    FIELDS,
    OTHER_CODE, /* "code:SCHEME" */
    LINK        /* "RELATION:LIST" */
};

static const char *const fields[FIELDS] = {
    "code",       "parent", "title_en", "title_es", "title_fr", "title_pt",
    "unofficial", "also",   "note",     "source",   "status"};

/* What a column holds. */
struct column {
    int field;
    const char *scheme, *relation, *list; /* kept by the vocabulary */
};

struct reading {
    eco_ctx *ctx;
    eco_vocabulary *v;
    struct column columns[COLUMNS_MAX];
    size_t ncolumns;
    eco_csv_row row;
};

eco_status eco_terms_fail(eco_ctx *ctx, const eco_vocabulary *v, size_t line,
                          const char *fmt, ...)
{
    char text[500];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return eco_fail(ctx, ECO_FORMAT, "layers/%s:%zu: %s", v->file, line, text);
}

/* A copy that lives as long as the list; NULL: no memory. */
static const char *keep(eco_vocabulary *v, const char *text, size_t n)
{
    char *copy;

    if (n == 0)
        return "";
    if (!ECO_GROW(v->texts, v->ntexts, v->texts_cap))
        return NULL;
    copy = eco_mem_text_n(text, n);
    if (copy)
        v->texts[v->ntexts++] = copy;
    return copy;
}

static eco_status keep_to(struct reading *r, const char *text, const char **out)
{
    *out = keep(r->v, text, strlen(text));
    return *out ? ECO_OK : eco_nomem(r->ctx);
}

/* Without the blanks around. */
static const char *trim(char *text)
{
    size_t n;

    text += strspn(text, " \t");
    n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
        text[--n] = '\0';
    return text;
}

static eco_status check_utf8(eco_ctx *ctx, const eco_vocabulary *v,
                             const char *text)
{
    size_t line = 1, n;

    for (; *text; text += n) {
        n = eco_utf8_length(text);
        if (!n)
            return eco_terms_fail(ctx, v, line,
                                  "is not UTF-8; save the file as UTF-8");
        line += *text == '\n';
    }
    return ECO_OK;
}

/* "code:alpha2" or "primary:iccs". */
static eco_status named_column(struct reading *r, const char *name,
                               const char *colon, struct column *c)
{
    const char *first = keep(r->v, name, (size_t)(colon - name));
    const char *second = keep(r->v, colon + 1, strlen(colon + 1));

    if (!first || !second)
        return eco_nomem(r->ctx);
    if (!*first || !*second)
        return eco_terms_fail(r->ctx, r->v, r->row.line,
                              "column '%.60s': write code:SCHEME or "
                              "RELATION:LIST",
                              name);
    if (strcmp(first, "code") == 0)
        *c = (struct column){.field = OTHER_CODE, .scheme = second};
    else
        *c = (struct column){LINK, NULL, first, second};
    return ECO_OK;
}

static eco_status read_column(struct reading *r, const char *name)
{
    const char *colon = strchr(name, ':');
    struct column *c = &r->columns[r->ncolumns];
    int field = 0;

    if (r->ncolumns == COLUMNS_MAX)
        return eco_terms_fail(r->ctx, r->v, r->row.line, "more than %d columns",
                              COLUMNS_MAX);
    r->ncolumns++;
    if (colon)
        return named_column(r, name, colon, c);
    while (field < FIELDS && strcmp(fields[field], name) != 0)
        field++;
    if (field == FIELDS)
        return eco_terms_fail(
            r->ctx, r->v, r->row.line,
            "column '%.60s' is unknown; columns are code, parent, title_en, "
            "title_es, title_fr, title_pt, unofficial, also, note, source, "
            "status, code:SCHEME and RELATION:LIST",
            name);
    *c = (struct column){.field = field};
    return ECO_OK;
}

static eco_status read_header(struct reading *r)
{
    int seen[FIELDS] = {0};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->row.n && !st; i++)
        st = read_column(r, trim(r->row.cells[i]));
    for (size_t i = 0; i < r->ncolumns && !st; i++)
        if (r->columns[i].field < FIELDS)
            seen[r->columns[i].field]++;
    for (int f = 0; f < FIELDS && !st; f++)
        if (seen[f] != 1)
            st = eco_terms_fail(r->ctx, r->v, r->row.line, "column '%s' %s",
                                fields[f],
                                seen[f] ? "comes twice" : "is missing");
    return st;
}

static eco_status check_code(struct reading *r, const char *code)
{
    size_t n = strspn(code, "abcdefghijklmnopqrstuvwxyz"
                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    if (*code && !code[n] && n <= CODE_MAX)
        return ECO_OK;
    if (!*code)
        return eco_terms_fail(r->ctx, r->v, r->row.line, "has no code");
    return eco_terms_fail(r->ctx, r->v, r->row.line,
                          "code '%.60s' is not of at most %d letters, digits, "
                          "_, - and .",
                          code, CODE_MAX);
}

static eco_status read_languages(struct reading *r, const char *text,
                                 unsigned *bits)
{
    while (*text) {
        size_t n = strcspn(text, " ");
        int l = 0;

        while (l < ECO_LANGUAGES &&
               (n != 2 ||
                memcmp(text, eco_language_code((eco_language)l), 2) != 0))
            l++;
        if (l == ECO_LANGUAGES)
            return eco_terms_fail(r->ctx, r->v, r->row.line,
                                  "unofficial: '%.*s' is no language; allowed: "
                                  "en, es, fr, pt, with a blank between",
                                  (int)(n < 60 ? n : 60), text);
        *bits |= 1U << l;
        text += n;
        text += strspn(text, " ");
    }
    return ECO_OK;
}

static eco_status read_title(struct reading *r, eco_term *t, int language,
                             const char *text)
{
    if (!*text)
        return eco_terms_fail(
            r->ctx, r->v, r->row.line,
            "'%s' has no title_%s; give one, and name '%s' under unofficial "
            "when the translation is yours",
            t->code, eco_language_code((eco_language)language),
            eco_language_code((eco_language)language));
    return keep_to(r, text, &t->titles[language]);
}

static eco_status read_status(struct reading *r, eco_term *t, const char *text)
{
    if (strlen(text) == 1 && strchr("VCMDA", *text)) {
        t->status = *text;
        return ECO_OK;
    }
    return eco_terms_fail(r->ctx, r->v, r->row.line,
                          "status '%.20s' is unknown; allowed: V verified, "
                          "C computed, M from memory, D own definition, "
                          "A assumed",
                          text);
}

static eco_status read_source(struct reading *r, eco_term *t, const char *text)
{
    if (!*text)
        return eco_terms_fail(r->ctx, r->v, r->row.line,
                              "'%s' has no source; name where code and title "
                              "come from",
                              t->code);
    return keep_to(r, text, &t->source);
}

static eco_status add_code(struct reading *r, eco_term *t,
                           const struct column *c, const char *text)
{
    eco_vocabulary *v = r->v;
    eco_term_code code = {.scheme = c->scheme};
    eco_status st;

    if (!*text)
        return ECO_OK;
    st = check_code(r, text);
    if (!st)
        st = keep_to(r, text, &code.code);
    if (!st && !ECO_GROW(v->codes, v->ncodes, v->codes_cap))
        st = eco_nomem(r->ctx);
    if (st)
        return st;
    v->codes[v->ncodes++] = code;
    t->ncodes++;
    return ECO_OK;
}

static eco_status add_links(struct reading *r, eco_term *t,
                            const struct column *c, const char *text)
{
    eco_vocabulary *v = r->v;

    while (*text) {
        size_t n = strcspn(text, " ");
        eco_term_link link = {c->relation, c->list, keep(v, text, n)};

        if (!link.code || !ECO_GROW(v->links, v->nlinks, v->links_cap))
            return eco_nomem(r->ctx);
        v->links[v->nlinks++] = link;
        t->nlinks++;
        text += n;
        text += strspn(text, " ");
    }
    return ECO_OK;
}

static eco_status read_cell(struct reading *r, eco_term *t,
                            const struct column *c, const char *text)
{
    switch (c->field) {
    case CODE:
        return ECO_OK; /* was read before the others */
    case PARENT:
        return *text ? keep_to(r, text, &t->parent) : ECO_OK;
    case UNOFFICIAL:
        return read_languages(r, text, &t->unofficial);
    case ALSO:
        return keep_to(r, text, &t->also);
    case NOTE:
        return keep_to(r, text, &t->note);
    case SOURCE:
        return read_source(r, t, text);
    case STATUS:
        return read_status(r, t, text);
    case OTHER_CODE:
        return add_code(r, t, c, text);
    case LINK:
        return add_links(r, t, c, text);
    default:
        return read_title(r, t, c->field - TITLE, text);
    }
}

static eco_status read_code(struct reading *r, eco_term *t)
{
    size_t i = 0;
    const char *text;
    eco_status st;

    while (r->columns[i].field != CODE)
        i++;
    text = trim(r->row.cells[i]);
    st = check_code(r, text);
    return st ? st : keep_to(r, text, &t->code);
}

static eco_status read_row(struct reading *r)
{
    eco_vocabulary *v = r->v;
    eco_term *t;
    eco_status st;

    if (r->row.n == 1 && !*trim(r->row.cells[0]))
        return ECO_OK; /* an empty line */
    if (r->row.n != r->ncolumns)
        return eco_terms_fail(r->ctx, v, r->row.line,
                              "has %zu cells, the header %zu", r->row.n,
                              r->ncolumns);
    if (!ECO_GROW(v->terms, v->n, v->cap))
        return eco_nomem(r->ctx);
    t = &v->terms[v->n++];
    *t = (eco_term){.line = r->row.line, .also = "", .note = ""};
    st = read_code(r, t);
    for (size_t i = 0; i < r->ncolumns && !st; i++)
        st = read_cell(r, t, &r->columns[i], trim(r->row.cells[i]));
    return st;
}

/* The arrays stand still now. */
static void point_terms(eco_vocabulary *v)
{
    size_t code = 0, link = 0;

    for (size_t i = 0; i < v->n; i++) {
        eco_term *t = &v->terms[i];

        if (t->ncodes)
            t->codes = &v->codes[code];
        if (t->nlinks)
            t->links = &v->links[link];
        code += t->ncodes;
        link += t->nlinks;
    }
}

/* ECO_NOTFOUND at the end. */
static eco_status next_row(struct reading *r, eco_csv_reader *reader)
{
    eco_status st = eco_csv_read(reader, &r->row);

    if (st == ECO_FORMAT)
        return eco_terms_fail(r->ctx, r->v, r->row.line,
                              "a quote is not closed");
    return st == ECO_NOMEM ? eco_nomem(r->ctx) : st;
}

eco_status eco_terms_read(eco_ctx *ctx, eco_vocabulary *v, const char *text)
{
    struct reading r = {.ctx = ctx, .v = v};
    eco_csv_reader reader;
    eco_status st = check_utf8(ctx, v, text);

    eco_csv_open(&reader, text, strlen(text));
    if (!st)
        st = next_row(&r, &reader);
    if (!st)
        st = read_header(&r);
    while (!st && !(st = next_row(&r, &reader)))
        st = read_row(&r);
    if (st == ECO_NOTFOUND)
        st = v->n ? ECO_OK : eco_terms_fail(ctx, v, 1, "holds no term");
    eco_csv_row_clear(&r.row);
    point_terms(v);
    return st;
}
