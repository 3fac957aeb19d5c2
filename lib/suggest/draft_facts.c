/* The draft's codes: the values of a column, and what they may stand for. */
#include "eco_cues.h"
#include "eco_suggest_impl.h"

#include <string.h>

/* What stands for a text that is not listed, where a code says "not known". */
static const struct {
    eco_fact fact;
    const char *code;
} unknowns[] = {
    {ECO_FACT_ORGANIZED, "unknown"}, {ECO_FACT_TRANSNATIONAL, "unknown"},
    {ECO_FACT_SOURCE_TYPE, "other"}, {ECO_FACT_RELIABILITY, "F"},
    {ECO_FACT_CREDIBILITY, "6"},     {ECO_FACT_STATUS, "unknown"},
};

static const char *unknown_of(int fact)
{
    for (size_t i = 0; i < sizeof unknowns / sizeof *unknowns; i++)
        if ((int)unknowns[i].fact == fact)
            return unknowns[i].code;
    return NULL;
}

/* ---- of a recognised mapping ---- */

static void put_ready_lookup(eco_draft *d, const eco_code_rule *rule,
                             const char *key, const char *column)
{
    eco_str_printf(&d->body, "\n%s:\n  column: ", key);
    eco_yaml_quote(&d->body, column);
    eco_str_add(&d->body, "\n  lookup:\n");
    for (size_t i = 0; i < rule->n; i++) {
        eco_str_add(&d->body, "    ");
        eco_yaml_quote(&d->body, rule->items[i].text);
        eco_str_add(&d->body, ": ");
        eco_yaml_quote(&d->body, rule->items[i].code);
        eco_str_add(&d->body, "\n");
    }
    if (!rule->otherwise)
        return;
    eco_str_add(&d->body, "  else: ");
    eco_yaml_quote(&d->body, rule->otherwise);
    eco_str_add(&d->body, "\n");
}

/* True: the mapping tells this fact. */
static bool put_ready(eco_draft *d, int fact, const eco_column *c)
{
    const eco_code_rule *rule =
        d->plan->ready ? &d->plan->ready->facts[fact] : NULL;
    const char *key = eco_fact_key((eco_fact)fact);

    if (rule && rule->fixed) {
        eco_str_printf(&d->body, "%s: ", key);
        eco_yaml_quote(&d->body, rule->fixed);
        eco_str_add(&d->body, "\n");
        return true;
    }
    if (!rule || !rule->column || !c)
        return false;
    put_ready_lookup(d, rule, key, c->name);
    return true;
}

/* ---- by the values ---- */

struct reading {
    eco_cue how[ECO_VALUES_MAX];
    char codes[ECO_VALUES_MAX][32];
    size_t known; /* cells */
};

static eco_status read_values(eco_draft *d, const eco_cues *cues,
                              const eco_column *c, struct reading *r)
{
    eco_status st = ECO_OK;

    r->known = 0;
    for (size_t i = 0; i < c->nvalues && !st; i++) {
        st = eco_cues_find(d->ctx, cues, c->values[i].text, &r->how[i],
                           r->codes[i]);
        if (r->how[i])
            r->known += c->values[i].n;
    }
    return st;
}

static void put_value(eco_draft *d, const eco_column *c,
                      const struct reading *r, size_t i)
{
    const eco_value *v = &c->values[i];

    if (!r->how[i]) {
        eco_yaml_comment(&d->body, "   \"%s\": ?  (%zu cells)", v->text, v->n);
        return;
    }
    eco_str_add(&d->body, "    ");
    eco_yaml_quote(&d->body, v->text);
    eco_str_printf(&d->body, ": \"%s\"  # %zu cells%s\n", r->codes[i], v->n,
                   r->how[i] == ECO_CUE_GUESS ? "; a guess by the word" : "");
}

/* Two texts that are the same without case and accents may stand once only
 * where they differ in code; here the code follows from the words. */
