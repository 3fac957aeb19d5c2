/* From UTF-8 to the few signs that coordinates are made of. Between the sources
 * of this room only. */
#ifndef ECO_PLACE_LEXER_H
#define ECO_PLACE_LEXER_H

#include "eco_place.h"

#include <stddef.h>

enum { ECO_PLAIN_MAX = 160, ECO_TOKENS_MAX = 48, ECO_COMMAS_MAX = 4 };

/* Lower-case ASCII with single blanks, none at the ends; `upper` tells what
 * was a capital. Degree signs are '*', all minutes ', all seconds ", every
 * dash and minus -, and = is :. */
struct eco_plain {
    char text[ECO_PLAIN_MAX + 1];
    bool upper[ECO_PLAIN_MAX + 1];
    size_t n;
};

eco_place_reason eco_plain_from_utf8(const char *text, struct eco_plain *out);

/* A number as written: with one decimal mark, and as thousands in groups of
 * three ("8.612.345,50"); one of both, or both, or none. */
struct eco_figure {
    bool is_plain, is_grouped;
    double plain, grouped;
    int decimals, grouped_decimals; /* digits behind the mark */
    int digits;                     /* before it, leading zeros included */
    char mark;                      /* the first one; none: '\0' */
};

/* Digits and marks, nothing else. False: neither reading. */
bool eco_figure_read(const char *text, size_t n, struct eco_figure *out);

enum eco_token_kind {
    ECO_TOKEN_END,
    ECO_TOKEN_NUMBER,
    ECO_TOKEN_MINUS,
    ECO_TOKEN_PLUS,
    ECO_TOKEN_DEG, /* marks, and words with `letter` d m s */
    ECO_TOKEN_MIN,
    ECO_TOKEN_SEC,
    ECO_TOKEN_COLON,
    ECO_TOKEN_COMMA,     /* one that separates */
    ECO_TOKEN_SEPARATOR, /* ; / | and, y, et ... */
    ECO_TOKEN_LETTER,    /* one alone: hemisphere, unit, label or band */
    ECO_TOKEN_SIDE,      /* "north" ... in `letter` n s e w */
    ECO_TOKEN_AXIS,      /* "latitude" ... in `axis` */
    ECO_TOKEN_AXES,      /* "latlon" ...; `axis` is the first */
    ECO_TOKEN_UTM,       /* "UTM", "metres" ...: UTM, and no more */
    ECO_TOKEN_HEMISPHERE,
    ECO_TOKEN_ZONE,   /* "zone", "huso" ... */
    ECO_TOKEN_FILLER, /* "of", "WGS84" ...: no meaning anywhere */
    ECO_TOKEN_EPSG,   /* a code follows */
    ECO_TOKEN_DATUM,  /* "SAD69" ... */
    ECO_TOKEN_UPS,
};

struct eco_token {
    enum eco_token_kind kind;
    bool spaced; /* a blank before it */
    bool tight;  /* of COMMA: between two digits */
    bool upper;  /* of LETTER */
    char letter; /* of LETTER, SIDE and words for units */
    eco_axis axis;
    struct eco_figure number;
};

struct eco_tokens {
    struct eco_token at[ECO_TOKENS_MAX + 1]; /* the last one is END */
    size_t n;                                /* without it */
};

/* What a word of two letters or more is; false: not in the vocabulary. */
bool eco_word_read(const char *word, size_t n, struct eco_token *out);

/* Commas between two digits, which may be decimal or separate. */
size_t eco_commas_count(const struct eco_plain *text);

/* Tokens of a text; the k-th comma between digits is decimal where bit k of
 * `decimal` is set. */
eco_place_reason eco_tokens_read(const struct eco_plain *text, unsigned decimal,
                                 struct eco_tokens *out);

#endif
