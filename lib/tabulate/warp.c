/* All a cell's places come from its corners, and a corner from the block of
 * the lattice that it lies in: what is read, and in which chunks, changes
 * nothing. Blocks with a node that has no place, or that the cut meridian
 * crosses, take every corner through PROJ instead. */
#include "eco_warp.h"

#include "eco_mem.h"

#include <math.h>

enum { STEP_MAX = 64, PROBES = 12 };

/* A line of nodes: y = row * step, columns first .. first + n - 1. */
struct node_line {
    eco_point *at;
    int row, first;
    size_t n, cap;
};

struct eco_warp {
    const eco_grid *from, *to;
    eco_transform *transform;
    bool turns;      /* the layer's x are longitudes */
    double west;     /* x of the layer lie in [west, west + 360) */
    double half_way; /* columns: half way round; INFINITY when it is not */
    int step;
    struct node_line nodes[2];
    eco_point *lines[2]; /* corner lines handed out */
    size_t lines_cap[2];
    int line_y[2], line_col0[2]; /* what they hold */
    size_t line_n[2];
};

static eco_status make(eco_ctx *ctx, const eco_stack *s, const eco_layer *l,
                       int step, eco_warp *w)
{
    eco_point a = eco_grid_to_crs(&l->grid, (eco_point){0, 0});
    eco_point b =
        eco_grid_to_crs(&l->grid, (eco_point){l->grid.ncols, l->grid.nrows});

    *w = (eco_warp){.from = &s->grid,
                    .to = &l->grid,
                    .turns = eco_crs_geographic(l->crs),
                    .west = (a.x + b.x) / 2 - 180,
                    .half_way = INFINITY,
                    .step = step};
    if (w->turns)
        w->half_way = 180 / hypot(l->grid.gt[1], l->grid.gt[2]);
    return eco_transform_create(ctx, s->crs, l->crs, &w->transform);
}

/* Reference pixels to the layer's, in place. */
static void exact(const eco_warp *w, size_t n, eco_point *p)
{
    for (size_t i = 0; i < n; i++)
        p[i] = eco_grid_to_crs(w->from, p[i]);
    (void)eco_transform_points(w->transform, n, p); /* marks those it cannot */
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(p[i].x) || !isfinite(p[i].y)) {
            p[i] = (eco_point){INFINITY, INFINITY};
            continue;
        }
        if (w->turns)
            p[i].x -= 360 * floor((p[i].x - w->west) / 360);
        p[i] = eco_grid_to_pixel(w->to, p[i]);
    }
}

static bool sound(const eco_warp *w, const eco_point *const p[4])
{
    for (int i = 0; i < 4; i++)
        if (!isfinite(p[i]->x) || !(fabs(p[i]->x - p[0]->x) < w->half_way &&
                                    fabs(p[i]->y - p[0]->y) < w->half_way))
            return false;
    return true;
}

/* Between four nodes, (u, v) in 0 .. 1. */
static eco_point between(const eco_point *const p[4], double u, double v)
{
    double a = (1 - u) * (1 - v), b = u * (1 - v), c = (1 - u) * v, d = u * v;

    return (eco_point){a * p[0]->x + b * p[1]->x + c * p[2]->x + d * p[3]->x,
                       a * p[0]->y + b * p[1]->y + c * p[2]->y + d * p[3]->y};
}

static double differ(const eco_point *const p[4], double u, double v,
                     eco_point right)
{
    eco_point q = between(p, u, v);

    return isfinite(right.x) ? hypot(q.x - right.x, q.y - right.y) : 0;
}

/* The largest error in the middle of a block and of its sides. */
static double block_error(const eco_warp *w, double x, double y)
{
    double h = w->step;
    eco_point p[7] = {{x, y},
                      {x + h, y},
                      {x, y + h},
                      {x + h, y + h},
                      {x + h / 2, y + h / 2},
                      {x + h / 2, y},
                      {x, y + h / 2}};
    const eco_point *const corners[4] = {&p[0], &p[1], &p[2], &p[3]};
    double e;

    exact(w, 7, p);
    if (!sound(w, corners))
        return 0; /* is not interpolated */
    e = differ(corners, .5, .5, p[4]);
    e = fmax(e, differ(corners, .5, 0, p[5]));
    return fmax(e, differ(corners, 0, .5, p[6]));
}

