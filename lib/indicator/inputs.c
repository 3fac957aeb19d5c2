/* Is what an indicator needs in the store? */
#include "eco_catalogue.h"

#include <stdio.h>
#include <string.h>

enum { WORD = 64 };

static eco_status has_rows(eco_ctx *ctx, eco_store *store, const char *table,
                           bool *has)
{
    eco_stmt *q = NULL;
    bool row = false;
    eco_status st = eco_store_query_table(ctx, store, "indicator_has_rows",
                                          table, table, &q);

    if (!st)
        st = eco_stmt_step(ctx, q, &row);
    *has = !st && row && eco_col_int(q, 0) != 0;
    eco_stmt_finalize(q);
    return st;
}

static eco_status is_there(eco_ctx *ctx, eco_store *store, const char *word,
                           bool *has)
{
    eco_stmt *q = NULL;
    bool row = false, is_table = false;
    eco_status st = eco_store_query(ctx, store, "indicator_has_kind", &q);

    *has = false;
    if (!st) {
        eco_bind_text(q, ":name", word);
        st = eco_stmt_step(ctx, q, &row);
    }
    if (!st && row) {
        *has = eco_col_int(q, 0) != 0;
        is_table = eco_col_int(q, 1) != 0;
    }
    eco_stmt_finalize(q);
    return st || *has || !is_table ? st : has_rows(ctx, store, word, has);
}

/* One of those between '|' is enough. */
static eco_status check_any(eco_ctx *ctx, eco_store *store, const char *text,
                            size_t n, eco_str *missing)
{
    size_t start = missing->n;
    bool has = false;
    eco_status st = ECO_OK;

    for (size_t i = 0, k; i < n && !st && !has; i += k + 1) {
        char word[WORD];

        k = strcspn(text + i, ",|");
        snprintf(word, sizeof word, "%.*s", (int)k, text + i);
        st = is_there(ctx, store, word, &has);
        eco_str_printf(missing, "%s%s",
                       missing->n > start ? " or "
                       : start            ? "; "
                                          : "",
                       word);
    }
    if (has && missing->text) {
        missing->n = start;
        missing->text[start] = '\0';
    }
    return st;
}

eco_status eco_indicator_missing(eco_ctx *ctx, eco_store *store,
                                 const char *inputs, eco_str *missing)
{
    eco_status st = ECO_OK;

    while (*inputs && !st) {
        size_t n = strcspn(inputs, ",");

        st = check_any(ctx, store, inputs, n, missing);
        inputs += n + (inputs[n] != '\0');
    }
    return st ? st : missing->failed ? eco_nomem(ctx) : ECO_OK;
}
