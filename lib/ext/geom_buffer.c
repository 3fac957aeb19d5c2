/* Buffers and unions, by GEOS. */
#include "eco_geom.h"
#include "eco_geom_geos.h"
#include "eco_mem.h"

/* All items and points as one collection, which the caller destroys. */
static eco_status gather(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                         const eco_point *points, size_t npoints,
                         GEOSGeometry **out)
{
    size_t n = 0, all = s->nitems + npoints;
    GEOSGeometry **parts = eco_mem_array(all + 1, sizeof(GEOSGeometry *));
    eco_status st = parts ? ECO_OK : eco_nomem(ctx);

    *out = NULL;
    for (size_t i = 0; i < s->nitems && !st; i++)
        if (s->items[i].n) {
            st = eco_geom_from_item(ctx, g, s, i, &parts[n]);
            n += !st;
        }
    for (size_t i = 0; i < npoints && !st; i++) {
        parts[n] =
            GEOSGeom_createPointFromXY_r(g->handle, points[i].x, points[i].y);
        st = parts[n] ? ECO_OK : eco_geom_fail(ctx, g);
        n += !st;
    }
    if (!st) {
        *out = GEOSGeom_createCollection_r(g->handle, GEOS_GEOMETRYCOLLECTION,
                                           parts, (unsigned)n);
        st = *out ? ECO_OK : eco_geom_fail(ctx, g);
        n = *out ? 0 : n; /* they are the collection's */
    }
    for (size_t i = 0; i < n; i++)
        GEOSGeom_destroy_r(g->handle, parts[i]);
    eco_mem_free(parts);
    return st;
}

/* `made`, destroyed, as one more item. */
static eco_status put(eco_ctx *ctx, eco_geom *g, GEOSGeometry *made, int64_t id,
                      eco_polyset *out)
{
    eco_status st;

    if (!made)
        return eco_geom_fail(ctx, g);
    st = eco_polyset_add_item(out, id) ? ECO_OK : eco_nomem(ctx);
    if (!st)
        st = eco_geom_add(ctx, g, made, 0, out);
    GEOSGeom_destroy_r(g->handle, made);
    return st;
}

eco_status eco_geom_buffer(eco_ctx *ctx, eco_geom *g, const eco_buffer *what,
                           int64_t id, eco_polyset *out)
{
    GEOSGeometry *all = NULL, *made = NULL;
    eco_status st =
        gather(ctx, g, what->polygons, what->points, what->npoints, &all);

    if (st)
        return st;
    made = GEOSBuffer_r(g->handle, all, what->distance, what->quarter);
    GEOSGeom_destroy_r(g->handle, all);
    return put(ctx, g, made, id, out);
}

eco_status eco_geom_union(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                          int64_t id, eco_polyset *out)
{
    GEOSGeometry *all = NULL, *made = NULL;
    eco_status st = gather(ctx, g, s, NULL, 0, &all);

    if (st)
        return st;
    made = GEOSUnaryUnion_r(g->handle, all);
    GEOSGeom_destroy_r(g->handle, all);
    return put(ctx, g, made, id, out);
}
