/* Intervals of the draws that cannot be. */
#include "verify_case.h"

/* In zone 1, 50 of 80 m2 with evidence, 20 to 70. */
#define WITH_DRAWS                                                             \
    "INSERT INTO parameter VALUES ('montecarlo.draws', '900', '', 's', 1);"    \
    "INSERT INTO degradation VALUES (1, 2001, 'x', 2, 1, 80, 0);"              \
    "INSERT INTO set_value VALUES"                                             \
    " (1, 'x', 2001, 'ILL', '_T', '_T', 0.25, 0.625, 0.875),"                  \
    " (1, 'x', 2001, 'ORG', '_T', '_T', 0.125, 0.25, 0.875);"                  \
    "INSERT INTO attribution (zone_id, year, type, dataset_id, measure, "      \
    "domain, tier, low_m2, central_m2, high_m2) VALUES"                        \
    " (1, 2001, 'x', 2, 'DEG', '_T', '_T', 80, 80, 80),"                       \
    " (1, 2001, 'x', 2, 'ILL', '_T', '_T', 20, 50, 70),"                       \
    " (1, 2001, 'x', 2, 'ORG', '_T', '_T', 10, 20, 70),"                       \
    " (1, 2001, 'x', 2, 'TOC', '_T', '_T', 0, 0, 0),"                          \
    " (1, 2001, 'x', 2, 'LEGAL', '_T', '_T', 0, 0, 0),"                        \
    " (1, 2001, 'x', 2, 'UNDETERMINED', '_T', '_T', 30, 30, 30),"              \
    " (1, 2001, 'x', 2, 'ILL', 'MIN', 'T3', 20, 50, 70),"                      \
    " (1, 2001, 'x', 2, 'ORG', 'MIN', 'T3', 10, 20, 70);"
#define INTERVAL                                                               \
    WITH_DRAWS "INSERT INTO attribution_interval VALUES "                      \
               "(1, 'year', 2001, 'x', 2, "

static void wrong_intervals_are_found(void **state)
{
    static const char *const cases[][2] = {
        {INTERVAL "'ILL', 50, 5, 40, 39, 60)", "[attribution_interval]"},
        {INTERVAL "'ILL', 50, 5, 40, 50, 49)", "[attribution_interval]"},
        /* 20 - 6 sqrt(20 80 / 900) - 9 80 / 900 - 6 / 30 is 11.0 */
        {INTERVAL "'ILL', 10.9, 1, 5, 11, 20)", "[attribution_interval]"},
        /* 70 + 6 sqrt(70 80 / 900) + 9 80 / 900 + 6 / 30 is 86.0 */
        {INTERVAL "'ILL', 86.1, 1, 80, 85, 90)", "[attribution_interval]"},
        {INTERVAL "'TOC', 5, 5, 4, 5, 6)", "[attribution_interval]"},
        {INTERVAL "'ILL', 50, 5, 40, 50, 60),"
                  " (1, 'year', 2001, 'x', 2, 'ORG', 51, 5, 39, 50, 60)",
         "[attribution_interval]"},
        {INTERVAL "'ILL', 50, 5, 40, 50, 60),"
                  " (1, 'year', 2001, 'x', 2, 'ORG', 40, 5, 39, 50, 61)",
         "[attribution_interval]"},
        {"INSERT INTO attribution_total VALUES (1, 'x', 2, 'ILL', 50, 5, 40, "
         "50, 60)",
         "[attribution_total]"},
        {WITH_DRAWS "INSERT INTO sensitivity VALUES (1, 'x', 2, 'ILL', 'p', "
                    "'low', 'a', 'b', 51, 40, '')",
         "[attribution_total]"},
        {WITH_DRAWS
         "UPDATE attribution SET adjusted_low_m2 = low_m2, "
         "adjusted_central_m2 = central_m2, adjusted_high_m2 = high_m2 + "
         "(measure = 'ORG')",
         "[attribution_adjusted]"},
        {WITH_DRAWS "UPDATE attribution SET adjusted_low_m2 = high_m2 + 1, "
                    "adjusted_central_m2 = high_m2, adjusted_high_m2 = high_m2",
         "[attribution_adjusted]"},
        {WITH_DRAWS
         "UPDATE attribution SET adjusted_low_m2 = low_m2, "
         "adjusted_central_m2 = central_m2, adjusted_high_m2 = high_m2 WHERE "
         "measure = 'DEG'",
         "[attribution_adjusted]"},
        {WITH_DRAWS
         "INSERT INTO degradation_adjusted VALUES (1, 2001, 'x', 2, 80, "
         "1, 80, 80, 80, 60, 'sample')",
         "[attribution_adjusted]"},
    };
    static const char fine[] =
        WITH_DRAWS "INSERT INTO attribution_interval VALUES"
                   " (1, 'period', 2002, 'x', 2, 'ILL', 50, 5, 40, 50, 60),"
                   " (1, 'year', 2001, 'x', 2, 'ILL', 11.3, 5, 5, 11, 20);"
                   "INSERT INTO attribution_total VALUES (1, 'x', 2, 'ILL', 50,"
                   " 5, 40, 50, 60);"
                   "INSERT INTO sensitivity VALUES (1, 'x', 2, 'ILL', 'p', "
                   "'low', 'a', 'b', 50, 40, '')";
    eco_findings found = {0};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        finds(cases[i][0], cases[i][1]);
    build(scratch("fine.sqlite"), fine);
    if (eco_store_verify(ctx, scratch("fine.sqlite"), NULL, &found))
        fail_msg("%s", found.n ? found.items[0].text : eco_ctx_message(ctx));
    eco_findings_clear(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_intervals_are_found),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
