/* How far an area is ready for attribution: the arithmetic of the scoping
 * concept. */
#ifndef ECO_READINESS_READINESS_H
#define ECO_READINESS_READINESS_H

#include <stdbool.h>
#include <stddef.h>

enum { ECO_CRITERIA = 9 }; /* K1 to K9 */

/* A: attribution with bounds; B: illegality, bounds for the rest; C: mapping;
 * OUT: a veto. The higher the number, the less may be claimed. */
typedef enum eco_coverage {
    ECO_COVERAGE_A,
    ECO_COVERAGE_B,
    ECO_COVERAGE_C,
    ECO_COVERAGE_OUT
} eco_coverage;

typedef struct eco_readiness_rules {
    double weight[ECO_CRITERIA]; /* 0 or more, not all 0 */
    bool veto[ECO_CRITERIA];     /* score 0 means out of scope */
    double class_a, class_b;     /* least readiness */
    double half_width_most;      /* of class A */
} eco_readiness_rules;

/* Share of the degraded area that evidence of a tier covers, and what it is
 * worth there for organized crime. */
typedef struct eco_tier_share {
    double share, low, central, high;
} eco_tier_share;

/* sum(w s) / sum(w), in 0..1 as the scores. */
double eco_readiness(const eco_readiness_rules *rules,
                     const double score[ECO_CRITERIA]);

bool eco_readiness_vetoed(const eco_readiness_rules *rules,
                          const double score[ECO_CRITERIA]);

/* Relative half-width of the central estimate of organized crime:
 * sum s (high - low) / 2 / sum s central. NaN where the latter is zero: there
 * is nothing that it could be the width of. */
double eco_readiness_half_width(const eco_tier_share *tiers, size_t n);

/* Class without regard to vetoes; `half_width` NaN: not known, which class A
 * does not allow. */
eco_coverage eco_readiness_class(const eco_readiness_rules *rules,
                                 double readiness, double half_width);

#endif
