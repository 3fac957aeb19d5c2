/* Drafts of mappings: what is chosen, what is left open, and what never
 * appears. Each case is a table and the lines that are in force. */
#include "eco_mapping.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "exports.h"
#include "scratch.h"

#include <ecocrime/mapping.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make();
}

static int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static char *draft(const char *name)
{
    char *yaml = NULL;

    if (eco_mapping_suggest(ctx, scratch(name), NULL, &yaml))
        return NULL;
    return yaml;
}

/* The lines in force, without the name of the mapping and comments. */
static char *in_force(const char *yaml)
{
    eco_str s = {0};

    eco_str_add(&s, "");
    while (*yaml) {
        size_t n = strcspn(yaml, "\n"), keep = n;
        const char *comment = strstr(yaml, "  # ");

        if (comment && (size_t)(comment - yaml) < n)
            keep = (size_t)(comment - yaml);
        if (n && *yaml != '#' && !eco_starts_with(yaml, "mapping:")) {
            eco_str_add_n(&s, yaml, keep);
            eco_str_add(&s, "\n");
        }
        yaml += n + (yaml[n] == '\n');
    }
    return eco_str_take(&s);
}

static void loads(const char *yaml)
{
    eco_findings found = {0};
    eco_mapping *m = NULL;

    if (eco_mapping_parse(ctx, "draft", yaml, strlen(yaml), &found, &m))
        fail_msg("%s\n%s", eco_ctx_message(ctx), yaml);
    eco_mapping_destroy(m);
    eco_findings_clear(&found);
}

struct one {
    eco_str name, table, lines, said;
};

/* Returns whether the case holds; says why not. */
static bool holds(struct one *c)
{
    char *yaml, *got = NULL;
    bool good = true;

    assert_true(scratch_write("case.csv", eco_str_text(&c->table)));
    yaml = draft("case.csv");
    if (!yaml) {
        print_error("%s: %s\n", eco_str_text(&c->name), eco_ctx_message(ctx));
        return false;
    }
    loads(yaml);
    got = in_force(yaml);
    if (strcmp(got, eco_str_text(&c->lines)) != 0) {
        print_error("---- %s, in force:\n%s", eco_str_text(&c->name), got);
        good = false;
    }
    for (char *p = c->said.text; p && *p;) {
        size_t n = strcspn(p, "\n");

        p[n] = '\0';
        if (!strstr(yaml, p)) {
            print_error("---- %s: does not say '%s':\n%s",
                        eco_str_text(&c->name), p, yaml);
            good = false;
        }
        p += n + 1;
    }
    if (strstr(yaml, "canary") || strstr(yaml, "Canary")) {
        print_error("---- %s: shows a canary\n", eco_str_text(&c->name));
        good = false;
    }
    eco_mem_free(got);
    eco_mem_free(yaml);
    return good;
}

static void reset(struct one *c)
{
    eco_str_reset(&c->name);
    eco_str_reset(&c->table);
    eco_str_reset(&c->lines);
    eco_str_reset(&c->said);
}

static void cases_hold(void **state)
{
    const char *source = getenv("ECO_SOURCE");
    struct one c = {0};
    char path[600], line[2000];
    int n = 0, bad = 0;
    FILE *f;

    (void)state;
    if (!source)
        skip();
    snprintf(path, sizeof path, "%s/tests/case/suggest.case", source);
    f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (eco_starts_with(line, "---- ")) {
            bad += n && !holds(&c);
            n++;
            reset(&c);
            eco_str_add_n(&c.name, line + 5, strcspn(line + 5, "\n"));
        } else if (eco_starts_with(line, "=> ")) {
            eco_str_add(&c.lines, line + 3);
        } else if (eco_starts_with(line, "=# ")) {
            eco_str_add(&c.said, line + 3);
        } else if (n) {
            eco_str_add(&c.table, line);
        }
    }
    bad += n && !holds(&c);
    fclose(f);
    eco_str_clear(&c.name);
    eco_str_clear(&c.table);
    eco_str_clear(&c.lines);
    eco_str_clear(&c.said);
    assert_true(n > 20);
    assert_int_equal(bad, 0);
}

/* Each export is known by its columns; its draft reads all its rows, with the
 * columns that the mapping names, and shows nobody. */
static void exports_are_recognised(void **state)
{
    (void)state;
    for (size_t i = 0; i < EXPORTS; i++) {
        char known[80], *yaml;

        assert_true(scratch_write(exports[i].file, exports[i].text));
        yaml = draft(exports[i].file);
        if (!yaml)
            fail_msg("%s: %s", exports[i].name, eco_ctx_message(ctx));
        snprintf(known, sizeof known, "those of builtin:%s,", exports[i].name);
        if (!strstr(yaml, known) || !strstr(yaml, " rows are read.\n") ||
            !strstr(yaml, "\ncoordinates:\n") || !strstr(yaml, "\ndate:\n") ||
            strstr(yaml, "canary"))
            fail_msg("%s:\n%s", exports[i].name, yaml);
        loads(yaml);
        eco_mem_free(yaml);
    }
}

static void only_so_many_rows_are_looked_at(void **state)
{
    const eco_suggest_options o = {.rows = 2};
    char *yaml = NULL;

    (void)state;
    assert_true(scratch_write("many.csv", "id,lat,lon\n1,2.5,3.5\n2,2.5,3.5\n"
                                          "3,Canary,3.5\n"));
    assert_int_equal(eco_mapping_suggest(ctx, scratch("many.csv"), &o, &yaml),
                     ECO_OK);
    assert_non_null(strstr(yaml, "the first 2 rows; there are more"));
    assert_non_null(strstr(yaml, "'lat': 2 of 2 cells are latitudes"));
    eco_mem_free(yaml);
}

static void what_is_no_table_is_told(void **state)
{
    eco_str name = {0};
    char *yaml = NULL;

    (void)state;
    assert_int_equal(eco_mapping_suggest(ctx, scratch("none.csv"), NULL, &yaml),
                     ECO_NOTFOUND);
    assert_null(yaml);
    assert_true(scratch_write("head.csv", "a,b,c\n"));
    assert_null(draft("head.csv"));
    assert_non_null(strstr(eco_ctx_message(ctx), "head.csv"));
    for (int i = 0; i < 1100; i++)
        eco_str_add(&name, "x");
    eco_str_add(&name, ",b\nc,d\ne,f\n");
    assert_true(scratch_write("long.csv", eco_str_text(&name)));
    assert_null(draft("long.csv"));
    assert_non_null(strstr(eco_ctx_message(ctx), "name of column 1 is longer"));
    eco_str_clear(&name);
}

/* There are thousands, most of them words of vocabularies: one in a hundred of
 * them fails. */
static void any_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;
    const char *path;

    (void)state;
    assert_true(scratch_write(
        "all.csv", "case id;date;lat;lon;type;organized;fine_brl;phone\n"
                   "1;13/02/2020;-4,51;-55,2;logging;sim;1.000,50;canary\n"
                   "2;01/02/2020;-4,52;-55,2;other;não;7,5;canary\n"));
    path = scratch("all.csv");
    for (size_t n = 0; st != ECO_OK; n += n < 50 ? 1 : 97) {
        char *yaml = NULL;

        eco_mem_fail_after(n);
        st = eco_mapping_suggest(ctx, path, NULL, &yaml);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(!yaml, st != ECO_OK);
        eco_mem_free(yaml);
        eco_ctx_clear(ctx);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(exports_are_recognised),
        cmocka_unit_test(only_so_many_rows_are_looked_at),
        cmocka_unit_test(what_is_no_table_is_told),
        cmocka_unit_test(any_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
