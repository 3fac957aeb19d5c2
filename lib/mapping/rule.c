/* Codes by lookup: read, sorted, found, checked against the vocabularies. */
#include "eco_fold.h"
#include "eco_mapping_keys.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ecocrime/vocabulary.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOKUP_MAX = 10000, LISTED_MAX = 400 };

static const struct {
    const char *key, *list;
} facts[ECO_FACT_COUNT] = {
#define X(name, key, list) {key, list},
    ECO_FACT_MAP(X)
#undef X
};

const char *eco_fact_key(eco_fact fact)
{
    return facts[fact].key;
}

static int by_text(const void *a, const void *b)
{
    const eco_lookup_item *x = a, *y = b;

    return strcmp(x->text, y->text);
}

const char *eco_code_rule_find(const eco_code_rule *rule, const char *folded)
{
    size_t low = 0, high = rule->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(folded, rule->items[middle].text);

        if (order == 0)
            return rule->items[middle].code;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* One line of a lookup into the next item; the table has room. */
static eco_status add_item(eco_ctx *ctx, eco_code_rule *rule, const char *text,
                           const char *code)
{
    eco_lookup_item *item = &rule->items[rule->n];
    eco_str folded = {0};

    eco_str_add(&folded, "");
    eco_fold(&folded, text);
    item->text = eco_str_take(&folded);
    item->code = eco_mem_text(code);
    eco_str_clear(&folded);
    rule->n++;
    return item->text && item->code ? ECO_OK : eco_nomem(ctx);
}

static void list_text(eco_str *listed, const char *text)
{
    if (listed->n < LISTED_MAX)
        eco_str_printf(listed, "%s%.60s", listed->n ? ", " : "",
                       *text ? text : "(empty)");
    else if (!eco_ends_with(eco_str_text(listed), ", ..."))
        eco_str_add(listed, ", ...");
}

static eco_status lookup_pair(eco_map_reader *r, const yaml_node_pair_t *p,
                              const char *key, eco_code_rule *rule,
                              eco_str *listed)
{
    const yaml_node_t *from = eco_yaml_node(r->yaml, p->key);
    const yaml_node_t *to = eco_yaml_node(r->yaml, p->value);

    if (from->type != YAML_SCALAR_NODE || to->type != YAML_SCALAR_NODE ||
        !to->data.scalar.length)
        return eco_map_error(r, from, key,
                             "is not a text as written in the column and its "
                             "code, such as {Flora: FOR}");
    list_text(listed, (const char *)from->data.scalar.value);
    return add_item(r->ctx, rule, (const char *)from->data.scalar.value,
                    (const char *)to->data.scalar.value);
}

/* Texts that fold alike must not lead to different codes. */
static eco_status sort_items(eco_map_reader *r, const yaml_node_t *node,
                             const char *key, eco_code_rule *rule)
{
    eco_status st = ECO_OK;

    qsort(rule->items, rule->n, sizeof *rule->items, by_text);
    for (size_t i = 1; i < rule->n && !st; i++)
        if (strcmp(rule->items[i].text, rule->items[i - 1].text) == 0 &&
            strcmp(rule->items[i].code, rule->items[i - 1].code) != 0)
            st = eco_map_error(r, node, key,
                               "two texts are '%.60s' without case, accents "
                               "and punctuation, and have different codes",
                               rule->items[i].text);
    return st;
}

static eco_status lookup(eco_map_reader *r, const yaml_node_t *node,
                         const char *key, eco_code_rule *rule)
{
    const yaml_node_pair_t *first = node->data.mapping.pairs.start;
    size_t n = (size_t)(node->data.mapping.pairs.top - first);
    eco_str listed = {0};
    eco_status st = ECO_OK;

    if (node->type != YAML_MAPPING_NODE || !n || n > LOOKUP_MAX)
        return eco_map_error(r, node, key,
                             "is not a mapping from texts to codes, such as "
                             "{Flora: FOR}");
    rule->items = eco_mem_array(n, sizeof *rule->items);
    if (!rule->items)
        return eco_nomem(r->ctx);
    for (size_t i = 0; i < n && !st; i++)
        st = lookup_pair(r, &first[i], key, rule, &listed);
    if (!st)
        st = sort_items(r, node, key, rule);
    rule->listed = eco_str_take(&listed);
    eco_str_clear(&listed);
    return !st && !rule->listed ? eco_nomem(r->ctx) : st;
}

static eco_status rule_pair(eco_map_reader *r, const yaml_node_pair_t *p,
                            const char *prefix, eco_code_rule *rule)
{
    const yaml_node_t *k = eco_yaml_node(r->yaml, p->key);
    const yaml_node_t *v = eco_yaml_node(r->yaml, p->value);
    const char *key =
        k->type == YAML_SCALAR_NODE ? (const char *)k->data.scalar.value : "";
    char shown[160];

    snprintf(shown, sizeof shown, "%.80s.%.60s", prefix, key);
    if (strcmp(key, "column") == 0 && !rule->column)
        return eco_map_text(r, v, shown, &rule->column);
    if (strcmp(key, "else") == 0 && !rule->otherwise)
        return eco_map_text(r, v, shown, &rule->otherwise);
    if (strcmp(key, "fixed") == 0 && !rule->fixed)
        return eco_map_text(r, v, shown, &rule->fixed);
    if (strcmp(key, "lookup") == 0 && !rule->items)
        return lookup(r, v, shown, rule);
    return eco_map_error(r, k, shown,
                         "unknown key, or given twice; allowed: column, "
                         "lookup, else, fixed");
}

eco_status eco_map_read_rule(eco_map_reader *r, const yaml_node_t *node,
                             const char *key, eco_code_rule *rule)
{
    eco_status st = ECO_OK;

    if (node->type == YAML_SCALAR_NODE)
        return eco_map_text(r, node, key, &rule->fixed);
    if (node->type != YAML_MAPPING_NODE)
        return eco_map_error(r, node, key,
                             "is not a code, or {column: NAME, lookup: {text: "
                             "code}, else: code}");
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++)
        st = rule_pair(r, p, key, rule);
    if (!st && !rule->fixed == !rule->column)
        st = eco_map_error(r, node, key,
                           "needs either a column or a fixed code");
    if (!st && rule->fixed && (rule->items || rule->otherwise))
        st = eco_map_error(r, node, key,
                           "a fixed code needs no lookup and no else");
    return st;
}

