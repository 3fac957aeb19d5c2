/* Made-up worlds whose truth is known: events in patches, evidence whose place
 * is off by a known error, and what is really illegal, organized and
 * transnational. The estimate sees what the program sees of a real place; the
 * truth is drawn on the cells, with other code. */
#ifndef ECO_VALIDATE_WORLD_H
#define ECO_VALIDATE_WORLD_H

#include "eco_levels.h"
#include "eco_montecarlo.h"

#include <stdbool.h>

typedef struct eco_world_spec {
    uint64_t seed, number; /* worlds of one seed differ by number */
    int side;              /* of the square, in cells of a hectare */
    int npatches, nitems;
    double link_m;         /* how far from its true place an item covers */
    double assumed_link_m; /* what the estimate takes for it */
    double surveyed; /* chance that an item is a surveyed square; the others
                        are GPS points and vague places */
    double reported; /* chance that an item is told to the estimate: 1
                        but where reporting is biased. What is not told
                        lies more often in the right half. */
    const eco_mc_value *values;  /* borrowed; what evidence is worth */
    const eco_mc_class *classes; /* one is drawn for each item */
    size_t nvalues, nclasses;
} eco_world_spec;

enum { ECO_WORLD_ITEMS_MAX = 32 };

typedef struct eco_world_cell {
    double x, y; /* m, of its centre */
    uint32_t patch;
} eco_world_cell;

typedef struct eco_world_item {
    eco_location location;
    double x, y; /* recorded; POLYGON: centre of a square */
    double half_m;
    uint32_t klass;
    int told; /* to the estimate */
} eco_world_item;

typedef struct eco_world {
    eco_world_spec spec;
    eco_world_cell *cells;
    size_t ncells;
    eco_world_item items[ECO_WORLD_ITEMS_MAX];
    /* the estimate's view */
    eco_mc_world mc;
    uint64_t *places;
    eco_mc_member *members;
    eco_mc_case *cases;
    eco_mc_row *rows;
    eco_mc_map map;
    eco_mc_output outputs[2];
    eco_mc_zone zone;
} eco_world;

/* ECO_NOMEM; ECO_INVALID for more items than fit or distances out of range. */
eco_status eco_world_make(const eco_world_spec *spec, eco_world *out);
void eco_world_clear(eco_world *world);

/* One way in which things may really be, in m2: places, strengths and the lot
 * of each patch are drawn. Of one number always the same. */
eco_status eco_world_truth(const eco_world *world, uint64_t number,
                           double truth[ECO_MC_MEASURES]);

#endif
