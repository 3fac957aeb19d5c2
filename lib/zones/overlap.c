/* How much of a zone set is covered more than once. */
#include "eco_zones.h"

#include "eco_densify.h"
#include "eco_geom.h"
#include "eco_wkb.h"

/* Pairs that share less than this only touch: borders that were drawn twice. */
#define SLIVER_M2 100.0

static eco_status load(eco_ctx *ctx, const eco_features *f, eco_polyset *out)
{
    eco_crs *plane = NULL;
    eco_path path = {NULL, NULL, 1.0}; /* within a metre */
    eco_status st = eco_crs_create(ctx, "EPSG:6933", &plane);

    if (!st)
        st = eco_transform_create(ctx, f->crs, plane, &path.transform);
    for (size_t i = 0; i < f->n && !st; i++) {
        eco_polyset one = {0};

        st = eco_wkb_to_polyset(ctx, f->items[i].wkb, f->items[i].nwkb,
                                (int64_t)i, &one);
        if (!st)
            st = eco_densify(ctx, &path, &one, 0, out);
        eco_polyset_clear(&one);
    }
    eco_transform_destroy(path.transform);
    eco_crs_destroy(plane);
    return st;
}

eco_status eco_features_overlap(eco_ctx *ctx, const eco_features *f,
                                double *overlap_m2, size_t pair[2])
{
    eco_polyset set = {0};
    eco_geom *g = NULL;
    eco_status st;

    *overlap_m2 = 0;
    pair[0] = pair[1] = 0;
    st = load(ctx, f, &set);
    if (!st)
        st = eco_geom_create(ctx, &g);
    if (!st)
        st = eco_geom_overlap(ctx, g, &set, SLIVER_M2, overlap_m2, pair);
    eco_geom_destroy(g);
    eco_polyset_clear(&set);
    return st;
}
