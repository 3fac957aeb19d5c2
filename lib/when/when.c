/* A text under each order that may be meant: one reading, none or several. */
#include "eco_when.h"

#include "eco_day.h"
#include "eco_when_parts.h"

#include <string.h>

const char *eco_when_reason_text(eco_when_reason reason)
{
    static const char *const texts[] = {
#define X(name, text) text,
        ECO_WHEN_REASON_MAP(X)
#undef X
    };

    return texts[reason];
}

const char *eco_when_order_name(eco_when_order order)
{
    static const char *const names[] = {"unknown", "dmy", "mdy", "ymd"};

    return names[order];
}

const char *eco_when_precision_name(eco_when_precision precision)
{
    static const char *const names[] = {"day", "month", "quarter", "year",
                                        "range"};

    return names[precision];
}

/* The number of a spreadsheet's day, with or without a time of day. In the
 * system of 1900 day 60 is a 29 February that never was. */
static eco_when_reason read_serial(when_tokens t, const eco_when_options *o,
                                   eco_when *out)
{
    int v = t.at[0].value;

    if (t.n != 1 &&
        !(t.n == 3 && t.at[1].kind == WHEN_IS_SIGN &&
          strchr(".,", t.at[1].sign) && t.at[2].kind == WHEN_IS_NUMBER))
        return ECO_WHEN_NO_DATE;
    out->precision = ECO_WHEN_DAY;
    if (o->serial == ECO_WHEN_SERIAL_1904)
        out->first = eco_day_from_civil(1904, 1, 1) + v;
    else if (v == 60 || v == 0)
        return ECO_WHEN_IMPOSSIBLE;
    else
        out->first = eco_day_from_civil(1899, 12, 30) + v + (v < 60);
    out->last = out->first;
    return out->first > eco_day_from_civil(ECO_YEAR_MAX, 12, 31)
               ? ECO_WHEN_FAR_YEAR
               : ECO_WHEN_READ;
}

/* A number that may be a day of a spreadsheet. Four digits may be a year as
 * well: two readings. Three numbers with dots are a date. */
static bool may_be_serial(when_tokens t, const eco_when_options *o)
{
    return o->serial && t.at[0].kind == WHEN_IS_NUMBER &&
           t.at[0].ndigits <= 6 &&
           (t.n == 1 || (t.n == 3 && t.at[1].kind == WHEN_IS_SIGN &&
                         strchr(".,", t.at[1].sign) && t.at[0].ndigits > 2 &&
                         t.at[2].kind == WHEN_IS_NUMBER));
}

static eco_when_reason read_under(when_tokens t, const eco_when_options *o,
                                  eco_when *out)
{
    eco_when_reason why, range;
    when_piece p;

    *out = (eco_when){0};
    if (may_be_serial(t, o)) {
        eco_when year;

        why = read_serial(t, o, out);
        if (!why && !when_read_piece(t, o, NULL, &p) &&
            !when_piece_days(&p, &year))
            why = ECO_WHEN_AMBIGUOUS;
        return why;
    }
    why = when_read_piece(t, o, NULL, &p);
    if (!why)
        return when_piece_days(&p, out);
    *out = (eco_when){0};
    range = when_read_range(t, o, out);
    return !range || range > why ? range : why;
}

static bool same(const eco_when *a, const eco_when *b)
{
    return a->first == b->first && a->last == b->last &&
           a->precision == b->precision;
}

/* Every order is tried; the answer is the one reading they have. */
static eco_when_reason read_any(when_tokens t, const eco_when_options *o,
                                eco_when *out)
{
    eco_when_reason why = ECO_WHEN_READ;
    eco_when_options tried = *o;
    eco_when found = {0}, one;
    unsigned orders = 0;
    bool differ = false;

    for (int order = ECO_WHEN_DMY; order <= ECO_WHEN_YMD; order++) {
        eco_when_reason r;

        tried.order = (eco_when_order)order;
        r = read_under(t, &tried, &one);
        if (r) {
            why = r > why ? r : why;
            continue;
        }
        differ |= orders && !same(&one, &found);
        found = one;
        orders |= 1U << order;
    }
    *out = found;
    out->orders = orders;
    if (why == ECO_WHEN_AMBIGUOUS || differ)
        return ECO_WHEN_AMBIGUOUS;
    return orders ? ECO_WHEN_READ : why;
}

static eco_when_reason read_given(when_tokens t, const eco_when_options *o,
                                  eco_when *out)
{
    eco_when_reason why = read_under(t, o, out);
    eco_when other;

    if (!why || why == ECO_WHEN_AMBIGUOUS)
        return why;
    read_any(t, o, &other);
    out->orders = other.orders;
    return other.orders ? ECO_WHEN_ORDER : why;
}

static bool is_valid(const eco_when_options *o)
{
    return o->order >= ECO_WHEN_UNKNOWN_ORDER && o->order <= ECO_WHEN_YMD &&
           o->serial >= ECO_WHEN_NO_SERIAL &&
           o->serial <= ECO_WHEN_SERIAL_1904 &&
           (!o->pivot ||
            (o->pivot >= ECO_YEAR_MIN && o->pivot + 99 <= ECO_YEAR_MAX)) &&
           o->offset_min >= -1080 && o->offset_min <= 1080;
}

static bool has_number_or_word(const when_token *tokens, int n)
{
    for (int i = 0; i < n; i++)
        if (tokens[i].kind != WHEN_IS_SIGN)
            return true;
    return false;
}

eco_status eco_when_parse(const char *text, const eco_when_options *options,
                          eco_when *out)
{
    static const eco_when_options none = {0};
    const eco_when_options *o = options ? options : &none;
    when_token tokens[WHEN_TOKENS_MAX];
    when_tokens t = {tokens, text ? when_tokenize(text, tokens) : 0};
    eco_when_reason why;

    *out = (eco_when){.reason = ECO_WHEN_NO_DATE};
    if (!is_valid(o))
        return ECO_INVALID;
    if (t.n < 0)
        return ECO_FORMAT;
    if (!has_number_or_word(tokens, t.n))
        why = ECO_WHEN_EMPTY;
    else if (o->order)
        why = read_given(t, o, out);
    else
        why = read_any(t, o, out);
    if (!why) {
        if (o->today && out->first > o->today)
            out->flags |= ECO_WHEN_IS_FUTURE;
        return ECO_OK;
    }
    *out = (eco_when){.reason = why, .orders = out->orders};
    if (why == ECO_WHEN_AMBIGUOUS)
        out->flags = ECO_WHEN_IS_AMBIGUOUS;
    if (why == ECO_WHEN_IMPOSSIBLE)
        out->flags = ECO_WHEN_IS_IMPOSSIBLE;
    return ECO_FORMAT;
}
