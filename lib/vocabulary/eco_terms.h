/* A vocabulary while it is read; for no other room. */
#ifndef ECO_VOCABULARY_TERMS_H
#define ECO_VOCABULARY_TERMS_H

#include <ecocrime/vocabulary.h>

#include "eco_fail.h"

#define ECO_LISTS "vocabulary/list_"

/* A folded title and whose it is. */
typedef struct eco_title {
    char *text;
    size_t term;
} eco_title;

struct eco_vocabulary {
    char *name;
    char *file;   /* "vocabulary/list_NAME.csv" */
    char **texts; /* all that the terms point to */
    size_t ntexts, texts_cap;
    eco_term *terms;
    size_t n, cap;
    eco_term_code *codes; /* of all terms, term by term */
    size_t ncodes, codes_cap;
    eco_term_link *links;
    size_t nlinks, links_cap;
    size_t *by_code;   /* terms sorted by code */
    eco_title *titles; /* sorted by folded text, then term */
    size_t ntitles, titles_cap;
};

/* "layers/FILE:LINE: ..." as the message; answers ECO_FORMAT. */
eco_status eco_terms_fail(eco_ctx *ctx, const eco_vocabulary *v, size_t line,
                          const char *fmt, ...) ECO_PRINTF(4, 5);

/* The rows of `text` into v->terms, cell by cell checked. */
eco_status eco_terms_read(eco_ctx *ctx, eco_vocabulary *v, const char *text);

/* Codes unique, parents known and without a circle; sets levels, by_code. */
eco_status eco_terms_check(eco_ctx *ctx, eco_vocabulary *v);

/* The list as it is in its file, without a look at those it points to. */
eco_status eco_terms_load(eco_ctx *ctx, const char *name, eco_vocabulary **out);

#endif
