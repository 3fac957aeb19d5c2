/* What must hold between the terms of a list. */
#include "eco_terms.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>

/* A code beside the term that has it, to be sorted. */
struct entry {
    const char *scheme, *code;
    size_t term;
};

static int by_code(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = strcmp(x->scheme, y->scheme);

    if (!order)
        order = strcmp(x->code, y->code);
    return order ? order : (x->term > y->term) - (x->term < y->term);
}

/* Sorted `entries`: the same code twice is told at the later row. */
static eco_status check_unique(eco_ctx *ctx, const eco_vocabulary *v,
                               const struct entry *entries, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const struct entry *x = &entries[i - 1], *y = &entries[i];

        if (strcmp(x->scheme, y->scheme) != 0 || strcmp(x->code, y->code) != 0)
            continue;
        return eco_terms_fail(ctx, v, v->terms[y->term].line,
                              "%s%scode '%s' is that of line %zu too; codes "
                              "are unique",
                              y->scheme, *y->scheme ? " " : "", y->code,
                              v->terms[x->term].line);
    }
    return ECO_OK;
}

static eco_status check_codes(eco_ctx *ctx, eco_vocabulary *v)
{
    size_t n = 0, all = v->n + v->ncodes;
    struct entry *entries = eco_mem_array(all, sizeof *entries);
    eco_status st;

    v->by_code = eco_mem_array(v->n, sizeof *v->by_code);
    if (!entries || !v->by_code) {
        eco_mem_free(entries);
        return eco_nomem(ctx);
    }
    for (size_t i = 0; i < v->n; i++) {
        const eco_term *t = &v->terms[i];

        entries[n++] = (struct entry){"", t->code, i};
        for (size_t c = 0; c < t->ncodes; c++)
            entries[n++] =
                (struct entry){t->codes[c].scheme, t->codes[c].code, i};
    }
    qsort(entries, n, sizeof *entries, by_code);
    st = check_unique(ctx, v, entries, n);
    for (size_t i = 0; i < v->n; i++) /* "" sorts before any scheme */
        v->by_code[i] = entries[i].term;
    eco_mem_free(entries);
    return st;
}

static eco_status no_parent(eco_ctx *ctx, const eco_vocabulary *v,
                            const eco_term *t)
{
    const char **codes = eco_mem_array(v->n, sizeof *codes);
    const char *near;
    eco_status st;

    if (!codes)
        return eco_nomem(ctx);
    for (size_t i = 0; i < v->n; i++)
        codes[i] = v->terms[i].code;
    near = eco_nearest(t->parent, codes, v->n);
    st = eco_terms_fail(ctx, v, t->line,
                        "parent '%.60s' of '%s' is no code of this list%s%s%s",
                        t->parent, t->code, near ? "; did you mean '" : "",
                        near ? near : "", near ? "'?" : "");
    eco_mem_free(codes);
    return st;
}

/* Steps to the top; more than there are terms: a circle. */
static eco_status set_level(eco_ctx *ctx, const eco_vocabulary *v, eco_term *t)
{
    const eco_term *at = t;

    for (t->level = 0; at->parent; t->level++) {
        at = eco_vocabulary_find(v, NULL, at->parent);
        if ((size_t)t->level > v->n)
            return eco_terms_fail(ctx, v, t->line,
                                  "the parents of '%s' go round in a circle; "
                                  "a term at the top has none",
                                  t->code);
    }
    return ECO_OK;
}

eco_status eco_terms_check(eco_ctx *ctx, eco_vocabulary *v)
{
    eco_status st = check_codes(ctx, v);

    for (size_t i = 0; i < v->n && !st; i++)
        if (v->terms[i].parent &&
            !eco_vocabulary_find(v, NULL, v->terms[i].parent))
            st = no_parent(ctx, v, &v->terms[i]);
    for (size_t i = 0; i < v->n && !st; i++)
        st = set_level(ctx, v, &v->terms[i]);
    return st;
}
