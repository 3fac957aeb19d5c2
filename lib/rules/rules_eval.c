/* From facts to the rule that decides. */
#include "eco_rules.h"

bool eco_condition_has(const eco_condition *c, size_t word)
{
    return c->words[word / ECO_WORD_BITS] >> word % ECO_WORD_BITS & 1;
}

eco_truth eco_condition_truth(const eco_condition *c, const eco_facts *facts)
{
    bool is_known = eco_facts_know(facts, c->fact), met = false;
    double v = facts->values[c->fact];

    if (c->ask == ECO_ASK_KNOWN || c->ask == ECO_ASK_UNKNOWN)
        return is_known == (c->ask == ECO_ASK_KNOWN) ? ECO_IS_TRUE
                                                     : ECO_IS_FALSE;
    if (!is_known)
        return ECO_IS_UNKNOWN;
    switch (c->ask) {
    case ECO_ASK_IN:
        met = eco_condition_has(c, (size_t)v);
        break;
    case ECO_ASK_AT_MOST:
        met = v <= c->high;
        break;
    case ECO_ASK_AT_LEAST:
        met = v >= c->low;
        break;
    case ECO_ASK_BETWEEN:
        met = v >= c->low && v <= c->high;
        break;
    case ECO_ASK_KNOWN:
    case ECO_ASK_UNKNOWN:
        break;
    }
    return met ? ECO_IS_TRUE : ECO_IS_FALSE;
}

/* How many conditions of a group have that truth. */
static size_t count(const eco_rule *rule, eco_group g, const eco_facts *facts,
                    eco_truth truth)
{
    const eco_conditions *all = &rule->groups[g];
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++)
        n += eco_condition_truth(&all->items[i], facts) == truth;
    return n;
}

static bool any_met(const eco_rule *rule, const eco_facts *facts)
{
    return !rule->groups[ECO_GROUP_ANY].n ||
           count(rule, ECO_GROUP_ANY, facts, ECO_IS_TRUE);
}

bool eco_rule_holds(const eco_rule *rule, const eco_facts *facts)
{
    return count(rule, ECO_GROUP_ALL, facts, ECO_IS_TRUE) ==
               rule->groups[ECO_GROUP_ALL].n &&
           any_met(rule, facts) &&
           count(rule, ECO_GROUP_NONE, facts, ECO_IS_FALSE) ==
               rule->groups[ECO_GROUP_NONE].n;
}

static void add_miss(eco_graded *graded, eco_miss miss)
{
    if (graded->nmisses < ECO_MISSES_MAX)
        graded->misses[graded->nmisses++] = miss;
}

static void add_misses(eco_graded *graded, const eco_rule *rule,
                       const eco_facts *facts)
{
    for (eco_group g = ECO_GROUP_ALL; g < ECO_GROUPS; g++) {
        const eco_conditions *all = &rule->groups[g];
        eco_truth want = g == ECO_GROUP_NONE ? ECO_IS_FALSE : ECO_IS_TRUE;

        if (g == ECO_GROUP_ANY) {
            if (!any_met(rule, facts))
                add_miss(graded, (eco_miss){.rule = rule, .group = g});
            continue;
        }
        for (size_t i = 0; i < all->n; i++)
            if (eco_condition_truth(&all->items[i], facts) != want)
                add_miss(graded, (eco_miss){rule, NULL, g, i});
    }
}

/* The lowest cap that holds; of equals the first. */
static const eco_rule *cap_of(const eco_rules *rules, const eco_facts *facts)
{
    const eco_rule *lowest = NULL;

    for (size_t i = 0; i < rules->ncaps; i++) {
        const eco_rule *c = &rules->caps[i];

        if ((!lowest || c->rank > lowest->rank) && eco_rule_holds(c, facts))
            lowest = c;
    }
    return lowest;
}

void eco_rules_eval(const eco_rules *rules, const eco_facts *facts,
                    eco_graded *graded)
{
    graded->rule = NULL;
    graded->nmisses = 0;
    graded->cap = cap_of(rules, facts);
    for (size_t i = 0; i < rules->n && !graded->rule; i++) {
        const eco_rule *r = &rules->rules[i];
        bool is_capped = graded->cap && r->rank < graded->cap->rank;

        if (!eco_rule_holds(r, facts))
            add_misses(graded, r, facts);
        else if (is_capped)
            add_miss(graded, (eco_miss){.rule = r, .cap = graded->cap});
        else
            graded->rule = r;
    }
}
