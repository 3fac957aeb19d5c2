/* YAML to a tree through libyaml, with what makes parsing cheap to abuse
 * refused first. */
#include "eco_yaml_tree.h"

#include "eco_findings_add.h"
#include "eco_mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct eco_yaml {
    yaml_document_t doc;
    const char *text;
    size_t n;
    bool loaded;
};

eco_status eco_yaml_error(eco_ctx *ctx, eco_findings *found, const char *path,
                          int line, const char *key, const char *text)
{
    char where[600], clean[900];

    snprintf(where, sizeof where, "%.580s:%d", path, line);
    snprintf(clean, sizeof clean, "%s%s%s", key ? key : "", key ? ": " : "",
             text);
    for (char *p = clean; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    return eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, where, "%s", clean);
}

/* The schema is six deep; libyaml takes time quadratic in the depth. */
enum { DEPTH_MAX = 32 };

struct scan {
    const char *problem;
    int depth;
    size_t line;
    int documents;
    bool nodes;
};

static const char *anchor_of(const yaml_event_t *e)
{
    const yaml_char_t *anchor = NULL;

    if (e->type == YAML_SCALAR_EVENT)
        anchor = e->data.scalar.anchor;
    else if (e->type == YAML_SEQUENCE_START_EVENT)
        anchor = e->data.sequence_start.anchor;
    else if (e->type == YAML_MAPPING_START_EVENT)
        anchor = e->data.mapping_start.anchor;
    return (const char *)anchor;
}

static void look_at(struct scan *s, const yaml_event_t *e)
{
    if (e->type == YAML_DOCUMENT_START_EVENT && ++s->documents > 1)
        s->problem = "a second document begins here; a file holds one";
    else if (e->type == YAML_ALIAS_EVENT || anchor_of(e))
        s->problem = "anchors (&name) and aliases (*name) are not allowed; "
                     "write the value out, or quote it";
    s->depth += e->type == YAML_SEQUENCE_START_EVENT ||
                e->type == YAML_MAPPING_START_EVENT;
    s->depth -=
        e->type == YAML_SEQUENCE_END_EVENT || e->type == YAML_MAPPING_END_EVENT;
    if (s->depth > DEPTH_MAX)
        s->problem = "lists and mappings nest too deep";
    s->nodes |= s->depth > 0 || e->type == YAML_SCALAR_EVENT;
    s->line = e->start_mark.line;
}

/* Event by event, which needs no tree. */
static eco_status scan(eco_ctx *ctx, const eco_yaml *y, char *problem,
                       size_t size, int *line)
{
    struct scan s = {0};
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        return eco_nomem(ctx);
    yaml_parser_set_input_string(&parser, (const unsigned char *)y->text, y->n);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    while (more && !s.problem && yaml_parser_parse(&parser, &event)) {
        look_at(&s, &event);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    *problem = '\0';
    if (s.problem) {
        snprintf(problem, size, "%s", s.problem);
    } else if (more) {
        s.line = parser.problem_mark.line;
        snprintf(problem, size, "not valid YAML: %s%s%s",
                 parser.problem ? parser.problem : "cannot be parsed",
                 parser.context ? ", " : "",
                 parser.context ? parser.context : "");
    } else if (!s.nodes) {
        s.line = 0;
        snprintf(problem, size,
                 "the file is empty; 'ecocrime new' writes an "
                 "assessment to start from");
    }
    *line = (int)s.line + 1;
    yaml_parser_delete(&parser);
    return *problem ? ECO_USAGE : ECO_OK;
}

static bool load(eco_yaml *y)
{
    yaml_parser_t parser;

    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_input_string(&parser, (const unsigned char *)y->text, y->n);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    y->loaded = yaml_parser_load(&parser, &y->doc) != 0;
    yaml_parser_delete(&parser);
    return y->loaded;
}

eco_status eco_yaml_create(eco_ctx *ctx, const char *path, const char *text,
                           size_t n, eco_findings *found, eco_yaml **out)
{
    eco_yaml *y = eco_mem_array(1, sizeof *y);
    char problem[300];
    eco_status st;
    int line;

    *out = NULL;
    if (!y)
        return eco_nomem(ctx);
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3; /* libyaml's marks do not count it */
        n -= 3;
    }
    y->text = text;
    y->n = n;
    st = scan(ctx, y, problem, sizeof problem, &line);
    if (!st && !load(y)) {
        snprintf(problem, sizeof problem, "not valid YAML");
        st = ECO_USAGE;
        line = 1;
    }
    if (!st) {
        *out = y;
        return ECO_OK;
    }
    eco_yaml_destroy(y);
    if (st == ECO_USAGE &&
        eco_yaml_error(ctx, found, path, line, NULL, problem))
        st = ECO_NOMEM;
    return st;
}

