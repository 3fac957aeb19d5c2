/* Runs of rows, joined by union-find to patches. */
#include "eco_sieve.h"

#include "eco_mem.h"
#include "eco_source.h"

#include <math.h>
#include <string.h>

enum { AREA_BITS = 10, STEP = 64 };

/* Areas change little from one place of the lattice to the next. */
#define BETWEEN 0.99

/* The smallest cell, or less. */
static double least_cell(const eco_layer *l)
{
    double least = INFINITY;

    for (int row = 0; row < l->grid.nrows; row += STEP)
        for (int col = 0; col < l->grid.ncols; col += STEP) {
            int r = row + STEP < l->grid.nrows ? row : l->grid.nrows - 1;
            int c = col + STEP < l->grid.ncols ? col : l->grid.ncols - 1;
            double ends[2];

            eco_area_row(l->model.area, row, col, 1, &ends[0]);
            eco_area_row(l->model.area, r, c, 1, &ends[1]);
            least = fmin(least, fmin(ends[0], ends[1]));
        }
    return least * BETWEEN;
}

eco_status eco_sieve_prepare(eco_ctx *ctx, eco_layer *l, bool planar)
{
    eco_status st;
    double cells;

    if (!(l->min_patch_m2 > 0))
        return ECO_OK;
    st = eco_stack_area(ctx, l->crs, &l->grid, planar, &l->model);
    if (st)
        return st;
    cells = ceil(l->min_patch_m2 / least_cell(l));
    if (!(cells <= ECO_RIM_MAX))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: min_patch of %g ha is %.0f cells; it may be %d "
                        "at most",
                        l->name, l->min_patch_m2 / 1e4, cells, ECO_RIM_MAX);
    l->rim = (int)cells;
    return ECO_OK;
}

void eco_sieve_clear(eco_sieve *v)
{
    eco_mem_free(v->runs);
    eco_mem_free(v->first);
    eco_mem_free(v->classes);
    eco_mem_free(v->areas);
    eco_mem_free(v->small);
    eco_mem_free(v->any);
    *v = (eco_sieve){0};
}

static int64_t quanta(double area_m2)
{
    return llround(ldexp(area_m2, AREA_BITS));
}

static eco_status add_run(eco_ctx *ctx, eco_sieve *v, const eco_layer *l,
                          int row, const int cols[2], uint8_t part)
{
    int n = cols[1] - cols[0];
    eco_patch_run *run;
    double area;

    if (!ECO_GROW(v->runs, v->nruns, v->runs_cap) ||
        !ECO_GROW(v->areas, (size_t)n, v->areas_cap))
        return eco_nomem(ctx);
    run = &v->runs[v->nruns];
    *run = (eco_patch_run){cols[0], cols[1], part, (uint32_t)v->nruns, 0};
    v->nruns++;
    if (eco_area_row_constant(l->model.area, row, &area)) {
        run->area = quanta(area) * n;
        return ECO_OK;
    }
    eco_area_row(l->model.area, row, cols[0], n, v->areas);
    for (int i = 0; i < n; i++)
        run->area += quanta(v->areas[i]);
    return ECO_OK;
}

/* Role of a cell as far as it makes patches; 0: none. */
static uint8_t part_at(const eco_sieve *v, const eco_classes *c,
                       const eco_view *view, int i)
{
    uint8_t part;

    if (view->state && view->state[i] != ECO_STATE_DATA)
        return 0;
    part = c->parts[v->classes[view->constant ? 0 : i]];
    return part == ECO_PART_FOREST || part == ECO_PART_MINING ? part : 0;
}

