/* Points from one CRS to another, through PROJ: datum-aware, and each point on
 * its own, so that a point gives the same result in whichever batch it comes
 * (OSR picks one operation for the mean of a batch). */
#include "eco_crs.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <math.h>
#include <proj.h>
#include <string.h>

/* Two degree grids are one when no point of the net below moves by more than
 * 1e-10 degrees (0.01 mm): far below what any datum realisation keeps. */
#define SAME_DEG 1e-10

struct eco_transform {
    PJ_CONTEXT *context;
    PJ *pj; /* NULL: same CRS */
    bool identity;
    char *from, *to;
    char *about;
};

static PJ *crs_of(PJ_CONTEXT *context, const eco_crs *crs)
{
    return proj_create(context, eco_crs_wkt(crs));
}

/* Nothing moves: neither SIRGAS 2000 nor its TOWGS84 of zeros. */
static bool moves_nothing(eco_transform *t)
{
    for (int lat = -80; lat <= 80; lat += 20)
        for (int lon = -175; lon <= 175; lon += 50) {
            PJ_COORD c = proj_coord(lon, lat, 0, HUGE_VAL);

            proj_errno_reset(t->pj);
            c = proj_trans(t->pj, PJ_FWD, c);
            if (!(fabs(c.xy.x - lon) <= SAME_DEG &&
                  fabs(c.xy.y - lat) <= SAME_DEG))
                return false;
        }
    return true;
}

static eco_status describe(eco_ctx *ctx, eco_transform *t)
{
    eco_str text = {0};
    PJ_PROJ_INFO info;

    if (!t->pj) {
        eco_str_printf(&text, "%s, as it is", t->from);
    } else {
        info = proj_pj_info(t->pj);
        eco_str_printf(&text, "%s to %s", t->from, t->to);
        if (!info.id && !info.definition[0])
            eco_str_add(&text, " by the best operation at each point");
        else if (info.description)
            eco_str_printf(&text, " by %s", info.description);
        if (info.accuracy >= 0)
            eco_str_printf(&text, " (%g m)", info.accuracy);
    }
    t->about = eco_str_take(&text);
    return t->about ? ECO_OK : eco_nomem(ctx);
}

static eco_status find_operation(eco_ctx *ctx, const eco_crs *from,
                                 const eco_crs *to, eco_transform *t)
{
    const char *const options[] = {"ALLOW_BALLPARK=NO", NULL};
    PJ *a = NULL, *b = NULL, *raw = NULL;
    eco_status st = ECO_OK;

    t->context = proj_context_create();
    if (!t->context)
        return eco_nomem(ctx);
    proj_log_level(t->context, PJ_LOG_NONE);
    proj_context_set_enable_network(t->context, 0);
    a = crs_of(t->context, from);
    b = crs_of(t->context, to);
    if (a && b)
        raw = proj_create_crs_to_crs_from_pj(t->context, a, b, NULL, options);
    if (raw)
        t->pj = proj_normalize_for_visualization(t->context, raw);
    if (!t->pj)
        st = eco_fail(ctx, ECO_INVALID,
                      "no datum transformation from %s to %s is known; "
                      "declare the right CRS of the data with 'crs:'",
                      t->from, t->to);
    proj_destroy(raw);
    proj_destroy(a);
    proj_destroy(b);
    return st;
}

eco_status eco_transform_create(eco_ctx *ctx, const eco_crs *from,
                                const eco_crs *to, eco_transform **out)
{
    eco_transform *t = eco_mem_array(1, sizeof *t);
    eco_status st = ECO_OK;

    *out = NULL;
    if (!t)
        return eco_nomem(ctx);
    t->from = eco_mem_text(eco_crs_name(from));
    t->to = eco_mem_text(eco_crs_name(to));
    t->identity = eco_crs_same(from, to);
    if (!t->from || !t->to) {
        st = eco_nomem(ctx);
        goto done;
    }
    if (!t->identity) {
        st = find_operation(ctx, from, to, t);
        if (st)
            goto done;
        t->identity = eco_crs_geographic(from) && eco_crs_geographic(to) &&
                      moves_nothing(t);
    }
    st = describe(ctx, t);
    if (st)
        goto done;
    *out = t;
    t = NULL;
done:
    eco_transform_destroy(t);
    return st;
}

void eco_transform_destroy(eco_transform *t)
{
    if (!t)
        return;
    proj_destroy(t->pj);
    proj_context_destroy(t->context);
    eco_mem_free(t->from);
    eco_mem_free(t->to);
    eco_mem_free(t->about);
    eco_mem_free(t);
}

bool eco_transform_identity(const eco_transform *t)
{
    return t->identity;
}

const char *eco_transform_about(const eco_transform *t)
{
    return t->about;
}

eco_status eco_transform_points(eco_transform *t, size_t n, eco_point *xy)
{
    eco_status st = ECO_OK;

    if (t->identity)
        return ECO_OK;
    for (size_t i = 0; i < n; i++) {
        PJ_COORD c = proj_coord(xy[i].x, xy[i].y, 0, HUGE_VAL);

        proj_errno_reset(t->pj);
        c = proj_trans(t->pj, PJ_FWD, c);
        if (isfinite(c.xy.x) && isfinite(c.xy.y)) {
            xy[i] = (eco_point){c.xy.x, c.xy.y};
        } else {
            xy[i] = (eco_point){INFINITY, INFINITY};
            st = ECO_INVALID;
        }
    }
    return st;
}

eco_status eco_transform_unproject(void *t, size_t n, eco_point *xy)
{
    return eco_transform_points(t, n, xy);
}

eco_status eco_crs_cell_m2(eco_ctx *ctx, const eco_crs *crs,
                           const eco_grid *grid, double *m2)
{
    double x = grid->ncols / 2.0, y = grid->nrows / 2.0, cosine;
    double radian = acos(-1) / 180,
           metres = eco_crs_ellipsoid(crs).a_m * radian;
    eco_point p[3] = {{x, y}, {x + 1, y}, {x, y + 1}};
    eco_crs *lonlat = NULL;
    eco_transform *t = NULL;
    eco_status st = eco_crs_geographic_base(ctx, crs, &lonlat);

    if (!st)
        st = eco_transform_create(ctx, crs, lonlat, &t);
    if (st)
        goto done;
    for (int i = 0; i < 3; i++)
        p[i] = eco_grid_to_crs(grid, p[i]);
    if (eco_transform_points(t, 3, p)) {
        st = eco_fail(ctx, ECO_INVALID,
                      "the middle of the raster, in %s, has no place on earth; "
                      "check its CRS and georeference",
                      eco_crs_name(crs));
        goto done;
    }
    cosine = cos(p[0].y * radian);
    *m2 = metres * metres * cosine *
          fabs((p[1].x - p[0].x) * (p[2].y - p[0].y) -
               (p[2].x - p[0].x) * (p[1].y - p[0].y));
done:
    eco_transform_destroy(t);
    eco_crs_destroy(lonlat);
    return st;
}
