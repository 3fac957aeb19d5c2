/* The words that rules may use, out of the vocabularies. */
#include "eco_rules_reader.h"

#include "eco_mem.h"

#include <string.h>

const char *eco_rules_keep(eco_rules *rules, const char *text)
{
    char *copy = eco_mem_text(text);

    if (!copy || !ECO_GROW(rules->texts, rules->ntexts, rules->texts_cap)) {
        eco_mem_free(copy);
        return NULL;
    }
    rules->texts[rules->ntexts++] = copy;
    return copy;
}

static size_t own_count(const eco_fact_def *def)
{
    size_t n = 0;

    while (def->words && def->words[n])
        n++;
    return n;
}

static void range_text(const eco_fact_def *def, eco_str *out)
{
    char low[32], high[32];

    eco_str_printf(out, "%s %s to %s",
                   def->is_whole ? "whole number" : "number",
                   eco_str_real(low, def->low), eco_str_real(high, def->high));
}

/* What the fact may be, in words. */
static eco_status show(eco_rules_reader *r, size_t fact)
{
    const eco_fact_def *def = eco_fact_def_at(fact);
    eco_fact_words *words = &r->rules->words[fact];
    eco_str text = {0};

    if (def->told == ECO_TOLD_DAY)
        eco_str_add(&text, "day YYYY-MM-DD");
    else if (def->told == ECO_TOLD_NUMBER)
        range_text(def, &text);
    for (size_t i = 0; i < words->n; i++)
        eco_str_printf(&text, "%s%s", i ? ", " : "", words->items[i]);
    words->shown =
        text.failed ? NULL : eco_rules_keep(r->rules, eco_str_text(&text));
    eco_str_clear(&text);
    return words->shown ? ECO_OK : eco_nomem(r->ctx);
}

static eco_status fill(eco_rules_reader *r, size_t fact)
{
    const eco_fact_def *def = eco_fact_def_at(fact);
    const eco_vocabulary *list = r->lists[fact];
    eco_fact_words *words = &r->rules->words[fact];
    size_t n = list ? eco_vocabulary_count(list) : own_count(def);

    if (n > ECO_FACT_WORDS_MAX)
        return eco_fail(r->ctx, ECO_FORMAT,
                        "layers/vocabulary/list_%s.csv: has %zu codes; rules "
                        "can tell %d apart",
                        def->list, n, ECO_FACT_WORDS_MAX);
    words->items = eco_mem_array(n + 1, sizeof *words->items);
    if (!words->items)
        return eco_nomem(r->ctx);
    for (size_t i = 0; i < n; i++) {
        words->items[i] =
            eco_rules_keep(r->rules, list ? eco_vocabulary_term(list, i)->code
                                          : def->words[i]);
        if (!words->items[i])
            return eco_nomem(r->ctx);
    }
    words->n = n;
    return show(r, fact);
}

eco_status eco_rules_words(eco_rules_reader *r)
{
    eco_status st = eco_vocabulary_load(r->ctx, "tier", NULL, &r->tiers);

    if (!st)
        st = eco_vocabulary_load(r->ctx, "verification", NULL, &r->statuses);
    for (size_t f = 0; f < eco_fact_count() && !st; f++) {
        const char *list = eco_fact_def_at(f)->list;

        if (list)
            st = eco_vocabulary_load(r->ctx, list, NULL, &r->lists[f]);
        if (!st)
            st = fill(r, f);
    }
    return st;
}

void eco_rules_words_clear(eco_rules_reader *r)
{
    for (size_t f = 0; f < eco_fact_count(); f++)
        eco_vocabulary_destroy(r->lists[f]);
    eco_vocabulary_destroy(r->tiers);
    eco_vocabulary_destroy(r->statuses);
}

bool eco_rules_is_tier(const eco_rules_reader *r, const char *code)
{
    if (!eco_vocabulary_find(r->tiers, NULL, code))
        return false;
    for (size_t i = 0; i < eco_vocabulary_count(r->tiers); i++) {
        const char *parent = eco_vocabulary_term(r->tiers, i)->parent;

        if (parent && strcmp(parent, code) == 0)
            return false;
    }
    return true;
}

void eco_rules_tier_list(const eco_rules_reader *r, eco_str *out)
{
    size_t n = 0;

    for (size_t i = 0; i < eco_vocabulary_count(r->tiers); i++) {
        const char *code = eco_vocabulary_term(r->tiers, i)->code;

        if (eco_rules_is_tier(r, code))
            eco_str_printf(out, "%s%s", n++ ? ", " : "", code);
    }
}
