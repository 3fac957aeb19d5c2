/* Rewrites a few nodes of the YAML text in place; see eco_yaml_rewrite.h. */
#include "eco_yaml_rewrite.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>

/* A stretch of the text and what stands there instead. */
struct edit {
    size_t from, to; /* characters, as libyaml counts them */
    char *text;
    const char *close;
};

struct edits {
    struct edit *items;
    size_t n, cap;
};

/* New text that keeps up with the lines of the old. */
struct writer {
    const eco_yaml *yaml;
    eco_str text;
    size_t line;
};

static void to_line(struct writer *w, size_t line)
{
    for (; w->line < line; w->line++)
        eco_str_add(&w->text, "\n");
}

/* Where a node's text really ends: a block collection's end mark is where the
 * next token begins, so its last child's end is taken. */
static size_t node_end(const eco_yaml *y, const yaml_node_t *node)
{
    const yaml_node_t *last = NULL;

    if (node->type == YAML_MAPPING_NODE &&
        node->data.mapping.style != YAML_FLOW_MAPPING_STYLE &&
        node->data.mapping.pairs.top > node->data.mapping.pairs.start)
        last = eco_yaml_node(y, (node->data.mapping.pairs.top - 1)->value);
    if (node->type == YAML_SEQUENCE_NODE &&
        node->data.sequence.style != YAML_FLOW_SEQUENCE_STYLE &&
        node->data.sequence.items.top > node->data.sequence.items.start)
        last = eco_yaml_node(y, *(node->data.sequence.items.top - 1));
    return last ? node_end(y, last) : node->end_mark.index;
}

/* Bytes of a scalar that a double-quoted one cannot hold as they are; the
 * three line breaks of Unicode among them. */
static size_t escape(eco_str *out, const char *p, size_t left)
{
    unsigned char c = (unsigned char)*p;

    if (c == '"' || c == '\\')
        eco_str_printf(out, "\\%c", c);
    else if (c < 0x20 || c == 0x7f)
        eco_str_printf(out, "\\x%02x", c);
    else if (left > 1 && memcmp(p, "\xc2\x85", 2) == 0)
        eco_str_add(out, "\\N");
    else if (left > 2 && memcmp(p, "\xe2\x80\xa8", 3) == 0)
        eco_str_add(out, "\\L");
    else if (left > 2 && memcmp(p, "\xe2\x80\xa9", 3) == 0)
        eco_str_add(out, "\\P");
    else {
        eco_str_add_n(out, p, 1);
        return 1;
    }
    return c == 0xc2 ? 2 : c == 0xe2 ? 3 : 1;
}

/* A scalar as a double-quoted one on one line; what is no scalar as an empty
 * collection, which the schema refuses by its line. */
static void quoted(struct writer *w, const yaml_node_t *node)
{
    const char *p;
    size_t n;

    to_line(w, node->start_mark.line);
    if (node->type != YAML_SCALAR_NODE) {
        eco_str_add(&w->text, node->type == YAML_MAPPING_NODE ? "{}" : "[]");
        return;
    }
    p = (const char *)node->data.scalar.value;
    n = node->data.scalar.length;
    eco_str_add(&w->text, "\"");
    for (size_t i = 0; i < n;)
        i += escape(&w->text, p + i, n - i);
    eco_str_add(&w->text, "\"");
}

/* bands: {1985: 1, 1986: 2} */
static void band_pair(struct writer *w, const yaml_node_t *key,
                      const yaml_node_t *value)
{
    to_line(w, key->start_mark.line);
    eco_str_add(&w->text, "{\"year\": ");
    quoted(w, key);
    eco_str_add(&w->text, ", \"band\": ");
    quoted(w, value);
    eco_str_add(&w->text, "},");
}

/* legend: {0-29: open, 30-100: {label: forest, role: forest}} */
static void legend_pair(struct writer *w, const yaml_node_t *key,
                        const yaml_node_t *value)
{
    to_line(w, key->start_mark.line);
    eco_str_add(&w->text, "{\"value\": ");
    quoted(w, key);
    if (value->type == YAML_MAPPING_NODE) {
        for (const yaml_node_pair_t *p = value->data.mapping.pairs.start;
             p < value->data.mapping.pairs.top; p++) {
            eco_str_add(&w->text, ", ");
            quoted(w, eco_yaml_node(w->yaml, p->key));
            eco_str_add(&w->text, ": ");
            quoted(w, eco_yaml_node(w->yaml, p->value));
        }
    } else {
        eco_str_add(&w->text, ", \"label\": ");
        quoted(w, value);
    }
    eco_str_add(&w->text, "},");
}

