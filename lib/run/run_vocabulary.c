/* The lists of layers/vocabulary into the store, for joins. */
#include <ecocrime/vocabulary.h>

#include "eco_run_job.h"
#include "eco_str.h"

struct into {
    eco_stmt *term, *code, *link;
};

static const char *const title_names[ECO_LANGUAGES] = {
    ":title_en", ":title_es", ":title_fr", ":title_pt"};

static void bind_languages(eco_stmt *s, unsigned bits)
{
    char text[3 * ECO_LANGUAGES + 1] = "";
    size_t n = 0;

    for (int l = 0; l < ECO_LANGUAGES; l++) {
        const char *code = eco_language_code((eco_language)l);

        if (!(bits & 1U << l))
            continue;
        if (n)
            text[n++] = ' ';
        text[n++] = code[0];
        text[n++] = code[1];
    }
    text[n] = '\0';
    eco_bind_text(s, ":unofficial", text);
}

static eco_status put_term(eco_ctx *ctx, eco_stmt *s, const char *list,
                           const eco_term *t)
{
    const char status[2] = {t->status, '\0'};

    eco_bind_text(s, ":list", list);
    eco_bind_text(s, ":code", t->code);
    eco_bind_text(s, ":parent", t->parent);
    eco_bind_int(s, ":level", t->level);
    for (int l = 0; l < ECO_LANGUAGES; l++)
        eco_bind_text(s, title_names[l], t->titles[l]);
    bind_languages(s, t->unofficial);
    eco_bind_text(s, ":also", t->also);
    eco_bind_text(s, ":note", t->note);
    eco_bind_text(s, ":source", t->source);
    eco_bind_text(s, ":status", status);
    return eco_stmt_step(ctx, s, NULL);
}

static eco_status put_codes(eco_ctx *ctx, eco_stmt *s, const char *list,
                            const eco_term *t)
{
    eco_status st = ECO_OK;

    eco_bind_text(s, ":list", list);
    eco_bind_text(s, ":code", t->code);
    for (size_t i = 0; i < t->ncodes && !st; i++) {
        eco_bind_text(s, ":scheme", t->codes[i].scheme);
        eco_bind_text(s, ":other", t->codes[i].code);
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

static eco_status put_links(eco_ctx *ctx, eco_stmt *s, const char *list,
                            const eco_term *t)
{
    eco_status st = ECO_OK;

    eco_bind_text(s, ":list", list);
    eco_bind_text(s, ":code", t->code);
    for (size_t i = 0; i < t->nlinks && !st; i++) {
        eco_bind_text(s, ":relation", t->links[i].relation);
        eco_bind_text(s, ":to_list", t->links[i].vocabulary);
        eco_bind_text(s, ":to_code", t->links[i].code);
        eco_bind_int(s, ":position", (int64_t)i + 1);
        st = eco_stmt_step(ctx, s, NULL);
    }
    return st;
}

static eco_status put_list(eco_ctx *ctx, const struct into *into,
                           const char *name)
{
    eco_vocabulary *v = NULL;
    eco_status st = eco_vocabulary_load(ctx, name, NULL, &v);

    for (size_t i = 0; !st && i < eco_vocabulary_count(v); i++) {
        const eco_term *t = eco_vocabulary_term(v, i);

        st = put_term(ctx, into->term, name, t);
        if (!st)
            st = put_codes(ctx, into->code, name, t);
        if (!st)
            st = put_links(ctx, into->link, name, t);
        if (st)
            st = eco_trace(ctx, st, "vocabulary %s, code '%s'", name, t->code);
    }
    eco_vocabulary_destroy(v);
    return st;
}

static eco_status clear(eco_ctx *ctx, eco_store *store)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "vocabulary_clear", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_run_vocabulary(eco_ctx *ctx, eco_store *store)
{
    struct into into = {0};
    const char *const *names = NULL;
    eco_status st = clear(ctx, store);

    if (!st)
        st = eco_vocabulary_names(ctx, NULL, &names);
    if (!st)
        st = eco_store_query(ctx, store, "vocabulary_insert", &into.term);
    if (!st)
        st = eco_store_query(ctx, store, "vocabulary_code", &into.code);
    if (!st)
        st = eco_store_query(ctx, store, "vocabulary_link", &into.link);
    for (size_t i = 0; !st && names[i]; i++)
        st = put_list(ctx, &into, names[i]);
    eco_stmt_finalize(into.term);
    eco_stmt_finalize(into.code);
    eco_stmt_finalize(into.link);
    eco_vocabulary_names_free(names);
    return st;
}
