/* Which keys are events, and where cells of one kind lie side by side. */
#include "eco_events.h"

#include "eco_mem.h"

#include <string.h>

enum { YEARS = 65536, AGAIN = 2 };

static void want_years(eco_events *e, size_t nitems)
{
    for (size_t i = 0; i < nitems; i++) {
        const eco_link *l = &e->links->items[i];
        int first = l->first > 1 ? l->first : 1;
        int last = l->last < YEARS ? l->last : YEARS - 1;

        for (int y = first; l->patch && y <= last; y++)
            e->wanted[y] = true;
    }
}

static bool wants(const eco_events *e, size_t table)
{
    const eco_table *t = &e->stack->tables[table];
    const eco_event_table *x = &e->links->tables[table];
    bool any = false;

    if (t->kind == ECO_TABLE_YEAR)
        return x->year > 0 && x->year < YEARS && e->wanted[x->year] &&
               (x->forest || x->mining);
    if (t->kind != ECO_TABLE_CROSS || !x->year_of)
        return false;
    for (size_t c = 0;
         c < ECO_CLASS_RADIX(&e->stack->layers[t->layers[0]].classes); c++)
        any |= x->year_of[c] && e->wanted[x->year_of[c]];
    return any;
}

/* A year of a series needs all before it. */
static void ask(eco_events *e, size_t table)
{
    const eco_table *t = &e->stack->tables[table];
    size_t first = t->kind == ECO_TABLE_YEAR
                       ? e->stack->series[t->series].first_table
                       : table;

    for (size_t i = first; i <= table; i++) {
        const eco_table *x = &e->stack->tables[i];

        e->ask[i] = true;
        for (size_t k = 0; k < x->n; k++)
            e->layers[x->layers[k]] = true;
    }
    e->any = true;
}

eco_status eco_events_create(eco_ctx *ctx, const eco_stack *s,
                             const eco_links *links, size_t nitems,
                             eco_events *out)
{
    *out = (eco_events){.stack = s, .links = links};
    out->wanted = eco_mem_array(YEARS, sizeof *out->wanted);
    out->ask = eco_mem_array(s->ntables, sizeof *out->ask);
    out->layers = eco_mem_array(s->nlayers, sizeof *out->layers);
    if (!out->wanted || !out->ask || !out->layers) {
        eco_events_clear(out);
        return eco_nomem(ctx);
    }
    want_years(out, nitems);
    for (size_t t = 0; t < s->ntables; t++)
        if (wants(out, t))
            ask(out, t);
    return ECO_OK;
}

void eco_events_clear(eco_events *e)
{
    eco_mem_free(e->wanted);
    eco_mem_free(e->ask);
    eco_mem_free(e->layers);
    *e = (eco_events){0};
}

int eco_events_year(const eco_events *e, size_t table, uint16_t kind)
{
    return e->stack->tables[table].kind == ECO_TABLE_YEAR
               ? e->links->tables[table].year
               : kind;
}

static uint16_t cross_kind(const eco_events *e, size_t table, uint32_t key)
{
    const eco_table *t = &e->stack->tables[table];
    const eco_event_table *x = &e->links->tables[table];
    uint16_t year = 0;

    if (x->year_of)
        year = x->year_of[eco_table_digit(e->stack, table, key, 0)];
    if (!year || !e->wanted[year])
        return 0;
    return t->n < 2 || !x->counts ||
                   x->counts[eco_table_digit(e->stack, table, key, 1)]
               ? year
               : 0;
}

void eco_events_kinds(const eco_events *e, size_t table, uint32_t key,
                      uint16_t kinds[ECO_EVENT_SHEETS])
{
    const eco_table *t = &e->stack->tables[table];
    const eco_event_table *x = &e->links->tables[table];
    const eco_classes *c;
    uint32_t radix, history;
    eco_part from, to;

    kinds[0] = kinds[1] = 0;
    if (t->kind == ECO_TABLE_CROSS)
        kinds[0] = cross_kind(e, table, key);
    if (t->kind != ECO_TABLE_YEAR || !wants(e, table))
        return;
    c = &e->stack->layers[t->layers[0]].classes;
    radix = (uint32_t)ECO_CLASS_RADIX(c);
    history = key / (radix * (radix + 1));
    if (key / radix % (radix + 1) == radix)
        return; /* no year before */
    from = (eco_part)c->parts[key / radix % (radix + 1)];
    to = (eco_part)c->parts[key % radix];
    if (to == ECO_PART_UNSEEN)
        return;
    if (x->forest && from == ECO_PART_FOREST && to != ECO_PART_FOREST)
        kinds[0] = history & ECO_HISTORY_LOST ? AGAIN : 1;
    if (x->mining && from != ECO_PART_MINING && to == ECO_PART_MINING)
        kinds[1] = history & ECO_HISTORY_MINED ? AGAIN : 1;
}

/* What is open in a sheet while a row is walked. */
struct open {
    uint16_t kind;
    size_t from;
};

static bool close_run(eco_event_runs *out, const eco_event_cells *cells,
                      size_t sheet, const struct open *o, size_t end)
{
    if (!o->kind)
        return true;
    if (!ECO_GROW(out->items, out->n, out->cap))
        return false;
    out->items[out->n++] = (eco_event_run){
        .row = cells->row,
        .col0 = cells->col0 + (int)o->from,
        .col1 = cells->col0 + (int)end,
        .sheet = (uint16_t)(ECO_EVENT_SHEETS * cells->table + sheet),
        .kind = o->kind};
    return true;
}

eco_status eco_events_row(eco_ctx *ctx, const eco_events *e,
                          const eco_event_cells *cells, eco_event_runs *out)
{
    struct open open[ECO_EVENT_SHEETS] = {0};
    uint16_t kinds[ECO_EVENT_SHEETS] = {0};
    const uint32_t *keys = cells->keys;

    for (size_t i = 0; i <= cells->n; i++) {
        if (i && i < cells->n && keys[i] == keys[i - 1])
            continue;
        if (i < cells->n)
            eco_events_kinds(e, cells->table, keys[i], kinds);
        else
            memset(kinds, 0, sizeof kinds);
        for (size_t k = 0; k < ECO_EVENT_SHEETS; k++) {
            if (kinds[k] == open[k].kind)
                continue;
            if (!close_run(out, cells, k, &open[k], i))
                return eco_nomem(ctx);
            open[k] = (struct open){kinds[k], i};
        }
    }
    return ECO_OK;
}
