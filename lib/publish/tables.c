/* CSV tables of what the store holds, joined for people. */
#include "eco_publish.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_mem.h"

#include <string.h>

static const char *const tables[] = {
    "indicator_value", "degradation", "attribution", "attribution_step",
    "alert_month",     "zone",        "dataset",     "rejected"};

static void add_cell(eco_str *out, eco_stmt *s, int i)
{
    if (eco_col_null(s, i))
        return;
    if (eco_col_is_text(s, i))
        eco_csv_text(out, eco_col_text(s, i));
    else if (eco_col_is_int(s, i))
        eco_str_printf(out, "%lld", (long long)eco_col_int(s, i));
    else
        eco_csv_real(out, eco_col_real(s, i));
}

static eco_status make_csv(eco_ctx *ctx, eco_stmt *s, eco_str *out)
{
    int n = eco_col_count(s);
    bool row = false;
    eco_status st = ECO_OK;

    for (int i = 0; i < n; i++) {
        eco_csv_text(out, eco_col_name(s, i));
        eco_str_add(out, i + 1 < n ? "," : "\n");
    }
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        for (int i = 0; i < n; i++) {
            add_cell(out, s, i);
            eco_str_add(out, i + 1 < n ? "," : "\n");
        }
    return st ? st : out->failed ? eco_nomem(ctx) : ECO_OK;
}

static eco_status write_table(eco_ctx *ctx, eco_store *store, const char *dir,
                              const char *table)
{
    eco_str query = {0}, path = {0}, out = {0};
    eco_stmt *s = NULL;
    eco_status st;

    eco_str_printf(&query, "table_%s", table);
    eco_str_printf(&path, "%s/tables/%s.csv", dir, table);
    st = query.failed || path.failed
             ? eco_nomem(ctx)
             : eco_store_query(ctx, store, eco_str_text(&query), &s);
    if (!st)
        st = make_csv(ctx, s, &out);
    if (!st)
        st = eco_file_write(ctx, eco_str_text(&path), out.text, out.n);
    eco_stmt_finalize(s);
    eco_str_clear(&query);
    eco_str_clear(&path);
    eco_str_clear(&out);
    return st;
}

eco_status eco_publish_tables(eco_ctx *ctx, eco_store *store, const char *dir)
{
    const char *readme = eco_layers_text("project/tables.txt");
    eco_str path = {0};
    eco_status st;

    eco_str_printf(&path, "%s/tables", dir);
    st = path.failed ? eco_nomem(ctx)
                     : eco_file_make_folder(ctx, eco_str_text(&path));
    for (size_t i = 0; i < sizeof tables / sizeof *tables && !st; i++)
        st = write_table(ctx, store, dir, tables[i]);
    eco_str_add(&path, "/README.txt");
    if (!st)
        st = eco_file_write(ctx, eco_str_text(&path), readme, strlen(readme));
    eco_str_clear(&path);
    return st;
}
