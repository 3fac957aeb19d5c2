/* What GEOS does for us: validity, repair, cutting, overlap. */
#ifndef ECO_EXT_GEOM_H
#define ECO_EXT_GEOM_H

#include "eco_faces.h"
#include "eco_fail.h"
#include "eco_polyset.h"

typedef struct eco_geom eco_geom; /* a GEOS context; one a thread */

eco_status eco_geom_create(eco_ctx *ctx, eco_geom **out);
void eco_geom_destroy(eco_geom *g);

/* Replaces the only item of `s` by a valid one (MakeValid, structure method).
 * *repaired says whether it was invalid, `reason` (static or of `g`) why,
 * *change the relative change of its plane area. ECO_INVALID: nothing with an
 * area is left. */
eco_status eco_geom_repair(eco_ctx *ctx, eco_geom *g, eco_polyset *s,
                           bool *repaired, double *change, const char **reason);

/* The part of the only item of `s` within a box, moved by `dx`, appended to the
 * first item of `out` (made when there is none). */
eco_status eco_geom_cut(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                        const double box[4], double dx, eco_polyset *out);

/* Sum of the areas that pairs of items share, in the plane's unit squared, of
 * pairs that share more than `least`; `pair` is the pair that shares most. */
eco_status eco_geom_overlap(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                            double least, double *area, size_t pair[2]);

/* Polygons and points, all of whose surroundings are one. */
typedef struct eco_buffer {
    const eco_polyset *polygons;
    const eco_point *points;
    size_t npoints;
    double distance; /* in the plane's unit, above 0 */
    int quarter;     /* edges that stand for a quarter of a circle; their
                        vertices lie on it */
} eco_buffer;

/* The places within a distance, and the union of all items, in the plane, as
 * one more item of `out`. */
eco_status eco_geom_buffer(eco_ctx *ctx, eco_geom *g, const eco_buffer *what,
                           int64_t id, eco_polyset *out);
eco_status eco_geom_union(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                          int64_t id, eco_polyset *out);

/* The items of `s` that meet the box {xmin, ymin, xmax, ymax}, cut into faces
 * that do not overlap; `out->items` are indices into `s`. Borders that two
 * faces share have the same points. */
eco_status eco_faces_make(eco_ctx *ctx, eco_geom *g, const eco_polyset *s,
                          const double box[4], eco_faces *out);
void eco_faces_clear(eco_faces *f);

#endif
