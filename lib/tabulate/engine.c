/* Plans the bands, lets workers do them, and merges what they counted. */
#include "eco_codes.h"
#include "eco_engine.h"
#include "eco_mem.h"
#include "eco_pool.h"
#include "eco_reader.h"
#include "eco_worker.h"

#include <math.h>

/* What a worker decodes at a time should stay in its processor's own cache,
 * what it sweeps at a time need not. */
enum { CHUNK_BYTES = 256 << 10, BAND_ROWS = 256, CHUNK_COLS_MIN = 256 };

/* A chunk leans in a layer of another CRS: what it spans there grows with the
 * square of its width. */
enum { WARPED_COLS = 2048 };

struct team {
    eco_plan *plan;
    eco_worker **workers; /* made by the thread that uses it */
};

static size_t row_bytes(const eco_stack *s, int cols)
{
    size_t bytes = 0;

    for (size_t i = 0; i < s->nlayers; i++)
        bytes += eco_sample_size(s->layers[i].sample) * (size_t)cols;
    return bytes;
}

static bool any_warped(const eco_stack *s)
{
    for (size_t i = 0; i < s->nlayers; i++)
        if (s->layers[i].warped)
            return true;
    return false;
}

/* Chunks are the reference's own blocks, or as many side by side as make rows
 * worth the while. */
static void choose_chunks(const eco_stack *s, eco_chunks *c)
{
    int cols = s->block_cols, rows;

    if (cols < CHUNK_COLS_MIN)
        cols *= (CHUNK_COLS_MIN - 1) / cols + 1;
    if (cols > ECO_ROW_MAX)
        cols = ECO_ROW_MAX;
    if (cols > WARPED_COLS && any_warped(s))
        cols = WARPED_COLS;
    *c = (eco_chunks){.cols = cols, .ncols = s->grid.ncols};
    c->first = s->block_col0 % cols;
    c->first = c->first ? c->first : cols;
    c->n = eco_chunks_of(c, s->grid.ncols - 1) + 1;
    rows = (int)(CHUNK_BYTES / (row_bytes(s, cols) + 1));
    rows -= rows % s->block_rows;
    c->rows = rows > s->block_rows ? rows : s->block_rows;
}

/* Bands are whole block rows, so that no block is decoded twice. */
static void choose_bands(const eco_stack *s, int wanted, eco_plan *plan)
{
    int rows = BAND_ROWS - BAND_ROWS % s->block_rows;

    rows = rows > s->block_rows ? rows : s->block_rows;
    if (wanted)
        rows = wanted;
    plan->band_rows = rows;
    plan->band0 = s->block_row0 % rows ? s->block_row0 % rows - rows : 0;
    plan->nbands = (s->grid.nrows - 1 - plan->band0) / rows + 1;
}

/* The finest quantum, at most 2^-24 m2, for which the cells of a row add up
 * within 62 bits: 4e-11 of a 30 m cell. */
static eco_status choose_quantum(eco_ctx *ctx, const eco_stack *s,
                                 eco_plan *plan)
{
    double row = eco_area_max(s->area) * s->grid.ncols;

    plan->area_bits = 24;
    while (plan->area_bits > 0 && ldexp(row, plan->area_bits) >= 0x1p62)
        plan->area_bits--;
    plan->value_area_bits = plan->area_bits < 20 ? plan->area_bits : 20;
    while (plan->value_area_bits > 0 &&
           ldexp(eco_area_max(s->area), plan->value_area_bits) >= 0x1p46)
        plan->value_area_bits--; /* what eco_ledger counts on */
    if (ldexp(row, plan->area_bits) >= 0x1p62)
        return eco_fail(ctx, ECO_USAGE, "cells of %g m2 are too large",
                        eco_area_max(s->area));
    return ECO_OK;
}

static eco_status make_plan(eco_ctx *ctx, const eco_job *job, eco_plan *plan)
{
    const eco_stack *s = job->stack;
    eco_status st;

    *plan = (eco_plan){.stack = s};
    st = choose_quantum(ctx, s, plan);
    if (st)
        return st;
    plan->values = eco_mem_array(s->nvalues, sizeof *plan->values);
    if (!plan->values)
        return eco_nomem(ctx);
    for (size_t i = 0; i < s->nlayers; i++)
        if (s->layers[i].value)
            plan->values[plan->nvalues++] = i;
    choose_bands(s, job->band_rows, plan);
    choose_chunks(s, &plan->chunks);
    st = eco_cover_create(job->zones, s->grid.ncols, s->grid.nrows,
                          &plan->zones);
    plan->faces = job->evidence;
    if (!st && job->evidence && job->evidence->polygons.nitems)
        st = eco_cover_create(&job->evidence->polygons, s->grid.ncols,
                              s->grid.nrows, &plan->evidence);
    if (st == ECO_INVALID)
        return eco_fail(ctx, ECO_USAGE,
                        "a polygon reaches more than 2^30 cells away from the "
                        "raster; cut it or check its CRS");
    return st ? eco_nomem(ctx) : ECO_OK;
}

