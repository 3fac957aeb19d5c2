/* A coding's few keys, and the legend that follows from them. */
#include "eco_coding.h"

#include "eco_csv.h"
#include "eco_day.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { GRADES_MAX = 9, WORD = 24, YEAR_HIGH = 2100 };

/* What a value may be at most where no unit limits it. */
enum { DAYS_MAX = 65535, YYDDD_MAX = 99366 };

struct coding {
    bool yyddd, has_epoch, has_date, has_none;
    int epoch, year; /* day number; its year */
    double unit, none;
    struct {
        int digit;
        char word[WORD];
    } grades[GRADES_MAX];
    size_t ngrades;
};

struct entries {
    eco_legend_entry *items;
    size_t n, cap;
};

bool eco_coding_is(const char *text, size_t ntext)
{
    return ntext > 4 && strncasecmp(text, "key,", 4) == 0;
}

static eco_status set_epoch(eco_ctx *ctx, struct coding *c, const char *text)
{
    int last, month, day;

    if (!eco_day_parse(text, &c->epoch, &last) || last != c->epoch)
        return eco_fail(ctx, ECO_USAGE,
                        "epoch: '%.40s' is not a date such as 2014-12-31",
                        text);
    eco_day_to_civil(c->epoch, &c->year, &month, &day);
    c->has_epoch = true;
    return ECO_OK;
}

static eco_status add_grade(eco_ctx *ctx, struct coding *c, const char *text)
{
    int digit = *text - '0';

    if (digit < 1 || digit > 9 || text[1] != ':' || !text[2] ||
        strlen(text + 2) >= WORD)
        return eco_fail(ctx, ECO_USAGE,
                        "confidence: '%.40s' is not a digit from 1 to 9 and a "
                        "word of at most %d letters, such as 3:high",
                        text, WORD - 1);
    if (c->ngrades == GRADES_MAX)
        return eco_fail(ctx, ECO_USAGE, "confidence: more than %d", GRADES_MAX);
    for (size_t i = 0; i < c->ngrades; i++)
        if (c->grades[i].digit == digit ||
            strcmp(c->grades[i].word, text + 2) == 0)
            return eco_fail(ctx, ECO_USAGE,
                            "confidence: '%.40s' is given twice", text);
    c->grades[c->ngrades].digit = digit;
    memcpy(c->grades[c->ngrades++].word, text + 2, strlen(text + 2) + 1);
    return ECO_OK;
}

static eco_status set_number(eco_ctx *ctx, const char *key, const char *text,
                             double low, double *out)
{
    if (eco_parse_real(text, out) && *out >= low && *out <= 1e8 &&
        !(*out < (double)(long)*out) && !(*out > (double)(long)*out))
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE,
                    "%s: '%.40s' is not a whole number from %.0f to 1e8", key,
                    text, low);
}

static eco_status take(eco_ctx *ctx, struct coding *c, const char *key,
                       const char *value)
{
    if (strcmp(key, "epoch") == 0)
        return set_epoch(ctx, c, value);
    if (strcmp(key, "confidence") == 0)
        return add_grade(ctx, c, value);
    if (strcmp(key, "unit") == 0)
        return set_number(ctx, key, value, 1000, &c->unit);
    if (strcmp(key, "none") == 0) {
        c->has_none = true;
        return set_number(ctx, key, value, 0, &c->none);
    }
    if (strcmp(key, "date") != 0)
        return eco_fail(ctx, ECO_USAGE,
                        "'%.40s' is unknown; allowed: date, epoch, unit, "
                        "confidence, none",
                        key);
    c->has_date = true;
    c->yyddd = strcmp(value, "yyddd") == 0;
    if (c->yyddd || strcmp(value, "days") == 0)
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE,
                    "date: '%.40s' is unknown; allowed: days, yyddd", value);
}

static eco_status read_keys(eco_ctx *ctx, const char *text, size_t ntext,
                            struct coding *c, size_t *line)
{
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_status st;

    eco_csv_open(&reader, text, ntext);
    st = eco_csv_read(&reader, &row);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        *line = row.line;
        if (row.n == 1 && !*row.cells[0])
            continue;
        st = row.n < 2 ? eco_fail(ctx, ECO_USAGE, "write key,value")
                       : take(ctx, c, row.cells[0], row.cells[1]);
    }
    if (st == ECO_NOTFOUND)
        st = ECO_OK; /* the end */
    if (st == ECO_FORMAT)
        st = eco_fail(ctx, ECO_USAGE, "a quote is not closed");
    if (st == ECO_NOMEM)
        eco_nomem(ctx);
    eco_csv_row_clear(&row);
    return st;
}

