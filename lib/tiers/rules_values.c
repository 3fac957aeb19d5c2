/* `values` of a file of rules: what evidence of each tier is worth. */
#include "eco_rules_reader.h"

#include "eco_layers.h"
#include "eco_mem.h"

#include <stdio.h>
#include <string.h>

enum { KEY_BYTES = 80, NUMBER_BYTES_MAX = 40, SOURCE_BYTES_MAX = 4000 };

enum quantity { ILLEGAL, ORGANIZED, TRANSNATIONAL, PERMIT, QUANTITIES };
static const char *const quantities[] = {"illegal", "organized",
                                         "transnational", "permit"};

static const char *const keys[] = {"illegal", "organized", "transnational",
                                   "permit",  "T5_counts", "T4_organized",
                                   "source",  "status",    NULL};
enum key { T5_COUNTS = QUANTITIES, T4_ORGANIZED, SOURCE, STATUS, NKEYS };

/* Where in the file a value stands, for messages. */
struct place {
    enum quantity quantity;
    const char *tier; /* NULL: of all */
    const char *told; /* NULL: of any */
};

static const char *key_text(const struct place *p, char buf[KEY_BYTES])
{
    snprintf(buf, KEY_BYTES, "values.%s%s%.12s%s%s", quantities[p->quantity],
             p->tier ? "." : "", p->tier ? p->tier : "", p->told ? "." : "",
             p->told ? p->told : "");
    return buf;
}

/* false: no number of 0 to 1, which was told. */
static bool read_number(eco_rules_reader *r, const yaml_node_t *node,
                        const char *key, double *out, eco_status *st)
{
    const char *text = NULL;

    *st = eco_rules_scalar(r, node, key, NUMBER_BYTES_MAX, &text);
    if (*st || !text)
        return false;
    if (eco_parse_real(text, out) && *out >= 0 && *out <= 1)
        return true;
    *st =
        eco_rules_error(r, node, key, "'%.40s' is no number from 0 to 1", text);
    return false;
}

/* [low, central, high], or one number for the three. */
static eco_status read_triple(eco_rules_reader *r, const yaml_node_t *node,
                              const struct place *p, eco_triple out)
{
    char key[KEY_BYTES];
    bool one = node->type == YAML_SCALAR_NODE;
    eco_status st = ECO_OK;

    key_text(p, key);
    if (!one && eco_rules_items(node) != ECO_SCENARIOS)
        return eco_rules_error(r, node, key,
                               "is not [low, central, high] or one number");
    for (size_t s = 0; s < ECO_SCENARIOS; s++)
        if (!read_number(r, one ? node : eco_rules_item(r, node, s), key,
                         &out[s], &st))
            return st;
    if (out[0] > out[1] || out[1] > out[2])
        return eco_rules_error(r, node, key,
                               "low, central and high must not fall: %g, %g, "
                               "%g",
                               out[0], out[1], out[2]);
    return ECO_OK;
}

/* One for whatever is told, or one for each of yes, no and unknown. */
static eco_status read_told(eco_rules_reader *r, const yaml_node_t *node,
                            const struct place *p, bool *any,
                            eco_triple out[ECO_TOLD_OF_COUNT])
{
    const char *const words[] = {eco_told_of_word(0), eco_told_of_word(1),
                                 eco_told_of_word(2), NULL};
    char key[KEY_BYTES];
    unsigned seen = 0;
    eco_status st = ECO_OK;

    key_text(p, key);
    *any = node->type != YAML_MAPPING_NODE;
    if (*any) {
        st = read_triple(r, node, p, out[0]);
        for (int k = 1; k < ECO_TOLD_OF_COUNT; k++)
            memcpy(out[k], out[0], sizeof out[0]);
        return st;
    }
    for (const yaml_node_pair_t *q = node->data.mapping.pairs.start;
         q < node->data.mapping.pairs.top && !st; q++) {
        struct place at = *p;
        int which;

        st = eco_rules_key(r, eco_yaml_node(r->yaml, q->key), key, words, &seen,
                           &which);
        if (st || which < 0)
            continue;
        at.told = words[which];
        st = read_triple(r, eco_yaml_node(r->yaml, q->value), &at, out[which]);
    }
    for (int k = 0; words[k] && !st; k++)
        if (!(seen >> k & 1))
            st = eco_rules_error(r, node, key, "'%s' is missing", words[k]);
    return st;
}

