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

void eco_str_json(eco_str *s, const char *text)
{
    eco_str_add_n(s, "\"", 1);
    while (*text) {
        const char *p = text;

        while ((unsigned char)*p >= 0x20 && *p != '"' && *p != '\\')
            p++;
        eco_str_add_n(s, text, (size_t)(p - text));
        if (*p == '"' || *p == '\\')
            eco_str_printf(s, "\\%c", *p);
        else if (*p)
            eco_str_printf(s, "\\u%04x", (unsigned)*p);
        text = p + (*p != '\0');
    }
    eco_str_add_n(s, "\"", 1);
}

void eco_str_reset(eco_str *s)
{
    s->n = 0;
    if (s->text)
        *s->text = '\0';
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

__extension__ typedef unsigned __int128 wide;

enum { DIGITS_MAX = 17, DECIMALS_MAX = 20 };

/* q / 10^k, without zeros at its end. */
static void put_decimal(char buf[32], bool negative, uint64_t q, int k)
{
    char digits[DIGITS_MAX + DECIMALS_MAX] = {0};
    int n = 0;

    while (k && q % 10 == 0) {
        q /= 10;
        k--;
    }
    for (; q || n <= k; q /= 10)
        digits[n++] = (char)('0' + q % 10);
    if (negative)
        *buf++ = '-';
    while (n--) {
        *buf++ = digits[n];
        if (n == k && k)
            *buf++ = '.';
    }
    *buf = '\0';
}

/* The fewest digits, 15 to 17, that read back as m x 2^-s, decided in integers:
 * ten times as fast as printing and reading. `lead` is the power of ten of the
 * first digit. False: a tie, which is left to the library. */
static bool shortest(uint64_t m, int s, int lead, uint64_t *q, int *k)
{
    for (int digits = 15; digits <= DIGITS_MAX; digits++) {
        wide n = m, half = (wide)1 << (s - 1), power = 1, rest, back;

        *k = digits - 1 - lead;
        for (int i = 0; i < *k; i++)
            power *= 10;
        n *= power; /* 53 and 67 bits */
        rest = n & (((wide)1 << s) - 1);
        *q = (uint64_t)(n >> s);
        if (rest == half)
            return false;
        *q += rest > half;
        back = (wide)*q << s;
        back = 2 * (back > n ? back - n : n - back); /* in units of m / 10^k */
        if (back == power)
            return false;
        if (back < power || digits == DIGITS_MAX)
            return true;
    }
    return false;
}

static bool put_quickly(char buf[32], double v)
{
    static const double tens[] = {1e-4, 1e-3, 1e-2, 1e-1, 1e0,  1e1, 1e2,
                                  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                  1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    double size = fabs(v);
    int exponent, i = 0, k;
    uint64_t m, q;

    if (!(size >= tens[0] && size < 1e15))
        return false;
    while (size >= tens[i + 1])
        i++;
    m = (uint64_t)ldexp(frexp(size, &exponent), 53);
    /* Next to a power of two the numbers lie closer on one side. */
    if (m == UINT64_C(1) << 52 || !shortest(m, 53 - exponent, i - 4, &q, &k))
        return false;
    put_decimal(buf, v < 0, q, k);
    return true;
}

const char *eco_str_real(char buf[32], double v)
{
    if (fabs(v) < 1e15 && !(trunc(v) < v || trunc(v) > v)) {
        put_decimal(buf, v < 0 || (!(v > 0) && signbit(v)), (uint64_t)fabs(v),
                    0); /* most numbers */
        return buf;
    }
    if (put_quickly(buf, v))
        return buf;
    for (int digits = 15; digits <= DIGITS_MAX; digits++) {
        double back;

        snprintf(buf, 32, "%.*g", digits, v);
        back = digits < DIGITS_MAX ? strtod(buf, NULL) : v;
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
