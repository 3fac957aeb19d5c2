/* Schema files in order, queries by name, layers registered and indexed. */
#include "eco_store_impl.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>

static const char *const keywords[] = {"select", "from",  "where", "table",
                                       "index",  "order", "group", "union",
                                       "join",   "values"};

/* Lower case, as SpatiaLite and QGIS compare; nothing of SQL or SQLite. */
bool eco_store_is_name(const char *text)
{
    size_t n = strlen(text);

    if (n == 0 || n > 63 || text[0] < 'a' || text[0] > 'z')
        return false;
    if (strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") != n)
        return false;
    if (eco_starts_with(text, "sqlite_") || eco_starts_with(text, "idx_"))
        return false;
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (strcmp(text, keywords[i]) == 0)
            return false;
    return true;
}

/* "schema/030_tally.sql": 30; 0 for a name without a number. */
static int64_t file_number(const char *name)
{
    int64_t number = 0;

    for (name += strlen("schema/"); *name >= '0' && *name <= '9'; name++)
        number = number * 10 + (*name - '0');
    return number;
}

int64_t eco_store_schema_number(void)
{
    const char *const *names = eco_layers_list("schema/");
    int64_t last = 0;

    for (; *names; names++)
        if (file_number(*names) > last)
            last = file_number(*names);
    return last;
}

static eco_status run_file(eco_ctx *ctx, eco_store *s, const char *name)
{
    eco_str pragma = {0};
    eco_status st = eco_sql_begin(ctx, s->db);

    eco_str_printf(&pragma, "PRAGMA user_version=%d", (int)file_number(name));
    if (!st && pragma.failed)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_sql_run(ctx, s->db, eco_layers_text(name));
    if (!st)
        st = eco_sql_run(ctx, s->db, pragma.text);
    if (!st)
        st = eco_sql_commit(ctx, s->db);
    if (st)
        eco_sql_rollback(s->db);
    eco_str_clear(&pragma);
    return st ? eco_trace(ctx, st, "layers/%s", name) : ECO_OK;
}

eco_status eco_store_migrate(eco_ctx *ctx, eco_store *s, int64_t from)
{
    const char *const *names = eco_layers_list("schema/");
    eco_status st = ECO_OK;

    for (; *names && !st; names++)
        if (file_number(*names) > from)
            st = run_file(ctx, s, *names);
    return st;
}

static eco_status query_text(eco_ctx *ctx, const char *name, const char **text)
{
    eco_str path = {0};
    eco_status st = ECO_OK;

    eco_str_printf(&path, "query/%s.sql", name);
    *text = path.failed ? NULL : eco_layers_text(path.text);
    if (path.failed) {
        eco_nomem(ctx);
        st = ECO_NOMEM;
    } else if (!*text) {
        eco_fail(ctx, ECO_INTERNAL, "there is no layers/%s", path.text);
        st = ECO_INTERNAL;
    }
    eco_str_clear(&path);
    return st;
}

eco_status eco_store_query(eco_ctx *ctx, eco_store *s, const char *name,
                           eco_stmt **out)
{
    const char *text = NULL;
    eco_status st = query_text(ctx, name, &text);

    *out = NULL;
    if (!st)
        st = eco_stmt_prepare(ctx, s->db, text, out);
    return st ? eco_trace(ctx, st, "layers/query/%s.sql", name) : ECO_OK;
}

static void replace_names(eco_str *out, const char *text, const char *table,
                          const char *column)
{
    while (*text) {
        size_t n = strcspn(text, "{");

        eco_str_add_n(out, text, n);
        text += n;
        if (eco_starts_with(text, "{table}")) {
            eco_str_add(out, table);
            text += strlen("{table}");
        } else if (eco_starts_with(text, "{column}")) {
            eco_str_add(out, column);
            text += strlen("{column}");
        } else if (*text) {
            eco_str_add_n(out, text++, 1);
        }
    }
}

eco_status eco_store_query_table(eco_ctx *ctx, eco_store *s, const char *name,
                                 const char *table, const char *column,
                                 eco_stmt **out)
{
    eco_str sql = {0};
    const char *text = NULL;
    eco_status st = ECO_OK;

    *out = NULL;
    if (!eco_store_is_name(table) || !eco_store_is_name(column))
        return eco_fail(ctx, ECO_INVALID,
                        "'%s.%s' cannot name a table and column here: a "
                        "lower-case letter, then letters, digits and _",
                        table, column);
    st = query_text(ctx, name, &text);
    if (!st) {
        replace_names(&sql, text, table, column);
        st = sql.failed ? eco_nomem(ctx)
                        : eco_stmt_prepare(ctx, s->db, sql.text, out);
    }
    eco_str_clear(&sql);
    return st ? eco_trace(ctx, st, "layers/query/%s.sql", name) : ECO_OK;
}

eco_status eco_store_register_layer(eco_ctx *ctx, eco_store *s,
                                    const char *table, const char *type)
{
    eco_stmt *q = NULL;
    eco_status st;

    if (!eco_store_is_name(table))
        return eco_fail(ctx, ECO_INVALID, "'%s' cannot name a layer", table);
    st = eco_store_query(ctx, s, "store_register", &q);
    if (!st) {
        eco_bind_text(q, ":table", table);
        eco_bind_text(q, ":type", type);
        st = eco_stmt_expect(ctx, q, 1, "registering a geometry column");
    }
    eco_stmt_finalize(q);
    return st ? eco_trace(ctx, st, "layer '%s'", table) : ECO_OK;
}

eco_status eco_store_index_layer(eco_ctx *ctx, eco_store *s, const char *table)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, s, "store_index", &q);

    if (!st) {
        eco_bind_text(q, ":table", table);
        eco_bind_text(q, ":column", "geom");
        st = eco_stmt_expect(ctx, q, 1, "making a spatial index");
    }
    eco_stmt_finalize(q);
    return st ? eco_trace(ctx, st, "layer '%s'", table) : ECO_OK;
}
