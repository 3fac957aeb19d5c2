/* A file of rules: loaded, checked as a whole, asked about. */
#include "eco_rules_reader.h"

#include "eco_file.h"
#include "eco_findings_add.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_sha256.h"

#include <string.h>

/* By rank, ties as in the file: there are few. */
static void sort_rules(eco_rules *rules)
{
    for (size_t i = 1; i < rules->n; i++) {
        eco_rule r = rules->rules[i];
        size_t k = i;

        for (; k > 0 && rules->rules[k - 1].rank > r.rank; k--)
            rules->rules[k] = rules->rules[k - 1];
        rules->rules[k] = r;
    }
}

static eco_status check_reach(eco_rules_reader *r, const eco_rule *rule)
{
    const eco_rule *by;
    eco_reach reach = eco_rule_reach(r->rules, rule, &by);
    eco_str text = {0};
    eco_status st;

    if (reach == ECO_REACH_YES)
        return ECO_OK;
    if (reach == ECO_REACH_NEVER)
        eco_str_printf(&text,
                       "%s: never holds: its conditions contradict each "
                       "other",
                       rule->about.id);
    else if (by->about.is_cap)
        eco_str_printf(&text,
                       "%s: never decides: whenever it holds, %s (line %d) "
                       "leaves %s at most",
                       rule->about.id, by->about.id, by->about.line,
                       by->about.tier);
    else
        eco_str_printf(&text,
                       "%s: never decides: whenever it holds, %s (line %d) "
                       "does too and comes first",
                       rule->about.id, by->about.id, by->about.line);
    st = text.failed
             ? eco_nomem(r->ctx)
             : eco_yaml_error(r->ctx, r->found, r->path, rule->about.line, NULL,
                              eco_str_text(&text));
    eco_str_clear(&text);
    return st;
}

static eco_status check_all(eco_rules_reader *r)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < r->rules->n && !st; i++)
        st = check_reach(r, &r->rules->rules[i]);
    for (size_t i = 0; i < r->rules->ncaps && !st; i++)
        st = check_reach(r, &r->rules->caps[i]);
    return st;
}

/* The lines of what it asks for, each a text. */
static eco_status write_asks(eco_ctx *ctx, eco_rules *rules, eco_rule *rule)
{
    eco_str text = {0};
    const char *kept;
    char *line;
    size_t n = 1;

    eco_rule_when_text(rules, rule, &text);
    for (const char *p = eco_str_text(&text); *p; p++)
        n += *p == '\n';
    kept = text.failed ? NULL : eco_rules_keep(rules, eco_str_text(&text));
    eco_str_clear(&text);
    rule->asks = kept ? eco_mem_array(n + 1, sizeof *rule->asks) : NULL;
    if (!rule->asks)
        return eco_nomem(ctx);
    line = rules->texts[rules->ntexts - 1]; /* what was kept */
    for (size_t i = 0; i < n; i++) {
        size_t length = strcspn(line, "\n");

        rule->asks[i] = line;
        line[length] = '\0';
        line += length + (i + 1 < n);
    }
    rule->about.asks = rule->asks;
    return ECO_OK;
}

static eco_status finish(eco_ctx *ctx, eco_rules *rules)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < rules->n && !st; i++)
        st = write_asks(ctx, rules, &rules->rules[i]);
    for (size_t i = 0; i < rules->ncaps && !st; i++)
        st = write_asks(ctx, rules, &rules->caps[i]);
    return st;
}

static eco_status read_all(eco_rules_reader *r)
{
    size_t before = r->found->nerrors;
    eco_status st = eco_rules_words(r);

    if (!st)
        st = eco_rules_read(r);
    if (st || r->found->nerrors != before)
        return st;
    sort_rules(r->rules);
    st = check_all(r);
    return st ? st : finish(r->ctx, r->rules);
}

static const eco_finding *first_error(const eco_findings *found, size_t from)
{
    for (size_t i = from; i < found->n; i++)
        if (found->items[i].severity == ECO_SEVERITY_ERROR)
            return &found->items[i];
    return NULL;
}

