#include "json.h"

#include <stdbool.h>
#include <stddef.h>

/* Length of the UTF-8 sequence at s, 0 when there is no valid one. Second-byte
 * limits of E0, ED, F0 and F4 keep out overlong forms, surrogates and what is
 * past U+10FFFF. (Unicode 15, table 3-7) */
static size_t sequence(const unsigned char *s)
{
    size_t n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : 3;
    unsigned char low = 0x80, high = 0xbf;

    if (s[0] >= 0xf0)
        n = s[0] < 0xf5 ? 4 : 0;
    if (s[0] == 0xe0)
        low = 0xa0;
    if (s[0] == 0xed)
        high = 0x9f;
    if (s[0] == 0xf0)
        low = 0x90;
    if (s[0] == 0xf4)
        high = 0x8f;
    for (size_t i = 1; i < n; i++) {
        if (s[i] < low || s[i] > high)
            return 0;
        low = 0x80;
        high = 0xbf;
    }
    return n;
}

static void escape(FILE *to, unsigned char c)
{
    if (c == '"' || c == '\\')
        fprintf(to, "\\%c", c);
    else if (c == '\n')
        fputs("\\n", to);
    else if (c == '\t')
        fputs("\\t", to);
    else if (c < 0x20 || c == 0x7f)
        fprintf(to, "\\u%04x", c);
    else
        fputc(c, to);
}

void json_text(FILE *to, const char *text)
{
    const unsigned char *s = (const unsigned char *)text;

    if (!text) {
        fputs("null", to);
        return;
    }
    fputc('"', to);
    while (*s) {
        size_t n = sequence(s);

        if (n == 1)
            escape(to, *s);
        else if (n)
            fwrite(s, 1, n, to);
        else
            fputs("\\ufffd", to);
        s += n ? n : 1;
    }
    fputc('"', to);
}
