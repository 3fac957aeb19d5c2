/* UTF-8 to plain text: every dash, degree sign and prime becomes one of its
 * kind, letters lose accents and case. */
#include "eco_lexer.h"

#include <stdint.h>
#include <string.h>

/* One code point; 0 when the bytes are not UTF-8 (overlong, surrogate, cut). */
static uint32_t decode(const unsigned char **p)
{
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *s = *p;
    int more = s[0] < 0x80             ? 0
               : (s[0] & 0xe0) == 0xc0 ? 1
               : (s[0] & 0xf0) == 0xe0 ? 2
               : (s[0] & 0xf8) == 0xf0 ? 3
                                       : -1;
    uint32_t c;

    if (more < 0)
        return 0;
    c = more ? s[0] & (0x3fu >> more) : s[0];
    for (int i = 1; i <= more; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3fu);
    }
    if (c < least[more] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return 0;
    *p = s + more + 1;
    return c;
}

/* Signs beyond ASCII. Marks of direction and blanks of no width count as
 * blanks: dropped, they would join what stands on both sides. */
static char sign(uint32_t c)
{
    static const struct {
        char to;
        uint32_t from[14];
    } map[] = {
        {' ', {0xa0, 0x202f, 0x3000, 0x200e, 0x200f, 0x2060, 0xfeff}},
        {'-', {0x2212, 0x2010, 0x2011, 0x2012, 0x2013, 0xfe63, 0xff0d}},
        {'*', {0xb0, 0xba, 0x2da, 0x2070, 0x1d52, 0x2218, 0x25e6}},
        {'\'',
         {0x2032, 0x2018, 0x2019, 0x201b, 0xb4, '`', 0x2b9, 0x2bc, 0x2ca, 0x2cb,
          0xff07}},
        {'"',
         {0x2033, 0x201c, 0x201d, 0x201f, 0x2ba, 0x2dd, 0x2ee, 0xa8, 0xff02}},
        {',', {0xff0c}},
        {'.', {0xff0e}},
        {';', {0xff1b}},
        {':', {'=', 0xff1a}},
        {'+', {0xff0b}},
    };

    if (c >= 0x2000 && c <= 0x200b)
        return ' ';
    if (c >= 0x202a && c <= 0x202e)
        return ' ';
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        for (size_t k = 0; k < 14 && map[i].from[k]; k++)
            if (map[i].from[k] == c)
                return map[i].to;
    return '\0';
}

/* A letter of Latin-1 without its accent; lower case. */
static char letter(uint32_t c)
{
    static const char base[] = "aaaaaa ceeeeiiii nooooo  uuuuy  ";

    c |= 0x20; /* capitals stand 32 below */
    if (c < 0xe0 || c > 0xff || base[c - 0xe0] == ' ')
        return '\0';
    return base[c - 0xe0];
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static char plain(uint32_t c, bool *upper)
{
    *upper = (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde);
    if (c >= 'A' && c <= 'Z')
        return (char)(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        return (char)c;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return ' ';
    if (c < 0x80 && strchr(".,;:+-'\"*/|()", (int)c))
        return (char)c;
    if (c >= 0xc0 && c < 0x100)
        return letter(c);
    return sign(c);
}

static eco_place_reason add(struct eco_plain *out, char c, bool upper)
{
    char last = (char)(out->n ? out->text[out->n - 1] : ' ');

    /* Spreadsheets, and we, put ' before a sign that begins a cell. */
    if ((c == ' ' && last == ' ') || (c == '\'' && !out->n))
        return ECO_PLACE_READ;
    if (c == '\'' && last == '\'') { /* '' stands for " */
        out->text[out->n - 1] = '"';
        return ECO_PLACE_READ;
    }
    if (out->n == ECO_PLAIN_MAX)
        return c == ' ' ? ECO_PLACE_READ : ECO_PLACE_LONG;
    out->upper[out->n] = upper;
    out->text[out->n++] = c;
    return ECO_PLACE_READ;
}

eco_place_reason eco_plain_from_utf8(const char *text, struct eco_plain *out)
{
    const unsigned char *p = (const unsigned char *)(text ? text : "");
    eco_place_reason why = ECO_PLACE_READ;

    memset(out, 0, sizeof *out);
    while (*p) {
        uint32_t c = decode(&p);
        bool upper = false, is_accent = c >= 0x300 && c <= 0x36f;
        char to = (char)(c && !is_accent ? plain(c, &upper) : '\0');

        if (!c)
            return ECO_PLACE_ENCODING; /* whatever else is wrong before it */
        /* A combining accent belongs to a letter: over a digit it could be a
         * degree sign. */
        if (is_accent && out->n && is_letter(out->text[out->n - 1]))
            continue;
        if (!why)
            why = to ? add(out, to, upper) : ECO_PLACE_CHARACTER;
    }
    if (out->n && out->text[out->n - 1] == ' ')
        out->n--;
    out->text[out->n] = '\0';
    if (!why && !out->n)
        why = ECO_PLACE_EMPTY;
    return why;
}
