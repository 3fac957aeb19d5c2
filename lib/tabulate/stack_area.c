/* Which area model a grid has. */
#include "eco_stack.h"

void eco_area_model_clear(eco_area_model *m)
{
    eco_area_destroy(m->area);
    eco_transform_destroy(m->unproject);
    *m = (eco_area_model){0};
}

eco_status eco_stack_area(eco_ctx *ctx, const eco_crs *crs,
                          const eco_grid *grid, bool planar,
                          eco_area_model *out)
{
    eco_area_spec spec = {.grid = *grid,
                          .ellipsoid = eco_crs_ellipsoid(crs),
                          .kind = ECO_AREA_LATTICE};
    bool geographic = eco_crs_geographic(crs);
    eco_transform *t = NULL;
    eco_crs *lonlat = NULL;
    eco_status st = ECO_OK;

    spec.unit_m = geographic ? 1 : eco_crs_unit_m(crs);
    if (planar && geographic)
        return eco_fail(ctx, ECO_USAGE,
                        "planar areas need a projected grid, but this one is "
                        "in %s, in degrees",
                        eco_crs_name(crs));
    if (planar || (!geographic && eco_crs_equal_area(crs)))
        spec.kind = ECO_AREA_PLANAR;
    else if (geographic && eco_grid_north_up(grid))
        spec.kind = ECO_AREA_PARALLELS;
    if (spec.kind == ECO_AREA_LATTICE) {
        st = eco_crs_geographic_base(ctx, crs, &lonlat);
        if (!st)
            st = eco_transform_create(ctx, crs, lonlat, &t);
        if (st)
            goto done;
        spec.unproject = eco_transform_unproject;
        spec.user = t;
    }
    st = eco_area_create(ctx, &spec, &out->area);
    if (!st) {
        out->unproject = t; /* the area model uses it as long as it lives */
        t = NULL;
    }
done:
    eco_transform_destroy(t);
    eco_crs_destroy(lonlat);
    return st;
}
