/* A name folded, with short forms written out and administrative words left
 * out. Both sides are treated alike, so "Sta. Rosa" meets "Santa Rosa" whoever
 * wrote which; "S. Rosa" may mean several and has a form for each. */
#include "eco_forms.h"

#include "eco_fold.h"

#include <string.h>

/* Work on one text, however its rules repeat. */
enum { ENDS_MAX = 4 * ECO_FORMS_MAX };

struct expansion {
    eco_forms *forms;
    const eco_place_words *words;
    eco_str *text; /* so far */
    eco_match_how how;
    unsigned ends;
};

const char *eco_form(const eco_forms *f, size_t i)
{
    return f->text.text + f->at[i];
}

void eco_forms_clear(eco_forms *f)
{
    eco_str_clear(&f->text);
    eco_str_clear(&f->scratch);
    eco_str_clear(&f->building);
    f->n = 0;
}

size_t eco_tokens(const char *folded, eco_token tokens[ECO_TOKENS_MAX])
{
    size_t n = 0, at = 0;

    while (folded[at]) {
        size_t length = strcspn(folded + at, " ");

        if (n == ECO_TOKENS_MAX)
            return 0;
        tokens[n++] = (eco_token){at, length};
        at += length;
        at += folded[at] == ' ';
    }
    return n;
}

static void cut(eco_str *s, size_t n)
{
    s->n = n;
    if (s->text)
        s->text[n] = '\0';
}

static bool has(const eco_forms *f, const char *text)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(eco_form(f, i), text) == 0)
            return true;
    return false;
}

static void add(eco_forms *f, const char *text, eco_match_how how)
{
    if (f->n == ECO_FORMS_MAX || f->text.failed || has(f, text))
        return;
    f->at[f->n] = f->text.n;
    f->how[f->n] = how;
    eco_str_add_n(&f->text, text, strlen(text) + 1);
    if (!f->text.failed)
        f->n++;
}

static void put_word(eco_str *s, const char *text, size_t n)
{
    if (s->n)
        eco_str_add(s, " ");
    eco_str_add_n(s, text, n);
}

static bool starts_with_words(const char *text, const char *words, size_t n)
{
    return strncmp(text, words, n) == 0 && (!text[n] || text[n] == ' ');
}

/* Every way to write out the rest; at most ECO_TOKENS_MAX deep. */
static void expand(struct expansion *e, const char *rest, bool changed)
{
    const size_t before = e->text->n, n = strcspn(rest, " ");
    size_t i, end;
    bool any = false;

    if (!*rest && changed)
        add(e->forms, eco_str_text(e->text), e->how);
    if (!*rest || e->ends >= ENDS_MAX) {
        e->ends++;
        return;
    }
    for (i = eco_place_words_range(e->words, rest, n, &end); i < end; i++) {
        const eco_word *w = &e->words->items[i];
        const char *next = rest + w->length;

        if (w->kind != ECO_WORD_SHORT ||
            !starts_with_words(rest, w->form, w->length))
            continue;
        any = true;
        put_word(e->text, w->means, strlen(w->means));
        expand(e, next + (*next == ' '), true);
        cut(e->text, before);
    }
    if (any)
        return;
    put_word(e->text, rest, n);
    expand(e, rest + n + (rest[n] == ' '), changed);
    cut(e->text, before);
}

/* A form and its written-out forms. */
static eco_status add_all(eco_forms *f, const eco_place_words *w,
                          const char *text, eco_match_how how)
{
    eco_token tokens[ECO_TOKENS_MAX];
    struct expansion e = {f, w, &f->building,
                          how == ECO_HOW_FOLDED ? ECO_HOW_ABBREVIATION : how,
                          0};

    add(f, text, how);
    cut(&f->building, 0);
    if (eco_tokens(text, tokens))
        expand(&e, text, false);
    return f->text.failed || f->building.failed ? ECO_NOMEM : ECO_OK;
}

/* After the longest words that go before; the text itself when none do or
 * nothing would be left. */
static const char *after_words_before(const eco_place_words *w,
                                      const char *text)
{
    size_t end, longest = 0;
    size_t i = eco_place_words_range(w, text, strcspn(text, " "), &end);

    for (; i < end; i++)
        if (w->items[i].kind == ECO_WORD_BEFORE &&
            starts_with_words(text, w->items[i].form, w->items[i].length) &&
            text[w->items[i].length] && w->items[i].length > longest)
            longest = w->items[i].length;
    return longest ? text + longest + 1 : text;
}

/* Length without the longest words that go at the end. */
static size_t without_words_after(const eco_place_words *w, const char *text)
{
    eco_token tokens[ECO_TOKENS_MAX];
    const size_t n = eco_tokens(text, tokens);

    for (size_t t = 1; t < n; t++) {
        const char *tail = text + tokens[t].at;
        size_t end, i = eco_place_words_range(w, tail, tokens[t].n, &end);

        for (; i < end; i++)
            if (w->items[i].kind == ECO_WORD_AFTER &&
                strcmp(w->items[i].form, tail) == 0)
                return tokens[t].at - 1;
    }
    return strlen(text);
}

static eco_status add_stripped(eco_forms *f, const eco_place_words *w,
                               const char *text)
{
    const char *from = after_words_before(w, text);
    eco_str s = {0};
    eco_status st = ECO_OK;

    eco_str_add_n(&s, from, without_words_after(w, from));
    if (s.failed)
        st = ECO_NOMEM;
    else if (s.n && s.n < strlen(text))
        st = add_all(f, w, eco_str_text(&s), ECO_HOW_WORDS);
    eco_str_clear(&s);
    return st;
}

/* What is in `scratch` and what is left of it without administrative words. */
static eco_status add_both(eco_forms *f, const eco_place_words *w,
                           eco_match_how how)
{
    eco_status st;

    if (f->scratch.failed)
        return ECO_NOMEM;
    if (!f->scratch.n)
        return ECO_OK;
    st = add_all(f, w, eco_str_text(&f->scratch), how);
    return st ? st : add_stripped(f, w, eco_str_text(&f->scratch));
}

/* `text` folded but for its last parenthesis; false when it has none. */
static bool fold_without_parenthesis(eco_str *out, const char *text)
{
    const char *open = strrchr(text, '('),
               *close = open ? strchr(open, ')') : NULL;
    eco_str plain = {0};

    if (!close)
        return false;
    eco_str_add_n(&plain, text, (size_t)(open - text));
    eco_str_add(&plain, " ");
    eco_str_add(&plain, close + 1);
    cut(out, 0);
    eco_fold(out, eco_str_text(&plain));
    out->failed |= plain.failed;
    eco_str_clear(&plain);
    return true;
}

eco_status eco_forms_make(eco_forms *f, const eco_place_words *w,
                          const char *text, bool is_report)
{
    eco_status st;

    f->n = 0;
    f->text.failed = f->scratch.failed = f->building.failed = false;
    cut(&f->text, 0);
    cut(&f->scratch, 0);
    eco_fold(&f->scratch, text);
    st = add_both(f, w, ECO_HOW_FOLDED);
    if (!st && f->n && !is_report &&
        fold_without_parenthesis(&f->scratch, text))
        st = add_both(f, w, ECO_HOW_WORDS);
    return st;
}
