/* Dates as people write them: each spelling of tests/case/dates.case, columns
 * whose order is to be found, and options that make no sense. */
#include "eco_day.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_when.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *reason_name(eco_when_reason reason)
{
    static const char *const names[] = {
#define X(name, text) #name,
        ECO_WHEN_REASON_MAP(X)
#undef X
    };

    return names[reason];
}

static void show(const eco_when *w, eco_str *out)
{
    static const char *const flags[] = {"future", "", "", "shifted", "abroad"};
    char day[16];

    if (w->reason) {
        eco_str_printf(out, "! %s", reason_name(w->reason));
        for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
            if (w->orders & 1U << i)
                eco_str_printf(out, " %s",
                               eco_when_order_name((eco_when_order)i));
        return;
    }
    eco_str_add(out, eco_day_text(day, w->first));
    if (w->precision != ECO_WHEN_DAY)
        eco_str_printf(out, " %s", eco_day_text(day, w->last));
    eco_str_printf(out, " %s", eco_when_precision_name(w->precision));
    for (int i = 0; i < 5; i++)
        if (w->flags & 1U << i)
            eco_str_printf(out, " %s", flags[i]);
}

static void set_option(eco_when_options *o, const char *name, const char *value)
{
    long long number = 0;

    if (strcmp(name, "order") == 0) {
        for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
            if (strcmp(value, eco_when_order_name((eco_when_order)i)) == 0)
                o->order = (eco_when_order)i;
        assert_int_not_equal(o->order, ECO_WHEN_UNKNOWN_ORDER);
    } else if (strcmp(name, "today") == 0) {
        assert_true(eco_day_parse(value, &o->today, &o->today));
    } else {
        assert_true(eco_parse_int(value, &number));
        if (strcmp(name, "pivot") == 0)
            o->pivot = (int)number;
        else if (strcmp(name, "serial") == 0)
            o->serial =
                number == 1900 ? ECO_WHEN_SERIAL_1900 : ECO_WHEN_SERIAL_1904;
        else if (strcmp(name, "offset") == 0)
            o->offset_min = (int)number;
        else
            fail_msg("no option '%s'", name);
        o->shift |= strcmp(name, "offset") == 0;
    }
}

static void set_options(eco_when_options *o, const char *line)
{
    char name[16], value[16];
    int n;

    *o = (eco_when_options){0};
    while (sscanf(line, " %15s %15s%n", name, value, &n) == 2) {
        set_option(o, name, value);
        line += n;
    }
}

static bool agrees(char *line, const eco_when_options *o)
{
    char *arrow = strstr(line, " => ");
    eco_str got = {0};
    eco_when w;
    eco_status st;
    bool good;

    assert_non_null(arrow);
    *arrow = '\0';
    st = eco_when_parse(line, o, &w);
    show(&w, &got);
    good = strcmp(eco_str_text(&got), arrow + 4) == 0 &&
           st == (w.reason ? ECO_FORMAT : ECO_OK);
    good &=
        !(w.flags & ECO_WHEN_IS_AMBIGUOUS) == (w.reason != ECO_WHEN_AMBIGUOUS);
    if (!good)
        fprintf(stderr, "'%s': want %s, got %s\n", line, arrow + 4,
                eco_str_text(&got));
    eco_str_clear(&got);
    return good;
}

static void spellings(void **state)
{
    char path[1024], line[512];
    eco_when_options o = {0};
    int n = 0, failures = 0;
    FILE *f;

    (void)state;
    snprintf(path, sizeof path, "%s/tests/case/dates.case",
             getenv("ECO_SOURCE"));
    f = fopen(path, "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#')
            continue;
        if (eco_starts_with(line, "with")) {
            set_options(&o, line + 4);
            continue;
        }
        n++;
        failures += !agrees(line, &o);
    }
    fclose(f);
    print_message("%d spellings\n", n);
    assert_true(n > 300);
    assert_int_equal(failures, 0);
}

static void options_out_of_range(void **state)
{
    static const eco_when_options bad[] = {
        {.pivot = 50},
        {.pivot = 2350},
        {.offset_min = 1081},
        {.offset_min = -1081},
        {.order = (eco_when_order)4},
        {.serial = (eco_when_serial)3},
    };
    eco_when w;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(eco_when_parse("2021", &bad[i], &w), ECO_INVALID);
    assert_int_equal(eco_when_parse(NULL, NULL, &w), ECO_FORMAT);
    assert_int_equal(w.reason, ECO_WHEN_EMPTY);
    assert_int_equal(eco_when_parse("2021", NULL, &w), ECO_OK);
}

