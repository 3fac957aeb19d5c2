/* Cell areas on grids of any projection: exact at the nodes of a lattice,
 * bicubic between them.
 *
 * Four-point Lagrange interpolation over nodes h apart errs by 3/128 h^4 times
 * the fourth derivative of the areal scale, which is about (tan(lat) / 6.4e6
 * m)^4 times a small number: for UTM and 5 km below 1e-13, for a conic or
 * Mercator and 64 km 1e-10 to 1e-8. It is not taken on trust: the result is
 * compared with exact cells where it is worst, in the middle of patches and at
 * the rim, and the spacing halved until ECO_AREA_BOUND holds. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* Nodes are 64 cells apart, or up to 512 while that is less than 5 km. */
enum { SPACING_FIRST = 64, SPACING_MAX = 512, PROBES = 200, RIM = 3 };
#define SPACING_M 5000.0
/* A lattice so dense that making it takes longer than reading the raster is
 * not made: the bound found is then above ECO_AREA_BOUND, and says so. */
#define NODES_MAX ((ptrdiff_t)1 << 22)
/* Longest piece of a cell's side, m: (5 km / 6.4e6 m)^4 = 4e-13, and less in
 * blocks; see area_curve.c. */
#define PIECE_M 5000.0

/* Longitude and latitude have steps of up to 3e-14 degrees, 3e-9 m: 1e-9 of a
 * 3 m cell. A block about the cell, of this side, has 200 times the digits. */
#define BLOCK_M 500.0

/* Mean area of the cells in a block of `k` by `k` about a cell's centre. */
static eco_status block(const eco_area *a, int col, int row, double k,
                        double *area)
{
    double x = col + 0.5, y = row + 0.5, h = k / 2;
    eco_point p[4] = {
        {x - h, y - h}, {x + h, y - h}, {x + h, y + h}, {x - h, y + h}};

    if (eco_curve_ring(a, p, 4, PIECE_M, area))
        return ECO_INVALID;
    *area = fabs(*area) / (k * k);
    return isfinite(*area) ? ECO_OK : ECO_INVALID;
}

/* The mean over a block of side B is the areal scale there and c B^2 + d B^4:
 * two blocks give c, and so the mean over the cell itself; d (1 km)^4 is less
 * than 1e-12 up to 80 degrees of latitude. */
static eco_status exact(const eco_area *a, int col, int row, double *area)
{
    double k = BLOCK_M / a->side_m, one, two;

    if (k <= 1 || block(a, col, row, k, &one) ||
        block(a, col, row, 2 * k, &two))
        return block(a, col, row, 1, area);
    *area = one - (k * k - 1) / (3 * k * k) * (two - one);
    return ECO_OK;
}

/* A line of nodes lacks some at its ends, where the projection cannot be taken
 * back: the cubic through the four nodes next to them stands in. False when
 * there are not four. */
static bool extend(double *v, ptrdiff_t step, int n)
{
    int lo = 0, hi = n - 1;

    while (lo < n && isnan(v[lo * step]))
        lo++;
    while (hi > lo && isnan(v[hi * step]))
        hi--;
    if (hi - lo < 3)
        return false;
    for (; lo > 0; lo--) {
        const double *u = &v[lo * step];

        v[(lo - 1) * step] =
            4 * u[0] - 6 * u[step] + 4 * u[2 * step] - u[3 * step];
    }
    for (; hi < n - 1; hi++) {
        const double *u = &v[hi * step];

        v[(hi + 1) * step] =
            4 * u[0] - 6 * u[-step] + 4 * u[-2 * step] - u[-3 * step];
    }
    return true;
}

/* Along the rows that cross the grid, then up and down from them. False when
 * the lattice is too coarse for it. */
