/* Files of rules: what is said of faulty ones, what good ones hold, and how
 * they grade. */
#include "eco_layers.h"
#include "eco_tiers.h"
#include "findings_case.h"

static eco_status load(eco_ctx *ctx, const char *path, eco_findings *found)
{
    eco_rules *rules = NULL;
    eco_status st = eco_rules_load(ctx, path, NULL, found, &rules);

    assert_int_equal(!rules, st != ECO_OK);
    if (st == ECO_USAGE) /* the message is the first of the findings */
        assert_non_null(strstr(eco_ctx_message(ctx), found->items[0].text));
    eco_rules_destroy(rules);
    return st;
}

/* "LINE: TEXT" */
static void show(const eco_finding *f, eco_str *out)
{
    const char *colon = strrchr(f->where, ':');

    eco_str_printf(out, "%s: %s", colon ? colon + 1 : "?", f->text);
}

static struct cases cases = {
    .zones = "", .run = load, .show = show, .faulty = ECO_USAGE};

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&cases.ctx) || !scratch_make() ||
           !scratch_folder("layers") || !scratch_folder("layers/rules");
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(cases.ctx);
    scratch_remove();
    return 0;
}

static void faults_are_told_with_their_lines(void **state)
{
    (void)state;
    if (!getenv("ECO_SOURCE"))
        skip();
    cases_run(&cases, "rules.case");
    assert_true(cases.n >= 22);
    assert_int_equal(cases.failures, 0);
}

#define REST "title: t, text: x, source: s, status: D"

static eco_rules *parse(const char *text)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;

    if (eco_rules_parse(cases.ctx, "a/b.yaml", text, strlen(text), &found,
                        &rules))
        fail_msg("%s", eco_ctx_message(cases.ctx));
    eco_findings_clear(&found);
    return rules;
}

static void set(const eco_rules *rules, eco_facts *facts, const char *name,
                const char *value)
{
    size_t fact;

    assert_true(eco_fact_find(name, &fact));
    assert_true(eco_facts_set(facts, fact, value, &rules->words[fact]));
}

static void rules_can_be_asked(void **state)
{
    static const char text[] =
        "rules: mine\n"
        "strongest_first: [T3, T5]\n"
        "tiers:\n"
        "  - {id: w, tier: T5, " REST ", when: {all: [{fact: record, is:"
        " incident}], any: [{fact: precision, between: [1, 2]}, {fact:"
        " date_last, at_least: 2020}], none: [{fact: status, known: true}]}}\n"
        "  - {id: s, tier: T3, " REST ", when: {all: [{fact: domain, is: "
        "FOR}]}}\n"
        "caps:\n"
        "  - {id: c, at_most: none, " REST ", when: {all: [{fact: "
        "record, known: false}]}}\n";
    eco_rules *rules = parse(text);
    const eco_rule_about *about = eco_rules_about(rules, 0);

    (void)state;
    assert_string_equal(eco_rules_name(rules), "mine");
    assert_string_equal(eco_rules_file(rules), "b.yaml");
    assert_int_equal(strlen(eco_rules_sha256(rules)), 64);
    assert_string_equal(eco_rules_tiers(rules)[1], "T5");
    assert_null(eco_rules_tiers(rules)[2]);
    assert_int_equal(eco_rules_count(rules), 3);
    assert_string_equal(about->id, "s"); /* the strongest comes first */
    assert_int_equal(about->line, 5);
    assert_string_equal(about->asks[0],
                        "domain in FOR, FOR_LOG, FOR_CLR, FOR_FIR");
    assert_null(about->asks[1]);
    about = eco_rules_about(rules, 1);
    assert_string_equal(about->asks[0], "record is incident");
    assert_string_equal(about->asks[1], "one of precision between 1 and 2, "
                                        "date_last at least 2020-01-01");
    assert_string_equal(about->asks[2], "no status known");
    assert_null(about->asks[3]);
    assert_int_equal(about->status, 'D');
    about = eco_rules_about(rules, 2);
    assert_true(about->is_cap);
    assert_string_equal(about->tier, "none");
    assert_string_equal(eco_rules_fact(rules, 0).name, "record");
    assert_string_equal(eco_rules_fact(rules, 0).words,
                        "incident, footprint, prohibition, permit, context");
    eco_rules_destroy(rules);
}

