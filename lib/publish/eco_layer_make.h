/* What the files that materialise layers share. */
#ifndef ECO_PUBLISH_LAYER_MAKE_H
#define ECO_PUBLISH_LAYER_MAKE_H

#include "eco_store.h"

/* A row of the table layer, borrowed texts; NULL is empty. */
typedef struct eco_layer_row {
    const char *name, *title, *abstract, *theme, *indicator, *series, *zone_set;
    const char *unit, *style, *licence, *attribution;
} eco_layer_row;

eco_status eco_layer_add(eco_ctx *ctx, eco_store *store,
                         const eco_layer_row *l);

/* One statement with up to two texts bound, run once. */
eco_status eco_layer_run(eco_ctx *ctx, eco_store *store, const char *query,
                         const char *const table_column[2],
                         const char *const binds[4]);

typedef eco_status (*eco_layer_maker)(eco_ctx *, eco_store *, eco_stmt *);

/* Does `make` for every row of a query. */
eco_status eco_layer_each(eco_ctx *ctx, eco_store *store, const char *query,
                          eco_layer_maker make);

/* Incidents as areas and, where nobody tells how exact they are, as points;
 * those where an activity is prohibited; permit conflicts and ghosts. */
eco_status eco_publish_incidents(eco_ctx *ctx, eco_store *store);

/* Degradation by what evidence says of it, for each type and zone set. */
eco_status eco_publish_losses(eco_ctx *ctx, eco_store *store);

/* Incidents by zone and year, and whether they are enough to go by. */
eco_status eco_publish_incident_zones(eco_ctx *ctx, eco_store *store);

#endif