static bool extend_outside(eco_area *a)
{
    ptrdiff_t nx = a->nx, n = nx * a->ny;
    bool good = true;

    for (int y = 0; y < a->ny; y++)
        extend(&a->nodes[y * nx], 1, a->nx);
    for (int x = 0; x < a->nx; x++)
        extend(&a->nodes[x], nx, a->ny);
    for (ptrdiff_t i = 0; i < n; i++)
        if (isnan(a->nodes[i])) {
            good = false;
            a->nodes[i] = 0; /* of no weight when every cell is a node */
        }
    return good || a->spacing == 1;
}

static void lagrange(double t, double w[4])
{
    w[0] = -t * (t - 1) * (t - 2) / 6;
    w[1] = (t + 1) * (t - 1) * (t - 2) / 2;
    w[2] = -(t + 1) * t * (t - 2) / 2;
    w[3] = (t + 1) * t * (t - 1) / 6;
}

static int lattice_size(int ncells, int spacing)
{
    return (ncells - 1) / spacing + 4; /* one before the first cell's patch */
}

static eco_status allocate(eco_ctx *ctx, eco_area *a)
{
    int s = a->spacing;

    a->nx = lattice_size(a->spec.grid.ncols, s);
    a->ny = lattice_size(a->spec.grid.nrows, s);
    eco_mem_free(a->nodes);
    eco_mem_free(a->weight);
    a->nodes = eco_mem_array((size_t)a->nx * (size_t)a->ny, sizeof *a->nodes);
    a->weight = eco_mem_array((size_t)s, 4 * sizeof *a->weight);
    if (!a->nodes || !a->weight)
        return eco_nomem(ctx);
    for (int i = 0; i < s; i++)
        lagrange((double)i / s, &a->weight[(ptrdiff_t)4 * i]);
    return ECO_OK;
}

static eco_status fill(eco_ctx *ctx, eco_area *a)
{
    int s = a->spacing;

    for (int y = 0; y < a->ny; y++)
        for (int x = 0; x < a->nx; x++) {
            double *node = &a->nodes[(ptrdiff_t)y * a->nx + x];
            int64_t col = ((int64_t)x - 1) * s, row = ((int64_t)y - 1) * s;

            if (col > INT32_MAX || row > INT32_MAX ||
                exact(a, (int)col, (int)row, node))
                *node = NAN;
            if (isnan(*node) && col >= 0 && col < a->spec.grid.ncols &&
                row >= 0 && row < a->spec.grid.nrows)
                return eco_fail(ctx, ECO_INVALID,
                                "the grid reaches beyond where its coordinate "
                                "reference system can be taken back to "
                                "longitude and latitude (row %d, column %d)",
                                (int)row, (int)col);
        }
    return ECO_OK;
}

/* Between four nodes the cubic exceeds their largest by less than an eighth of
 * the largest step between neighbours, in each direction. */
static void find_max(eco_area *a)
{
    ptrdiff_t nx = a->nx, n = nx * a->ny;
    double most = 0, steps = 0;

    for (ptrdiff_t i = 0; i < n; i++) {
        most = fmax(most, a->nodes[i]);
        if (i % nx > 0)
            steps = fmax(steps, fabs(a->nodes[i] - a->nodes[i - 1]));
        if (i >= nx)
            steps = fmax(steps, fabs(a->nodes[i] - a->nodes[i - nx]));
    }
    a->max = most + steps;
}

/* One column of nodes at the height of a row. */
static double column(const eco_area *a, int x, int y, const double w[4])
{
    ptrdiff_t nx = a->nx;
    const double *v = &a->nodes[y * nx + x];

    return w[0] * v[0] + w[1] * v[nx] + w[2] * v[2 * nx] + w[3] * v[3 * nx];
}

