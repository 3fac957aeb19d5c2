/* Cell areas of a grid: per row, constant, or from a lattice of exact nodes. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"

#include <math.h>

/* Grids are often written a hair beyond the pole. */
#define POLE_SLACK_DEG 1e-9

static double clamp_lat(double lat)
{
    return lat > 90 ? 90 : lat < -90 ? -90 : lat;
}

static eco_status parallels(eco_ctx *ctx, eco_area *a)
{
    const double *gt = a->spec.grid.gt;
    int n = a->spec.grid.nrows;

    if (!(fabs(gt[3]) <= 90 + POLE_SLACK_DEG) ||
        !(fabs(gt[3] + n * gt[5]) <= 90 + POLE_SLACK_DEG))
        return eco_fail(ctx, ECO_INVALID,
                        "the grid reaches beyond a pole (latitude %g to %g)",
                        gt[3], gt[3] + n * gt[5]);
    a->rows = eco_mem_array((size_t)n, sizeof *a->rows);
    if (!a->rows)
        return eco_nomem(ctx);
    for (int r = 0; r < n; r++) {
        double y0 = clamp_lat(gt[3] + r * gt[5]);
        double y1 = clamp_lat(gt[3] + (r + 1) * gt[5]);

        a->rows[r] = fabs(eco_band_area(&a->spec.ellipsoid, fmin(y0, y1),
                                        fmax(y0, y1), fabs(gt[1])));
        a->max = fmax(a->max, a->rows[r]);
    }
    return ECO_OK;
}

eco_status eco_area_create(eco_ctx *ctx, const eco_area_spec *spec,
                           eco_area **out)
{
    const double *gt = spec->grid.gt;
    eco_area *a;
    eco_status st = ECO_OK;

    *out = NULL;
    if (!eco_grid_valid(&spec->grid) ||
        (spec->kind == ECO_AREA_PARALLELS && !eco_grid_north_up(&spec->grid)))
        return eco_fail(ctx, ECO_INVALID, "the grid is not valid");
    a = eco_mem_array(1, sizeof *a);
    if (!a)
        return eco_nomem(ctx);
    a->spec = *spec;
    a->cell = fabs(gt[1] * gt[5] - gt[2] * gt[4]) * spec->unit_m * spec->unit_m;
    a->max = spec->kind == ECO_AREA_PLANAR ? a->cell : 0;
    if (spec->kind == ECO_AREA_PARALLELS)
        st = parallels(ctx, a);
    else if (spec->kind == ECO_AREA_LATTICE)
        st = eco_lattice_create(ctx, a);
    if (st) {
        eco_area_destroy(a);
        return st;
    }
    *out = a;
    return ECO_OK;
}

void eco_area_destroy(eco_area *a)
{
    if (!a)
        return;
    eco_mem_free(a->rows);
    eco_mem_free(a->nodes);
    eco_mem_free(a);
}

bool eco_area_row_constant(const eco_area *a, int row, double *area_m2)
{
    if (a->spec.kind == ECO_AREA_LATTICE)
        return false;
    *area_m2 = a->spec.kind == ECO_AREA_PARALLELS ? a->rows[row] : a->cell;
    return true;
}

double eco_area_max(const eco_area *a)
{
    return a->max;
}

double eco_area_bound(const eco_area *a)
{
    return a->bound;
}
