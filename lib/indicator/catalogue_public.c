/* The catalogue as programs outside the library see it. */
#include <ecocrime/indicator.h>

#include "eco_catalogue.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    eco_indicator_about about;
    eco_series_about *series;
};

struct eco_catalogue {
    eco_indicators all; /* owns what the entries show */
    struct entry *items;
    size_t n;
};

static eco_status fill(eco_ctx *ctx, const eco_indicator *ind, struct entry *e)
{

    e->series = eco_mem_array(ind->nseries, sizeof *e->series);
    if (!e->series)
        return eco_nomem(ctx);
    for (size_t i = 0; i < ind->nseries; i++)
        e->series[i] = (eco_series_about){
            ind->series[i].name, ind->series[i].unit, ind->series[i].unit_text,
            ind->series[i].classes, ind->series[i].main};
    e->about = (eco_indicator_about){
        .code = ind->code,
        .title = ind->title,
        .official = ind->official,
        .tier = ind->tier,
        .custodian = ind->custodian,
        .classes = ind->classes,
        .inputs = ind->inputs,
        .formula = ind->formula,
        .method = ind->method,
        .source = ind->source,
        .caveat = ind->caveat,
        .verified = ind->verified,
        .file = ind->file,
        .series = e->series,
        .nseries = ind->nseries,
    };
    return ECO_OK;
}

static bool is_number(const char *text)
{
    return *text >= '0' && *text <= '9';
}

/* 3.9.1 before 15.1.1, names of ours last. */
static int compare_codes(const char *a, const char *b)
{
    if (is_number(a) != is_number(b))
        return is_number(a) ? -1 : 1;
    while (is_number(a) && is_number(b)) {
        char *a_end, *b_end;
        long x = strtol(a, &a_end, 10), y = strtol(b, &b_end, 10);

        if (x != y)
            return x < y ? -1 : 1;
        a = a_end + (*a_end == '.');
        b = b_end + (*b_end == '.');
    }
    return strcmp(a, b);
}

static int by_code(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare_codes(x->about.code, y->about.code);

    return order ? order : strcmp(x->about.file, y->about.file);
}

eco_status eco_catalogue_load(eco_ctx *ctx, const char *layers,
                              eco_catalogue **out)
{
    eco_catalogue *c = NULL;
    eco_status st = layers ? eco_layers_override(ctx, layers) : ECO_OK;

    *out = NULL;
    if (st)
        return st;
    c = eco_mem_array(1, sizeof *c);
    if (!c)
        return eco_nomem(ctx);
    st = eco_indicators_read(ctx, &c->all);
    if (!st) {
        c->items = eco_mem_array(c->all.n + 1, sizeof *c->items);
        st = c->items ? ECO_OK : eco_nomem(ctx);
    }
    while (!st && c->n < c->all.n) {
        st = fill(ctx, &c->all.items[c->n], &c->items[c->n]);
        c->n += !st;
    }
    if (st) {
        eco_catalogue_destroy(c);
        return st;
    }
    qsort(c->items, c->n, sizeof *c->items, by_code);
    *out = c;
    return ECO_OK;
}

void eco_catalogue_destroy(eco_catalogue *c)
{
    if (!c)
        return;
    for (size_t i = 0; c->items && i < c->n; i++)
        eco_mem_free(c->items[i].series);
    eco_mem_free(c->items);
    eco_indicators_clear(&c->all);
    eco_mem_free(c);
}

size_t eco_catalogue_count(const eco_catalogue *c)
{
    return c->n;
}

const eco_indicator_about *eco_catalogue_about(const eco_catalogue *c, size_t i)
{
    return &c->items[i].about;
}
