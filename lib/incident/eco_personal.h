/* Whether the name of a column looks as if it held personal data. */
#ifndef ECO_INCIDENT_PERSONAL_H
#define ECO_INCIDENT_PERSONAL_H

#include "eco_fail.h"

#include <stdbool.h>

/* The words of layers/vocabulary/list_personal.csv. */
typedef struct eco_personal eco_personal;
eco_status eco_personal_create(eco_ctx *ctx, eco_personal **out);
void eco_personal_destroy(eco_personal *p);
eco_status eco_personal_match(eco_ctx *ctx, const eco_personal *p,
                              const char *column, bool *personal);

#endif
