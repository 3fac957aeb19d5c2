/* Any text as YAML: in quotes, or behind '#'. */
#include "eco_suggest_impl.h"

#include "eco_fold.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { COMMENT_MAX = 600, NAME_SHOWN = 60 };

/* The letter at `text` of `n` bytes, valid UTF-8. */
static unsigned letter(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned v = n == 1   ? p[0]
                 : n == 2 ? p[0] & 31U
                 : n == 3 ? p[0] & 15U
                          : p[0] & 7U;

    for (size_t i = 1; i < n; i++)
        v = v << 6 | (p[i] & 63U);
    return v;
}

/* What a YAML stream may hold as it is, without the ends of lines. */
static bool is_printable(unsigned v)
{
    return (v >= 0x20 && v < 0x7f) || (v >= 0xa0 && v < 0x2028) ||
           (v > 0x2029 && v < 0xd800) || (v >= 0xe000 && v < 0xfeff) ||
           (v > 0xfeff && v < 0xfffe) || (v >= 0x10000 && v < 0x110000);
}

void eco_yaml_quote(eco_str *out, const char *text)
{
    eco_str_add_n(out, "\"", 1);
    while (*text) {
        size_t n = eco_utf8_length(text);
        unsigned v = n ? letter(text, n) : 0xfffd;

        if (v == '"' || v == '\\')
            eco_str_printf(out, "\\%c", (int)v);
        else if (!is_printable(v))
            eco_str_printf(out, "\\u%04X", v);
        else if (n)
            eco_str_add_n(out, text, n);
        else
            eco_str_add(out, "\xef\xbf\xbd");
        text += n ? n : 1;
    }
    eco_str_add_n(out, "\"", 1);
}

static void add_plain(eco_str *out, const char *text)
{
    while (*text) {
        size_t n = eco_utf8_length(text);

        if (n && is_printable(letter(text, n)))
            eco_str_add_n(out, text, n);
        else
            eco_str_add_n(out, "?", 1);
        text += n ? n : 1;
    }
}

void eco_yaml_comment(eco_str *out, const char *fmt, ...)
{
    char text[COMMENT_MAX];
    size_t n;
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    n = strlen(text); /* not cut within a letter */
    while (n == sizeof text - 1 && n && ((unsigned char)text[n - 1] & 0x80))
        text[--n] = '\0';
    eco_str_add(out, "# ");
    add_plain(out, text);
    eco_str_add_n(out, "\n", 1);
}

const char *eco_shown_name(const eco_column *c, char buf[96])
{
    size_t n = strlen(c->name);
    bool cut = n > NAME_SHOWN;

    if (cut)
        for (n = NAME_SHOWN; n && ((unsigned char)c->name[n] & 0xc0) == 0x80;)
            n--;
    snprintf(buf, 96, "'%.*s%s'", (int)n, c->name, cut ? "..." : "");
    return buf;
}

const eco_column *eco_draft_column(const eco_draft *d, int role)
{
    int at = d->plan->column[role];

    return at < 0 ? NULL : &d->plan->profile->columns[at];
}
