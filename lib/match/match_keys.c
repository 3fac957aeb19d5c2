/* Keys of folded names. */
#include "eco_gazetteer.h"

#include <string.h>

/* Fewer digits are no code that carries a check digit. */
enum { DIGITS_MIN = 5 };

static void empty(eco_str *out)
{
    out->n = 0;
    out->failed = false;
    if (out->text)
        out->text[0] = '\0';
}

static void start(eco_str *out, eco_key_kind kind)
{
    const char first = (char)kind;

    empty(out);
    eco_str_add_n(out, &first, 1);
}

void eco_key_letters(eco_str *out, eco_key_kind kind, const char *folded)
{
    start(out, kind);
    while (*folded) {
        size_t n = strcspn(folded, " ");

        eco_str_add_n(out, folded, n);
        folded += n + (folded[n] == ' ');
    }
}

static int compare_words(const char *text, eco_token a, eco_token b)
{
    int order = strncmp(text + a.at, text + b.at, a.n < b.n ? a.n : b.n);

    return order ? order : (a.n > b.n) - (a.n < b.n);
}

void eco_key_sorted(eco_str *out, const char *folded)
{
    eco_token tokens[ECO_TOKENS_MAX];
    const size_t n = eco_tokens(folded, tokens);

    empty(out);
    if (n < 2)
        return;
    start(out, ECO_KEY_ORDER);
    for (size_t i = 1; i < n; i++)
        for (size_t k = i;
             k > 0 && compare_words(folded, tokens[k - 1], tokens[k]) > 0;
             k--) {
            eco_token t = tokens[k];

            tokens[k] = tokens[k - 1];
            tokens[k - 1] = t;
        }
    for (size_t i = 0; i < n; i++) {
        eco_str_add(out, i ? " " : "");
        eco_str_add_n(out, folded + tokens[i].at, tokens[i].n);
    }
}

void eco_key_without_digit(eco_str *out, eco_key_kind kind, const char *key)
{
    const char *digits = *key ? key + 1 : key;
    const size_t n = strlen(digits);

    empty(out);
    if (n < DIGITS_MIN || digits[strspn(digits, "0123456789")])
        return;
    start(out, kind);
    eco_str_add_n(out, digits, n - 1);
}

bool eco_part_next(const char **at, eco_str *out)
{
    while (*at && **at) {
        const char *part = *at + strspn(*at, " \t;");
        const size_t all = strcspn(part, ";");
        size_t n = all;

        *at = part + all;
        while (n && (part[n - 1] == ' ' || part[n - 1] == '\t'))
            n--;
        if (!n)
            continue;
        empty(out);
        eco_str_add_n(out, part, n);
        return !out->failed;
    }
    return false;
}

void eco_likeness_of(const char *folded, uint64_t *letters, uint64_t *words)
{
    uint64_t hash = 0;

    *letters = *words = 0;
    for (const char *p = folded;; p++) {
        if (*p && *p != ' ') {
            *letters |= UINT64_C(1) << ((unsigned char)*p & 63);
            hash = (hash + (unsigned char)*p) * UINT64_C(0x9E3779B97F4A7C15);
            continue;
        }
        if (hash)
            *words |= UINT64_C(1) << (hash >> 58);
        hash = 0;
        if (!*p)
            return;
    }
}
