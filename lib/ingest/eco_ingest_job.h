/* One dataset on its way into the store. */
#ifndef ECO_INGEST_JOB_H
#define ECO_INGEST_JOB_H

#include "eco_ingest.h"
#include "eco_str.h"
#include "eco_zones.h"

struct ingest {
    eco_store *store;
    const eco_assessment *assessment;
    const eco_dataset_spec *spec;
    int64_t dataset_id;
    eco_str crs, grid, note, what; /* what was found, in words */
    int year_first, year_last;     /* 0: unknown */
};

/* Path of a file relative to the assessment's folder; caller frees. */
char *eco_ingest_relative(const struct ingest *job, const char *path);

eco_status eco_ingest_files(eco_ctx *ctx, struct ingest *job, int64_t *nfiles,
                            int64_t *nbytes, char sha256[65]);
eco_status eco_ingest_raster(eco_ctx *ctx, struct ingest *job);
eco_status eco_ingest_vector(eco_ctx *ctx, struct ingest *job);
/* Phases of permits and categories of prohibitions, from the columns of what
 * has been written. */
eco_status eco_ingest_grades(eco_ctx *ctx, struct ingest *job);
/* What is told of the accuracy of a map. */
eco_status eco_ingest_accuracy(eco_ctx *ctx, struct ingest *job);
/* Samples of water, or reaches of rivers, by their columns; a row that lacks
 * one is refused. */
eco_status eco_ingest_water(eco_ctx *ctx, struct ingest *job,
                            const eco_features *f);
/* A table of official values, see eco_official.h. */
eco_status eco_ingest_official(eco_ctx *ctx, struct ingest *job);
/* The zone that was written last, when the set is of key biodiversity areas.
 * ECO_USAGE: the field that says of which kind is not there. */
bool eco_ingest_is_kba(const eco_dataset_spec *spec);

eco_status eco_ingest_kba(eco_ctx *ctx, struct ingest *job,
                          const eco_feature *f);
/* By the mapping file of the dataset. */
eco_status eco_ingest_incidents(eco_ctx *ctx, struct ingest *job);

#endif