/* ---- codes against vocabularies ---- */

static const char *const yes_no[] = {"yes", "no", "unknown", NULL};

struct codes {
    eco_map_reader *r;
    eco_fact fact;
    eco_vocabulary *list; /* NULL: yes_no */
};

static bool fits(const struct codes *c, const char *code, size_t n)
{
    char word[32];
    const eco_term *t;

    if (n >= sizeof word)
        return false;
    snprintf(word, sizeof word, "%.*s", (int)n, code);
    if (!c->list) {
        for (int i = 0; yes_no[i]; i++)
            if (strcmp(word, yes_no[i]) == 0)
                return true;
        return false;
    }
    t = eco_vocabulary_find(c->list, NULL, word);
    if (c->fact == ECO_FACT_DOMAIN)
        return t && t->level == 0;
    return t && (c->fact != ECO_FACT_SUBTYPE || t->level > 0);
}

static bool listed_code(const struct codes *c, size_t i, const char **code)
{
    if (!c->list)
        *code = yes_no[i];
    else
        *code = i < eco_vocabulary_count(c->list)
                    ? eco_vocabulary_term(c->list, i)->code
                    : NULL;
    return *code != NULL;
}

static eco_status wrong(const struct codes *c, const char *code)
{
    eco_str all = {0};
    const char *one;
    eco_status st;

    for (size_t i = 0; listed_code(c, i, &one) && all.n < LISTED_MAX; i++)
        if (fits(c, one, strlen(one)))
            eco_str_printf(&all, "%s%s", all.n ? ", " : "", one);
    if (all.n >= LISTED_MAX)
        eco_str_printf(&all, ", ...: see 'ecocrime help vocabulary'");
    st = eco_map_error_at(c->r, facts[c->fact].key,
                          "'%.60s' is no code; allowed: %s", code,
                          eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* Several codes of crime may stand between blanks, the first is the main. */
static eco_status check_code(const struct codes *c, const char *code)
{
    const char *p = code;

    while (*p) {
        size_t n = c->fact == ECO_FACT_ICCS ? strcspn(p, " ") : strlen(p);

        if (!fits(c, p, n))
            return wrong(c, code);
        p += n + (p[n] == ' ');
    }
    return ECO_OK;
}

/* A column without lookup holds the codes themselves. */
static eco_status fill_lookup(const struct codes *c, eco_code_rule *rule)
{
    eco_map_reader *r = c->r;
    eco_str listed = {0};
    const char *code;
    size_t n = 0;
    eco_status st = ECO_OK;

    while (listed_code(c, n, &code))
        n++;
    rule->items = eco_mem_array(n + 1, sizeof *rule->items);
    if (!rule->items)
        return eco_nomem(r->ctx);
    for (size_t i = 0; listed_code(c, i, &code) && !st; i++) {
        if (!fits(c, code, strlen(code)))
            continue;
        list_text(&listed, code);
        st = add_item(r->ctx, rule, code, code);
    }
    if (!st)
        qsort(rule->items, rule->n, sizeof *rule->items, by_text);
    rule->listed = eco_str_take(&listed);
    eco_str_clear(&listed);
    return !st && !rule->listed ? eco_nomem(r->ctx) : st;
}

static eco_status check_rule(struct codes *c, eco_code_rule *rule)
{
    eco_status st = ECO_OK;

    if (*facts[c->fact].list)
        st =
            eco_vocabulary_load(c->r->ctx, facts[c->fact].list, NULL, &c->list);
    if (!st && rule->fixed)
        st = check_code(c, rule->fixed);
    if (!st && rule->otherwise)
        st = check_code(c, rule->otherwise);
    for (size_t i = 0; i < rule->n && !st; i++)
        st = check_code(c, rule->items[i].code);
    if (!st && rule->column && !rule->items)
        st = fill_lookup(c, rule);
    eco_vocabulary_destroy(c->list);
    c->list = NULL;
    return st;
}

eco_status eco_map_check_codes(eco_map_reader *r)
{
    eco_status st = ECO_OK;

    for (int f = 0; f < ECO_FACT_COUNT && !st; f++) {
        eco_code_rule *rule = &r->m->facts[f];
        struct codes c = {.r = r, .fact = (eco_fact)f};

        if (rule->fixed || rule->column)
            st = check_rule(&c, rule);
    }
    return st;
}
