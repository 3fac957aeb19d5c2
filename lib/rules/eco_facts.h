/* What may be known of a piece of evidence. */
#ifndef ECO_RULES_FACTS_H
#define ECO_RULES_FACTS_H

#include "eco_str.h"

#include <stdint.h>

enum { ECO_FACTS_MAX = 40, ECO_FACT_WORDS_MAX = 256 };

typedef enum eco_told {
    ECO_TOLD_WORD,   /* its place among the words */
    ECO_TOLD_NUMBER, /* low..high */
    ECO_TOLD_DAY     /* days since 1970, eco_day.h */
} eco_told;

typedef struct eco_fact_def {
    const char *name;
    eco_told told;
    const char *list;         /* vocabulary whose codes are its words, or ... */
    const char *const *words; /* ... its own, NULL ends */
    double low, high;         /* of a number */
    bool is_whole;
    const char *about;
} eco_fact_def;

size_t eco_fact_count(void); /* at most ECO_FACTS_MAX */
const eco_fact_def *eco_fact_def_at(size_t fact);
bool eco_fact_find(const char *name, size_t *fact);

/* The words of each fact, own or of a vocabulary, once rules are read. */
typedef struct eco_fact_words {
    const char **items;
    size_t n;
    const char *shown; /* what the fact may be, for people */
} eco_fact_words;

/* Zero-initialised: nothing is known. */
typedef struct eco_facts {
    uint64_t known; /* bit per fact; what is not told is not known */
    double values[ECO_FACTS_MAX];
} eco_facts;

bool eco_facts_equal(const eco_facts *a, const eco_facts *b);
bool eco_facts_know(const eco_facts *facts, size_t fact);

/* From text; false when it is none of the words, no number in the range, no
 * day. "" and a NULL text: not known. */
bool eco_facts_set(eco_facts *facts, size_t fact, const char *text,
                   const eco_fact_words *words);

/* A value of a fact as text: the word, the number, the day. */
void eco_fact_value_text(size_t fact, double value, const eco_fact_words *words,
                         eco_str *out);

#endif
