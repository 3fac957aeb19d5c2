/* The attribution of a store in memory, to be worked out again with something
 * changed. */
#ifndef ECO_VALIDATION_MODEL_H
#define ECO_VALIDATION_MODEL_H

#include "eco_rules.h"
#include "eco_store.h"
#include "eco_type_domain.h"

#include <stdbool.h>

typedef struct eco_model_item {
    eco_item item;
    int year_first, year_last; /* INT_MIN, INT_MAX: open */
    uint64_t record;           /* of the case that is hidden as a whole */
    bool is_report, is_surveyed;
} eco_model_item;

typedef struct eco_model_member {
    size_t item;
    double probability;
} eco_model_member;

/* Degraded area of a type and year under one set of evidence. */
typedef struct eco_model_case {
    size_t first, n; /* members */
    size_t type;     /* of types.types */
    int year;
    double area_m2;
} eco_model_case;

typedef struct eco_model {
    const eco_values *values; /* borrowed */
    eco_type_domains types;
    eco_model_item *items; /* by id */
    eco_model_member *members;
    eco_model_case *cases; /* by set */
    size_t nitems, nmembers, members_cap, ncases, cases_cap;
    eco_item *desk; /* of the largest set */
    size_t desk_cap;
} eco_model;

/* What is changed. Zero-initialised: nothing. */
typedef struct eco_model_change {
    int earlier;               /* reports are so many years earlier */
    uint64_t swap[2];          /* domains whose place is changed in the types */
    const unsigned char *hide; /* per item; NULL: none */
} eco_model_change;

/* ECO_NOMEM and what reading may fail with. Free by eco_model_clear(). */
eco_status eco_model_load(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules, eco_model *out);
void eco_model_clear(eco_model *m);

/* Share of a case that has evidence; *any: some item applies. */
eco_status eco_model_share(eco_ctx *ctx, eco_model *m, const eco_model_case *c,
                           const eco_model_change *change, eco_attributed *out,
                           bool *any);

/* Central m2 of all cases of a type by measure. */
eco_status eco_model_total(eco_ctx *ctx, eco_model *m, size_t type,
                           const eco_model_change *change,
                           double out[ECO_MEASURES]);

#endif
