/* One date or period without a range in it: what its numbers and words say. */
#include "eco_when_parts.h"

#include "eco_day.h"

#include <string.h>

static eco_when_reason collect_word(const when_token *t, when_elements *e)
{
    switch (t->is) {
    case WHEN_MONTH_NAME:
        if (e->month)
            return ECO_WHEN_NO_DATE;
        e->month = t->value;
        e->before_month = e->n;
        return ECO_WHEN_READ;
    case WHEN_WEEKDAY_NAME:
        if (e->weekday)
            return ECO_WHEN_NO_DATE;
        e->weekday = 1 + t->value;
        return ECO_WHEN_READ;
    case WHEN_QUARTER_WORD:
        if (e->quarter)
            return ECO_WHEN_NO_DATE;
        e->quarter = true;
        return ECO_WHEN_READ;
    case WHEN_ORDINAL:
        if (e->ordinal)
            return ECO_WHEN_NO_DATE;
        e->ordinal = t->value;
        return ECO_WHEN_READ;
    case WHEN_FILLER:
        return ECO_WHEN_READ;
    case WHEN_OTHER_WORD:
    case WHEN_BETWEEN:
    case WHEN_FROM:
    case WHEN_AND:
    case WHEN_TO:
        break;
    }
    return ECO_WHEN_NO_DATE;
}

/* A sign between what follows and what stands before. */
static eco_when_reason collect_sign(const when_token *t, when_elements *e,
                                    char *gap)
{
    if (*gap == ' ')
        *gap = t->sign;
    else
        *gap = '!';
    e->trailing++;
    return strchr(":+~", t->sign) ? ECO_WHEN_NO_DATE : ECO_WHEN_READ;
}

static eco_when_reason collect_number(const when_token *t, when_elements *e,
                                      char *gap)
{
    if (e->n == WHEN_NUMBERS_MAX)
        return ECO_WHEN_NO_DATE;
    e->gaps[e->n] = *gap;
    e->numbers[e->n++] = t;
    *gap = ' ';
    return ECO_WHEN_READ;
}

eco_when_reason when_collect(when_tokens t, when_elements *e)
{
    eco_when_reason why = ECO_WHEN_READ;
    char gap = ' ';

    *e = (when_elements){0};
    for (int i = 0; i < t.n && !why; i++) {
        const when_token *x = &t.at[i];

        if (x->kind == WHEN_IS_SIGN) {
            why = collect_sign(x, e, &gap);
            continue;
        }
        if (e->trailing && i == e->trailing)
            return ECO_WHEN_NO_DATE; /* it begins with a sign */
        e->trailing = 0;
        why = x->kind == WHEN_IS_WORD ? collect_word(x, e)
                                      : collect_number(x, e, &gap);
    }
    if (e->trailing > 1 || (e->trailing && gap != '.' && gap != ','))
        return ECO_WHEN_NO_DATE;
    if (!why && e->ordinal && !e->quarter)
        return ECO_WHEN_NO_DATE;
    return why;
}

int when_element_count(const when_elements *e)
{
    return e->n + (e->month > 0) + (e->quarter && e->ordinal);
}

static bool is_full_year(const when_token *t)
{
    return t->ndigits == 4;
}

bool when_has_full_year(const when_elements *e)
{
    for (int i = 0; i < e->n; i++)
        if (is_full_year(e->numbers[i]) || e->numbers[i]->ndigits == 8)
            return true;
    return false;
}

eco_when_reason when_year(const when_token *t, const eco_when_options *o,
                          int *year)
{
    int v = t->value;

    if (t->ndigits == 2) {
        if (!o->pivot)
            return ECO_WHEN_SHORT_YEAR;
        v += (o->pivot - v + 99) / 100 * 100;
    } else if (t->ndigits != 4) {
        return ECO_WHEN_NO_DATE;
    }
    *year = v;
    return v < ECO_YEAR_MIN || v > ECO_YEAR_MAX ? ECO_WHEN_FAR_YEAR
                                                : ECO_WHEN_READ;
}

static bool is_short(const when_token *t)
{
    return t->ndigits <= 2;
}

/* Day and month within 1..31 and 1..12; the days of the month are looked at
 * when the year is known. */
static eco_when_reason set_day_month(when_piece *p, int day, int month)
{
    p->day = day;
    p->month = month;
    return day < 1 || day > 31 || month < 1 || month > 12 ? ECO_WHEN_IMPOSSIBLE
                                                          : ECO_WHEN_READ;
}

static eco_when_reason three_numbers(const when_elements *e,
                                     const eco_when_options *o, when_piece *p)
{
    const when_token *const *n = e->numbers;
    bool year_first = is_full_year(n[0]), year_last = is_full_year(n[2]);
    eco_when_reason why;
    int y = o->order == ECO_WHEN_YMD ? 0 : 2, d, m;

    if (e->gaps[1] != e->gaps[2] || !strchr("/-. ", e->gaps[1]) ||
        !is_short(n[1]) || (year_first ? !is_short(n[2]) : !is_short(n[0])))
        return ECO_WHEN_NO_DATE;
    if (year_first)
        y = 0;
    else if (year_last ? o->order == ECO_WHEN_YMD : !is_short(n[2]))
        return ECO_WHEN_NO_DATE;
    why = when_year(n[y], o, &p->year);
    d = y == 0 ? 2 : o->order == ECO_WHEN_DMY ? 0 : 1;
    m = y == 0 || o->order == ECO_WHEN_DMY ? 1 : 0;
    return why ? why : set_day_month(p, n[d]->value, n[m]->value);
}

