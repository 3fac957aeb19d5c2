/* The default rules: against a second telling of them in plain C, and what must
 * hold of any records. */
#include "check.h"

#include "eco_mem.h"
#include "eco_tiers.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS = 60000 };

/* ---- the second telling: words as words, no table, no order of rules ---- */

struct record {
    const char *words[ECO_FACTS_MAX]; /* NULL: not known */
    char numbers[ECO_FACTS_MAX][16];
};

static const char *said(const struct record *r, const char *fact)
{
    size_t f = 0;

    if (!eco_fact_find(fact, &f))
        abort();
    return r->words[f];
}

/* Is the fact one of the words "a b c"? */
static bool is(const struct record *r, const char *fact, const char *words)
{
    const char *word = said(r, fact);
    size_t n = word ? strlen(word) : 0;

    for (const char *p = words; n && (p = strstr(p, word)) != NULL; p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

/* Is it known, and from low to high? */
static bool within(const struct record *r, const char *fact, double low,
                   double high)
{
    const char *text = said(r, fact);
    double v = text ? strtod(text, NULL) : 0;

    return text && v >= low && v <= high;
}

static const char *forbidden(const struct record *r)
{
    if (!is(r, "record", "incident footprint prohibition") ||
        !is(r, "prohibition_in_force", "yes"))
        return NULL;
    if (is(r, "prohibition", "strict_protected_area"))
        return "T4a-protected";
    if (is(r, "prohibition", "indigenous_land"))
        return is(r, "land_titled", "yes") && is(r, "land_consent", "no")
                   ? "T4a-indigenous"
                   : NULL;
    if (is(r, "prohibition", "no_go_mining"))
        return is(r, "domain", "MIN MIN_AU MIN_SND MIN_OTH") ? "T4a-no-go"
                                                             : NULL;
    return is(r, "prohibition", "other") ? "T4a-law" : NULL;
}

static const char *unpermitted(const struct record *r)
{
    bool found = said(r, "permit_phase") && !is(r, "permit_phase", "granted");

    found |= is(r, "permit_covers_place", "no") ||
             is(r, "permit_covers_date", "no") ||
             is(r, "permit_covers_activity", "no");
    if (!found || !is(r, "record", "incident footprint") ||
        !is(r, "permit_needed", "yes"))
        return NULL;
    if (!said(r, "register_completeness"))
        return "T4c-undeclared";
    if (!within(r, "register_completeness", 0.95, 1))
        return "T4c-incomplete";
    return is(r, "register_dated", "yes") ? "T4b-complete" : "T4c-undated";
}

static const char *documented(const struct record *r)
{
    bool incident = is(r, "record", "incident");

    if (incident && is(r, "status", "convicted sanctioned") &&
        is(r, "names_offence", "yes") && within(r, "precision", 0, 1))
        return "T1-final";
    if (incident && said(r, "enforcement") && !is(r, "enforcement", "none") &&
        is(r, "source_type",
           "official court prosecution police agency register") &&
        within(r, "precision", 0, 2) && is(r, "reliability", "A B") &&
        within(r, "credibility", 1, 2))
        return "T2-enforcement";
    if (incident && within(r, "independent_sources", 2, 1e9) &&
        within(r, "precision", 0, 3) && is(r, "reliability", "A B C") &&
        within(r, "credibility", 1, 3))
        return "T3-sources";
    if (is(r, "record", "incident footprint") &&
        (is(r, "source_type", "field") || is(r, "field_verified", "yes")))
        return "T3-field";
    if (is(r, "record", "permit footprint") &&
        is(r, "permit_phase", "granted") &&
        is(r, "permit_covers_place", "yes") &&
        is(r, "permit_covers_date", "yes") &&
        is(r, "permit_covers_activity", "yes"))
        return "L-permit";
    return NULL;
}

static const char *contextual(const struct record *r)
{
    if (is(r, "record", "incident"))
        return "T5-report";
    return is(r, "record", "footprint context") &&
                   (is(r, "anomalous_patch", "yes") ||
                    is(r, "near_airstrip", "yes") ||
                    is(r, "in_corridor", "yes") || is(r, "high_score", "yes"))
               ? "T5-context"
               : NULL;
}

static bool is_alone(const struct record *r)
{
    return is(r, "source_type", "media civil_society ngo community") &&
           !within(r, "independent_sources", 2, 1e9);
}

static bool is_tip(const struct record *r)
{
    return is(r, "record", "incident") &&
           (!said(r, "source_type") ||
            is(r, "source_type", "social_media anonymous"));
}

static const char *expected(const struct record *r)
{
    const char *rule = NULL;

    if (is(r, "status", "refuted"))
        return NULL;
    if (!is_alone(r) && !is_tip(r)) {
        rule = documented(r);
        rule = rule ? rule : forbidden(r);
        rule = rule ? rule : unpermitted(r);
    }
    return rule ? rule : contextual(r);
}

/* ---- records at random, near what the rules ask for ---- */

static size_t pick(uint64_t *seed, size_t n)
{
    return (size_t)(check_random(seed) * (double)n);
}

/* Numbers mostly where the rules draw their lines. */
static void random_number(struct record *r, size_t f, uint64_t *seed)
{
    static const char *const shares[] = {"0", "0.5", "0.949999", "0.95", "1"};
    const eco_fact_def *def = eco_fact_def_at(f);
    double high = def->high < 6 ? def->high : 6;

    if (!def->is_whole)
        snprintf(r->numbers[f], sizeof r->numbers[f], "%s",
                 shares[pick(seed, 5)]);
    else
        snprintf(r->numbers[f], sizeof r->numbers[f], "%d",
                 (int)def->low +
                     (int)pick(seed, (size_t)(high - def->low + 1)));
    r->words[f] = r->numbers[f];
}

static void random_record(const eco_rules *rules, struct record *r,
                          uint64_t *seed)
{
    const double told = check_random(seed); /* how much is known of it */

    for (size_t f = 0; f < eco_fact_count(); f++) {
        const eco_fact_words *words = &rules->words[f];

        r->words[f] = NULL;
        if (check_random(seed) > told ||
            eco_fact_def_at(f)->told == ECO_TOLD_DAY)
            continue;
        if (eco_fact_def_at(f)->told == ECO_TOLD_NUMBER)
            random_number(r, f, seed);
        else
            r->words[f] = words->items[pick(seed, words->n)];
    }
}

/* What few random records would have: a step towards one rule. */
static void favour(struct record *r, uint64_t *seed)
{
    static const char *const common[][2] = {{"record", "incident"},
                                            {"record", "footprint"},
                                            {"record", "permit"},
                                            {"status", "convicted"},
                                            {"names_offence", "yes"},
                                            {"precision", "1"},
                                            {"enforcement", "seizure"},
                                            {"source_type", "police"},
                                            {"source_type", "media"},
                                            {"reliability", "A"},
                                            {"credibility", "1"},
                                            {"independent_sources", "2"},
                                            {"permit_phase", "granted"},
                                            {"permit_covers_place", "yes"},
                                            {"permit_needed", "yes"},
                                            {"permit_covers_date", "yes"},
                                            {"register_dated", "yes"},
                                            {"permit_covers_activity", "yes"},
                                            {"prohibition", "indigenous_land"},
                                            {"prohibition_in_force", "yes"},
                                            {"land_titled", "yes"},
                                            {"land_consent", "no"}};

    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        size_t f = 0;

        if (check_random(seed) < 0.5 && eco_fact_find(common[i][0], &f))
            r->words[f] = common[i][1];
    }
}

static eco_facts facts_of(const eco_rules *rules, const struct record *r)
{
    eco_facts facts = {0};

    for (size_t f = 0; f < eco_fact_count(); f++)
        if (!eco_facts_set(&facts, f, r->words[f], &rules->words[f]))
            abort();
    return facts;
}

static size_t rank_of(const eco_rules *rules, const eco_facts *facts)
{
    static eco_graded graded;

    eco_rules_eval(rules, facts, &graded);
    return graded.rule ? graded.rule->rank : rules->ntiers;
}

/* Better is not worse: a tier never falls. */
static void never_lowers(const eco_rules *rules, const eco_facts *facts,
                         const char *name, double value, uint64_t seed)
{
    eco_facts better = *facts;
    size_t f = 0, before = rank_of(rules, facts), after;

    if (!eco_fact_find(name, &f))
        abort();
    better.known |= (uint64_t)1 << f;
    better.values[f] = value;
    after = rank_of(rules, &better);
    CHECK(after <= before, "seed %llu: %s %g: tier %zu falls to %zu",
          (unsigned long long)seed, name, value, before, after);
}

static void check_laws(const eco_rules *rules, const eco_facts *facts,
                       uint64_t seed)
{
    size_t sources = 0, precision = 0, credibility = 0, field = 0;

    eco_fact_find("independent_sources", &sources);
    eco_fact_find("precision", &precision);
    eco_fact_find("credibility", &credibility);
    eco_fact_find("field_verified", &field);
    never_lowers(rules, facts, "independent_sources",
                 facts->values[sources] + 1, seed);
    if (facts->values[precision] > 0 || !eco_facts_know(facts, precision))
        never_lowers(rules, facts, "precision",
                     fmax(facts->values[precision] - 1, 0), seed);
    if (facts->values[credibility] > 1)
        never_lowers(rules, facts, "credibility",
                     facts->values[credibility] - 1, seed);
    if (!eco_facts_know(facts, field))
        never_lowers(rules, facts, "field_verified", 0, seed);
}

static void check_record(const eco_rules *rules, uint64_t seed, unsigned *met)
{
    static struct record r;
    static eco_graded graded;
    uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
    const char *want, *got;
    eco_facts facts;

    random_record(rules, &r, &state);
    favour(&r, &state);
    facts = facts_of(rules, &r);
    eco_rules_eval(rules, &facts, &graded);
    want = expected(&r);
    got = graded.rule ? graded.rule->about.id : NULL;
    if (graded.rule)
        *met |= 1U << (graded.rule - rules->rules);
    CHECK(strcmp(want ? want : "none", got ? got : "none") == 0,
          "seed %llu: %s, not %s", (unsigned long long)seed, got ? got : "none",
          want ? want : "none");
    check_laws(rules, &facts, seed);
}

int main(void)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;
    eco_ctx *ctx = NULL;
    unsigned met = 0;

    if (eco_ctx_create(&ctx))
        return 1;
    CHECK(!eco_rules_load(ctx, NULL, NULL, &found, &rules), "%s",
          eco_ctx_message(ctx));
    for (uint64_t seed = 1; rules && seed <= RECORDS && check_failures < 20;
         seed++)
        check_record(rules, seed, &met);
    for (size_t i = 0; rules && i < rules->n; i++)
        CHECK(met >> i & 1, "no record met %s", rules->rules[i].about.id);
    eco_rules_destroy(rules);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
