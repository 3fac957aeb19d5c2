/* From the working copy to the delivered file: complete, checked, swapped. */
#include "eco_store_impl.h"

#include "eco_file.h"
#include "eco_mem.h"

#include <string.h>

typedef struct column {
    char *table, *name;
    bool indexed;
} column;

typedef struct columns {
    column *items;
    size_t n, cap;
} columns;

static void columns_clear(columns *c)
{
    for (size_t i = 0; i < c->n; i++) {
        eco_mem_free(c->items[i].table);
        eco_mem_free(c->items[i].name);
    }
    eco_mem_free(c->items);
    *c = (columns){0};
}

static eco_status add_column(eco_ctx *ctx, columns *c, eco_stmt *q)
{
    column *item;

    if (!ECO_GROW(c->items, c->n, c->cap))
        return eco_nomem(ctx);
    item = &c->items[c->n++];
    *item = (column){eco_mem_text(eco_col_text(q, 0)),
                     eco_mem_text(eco_col_text(q, 1)), eco_col_int(q, 2) == 1};
    return item->table && item->name ? ECO_OK : eco_nomem(ctx);
}

/* The registered columns that are ours (a user may have added others), as a
 * list, since what is done with them changes the table they are read from. */
static eco_status list_columns(eco_ctx *ctx, eco_store *s, columns *out)
{
    eco_stmt *q = NULL;
    bool row = true;
    eco_status st = eco_store_query(ctx, s, "store_geometries", &q);

    while (!st && row) {
        st = eco_stmt_step(ctx, q, &row);
        if (!st && row && eco_store_is_name(eco_col_text(q, 0)) &&
            eco_store_is_name(eco_col_text(q, 1)))
            st = add_column(ctx, out, q);
    }
    eco_stmt_finalize(q);
    return st;
}

/* One of SpatiaLite's functions of a table and a column. */
static eco_status call(eco_ctx *ctx, eco_store *s, const char *query,
                       const column *c)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, s, query, &q);

    if (!st) {
        eco_bind_text(q, ":table", c->table);
        eco_bind_text(q, ":column", c->name);
        st = eco_stmt_expect(ctx, q, 1, query);
    }
    eco_stmt_finalize(q);
    return st ? eco_trace(ctx, st, "layer '%s'", c->table) : ECO_OK;
}

static eco_status drop_index(eco_ctx *ctx, eco_store *s, const column *c)
{
    eco_stmt *q = NULL;
    eco_status st = call(ctx, s, "store_index_disable", c);

    if (!st)
        st = eco_store_query_table(ctx, s, "store_index_drop", c->table,
                                   c->name, &q);
    if (!st)
        st = eco_stmt_step(ctx, q, NULL);
    eco_stmt_finalize(q);
    return st;
}

/* A layer gets its R-tree. One without any geometry becomes a plain table: it
 * has nothing to show, and OGR, which finds no extent in its statistics, would
 * write into the file that it opens. */
static eco_status settle(eco_ctx *ctx, eco_store *s, const column *c)
{
    int64_t any = 0;
    eco_stmt *q = NULL;
    eco_status st = eco_store_query_table(ctx, s, "store_has_geometry",
                                          c->table, c->name, &q);

    if (!st)
        st = eco_store_counts(ctx, q, &any, 1);
    eco_stmt_finalize(q);
    if (!st && c->indexed && (s->edited || !any)) {
        st = drop_index(ctx, s, c);
        if (!st && any)
            st = call(ctx, s, "store_index", c);
    } else if (!st && any && !c->indexed) {
        st = call(ctx, s, "store_index", c);
    }
    return st || any ? st : call(ctx, s, "store_discard", c);
}

static eco_status settle_layers(eco_ctx *ctx, eco_store *s)
{
    columns c = {0};
    eco_status st = list_columns(ctx, s, &c);

    if (!st)
        st = eco_sql_begin(ctx, s->db);
    for (size_t i = 0; i < c.n && !st; i++)
        st = settle(ctx, s, &c.items[i]);
    columns_clear(&c);
    return st ? st : eco_sql_commit(ctx, s->db);
}

static eco_status statistics_of(eco_ctx *ctx, eco_store *s, const column *c)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query_table(ctx, s, "store_statistics", c->table,
                                          c->name, &q);

    if (!st) {
        eco_bind_text(q, ":table", c->table);
        eco_bind_text(q, ":column", c->name);
        st = eco_stmt_step(ctx, q, NULL);
    }
    eco_stmt_finalize(q);
    return st ? eco_trace(ctx, st, "statistics of layer '%s'", c->table)
              : ECO_OK;
}

