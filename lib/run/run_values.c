/* What evidence is worth, from the rules into the store. */
#include "eco_run_job.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

static const char permit[] = "permit";

static eco_status clear(eco_ctx *ctx, eco_store *store, const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status put_values(eco_ctx *ctx, eco_store *store,
                             const eco_rules *rules)
{
    const char status[] = {eco_rules_value_status(rules), '\0'};
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "attribute_value", &s);

    for (size_t i = 0; i < eco_rules_value_count(rules) && !st; i++) {
        const eco_value_about *v = eco_rules_value(rules, i);

        if (strcmp(v->quantity, permit) == 0)
            continue;
        eco_bind_text(s, ":tier", v->tier);
        eco_bind_text(s, ":quantity", v->quantity);
        eco_bind_text(s, ":told", v->told);
        eco_bind_real(s, ":low", v->low);
        eco_bind_real(s, ":central", v->central);
        eco_bind_real(s, ":high", v->high);
        eco_bind_text(s, ":source", eco_rules_value_source(rules));
        eco_bind_text(s, ":status", status);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status put_parameter(eco_ctx *ctx, eco_stmt *s,
                                const eco_rules *rules, const char *name,
                                const char *value)
{
    eco_bind_text(s, ":name", name);
    eco_bind_text(s, ":value", value);
    eco_bind_text(s, ":unit", "");
    eco_bind_text(s, ":source", eco_rules_value_source(rules));
    eco_bind_int(s, ":calibrated", eco_rules_value_status(rules) != 'A');
    return eco_stmt_step(ctx, s, NULL);
}

static eco_status put_permit(eco_ctx *ctx, eco_stmt *s, const eco_rules *rules,
                             const eco_value_about *v)
{
    const double values[] = {v->low, v->central, v->high};
    static const char *const scenarios[] = {"low", "central", "high"};
    char name[60], buf[32];
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof values / sizeof *values && !st; i++) {
        snprintf(name, sizeof name, "value.permit.%.12s.%s", v->tier,
                 scenarios[i]);
        st = put_parameter(ctx, s, rules, name, eco_str_real(buf, values[i]));
    }
    return st;
}

static eco_status put_parameters(eco_ctx *ctx, eco_store *store,
                                 const eco_rules *rules)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "run_parameter", &s);

    for (size_t i = 0; i < eco_rules_value_count(rules) && !st; i++) {
        const eco_value_about *v = eco_rules_value(rules, i);

        if (strcmp(v->quantity, permit) == 0)
            st = put_permit(ctx, s, rules, v);
    }
    if (!st)
        st = put_parameter(ctx, s, rules, "value.T5_counts",
                           eco_rules_t5_counts(rules) ? "1" : "0");
    if (!st)
        st = put_parameter(ctx, s, rules, "value.T4_organized",
                           eco_rules_t4_organized(rules) ? "1" : "0");
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_run_values(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules)
{
    eco_status st = clear(ctx, store, "attribute_clear_values");

    if (!st)
        st = clear(ctx, store, "attribute_clear_parameters");
    if (!st)
        st = put_values(ctx, store, rules);
    return st ? st : put_parameters(ctx, store, rules);
}
