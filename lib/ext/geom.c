/* GEOS by its reentrant interface; geometries go in and out as WKB. */
#include "eco_geom.h"

#include "eco_geom_geos.h"
#include "eco_mem.h"
#include "eco_simple.h"
#include "eco_wkb.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void remember(const char *text, void *user)
{
    eco_geom *g = user;

    snprintf(g->message, sizeof g->message, "%s", text);
}

eco_status eco_geom_create(eco_ctx *ctx, eco_geom **out)
{
    eco_geom *g = eco_mem_array(1, sizeof *g);

    *out = NULL;
    if (!g)
        return eco_nomem(ctx);
    g->handle = GEOS_init_r();
    if (!g->handle) {
        eco_mem_free(g);
        return eco_nomem(ctx);
    }
    GEOSContext_setErrorMessageHandler_r(g->handle, remember, g);
    GEOSContext_setNoticeMessageHandler_r(g->handle, remember, g);
    *out = g;
    return ECO_OK;
}

void eco_geom_destroy(eco_geom *g)
{
    if (!g)
        return;
    GEOS_finish_r(g->handle);
    eco_mem_free(g);
}

eco_status eco_geom_fail(eco_ctx *ctx, const eco_geom *g)
{
    return eco_fail(ctx, ECO_INVALID, "GEOS: %s",
                    *g->message ? g->message : "operation failed");
}

eco_status eco_geom_from_item(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                              size_t i, GEOSGeometry **out)
{
    unsigned char *wkb = NULL;
    size_t n;
    eco_status st = eco_wkb_multipolygon(ctx, s, i, &wkb, &n);

    *out = NULL;
    if (st)
        return st;
    *out = GEOSGeomFromWKB_buf_r(g->handle, wkb, n);
    eco_mem_free(wkb);
    return *out ? ECO_OK : eco_geom_fail(ctx, g);
}

/* Polygons of a geometry, however nested, appended to the last item. */
static eco_status add_ring(eco_ctx *ctx, eco_geom *g, const GEOSGeometry *ring,
                           bool hole, double dx, eco_polyset *out)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(g->handle, ring);
    unsigned n = 0;

    if (!seq || !GEOSCoordSeq_getSize_r(g->handle, seq, &n))
        return eco_geom_fail(ctx, g);
    if (n < 4)
        return ECO_OK;
    if (!eco_polyset_add_ring(out, hole))
        return eco_nomem(ctx);
    for (unsigned i = 0; i + 1 < n; i++) {
        eco_point p;

        if (!GEOSCoordSeq_getXY_r(g->handle, seq, i, &p.x, &p.y))
            return eco_geom_fail(ctx, g);
        p.x += dx;
        if (!eco_polyset_add_point(out, p))
            return eco_nomem(ctx);
    }
    return ECO_OK;
}

eco_status eco_geom_add(eco_ctx *ctx, eco_geom *g, const GEOSGeometry *geom,
                        double dx, eco_polyset *out)
{
    int type = GEOSGeomTypeId_r(g->handle, geom);
    eco_status st = ECO_OK;

    if (GEOSisEmpty_r(g->handle, geom))
        return ECO_OK;
    if (type == GEOS_POLYGON) {
        st = add_ring(ctx, g, GEOSGetExteriorRing_r(g->handle, geom), false, dx,
                      out);
        for (int i = 0; i < GEOSGetNumInteriorRings_r(g->handle, geom) && !st;
             i++)
            st = add_ring(ctx, g, GEOSGetInteriorRingN_r(g->handle, geom, i),
                          true, dx, out);
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(g->handle, geom) && !st; i++)
            st = eco_geom_add(ctx, g, GEOSGetGeometryN_r(g->handle, geom, i),
                              dx, out);
    }
    return st;
}