static void values_that_are_none_are_told(void **state)
{
    static const char *const wrong[][2] = {
        {"record", "Incident"},   {"precision", "6"},
        {"precision", "-1"},      {"precision", "1.5"},
        {"precision", "x"},       {"register_completeness", "1.01"},
        {"date_first", "soon"},   {"independent_sources", "1e99"},
        {"names_offence", "yes "}};
    eco_rules *rules = parse("rules: r\nstrongest_first: [T1]\ntiers: [{id: a, "
                             "tier: T1, " REST ", when: {all: [{fact: record, "
                             "is: incident}]}}]\n");
    eco_facts facts = {0}, before;
    size_t fact;

    (void)state;
    assert_false(eco_fact_find("colour", &fact));
    set(rules, &facts, "precision", "2");
    before = facts;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_true(eco_fact_find(wrong[i][0], &fact));
        assert_false(
            eco_facts_set(&facts, fact, wrong[i][1], &rules->words[fact]));
        assert_true(eco_facts_equal(&facts, &before));
    }
    set(rules, &facts, "precision", ""); /* forgotten again */
    before = (eco_facts){0};
    assert_true(eco_facts_equal(&facts, &before));
    set(rules, &facts, "register_completeness", "0.5");
    assert_false(eco_facts_equal(&facts, &before));
    set(rules, &before, "register_completeness", "0.25");
    assert_false(eco_facts_equal(&facts, &before));
    set(rules, &facts, "register_completeness", "-0");
    set(rules, &before, "register_completeness", "0");
    assert_true(eco_facts_equal(&facts, &before));
    eco_rules_destroy(rules);
}

/* Of one tier the first in the file, of several caps the lowest. */
static void ties_go_by_the_file(void **state)
{
    eco_rules *rules = parse(
        "rules: r\nstrongest_first: [T1, T3, T5]\ntiers:\n"
        "  - {id: x, tier: T5, " REST ", when: {all: [{fact: record, known: "
        "true}]}}\n"
        "  - {id: b, tier: T1, " REST ", when: {all: [{fact: record, is: "
        "incident}]}}\n"
        "  - {id: a, tier: T1, " REST ", when: {all: [{fact: precision, "
        "at_most: 1}]}}\n"
        "caps:\n"
        "  - {id: c3, at_most: T3, " REST ", when: {all: [{fact: status, is: "
        "open}]}}\n"
        "  - {id: c5, at_most: T5, " REST ", when: {all: [{fact: status, is: "
        "reported}]}}\n");
    eco_facts facts = {0};
    eco_graded graded;
    eco_str text = {0};

    (void)state;
    set(rules, &facts, "record", "incident");
    set(rules, &facts, "precision", "1");
    eco_rules_eval(rules, &facts, &graded);
    assert_string_equal(graded.rule->about.id, "b");
    assert_int_equal(graded.nmisses, 0);
    assert_null(graded.cap);
    set(rules, &facts, "status", "charged");
    eco_rules_eval(rules, &facts, &graded);
    assert_string_equal(graded.cap->about.id, "c3");
    assert_string_equal(graded.rule->about.id, "x");
    set(rules, &facts, "status", "reported");
    eco_rules_eval(rules, &facts, &graded);
    assert_string_equal(graded.cap->about.id, "c5");
    assert_int_equal(graded.nmisses, 2);
    eco_miss_text(rules, &graded.misses[1], &facts, &text);
    assert_string_equal(eco_str_text(&text),
                        "a (T1): holds, but c5 leaves T5 at most");
    eco_str_clear(&text);
    eco_rules_destroy(rules);
}

/* A condition on what is not known is met by nothing, in no group. */
static void the_unknown_meets_nothing(void **state)
{
    static const char *const groups[] = {"all", "any", "none"};

    (void)state;
    for (int g = 0; g < 3; g++) {
        char text[400];
        eco_facts facts = {0};
        eco_graded graded;
        eco_rules *rules;

        snprintf(
            text, sizeof text,
            "rules: r\nstrongest_first: [T1]\ntiers: [{id: a, tier: T1, " REST
            ", when: {%s: [{fact: precision, at_most: 2}]}}]\n",
            groups[g]);
        rules = parse(text);
        eco_rules_eval(rules, &facts, &graded);
        assert_null(graded.rule);
        assert_int_equal(graded.nmisses, 1);
        set(rules, &facts, "precision", g == 2 ? "3" : "2");
        eco_rules_eval(rules, &facts, &graded);
        assert_non_null(graded.rule);
        set(rules, &facts, "precision", g == 2 ? "2" : "3");
        eco_rules_eval(rules, &facts, &graded);
        assert_null(graded.rule);
        eco_rules_destroy(rules);
    }
}

/* What is known not to be met is told, and what is not known only where nothing
 * else stands against the rule. */