static void put_lookup(eco_draft *d, const char *key, const eco_column *c,
                       const struct reading *r, const char *otherwise)
{
    eco_str_printf(&d->body, "%s:\n  column: ", key);
    eco_yaml_quote(&d->body, c->name);
    eco_str_add(&d->body, "\n  lookup:\n");
    for (size_t i = 0; i < c->nvalues; i++)
        put_value(d, c, r, i);
    if (otherwise) {
        eco_yaml_comment(&d->body, "  For all other texts, and empty cells:");
        eco_str_printf(&d->body, "  else: \"%s\"\n", otherwise);
    }
}

static void tell_unknown(eco_draft *d, const char *key, const eco_column *c,
                         const eco_cues *cues)
{
    eco_str allowed = {0};
    char name[96];

    eco_cues_allowed(cues, &allowed);
    eco_yaml_comment(
        &d->body,
        "%s: %s is called so, but none of its texts is understood. "
        "Complete this with %s:",
        key, eco_shown_name(c, name), eco_str_text(&allowed));
    eco_yaml_comment(&d->body, "%s:", key);
    eco_yaml_comment(&d->body, "  column: %s", name);
    eco_yaml_comment(&d->body, "  lookup:");
    for (size_t i = 0; i < c->nvalues; i++)
        eco_yaml_comment(&d->body, "    \"%s\": ?  (%zu cells)",
                         c->values[i].text, c->values[i].n);
    d->body.failed |= allowed.failed;
    eco_str_clear(&allowed);
}

static void tell_known(eco_draft *d, const char *key, const eco_column *c,
                       const struct reading *r, const eco_cues *cues)
{
    size_t empty = d->plan->profile->nrows - c->nfilled;
    eco_str allowed = {0};
    char name[96];

    eco_yaml_comment(&d->body,
                     "%s: %s is called so; %zu of %zu cells are understood, "
                     "%zu are empty.",
                     key, eco_shown_name(c, name), r->known, c->nfilled, empty);
    if (r->known < c->nfilled || empty) {
        eco_cues_allowed(cues, &allowed);
        eco_yaml_comment(&d->body,
                         "For those marked '?' one of these would be right: %s",
                         eco_str_text(&allowed));
        d->body.failed |= allowed.failed;
        eco_str_clear(&allowed);
    }
}

static eco_status put_fact(eco_draft *d, int fact, const eco_column *c)
{
    const char *key = eco_fact_key((eco_fact)fact);
    const char *otherwise = unknown_of(fact);
    eco_cues *cues = NULL;
    struct reading r;
    eco_status st = eco_cues_create(d->ctx, (eco_fact)fact, &cues);

    if (!st)
        st = read_values(d, cues, c, &r);
    if (!st)
        eco_str_add(&d->body, "\n");
    if (!st && r.known) {
        tell_known(d, key, c, &r, cues);
        if (!otherwise &&
            (r.known < c->nfilled || c->nfilled < d->plan->profile->nrows))
            eco_yaml_comment(
                &d->body, "Rows with other texts, or none, are refused until "
                          "those are listed, or 'else' is given.");
        put_lookup(d, key, c, &r, otherwise);
    } else if (!st) {
        tell_unknown(d, key, c, cues);
    }
    eco_cues_destroy(cues);
    return st;
}

eco_status eco_draft_facts(eco_draft *d)
{
    bool domain = false;
    eco_status st = ECO_OK;

    for (int f = 0; f < ECO_FACT_COUNT && !st; f++) {
        int at = d->plan->column[ECO_ROLE_FACTS + f];
        const eco_column *c = at < 0 ? NULL : &d->plan->profile->columns[at];

        if (put_ready(d, f, c)) {
            domain |= f == ECO_FACT_DOMAIN;
            continue;
        }
        if (c)
            st = put_fact(d, f, c);
        domain |= c && f == ECO_FACT_DOMAIN;
    }
    if (!st && !domain)
        eco_str_add(&d->body, "\n");
    if (!st && !domain)
        eco_yaml_comment(&d->body,
                         "domain: no column of few texts is called like a kind "
                         "of crime; 'domain: MIN' would say it of all rows.");
    return st;
}
