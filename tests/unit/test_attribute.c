/* What evidence explains, case by case: tests/case/attribution.case. */
#include "eco_attribute.h"
#include "eco_str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES = 16, ITEMS = 16, WORDS = 32 };

static const double tolerance = 1e-14; /* of hectares: a few roundings */
static const char *const roots[] = {"MIN", "FOR"};

struct entry {
    eco_item item;
    double probability[PLACES]; /* 0: does not cover it */
};

/* The case in hand: what covers, and what comes of it. */
static struct world {
    eco_values values;
    struct entry items[ITEMS];
    int nitems, nplaces, line;
    char title[200];
    bool done;
    double sum[ECO_MEASURES][ECO_SCENARIOS];
    double booked[ECO_TIERS][4][ECO_MEASURES][ECO_SCENARIOS]; /* by domains */
    double legal;
    bool flags[3][PLACES];
} w;

static int nfailed, ncases;

static void wrong(const char *what, double want, double got)
{
    nfailed++;
    print_error("attribution.case:%d: %s: %s: want %.17g, got %.17g\n", w.line,
                w.title, what, want, got);
}

static uint64_t bits_of(const char *domain)
{
    if (strcmp(domain, "all") == 0)
        return 3;
    return strncmp(domain, roots[0], 3) == 0 ? 1 : 2;
}

static double number(const char *text)
{
    double v = 0;

    if (!eco_parse_real(text, &v))
        fail_msg("attribution.case:%d: '%s' is no number", w.line, text);
    return v;
}

static int place_of(const char *text)
{
    int place = (int)number(text);

    assert_true(place > 0 && place < PLACES);
    return place;
}

static void read_value(char *const *words)
{
    eco_tier t = eco_tier_find(words[1]);
    double *to[ECO_TOLD_OF_COUNT] = {0};

    assert_true(t < ECO_TIER_L);
    w.values.told[t] = true;
    for (int k = 0; k < ECO_TOLD_OF_COUNT; k++)
        to[k] = strcmp(words[2], "illegal") == 0     ? w.values.illegal[t]
                : strcmp(words[2], "organized") == 0 ? w.values.organized[t][k]
                : strcmp(words[2], "transnational") == 0
                    ? w.values.transnational[t][k]
                    : w.values.permit[t];
    for (int k = 0; k < ECO_TOLD_OF_COUNT; k++)
        for (int s = 0; s < ECO_SCENARIOS; s++)
            to[k][s] = number(words[3 + s]);
}

static void read_item(char *const *words, int n)
{
    struct entry *e = &w.items[w.nitems++];
    int i = 3;

    assert_true(w.nitems <= ITEMS && n > 4);
    *e = (struct entry){.item = {.id = w.nitems,
                                 .tier = eco_tier_find(words[1]),
                                 .domains = bits_of(words[2]),
                                 .domain_rank = eco_domain_rank(words[2])}};
    e->item.tier_rank = (int)e->item.tier;
    for (; strcmp(words[i], "on") != 0; i++) {
        if (strcmp(words[i], "subsistence") == 0)
            e->item.subsistence = true;
        else if (eco_starts_with(words[i], "cluster="))
            e->item.cluster = (int64_t)number(words[i] + 8);
        else
            fail_msg("attribution.case:%d: '%s'", w.line, words[i]);
    }
    for (i++; i < n; i++) {
        char *colon = strchr(words[i], ':');
        int place;

        e->probability[0] = colon ? number(colon + 1) : 1;
        if (colon)
            *colon = '\0';
        place = place_of(words[i]);
        e->probability[place] = e->probability[0];
        if (place > w.nplaces)
            w.nplaces = place;
    }
}

static void one_place(int place)
{
    eco_item items[ITEMS];
    eco_attributed a;
    size_t n = 0;

    for (int i = w.nitems - 1; i >= 0; i--)
        if (w.items[i].probability[place] > 0) {
            items[n] = w.items[i].item;
            items[n++].probability = w.items[i].probability[place];
        }
    eco_attribute(&w.values, items, n, &a);
    w.legal += a.legal;
    w.flags[0][place] = a.contested;
    w.flags[1][place] = a.permit_overridden;
    w.flags[2][place] = a.subsistence;
    for (int m = 0; m < ECO_MEASURES; m++)
        for (int s = 0; s < ECO_SCENARIOS; s++) {
            w.sum[m][s] += a.share[m][s];
            for (size_t i = 0; i < n; i++)
                w.booked[items[i].tier][items[i].domains][m][s] +=
                    items[i].booked[m][s];
        }
}

static void compute(void)
{
    if (w.done)
        return;
    w.done = true;
    memset(w.sum, 0, sizeof w.sum);
    memset(w.booked, 0, sizeof w.booked);
    memset(w.flags, 0, sizeof w.flags);
    w.legal = 0;
    for (int p = 1; p <= w.nplaces; p++)
        one_place(p);
}

static void check_flag(int flag, char *const *words, int n)
{
    bool want[PLACES] = {false};

    for (int i = 2; i < n; i++)
        want[place_of(words[i])] = true;
    for (int p = 1; p <= w.nplaces; p++)
        if (want[p] != w.flags[flag][p])
            wrong(words[1], want[p], w.flags[flag][p]);
}

