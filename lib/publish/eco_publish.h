/* What people open: layers and styles in the store, the QGIS project, tables,
 * the summary. */
#ifndef ECO_PUBLISH_PUBLISH_H
#define ECO_PUBLISH_PUBLISH_H

#include "eco_store.h"

/* Materialise one spatial layer per indicator and zone set, default styles in
 * layer_styles (two rows each), rows in `layer`. Replaces earlier ones. In the
 * caller's transaction; indexes are made by eco_publish_index after commit. */
eco_status eco_publish_layers(eco_ctx *ctx, eco_store *store);
eco_status eco_publish_index(eco_ctx *ctx, eco_store *store);

/* DIR/NAME.qgz next to DIR/NAME.sqlite (relative sources; NAME given). */
eco_status eco_publish_project(eco_ctx *ctx, eco_store *store, const char *dir,
                               const char *name);

/* DIR/tables/<table>.csv with a README of units; written whole or not. */
eco_status eco_publish_tables(eco_ctx *ctx, eco_store *store, const char *dir);

/* Hectares with evidence, by zone set and type; the caller frees it. */
eco_status eco_publish_attribution(eco_ctx *ctx, eco_store *store, char **out);
/* The same, at the end of a text. */
eco_status eco_publish_attribution_add(eco_ctx *ctx, eco_store *store,
                                       eco_str *out);

/* One page of text for a terminal (at most 80 columns); caller frees. */
eco_status eco_publish_summary(eco_ctx *ctx, eco_store *store, char **out);

#endif
