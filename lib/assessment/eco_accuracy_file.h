/* The sample of a map's accuracy: a CSV file, a row a point or a row a group of
 * equal ones, with the columns mapped and reference and, if wanted, stratum,
 * count and area_ha (of the stratum). Lines before the header that begin with #
 * may tell what the sample is: "# design: stratified", "# source: ...". */
#ifndef ECO_ASSESSMENT_ACCURACY_FILE_H
#define ECO_ASSESSMENT_ACCURACY_FILE_H

#include "eco_assessment.h"

/* Read into `out` (whose design and source may be given already; freed by
 * eco_accuracy_spec_destroy() whatever happens). Refused by ECO_USAGE, naming
 * PATH:LINE: a design that is not a probability sample, or none told; what is
 * no count or area; a stratum of fewer than two points, or with two areas;
 * areas of some strata only. `path` is for messages. */
eco_status eco_accuracy_file_read(eco_ctx *ctx, const char *path,
                                  const char *text, size_t n,
                                  eco_accuracy_spec *out);

/* A design of a probability sample that ecocrime can estimate from; the message
 * of ECO_USAGE says why not. `where` begins it. */
eco_status eco_accuracy_design(eco_ctx *ctx, const char *where,
                               const char *design);

/* Whether a name is a code of the list degradation. */
bool eco_accuracy_is_type(const char *name);

#endif
