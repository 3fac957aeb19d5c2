/* Draws, zone after zone: as many zones at once as fit, their draws in blocks
 * that threads share. */
#include "eco_mc_job.h"

#include "eco_mem.h"
#include "eco_pool.h"
#include "eco_streams.h"

#include <string.h>

enum {
    SUMS_BYTES = 32 << 20, /* of the outputs at work */
    OUTPUTS_AT_ONCE = 16   /* that a thread sums up */
};

static void clear(eco_mc_job *job)
{
    for (int i = 0; i < job->nworkers && job->workers; i++) {
        eco_mem_free(job->workers[i].u);
        eco_mem_free(job->workers[i].stamp);
        eco_mem_free(job->workers[i].draws);
        eco_mc_desk_clear(&job->workers[i].desk);
    }
    eco_mem_free(job->workers);
    eco_mc_parts_clear(&job->parts);
    eco_mem_free(job->v);
    eco_mem_free(job->central);
    eco_mem_free(job->place_keys);
    eco_mem_free(job->ratio);
    eco_mem_free(job->totals);
    eco_mem_free(job->sums);
}

static eco_status make_workers(eco_mc_job *job)
{
    const eco_mc_world *w = job->world;
    eco_status st;

    job->nworkers = job->options->threads;
    job->workers = eco_mem_array((size_t)job->nworkers, sizeof *job->workers);
    st = job->workers ? ECO_OK : ECO_NOMEM;
    for (int i = 0; i < job->nworkers && !st; i++) {
        eco_mc_worker *k = &job->workers[i];

        k->u = eco_mem_array(w->nplaces + 1, ECO_MC_BLOCK * sizeof *k->u);
        k->stamp = eco_mem_array(w->nplaces + 1, sizeof *k->stamp);
        k->draws = eco_mem_array(job->ndraws, sizeof *k->draws);
        st = eco_mc_desk_make(job->parts.most, &k->desk);
        if (!k->u || !k->stamp || !k->draws)
            st = ECO_NOMEM;
    }
    return st;
}

static void draw_ratios(eco_mc_job *job)
{
    for (size_t i = 0; i < job->world->nmaps; i++) {
        const eco_mc_map *m = &job->world->maps[i];
        uint64_t key = eco_stream_key("map", m->id);

        for (size_t d = 0; d < job->ndraws; d++) {
            eco_random r;

            eco_random_start(&r, job->options->seed, key, d);
            job->ratio[i * job->ndraws + d] =
                eco_random_normal_above_0(&r, m->ratio, m->error);
        }
    }
}

/* The zones at work are those whose outputs fit, at least one. */
static size_t most_outputs(const eco_mc_job *job)
{
    size_t most = SUMS_BYTES / sizeof(int64_t) / ECO_MC_MEASURES / job->stride;

    for (size_t i = 0; i < job->world->nzones; i++)
        if (job->world->zones[i].noutputs > most)
            most = job->world->zones[i].noutputs;
    return most;
}

static eco_status prepare(eco_mc_job *job)
{
    const eco_mc_world *w = job->world;
    size_t values = (w->nclasses + 1) * ECO_MC_MEASURES;
    eco_status st = eco_mc_parts_make(w, &job->parts);

    if (st)
        return st;
    job->v = eco_mem_array(values * job->stride, sizeof *job->v);
    job->central = eco_mem_array(values, sizeof *job->central);
    job->place_keys = eco_mem_array(w->nplaces + 1, sizeof *job->place_keys);
    job->ratio = eco_mem_array((w->nmaps + 1) * job->ndraws, sizeof(double));
    job->totals = eco_mem_array((w->ntotals + 1) * (size_t)ECO_MC_KINDS *
                                    ECO_MC_MEASURES * job->stride,
                                sizeof *job->totals);
    job->sums =
        eco_mem_array((most_outputs(job) + 1) * ECO_MC_MEASURES * job->stride,
                      sizeof *job->sums);
    if (!job->v || !job->central || !job->place_keys || !job->ratio ||
        !job->totals || !job->sums)
        return ECO_NOMEM;
    for (size_t i = 0; i < w->nplaces; i++)
        job->place_keys[i] = eco_stream_key("location", w->places[i]);
    draw_ratios(job);
    st = eco_mc_strengths(w, job->options, job->stride, job->v, job->central);
    return st ? st : make_workers(job);
}

static eco_status block(eco_ctx *ctx, void *arg, int worker, size_t task)
{
    eco_mc_job *job = arg;

    (void)ctx;
    eco_mc_block(job, &job->workers[worker], task);
    return ECO_OK;
}

/* Draws of a sum in m2, corrected by the drawn error of the map. */
static void corrected(const eco_mc_job *job, const int64_t *cm2,
                      const double *ratio, double *out)
{
    for (size_t d = 0; d < job->ndraws; d++)
        out[d] = (double)cm2[d] / 1e4 * ratio[d];
}