static eco_status read_tier(eco_rules_reader *r, const yaml_node_t *node,
                            const struct place *p, eco_tier t)
{
    eco_values *v = &r->rules->values;

    switch (p->quantity) {
    case ILLEGAL:
        v->told[t] = true;
        return read_triple(r, node, p, v->illegal[t]);
    case ORGANIZED:
        return read_told(r, node, p, &v->organized_any[t], v->organized[t]);
    case TRANSNATIONAL:
        return read_told(r, node, p, &v->transnational_any[t],
                         v->transnational[t]);
    case PERMIT:
        return read_triple(r, node, p, v->permit[t]);
    case QUANTITIES:
        break; /* is none */
    }
    return ECO_OK;
}

/* The tiers that evidence can get all need one. */
static eco_status check_tiers(eco_rules_reader *r, const yaml_node_t *node,
                              const struct place *p, unsigned seen)
{
    const eco_rules *rules = r->rules;
    char key[KEY_BYTES];
    eco_status st = ECO_OK;

    key_text(p, key);
    for (size_t i = 0; i < rules->ntiers && !st; i++) {
        const eco_tier t = eco_tier_find(rules->tiers[i]);

        if (t == ECO_TIERS)
            st = eco_rules_error(r, node, key, "tier %s cannot have a value",
                                 rules->tiers[i]);
        else if (t != ECO_TIER_L && !(seen >> t & 1))
            st = eco_rules_error(r, node, key, "'%s' is missing",
                                 rules->tiers[i]);
    }
    return st;
}

static eco_status read_quantity(eco_rules_reader *r, const yaml_node_t *node,
                                enum quantity quantity)
{
    const char *tiers[ECO_TIERS] = {0}; /* all but L, NULL ends */
    struct place p = {.quantity = quantity};
    char key[KEY_BYTES];
    unsigned seen = 0;
    eco_status st = ECO_OK;

    for (int t = 0; t < ECO_TIER_L; t++)
        tiers[t] = eco_tier_code((eco_tier)t);
    key_text(&p, key);
    if (node->type != YAML_MAPPING_NODE)
        return eco_rules_error(r, node, key,
                               "is not a mapping of tiers to values");
    for (const yaml_node_pair_t *q = node->data.mapping.pairs.start;
         q < node->data.mapping.pairs.top && !st; q++) {
        struct place at = p;
        int t;

        st = eco_rules_key(r, eco_yaml_node(r->yaml, q->key), key, tiers, &seen,
                           &t);
        if (st || t < 0)
            continue;
        at.tier = tiers[t];
        st = read_tier(r, eco_yaml_node(r->yaml, q->value), &at, (eco_tier)t);
    }
    return st ? st : check_tiers(r, node, &p, seen);
}

static eco_status read_switch(eco_rules_reader *r, const yaml_node_t *node,
                              const char *key, bool *out)
{
    const char *text = NULL;
    eco_status st = eco_rules_scalar(r, node, key, NUMBER_BYTES_MAX, &text);

    if (st || !text)
        return st;
    *out = strcmp(text, "true") == 0;
    return *out || strcmp(text, "false") == 0
               ? ECO_OK
               : eco_rules_error(r, node, key, "'%.40s' is not true or false",
                                 text);
}

static eco_status read_key(eco_rules_reader *r, int key,
                           const yaml_node_t *node)
{
    const char *text = NULL;
    eco_status st;

    switch (key) {
    case T5_COUNTS:
        return read_switch(r, node, "values.T5_counts",
                           &r->rules->values.t5_counts);
    case T4_ORGANIZED:
        return read_switch(r, node, "values.T4_organized",
                           &r->rules->values.t4_organized);
    case SOURCE:
        st =
            eco_rules_scalar(r, node, "values.source", SOURCE_BYTES_MAX, &text);
        if (!st && text) {
            r->rules->values_source = eco_rules_keep(r->rules, text);
            st = r->rules->values_source ? ECO_OK : eco_nomem(r->ctx);
        }
        return st;
    case STATUS:
        return eco_rules_status(r, node, "values.status",
                                &r->rules->values_status);
    default:
        return read_quantity(r, node, (enum quantity)key);
    }
}

