#include "words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 32 };

int words_find(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein distance, one row at a time; SIZE_MAX for long words. */
static size_t edits(const char *a, const char *b)
{
    size_t row[WORD_MAX + 1];
    size_t na = strlen(a), nb = strlen(b);

    if (na > WORD_MAX || nb > WORD_MAX)
        return (size_t)-1;
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t above = row[j];

            row[j] = least(least(row[j - 1], above) + 1,
                           diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[nb];
}

const char *words_nearest(const char *const *words, const char *word)
{
    size_t best = strlen(word) < 4 ? 2 : 3;
    const char *nearest = NULL;

    for (; *words; words++) {
        bool begins = word[0] && strncmp(*words, word, strlen(word)) == 0;
        size_t n = begins ? 0 : edits(*words, word);

        if (n < best) {
            best = n;
            nearest = *words;
        }
    }
    return nearest;
}

const char *words_list(const char *const *words, char *buf, size_t size)
{
    size_t used = 0;

    buf[0] = '\0';
    for (size_t i = 0; words[i] && used < size; i++) {
        const char *link = !i ? "" : words[i + 1] ? ", " : " or ";
        int n = snprintf(buf + used, size - used, "%s%s", link, words[i]);

        used += n > 0 ? (size_t)n : 0;
    }
    return buf;
}