static void reasons_are_short(void **state)
{
    eco_rules *rules = parse(
        "rules: r\nstrongest_first: [T1, T3]\ntiers:\n"
        "  - {id: a, tier: T1, " REST ", when: {all: [{fact: record, is: "
        "incident}, {fact: precision, at_most: 1}], any: [{fact: status, is: "
        "convicted}, {fact: domain, is: FSH}]}}\n"
        "  - {id: b, tier: T3, " REST ", when: {all: [{fact: precision, "
        "at_most: 2}], none: [{fact: record, is: context}]}}\n");
    eco_facts facts = {0};
    eco_graded graded;
    eco_str text = {0};

    (void)state;
    set(rules, &facts, "record", "context");
    set(rules, &facts, "status", "reported");
    eco_rules_eval(rules, &facts, &graded);
    eco_graded_text(rules, &graded, &facts, &text);
    assert_string_equal(eco_str_text(&text),
                        "a (T1): asks for record is incident; it is context\n"
                        "b (T3): asks for no record is context; it is context");
    eco_str_clear(&text);
    set(rules, &facts, "record", "incident");
    eco_rules_eval(rules, &facts, &graded);
    eco_graded_text(rules, &graded, &facts, &text);
    assert_string_equal(
        eco_str_text(&text),
        "a (T1): asks for precision at most 1; it is not known\n"
        "a (T1): asks for one of status is convicted (it is reported), domain "
        "in FSH, FSH_IUU (it is not known)\n"
        "b (T3): asks for precision at most 2; it is not known");
    eco_str_clear(&text);
    set(rules, &facts, "domain", "MIN");
    eco_rules_eval(rules, &facts, &graded);
    eco_graded_text(rules, &graded, &facts, &text);
    assert_string_equal(
        eco_str_text(&text),
        "a (T1): asks for one of status is convicted (it is reported), domain "
        "in FSH, FSH_IUU (it is MIN)\n"
        "b (T3): asks for precision at most 2; it is not known");
    eco_str_clear(&text);
    eco_rules_destroy(rules);
}

static void too_much_is_refused(void **state)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;
    eco_str text = {0};

    (void)state;
    eco_str_add(&text, "rules: r\nstrongest_first: [T1]\ntiers: [{id: a, tier: "
                       "T1, " REST ", when: {all: [");
    for (int i = 0; i < ECO_CONDITIONS_MAX + 1; i++)
        eco_str_printf(&text, "%s{fact: record, is: incident}", i ? ", " : "");
    eco_str_add(&text, "]}}]\n");
    assert_int_equal(eco_rules_parse(cases.ctx, "f", eco_str_text(&text),
                                     text.n, &found, &rules),
                     ECO_USAGE);
    assert_non_null(
        strstr(eco_ctx_message(cases.ctx), "more than 512 conditions"));
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
    eco_str_clear(&text);
}

static void no_file_is_told(void **state)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;

    (void)state;
    assert_int_equal(
        eco_rules_load(cases.ctx, scratch("none.yaml"), NULL, &found, &rules),
        ECO_NOTFOUND);
    assert_null(rules);
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
}

/* Rules of a layers folder are the default ones from then on. */
static void layers_bring_their_own(void **state)
{
    eco_findings found = {0};
    eco_rules *rules = NULL;

    (void)state;
    assert_true(scratch_write(
        "layers/rules/tiers.yaml",
        "rules: mine\nstrongest_first: [T1]\ntiers: [{id: a, tier: T1, " REST
        ", when: {all: [{fact: record, is: incident}]}}]\n"));
    assert_int_equal(
        eco_rules_load(cases.ctx, NULL, scratch("layers"), &found, &rules),
        ECO_OK);
    assert_string_equal(eco_rules_name(rules), "mine");
    assert_string_equal(eco_rules_file(rules), "tiers.yaml");
    eco_rules_destroy(rules);
    assert_int_equal(eco_layers_override(cases.ctx, NULL), ECO_OK);
    eco_findings_clear(&found);
}

/* What the vocabularies allocate is failed in their own tests: here only some
 * of it, and all that comes after. */
static void any_allocation_may_fail(void **state)
{
    static const char text[] =
        "rules: r\nstrongest_first: [T1, T5]\ntiers:\n"
        "  - {id: a, tier: T1, " REST ", when: {all: [{fact: record, in: "
        "[incident, permit]}], none: [{fact: precision, at_least: 2}]}}\n"
        "  - {id: b, tier: T5, " REST ", when: {all: [{fact: record, is: "
        "permit}, {fact: precision, at_most: 1}]}}\n";
    size_t before = eco_mem_live(), step = 41, n = 0;
    eco_status st = ECO_NOMEM;

    (void)state;
    while (st == ECO_NOMEM) {
        eco_findings found = {0};
        eco_rules *rules = NULL;

        eco_mem_fail_after(n);
        st =
            eco_rules_parse(cases.ctx, "r", text, strlen(text), &found, &rules);
        eco_mem_fail_after(SIZE_MAX);
        assert_null(rules); /* at the end: b never decides */
        eco_findings_clear(&found);
        eco_ctx_clear(cases.ctx);
        assert_int_equal(eco_mem_live(), before);
        if (st != ECO_NOMEM && step > 1) { /* beyond the end: go back */
            assert_int_equal(st, ECO_USAGE);
            assert_true(n > 1000);
            n -= 300;
            step = 1;
            st = ECO_NOMEM;
        }
        n += step;
    }
    assert_int_equal(st, ECO_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_told_with_their_lines),
        cmocka_unit_test(rules_can_be_asked),
        cmocka_unit_test(values_that_are_none_are_told),
        cmocka_unit_test(ties_go_by_the_file),
        cmocka_unit_test(the_unknown_meets_nothing),
        cmocka_unit_test(reasons_are_short),
        cmocka_unit_test(too_much_is_refused),
        cmocka_unit_test(no_file_is_told),
        cmocka_unit_test(layers_bring_their_own),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
