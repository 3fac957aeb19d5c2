/* Staged rows: in, and out by key. */
#include "eco_stage.h"

#include "eco_day.h"

#include <math.h>
#include <stdio.h>

static void bind_facts(eco_stmt *s, const eco_incident *x)
{
    char name[32];

    for (int f = 0; f < ECO_FACT_COUNT; f++) {
        if (f == ECO_FACT_SENSITIVITY || f == ECO_FACT_PRECISION)
            continue;
        snprintf(name, sizeof name, ":%s", eco_fact_key((eco_fact)f));
        eco_bind_text(s, name, x->facts[f]);
    }
    eco_bind_int(s, ":sensitivity", x->sensitivity);
    eco_bind_int(s, ":precision_class", x->precision_class);
    eco_bind_real(s, ":precision_m", x->precision_m);
}

static void bind_date(eco_stmt *s, const eco_incident *x)
{
    char first[16], last[16];

    eco_bind_text(s, ":date_first",
                  x->dated ? eco_day_text(first, x->first) : NULL);
    eco_bind_text(s, ":date_last",
                  x->dated ? eco_day_text(last, x->last) : NULL);
    eco_bind_text(s, ":date_precision",
                  x->dated ? eco_when_precision_name(x->date_precision) : NULL);
}

eco_status eco_stage_init(eco_ctx *ctx, eco_store *store,
                          const eco_mapping *mapping, eco_stage *stage)
{
    eco_status st = eco_store_side_make(ctx, store, "stage_make");

    *stage = (eco_stage){.store = store, .mapping = mapping};
    if (!st)
        st = eco_store_side_query(ctx, store, "stage_insert", &stage->insert);
    if (!st)
        st = eco_store_side_query(ctx, store, "stage_quantity_insert",
                                  &stage->quantity);
    if (!st)
        st = eco_store_side_query(ctx, store, "stage_quantities",
                                  &stage->amounts);
    return st;
}

void eco_stage_clear(eco_stage *stage)
{
    eco_stmt_finalize(stage->insert);
    eco_stmt_finalize(stage->quantity);
    eco_stmt_finalize(stage->amounts);
    if (stage->store)
        eco_store_side_drop(stage->store);
    *stage = (eco_stage){0};
}

static eco_status add_quantities(eco_ctx *ctx, eco_stage *stage,
                                 const eco_incident *x)
{
    int64_t id = eco_sql_last_id(eco_store_side(stage->store));
    eco_status st = ECO_OK;

    for (size_t i = 0; i < stage->mapping->nquantities && !st; i++) {
        const eco_quantity_rule *q = &stage->mapping->quantities[i];

        if (isnan(x->quantities[i]))
            continue;
        eco_bind_int(stage->quantity, ":stage_id", id);
        eco_bind_text(stage->quantity, ":name", q->name);
        eco_bind_real(stage->quantity, ":value", x->quantities[i]);
        eco_bind_text(stage->quantity, ":unit", q->unit);
        st = eco_stmt_step(ctx, stage->quantity, NULL);
    }
    return st;
}

eco_status eco_stage_add(eco_ctx *ctx, eco_stage *stage, const char *file,
                         const eco_incident *x)
{
    eco_stmt *s = stage->insert;
    eco_status st;

    eco_bind_text(s, ":key", x->key);
    eco_bind_text(s, ":row_hash", x->hash);
    eco_bind_text(s, ":merged", x->merged);
    eco_bind_text(s, ":file", file);
    eco_bind_int(s, ":row", x->row);
    eco_bind_text(s, ":name", *x->title ? x->title : x->key);
    eco_bind_text(s, ":flags", x->flags);
    eco_bind_text(s, ":place_name", x->place_name);
    eco_bind_text(s, ":place_code", x->place_code);
    eco_bind_text(s, ":place_parent", x->place_parent);
    eco_bind_text(s, ":case_id", x->case_id);
    eco_bind_text(s, ":properties", x->properties);
    if (x->wkb)
        eco_bind_blob(s, ":wkb", x->wkb, x->nwkb);
    else
        eco_bind_null(s, ":wkb");
    bind_date(s, x);
    bind_facts(s, x);
    st = eco_stmt_step(ctx, s, NULL);
    return st ? st : add_quantities(ctx, stage, x);
}

eco_status eco_stage_rows(eco_ctx *ctx, eco_stage *stage, eco_stmt **rows)
{
    return eco_store_side_query(ctx, stage->store, "stage_rows", rows);
}

eco_status eco_stage_quantities(eco_ctx *ctx, eco_stage *stage,
                                int64_t stage_id, int64_t incident_id,
                                eco_stmt *into)
{
    eco_stmt *s = stage->amounts;
    bool row = false;
    eco_status st = ECO_OK;

    if (!stage->mapping->nquantities)
        return ECO_OK;
    eco_bind_int(s, ":stage_id", stage_id);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_bind_row(into, s);
        eco_bind_int(into, ":incident_id", incident_id);
        st = eco_stmt_step(ctx, into, NULL);
    }
    return st;
}
