/* Zones come to the grid: into its CRS, into its pixels. */
#include "eco_zones.h"

#include "eco_densify.h"
#include "eco_mem.h"
#include "eco_wkb.h"

struct eco_to_grid {
    eco_grid grid;
    eco_path path;
};

eco_status eco_to_grid_create(eco_ctx *ctx, const eco_crs *from,
                              const eco_crs *to, const eco_grid *grid,
                              double tol_px, eco_to_grid **out)
{
    eco_to_grid *g = eco_mem_array(1, sizeof *g);
    eco_status st = ECO_OK;

    *out = NULL;
    if (!g)
        return eco_nomem(ctx);
    g->grid = *grid;
    g->path = (eco_path){NULL, &g->grid, tol_px};
    if (!eco_crs_same(from, to))
        st = eco_transform_create(ctx, from, to, &g->path.transform);
    if (st) {
        eco_to_grid_destroy(g);
        return st;
    }
    *out = g;
    return ECO_OK;
}

void eco_to_grid_destroy(eco_to_grid *g)
{
    if (!g)
        return;
    eco_transform_destroy(g->path.transform);
    eco_mem_free(g);
}

eco_status eco_to_grid_add(eco_ctx *ctx, eco_to_grid *g, int64_t id,
                           const unsigned char *wkb, size_t n, eco_polyset *set)
{
    eco_polyset source = {0};
    eco_status st = eco_wkb_to_polyset(ctx, wkb, n, id, &source);

    if (!st)
        st = eco_densify(ctx, &g->path, &source, 0, set);
    eco_polyset_clear(&source);
    return st;
}

eco_status eco_to_grid_add_areas(eco_ctx *ctx, eco_to_grid *g, int64_t id,
                                 const eco_polyset *source, eco_polyset *set)
{
    eco_status st = eco_densify(ctx, &g->path, source, 0, set);

    if (!st)
        set->items[set->nitems - 1].id = id;
    return st;
}
