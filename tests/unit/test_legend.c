/* Legends from text and from CSV files. */
#include "eco_assessment.h"
#include "eco_mem.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_legend_entry *legend;
static size_t n;

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

static void assert_entry(size_t i, double low, double high, const char *label,
                         const char *role)
{
    assert_true(i < n);
    assert_float_equal(legend[i].low, low, 0);
    assert_float_equal(legend[i].high, high, 0);
    assert_string_equal(legend[i].label, label);
    if (role)
        assert_string_equal(legend[i].role, role);
    else
        assert_null(legend[i].role);
}

static void good(const char *text, size_t want)
{
    if (eco_legend_parse(ctx, "opt", text, &legend, &n))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_int_equal(n, want);
}

static void bad(const char *text, const char *message)
{
    assert_int_equal(eco_legend_parse(ctx, "opt", text, &legend, &n),
                     ECO_USAGE);
    assert_string_equal(eco_ctx_message(ctx), message);
    assert_null(legend);
    assert_int_equal(n, 0);
}

static void text_is_a_list_of_ranges(void **state)
{
    (void)state;
    good("0-29:open;30-100:forest", 2);
    assert_entry(0, 0, 29, "open", NULL);
    assert_entry(1, 30, 100, "forest", "forest"); /* a role's word */
    eco_legend_free(legend, n);
    good("3:trees:forest;;30:pits:mining;", 2);
    assert_entry(0, 3, 3, "trees", "forest");
    assert_entry(1, 30, 30, "pits", "mining");
    eco_legend_free(legend, n);
    good("-10--5:low;-4.5-1e2: high water ;101 - 200:c", 3);
    assert_entry(0, -10, -5, "low", NULL);
    assert_entry(1, -4.5, 100, " high water ", NULL);
    assert_entry(2, 101, 200, "c", NULL);
    eco_legend_free(legend, n);
}

static void faulty_text_is_told(void **state)
{
    (void)state;
    bad("", "opt: the legend is empty");
    bad(";;", "opt: the legend is empty");
    bad("5", "opt: '5': write value:label, such as 0-29:open");
    bad("x:y", "opt: 'x' is not a value or a range such as 0-29");
    bad("9-1:y", "opt: '9-1' is not a value or a range such as 0-29");
    bad("1-2-3:y", "opt: '1-2-3' is not a value or a range such as 0-29");
    bad("nan:y", "opt: 'nan' is not a value or a range such as 0-29");
    bad("0-inf:y", "opt: '0-inf' is not a value or a range such as 0-29");
    bad("1:", "opt: value 1 has no label");
    bad("1:a:tree", "opt: role 'tree' of 'a' is unknown; allowed: forest, "
                    "mining, water, land, nodata");
    bad("5-9:b;0-5:a", "opt: value 5 is both 'b' and 'a'; a value has one "
                       "class");
    bad("1:a;1:a", "opt: value 1 is both 'a' and 'a'; a value has one class");
}

static void load_good(const char *text, size_t want)
{
    assert_true(scratch_write("l.csv", text));
    if (eco_legend_load(ctx, scratch("l.csv"), &legend, &n))
        fail_msg("%s", eco_ctx_message(ctx));
    assert_int_equal(n, want);
}

static void load_bad(const char *text, const char *message)
{
    char want[700];

    assert_true(scratch_write("l.csv", text));
    assert_int_equal(eco_legend_load(ctx, scratch("l.csv"), &legend, &n),
                     ECO_USAGE);
    snprintf(want, sizeof want, "%s:%s", scratch("l.csv"), message);
    assert_string_equal(eco_ctx_message(ctx), want);
    assert_null(legend);
}

static void files_are_read_by_their_header(void **state)
{
    (void)state;
    load_good("value,label,role\n3,Forest,forest\n\n30,\"Pit, open\",mining\n",
              2);
    assert_entry(1, 30, 30, "Pit, open", "mining");
    eco_legend_free(legend, n);
    load_good("\xef\xbb\xbfRole;High;Low;Name\r\n;29;0;open\r\nforest;100;30;"
              "wood\r\n",
              2);
    assert_entry(0, 0, 29, "open", NULL);
    assert_entry(1, 30, 100, "wood", "forest");
    eco_legend_free(legend, n);
    load_good("class_id\tdescription\n0-9\ta\n10\tb", 2);
    assert_entry(0, 0, 9, "a", NULL);
    eco_legend_free(legend, n);
}

static void faulty_files_are_told_with_their_line(void **state)
{
    (void)state;
    load_bad("", "1: the legend is empty");
    load_bad("a,b\n1,2\n",
             "1: a legend needs the columns value (or low and "
             "high) and label; role, unccd and seea are optional");
    load_bad("value,label\n", "1: the legend is empty");
    load_bad("value,label\n1,a\nx,b\n",
             "3: 'x' is not a value or a range such as 0-29");
    load_bad("value,label\n1,a\n\n2\n", "4: value 2 has no label");
    load_bad("value,label\n1-5,a\n7,b\n3,c\n",
             "4: value 3 is both 'a' and 'c'; a value has one class");
    load_bad("value,label\n1,\"a\n", "2: a quote is not closed");
    assert_int_equal(eco_legend_load(ctx, scratch("no.csv"), &legend, &n),
                     ECO_NOTFOUND);
}

static void short_memory_is_told(void **state)
{
    eco_status st = ECO_NOMEM;
    size_t before;

    (void)state;
    assert_true(scratch_write("l.csv", "value,label,role\n1,a,land\n2,b,\n"));
    before = eco_mem_live();
    for (size_t i = 0; st == ECO_NOMEM; i++) {
        eco_mem_fail_after(i);
        st = eco_legend_load(ctx, scratch("l.csv"), &legend, &n);
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_NOMEM || st == ECO_OK);
        eco_legend_free(legend, n);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_a_list_of_ranges),
        cmocka_unit_test(faulty_text_is_told),
        cmocka_unit_test(files_are_read_by_their_header),
        cmocka_unit_test(faulty_files_are_told_with_their_line),
        cmocka_unit_test(short_memory_is_told),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