static void a_column_says_its_order(void **state)
{
    const char *const texts[] = {"03/04/2020", "",           "2020-05-06",
                                 "13/04/2020", "05/04/2020", "unknown",
                                 "31/12/2020", "May 2020"};
    eco_when_guess g;

    (void)state;
    assert_int_equal(eco_when_order_guess(texts, 8, NULL, &g), ECO_OK);
    assert_int_equal(g.order, ECO_WHEN_DMY);
    assert_int_equal(g.ntexts, 8);
    assert_int_equal(g.nempty, 1);
    assert_int_equal(g.nrefused, 1);
    assert_int_equal(g.nread, 6);
    assert_int_equal(g.fits[ECO_WHEN_DMY], 6);
    assert_int_equal(g.fits[ECO_WHEN_MDY], 4);
    assert_int_equal(g.fits[ECO_WHEN_YMD], 2);
    assert_int_equal(g.decides[ECO_WHEN_DMY], 2);
    assert_int_equal(g.decides[ECO_WHEN_MDY], 0);
    assert_int_equal(g.ambiguous, 2);
    assert_int_equal(g.example_at[ECO_WHEN_DMY], 4);
    assert_string_equal(g.example[ECO_WHEN_DMY], "13/04/2020");
    assert_string_equal(g.example[ECO_WHEN_UNKNOWN_ORDER], "03/04/2020");
}

static void a_column_with_both_orders_is_refused(void **state)
{
    const char *const texts[] = {"03/04/2020", "13/04/2020", "04/13/2020"};
    eco_when_guess g;

    (void)state;
    assert_int_equal(eco_when_order_guess(texts, 3, NULL, &g), ECO_FORMAT);
    assert_true(g.mixed);
    assert_int_equal(g.order, ECO_WHEN_UNKNOWN_ORDER);
    assert_string_equal(g.example[ECO_WHEN_DMY], "13/04/2020");
    assert_string_equal(g.example[ECO_WHEN_MDY], "04/13/2020");
    assert_int_equal(g.example_at[ECO_WHEN_DMY], 2);
    assert_int_equal(g.example_at[ECO_WHEN_MDY], 3);
}

static void a_column_may_not_say(void **state)
{
    const char *const both[] = {"03/04/2020", "05/06/2020"};
    const char *const any[] = {"2020-03-04", "5 May 2020"};
    const char *const none[] = {"foo", ""};
    eco_when_guess g;

    (void)state;
    assert_int_equal(eco_when_order_guess(both, 2, NULL, &g), ECO_NOTFOUND);
    assert_int_equal(g.orders, 1U << ECO_WHEN_DMY | 1U << ECO_WHEN_MDY);
    assert_int_equal(eco_when_order_guess(any, 2, NULL, &g), ECO_OK);
    assert_int_equal(g.order, ECO_WHEN_UNKNOWN_ORDER);
    assert_int_equal(eco_when_order_guess(none, 2, NULL, &g), ECO_OK);
    assert_int_equal(g.orders, 0);
    assert_int_equal(g.nread, 0);
}

/* Two orders that read a whole column alike are as good as one. */
static void orders_may_agree(void **state)
{
    const char *const names[] = {"15-Jan-11", "9-Feb-11", "16-Mar-11"};
    const char *const two[] = {"15/03/21", "10/03/15"};
    const eco_when_options o = {.pivot = 1970};
    eco_when_guess g;

    (void)state;
    assert_int_equal(eco_when_order_guess(names, 3, &o, &g), ECO_OK);
    assert_int_equal(g.order, ECO_WHEN_DMY);
    assert_int_equal(g.orders, 1U << ECO_WHEN_DMY | 1U << ECO_WHEN_MDY);
    assert_int_equal(g.ambiguous, 2);
    assert_int_equal(g.differ[ECO_WHEN_YMD], 0);
    assert_int_equal(g.differ[ECO_WHEN_MDY], 2);
    assert_int_equal(eco_when_order_guess(names, 1, &o, &g), ECO_NOTFOUND);
    assert_int_equal(g.order, ECO_WHEN_UNKNOWN_ORDER);
    assert_int_equal(eco_when_order_guess(two, 2, &o, &g), ECO_NOTFOUND);
    assert_true(g.undecided);
}

static void examples_are_cut_between_letters(void **state)
{
    const char *const texts[] = {
        "13/04/2020                                                   "
        "\xe2\x80\xaf\xe2\x80\xaf"};
    eco_when_guess g;

    (void)state;
    assert_int_equal(eco_when_order_guess(texts, 1, NULL, &g), ECO_OK);
    assert_true(strlen(g.example[ECO_WHEN_DMY]) < ECO_WHEN_EXAMPLE_MAX);
    assert_int_equal(strlen(g.example[ECO_WHEN_DMY]), 61);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings),
        cmocka_unit_test(options_out_of_range),
        cmocka_unit_test(a_column_says_its_order),
        cmocka_unit_test(a_column_with_both_orders_is_refused),
        cmocka_unit_test(a_column_may_not_say),
        cmocka_unit_test(orders_may_agree),
        cmocka_unit_test(examples_are_cut_between_letters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
