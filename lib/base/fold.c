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

/* Of a sequence that begins with this byte; 0: none does. */
static size_t length_by_first(unsigned char c)
{
    static const unsigned char first[] = {0xf5, 0xf0, 0xe0, 0xc2};
    size_t n = 5;

    if (c < 0x80)
        return c != 0;
    for (size_t i = 0; i < sizeof first; i++, n--)
        if (c >= first[i])
            return i ? n : 0;
    return 0;
}

/* Overlong forms, surrogates, past U+10FFFF. (Unicode 15, table 3-7) */
static bool is_refused(unsigned char first, unsigned char second)
{
    return (first == 0xe0 && second < 0xa0) ||
           (first == 0xed && second > 0x9f) ||
           (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
}

size_t eco_utf8_length(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t n = length_by_first(s[0]);

    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    return n > 2 && is_refused(s[0], s[1]) ? 0 : n;
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

/* Lower case without accent; of two letters the capital as in `latin`. */
static uint32_t base_letter(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + ('a' - 'A');
    return c >= 0xc0 && c <= 0x17f ? (unsigned char)latin[c - 0xc0] : c;
}

/* One character of n bytes. */
static void fold_one(eco_str *out, bool *gap, const char *text, size_t n)
{
    const uint32_t c = base_letter(decode(text, n));
    const char letter = (char)c;

    if (is_letter(c))
        put(out, gap, &letter, 1);
    else if (c >= 'A' && c <= 'Z')
        put(out, gap, pair(letter), 2);
    else if (is_gap(c))
        *gap = true;
    else if (c < 0x300 || c > 0x36f) /* an accent of its own goes */
        put(out, gap, text, n);
}

void eco_fold(eco_str *out, const char *text)
{
    bool gap = false;

    while (*text) {
        size_t n = eco_utf8_length(text);

        if (n)
            fold_one(out, &gap, text, n);
        else
            gap = true;
        text += n ? n : 1;
    }
}