void eco_yaml_destroy(eco_yaml *y)
{
    if (y && y->loaded)
        yaml_document_delete(&y->doc);
    eco_mem_free(y);
}

const char *eco_yaml_text(const eco_yaml *y, size_t *n)
{
    *n = y->n;
    return y->text;
}

/* libyaml's readers take a document that they could change, and do not. */
static yaml_document_t *document(const eco_yaml *y)
{
    union {
        const yaml_document_t *from;
        yaml_document_t *to;
    } doc = {.from = &y->doc};

    return doc.to;
}

yaml_node_t *eco_yaml_root(const eco_yaml *y)
{
    return yaml_document_get_root_node(document(y));
}

yaml_node_t *eco_yaml_node(const eco_yaml *y, int id)
{
    return yaml_document_get_node(document(y), id);
}

static const yaml_node_pair_t *pair_of(const eco_yaml *y,
                                       const yaml_node_t *map, const char *key)
{
    if (!map || map->type != YAML_MAPPING_NODE)
        return NULL;
    for (const yaml_node_pair_t *p = map->data.mapping.pairs.start;
         p < map->data.mapping.pairs.top; p++) {
        const yaml_node_t *k = eco_yaml_node(y, p->key);

        if (k && k->type == YAML_SCALAR_NODE &&
            strcmp((const char *)k->data.scalar.value, key) == 0)
            return p;
    }
    return NULL;
}

yaml_node_t *eco_yaml_child(const eco_yaml *y, const yaml_node_t *map,
                            const char *key)
{
    const yaml_node_pair_t *p = pair_of(y, map, key);

    return p ? eco_yaml_node(y, p->value) : NULL;
}

/* The step `key` down from `node`; *line of the key or of the entry. */
static const yaml_node_t *step(const eco_yaml *y, const yaml_node_t *node,
                               const char *key, int *line)
{
    const yaml_node_pair_t *p;
    long i;

    if (node->type == YAML_SEQUENCE_NODE) {
        i = strtol(key, NULL, 10);
        if (i < 0 || i >= node->data.sequence.items.top -
                              node->data.sequence.items.start)
            return NULL;
        node = eco_yaml_node(y, node->data.sequence.items.start[i]);
        *line = (int)node->start_mark.line + 1;
        return node;
    }
    p = pair_of(y, node, key);
    if (!p)
        return NULL;
    *line = (int)eco_yaml_node(y, p->key)->start_mark.line + 1;
    return eco_yaml_node(y, p->value);
}

const yaml_node_t *eco_yaml_find(const eco_yaml *y, const char *path, int *line)
{
    const yaml_node_t *node = eco_yaml_root(y);
    char key[100];

    *line = node ? (int)node->start_mark.line + 1 : 1;
    while (node && *path) {
        size_t n = strcspn(path, ".");

        snprintf(key, sizeof key, "%.*s", (int)n, path);
        node = step(y, node, key, line);
        path += n + (path[n] == '.');
    }
    return node;
}
