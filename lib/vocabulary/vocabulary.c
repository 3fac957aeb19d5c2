/* Lists of codes: loaded with what they point to, looked up by code or title.
 */
#include "eco_terms.h"

#include "eco_fold.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>

const char *eco_language_code(eco_language language)
{
    static const char *const codes[ECO_LANGUAGES] = {"en", "es", "fr", "pt"};

    return codes[language];
}

void eco_vocabulary_destroy(eco_vocabulary *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->ntexts; i++)
        eco_mem_free(v->texts[i]);
    for (size_t i = 0; i < v->ntitles; i++)
        eco_mem_free(v->titles[i].text);
    eco_mem_free(v->texts);
    eco_mem_free(v->titles);
    eco_mem_free(v->terms);
    eco_mem_free(v->codes);
    eco_mem_free(v->links);
    eco_mem_free(v->by_code);
    eco_mem_free(v->file);
    eco_mem_free(v->name);
    eco_mem_free(v);
}

static eco_status no_list(eco_ctx *ctx, const char *name)
{
    const char *const *names = NULL;
    eco_str all = {0};
    eco_status st = eco_vocabulary_names(ctx, NULL, &names);

    for (size_t i = 0; !st && names[i]; i++)
        eco_str_printf(&all, "%s%s", i ? ", " : "", names[i]);
    if (!st)
        st = all.failed ? eco_nomem(ctx)
                        : eco_fail(ctx, ECO_NOTFOUND,
                                   "there is no vocabulary '%.60s'; there are "
                                   "%s",
                                   name, eco_str_text(&all));
    eco_str_clear(&all);
    eco_vocabulary_names_free(names);
    return st;
}

static eco_status named(eco_ctx *ctx, const char *name, eco_vocabulary **out)
{
    eco_vocabulary *v = eco_mem_array(1, sizeof *v);
    eco_str file = {0};

    *out = v;
    if (!v)
        return eco_nomem(ctx);
    eco_str_printf(&file, ECO_LISTS "%s.csv", name);
    v->name = eco_mem_text(name);
    v->file = eco_str_take(&file);
    return v->name && v->file ? ECO_OK : eco_nomem(ctx);
}

eco_status eco_terms_load(eco_ctx *ctx, const char *name, eco_vocabulary **out)
{
    eco_vocabulary *v = NULL;
    eco_status st = named(ctx, name, &v);
    const char *text = st ? NULL : eco_layers_text(v->file);

    *out = NULL;
    if (!st && !text)
        st = no_list(ctx, name);
    if (!st)
        st = eco_terms_read(ctx, v, text);
    if (!st)
        st = eco_terms_check(ctx, v);
    if (st) {
        eco_vocabulary_destroy(v);
        return st;
    }
    *out = v;
    return ECO_OK;
}

/* All links of `v` to the list `to`. */
static eco_status check_links_to(eco_ctx *ctx, const eco_vocabulary *v,
                                 const eco_vocabulary *to)
{
    for (size_t i = 0; i < v->n; i++)
        for (size_t l = 0; l < v->terms[i].nlinks; l++) {
            const eco_term_link *link = &v->terms[i].links[l];

            if (strcmp(link->vocabulary, to->name) == 0 &&
                !eco_vocabulary_find(to, NULL, link->code))
                return eco_terms_fail(ctx, v, v->terms[i].line,
                                      "%s:%s: '%.60s' is no code of layers/%s",
                                      link->relation, link->vocabulary,
                                      link->code, to->file);
        }
    return ECO_OK;
}

static bool is_first(const eco_vocabulary *v, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(v->links[k].vocabulary, v->links[i].vocabulary) == 0)
            return false;
    return true;
}

static eco_status check_links(eco_ctx *ctx, const eco_vocabulary *v)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < v->nlinks && !st; i++) {
        eco_vocabulary *to = NULL;

        if (!is_first(v, i))
            continue;
        st = eco_terms_load(ctx, v->links[i].vocabulary, &to);
        if (!st)
            st = check_links_to(ctx, v, to);
        else if (st != ECO_NOMEM)
            st = eco_trace(ctx, ECO_FORMAT, "column %s:%s of layers/%s",
                           v->links[i].relation, v->links[i].vocabulary,
                           v->file);
        eco_vocabulary_destroy(to);
    }
    return st;
}

static eco_status add_title(eco_ctx *ctx, eco_vocabulary *v, const char *text,
                            size_t term)
{
    eco_str folded = {0};
    char *copy;

    eco_fold(&folded, text);
    if (!folded.failed && !folded.n)
        return ECO_OK;
    copy = eco_str_take(&folded);
    if (!copy || !ECO_GROW(v->titles, v->ntitles, v->titles_cap)) {
        eco_mem_free(copy);
        return eco_nomem(ctx);
    }
    v->titles[v->ntitles++] = (eco_title){copy, term};
    return ECO_OK;
}

