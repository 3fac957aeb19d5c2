/* Keys of a YAML mapping into a struct, by a table of them. */
#include "eco_mapping_keys.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 4096, WORDS_MAX = 4096, SHOWN_SIZE = 160, ERRORS_MAX = 200 };

static eco_status add(eco_map_reader *r, int line, const char *key,
                      const char *text)
{
    if (r->found->nerrors >= ERRORS_MAX)
        return ECO_OK; /* nobody reads on */
    return eco_yaml_error(r->ctx, r->found, r->path, line, key, text);
}

eco_status eco_map_error(eco_map_reader *r, const yaml_node_t *node,
                         const char *key, const char *fmt, ...)
{
    char text[800];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    return add(r, (int)node->start_mark.line + 1, key, text);
}

eco_status eco_map_error_at(eco_map_reader *r, const char *key, const char *fmt,
                            ...)
{
    char text[800];
    va_list ap;
    int line;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    eco_yaml_find(r->yaml, key, &line);
    return add(r, line, key, text);
}

eco_status eco_map_text(eco_map_reader *r, const yaml_node_t *node,
                        const char *key, char **out)
{
    const char *text = (const char *)node->data.scalar.value;
    size_t n = node->data.scalar.length;

    if (node->type != YAML_SCALAR_NODE)
        return eco_map_error(r, node, key, "is not a single value");
    if (!n)
        return eco_map_error(r, node, key, "is empty");
    if (strlen(text) != n)
        return eco_map_error(r, node, key, "holds a NUL character");
    if (n > TEXT_MAX)
        return eco_map_error(r, node, key, "is longer than %d bytes", TEXT_MAX);
    *out = eco_mem_text(text);
    return *out ? ECO_OK : eco_nomem(r->ctx);
}

static eco_status words(eco_map_reader *r, const yaml_node_t *node,
                        const char *key, eco_words *out)
{
    const yaml_node_item_t *first = node->data.sequence.items.start;
    bool list = node->type == YAML_SEQUENCE_NODE;
    size_t n = list ? (size_t)(node->data.sequence.items.top - first) : 1;
    eco_status st = ECO_OK;

    if (node->type == YAML_MAPPING_NODE || !n || n > WORDS_MAX)
        return eco_map_error(r, node, key,
                             "is not a column or a list of columns, such as "
                             "[a, b]");
    out->items = eco_mem_array(n, sizeof *out->items);
    if (!out->items)
        return eco_nomem(r->ctx);
    for (size_t i = 0; i < n && !st; i++) {
        char *word = NULL;

        st = eco_map_text(r, list ? eco_yaml_node(r->yaml, first[i]) : node,
                          key, &word);
        if (!st && word && eco_words_have(out, word))
            st = eco_map_error(r, node, key, "'%.60s' is listed twice", word);
        if (word)
            out->items[out->n++] = word;
    }
    return st;
}

static eco_status whole(eco_map_reader *r, const yaml_node_t *node,
                        const char *key, const eco_mapping_key *k, int *out)
{
    const char *text = (const char *)node->data.scalar.value;
    long long v = 0;

    if (node->type != YAML_SCALAR_NODE || !eco_parse_int(text, &v) ||
        v < k->low || v > k->high)
        return eco_map_error(r, node, key,
                             "is not a whole number from %d to %d", k->low,
                             k->high);
    *out = (int)v;
    return ECO_OK;
}

static eco_status boolean(eco_map_reader *r, const yaml_node_t *node,
                          const char *key, bool *out)
{
    const char *text = (const char *)node->data.scalar.value;
    bool scalar = node->type == YAML_SCALAR_NODE;

    *out = scalar && strcmp(text, "true") == 0;
    if (*out || (scalar && strcmp(text, "false") == 0))
        return ECO_OK;
    return eco_map_error(r, node, key, "is not true or false");
}

