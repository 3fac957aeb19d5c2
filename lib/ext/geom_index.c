/* Polygons by place: the tree finds boxes, prepared geometries decide. */
#include "eco_geom_index.h"

#include "eco_geom_geos.h"
#include "eco_mem.h"

#include <stdlib.h>

/* Preparing costs more than a few tests of the bare polygon: it is done when an
 * item is first asked for. */
struct entry {
    GEOSGeometry *geom;
    const GEOSPreparedGeometry *prepared;
};

struct eco_geom_index {
    eco_geom *g;
    GEOSSTRtree *tree;
    struct entry *entries;
    size_t n;
};

/* What one query of the tree works on. */
struct search {
    eco_geom_index *ix;
    const GEOSGeometry *what;
    eco_hits *hits;
    bool point;
    eco_status st;
};

void eco_geom_index_destroy(eco_geom_index *ix)
{
    if (!ix)
        return;
    if (ix->tree)
        GEOSSTRtree_destroy_r(ix->g->handle, ix->tree);
    for (size_t i = 0; i < ix->n && ix->entries; i++) {
        GEOSPreparedGeom_destroy_r(ix->g->handle, ix->entries[i].prepared);
        GEOSGeom_destroy_r(ix->g->handle, ix->entries[i].geom);
    }
    eco_mem_free(ix->entries);
    eco_mem_free(ix);
}

eco_status eco_geom_index_create(eco_ctx *ctx, eco_geom *g,
                                 const eco_polyset *s, eco_geom_index **out)
{
    eco_geom_index *ix = eco_mem_array(1, sizeof *ix);
    eco_status st = ECO_OK;

    *out = NULL;
    if (!ix)
        return eco_nomem(ctx);
    *ix = (eco_geom_index){.g = g, .n = s->nitems};
    ix->tree = GEOSSTRtree_create_r(g->handle, 10);
    ix->entries = eco_mem_array(s->nitems + 1, sizeof *ix->entries);
    if (!ix->tree || !ix->entries)
        st = eco_nomem(ctx);
    for (size_t i = 0; i < s->nitems && !st; i++) {
        if (!s->items[i].n)
            continue;
        st = eco_geom_from_item(ctx, g, s, i, &ix->entries[i].geom);
        if (!st)
            GEOSSTRtree_insert_r(g->handle, ix->tree, ix->entries[i].geom,
                                 &ix->entries[i]);
    }
    if (st) {
        eco_geom_index_destroy(ix);
        return st;
    }
    *out = ix;
    return ECO_OK;
}

/* 1, 0, or 2 where GEOS fails. */
static char inside(const struct search *s, struct entry *e, bool *border)
{
    GEOSContextHandle_t h = s->ix->g->handle;
    char answer;

    *border = false;
    if (!e->prepared)
        e->prepared = GEOSPrepare_r(h, e->geom);
    if (!e->prepared)
        return 2;
    if (!s->point)
        return GEOSPreparedIntersects_r(h, e->prepared, s->what);
    answer = GEOSPreparedContains_r(h, e->prepared, s->what);
    if (answer)
        return answer;
    *border = true;
    return GEOSPreparedIntersects_r(h, e->prepared, s->what);
}

static void visit(void *item, void *user)
{
    struct search *s = user;
    struct entry *e = item;
    bool border;
    char answer;

    if (s->st)
        return;
    answer = inside(s, e, &border);
    if (answer == 2)
        s->st = ECO_INVALID;
    else if (answer && !ECO_GROW(s->hits->items, s->hits->n, s->hits->cap))
        s->st = ECO_NOMEM;
    else if (answer)
        s->hits->items[s->hits->n++] =
            (eco_hit){(size_t)(e - s->ix->entries), border};
}

static int by_item(const void *a, const void *b)
{
    size_t p = ((const eco_hit *)a)->item, q = ((const eco_hit *)b)->item;

    return (p > q) - (p < q);
}

