/* Located evidence as polygons that the sweep takes. */
#ifndef ECO_EVIDENCE_SHAPES_H
#define ECO_EVIDENCE_SHAPES_H

#include "eco_geom.h"
#include "eco_levels.h"
#include "eco_zones.h"

typedef struct eco_located {
    int64_t id;                 /* of the evidence item */
    eco_point place;            /* longitude, latitude: GAUSSIAN, DISC */
    const eco_polyset *polygon; /* item 0, in degrees: POLYGON, UNIT */
    eco_window years;
    bool patch;        /* it covers whole patches that it meets */
    double ring_error; /* part of a disc on the wrong side of its ring */
} eco_located;

/* Whose polygon an item of the set is, and what it is worth there. */
typedef struct eco_shape {
    int64_t evidence;
    double value; /* m within it, unless a shape before it of the same item
                     holds the place too */
    double error; /* how far m may be from it */
    eco_window years;
    bool patch;
} eco_shape;

/* Zero-initialise; free with eco_shapes_clear(). polygons.items[i] is that of
 * items[i] and has the id i; in degrees, cut at the antimeridian. */
typedef struct eco_shapes {
    eco_polyset polygons;
    eco_shape *items;
    size_t n, cap;
} eco_shapes;

/* Adds the polygons of one item, the innermost level first, nested: each holds
 * those before it, so that rounding can open no gap between two. Levels
 * without a radius are the item's polygon. Nothing is added on failure:
 * ECO_INVALID with the reason (a disc too near a pole, a polygon missing). */
eco_status eco_evidence_shapes(eco_ctx *ctx, eco_geom *g,
                               const eco_located *item,
                               const eco_levels *levels, eco_shapes *out);
void eco_shapes_clear(eco_shapes *s);

/* The polygons in the pixel space of a grid; item i has the id i. */
eco_status eco_shapes_to_grid(eco_ctx *ctx, eco_to_grid *g, const eco_shapes *s,
                              eco_polyset *set);

/* Of the shapes that hold a face (its items index `s`), the innermost of each
 * piece of evidence stays: sets hold it once, with its own level. */
void eco_shapes_innermost(const eco_shapes *s, eco_faces *faces);

#endif
