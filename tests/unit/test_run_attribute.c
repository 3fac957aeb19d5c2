/* Attribution in a store: what of its rows may explain what, and what is
 * written. */
#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_run_job.h"
#include "scratch.h"
#include "store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static eco_ctx *ctx;
static eco_store *store;
static char said[2000]; /* of types and domains */

static void listen(void *user, eco_level level, const char *text)
{
    (void)user;
    (void)level;
    if (strstr(text, "explains"))
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
    if (eco_ctx_create(&ctx) || !scratch_make() || !scratch_folder("layers") ||
        !scratch_folder("layers/rules"))
        return 1;
    eco_ctx_set_log(ctx, listen, NULL, ECO_LOG_INFO);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static void sql(const char *script)
{
    good(eco_sql_run(ctx, eco_store_sql(store), script));
}

static double real(const char *select)
{
    eco_stmt *s = NULL;
    bool row = false;
    double v;

    good(eco_stmt_prepare(ctx, eco_store_sql(store), select, &s));
    good(eco_stmt_step(ctx, s, &row));
    assert_true(row);
    v = eco_col_real(s, 0);
    eco_stmt_finalize(s);
    return v;
}

#define MULTI "GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 4326)"
/* Evidence of a kind; key: what it is for. */
#define ROW(id, kind, domain, activity, first, last, properties)               \
    "INSERT INTO evidence (evidence_id, dataset_id, dataset, kind, key,"       \
    " date_first, domain, activity, year_first, year_last, properties, geom)"  \
    " VALUES (" #id ", 1, 'd', '" kind "', 'k" #id "', '2001-01-01', "         \
    "" domain ", " activity ", " #first ", " #last ", '" properties            \
    "', " MULTI ");"

static void begin(void)
{
    said[0] = '\0';
    good(eco_store_create(ctx, ":memory:", &store));
    sql(store_sample);
    sql("DELETE FROM evidence_set; DELETE FROM evidence; DELETE FROM tally;");
}

static eco_status attribute(void)
{
    eco_rules *rules = NULL;
    eco_status st = eco_run_rules(ctx, store, NULL, &rules);

    if (!st)
        st = eco_run_grade(ctx, store, rules);
    if (!st)
        st = eco_indicator_facts(ctx, store);
    if (!st)
        st = eco_run_attribution(ctx, store, rules);
    eco_rules_destroy(rules);
    return st;
}

static void end(void)
{
    eco_store_close(store);
    store = NULL;
}

#define SHARE(set, measure, scenario)                                          \
    real("SELECT coalesce((SELECT " scenario " FROM set_value WHERE"           \
         " evidence_set_id = " #set " AND type = 'forest_loss' AND"            \
         " measure = '" measure "' AND tier = '_T'), -1)")

static void near(double got, double want)
{
    if (!(fabs(got - want) < 1e-12))
        fail_msg("%.17g, not %.17g", got, want);
}

/* Sets of one item each on forest that was lost in 2001: which explain it. */
static void items_link_by_domain_and_year(void **state)
{
    static const char *const rows[] = {
        ROW(1, "mining-footprint", "NULL", "NULL", 2001, 2001,
            "{\"source_type\": \"field\"}"),
        ROW(2, "prohibitions", "NULL", "NULL", 1990, NULL,
            "{\"IUCN_CAT\": \"II\"}"),
        ROW(3, "prohibitions", "NULL", "'WLD,FSH'", 1990, NULL,
            "{\"IUCN_CAT\": \"II\"}"),
        ROW(4, "prohibitions", "NULL", "'WLD,FOR'", 1990, NULL,
            "{\"IUCN_CAT\": \"II\"}"),
        ROW(5, "prohibitions", "NULL", "NULL", 2002, NULL,
            "{\"IUCN_CAT\": \"II\"}"),
        ROW(6, "prohibitions", "NULL", "NULL", NULL, 2000,
            "{\"IUCN_CAT\": \"II\"}"),
        ROW(7, "incident", "'ENB'", "NULL", 1999, 2003, "{}"),
        ROW(8, "incident", "'FOR'", "NULL", 1999, 2003, "{}"),
        ROW(9, "permits", "NULL", "NULL", NULL, NULL,
            "{\"permit_covers_activity\": \"yes\"}"),
        NULL};

    (void)state;
    begin();
    for (int i = 0; rows[i]; i++)
        sql(rows[i]);
    sql("INSERT INTO evidence_set SELECT evidence_id, evidence_id, 1, 0 FROM "
        "evidence");
    sql("INSERT INTO tally SELECT 1, 4, evidence_id, 1, 1000000 * evidence_id "
        "FROM evidence");
    good(attribute());
    near(SHARE(1, "ILL", "central"), 0.75); /* T3-field */
    near(SHARE(2, "ILL", "low"), 0.8);
    near(SHARE(2, "ILL", "central"), 0.95); /* T4a, of all domains */
    near(SHARE(3, "ILL", "central"), -1);   /* no domain of forest loss */
    near(SHARE(4, "ILL", "central"), 0.95);
    near(SHARE(5, "ILL", "central"), -1);  /* too late */
    near(SHARE(6, "ILL", "central"), -1);  /* over */
    near(SHARE(7, "ILL", "central"), -1);  /* enabling crime: no area */
    near(SHARE(8, "ILL", "central"), 0.3); /* T5 */
    near(SHARE(9, "LEGAL", "central"), 1); /* no end either way */
    near(real("SELECT count(*) FROM set_value WHERE domain = '_U' AND"
              " evidence_set_id = 2 AND measure = 'ILL'"),
         1); /* forest or mining, nobody tells */
    near(real("SELECT count(*) FROM set_value WHERE domain = 'FOR' AND tier = "
              "'T4a' AND evidence_set_id = 4 AND measure = 'ILL'"),
         1);
    near(real("SELECT central_m2 FROM attribution WHERE type = 'forest_loss' "
              "AND measure = 'ILL' AND tier = '_T'"),
         100 * (0.75 + 2 * 0.95 + 4 * 0.95 + 8 * 0.3));
    near(real("SELECT central_m2 FROM attribution WHERE type = 'forest_loss' "
              "AND measure = 'LEGAL' AND tier = 'L'"),
         900);
    near(real("SELECT central_m2 FROM attribution WHERE type = 'forest_loss' "
              "AND measure = 'UNDETERMINED'"),
         4500 - 900 - 100 * (0.75 + 2 * 0.95 + 4 * 0.95 + 8 * 0.3));
    near(real("SELECT sum(area_m2) FROM forest_driver WHERE driver = 'MIN'"),
         4500); /* it became a mine */
    assert_string_equal(said, "");
    end();
}

static void records_tell_of_organization(void **state)
{
    static const char *const rows[] = {
        ROW(1, "incident", "'FOR'", "NULL", 1999, 2003,
            "{\"independent_sources\": 2, \"precision\": 1, \"reliability\":"
            " \"B\", \"credibility\": 2, \"source_type\": \"media\"}"),
        "UPDATE evidence SET organized = 'yes', transnational = 'yes';",
        ROW(2, "mining-footprint", "NULL", "NULL", 2001, 2001,
            "{\"source_type\": \"field\", \"subsistence\": \"yes\"}"),
        NULL};

    (void)state;
    begin();
    for (int i = 0; rows[i]; i++)
        sql(rows[i]);
    sql("INSERT INTO evidence_set SELECT evidence_id, evidence_id, 1, 0 FROM "
        "evidence; INSERT INTO tally SELECT 1, 4, evidence_id, 1, 1000000 FROM "
        "evidence");
    good(attribute());
    near(SHARE(1, "ILL", "central"), 0.75);
    near(SHARE(1, "ORG", "central"), 0.75 * 0.7);
    near(SHARE(1, "TOC", "central"), 0.75 * 0.7 * 0.8);
    near(SHARE(2, "ILL", "central"), 0.75);
    near(SHARE(2, "ORG", "central"), -1);
    near(real("SELECT count(*) FROM set_flag WHERE flag = 'subsistence' AND "
              "evidence_set_id = 2 AND type = 'forest_loss'"),
         1);
    near(real("SELECT count(*) FROM tier_value WHERE status = 'A'"), 49);
    near(real("SELECT value FROM parameter WHERE name = "
              "'value.permit.T3.central' AND calibrated = 0"),
         0.5);
    end();
}

/* A type that no domain explains is told: the file lacks it. */
static void unknown_types_are_told(void **state)
{
    (void)state;
    begin();
    sql(ROW(1, "prohibitions", "NULL", "NULL", 1990, NULL,
            "{\"IUCN_CAT\": \"II\"}"));
    sql("INSERT INTO evidence_set VALUES (1, 1, 1, 0)");
    sql("INSERT INTO tally VALUES (1, 4, 1, 1, 1000000)");
    assert_true(scratch_write("layers/rules/type_domain.csv",
                              "type,domain,source,status\n"
                              "mining_new,MIN,s,D\n"));
    good(eco_layers_override(ctx, scratch("layers")));
    good(attribute());
    assert_non_null(strstr(said, "no domain explains the type 'forest_loss'"));
    near(SHARE(1, "ILL", "central"), -1);
    near(real("SELECT central_m2 FROM attribution WHERE type = 'forest_loss' "
              "AND measure = 'UNDETERMINED'"),
         100);
    good(eco_layers_override(ctx, NULL));
    end();
}

static void faults_of_the_file_are_told(void **state)
{
    static const char *const faults[][2] = {
        {"type,domain\n", "type_domain.csv:1: column"},
        {"type,domain,source,status\n", "type_domain.csv:1: row"},
        {"type,domain,source,status\nrain,FOR,s,D\n", ":2: type 'rain'"},
        {"type,domain,source,status\nwaste_site,FOR_LOG,s,D\n",
         ":2: domain 'FOR_LOG'"},
        {"type,domain,source,status\nwaste_site,ENB,s,D\n",
         "enabling crime alone has no area"},
        {"type,domain,source,status\nwaste_site,WST,,D\n", ":2: source"},
        {"type,domain,source,status\nwaste_site,WST,s,Q\n", ":2: status 'Q'"},
        {"type,domain,source,status\nwaste_site,WST,s,D\nwaste_site,WST,s,D\n",
         ":3: domain 'WST'; the type has it already"},
        {"type,domain,source,status\nwaste_site,WST\n", ":2: row"},
        {"type,domain,source,status\nwaste_site,\"WST\n", "quote"},
    };

    (void)state;
    begin();
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        assert_true(
            scratch_write("layers/rules/type_domain.csv", faults[i][0]));
        good(eco_layers_override(ctx, scratch("layers")));
        assert_int_equal(attribute(), ECO_FORMAT);
        if (!strstr(eco_ctx_message(ctx), faults[i][1]))
            fail_msg("'%s' not in '%s'", faults[i][1], eco_ctx_message(ctx));
        eco_ctx_clear(ctx);
    }
    good(eco_layers_override(ctx, NULL));
    end();
}

static void any_allocation_may_fail(void **state)
{
    eco_rules *rules = NULL;
    eco_status st = ECO_NOMEM;

    (void)state;
    begin();
    sql(ROW(1, "prohibitions", "NULL", "NULL", 1990, NULL,
            "{\"IUCN_CAT\": \"II\"}"));
    sql("INSERT INTO evidence_set VALUES (1, 1, 1, 0)");
    sql("INSERT INTO tally VALUES (1, 4, 1, 1, 1000000)");
    good(attribute());
    good(eco_run_rules(ctx, store, NULL, &rules));
    for (size_t n = 0; st != ECO_OK; n += 1 + n / 40) {
        size_t before = eco_mem_live();

        good(eco_sql_begin(ctx, eco_store_sql(store)));
        eco_mem_fail_after(n);
        st = eco_run_attribution(ctx, store, rules);
        eco_mem_fail_after(SIZE_MAX);
        eco_sql_rollback(eco_store_sql(store));
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
        eco_ctx_clear(ctx);
    }
    eco_rules_destroy(rules);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_link_by_domain_and_year),
        cmocka_unit_test(records_tell_of_organization),
        cmocka_unit_test(unknown_types_are_told),
        cmocka_unit_test(faults_of_the_file_are_told),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
