/* Rewrites a few nodes of the YAML text in place; see eco_yaml_rewrite.h. */
#include "eco_yaml_rewrite.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>
#include <yaml.h>

/* A stretch of the text and what stands there instead. */
struct edit {
    size_t from, to; /* characters */
    eco_str text;
};

struct edits {
    struct edit *items;
    size_t n, cap;
};

static yaml_node_t *child(yaml_document_t *doc, const yaml_node_t *map,
                          const char *key)
{
    if (!map || map->type != YAML_MAPPING_NODE)
        return NULL;
    for (yaml_node_pair_t *p = map->data.mapping.pairs.start;
         p < map->data.mapping.pairs.top; p++) {
        const yaml_node_t *k = yaml_document_get_node(doc, p->key);

        if (k && k->type == YAML_SCALAR_NODE &&
            strcmp((const char *)k->data.scalar.value, key) == 0)
            return yaml_document_get_node(doc, p->value);
    }
    return NULL;
}

/* Where a node's text really ends: a block collection's end mark is where the
 * next token begins, so its last child's end is taken. */
static size_t node_end(yaml_document_t *doc, const yaml_node_t *node)
{
    const yaml_node_t *last = NULL;

    if (node->type == YAML_MAPPING_NODE &&
        node->data.mapping.style != YAML_FLOW_MAPPING_STYLE &&
        node->data.mapping.pairs.top > node->data.mapping.pairs.start)
        last = yaml_document_get_node(
            doc, (node->data.mapping.pairs.top - 1)->value);
    if (node->type == YAML_SEQUENCE_NODE &&
        node->data.sequence.style != YAML_FLOW_SEQUENCE_STYLE &&
        node->data.sequence.items.top > node->data.sequence.items.start)
        last =
            yaml_document_get_node(doc, *(node->data.sequence.items.top - 1));
    return last ? node_end(doc, last) : node->end_mark.index;
}

/* A scalar as a double-quoted one. */
static void quoted(eco_str *out, const yaml_node_t *node)
{
    eco_str_add(out, "\"");
    if (node && node->type == YAML_SCALAR_NODE)
        for (const char *p = (const char *)node->data.scalar.value; *p; p++) {
            if (*p == '"' || *p == '\\')
                eco_str_add(out, "\\");
            if (*p == '\n')
                eco_str_add(out, "\\n");
            else
                eco_str_add_n(out, p, 1);
        }
    eco_str_add(out, "\"");
}

static void newlines(eco_str *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        eco_str_add(out, "\n");
}

static eco_status add_edit(eco_ctx *ctx, struct edits *e, yaml_document_t *doc,
                           const yaml_node_t *node, eco_str *text)
{
    if (text->failed || !ECO_GROW(e->items, e->n, e->cap))
        return eco_nomem(ctx);
    e->items[e->n++] =
        (struct edit){node->start_mark.index, node_end(doc, node), *text};
    *text = (eco_str){0};
    return ECO_OK;
}

/* bands: {1985: 1, 1986: 2} */
static void band_pairs(yaml_document_t *doc, const yaml_node_t *node,
                       eco_str *out)
{
    eco_str_add(out, "[");
    for (yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top; p++) {
        eco_str_add(out, "{year: ");
        quoted(out, yaml_document_get_node(doc, p->key));
        eco_str_add(out, ", band: ");
        quoted(out, yaml_document_get_node(doc, p->value));
        eco_str_add(out, "},");
    }
    eco_str_add(out, "]");
}

/* legend: {0-29: open, 30-100: {label: forest, role: forest}} */
static void legend_pairs(yaml_document_t *doc, const yaml_node_t *node,
                         eco_str *out)
{
    eco_str_add(out, "[");
    for (yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top; p++) {
        yaml_node_t *value = yaml_document_get_node(doc, p->value);

        eco_str_add(out, "{value: ");
        quoted(out, yaml_document_get_node(doc, p->key));
        eco_str_add(out, ", label: ");
        if (value->type == YAML_MAPPING_NODE) {
            yaml_node_t *role = child(doc, value, "role");

            quoted(out, child(doc, value, "label"));
            if (role) {
                eco_str_add(out, ", role: ");
                quoted(out, role);
            }
        } else {
            quoted(out, value);
        }
        eco_str_add(out, "},");
    }
    eco_str_add(out, "]");
}

static eco_status rewrite_node(eco_ctx *ctx, struct edits *e,
                               yaml_document_t *doc, const yaml_node_t *node,
                               const char *key)
{
    bool scalar = node->type == YAML_SCALAR_NODE;
    bool map = node->type == YAML_MAPPING_NODE;
    eco_str text = {0};
    eco_status st;

    if (strcmp(key, "files") == 0 && scalar) {
        eco_str_add(&text, "[");
        quoted(&text, node);
        eco_str_add(&text, "]");
    } else if (strcmp(key, "bands") == 0 && map) {
        band_pairs(doc, node, &text);
    } else if (strcmp(key, "legend") == 0 && map) {
        legend_pairs(doc, node, &text);
    } else if (strcmp(key, "legend") == 0 && scalar) {
        eco_str_add(&text, "[{value: ");
        quoted(&text, node);
        eco_str_add(&text, "}]");
    } else {
        return ECO_OK; /* as the schema has it, or for the schema to refuse */
    }
    st = add_edit(ctx, e, doc, node, &text);
    eco_str_clear(&text);
    return st;
}

