/* Rows of an incidents file, one after the other, as incidents or with the
 * reason why not. Nothing is changed silently: what is odd is refused or
 * flagged as the mapping says. */
#ifndef ECO_INCIDENT_INCIDENT_H
#define ECO_INCIDENT_INCIDENT_H

#include "eco_mapping.h"

#include <stdint.h>

typedef struct eco_incident_options {
    int sensitivity;  /* of the dataset; rows may be above it */
    bool legal_basis; /* the assessment gives one: keep_personal counts */
} eco_incident_options;

/* Texts are borrowed until the next row. */
typedef struct eco_incident {
    int64_t row;          /* of the data rows of its file, from 1 */
    const char *refused;  /* one line: column, text, what is wrong, what would
                             be right; NULL: good */
    const char *original; /* of a refused row: JSON, or "sha256:..." */
    const char *key, *title;
    bool dated;
    int first, last; /* days, eco_day.h */
    eco_when_precision date_precision;
    const unsigned char *wkb; /* EPSG:4326; NULL: no place */
    size_t nwkb;
    double precision_m;  /* how far off the place may be; NAN: unknown */
    int precision_class; /* METHODS 4.2 */
    int sensitivity;
    const char *facts[ECO_FACT_COUNT];                  /* NULL: not told */
    const char *place_name, *place_code, *place_parent; /* "" */
    const char *case_id;                                /* "" */
    const double *quantities; /* as the mapping lists them; NAN: none */
    const char *flags;        /* words between blanks */
    const char *properties;   /* JSON */
    const char *merged;       /* JSON of the columns of merge_by; "" */
    char hash[65]; /* SHA-256 of what the row holds, merge_by apart */
} eco_incident;

typedef struct eco_incident_reader eco_incident_reader;

/* `m` is borrowed. ECO_USAGE names a column that is not there, or looks
 * personal and is used. */
eco_status eco_incident_open(eco_ctx *ctx, const eco_mapping *m,
                             const char *file, const eco_incident_options *o,
                             eco_incident_reader **out);
void eco_incident_close(eco_incident_reader *r);

/* *out NULL at the end. A status only when the file cannot be read on. */
eco_status eco_incident_next(eco_ctx *ctx, eco_incident_reader *r,
                             const eco_incident **out);

/* What was found in the file, its CRS, and the columns that are not stored
 * ("" : none). */
const char *eco_incident_about(const eco_incident_reader *r);
const char *eco_incident_crs(const eco_incident_reader *r);
const char *eco_incident_dropped(const eco_incident_reader *r);

#endif
