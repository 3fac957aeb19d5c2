/* One block of draws: which members cover, what the best of them is worth and
 * of which patches it is true. */
#include "eco_mc_job.h"
#include "eco_streams.h"

#include <math.h>

/* Best values by measure and draw: drawn, then with the location and with the
 * strength held. */
struct best {
    float drawn[ECO_MC_MEASURES][ECO_MC_BLOCK];
    float located[ECO_MC_MEASURES][ECO_MC_BLOCK];
    float central[ECO_MC_MEASURES][ECO_MC_BLOCK];
};

/* Patches of a row in a block. */
struct patches {
    int16_t u[ECO_MC_PATCHES][ECO_MC_BLOCK];
    int n;       /* drawn one by one */
    float alone; /* part of the area that is drawn, the rest is expected */
    float each;  /* alone / n */
};

/* Uniforms of a place, made when they are first asked for. */
static const float *uniforms(const eco_mc_job *job, eco_mc_worker *w,
                             uint32_t place, size_t block, uint32_t task)
{
    float *u = w->u + (size_t)place * ECO_MC_BLOCK;
    eco_random r;

    if (w->stamp[place] == task)
        return u;
    w->stamp[place] = task;
    for (size_t i = 0; i < ECO_MC_BLOCK; i++) {
        eco_random_start(&r, job->options->seed, job->place_keys[place],
                         block * ECO_MC_BLOCK + i);
        u[i] = ((float)(eco_random_next(&r) >> 41) + 0.5F) * 0x1p-23F;
    }
    return u;
}

/* best = max(best, hit * v); by draw, or of one value for all. */
static void raise_to(float *restrict best, const float *restrict hit,
                     const float *restrict v)
{
    for (size_t i = 0; i < ECO_MC_BLOCK; i++) {
        float value = hit[i] * v[i];

        best[i] = best[i] > value ? best[i] : value;
    }
}

static void raise_to_one(float *restrict best, const float *restrict hit,
                         float v)
{
    for (size_t i = 0; i < ECO_MC_BLOCK; i++) {
        float value = hit[i] * v;

        best[i] = best[i] > value ? best[i] : value;
    }
}

static void locate(const eco_mc_job *job, eco_mc_worker *w, uint32_t one_case,
                   size_t block, uint32_t task, struct best *b)
{
    const eco_mc_case *c = &job->world->cases[one_case];
    float hit[ECO_MC_BLOCK];

    *b = (struct best){0};
    for (size_t i = 0; i < c->n; i++) {
        const eco_mc_member *m = &job->world->members[c->first + i];
        const float *u = uniforms(job, w, m->place, block, task);
        float border = (float)m->m;

        for (size_t d = 0; d < ECO_MC_BLOCK; d++)
            hit[d] = u[d] <= border ? 1 : 0;
        for (size_t x = 0; x < ECO_MC_MEASURES; x++) {
            size_t at = m->klass * (size_t)ECO_MC_MEASURES + x;

            raise_to(b->drawn[x], hit,
                     job->v + at * job->stride + block * ECO_MC_BLOCK);
            raise_to_one(b->central[x], hit, job->central[at]);
        }
    }
}

static void expect(const eco_mc_job *job, eco_mc_worker *w, uint32_t one_case,
                   size_t block, struct best *b)
{
    for (size_t x = 0; x < ECO_MC_MEASURES; x++) {
        const eco_mc_strength s = {job->v + x * job->stride +
                                       block * ECO_MC_BLOCK,
                                   ECO_MC_MEASURES * job->stride, ECO_MC_BLOCK};

        eco_mc_parts_expected(&job->parts, one_case, &s, &w->desk,
                              b->located[x]);
    }
}

static void draw_patches(const eco_mc_job *job, const eco_mc_row *row,
                         size_t block, struct patches *p)
{
    uint64_t key = eco_stream_key("patch", row->patch_id);
    double patches = fmax(row->patches, 1);

    p->n = patches < ECO_MC_PATCHES ? (int)patches : ECO_MC_PATCHES;
    p->alone = (float)sqrt(p->n / patches);
    p->each = p->alone / (float)p->n;
    for (size_t i = 0; i < ECO_MC_BLOCK; i++) {
        eco_random r;

        eco_random_start(&r, job->options->seed, key, block * ECO_MC_BLOCK + i);
        for (int k = 0; k < p->n; k += 4) {
            uint64_t bits = eco_random_next(&r);

            for (int j = 0; j < 4; j++, bits >>= 16)
                p->u[k + j][i] = (int16_t)(bits & 0x7FFF);
        }
    }
}

