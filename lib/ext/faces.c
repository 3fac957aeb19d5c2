/* Polygons that overlap, cut into faces that do not. */
#include "eco_geom.h"
#include "eco_geom_geos.h"
#include "eco_mem.h"

#include <stdlib.h>

/* One call's geometries and tree. */
struct arrangement {
    eco_geom *g;
    GEOSGeometry **geoms; /* per item; NULL: not near the box */
    const GEOSPreparedGeometry **prepared; /* made when first asked */
    size_t n;
    GEOSSTRtree *tree;
};

/* Items whose polygons hold a point. */
struct holders {
    const struct arrangement *a;
    const GEOSGeometry *point;
    eco_faces *out;
    bool failed;
};

static bool meets(const eco_polyset *s, size_t i, const double box[4])
{
    const eco_polygon_item *it = &s->items[i];
    double low_x = box[2], low_y = box[3], high_x = box[0], high_y = box[1];

    for (size_t r = it->first; r < it->first + it->n; r++)
        for (size_t k = 0; k < s->rings[r].n; k++) {
            eco_point p = s->points[s->rings[r].first + k];

            low_x = p.x < low_x ? p.x : low_x;
            low_y = p.y < low_y ? p.y : low_y;
            high_x = p.x > high_x ? p.x : high_x;
            high_y = p.y > high_y ? p.y : high_y;
        }
    return it->n && low_x < box[2] && low_y < box[3] && high_x > box[0] &&
           high_y > box[1];
}

static eco_status load(eco_ctx *ctx, struct arrangement *a,
                       const eco_polyset *s, const double box[4])
{
    eco_status st = ECO_OK;

    a->n = s->nitems;
    a->geoms = eco_mem_array(a->n, sizeof(GEOSGeometry *));
    a->prepared = eco_mem_array(a->n, sizeof *a->prepared);
    a->tree = GEOSSTRtree_create_r(a->g->handle, 10);
    if (!a->geoms || !a->prepared || !a->tree)
        return eco_nomem(ctx);
    for (size_t i = 0; i < a->n && !st; i++) {
        if (!meets(s, i, box))
            continue;
        st = eco_geom_from_item(ctx, a->g, s, i, &a->geoms[i]);
        if (!st)
            GEOSSTRtree_insert_r(a->g->handle, a->tree, a->geoms[i],
                                 &a->geoms[i]);
    }
    return st;
}

static void unload(struct arrangement *a)
{
    if (a->tree)
        GEOSSTRtree_destroy_r(a->g->handle, a->tree);
    for (size_t i = 0; a->prepared && i < a->n; i++)
        if (a->prepared[i])
            GEOSPreparedGeom_destroy_r(a->g->handle, a->prepared[i]);
    for (size_t i = 0; a->geoms && i < a->n; i++)
        GEOSGeom_destroy_r(a->g->handle, a->geoms[i]);
    eco_mem_free((void *)a->prepared);
    eco_mem_free(a->geoms);
}

/* All borders, cut where they meet, closed to faces. */
static eco_status polygonize(eco_ctx *ctx, const struct arrangement *a,
                             GEOSGeometry **faces)
{
    GEOSContextHandle_t h = a->g->handle;
    GEOSGeometry **lines = eco_mem_array(a->n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL, *noded = NULL;
    const GEOSGeometry *input;
    unsigned n = 0;

    *faces = NULL;
    if (!lines)
        return eco_nomem(ctx);
    for (size_t i = 0; i < a->n; i++)
        if (a->geoms[i] && (lines[n] = GEOSBoundary_r(h, a->geoms[i])))
            n++;
    all = GEOSGeom_createCollection_r(h, GEOS_GEOMETRYCOLLECTION, lines, n);
    if (all)
        noded = GEOSUnaryUnion_r(h, all); /* owns the lines now */
    input = noded;
    if (noded)
        *faces = GEOSPolygonize_r(h, &input, 1);
    GEOSGeom_destroy_r(h, all);
    GEOSGeom_destroy_r(h, noded);
    eco_mem_free(lines);
    return *faces ? ECO_OK : eco_geom_fail(ctx, a->g);
}

/* Unprepared, each question builds the graph of the whole polygon: 2 858 faces
 * of 260 000 points took 30 s. */
static bool holds(const struct arrangement *a, size_t i,
                  const GEOSGeometry *point)
{
    if (!a->prepared[i])
        a->prepared[i] = GEOSPrepare_r(a->g->handle, a->geoms[i]);
    return a->prepared[i] &&
           GEOSPreparedContains_r(a->g->handle, a->prepared[i], point) == 1;
}

static void hold(void *item, void *user)
{
    struct holders *h = user;
    size_t i = (size_t)((GEOSGeometry **)item - h->a->geoms);
    eco_faces *f = h->out;

    if (!holds(h->a, i, h->point))
        return;
    if (!ECO_GROW(f->items, f->nitems, f->items_cap))
        h->failed = true;
    else
        f->items[f->nitems++] = (uint32_t)i;
}

static int by_number(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;

    return (p > q) - (p < q);
}

/* A face, unless nothing holds it: a hole between polygons. */
static eco_status add_face(eco_ctx *ctx, const struct arrangement *a,
                           const GEOSGeometry *face, eco_faces *out)
{
    size_t first = out->nitems, number = out->polygons.nitems;
    GEOSGeometry *point = GEOSPointOnSurface_r(a->g->handle, face);
    struct holders h = {a, point, out, false};

    if (!point)
        return eco_geom_fail(ctx, a->g);
    GEOSSTRtree_query_r(a->g->handle, a->tree, point, hold, &h);
    GEOSGeom_destroy_r(a->g->handle, point);
    if (h.failed || !ECO_GROW(out->first, number + 1, out->first_cap))
        return eco_nomem(ctx);
    if (out->nitems == first)
        return ECO_OK;
    qsort(out->items + first, out->nitems - first, sizeof *out->items,
          by_number);
    out->first[number] = first;
    out->first[number + 1] = out->nitems;
    if (!eco_polyset_add_item(&out->polygons, (int64_t)number))
        return eco_nomem(ctx);
    return eco_geom_add(ctx, a->g, face, 0, &out->polygons);
}

eco_status eco_faces_make(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                          const double box[4], eco_faces *out)
{
    struct arrangement a = {.g = g};
    GEOSGeometry *faces = NULL;
    eco_status st;

    *out = (eco_faces){0};
    st = load(ctx, &a, s, box);
    if (!st)
        st = polygonize(ctx, &a, &faces);
    for (int i = 0; !st && i < GEOSGetNumGeometries_r(g->handle, faces); i++)
        st = add_face(ctx, &a, GEOSGetGeometryN_r(g->handle, faces, i), out);
    GEOSGeom_destroy_r(g->handle, faces);
    unload(&a);
    if (st)
        eco_faces_clear(out);
    return st;
}

void eco_faces_clear(eco_faces *f)
{
    eco_polyset_clear(&f->polygons);
    eco_mem_free(f->items);
    eco_mem_free(f->first);
    *f = (eco_faces){0};
}
