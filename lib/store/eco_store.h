/* The store: one SpatiaLite file, built under a temporary name, renamed whole.
 */
#ifndef ECO_STORE_STORE_H
#define ECO_STORE_STORE_H

#include "eco_fail.h"
#include "eco_sql.h"

typedef struct eco_store eco_store;

/* Start a new store that will be PATH: made as a temporary beside it from the
 * numbered schema files, application_id and user_version set. One writer: a
 * lock file beside PATH is held (ECO_BUSY names it). */
eco_status eco_store_create(eco_ctx *ctx, const char *path, eco_store **out);

/* Copy of an existing store under a temporary name, to be changed and then
 * finished like a new one. */
eco_status eco_store_edit(eco_ctx *ctx, const char *path, eco_store **out);

/* Existing store, read only; ECO_FORMAT when it is not an ecocrime store or
 * newer than this program. */
eco_status eco_store_open(eco_ctx *ctx, const char *path, eco_store **out);

eco_sql *eco_store_sql(eco_store *s);

/* Everything delivered: layer statistics, KNN and data_licenses dropped,
 * SpatiaLite's time stamps normalised (same inputs, same bytes), R-tree counts
 * compared with their tables, VACUUM INTO, fsync, rename over PATH, fsync of
 * the folder. Closes and frees the store whatever happens. */
eco_status eco_store_finish(eco_ctx *ctx, eco_store *s);

/* Without finish: the temporary is removed, PATH is as it was. NULL: no-op. */
void eco_store_close(eco_store *s);

/* Text of layers/<name> ("query/zone_insert.sql"): from the folder given by
 * eco_layers_override, else embedded; NULL when there is none. Borrowed. */
const char *eco_layers_text(const char *name);
eco_status eco_layers_override(eco_ctx *ctx, const char *folder);
/* Names with that prefix ("indicator/"), sorted; NULL ends. Borrowed. */
const char *const *eco_layers_list(const char *prefix);

/* Prepare layers/query/<name>.sql. */
eco_status eco_store_query(eco_ctx *ctx, eco_store *s, const char *name,
                           eco_stmt **out);

/* Geometry column on a table made by the schema: RecoverGeometryColumn and,
 * when the rows are in, CreateSpatialIndex; each checked. */
eco_status eco_store_register_layer(eco_ctx *ctx, eco_store *s,
                                    const char *table, const char *type);
eco_status eco_store_index_layer(eco_ctx *ctx, eco_store *s, const char *table);

#endif
