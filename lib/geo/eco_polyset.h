/* Many multipolygons in flat arrays: items own rings, rings own points. */
#ifndef ECO_GEO_POLYSET_H
#define ECO_GEO_POLYSET_H

#include "eco_grid.h"

#include <stddef.h>

typedef struct eco_ring {
    size_t first, n; /* into points; not closed: last != first vertex */
    bool hole;
} eco_ring;

typedef struct eco_polygon_item {
    int64_t id;      /* the caller's: a zone or an evidence id */
    size_t first, n; /* into rings */
} eco_polygon_item;

typedef struct eco_polyset {
    eco_polygon_item *items;
    eco_ring *rings;
    eco_point *points;
    size_t nitems, nrings, npoints;
    size_t items_cap, rings_cap, points_cap;
} eco_polyset;

/* Begin an item, then rings of it, then points; false when memory is short. */
bool eco_polyset_add_item(eco_polyset *s, int64_t id);
bool eco_polyset_add_ring(eco_polyset *s, bool hole);
bool eco_polyset_add_point(eco_polyset *s, eco_point p);
/* Room for n points at once, to be written to; NULL: memory is short. */
eco_point *eco_polyset_add_points(eco_polyset *s, size_t n);
/* The last n points of the last ring go. */
void eco_polyset_drop_points(eco_polyset *s, size_t n);
void eco_polyset_clear(eco_polyset *s);

#endif
