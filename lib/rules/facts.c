/* The facts, as a table, and their values. */
#include "eco_facts.h"

#include "eco_day.h"

#include <math.h>
#include <string.h>

static const char *const yes_no[] = {"yes", "no", NULL};
static const char *const yes_no_unknown[] = {"yes", "no", "unknown", NULL};
static const char *const records[] = {"incident", "footprint", "prohibition",
                                      "permit",   "context",   NULL};
static const char *const prohibitions[] = {
    "strict_protected_area", "indigenous_land", "no_go_mining", "other", NULL};
static const char *const phases[] = {"none",        "claim",   "application",
                                     "exploration", "granted", "expired",
                                     "suspended",   "revoked", NULL};

static const char *const practices[] = {"concentrate", "whole-ore",
                                        "cyanidation", NULL};

#define WORD(n, ws, what)                                                      \
    {                                                                          \
        .name = (n), .told = ECO_TOLD_WORD, .words = (ws), .about = (what)     \
    }
#define LIST(n, l, what)                                                       \
    {                                                                          \
        .name = (n), .told = ECO_TOLD_WORD, .list = (l), .about = (what)       \
    }
#define NUMBER(n, from, to, whole, what)                                       \
    {                                                                          \
        .name = (n), .told = ECO_TOLD_NUMBER, .low = (from), .high = (to),     \
        .is_whole = (whole), .about = (what)                                   \
    }
#define DAY(n, what)                                                           \
    {                                                                          \
        .name = (n), .told = ECO_TOLD_DAY, .about = (what)                     \
    }

static const eco_fact_def facts[] = {
    WORD("record", records, "what sort of evidence it is"),
    LIST("domain", "domain", "crime domain, the subtype where it is told"),
    LIST("iccs", "iccs", "main code of the crime"),
    LIST("activity", "activity", "what is permitted or forbidden"),
    DAY("date_first", "first day that it speaks of"),
    DAY("date_last", "last day that it speaks of"),
    NUMBER("precision", 0, 5, true, "precision class of the place"),
    LIST("status", "status", "how far the case has come"),
    WORD("names_offence", yes_no,
         "the offence that it names harms the "
         "environment"),
    LIST("enforcement", "enforcement", "what an authority did"),
    LIST("source_type", "source_type", "who says so"),
    LIST("reliability", "reliability", "of the source"),
    NUMBER("credibility", 1, 6, true, "of what it says, 1 being confirmed"),
    NUMBER("independent_sources", 0, 1e6, true, "distinct originators"),
    WORD("field_verified", yes_no, "a mandated body was there"),
    WORD("organized", yes_no_unknown, "organized crime, as told"),
    WORD("transnational", yes_no_unknown, "across borders, as told"),
    NUMBER("sensitivity", 0, 3, true, "of the record"),
    WORD("prohibition", prohibitions, "zone that forbids the activity"),
    WORD("prohibition_in_force", yes_no, "on the day"),
    WORD("land_titled", yes_no, "the Indigenous land has a title"),
    WORD("land_consent", yes_no, "its holders consent to the activity"),
    WORD("permit_needed", yes_no, "the activity needs a permit here"),
    WORD("permit_phase", phases,
         "of the permit; none: the register was "
         "searched and holds no permit"),
    WORD("permit_covers_place", yes_no, "the place lies in the permit"),
    WORD("permit_covers_date", yes_no, "the day lies in its validity"),
    WORD("permit_covers_activity", yes_no, "the permit is for the activity"),
    NUMBER("register_completeness", 0, 1, false,
           "share of permits that the register is declared to hold"),
    WORD("register_dated", yes_no, "it says from when to when each is valid"),
    WORD("anomalous_patch", yes_no, "shape or pace of the patch is unusual"),
    WORD("near_airstrip", yes_no, "a clandestine airstrip is near"),
    WORD("in_corridor", yes_no, "it lies on a trafficking corridor"),
    WORD("high_score", yes_no, "a model gives it a high score"),
    WORD("practice", practices, "how gold is won in the mine"),
    WORD("subsistence", yes_no, "what people do to live from it"),
};

enum { NFACTS = sizeof facts / sizeof *facts };
_Static_assert((int)NFACTS <= (int)ECO_FACTS_MAX, "facts have a bit each");

size_t eco_fact_count(void)
{
    return NFACTS;
}

const eco_fact_def *eco_fact_def_at(size_t fact)
{
    return &facts[fact];
}

bool eco_fact_find(const char *name, size_t *fact)
{
    for (size_t i = 0; i < NFACTS; i++)
        if (strcmp(facts[i].name, name) == 0) {
            *fact = i;
            return true;
        }
    return false;
}

bool eco_facts_equal(const eco_facts *a, const eco_facts *b)
{
    if (a->known != b->known)
        return false;
    for (size_t i = 0; i < NFACTS; i++)
        if (eco_facts_know(a, i) &&
            (a->values[i] < b->values[i] || b->values[i] < a->values[i]))
            return false;
    return true;
}

bool eco_facts_know(const eco_facts *f, size_t fact)
{
    return f->known >> fact & 1;
}

static bool parse(const eco_fact_def *def, const char *text,
                  const eco_fact_words *words, double *out)
{
    int first, last;

    switch (def->told) {
    case ECO_TOLD_NUMBER:
        return eco_parse_real(text, out) && *out >= def->low &&
               *out <= def->high && (!def->is_whole || !(*out > floor(*out)));
    case ECO_TOLD_DAY:
        if (!eco_day_parse(text, &first, &last))
            return false;
        *out = first;
        return true;
    case ECO_TOLD_WORD:
        for (size_t i = 0; i < words->n; i++)
            if (strcmp(words->items[i], text) == 0) {
                *out = (double)i;
                return true;
            }
    }
    return false;
}

bool eco_facts_set(eco_facts *f, size_t fact, const char *text,
                   const eco_fact_words *words)
{
    double value = 0;
    bool is_told = text && *text;

    if (is_told && !parse(&facts[fact], text, words, &value))
        return false;
    f->known &= ~((uint64_t)1 << fact);
    f->known |= (uint64_t)is_told << fact;
    f->values[fact] = value;
    return true;
}

void eco_fact_value_text(size_t fact, double value, const eco_fact_words *words,
                         eco_str *out)
{
    char buf[32];

    switch (facts[fact].told) {
    case ECO_TOLD_NUMBER:
        eco_str_add(out, eco_str_real(buf, value));
        break;
    case ECO_TOLD_DAY:
        eco_str_add(out, eco_day_text(buf, (int)value));
        break;
    case ECO_TOLD_WORD:
        eco_str_add(out, words->items[(size_t)value]);
    }
}
