/* Run the fact scripts; each wanted indicator's SELECT into one table. */
#include "eco_indicator.h"

#include "eco_catalogue.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

/* Columns of an indicator's SELECT, by name in any order. */
enum column {
    COL_ZONE,
    COL_YEAR,
    COL_SERIES,
    COL_CLASS,
    COL_VALUE,
    COL_STATUS,
    COL_DATASET,
    COL_REQUIRED, /* those before are */
    COL_MEASURE = COL_REQUIRED,
    COL_SCENARIO,
    COL_LOW,
    COL_HIGH,
    COL_NOTE,
    COL_COUNT
};

static const char *const column_names[COL_COUNT] = {
    "zone_id", "year",    "series",   "class", "value", "obs_status",
    "dataset", "measure", "scenario", "low",   "high",  "note"};

typedef struct values {
    const eco_indicator *ind;
    eco_stmt *from, *into;
    int at[COL_COUNT]; /* index in `from`; -1: absent */
} values;

eco_status eco_indicator_facts(eco_ctx *ctx, eco_store *store)
{
    const char *const *names = eco_layers_list("fact/");
    eco_status st = ECO_OK;

    for (; *names && !st; names++) {
        st = eco_sql_run(ctx, eco_store_sql(store), eco_layers_text(*names));
        if (st)
            eco_trace(ctx, st, "layers/%s", *names);
    }
    return st ? eco_trace(ctx, st, "computing facts") : ECO_OK;
}

static eco_status run_query(eco_ctx *ctx, eco_store *store, const char *name)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, store, name, &q);

    if (!st)
        st = eco_stmt_step(ctx, q, NULL);
    eco_stmt_finalize(q);
    return st;
}

static eco_status insert_series(eco_ctx *ctx, eco_store *store,
                                const eco_indicator *ind)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, store, "indicator_insert", &q);

    for (size_t i = 0; i < ind->nseries && !st; i++) {
        const eco_series *s = &ind->series[i];

        eco_bind_text(q, ":series", s->name);
        eco_bind_text(q, ":indicator", ind->code);
        eco_bind_text(q, ":title", ind->title);
        eco_bind_text(q, ":unit", s->unit);
        eco_bind_text(q, ":unit_text", s->unit_text);
        eco_bind_int(q, ":main", s->main);
        eco_bind_int(q, ":level", s->level);
        eco_bind_text(q, ":formula", ind->formula);
        eco_bind_text(q, ":method", ind->method);
        eco_bind_text(q, ":source", ind->source);
        eco_bind_text(q, ":caveat", ind->caveat);
        eco_bind_text(q, ":file", ind->file);
        eco_bind_text(q, ":official", ind->official);
        eco_bind_text(q, ":tier", ind->tier);
        eco_bind_text(q, ":custodian", ind->custodian);
        eco_bind_text(q, ":class", s->classes);
        eco_bind_text(q, ":inputs", ind->inputs);
        eco_bind_text(q, ":verified_on", ind->verified);
        st = eco_stmt_step(ctx, q, NULL);
        if (st)
            eco_trace(ctx, st, "series '%s'", s->name);
    }
    eco_stmt_finalize(q);
    return st;
}

static eco_status map_columns(eco_ctx *ctx, values *v)
{
    for (int c = 0; c < COL_COUNT; c++)
        v->at[c] = -1;
    for (int i = 0; i < eco_col_count(v->from); i++) {
        const char *name = eco_col_name(v->from, i);
        int c = 0;

        while (c < COL_COUNT && strcmp(column_names[c], name) != 0)
            c++;
        if (c == COL_COUNT || v->at[c] >= 0)
            return eco_fail(ctx, ECO_FORMAT,
                            "layers/%s: column '%s' %s; columns are zone_id, "
                            "year, series, class, value, obs_status, dataset, "
                            "and if wanted measure, scenario, low, high, note",
                            v->ind->file, name,
                            c == COL_COUNT ? "is none of an indicator"
                                           : "comes twice");
        v->at[c] = i;
    }
    for (int c = 0; c < COL_REQUIRED; c++)
        if (v->at[c] < 0)
            return eco_fail(ctx, ECO_FORMAT,
                            "layers/%s: the query lacks the column '%s'",
                            v->ind->file, column_names[c]);
    return ECO_OK;
}

