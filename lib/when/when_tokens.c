/* Cuts a text into numbers, words without accents, and signs. */
#include "eco_when_parts.h"

#include <string.h>

/* The letters C3 80 .. C3 BF of UTF-8 without their accents; ' ': no letter
 * that a date has. */
static const char latin[] = "aaaaaa ceeeeiiii"
                            " nooooo ouuuuy  "
                            "aaaaaa ceeeeiiii"
                            " nooooo ouuuuy y";

typedef struct place {
    const unsigned char *p;
    int letter; /* 'a' .. 'z', '0' .. '9', a sign, ' ' for a blank, '\'' for
                   what only parts words, 0 at the end, -1 for all else */
    int n;      /* bytes */
} place;

static bool begins(const unsigned char *p, const char *bytes)
{
    return strncmp((const char *)p, bytes, strlen(bytes)) == 0;
}

static void other_letter(place *at)
{
    static const struct {
        const char *bytes;
        int letter;
    } others[] = {
        {"\xc2\xa0", ' '},      {"\xe2\x80\xaf", ' '}, {"\xe2\x80\x89", ' '},
        {"\xe2\x80\x8b", '\''}, {"\xc2\xba", '\''},    {"\xc2\xb0", '\''},
        {"\xc2\xaa", '\''},     {"\xc2\xb4", '\''},    {"\xe2\x80\x98", '\''},
        {"\xe2\x80\x99", '\''}, {"\xe2\x80\x90", '-'}, {"\xe2\x80\x91", '-'},
        {"\xe2\x80\x93", '-'},  {"\xe2\x80\x94", '-'}, {"\xe2\x88\x92", '-'},
        {"\xe2\x80\xa6", '~'},
    };

    at->letter = -1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (begins(at->p, others[i].bytes)) {
            at->letter = others[i].letter;
            at->n = (int)strlen(others[i].bytes);
            return;
        }
}

/* An accent that follows its letter: U+0300 to U+036F. */
static bool is_loose_accent(const unsigned char *p)
{
    return (p[0] == 0xcc && p[1] >= 0x80 && p[1] <= 0xbf) ||
           (p[0] == 0xcd && p[1] >= 0x80 && p[1] <= 0xaf);
}

static void look(place *at)
{
    unsigned char c = *at->p;

    at->n = 1;
    if (c >= 'A' && c <= 'Z') {
        at->letter = c - 'A' + 'a';
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || !c) {
        at->letter = c;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at->letter = ' ';
    } else if (c == '\'' || c == '`') {
        at->letter = '\'';
    } else if (c < 0x80) {
        at->letter = strchr("/-.,:+", c) ? c : -1;
    } else if (c == 0xc3 && at->p[1] >= 0x80 && at->p[1] <= 0xbf) {
        at->letter = (unsigned char)latin[at->p[1] - 0x80];
        at->letter = at->letter == ' ' ? -1 : at->letter;
        at->n = 2;
    } else {
        other_letter(at);
    }
}

static bool is_digit(int letter)
{
    return letter >= '0' && letter <= '9';
}

static bool is_letter(int letter)
{
    return letter >= 'a' && letter <= 'z';
}

static void step(place *at)
{
    at->p += at->n;
    while (is_loose_accent(at->p))
        at->p += 2;
    look(at);
}

static void number(place *at, when_token *t)
{
    t->kind = WHEN_IS_NUMBER;
    for (; is_digit(at->letter); step(at))
        if (++t->ndigits <= 9)
            t->value = t->value * 10 + (at->letter - '0');
}

static bool word(place *at, when_token *t)
{
    int n = 0;

    t->kind = WHEN_IS_WORD;
    for (; is_letter(at->letter); step(at)) {
        if (n == WHEN_WORD_MAX - 1)
            return false;
        t->word[n++] = (char)at->letter;
    }
    when_look_up(t);
    return true;
}

/* Two dots or more, as in "2019..2021", part the ends of a range. */
static void sign(place *at, when_token *t)
{
    t->kind = WHEN_IS_SIGN;
    t->sign = (char)at->letter;
    step(at);
    while (t->sign == '.' && at->letter == '.') {
        t->sign = '~';
        step(at);
    }
    while (t->sign == '~' && at->letter == '.')
        step(at);
}

int when_tokenize(const char *text, when_token tokens[WHEN_TOKENS_MAX])
{
    place at = {(const unsigned char *)text, 0, 0};
    bool spaced = false;
    int n = 0;

    look(&at);
    while (at.letter) {
        when_token *t = &tokens[n];

        if (at.letter == ' ' || at.letter == '\'') {
            spaced |= at.letter == ' ';
            step(&at);
            continue;
        }
        if (at.letter < 0 || n == WHEN_TOKENS_MAX - 1)
            return -1;
        *t = (when_token){.spaced = spaced};
        spaced = false;
        if (is_digit(at.letter))
            number(&at, t);
        else if (!is_letter(at.letter))
            sign(&at, t);
        else if (!word(&at, t))
            return -1;
        if (t->kind == WHEN_IS_WORD && !t->spaced && n &&
            t[-1].kind == WHEN_IS_NUMBER && when_is_number_suffix(t->word))
            continue;
        n++;
    }
    return n;
}
