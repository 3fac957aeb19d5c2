/* One page for the terminal: what was found, how sure it is, what to open. */
#include "eco_publish.h"

#include "eco_str.h"

#include <stdio.h>
#include <string.h>

static eco_status head(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "summary_head", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row)
        eco_str_printf(out, "%s\nPeriod %d-%d, computed by %s\n\n",
                       eco_col_text(s, 0), (int)eco_col_int(s, 1),
                       (int)eco_col_int(s, 2), eco_col_text(s, 3));
    eco_stmt_finalize(s);
    return st;
}

static eco_status zones(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "summary_zones", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        eco_str_printf(out, "  zone set %-12s %6lld zones %16.1f ha%s\n",
                       eco_col_text(s, 0), (long long)eco_col_int(s, 1),
                       eco_col_real(s, 2),
                       eco_col_int(s, 3) ? "  (overlap: do not add)" : "");
    eco_stmt_finalize(s);
    return st;
}

/* A heading when the indicator or the zone set changes. */
static void heading(eco_str *out, eco_stmt *s, eco_str *last)
{
    eco_str key = {0};

    eco_str_printf(&key, "%s/%s", eco_col_text(s, 0), eco_col_text(s, 2));
    if (strcmp(eco_str_text(&key), eco_str_text(last)) != 0) {
        bool level = eco_col_int(s, 12) != 0;

        eco_str_printf(out, "\n%s, by %s: %s (%s)%s\n", eco_col_text(s, 0),
                       eco_col_text(s, 2), eco_col_text(s, 4),
                       eco_col_text(s, 5), level ? "" : ", whole period");
        eco_str_printf(out, "  %-32s %14s   %s\n", "zone", "value",
                       "low to high");
        eco_str_clear(last);
        eco_str_add(last, eco_str_text(&key));
    }
    eco_str_clear(&key);
}

/* One zone. Official values may have no bounds. */
static void figure(eco_str *out, eco_stmt *s)
{
    bool percent = strcmp(eco_col_text(s, 3), "PT") == 0;
    int digits = percent ? 3 : 1;

    eco_str_printf(out, "  %-32.32s %14.*f   ", eco_col_text(s, 6), digits,
                   eco_col_real(s, 7));
    if (eco_col_null(s, 8) || eco_col_null(s, 9))
        eco_str_add(out, "not told");
    else
        eco_str_printf(out, "%.*f to %.*f", digits, eco_col_real(s, 8), digits,
                       eco_col_real(s, 9));
    if (eco_col_int(s, 12))
        eco_str_printf(out, "  (%d)", (int)eco_col_int(s, 11));
    eco_str_add(out, "\n");
}

static eco_status main_figures(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    eco_str last = {0};
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "summary_main", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        heading(out, s, &last);
        figure(out, s);
    }
    eco_stmt_finalize(s);
    eco_str_clear(&last);
    return st;
}

static eco_status skipped(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "summary_skipped", &s);

    for (bool any = false; !st; any = true) {
        st = eco_stmt_step(ctx, s, &row);
        if (st || !row)
            break;
        eco_str_printf(out, "%s%s is skipped: no %s\n", any ? "" : "\n",
                       eco_col_text(s, 0), eco_col_text(s, 1));
    }
    eco_stmt_finalize(s);
    return st;
}

static void accuracy(eco_str *out, int64_t sampled, int64_t borrowed)
{
    if (!sampled && !borrowed) {
        eco_str_add(out,
                    "These are pixel counts without an accuracy sample.\n");
        return;
    }
    eco_str_printf(
        out,
        "These are pixel counts; adjusted for the accuracy of their "
        "maps (%lld by a\nsample, %lld by borrowed figures) they are "
        "in table degradation_adjusted.\n",
        (long long)sampled, (long long)borrowed);
}

static eco_status counts(eco_ctx *ctx, eco_store *store, eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "summary_counts", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row)
        eco_str_printf(
            out,
            "\n%lld evidence polygons, %lld incidents, %lld rows refused "
            "(table rejected).\n%lld parameters are uncalibrated defaults "
            "(table parameter).\n",
            (long long)eco_col_int(s, 0), (long long)eco_col_int(s, 1),
            (long long)eco_col_int(s, 2), (long long)eco_col_int(s, 3));
    if (!st && row)
        accuracy(out, eco_col_int(s, 5), eco_col_int(s, 6));
    eco_stmt_finalize(s);
    eco_str_add(out, "Loss is not illegality, and no evidence is not evidence "
                     "of absence.\n");
    return st;
}

eco_status eco_publish_summary(eco_ctx *ctx, eco_store *store, char **text)
{
    eco_str out = {0};
    eco_status st = head(ctx, store, &out);

    *text = NULL;
    if (!st)
        st = zones(ctx, store, &out);
    if (!st)
        st = main_figures(ctx, store, &out);
    if (!st)
        st = skipped(ctx, store, &out);
    if (!st)
        st = eco_publish_attribution_add(ctx, store, &out);
    if (!st)
        st = counts(ctx, store, &out);
    if (!st) {
        *text = eco_str_take(&out);
        st = *text ? ECO_OK : eco_nomem(ctx);
    }
    eco_str_clear(&out);
    return st;
}
