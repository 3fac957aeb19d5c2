/* The forms in which a name may also be written; for this room only. */
#ifndef ECO_MATCH_FORMS_H
#define ECO_MATCH_FORMS_H

#include "eco_match.h"

enum {
    ECO_FORMS_MAX = 64,  /* of one text; more are left out */
    ECO_TOKENS_MAX = 24, /* longer texts have their folded form only */
    ECO_PHRASE_MAX = 4   /* words of a rule */
};

typedef enum eco_word_kind {
    ECO_WORD_SHORT,  /* "sta" means "santa" */
    ECO_WORD_BEFORE, /* "municipio de" goes */
    ECO_WORD_AFTER   /* "province" goes */
} eco_word_kind;

typedef struct eco_word {
    char *form, *means; /* folded */
    size_t length;      /* of form */
    eco_word_kind kind;
} eco_word;

struct eco_place_words {
    eco_word *items; /* by form, then kind and meaning */
    size_t n, cap;
};

typedef struct eco_forms {
    eco_str text; /* all forms, a NUL after each */
    size_t at[ECO_FORMS_MAX];
    eco_match_how how[ECO_FORMS_MAX]; /* FOLDED, ABBREVIATION or WORDS */
    size_t n;
    eco_str scratch, building;
} eco_forms;

/* All forms of `text`, the folded one first; none when that is empty. The name
 * of a zone may do without its parenthesis; in a report a parenthesis may tell
 * another place, "Altamira (MA)", and stays. */
eco_status eco_forms_make(eco_forms *f, const eco_place_words *w,
                          const char *text, bool is_report);
const char *eco_form(const eco_forms *f, size_t i);
void eco_forms_clear(eco_forms *f);

/* The rules whose form begins with the word of n bytes at `text`: a range. */
size_t eco_place_words_range(const eco_place_words *w, const char *text,
                             size_t n, size_t *end);

/* Words of a folded text as offset and length; 0: none or too many. */
typedef struct eco_token {
    size_t at, n;
} eco_token;
size_t eco_tokens(const char *folded, eco_token tokens[ECO_TOKENS_MAX]);

#endif
