/* What the parts of a validation share. */
#ifndef ECO_VALIDATION_JOB_H
#define ECO_VALIDATION_JOB_H

#include "eco_model.h"

#include <ecocrime/validate.h>

/* A row of the table validation; NULL texts are empty. */
typedef struct eco_finding_row {
    const char *part, *what, *type, *measure, *quantity, *note;
    double value;
    double least, most; /* NaN: no limit */
    int64_t n;
} eco_finding_row;

typedef struct eco_validation {
    const eco_validate_options *options;
    eco_store *store;
    const eco_rules *rules;
    eco_model model;
    eco_stmt *put;
    bool failed; /* a judged row is out of its limits */
} eco_validation;

extern const char *const eco_validation_measures[];

/* Judged where there is a limit. */
eco_status eco_validation_add(eco_ctx *ctx, eco_validation *v,
                              const eco_finding_row *row);

eco_status eco_validation_worlds(eco_ctx *ctx, eco_validation *v);
eco_status eco_validation_holdout(eco_ctx *ctx, eco_validation *v);
eco_status eco_validation_controls(eco_ctx *ctx, eco_validation *v);
eco_status eco_validation_shift(eco_ctx *ctx, eco_validation *v);
eco_status eco_validation_evidence(eco_ctx *ctx, eco_validation *v);

#endif
