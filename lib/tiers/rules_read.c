/* The file of rules from its root down, and what only all rules together
 * show. */
#include "eco_rules_reader.h"

#include "eco_mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    ERRORS_MAX = 200,
    ID_MAX = 40,
    TITLE_MAX = 200,
    TEXT_MAX = 4000,
    TIERS_MAX = 32
};

eco_status eco_rules_error(eco_rules_reader *r, const yaml_node_t *node,
                           const char *key, const char *fmt, ...)
{
    char text[1200], where[120];
    va_list ap;

    if (r->found->nerrors >= ERRORS_MAX)
        return ECO_OK; /* nobody reads on */
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    snprintf(where, sizeof where, "%.50s%s%.60s", r->id,
             *r->id && key ? "." : "", key ? key : "");
    return eco_yaml_error(r->ctx, r->found, r->path,
                          (int)node->start_mark.line + 1, *where ? where : NULL,
                          text);
}

eco_status eco_rules_scalar(eco_rules_reader *r, const yaml_node_t *node,
                            const char *key, size_t most, const char **out)
{
    const char *text = (const char *)node->data.scalar.value;
    size_t n = node->data.scalar.length;

    if (node->type != YAML_SCALAR_NODE)
        return eco_rules_error(r, node, key, "is not a single value");
    if (text[strspn(text, " \t\n")] == '\0' && strlen(text) == n)
        return eco_rules_error(r, node, key, "is empty");
    if (strlen(text) != n)
        return eco_rules_error(r, node, key, "holds a NUL character");
    if (n > most)
        return eco_rules_error(r, node, key, "is longer than %zu bytes", most);
    *out = text;
    return ECO_OK;
}

eco_status eco_rules_key(eco_rules_reader *r, const yaml_node_t *node,
                         const char *in, const char *const *names,
                         unsigned *seen, int *which)
{
    const char *text = node->type == YAML_SCALAR_NODE
                           ? (const char *)node->data.scalar.value
                           : "";
    const char *near;
    eco_str all = {0};
    size_t n = 0;
    eco_status st;

    *which = -1;
    for (; names[n]; n++) {
        eco_str_printf(&all, "%s%s", n ? ", " : "", names[n]);
        if (strcmp(names[n], text) == 0)
            *which = (int)n;
    }
    if (*which >= 0 && !(*seen >> *which & 1)) {
        *seen |= 1U << *which;
        eco_str_clear(&all);
        return ECO_OK;
    }
    if (*which >= 0) {
        *which = -1;
        st = eco_rules_error(r, node, in, "%s is given twice", text);
    } else {
        near = eco_nearest(text, names, n);
        st = eco_rules_error(r, node, in,
                             "unknown key '%.60s';%s%s%s allowed: %s", text,
                             near ? " did you mean '" : "", near ? near : "",
                             near ? "'?" : "", eco_str_text(&all));
    }
    eco_str_clear(&all);
    return st;
}

size_t eco_rules_items(const yaml_node_t *node)
{
    return node->type == YAML_SEQUENCE_NODE
               ? (size_t)(node->data.sequence.items.top -
                          node->data.sequence.items.start)
               : 0;
}

const yaml_node_t *eco_rules_item(const eco_rules_reader *r,
                                  const yaml_node_t *node, size_t i)
{
    return eco_yaml_node(r->yaml, node->data.sequence.items.start[i]);
}

/* A scalar, copied. */
static eco_status text_of(eco_rules_reader *r, const yaml_node_t *node,
                          const char *key, size_t most, const char **out)
{
    const char *text = NULL;
    eco_status st = eco_rules_scalar(r, node, key, most, &text);

    if (st || !text)
        return st;
    *out = eco_rules_keep(r->rules, text);
    return *out ? ECO_OK : eco_nomem(r->ctx);
}

static size_t rank_of(const eco_rules *rules, const char *tier)
{
    size_t i = 0;

    while (i < rules->ntiers && strcmp(rules->tiers[i], tier) != 0)
        i++;
    return i;
}

