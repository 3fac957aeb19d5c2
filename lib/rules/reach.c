/* Can a rule ever decide? What it asks for is taken as the facts that it lets
 * through; a rule before it that all of them meet leaves it nothing. What
 * cannot be shown so simply counts as reached. */
#include "eco_rules.h"

#include <math.h>

/* What a fact may be. */
struct span {
    bool may_be_known, may_be_unknown;
    uint64_t words[ECO_WORD_SETS];
    double low, high;
};

struct room {
    struct span spans[ECO_FACTS_MAX];
};

static void open_room(const eco_rules *rules, struct room *room)
{
    *room = (struct room){0};
    for (size_t f = 0; f < eco_fact_count(); f++) {
        const eco_fact_def *def = eco_fact_def_at(f);
        struct span *s = &room->spans[f];

        *s = (struct span){true, true, {0}, -INFINITY, INFINITY};
        if (def->told == ECO_TOLD_NUMBER) {
            s->low = def->low;
            s->high = def->high;
        }
        for (size_t w = 0; w < rules->words[f].n; w++)
            s->words[w / ECO_WORD_BITS] |= (uint64_t)1 << w % ECO_WORD_BITS;
    }
}

/* Nothing is left of what it may be when it is known: it is not known. */
static void settle(struct span *s, const eco_fact_def *def)
{
    bool any = def->told != ECO_TOLD_WORD;

    if (def->told != ECO_TOLD_NUMBER || def->is_whole) {
        s->low = ceil(s->low);
        s->high = floor(s->high);
    }
    for (int i = 0; i < ECO_WORD_SETS; i++)
        any |= s->words[i] != 0;
    if (!any || s->low > s->high)
        s->may_be_known = false;
}

static void demand(struct room *room, const eco_condition *c)
{
    struct span *s = &room->spans[c->fact];

    if (c->ask == ECO_ASK_UNKNOWN)
        s->may_be_known = false;
    else
        s->may_be_unknown = false;
    if (c->ask == ECO_ASK_IN)
        for (int i = 0; i < ECO_WORD_SETS; i++)
            s->words[i] &= c->words[i];
    if (c->ask == ECO_ASK_AT_MOST || c->ask == ECO_ASK_BETWEEN)
        s->high = fmin(s->high, c->high);
    if (c->ask == ECO_ASK_AT_LEAST || c->ask == ECO_ASK_BETWEEN)
        s->low = fmax(s->low, c->low);
    settle(s, eco_fact_def_at(c->fact));
}

/* The condition is to be false, which the unknown is not. */
static void forbid(struct room *room, const eco_condition *c)
{
    struct span *s = &room->spans[c->fact];

    if (c->ask == ECO_ASK_KNOWN)
        s->may_be_known = false;
    else
        s->may_be_unknown = false;
    if (c->ask == ECO_ASK_IN)
        for (int i = 0; i < ECO_WORD_SETS; i++)
            s->words[i] &= ~c->words[i];
    if (c->ask == ECO_ASK_AT_MOST)
        s->low = fmax(s->low, nextafter(c->high, INFINITY));
    if (c->ask == ECO_ASK_AT_LEAST)
        s->high = fmin(s->high, nextafter(c->low, -INFINITY));
    settle(s, eco_fact_def_at(c->fact));
}

static bool is_empty(const struct room *room)
{
    for (size_t f = 0; f < eco_fact_count(); f++)
        if (!room->spans[f].may_be_known && !room->spans[f].may_be_unknown)
            return true;
    return false;
}

/* Of the words that it may be, `inside`: all are of the condition; else none.
 */
static bool all_words(const struct span *s, const eco_condition *c, bool inside)
{
    for (int i = 0; i < ECO_WORD_SETS; i++)
        if (s->words[i] & (inside ? ~c->words[i] : c->words[i]))
            return false;
    return true;
}

static bool surely_true(const struct room *room, const eco_condition *c)
{
    const struct span *s = &room->spans[c->fact];

    if (c->ask == ECO_ASK_UNKNOWN)
        return !s->may_be_known;
    if (s->may_be_unknown)
        return false;
    switch (c->ask) {
    case ECO_ASK_IN:
        return all_words(s, c, true);
    case ECO_ASK_AT_MOST:
        return s->high <= c->high;
    case ECO_ASK_AT_LEAST:
        return s->low >= c->low;
    case ECO_ASK_BETWEEN:
        return s->low >= c->low && s->high <= c->high;
    case ECO_ASK_KNOWN:
    case ECO_ASK_UNKNOWN:
        break;
    }
    return true;
}

