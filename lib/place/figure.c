/* A number as written, in the two ways that its marks allow. */
#include "eco_lexer.h"

#include <stdint.h>

/* Beyond 15 digits a double keeps none; 10^22 is the last power it holds. */
enum { DIGITS_MAX = 18, BEFORE_MAX = 9, DECIMALS_MAX = 22 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits from text[0..n) without marks; digits beyond the 18th significant one
 * are left out, which only decimals can reach. *scale counts the decimals that
 * were kept. */
static double value(const char *text, size_t n, size_t decimals)
{
    static const double tens[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    uint64_t mantissa = 0;
    size_t digits = 0, left = 0, kept = 0;

    for (size_t i = 0; i < n; i++)
        left += is_digit(text[i]);
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(text[i]))
            continue;
        if (digits < DIGITS_MAX && (left > decimals || kept < DECIMALS_MAX)) {
            mantissa = mantissa * 10 + (uint64_t)(text[i] - '0');
            digits += mantissa != 0;
            kept += left <= decimals;
        }
        left--;
    }
    return (double)mantissa / tens[kept];
}

/* "8.612.345" or "8.612.345,50": groups of three between marks of one kind,
 * the other kind at most once, behind them. */
static bool is_grouped(const char *text, size_t n, int *decimals)
{
    size_t i = 0, run;
    char mark = '\0';

    *decimals = 0;
    for (run = 0; i < n && is_digit(text[i]); i++)
        run++;
    if (run < 1 || run > 3 || i == n || text[0] == '0')
        return false;
    mark = text[i];
    while (i < n && text[i] == mark) {
        for (run = 0, i++; i < n && is_digit(text[i]); i++)
            run++;
        if (run != 3)
            return false;
    }
    if (i < n) {
        i++;
        *decimals = (int)(n - i);
        while (i < n && is_digit(text[i]))
            i++;
    }
    return i == n;
}

bool eco_figure_read(const char *text, size_t n, struct eco_figure *out)
{
    size_t marks = 0, before = n, digits = 0;

    *out = (struct eco_figure){0};
    for (size_t i = 0; i < n; i++) {
        if (is_digit(text[i])) {
            digits++;
        } else if (!marks++) {
            before = i;
            out->mark = text[i];
        }
    }
    if (!digits)
        return false;
    out->digits = (int)before;
    if (marks <= 1 && before <= BEFORE_MAX) {
        out->is_plain = true;
        out->decimals = marks ? (int)(n - before - 1) : 0;
        out->plain = value(text, n, (size_t)out->decimals);
    }
    if (marks && n < DIGITS_MAX &&
        is_grouped(text, n, &out->grouped_decimals)) {
        out->is_grouped = true;
        out->grouped = value(text, n, (size_t)out->grouped_decimals);
    }
    return out->is_plain || out->is_grouped;
}
