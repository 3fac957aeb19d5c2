/* The order of a column: which of them reads every value, and which values
 * say so. */
#include "eco_when.h"

#include <string.h>

/* At most as much as fits, no letter cut in two. */
static void keep_example(eco_when_guess *g, int order, const char *text)
{
    size_t n = strlen(text);

    if (g->example_at[order])
        return;
    if (n > ECO_WHEN_EXAMPLE_MAX - 1)
        for (n = ECO_WHEN_EXAMPLE_MAX - 1;
             n && ((unsigned char)text[n] & 0xc0) == 0x80;)
            n--;
    memcpy(g->example[order], text, n);
    g->example[order][n] = '\0';
    g->example_at[order] = g->ntexts;
}

/* The two orders that are not `third` both read the text, and differ. */
static bool is_parted(const char *text, eco_when_options o, unsigned orders,
                      int third)
{
    eco_when w[2];
    int n = 0;

    for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++) {
        if (i == third)
            continue;
        o.order = (eco_when_order)i;
        if (!(orders & 1U << i) || eco_when_parse(text, &o, &w[n]))
            return false;
        n++;
    }
    return w[0].first != w[1].first || w[0].last != w[1].last;
}

static bool fits_all(const eco_when_guess *g, int order)
{
    return g->nread && g->fits[order] == g->nread;
}

static void conclude(eco_when_guess *g)
{
    int fitting = 0, deciding = 0;

    g->orders = 0;
    g->order = ECO_WHEN_UNKNOWN_ORDER;
    g->undecided = false;
    for (int i = ECO_WHEN_YMD; i >= ECO_WHEN_DMY; i--) {
        deciding += g->decides[i] > 0;
        if (!fits_all(g, i))
            continue;
        g->orders |= 1U << i;
        g->order = (eco_when_order)i;
        fitting++;
    }
    for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
        if (g->differ[i] && fits_all(g, i % 3 + 1) &&
            fits_all(g, (i + 1) % 3 + 1))
            g->undecided = true;
    if (g->undecided || fitting == 3)
        g->order = ECO_WHEN_UNKNOWN_ORDER;
    g->mixed = deciding > 1 || (g->nread && !fitting);
}

void eco_when_guess_add(eco_when_guess *guess, const char *text,
                        const eco_when_options *options)
{
    eco_when_options o = options ? *options : (eco_when_options){0};
    eco_when w;
    int only = 0, n = 0;

    o.order = ECO_WHEN_UNKNOWN_ORDER;
    guess->ntexts++;
    eco_when_parse(text, &o, &w);
    if (w.reason == ECO_WHEN_EMPTY) {
        guess->nempty++;
        return;
    }
    for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
        if (w.orders & 1U << i) {
            guess->fits[i]++;
            only = i;
            n++;
        }
    if (!n) {
        guess->nrefused++;
        return;
    }
    guess->nread++;
    if (n == 1) {
        guess->decides[only]++;
        keep_example(guess, only, text);
    } else if (w.reason == ECO_WHEN_AMBIGUOUS) {
        guess->ambiguous++;
        for (int i = ECO_WHEN_DMY; i <= ECO_WHEN_YMD; i++)
            guess->differ[i] += is_parted(text, o, w.orders, i);
        keep_example(guess, ECO_WHEN_UNKNOWN_ORDER, text);
    }
    conclude(guess);
}

eco_status eco_when_guess_status(const eco_when_guess *guess)
{
    if (guess->mixed)
        return ECO_FORMAT;
    return guess->undecided ? ECO_NOTFOUND : ECO_OK;
}

eco_status eco_when_order_guess(const char *const *texts, size_t n,
                                const eco_when_options *options,
                                eco_when_guess *out)
{
    *out = (eco_when_guess){0};
    for (size_t i = 0; i < n; i++)
        eco_when_guess_add(out, texts[i], options);
    return eco_when_guess_status(out);
}
