/* Which lists there are. */
#include "eco_terms.h"

#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>

void eco_vocabulary_names_free(const char *const *names)
{
    /* Made below as char **: the const is for readers. */
    union {
        const char *const *given;
        char **own;
    } list = {.given = names};

    for (size_t i = 0; list.own && list.own[i]; i++)
        eco_mem_free(list.own[i]);
    eco_mem_free(list.own);
}

static bool is_list(const char *file)
{
    return file && eco_starts_with(file, ECO_LISTS);
}

eco_status eco_vocabulary_names(eco_ctx *ctx, const char *layers,
                                const char *const **out)
{
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;
    const char *const *files = eco_layers_list(ECO_LISTS);
    const size_t start = strlen(ECO_LISTS);
    char **names;
    size_t n = 0;

    *out = NULL;
    if (st)
        return st;
    while (is_list(files[n]))
        n++;
    names = eco_mem_array(n + 1, sizeof *names);
    if (!names)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        names[i] =
            eco_mem_text_n(files[i] + start, strcspn(files[i] + start, "."));
        st = names[i] ? ECO_OK : eco_nomem(ctx);
    }
    if (st)
        eco_vocabulary_names_free((const char *const *)names);
    else
        *out = (const char *const *)names;
    return st;
}
