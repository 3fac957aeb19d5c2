/* Names of places as people write them: to the zone that they mean. */
#ifndef ECO_MATCH_MATCH_H
#define ECO_MATCH_MATCH_H

#include "eco_str.h"

#include <stdint.h>

/* Short forms and administrative words: layers/vocabulary/place_words.csv. */
typedef struct eco_place_words eco_place_words;

typedef struct eco_place_words_fault {
    size_t line; /* of the text */
    const char *reason;
} eco_place_words_fault;

/* From CSV with the columns form, means, kind (short, before, after), language.
 * ECO_FORMAT: *fault says where and why; ECO_NOMEM. */
eco_status eco_place_words_read(const char *csv, eco_place_words **out,
                                eco_place_words_fault *fault);
void eco_place_words_destroy(eco_place_words *w);
size_t eco_place_words_count(const eco_place_words *w);

/* A zone and all that it is called; NULL is nothing. Several texts in one
 * member are parted by ';', but code and name are one each. */
typedef struct eco_named_zone {
    int64_t id;        /* the caller's */
    const char *code;  /* its key */
    const char *codes; /* others */
    const char *name;
    const char *also;   /* other names */
    const char *parent; /* names and codes of what it lies in */
} eco_named_zone;

typedef struct eco_match_options {
    /* Codes end in a check digit that may be missing on either side: 1500602
     * and 150060 are one municipality (IBGE). */
    bool check_digit;
    size_t suggestions; /* at most; 0: nothing similar is looked for */
} eco_match_options;

/* All names of a set of zones. Fixed once made: any number of threads may
 * ask. Memory: O(all names and their written-out forms). */
typedef struct eco_gazetteer eco_gazetteer;

/* Everything is copied but `words`, which must outlive it. ECO_NOMEM. */
eco_status eco_gazetteer_create(const eco_place_words *words,
                                const eco_named_zone *zones, size_t n,
                                const eco_match_options *options,
                                eco_gazetteer **out);
void eco_gazetteer_destroy(eco_gazetteer *g);
size_t eco_gazetteer_bytes(const eco_gazetteer *g);

typedef struct eco_match_query {
    const char *name;   /* "Altamira", "Altamira - PA", "Mun. de Altamira" */
    const char *code;   /* or NULL */
    const char *parent; /* name or code, or NULL; by name, a zone without parent
                           does not answer a query that has one */
} eco_match_query;

typedef enum eco_match_outcome {
    ECO_MATCH_NONE,
    ECO_MATCH_ONE,
    ECO_MATCH_SEVERAL
} eco_match_outcome;

/* What was needed to see that two texts are the same, in rising order. */
#define ECO_MATCH_HOW_MAP(X)                                                   \
    X(NOT, "")                                                                 \
    X(CODE, "code")                                                            \
    X(EXACT, "exact")               /* the same bytes */                       \
    X(FOLDED, "folded")             /* but for case, accents, blanks, marks */ \
    X(ABBREVIATION, "abbreviation") /* a short form written out */             \
    X(WORDS, "words") /* an administrative word or a parenthesis left out */   \
    X(ORDER, "order") /* the same words in another order */                    \
    X(NEAR, "near")   /* a letter or two differ, and no other name is near */

typedef enum eco_match_how {
#define X(name, text) ECO_HOW_##name,
    ECO_MATCH_HOW_MAP(X)
#undef X
} eco_match_how;

/* Why there is not one zone. */
#define ECO_MATCH_WHY_MAP(X)                                                   \
    X(MATCHED, "")                                                             \
    X(EMPTY, "the name has no letter or digit")                                \
    X(NAME, "no zone has this name")                                           \
    X(CODE, "no zone has this code")                                           \
    X(PARENT, "no zone of this name lies in this parent")                      \
    X(PARENT_UNKNOWN, "no zone lies in this parent")                           \
    X(NAMESAKES, "several zones have this name")                               \
    X(CODES, "several zones have this code")                                   \
    X(CODE_OR_NAME, "the code is of another zone than the name or parent")

typedef enum eco_match_why {
#define X(name, text) ECO_WHY_##name,
    ECO_MATCH_WHY_MAP(X)
#undef X
} eco_match_why;

const char *eco_match_how_text(eco_match_how how);
const char *eco_match_why_text(eco_match_why why);

typedef struct eco_candidate {
    int64_t id;
    const char *code, *name, *parent; /* the gazetteer's; "" when not given */
    eco_match_how how;                /* NOT: only similar */
    unsigned distance;                /* similar: letters that differ */
} eco_candidate;

/* An answer, and what is needed to find it: use one again and again. */
typedef struct eco_match {
    eco_match_outcome outcome;
    eco_match_how how;
    eco_match_why why;
    /* ONE: the zone. SEVERAL: all of them, by code. NONE: those that share the
     * name (in another parent, with another code), else the most similar;
     * never a match. */
    const eco_candidate *candidates;
    size_t n;
    const char *folded;     /* the name */
    struct eco_asking *own; /* zero at first */
} eco_match;

/* The zone that is meant. Independent of the order of the zones. ECO_NOMEM. */
eco_status eco_match_find(const eco_gazetteer *g, const eco_match_query *query,
                          eco_match *m);
void eco_match_clear(eco_match *m);

#endif
