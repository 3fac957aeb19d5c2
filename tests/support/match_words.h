/* The list of short forms, read from the tree. */
#ifndef ECO_TESTS_MATCH_WORDS_H
#define ECO_TESTS_MATCH_WORDS_H

#include "eco_match.h"

#include <stdio.h>
#include <stdlib.h>

static inline eco_place_words *match_words(void)
{
    static char text[1 << 16];
    char path[1024];
    eco_place_words *words = NULL;
    eco_place_words_fault fault;
    FILE *f;
    size_t n;

    snprintf(path, sizeof path, "%s/layers/vocabulary/place_words.csv",
             getenv("ECO_SOURCE"));
    f = fopen(path, "rb");
    if (!f)
        return NULL;
    n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    if (eco_place_words_read(text, &words, &fault))
        fprintf(stderr, "%s:%zu: %s\n", path, fault.line, fault.reason);
    return words;
}

#endif
