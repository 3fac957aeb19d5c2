/* Evidence in a store, graded: which facts its rows tell, what is written. */
#include "eco_mem.h"
#include "eco_run_job.h"
#include "store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static eco_ctx *ctx;
static eco_store *store;
static char said[2000]; /* warnings */

static void listen(void *user, eco_level level, const char *text)
{
    (void)user;
    if (level == ECO_LOG_WARN)
        snprintf(said + strlen(said), sizeof said - strlen(said), "%s\n", text);
}

static void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static int setup(void **state)
{
    (void)state;
    if (eco_ctx_create(&ctx))
        return 1;
    eco_ctx_set_log(ctx, listen, NULL, ECO_LOG_WARN);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    return 0;
}

static void begin(const char *const *scripts)
{
    said[0] = '\0';
    good(eco_store_create(ctx, ":memory:", &store));
    good(eco_sql_run(ctx, eco_store_sql(store), store_sample));
    good(eco_sql_run(ctx, eco_store_sql(store),
                     "DELETE FROM evidence_set;"
                     "DELETE FROM evidence"));
    for (; *scripts; scripts++)
        good(eco_sql_run(ctx, eco_store_sql(store), *scripts));
}

static eco_status grade(void)
{
    eco_rules *rules = NULL;
    eco_status st = eco_run_rules(ctx, store, NULL, &rules);

    if (!st)
        st = eco_run_grade(ctx, store, rules);
    eco_rules_destroy(rules);
    return st;
}

static int64_t number(const char *select)
{
    int64_t n = -1;

    good(eco_sql_int(ctx, eco_store_sql(store), select, &n));
    return n;
}

static void end(void)
{
    eco_store_close(store);
    store = NULL;
}

/* Evidence of dataset 1 (land that the assessment tells more of) or 2. */
#define ROW(dataset, kind, key, date, properties)                              \
    "INSERT INTO evidence (dataset_id, dataset, kind, key, date_first,"        \
    " properties, geom) VALUES (" #dataset ", 'd', '" kind "', '" key          \
    "', " date ", '" properties "',"                                           \
    " GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326));"
#define DAY "'2010-05-01'"

static const char *const rows[] = {
    "INSERT INTO dataset_fact VALUES (1, 'prohibition', 'indigenous_land'),"
    " (1, 'land_titled', 'yes'), (1, 'land_consent', 'no'),"
    " (1, 'permit_phase', 'granted'), (1, 'permit_covers_activity', "
    "'yes');", /* key: the rule that it is to be graded by */
    ROW(2, "prohibitions", "T4a-protected", DAY, "{\"IUCN_CAT\": \"II\"}"),
    ROW(2, "prohibitions", "T4a-protected", DAY, "{\"IUCN_CAT\": \"Ib\"}"),
    ROW(2, "prohibitions", "none", DAY, "{\"IUCN_CAT\": \"VI\"}"),
    ROW(2, "prohibitions", "none", "NULL", "{\"IUCN_CAT\": \"Ia\"}"),
    ROW(2, "prohibitions", "none", DAY,
        "{\"IUCN_CAT\": \"Ia\", \"prohibition_in_force\": \"no\"}"),
    ROW(1, "prohibitions", "T4a-indigenous", DAY, "{}"),
    ROW(1, "prohibitions", "none", DAY, "{\"land_consent\": \"yes\"}"),
    ROW(1, "prohibitions", "T4a-indigenous", DAY, "{\"land_consent\": null}"),
    ROW(1, "prohibitions", "T4a-law", DAY, "{\"prohibition\": \"other\"}"),
    ROW(1, "permits", "L-permit", DAY, "{}"),
    ROW(1, "permits", "none", "NULL", "{}"),
    ROW(1, "permits", "none", DAY, "{\"permit_phase\": \"claim\"}"),
    ROW(2, "permits", "none", DAY, "{}"),
    ROW(2, "mining-footprint", "none", DAY, "{\"IUCN_CAT\": \"II\"}"),
    ROW(2, "mining-footprint", "T4c-incomplete", DAY,
        "{\"permit_needed\": \"yes\", "
        "\"permit_phase\": \"none\","
        " \"register_completeness\": 0.9}"),
    ROW(2, "mining-footprint", "T4b-complete", DAY,
        "{\"permit_needed\": \"yes\", "
        "\"permit_phase\": \"none\","
        " \"register_completeness\": 0.95, "
        "\"register_dated\": \"yes\"}"),
    ROW(2, "mining-footprint", "T3-field", DAY, "{\"source_type\": \"field\"}"),
    ROW(2, "mining-footprint", "T5-context", DAY,
        "{\"near_airstrip\": \"yes\"}"),
    ROW(2, "something-new", "T5-context", DAY, "{\"high_score\": \"yes\"}"),
    ROW(2, "enforcement", "T2-enforcement", DAY,
        "{\"enforcement\": "
        "\"seizure\", "
        "\"source_type\": "
        "\"police\","
        " \"precision\": 2, "
        "\"reliability\": \"B\", "
        "\"credibility\": 2}"),
    ROW(2, "judicial", "T1-final", DAY,
        "{\"status\": \"convicted\", \"names_offence\": \"yes\","
        " \"precision\": 0, \"source_type\": \"court\"}"),
    ROW(2, "incident", "T5-report", DAY, "{}"),
    NULL};

