/* What a date is made of, for the files of this room only. */
#ifndef ECO_WHEN_PARTS_H
#define ECO_WHEN_PARTS_H

#include "eco_when.h"

enum { WHEN_TOKENS_MAX = 40, WHEN_WORD_MAX = 16, WHEN_NUMBERS_MAX = 4 };

typedef enum when_word {
    WHEN_OTHER_WORD,
    WHEN_MONTH_NAME,
    WHEN_WEEKDAY_NAME, /* from Sunday = 0 */
    WHEN_QUARTER_WORD,
    WHEN_ORDINAL,
    WHEN_FILLER,  /* "de", "of", "the": means nothing */
    WHEN_BETWEEN, /* opens a range whose ends "and" joins */
    WHEN_FROM,    /* opens a range; without one it is "ever since" */
    WHEN_AND,
    WHEN_TO
} when_word;

typedef struct when_token {
    enum { WHEN_IS_NUMBER, WHEN_IS_WORD, WHEN_IS_SIGN } kind;
    bool spaced;              /* a blank stands before it */
    char sign;                /* one of / - . , : + and ~ for ".." */
    int ndigits;              /* of a number; beyond 9 the value is not kept */
    int value;                /* of a number, month name, weekday or ordinal */
    when_word is;             /* of a word */
    char word[WHEN_WORD_MAX]; /* lower case, without accents */
} when_token;

typedef struct when_tokens {
    const when_token *at;
    int n;
} when_tokens;

/* The tokens of a text into `tokens`; their count, or -1 when it holds what no
 * date does. */
int when_tokenize(const char *text, when_token tokens[WHEN_TOKENS_MAX]);

void when_look_up(when_token *t); /* sets is, value */
/* Lists are " a b c ", each word between blanks. */
bool when_word_in(const char *list, const char *word);
bool when_is_number_suffix(const char *word); /* "st" of 1st, "er" of 1er */

/* Zero: not told. */
typedef struct when_piece {
    int year, month, day, quarter;
    int shift; /* days to add, for the time zone */
    unsigned flags;
} when_piece;

/* What stands in a text but a range. */
typedef struct when_elements {
    const when_token *numbers[WHEN_NUMBERS_MAX];
    int n;
    char gaps[WHEN_NUMBERS_MAX]; /* the sign before a number; ' ': none;
                                    '!': several */
    int month, before_month;     /* numbers that stand before its name */
    bool quarter;                /* the word for it */
    int ordinal, weekday;        /* weekday: 1 + days from Sunday */
    int trailing;                /* signs after the last one */
} when_elements;

eco_when_reason when_collect(when_tokens t, when_elements *e);
int when_element_count(const when_elements *e);
bool when_has_full_year(const when_elements *e);

/* In a range one end may leave out what the other says: `other` is that one,
 * read before, or NULL. */
eco_when_reason when_read_piece(when_tokens t, const eco_when_options *o,
                                const when_piece *other, when_piece *out);
eco_when_reason when_piece_days(const when_piece *p, eco_when *out);
eco_when_reason when_year(const when_token *t, const eco_when_options *o,
                          int *year);

/* Where the time of day begins; t.n when there is none. */
int when_find_time(when_tokens t);
eco_when_reason when_read_time(when_tokens t, const eco_when_options *o,
                               when_piece *out);

eco_when_reason when_read_range(when_tokens t, const eco_when_options *o,
                                eco_when *out);

#endif
