/* Laws of attribution on random worlds, and the expected maximum by listing
 * which of the items cover the place. */
#include "check.h"
#include "eco_attribute.h"

#include <stdlib.h>
#include <string.h>

enum { WORLDS = 20000, ITEMS = 9, DOMAINS = 3 };

static const double close_enough = 1e-12; /* shares are 1 at most */

struct world {
    eco_values values;
    eco_item items[ITEMS];
    size_t n;
};

static double at_random(uint64_t *seed)
{
    return check_random(seed);
}

static int whole(uint64_t *seed, int n)
{
    return (int)(at_random(seed) * n);
}

/* Three values in order; often the same, 0 or 1. */
static void random_triple(uint64_t *seed, eco_triple out)
{
    double low = 0;

    for (int s = 0; s < ECO_SCENARIOS; s++) {
        int kind = whole(seed, 4);

        out[s] = kind == 0   ? low
                 : kind == 1 ? 1
                             : low + (1 - low) * at_random(seed);
        low = out[s];
    }
}

static void random_values(uint64_t *seed, eco_values *v)
{
    v->t5_counts = whole(seed, 5) > 0;
    v->t4_organized = whole(seed, 5) > 0;
    for (int t = 0; t < ECO_TIER_L; t++) {
        v->told[t] = whole(seed, 20) > 0;
        random_triple(seed, v->illegal[t]);
        random_triple(seed, v->permit[t]);
        for (int k = 0; k < ECO_TOLD_OF_COUNT; k++) {
            random_triple(seed, v->organized[t][k]);
            random_triple(seed, v->transnational[t][k]);
        }
    }
}

static void random_item(uint64_t *seed, int64_t id, eco_item *item)
{
    *item =
        (eco_item){.id = id,
                   .cluster = whole(seed, 2) ? 1 + whole(seed, 3) : 0,
                   .probability = whole(seed, 3) ? 1 - at_random(seed) : 1,
                   .tier = (eco_tier)whole(seed, ECO_TIERS),
                   .domain_rank = whole(seed, 3),
                   .domains = 1 + (uint64_t)whole(seed, (1 << DOMAINS) - 1),
                   .organized = (eco_told_of)whole(seed, ECO_TOLD_OF_COUNT),
                   .transnational = (eco_told_of)whole(seed, ECO_TOLD_OF_COUNT),
                   .subsistence = whole(seed, 6) == 0};
    item->tier_rank = (int)item->tier;
    if (item->tier == ECO_TIER_L) /* a polygon of a register */
        item->cluster = 0;
}

static void random_world(uint64_t *seed, struct world *w)
{
    memset(w, 0, sizeof *w);
    random_values(seed, &w->values);
    w->n = (size_t)whole(seed, ITEMS);
    for (size_t i = 0; i < w->n; i++)
        random_item(seed, 10 * (int64_t)(i + 1), &w->items[i]);
}

/* ---- the second telling ---- */

static bool permitted(const struct world *w, const eco_item *item)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->items[i].tier == ECO_TIER_L &&
            (w->items[i].domains & item->domains) != 0)
            return true;
    return false;
}

static double value_of(const struct world *w, const eco_item *item, int m,
                       int s)
{
    const eco_values *v = &w->values;
    const char *tier = eco_tier_code(item->tier);
    bool by_place = tier[0] == 'T' && tier[1] == '4';
    bool decided = strcmp(tier, "T1") == 0 || strcmp(tier, "T2") == 0;
    double value;

    if (item->tier == ECO_TIER_L || !v->told[item->tier] ||
        (strcmp(tier, "T5") == 0 && !v->t5_counts))
        return 0;
    value = v->illegal[item->tier][s];
    if (m >= ECO_MEASURE_ORG) {
        if ((item->subsistence && !decided) || (by_place && !v->t4_organized))
            return 0;
        value *= v->organized[item->tier][item->organized][s];
    }
    if (m == ECO_MEASURE_TOC)
        value *= v->transnational[item->tier][item->transnational][s];
    return permitted(w, item) ? value * v->permit[item->tier][s] : value;
}

/* Items of a cluster are one event: the highest value and probability. */
struct event {
    int64_t cluster;
    double value, probability;
};

static size_t events_of(const struct world *w, int m, int s,
                        struct event out[ITEMS])
{
    size_t n = 0;

    for (size_t i = 0; i < w->n; i++) {
        const eco_item *item = &w->items[i];
        size_t k = item->cluster ? 0 : n;

        if (item->tier == ECO_TIER_L)
            continue;
        while (k < n && out[k].cluster != item->cluster)
            k++;
        if (k == n)
            out[n++] = (struct event){item->cluster, 0, 0};
        out[k].value = fmax(out[k].value, value_of(w, item, m, s));
        out[k].probability = fmax(out[k].probability, item->probability);
    }
    return n;
}

static double expectation(const struct world *w, int m, int s)
{
    struct event events[ITEMS];
    size_t n = events_of(w, m, s, events);
    double sum = 0;

    for (unsigned set = 0; set < 1U << n; set++) {
        double p = 1, highest = 0;

        for (size_t i = 0; i < n; i++) {
            bool covers = set >> i & 1;

            p *= covers ? events[i].probability : 1 - events[i].probability;
            if (covers)
                highest = fmax(highest, events[i].value);
        }
        sum += p * highest;
    }
    return sum;
}

