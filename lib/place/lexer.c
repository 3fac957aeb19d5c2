/* Plain text to tokens. */
#include "eco_lexer.h"

#include <string.h>

struct lexer {
    const struct eco_plain *text;
    size_t at;
    unsigned decimal, ncommas; /* which commas are decimal; those met so far */
    struct eco_tokens *out;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* text[i - 1], NUL at the start. */
static char before(const struct eco_plain *t, size_t i)
{
    return (char)(i ? t->text[i - 1] : '\0');
}

/* A comma that may be decimal. */
static bool is_tight(const struct eco_plain *t, size_t i)
{
    return t->text[i] == ',' && is_digit(before(t, i)) &&
           is_digit(t->text[i + 1]);
}

size_t eco_commas_count(const struct eco_plain *text)
{
    size_t n = 0;

    for (size_t i = 0; i < text->n; i++)
        n += is_tight(text, i);
    return n;
}

/* Room for one token more, filled with what all have; NULL: too many. */
static struct eco_token *push(struct lexer *l, enum eco_token_kind kind)
{
    struct eco_token *t = &l->out->at[l->out->n];

    if (l->out->n == ECO_TOKENS_MAX)
        return NULL;
    l->out->n++;
    *t = (struct eco_token){.kind = kind};
    t->spaced = before(l->text, l->at) == ' ';
    return t;
}

static eco_place_reason number(struct lexer *l)
{
    const char *s = l->text->text;
    size_t first = l->at;
    struct eco_token *t = push(l, ECO_TOKEN_NUMBER);

    while (is_digit(s[l->at]) || (s[l->at] == '.' && is_digit(s[l->at + 1])) ||
           is_tight(l->text, l->at)) {
        if (is_tight(l->text, l->at) && !(l->decimal >> l->ncommas++ & 1)) {
            l->ncommas--; /* counted when it is met as a separator */
            break;
        }
        l->at++;
    }
    if (!t)
        return ECO_PLACE_SEVERAL;
    if (s[l->at] == 'e' && (is_digit(s[l->at + 1]) ||
                            ((s[l->at + 1] == '+' || s[l->at + 1] == '-') &&
                             is_digit(s[l->at + 2]))))
        return ECO_PLACE_EXPONENT;
    return eco_figure_read(s + first, l->at - first, &t->number)
               ? ECO_PLACE_READ
               : ECO_PLACE_NUMBER;
}

/* The dot of "Lat." is left out; in "Lat.5" it may be decimal. */
static eco_place_reason dot(struct lexer *l)
{
    const char *s = l->text->text;
    size_t i = l->at + 1;
    bool after_letter = is_letter(before(l->text, l->at));

    if (!is_digit(s[i])) {
        if (!after_letter && (s[i] || is_digit(before(l->text, l->at))))
            return ECO_PLACE_NUMBER;
        l->at++;
        return ECO_PLACE_READ;
    }
    if (!after_letter)
        return number(l);
    while (is_digit(s[i]))
        i++;
    if ((s[i] != '.' && s[i] != ',') || !is_digit(s[i + 1]))
        return ECO_PLACE_NUMBER;
    l->at++;
    return ECO_PLACE_READ;
}

static bool letters(struct lexer *l, size_t first, size_t n)
{
    for (size_t i = first; i < first + n; i++) {
        struct eco_token *t = push(l, ECO_TOKEN_LETTER);

        if (!t)
            return false;
        t->letter = l->text->text[i];
        t->upper = l->text->upper[i];
        t->spaced = t->spaced && i == first;
    }
    return true;
}

/* The number in "WGS 84" and "SIRGAS2000" belongs to the name. */
static void skip_year(struct lexer *l)
{
    static const char *const years[] = {"84", "1984", "2000"};
    const char *s = l->text->text;
    size_t i = l->at + (s[l->at] == ' ' || s[l->at] == '-');

    for (size_t k = 0; k < sizeof years / sizeof *years; k++) {
        size_t n = strlen(years[k]);

        if (strncmp(s + i, years[k], n) == 0 && !is_digit(s[i + n])) {
            l->at = i + n;
            return;
        }
    }
}

/* "degS" is no plural. */
static bool ends_in_capital(const struct eco_plain *t, size_t last)
{
    return t->upper[last] && !t->upper[last - 1];
}

/* Two letters that are no word, or a word and a capital behind it ("degS"):
 * unit and hemisphere. */
static eco_place_reason split(struct lexer *l, size_t first, size_t n)
{
    const struct eco_plain *p = l->text;
    struct eco_token word = {0}, *t;

    if (n == 2)
        return letters(l, first, n) ? ECO_PLACE_READ : ECO_PLACE_SEVERAL;
    if (!ends_in_capital(p, first + n - 1) ||
        !eco_word_read(p->text + first, n - 1, &word))
        return ECO_PLACE_WORD;
    t = push(l, word.kind);
    if (!t)
        return ECO_PLACE_SEVERAL;
    word.spaced = t->spaced;
    *t = word;
    return letters(l, first + n - 1, 1) ? ECO_PLACE_READ : ECO_PLACE_SEVERAL;
}

static eco_place_reason word(struct lexer *l)
{
    const char *s = l->text->text;
    size_t first = l->at, n = 0;
    struct eco_token found = {0}, *t;
    eco_place_reason why = ECO_PLACE_READ;

    while (is_letter(s[first + n]))
        n++;
    if (n == 1) {
        if (!letters(l, first, 1))
            why = ECO_PLACE_SEVERAL;
        l->at += n;
    } else if (ends_in_capital(l->text, first + n - 1) ||
               !eco_word_read(s + first, n, &found)) {
        why = split(l, first, n);
        l->at += n;
    } else {
        t = push(l, found.kind);
        l->at += n;
        if (!t)
            return ECO_PLACE_SEVERAL;
        found.spaced = t->spaced;
        *t = found;
        if (strncmp(s + first, "wgs", n) == 0 ||
            strncmp(s + first, "sirgas", n) == 0)
            skip_year(l);
    }
    return why;
}

static eco_place_reason mark(struct lexer *l)
{
    static const struct {
        char c;
        enum eco_token_kind kind;
    } marks[] = {
        {'-', ECO_TOKEN_MINUS},     {'+', ECO_TOKEN_PLUS},
        {'*', ECO_TOKEN_DEG},       {'\'', ECO_TOKEN_MIN},
        {'"', ECO_TOKEN_SEC},       {':', ECO_TOKEN_COLON},
        {',', ECO_TOKEN_COMMA},     {';', ECO_TOKEN_SEPARATOR},
        {'/', ECO_TOKEN_SEPARATOR}, {'|', ECO_TOKEN_SEPARATOR},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].c == l->text->text[l->at]) {
            struct eco_token *t = push(l, marks[i].kind);

            if (!t)
                return ECO_PLACE_SEVERAL;
            t->tight = is_tight(l->text, l->at);
            l->ncommas += t->tight;
            l->at++;
            return ECO_PLACE_READ;
        }
    return ECO_PLACE_CHARACTER;
}

eco_place_reason eco_tokens_read(const struct eco_plain *text, unsigned decimal,
                                 struct eco_tokens *out)
{
    struct lexer l = {.text = text, .decimal = decimal, .out = out};
    eco_place_reason why = ECO_PLACE_READ;

    out->n = 0;
    while (!why && l.at < text->n) {
        char c = text->text[l.at];

        if (c == ' ')
            l.at++;
        else if (is_digit(c))
            why = number(&l);
        else if (c == '.')
            why = dot(&l);
        else if (is_letter(c))
            why = word(&l);
        else
            why = mark(&l);
    }
    out->at[out->n] = (struct eco_token){.kind = ECO_TOKEN_END};
    return why;
}
