/* Plans the bands and lets workers do them; when stopped, keeps what is done.
 */
#include "eco_codes.h"
#include "eco_collect.h"
#include "eco_engine.h"
#include "eco_event_pass.h"
#include "eco_kept.h"
#include "eco_mem.h"
#include "eco_pool.h"
#include "eco_reader.h"
#include "eco_worker.h"

#include <math.h>
#include <stdio.h>

/* What a worker decodes at a time should stay in its processor's own cache,
 * what it sweeps at a time need not. */
enum { CHUNK_BYTES = 256 << 10, BAND_ROWS = 256, CHUNK_COLS_MIN = 256 };

/* A chunk leans in a layer of another CRS: what it spans there grows with the
 * square of its width. */
enum { WARPED_COLS = 2048 };

/* The rim about a chunk in which patches are followed is read again by the
 * next: chunks are so many times as high. */
enum { RIM_SHARE = 16 };

struct team {
    eco_plan *plan;
    eco_worker **workers;  /* made by the thread that uses it */
    unsigned char *spoilt; /* a band of this worker failed half done */
    size_t *bands, nbands; /* bands */
    int *owner;            /* who did it, + 1; 0: not done */
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

static int widest_rim(const eco_stack *s)
{
    int rim = 0;

    for (size_t i = 0; i < s->nlayers; i++)
        rim = s->layers[i].rim > rim ? s->layers[i].rim : rim;
    return rim;
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
    if (rows < RIM_SHARE * widest_rim(s))
        rows = RIM_SHARE * widest_rim(s);
    rows = rows < BAND_ROWS ? rows : BAND_ROWS;
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

static eco_status do_band(eco_ctx *ctx, void *arg, int worker, size_t task)
{
    struct team *t = arg;
    eco_status st = ECO_OK;
    int64_t before;

    if (!t->workers[worker])
        st = eco_worker_create(ctx, t->plan, &t->workers[worker]);
    if (st)
        return st;
    before = eco_worker_bytes(t->workers[worker]);
    st = eco_worker_band(ctx, t->workers[worker], (int)t->bands[task]);
    if (st)
        t->spoilt[worker] = 1;
    else
        t->owner[task] = worker + 1;
    eco_ctx_add_bytes(
        ctx, (uint64_t)(eco_worker_bytes(t->workers[worker]) - before));
    return st;
}

/* What the workers that did not fail have counted, to what `out` holds. */
static eco_status gather(eco_ctx *ctx, const eco_job *job, struct team *team,
                         eco_result *out)
{
    eco_status st = ECO_OK;

    out->area_bits = team->plan->area_bits;
    out->value_area_bits = team->plan->value_area_bits;
    for (int i = 0; team->workers && i < job->threads && !st; i++) {
        if (!team->workers[i] || team->spoilt[i])
            continue;
        st = eco_collect_worker(ctx, team->workers[i], out);
        eco_worker_destroy(team->workers[i]);
        team->workers[i] = NULL;
    }
    return st;
}

static eco_status finish(eco_ctx *ctx, const eco_job *job, struct team *team,
                         eco_result *moved, eco_result *out)
{
    const eco_plan *plan = team->plan;
    eco_status st = gather(ctx, job, team, out);

    if (!st && !out->tally &&
        (eco_tally_create(plan->nvalues, &out->tally) ||
         eco_sets_create(&out->sets)))
        st = eco_nomem(ctx);
    out->patches = moved->patches;
    if (!st && moved->tally)
        st = eco_collect_result(ctx, moved, out);
    if (!st)
        st = eco_collect_renumber(ctx, out, plan->nvalues);
    if (!st && !job->every)
        st = eco_collect_outside(ctx, job, plan, out);
    if (!st && eco_tally_sort(out->tally))
        st = eco_nomem(ctx);
    return st;
}

/* Bands to do: all that are not kept, or a sample. */
static eco_status list_bands(eco_ctx *ctx, const eco_job *job,
                             const eco_kept *kept, struct team *t)
{
    size_t n = (size_t)t->plan->nbands;
    size_t step = job->every ? (size_t)job->every : 1;

    t->bands = eco_mem_array(n, sizeof *t->bands);
    t->owner = eco_mem_array(n, sizeof *t->owner);
    t->workers = eco_mem_array((size_t)job->threads, sizeof(eco_worker *));
    t->spoilt = eco_mem_array((size_t)job->threads, 1);
    if (!t->bands || !t->owner || !t->workers || !t->spoilt)
        return eco_nomem(ctx);
    for (size_t b = job->every ? (size_t)job->first : 0; b < n; b += step)
        if (!kept->done || !kept->done[b])
            t->bands[t->nbands++] = b;
    return ECO_OK;
}

static void team_clear(const eco_job *job, struct team *t)
{
    for (int i = 0; t->workers && i < job->threads; i++)
        eco_worker_destroy(t->workers[i]);
    eco_mem_free(t->workers);
    eco_mem_free(t->spoilt);
    eco_mem_free(t->bands);
    eco_mem_free(t->owner);
}

/* Interrupted: what is done goes to the state file. */
static eco_status keep(eco_ctx *ctx, const eco_job *job, struct team *team,
                       const eco_str *about, eco_kept *kept, eco_result *out)
{
    size_t n = (size_t)team->plan->nbands, done = 0;
    char identity[65] = "";
    eco_status st = gather(ctx, job, team, out);

    if (!st)
        st = eco_kept_identity(ctx, job, about, identity);
    if (!kept->done)
        kept->done = eco_mem_array(n, 1);
    if (!st && !kept->done)
        st = eco_nomem(ctx);
    if (st || !out->tally)
        return st ? st : ECO_CANCELLED;
    for (size_t i = 0; i < team->nbands; i++)
        if (team->owner[i] && !team->spoilt[team->owner[i] - 1])
            kept->done[team->bands[i]] = 1;
    for (size_t b = 0; b < n; b++)
        done += kept->done[b];
    st = eco_kept_save(ctx, job->state, identity, team->plan, kept, out);
    return st ? st
              : eco_fail(ctx, ECO_CANCELLED,
                         "interrupted while tabulating; %zu of %zu bands are "
                         "kept in %s, from where the same command goes on",
                         done, n, job->state);
}

static eco_status run_team(eco_ctx *ctx, const eco_job *job, struct team *team,
                           eco_result *out)
{
    bool keeps = job->state && !job->every;
    eco_result moved = {0};
    eco_kept kept = {0};
    eco_str about = {0};
    eco_status st = ECO_OK;

    if (keeps)
        st = eco_kept_about(ctx, job, team->plan, &about);
    if (keeps && !st)
        st = eco_kept_load(ctx, job, &about, team->plan, &kept, out);
    if (!st)
        st = list_bands(ctx, job, &kept, team);
    if (!st && team->nbands)
        st = eco_pool_run(ctx, job->threads, team->nbands, do_band, team,
                          "tabulating");
    if (!st && job->links && team->plan->evidence)
        st = eco_event_pass(ctx, job, team->plan, &moved);
    if (st == ECO_CANCELLED && keeps)
        st = keep(ctx, job, team, &about, &kept, out);
    else if (!st)
        st = finish(ctx, job, team, &moved, out);
    if (!st && keeps)
        remove(job->state);
    eco_result_clear(&moved);
    eco_kept_clear(&kept);
    eco_str_clear(&about);
    return st;
}

eco_status eco_engine_run(eco_ctx *ctx, const eco_job *job, eco_result *out)
{
    eco_plan plan = {0};
    struct team team = {.plan = &plan};
    eco_status st;

    *out = (eco_result){0};
    st = make_plan(ctx, job, &plan);
    if (!st)
        st = run_team(ctx, job, &team, out);
    team_clear(job, &team);
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
