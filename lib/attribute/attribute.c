/* The expected maximum over items that may cover a place. */
#include "eco_attribute.h"

#include <stdlib.h>
#include <string.h>

/* What is left below it changes no share in its last digits. */
static const double rest_least = 1e-12;

const char *eco_tier_code(eco_tier tier)
{
    static const char *const codes[] = {
#define X(name, code) code,
        ECO_TIER_MAP(X)
#undef X
    };

    return tier < ECO_TIERS ? codes[tier] : "";
}

eco_tier eco_tier_find(const char *code)
{
    eco_tier t = (eco_tier)0;

    while (t < ECO_TIERS && strcmp(eco_tier_code(t), code) != 0)
        t++;
    return t;
}

static const char *const told_words[] = {"unknown", "yes", "no"};

const char *eco_told_of_word(eco_told_of told)
{
    return told_words[told];
}

eco_told_of eco_told_of_find(const char *word)
{
    for (int i = 0; i < ECO_TOLD_OF_COUNT; i++)
        if (strcmp(told_words[i], word) == 0)
            return (eco_told_of)i;
    return ECO_TOLD_OF_UNKNOWN;
}

int eco_domain_rank(const char *domain)
{
    static const char *const order[] = {"MIN", "FOR_CLR", "FOR_LOG", "FOR_FIR",
                                        "FOR", "WST",     "POL",     "CHM"};
    const int n = (int)(sizeof order / sizeof *order);
    size_t root = strcspn(domain, "_");

    for (int i = 0; i < n; i++)
        if (strcmp(order[i], domain) == 0)
            return i;
    for (int i = 0; i < n; i++)
        if (strlen(order[i]) == root && strncmp(order[i], domain, root) == 0)
            return i;
    return n;
}

static bool is_strong(const eco_item *item)
{
    return item->tier == ECO_TIER_T1 || item->tier == ECO_TIER_T2;
}

static bool is_overlay(const eco_item *item)
{
    return item->tier == ECO_TIER_T4A || item->tier == ECO_TIER_T4B ||
           item->tier == ECO_TIER_T4C;
}

/* Nobody counts a poor family's pan as organized crime on a report alone. */
bool eco_item_organized(const eco_values *values, const eco_item *item)
{
    if (item->subsistence && !is_strong(item))
        return false;
    return values->t4_organized || !is_overlay(item);
}

void eco_item_values(const eco_values *values, const eco_item *item,
                     eco_triple out[ECO_MEASURES])
{
    const eco_tier t = item->tier;
    bool counts = t != ECO_TIER_L && t < ECO_TIERS && values->told[t] &&
                  (values->t5_counts || t != ECO_TIER_T5);
    bool organized = counts && eco_item_organized(values, item);

    for (int s = 0; s < ECO_SCENARIOS; s++) {
        double ill = counts ? values->illegal[t][s] : 0;
        double org =
            organized ? ill * values->organized[t][item->organized][s] : 0;

        out[ECO_MEASURE_ILL][s] = ill;
        out[ECO_MEASURE_ORG][s] = org;
        out[ECO_MEASURE_TOC][s] =
            organized ? org * values->transnational[t][item->transnational][s]
                      : 0;
    }
}

/* Does a permit stand against the item? */
bool eco_item_permitted(const eco_item *items, size_t n, const eco_item *item)
{
    for (size_t i = 0; i < n; i++)
        if (items[i].tier == ECO_TIER_L && (items[i].domains & item->domains))
            return true;
    return false;
}

