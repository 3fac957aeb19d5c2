/* An arrangement: faces that do not overlap, each with the items that hold it.
 */
#ifndef ECO_GEO_FACES_H
#define ECO_GEO_FACES_H

#include "eco_polyset.h"

typedef struct eco_faces {
    eco_polyset polygons; /* an item per face */
    uint32_t *items;      /* face k: items[first[k] .. first[k + 1] - 1] */
    size_t *first;
    size_t nitems, items_cap, first_cap;
} eco_faces;

#endif
