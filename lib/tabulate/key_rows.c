/* Joins the classes of a row into one key per cell, table by table. */
#include "eco_key_codes.h"
#include "eco_mem.h"

#include <string.h>

struct eco_key_rows {
    const eco_stack *stack;
    uint16_t **classes; /* per layer */
    bool *classified;   /* per layer, in this row */
    uint32_t *keys;
    uint16_t *before; /* series: class last observed */
    uint8_t *history;
    uint8_t *missed; /* series: years unobserved since */
    size_t cap;      /* columns */
};

eco_status eco_key_rows_create(eco_ctx *ctx, const eco_stack *s,
                               eco_key_rows **out)
{
    eco_key_rows *k = eco_mem_array(1, sizeof *k);

    *out = NULL;
    if (!k)
        return eco_nomem(ctx);
    k->stack = s;
    k->classes = eco_mem_array(s->nlayers, sizeof(uint16_t *));
    k->classified = eco_mem_array(s->nlayers, sizeof *k->classified);
    if (!k->classes || !k->classified) {
        eco_key_rows_destroy(k);
        return eco_nomem(ctx);
    }
    *out = k;
    return ECO_OK;
}

void eco_key_rows_destroy(eco_key_rows *k)
{
    if (!k)
        return;
    for (size_t i = 0; k->classes && i < k->stack->nlayers; i++)
        eco_mem_free(k->classes[i]);
    eco_mem_free(k->classes);
    eco_mem_free(k->classified);
    eco_mem_free(k->keys);
    eco_mem_free(k->before);
    eco_mem_free(k->history);
    eco_mem_free(k->missed);
    eco_mem_free(k);
}

void eco_key_rows_begin(eco_key_rows *k)
{
    memset(k->classified, 0, k->stack->nlayers * sizeof *k->classified);
}

static bool resize(void **p, size_t n, size_t size)
{
    void *q = eco_mem_resize(*p, n, size);

    if (q)
        *p = q;
    return q != NULL;
}

static bool make_room(eco_key_rows *k, size_t n)
{
    if (n <= k->cap)
        return true;
    for (size_t i = 0; i < k->stack->nlayers; i++)
        if (!k->stack->layers[i].value &&
            !resize((void **)(void *)&k->classes[i], n, sizeof **k->classes))
            return false;
    if (!resize((void **)(void *)&k->keys, n, sizeof *k->keys) ||
        !resize((void **)(void *)&k->before, n, sizeof *k->before) ||
        !resize((void **)(void *)&k->history, n, 1) ||
        !resize((void **)(void *)&k->missed, n, 1))
        return false;
    k->cap = n;
    return true;
}

static void fill(uint16_t *out, size_t n, size_t klass)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint16_t)klass;
}

/* The classes of a layer, worked out once a row. */
static const uint16_t *classes_of(eco_key_rows *k, const eco_view *views,
                                  size_t layer, size_t n)
{
    const eco_layer *l = &k->stack->layers[layer];
    const eco_view *view = &views[layer];
    uint16_t *out = k->classes[layer];

    if (k->classified[layer])
        return out;
    k->classified[layer] = true;
    if (!view->samples) {
        fill(out, n, ECO_CLASS_OUTSIDE(&l->classes));
        return out;
    }
    eco_classify(&l->classes, l->sample, view->samples, view->constant ? 1 : n,
                 out);
    if (view->constant)
        fill(out, n, out[0]);
    for (size_t i = 0; view->state && i < n; i++)
        if (view->state[i] != ECO_STATE_DATA)
            out[i] = (uint16_t)(view->state[i] == ECO_STATE_OUTSIDE
                                    ? ECO_CLASS_OUTSIDE(&l->classes)
                                : view->state[i] == ECO_STATE_SMALL
                                    ? l->classes.small
                                    : ECO_CLASS_NODATA(&l->classes));
    return out;
}

static void cross(eco_key_rows *k, const eco_view *views, const eco_table *t,
                  size_t n)
{
    uint32_t *key = k->keys;

    for (size_t j = 0; j < t->n; j++) {
        const uint16_t *c = classes_of(k, views, t->layers[j], n);
        uint32_t radix =
            (uint32_t)ECO_CLASS_RADIX(&k->stack->layers[t->layers[j]].classes);

        if (j == 0)
            for (size_t i = 0; i < n; i++)
                key[i] = c[i];
        else
            for (size_t i = 0; i < n; i++)
                key[i] = key[i] * radix + c[i];
    }
}

/* One year of a series. The class before is the last one observed: a year
 * without observation neither makes nor hides an event, it delays it, which
 * the gap bit tells. */
static void year(eco_key_rows *k, const eco_view *views, size_t layer, size_t n)
{
    const eco_classes *c = &k->stack->layers[layer].classes;
    const uint16_t *now = classes_of(k, views, layer, n);
    uint32_t radix = (uint32_t)ECO_CLASS_RADIX(c), *key = k->keys;

    for (size_t i = 0; i < n; i++) {
        unsigned char to = c->parts[now[i]], from;
        uint32_t history = k->history[i];

        if (to == ECO_PART_UNSEEN) {
            key[i] = (history * (radix + 1) + k->before[i]) * radix + now[i];
            k->missed[i] = k->before[i] != radix;
            continue;
        }
        if (k->missed[i])
            history |= ECO_HISTORY_GAP;
        key[i] = (history * (radix + 1) + k->before[i]) * radix + now[i];
        from = k->before[i] == radix ? ECO_PART_UNSEEN : c->parts[k->before[i]];
        if (from == ECO_PART_FOREST && to != ECO_PART_FOREST)
            k->history[i] |= ECO_HISTORY_LOST;
        if (from == ECO_PART_MINING && to != ECO_PART_MINING)
            k->history[i] |= ECO_HISTORY_MINED;
        k->before[i] = now[i];
        k->missed[i] = 0;
    }
}

static void first_year(eco_key_rows *k, size_t layer, size_t n)
{
    fill(k->before, n, ECO_CLASS_RADIX(&k->stack->layers[layer].classes));
    memset(k->history, 0, n);
    memset(k->missed, 0, n);
}

eco_status eco_key_rows_of(eco_ctx *ctx, eco_key_rows *k, const eco_view *views,
                           size_t table, size_t n, const uint32_t **keys)
{
    const eco_table *t = &k->stack->tables[table];

    if (!make_room(k, n))
        return eco_nomem(ctx);
    if (t->kind == ECO_TABLE_CROSS) {
        cross(k, views, t, n);
    } else {
        if (k->stack->series[t->series].first_table == table)
            first_year(k, t->layers[0], n);
        year(k, views, t->layers[0], n);
    }
    *keys = k->keys;
    return ECO_OK;
}
