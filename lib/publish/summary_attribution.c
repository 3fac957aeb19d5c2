/* How much of the degradation has evidence, for the terminal. */
#include "eco_publish.h"

#include "eco_str.h"

/* Columns of layers/query/attribute_summary.sql. */
enum {
    ZONE_SET,
    TYPE,
    DATASET,
    FIRST,
    LAST,
    DEG,
    ILL,
    ORG = ILL + 3,
    TOC = ORG + 3,
    LEGAL = TOC + 3,
    UNDETERMINED
};

static void add_range(eco_str *out, eco_stmt *s, const char *label, int column)
{
    eco_str_printf(out, "  %-34s %13.1f   %.1f to %.1f\n", label,
                   eco_col_real(s, column + 1), eco_col_real(s, column),
                   eco_col_real(s, column + 2));
}

static void add_amount(eco_str *out, eco_stmt *s, const char *label, int column)
{
    eco_str_printf(out, "  %-34s %13.1f\n", label, eco_col_real(s, column));
}

static void add_block(eco_str *out, eco_stmt *s)
{
    eco_str_printf(out, "\n%s, by %s: %s, %d-%d (ha)\n", eco_col_text(s, TYPE),
                   eco_col_text(s, ZONE_SET), eco_col_text(s, DATASET),
                   (int)eco_col_int(s, FIRST), (int)eco_col_int(s, LAST));
    add_amount(out, s, "degraded", DEG);
    add_range(out, s, "with evidence of illegality", ILL);
    add_range(out, s, "  of it, of organized crime", ORG);
    add_range(out, s, "    of it, across borders", TOC);
    add_amount(out, s, "with evidence of legality", LEGAL);
    add_amount(out, s, "undetermined", UNDETERMINED);
}

eco_status eco_publish_attribution_add(eco_ctx *ctx, eco_store *store,
                                       eco_str *out)
{
    eco_stmt *s = NULL;
    bool row = false, any = false;
    eco_status st = eco_store_query(ctx, store, "attribute_summary", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (!any)
            eco_str_add(out, "\nEvidence on degradation: central, low to high. "
                             "Types and zone sets are\nnever added up; zone "
                             "sets that overlap are left out.\n");
        any = true;
        add_block(out, s);
    }
    eco_stmt_finalize(s);
    return st ? st : out->failed ? eco_nomem(ctx) : ECO_OK;
}

eco_status eco_publish_attribution(eco_ctx *ctx, eco_store *store, char **text)
{
    eco_str out = {0};
    eco_status st = eco_publish_attribution_add(ctx, store, &out);

    *text = NULL;
    if (!st && !out.n)
        eco_str_add(&out, "no degradation was found in zones that do not "
                          "overlap\n");
    if (!st) {
        *text = eco_str_take(&out);
        st = *text ? ECO_OK : eco_nomem(ctx);
    }
    eco_str_clear(&out);
    return st;
}
