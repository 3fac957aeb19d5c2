/* How much of what evidence covers it can explain. Pure: no files, no
 * allocation, the same items in any order give the same bits. */
#ifndef ECO_ATTRIBUTE_ATTRIBUTE_H
#define ECO_ATTRIBUTE_ATTRIBUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Nested: of the degraded, with evidence of illegality; of that, of organized
 * crime; of that, across borders. */
typedef enum eco_measure {
    ECO_MEASURE_ILL,
    ECO_MEASURE_ORG,
    ECO_MEASURE_TOC,
    ECO_MEASURES
} eco_measure;

typedef enum eco_scenario {
    ECO_SCENARIO_LOW,
    ECO_SCENARIO_CENTRAL,
    ECO_SCENARIO_HIGH,
    ECO_SCENARIOS
} eco_scenario;

/* The tiers of the list tier that stand for no others. L: evidence of
 * legality. */
#define ECO_TIER_MAP(X)                                                        \
    X(ECO_TIER_T1, "T1")                                                       \
    X(ECO_TIER_T2, "T2")                                                       \
    X(ECO_TIER_T3, "T3")                                                       \
    X(ECO_TIER_T4A, "T4a")                                                     \
    X(ECO_TIER_T4B, "T4b")                                                     \
    X(ECO_TIER_T4C, "T4c")                                                     \
    X(ECO_TIER_T5, "T5")                                                       \
    X(ECO_TIER_L, "L")

typedef enum eco_tier {
#define X(name, code) name,
    ECO_TIER_MAP(X)
#undef X
        ECO_TIERS
} eco_tier;

const char *eco_tier_code(eco_tier tier);
eco_tier eco_tier_find(const char *code); /* ECO_TIERS: none of them */

/* What an item tells of being organized, or transnational. */
typedef enum eco_told_of {
    ECO_TOLD_OF_UNKNOWN,
    ECO_TOLD_OF_YES,
    ECO_TOLD_OF_NO,
    ECO_TOLD_OF_COUNT
} eco_told_of;

const char *eco_told_of_word(eco_told_of told);
eco_told_of eco_told_of_find(const char *word); /* unknown when none */

/* low, central, high; 0 <= low <= central <= high <= 1 */
typedef double eco_triple[ECO_SCENARIOS];

/* What evidence of each tier is worth. */
typedef struct eco_values {
    eco_triple illegal[ECO_TIERS];
    eco_triple organized[ECO_TIERS][ECO_TOLD_OF_COUNT];     /* if illegal */
    eco_triple transnational[ECO_TIERS][ECO_TOLD_OF_COUNT]; /* if organized */
    bool organized_any[ECO_TIERS];     /* one value whatever is told */
    bool transnational_any[ECO_TIERS]; /* the same */
    eco_triple permit[ECO_TIERS]; /* part of the value that a permit leaves */
    bool told[ECO_TIERS];         /* the tier has values */
    bool t5_counts;
    bool t4_organized; /* T4a to T4c may tell of organized crime */
} eco_values;

/* An item that may explain a type of degradation in a year, where it is. */
typedef struct eco_item {
    int64_t id;         /* unique */
    int64_t cluster;    /* items of one are one event; 0: alone */
    double probability; /* that it covers the place, (0, 1] */
    eco_tier tier;
    int tier_rank;    /* 0 the strongest */
    int domain_rank;  /* in ties the lower comes first */
    uint64_t domains; /* that it speaks of and that explain the type, a bit
                       * each */
    eco_told_of organized, transnational;
    bool subsistence; /* not counted as organized, unless T1 or T2 */
    double booked[ECO_MEASURES][ECO_SCENARIOS]; /* [out] its part */
    double value; /* scratch: in the order that is being made */
} eco_item;

/* The share of the place. */
typedef struct eco_attributed {
    double share[ECO_MEASURES][ECO_SCENARIOS];
    double legal;     /* 0 or 1 */
    int64_t legal_id; /* permit that it is booked to; 0: none */
    bool contested, permit_overridden, subsistence;
} eco_attributed;

/** Values of an item where no permit stands against it: v_ILL = q, v_ORG = q o,
 * v_TOC = q o g, so nested and in the order of the scenarios.
 *
 * @param out  [out] one triple a measure
 */
void eco_item_values(const eco_values *values, const eco_item *item,
                     eco_triple out[ECO_MEASURES]);

/** May the item tell of organized crime? Not as a report of subsistence. */
bool eco_item_organized(const eco_values *values, const eco_item *item);

/** Does a permit among the items stand against the item? */
bool eco_item_permitted(const eco_item *items, size_t n, const eco_item *item);

/** Expected value of the strongest item that covers the place, for each measure
 * and scenario: items by value, from the highest; each takes its probability of
 * what the ones before left. Items cover independently of each other but for
 * those of one cluster, which share a place: they act as one with the highest
 * value and the highest probability of them.
 *
 * A valid permit (tier L) for a domain of the item leaves the part that
 * `values->permit` says.
 *
 * @param items  [in, out] sorted anew; `booked` is set, and adds up to `share`
 * @param out    TOC <= ORG <= ILL <= 1 and low <= central <= high, exactly
 *
 * Time: O(n squared) for n items of clusters, else O(n log n).
 */
void eco_attribute(const eco_values *values, eco_item *items, size_t n,
                   eco_attributed *out);

/** Rank of a domain in ties: MIN FOR_CLR FOR_LOG FOR_FIR FOR WST POL CHM, then
 * all others. A subtype has the rank of its domain unless it is named. */
int eco_domain_rank(const char *domain);

#endif
