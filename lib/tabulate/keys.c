/* Joins the classes of a row into one key per table and cell. */
#include "eco_keys.h"

#include "eco_mem.h"

#include <string.h>

eco_status eco_keys_create(eco_ctx *ctx, const eco_stack *s, eco_keys *k)
{
    *k = (eco_keys){.stack = s};
    k->keys = eco_mem_array(s->ntables, sizeof(uint32_t *));
    k->classes = eco_mem_array(s->nlayers, sizeof(uint16_t *));
    return k->keys && k->classes ? ECO_OK : eco_nomem(ctx);
}

void eco_keys_clear(eco_keys *k)
{
    for (size_t i = 0; k->keys && i < k->stack->ntables; i++)
        eco_mem_free(k->keys[i]);
    for (size_t i = 0; k->classes && i < k->stack->nlayers; i++)
        eco_mem_free(k->classes[i]);
    eco_mem_free(k->keys);
    eco_mem_free(k->classes);
    eco_mem_free(k->before);
    eco_mem_free(k->history);
    eco_mem_free(k->missed);
    *k = (eco_keys){0};
}

static bool resize(void **p, size_t n, size_t size)
{
    void *q = eco_mem_resize(*p, n, size);

    if (q)
        *p = q;
    return q != NULL;
}

static bool make_room(eco_keys *k, size_t n)
{
    if (n <= k->cap)
        return true;
    for (size_t i = 0; i < k->stack->ntables; i++)
        if (!resize((void **)(void *)&k->keys[i], n, sizeof **k->keys))
            return false;
    for (size_t i = 0; i < k->stack->nlayers; i++)
        if (!k->stack->layers[i].value &&
            !resize((void **)(void *)&k->classes[i], n, sizeof **k->classes))
            return false;
    if (!resize((void **)(void *)&k->before, n, sizeof *k->before) ||
        !resize((void **)(void *)&k->history, n, 1) ||
        !resize((void **)(void *)&k->missed, n, 1))
        return false;
    k->cap = n;
    return true;
}

static void cross(const eco_keys *k, const eco_table *t, uint32_t *key,
                  size_t n)
{
    for (size_t j = 0; j < t->n; j++) {
        const uint16_t *c = k->classes[t->layers[j]];
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
static void year(eco_keys *k, const eco_series *series, size_t y, size_t n)
{
    size_t layer = series->layers[y];
    const eco_classes *c = &k->stack->layers[layer].classes;
    uint32_t *key = k->keys[series->first_table + y];
    uint32_t radix = (uint32_t)ECO_CLASS_RADIX(c);
    const uint16_t *now = k->classes[layer];

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

static void series_rows(eco_keys *k, const eco_series *series, size_t n)
{
    uint16_t none =
        (uint16_t)ECO_CLASS_RADIX(&k->stack->layers[series->layers[0]].classes);

    for (size_t i = 0; i < n; i++)
        k->before[i] = none;
    memset(k->history, 0, n);
    memset(k->missed, 0, n);
    for (size_t y = 0; y < series->n; y++)
        year(k, series, y, n);
}

eco_status eco_keys_row(eco_ctx *ctx, eco_keys *k, const eco_reader *reader,
                        int row, int col0, size_t n)
{
    const eco_stack *s = k->stack;

    if (!make_room(k, n))
        return eco_nomem(ctx);
    for (size_t i = 0; i < s->nlayers; i++)
        if (!s->layers[i].value)
            eco_reader_classes(reader, i, row, col0, n, k->classes[i]);
    for (size_t t = 0; t < s->ntables; t++) {
        if (s->tables[t].kind == ECO_TABLE_TOTAL)
            memset(k->keys[t], 0, n * sizeof **k->keys);
        else if (s->tables[t].kind == ECO_TABLE_CROSS)
            cross(k, &s->tables[t], k->keys[t], n);
    }
    for (size_t i = 0; i < s->nseries; i++)
        series_rows(k, &s->series[i], n);
    return ECO_OK;
}
