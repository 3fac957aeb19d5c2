/* Dates as people in the field write them, in English, Spanish, French and
 * Portuguese: nothing is guessed, what has two readings is refused. */
#ifndef ECO_WHEN_H
#define ECO_WHEN_H

#include <ecocrime/status.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum eco_when_order {
    ECO_WHEN_UNKNOWN_ORDER,
    ECO_WHEN_DMY,
    ECO_WHEN_MDY,
    ECO_WHEN_YMD
} eco_when_order;
enum { ECO_WHEN_NORDERS = 4 }; /* the unknown one counted */

/* Spreadsheets count days from 1900-01-01 = 1 (with a 29 February 1900 that
 * never was) or from 1904-01-01 = 0. */
typedef enum eco_when_serial {
    ECO_WHEN_NO_SERIAL,
    ECO_WHEN_SERIAL_1900,
    ECO_WHEN_SERIAL_1904
} eco_when_serial;

typedef enum eco_when_precision {
    ECO_WHEN_DAY,
    ECO_WHEN_MONTH,
    ECO_WHEN_QUARTER,
    ECO_WHEN_YEAR,
    ECO_WHEN_RANGE
} eco_when_precision;

/* Why a text is refused; of several reasons the later one tells more. The
 * texts follow the value in a message: "'03/04/2020' has two readings; ...". */
#define ECO_WHEN_REASON_MAP(X)                                                 \
    X(READ, "")                                                                \
    X(NO_DATE, "is not a date that is understood; write it as 2021-03-15")     \
    X(EMPTY, "is empty")                                                       \
    X(NUMBER, "is a bare number; 'serial' reads day numbers of spreadsheets")  \
    X(NO_YEAR, "has no year; write it as 2021-03-15")                          \
    X(FAR_YEAR, "has a year outside 1600 to 2400")                             \
    X(IMPOSSIBLE, "is no day of the calendar")                                 \
    X(WEEKDAY, "names another day of the week than its date has")              \
    X(BACKWARDS, "ends before it begins")                                      \
    X(SHORT_YEAR, "has a year of two digits; 'pivot' says which century")      \
    X(ORDER, "does not follow the order that is given, but another one")       \
    X(AMBIGUOUS, "has two readings; 'order' says which: dmy, mdy or ymd")

typedef enum eco_when_reason {
#define X(name, text) ECO_WHEN_##name,
    ECO_WHEN_REASON_MAP(X)
#undef X
} eco_when_reason;

enum {
    ECO_WHEN_IS_FUTURE = 1, /* it, or the later end of a range, begins then */
    ECO_WHEN_IS_AMBIGUOUS = 2,
    ECO_WHEN_IS_IMPOSSIBLE = 4,
    ECO_WHEN_IS_SHIFTED = 8, /* another day here than where it was written */
    ECO_WHEN_IS_ABROAD = 16  /* has a time zone, and no offset was given */
};

typedef struct eco_when_options {
    eco_when_order order;
    eco_when_serial serial;
    int pivot;  /* two digits are a year of pivot .. pivot + 99; 0: refuse */
    bool shift; /* times with a zone become days of the zone `offset_min` */
    int offset_min; /* minutes east of Greenwich, -1080 to 1080 */
    int today; /* days since 1970-01-01, for the future; 0: not looked at */
} eco_when_options;

typedef struct eco_when {
    int first, last; /* days since 1970-01-01, see eco_day.h */
    eco_when_precision precision;
    unsigned flags;
    eco_when_reason reason;
    unsigned orders; /* 1 << order for each order that can read it; only when
                        none was given or the one given could not */
} eco_when;

/** The days that a text means.
 *
 * @param text     UTF-8; NULL is empty
 * @param options  NULL: all zero
 * @param out      [out] first and last day; on failure only reason, flags and
 *                 orders
 * @return ECO_OK; ECO_FORMAT, *out says why; ECO_INVALID for options outside
 *         their range
 *
 * A year of four digits in front is year-month-day in any order. Threads: pure.
 */
eco_status eco_when_parse(const char *text, const eco_when_options *options,
                          eco_when *out);
const char *eco_when_reason_text(eco_when_reason reason);
const char *eco_when_order_name(eco_when_order order); /* "dmy", "unknown" */
const char *eco_when_precision_name(eco_when_precision precision);

enum { ECO_WHEN_EXAMPLE_MAX = 64 };

/* What a column says of its order. A value decides for an order when that one
 * alone reads it. */
typedef struct eco_when_guess {
    size_t ntexts, nempty, nread, nrefused; /* nrefused: read by no order */
    size_t fits[ECO_WHEN_NORDERS];          /* values that the order reads */
    size_t decides[ECO_WHEN_NORDERS];       /* values that only it reads */
    size_t ambiguous;                       /* two readings that differ */
    size_t differ[ECO_WHEN_NORDERS]; /* of those, between all orders but it */
    unsigned orders;      /* 1 << order for those that read every value */
    eco_when_order order; /* the answer; unknown: none, any, or several */
    bool mixed;           /* values decide for different orders */
    bool undecided;       /* orders that read every value read some otherwise */
    /* The first value that decides for an order and its number from 1; for
     * the unknown one the first with two readings. */
    size_t example_at[ECO_WHEN_NORDERS];
    char example[ECO_WHEN_NORDERS][ECO_WHEN_EXAMPLE_MAX];
} eco_when_guess;

/* One value after the other into a zeroed guess, whose answer is always up to
 * date; `options` as above, its order is not looked at. */
void eco_when_guess_add(eco_when_guess *guess, const char *text,
                        const eco_when_options *options);

/* All at once. ECO_OK: out->order reads every value, and any other order that
 * does reads them alike; or all three do, then it is unknown. ECO_NOTFOUND: no
 * value decides between orders that read the column differently. ECO_FORMAT:
 * mixed, out->example has a value of each kind. */
eco_status eco_when_order_guess(const char *const *texts, size_t n,
                                const eco_when_options *options,
                                eco_when_guess *out);
eco_status eco_when_guess_status(const eco_when_guess *guess);

#endif
