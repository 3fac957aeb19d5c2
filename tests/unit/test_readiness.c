/* Readiness, half-width and class, by hand. */
#include "check.h"

#include "eco_readiness.h"

#include <string.h>

static const eco_readiness_rules rules = {
    .weight = {3, 3, 3, 2, 3, 2, 3, 2, 0},
    .veto = {[6] = true, [8] = true},
    .class_a = 0.75,
    .class_b = 0.5,
    .half_width_most = 0.5,
};

static void scores(double of[ECO_CRITERIA], const char *text)
{
    for (int k = 0; k < ECO_CRITERIA; k++)
        of[k] = text[k] == '1' ? 1 : text[k] == 'h' ? 0.5 : 0;
}

static void readiness_is_the_weighted_mean(void)
{
    static const struct {
        const char *scores;
        double want; /* of 21 */
        bool vetoed;
    } cases[] = {
        {"111111111", 21, false}, {"000000000", 0, true},
        {"111111110", 21, true},  {"111111011", 18, true},
        {"1h10h11h1", 15, false}, /* 3 + 1.5 + 3 + 0 + 1.5 + 2 + 3 + 1 */
        {"h0000hh01", 4, false},  {"0001000h1", 3, true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double of[ECO_CRITERIA], got;

        scores(of, cases[i].scores);
        got = eco_readiness(&rules, of);
        CHECK(fabs(got - cases[i].want / 21) < 1e-15, "%s: %g", cases[i].scores,
              got);
        CHECK(eco_readiness_vetoed(&rules, of) == cases[i].vetoed, "%s",
              cases[i].scores);
    }
}

/* T1 on a tenth, T4a on three tenths: (0.1 x 0.7 + 0.3 x 0.5) / 2 = 0.11 of
 * 0.1 x 0.6 + 0.3 x 0.1425 = 0.10275. */
static void half_width_by_hand(void)
{
    static const eco_tier_share tiers[] = {{0.1, 0.3, 0.6, 1},
                                           {0.3, 0, 0.1425, 0.5}};
    double hw = eco_readiness_half_width(tiers, 2);

    CHECK(fabs(hw - 0.11 / 0.10275) < 1e-15, "%.17g", hw);
    hw = eco_readiness_half_width(tiers, 1);
    CHECK(fabs(hw - 0.35 / 0.6) < 1e-15, "%.17g", hw);
    CHECK(isnan(eco_readiness_half_width(tiers, 0)), "nothing");
    CHECK(isnan(eco_readiness_half_width((eco_tier_share[]){{0.5, 0, 0, 0.4}},
                                         1)),
          "no central value");
}

static void classes_at_their_bounds(void)
{
    CHECK(eco_readiness_class(&rules, 0.75, 0.5) == ECO_COVERAGE_A, "-");
    CHECK(eco_readiness_class(&rules, 1, 0) == ECO_COVERAGE_A, "-");
    CHECK(eco_readiness_class(&rules, 0.7499, 0.1) == ECO_COVERAGE_B, "-");
    CHECK(eco_readiness_class(&rules, 1, 0.51) == ECO_COVERAGE_B, "-");
    CHECK(eco_readiness_class(&rules, 1, NAN) == ECO_COVERAGE_B, "-");
    CHECK(eco_readiness_class(&rules, 0.5, NAN) == ECO_COVERAGE_B, "-");
    CHECK(eco_readiness_class(&rules, 0.4999, 0) == ECO_COVERAGE_C, "-");
}

int main(void)
{
    readiness_is_the_weighted_mean();
    half_width_by_hand();
    classes_at_their_bounds();
    return check_failures != 0;
}