/* False whenever the fact is known. */
static bool false_if_known(const struct span *s, const eco_condition *c)
{
    switch (c->ask) {
    case ECO_ASK_IN:
        return all_words(s, c, false);
    case ECO_ASK_AT_MOST:
        return s->low > c->high;
    case ECO_ASK_AT_LEAST:
        return s->high < c->low;
    case ECO_ASK_BETWEEN:
        return s->low > c->high || s->high < c->low;
    case ECO_ASK_KNOWN:
        return false;
    case ECO_ASK_UNKNOWN:
        break;
    }
    return true;
}

static bool surely_false(const struct room *room, const eco_condition *c)
{
    const struct span *s = &room->spans[c->fact];

    if (c->ask == ECO_ASK_KNOWN)
        return !s->may_be_known;
    return !s->may_be_unknown && (!s->may_be_known || false_if_known(s, c));
}

static bool surely_not_true(const struct room *room, const eco_condition *c)
{
    const struct span *s = &room->spans[c->fact];

    return c->ask == ECO_ASK_UNKNOWN ? !s->may_be_unknown
                                     : !s->may_be_known || false_if_known(s, c);
}

static bool surely_holds(const struct room *room, const eco_rule *rule)
{
    const eco_conditions *g = rule->groups;
    bool any = !g[ECO_GROUP_ANY].n;

    for (size_t i = 0; i < g[ECO_GROUP_ALL].n; i++)
        if (!surely_true(room, &g[ECO_GROUP_ALL].items[i]))
            return false;
    for (size_t i = 0; i < g[ECO_GROUP_ANY].n; i++)
        any |= surely_true(room, &g[ECO_GROUP_ANY].items[i]);
    for (size_t i = 0; i < g[ECO_GROUP_NONE].n; i++)
        if (!surely_false(room, &g[ECO_GROUP_NONE].items[i]))
            return false;
    return any;
}

static bool surely_fails(const struct room *room, const eco_rule *rule)
{
    const eco_conditions *g = rule->groups;
    bool any = false;

    for (size_t i = 0; i < g[ECO_GROUP_ALL].n; i++)
        if (surely_not_true(room, &g[ECO_GROUP_ALL].items[i]))
            return true;
    for (size_t i = 0; i < g[ECO_GROUP_NONE].n; i++)
        if (surely_true(room, &g[ECO_GROUP_NONE].items[i]))
            return true;
    for (size_t i = 0; i < g[ECO_GROUP_ANY].n; i++)
        any |= !surely_not_true(room, &g[ECO_GROUP_ANY].items[i]);
    return g[ECO_GROUP_ANY].n && !any;
}

/* A cap may forbid `before` and not `rule`, and so leave it something. */
static bool cap_between(const eco_rules *rules, const struct room *room,
                        const eco_rule *before, const eco_rule *rule)
{
    for (size_t i = 0; i < rules->ncaps; i++) {
        const eco_rule *cap = &rules->caps[i];

        if (before->rank < cap->rank && cap->rank <= rule->rank &&
            !surely_fails(room, cap))
            return true;
    }
    return false;
}

/* What takes all of the room away from the rule; NULL: nothing. */
static const eco_rule *taker(const eco_rules *rules, const struct room *room,
                             const eco_rule *rule)
{
    for (size_t i = 0; i < rules->ncaps; i++)
        if (rules->caps[i].rank > rule->rank &&
            surely_holds(room, &rules->caps[i]))
            return &rules->caps[i];
    for (const eco_rule *r = rules->rules; r < rule; r++)
        if (surely_holds(room, r) && !cap_between(rules, room, r, rule))
            return r;
    return NULL;
}

eco_reach eco_rule_reach(const eco_rules *rules, const eco_rule *rule,
                         const eco_rule **by)
{
    const eco_conditions *g = rule->groups;
    size_t n = g[ECO_GROUP_ANY].n ? g[ECO_GROUP_ANY].n : 1;
    eco_reach reach = ECO_REACH_NEVER;
    struct room room;

    *by = NULL;
    for (size_t k = 0; k < n; k++) { /* each way in which ANY may be met */
        const eco_rule *first;

        open_room(rules, &room);
        for (size_t i = 0; i < g[ECO_GROUP_ALL].n; i++)
            demand(&room, &g[ECO_GROUP_ALL].items[i]);
        for (size_t i = 0; i < g[ECO_GROUP_NONE].n; i++)
            forbid(&room, &g[ECO_GROUP_NONE].items[i]);
        if (g[ECO_GROUP_ANY].n)
            demand(&room, &g[ECO_GROUP_ANY].items[k]);
        if (is_empty(&room))
            continue;
        first = rule->about.is_cap ? NULL : taker(rules, &room, rule);
        if (!first)
            return ECO_REACH_YES;
        *by = *by ? *by : first;
        reach = ECO_REACH_COVERED;
    }
    return reach;
}
