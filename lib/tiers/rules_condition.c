/* Conditions: {fact: precision, at_most: 1}. */
#include "eco_rules_reader.h"

#include "eco_day.h"
#include "eco_mem.h"

#include <math.h>
#include <string.h>

enum { TEXT_MAX = 200, SHOWN_MAX = 400 };

static const char *const keys[] = {"fact",     "is",      "in",    "at_most",
                                   "at_least", "between", "known", NULL};
enum key { FACT, IS, IN, AT_MOST, AT_LEAST, BETWEEN, KNOWN };

struct condition {
    eco_rules_reader *r;
    const char *group;
    const yaml_node_t *node, *fact, *value;
    int op; /* an enum key; -1: none yet */
    eco_condition *out;
};

static const eco_fact_def *def_of(const struct condition *c)
{
    return eco_fact_def_at(c->out->fact);
}

static eco_status wrong_word(const struct condition *c, const yaml_node_t *node,
                             const char *word)
{
    const eco_fact_words *words = &c->r->rules->words[c->out->fact];
    const char *near = eco_nearest(word, words->items, words->n);
    const char *list = def_of(c)->list;
    bool is_long = strlen(words->shown) > SHOWN_MAX;

    if (is_long)
        return eco_rules_error(
            c->r, node, c->group,
            "'%.60s' is no code of %s;%s%s%s see 'ecocrime help vocabulary %s'",
            word, list, near ? " did you mean '" : "", near ? near : "",
            near ? "'?" : "", list);
    return eco_rules_error(c->r, node, c->group,
                           "'%.60s' is no %s;%s%s%s allowed: %s", word,
                           def_of(c)->name, near ? " did you mean '" : "",
                           near ? near : "", near ? "'?" : "", words->shown);
}

/* Is term `at` the one called `code`, or below it? */
static bool stands_for(const eco_vocabulary *list, const char *code,
                       const eco_term *at)
{
    while (strcmp(at->code, code) != 0) {
        if (!at->parent)
            return false;
        at = eco_vocabulary_find(list, NULL, at->parent);
    }
    return true;
}

/* A code stands for those below it too. */
static eco_status take_word(const struct condition *c, const yaml_node_t *node)
{
    const eco_fact_words *words = &c->r->rules->words[c->out->fact];
    const eco_vocabulary *list = c->r->lists[c->out->fact];
    const char *word = NULL;
    bool any = false;
    eco_status st = eco_rules_scalar(c->r, node, c->group, TEXT_MAX, &word);

    if (!word)
        return st;
    for (size_t i = 0; i < words->n; i++) {
        bool fits = list ? stands_for(list, word, eco_vocabulary_term(list, i))
                         : strcmp(words->items[i], word) == 0;

        if (fits)
            c->out->words[i / ECO_WORD_BITS] |= (uint64_t)1
                                                << i % ECO_WORD_BITS;
        any |= fits;
    }
    return any ? ECO_OK : wrong_word(c, node, word);
}

static eco_status take_words(const struct condition *c)
{
    const yaml_node_t *v = c->value;
    size_t n = eco_rules_items(v);
    eco_status st = ECO_OK;

    c->out->ask = ECO_ASK_IN;
    if (def_of(c)->told != ECO_TOLD_WORD)
        return eco_rules_error(c->r, v, c->group,
                               "%s is a %s; ask by at_most, at_least, between "
                               "or known",
                               def_of(c)->name,
                               def_of(c)->told == ECO_TOLD_DAY ? "day"
                                                               : "number");
    if (c->op == IS)
        return take_word(c, v);
    if (!n)
        return eco_rules_error(c->r, v, c->group,
                               "in is not a list, such as in: [a, b]");
    for (size_t i = 0; i < n && !st; i++)
        st = take_word(c, eco_rules_item(c->r, v, i));
    return st;
}

/* A number or day within what the fact may be; of a year or month the first or
 * the last day. */
static eco_status take_number(const struct condition *c,
                              const yaml_node_t *node, bool is_high,
                              double *out)
{
    const eco_fact_def *def = def_of(c);
    const char *text = NULL;
    int first, last;
    bool good;
    eco_status st = eco_rules_scalar(c->r, node, c->group, TEXT_MAX, &text);

    if (!text)
        return st;
    if (def->told == ECO_TOLD_DAY) {
        good = eco_day_parse(text, &first, &last);
        *out = good ? is_high ? last : first : 0;
    } else {
        good = eco_parse_real(text, out) && *out >= def->low &&
               *out <= def->high && (!def->is_whole || !(*out > floor(*out)));
    }
    if (good)
        return ECO_OK;
    return eco_rules_error(c->r, node, c->group,
                           "'%.60s' is no %s; allowed: %s", text, def->name,
                           c->r->rules->words[c->out->fact].shown);
}

static eco_status take_bounds(const struct condition *c)
{
    eco_condition *out = c->out;
    eco_status st;

    if (def_of(c)->told == ECO_TOLD_WORD)
        return eco_rules_error(c->r, c->value, c->group,
                               "%s is a word; ask by is, in or known",
                               def_of(c)->name);
    out->ask = c->op == AT_MOST    ? ECO_ASK_AT_MOST
               : c->op == AT_LEAST ? ECO_ASK_AT_LEAST
                                   : ECO_ASK_BETWEEN;
    if (c->op == AT_MOST)
        return take_number(c, c->value, true, &out->high);
    if (c->op == AT_LEAST)
        return take_number(c, c->value, false, &out->low);
    if (eco_rules_items(c->value) != 2)
        return eco_rules_error(c->r, c->value, c->group,
                               "between is not a list of two, such as "
                               "between: [2, 3]");
    st = take_number(c, eco_rules_item(c->r, c->value, 0), false, &out->low);
    if (!st)
        st =
            take_number(c, eco_rules_item(c->r, c->value, 1), true, &out->high);
    if (!st && out->low > out->high)
        st = eco_rules_error(c->r, c->value, c->group,
                             "between: the first is above the second");
    return st;
}

