/* Every SQL file of layers/ can be prepared against a fresh store. */
#include "eco_head.h"
#include "eco_store.h"
#include "eco_str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static eco_ctx *ctx;
static eco_store *store;

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx))
        return 1;
    if (eco_store_create(ctx, ":memory:", &store) == ECO_OK)
        return 0;
    print_error("%s\n", eco_ctx_message(ctx));
    return 1;
}

static int teardown(void **state)
{
    (void)state;
    eco_store_close(store);
    eco_ctx_destroy(ctx);
    return 0;
}

/* The layers that publish makes: a table of each kind, made by its own file. */
static const char *const made[] = {"indicator", "zone",          "evidence",
                                   "incident",  "incident_area", "prohibition",
                                   "conflict",  "ghost",         "density",
                                   "loss",      "incident_year"};

/* The tables that rows pass through, otherwise in a database of their own. */
static const char stages[] = "stage_make";

static void make_stages(void)
{
    assert_int_equal(eco_sql_run(ctx, eco_store_sql(store),
                                 eco_layers_text("query/stage_make.sql")),
                     ECO_OK);
}

static void make_tables(void)
{
    eco_stmt *styles = NULL;

    make_stages();

    assert_int_equal(
        eco_store_query(ctx, store, "publish_style_table", &styles), ECO_OK);
    assert_int_equal(eco_stmt_step(ctx, styles, NULL), ECO_OK);
    eco_stmt_finalize(styles);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char query[64], table[64];
        eco_stmt *q = NULL;

        snprintf(query, sizeof query, "publish_%s_create", made[i]);
        snprintf(table, sizeof table, "made_%s", made[i]);
        assert_int_equal(
            eco_store_query_table(ctx, store, query, table, table, &q), ECO_OK);
        assert_int_equal(eco_stmt_step(ctx, q, NULL), ECO_OK);
        eco_stmt_finalize(q);
    }
}

/* The table and the column that a query with {table} is meant for. */
static const char *table_for(const char *key, char table[64])
{
    if (!eco_starts_with(key, "publish_"))
        return "zone";
    if (eco_ends_with(key, "_create"))
        return "not_made_yet";
    snprintf(table, 64, "made_indicator");
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char start[64];

        snprintf(start, sizeof start, "publish_%s_", made[i]);
        if (eco_starts_with(key, start))
            snprintf(table, 64, "made_%s", made[i]);
    }
    return table;
}

static const char *column_for(const char *key)
{
    return strcmp(key, "publish_column_add") == 0    ? "another"
           : strcmp(key, "publish_column_fill") == 0 ? "low"
                                                     : "geom";
}

/* query/ files may name {table} and {column}. */
static void prepare_query(const char *name)
{
    char key[128], table[64];
    eco_stmt *q = NULL;
    eco_status st;

    snprintf(key, sizeof key, "%.*s", (int)strlen(name) - 10, name + 6);
    if (strcmp(key, stages) == 0)
        return; /* a script, run already */
    if (strcmp(key, "store_index_counts") == 0)
        assert_int_equal(eco_store_index_layer(ctx, store, "zone"), ECO_OK);
    st = strchr(eco_layers_text(name), '{')
             ? eco_store_query_table(ctx, store, key, table_for(key, table),
                                     column_for(key), &q)
             : eco_store_query(ctx, store, key, &q);
    if (st)
        fail_msg("%s", eco_ctx_message(ctx));
    eco_stmt_finalize(q);
}

static void queries_prepare(void **state)
{
    const char *const *names = eco_layers_list("query/");

    (void)state;
    make_tables();
    for (; *names; names++)
        if (eco_ends_with(*names, ".sql"))
            prepare_query(*names);
}

static void prepare_select(const char *name, const char *first,
                           const char *second)
{
    eco_stmt *q = NULL;

    if (eco_stmt_prepare(ctx, eco_store_sql(store), eco_layers_text(name), &q))
        fail_msg("layers/%s: %s", name, eco_ctx_message(ctx));
    if (first && (strcmp(eco_col_name(q, 0), first) != 0 ||
                  strcmp(eco_col_name(q, 1), second) != 0))
        fail_msg("layers/%s: columns are not %s, %s", name, first, second);
    eco_stmt_finalize(q);
}

static void indicators_prepare(void **state)
{
    const char *const *names = eco_layers_list("indicator/");

    (void)state;
    for (; *names; names++)
        prepare_select(*names, NULL, NULL);
}

static void checks_prepare_and_say_what_they_mean(void **state)
{
    const char *const *names = eco_layers_list("check/");

    (void)state;
    for (; *names; names++) {
        eco_head head;
        const char *rule;

        assert_int_equal(eco_head_read(ctx, *names, &head), ECO_OK);
        assert_int_equal(eco_head_need(ctx, &head, *names, "check", &rule),
                         ECO_OK);
        eco_head_clear(&head);
        prepare_select(*names, "place", "problem");
    }
}

static void descriptions_prepare(void **state)
{
    const char *const *names = eco_layers_list("describe/");

    (void)state;
    for (; *names; names++)
        prepare_select(*names, NULL, NULL);
    prepare_select("list/rejected.sql", NULL, NULL);
}

/* Scripts of several statements are run; on empty tables they do nothing. */
static void facts_run(void **state)
{
    const char *const *names = eco_layers_list("fact/");

    (void)state;
    for (; *names; names++)
        if (eco_sql_run(ctx, eco_store_sql(store), eco_layers_text(*names)))
            fail_msg("layers/%s: %s", *names, eco_ctx_message(ctx));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_prepare),
        cmocka_unit_test(indicators_prepare),
        cmocka_unit_test(checks_prepare_and_say_what_they_mean),
        cmocka_unit_test(descriptions_prepare),
        cmocka_unit_test(facts_run),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
