#include "eco_fold.h"

#include <stdint.h>
#include <string.h>

/* Latin-1 and Latin Extended-A, U+00C0 to U+017F; ' ' for what is no letter,
 * a capital for two letters: A ae, O oe, S ss, I ij. */
static const char latin[] = "aaaaaaAceeeeiiiidnooooo ouuuuytS"
                            "aaaaaaAceeeeiiiidnooooo ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiiiIIjjkkklllllll"
                            "lllnnnnnnnnnooooooOOrrrrrrssssss"
                            "ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

size_t eco_utf8_length(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t n = s[0] == 0     ? 0
               : s[0] < 0x80 ? 1
               : s[0] < 0xc2 ? 0
               : s[0] < 0xe0 ? 2
               : s[0] < 0xf0 ? 3
               : s[0] < 0xf5 ? 4
                             : 0;

    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    /* overlong forms, surrogates, past U+10FFFF (Unicode 15, table 3-7) */
    if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
        (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

static uint32_t decode(const char *text, size_t n)
{
    const unsigned char *s = (const unsigned char *)text;
    uint32_t c = n == 1 ? s[0] : s[0] & (0xffU >> (n + 1));

    for (size_t i = 1; i < n; i++)
        c = c << 6 | (s[i] & 0x3fU);
    return c;
}

static const char *pair(char c)
{
    return c == 'A' ? "ae" : c == 'O' ? "oe" : c == 'S' ? "ss" : "ij";
}

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Spaces, punctuation and marks between words. */
static bool is_gap(uint32_t c)
{
    return c < 0xc0 || (c >= 0x2000 && c <= 0x206f);
}

static void put(eco_str *out, bool *gap, const char *text, size_t n)
{
    if (*gap && out->n)
        eco_str_add(out, " ");
    *gap = false;
    eco_str_add_n(out, text, n);
}

void eco_fold(eco_str *out, const char *text)
{
    bool gap = false;

    while (*text) {
        size_t n = eco_utf8_length(text);
        uint32_t c = n ? decode(text, n) : 0xfffd;
        char letter;

        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        letter = (char)c;
        if (c >= 0xc0 && c <= 0x17f) {
            letter = latin[c - 0xc0];
            c = (unsigned char)letter;
        }
        if (is_letter(c))
            put(out, &gap, &letter, 1);
        else if (c >= 'A' && c <= 'Z')
            put(out, &gap, pair(letter), 2);
        else if (c >= 0x300 && c <= 0x36f)
            ; /* an accent of its own */
        else if (is_gap(c))
            gap = true;
        else
            put(out, &gap, text, n ? n : 1);
        text += n ? n : 1;
    }
}
