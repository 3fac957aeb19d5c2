/* The store: one SpatiaLite file, built under a temporary name, renamed whole.
 */
#ifndef ECO_STORE_STORE_H
#define ECO_STORE_STORE_H

#include "eco_fail.h"
#include "eco_layers.h"
#include "eco_sql.h"

typedef struct eco_store eco_store;

/* Start a new store that will be PATH: made as a temporary beside it from the
 * numbered schema files, application_id and user_version set. One writer: a
 * lock file beside PATH is held (ECO_BUSY names it); what a killed writer left
 * is removed. ":memory:" gives one without a file, which finish drops. */
eco_status eco_store_create(eco_ctx *ctx, const char *path, eco_store **out);

/* Copy of an existing store under a temporary name, to be changed and then
 * finished like a new one. */
eco_status eco_store_edit(eco_ctx *ctx, const char *path, eco_store **out);

/* Existing store, read only; ECO_FORMAT when it is not an ecocrime store or
 * newer than this program. */
eco_status eco_store_open(eco_ctx *ctx, const char *path, eco_store **out);

eco_sql *eco_store_sql(eco_store *s);

/* Everything delivered: missing R-trees, layer statistics, foreign tables and
 * time stamps out (layers/finish/: same inputs, same bytes), R-tree counts
 * compared with their tables, VACUUM INTO, integrity check, fsync, rename over
 * PATH, fsync of the folder. No transaction may be open. Closes and frees the
 * store whatever happens; on failure PATH is as it was. Disk: twice the size of
 * the store, beside what PATH was. */
eco_status eco_store_finish(eco_ctx *ctx, eco_store *s);

/* Without finish: the temporary is removed, PATH is as it was. NULL: no-op. */
void eco_store_close(eco_store *s);

/* Prepare layers/query/<name>.sql. */
eco_status eco_store_query(eco_ctx *ctx, eco_store *s, const char *name,
                           eco_stmt **out);

/* The same, with {table} and {column} in the text replaced: identifiers cannot
 * be bound. ECO_INVALID unless both are lower-case names of ours. */
eco_status eco_store_query_table(eco_ctx *ctx, eco_store *s, const char *name,
                                 const char *table, const char *column,
                                 eco_stmt **out);

/* A database beside the one that is written, for rows on their way into it: in
 * the store they would leave pages behind, which SQLite keeps in memory until
 * the transaction ends. Without a journal: an error loses what is in it. One at
 * a time, made by a script layers/query/<name>.sql; gone with _drop, or with
 * the store. */
eco_status eco_store_side_make(eco_ctx *ctx, eco_store *s, const char *name);
eco_status eco_store_side_query(eco_ctx *ctx, eco_store *s, const char *name,
                                eco_stmt **out);
eco_sql *eco_store_side(eco_store *s);
void eco_store_side_drop(eco_store *s);

/* A column `geom BLOB` becomes a geometry, EPSG:4326 ("MULTIPOLYGON", "POINT",
 * "GEOMETRY" ...), and, when the rows are in, gets its R-tree; each is checked.
 * The layers of the schema (layers/query/store_layers.sql) are registered by
 * eco_store_create and _edit; eco_store_finish indexes what has no index, and
 * a layer without any geometry it delivers as a plain table. */
eco_status eco_store_register_layer(eco_ctx *ctx, eco_store *s,
                                    const char *table, const char *type);
eco_status eco_store_index_layer(eco_ctx *ctx, eco_store *s, const char *table);

#endif
