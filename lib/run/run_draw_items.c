/* What evidence is known by, whatever else the store has: its stream in the
 * draws hangs on that and on nothing else. */
#include "eco_run_draws.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <stdlib.h>

static int by_hash(const void *a, const void *b)
{
    const eco_draw_item *x = a, *y = b;

    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

static int by_cluster(const void *a, const void *b)
{
    const eco_draw_item *x = a, *y = b;

    if (x->cluster != y->cluster)
        return x->cluster < y->cluster ? -1 : 1;
    return by_hash(a, b);
}

static int by_id(const void *a, const void *b)
{
    const eco_draw_item *x = a, *y = b;

    return (x->id > y->id) - (x->id < y->id);
}

static eco_status read_items(eco_ctx *ctx, eco_store *store,
                             eco_draw_items *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "draws_evidence", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        uint64_t hash = 0;

        for (int i = 2; i < eco_col_count(s); i++)
            hash = eco_hash_text(hash, eco_col_text(s, i));
        if (ECO_GROW(out->items, out->n, out->cap))
            out->items[out->n++] =
                (eco_draw_item){.id = eco_col_int(s, 0),
                                .cluster = eco_col_int(s, 1),
                                .hash = eco_hash_mix(0, hash)};
        else
            st = eco_nomem(ctx);
    }
    eco_stmt_finalize(s);
    return st;
}

/* Items that are told alike are still several. */
static void tell_apart(eco_draw_items *items)
{
    uint64_t alike = 0, same = 0;

    qsort(items->items, items->n, sizeof *items->items, by_hash);
    for (size_t i = 0; i < items->n; i++) {
        eco_draw_item *item = &items->items[i];

        alike = i > 0 && item->hash == same ? alike + 1 : 0;
        same = item->hash;
        if (alike)
            item->hash = eco_hash_mix(item->hash, alike);
    }
}

/* A cluster is known by its first item, in the order of what they are known
 * by. */
static eco_status make_places(eco_ctx *ctx, eco_draw_items *items,
                              eco_draw_world *world)
{
    world->places = eco_mem_array(items->n + 1, sizeof *world->places);
    if (!world->places)
        return eco_nomem(ctx);
    if (items->n)
        qsort(items->items, items->n, sizeof *items->items, by_cluster);
    for (size_t i = 0; i < items->n; i++) {
        eco_draw_item *item = &items->items[i];

        if (i == 0 || item->cluster == 0 || item->cluster != item[-1].cluster)
            world->places[world->mc.nplaces++] = item->hash;
        item->place = (uint32_t)world->mc.nplaces - 1;
    }
    return ECO_OK;
}

eco_status eco_draw_items_load(eco_ctx *ctx, eco_store *store,
                               eco_draw_world *world, eco_draw_items *out)
{
    eco_status st = read_items(ctx, store, out);

    if (st)
        return st;
    if (out->n)
        tell_apart(out);
    st = make_places(ctx, out, world);
    if (!st && out->n)
        qsort(out->items, out->n, sizeof *out->items, by_id);
    return st;
}

const eco_draw_item *eco_draw_items_find(const eco_draw_items *items,
                                         int64_t id)
{
    const eco_draw_item key = {.id = id};

    return items->n ? bsearch(&key, items->items, items->n,
                              sizeof *items->items, by_id)
                    : NULL;
}
