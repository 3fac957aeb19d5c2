/* Dates printed in every style, order and language read back as they were;
 * what has two readings is refused exactly then. The calendar here is a slow
 * one of its own. */
#include "check.h"
#include "eco_when.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 60000 };

static const char *const names[4][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August",
     "September", "October", "November", "December"},
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
     "septiembre", "octubre", "noviembre", "diciembre"},
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
     "septembre", "octobre", "novembre", "décembre"},
    {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho",
     "agosto", "setembro", "outubro", "novembro", "dezembro"},
};

typedef struct date {
    int y, m, d;
} date;

static uint64_t state;

static int pick(int n)
{
    return (int)(check_random(&state) * n);
}

static bool is_leap(int y)
{
    return y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);
}

static int month_length(int y, int m)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};

    return lengths[m - 1] + (m == 2 && is_leap(y));
}

/* Days since 1970-01-01, a year and a month at a time. */
static int count_days(date x)
{
    int days = x.d - 1;

    for (int y = x.y; y < 1970; y++)
        days -= 365 + is_leap(y);
    for (int y = 1970; y < x.y; y++)
        days += 365 + is_leap(y);
    for (int m = 1; m < x.m; m++)
        days += month_length(x.y, m);
    return days;
}

static date any_date(void)
{
    date x = {1600 + pick(801), 1 + pick(12), 0};

    x.d = 1 + pick(month_length(x.y, x.m));
    return x;
}

/* The year in two digits when `pivot` is given and holds it. */
static void print_numbers(char *out, size_t size, date x, int order, int pivot)
{
    bool two = pivot && x.y >= pivot && x.y < pivot + 100;
    int pad = 1 + pick(2), wide = two ? 2 : 4, y = two ? x.y % 100 : x.y;
    int n[3] = {x.d, x.m, y}, w[3] = {pad, pad, wide};
    char sign = "/-. "[pick(4)];
    int i = 0, k = 1, l = 2;

    if (order == ECO_WHEN_MDY) {
        i = 1;
        k = 0;
    } else if (order == ECO_WHEN_YMD) {
        i = 2;
        l = 0;
    }
    snprintf(out, size, "%0*d%c%0*d%c%0*d", w[i], n[i], sign, w[k], n[k], sign,
             w[l], n[l]);
}

static void print_words(char *out, size_t size, date x, int style)
{
    const char *name = names[pick(4)][x.m - 1];

    if (style == 0)
        snprintf(out, size, "%d de %s de %d", x.d, name, x.y);
    else if (style == 1)
        snprintf(out, size, "%s %d, %d", name, x.d, x.y);
    else if (style == 2)
        snprintf(out, size, "%02d-%s-%d", x.d, name, x.y);
    else
        snprintf(out, size, "%d %s %02d", x.y, name, x.d);
}

static void expect(const char *text, const eco_when_options *o, int first,
                   int last)
{
    eco_when w;
    eco_status st = eco_when_parse(text, o, &w);

    CHECK(st == ECO_OK && w.first == first && w.last == last,
          "'%s' order %s: status %d, %d..%d, want %d..%d: %s", text,
          eco_when_order_name(o->order), (int)st, w.first, w.last, first, last,
          eco_when_reason_text(w.reason));
}

static void numbers(void)
{
    date x = any_date();
    int order = 1 + pick(3), pivot = pick(2) ? 1600 + pick(700) : 0;
    eco_when_options o = {.order = (eco_when_order)order, .pivot = pivot};
    char text[64], timed[96];

    print_numbers(text, sizeof text, x, order, pivot);
    expect(text, &o, count_days(x), count_days(x));
    snprintf(timed, sizeof timed, "%s %02d:%02d", text, pick(24), pick(60));
    expect(timed, &o, count_days(x), count_days(x));
}

