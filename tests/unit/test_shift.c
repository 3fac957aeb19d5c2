/* Shifts over fields whose answer is known. */
#include "eco_mem.h"
#include "eco_shift.h"
#include "eco_streams.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N = 200 };

/* Worth 1 within the disc about the middle of a square of 100. Nothing counts
 * above `top`. */
struct field {
    double radius, top;
};

static eco_status worth(void *of, size_t item, double x, double y, double *out,
                        bool *counts)
{
    const struct field *f = of;

    (void)item;
    assert_true(x >= 0 && x < 100 && y >= 0 && y < 100);
    *counts = y < f->top;
    *out = hypot(x - 50, y - 50) <= f->radius;
    return ECO_OK;
}

static void scatter(eco_shift_item *items, double spread)
{
    eco_random r;

    eco_random_start(&r, 7, eco_stream_key("scatter", 0), 0);
    for (int i = 0; i < N; i++) {
        items[i].x = 50 + spread * (eco_random_uniform(&r) - 0.5);
        items[i].y = 50 + spread * (eco_random_uniform(&r) - 0.5);
    }
}

static void near_the_event_is_told(void **state)
{
    struct field of = {.radius = 20, .top = 100};
    const eco_shift_field field = {&of, worth, {0, 0, 100, 100}};
    eco_shift_item items[N];
    eco_shift_result r;

    (void)state;
    scatter(items, 20); /* all within the disc */
    assert_int_equal(eco_shift_test(items, N, &field, 199, 1, &r), ECO_OK);
    assert_true(r.observed >= 1);
    assert_int_equal(r.nitems, N);
    assert_int_equal(r.nshifts, 199);
    /* a shift that leaves all of them inside is as good: 8 % of the square */
    assert_true(r.p < 0.1);
    /* anywhere: the share of the disc in the square, 0.126 */
    assert_true(fabs(r.mean - acos(-1) * 400 / 1e4) < 0.07);
}

static void anywhere_is_not(void **state)
{
    struct field of = {.radius = 20, .top = 100};
    const eco_shift_field field = {&of, worth, {0, 0, 100, 100}};
    eco_shift_item items[N];
    eco_shift_result r;

    (void)state;
    scatter(items, 100);
    assert_int_equal(eco_shift_test(items, N, &field, 199, 1, &r), ECO_OK);
    assert_true(r.p > 0.05);
    assert_true(fabs(r.observed - r.mean) < 4 * r.sd);
}

static void what_does_not_count_is_left_out(void **state)
{
    struct field of = {.radius = 200, .top = 50};
    const eco_shift_field field = {&of, worth, {0, 0, 100, 100}};
    eco_shift_item items[N];
    eco_shift_result r;

    (void)state;
    scatter(items, 100);
    assert_int_equal(eco_shift_test(items, N, &field, 19, 1, &r), ECO_OK);
    assert_true(r.nitems > 0 && r.nitems < N);
    assert_true(r.observed >= 1 && r.observed <= 1);
    assert_true(r.p >= 1 && r.p <= 1);
}

static eco_status fails(void *of, size_t item, double x, double y, double *out,
                        bool *counts)
{
    (void)of, (void)item, (void)x, (void)y, (void)out, (void)counts;
    return ECO_IO;
}

static void failures_come_back(void **state)
{
    const eco_shift_field field = {NULL, fails, {0, 0, 1, 1}};
    const eco_shift_item item = {0.5, 0.5};
    eco_shift_result r;

    (void)state;
    assert_int_equal(eco_shift_test(&item, 1, &field, 9, 1, &r), ECO_IO);
    eco_mem_fail_after(0);
    assert_int_equal(eco_shift_test(&item, 1, &field, 9, 1, &r), ECO_NOMEM);
    eco_mem_fail_after(SIZE_MAX);
    assert_int_equal(eco_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(near_the_event_is_told),
        cmocka_unit_test(anywhere_is_not),
        cmocka_unit_test(what_does_not_count_is_left_out),
        cmocka_unit_test(failures_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
