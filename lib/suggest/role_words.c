/* What the name of a column says, by layers/vocabulary. */
#include "eco_fold.h"
#include "eco_mem.h"
#include "eco_suggest_impl.h"

#include <ecocrime/vocabulary.h>
#include <string.h>

enum { EQUAL = 100, INSIDE = 60, GLUED = 40, GLUED_LETTERS = 4 };

static const char *const codes[] = {
#define X(name, code) code,
    ECO_ROLE_MAP(X)
#undef X
};

const char *eco_role_code(int role)
{
    return role < ECO_ROLE_FACTS
               ? codes[role]
               : eco_fact_key((eco_fact)(role - ECO_ROLE_FACTS));
}

struct word {
    int role;
    bool whole; /* counts only as the whole name */
    char *text; /* folded */
};

struct eco_role_words {
    struct word *items;
    size_t n, cap;
};

static eco_status add(eco_ctx *ctx, eco_role_words *w, int role,
                      const char *text, size_t n)
{
    bool whole = n && *text == '=';
    char *one = eco_mem_text_n(text, n);
    eco_str folded = {0};
    char *taken;

    eco_str_add(&folded, "");
    if (one)
        eco_fold(&folded, one);
    eco_mem_free(one);
    taken = one ? eco_str_take(&folded) : NULL;
    eco_str_clear(&folded);
    if (!taken || !ECO_GROW(w->items, w->n, w->cap)) {
        eco_mem_free(taken);
        return eco_nomem(ctx);
    }
    w->items[w->n++] = (struct word){role, whole, taken};
    return ECO_OK;
}

static eco_status add_term(eco_ctx *ctx, eco_role_words *w, int role,
                           const eco_term *t)
{
    const char *also = t->also;
    eco_status st = ECO_OK;

    for (int l = 0; l < ECO_LANGUAGES && !st; l++)
        st = add(ctx, w, role, t->titles[l], strlen(t->titles[l]));
    while (*also && !st) {
        size_t n = strcspn(also, ";");

        st = add(ctx, w, role, also, n);
        also += n + (also[n] == ';');
    }
    return st;
}

eco_status eco_role_words_create(eco_ctx *ctx, eco_role_words **out)
{
    eco_role_words *w = eco_mem_array(1, sizeof *w);
    eco_vocabulary *v = NULL;
    eco_status st =
        w ? eco_vocabulary_load(ctx, "column_role", NULL, &v) : eco_nomem(ctx);

    *out = NULL;
    for (int role = 0; role < ECO_ROLE_COUNT && !st; role++) {
        const eco_term *t = eco_vocabulary_find(v, NULL, eco_role_code(role));

        if (t)
            st = add_term(ctx, w, role, t);
    }
    eco_vocabulary_destroy(v);
    if (st)
        eco_role_words_destroy(w);
    else
        *out = w;
    return st;
}

void eco_role_words_destroy(eco_role_words *w)
{
    if (!w)
        return;
    for (size_t i = 0; i < w->n; i++)
        eco_mem_free(w->items[i].text);
    eco_mem_free(w->items);
    eco_mem_free(w);
}

/* Where words begin and end there is a blank, or nothing. */
static bool holds_words(const char *name, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = strstr(name, word); p; p = strstr(p + 1, word))
        if ((p == name || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

/* "spillvolume" ends with "volume", "datereported" begins with "date". */
static bool holds_glued(const char *name, const char *word)
{
    size_t n = strlen(word);

    if (n < GLUED_LETTERS || strchr(word, ' '))
        return false;
    for (const char *p = strstr(name, word); p; p = strstr(p + 1, word))
        if (p == name || p[-1] == ' ' || p[n] == ' ' || !p[n])
            return true;
    return false;
}

static int score_word(const struct word *w, const char *name)
{
    size_t letters = strlen(w->text);

    if (!letters)
        return 0;
    if (strcmp(name, w->text) == 0)
        return EQUAL;
    if (w->whole)
        return 0;
    if (holds_words(name, w->text))
        return INSIDE + (int)(letters > 30 ? 30 : letters);
    return holds_glued(name, w->text) ? GLUED + (letters > 8 ? 8 : (int)letters)
                                      : 0;
}

int eco_role_words_score(const eco_role_words *w, int role, const char *folded)
{
    int best = 0;

    for (size_t i = 0; i < w->n; i++) {
        int score =
            w->items[i].role == role ? score_word(&w->items[i], folded) : 0;

        if (score > best)
            best = score;
    }
    return best;
}
