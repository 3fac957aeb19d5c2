/* Words as people compare them. */
#ifndef ECO_BASE_FOLD_H
#define ECO_BASE_FOLD_H

#include "eco_str.h"

/* `text` without case, accents and punctuation, one blank between words, none
 * around: "Côte d'Ivoire" and "COTE D’IVOIRE" give "cote d ivoire". Latin
 * letters; others stay as they are. Bytes that are not UTF-8 are blanks. */
void eco_fold(eco_str *out, const char *text);

/* Length of the UTF-8 sequence at `text`; 0 when it is none (nor at NUL). */
size_t eco_utf8_length(const char *text);

#endif
