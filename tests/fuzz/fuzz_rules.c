/* Rules from any bytes: rules or errors, each one line; what is accepted grades
 * any facts, the same ones the same way, and by no rule that a cap forbids. */
#include "eco_mem.h"
#include "eco_tiers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORDS = 64 };

static double next_random(uint64_t *state) /* xorshift64* */
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * 0x2545F4914F6CDD1DULL) >> 11) * 0x1p-53;
}

static void check_found(eco_status st, const eco_rules *rules,
                        const eco_findings *found)
{
    if ((st != ECO_OK && st != ECO_USAGE) || !rules != (st != ECO_OK) ||
        (found->nerrors > 0) != (st == ECO_USAGE))
        abort();
    for (size_t i = 0; i < found->n; i++)
        if (strpbrk(found->items[i].text, "\n\r") || !*found->items[i].text)
            abort();
}

static void check_rules(const eco_rules *rules)
{
    for (size_t i = 0; i < eco_rules_count(rules); i++) {
        const eco_rule_about *a = eco_rules_about(rules, i);

        if (!*a->id || !*a->tier || !*a->title || !*a->text || !*a->source ||
            !a->asks[0] || !*a->asks[0] || !strchr("VCMDA", a->status) ||
            a->line < 1)
            abort();
    }
    for (size_t i = 1; i < rules->n; i++)
        if (rules->rules[i].rank < rules->rules[i - 1].rank)
            abort();
}

static void check_values(const eco_rules *rules)
{
    if (!*eco_rules_value_source(rules) || !*eco_rules_value_file(rules) ||
        !strchr("VCMDA", eco_rules_value_status(rules)))
        abort();
    for (size_t i = 0; i < eco_rules_value_count(rules); i++) {
        const eco_value_about *v = eco_rules_value(rules, i);

        if (!(v->low >= 0 && v->low <= v->central && v->central <= v->high &&
              v->high <= 1))
            abort();
    }
    for (size_t i = 0; i < rules->ntiers; i++) {
        eco_tier t = eco_tier_find(rules->tiers[i]);

        if (t != ECO_TIER_L && (t == ECO_TIERS || !rules->values.told[t]))
            abort();
    }
}

static eco_facts random_facts(const eco_rules *rules, uint64_t *seed)
{
    eco_facts facts = {0};

    for (size_t f = 0; f < eco_fact_count(); f++) {
        const eco_fact_def *def = eco_fact_def_at(f);
        double r = next_random(seed);

        if (next_random(seed) < 0.3)
            continue;
        facts.known |= (uint64_t)1 << f;
        facts.values[f] =
            def->told == ECO_TOLD_WORD  ? floor(r * (double)rules->words[f].n)
            : def->told == ECO_TOLD_DAY ? floor(r * 20000)
            : def->is_whole ? floor(def->low + r * (def->high - def->low + 1))
                            : r;
    }
    return facts;
}

static void check_grades(const eco_rules *rules, uint64_t seed)
{
    static eco_graded once, again;

    for (int i = 0; i < RECORDS; i++) {
        const eco_facts facts = random_facts(rules, &seed);
        eco_str text = {0};

        eco_rules_eval(rules, &facts, &once);
        eco_rules_eval(rules, &facts, &again);
        if (once.rule != again.rule || once.cap != again.cap ||
            once.nmisses != again.nmisses)
            abort();
        if (once.rule && (!eco_rule_holds(once.rule, &facts) ||
                          (once.cap && once.rule->rank < once.cap->rank)))
            abort();
        eco_graded_text(rules, &once, &facts, &text);
        if (!once.rule && once.nmisses < rules->n) /* each tells why */
            abort();
        eco_str_clear(&text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t before = eco_mem_live();
    char *text = eco_mem_array(size + 1, 1);
    eco_findings found = {0};
    eco_rules *rules = NULL;
    eco_ctx *ctx = NULL;
    eco_status st;

    if (!text || eco_ctx_create(&ctx))
        abort();
    memcpy(text, data, size);
    st = eco_rules_parse(ctx, "fuzz", text, size, &found, &rules);
    check_found(st, rules, &found);
    if (rules) {
        check_rules(rules);
        check_values(rules);
        check_grades(rules, size + 1);
    }
    eco_rules_destroy(rules);
    eco_findings_clear(&found);
    eco_ctx_destroy(ctx);
    eco_mem_free(text);
    if (eco_mem_live() != before)
        abort();
    return 0;
}
