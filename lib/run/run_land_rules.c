/* The rules that SDG 15.3.1 goes by, from layers/rules into the store. */
#include "eco_run_job.h"

#include "eco_csv.h"
#include "eco_layers.h"
#include "eco_str.h"

#include <string.h>

enum { COLUMNS_MAX = 6 };

/* A file, its columns, and the query that takes them by name. */
struct rule_file {
    const char *name, *clear, *query;
    const char *columns[COLUMNS_MAX];
};

static const struct rule_file files[] = {
    {"rules/mountain_cover_change.csv",
     "mountain_rule_clear",
     "mountain_rule_insert",
     {"before", "after", "change", "source", "status"}},
    {"rules/land_cover_change.csv",
     "land_cover_clear",
     "land_cover_insert",
     {"before", "after", "change", "source", "status"}},
    {"rules/soil_carbon_factor.csv",
     "land_factor_clear",
     "land_factor_insert",
     {"before", "after", "factor", "source", "status"}},
    {"rules/soil_carbon_climate.csv",
     "land_climate_clear",
     "land_climate_insert",
     {"climate", "f", "source", "status"}},
    {"rules/productivity_change.csv",
     "land_productivity_clear",
     "land_productivity_insert",
     {"productivity", "change", "source", "status"}},
};

static eco_status check_header(eco_ctx *ctx, const struct rule_file *f,
                               const eco_csv_row *row)
{
    eco_str all = {0};
    bool good = true;
    size_t n = 0;
    eco_status st;

    for (; n < COLUMNS_MAX && f->columns[n]; n++) {
        good &= n < row->n && strcmp(row->cells[n], f->columns[n]) == 0;
        eco_str_printf(&all, "%s%s", n ? "," : "", f->columns[n]);
    }
    st = good && row->n == n
             ? ECO_OK
             : eco_fail(ctx, ECO_FORMAT, "layers/%s:1: the columns are %s",
                        f->name, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status put_row(eco_ctx *ctx, const struct rule_file *f, eco_stmt *s,
                          const eco_csv_row *row)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < COLUMNS_MAX && f->columns[i] && !st; i++) {
        eco_str name = {0};

        eco_str_printf(&name, ":%s", f->columns[i]);
        if (name.failed)
            st = eco_nomem(ctx);
        else
            eco_bind_text(s, eco_str_text(&name),
                          i < row->n ? row->cells[i] : NULL);
        eco_str_clear(&name);
    }
    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    return st ? eco_trace(ctx, st, "layers/%s:%zu", f->name, row->line) : st;
}

static eco_status put_file(eco_ctx *ctx, eco_store *store,
                           const struct rule_file *f)
{
    const char *text = eco_layers_text(f->name);
    eco_csv_reader reader;
    eco_csv_row row = {0};
    eco_stmt *s = NULL;
    eco_status st;

    if (!text)
        return eco_fail(ctx, ECO_NOTFOUND, "layers/%s is missing", f->name);
    st = eco_store_query(ctx, store, f->clear, &s);
    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    s = NULL;
    if (!st)
        st = eco_store_query(ctx, store, f->query, &s);
    eco_csv_open(&reader, text, strlen(text));
    if (!st)
        st = eco_csv_read(&reader, &row);
    if (!st)
        st = check_header(ctx, f, &row);
    while (!st && !(st = eco_csv_read(&reader, &row)))
        st = put_row(ctx, f, s, &row);
    if (st == ECO_NOTFOUND)
        st = ECO_OK; /* the end */
    eco_csv_row_clear(&row);
    eco_stmt_finalize(s);
    return st;
}

/* A change that no rule is about would be land of unknown state. */
static eco_status complete(eco_ctx *ctx, eco_store *store)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "land_rule_missing", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row)
        st = eco_fail(ctx, ECO_FORMAT, "layers/rules/%s has no row for %s",
                      eco_col_text(s, 0), eco_col_text(s, 1));
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_run_land_rules(eco_ctx *ctx, eco_store *store)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof files / sizeof *files && !st; i++)
        st = put_file(ctx, store, &files[i]);
    return st ? st : complete(ctx, store);
}

static eco_status put_parameter(eco_ctx *ctx, eco_stmt *s, const char *name,
                                const char *value, const char *unit)
{
    eco_bind_text(s, ":name", name);
    eco_bind_text(s, ":value", value);
    eco_bind_text(s, ":unit", unit);
    eco_bind_text(s, ":source", "assessment, or the indicator's metadata");
    eco_bind_int(s, ":calibrated", 1);
    return eco_stmt_step(ctx, s, NULL);
}

eco_status eco_run_land_parameters(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_land_spec *land = &job->assessment->land;
    const struct {
        const char *name;
        int year;
    } years[] = {{"land.baseline_first", land->first},
                 {"land.baseline_last", land->base},
                 {"land.until", land->last}};
    eco_stmt *s = NULL;
    char buf[32];
    eco_status st = ECO_OK;

    if (!land->ready)
        return ECO_OK;
    st = eco_store_query(ctx, job->store, "run_parameter", &s);
    for (size_t i = 0; i < 3 && !st; i++)
        st = put_parameter(ctx, s, years[i].name,
                           eco_str_real(buf, years[i].year), "year");
    if (!st && land->climate)
        st = put_parameter(ctx, s, "land.climate", land->climate, "");
    eco_stmt_finalize(s);
    return st;
}