static eco_status check(eco_ctx *ctx, const struct coding *c)
{
    if (!c->has_date)
        return eco_fail(ctx, ECO_USAGE, "date is missing: days or yyddd");
    if (!c->has_epoch)
        return eco_fail(ctx, ECO_USAGE,
                        "epoch is missing: the day that counts as 0, or a day "
                        "of the year that yy counts from");
    if ((c->unit > 0) != (c->ngrades > 0))
        return eco_fail(ctx, ECO_USAGE,
                        "unit and confidence go together: values are "
                        "confidence x unit + date");
    return ECO_OK;
}

static eco_status add(eco_ctx *ctx, struct entries *e, const double range[2],
                      const char *label, const char *role)
{
    eco_legend_entry *entry;

    if (!ECO_GROW(e->items, e->n, e->cap))
        return eco_nomem(ctx);
    entry = &e->items[e->n++];
    *entry = (eco_legend_entry){.low = range[0],
                                .high = range[1],
                                .label = eco_mem_text(label),
                                .role = eco_mem_text(role)};
    return entry->label && (!role || entry->role) ? ECO_OK : eco_nomem(ctx);
}

/* First and last value of a month; false when it has none. */
static bool month_range(const struct coding *c, int year, int month,
                        double range[2])
{
    int first = eco_day_from_civil(year, month, 1);
    int next = month < 12 ? eco_day_from_civil(year, month + 1, 1)
                          : eco_day_from_civil(year + 1, 1, 1);
    int zero = c->yyddd ? eco_day_from_civil(year, 1, 1) - 1 : c->epoch;
    double base = c->yyddd ? 1000.0 * (year - c->year) : 0;
    double most = c->unit > 0 ? c->unit - 1 : c->yyddd ? YYDDD_MAX : DAYS_MAX;

    range[0] = base + (first > zero ? first - zero : 1);
    range[1] = base + next - 1 - zero;
    if (range[1] > most)
        range[1] = most;
    return next - 1 > zero && range[0] <= range[1];
}

/* All months of one confidence; word NULL: there is none. */
static eco_status add_months(eco_ctx *ctx, const struct coding *c,
                             struct entries *e, int digit, const char *word)
{
    eco_status st = ECO_OK;

    for (int year = c->year; year <= YEAR_HIGH; year++)
        for (int month = 1; month <= 12 && !st; month++) {
            eco_str label = {0};
            double range[2];

            if (!month_range(c, year, month, range))
                continue;
            range[0] += digit * c->unit;
            range[1] += digit * c->unit;
            eco_str_printf(&label, "%04d-%02d%s%s", year, month,
                           word ? " " : "", word ? word : "");
            st = label.failed
                     ? eco_nomem(ctx)
                     : add(ctx, e, range, eco_str_text(&label), "alert");
            eco_str_clear(&label);
        }
    return st;
}

static eco_status add_none(eco_ctx *ctx, const struct coding *c,
                           struct entries *e)
{
    const double range[2] = {c->none, c->none};

    if (!c->has_none)
        return ECO_OK;
    for (size_t i = 0; i < e->n; i++)
        if (c->none >= e->items[i].low && c->none <= e->items[i].high)
            return eco_fail(ctx, ECO_USAGE, "none: %.0f stands for %s too",
                            c->none, e->items[i].label);
    return add(ctx, e, range, "no alert", NULL);
}

eco_status eco_coding_read(eco_ctx *ctx, const char *text, size_t ntext,
                           eco_legend_entry **out, size_t *n, size_t *line)
{
    struct coding c = {0};
    struct entries e = {0};
    eco_status st;

    *out = NULL;
    *n = 0;
    *line = 1;
    st = read_keys(ctx, text, ntext, &c, line);
    if (!st)
        st = check(ctx, &c);
    if (!st && !c.ngrades)
        st = add_months(ctx, &c, &e, 0, NULL);
    for (size_t i = 0; i < c.ngrades && !st; i++)
        st = add_months(ctx, &c, &e, c.grades[i].digit, c.grades[i].word);
    if (!st)
        st = add_none(ctx, &c, &e);
    if (!st && !e.n)
        st = eco_fail(ctx, ECO_USAGE,
                      "epoch: no month up to %d has a value; an earlier day is "
                      "needed",
                      YEAR_HIGH);
    if (st) {
        eco_legend_free(e.items, e.n);
        return st;
    }
    *out = e.items;
    *n = e.n;
    return ECO_OK;
}