static bool rewrite(struct writer *w, const yaml_node_t *node, const char *key)
{
    bool scalar = node->type == YAML_SCALAR_NODE;
    bool map = node->type == YAML_MAPPING_NODE;
    bool bands = strcmp(key, "bands") == 0;

    if (strcmp(key, "accuracy") == 0) {
        if (!scalar) /* a mapping is as the schema has it */
            return false;
        eco_str_add(&w->text, " {\"sample\": ");
        quoted(w, node);
        return true;
    }
    if (scalar && bands)
        return false; /* for the schema to refuse */
    if (!scalar && !(map && strcmp(key, "files") != 0))
        return false;            /* as the schema has it */
    eco_str_add(&w->text, " ["); /* after an empty node's colon, too */
    if (scalar) {
        bool legend = strcmp(key, "legend") == 0;

        eco_str_add(&w->text, legend ? "{\"value\": " : "");
        quoted(w, node);
        eco_str_add(&w->text, legend ? "}" : "");
    } else {
        for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
             p < node->data.mapping.pairs.top; p++)
            (bands ? band_pair : legend_pair)(w, eco_yaml_node(w->yaml, p->key),
                                              eco_yaml_node(w->yaml, p->value));
    }
    return true;
}

static eco_status add_edit(eco_ctx *ctx, struct edits *e, const eco_yaml *y,
                           const yaml_node_t *node, const char *key)
{
    struct writer w = {.yaml = y, .line = node->start_mark.line};
    struct edit edit;

    if (!rewrite(&w, node, key))
        return ECO_OK;
    edit = (struct edit){node->start_mark.index, node_end(y, node),
                         eco_str_take(&w.text),
                         strcmp(key, "accuracy") == 0 ? "}" : "]"};
    if (!edit.text || !ECO_GROW(e->items, e->n, e->cap)) {
        eco_mem_free(edit.text);
        return eco_nomem(ctx);
    }
    e->items[e->n++] = edit;
    return ECO_OK;
}

static eco_status find_edits(eco_ctx *ctx, const eco_yaml *y, struct edits *e)
{
    static const char *const keys[] = {"files", "bands", "legend", "accuracy"};
    const yaml_node_t *list = eco_yaml_child(y, eco_yaml_root(y), "datasets");
    eco_status st = ECO_OK;

    if (!list || list->type != YAML_SEQUENCE_NODE)
        return ECO_OK;
    for (const yaml_node_item_t *i = list->data.sequence.items.start;
         i < list->data.sequence.items.top && !st; i++) {
        const yaml_node_t *phase =
            eco_yaml_child(y, eco_yaml_node(y, *i), "phase");
        const yaml_node_t *lookup =
            phase ? eco_yaml_child(y, phase, "lookup") : NULL;

        if (lookup && lookup->type == YAML_MAPPING_NODE)
            st = add_edit(ctx, e, y, lookup, "lookup");
        for (size_t k = 0; k < sizeof keys / sizeof *keys && !st; k++) {
            const yaml_node_t *node =
                eco_yaml_child(y, eco_yaml_node(y, *i), keys[k]);

            if (node)
                st = add_edit(ctx, e, y, node, keys[k]);
        }
    }
    return st;
}

static int by_place(const void *a, const void *b)
{
    const struct edit *p = a, *q = b;

    return (p->from > q->from) - (p->from < q->from);
}

/* Marks count characters; the text is UTF-8. */
static size_t skip_characters(const char *text, size_t n, size_t at,
                              size_t count)
{
    for (; count > 0 && at < n; count--) {
        at++;
        while (at < n && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

static size_t lines_in(const char *text, size_t from, size_t to)
{
    size_t lines = 0;

    for (size_t i = from; i < to; i++)
        lines += text[i] == '\n';
    return lines;
}

/* A block scalar's end is the start of the next line: the break is the text's
 * own, not the node's. */
static size_t without_break(const char *text, size_t from, size_t to)
{
    while (to > from && strchr(" \t\r\n", text[to - 1]))
        to--;
    return to;
}

static void apply(const struct edits *e, const char *text, size_t n,
                  eco_str *out)
{
    size_t character = 0, cursor = 0, at = 0;

    for (size_t i = 0; i < e->n; i++) {
        const struct edit *edit = &e->items[i];
        size_t from = skip_characters(text, n, cursor, edit->from - character);
        size_t to = skip_characters(text, n, from, edit->to - edit->from);
        size_t end = without_break(text, from, to), missing;

        eco_str_add_n(out, text + at, from - at);
        eco_str_add(out, edit->text);
        missing = lines_in(text, from, end) -
                  lines_in(edit->text, 0, strlen(edit->text));
        for (; missing > 0 && missing < n; missing--)
            eco_str_add(out, "\n");
        eco_str_add(out, edit->close);
        at = end;
        cursor = to;
        character = edit->to;
    }
    eco_str_add_n(out, text + at, n - at);
}

eco_status eco_yaml_rewrite(eco_ctx *ctx, const eco_yaml *y, char **out)
{
    struct edits e = {0};
    eco_str s = {0};
    size_t n;
    const char *text = eco_yaml_text(y, &n);
    eco_status st = find_edits(ctx, y, &e);

    *out = NULL;
    if (!st) {
        if (e.n)
            qsort(e.items, e.n, sizeof *e.items, by_place);
        apply(&e, text, n, &s);
        *out = eco_str_take(&s);
        st = *out ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t i = 0; i < e.n; i++)
        eco_mem_free(e.items[i].text);
    eco_mem_free(e.items);
    return st;
}
