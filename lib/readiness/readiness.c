/* The arithmetic of readiness. */
#include "eco_readiness.h"

#include <math.h>

/* Scores are multiples of a half and weights whole numbers: what is beyond this
 * is not rounding. */
#define ROUNDING 1e-12

double eco_readiness(const eco_readiness_rules *rules,
                     const double score[ECO_CRITERIA])
{
    double sum = 0, weight = 0;

    for (int k = 0; k < ECO_CRITERIA; k++) {
        sum += rules->weight[k] * score[k];
        weight += rules->weight[k];
    }
    return sum / weight;
}

bool eco_readiness_vetoed(const eco_readiness_rules *rules,
                          const double score[ECO_CRITERIA])
{
    for (int k = 0; k < ECO_CRITERIA; k++)
        if (rules->veto[k] && !(score[k] > 0))
            return true;
    return false;
}

double eco_readiness_half_width(const eco_tier_share *tiers, size_t n)
{
    double width = 0, central = 0;

    for (size_t i = 0; i < n; i++) {
        width += tiers[i].share * (tiers[i].high - tiers[i].low);
        central += tiers[i].share * tiers[i].central;
    }
    return central > 0 ? width / 2 / central : (double)NAN;
}

eco_coverage eco_readiness_class(const eco_readiness_rules *rules,
                                 double readiness, double half_width)
{
    if (readiness >= rules->class_a - ROUNDING &&
        half_width <= rules->half_width_most + ROUNDING)
        return ECO_COVERAGE_A;
    return readiness >= rules->class_b - ROUNDING ? ECO_COVERAGE_B
                                                  : ECO_COVERAGE_C;
}
