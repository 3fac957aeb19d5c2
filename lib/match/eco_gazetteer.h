/* How the names of zones are kept; for this room only. */
#ifndef ECO_MATCH_GAZETTEER_H
#define ECO_MATCH_GAZETTEER_H

#include "eco_forms.h"

/* First byte of a key. A name's letters stand without blanks between, so that
 * "Pau D'Arco", "Pau Darco" and "PAU D ARCO" are one. */
typedef enum eco_key_kind {
    ECO_KEY_NAME = 'n',  /* folded, or short forms written out */
    ECO_KEY_WORDS = 'w', /* without administrative words */
    ECO_KEY_ORDER = 'o', /* words sorted, a blank between */
    ECO_KEY_CODE = 'c',
    ECO_KEY_CODE_SHORT = 's', /* without its check digit */
    ECO_KEY_PARENT = 'p'
} eco_key_kind;

/* A zone that has a key. */
typedef struct eco_posting {
    union {
        size_t at; /* while the keys grow */
        const char *text;
    } key;
    uint32_t zone; /* its rank */
    eco_match_how how;
} eco_posting;

typedef struct eco_range {
    size_t from, to; /* postings */
} eco_range;

/* A folded name, for what is only similar. */
typedef struct eco_likeness {
    union {
        size_t at;
        const char *text;
    } name;
    uint64_t letters; /* which occur */
    uint64_t words;   /* a bit for each, by its hash */
    uint32_t zone;
    uint32_t length;
} eco_likeness;

struct eco_gazetteer {
    const eco_place_words *words;
    eco_match_options options;
    eco_named_zone *zones; /* sorted by what they hold: the rank */
    size_t nzones;
    char **texts; /* all that zones point to */
    size_t ntexts, texts_cap;
    eco_str keys;
    eco_posting *postings; /* sorted by key, zone */
    size_t npostings, postings_cap;
    uint32_t *slots; /* first posting of a key + 1; 0 is empty */
    size_t nslots;   /* a power of two */
    eco_likeness *likenesses;
    size_t nlikenesses, likenesses_cap;
};

/* The postings of a key. */
eco_range eco_gazetteer_find(const eco_gazetteer *g, const char *key);

/* Names, codes and parents of all zones into postings and likenesses. */
eco_status eco_gazetteer_index(eco_gazetteer *g);

/* Keys are made in `out`, which is emptied first. */
void eco_key_letters(eco_str *out, eco_key_kind kind, const char *folded);
void eco_key_sorted(eco_str *out, const char *folded); /* "": one word */
/* A key of digits without its last one; "": other than digits, or too few. */
void eco_key_without_digit(eco_str *out, eco_key_kind kind, const char *key);

/* The next of the texts parted by ';', without blanks around, into `out`;
 * false when there is none. */
bool eco_part_next(const char **at, eco_str *out);

/* Bits for eco_likeness. */
void eco_likeness_of(const char *folded, uint64_t *letters, uint64_t *words);

/* Letters in which two folded names differ, SIZE_MAX when they are not similar:
 * Damerau-Levenshtein up to a part of the length, or most words in common. */
size_t eco_distance(const char *a, size_t na, const char *b, size_t nb);

/* Letters in which two folded names differ, at most ECO_EDITS_MAX + 1. */
enum { ECO_EDITS_MAX = 3 };
size_t eco_edits(const char *a, size_t na, const char *b, size_t nb);

#endif
