/* A table of official values, row by row. */
#include "eco_official.h"

#include "eco_mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum column {
    COL_INDICATOR,
    COL_AREA,
    COL_YEAR,
    COL_VALUE,
    COL_UNIT,
    COL_NEEDED, /* those before are */
    COL_SERIES = COL_NEEDED,
    COL_ZONE_SET,
    COL_MONTH,
    COL_LOW,
    COL_HIGH,
    COL_SOURCE,
    COL_COUNT
};

static const char *const names[COL_COUNT] = {
    "indicator", "area",  "year", "value", "unit",  "series",
    "zone_set",  "month", "low",  "high",  "source"};

struct eco_official_reader {
    eco_table_in *table;
    int at[COL_COUNT]; /* -1: no such column */
    const eco_table_row *row;
};

static eco_status find_columns(eco_ctx *ctx, const char *path,
                               eco_official_reader *r)
{
    eco_str missing = {0};
    eco_status st = ECO_OK;

    for (int c = 0; c < COL_COUNT; c++) {
        r->at[c] = eco_table_in_find(r->table, names[c]);
        if (c < COL_NEEDED && r->at[c] < 0)
            eco_str_printf(&missing, "%s%s", missing.n ? ", " : "", names[c]);
    }
    if (missing.n)
        st = eco_fail(ctx, ECO_FORMAT,
                      "%s: no column %s; a table of official values has "
                      "indicator, area, year, value and unit, and if wanted "
                      "series, zone_set, month, low, high, source",
                      path, eco_str_text(&missing));
    eco_str_clear(&missing);
    return st;
}

eco_status eco_official_open(eco_ctx *ctx, const char *path,
                             eco_official_reader **out)
{
    const eco_table_options options = {0};
    eco_official_reader *r = eco_mem_array(1, sizeof *r);
    eco_status st;

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    st = eco_table_in_open(ctx, path, &options, &r->table);
    if (!st)
        st = find_columns(ctx, path, r);
    if (st) {
        eco_official_close(r);
        return st;
    }
    *out = r;
    return ECO_OK;
}

void eco_official_close(eco_official_reader *r)
{
    if (r)
        eco_table_in_close(r->table);
    eco_mem_free(r);
}

static const char *cell(const eco_official_reader *r, enum column c)
{
    const char *text = r->at[c] < 0 ? NULL : r->row->cells[r->at[c]];

    return text ? text : "";
}

/* NaN when the cell is empty; false when it is no number. */
static bool number(const eco_official_reader *r, enum column c, double *out)
{
    const char *text = cell(r, c);

    *out = (double)NAN;
    if (!*text)
        return true;
    return eco_parse_real(text, out) && isfinite(*out);
}

static bool read_numbers(const eco_official_reader *r, eco_official *o)
{
    static const enum column which[] = {COL_VALUE, COL_LOW, COL_HIGH};
    double *const to[] = {&o->value, &o->low, &o->high};
    long long year, month = 0;

    if (!eco_parse_int(cell(r, COL_YEAR), &year) || year < 1900 ||
        year > 2100) {
        snprintf(o->reason, sizeof o->reason,
                 "year '%.40s' is no year of 1900 to 2100", cell(r, COL_YEAR));
        return false;
    }
    if (*cell(r, COL_MONTH) && (!eco_parse_int(cell(r, COL_MONTH), &month) ||
                                month < 1 || month > 12)) {
        snprintf(o->reason, sizeof o->reason,
                 "month '%.40s' is none of 1 to 12", cell(r, COL_MONTH));
        return false;
    }
    o->year = (int)year;
    o->month = (int)month;
    for (size_t i = 0; i < sizeof which / sizeof *which; i++)
        if (!number(r, which[i], to[i])) {
            snprintf(o->reason, sizeof o->reason,
                     "%s '%.40s' is no number (with a decimal point)",
                     names[which[i]], cell(r, which[i]));
            return false;
        }
    if (isnan(o->value))
        snprintf(o->reason, sizeof o->reason, "value is empty");
    else if (o->low > o->value || o->high < o->value)
        snprintf(o->reason, sizeof o->reason,
                 "value %g is not between low and high", o->value);
    return !*o->reason;
}

static void parse(const eco_official_reader *r, eco_official *o)
{
    static const enum column filled[] = {COL_INDICATOR, COL_AREA, COL_UNIT};

    *o = (eco_official){.indicator = cell(r, COL_INDICATOR),
                        .series = cell(r, COL_SERIES),
                        .area = cell(r, COL_AREA),
                        .zone_set = cell(r, COL_ZONE_SET),
                        .unit = cell(r, COL_UNIT),
                        .source = cell(r, COL_SOURCE),
                        .number = r->row->number};
    if (!*o->series)
        o->series = o->indicator;
    if (r->row->fault) {
        snprintf(o->reason, sizeof o->reason, "%.190s", r->row->why);
        return;
    }
    for (size_t i = 0; i < sizeof filled / sizeof *filled; i++)
        if (!*cell(r, filled[i])) {
            snprintf(o->reason, sizeof o->reason, "%s is empty",
                     names[filled[i]]);
            return;
        }
    read_numbers(r, o);
}

eco_status eco_official_next(eco_ctx *ctx, eco_official_reader *r,
                             eco_official *row, bool *any)
{
    eco_status st = eco_table_in_next(ctx, r->table, &r->row);

    *any = !st && r->row;
    if (*any)
        parse(r, row);
    return st;
}

void eco_official_text(const eco_official_reader *r, eco_str *out)
{
    for (size_t i = 0; i < eco_table_in_ncolumns(r->table); i++) {
        eco_str_add(out, i ? ", " : "{");
        eco_str_json(out, eco_table_in_column(r->table, i));
        eco_str_add(out, ": ");
        eco_str_json(out, r->row->cells[i] ? r->row->cells[i] : "");
    }
    eco_str_add(out, "}");
}