static eco_status statistics(eco_ctx *ctx, eco_store *s)
{
    columns c = {0};
    eco_status st = list_columns(ctx, s, &c);

    if (!st)
        st = eco_sql_begin(ctx, s->db);
    for (size_t i = 0; i < c.n && !st; i++)
        st = statistics_of(ctx, s, &c.items[i]);
    columns_clear(&c);
    return st ? st : eco_sql_commit(ctx, s->db);
}

static eco_status run_scripts(eco_ctx *ctx, eco_store *s)
{
    const char *const *names = eco_layers_list("finish/");
    eco_status st = eco_sql_begin(ctx, s->db);

    for (; *names && !st; names++) {
        st = eco_sql_run(ctx, s->db, eco_layers_text(*names));
        if (st)
            eco_trace(ctx, st, "layers/%s", *names);
    }
    return st ? st : eco_sql_commit(ctx, s->db);
}

/* What SpatiaLite's triggers would ask row by row. */
static eco_status check_types(eco_ctx *ctx, eco_store *s, const column *c)
{
    int64_t n = 0;
    eco_stmt *q = NULL;
    eco_status st =
        eco_store_query_table(ctx, s, "store_misfits", c->table, c->name, &q);

    if (!st) {
        eco_bind_text(q, ":table", c->table);
        eco_bind_text(q, ":column", c->name);
        st = eco_store_counts(ctx, q, &n, 1);
    }
    eco_stmt_finalize(q);
    if (!st && n)
        st = eco_fail(ctx, ECO_INVALID,
                      "layer '%s' has %lld geometries that are not of its type "
                      "or reference system",
                      c->table, (long long)n);
    return st;
}

/* An index row can be lost without an error. */
static eco_status check_index(eco_ctx *ctx, eco_store *s, const column *c)
{
    int64_t n[2] = {0, 0};
    eco_stmt *q = NULL;
    eco_status st = eco_store_query_table(ctx, s, "store_index_counts",
                                          c->table, c->name, &q);

    if (!st)
        st = eco_store_counts(ctx, q, n, 2);
    eco_stmt_finalize(q);
    if (!st && n[0] != n[1])
        st = eco_fail(ctx, ECO_IO,
                      "layer '%s' has %lld geometries, its spatial index %lld: "
                      "a write was lost",
                      c->table, (long long)n[0], (long long)n[1]);
    return st;
}

static eco_status check_indexes(eco_ctx *ctx, eco_store *s)
{
    columns c = {0};
    eco_status st = list_columns(ctx, s, &c);

    for (size_t i = 0; i < c.n && !st; i++) {
        st = check_types(ctx, s, &c.items[i]);
        if (!st)
            st = check_index(ctx, s, &c.items[i]);
    }
    columns_clear(&c);
    return st;
}

static eco_status vacuum_into(eco_ctx *ctx, eco_store *s, const char *path)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, s, "store_vacuum", &q);

    if (!st) {
        eco_bind_text(q, ":path", path);
        st = eco_stmt_step(ctx, q, NULL);
    }
    eco_stmt_finalize(q);
    return st ? eco_trace(ctx, st, "writing the finished store") : ECO_OK;
}

/* The file as it will be read. */
static eco_status check_file(eco_ctx *ctx, const char *path)
{
    eco_store *s = NULL;
    eco_stmt *q = NULL;
    bool row = false;
    eco_status st = eco_store_open(ctx, path, &s);

    if (!st)
        st = eco_store_query(ctx, s, "store_integrity", &q);
    if (!st)
        st = eco_stmt_step(ctx, q, &row);
    if (!st && (!row || strcmp(eco_col_text(q, 0), "ok") != 0))
        st = eco_fail(ctx, ECO_IO, "the written store is damaged: %s",
                      row ? eco_col_text(q, 0) : "no answer");
    eco_stmt_finalize(q);
    eco_store_close(s);
    return st;
}

static eco_status deliver(eco_ctx *ctx, eco_store *s)
{
    char *final = NULL;
    eco_status st = eco_file_temporary(ctx, s->path, &final);

    if (st)
        return st;
    st = vacuum_into(ctx, s, final);
    if (!st)
        st = check_file(ctx, final);
    if (!st)
        st = eco_file_replace(ctx, final, s->path);
    if (st)
        eco_store_unlink(final);
    eco_mem_free(final);
    return st;
}

eco_status eco_store_finish(eco_ctx *ctx, eco_store *s)
{
    eco_status st = settle_layers(ctx, s);

    if (!st)
        st = statistics(ctx, s);
    if (!st)
        st = run_scripts(ctx, s);
    if (!st)
        st = check_indexes(ctx, s);
    if (!st && s->working)
        st = deliver(ctx, s);
    if (st)
        eco_trace(ctx, st, "finishing store '%s'", s->path);
    eco_store_close(s);
    return st;
}
