/* Dates from any bytes: what is read is a sound interval, the same under every
 * order that is said to read it, and printed as ISO 8601 it reads back. */
#include "eco_day.h"
#include "eco_mem.h"
#include "eco_when.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
    if (!good)
        abort();
}

static void check_read(const eco_when *w)
{
    char from[16], to[16], text[40];
    eco_when again;

    require(w->first <= w->last && !w->reason);
    require(w->precision != ECO_WHEN_DAY || w->first == w->last);
    require(w->first >= eco_day_from_civil(ECO_YEAR_MIN, 1, 1) - 2 &&
            w->last <= eco_day_from_civil(ECO_YEAR_MAX, 12, 31) + 2);
    if (w->first < eco_day_from_civil(ECO_YEAR_MIN, 1, 1) ||
        w->last > eco_day_from_civil(ECO_YEAR_MAX, 12, 31))
        return; /* moved over the edge by its time zone */
    snprintf(text, sizeof text, "%s/%s", eco_day_text(from, w->first),
             eco_day_text(to, w->last));
    require(eco_when_parse(text, NULL, &again) == ECO_OK);
    require(again.first == w->first && again.last == w->last);
}

/* Of the orders that read it either all say the same, or it is ambiguous; it
 * may be so within an order, when it parts into two ends in two ways. */
static void check_orders(const char *text, eco_when_options o,
                         const eco_when *any)
{
    eco_when first = {0}, w;
    bool differ = false;
    int n = 0;

    for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++) {
        o.order = (eco_when_order)i;
        require((eco_when_parse(text, &o, &w) == ECO_OK) ==
                ((any->orders >> i & 1U) != 0));
        differ |= w.reason == ECO_WHEN_AMBIGUOUS;
        if (w.reason)
            continue;
        check_read(&w);
        differ |= n && (w.first != first.first || w.last != first.last ||
                        w.precision != first.precision);
        first = w;
        n++;
    }
    if (!any->reason)
        require(n && !differ && any->first == first.first);
    else
        require(any->reason == ECO_WHEN_AMBIGUOUS ? differ : !n);
}

/* The first byte chooses the options. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    eco_when_options o = {0};
    eco_when_guess guess = {0};
    size_t before = eco_mem_live();
    char *text;
    eco_when w;

    if (!size)
        return 0;
    text = eco_mem_text_n((const char *)data + 1, size - 1);
    require(text != NULL);
    o.serial = data[0] & 16   ? ECO_WHEN_SERIAL_1900
               : data[0] & 32 ? ECO_WHEN_SERIAL_1904
                              : ECO_WHEN_NO_SERIAL;
    o.pivot = data[0] & 4 ? 1950 : 0;
    o.shift = (data[0] & 8) != 0;
    o.offset_min = -240;
    o.today = data[0] & 1 ? 18000 : 0;
    require((eco_when_parse(text, &o, &w) == ECO_OK) == !w.reason);
    require(strlen(eco_when_reason_text(w.reason)) > 0 || !w.reason);
    if (!w.reason)
        check_read(&w);
    check_orders(text, o, &w);
    eco_when_guess_add(&guess, text, &o);
    require(guess.nempty + guess.nread + guess.nrefused == 1);
    eco_mem_free(text);
    require(eco_mem_live() == before);
    return 0;
}
