/* Levels as nested polygons. */
#include "eco_shapes.h"

#include "eco_antimeridian.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <string.h>

void eco_shapes_clear(eco_shapes *s)
{
    eco_polyset_clear(&s->polygons);
    eco_mem_free(s->items);
    *s = (eco_shapes){0};
}

/* Item 0 of `from` as one more item of `to`. */
static bool append(const eco_polyset *from, int64_t id, eco_polyset *to)
{
    if (!eco_polyset_add_item(to, id))
        return false;
    for (size_t r = 0; r < from->items[0].n; r++) {
        const eco_ring *ring = &from->rings[from->items[0].first + r];
        eco_point *p;

        if (!eco_polyset_add_ring(to, ring->hole))
            return false;
        p = eco_polyset_add_points(to, ring->n);
        if (!p)
            return false;
        memcpy(p, from->points + ring->first, ring->n * sizeof *p);
    }
    return true;
}

static eco_status add(eco_ctx *ctx, const eco_polyset *polygon,
                      const eco_shape *shape, eco_shapes *out)
{
    if (!ECO_GROW(out->items, out->n, out->cap) ||
        !append(polygon, (int64_t)out->n, &out->polygons))
        return eco_nomem(ctx);
    out->items[out->n++] = *shape;
    return ECO_OK;
}

static eco_status add_disc(eco_ctx *ctx, eco_geom *g, const eco_located *item,
                           double radius_m, const eco_shape *shape,
                           eco_shapes *out)
{
    eco_polyset disc = {0};
    eco_status st = ECO_OK;

    if (!eco_polyset_add_item(&disc, 0))
        st = eco_nomem(ctx);
    if (!st)
        st = eco_geodesic_ring(ctx, item->place, radius_m,
                               eco_geodesic_points(item->ring_error), &disc);
    if (!st)
        st = eco_antimeridian_cut(ctx, g, &disc);
    if (!st)
        st = add(ctx, &disc, shape, out);
    eco_polyset_clear(&disc);
    return st;
}

static void drop_since(const eco_shapes *before, eco_shapes *s)
{
    s->n = before->n;
    s->polygons.nitems = before->polygons.nitems;
    s->polygons.nrings = before->polygons.nrings;
    s->polygons.npoints = before->polygons.npoints;
}

eco_status eco_evidence_shapes(eco_ctx *ctx, eco_geom *g,
                               const eco_located *item,
                               const eco_levels *levels, eco_shapes *out)
{
    const eco_shapes before = *out;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < levels->n && !st; i++) {
        const eco_annulus *level = &levels->items[i];
        const eco_shape shape = {item->id, level->value, levels->error,
                                 item->years, item->patch};

        if (level->outer_m > 0)
            st = add_disc(ctx, g, item, level->outer_m, &shape, out);
        else if (item->polygon && item->polygon->nitems)
            st = add(ctx, item->polygon, &shape, out);
        else
            st = eco_fail(ctx, ECO_INVALID, "it has no polygon");
    }
    if (!st)
        return ECO_OK;
    drop_since(&before, out);
    return eco_trace(ctx, st, "drawing evidence %lld", (long long)item->id);
}

eco_status eco_shapes_to_grid(eco_ctx *ctx, eco_to_grid *g, const eco_shapes *s,
                              eco_polyset *set)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < s->n && !st; i++) {
        eco_polyset one = s->polygons;

        one.items += i;
        one.nitems = 1;
        st = eco_to_grid_add_areas(ctx, g, (int64_t)i, &one, set);
    }
    return st;
}

void eco_shapes_innermost(const eco_shapes *s, eco_faces *faces)
{
    size_t kept = 0, first = 0;

    for (size_t k = 0; k < faces->polygons.nitems; k++) {
        size_t end = faces->first[k + 1];

        faces->first[k] = kept;
        for (size_t i = first; i < end; i++)
            if (i == first || s->items[faces->items[i]].evidence !=
                                  s->items[faces->items[i - 1]].evidence)
                faces->items[kept++] = faces->items[i];
        first = end;
    }
    if (faces->polygons.nitems)
        faces->first[faces->polygons.nitems] = kept;
    faces->nitems = kept;
}