static void add_value(eco_rules *rules, enum quantity q, eco_tier t,
                      const char *told, const eco_triple v)
{
    rules->value_list[rules->nvalues++] = (eco_value_about){
        eco_tier_code(t), quantities[q], told, v[0], v[1], v[2]};
}

static void list_tier(eco_rules *rules, enum quantity q, eco_tier t)
{
    const eco_values *v = &rules->values;
    const eco_triple *told =
        q == ORGANIZED ? v->organized[t] : v->transnational[t];
    bool any = q == ORGANIZED ? v->organized_any[t] : v->transnational_any[t];

    if (q == ILLEGAL || q == PERMIT)
        add_value(rules, q, t, "any",
                  q == ILLEGAL ? v->illegal[t] : v->permit[t]);
    else if (any)
        add_value(rules, q, t, "any", told[0]);
    else
        for (int k = 0; k < ECO_TOLD_OF_COUNT; k++)
            add_value(rules, q, t, eco_told_of_word((eco_told_of)k), told[k]);
}

static eco_status list_values(eco_rules_reader *r)
{
    eco_rules *rules = r->rules;

    rules->value_list =
        eco_mem_array((size_t)QUANTITIES * ECO_TIERS * ECO_TOLD_OF_COUNT,
                      sizeof *rules->value_list);
    if (!rules->value_list)
        return eco_nomem(r->ctx);
    for (int q = 0; q < QUANTITIES; q++)
        for (int t = 0; t < ECO_TIER_L; t++)
            if (rules->values.told[t])
                list_tier(rules, (enum quantity)q, (eco_tier)t);
    return ECO_OK;
}

eco_status eco_rules_values(eco_rules_reader *r, const yaml_node_t *node)
{
    const char *slash = strrchr(r->path, '/');
    size_t before = r->found->nerrors;
    unsigned seen = 0;
    eco_status st = ECO_OK;

    if (node->type != YAML_MAPPING_NODE)
        return eco_rules_error(r, node, "values",
                               "is not a mapping of %s, %s, %s, ...", keys[0],
                               keys[1], keys[2]);
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start;
         p < node->data.mapping.pairs.top && !st; p++) {
        int key;

        st = eco_rules_key(r, eco_yaml_node(r->yaml, p->key), "values", keys,
                           &seen, &key);
        if (!st && key >= 0)
            st = read_key(r, key, eco_yaml_node(r->yaml, p->value));
    }
    for (int k = 0; k < NKEYS && !st; k++)
        if (!(seen >> k & 1))
            st = eco_rules_error(r, node, "values", "'%s' is missing", keys[k]);
    if (st || r->found->nerrors != before)
        return st;
    r->rules->values_file =
        eco_rules_keep(r->rules, slash ? slash + 1 : r->path);
    return r->rules->values_file ? list_values(r) : eco_nomem(r->ctx);
}

eco_status eco_rules_values_default(eco_rules_reader *r)
{
    static const char path[] = "layers/" ECO_RULES_DEFAULT;
    const char *text = eco_layers_shipped(ECO_RULES_DEFAULT);
    eco_rules_reader other = *r;
    eco_yaml *yaml = NULL;
    eco_status st =
        eco_yaml_create(r->ctx, path, text, strlen(text), r->found, &yaml);

    if (st)
        return st;
    other.path = path;
    other.yaml = yaml;
    st = eco_rules_values(&other,
                          eco_yaml_child(yaml, eco_yaml_root(yaml), "values"));
    eco_yaml_destroy(yaml);
    return st;
}

size_t eco_rules_value_count(const eco_rules *rules)
{
    return rules->nvalues;
}

const eco_value_about *eco_rules_value(const eco_rules *rules, size_t i)
{
    return &rules->value_list[i];
}

const char *eco_rules_value_source(const eco_rules *rules)
{
    return rules->values_source;
}

char eco_rules_value_status(const eco_rules *rules)
{
    return rules->values_status;
}

const char *eco_rules_value_file(const eco_rules *rules)
{
    return rules->values_file;
}

bool eco_rules_t5_counts(const eco_rules *rules)
{
    return rules->values.t5_counts;
}

bool eco_rules_t4_organized(const eco_rules *rules)
{
    return rules->values.t4_organized;
}