static eco_status take_known(const struct condition *c)
{
    const char *text = c->value->type == YAML_SCALAR_NODE
                           ? (const char *)c->value->data.scalar.value
                           : "";

    c->out->ask = strcmp(text, "true") == 0 ? ECO_ASK_KNOWN : ECO_ASK_UNKNOWN;
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        return ECO_OK;
    return eco_rules_error(c->r, c->value, c->group,
                           "known is not true or false");
}

static eco_status read_pair(struct condition *c, const yaml_node_pair_t *p,
                            unsigned *seen)
{
    const yaml_node_t *key = eco_yaml_node(c->r->yaml, p->key);
    const yaml_node_t *value = eco_yaml_node(c->r->yaml, p->value);
    int which;
    eco_status st = eco_rules_key(c->r, key, c->group, keys, seen, &which);

    if (st || which < 0)
        return st;
    if (which == FACT) {
        c->fact = value;
    } else if (c->op >= 0) {
        st = eco_rules_error(c->r, key, c->group,
                             "%s stands beside %s; write two conditions",
                             keys[which], keys[c->op]);
    } else {
        c->op = which;
        c->value = value;
    }
    return st;
}

static eco_status find_fact(struct condition *c, bool *found)
{
    const char *names[ECO_FACTS_MAX];
    const char *name = NULL, *near;
    eco_str all = {0};
    eco_status st = eco_rules_scalar(c->r, c->fact, c->group, TEXT_MAX, &name);

    *found = name && eco_fact_find(name, &c->out->fact);
    if (!name || *found)
        return st;
    for (size_t i = 0; i < eco_fact_count(); i++) {
        names[i] = eco_fact_def_at(i)->name;
        eco_str_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    near = eco_nearest(name, names, eco_fact_count());
    st = eco_rules_error(c->r, c->fact, c->group,
                         "'%.60s' is no fact;%s%s%s allowed: %s", name,
                         near ? " did you mean '" : "", near ? near : "",
                         near ? "'?" : "", eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status read_condition(struct condition *c)
{
    eco_rules_reader *r = c->r;
    size_t before = r->found->nerrors;
    unsigned seen = 0;
    bool found = false;
    eco_status st = ECO_OK;

    if (c->node->type != YAML_MAPPING_NODE)
        return eco_rules_error(r, c->node, c->group,
                               "is not a condition, such as {fact: precision, "
                               "at_most: 1}");
    for (const yaml_node_pair_t *p = c->node->data.mapping.pairs.start;
         p < c->node->data.mapping.pairs.top && !st; p++)
        st = read_pair(c, p, &seen);
    if (st || r->found->nerrors != before)
        return st;
    if (!c->fact || c->op < 0)
        return eco_rules_error(r, c->node, c->group,
                               "a condition needs fact and one of is, in, "
                               "at_most, at_least, between, known");
    st = find_fact(c, &found);
    if (st || !found)
        return st;
    if (c->op == IS || c->op == IN)
        return take_words(c);
    return c->op == KNOWN ? take_known(c) : take_bounds(c);
}

static eco_status read_group(eco_rules_reader *r, const yaml_node_t *list,
                             const char *name, eco_conditions *out)
{
    size_t n = eco_rules_items(list);
    eco_status st = ECO_OK;

    if (!n)
        return eco_rules_error(r, list, name,
                               "is not a list of conditions, such as [{fact: "
                               "precision, at_most: 1}]");
    for (size_t i = 0; i < n && !st; i++) {
        struct condition c = {.r = r,
                              .group = name,
                              .node = eco_rules_item(r, list, i),
                              .op = -1};

        if (r->nconditions++ == ECO_CONDITIONS_MAX)
            return eco_rules_error(r, c.node, name,
                                   "the file has more than %d conditions",
                                   ECO_CONDITIONS_MAX);
        if (!ECO_GROW(out->items, out->n, out->cap))
            return eco_nomem(r->ctx);
        c.out = &out->items[out->n++];
        *c.out = (eco_condition){0};
        st = read_condition(&c);
    }
    return st;
}

eco_status eco_rules_when(eco_rules_reader *r, const yaml_node_t *node,
                          eco_rule *rule)
{
    static const char *const groups[] = {"all", "any", "none", NULL};
    static const char *const shown[] = {"when.all", "when.any", "when.none"};
    eco_status st = ECO_OK;
    unsigned seen = 0;

    if (node->type != YAML_MAPPING_NODE ||
        node->data.mapping.pairs.top == node->data.mapping.pairs.start)
        return eco_rules_error(r, node, "when",
                               "is not a mapping of all, any or none to lists "
                               "of conditions");
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++) {
        int g;

        st = eco_rules_key(r, eco_yaml_node(r->yaml, p->key), "when", groups,
                           &seen, &g);
        if (!st && g >= 0)
            st = read_group(r, eco_yaml_node(r->yaml, p->value), shown[g],
                            &rule->groups[g]);
    }
    return st;
}