/* Shares of the area, by draw. A patch counts when u + 1/2 <= 2^15 v, u of 15
 * bits: with probability v rounded to 2^-15, never for 0, always for 1. */
static void shares(const struct patches *p, const float *restrict v,
                   float *restrict out)
{
    int16_t border[ECO_MC_BLOCK], count[ECO_MC_BLOCK] = {0};

    for (size_t i = 0; i < ECO_MC_BLOCK; i++)
        border[i] = (int16_t)((int)(v[i] * 0x1p15F + 0.5F) - 1);
    for (int k = 0; k < p->n; k++)
        for (size_t i = 0; i < ECO_MC_BLOCK; i++)
            count[i] = (int16_t)(count[i] + (p->u[k][i] <= border[i]));
    for (size_t i = 0; i < ECO_MC_BLOCK; i++)
        out[i] = (1 - p->alone) * v[i] + p->each * (float)count[i];
}

static void add_areas(int64_t cm2, const float *restrict share,
                      int64_t *restrict to)
{
    double all = (double)cm2;

    for (size_t i = 0; i < ECO_MC_BLOCK;
         i++) /* rounding may have left it above 1 */
        to[i] += (int64_t)(all * (double)(share[i] < 1 ? share[i] : 1) + 0.5);
}

static void add_totals(eco_mc_job *job, const eco_mc_row *row, size_t first,
                       const struct best *b, const struct patches *p)
{
    uint32_t total = job->world->outputs[row->period_output].total;
    float share[ECO_MC_BLOCK];

    for (int x = 0; x < ECO_MC_MEASURES; x++) {
        shares(p, b->located[x], share);
        add_areas(row->area_cm2, share,
                  eco_mc_total_at(job, total, 1, x) + first);
        shares(p, b->central[x], share);
        add_areas(row->area_cm2, share,
                  eco_mc_total_at(job, total, 2, x) + first);
        add_areas(row->area_cm2, b->drawn[x],
                  eco_mc_total_at(job, total, 3, x) + first);
    }
}

static int64_t *sums_at(const eco_mc_job *job, uint32_t output, size_t measure)
{
    return job->sums +
           ((output - job->first_output) * ECO_MC_MEASURES + measure) *
               job->stride;
}

static void add_row(eco_mc_job *job, const eco_mc_row *row, size_t first,
                    const struct best *b, const struct patches *p)
{
    uint32_t total = job->world->outputs[row->period_output].total;
    float share[ECO_MC_BLOCK];

    for (int x = 0; x < ECO_MC_MEASURES; x++) {
        shares(p, b->drawn[x], share);
        add_areas(row->area_cm2, share,
                  sums_at(job, row->year_output, (size_t)x) + first);
        add_areas(row->area_cm2, share,
                  sums_at(job, row->period_output, (size_t)x) + first);
        if (total != ECO_MC_NONE)
            add_areas(row->area_cm2, share,
                      eco_mc_total_at(job, total, 0, x) + first);
    }
}

/* Rows of one case that follow each other share what is found of it. */
void eco_mc_block(eco_mc_job *job, eco_mc_worker *w, size_t block)
{
    const eco_mc_world *world = job->world;
    size_t first = block * ECO_MC_BLOCK;
    uint32_t task = job->tasks_before + (uint32_t)block + 1;
    uint32_t found = ECO_MC_NONE, expected = ECO_MC_NONE;
    struct best b = {0};
    struct patches p;

    for (size_t z = job->first_zone; z < job->end_zone; z++)
        for (size_t r = 0; r < world->zones[z].nrows; r++) {
            const eco_mc_row *row = &world->rows[world->zones[z].first_row + r];

            if (row->one_case != found) {
                locate(job, w, row->one_case, block, task, &b);
                found = row->one_case;
                expected = ECO_MC_NONE;
            }
            draw_patches(job, row, block, &p);
            add_row(job, row, first, &b, &p);
            if (world->outputs[row->period_output].total == ECO_MC_NONE)
                continue;
            if (row->one_case != expected)
                expect(job, w, row->one_case, block, &b);
            expected = row->one_case;
            add_totals(job, row, first, &b, &p);
        }
}
