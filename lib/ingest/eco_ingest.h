/* Sources into the store: registered, checksummed, read, refused rows kept. */
#ifndef ECO_INGEST_INGEST_H
#define ECO_INGEST_INGEST_H

#include "eco_assessment.h"
#include "eco_store.h"
#include "eco_zones.h"

/* Register one dataset (dataset, dataset_file with SHA-256, lineage) and bring
 * in what it holds: rasters by reference (raster_tile footprints, class rows
 * of the legend), zones (zone_set, zone), incidents, evidence; refused rows go
 * to `rejected`. Runs inside the caller's transaction. Messages name file, row
 * or field. `assessment` gives the folder for relative paths. */
eco_status eco_ingest_dataset(eco_ctx *ctx, eco_store *store,
                              const eco_assessment *assessment,
                              const eco_dataset_spec *spec,
                              int64_t *dataset_id);

/* The same into a store that may have the dataset: of kind incidents with a
 * mapping, read again. What is as it was stays, what changed replaces what was
 * said of the same key. ECO_USAGE when the dataset is of another kind. */
eco_status eco_ingest_again(eco_ctx *ctx, eco_store *store,
                            const eco_assessment *assessment,
                            const eco_dataset_spec *spec, int64_t *dataset_id);

/* The vector source of a spec (borrowed members). */
void eco_ingest_source(const eco_dataset_spec *spec, eco_vector_source *src);

#endif
