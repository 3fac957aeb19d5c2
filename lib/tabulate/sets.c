/* Distinct sets of evidence items, numbered as they are met. */
#include "eco_sets.h"

#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

struct set {
    size_t first, n; /* into items */
};

struct eco_sets {
    uint32_t *items;
    struct set *sets;
    size_t nitems, items_cap, n, cap;
    size_t *slots; /* set + 1 */
    size_t nslots;
};

eco_status eco_sets_create(eco_sets **out)
{
    eco_sets *s = eco_mem_array(1, sizeof *s);

    *out = NULL;
    if (!s)
        return ECO_NOMEM;
    s->nslots = 256;
    s->slots = eco_mem_array(s->nslots, sizeof *s->slots);
    if (!s->slots || eco_sets_find(s, NULL, 0) == SIZE_MAX) {
        eco_sets_destroy(s);
        return ECO_NOMEM;
    }
    *out = s;
    return ECO_OK;
}

void eco_sets_destroy(eco_sets *s)
{
    if (!s)
        return;
    eco_mem_free(s->items);
    eco_mem_free(s->sets);
    eco_mem_free(s->slots);
    eco_mem_free(s);
}

size_t eco_sets_count(const eco_sets *s)
{
    return s->n;
}

const uint32_t *eco_sets_items(const eco_sets *s, size_t set, size_t *n)
{
    *n = s->sets[set].n;
    return s->items ? s->items + s->sets[set].first : NULL;
}

/* FNV-1a over the items. */
static size_t hash(const uint32_t *items, size_t n)
{
    uint64_t h = UINT64_C(14695981039346656037);

    for (size_t i = 0; items && i < n; i++)
        h = (h ^ items[i]) * UINT64_C(1099511628211);
    return (size_t)(h ^ (h >> 32));
}

static bool same(const uint32_t *a, const uint32_t *b, size_t n)
{
    for (size_t i = 0; a && b && i < n; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

static size_t probe(const eco_sets *s, const uint32_t *items, size_t n)
{
    size_t mask = s->nslots - 1, i = hash(items, n) & mask;

    for (; s->slots[i]; i = (i + 1) & mask) {
        const struct set *set = &s->sets[s->slots[i] - 1];

        if (set->n == n && same(s->items + set->first, items, n))
            break;
    }
    return i;
}

static bool rehash(eco_sets *s)
{
    size_t *old = s->slots;

    s->slots = eco_mem_array(s->nslots * 2, sizeof *s->slots);
    if (!s->slots) {
        s->slots = old;
        return false;
    }
    s->nslots *= 2;
    for (size_t i = 0; i < s->n; i++)
        s->slots[probe(s, s->items ? s->items + s->sets[i].first : NULL,
                       s->sets[i].n)] = i + 1;
    eco_mem_free(old);
    return true;
}

size_t eco_sets_find(eco_sets *s, const uint32_t *items, size_t n)
{
    size_t slot;

    if (s->n * 2 >= s->nslots && !rehash(s))
        return SIZE_MAX;
    slot = probe(s, items, n);
    if (s->slots[slot])
        return s->slots[slot] - 1;
    if (!ECO_GROW(s->sets, s->n, s->cap) ||
        !ECO_GROW(s->items, s->nitems + n, s->items_cap))
        return SIZE_MAX;
    s->sets[s->n] = (struct set){s->nitems, n};
    if (n)
        memcpy(s->items + s->nitems, items, n * sizeof *items);
    s->nitems += n;
    s->slots[slot] = ++s->n;
    return s->n - 1;
}

eco_status eco_sets_merge(eco_sets *into, const eco_sets *from, uint32_t *map)
{
    for (size_t i = 0; i < from->n; i++) {
        size_t n;
        const uint32_t *items = eco_sets_items(from, i, &n);
        size_t at = eco_sets_find(into, items, n);

        if (at == SIZE_MAX)
            return ECO_NOMEM;
        map[i] = (uint32_t)at;
    }
    return ECO_OK;
}

struct numbered {
    const uint32_t *items;
    size_t n, old;
};

/* Shorter items lists first differ, then the shorter list: the empty set is
 * always the first. */
static int by_content(const void *a, const void *b)
{
    const struct numbered *p = a, *q = b;

    for (size_t i = 0; i < p->n && i < q->n; i++)
        if (p->items[i] != q->items[i])
            return p->items[i] < q->items[i] ? -1 : 1;
    return (p->n > q->n) - (p->n < q->n);
}

eco_status eco_sets_sort(eco_sets *s, uint32_t *map)
{
    struct numbered *order = eco_mem_array(s->n, sizeof *order);
    struct set *sorted = eco_mem_array(s->n, sizeof *sorted);
    eco_status st = ECO_NOMEM;

    if (!order || !sorted)
        goto done;
    for (size_t i = 0; i < s->n; i++) {
        order[i].items = eco_sets_items(s, i, &order[i].n);
        order[i].old = i;
    }
    qsort(order, s->n, sizeof *order, by_content);
    for (size_t i = 0; i < s->n; i++) {
        sorted[i] = s->sets[order[i].old];
        map[order[i].old] = (uint32_t)i;
    }
    memcpy(s->sets, sorted, s->n * sizeof *sorted);
    for (size_t i = 0; i < s->nslots; i++)
        if (s->slots[i])
            s->slots[i] = map[s->slots[i] - 1] + (size_t)1;
    st = ECO_OK;
done:
    eco_mem_free(order);
    eco_mem_free(sorted);
    return st;
}
