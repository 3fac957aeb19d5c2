/* Rows of incident files on their way into the store: they come in the order of
 * the files and leave in that of their keys. */
#ifndef ECO_INGEST_STAGE_H
#define ECO_INGEST_STAGE_H

#include "eco_incident.h"
#include "eco_store.h"

typedef struct eco_stage {
    eco_store *store;
    const eco_mapping *mapping; /* borrowed */
    eco_stmt *insert, *quantity, *amounts;
} eco_stage;

/* In a database beside the store; to be cleared whatever _init says. */
eco_status eco_stage_init(eco_ctx *ctx, eco_store *store,
                          const eco_mapping *mapping, eco_stage *stage);
void eco_stage_clear(eco_stage *stage);

/* `file`: its name without folder. */
eco_status eco_stage_add(eco_ctx *ctx, eco_stage *stage, const char *file,
                         const eco_incident *x);

/* Columns of layers/query/stage_rows.sql, and their places. */
enum { ECO_STAGED_ID, ECO_STAGED_KEY, ECO_STAGED_HASH, ECO_STAGED_MERGED };
eco_status eco_stage_rows(eco_ctx *ctx, eco_stage *stage, eco_stmt **rows);

/* The amounts of one row to the incident `incident_id`, by `into`
 * (layers/query/ingest_quantity.sql). */
eco_status eco_stage_quantities(eco_ctx *ctx, eco_stage *stage,
                                int64_t stage_id, int64_t incident_id,
                                eco_stmt *into);

#endif
