/* A reduced pass: every N-th row of blocks in interleaved parts, each a sample
 * of its own; what they differ by is the error (random groups: K. M. Wolter,
 * Introduction to Variance Estimation, chapter 2). A zone within the grid is
 * scaled by its true area, others by N. */
#include "eco_standalone.h"

#include "eco_mem.h"

#include <math.h>
#include <time.h>

enum { PARTS_MAX = 10 };

struct sample {
    const eco_job *job;
    int every, nparts;
    eco_tally *parts[PARTS_MAX]; /* numbered by the sets of the sum */
    double *area;                /* m2 of zone z in part p: [z * nparts + p] */
    double *whole;               /* m2 of zone z; 0: not all in the grid */
};

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Adds a part's sums to the whole's, keeping them apart too. */
static eco_status add_part(eco_ctx *ctx, struct sample *s, int part,
                           eco_result *from, eco_result *sum)
{
    size_t nvalues = s->job->stack->nvalues;
    uint32_t *map = eco_mem_array(eco_sets_count(from->sets), sizeof *map);
    eco_status st = map ? ECO_OK : ECO_NOMEM;

    if (!st && !sum->tally) {
        st = eco_tally_create(nvalues, &sum->tally);
        if (!st)
            st = eco_sets_create(&sum->sets);
        sum->area_bits = from->area_bits;
        sum->value_area_bits = from->value_area_bits;
    }
    if (!st)
        st = eco_tally_create(nvalues, &s->parts[part]);
    if (!st)
        st = eco_sets_merge(sum->sets, from->sets, map);
    if (!st)
        st = eco_tally_merge(s->parts[part], from->tally, map);
    if (!st)
        st = eco_tally_merge(sum->tally, from->tally, map);
    sum->rows_read += from->rows_read;
    eco_mem_free(map);
    return st == ECO_INVALID ? eco_fail(ctx, st, "a sum does not fit 128 bits")
                             : (st ? eco_nomem(ctx) : ECO_OK);
}

static eco_status run_parts(eco_ctx *ctx, struct sample *s, eco_result *sum)
{
    eco_status st = ECO_OK;

    for (int p = 0; p < s->nparts && !st; p++) {
        eco_job job = *s->job;
        eco_result part = {0};

        job.band_rows = job.stack->block_rows;
        job.every = s->every * s->nparts;
        job.first = s->every / 2 + p * s->every;
        eco_progress_within(ctx, (double)p / s->nparts, (p + 1.0) / s->nparts);
        st = eco_engine_run(ctx, &job, &part);
        if (!st)
            st = add_part(ctx, s, p, &part, sum);
        eco_result_clear(&part);
    }
    eco_progress_within(ctx, 0, 1);
    if (!st && eco_tally_sort(sum->tally))
        st = eco_nomem(ctx);
    return st;
}

static bool inside(const eco_job *job, size_t zone)
{
    const eco_polyset *z = job->zones;
    const eco_polygon_item *item = &z->items[zone];
    const eco_grid *g = &job->stack->grid;

    for (size_t r = item->first; r < item->first + item->n; r++)
        for (size_t i = 0; i < z->rings[r].n; i++) {
            eco_point p = z->points[z->rings[r].first + i];

            if (p.x < 0 || p.y < 0 || p.x > g->ncols || p.y > g->nrows)
                return false;
        }
    return true;
}

/* Areas of the zones: whole, and in each part. */
static eco_status measure(eco_ctx *ctx, struct sample *s, const eco_result *sum)
{
    size_t n = s->job->zones->nitems, unseen = 0;
    size_t nparts = (size_t)s->nparts;
    eco_status st = ECO_OK;

    s->area = eco_mem_array(n * nparts, sizeof *s->area);
    s->whole = eco_mem_array(n, sizeof *s->whole);
    if (!s->area || !s->whole)
        return eco_nomem(ctx);
    for (size_t p = 0; p < nparts; p++)
        for (size_t i = 0; i < eco_tally_count(s->parts[p]); i++) {
            const eco_tally_row *row = eco_tally_row_at(s->parts[p], i);

            if (!row->key.table)
                s->area[row->key.zone * nparts + p] +=
                    eco_result_area_m2(sum, row);
        }
    for (size_t z = 0; z < n && !st; z++) {
        double all = 0;

        for (size_t p = 0; p < nparts; p++)
            all += s->area[z * nparts + p];
        unseen += !(all > 0);
        if (inside(s->job, z))
            st = eco_area_polygon(ctx, s->job->stack->area, s->job->zones, z,
                                  &s->whole[z]);
    }
    if (!st && unseen)
        eco_log(ctx, ECO_LOG_WARN,
                "%zu of %zu zones lie between the rows of the sample and have "
                "no estimate; take a smaller N",
                unseen, n);
    return st;
}

/* What part p, or all parts (-1), are multiplied by. */
static double factor(const struct sample *s, size_t zone, int p)
{
    const double *area = s->area + zone * (size_t)s->nparts;
    double seen = 0;

    for (int i = 0; i < s->nparts; i++)
        seen += p < 0 || i == p ? area[i] : 0;
    if (s->whole[zone] > 0)
        return seen > 0 ? s->whole[zone] / seen : 0;
    return p < 0 ? s->every : (double)s->every * s->nparts;
}

