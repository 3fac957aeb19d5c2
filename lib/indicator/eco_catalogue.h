/* The heads of the indicator files, parsed. */
#ifndef ECO_INDICATOR_CATALOGUE_H
#define ECO_INDICATOR_CATALOGUE_H

#include "eco_head.h"
#include "eco_store.h"

typedef struct eco_series {
    char *name, *unit, *unit_text;
    bool main;
} eco_series;

/* One file. Texts are borrowed from `head` and from the layers. */
typedef struct eco_indicator {
    const char *file; /* "indicator/15_1_1.sql" */
    const char *code, *title, *formula, *method, *source, *caveat;
    eco_head head;
    eco_series *series;
    size_t nseries, series_cap;
} eco_indicator;

eco_status eco_indicator_read(eco_ctx *ctx, const char *file,
                              eco_indicator *out);
void eco_indicator_clear(eco_indicator *ind);
const eco_series *eco_indicator_series(const eco_indicator *ind,
                                       const char *name); /* or NULL */

#endif
