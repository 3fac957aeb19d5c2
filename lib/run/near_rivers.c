/* Reaches of rivers near attributed mines. */
#include "eco_run_people.h"

#include "eco_geom_index.h"
#include "eco_mem.h"

#include <string.h>

struct rivers {
    const eco_near_map *map;
    eco_geom_index *index;
    eco_hits hits;
    eco_stmt *out;
};

static bool is_near(const struct rivers *r, const eco_near *wanted)
{
    const eco_near_map *m = r->map;

    for (size_t i = 0; i < r->hits.n; i++)
        if (eco_near_counts(
                &m->drawn[m->places.items[r->hits.items[i].item].id], wanted))
            return true;
    return false;
}

static eco_status put(eco_ctx *ctx, struct rivers *r, eco_stmt *in)
{
    static const eco_near wanted[] = {{"ILL", "MIN", ECO_NEAR_RIVER},
                                      {"ORG", "MIN", ECO_NEAR_RIVER}};
    const eco_point p = {eco_col_real(in, 2), eco_col_real(in, 3)};
    eco_status st = eco_geom_index_point(ctx, r->index, p, &r->hits);

    for (size_t k = 0; k < 2 && !st; k++) {
        if (!is_near(r, &wanted[k]))
            continue;
        eco_bind_int(r->out, ":dataset_id", eco_col_int(in, 0));
        eco_bind_text(r->out, ":reach", eco_col_text(in, 1));
        eco_bind_text(r->out, ":measure", wanted[k].measure);
        st = eco_stmt_step(ctx, r->out, NULL);
    }
    return st;
}

static eco_status put_all(eco_ctx *ctx, eco_store *store, struct rivers *r)
{
    eco_stmt *in = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "river_reaches", &in);

    if (!st)
        st = eco_store_query(ctx, store, "river_mined_insert", &r->out);
    while (!st && !(st = eco_stmt_step(ctx, in, &row)) && row)
        st = put(ctx, r, in);
    eco_stmt_finalize(in);
    eco_stmt_finalize(r->out);
    return st;
}

eco_status eco_near_rivers(eco_ctx *ctx, eco_store *store,
                           const eco_near_map *m)
{
    struct rivers r = {.map = m};
    eco_geom *g = NULL;
    eco_status st = eco_geom_create(ctx, &g);

    if (!st)
        st = eco_geom_index_create(ctx, g, &m->places, &r.index);
    if (!st)
        st = put_all(ctx, store, &r);
    eco_geom_index_destroy(r.index);
    eco_geom_destroy(g);
    eco_mem_free(r.hits.items);
    return st ? eco_trace(ctx, st, "rivers near mines") : ECO_OK;
}
