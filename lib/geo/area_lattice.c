/* Cell areas on grids of any projection: exact at the nodes of a lattice,
 * bicubic between them.
 *
 * A node is the area of one cell, its corners taken back to the ellipsoid.
 * Areal scale is a smooth function of place, so that four-point Lagrange
 * interpolation errs by about (spacing / 2)^4 of its fourth derivative: for UTM
 * and 64 cells of 30 m that is below 1e-13. It is not taken on trust: the
 * interpolation is compared with exact cells in the middle of patches, and the
 * spacing halved until ECO_AREA_BOUND holds. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

enum { SPACING_FIRST = 64, PROBES = 200, CORNERS_MAX = 4 * 32 };

/* Longest part of a cell's side, m: a straight part of this length and its
 * image on the ellipsoid differ by (500 m / 6.4e6 m)^2 / 24 = 3e-10 of it. */
#define SIDE_PART_M 500.0

static int side_parts(const eco_area *a)
{
    double n = ceil(sqrt(a->cell) / SIDE_PART_M);

    return n < 1 ? 1 : n > 32 ? 32 : (int)n;
}

static eco_status exact(const eco_area *a, int col, int row, double *area)
{
    static const double dx[4] = {0, 1, 1, 0}, dy[4] = {0, 0, 1, 1};
    eco_point p[CORNERS_MAX];
    int parts = side_parts(a);
    size_t n = 0;

    for (int side = 0; side < 4; side++)
        for (int k = 0; k < parts; k++) {
            double t = (double)k / parts;
            int next = (side + 1) % 4;

            p[n++] = eco_grid_to_crs(
                &a->spec.grid,
                (eco_point){col + dx[side] + t * (dx[next] - dx[side]),
                            row + dy[side] + t * (dy[next] - dy[side])});
        }
    if (a->spec.unproject(a->spec.user, n, p))
        return ECO_INVALID;
    *area = fabs(eco_lonlat_ring(&a->spec.ellipsoid, p, n));
    return isfinite(*area) ? ECO_OK : ECO_INVALID;
}

/* The node one step outside: where the projection cannot be taken back there,
 * the cubic through the four nodes inside. */
static double outside(const double *v, ptrdiff_t step)
{
    return 4 * v[step] - 6 * v[2 * step] + 4 * v[3 * step] - v[4 * step];
}

static void fill_margins(eco_area *a)
{
    ptrdiff_t nx = a->nx, ny = a->ny;
    double *v = a->nodes;

    for (ptrdiff_t y = 0; y < ny; y++)
        for (ptrdiff_t x = 0; x < nx; x += nx - 1)
            if (isnan(v[y * nx + x]))
                v[y * nx + x] = outside(&v[y * nx + x], x ? -1 : 1);
    for (ptrdiff_t x = 0; x < nx; x++)
        for (ptrdiff_t y = 0; y < ny; y += ny - 1)
            if (isnan(v[y * nx + x]))
                v[y * nx + x] = outside(&v[y * nx + x], y ? -nx : nx);
}

static eco_status nodes(eco_ctx *ctx, eco_area *a)
{
    int s = a->spacing;

    a->nx = (a->spec.grid.ncols - 1) / s + 4;
    a->ny = (a->spec.grid.nrows - 1) / s + 4;
    a->nx = a->nx < 6 ? 6 : a->nx; /* enough inside for a margin's cubic */
    a->ny = a->ny < 6 ? 6 : a->ny;
    eco_mem_free(a->nodes);
    a->nodes = eco_mem_array((size_t)a->nx * (size_t)a->ny, sizeof *a->nodes);
    if (!a->nodes)
        return eco_nomem(ctx);
    a->max = 0;
    for (int y = 0; y < a->ny; y++)
        for (int x = 0; x < a->nx; x++) {
            double *node = &a->nodes[(ptrdiff_t)y * a->nx + x];
            bool margin = x == 0 || y == 0 || x == a->nx - 1 || y == a->ny - 1;

            if (exact(a, (x - 1) * s, (y - 1) * s, node)) {
                if (!margin)
                    return eco_fail(ctx, ECO_INVALID,
                                    "the grid reaches beyond where its "
                                    "coordinate reference system can be taken "
                                    "back to latitude and longitude");
                *node = NAN;
            }
            if (*node > a->max)
                a->max = *node;
        }
    fill_margins(a);
    a->max *= 1 + 1e-6; /* between nodes */
    return ECO_OK;
}

static void lagrange(double t, double w[4])
{
    w[0] = -t * (t - 1) * (t - 2) / 6;
    w[1] = (t + 1) * (t - 1) * (t - 2) / 2;
    w[2] = -(t + 1) * t * (t - 2) / 2;
    w[3] = (t + 1) * t * (t - 1) / 6;
}

double eco_lattice_at(const eco_area *a, int col, int row)
{
    double area;

    eco_area_row(a, row, col, 1, &area);
    return area;
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
    double wy[4], wx[4], v[4] = {0}, constant;
    int s = a->spacing, y, patch = -1;

    if (eco_area_row_constant(a, row, &constant)) {
        for (int i = 0; i < n; i++)
            area_m2[i] = constant;
        return;
    }
    y = row / s;
    lagrange((double)(row % s) / s, wy);
    for (int i = 0; i < n; i++) {
        int col = col0 + i;

        if (col / s != patch) {
            patch = col / s;
            for (int k = 0; k < 4; k++)
                v[k] = column(a, patch + k, y, wy);
        }
        lagrange((double)(col % s) / s, wx);
        area_m2[i] = wx[0] * v[0] + wx[1] * v[1] + wx[2] * v[2] + wx[3] * v[3];
    }
}

/* Largest relative difference found at cells spread over the grid. */
static eco_status probe(const eco_area *a, double *worst)
{
    uint64_t seed = UINT64_C(0x9E3779B97F4A7C15);

    *worst = 0;
    for (int i = 0; i < PROBES; i++) {
        int col, row;
        double want;

        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        col = (int)((seed >> 33) % (uint64_t)a->spec.grid.ncols);
        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        row = (int)((seed >> 33) % (uint64_t)a->spec.grid.nrows);
        if (exact(a, col, row, &want))
            return ECO_INVALID;
        *worst = fmax(*worst, fabs(eco_lattice_at(a, col, row) / want - 1));
    }
    return ECO_OK;
}

eco_status eco_lattice_create(eco_ctx *ctx, eco_area *a)
{
    eco_status st;

    for (a->spacing = SPACING_FIRST;; a->spacing /= 2) {
        st = nodes(ctx, a);
        if (st)
            return st;
        if (probe(a, &a->bound))
            return eco_fail(ctx, ECO_INVALID,
                            "a cell of the grid has no place on the ellipsoid");
        if (a->bound <= ECO_AREA_BOUND || a->spacing == 1)
            return ECO_OK;
    }
}
