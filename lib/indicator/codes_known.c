/* The codes that an assessment may ask for. */
#include "eco_catalogue.h"
#include "eco_indicator.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_list(char **codes)
{
    for (size_t i = 0; codes && codes[i]; i++)
        eco_mem_free(codes[i]);
    eco_mem_free(codes);
}

/* Sorted; of equal ones the first stays. */
static void tidy(char **codes, size_t n)
{
    size_t kept = 0;

    qsort(codes, n, sizeof *codes, by_text);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && strcmp(codes[kept - 1], codes[i]) == 0)
            eco_mem_free(codes[i]);
        else
            codes[kept++] = codes[i];
    }
    codes[kept] = NULL;
}

eco_status eco_indicator_codes(eco_ctx *ctx, const char *const **out)
{
    eco_indicators all = {0};
    char **codes = NULL;
    eco_status st = eco_indicators_read(ctx, &all);

    *out = NULL;
    if (!st) {
        codes = eco_mem_array(all.n + 1, sizeof *codes);
        st = codes ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t i = 0; i < all.n && !st; i++) {
        codes[i] = eco_mem_text(all.items[i].code);
        if (!codes[i])
            st = eco_nomem(ctx);
    }
    if (!st) {
        tidy(codes, all.n);
        *out = (const char *const *)codes;
    } else {
        free_list(codes);
    }
    eco_indicators_clear(&all);
    return st;
}

void eco_indicator_codes_free(const char *const *codes)
{
    /* Made by eco_indicator_codes as char **: the const is for readers. */
    union {
        const char *const *given;
        char **own;
    } list = {.given = codes};

    free_list(list.own);
}