static eco_status do_band(eco_ctx *ctx, void *arg, int worker, size_t band)
{
    struct team *t = arg;
    eco_status st = ECO_OK;
    int64_t before;

    if (!t->workers[worker])
        st = eco_worker_create(ctx, t->plan, &t->workers[worker]);
    if (st)
        return st;
    before = eco_worker_bytes(t->workers[worker]);
    st = eco_worker_band(ctx, t->workers[worker], (int)band);
    eco_ctx_add_bytes(
        ctx, (uint64_t)(eco_worker_bytes(t->workers[worker]) - before));
    return st;
}

/* One worker's counts; the first's become the result's own. */
static eco_status merge(eco_ctx *ctx, eco_worker *w, eco_result *out)
{
    eco_tally *tally = NULL;
    eco_sets *sets = NULL;
    uint32_t *map = NULL;
    eco_status st = eco_worker_finish(ctx, w);

    if (st)
        return st;
    out->rows_read += eco_worker_rows(w);
    if (!out->tally) {
        eco_worker_take(w, &out->tally, &out->sets);
        return ECO_OK;
    }
    eco_worker_take(w, &tally, &sets);
    map = eco_mem_array(eco_sets_count(sets), sizeof *map);
    st = ECO_NOMEM;
    if (map && !eco_sets_merge(out->sets, sets, map))
        st = eco_tally_merge(out->tally, tally, map);
    eco_mem_free(map);
    eco_tally_destroy(tally);
    eco_sets_destroy(sets);
    if (st == ECO_INVALID)
        return eco_fail(ctx, st, "a sum does not fit 128 bits");
    return st ? eco_nomem(ctx) : ECO_OK;
}

/* Evidence sets are numbered by which worker met them first: number them by
 * content instead. */
static eco_status renumber(eco_ctx *ctx, eco_result *out, size_t nvalues)
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

static eco_status outside(eco_ctx *ctx, const eco_job *job,
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

static eco_status collect(eco_ctx *ctx, const eco_job *job,
                          const struct team *team, eco_result *out)
{
    const eco_plan *plan = team->plan;
    eco_status st = ECO_OK;

    out->area_bits = plan->area_bits;
    out->value_area_bits = plan->value_area_bits;
    for (int i = 0; i < job->threads && !st; i++) {
        if (!team->workers[i])
            continue;
        st = merge(ctx, team->workers[i], out);
        eco_worker_destroy(team->workers[i]);
        team->workers[i] = NULL;
    }
    if (!st && !out->tally &&
        (eco_tally_create(plan->nvalues, &out->tally) ||
         eco_sets_create(&out->sets)))
        st = eco_nomem(ctx);
    if (!st)
        st = renumber(ctx, out, plan->nvalues);
    if (!st)
        st = outside(ctx, job, plan, out);
    if (!st && eco_tally_sort(out->tally))
        st = eco_nomem(ctx);
    return st;
}

eco_status eco_engine_run(eco_ctx *ctx, const eco_job *job, eco_result *out)
{
    eco_plan plan = {0};
    struct team team = {&plan, NULL};
    eco_status st = make_plan(ctx, job, &plan);

    *out = (eco_result){0};
    if (st)
        goto done;
    team.workers = eco_mem_array((size_t)job->threads, sizeof(eco_worker *));
    if (!team.workers) {
        st = eco_nomem(ctx);
        goto done;
    }
    st = eco_pool_run(ctx, job->threads, (size_t)plan.nbands, do_band, &team,
                      "tabulating");
    if (!st)
        st = collect(ctx, job, &team, out);
done:
    for (int i = 0; team.workers && i < job->threads; i++)
        eco_worker_destroy(team.workers[i]);
    eco_mem_free(team.workers);
    eco_cover_destroy(plan.zones);
    eco_cover_destroy(plan.evidence);
    eco_mem_free(plan.values);
    if (st)
        eco_result_clear(out);
    return st;
}

void eco_result_clear(eco_result *r)
{
    eco_tally_destroy(r->tally);
    eco_sets_destroy(r->sets);
    *r = (eco_result){0};
}

double eco_result_cells(const eco_tally_row *row)
{
    return (double)row->cells / (double)ECO_ONE;
}

double eco_result_area_m2(const eco_result *r, const eco_tally_row *row)
{
    return ldexp((double)row->area, -(r->area_bits + ECO_COVER_BITS));
}

int64_t eco_result_area_cm2(const eco_result *r, eco_i128 area)
{
    int bits = r->area_bits + ECO_COVER_BITS;
    eco_i128 half = (eco_i128)1 << (bits - 1);

    /* 2^49 m2 of Earth x 10^4 in 2^54 parts: below 2^117. */
    return (int64_t)((area * 10000 + half) >> bits);
}

double eco_result_value(const eco_result *r, const eco_layer *layer,
                        const eco_tally_value *value)
{
    double sum =
        ldexp((double)value->sum, -(ECO_COVER_BITS + layer->value_bits));

    if (layer->count)
        return sum;
    return ldexp(sum, -r->value_area_bits) * layer->unit_per_m2;
}