static bool legal(const struct world *w)
{
    bool permit = false;

    for (size_t i = 0; i < w->n; i++) {
        if (w->items[i].tier == ECO_TIER_T1 || w->items[i].tier == ECO_TIER_T2)
            return false;
        permit |= w->items[i].tier == ECO_TIER_L;
    }
    return permit &&
           !(expectation(w, ECO_MEASURE_ILL, ECO_SCENARIO_CENTRAL) > 0);
}

/* ---- laws ---- */

static void run(const struct world *w, eco_item items[ITEMS], eco_attributed *a)
{
    memcpy(items, w->items, sizeof w->items);
    eco_attribute(&w->values, items, w->n, a);
}

static void check_shares(const struct world *w, const eco_item *items,
                         const eco_attributed *a, uint64_t seed)
{
    for (int m = 0; m < ECO_MEASURES; m++)
        for (int s = 0; s < ECO_SCENARIOS; s++) {
            const double share = a->share[m][s];
            double want = expectation(w, m, s), booked = 0;

            for (size_t i = 0; i < w->n; i++) {
                CHECK(items[i].booked[m][s] >= 0, "world %llu",
                      (unsigned long long)seed);
                booked += items[i].booked[m][s];
            }
            CHECK(fabs(share - want) < close_enough,
                  "world %llu: measure %d, scenario %d: %.17g, not %.17g",
                  (unsigned long long)seed, m, s, share, want);
            CHECK(fabs(share - booked) < close_enough,
                  "world %llu: measure %d, scenario %d: parts %.17g of %.17g",
                  (unsigned long long)seed, m, s, booked, share);
            CHECK(share <= (m ? a->share[m - 1][s] : 1), "world %llu: nested",
                  (unsigned long long)seed);
            CHECK(s == 0 || a->share[m][s - 1] <= share, "world %llu: order",
                  (unsigned long long)seed);
        }
    CHECK(a->legal + a->share[ECO_MEASURE_ILL][ECO_SCENARIO_CENTRAL] <= 1,
          "world %llu", (unsigned long long)seed);
    CHECK((a->legal > 0) == legal(w), "world %llu: legal",
          (unsigned long long)seed);
}

/* The same bits in any order. */
static void check_order(const struct world *w, const eco_attributed *a,
                        uint64_t seed)
{
    uint64_t shuffle = seed + 1;
    struct world other = *w;
    eco_item items[ITEMS];
    eco_attributed b;

    for (size_t i = w->n; i > 1; i--) {
        size_t k = (size_t)whole(&shuffle, (int)i);
        eco_item item = other.items[k];

        other.items[k] = other.items[i - 1];
        other.items[i - 1] = item;
    }
    run(&other, items, &b);
    CHECK(memcmp(a->share, b.share, sizeof b.share) == 0 &&
              a->legal_id == b.legal_id && a->contested == b.contested &&
              a->permit_overridden == b.permit_overridden &&
              a->subsistence == b.subsistence,
          "world %llu: the order shows", (unsigned long long)seed);
}

/* More evidence never explains less; the same of a cluster changes nothing. */
static void check_more(const struct world *w, const eco_attributed *a,
                       uint64_t seed)
{
    uint64_t more = seed + 2;
    struct world other = *w;
    eco_item items[ITEMS];
    eco_attributed b;
    eco_item *added = &other.items[other.n++];

    random_item(&more, 5, added);
    if (added->tier == ECO_TIER_L)
        added->tier = ECO_TIER_T3;
    run(&other, items, &b);
    for (int m = 0; m < ECO_MEASURES; m++)
        for (int s = 0; s < ECO_SCENARIOS; s++)
            CHECK(b.share[m][s] >= a->share[m][s] - close_enough,
                  "world %llu: more evidence explains less",
                  (unsigned long long)seed);
    if (!w->n || !w->items[0].cluster)
        return;
    *added = w->items[0];
    added->id = 1000;
    run(&other, items, &b);
    CHECK(memcmp(a->share, b.share, sizeof b.share) == 0,
          "world %llu: a reprint counts", (unsigned long long)seed);
}

int main(void)
{
    int explained = 0, nlegal = 0;

    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        uint64_t state = seed * 0x9E3779B97F4A7C15U;
        eco_item items[ITEMS];
        eco_attributed a;
        struct world w;

        random_world(&state, &w);
        run(&w, items, &a);
        check_shares(&w, items, &a, seed);
        check_order(&w, &a, seed);
        check_more(&w, &a, seed);
        explained += a.share[ECO_MEASURE_TOC][ECO_SCENARIO_CENTRAL] > 0;
        nlegal += a.legal > 0;
    }
    CHECK(explained > WORLDS / 4 && nlegal > WORLDS / 100,
          "%d explained, %d legal: the worlds are too plain", explained,
          nlegal);
    return check_failures > 0;
}
