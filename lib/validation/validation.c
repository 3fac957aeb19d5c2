/* One part after the other, into the store and onto a page. */
#include "eco_validation_job.h"

#include "eco_gdal.h"
#include "eco_pool.h"
#include "eco_run_rules.h"
#include "eco_str.h"

#include <ecocrime/run.h>
#include <math.h>
#include <string.h>

const char *const eco_validation_measures[] = {"ILL", "ORG", "TOC"};

enum { SHIFTS_LEAST = 19, WORLDS_LEAST = 2 };

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

eco_status eco_validation_add(eco_ctx *ctx, eco_validation *v,
                              const eco_finding_row *row)
{
    bool judged = !isnan(row->least) || !isnan(row->most);
    bool passed = !(row->value < row->least) && !(row->value > row->most);

    eco_bind_text(v->put, ":part", row->part);
    eco_bind_text(v->put, ":what", row->what);
    eco_bind_text(v->put, ":type", or_empty(row->type));
    eco_bind_text(v->put, ":measure", or_empty(row->measure));
    eco_bind_text(v->put, ":quantity", row->quantity);
    eco_bind_text(v->put, ":note", or_empty(row->note));
    eco_bind_real(v->put, ":value", row->value);
    eco_bind_real(v->put, ":least", row->least);
    eco_bind_real(v->put, ":most", row->most);
    eco_bind_int(v->put, ":n", row->n);
    if (judged)
        eco_bind_int(v->put, ":passed", passed);
    else
        eco_bind_null(v->put, ":passed");
    v->failed = v->failed || (judged && !passed);
    return eco_stmt_step(ctx, v->put, NULL);
}

static eco_status run_query(eco_ctx *ctx, eco_store *store, const char *name)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, name, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status all_parts(eco_ctx *ctx, eco_validation *v)
{
    static eco_status (*const parts[])(eco_ctx *, eco_validation *) = {
        eco_validation_worlds, eco_validation_holdout, eco_validation_controls,
        eco_validation_shift, eco_validation_evidence};
    eco_status st = run_query(ctx, v->store, "validation_clear");

    if (!st)
        st = run_query(ctx, v->store, "validation_decile_clear");
    if (!st)
        st = eco_store_query(ctx, v->store, "validation_insert", &v->put);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !st; i++)
        st = parts[i](ctx, v);
    eco_stmt_finalize(v->put);
    v->put = NULL;
    return st;
}

static void add_limits(eco_str *out, eco_stmt *s)
{
    if (!eco_col_null(s, 6) && !eco_col_null(s, 7))
        eco_str_printf(out, " (should be %.3g to %.3g)", eco_col_real(s, 6),
                       eco_col_real(s, 7));
    else if (!eco_col_null(s, 6))
        eco_str_printf(out, " (should be at least %.3g)", eco_col_real(s, 6));
    else if (!eco_col_null(s, 7))
        eco_str_printf(out, " (should be at most %.3g)", eco_col_real(s, 7));
}

static void add_line(eco_str *out, eco_stmt *s)
{
    eco_str_printf(out, "  %-6s %-4s %-34s ",
                   eco_col_null(s, 8)  ? ""
                   : eco_col_int(s, 8) ? "ok"
                                       : "NOT OK",
                   eco_col_text(s, 3), eco_col_text(s, 4));
    if (eco_col_null(s, 5))
        eco_str_add(out, "-");
    else
        eco_str_printf(out, "%.3g", eco_col_real(s, 5));
    add_limits(out, s);
    if (*eco_col_text(s, 10))
        eco_str_printf(out, "; %s", eco_col_text(s, 10));
    eco_str_add(out, "\n");
}

/* A heading for each thing that was looked at, then its figures. */
static eco_status write_report(eco_ctx *ctx, const eco_validation *v,
                               char **report)
{
    eco_str out = {0}, head = {0};
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, v->store, "validation_list", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_str now = {0};

        eco_str_printf(&now, "%s: %s%s%s (n = %lld)", eco_col_text(s, 0),
                       eco_col_text(s, 1), *eco_col_text(s, 2) ? ", " : "",
                       eco_col_text(s, 2), (long long)eco_col_int(s, 9));
        if (!head.text || strcmp(eco_str_text(&now), head.text) != 0)
            eco_str_printf(&out, "%s%s\n", out.n ? "\n" : "",
                           eco_str_text(&now));
        eco_str_clear(&head);
        head = now;
        add_line(&out, s);
    }
    eco_str_add(
        &out, v->failed ? "\nA figure is out of its limits.\n"
                        : "\nNo judged figure is out of its limits. That says "
                          "that the arithmetic does\nwhat it should, not that "
                          "the values of the tiers are right for a place.\n");
    if (!st && (out.failed || head.failed))
        st = eco_nomem(ctx);
    if (!st)
        *report = eco_str_take(&out);
    eco_stmt_finalize(s);
    eco_str_clear(&out);
    eco_str_clear(&head);
    return st;
}

static eco_status fill(eco_ctx *ctx, eco_validation *v, char **report)
{
    eco_rules *rules = NULL;
    eco_sql *db = eco_store_sql(v->store);
    eco_status st = eco_sql_begin(ctx, db);

    if (!st)
        st = eco_run_rules_again(ctx, v->store, &rules);
    v->rules = rules;
    if (!st)
        st = eco_model_load(ctx, v->store, rules, &v->model);
    if (!st)
        st = all_parts(ctx, v);
    if (!st)
        st = eco_sql_commit(ctx, db);
    if (!st)
        st = write_report(ctx, v, report);
    eco_model_clear(&v->model);
    eco_rules_destroy(rules);
    return st;
}

eco_status eco_validate(eco_ctx *ctx, const eco_validate_options *o,
                        char **report, bool *passed)
{
    eco_validate_options options = *o;
    eco_validation v = {.options = &options};
    eco_status st;

    *report = NULL;
    *passed = false;
    if (o->worlds < WORLDS_LEAST || o->shifts < SHIFTS_LEAST)
        return eco_fail(ctx, ECO_USAGE,
                        "validation needs %d worlds and %d shifts at least; "
                        "%d and %d were asked for",
                        WORLDS_LEAST, SHIFTS_LEAST, o->worlds, o->shifts);
    if (options.threads < 1)
        options.threads = eco_pool_cores();
    st = eco_gdal_init(ctx);
    if (!st && o->layers)
        st = eco_layers_override(ctx, o->layers);
    if (!st)
        st = eco_store_edit(ctx, o->store, &v.store);
    if (!st)
        st = fill(ctx, &v, report);
    if (!st) {
        st = eco_store_finish(ctx, v.store);
        v.store = NULL;
    }
    eco_store_close(v.store);
    *passed = !st && !v.failed;
    if (st && *report) {
        eco_text_free(*report);
        *report = NULL;
    }
    return st;
}