static double largest_error(const eco_warp *w)
{
    double most = 0;

    for (int j = 0; j <= PROBES; j++)
        for (int i = 0; i <= PROBES; i++) {
            double x = floor((double)w->from->ncols * i / PROBES / w->step);
            double y = floor((double)w->from->nrows * j / PROBES / w->step);

            most = fmax(most, block_error(w, x * w->step, y * w->step));
        }
    return most;
}

eco_status eco_warp_probe(eco_ctx *ctx, const eco_stack *s,
                          const eco_layer *layer, int *step, double *error)
{
    eco_warp w;
    eco_status st = make(ctx, s, layer, STEP_MAX, &w);

    if (!st)
        *error = largest_error(&w);
    while (!st && *error > ECO_WARP_BOUND && w.step > 1) {
        w.step /= 2;
        *error = largest_error(&w);
    }
    *step = w.step;
    eco_transform_destroy(w.transform);
    return st;
}

eco_status eco_warp_create(eco_ctx *ctx, const eco_stack *s,
                           const eco_layer *layer, eco_warp **out)
{
    eco_warp *w = eco_mem_array(1, sizeof *w);
    eco_status st;

    *out = NULL;
    if (!w)
        return eco_nomem(ctx);
    st = make(ctx, s, layer, layer->warp_step, w);
    w->line_y[0] = w->line_y[1] = -1;
    if (st) {
        eco_warp_destroy(w);
        return st;
    }
    *out = w;
    return ECO_OK;
}

void eco_warp_destroy(eco_warp *w)
{
    if (!w)
        return;
    eco_transform_destroy(w->transform);
    for (int i = 0; i < 2; i++) {
        eco_mem_free(w->nodes[i].at);
        eco_mem_free(w->lines[i]);
    }
    eco_mem_free(w);
}

/* Nodes of lattice row `row` for blocks first .. last, made or kept. */
static eco_status node_line(eco_ctx *ctx, eco_warp *w, int row, int first,
                            int last, const struct node_line **out)
{
    struct node_line *l = &w->nodes[row & 1];
    size_t n = (size_t)(last - first) + 2;

    *out = l;
    if (l->n && l->row == row && l->first <= first &&
        l->first + (int)l->n >= last + 2)
        return ECO_OK;
    l->n = 0;
    if (!ECO_GROW(l->at, n, l->cap))
        return eco_nomem(ctx);
    for (size_t i = 0; i < n; i++)
        l->at[i] = (eco_point){(double)(first + (int)i) * w->step,
                               (double)row * w->step};
    exact(w, n, l->at);
    l->row = row;
    l->first = first;
    l->n = n;
    return ECO_OK;
}

/* Corners x0 .. x1 of line y, all of one block. */
static void block_corners(const eco_warp *w, const eco_point *const p[4], int y,
                          const int x[2], eco_point *out)
{
    size_t n = (size_t)(x[1] - x[0]) + 1;
    double v = (double)(y % w->step) / w->step;

    if (sound(w, p)) {
        for (size_t i = 0; i < n; i++)
            out[i] =
                between(p, (double)((x[0] + (int)i) % w->step) / w->step, v);
        return;
    }
    for (size_t i = 0; i < n; i++)
        out[i] = (eco_point){x[0] + (double)i, y};
    exact(w, n, out);
}

eco_status eco_warp_corners(eco_ctx *ctx, eco_warp *w, int y, int col0,
                            size_t n, eco_point *out)
{
    int end = col0 + (int)n, row = y / w->step;
    const struct node_line *up, *low;
    eco_status st = node_line(ctx, w, row, col0 / w->step, end / w->step, &up);

    if (!st)
        st = node_line(ctx, w, row + 1, col0 / w->step, end / w->step, &low);
    if (st)
        return st;
    for (int x = col0; x <= end;) {
        int block = x / w->step, last = (block + 1) * w->step - 1;
        const eco_point *a = &up->at[block - up->first];
        const eco_point *b = &low->at[block - low->first];
        const eco_point *const p[4] = {a, a + 1, b, b + 1};
        const int range[2] = {x, last < end ? last : end};

        block_corners(w, p, y, range, out + (x - col0));
        x = range[1] + 1;
    }
    return ECO_OK;
}

