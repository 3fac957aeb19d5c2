/* Growing text. A failed append sticks: check `failed` once, at the end. */
#ifndef ECO_BASE_STR_H
#define ECO_BASE_STR_H

#include "eco_fail.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct eco_str {
    char *text; /* NUL-terminated; NULL while empty */
    size_t n, cap;
    bool failed; /* an allocation failed: the text is incomplete */
} eco_str;

void eco_str_add(eco_str *s, const char *text);
void eco_str_add_n(eco_str *s, const char *text, size_t n);
void eco_str_printf(eco_str *s, const char *fmt, ...) ECO_PRINTF(2, 3);
void eco_str_xml(eco_str *s,
                 const char *text); /* escaped; controls as U+FFFD */
void eco_str_json(eco_str *s, const char *text); /* in quotes, escaped */
void eco_str_clear(eco_str *s);                  /* free, ready for reuse */
void eco_str_reset(eco_str *s); /* empty, its memory is kept for the next */
const char *eco_str_text(const eco_str *s); /* "" while empty */
char *eco_str_take(eco_str *s); /* the text, caller frees; NULL if failed */

/* Shortest decimal that reads back as the same double, C locale. */
const char *eco_str_real(char buf[32], double v);

/* Whole text as a number, C locale; false when anything is left over. */
bool eco_parse_real(const char *text, double *out);
bool eco_parse_int(const char *text, long long *out);

bool eco_starts_with(const char *text, const char *prefix);
bool eco_ends_with(const char *text, const char *suffix);

/* Of `n` words the nearest to `word` (edit distance <= 2), or NULL. */
const char *eco_nearest(const char *word, const char *const *words, size_t n);

#endif