/* "03/2020", "2020-03"; two digits are a year only with a pivot, and then in
 * the place where the order has it. */
static eco_when_reason two_numbers(const when_elements *e,
                                   const eco_when_options *o, when_piece *p)
{
    const when_token *const *n = e->numbers;
    eco_when_reason why;
    int y =
        is_full_year(n[0]) || (!is_full_year(n[1]) && o->order == ECO_WHEN_YMD)
            ? 0
            : 1;

    if (!strchr("/-. ", e->gaps[1]) || !is_short(n[1 - y]))
        return ECO_WHEN_NO_DATE;
    if (!is_full_year(n[y]) && (!o->pivot || n[y]->ndigits != 2))
        return is_short(n[y]) ? ECO_WHEN_NO_YEAR : ECO_WHEN_NO_DATE;
    if (y == 0 && e->gaps[1] == '.' && n[1]->ndigits != 2)
        return ECO_WHEN_NO_DATE; /* rather a decimal number */
    why = when_year(n[y], o, &p->year);
    p->month = n[1 - y]->value;
    if (!why && (p->month < 1 || p->month > 12))
        why = ECO_WHEN_IMPOSSIBLE;
    return why;
}

static eco_when_reason try_compact(int year, int month, int day, when_piece *p)
{
    if (year < ECO_YEAR_MIN || year > ECO_YEAR_MAX)
        return ECO_WHEN_FAR_YEAR;
    p->year = year;
    return set_day_month(p, day, month);
}

/* "20210315"; in the other orders "15032021". Both cannot be read: years begin
 * with 16 to 24, which is no month. */
static eco_when_reason compact(int v, const eco_when_options *o, when_piece *p)
{
    int a = v / 1000000, b = v / 10000 % 100;
    eco_when_reason why = ECO_WHEN_NO_DATE;

    if (o->order == ECO_WHEN_DMY)
        why = try_compact(v % 10000, b, a, p);
    else if (o->order == ECO_WHEN_MDY)
        why = try_compact(v % 10000, a, b, p);
    return why ? try_compact(v / 10000, v / 100 % 100, v % 100, p) : why;
}

static eco_when_reason one_number(const when_token *t,
                                  const eco_when_options *o, when_piece *p)
{
    if (is_full_year(t))
        return when_year(t, o, &p->year);
    if (t->ndigits == 8)
        return compact(t->value, o, p);
    return ECO_WHEN_NUMBER;
}

/* A name and two numbers: the order matters only for years of two digits. */
static eco_when_reason named_day(const when_elements *e,
                                 const eco_when_options *o, when_piece *p)
{
    const when_token *const *n = e->numbers;
    int y =
        is_full_year(n[0]) || (!is_full_year(n[1]) && o->order == ECO_WHEN_YMD)
            ? 0
            : 1;
    eco_when_reason why;

    if (!is_short(n[1 - y]) || (e->before_month == 2 && !is_full_year(n[0])))
        return ECO_WHEN_NO_DATE;
    why = when_year(n[y], o, &p->year);
    return why ? why : set_day_month(p, n[1 - y]->value, e->month);
}

static eco_when_reason named_month(const when_elements *e,
                                   const eco_when_options *o, when_piece *p)
{
    p->month = e->month;
    if (e->n == 0)
        return ECO_WHEN_NO_YEAR;
    if (e->n == 2)
        return named_day(e, o, p);
    if (e->n > 2)
        return ECO_WHEN_NO_DATE;
    /* "15 Mar" and "Mar 15" are days rather than years; "Mar-15" is how
     * spreadsheets show a month. */
    if (is_short(e->numbers[0]) && (e->before_month || e->numbers[0]->spaced ||
                                    e->numbers[0]->ndigits == 1))
        return ECO_WHEN_NO_YEAR;
    return when_year(e->numbers[0], o, &p->year);
}

static eco_when_reason quarter(const when_elements *e,
                               const eco_when_options *o, when_piece *p)
{
    const when_token *year = NULL;

    p->quarter = e->ordinal;
    for (int i = 0; i < e->n; i++) {
        if (e->numbers[i]->ndigits == 1 && !p->quarter)
            p->quarter = e->numbers[i]->value;
        else if (e->numbers[i]->ndigits > 1 && !year)
            year = e->numbers[i];
        else
            return ECO_WHEN_NO_DATE;
    }
    if (e->month || p->quarter < 1 || p->quarter > 4)
        return ECO_WHEN_NO_DATE;
    return year ? when_year(year, o, &p->year) : ECO_WHEN_NO_YEAR;
}