/* A corner line, kept: the lower one of a row is the upper one of the next. */
static eco_status kept_line(eco_ctx *ctx, eco_warp *w, int y, int col0,
                            size_t n, const eco_point **out)
{
    int k = y & 1;
    eco_status st;

    if (w->line_y[k] != y || w->line_col0[k] > col0 ||
        w->line_col0[k] + (int64_t)w->line_n[k] < col0 + (int64_t)n) {
        w->line_y[k] = -1;
        if (!ECO_GROW(w->lines[k], n + 1, w->lines_cap[k]))
            return eco_nomem(ctx);
        st = eco_warp_corners(ctx, w, y, col0, n, w->lines[k]);
        if (st)
            return st;
        w->line_y[k] = y;
        w->line_col0[k] = col0;
        w->line_n[k] = n;
    }
    *out = w->lines[k] + (col0 - w->line_col0[k]);
    return ECO_OK;
}

eco_status eco_warp_row(eco_ctx *ctx, eco_warp *w, int row, int col0, size_t n,
                        const eco_point *lines[2])
{
    eco_status st = kept_line(ctx, w, row, col0, n, &lines[0]);

    return st ? st : kept_line(ctx, w, row + 1, col0, n, &lines[1]);
}

bool eco_warp_quad(const eco_warp *w, const eco_point *const lines[2], size_t i,
                   eco_point quad[4])
{
    const eco_point *const p[4] = {&lines[0][i], &lines[0][i + 1],
                                   &lines[1][i + 1], &lines[1][i]};

    for (int k = 0; k < 4; k++)
        quad[k] = *p[k];
    return sound(w, p);
}

struct box {
    double x0, y0, x1, y1;
    bool sound;
};

static void grow(struct box *b, eco_point p)
{
    if (!isfinite(p.x) || !isfinite(p.y)) {
        b->sound = false;
        return;
    }
    b->x0 = fmin(b->x0, p.x);
    b->y0 = fmin(b->y0, p.y);
    b->x1 = fmax(b->x1, p.x);
    b->y1 = fmax(b->y1, p.y);
}

/* Corner lines that bound what lies between: a bilinear map has its extremes
 * at the corners of blocks. Where a block is not sound, all lines count. */
static eco_status box_of(eco_ctx *ctx, eco_warp *w, const int cols[2],
                         const int rows[2], bool all, struct box *box)
{
    size_t n = (size_t)(cols[1] - cols[0]);
    eco_status st = ECO_OK;

    *box = (struct box){INFINITY, INFINITY, -INFINITY, -INFINITY, true};
    for (int y = rows[0]; y <= rows[1] && !st; y++) {
        const eco_point *line;

        if (!all && y > rows[0] && y < rows[1] && y % w->step)
            continue;
        st = kept_line(ctx, w, y, cols[0], n, &line);
        for (size_t i = 0; i <= n && !st; i++)
            grow(box, line[i]);
    }
    return st;
}

static int clamp(double x, int n)
{
    return x <= 0 ? 0 : x >= n ? n : (int)x;
}

eco_status eco_warp_window(eco_ctx *ctx, eco_warp *w, const int cols[2],
                           const int rows[2], int window[4])
{
    struct box box;
    eco_status st = box_of(ctx, w, cols, rows, false, &box);

    if (!st && (!box.sound || box.x1 - box.x0 > w->half_way))
        st = box_of(ctx, w, cols, rows, true, &box);
    window[0] = window[1] = window[2] = window[3] = 0;
    if (st || !(box.x1 >= box.x0))
        return st;
    window[0] = clamp(floor(box.x0), w->to->ncols);
    window[1] = clamp(floor(box.y0), w->to->nrows);
    window[2] = clamp(floor(box.x1) + 1, w->to->ncols);
    window[3] = clamp(floor(box.y1) + 1, w->to->nrows);
    return ECO_OK;
}
