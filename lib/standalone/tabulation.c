/* A tally as rows of cells: one per zone and class combination. */
#include "eco_standalone.h"

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

/* Columns before the classes: the zone set, when there are several; the zone.
 */
static size_t nzone(const eco_tabulation *t)
{
    return t->nsets > 1 ? 2 : 1;
}

size_t eco_tabulation_columns(const eco_tabulation *t)
{
    size_t n = nzone(t) + nclasses(t) + t->evidence + 2 + t->stack->nvalues;

    return t->sampled ? n + 1 + t->stack->nvalues : n;
}

static const eco_layer *value_layer(const eco_stack *s, size_t v)
{
    size_t i = 0;

    for (;; i++)
        if (s->layers[i].value && !v--)
            return &s->layers[i];
}

void eco_tabulation_column(const eco_tabulation *t, size_t i, char name[80],
                           bool *number)
{
    const eco_stack *s = t->stack;
    bool error;

    *number = false;
    if (i < nzone(t)) {
        snprintf(name, 80, "%s", i + 1 < nzone(t) ? "zone_set" : "zone");
        return;
    }
    i -= nzone(t);
    if (i < nclasses(t)) {
        snprintf(name, 80, "%s", s->layers[s->tables[0].layers[i]].name);
        return;
    }
    i -= nclasses(t);
    if (t->evidence && !i--) {
        snprintf(name, 80, "evidence");
        return;
    }
    *number = true;
    if (!i) {
        snprintf(name, 80, "cells");
        return;
    }
    error = t->sampled && (i - 1) % 2;
    i = t->sampled ? (i - 1) / 2 : i - 1;
    if (!i)
        snprintf(name, 80, "area_m2%s", error ? "_se" : "");
    else
        snprintf(name, 80, "%s_sum%s", value_layer(s, i - 1)->name,
                 error ? "_se" : "");
}

static const eco_zone_set *set_of(const eco_tabulation *t, uint32_t zone)
{
    size_t i = t->nsets - 1;

    while (i && t->sets[i].first > zone)
        i--;
    return &t->sets[i];
}

static const char *class_label(const eco_tabulation *t,
                               const eco_tally_row *row, size_t i, char buf[32])
{
    size_t layer = t->stack->tables[0].layers[i];
    size_t digit = eco_table_digit(t->stack, 0, row->key.combination, i);

    return eco_class_label(&t->stack->layers[layer].classes, digit, buf);
}

static const char *evidence_label(const eco_tabulation *t,
                                  const eco_tally_row *row, char buf[32])
{
    size_t n;
    const uint32_t *items = eco_sets_items(t->result->sets, row->key.set, &n);

    if (!n)
        return "none";
    if (items[0] == ECO_NO_YEAR)
        return "undated";
    snprintf(buf, 32, "%u", items[0]);
    return buf;
}

static void estimates(const eco_tabulation *t, size_t i, eco_cell *cells)
{
    const eco_sampled *s = t->sampled;
    size_t nvalues = t->stack->nvalues, c = 0;

    cells[c++].number = s->cells[i];
    cells[c++].number = s->area[i];
    cells[c++].number = s->area_se[i];
    for (size_t v = 0; v < nvalues; v++) {
        cells[c++].number = s->sums[i * nvalues + v];
        cells[c++].number = s->sum_se[i * nvalues + v];
    }
}

bool eco_tabulation_row(const eco_tabulation *t, size_t i, eco_cell *cells,
                        char (*buffer)[32])
{
    const eco_tally_row *row = eco_tally_get(t->result->tally, i);
    const eco_tally_value *values = eco_tally_get_values(t->result->tally, i);
    const eco_zone_set *set = set_of(t, row->key.zone);
    size_t c = 0;

    if (!occurs(row))
        return false;
    memset(cells, 0, eco_tabulation_columns(t) * sizeof *cells);
    if (t->nsets > 1)
        cells[c++].text = set->name;
    cells[c++].text = set->features.items[row->key.zone - set->first].key;
    for (size_t k = 0; k < nclasses(t); k++, c++)
        cells[c].text = class_label(t, row, k, buffer[c]);
    if (t->evidence) {
        cells[c].text = evidence_label(t, row, buffer[c]);
        c++;
    }
    if (t->sampled) {
        estimates(t, i, cells + c);
        return true;
    }
    cells[c++].number = eco_result_cells(row);
    cells[c++].number = eco_result_area_m2(t->result, row);
    for (size_t v = 0; v < t->stack->nvalues; v++)
        cells[c++].number =
            eco_result_value(t->result, value_layer(t->stack, v), &values[v]);
    return true;
}
