/* Official values beside the figures of an indicator. */
#include "eco_catalogue.h"

static eco_status run_of(eco_ctx *ctx, eco_store *store, const char *query,
                         const char *code)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, store, query, &q);

    if (!st) {
        eco_bind_text(q, ":indicator", code);
        st = eco_stmt_step(ctx, q, NULL);
    }
    eco_stmt_finalize(q);
    return st;
}

eco_status eco_indicator_context(eco_ctx *ctx, eco_store *store,
                                 const eco_indicator *ind)
{
    eco_stmt *q = NULL;
    eco_status st = eco_store_query(ctx, store, "context_series", &q);

    if (!st) {
        eco_bind_text(q, ":indicator", ind->code);
        eco_bind_text(q, ":title", ind->title);
        eco_bind_text(q, ":file", ind->file);
        eco_bind_text(q, ":official", ind->official);
        eco_bind_text(q, ":tier", ind->tier);
        eco_bind_text(q, ":custodian", ind->custodian);
        eco_bind_text(q, ":verified_on", ind->verified);
        st = eco_stmt_step(ctx, q, NULL);
    }
    eco_stmt_finalize(q);
    if (!st)
        st = run_of(ctx, store, "context_main", ind->code);
    if (!st)
        st = run_of(ctx, store, "context_value_insert", ind->code);
    return st ? eco_trace(ctx, st, "official values of %s", ind->code) : ECO_OK;
}
