/* Texts against a vocabulary, then against words that tell its codes. */
#include "eco_cues.h"
#include "eco_fold.h"
#include "eco_mem.h"

#include <ecocrime/vocabulary.h>
#include <stdio.h>
#include <string.h>

enum { LISTED_MAX = 160 };

static const char *const lists[ECO_FACT_COUNT] = {
#define X(name, key, list) list,
    ECO_FACT_MAP(X)
#undef X
};

struct eco_cues {
    eco_fact fact;
    eco_vocabulary *list; /* NULL: yes, no, unknown */
    eco_vocabulary *words;
};

eco_status eco_cues_create(eco_ctx *ctx, eco_fact fact, eco_cues **out)
{
    eco_cues *c = eco_mem_array(1, sizeof *c);
    eco_status st =
        c ? eco_vocabulary_load(ctx, "cue", NULL, &c->words) : eco_nomem(ctx);

    *out = NULL;
    if (c)
        c->fact = fact;
    if (!st && *lists[fact])
        st = eco_vocabulary_load(ctx, lists[fact], NULL, &c->list);
    if (st)
        eco_cues_destroy(c);
    else
        *out = c;
    return st;
}

void eco_cues_destroy(eco_cues *c)
{
    if (!c)
        return;
    eco_vocabulary_destroy(c->list);
    eco_vocabulary_destroy(c->words);
    eco_mem_free(c);
}

/* Subtypes are given as their domain. */
static bool take(const eco_cues *c, const eco_term *t, char code[32])
{
    while (c->fact == ECO_FACT_DOMAIN && t && t->parent)
        t = eco_vocabulary_find(c->list, NULL, t->parent);
    if (t)
        snprintf(code, 32, "%s", t->code);
    return t != NULL;
}

/* ECO_NOTFOUND and titles that several terms have are no failures here. */
static eco_status match(eco_ctx *ctx, const eco_vocabulary *v, const char *text,
                        const eco_term **out)
{
    eco_status st;

    *out = NULL;
    st = eco_vocabulary_match(ctx, v, text, out);
    if (st && st != ECO_NOMEM) {
        eco_ctx_clear(ctx);
        *out = NULL;
        return ECO_OK;
    }
    return st;
}

static bool in_upper_case(const char *text, char out[32])
{
    size_t n = strlen(text);

    if (n >= 32)
        return false;
    memcpy(out, text, n + 1);
    for (char *p = out; *p; p++)
        if (*p >= 'a' && *p <= 'z')
            *p = (char)(*p - 'a' + 'A');
    return true;
}

static const eco_term *by_code(const eco_vocabulary *v, const char *text)
{
    const eco_term *t = eco_vocabulary_find(v, NULL, text);
    char upper[32];

    if (!t && in_upper_case(text, upper))
        t = eco_vocabulary_find(v, NULL, upper);
    return t;
}

/* Yes, no and unknown are words without a link; the others link to a domain. */
static bool take_word(const eco_cues *c, const eco_term *t, char code[32])
{
    if (!c->list) {
        if (!t->nlinks)
            snprintf(code, 32, "%s", t->code);
        return !t->nlinks;
    }
    if (c->fact != ECO_FACT_DOMAIN || !t->nlinks)
        return false;
    return take(c, eco_vocabulary_find(c->list, NULL, t->links[0].code), code);
}

static bool holds(const char *text, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = strstr(text, word); n && p; p = strstr(p + 1, word))
        if ((p == text || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

static eco_status holds_spelling(eco_ctx *ctx, const char *folded,
                                 const char *spelling, size_t n, bool *out)
{
    char *one = eco_mem_text_n(spelling, n);
    eco_str s = {0};
    eco_status st;

    if (one)
        eco_fold(&s, one);
    st = !one || s.failed ? eco_nomem(ctx) : ECO_OK;
    *out = !st && s.n > 3 && holds(folded, eco_str_text(&s));
    eco_mem_free(one);
    eco_str_clear(&s);
    return st;
}

static eco_status holds_word(eco_ctx *ctx, const char *folded,
                             const eco_term *t, bool *out)
{
    const char *also = t->also;
    eco_status st = ECO_OK;

    *out = false;
    for (int l = 0; l < ECO_LANGUAGES && !st && !*out; l++)
        st = holds_spelling(ctx, folded, t->titles[l], strlen(t->titles[l]),
                            out);
    while (*also && !st && !*out) {
        size_t n = strcspn(also, ";");

        st = holds_spelling(ctx, folded, also, n, out);
        also += n + (also[n] == ';');
    }
    return st;
}

/* Words of two codes in one text say nothing. */
static eco_status find_inside(eco_ctx *ctx, const eco_cues *c, const char *text,
                              bool *found, char code[32])
{
    eco_str folded = {0};
    eco_status st = ECO_OK;
    char other[32];

    eco_fold(&folded, text);
    if (folded.failed)
        st = eco_nomem(ctx);
    *found = false;
    for (size_t i = 0; i < eco_vocabulary_count(c->words) && !st; i++) {
        const eco_term *t = eco_vocabulary_term(c->words, i);
        bool inside = false;

        if (t->nlinks)
            st = holds_word(ctx, eco_str_text(&folded), t, &inside);
        if (st || !inside || !take_word(c, t, other))
            continue;
        if (*found && strcmp(other, code) != 0) {
            *found = false;
            break;
        }
        *found = true;
        snprintf(code, 32, "%s", other);
    }
    eco_str_clear(&folded);
    return st;
}

eco_status eco_cues_find(eco_ctx *ctx, const eco_cues *c, const char *text,
                         eco_cue *how, char code[32])
{
    const eco_term *t = c->list ? by_code(c->list, text) : NULL;
    eco_status st = ECO_OK;
    bool found = false;

    *how = ECO_CUE_NONE;
    if (!t && c->list)
        st = match(ctx, c->list, text, &t);
    if (t && take(c, t, code))
        *how = ECO_CUE_CODE;
    if (st || *how)
        return st;
    st = match(ctx, c->words, text, &t);
    if (!st && t && take_word(c, t, code))
        *how = ECO_CUE_GUESS;
    if (st || *how || !c->list)
        return st;
    st = find_inside(ctx, c, text, &found, code);
    if (!st && found)
        *how = ECO_CUE_GUESS;
    return st;
}

void eco_cues_allowed(const eco_cues *c, eco_str *out)
{
    size_t n = c->list ? eco_vocabulary_count(c->list) : 0;

    if (!c->list)
        eco_str_add(out, "yes, no, unknown");
    for (size_t i = 0; i < n && out->n < LISTED_MAX; i++) {
        const eco_term *t = eco_vocabulary_term(c->list, i);

        if (c->fact != ECO_FACT_DOMAIN || !t->parent)
            eco_str_printf(out, "%s%s", out->n ? ", " : "", t->code);
    }
    if (out->n >= LISTED_MAX)
        eco_str_add(out, ", ...");
}