static eco_when_reason whole(const when_elements *e, const eco_when_options *o,
                             when_piece *p)
{
    if (e->quarter)
        return quarter(e, o, p);
    if (e->month)
        return named_month(e, o, p);
    if (e->n == 3)
        return three_numbers(e, o, p);
    if (e->n == 2)
        return two_numbers(e, o, p);
    return e->n == 1 ? one_number(e->numbers[0], o, p) : ECO_WHEN_NO_DATE;
}

static eco_when_reason part_of_quarters(const when_elements *e, when_piece *p)
{
    if (e->month || e->n != !e->ordinal)
        return ECO_WHEN_NO_DATE;
    p->quarter = e->ordinal ? e->ordinal : e->numbers[0]->value;
    return p->quarter < 1 || p->quarter > 4 ? ECO_WHEN_NO_DATE : ECO_WHEN_READ;
}

static eco_when_reason part_of_numbers(const when_elements *e,
                                       const eco_when_options *o,
                                       const when_piece *other, when_piece *p)
{
    int first = e->n ? e->numbers[0]->value : 0, second;

    if (e->n == 1 && other->day)
        return set_day_month(p, first, other->month);
    if (e->n == 1 && other->month) {
        p->month = first;
        return first < 1 || first > 12 ? ECO_WHEN_IMPOSSIBLE : ECO_WHEN_READ;
    }
    if (e->n != 2 || !strchr("/-. ", e->gaps[1]))
        return ECO_WHEN_NO_DATE;
    second = e->numbers[1]->value;
    return o->order == ECO_WHEN_DMY ? set_day_month(p, first, second)
                                    : set_day_month(p, second, first);
}

/* One end of a range that leaves out the year, or year and month. */
static eco_when_reason part(const when_elements *e, const eco_when_options *o,
                            const when_piece *other, when_piece *p)
{
    for (int i = 0; i < e->n; i++)
        if (!is_short(e->numbers[i]))
            return ECO_WHEN_NO_DATE;
    p->year = other->year;
    if (e->quarter && other->quarter)
        return part_of_quarters(e, p);
    if (e->quarter || other->quarter)
        return ECO_WHEN_NO_DATE;
    if (!e->month)
        return part_of_numbers(e, o, other, p);
    p->month = e->month;
    if (e->n == 0)
        return ECO_WHEN_READ;
    return e->n == 1 ? set_day_month(p, e->numbers[0]->value, e->month)
                     : ECO_WHEN_NO_DATE;
}

static eco_when_reason check(const when_elements *e, const when_piece *p)
{
    eco_when days = {0};
    eco_when_reason why = when_piece_days(p, &days);

    if (!why && e->weekday && p->day) { /* 1970-01-01 was a Thursday */
        int at_noon_of = days.first - p->shift;

        if ((at_noon_of % 7 + 11) % 7 != e->weekday - 1)
            why = ECO_WHEN_WEEKDAY;
    }
    return why;
}

eco_when_reason when_read_piece(when_tokens t, const eco_when_options *o,
                                const when_piece *other, when_piece *out)
{
    int at = when_find_time(t), n = at;
    eco_when_reason why;
    when_elements e;

    *out = (when_piece){0};
    while (
        at < t.n && n > 0 &&
        ((t.at[n - 1].kind == WHEN_IS_WORD &&
          when_word_in(" t at as a las la ", t.at[n - 1].word)) ||
         (t.at[n - 1].kind == WHEN_IS_SIGN && strchr(",-", t.at[n - 1].sign))))
        n--;
    why = when_collect((when_tokens){t.at, n}, &e);
    if (!why)
        why = other ? part(&e, o, other, out) : whole(&e, o, out);
    if (!why && at < t.n) {
        why = when_read_time((when_tokens){t.at + at, t.n - at}, o, out);
        if (!why && !out->day)
            why = ECO_WHEN_NO_DATE;
    }
    return why ? why : check(&e, out);
}

/* First and last day, and how precise that is. */
eco_when_reason when_piece_days(const when_piece *p, eco_when *out)
{
    int from = 1, to = 12;

    out->flags |= p->flags;
    if (p->day) {
        int y, m, d, day = eco_day_from_civil(p->year, p->month, p->day);

        eco_day_to_civil(day, &y, &m, &d);
        if (d != p->day)
            return ECO_WHEN_IMPOSSIBLE;
        out->first = out->last = day + p->shift;
        out->precision = ECO_WHEN_DAY;
        return ECO_WHEN_READ;
    }
    out->precision = p->month     ? ECO_WHEN_MONTH
                     : p->quarter ? ECO_WHEN_QUARTER
                                  : ECO_WHEN_YEAR;
    if (p->month) {
        from = to = p->month;
    } else if (p->quarter) {
        from = 3 * p->quarter - 2;
        to = 3 * p->quarter;
    }
    out->first = eco_day_from_civil(p->year, from, 1);
    out->last = eco_day_from_civil(to == 12 ? p->year + 1 : p->year,
                                   to == 12 ? 1 : to + 1, 1) -
                1;
    return ECO_WHEN_READ;
}
