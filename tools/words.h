/* Lists of words: finding, guessing and naming them. */
#ifndef ECO_TOOLS_WORDS_H
#define ECO_TOOLS_WORDS_H

#include <stddef.h>

/* Index of `word` in a NULL-terminated list; -1 when it is not there. */
int words_find(const char *const *words, const char *word);

/* The word that begins with `word` or is at most two edits away from it (one,
 * if it is short); NULL when nothing is that near. */
const char *words_nearest(const char *const *words, const char *word);

/* "a, b or c", cut to `size`. */
const char *words_list(const char *const *words, char *buf, size_t size);

#endif