static void check_measure(int m, char *const *words, int n)
{
    const double(*got)[ECO_SCENARIOS] = (const double(*)[ECO_SCENARIOS])w.sum;

    if (n == 7)
        got = (const double(*)[ECO_SCENARIOS])
                  w.booked[eco_tier_find(words[2])][bits_of(words[3])];
    for (int s = 0; s < ECO_SCENARIOS; s++)
        if (fabs(got[m][s] - number(words[n - 3 + s])) > tolerance)
            wrong(words[1], number(words[n - 3 + s]), got[m][s]);
}

static void check(char *const *words, int n)
{
    static const char *const measures[] = {"ILL", "ORG", "TOC"};
    static const char *const flags[] = {"contested", "permit_overridden",
                                        "subsistence"};
    double got, rest;

    compute();
    for (int m = 0; m < ECO_MEASURES; m++)
        if (strcmp(words[1], measures[m]) == 0) {
            check_measure(m, words, n);
            return;
        }
    for (int f = 0; f < 3; f++)
        if (strcmp(words[1], flags[f]) == 0) {
            check_flag(f, words, n);
            return;
        }
    rest = w.nplaces - w.sum[ECO_MEASURE_ILL][ECO_SCENARIO_CENTRAL] - w.legal;
    got = strcmp(words[1], "LEGAL") == 0 ? w.legal : rest;
    if (strcmp(words[1], "LEGAL") != 0 && strcmp(words[1], "UNDETERMINED") != 0)
        fail_msg("attribution.case:%d: '%s'", w.line, words[1]);
    if (fabs(got - number(words[2])) > tolerance)
        wrong(words[1], number(words[2]), got);
}

static void read_line(char *line)
{
    char *words[WORDS] = {0};
    bool set_in = *line == ' ';
    int n = 0;

    line[strcspn(line, "\n")] = '\0';
    if (!*line || *line == '#')
        return;
    if (!set_in && !eco_starts_with(line, "value ")) {
        w.nitems = w.nplaces = 0;
        w.done = false;
        ncases++;
        snprintf(w.title, sizeof w.title, "%s", line);
        return;
    }
    for (char *p = line; *p && n < WORDS; p += strcspn(p, " ")) {
        if (p > line || *p == ' ')
            *p++ = '\0';
        if (*p && *p != ' ')
            words[n++] = p;
    }
    if (!set_in)
        read_value(words);
    else if (strcmp(words[0], "=>") == 0)
        check(words, n);
    else if (strcmp(words[0], "places") == 0)
        w.nplaces = place_of(words[1]);
    else
        read_item(words, n);
}

static void cases_hold(void **state)
{
    const char *source = getenv("ECO_SOURCE");
    char path[1000], line[1000];
    FILE *f;

    (void)state;
    if (!source)
        skip();
    w.values.t5_counts = w.values.t4_organized = true;
    snprintf(path, sizeof path, "%s/tests/case/attribution.case", source);
    f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        w.line++;
        read_line(line);
    }
    fclose(f);
    assert_int_equal(nfailed, 0);
    assert_true(ncases >= 11);
}

/* A bare item of a tier. */
static eco_item item_of(eco_tier tier)
{
    return (eco_item){.id = 1, .probability = 1, .tier = tier, .domains = 1};
}

static void switches_and_missing_tiers(void **state)
{
    eco_values v = {.t5_counts = true, .t4_organized = true};
    eco_triple out[ECO_MEASURES];
    eco_item item = item_of(ECO_TIER_T4B);

    (void)state;
    for (int t = 0; t < ECO_TIER_L; t++) {
        v.told[t] = true;
        for (int s = 0; s < ECO_SCENARIOS; s++)
            v.illegal[t][s] = v.organized[t][0][s] = v.transnational[t][0][s] =
                0.5;
    }
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_TOC][1] == 0.125);
    v.t4_organized = false;
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_ILL][1] == 0.5);
    assert_true(out[ECO_MEASURE_ORG][1] == 0);
    assert_true(out[ECO_MEASURE_TOC][1] == 0);
    item = item_of(ECO_TIER_T5);
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_ORG][1] == 0.25);
    v.t5_counts = false;
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_ILL][2] == 0);
    item = item_of(ECO_TIER_L);
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_ILL][2] == 0);
    v.told[ECO_TIER_T1] = false;
    item = item_of(ECO_TIER_T1);
    eco_item_values(&v, &item, out);
    assert_true(out[ECO_MEASURE_ILL][2] == 0);
}

static void words_are_codes(void **state)
{
    (void)state;
    for (int t = 0; t < ECO_TIERS; t++)
        assert_int_equal(eco_tier_find(eco_tier_code((eco_tier)t)), t);
    assert_int_equal(eco_tier_find("T4"), ECO_TIERS);
    assert_int_equal(eco_tier_find(""), ECO_TIERS);
    assert_string_equal(eco_tier_code(ECO_TIERS), "");
    assert_int_equal(eco_told_of_find("no"), ECO_TOLD_OF_NO);
    assert_int_equal(eco_told_of_find(""), ECO_TOLD_OF_UNKNOWN);
    assert_true(eco_domain_rank("MIN_AU") == eco_domain_rank("MIN"));
    assert_true(eco_domain_rank("MIN") < eco_domain_rank("FOR_CLR"));
    assert_true(eco_domain_rank("FOR_FIR") < eco_domain_rank("FOR"));
    assert_true(eco_domain_rank("CHM_HG") < eco_domain_rank("WLD"));
    assert_int_equal(eco_domain_rank(""), eco_domain_rank("ENB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(switches_and_missing_tiers),
        cmocka_unit_test(words_are_codes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