/* By value; equal ones by what is the same in any order of the input. */
static int by_value(const void *a, const void *b)
{
    const eco_item *p = a, *q = b;

    if (p->value > q->value || p->value < q->value)
        return p->value > q->value ? -1 : 1;
    if (p->tier_rank != q->tier_rank)
        return p->tier_rank < q->tier_rank ? -1 : 1;
    if (p->domain_rank != q->domain_rank)
        return p->domain_rank < q->domain_rank ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

static bool is_first_of_cluster(const eco_item *items, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (items[k].cluster == items[i].cluster)
            return false;
    return true;
}

/* The highest of the items of its cluster, permits apart. */
static double probability_of(const eco_item *items, size_t n, size_t i)
{
    double p = items[i].probability;

    for (size_t k = 0; k < n; k++)
        if (items[k].cluster == items[i].cluster &&
            items[k].tier != ECO_TIER_L && items[k].probability > p)
            p = items[k].probability;
    return p;
}

/* The value of each item for a measure and a scenario into `value`. */
static void set_values(const eco_values *values, eco_item *items, size_t n,
                       int m, int s)
{
    for (size_t i = 0; i < n; i++) {
        eco_triple v[ECO_MEASURES];
        eco_item *item = &items[i];

        eco_item_values(values, item, v);
        item->value = v[m][s];
        if (item->value > 0 && eco_item_permitted(items, n, item))
            item->value *= values->permit[item->tier][s];
    }
}

/* The sum of what is booked. */
static double book(eco_item *items, size_t n, int m, int s)
{
    double rest = 1, sum = 0;

    for (size_t i = 0; i < n; i++) {
        eco_item *item = &items[i];
        double p = item->probability;

        item->booked[m][s] = 0;
        if (rest < rest_least || !(item->value > 0))
            continue;
        if (item->cluster) {
            if (!is_first_of_cluster(items, i))
                continue;
            p = probability_of(items, n, i);
        }
        p *= rest;
        item->booked[m][s] = p * item->value;
        sum += item->booked[m][s];
        rest -= p;
    }
    return sum;
}

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

/* The orders of the items differ between measures and scenarios, so that equal
 * shares may differ in the last bit. */
static void mend(double share[ECO_MEASURES][ECO_SCENARIOS])
{
    for (int m = 0; m < ECO_MEASURES; m++)
        for (int s = ECO_SCENARIO_HIGH; s >= 0; s--) {
            share[m][s] = lesser(share[m][s], m ? share[m - 1][s] : 1);
            if (s < ECO_SCENARIO_HIGH)
                share[m][s] = lesser(share[m][s], share[m][s + 1]);
        }
}

static void set_flags(const eco_values *values, const eco_item *items, size_t n,
                      eco_attributed *out)
{
    for (size_t i = 0; i < n; i++) {
        const eco_item *item = &items[i];

        if (item->tier == ECO_TIER_L || !values->told[item->tier])
            continue;
        if (item->subsistence && !is_strong(item))
            out->subsistence = true;
        if (!eco_item_permitted(items, n, item))
            continue;
        if (is_strong(item))
            out->permit_overridden = true;
        else if (item->tier == ECO_TIER_T3)
            out->contested = true;
    }
}

/* A permit stands, no decision or enforcement speaks against it, and nothing
 * tells of illegality. */
static void set_legal(const eco_item *items, size_t n, eco_attributed *out)
{
    const eco_item *permit = NULL;

    if (out->share[ECO_MEASURE_ILL][ECO_SCENARIO_CENTRAL] > 0)
        return;
    for (size_t i = 0; i < n; i++) {
        const eco_item *item = &items[i];

        if (is_strong(item))
            return;
        if (item->tier == ECO_TIER_L &&
            (!permit || item->domain_rank < permit->domain_rank ||
             (item->domain_rank == permit->domain_rank &&
              item->id < permit->id)))
            permit = item;
    }
    if (permit) {
        out->legal = 1;
        out->legal_id = permit->id;
    }
}

void eco_attribute(const eco_values *values, eco_item *items, size_t n,
                   eco_attributed *out)
{
    *out = (eco_attributed){0};
    for (int m = 0; m < ECO_MEASURES; m++)
        for (int s = 0; s < ECO_SCENARIOS; s++) {
            set_values(values, items, n, m, s);
            qsort(items, n, sizeof *items, by_value);
            out->share[m][s] = book(items, n, m, s);
        }
    mend(out->share);
    set_flags(values, items, n, out);
    set_legal(items, n, out);
}
