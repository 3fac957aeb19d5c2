/* The time of day that follows a date, and its zone. */
#include "eco_when_parts.h"

/* Zones that people live in: -11:00 to +14:00. "10:00-12:00" is no zone. */
enum { DAY_MIN = 24 * 60, WEST_MAX_MIN = 12 * 60 - 1, EAST_MAX_MIN = 14 * 60 };

static bool is_sign(when_tokens t, int i, char sign)
{
    return i < t.n && t.at[i].kind == WHEN_IS_SIGN && t.at[i].sign == sign;
}

static bool is_number(when_tokens t, int i, int low, int high)
{
    return i < t.n && t.at[i].kind == WHEN_IS_NUMBER &&
           t.at[i].ndigits >= low && t.at[i].ndigits <= high;
}

/* One of the words of a list such as " h hs ". */
static bool is_word(when_tokens t, int i, const char *list)
{
    return i >= 0 && i < t.n && t.at[i].kind == WHEN_IS_WORD &&
           when_word_in(list, t.at[i].word);
}

/* "20210315T1015": the date without signs has the time likewise. */
static bool is_compact(when_tokens t, int i)
{
    return i >= 2 && is_word(t, i - 1, " t ") && is_number(t, i - 2, 8, 8) &&
           (is_number(t, i, 4, 4) || is_number(t, i, 6, 6));
}

int when_find_time(when_tokens t)
{
    for (int i = 1; i < t.n; i++)
        if ((is_number(t, i, 1, 2) &&
             ((is_sign(t, i + 1, ':') && is_number(t, i + 2, 2, 2)) ||
              is_word(t, i + 1, " h hs hrs "))) ||
            is_compact(t, i))
            return i;
    return t.n;
}

typedef struct clock {
    int hour, minute, second;
    bool noon_known, afternoon; /* am, pm */
    bool zoned;
    int east_min;
} clock;

static int read_compact(const when_token *t, clock *c)
{
    int v = t->value;

    if (t->ndigits == 6) {
        c->second = v % 100;
        v /= 100;
    }
    c->hour = v / 100;
    c->minute = v % 100;
    return 1;
}

/* Seconds and their fraction after "10:15"; the next place. */
static int read_seconds(when_tokens t, int i, clock *c)
{
    if (!is_sign(t, i, ':') || !is_number(t, i + 1, 2, 2))
        return i;
    c->second = t.at[i + 1].value;
    i += 2;
    if ((is_sign(t, i, '.') || is_sign(t, i, ',')) &&
        is_number(t, i + 1, 1, 99))
        i += 2;
    return i;
}

static int read_clock(when_tokens t, clock *c)
{
    int i = 0;

    if (t.at[0].ndigits > 2)
        return read_compact(&t.at[0], c);
    c->hour = t.at[0].value;
    if (is_word(t, 1, " h hs hrs ")) {
        i = 2;
        if (is_number(t, 2, 2, 2) && !t.at[2].spaced) {
            c->minute = t.at[2].value;
            i = 3;
        }
        return i;
    }
    c->minute = t.at[2].value;
    return read_seconds(t, 3, c);
}

/* "pm", "p.m.", "p. m."; the next place. */
static int read_half(when_tokens t, int i, clock *c)
{
    bool whole = is_word(t, i, " am pm ");

    if (!whole && !is_word(t, i, " a p "))
        return i;
    c->noon_known = true;
    c->afternoon = t.at[i].word[0] == 'p';
    i++;
    if (!whole) {
        i += is_sign(t, i, '.');
        if (!is_word(t, i, " m "))
            return -1;
        i++;
        i += is_sign(t, i, '.');
    }
    return i;
}

/* "Z", "UTC", "GMT+1", "+03:00", "-0300", "+03"; the next place. */
static int read_zone(when_tokens t, int i, clock *c)
{
    int sign, v;

    if (is_word(t, i, " z utc gmt ")) {
        c->zoned = true;
        i++;
    }
    if (!is_sign(t, i, '+') && !is_sign(t, i, '-'))
        return i;
    sign = t.at[i].sign == '-' ? -1 : 1;
    if (!is_number(t, i + 1, 1, 2) && !is_number(t, i + 1, 4, 4))
        return -1;
    v = t.at[i + 1].value;
    c->zoned = true;
    c->east_min = t.at[i + 1].ndigits == 4 ? v / 100 * 60 + v % 100 : v * 60;
    i += 2;
    if (t.at[i - 1].ndigits < 4 && is_sign(t, i, ':')) {
        if (!is_number(t, i + 1, 2, 2))
            return -1;
        c->east_min += t.at[i + 1].value;
        i += 2;
    }
    c->east_min *= sign;
    return i;
}

static bool is_possible(const clock *c)
{
    if (c->noon_known && (c->hour < 1 || c->hour > 12))
        return false;
    if (c->hour == 24 && (c->minute || c->second))
        return false;
    return c->hour <= 24 && c->minute < 60 && c->second <= 60 &&
           c->east_min >= -WEST_MAX_MIN && c->east_min <= EAST_MAX_MIN &&
           c->east_min % 15 == 0;
}

/* Days between where it was written and the zone asked for. 24:00 is the end
 * of its day, not the next one. */
static int shift_days(const clock *c, int offset_min)
{
    int hour = c->noon_known ? c->hour % 12 + 12 * c->afternoon : c->hour;
    int minutes = hour * 60 + c->minute - (hour == 24) - c->east_min;

    minutes += offset_min + 2 * DAY_MIN;
    return minutes / DAY_MIN - 2;
}

eco_when_reason when_read_time(when_tokens t, const eco_when_options *o,
                               when_piece *out)
{
    clock c = {0};
    int i = read_clock(t, &c);

    i = read_half(t, i, &c);
    if (i >= 0 && is_word(t, i, " h hs hrs hr horas uhr "))
        i++;
    if (i >= 0)
        i = read_zone(t, i, &c);
    if (i >= 0 && is_sign(t, i, '.'))
        i++;
    if (i != t.n)
        return ECO_WHEN_NO_DATE;
    if (!is_possible(&c))
        return ECO_WHEN_IMPOSSIBLE;
    if (c.zoned && o->shift)
        out->shift = shift_days(&c, o->offset_min);
    else if (c.zoned)
        out->flags |= ECO_WHEN_IS_ABROAD;
    if (out->shift)
        out->flags |= ECO_WHEN_IS_SHIFTED;
    return ECO_WHEN_READ;
}
