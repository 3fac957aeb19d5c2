/* Cell areas of a grid: per row, constant, or from a lattice of exact nodes. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"

#include <math.h>

/* Grids are often written a hair beyond the pole. */
#define POLE_SLACK_DEG 1e-9

/* Relative error of a row: roundings of the formula, and one step of the mean
 * latitude (1.4e-14 degrees) times its tangent. Both are far below 1e-12 but
 * for rows that end at a pole: 1e-10 for 30 m. */
#define ROUNDING     1e-14
#define LAT_STEP_RAD 2.5e-16
#define RAD_PER_DEG  0.017453292519943295769

static double clamp_lat(double lat)
{
    return lat > 90 ? 90 : lat < -90 ? -90 : lat;
}

static double row_area(const eco_area *a, int row)
{
    const double *gt = a->spec.grid.gt;
    const eco_ellipsoid *e = &a->spec.ellipsoid;
    double y0 = gt[3] + row * gt[5], y1 = gt[3] + (row + 1) * gt[5];

    if (fmax(fabs(y0), fabs(y1)) > 90)
        return fabs(eco_band_area(e, clamp_lat(y0), clamp_lat(y1), gt[1]));
    return fabs(
        eco_band_about(e, gt[3] + (row + 0.5) * gt[5], gt[5] / 2, gt[1]));
}

static eco_status parallels(eco_ctx *ctx, eco_area *a)
{
    const double *gt = a->spec.grid.gt;
    int n = a->spec.grid.nrows;
    double first = gt[3], last = gt[3] + n * gt[5];
    double far = fmax(fabs(first + gt[5] / 2), fabs(last - gt[5] / 2));

    if (!(fmax(fabs(first), fabs(last)) <= 90 + POLE_SLACK_DEG))
        return eco_fail(ctx, ECO_INVALID,
                        "the grid reaches beyond a pole (latitude %.10g to "
                        "%.10g, allowed -90 to 90)",
                        first, last);
    a->rows = eco_mem_array((size_t)n, sizeof *a->rows);
    if (!a->rows)
        return eco_nomem(ctx);
    for (int r = 0; r < n; r++) {
        a->rows[r] = row_area(a, r);
        a->max = fmax(a->max, a->rows[r]);
    }
    a->bound = ROUNDING + LAT_STEP_RAD * fabs(tan(far * RAD_PER_DEG));
    return ECO_OK;
}

eco_status eco_area_create(eco_ctx *ctx, const eco_area_spec *spec,
                           eco_area **out)
{
    const double *gt = spec->grid.gt;
    eco_area *a;
    eco_status st = ECO_OK;

    *out = NULL;
    if (!eco_grid_valid(&spec->grid))
        return eco_fail(ctx, ECO_INVALID,
                        "the grid has no cells or a geotransform without area");
    if (spec->kind == ECO_AREA_PARALLELS && !eco_grid_north_up(&spec->grid))
        return eco_fail(ctx, ECO_INVALID,
                        "the rows of a rotated grid are not parallels");
    a = eco_mem_array(1, sizeof *a);
    if (!a)
        return eco_nomem(ctx);
    a->spec = *spec;
    a->cell = fabs(gt[1] * gt[5] - gt[2] * gt[4]) * spec->unit_m * spec->unit_m;
    a->max = spec->kind == ECO_AREA_PLANAR ? a->cell : 0;
    a->bound = ROUNDING;
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
    eco_mem_free(a->weight);
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