static eco_status summarise(eco_ctx *ctx, void *arg, int worker, size_t task)
{
    eco_mc_job *job = arg;
    double *draws = job->workers[worker].draws;
    size_t end = (task + 1) * OUTPUTS_AT_ONCE;

    (void)ctx;
    end = end < job->noutputs ? end : job->noutputs;
    for (size_t i = task * OUTPUTS_AT_ONCE; i < end; i++) {
        size_t output = job->first_output + i;
        uint32_t map = job->world->outputs[output].map;

        for (size_t x = 0; x < ECO_MC_MEASURES; x++) {
            size_t to = output * ECO_MC_MEASURES + x;

            corrected(job, job->sums + (i * ECO_MC_MEASURES + x) * job->stride,
                      job->ratio + map * job->ndraws, draws);
            if (job->draws_out)
                memcpy(job->draws_out + to * job->ndraws, draws,
                       job->ndraws * sizeof *draws);
            job->intervals[to] = eco_interval_of(draws, job->ndraws);
        }
    }
    return ECO_OK;
}

static void next_zones(eco_mc_job *job, size_t most)
{
    const eco_mc_zone *zones = job->world->zones;

    job->first_zone = job->end_zone;
    job->first_output = zones[job->first_zone].first_output;
    job->noutputs = 0;
    while (job->end_zone < job->world->nzones &&
           job->noutputs + zones[job->end_zone].noutputs <= most)
        job->noutputs += zones[job->end_zone++].noutputs;
}

static eco_status all_zones(eco_ctx *ctx, eco_mc_job *job)
{
    size_t nblocks = job->stride / ECO_MC_BLOCK;
    size_t most = most_outputs(job), nzones = job->world->nzones;
    eco_status st = ECO_OK;

    while (job->end_zone < nzones && !st) {
        next_zones(job, most);
        memset(job->sums, 0,
               job->noutputs * ECO_MC_MEASURES * job->stride *
                   sizeof *job->sums);
        eco_progress_within(ctx, (double)job->first_zone / (double)nzones,
                            (double)job->end_zone / (double)nzones);
        st = eco_pool_run(ctx, job->nworkers, nblocks, block, job,
                          "drawing intervals");
        job->tasks_before += (uint32_t)nblocks;
        if (!st)
            st = eco_pool_run(ctx, job->nworkers,
                              (job->noutputs + OUTPUTS_AT_ONCE - 1) /
                                  OUTPUTS_AT_ONCE,
                              summarise, job, "drawing intervals");
    }
    eco_progress_within(ctx, 0, 1);
    return st;
}

static void summarise_total(const eco_mc_job *job, size_t total, int x,
                            eco_mc_total *out)
{
    const double *ratio =
        job->ratio + job->world->total_maps[total] * job->ndraws;
    double *draws = job->workers[0].draws;

    for (int kind = 0; kind < ECO_MC_KINDS; kind++) {
        static const eco_mc_source held[ECO_MC_KINDS] = {
            ECO_MC_ALL, ECO_MC_LOCATION, ECO_MC_STRENGTH, ECO_MC_PATCH};
        eco_interval of;

        corrected(job, eco_mc_total_at(job, total, kind, x), ratio, draws);
        of = eco_interval_of(draws, job->ndraws);
        out->sd_held[held[kind]] = of.sd;
        if (kind == 0)
            out->all = of;
    }
    for (size_t d = 0; d < job->ndraws; d++)
        draws[d] = (double)eco_mc_total_at(job, total, 0, x)[d] / 1e4 *
                   job->world->maps[job->world->total_maps[total]].ratio;
    out->sd_held[ECO_MC_MAP] = eco_interval_of(draws, job->ndraws).sd;
}

eco_status eco_mc_run(eco_ctx *ctx, const eco_mc_world *world,
                      const eco_mc_options *options, eco_interval *intervals,
                      eco_mc_total *totals, double *draws)
{
    eco_mc_job job = {.world = world,
                      .options = options,
                      .ndraws = (size_t)options->draws,
                      .intervals = intervals,
                      .draws_out = draws};
    eco_status st = eco_mc_check(world, options);

    if (st)
        return eco_fail(ctx, st,
                        "draws of attribution: values out of order, or a "
                        "reference to what is not there");
    job.stride = (job.ndraws + ECO_MC_BLOCK - 1) / ECO_MC_BLOCK * ECO_MC_BLOCK;
    st = prepare(&job);
    if (st == ECO_NOMEM)
        eco_nomem(ctx);
    if (!st)
        st = all_zones(ctx, &job);
    for (size_t t = 0; t < world->ntotals && !st; t++)
        for (int x = 0; x < ECO_MC_MEASURES; x++)
            summarise_total(&job, t, x,
                            &totals[t * ECO_MC_MEASURES + (size_t)x]);
    clear(&job);
    return st;
}