static bool is_null(const values *v, enum column c)
{
    return v->at[c] < 0 || eco_col_null(v->from, v->at[c]);
}

static void bind_text(const values *v, const char *name, enum column c,
                      const char *otherwise)
{
    eco_bind_text(v->into, name,
                  is_null(v, c) ? otherwise : eco_col_text(v->from, v->at[c]));
}

static void bind_real(const values *v, const char *name, enum column c)
{
    if (is_null(v, c))
        eco_bind_null(v->into, name);
    else
        eco_bind_real(v->into, name, eco_col_real(v->from, v->at[c]));
}

/* What the head says of the series must hold for the row. */
static eco_status check_row(eco_ctx *ctx, const values *v,
                            const eco_series *series)
{
    const char *name = eco_col_text(v->from, v->at[COL_SERIES]);
    const char *class = eco_col_text(v->from, v->at[COL_CLASS]);

    if (!series)
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: the query gives series '%s', which the "
                        "comment at the top does not name",
                        v->ind->file, name);
    if (!eco_classes_allow(series->classes, class))
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: the query gives series '%s' the class "
                        "'%s'; the comment at the top allows %s",
                        v->ind->file, name, class, series->classes);
    if (is_null(v, COL_ZONE) || is_null(v, COL_YEAR))
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/%s: a row of series '%s' has no zone or no "
                        "year",
                        v->ind->file, name);
    return ECO_OK;
}

static eco_status copy_row(eco_ctx *ctx, const values *v)
{
    const char *name = eco_col_text(v->from, v->at[COL_SERIES]);
    const eco_series *series = eco_indicator_series(v->ind, name);
    long long zone = eco_col_int(v->from, v->at[COL_ZONE]);
    long long year = eco_col_int(v->from, v->at[COL_YEAR]);
    eco_status st = check_row(ctx, v, series);

    if (st)
        return st;
    eco_bind_int(v->into, ":zone_id", zone);
    eco_bind_int(v->into, ":year", year);
    eco_bind_text(v->into, ":indicator", v->ind->code);
    eco_bind_text(v->into, ":series", series->name);
    eco_bind_text(v->into, ":unit", series->unit);
    bind_text(v, ":class", COL_CLASS, NULL);
    bind_text(v, ":measure", COL_MEASURE, "DEG");
    bind_text(v, ":scenario", COL_SCENARIO, "central");
    bind_real(v, ":value", COL_VALUE);
    bind_real(v, ":low", COL_LOW);
    bind_real(v, ":high", COL_HIGH);
    bind_text(v, ":obs_status", COL_STATUS, NULL);
    bind_text(v, ":dataset", COL_DATASET, NULL);
    bind_text(v, ":note", COL_NOTE, "");
    st = eco_stmt_step(ctx, v->into, NULL);
    return st ? eco_trace(ctx, st, "layers/%s: series %s, zone %lld, year %lld",
                          v->ind->file, name, zone, year)
              : ECO_OK;
}

static eco_status copy_values(eco_ctx *ctx, eco_store *store,
                              const eco_indicator *ind)
{
    values v = {.ind = ind};
    bool row = true;
    eco_status st = eco_stmt_prepare(ctx, eco_store_sql(store),
                                     eco_layers_text(ind->file), &v.from);

    if (st)
        eco_trace(ctx, st, "layers/%s", ind->file);
    if (!st)
        st = eco_store_query(ctx, store, "indicator_value_insert", &v.into);
    if (!st)
        st = map_columns(ctx, &v);
    while (!st && row) {
        st = eco_stmt_step(ctx, v.from, &row);
        if (st)
            eco_trace(ctx, st, "layers/%s", ind->file);
        else if (row)
            st = copy_row(ctx, &v);
    }
    eco_stmt_finalize(v.from);
    eco_stmt_finalize(v.into);
    return st;
}