static void unknown_order(void)
{
    date x = any_date(), turned = {x.y, x.d, x.m};
    int order = 1 + pick(2);
    bool two = x.d <= 12 && x.d != x.m;
    eco_when_options none = {0};
    eco_when w;
    char text[64];

    print_numbers(text, sizeof text, x, order, 0);
    eco_when_parse(text, &none, &w);
    CHECK(two == (w.reason == ECO_WHEN_AMBIGUOUS), "'%s'", text);
    if (!two)
        expect(text, &none, count_days(x), count_days(x));
    none.order = order == ECO_WHEN_DMY ? ECO_WHEN_MDY : ECO_WHEN_DMY;
    if (two)
        expect(text, &none, count_days(turned), count_days(turned));
}

static void words(void)
{
    date x = any_date();
    eco_when_options o = {.order = (eco_when_order)pick(4)};
    char text[64];

    print_words(text, sizeof text, x, pick(4));
    expect(text, &o, count_days(x), count_days(x));
}

static void periods(void)
{
    date x = any_date();
    date first = {x.y, x.m, 1}, last = {x.y, x.m, month_length(x.y, x.m)};
    eco_when_options o = {.order = (eco_when_order)pick(4)};
    char text[64];
    int q = (x.m - 1) / 3;

    snprintf(text, sizeof text, pick(2) ? "%02d/%d" : "%d-%d", x.m, x.y);
    expect(text, &o, count_days(first), count_days(last));
    snprintf(text, sizeof text, "%s %d", names[pick(4)][x.m - 1], x.y);
    expect(text, &o, count_days(first), count_days(last));
    first.m = 3 * q + 1;
    last = (date){x.y, 3 * q + 3, month_length(x.y, 3 * q + 3)};
    snprintf(text, sizeof text, pick(2) ? "%dT%d" : "%dº trimestre de %d",
             q + 1, x.y);
    expect(text, &o, count_days(first), count_days(last));
    first = (date){x.y, 1, 1};
    last = (date){x.y, 12, 31};
    snprintf(text, sizeof text, "%d", x.y);
    expect(text, &o, count_days(first), count_days(last));
}

static void ranges(void)
{
    static const char *const joins[] = {" a ",     " to ", " al ",  " au ",
                                        " hasta ", "..",   " até ", " - "};
    date x = any_date(), y = any_date();
    int order = 1 + pick(3), a = count_days(x), b = count_days(y);
    eco_when_options o = {.order = (eco_when_order)order};
    char from[64], to[64], text[160];
    bool named = pick(2);

    if (named) {
        print_words(from, sizeof from, x, 0);
        print_words(to, sizeof to, y, 0);
    } else {
        print_numbers(from, sizeof from, x, order, 0);
        print_numbers(to, sizeof to, y, order, 0);
    }
    snprintf(text, sizeof text, "%s%s%s", a < b ? from : to, joins[pick(8)],
             a < b ? to : from);
    expect(text, &o, a < b ? a : b, a < b ? b : a);
}

static void zones(void)
{
    date x = any_date();
    int minute = pick(1440), written = 15 * (pick(100) - 44);
    int offset = pick(2161) - 1080, local = minute - written + offset;
    eco_when_options o = {.shift = true, .offset_min = offset};
    int day =
        count_days(x) + (local >= 0 ? local / 1440 : -((1439 - local) / 1440));
    char text[64];

    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:00%c%02d:%02d", x.y,
             x.m, x.d, minute / 60, minute % 60, written < 0 ? '-' : '+',
             abs(written) / 60, abs(written) % 60);
    expect(text, &o, day, day);
}

int main(void)
{
    static void (*const laws[])(void) = {numbers, unknown_order, words,
                                         periods, ranges,        zones};

    for (int i = 0; i < ROUNDS && check_failures < 20; i++) {
        state = UINT64_C(0x9E3779B97F4A7C15) * (uint64_t)(i + 1);
        laws[i % 6]();
        if (check_failures)
            fprintf(stderr, "seed %d\n", i);
    }
    return check_failures != 0;
}