/* x: what the parts say, scaled. NAN: a part that does not meet the zone. */
static double standard_error(const struct sample *s, const double *x)
{
    double mean = 0, squares = 0;
    int n = 0;

    for (int p = 0; p < s->nparts; p++)
        if (!isnan(x[p])) {
            mean += x[p];
            n++;
        }
    if (n < 2)
        return (double)NAN;
    mean /= n;
    for (int p = 0; p < s->nparts; p++)
        if (!isnan(x[p]))
            squares += (x[p] - mean) * (x[p] - mean);
    return sqrt(squares / (n * (n - 1.0)) * (1 - 1.0 / s->every));
}

static const eco_layer *next_value(const eco_stack *s, size_t *at)
{
    while (!s->layers[*at].value)
        ++*at;
    return &s->layers[(*at)++];
}

static eco_status estimate(eco_ctx *ctx, struct sample *s,
                           const eco_result *sum, size_t i, eco_sampled *out)
{
    const eco_stack *stack = s->job->stack;
    const eco_tally_row *row = eco_tally_get(sum->tally, i);
    const eco_tally_value *values = eco_tally_get_values(sum->tally, i);
    double f = factor(s, row->key.zone, -1), x[PARTS_MAX];
    size_t at[PARTS_MAX], layer = 0;

    out->cells[i] = f * eco_result_cells(row);
    out->area[i] = f * eco_result_area_m2(sum, row);
    for (int p = 0; p < s->nparts; p++) {
        at[p] = eco_tally_at(s->parts[p], row->key);
        if (at[p] == SIZE_MAX)
            return eco_nomem(ctx);
        x[p] = s->area[row->key.zone * (size_t)s->nparts + (size_t)p] > 0
                   ? factor(s, row->key.zone, p) *
                         eco_result_area_m2(
                             sum, eco_tally_row_at(s->parts[p], at[p]))
                   : (double)NAN;
    }
    out->area_se[i] = standard_error(s, x);
    for (size_t v = 0; v < stack->nvalues; v++) {
        const eco_layer *l = next_value(stack, &layer);
        size_t k = i * stack->nvalues + v;

        out->sums[k] = f * eco_result_value(sum, l, &values[v]);
        for (int p = 0; p < s->nparts; p++)
            if (!isnan(x[p]))
                x[p] = factor(s, row->key.zone, p) *
                       eco_result_value(
                           sum, l, &eco_tally_values_at(s->parts[p], at[p])[v]);
        out->sum_se[k] = standard_error(s, x);
    }
    return ECO_OK;
}

static eco_status estimates(eco_ctx *ctx, struct sample *s,
                            const eco_result *sum, eco_sampled *out)
{
    size_t n = eco_tally_count(sum->tally), nv = s->job->stack->nvalues;
    eco_status st = ECO_OK;

    out->cells = eco_mem_array(n, sizeof *out->cells);
    out->area = eco_mem_array(n, sizeof *out->area);
    out->area_se = eco_mem_array(n, sizeof *out->area_se);
    out->sums = eco_mem_array(n * nv, sizeof *out->sums);
    out->sum_se = eco_mem_array(n * nv, sizeof *out->sum_se);
    if (!out->cells || !out->area || !out->area_se || !out->sums ||
        !out->sum_se)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++)
        st = estimate(ctx, s, sum, i, out);
    return st;
}

eco_status eco_sample_run(eco_ctx *ctx, const eco_job *job, int every,
                          eco_result *out, eco_sampled *sampled)
{
    const eco_stack *stack = job->stack;
    int rows = (stack->grid.nrows - 1) / stack->block_rows + 1;
    struct sample s = {.job = job, .every = every, .nparts = rows / every};
    double start = seconds(), spent;
    eco_status st;

    *out = (eco_result){0};
    if (s.nparts < 2)
        return eco_fail(ctx, ECO_USAGE,
                        "--sample %d: the raster has %d rows of blocks, of "
                        "which at least two must be left; take at most %d",
                        every, rows, rows / 2);
    s.nparts = s.nparts < PARTS_MAX ? s.nparts : PARTS_MAX;
    st = run_parts(ctx, &s, out);
    spent = seconds() - start;
    if (!st)
        st = measure(ctx, &s, out);
    if (!st)
        st = estimates(ctx, &s, out, sampled);
    if (!st)
        eco_log(ctx, ECO_LOG_WARN,
                "estimates from every %d%s row of blocks in %.1f s; all of "
                "them take about %.0f s",
                every,
                every == 2   ? "nd"
                : every == 3 ? "rd"
                             : "th",
                spent, spent * every);
    for (int p = 0; p < s.nparts; p++)
        eco_tally_destroy(s.parts[p]);
    eco_mem_free(s.area);
    eco_mem_free(s.whole);
    return st;
}

void eco_sampled_clear(eco_sampled *s)
{
    eco_mem_free(s->cells);
    eco_mem_free(s->area);
    eco_mem_free(s->area_se);
    eco_mem_free(s->sums);
    eco_mem_free(s->sum_se);
    *s = (eco_sampled){0};
}
