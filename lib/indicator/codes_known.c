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
    const char *const *files = eco_layers_list("indicator/");
    size_t n = 0;
    char **codes;
    eco_status st = ECO_OK;

    *out = NULL;
    while (files[n])
        n++;
    codes = eco_mem_array(n + 1, sizeof *codes);
    if (!codes)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        eco_indicator ind;

        st = eco_indicator_read(ctx, files[i], &ind);
        if (st)
            break;
        codes[i] = eco_mem_text(ind.code);
        if (!codes[i])
            st = eco_nomem(ctx);
        eco_indicator_clear(&ind);
    }
    if (st) {
        free_list(codes);
        return st;
    }
    tidy(codes, n);
    *out = (const char *const *)codes;
    return ECO_OK;
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
