/* Reads layers/scope/: what is weighed, by how much, and what may be said. */
#include "eco_csv.h"
#include "eco_layers.h"
#include "eco_mem.h"
#include "eco_scope_job.h"

#include <stdio.h>
#include <string.h>

static const struct table {
    const char *name, *columns;
    size_t ncols, least;
} tables[] = {
    {"scope/criteria.csv", "id,title,weight,veto,status,source", 6,
     ECO_CRITERIA},
    {"scope/rasters.csv", "domain,kind,role,cell_m,score,types,status,source",
     8, 1},
    {"scope/limits.csv", "name,value,unit,status,source", 5, 1},
    {"scope/classes.csv", "class,title,claim,status,source", 5, ECO_COVERAGES},
    {"scope/concepts.csv",
     "name,title,class_most,zone_sets,about,status,source", 7, 1},
};

const char *eco_scope_cell(const eco_scope_table *t, size_t row, int column)
{
    return t->cells[row * t->ncols + (size_t)column];
}

static eco_status fail(eco_ctx *ctx, const char *name, size_t line,
                       const char *what, const char *got, const char *right)
{
    return eco_fail(ctx, ECO_FORMAT, "layers/%s:%zu: %s '%.60s'; %s", name,
                    line, what, got, right);
}

static eco_status add_row(eco_ctx *ctx, eco_scope_table *t,
                          const eco_csv_row *row)
{
    for (size_t c = 0; c < t->ncols; c++) {
        if (!ECO_GROW(t->cells, t->ncells, t->cap) ||
            !(t->cells[t->ncells] = eco_mem_text(row->cells[c])))
            return eco_nomem(ctx);
        t->ncells++;
    }
    t->n++;
    return ECO_OK;
}

static eco_status check_header(eco_ctx *ctx, const struct table *from,
                               const eco_csv_row *row)
{
    eco_str names = {0};
    bool same;

    for (size_t c = 0; c < row->n; c++)
        eco_str_printf(&names, "%s%s", c ? "," : "", row->cells[c]);
    same = strcmp(eco_str_text(&names), from->columns) == 0;
    eco_str_clear(&names);
    return same ? ECO_OK
                : fail(ctx, from->name, row->line, "columns",
                       row->n ? row->cells[0] : "", from->columns);
}

static eco_status load(eco_ctx *ctx, const struct table *from,
                       eco_scope_table *t)
{
    const char *text = eco_layers_text(from->name);
    eco_csv_reader reader;
    eco_csv_row row = {0};
    bool any = false;
    eco_status st = ECO_OK;

    t->ncols = from->ncols;
    eco_csv_open(&reader, text ? text : "", text ? strlen(text) : 0);
    while (!st && !(st = eco_csv_read(&reader, &row))) {
        if (row.n != from->ncols)
            st = fail(ctx, from->name, row.line, "row",
                      row.n ? row.cells[0] : "", "a cell for each column");
        else
            st = any ? add_row(ctx, t, &row) : check_header(ctx, from, &row);
        any = true;
    }
    if (st == ECO_NOTFOUND)
        st = t->n >= from->least ? ECO_OK
                                 : eco_fail(ctx, ECO_FORMAT,
                                            "layers/%s: has %zu rows; at least "
                                            "%zu are needed",
                                            from->name, t->n, from->least);
    else if (st == ECO_NOMEM)
        st = eco_nomem(ctx);
    else if (st == ECO_FORMAT && row.quote_at)
        st = eco_trace(ctx, st, "layers/%s", from->name);
    eco_csv_row_clear(&row);
    return st;
}

/* A number of row i, counted from 0 below the header. */
static eco_status number(eco_ctx *ctx, size_t which, const eco_scope_table *t,
                         const int at[2], double *out)
{
    const char *text = eco_scope_cell(t, (size_t)at[0], at[1]);

    if (eco_parse_real(text, out) && *out >= 0 && *out <= 1e9)
        return ECO_OK;
    return fail(ctx, tables[which].name, (size_t)at[0] + 2, "number", text,
                "a number of 0 or more is right");
}

static eco_status criteria(eco_ctx *ctx, eco_scope_tables *t)
{
    double sum = 0;
    eco_status st = ECO_OK;

    for (int k = 0; k < ECO_CRITERIA && !st; k++) {
        const char id[] = {'K', (char)('1' + k), '\0'};
        const char *is =
            eco_scope_cell(&t->criteria, (size_t)k, ECO_CRITERION_ID);

        if (strcmp(is, id) != 0)
            return fail(ctx, tables[0].name, (size_t)k + 2, "id", is,
                        "K1 to K9, in this order");
        t->rules.veto[k] =
            strcmp(eco_scope_cell(&t->criteria, (size_t)k, ECO_CRITERION_VETO),
                   "yes") == 0;
        st =
            number(ctx, 0, &t->criteria, (const int[]){k, ECO_CRITERION_WEIGHT},
                   &t->rules.weight[k]);
        sum += t->rules.weight[k];
    }
    if (!st && !(sum > 0))
        st = eco_fail(ctx, ECO_FORMAT, "layers/%s: all weights are zero",
                      tables[0].name);
    return st;
}

static eco_status limits(eco_ctx *ctx, eco_scope_tables *t)
{
    const struct {
        const char *name;
        double *to;
    } all[] = {{"class_a", &t->rules.class_a},
               {"class_b", &t->rules.class_b},
               {"half_width_most", &t->rules.half_width_most},
               {"points_least", &t->limit.points_least},
               {"register_complete", &t->limit.register_complete},
               {"reports_per_1000_ha", &t->limit.reports_per_1000_ha},
               {"precision_most", &t->limit.precision_most}};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof all / sizeof *all && !st; i++) {
        size_t row = 0;

        while (row < t->limits.n &&
               strcmp(eco_scope_cell(&t->limits, row, 0), all[i].name) != 0)
            row++;
        st = row == t->limits.n
                 ? eco_fail(ctx, ECO_FORMAT, "layers/%s: has no row '%s'",
                            tables[2].name, all[i].name)
                 : number(ctx, 2, &t->limits, (const int[]){(int)row, 1},
                          all[i].to);
    }
    return st;
}

static eco_status classes(eco_ctx *ctx, const eco_scope_tables *t)
{
    for (int c = 0; c < ECO_COVERAGES; c++) {
        const char *is = eco_scope_cell(&t->classes, (size_t)c, ECO_CLASS_ID);

        if (strcmp(is, eco_scope_word((eco_coverage)c)) != 0)
            return fail(ctx, tables[3].name, (size_t)c + 2, "class", is,
                        "A, B, C and out, in this order");
    }
    return ECO_OK;
}

eco_status eco_scope_tables_load(eco_ctx *ctx, eco_scope_tables *t)
{
    eco_scope_table *const to[] = {&t->criteria, &t->rasters, &t->limits,
                                   &t->classes, &t->concepts};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && !st; i++)
        st = load(ctx, &tables[i], to[i]);
    if (!st)
        st = criteria(ctx, t);
    if (!st)
        st = limits(ctx, t);
    return st ? st : classes(ctx, t);
}

void eco_scope_tables_clear(eco_scope_tables *t)
{
    eco_scope_table *const of[] = {&t->criteria, &t->rasters, &t->limits,
                                   &t->classes, &t->concepts};

    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        for (size_t c = 0; c < of[i]->ncells; c++)
            eco_mem_free(of[i]->cells[c]);
        eco_mem_free(of[i]->cells);
    }
}