static eco_status query(eco_ctx *ctx, eco_geom_index *ix,
                        const GEOSGeometry *what, bool point, eco_hits *hits)
{
    struct search s = {ix, what, hits, point, ECO_OK};

    hits->n = 0;
    GEOSSTRtree_query_r(ix->g->handle, ix->tree, what, visit, &s);
    if (s.st == ECO_NOMEM)
        return eco_nomem(ctx);
    if (s.st)
        return eco_geom_fail(ctx, ix->g);
    if (hits->n > 1)
        qsort(hits->items, hits->n, sizeof *hits->items, by_item);
    return ECO_OK;
}

/* The items that hold it inside, or else the lowest on whose border it lies. */
static void keep_owners(eco_hits *hits)
{
    size_t n = 0;

    for (size_t i = 0; i < hits->n; i++)
        if (!hits->items[i].border)
            hits->items[n++] = hits->items[i];
    hits->n = n ? n : hits->n > 0;
}

eco_status eco_geom_index_point(eco_ctx *ctx, eco_geom_index *ix, eco_point p,
                                eco_hits *hits)
{
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(ix->g->handle, p.x, p.y);
    eco_status st =
        point ? query(ctx, ix, point, true, hits) : eco_geom_fail(ctx, ix->g);

    GEOSGeom_destroy_r(ix->g->handle, point);
    if (!st)
        keep_owners(hits);
    return st;
}

eco_status eco_geom_index_meets(eco_ctx *ctx, eco_geom_index *ix,
                                const eco_polyset *s, size_t i, eco_hits *hits)
{
    GEOSGeometry *geom = NULL;
    eco_status st = eco_geom_from_item(ctx, ix->g, s, i, &geom);

    if (!st)
        st = query(ctx, ix, geom, false, hits);
    GEOSGeom_destroy_r(ix->g->handle, geom);
    return st;
}

eco_status eco_geom_index_shared(eco_ctx *ctx, eco_geom_index *ix, size_t item,
                                 const eco_polyset *s, size_t i,
                                 eco_polyset *out)
{
    GEOSGeometry *geom = NULL, *part = NULL;
    eco_status st =
        eco_polyset_add_item(out, s->items[i].id) ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_geom_from_item(ctx, ix->g, s, i, &geom);
    if (!st && ix->entries[item].geom) {
        part = GEOSIntersection_r(ix->g->handle, geom, ix->entries[item].geom);
        st = part ? eco_geom_add(ctx, ix->g, part, 0, out)
                  : eco_geom_fail(ctx, ix->g);
    }
    GEOSGeom_destroy_r(ix->g->handle, geom);
    GEOSGeom_destroy_r(ix->g->handle, part);
    return st;
}

eco_status eco_geom_index_minus(eco_ctx *ctx, eco_geom_index *ix,
                                const eco_hits *without, const eco_polyset *s,
                                size_t i, eco_polyset *out)
{
    GEOSGeometry *left = NULL;
    eco_status st =
        eco_polyset_add_item(out, s->items[i].id) ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_geom_from_item(ctx, ix->g, s, i, &left);
    for (size_t k = 0; k < without->n && !st; k++) {
        const GEOSGeometry *cut = ix->entries[without->items[k].item].geom;
        GEOSGeometry *less =
            cut ? GEOSDifference_r(ix->g->handle, left, cut) : NULL;

        if (!cut)
            continue;
        if (!less)
            st = eco_geom_fail(ctx, ix->g);
        GEOSGeom_destroy_r(ix->g->handle, left);
        left = less;
    }
    if (!st)
        st = eco_geom_add(ctx, ix->g, left, 0, out);
    GEOSGeom_destroy_r(ix->g->handle, left);
    return st;
}

void eco_hits_clear(eco_hits *hits)
{
    eco_mem_free(hits->items);
    *hits = (eco_hits){0};
}
