/* People near attributed sites: what the parts of the pass share. */
#ifndef ECO_RUN_PEOPLE_H
#define ECO_RUN_PEOPLE_H

#include "eco_run_job.h"

enum { ECO_NEAR_DISTANCES = 4, ECO_NEAR_WORD = 16, ECO_NEAR_RIVER = 1 };
extern const double eco_near_m[ECO_NEAR_DISTANCES]; /* ascending */

/* What people are near to. */
typedef struct eco_near {
    char measure[ECO_NEAR_WORD]; /* ILL, ORG */
    char domain[ECO_NEAR_WORD];  /* "_T": any */
    size_t distance;             /* into eco_near_m */
} eco_near;

typedef struct eco_near_map {
    eco_near *drawn, *told; /* of places, without "_T"; of rows */
    size_t ndrawn, ntold, drawn_cap, told_cap;
    eco_polyset places; /* degrees; the id is an index into `drawn` */
    eco_faces faces;    /* of them; their items index `places` */
    size_t nsites, left_out;
} eco_near_map;

/* The surroundings of the store's attributed sites. */
eco_status eco_near_map_make(eco_ctx *ctx, eco_store *store, eco_near_map *m);
void eco_near_map_clear(eco_near_map *m);

/* Whether people at a place of `drawn` are told in a row of `told`: what is
 * near is also less near, what is organized also illegal. */
bool eco_near_counts(const eco_near *drawn, const eco_near *told);

/* Zones and surroundings over the grid of a stack: what is not in hand yet is
 * zero. */
typedef struct eco_near_sweep {
    const eco_run_job *job;
    const eco_near_map *map;
    eco_stack stack;           /* joined by the caller */
    eco_polyset zones, places; /* pixels */
    eco_result result;
    bool *counts; /* of a set of the result: per row told, then true */
} eco_near_sweep;

/* What is near sites, in a zone or not, is counted as a zone of this id. */
enum { ECO_NEAR_WHOLE = 0 };

eco_status eco_near_sweep_run(eco_ctx *ctx, eco_near_sweep *s);
/* Which rows a set of the result counts in, into s->counts. */
void eco_near_sweep_set(eco_near_sweep *s, uint32_t set);
void eco_near_sweep_clear(eco_near_sweep *s);

/* One dataset of people over zones and surroundings, on its own grid, into
 * people and people_near; *grid says which. A cell's people are spread evenly
 * over it: where the borders of a zone and of surroundings cross one cell, the
 * two shares are taken to be independent. */
eco_status eco_near_count(eco_ctx *ctx, const eco_run_job *job,
                          const eco_near_map *m, const eco_dataset_spec *d,
                          eco_str *grid);

/* Classes of the last year of a land-cover dataset, likewise, into land_near.
 */
eco_status eco_near_land(eco_ctx *ctx, const eco_run_job *job,
                         const eco_near_map *m, const eco_dataset_spec *d);

/* Reaches whose outlet is within 5 km (ECO_NEAR_RIVER) of an attributed mine,
 * into river_mined, which is empty. */
eco_status eco_near_rivers(eco_ctx *ctx, eco_store *store,
                           const eco_near_map *m);

#endif
