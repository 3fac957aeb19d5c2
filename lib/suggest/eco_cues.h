/* What code a text of a column stands for. */
#ifndef ECO_SUGGEST_CUES_H
#define ECO_SUGGEST_CUES_H

#include "eco_mapping.h"
#include "eco_str.h"

/* The vocabulary of a fact, or yes, no and unknown, and words that tell one of
 * its codes (layers/vocabulary/list_cue.csv). */
typedef struct eco_cues eco_cues;
eco_status eco_cues_create(eco_ctx *ctx, eco_fact fact, eco_cues **out);
void eco_cues_destroy(eco_cues *c);

/* How a text was understood. */
typedef enum eco_cue {
    ECO_CUE_NONE,
    ECO_CUE_CODE,  /* it is a code or a title of the vocabulary */
    ECO_CUE_GUESS, /* it is, or holds, a word that tells one */
} eco_cue;

/* code[] of 32 bytes. */
eco_status eco_cues_find(eco_ctx *ctx, const eco_cues *c, const char *text,
                         eco_cue *how, char code[32]);
/* "FOR, MIN, ..." that would be right; NULL: yes, no, unknown. */
void eco_cues_allowed(const eco_cues *c, eco_str *out);

#endif
