/* Mapping files: what is said of faulty ones, and what good ones hold. */
#include "eco_mapping.h"
#include "findings_case.h"

static eco_status load(eco_ctx *ctx, const char *path, eco_findings *found)
{
    eco_mapping *m = NULL;
    eco_status st = eco_mapping_load(ctx, path, found, &m);

    assert_int_equal(!m, st != ECO_OK);
    if (st == ECO_USAGE) /* the message is the first of the findings */
        assert_non_null(strstr(eco_ctx_message(ctx), found->items[0].text));
    eco_mapping_destroy(m);
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
    return eco_ctx_create(&cases.ctx) || !scratch_make();
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
    cases_run(&cases, "mapping.case");
    assert_true(cases.n > 20);
    assert_int_equal(cases.failures, 0);
}

static eco_status parse(const char *text, eco_mapping **m)
{
    eco_findings found = {0};
    eco_status st =
        eco_mapping_parse(cases.ctx, "m.yaml", text, strlen(text), &found, m);

    eco_findings_clear(&found);
    return st;
}

static void lookups_find_what_people_write(void **state)
{
    static const char text[] =
        "mapping: m\n"
        "domain: {column: a, lookup: {Área Protegida: FOR, Mineração: MIN,"
        " \"\": WLD}}\n"
        "reliability: {column: b}\n";
    const eco_code_rule *rule;
    eco_mapping *m = NULL;

    (void)state;
    assert_int_equal(parse(text, &m), ECO_OK);
    rule = &m->facts[ECO_FACT_DOMAIN];
    assert_string_equal(eco_code_rule_find(rule, "area protegida"), "FOR");
    assert_string_equal(eco_code_rule_find(rule, "mineracao"), "MIN");
    assert_string_equal(eco_code_rule_find(rule, ""), "WLD");
    assert_null(eco_code_rule_find(rule, "min"));
    assert_non_null(strstr(rule->listed, "Mineração, (empty)"));
    rule = &m->facts[ECO_FACT_RELIABILITY]; /* the codes themselves */
    assert_string_equal(eco_code_rule_find(rule, "b"), "B");
    assert_null(eco_code_rule_find(rule, "g"));
    assert_null(eco_code_rule_find(rule, ""));
    assert_string_equal(eco_fact_key(ECO_FACT_ICCS), "iccs");
    eco_mapping_destroy(m);
}

static void time_zones_are_minutes(void **state)
{
    static const struct {
        const char *zone;
        int minutes;
    } all[] = {{"+07:00", 420}, {"-03:30", -210}, {"Z", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        eco_mapping *m = NULL;
        char text[120];

        snprintf(text, sizeof text,
                 "mapping: m\ndate: {column: a, time_zone: \"%s\"}\n",
                 all[i].zone);
        assert_int_equal(parse(text, &m), ECO_OK);
        assert_int_equal(m->date.offset_min, all[i].minutes);
        eco_mapping_destroy(m);
    }
}

static void no_file_is_told(void **state)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;

    (void)state;
    assert_int_equal(
        eco_mapping_load(cases.ctx, scratch("none.yaml"), &found, &m),
        ECO_NOTFOUND);
    assert_null(m);
    assert_int_equal(found.nerrors, 1);
    eco_findings_clear(&found);
}

static void any_allocation_may_fail(void **state)
{
    static const char text[] =
        "mapping: m\nid: [a, b]\nformat: {layer: x}\n"
        "organized: {column: o, lookup: {sim: \"yes\"}, else: unknown}\n"
        "reliability: {column: r}\n"
        "quantities: [{name: q, column: c, unit: t}]\ndrop: d\n";
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    for (size_t n = 0; st != ECO_OK; n++) {
        eco_mapping *m = NULL;

        eco_mem_fail_after(n);
        st = parse(text, &m);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        eco_mapping_destroy(m);
        eco_ctx_clear(cases.ctx);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_told_with_their_lines),
        cmocka_unit_test(lookups_find_what_people_write),
        cmocka_unit_test(time_zones_are_minutes),
        cmocka_unit_test(no_file_is_told),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