static eco_status add_row(eco_ctx *ctx, eco_sieve *v, eco_source *s, int row,
                          const int wide[4])
{
    const eco_layer *l = s->layer;
    int n = wide[2] - wide[0];
    eco_view view;
    eco_status st = eco_source_stored(ctx, s, row, wide[0], wide[2], &view);

    if (st || !view.samples)
        return st;
    if (!ECO_GROW(v->classes, (size_t)n, v->classes_cap))
        return eco_nomem(ctx);
    eco_classify(&l->classes, l->sample, view.samples,
                 view.constant ? 1 : (size_t)n, v->classes);
    for (int i = 0; i < n && !st;) {
        uint8_t part = part_at(v, &l->classes, &view, i);
        int first = i;

        while (i < n && part_at(v, &l->classes, &view, i) == part)
            i++;
        if (part)
            st = add_run(ctx, v, l, row,
                         (const int[2]){wide[0] + first, wide[0] + i}, part);
    }
    return st;
}

static uint32_t root(eco_patch_run *runs, uint32_t i)
{
    while (runs[i].parent != i) {
        runs[i].parent = runs[runs[i].parent].parent;
        i = runs[i].parent;
    }
    return i;
}

/* Runs of a row with those of the row before that they touch, corners too. */
static void link_rows(eco_patch_run *runs, size_t before, size_t from,
                      size_t to)
{
    size_t first = before;

    for (size_t i = from; i < to; i++) {
        while (first < from && runs[first].col1 < runs[i].col0)
            first++;
        for (size_t k = first; k < from && runs[k].col0 <= runs[i].col1; k++) {
            uint32_t a, b;

            if (runs[k].part != runs[i].part)
                continue;
            a = root(runs, (uint32_t)k);
            b = root(runs, (uint32_t)i);
            if (a < b)
                runs[b].parent = a;
            else
                runs[a].parent = b;
        }
    }
}

static eco_status find_patches(eco_ctx *ctx, eco_sieve *v, eco_source *s,
                               const int wide[4])
{
    size_t rows = (size_t)(wide[3] - wide[1]);
    eco_status st = ECO_OK;

    if (!ECO_GROW(v->first, rows + 1, v->first_cap))
        return eco_nomem(ctx);
    v->nruns = 0;
    for (size_t r = 0; r < rows && !st; r++) {
        v->first[r] = v->nruns;
        st = add_row(ctx, v, s, wide[1] + (int)r, wide);
        if (!st && r)
            link_rows(v->runs, v->first[r - 1], v->first[r], v->nruns);
    }
    v->first[rows] = v->nruns;
    for (size_t i = 0; i < v->nruns && !st; i++) {
        uint32_t to = root(v->runs, (uint32_t)i);

        if (to != i)
            v->runs[to].area += v->runs[i].area;
    }
    return st;
}

eco_status eco_sieve_window(eco_ctx *ctx, eco_sieve *v, eco_source *s,
                            const int wide[4])
{
    const int *w = s->window;
    size_t width = (size_t)(w[2] - w[0]), height = (size_t)(w[3] - w[1]);
    int64_t least = quanta(s->layer->min_patch_m2);
    eco_status st = find_patches(ctx, v, s, wide);

    if (st)
        return st;
    if (!ECO_GROW(v->small, width * height, v->small_cap) ||
        !ECO_GROW(v->any, height, v->any_cap))
        return eco_nomem(ctx);
    memset(v->any, 0, height);
    memset(v->small, 0, width * height);
    memcpy(v->window, w, sizeof v->window);
    for (int row = w[1]; row < w[3]; row++) {
        size_t r = (size_t)(row - w[1]);

        for (size_t i = v->first[row - wide[1]];
             i < v->first[row - wide[1] + 1]; i++) {
            const eco_patch_run *run = &v->runs[i];
            int from = run->col0 > w[0] ? run->col0 : w[0];
            int to = run->col1 < w[2] ? run->col1 : w[2];

            if (from >= to || v->runs[root(v->runs, (uint32_t)i)].area >= least)
                continue;
            v->any[r] = 1;
            memset(v->small + r * width + (size_t)(from - w[0]), 1,
                   (size_t)(to - from));
        }
    }
    return ECO_OK;
}

const uint8_t *eco_sieve_row(const eco_sieve *v, int row, int col)
{
    size_t r = (size_t)(row - v->window[1]);
    size_t width = (size_t)(v->window[2] - v->window[0]);

    return v->any[r] ? v->small + r * width + (size_t)(col - v->window[0])
                     : NULL;
}
