#include "eco_str.h"

#include "eco_mem.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(eco_str *s, size_t extra)
{
    size_t want = s->cap ? s->cap : 64;
    char *p;

    if (s->failed)
        return false;
    if (s->text && s->n + extra + 1 <= s->cap)
        return true;
    while (want < s->n + extra + 1)
        want *= 2;
    p = eco_mem_resize(s->text, want, 1);
    if (!p) {
        s->failed = true;
        return false;
    }
    s->text = p;
    s->cap = want;
    return true;
}

void eco_str_add_n(eco_str *s, const char *text, size_t n)
{
    if (!reserve(s, n))
        return;
    memcpy(s->text + s->n, text, n);
    s->n += n;
    s->text[s->n] = '\0';
}

void eco_str_add(eco_str *s, const char *text)
{
    eco_str_add_n(s, text, strlen(text));
}

void eco_str_printf(eco_str *s, const char *fmt, ...)
{
    va_list ap, again;
    int n;

    va_start(ap, fmt);
    va_copy(again, ap);
    n = vsnprintf(NULL, 0, fmt, ap);
    if (n >= 0 && reserve(s, (size_t)n)) {
        vsnprintf(s->text + s->n, (size_t)n + 1, fmt, again);
        s->n += (size_t)n;
    }
    va_end(again);
    va_end(ap);
}

void eco_str_xml(eco_str *s, const char *text)
{
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;

        if (c == '&')
            eco_str_add(s, "&amp;");
        else if (c == '<')
            eco_str_add(s, "&lt;");
        else if (c == '>')
            eco_str_add(s, "&gt;");
        else if (c == '"')
            eco_str_add(s, "&quot;");
        else if (c == '\'')
            eco_str_add(s, "&#39;");
        else if (c == '\n' || c == '\t')
            eco_str_printf(s, "&#%d;", c);
        else if (c < 0x20 || c == 0x7f)
            eco_str_add(s, "\xef\xbf\xbd");
        else
            eco_str_add_n(s, p, 1);
    }
}

void eco_str_clear(eco_str *s)
{
    eco_mem_free(s->text);
    *s = (eco_str){0};
}

const char *eco_str_text(const eco_str *s)
{
    return s->text ? s->text : "";
}

char *eco_str_take(eco_str *s)
{
    char *p;

    if (!s->text && !s->failed)
        eco_str_add(s, "");
    if (s->failed) {
        eco_str_clear(s);
        return NULL;
    }
    p = s->text;
    *s = (eco_str){0};
    return p;
}

const char *eco_str_real(char buf[32], double v)
{
    if (fabs(v) < 1e15 && !(trunc(v) < v || trunc(v) > v)) {
        snprintf(buf, 32, "%.0f", v); /* most numbers, and quickly */
        return buf;
    }
    for (int digits = 15; digits <= 17; digits++) {
        double back;

        snprintf(buf, 32, "%.*g", digits, v);
        back = digits < 17 ? strtod(buf, NULL) : v;
        if (!(back < v || back > v))
            break;
    }
    return buf;
}

bool eco_parse_real(const char *text, double *out)
{
    char *end;

    if (!text || !*text)
        return false;
    errno = 0;
    *out = strtod(text, &end);
    return end != text && !*end && errno != ERANGE;
}

bool eco_parse_int(const char *text, long long *out)
{
    char *end;

    if (!text || !*text)
        return false;
    errno = 0;
    *out = strtoll(text, &end, 10);
    return end != text && !*end && !errno;
}

bool eco_starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool eco_ends_with(const char *text, const char *suffix)
{
    size_t n = strlen(text), m = strlen(suffix);

    return n >= m && strcmp(text + n - m, suffix) == 0;
}

static size_t min3(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;

    return m < c ? m : c;
}

/* Levenshtein distance of two words of at most 63 letters. */
static size_t distance(const char *a, const char *b)
{
    size_t row[64], n = strlen(b);

    if (strlen(a) > 63 || n > 63)
        return 64;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t up = row[j];

            row[j] =
                min3(row[j - 1] + 1, up + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = up;
        }
    }
    return row[n];
}

const char *eco_nearest(const char *word, const char *const *words, size_t n)
{
    const char *best = NULL;
    size_t best_distance = 3;

    for (size_t i = 0; i < n; i++) {
        size_t d = distance(word, words[i]);

        if (d < best_distance) {
            best_distance = d;
            best = words[i];
        }
    }
    return best;
}
