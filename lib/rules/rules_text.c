/* Rules, and why they did not hold, in words. */
#include "eco_rules.h"

static void words_text(const eco_rules *rules, const eco_condition *c,
                       eco_str *out)
{
    const eco_fact_words *words = &rules->words[c->fact];
    size_t n = 0;

    for (size_t i = 0; i < words->n; i++)
        n += eco_condition_has(c, i);
    eco_str_add(out, n == 1 ? " is " : " in ");
    n = 0;
    for (size_t i = 0; i < words->n; i++)
        if (eco_condition_has(c, i))
            eco_str_printf(out, "%s%s", n++ ? ", " : "", words->items[i]);
}

void eco_condition_text(const eco_rules *rules, const eco_condition *c,
                        eco_str *out)
{
    const eco_fact_words *words = &rules->words[c->fact];

    eco_str_add(out, eco_fact_def_at(c->fact)->name);
    switch (c->ask) {
    case ECO_ASK_IN:
        words_text(rules, c, out);
        break;
    case ECO_ASK_AT_MOST:
        eco_str_add(out, " at most ");
        eco_fact_value_text(c->fact, c->high, words, out);
        break;
    case ECO_ASK_AT_LEAST:
        eco_str_add(out, " at least ");
        eco_fact_value_text(c->fact, c->low, words, out);
        break;
    case ECO_ASK_BETWEEN:
        eco_str_add(out, " between ");
        eco_fact_value_text(c->fact, c->low, words, out);
        eco_str_add(out, " and ");
        eco_fact_value_text(c->fact, c->high, words, out);
        break;
    case ECO_ASK_KNOWN:
        eco_str_add(out, " known");
        break;
    case ECO_ASK_UNKNOWN:
        eco_str_add(out, " not known");
        break;
    }
}

static void value_text(const eco_rules *rules, const eco_facts *facts,
                       size_t fact, eco_str *out)
{
    if (eco_facts_know(facts, fact))
        eco_fact_value_text(fact, facts->values[fact], &rules->words[fact],
                            out);
    else
        eco_str_add(out, "not known");
}

static void one_of_text(const eco_rules *rules, const eco_conditions *all,
                        const eco_facts *facts, eco_str *out)
{
    eco_str_add(out, "one of ");
    for (size_t i = 0; i < all->n; i++) {
        eco_str_add(out, i ? ", " : "");
        eco_condition_text(rules, &all->items[i], out);
        if (!facts)
            continue;
        eco_str_add(out, " (it is ");
        value_text(rules, facts, all->items[i].fact, out);
        eco_str_add(out, ")");
    }
}

void eco_miss_text(const eco_rules *rules, const eco_miss *miss,
                   const eco_facts *facts, eco_str *out)
{
    const eco_conditions *all = &miss->rule->groups[miss->group];

    eco_str_printf(out, "%s (%s): ", miss->rule->about.id,
                   miss->rule->about.tier);
    if (miss->cap && miss->cap->rank == rules->ntiers) {
        eco_str_printf(out, "holds, but %s leaves no tier",
                       miss->cap->about.id);
    } else if (miss->cap) {
        eco_str_printf(out, "holds, but %s leaves %s at most",
                       miss->cap->about.id, miss->cap->about.tier);
    } else if (miss->group == ECO_GROUP_ANY) {
        eco_str_add(out, "asks for ");
        one_of_text(rules, all, facts, out);
    } else {
        const eco_condition *c = &all->items[miss->condition];

        eco_str_printf(out, "asks for %s",
                       miss->group == ECO_GROUP_NONE ? "no " : "");
        eco_condition_text(rules, c, out);
        eco_str_add(out, "; it is ");
        value_text(rules, facts, c->fact, out);
    }
}

/* Nothing that is still to be known would meet it. */
static bool is_settled(const eco_miss *miss, const eco_facts *facts)
{
    const eco_conditions *all = &miss->rule->groups[miss->group];

    if (miss->cap)
        return true;
    if (miss->group != ECO_GROUP_ANY)
        return eco_condition_truth(&all->items[miss->condition], facts) !=
               ECO_IS_UNKNOWN;
    for (size_t i = 0; i < all->n; i++)
        if (eco_condition_truth(&all->items[i], facts) == ECO_IS_UNKNOWN)
            return false;
    return true;
}

void eco_graded_text(const eco_rules *rules, const eco_graded *graded,
                     const eco_facts *facts, eco_str *out)
{
    size_t end;

    for (size_t i = 0; i < graded->nmisses; i = end) {
        bool any = false;

        for (end = i; end < graded->nmisses &&
                      graded->misses[end].rule == graded->misses[i].rule;
             end++)
            any |= is_settled(&graded->misses[end], facts);
        for (size_t k = i; k < end; k++) {
            if (any && !is_settled(&graded->misses[k], facts))
                continue;
            eco_str_add(out, out->n ? "\n" : "");
            eco_miss_text(rules, &graded->misses[k], facts, out);
        }
    }
}

void eco_rule_when_text(const eco_rules *rules, const eco_rule *rule,
                        eco_str *out)
{
    for (eco_group g = ECO_GROUP_ALL; g < ECO_GROUPS; g++) {
        const eco_conditions *all = &rule->groups[g];

        if (g == ECO_GROUP_ANY && all->n) {
            eco_str_add(out, out->n ? "\n" : "");
            one_of_text(rules, all, NULL, out);
            continue;
        }
        for (size_t i = 0; i < all->n; i++) {
            eco_str_printf(out, "%s%s", out->n ? "\n" : "",
                           g == ECO_GROUP_NONE ? "no " : "");
            eco_condition_text(rules, &all->items[i], out);
        }
    }
}
