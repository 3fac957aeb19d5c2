/* One reading of the files of a dataset: staged rows into the store. Rows of
 * one key and content become one incident; what an earlier reading brought in
 * as it is now stays; what it said otherwise of the same key is superseded. */
#ifndef ECO_INGEST_READING_H
#define ECO_INGEST_READING_H

#include "eco_ingest_job.h"
#include "eco_stage.h"

typedef struct eco_reading {
    struct ingest *job; /* borrowed, as the next */
    const eco_mapping *mapping;
    int64_t number; /* from 1 */
    bool again;     /* the same mapping was read before: rows may be known */
    char mapping_sha256[65];
    eco_str files; /* JSON: names without folder */
    int64_t nread, nadded, nunchanged, nmerged, nrejected;
    int64_t nkept_merged; /* of nmerged, into incidents that were there */
    int64_t nsuperseded, nresolved;
    int64_t unplaced;
} eco_reading;

/* After the dataset has its number; `r` is zeroed but for job and mapping. */
eco_status eco_reading_begin(eco_ctx *ctx, eco_reading *r);
/* All staged rows, then what they supersede and resolve, and the counts. */
eco_status eco_reading_write(eco_ctx *ctx, eco_reading *r, eco_stage *stage);
void eco_reading_clear(eco_reading *r);

#endif