static eco_status find_edits(eco_ctx *ctx, yaml_document_t *doc,
                             struct edits *e)
{
    static const char *const keys[] = {"files", "bands", "legend"};
    yaml_node_t *list =
        child(doc, yaml_document_get_root_node(doc), "datasets");
    eco_status st = ECO_OK;

    if (!list || list->type != YAML_SEQUENCE_NODE)
        return ECO_OK;
    for (yaml_node_item_t *i = list->data.sequence.items.start;
         i < list->data.sequence.items.top && !st; i++)
        for (size_t k = 0; k < sizeof keys / sizeof *keys && !st; k++) {
            yaml_node_t *node =
                child(doc, yaml_document_get_node(doc, *i), keys[k]);

            if (node)
                st = rewrite_node(ctx, e, doc, node, keys[k]);
        }
    return st;
}

/* Marks count characters; the text is UTF-8. */
static size_t byte_at(const char *text, size_t n, size_t character)
{
    size_t at = 0;

    for (size_t c = 0; c < character && at < n; c++) {
        at++;
        while (at < n && ((unsigned char)text[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

/* Edits do not overlap; they may come in any order. */
static const struct edit *next_edit(const struct edits *e, size_t from)
{
    const struct edit *best = NULL;

    for (size_t i = 0; i < e->n; i++)
        if (e->items[i].from >= from &&
            (!best || e->items[i].from < best->from))
            best = &e->items[i];
    return best;
}

static void apply(const struct edits *e, const char *text, size_t n,
                  eco_str *out)
{
    size_t character = 0, at = 0;
    const struct edit *edit;

    while ((edit = next_edit(e, character)) != NULL) {
        size_t from = byte_at(text, n, edit->from);
        size_t to = byte_at(text, n, edit->to), lines = 0;

        eco_str_add_n(out, text + at, from - at);
        for (size_t i = from; i < to; i++)
            lines += text[i] == '\n';
        eco_str_add_n(out, eco_str_text(&edit->text), edit->text.n - 1);
        newlines(out, lines); /* before the closing bracket */
        eco_str_add(out, "]");
        at = to;
        character = edit->to;
    }
    eco_str_add_n(out, text + at, n - at);
}

static eco_status refuse_aliases(eco_ctx *ctx, const char *path,
                                 const char *text, size_t n)
{
    yaml_parser_t parser;
    yaml_event_t event;
    eco_status st = ECO_OK;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        return eco_nomem(ctx);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    while (more && !st && yaml_parser_parse(&parser, &event)) {
        if (event.type == YAML_ALIAS_EVENT)
            st = eco_fail(ctx, ECO_USAGE,
                          "%s:%zu: aliases (*name) are not allowed; write the "
                          "value out",
                          path, event.start_mark.line + 1);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    if (!st && more)
        st = eco_fail(ctx, ECO_USAGE, "%s:%zu: not valid YAML: %s", path,
                      parser.problem_mark.line + 1,
                      parser.problem ? parser.problem : "cannot be parsed");
    yaml_parser_delete(&parser);
    return st;
}

static bool load(yaml_document_t *doc, const char *text, size_t n)
{
    yaml_parser_t parser;
    bool ok;

    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
    ok = yaml_parser_load(&parser, doc) != 0;
    yaml_parser_delete(&parser);
    return ok;
}

eco_status eco_yaml_rewrite(eco_ctx *ctx, const char *path, const char *text,
                            size_t n, char **out)
{
    struct edits e = {0};
    yaml_document_t doc;
    eco_str s = {0};
    eco_status st = refuse_aliases(ctx, path, text, n);

    *out = NULL;
    if (st)
        return st;
    if (!load(&doc, text, n))
        return eco_fail(ctx, ECO_USAGE, "%s:1: not valid YAML", path);
    if (!yaml_document_get_root_node(&doc))
        st = eco_fail(ctx, ECO_USAGE, "%s:1: the file is empty", path);
    if (!st)
        st = find_edits(ctx, &doc, &e);
    if (!st) {
        apply(&e, text, n, &s);
        *out = eco_str_take(&s);
        st = *out ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t i = 0; i < e.n; i++)
        eco_str_clear(&e.items[i].text);
    eco_mem_free(e.items);
    yaml_document_delete(&doc);
    return st;
}

static int key_line(yaml_document_t *doc, const yaml_node_t *map,
                    const char *key)
{
    if (!map)
        return 1;
    if (key && map->type == YAML_MAPPING_NODE)
        for (yaml_node_pair_t *p = map->data.mapping.pairs.start;
             p < map->data.mapping.pairs.top; p++) {
            const yaml_node_t *k = yaml_document_get_node(doc, p->key);

            if (k->type == YAML_SCALAR_NODE &&
                strcmp((const char *)k->data.scalar.value, key) == 0)
                return (int)k->start_mark.line + 1;
        }
    return (int)map->start_mark.line + 1;
}

int eco_yaml_line(const char *text, size_t n, int dataset, const char *key)
{
    yaml_document_t doc;
    const yaml_node_t *node;
    int line = 1;

    if (!load(&doc, text, n))
        return 1;
    node = yaml_document_get_root_node(&doc);
    if (dataset >= 0) {
        node = child(&doc, node, "datasets");
        if (node && node->type == YAML_SEQUENCE_NODE &&
            node->data.sequence.items.start + dataset <
                node->data.sequence.items.top)
            node = yaml_document_get_node(
                &doc, node->data.sequence.items.start[dataset]);
    }
    line = key_line(&doc, node, key);
    yaml_document_delete(&doc);
    return line;
}