eco_status eco_rules_parse(eco_ctx *ctx, const char *path, const char *text,
                           size_t n, eco_findings *found, eco_rules **out)
{
    eco_rules_reader r = {.ctx = ctx, .found = found, .path = path, .id = ""};
    const char *slash = strrchr(path, '/');
    const eco_finding *first;
    eco_yaml *yaml = NULL;
    size_t before = found->n;
    eco_status st;

    *out = NULL;
    r.rules = eco_mem_array(1, sizeof *r.rules);
    if (!r.rules)
        return eco_nomem(ctx);
    eco_sha256_text(text, n, r.rules->sha256);
    r.rules->file = eco_rules_keep(r.rules, slash ? slash + 1 : path);
    st = r.rules->file ? eco_yaml_create(ctx, path, text, n, found, &yaml)
                       : eco_nomem(ctx);
    r.yaml = yaml;
    if (!st)
        st = read_all(&r);
    first = first_error(found, before);
    if ((!st || st == ECO_USAGE) && first)
        st = eco_fail(ctx, ECO_USAGE, "%s: %s", first->where, first->text);
    if (!st) {
        *out = r.rules;
        r.rules = NULL;
    }
    eco_rules_words_clear(&r);
    eco_yaml_destroy(yaml);
    eco_rules_destroy(r.rules);
    return st;
}

eco_status eco_rules_source(eco_ctx *ctx, const char *path, char **text,
                            size_t *n)
{
    const char *own = path ? NULL : eco_layers_text(ECO_RULES_DEFAULT);

    *text = NULL;
    if (path)
        return eco_file_read(ctx, path, ECO_RULES_BYTES_MAX, text, n);
    *text = eco_mem_text(own);
    if (!*text)
        return eco_nomem(ctx);
    *n = strlen(*text);
    return ECO_OK;
}

eco_status eco_rules_load(eco_ctx *ctx, const char *path, const char *layers,
                          eco_findings *found, eco_rules **out)
{
    const char *shown = path ? path : "layers/" ECO_RULES_DEFAULT;
    char *text = NULL;
    size_t n;
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;

    *out = NULL;
    if (st)
        return st;
    st = eco_rules_source(ctx, path, &text, &n);
    if (!st)
        st = eco_rules_parse(ctx, shown, text, n, found, out);
    else if (eco_status_of_input(st) &&
             eco_findings_add(ctx, found, ECO_SEVERITY_ERROR, shown, "%s",
                              eco_ctx_message(ctx)))
        st = ECO_NOMEM;
    eco_mem_free(text);
    return st;
}

static void free_rules(eco_rule *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (int g = 0; g < ECO_GROUPS; g++)
            eco_mem_free(items[i].groups[g].items);
        eco_mem_free(items[i].asks);
    }
    eco_mem_free(items);
}

void eco_rules_destroy(eco_rules *rules)
{
    if (!rules)
        return;
    free_rules(rules->rules, rules->n);
    free_rules(rules->caps, rules->ncaps);
    for (size_t f = 0; f < ECO_FACTS_MAX; f++)
        eco_mem_free(rules->words[f].items);
    for (size_t i = 0; i < rules->ntexts; i++)
        eco_mem_free(rules->texts[i]);
    eco_mem_free(rules->texts);
    eco_mem_free(rules->tiers);
    eco_mem_free(rules->value_list);
    eco_mem_free(rules);
}

eco_status eco_rules_check_value(eco_ctx *ctx, const eco_rules *rules,
                                 const char *name, const char *text)
{
    const eco_fact_words *words;
    eco_facts facts = {0};
    size_t fact;

    if (!eco_fact_find(name, &fact))
        return eco_fail(ctx, ECO_USAGE, "'%.60s' is no fact", name);
    words = &rules->words[fact];
    if (*text && eco_facts_set(&facts, fact, text, words))
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE, "'%.60s' is no %s; allowed: %s", text, name,
                    words->shown);
}

const char *eco_rules_name(const eco_rules *rules)
{
    return rules->name;
}

const char *eco_rules_file(const eco_rules *rules)
{
    return rules->file;
}

const char *eco_rules_sha256(const eco_rules *rules)
{
    return rules->sha256;
}

const char *const *eco_rules_tiers(const eco_rules *rules)
{
    return rules->tiers;
}

size_t eco_rules_count(const eco_rules *rules)
{
    return rules->n + rules->ncaps;
}

const eco_rule_about *eco_rules_about(const eco_rules *rules, size_t i)
{
    return i < rules->n ? &rules->rules[i].about
                        : &rules->caps[i - rules->n].about;
}

size_t eco_rules_fact_count(const eco_rules *rules)
{
    (void)rules;
    return eco_fact_count();
}

eco_fact_about eco_rules_fact(const eco_rules *rules, size_t i)
{
    const eco_fact_def *def = eco_fact_def_at(i);

    return (eco_fact_about){def->name, def->about, rules->words[i].shown,
                            def->list};
}