static eco_status add_also(eco_ctx *ctx, eco_vocabulary *v, size_t term)
{
    const char *text = v->terms[term].also;
    eco_status st = ECO_OK;

    while (*text && !st) {
        size_t n = strcspn(text, ";");
        char *one = eco_mem_text_n(text, n);

        st = one ? add_title(ctx, v, one, term) : eco_nomem(ctx);
        eco_mem_free(one);
        text += n + (text[n] == ';');
    }
    return st;
}

static int by_text(const void *a, const void *b)
{
    const eco_title *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    return order ? order : (x->term > y->term) - (x->term < y->term);
}

static eco_status index_titles(eco_ctx *ctx, eco_vocabulary *v)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < v->n && !st; i++) {
        for (int l = 0; l < ECO_LANGUAGES && !st; l++)
            st = add_title(ctx, v, v->terms[i].titles[l], i);
        if (!st)
            st = add_also(ctx, v, i);
    }
    if (!st && v->ntitles)
        qsort(v->titles, v->ntitles, sizeof *v->titles, by_text);
    return st;
}

eco_status eco_vocabulary_load(eco_ctx *ctx, const char *name,
                               const char *layers, eco_vocabulary **out)
{
    eco_vocabulary *v = NULL;
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;

    *out = NULL;
    if (!st)
        st = eco_terms_load(ctx, name, &v);
    if (!st)
        st = check_links(ctx, v);
    if (!st)
        st = index_titles(ctx, v);
    if (st) {
        eco_vocabulary_destroy(v);
        return st;
    }
    *out = v;
    return ECO_OK;
}

const char *eco_vocabulary_name(const eco_vocabulary *v)
{
    return v->name;
}

size_t eco_vocabulary_count(const eco_vocabulary *v)
{
    return v->n;
}

const eco_term *eco_vocabulary_term(const eco_vocabulary *v, size_t i)
{
    return &v->terms[i];
}

static const eco_term *find_own(const eco_vocabulary *v, const char *code)
{
    size_t low = 0, high = v->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const eco_term *t = &v->terms[v->by_code[middle]];
        int order = strcmp(t->code, code);

        if (!order)
            return t;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const eco_term *eco_vocabulary_find(const eco_vocabulary *v, const char *scheme,
                                    const char *code)
{
    if (!scheme)
        return find_own(v, code);
    for (size_t i = 0; i < v->n; i++)
        for (size_t c = 0; c < v->terms[i].ncodes; c++)
            if (strcmp(v->terms[i].codes[c].scheme, scheme) == 0 &&
                strcmp(v->terms[i].codes[c].code, code) == 0)
                return &v->terms[i];
    return NULL;
}

static bool is_below(const eco_vocabulary *v, const eco_term *t,
                     const eco_term *top)
{
    while (t != top && t->parent)
        t = find_own(v, t->parent);
    return t == top;
}

/* The one of titles[from..to) that all others are below. */
static eco_status choose(eco_ctx *ctx, const eco_vocabulary *v, size_t from,
                         size_t to, const eco_term **out)
{
    const eco_term *top = &v->terms[v->titles[from].term];
    eco_str all = {0};
    eco_status st;
    bool is_one = true;

    for (size_t i = from; i < to; i++)
        if (v->terms[v->titles[i].term].level < top->level)
            top = &v->terms[v->titles[i].term];
    for (size_t i = from; i < to; i++) {
        is_one = is_one && is_below(v, &v->terms[v->titles[i].term], top);
        if (i == from || v->titles[i].term != v->titles[i - 1].term)
            eco_str_printf(&all, "%s%s", all.n ? ", " : "",
                           v->terms[v->titles[i].term].code);
    }
    if (is_one)
        *out = top;
    st = all.failed ? eco_nomem(ctx)
         : is_one   ? ECO_OK
                    : eco_fail(ctx, ECO_USAGE,
                               "several terms of %s have this title: %s; give "
                                 "the code",
                               v->name, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* The first title that does not sort before `text`. */
static size_t first_title(const eco_vocabulary *v, const char *text)
{
    size_t low = 0, high = v->ntitles;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(v->titles[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

eco_status eco_vocabulary_match(eco_ctx *ctx, const eco_vocabulary *v,
                                const char *title, const eco_term **out)
{
    eco_str folded = {0};
    size_t from, to;
    eco_status st;

    *out = NULL;
    eco_fold(&folded, title);
    from = to = first_title(v, eco_str_text(&folded));
    while (to < v->ntitles &&
           strcmp(v->titles[to].text, eco_str_text(&folded)) == 0)
        to++;
    if (folded.failed)
        st = eco_nomem(ctx);
    else if (from == to)
        st = eco_fail(ctx, ECO_NOTFOUND, "no term of %s has the title '%.100s'",
                      v->name, title);
    else
        st = choose(ctx, v, from, to, out);
    eco_str_clear(&folded);
    return st;
}
