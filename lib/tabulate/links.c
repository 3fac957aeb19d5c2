/* Sets of evidence, joined by owner. */
#include "eco_links.h"

#include "eco_mem.h"

void eco_item_list_clear(eco_item_list *l)
{
    eco_mem_free(l->items);
    *l = (eco_item_list){0};
}

bool eco_links_join(const eco_links *l, const uint32_t *a, size_t na,
                    const uint32_t *b, size_t nb, eco_item_list *out)
{
    size_t i = 0, k = 0;

    out->n = 0;
    if (!ECO_GROW(out->items, na + nb, out->cap))
        return false;
    while (i < na || k < nb) {
        uint32_t x = k == nb || (i < na && a[i] <= b[k]) ? a[i++] : b[k++];
        bool first = !out->n || l->items[x].owner !=
                                    l->items[out->items[out->n - 1]].owner;

        if (first)
            out->items[out->n++] = x;
    }
    return true;
}

bool eco_links_reach(const eco_links *l, const uint32_t *items, size_t n,
                     int year, eco_item_list *out)
{
    out->n = 0;
    if (!ECO_GROW(out->items, n, out->cap))
        return false;
    for (size_t i = 0; i < n; i++) {
        const eco_link *k = &l->items[items[i]];

        if (k->patch && year >= k->first && year <= k->last)
            out->items[out->n++] = items[i];
    }
    return true;
}

size_t eco_links_join_sets(const eco_links *l, eco_sets *sets, size_t a,
                           size_t b, eco_item_list *scratch)
{
    size_t na, nb;
    const uint32_t *x = eco_sets_items(sets, a, &na);
    const uint32_t *y = eco_sets_items(sets, b, &nb);

    if (a == b || !nb)
        return a;
    if (!na)
        return b;
    return eco_links_join(l, x, na, y, nb, scratch)
               ? eco_sets_find(sets, scratch->items, scratch->n)
               : SIZE_MAX;
}
