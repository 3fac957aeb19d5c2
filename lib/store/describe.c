/* What is inside a store: one query of layers/describe/ a section. */
#include "eco_head.h"
#include "eco_store_impl.h"
#include "eco_str.h"

#include <ecocrime/store.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* Data go to a terminal: what could steer it is shown as \xNN. */
static void add_safe(eco_str *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;

        if (c < 0x20 || c == 0x7f)
            eco_str_printf(out, "\\x%02x", c);
        else
            eco_str_add_n(out, text, 1);
    }
}

static void add_value(eco_str *out, eco_stmt *q, int i)
{
    char buf[32];

    if (eco_col_is_text(q, i))
        add_safe(out, eco_col_text(q, i));
    else if (eco_col_is_int(q, i))
        eco_str_printf(out, "%lld", (long long)eco_col_int(q, i));
    else
        eco_str_add(out, eco_str_real(buf, eco_col_real(q, i)));
}

static bool is_blank(eco_stmt *q, int i)
{
    return eco_col_null(q, i) ||
           (eco_col_is_text(q, i) && *eco_col_text(q, i) == '\0');
}

static void add_row(eco_str *out, eco_stmt *q)
{
    eco_str_add(out, "  ");
    add_value(out, q, 0);
    eco_str_add(out, "\n");
    for (int i = 1; i < eco_col_count(q); i++) {
        if (is_blank(q, i))
            continue;
        eco_str_printf(out, "    %s: ", eco_col_name(q, i));
        add_value(out, q, i);
        eco_str_add(out, "\n");
    }
}

static json_t *json_value(eco_stmt *q, int i)
{
    if (eco_col_null(q, i))
        return json_null();
    if (eco_col_is_text(q, i))
        return json_string(eco_col_text(q, i));
    if (eco_col_is_int(q, i))
        return json_integer(eco_col_int(q, i));
    return json_real(eco_col_real(q, i));
}

static eco_status add_json_row(eco_ctx *ctx, json_t *rows, eco_stmt *q)
{
    json_t *row = json_object();

    if (json_array_append_new(rows, row) != 0)
        return eco_nomem(ctx);
    for (int i = 0; i < eco_col_count(q); i++)
        if (json_object_set_new(row, eco_col_name(q, i), json_value(q, i)) != 0)
            return eco_fail(ctx, ECO_FORMAT, "'%s' is not UTF-8 text",
                            eco_col_name(q, i));
    return ECO_OK;
}

typedef struct section {
    const char *title;
    eco_stmt *query;
    json_t *rows;  /* borrowed from the document, or NULL: */
    eco_str *text; /* as text, with the title when there is a row */
} section;

static eco_status add_rows(eco_ctx *ctx, const section *s)
{
    bool row = false, any = false;
    eco_status st;

    while (!(st = eco_stmt_step(ctx, s->query, &row)) && row) {
        if (s->rows) {
            st = add_json_row(ctx, s->rows, s->query);
            if (st)
                return st;
            continue;
        }
        if (!any)
            eco_str_printf(s->text, "%s%s\n", s->text->n ? "\n" : "", s->title);
        any = true;
        add_row(s->text, s->query);
    }
    return st;
}

/* Into `text` or, when that is given, as a member of `doc`. */
static eco_status add_section(eco_ctx *ctx, eco_store *store, const char *name,
                              eco_str *text, json_t *doc)
{
    char key[64];
    eco_head head = {0};
    section s = {.text = text};
    eco_status st = eco_head_read(ctx, name, &head);

    if (!st)
        st = eco_head_need(ctx, &head, name, "title", &s.title);
    if (!st)
        st = eco_stmt_prepare(ctx, store->db, eco_layers_text(name), &s.query);
    if (!st && doc) {
        eco_head_short(name, key, sizeof key);
        s.rows = json_array();
        if (json_object_set_new(doc, key, s.rows) != 0)
            st = eco_nomem(ctx);
    }
    if (!st)
        st = add_rows(ctx, &s);
    eco_stmt_finalize(s.query);
    eco_head_clear(&head);
    return st ? eco_trace(ctx, st, "layers/%s", name) : ECO_OK;
}

static eco_status take_json(eco_ctx *ctx, const json_t *doc, char **out)
{
    char *text = json_dumps(doc, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
    eco_str s = {0};

    if (text) {
        eco_str_add(&s, text);
        eco_str_add(&s, "\n");
        *out = eco_str_take(&s);
        eco_str_clear(&s);
    }
    free(text);
    return *out ? ECO_OK : eco_nomem(ctx);
}

/* All files of a top folder of layers/. */
static eco_status describe(eco_ctx *ctx, const char *path, const char *folder,
                           int json, char **out)
{
    const char *const *names = eco_layers_list(folder);
    eco_store *s = NULL;
    eco_str text = {0};
    json_t *doc = json ? json_object() : NULL;
    eco_status st;

    *out = NULL;
    if (json && !doc)
        return eco_nomem(ctx);
    st = eco_store_open(ctx, path, &s);
    for (; *names && !st; names++)
        st = add_section(ctx, s, *names, &text, doc);
    if (!st && json)
        st = take_json(ctx, doc, out);
    if (!st && !json) {
        *out = eco_str_take(&text);
        st = *out ? ECO_OK : eco_nomem(ctx);
    }
    json_decref(doc);
    eco_str_clear(&text);
    eco_store_close(s);
    return st;
}

eco_status eco_store_describe(eco_ctx *ctx, const char *path, int json,
                              char **out)
{
    return describe(ctx, path, "describe/", json, out);
}

eco_status eco_store_rejected(eco_ctx *ctx, const char *path, int json,
                              char **out)
{
    return describe(ctx, path, "list/", json, out);
}
