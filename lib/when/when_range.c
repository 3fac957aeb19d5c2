/* "5 a 9 mayo 2020": where a text parts into two ends, and what one of them
 * leaves out because the other says it. */
#include "eco_when_parts.h"

static when_tokens slice(when_tokens t, int from, int to)
{
    return (when_tokens){t.at + from, to - from};
}

static bool is_word(const when_token *t, when_word is)
{
    return t->kind == WHEN_IS_WORD && t->is == is;
}

static bool is_sign(const when_token *t, char sign)
{
    return t->kind == WHEN_IS_SIGN && t->sign == sign;
}

/* "May 5-9, 2020": day, then the rest without the month. */
static bool month_in_front(const when_elements *a, const when_elements *b)
{
    return a->month && a->n == 1 && a->numbers[0]->ndigits <= 2 && !b->month &&
           !b->quarter && b->n == 2 && b->numbers[0]->ndigits <= 2 &&
           b->numbers[1]->ndigits == 4 &&
           (b->gaps[1] == ',' || b->gaps[1] == ' ');
}

static eco_when_reason month_of_both(const when_elements *a,
                                     const when_elements *b, when_piece *from,
                                     when_piece *to)
{
    static const eco_when_options none = {0};
    eco_when_reason why;

    *to = (when_piece){.month = a->month, .day = b->numbers[0]->value};
    why = when_year(b->numbers[1], &none, &to->year);
    *from = *to;
    from->day = a->numbers[0]->value;
    if (!why &&
        (from->day < 1 || from->day > 31 || to->day < 1 || to->day > 31))
        why = ECO_WHEN_IMPOSSIBLE;
    return why;
}

/* The end with fewer elements, and no year of four digits, leans on the other:
 * "15 mayo a 19 mayo 2020" has two and three. */
static bool leans(const when_elements *a, const when_elements *b)
{
    return !when_has_full_year(a) &&
           when_element_count(a) < when_element_count(b);
}

/* Elements without the time of day. */
static eco_when_reason elements(when_tokens t, when_elements *e)
{
    int n = when_find_time(t);

    if (n < t.n && n > 0 && t.at[n - 1].kind != WHEN_IS_NUMBER)
        n--;
    return t.n ? when_collect(slice(t, 0, n), e) : ECO_WHEN_NO_DATE;
}

static eco_when_reason read_ends(when_tokens a, when_tokens b,
                                 const eco_when_options *o, when_piece *from,
                                 when_piece *to)
{
    when_elements x, y;
    eco_when_reason why;

    if (elements(a, &x) || elements(b, &y))
        return ECO_WHEN_NO_DATE;
    if (month_in_front(&x, &y))
        return month_of_both(&x, &y, from, to);
    if (leans(&x, &y)) {
        why = when_read_piece(b, o, NULL, to);
        return why ? why : when_read_piece(a, o, to, from);
    }
    why = when_read_piece(a, o, NULL, from);
    if (why)
        return why;
    return when_read_piece(b, o, leans(&y, &x) ? from : NULL, to);
}

static eco_when_reason read_split(when_tokens a, when_tokens b,
                                  const eco_when_options *o, eco_when *out)
{
    eco_when end = {0};
    when_piece from, to;
    eco_when_reason why = read_ends(a, b, o, &from, &to);

    if (!why)
        why = when_piece_days(&from, out);
    if (!why)
        why = when_piece_days(&to, &end);
    if (why)
        return why;
    out->flags |= end.flags;
    out->precision = ECO_WHEN_RANGE;
    if (end.first < out->first || end.last < out->last)
        return ECO_WHEN_BACKWARDS;
    if (o->today && end.first > o->today)
        out->flags |= ECO_WHEN_IS_FUTURE;
    out->last = end.last;
    return ECO_WHEN_READ;
}

static bool is_spaced(when_tokens t, int i)
{
    return t.at[i].spaced && t.at[i + 1].spaced;
}

/* Three numbers and mixed signs without blanks, "10-12/2020": months, or a
 * date written badly. */
static bool is_doubtful(when_tokens t, int i)
{
    int numbers = 0;

    for (int k = 0; k < t.n; k++) {
        if (is_word(&t.at[k], WHEN_MONTH_NAME) ||
            is_word(&t.at[k], WHEN_QUARTER_WORD))
            return false;
        numbers += t.at[k].kind == WHEN_IS_NUMBER;
    }
    return numbers == 3 && !is_spaced(t, i);
}

/* A sign that the later end holds likewise, "05 - 05 - 2021", parts the
 * numbers of one date; unless the earlier end is whole. */
static bool is_inner(when_tokens t, int i)
{
    for (int k = 0; k < i; k++)
        if (t.at[k].kind == WHEN_IS_NUMBER && t.at[k].ndigits >= 4)
            return false;
    for (int k = i + 1; k + 1 < t.n; k++)
        if (is_sign(&t.at[k], t.at[i].sign) &&
            is_spaced(t, k) == is_spaced(t, i))
            return true;
    return false;
}

/* Words part before signs do: "01-03-2020 a 05-03-2020". */
static bool parts(when_tokens t, int i, bool by_word, bool is_between)
{
    const when_token *x = &t.at[i];

    if (by_word)
        return is_word(x, WHEN_TO) || is_sign(x, '~') ||
               (is_between && is_word(x, WHEN_AND));
    return (is_sign(x, '-') || is_sign(x, '/')) && !is_doubtful(t, i) &&
           !is_inner(t, i);
}

static eco_when_reason try_splits(when_tokens t, const eco_when_options *o,
                                  bool by_word, bool is_between, eco_when *out)
{
    eco_when_reason why = ECO_WHEN_NO_DATE;
    bool found = false;

    for (int i = 1; i + 1 < t.n; i++) {
        eco_when one = {0};
        eco_when_reason r;

        if (!parts(t, i, by_word, is_between))
            continue;
        r = read_split(slice(t, 0, i), slice(t, i + 1, t.n), o, &one);
        if (r) { /* what a sign parted may well be no range at all */
            why = r > why && (by_word || r >= ECO_WHEN_BACKWARDS) ? r : why;
            continue;
        }
        if (found && (one.first != out->first || one.last != out->last))
            return ECO_WHEN_AMBIGUOUS;
        *out = one;
        found = true;
    }
    return found ? ECO_WHEN_READ : why;
}

eco_when_reason when_read_range(when_tokens t, const eco_when_options *o,
                                eco_when *out)
{
    bool is_between = t.n && is_word(&t.at[0], WHEN_BETWEEN);
    eco_when_reason why;

    if (is_between || (t.n && is_word(&t.at[0], WHEN_FROM)))
        t = slice(t, 1, t.n);
    why = try_splits(t, o, true, is_between, out);
    if (why == ECO_WHEN_NO_DATE)
        why = try_splits(t, o, false, false, out);
    return why;
}
