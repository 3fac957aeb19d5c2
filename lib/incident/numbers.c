/* Numbers with points, commas and blanks between thousands. */
#include "eco_incident_impl.h"

#include <math.h>
#include <string.h>

enum { DIGITS_MAX = 60 };

/* Without blanks (no-break ones too) and apostrophes. */
static bool squeeze(const char *text, char out[DIGITS_MAX + 1])
{
    size_t n = 0;

    while (*text) {
        size_t skip = *text == ' ' || *text == '\'' || *text == '\t' ? 1
                      : strncmp(text, "\xc2\xa0", 2) == 0            ? 2
                      : strncmp(text, "\xe2\x80\xaf", 3) == 0        ? 3
                                                                     : 0;

        if (!skip && n == DIGITS_MAX)
            return false;
        if (!skip)
            out[n++] = *text++;
        text += skip;
    }
    out[n] = '\0';
    return n > 0;
}

static size_t count(const char *text, char c)
{
    size_t n = 0;

    for (; *text; text++)
        n += *text == c;
    return n;
}

/* Three digits after each mark between thousands, one to three before. */
static bool is_grouped(const char *text, char mark)
{
    const char *p = text + (*text == '-' || *text == '+');
    size_t n = strspn(p, "0123456789");

    if (n < 1 || n > 3)
        return false;
    for (p += n; *p == mark; p += 4)
        if (strspn(p + 1, "0123456789") != 3)
            return false;
    return true;
}

static void without(char *text, char mark)
{
    char *to = text;

    for (; *text; text++)
        if (*text != mark)
            *to++ = *text;
    *to = '\0';
}

/* The mark before the decimals, 0: there is none; '?': it may be either. */
static char find_decimal(const char *text)
{
    size_t dots = count(text, '.'), commas = count(text, ',');
    char mark = dots ? '.' : ',';
    const char *last;
    size_t before;

    if (dots && commas)
        return strrchr(text, '.') > strrchr(text, ',') ? '.' : ',';
    if (dots + commas != 1)
        return 0;
    last = strchr(text, mark);
    before = (size_t)(last - text) - (*text == '-' || *text == '+');
    if (strspn(last + 1, "0123456789") == 3 && !last[4] && before >= 1 &&
        before <= 3 && last[-1 - (long)before + 1] != '0')
        return '?';
    return mark;
}

eco_number_fault eco_number_read(const char *text, int decimal, double *out)
{
    char digits[DIGITS_MAX + 1];
    char mark, other, *p;

    *out = NAN;
    if (!squeeze(text, digits))
        return ECO_NUMBER_NONE;
    mark = find_decimal(digits);
    if (decimal)
        mark = (char)decimal;
    if (mark == '?')
        return ECO_NUMBER_AMBIGUOUS;
    other = ',';
    if (mark == ',')
        other = '.';
    if (!mark && count(digits, '.'))
        other = '.';
    if (count(digits, other)) {
        if (!is_grouped(digits, other))
            return ECO_NUMBER_NONE;
        without(digits, other);
    }
    if (mark && count(digits, mark) > 1)
        return ECO_NUMBER_NONE;
    p = strchr(digits, ',');
    if (p)
        *p = '.';
    if (!eco_parse_real(digits, out) || !isfinite(*out)) {
        *out = NAN;
        return ECO_NUMBER_NONE;
    }
    return ECO_NUMBER_READ;
}
