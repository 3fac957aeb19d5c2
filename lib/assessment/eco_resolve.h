/* Between the parts of the room: files, legends, and the list of problems. */
#ifndef ECO_ASSESSMENT_RESOLVE_H
#define ECO_ASSESSMENT_RESOLVE_H

#include "eco_assessment.h"
#include "eco_raw.h"

struct resolver {
    eco_ctx *ctx;
    eco_findings *found;
    const char *path, *text; /* of the assessment file */
    size_t ntext;
    char *folder; /* of the file, "" or ending in '/' */
    const char *const *indicators;
    eco_assessment *a;
    const struct raw_assessment *raw;
    int dataset; /* in hand; -1: none */
};

/* An error about `key` of the dataset in hand (or of the file). */
eco_status eco_resolve_error(struct resolver *r, const char *key,
                             const char *fmt, ...) ECO_PRINTF(3, 4);

/* Files of a pattern as the user wrote it, sorted, appended to the list. A
 * file that is missing is an error in the findings, not a failure. */
eco_status eco_resolve_files(struct resolver *r, const char *pattern,
                             char ***files, size_t *n);

/* The bands of a raster dataset: its years, or its one band. */
eco_status eco_resolve_bands(struct resolver *r, const struct raw_dataset *raw,
                             eco_dataset_spec *d);
eco_status eco_resolve_legend(struct resolver *r, const struct raw_dataset *raw,
                              eco_dataset_spec *d);
eco_status eco_resolve_dataset(struct resolver *r,
                               const struct raw_dataset *raw,
                               eco_dataset_spec *d);
char *eco_resolve_path(const struct resolver *r, const char *file);

#endif
