/* Writes a tally as a table: one row per zone and class combination. */
#include "eco_standalone.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_table_out.h"

#include <stdio.h>
#include <string.h>

/* A row that is nothing but rounding (a polygon that runs along a cell border
 * can leave a few 2^-30 of a cell, of either sign) is not an occurrence. */
static bool occurs(const eco_tally_row *row)
{
    return row->cells > 0 && row->area > 0;
}

static size_t nclasses(const eco_tabulation *t)
{
    return t->stack->tables[0].kind == ECO_TABLE_CROSS ? t->stack->tables[0].n
                                                       : 0;
}

static const char *class_label(const eco_tabulation *t,
                               const eco_tally_row *row, size_t i, char buf[32])
{
    size_t layer = t->stack->tables[0].layers[i];
    size_t digit = eco_table_digit(t->stack, 0, row->key.combination, i);

    return eco_class_label(&t->stack->layers[layer].classes, digit, buf);
}

static void header(eco_str *out, const eco_tabulation *t)
{
    eco_str_add(out, "zone,");
    for (size_t i = 0; i < nclasses(t); i++)
        eco_str_printf(out, "%s,",
                       t->stack->layers[t->stack->tables[0].layers[i]].name);
    eco_str_add(out, "cells,area_m2");
    for (size_t i = 0; i < t->stack->nlayers; i++)
        if (t->stack->layers[i].value)
            eco_str_printf(out, ",%s_sum", t->stack->layers[i].name);
    eco_csv_end(out);
}

static void csv_row(eco_str *out, const eco_tabulation *t, size_t i)
{
    const eco_tally_row *row = eco_tally_get(t->result->tally, i);
    const eco_tally_value *values = eco_tally_get_values(t->result->tally, i);
    char buf[32];
    size_t v = 0;

    eco_csv_text(out, t->zones->items[row->key.zone].key);
    for (size_t c = 0; c < nclasses(t); c++) {
        eco_csv_next(out);
        eco_csv_text(out, class_label(t, row, c, buf));
    }
    eco_csv_next(out);
    eco_csv_real(out, eco_result_cells(row));
    eco_csv_next(out);
    eco_csv_real(out, eco_result_area_m2(t->result, row));
    for (size_t l = 0; l < t->stack->nlayers; l++) {
        if (!t->stack->layers[l].value)
            continue;
        eco_csv_next(out);
        eco_csv_real(out, eco_result_value(t->result, &t->stack->layers[l],
                                           &values[v++]));
    }
    eco_csv_end(out);
}

eco_status eco_tabulation_csv(eco_ctx *ctx, const eco_tabulation *t, char **out)
{
    eco_str text = {0};

    header(&text, t);
    for (size_t i = 0; i < eco_tally_count(t->result->tally); i++)
        if (occurs(eco_tally_get(t->result->tally, i)))
            csv_row(&text, t, i);
    *out = eco_str_take(&text);
    return *out ? ECO_OK : eco_nomem(ctx);
}

static eco_status write_zones(eco_ctx *ctx, const eco_tabulation *t,
                              eco_table_out *out)
{
    eco_status st = eco_table_out_layer(ctx, out, "zone", t->zones->crs);

    if (!st)
        st = eco_table_out_field(ctx, out, "zone", false);
    for (size_t i = 0; i < t->zones->n && !st; i++) {
        const eco_feature *f = &t->zones->items[i];

        st = eco_table_out_row(ctx, out);
        if (st)
            break;
        eco_table_out_text(out, 0, f->key);
        st = eco_table_out_geometry(ctx, out, f->wkb, f->nwkb);
        if (!st)
            st = eco_table_out_end(ctx, out);
    }
    return st;
}

static eco_status write_fields(eco_ctx *ctx, const eco_tabulation *t,
                               eco_table_out *out)
{
    eco_status st = eco_table_out_field(ctx, out, "zone", false);
    char name[80];

    for (size_t i = 0; i < nclasses(t) && !st; i++)
        st = eco_table_out_field(
            ctx, out, t->stack->layers[t->stack->tables[0].layers[i]].name,
            false);
    if (!st)
        st = eco_table_out_field(ctx, out, "cells", true);
    if (!st)
        st = eco_table_out_field(ctx, out, "area_m2", true);
    for (size_t i = 0; i < t->stack->nlayers && !st; i++) {
        if (!t->stack->layers[i].value)
            continue;
        snprintf(name, sizeof name, "%s_sum", t->stack->layers[i].name);
        st = eco_table_out_field(ctx, out, name, true);
    }
    return st;
}

static eco_status write_row(eco_ctx *ctx, const eco_tabulation *t,
                            eco_table_out *out, size_t i)
{
    const eco_tally_row *row = eco_tally_get(t->result->tally, i);
    const eco_tally_value *values = eco_tally_get_values(t->result->tally, i);
    eco_status st = eco_table_out_row(ctx, out);
    int field = 0;
    size_t v = 0;
    char buf[32];

    if (st)
        return st;
    eco_table_out_text(out, field++, t->zones->items[row->key.zone].key);
    for (size_t c = 0; c < nclasses(t); c++)
        eco_table_out_text(out, field++, class_label(t, row, c, buf));
    eco_table_out_real(out, field++, eco_result_cells(row));
    eco_table_out_real(out, field++, eco_result_area_m2(t->result, row));
    for (size_t l = 0; l < t->stack->nlayers; l++)
        if (t->stack->layers[l].value)
            eco_table_out_real(out, field++,
                               eco_result_value(t->result, &t->stack->layers[l],
                                                &values[v++]));
    return eco_table_out_end(ctx, out);
}

eco_status eco_tabulation_table(eco_ctx *ctx, const eco_tabulation *t,
                                const char *path)
{
    eco_table_out *out = NULL;
    char *temporary = NULL;
    eco_status st = eco_file_temporary(ctx, path, &temporary), closed;

    if (st)
        return st;
    remove(temporary); /* drivers want to make the file themselves */
    st = eco_table_out_create(ctx, temporary, &out);
    if (!st && eco_table_out_spatial(out))
        st = write_zones(ctx, t, out);
    if (!st)
        st = eco_table_out_layer(ctx, out, "tabulation", NULL);
    if (!st)
        st = write_fields(ctx, t, out);
    for (size_t i = 0; i < eco_tally_count(t->result->tally) && !st; i++)
        if (occurs(eco_tally_get(t->result->tally, i)))
            st = write_row(ctx, t, out, i);
    closed = eco_table_out_close(ctx, out);
    st = st ? st : closed;
    if (!st)
        st = eco_file_replace(ctx, temporary, path);
    if (st)
        remove(temporary);
    eco_mem_free(temporary);
    return st;
}
