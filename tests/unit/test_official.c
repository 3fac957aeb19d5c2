/* Tables of official values: rows as they come, and what is refused. */
#include "eco_mem.h"
#include "eco_official.h"
#include "scratch.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdint.h>
#include <string.h>

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

static const char good[] = "unit;source;indicator;area;year;value;low;month\n"
                           "PT;UNSD;14.4.1;PER;2019;66.7;60;\n"
                           "PT;;14.1.1;PER;2019;12;;7\n";

static void columns_go_by_name(void **state)
{
    eco_official_reader *r = NULL;
    eco_official o = {0};
    bool any = false;

    (void)state;
    assert_true(scratch_write("good.csv", good));
    assert_int_equal(eco_official_open(ctx, scratch("good.csv"), &r), ECO_OK);
    assert_int_equal(eco_official_next(ctx, r, &o, &any), ECO_OK);
    assert_true(any && !*o.reason && o.year == 2019 && o.month == 0);
    assert_true(o.value == 66.7 && o.low == 60 && isnan(o.high));
    assert_string_equal(o.series, "14.4.1"); /* none is told */
    assert_string_equal(o.area, "PER");
    assert_string_equal(o.zone_set, "");
    assert_string_equal(o.source, "UNSD");
    assert_int_equal(eco_official_next(ctx, r, &o, &any), ECO_OK);
    assert_true(any && !*o.reason && o.month == 7 && isnan(o.low));
    assert_int_equal(eco_official_next(ctx, r, &o, &any), ECO_OK);
    assert_false(any);
    eco_official_close(r);
}

static void rows_are_refused_with_a_reason(void **state)
{
    static const char *const cases[][2] = {
        {"1.1.1,a,2019,5,4,6,PT,1", ""},
        {"1.1.1,a,19,5,4,6,PT,1", "year '19' is no year"},
        {"1.1.1,a,2019.5,5,4,6,PT,1", "year '2019.5' is no year"},
        {"1.1.1,a,2019,5,4,6,PT,0", "month '0' is none"},
        {"1.1.1,a,2019,5,4,6,PT,may", "month 'may' is none"},
        {"1.1.1,a,2019,nan,4,6,PT,1", "value 'nan' is no number"},
        {"1.1.1,a,2019,5 %,4,6,PT,1", "value '5 %' is no number"},
        {"1.1.1,a,2019,5,x,6,PT,1", "low 'x' is no number"},
        {"1.1.1,a,2019,5,4,1e999,PT,1", "high '1e999' is no number"},
        {"1.1.1,a,2019,,4,6,PT,1", "value is empty"},
        {"1.1.1,a,2019,3,4,6,PT,1", "not between low and high"},
        {"1.1.1,a,2019,7,4,6,PT,1", "not between low and high"},
        {",a,2019,5,4,6,PT,1", "indicator is empty"},
        {"1.1.1,,2019,5,4,6,PT,1", "area is empty"},
        {"1.1.1,a,2019,5,4,6,,1", "unit is empty"},
        {"1.1.1,a,2019,5,4,6,PT,1,9", "cells"},
    };
    eco_official_reader *r = NULL;
    eco_str text = {0};
    eco_official o = {0};
    bool any = false;

    (void)state;
    eco_str_add(&text, "indicator,area,year,value,low,high,unit,month\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        eco_str_printf(&text, "%s\n", cases[i][0]);
    assert_true(scratch_write("rows.csv", eco_str_text(&text)));
    eco_str_clear(&text);
    assert_int_equal(eco_official_open(ctx, scratch("rows.csv"), &r), ECO_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(eco_official_next(ctx, r, &o, &any), ECO_OK);
        assert_true(any);
        if (!*cases[i][1] ? *o.reason != '\0' : !strstr(o.reason, cases[i][1]))
            fail_msg("%s: '%s'", cases[i][0], o.reason);
        assert_int_equal(o.number, (int64_t)i + 1);
    }
    assert_int_equal(eco_official_next(ctx, r, &o, &any), ECO_OK);
    assert_false(any);
    eco_official_close(r);
}

static void columns_that_lack_are_named(void **state)
{
    eco_official_reader *r = NULL;

    (void)state;
    assert_true(scratch_write("lack.csv", "indicator,year,value\n1,2019,5\n"));
    assert_int_equal(eco_official_open(ctx, scratch("lack.csv"), &r),
                     ECO_FORMAT);
    assert_non_null(strstr(eco_ctx_message(ctx), "no column area, unit;"));
    assert_null(r);
    assert_int_equal(eco_official_open(ctx, scratch("none.csv"), &r),
                     ECO_NOTFOUND);
}

static eco_status read_all(void)
{
    eco_official_reader *r = NULL;
    eco_official o = {0};
    eco_str text = {0};
    bool any = true;
    eco_status st = eco_official_open(ctx, scratch("good.csv"), &r);

    while (!st && any) {
        st = eco_official_next(ctx, r, &o, &any);
        if (!st && any)
            eco_official_text(r, &text);
    }
    if (!st && text.failed)
        st = ECO_NOMEM;
    eco_str_clear(&text);
    eco_official_close(r);
    return st;
}

static void every_allocation_may_fail(void **state)
{
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    (void)state;
    assert_true(scratch_write("good.csv", good));
    for (size_t n = 0; st != ECO_OK; n++) {
        eco_mem_fail_after(n);
        st = read_all();
        eco_mem_fail_after(SIZE_MAX);
        assert_true(st == ECO_OK || st == ECO_NOMEM);
        assert_int_equal(eco_mem_live(), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_go_by_name),
        cmocka_unit_test(rows_are_refused_with_a_reason),
        cmocka_unit_test(columns_that_lack_are_named),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
