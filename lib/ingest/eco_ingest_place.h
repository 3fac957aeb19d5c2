/* Rows that name a place: the zone that is meant. */
#ifndef ECO_INGEST_PLACE_H
#define ECO_INGEST_PLACE_H

#include "eco_incident.h"
#include "eco_ingest_job.h"
#include "eco_match.h"
#include "eco_stage.h"

/* The names of the zones of a store, with the areas of these. */
typedef struct eco_zone_names {
    eco_place_words *words;
    eco_gazetteer *gazetteer;
    struct eco_zone_area {
        int64_t zone_id;
        double area_m2;
    } * areas; /* by zone_id */
    size_t n;
    double area_max_m2; /* of a zone that is of precision class 4 */
    double tolerance_m; /* of what lies outside the zone it names */
} eco_zone_names;

/* Of the sets that the mapping names, or of the only one there is. None at all:
 * n is 0, no name can be looked up. ECO_USAGE: no such set, or several. */
eco_status eco_zone_names_read(eco_ctx *ctx, eco_store *store,
                               const eco_mapping *m, eco_zone_names *out);
void eco_zone_names_clear(eco_zone_names *z);
double eco_zone_names_area(const eco_zone_names *z, int64_t zone_id);

/* What the rows of a dataset name, each name looked up once. Memory: O(zones +
 * distinct names). */
typedef struct eco_places eco_places;

/* *out is NULL when the mapping names no place or there is no zone. */
eco_status eco_places_open(eco_ctx *ctx, struct ingest *job,
                           const eco_mapping *m, eco_places **out);
void eco_places_close(eco_places *p);

/* The zone of the row in hand of `r`, which `x` shows: what the mapping says
 * of odd places is done to it. Nothing for p NULL. */
eco_status eco_places_row(eco_ctx *ctx, eco_places *p, eco_incident_reader *r,
                          const eco_incident *x, eco_row_zone *zone);

/* All names into place_match, and what came of them into the job's words. */
eco_status eco_places_write(eco_ctx *ctx, eco_places *p);

#endif
