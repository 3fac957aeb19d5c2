/* From what workers counted to one result. */
#include "eco_collect.h"

#include "eco_mem.h"

#include <math.h>

eco_status eco_collect_result(eco_ctx *ctx, const eco_result *from,
                              eco_result *out)
{
    uint32_t *map = eco_mem_array(eco_sets_count(from->sets), sizeof *map);
    eco_status st = ECO_NOMEM;

    if (map && !eco_sets_merge(out->sets, from->sets, map))
        st = eco_tally_merge(out->tally, from->tally, map);
    eco_mem_free(map);
    if (st == ECO_INVALID)
        return eco_fail(ctx, st, "a sum does not fit 128 bits");
    return st ? eco_nomem(ctx) : ECO_OK;
}

eco_status eco_collect_worker(eco_ctx *ctx, eco_worker *w, eco_result *out)
{
    eco_result one = {0};
    eco_status st = eco_worker_finish(ctx, w);

    if (st)
        return st;
    out->rows_read += eco_worker_rows(w);
    if (!out->tally) {
        eco_worker_take(w, &out->tally, &out->sets);
        return ECO_OK;
    }
    eco_worker_take(w, &one.tally, &one.sets);
    st = eco_collect_result(ctx, &one, out);
    eco_result_clear(&one);
    return st;
}

eco_status eco_collect_renumber(eco_ctx *ctx, eco_result *out, size_t nvalues)
{
    uint32_t *map;
    eco_tally *tally = NULL;
    eco_status st = ECO_NOMEM;

    if (eco_sets_count(out->sets) == 1)
        return ECO_OK; /* the empty one */
    map = eco_mem_array(eco_sets_count(out->sets), sizeof *map);
    if (!map || eco_sets_sort(out->sets, map) ||
        eco_tally_create(nvalues, &tally) ||
        eco_tally_merge(tally, out->tally, map))
        goto done;
    eco_tally_destroy(out->tally);
    out->tally = tally;
    tally = NULL;
    st = ECO_OK;
done:
    eco_tally_destroy(tally);
    eco_mem_free(map);
    return st ? eco_nomem(ctx) : ECO_OK;
}

struct inside {
    eco_i128 cells, area;
};

/* The part of a zone off the grid: its own area less what was counted. Zones
 * that lie in the grid have none, so there the count stands by itself. */
static eco_status add_outside(eco_ctx *ctx, const eco_job *job,
                              const eco_plan *plan, size_t zone,
                              const struct inside *in, eco_result *out)
{
    double area_m2;
    eco_i128 cells, area;
    eco_status st =
        eco_area_polygon(ctx, job->stack->area, job->zones, zone, &area_m2);

    if (st)
        return st;
    cells =
        (eco_i128)(eco_cover_item_cells(plan->zones, zone) * (double)ECO_ONE) -
        in->cells;
    area =
        (eco_i128)ldexp(area_m2, plan->area_bits + ECO_COVER_BITS) - in->area;
    if (cells <= 0 || area <= 0)
        return ECO_OK;
    for (size_t t = 0; t < job->stack->ntables; t++) {
        eco_tally_key key = {(uint32_t)t, (uint32_t)zone, 0,
                             eco_table_outside(job->stack, t)};
        size_t at = eco_tally_at(out->tally, key);

        if (at == SIZE_MAX)
            return eco_nomem(ctx);
        eco_tally_row_at(out->tally, at)->cells += cells;
        eco_tally_row_at(out->tally, at)->area += area;
    }
    return ECO_OK;
}

eco_status eco_collect_outside(eco_ctx *ctx, const eco_job *job,
                               const eco_plan *plan, eco_result *out)
{
    size_t n = job->zones->nitems;
    struct inside *in = eco_mem_array(n, sizeof *in);
    eco_status st = ECO_OK;

    if (!in)
        return eco_nomem(ctx);
    for (size_t i = 0; i < eco_tally_count(out->tally); i++) {
        const eco_tally_row *row = eco_tally_row_at(out->tally, i);

        if (row->key.table)
            continue; /* every table partitions the same cells */
        in[row->key.zone].cells += row->cells;
        in[row->key.zone].area += row->area;
    }
    for (size_t z = 0; z < n && !st; z++)
        if (!eco_cover_item_inside(plan->zones, z))
            st = add_outside(ctx, job, plan, z, &in[z], out);
    eco_mem_free(in);
    return st;
}