static eco_status choice(eco_map_reader *r, const yaml_node_t *node,
                         const char *key, const char *const *allowed, int *out)
{
    bool scalar = node->type == YAML_SCALAR_NODE;
    const char *text = scalar ? (const char *)node->data.scalar.value : "";
    eco_str all = {0};
    eco_status st;

    for (int i = 0; allowed[i]; i++) {
        if (strcmp(text, allowed[i]) == 0) {
            *out = i + 1;
            eco_str_clear(&all);
            return ECO_OK;
        }
        eco_str_printf(&all, "%s%s", i ? ", " : "", allowed[i]);
    }
    st = eco_map_error(r, node, key, "'%.60s' is unknown; allowed: %s", text,
                       eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status character(eco_map_reader *r, const yaml_node_t *node,
                            const char *key, int *out)
{
    const char *text = (const char *)node->data.scalar.value;

    if (node->type != YAML_SCALAR_NODE)
        return eco_map_error(r, node, key, "is not a single character");
    *out = strcmp(text, "tab") == 0 ? '\t' : (unsigned char)text[0];
    if (*out == '\t' || (text[0] > ' ' && !text[1]))
        return ECO_OK;
    return eco_map_error(r, node, key,
                         "'%.60s' is not a single character, such as \";\", "
                         "or tab",
                         text);
}

static bool is_number(const yaml_node_t *node, double *out)
{
    return node->type == YAML_SCALAR_NODE &&
           eco_parse_real((const char *)node->data.scalar.value, out);
}

static eco_status factor(eco_map_reader *r, const yaml_node_t *node,
                         const char *key, double *out)
{
    if (!is_number(node, out))
        return eco_map_error(r, node, key, "is not a number");
    if (*out >= 0 && *out <= 0)
        return eco_map_error(r, node, key, "is 0; leave it out for 1");
    return ECO_OK;
}

static eco_status box(eco_map_reader *r, const yaml_node_t *node,
                      const char *key, double *out)
{
    const yaml_node_item_t *item = node->data.sequence.items.start;
    bool good = node->type == YAML_SEQUENCE_NODE &&
                node->data.sequence.items.top - item == 4;

    for (int i = 0; i < 4 && good; i++)
        good = is_number(eco_yaml_node(r->yaml, item[i]), &out[i]);
    r->m->coordinates.has_box = true;
    if (good && out[1] < out[3] && out[1] >= -90 && out[3] <= 90 &&
        out[0] >= -180 && out[0] <= 180 && out[2] >= -180 && out[2] <= 180)
        return ECO_OK;
    return eco_map_error(r, node, key,
                         "is not [west, south, east, north] in degrees");
}

static eco_status quantities(eco_map_reader *r, const yaml_node_t *node,
                             const char *key)
{
    const yaml_node_item_t *item = node->data.sequence.items.start;
    eco_mapping *m = r->m;
    eco_status st = ECO_OK;
    size_t n;

    if (node->type != YAML_SEQUENCE_NODE ||
        node->data.sequence.items.top == item)
        return eco_map_error(r, node, key,
                             "is not a list, such as [{name: volume, column: "
                             "bbl, unit: barrel}]");
    n = (size_t)(node->data.sequence.items.top - item);
    if (n > 100)
        return eco_map_error(r, node, key, "has more than 100 entries");
    m->quantities = eco_mem_array(n, sizeof *m->quantities);
    if (!m->quantities)
        return eco_nomem(r->ctx);
    for (size_t i = 0; i < n && !st; i++) {
        eco_quantity_rule *q = &m->quantities[m->nquantities++];

        q->factor = 1;
        st = eco_map_read_keys(r, eco_yaml_node(r->yaml, item[i]), key,
                               eco_quantity_keys, (char *)q);
    }
    return st;
}

static eco_status value(eco_map_reader *r, const yaml_node_t *node,
                        const char *key, const eco_mapping_key *k, char *to)
{
    void *at = to + k->at;

    switch (k->type) {
    case ECO_KEY_TEXT:
        return eco_map_text(r, node, key, at);
    case ECO_KEY_WORDS:
        return words(r, node, key, at);
    case ECO_KEY_INT:
        return whole(r, node, key, k, at);
    case ECO_KEY_BOOL:
        return boolean(r, node, key, at);
    case ECO_KEY_CHOICE:
        return choice(r, node, key, k->words, at);
    case ECO_KEY_CHARACTER:
        return character(r, node, key, at);
    case ECO_KEY_FACTOR:
        return factor(r, node, key, at);
    case ECO_KEY_BOX:
        return box(r, node, key, at);
    case ECO_KEY_SECTION:
        return eco_map_read_keys(r, node, key, k->keys, to);
    case ECO_KEY_RULE:
        return eco_map_read_rule(r, node, key, at);
    case ECO_KEY_QUANTITIES:
        return quantities(r, node, key);
    }
    return ECO_OK;
}

static eco_status unknown(eco_map_reader *r, const yaml_node_t *node,
                          const char *shown, const eco_mapping_key *keys)
{
    const char *names[64];
    const char *near;
    eco_str all = {0};
    size_t n = 0;
    eco_status st;

    for (; n < 64 && keys[n].name; n++) {
        eco_str_printf(&all, "%s%s", n ? ", " : "", keys[n].name);
        names[n] = keys[n].name;
    }
    near = eco_nearest((const char *)node->data.scalar.value, names, n);
    st = eco_map_error(r, node, shown, "unknown key;%s%s%s allowed: %s",
                       near ? " did you mean '" : "", near ? near : "",
                       near ? "'?" : "", eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status pair(eco_map_reader *r, const yaml_node_pair_t *p,
                       const char *prefix, const eco_mapping_key *keys,
                       unsigned *seen, char *to)
{
    const yaml_node_t *node = eco_yaml_node(r->yaml, p->key);
    char shown[SHOWN_SIZE];
    size_t i = 0;

    if (node->type != YAML_SCALAR_NODE)
        return eco_map_error(r, node, *prefix ? prefix : NULL,
                             "a key is a word, not a list or a mapping");
    snprintf(shown, sizeof shown, "%.80s%s%.60s", prefix, *prefix ? "." : "",
             (const char *)node->data.scalar.value);
    while (keys[i].name &&
           strcmp(keys[i].name, (const char *)node->data.scalar.value) != 0)
        i++;
    if (!keys[i].name)
        return unknown(r, node, shown, keys);
    if (*seen & 1U << i)
        return eco_map_error(r, node, shown, "is given twice");
    *seen |= 1U << i;
    return value(r, eco_yaml_node(r->yaml, p->value), shown, &keys[i], to);
}

eco_status eco_map_read_keys(eco_map_reader *r, const yaml_node_t *node,
                             const char *prefix, const eco_mapping_key *keys,
                             char *to)
{
    eco_status st = ECO_OK;
    unsigned seen = 0;

    if (node->type != YAML_MAPPING_NODE)
        return eco_map_error(r, node, *prefix ? prefix : NULL,
                             *prefix ? "is not a mapping, such as {key: value}"
                                     : "a mapping file begins with 'mapping: "
                                       "NAME'");
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++)
        st = pair(r, p, prefix, keys, &seen, to);
    for (size_t i = 0; keys[i].name && !st; i++)
        if (keys[i].must && !(seen & 1U << i))
            st = eco_map_error(r, node, *prefix ? prefix : NULL,
                               "'%s' is missing", keys[i].name);
    return st;
}
