/* A vocabulary from any bytes: what is accepted has unique codes, parents that
 * are there, and titles that are found again. */
#include "eco_fold.h"
#include "eco_mem.h"
#include "eco_terms.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const eco_vocabulary *v)
{
    if (!eco_vocabulary_count(v))
        abort();
    for (size_t i = 0; i < eco_vocabulary_count(v); i++) {
        const eco_term *t = eco_vocabulary_term(v, i);

        if (eco_vocabulary_find(v, NULL, t->code) != t ||
            (t->parent && !eco_vocabulary_find(v, NULL, t->parent)) ||
            !strchr("VCMDA", t->status) || !*t->source)
            abort();
        for (int l = 0; l < ECO_LANGUAGES; l++)
            if (!*t->titles[l])
                abort();
    }
}

/* Folding again changes nothing. */
static void fold(const char *text)
{
    eco_str once = {0}, twice = {0};

    eco_fold(&once, text);
    eco_fold(&twice, eco_str_text(&once));
    if (strcmp(eco_str_text(&once), eco_str_text(&twice)) != 0)
        abort();
    eco_str_clear(&once);
    eco_str_clear(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = eco_mem_array(size + 1, 1);
    eco_vocabulary *v = eco_mem_array(1, sizeof *v);
    eco_ctx *ctx = NULL;

    if (!text || !v || eco_ctx_create(&ctx))
        abort();
    memcpy(text, data, size);
    v->name = eco_mem_text("x");
    v->file = eco_mem_text("x");
    if (!eco_terms_read(ctx, v, text) && !eco_terms_check(ctx, v))
        check(v);
    else if (!eco_ctx_message(ctx)[0])
        abort();
    fold(text);
    eco_vocabulary_destroy(v);
    eco_ctx_destroy(ctx);
    eco_mem_free(text);
    return 0;
}