typedef struct eco_codes {
    const char *const *items;
    size_t n;
} eco_codes;

static bool contains(const eco_codes *codes, const char *code)
{
    for (size_t i = 0; i < codes->n; i++)
        if (strcmp(codes->items[i], code) == 0)
            return true;
    return false;
}

/* What it needs is not there: that is told, and nothing is guessed. */
static eco_status skip(eco_ctx *ctx, eco_store *store, const eco_indicator *ind,
                       const char *missing)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, store, "indicator_skipped_insert", &q);

    if (!st) {
        eco_bind_text(q, ":indicator", ind->code);
        eco_bind_text(q, ":file", ind->file);
        eco_bind_text(q, ":missing", missing);
        st = eco_stmt_step(ctx, q, NULL);
    }
    eco_stmt_finalize(q);
    if (!st)
        eco_log(ctx, ECO_LOG_WARN, "indicator %s is skipped: no %s", ind->code,
                missing);
    return st;
}

static eco_status compute(eco_ctx *ctx, eco_store *store,
                          const eco_indicator *ind)
{
    eco_str missing = {0};
    eco_status st = eco_indicator_missing(ctx, store, ind->inputs, &missing);

    if (!st && missing.n > 0)
        st = skip(ctx, store, ind, eco_str_text(&missing));
    else if (!st)
        st = insert_series(ctx, store, ind);
    if (!st && !missing.n)
        st = copy_values(ctx, store, ind);
    eco_str_clear(&missing);
    return st;
}

typedef eco_status (*eco_step)(eco_ctx *ctx, eco_store *store,
                               const eco_indicator *ind);

/* A step for each file whose code is asked for. */
static eco_status run_files(eco_ctx *ctx, eco_store *store,
                            const eco_indicators *all, const eco_codes *codes,
                            eco_step step)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < all->n && !st; i++) {
        st = eco_progress(ctx, (double)i / (double)all->n,
                          "computing indicators");
        if (!st && contains(codes, all->items[i].code))
            st = step(ctx, store, &all->items[i]);
    }
    return st;
}

/* A code that no file has would otherwise be left out in silence. */
static eco_status check_codes(eco_ctx *ctx, const eco_indicators *all,
                              const eco_codes *codes)
{
    for (size_t i = 0; i < codes->n; i++) {
        size_t k = 0;

        while (k < all->n && strcmp(all->items[k].code, codes->items[i]) != 0)
            k++;
        if (k == all->n)
            return eco_fail(ctx, ECO_NOTFOUND,
                            "no file in layers/indicator/ has the code '%s'",
                            codes->items[i]);
    }
    return ECO_OK;
}

eco_status eco_indicator_run(eco_ctx *ctx, eco_store *store,
                             const char *const *codes, size_t n)
{
    const eco_codes wanted = {codes, n};
    eco_indicators all = {0};
    eco_status st = eco_indicators_read(ctx, &all);

    if (!st)
        st = check_codes(ctx, &all, &wanted);
    if (!st)
        st = run_query(ctx, store, "indicator_value_clear");
    if (!st)
        st = run_query(ctx, store, "indicator_clear");
    if (!st)
        st = run_query(ctx, store, "indicator_skipped_clear");
    if (!st)
        st = run_files(ctx, store, &all, &wanted, compute);
    /* when all series that are computed have their names */
    if (!st)
        st = run_files(ctx, store, &all, &wanted, eco_indicator_context);
    eco_indicators_clear(&all);
    return st ? eco_trace(ctx, st, "computing indicators") : ECO_OK;
}