static GEOSGeometry *make_valid(eco_geom *g, const GEOSGeometry *geom)
{
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(g->handle);
    GEOSGeometry *valid;

    if (!params)
        return NULL;
    GEOSMakeValidParams_setMethod_r(g->handle, params,
                                    GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(g->handle, params, 0);
    valid = GEOSMakeValidWithParams_r(g->handle, geom, params);
    GEOSMakeValidParams_destroy_r(g->handle, params);
    return valid;
}

static double area_of(eco_geom *g, const GEOSGeometry *geom)
{
    double area = 0;

    GEOSArea_r(g->handle, geom, &area);
    return area;
}

static eco_status replace(eco_ctx *ctx, eco_geom *g, const GEOSGeometry *valid,
                          eco_polyset *s)
{
    int64_t id = s->items[0].id;
    eco_polyset made = {0};
    eco_status st = eco_polyset_add_item(&made, id) ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_geom_add(ctx, g, valid, 0, &made);
    if (!st && !made.nrings)
        st = eco_fail(ctx, ECO_INVALID, "nothing with an area is left");
    if (st) {
        eco_polyset_clear(&made);
        return st;
    }
    eco_polyset_clear(s);
    *s = made;
    return ECO_OK;
}

eco_status eco_geom_repair(eco_ctx *ctx, eco_geom *g, eco_polyset *s,
                           bool *repaired, double *change, const char **reason)
{
    GEOSGeometry *geom = NULL, *valid = NULL;
    double before, after;
    eco_status st;

    *repaired = false;
    *change = 0;
    *reason = "";
    g->message[0] = '\0';
    if (eco_polygon_simple(s, 0))
        return ECO_OK;
    st = eco_geom_from_item(ctx, g, s, 0, &geom);
    if (st)
        return st;
    if (GEOSisValid_r(g->handle, geom) == 1) {
        if (!(area_of(g, geom) > 0))
            st = eco_fail(ctx, ECO_INVALID, "the polygon has no area");
        goto done;
    }
    *repaired = true;
    *reason = g->message;
    valid = make_valid(g, geom);
    if (!valid) {
        st = eco_geom_fail(ctx, g);
        goto done;
    }
    /* Negative where holes outweigh the shell, as when a file lists islands
     * as holes. */
    before = fabs(area_of(g, geom));
    after = area_of(g, valid);
    *change = fabs(after - before) / fmax(fmax(before, after), 1e-300);
    st = replace(ctx, g, valid, s);
done:
    GEOSGeom_destroy_r(g->handle, geom);
    GEOSGeom_destroy_r(g->handle, valid);
    return st;
}

eco_status eco_geom_cut(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                        const double box[4], double dx, eco_polyset *out)
{
    GEOSGeometry *geom = NULL, *part = NULL, *window = NULL;
    eco_status st;

    if (!out->nitems && !eco_polyset_add_item(out, s->items[0].id))
        return eco_nomem(ctx);
    st = eco_geom_from_item(ctx, g, s, 0, &geom);
    if (st)
        return st;
    window =
        GEOSGeom_createRectangle_r(g->handle, box[0], box[1], box[2], box[3]);
    part = window ? GEOSIntersection_r(g->handle, geom, window) : NULL;
    st = part ? eco_geom_add(ctx, g, part, dx, out) : eco_geom_fail(ctx, g);
    GEOSGeom_destroy_r(g->handle, geom);
    GEOSGeom_destroy_r(g->handle, part);
    GEOSGeom_destroy_r(g->handle, window);
    return st;
}

/* What one query of the tree works on. */
struct search {
    eco_geom *g;
    GEOSGeometry **geoms;
    size_t i, most[2];
    double least, total, largest;
};

static void visit(void *item, void *user)
{
    struct search *s = user;
    size_t k = (size_t)((GEOSGeometry **)item - s->geoms);
    GEOSGeometry *shared;
    double area;

    if (k <= s->i)
        return; /* each pair once */
    shared = GEOSIntersection_r(s->g->handle, s->geoms[s->i], s->geoms[k]);
    area = shared ? area_of(s->g, shared) : 0;
    GEOSGeom_destroy_r(s->g->handle, shared);
    if (!(area > s->least))
        return;
    s->total += area;
    if (area > s->largest) {
        s->largest = area;
        s->most[0] = s->i;
        s->most[1] = k;
    }
}

eco_status eco_geom_overlap(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                            double least, double *area, size_t pair[2])
{
    GEOSGeometry **geoms = eco_mem_array(s->nitems, sizeof(GEOSGeometry *));
    GEOSSTRtree *tree = GEOSSTRtree_create_r(g->handle, 10);
    struct search search = {.g = g, .geoms = geoms, .least = least};
    eco_status st = geoms && tree ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < s->nitems && !st; i++) {
        if (!s->items[i].n)
            continue;
        st = eco_geom_from_item(ctx, g, s, i, &geoms[i]);
        if (!st)
            GEOSSTRtree_insert_r(g->handle, tree, geoms[i], &geoms[i]);
    }
    for (size_t i = 0; geoms && i < s->nitems && !st; i++) {
        search.i = i;
        if (geoms[i])
            GEOSSTRtree_query_r(g->handle, tree, geoms[i], visit, &search);
        st = eco_progress(ctx, (double)i / (double)s->nitems,
                          "looking for overlaps");
    }
    *area = search.total;
    pair[0] = search.most[0];
    pair[1] = search.most[1];
    if (tree)
        GEOSSTRtree_destroy_r(g->handle, tree);
    for (size_t i = 0; geoms && i < s->nitems; i++)
        GEOSGeom_destroy_r(g->handle, geoms[i]);
    eco_mem_free(geoms);
    return st;
}
