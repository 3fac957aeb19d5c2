/* Where the rows of a grid lie on the ground. */
#include "eco_terrain.h"

#include "eco_mem.h"

#include <math.h>

static const double deg = 0.017453292519943295;

void eco_terrain_rows_clear(eco_terrain_rows *r)
{
    eco_mem_free(r->y_m);
    eco_mem_free(r->dx_m);
    eco_mem_free(r->dy_m);
    eco_mem_free(r->area_m2);
    *r = (eco_terrain_rows){0};
}

/* Radii of curvature at a latitude: of the meridian, of the parallel. */
static double meridian_m(const eco_ellipsoid *e, double lat_deg)
{
    double e2 = e->f * (2 - e->f), s = sin(lat_deg * deg);
    double w = 1 - e2 * s * s;

    return e->a_m * (1 - e2) / (w * sqrt(w));
}

static double parallel_m(const eco_ellipsoid *e, double lat_deg)
{
    double e2 = e->f * (2 - e->f), s = sin(lat_deg * deg);

    return e->a_m * cos(lat_deg * deg) / sqrt(1 - e2 * s * s);
}

/* Simpson's rule over a cell: its error is below 1e-9 of a degree's length. */
static double along_meridian(const eco_ellipsoid *e, double lat0, double lat1)
{
    double mean = (meridian_m(e, lat0) + 4 * meridian_m(e, (lat0 + lat1) / 2) +
                   meridian_m(e, lat1)) /
                  6;

    return fabs(lat0 - lat1) * deg * mean;
}

static void on_ellipsoid(const eco_terrain_spec *s, eco_terrain_rows *r)
{
    const double *gt = s->grid.gt;
    double step = fabs(gt[5]);

    for (int i = 0; i < r->nrows; i++) {
        double north = fmin(gt[3] + i * gt[5], 90);
        double south = fmax(gt[3] + (i + 1) * gt[5], -90);
        double lat = (north + south) / 2;

        r->dx_m[i] = fabs(gt[1]) * deg * parallel_m(&s->ellipsoid, lat);
        r->dy_m[i] = along_meridian(&s->ellipsoid, north, south);
        r->area_m2[i] = eco_band_area(&s->ellipsoid, south, north, fabs(gt[1]));
        r->y_m[i] =
            i ? r->y_m[i - 1] + along_meridian(&s->ellipsoid, lat + step, lat)
              : 0;
    }
}

static void on_plane(const eco_terrain_spec *s, eco_terrain_rows *r)
{
    double dx = fabs(s->grid.gt[1]) * s->unit_m;
    double dy = fabs(s->grid.gt[5]) * s->unit_m;

    for (int i = 0; i < r->nrows; i++) {
        r->dx_m[i] = dx;
        r->dy_m[i] = dy;
        r->area_m2[i] = dx * dy;
        r->y_m[i] = i * dy;
    }
}

/* A pole has no east and west; half a thousandth of a second of arc is for
 * grids whose corners were rounded. */
static bool beyond_pole(const eco_grid *g)
{
    const double slack_deg = 1e-7;
    double south = g->gt[3] + g->nrows * g->gt[5];

    return g->gt[3] > 90 + slack_deg || south < -90 - slack_deg;
}

eco_status eco_terrain_rows_make(const eco_terrain_spec *spec,
                                 eco_terrain_rows *out)
{
    const eco_grid *g = &spec->grid;
    size_t n = g->nrows > 0 ? (size_t)g->nrows : 0;

    *out = (eco_terrain_rows){0};
    if (!eco_grid_valid(g) || !eco_grid_north_up(g) || g->gt[5] >= 0 ||
        !(spec->radius_m > 0) || (spec->geographic && beyond_pole(g)) ||
        (!spec->geographic && !(spec->unit_m > 0)))
        return ECO_INVALID;
    out->nrows = g->nrows;
    out->y_m = eco_mem_array(n, sizeof(double));
    out->dx_m = eco_mem_array(n, sizeof(double));
    out->dy_m = eco_mem_array(n, sizeof(double));
    out->area_m2 = eco_mem_array(n, sizeof(double));
    if (!out->y_m || !out->dx_m || !out->dy_m || !out->area_m2) {
        eco_terrain_rows_clear(out);
        return ECO_NOMEM;
    }
    if (spec->geographic)
        on_ellipsoid(spec, out);
    else
        on_plane(spec, out);
    return ECO_OK;
}