void eco_area_row(const eco_area *a, int row, int col0, int n, double *area_m2)
{
    double constant;
    int s = a->spacing, end = col0 + n;

    if (eco_area_row_constant(a, row, &constant)) {
        for (int i = 0; i < n; i++)
            area_m2[i] = constant;
        return;
    }
    for (int col = col0; col < end;) {
        const double *wy = &a->weight[(ptrdiff_t)4 * (row % s)];
        int patch = col / s, stop = end - patch * s < s ? end - patch * s : s;
        double v[4];

        for (int k = 0; k < 4; k++)
            v[k] = column(a, patch + k, row / s, wy);
        for (int i = col - patch * s; i < stop; i++, col++) {
            const double *w = &a->weight[(ptrdiff_t)4 * i];

            *area_m2++ = w[0] * v[0] + w[1] * v[1] + w[2] * v[2] + w[3] * v[3];
        }
    }
}

static int draw(uint64_t *seed, int n)
{
    *seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (int)((*seed >> 33) % (uint64_t)n);
}

/* Middle of the patch that holds a cell. */
static int middle(int cell, int spacing, int ncells)
{
    int at = cell - cell % spacing + spacing / 2;

    return at < ncells ? at : ncells - 1;
}

/* Largest relative difference found: at the corners and middles of the rim,
 * and in the middle of patches drawn from all. */
static eco_status probe(const eco_area *a, double *worst)
{
    uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);
    int ncols = a->spec.grid.ncols, nrows = a->spec.grid.nrows;

    *worst = 0;
    for (int i = 0; i < PROBES; i++) {
        int col = middle(draw(&seed, ncols), a->spacing, ncols);
        int row = middle(draw(&seed, nrows), a->spacing, nrows);
        double want, got = 0;

        if (i < RIM * RIM) {
            col = (int)((int64_t)(ncols - 1) * (i % RIM) / (RIM - 1));
            row = (int)((int64_t)(nrows - 1) * (i / RIM) / (RIM - 1));
        }
        if (exact(a, col, row, &want))
            return ECO_INVALID;
        eco_area_row(a, row, col, 1, &got);
        *worst = fmax(*worst, fabs(got / want - 1));
    }
    return ECO_OK;
}

/* Longer side of a cell, from the area on the ground of that in the middle. */
static eco_status measure(eco_area *a)
{
    const double *gt = a->spec.grid.gt;
    double length = fmax(hypot(gt[1], gt[4]), hypot(gt[2], gt[5]));
    double plane = fabs(gt[1] * gt[5] - gt[2] * gt[4]), area;

    a->side_m = PIECE_M; /* not known yet: a side is one piece */
    if (block(a, a->spec.grid.ncols / 2, a->spec.grid.nrows / 2, 1, &area) ||
        !(area > 0))
        return ECO_INVALID;
    a->side_m = length * sqrt(area / plane);
    return ECO_OK;
}

static bool may_halve(const eco_area *a)
{
    int s = a->spacing / 2;

    return s > 0 && (ptrdiff_t)lattice_size(a->spec.grid.ncols, s) *
                            lattice_size(a->spec.grid.nrows, s) <=
                        NODES_MAX;
}

eco_status eco_lattice_create(eco_ctx *ctx, eco_area *a)
{
    eco_status st;

    if (measure(a))
        return eco_fail(ctx, ECO_INVALID,
                        "the middle of the grid has no place on the ellipsoid");
    a->spacing = SPACING_FIRST;
    while (a->spacing < SPACING_MAX && 2 * a->spacing * a->side_m < SPACING_M)
        a->spacing *= 2;
    for (;; a->spacing /= 2) {
        bool complete;

        st = allocate(ctx, a);
        if (!st)
            st = fill(ctx, a);
        if (st)
            return st;
        complete = extend_outside(a);
        if (probe(a, &a->bound))
            return eco_fail(ctx, ECO_INVALID,
                            "a cell of the grid has no place on the ellipsoid");
        if ((complete && a->bound <= ECO_AREA_BOUND) || !may_halve(a))
            break;
    }
    find_max(a);
    if (a->bound > ECO_AREA_BOUND)
        eco_log(ctx, ECO_LOG_WARN,
                "cell areas of this grid have relative errors up to %.1e",
                a->bound);
    return ECO_OK;
}