static eco_status wrong_tier(eco_rules_reader *r, const yaml_node_t *node,
                             const char *key, const char *tier)
{
    eco_str all = {0};
    eco_status st;

    eco_rules_tier_list(r, &all);
    st = eco_rules_error(r, node, key, "'%.60s' is no tier; allowed: %s", tier,
                         eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status read_tier(eco_rules_reader *r, const yaml_node_t *node)
{
    eco_rules *rules = r->rules;
    const char *tier = NULL;
    eco_status st = text_of(r, node, "strongest_first", ID_MAX, &tier);

    if (st || !tier)
        return st;
    if (!eco_rules_is_tier(r, tier))
        return wrong_tier(r, node, "strongest_first", tier);
    if (rank_of(rules, tier) < rules->ntiers)
        return eco_rules_error(r, node, "strongest_first",
                               "'%.60s' is listed twice", tier);
    rules->tiers[rules->ntiers++] = tier;
    return ECO_OK;
}

static eco_status read_order(eco_rules_reader *r, const yaml_node_t *node)
{
    size_t n = eco_rules_items(node);
    eco_status st = ECO_OK;

    if (!n || n > TIERS_MAX)
        return eco_rules_error(r, node, "strongest_first",
                               "is not a list of tiers, such as [T1, T2]");
    r->rules->tiers = eco_mem_array(n + 1, sizeof *r->rules->tiers);
    if (!r->rules->tiers)
        return eco_nomem(r->ctx);
    for (size_t i = 0; i < n && !st; i++)
        st = read_tier(r, eco_rules_item(r, node, i));
    return st;
}

static const char *const rule_keys[] = {"id",     "tier",   "title", "text",
                                        "source", "status", "when",  NULL};
static const char *const cap_keys[] = {"id",     "at_most", "title", "text",
                                       "source", "status",  "when",  NULL};
enum key { ID, TIER, TITLE, TEXT, SOURCE, STATUS, WHEN, NKEYS };

static bool is_id(const char *id)
{
    return id[strspn(id, "abcdefghijklmnopqrstuvwxyz"
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] == '\0';
}

static bool is_taken(const eco_rule *items, size_t n, const eco_rule *rule)
{
    for (size_t i = 0; i < n; i++)
        if (&items[i] != rule && items[i].about.id &&
            strcmp(items[i].about.id, rule->about.id) == 0)
            return true;
    return false;
}

static eco_status read_id(eco_rules_reader *r, const yaml_node_t *node,
                          eco_rule *rule)
{
    const eco_rules *rules = r->rules;
    eco_status st = text_of(r, node, "id", ID_MAX, &rule->about.id);

    if (st || !rule->about.id)
        return st;
    if (!is_id(rule->about.id))
        return eco_rules_error(r, node, "id",
                               "'%.60s': use letters, digits, - and _",
                               rule->about.id);
    if (is_taken(rules->rules, rules->n, rule) ||
        is_taken(rules->caps, rules->ncaps, rule))
        return eco_rules_error(r, node, "id", "'%s' is the id of two",
                               rule->about.id);
    return ECO_OK;
}

static eco_status read_rank(eco_rules_reader *r, const yaml_node_t *node,
                            eco_rule *rule)
{
    const char *key = rule->about.is_cap ? "at_most" : "tier";
    const char *tier = NULL;
    eco_status st = text_of(r, node, key, ID_MAX, &tier);

    if (st || !tier)
        return st;
    rule->about.tier = tier;
    rule->rank = rank_of(r->rules, tier);
    if (rule->about.is_cap && strcmp(tier, "none") == 0)
        return ECO_OK;
    if (!eco_rules_is_tier(r, tier))
        return wrong_tier(r, node, key, tier);
    if (rule->rank == r->rules->ntiers)
        return eco_rules_error(
            r, node, key, "'%s' is not in strongest_first; put it there", tier);
    if (rule->about.is_cap && rule->rank == 0)
        return eco_rules_error(
            r, node, key, "%s is the strongest: the cap forbids nothing", tier);
    return ECO_OK;
}

eco_status eco_rules_status(eco_rules_reader *r, const yaml_node_t *node,
                            const char *key, char *out)
{
    const char *text = NULL;
    eco_str all = {0};
    eco_status st = eco_rules_scalar(r, node, key, ID_MAX, &text);

    if (st || !text)
        return st;
    if (eco_vocabulary_find(r->statuses, NULL, text)) {
        *out = *text;
        return ECO_OK;
    }
    for (size_t i = 0; i < eco_vocabulary_count(r->statuses); i++) {
        const eco_term *t = eco_vocabulary_term(r->statuses, i);

        eco_str_printf(&all, "%s%s %s", i ? ", " : "", t->code,
                       t->titles[ECO_LANGUAGE_EN]);
    }
    st = eco_rules_error(r, node, key, "'%.60s' is none; allowed: %s", text,
                         eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status read_value(eco_rules_reader *r, int key,
                             const yaml_node_t *node, eco_rule *rule)
{
    switch (key) {
    case ID:
        return ECO_OK; /* was read first */
    case TIER:
        return read_rank(r, node, rule);
    case TITLE:
        return text_of(r, node, "title", TITLE_MAX, &rule->about.title);
    case TEXT:
        return text_of(r, node, "text", TEXT_MAX, &rule->about.text);
    case SOURCE:
        return text_of(r, node, "source", TEXT_MAX, &rule->about.source);
    case STATUS:
        return eco_rules_status(r, node, "status", &rule->about.status);
    default:
        return eco_rules_when(r, node, rule);
    }
}

static eco_status read_rule(eco_rules_reader *r, const yaml_node_t *node,
                            eco_rule *rule)
{
    const char *const *keys = rule->about.is_cap ? cap_keys : rule_keys;
    const char *list = rule->about.is_cap ? "caps" : "tiers";
    const yaml_node_t *id;
    unsigned seen = 0;
    eco_status st = ECO_OK;

    rule->about.line = (int)node->start_mark.line + 1;
    if (node->type != YAML_MAPPING_NODE)
        return eco_rules_error(r, node, list,
                               "is not a rule: a mapping of id, %s, title, "
                               "text, source, status, when",
                               keys[TIER]);
    id = eco_yaml_child(r->yaml, node, "id");
    if (id)
        st = read_id(r, id, rule);
    r->id = rule->about.id ? rule->about.id : list;
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++) {
        int key;

        st = eco_rules_key(r, eco_yaml_node(r->yaml, p->key), NULL, keys, &seen,
                           &key);
        if (!st && key >= 0)
            st = read_value(r, key, eco_yaml_node(r->yaml, p->value), rule);
    }
    for (int k = 0; k < NKEYS && !st; k++)
        if (!(seen >> k & 1))
            st = eco_rules_error(r, node, NULL, "'%s' is missing", keys[k]);
    r->id = "";
    return st;
}

static eco_status read_list(eco_rules_reader *r, const yaml_node_t *node,
                            bool is_cap)
{
    eco_rules *rules = r->rules;
    const char *key = is_cap ? "caps" : "tiers";
    size_t n = eco_rules_items(node);
    eco_rule *items;
    eco_status st = ECO_OK;

    if (!n || n > ECO_RULES_MAX)
        return eco_rules_error(r, node, key, "is not a list of 1 to %d rules",
                               ECO_RULES_MAX);
    items = eco_mem_array(n, sizeof *items);
    if (!items)
        return eco_nomem(r->ctx);
    *(is_cap ? &rules->caps : &rules->rules) = items;
    for (size_t i = 0; i < n && !st; i++) {
        ++*(is_cap ? &rules->ncaps : &rules->n);
        items[i].about.is_cap = is_cap;
        st = read_rule(r, eco_rules_item(r, node, i), &items[i]);
    }
    return st;
}

static const yaml_node_t *child(const eco_rules_reader *r, const char *key)
{
    return eco_yaml_child(r->yaml, eco_yaml_root(r->yaml), key);
}

static eco_status check_top(eco_rules_reader *r)
{
    static const char *const keys[] = {"rules", "strongest_first", "tiers",
                                       "caps",  "values",          NULL};
    const yaml_node_t *root = eco_yaml_root(r->yaml);
    unsigned seen = 0;
    int which;
    eco_status st = ECO_OK;

    for (const yaml_node_pair_t *p = root->data.mapping.pairs.start;
         p < root->data.mapping.pairs.top && !st; p++)
        st = eco_rules_key(r, eco_yaml_node(r->yaml, p->key), NULL, keys, &seen,
                           &which);
    for (int k = 0; k < 3 && !st; k++)
        if (!(seen >> k & 1))
            st = eco_rules_error(r, root, NULL, "'%s' is missing", keys[k]);
    return st;
}

eco_status eco_rules_read(eco_rules_reader *r)
{
    const yaml_node_t *root = eco_yaml_root(r->yaml);
    const yaml_node_t *node;
    eco_status st;

    if (root->type != YAML_MAPPING_NODE)
        return eco_rules_error(r, root, NULL,
                               "a file of rules begins with 'rules: NAME'");
    st = check_top(r);
    if (!st && (node = child(r, "rules")) != NULL)
        st = text_of(r, node, "rules", TITLE_MAX, &r->rules->name);
    if (!st && (node = child(r, "strongest_first")) != NULL)
        st = read_order(r, node);
    if (!st && (node = child(r, "tiers")) != NULL)
        st = read_list(r, node, false);
    if (!st && (node = child(r, "caps")) != NULL)
        st = read_list(r, node, true);
    if (!st && (node = child(r, "values")) != NULL)
        return eco_rules_values(r, node);
    return st ? st : eco_rules_values_default(r);
}