static void rows_tell_facts(void **state)
{
    static const char wrong[] = "SELECT count(*) FROM evidence WHERE "
                                "coalesce(tier_rule, 'none') <> key";

    (void)state;
    begin(rows);
    good(grade());
    assert_string_equal(said, "");
    assert_int_equal(number("SELECT count(*) FROM evidence"), 22);
    assert_int_equal(number(wrong), 0);
    assert_int_equal(number("SELECT count(*) FROM evidence JOIN rule ON id = "
                            "tier_rule WHERE rule.tier <> evidence.tier"),
                     0);
    assert_int_equal(number("SELECT count(*) FROM evidence WHERE tier_reason "
                            "IS NULL"),
                     1); /* nothing is stronger than the first rule */
    assert_int_equal(number("SELECT count(*) FROM evidence WHERE tier = 'T1' "
                            "AND tier_reason IS NULL"),
                     1);
    end();
}

static void grading_again_changes_nothing(void **state)
{
    static const char sum[] = "SELECT sum(tier_reason * evidence_id) FROM "
                              "evidence";
    int64_t before, reasons;

    (void)state;
    begin(rows);
    good(grade());
    before = number(sum);
    reasons = number("SELECT count(*) FROM tier_reason");
    good(grade());
    assert_int_equal(number(sum), before);
    assert_int_equal(number("SELECT count(*) FROM tier_reason"), reasons);
    assert_int_equal(number("SELECT count(*) FROM rule"), 18);
    end();
}

/* A thousand equal pieces, one reason. */
static void reasons_are_shared(void **state)
{
    static const char *const same[] = {
        ROW(2, "permits", "p", DAY, "{}"),
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
        " i < 999) INSERT INTO evidence (dataset_id, dataset, kind, key,"
        " date_first, properties, geom) SELECT dataset_id, dataset, kind, i,"
        " date_first, properties, geom FROM evidence, n;",
        NULL};

    (void)state;
    begin(same);
    good(grade());
    assert_int_equal(number("SELECT count(*) FROM evidence"), 1000);
    assert_int_equal(number("SELECT count(*) FROM tier_reason"), 1);
    assert_int_equal(number("SELECT count(tier_reason) FROM evidence"), 1000);
    end();
}

static void odd_words_are_told_and_not_known(void **state)
{
    static const char *const odd[] = {
        ROW(2, "incident", "a", DAY, "{\"enforcement\": \"Apreensao\"}"),
        ROW(2, "incident", "b", DAY,
            "{\"enforcement\": \"Multa\", \"precision\": 9}"),
        NULL};

    (void)state;
    begin(odd);
    good(grade());
    assert_non_null(strstr(said, "2 pieces of evidence tell no enforcement "
                                 "that rules know, such as '"));
    assert_non_null(strstr(said, "1 pieces of evidence tell no precision "
                                 "that rules know, such as '9'"));
    assert_int_equal(number("SELECT count(*) FROM evidence WHERE tier = 'T5'"),
                     2);
    end();
}

static void any_allocation_may_fail(void **state)
{
    eco_rules *rules = NULL;
    eco_status st = ECO_NOMEM;
    size_t n = 0;

    (void)state;
    begin(rows);
    good(eco_run_rules(ctx, store, NULL, &rules));
    for (; st == ECO_NOMEM; n++) {
        size_t before = eco_mem_live();

        eco_mem_fail_after(n);
        st = eco_run_grade(ctx, store, rules);
        eco_mem_fail_after(SIZE_MAX);
        assert_int_equal(eco_mem_live(), before);
        eco_ctx_clear(ctx);
    }
    good(st);
    assert_true(n > 5);
    eco_rules_destroy(rules);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_tell_facts),
        cmocka_unit_test(grading_again_changes_nothing),
        cmocka_unit_test(reasons_are_shared),
        cmocka_unit_test(odd_words_are_told_and_not_known),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
