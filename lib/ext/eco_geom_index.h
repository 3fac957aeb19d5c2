/* Polygons found by place: an STR-tree of prepared geometries. */
#ifndef ECO_EXT_GEOM_INDEX_H
#define ECO_EXT_GEOM_INDEX_H

#include "eco_geom.h"

typedef struct eco_geom_index eco_geom_index;

/* A polygon that was found. */
typedef struct eco_hit {
    size_t item; /* index into the set */
    bool border; /* the point lies on its border; never so for polygons */
} eco_hit;

typedef struct eco_hits {
    eco_hit *items; /* by rising item, whatever the order of the tree */
    size_t n, cap;
} eco_hits;

/* Index the items of `s`, valid polygons whose edges are straight in its plane;
 * items without rings are never found. `g` must outlive the index, `s` need
 * not. ECO_NOMEM, ECO_INVALID with GEOS's words. One thread.
 * Time: O(n log n); memory: O(points).
 * Source: Leutenegger et al. (1997), doi:10.1109/ICDE.1997.582015 */
eco_status eco_geom_index_create(eco_ctx *ctx, eco_geom *g,
                                 const eco_polyset *s, eco_geom_index **out);
void eco_geom_index_destroy(eco_geom_index *ix); /* NULL is a no-op */

/* Items that hold the point, replacing `hits`. Those that hold it inside are
 * all told: where polygons overlap it belongs to each. On borders only, the
 * point belongs to one: the lowest item, with `border` set. So the items of a
 * partition and what lies outside of it add up to all points. */
eco_status eco_geom_index_point(eco_ctx *ctx, eco_geom_index *ix, eco_point p,
                                eco_hits *hits);

/* Items whose inside or border meets item `i` of `s`, replacing `hits`. */
eco_status eco_geom_index_meets(eco_ctx *ctx, eco_geom_index *ix,
                                const eco_polyset *s, size_t i, eco_hits *hits);

/* What item `i` of `s` shares with an item of the index, as item `i`'s id
 * appended to `out`; without rings where they only touch. */
eco_status eco_geom_index_shared(eco_ctx *ctx, eco_geom_index *ix, size_t item,
                                 const eco_polyset *s, size_t i,
                                 eco_polyset *out);

/* What is left of item `i` of `s` without some items of the index; appended as
 * by _shared. */
eco_status eco_geom_index_minus(eco_ctx *ctx, eco_geom_index *ix,
                                const eco_hits *without, const eco_polyset *s,
                                size_t i, eco_polyset *out);

void eco_hits_clear(eco_hits *hits);

#endif
