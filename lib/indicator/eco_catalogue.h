/* The heads of the indicator files, parsed. */
#ifndef ECO_INDICATOR_CATALOGUE_H
#define ECO_INDICATOR_CATALOGUE_H

#include "eco_head.h"
#include "eco_store.h"
#include "eco_str.h"

typedef struct eco_series {
    char *name, *unit, *unit_text;
    char *classes;    /* that its values may have: "indicator|proxy" */
    bool main, level; /* level: a state, not added up over years */
} eco_series;

/* One file. Texts are borrowed from `head` and from the layers. */
typedef struct eco_indicator {
    const char *file; /* "indicator/15_1_1.sql" */
    const char *code, *title, *formula, *method, *source, *caveat, *verified;
    const char *official, *tier, *custodian; /* "": not in the framework */
    char *classes, *inputs;                  /* without blanks */
    eco_head head;
    eco_series *series;
    size_t nseries, series_cap;
} eco_indicator;

/* All files, in the order of their names. */
typedef struct eco_indicators {
    eco_indicator *items;
    size_t n;
} eco_indicators;

eco_status eco_indicators_read(eco_ctx *ctx, eco_indicators *out);
void eco_indicators_clear(eco_indicators *all);

eco_status eco_indicator_read(eco_ctx *ctx, const char *file,
                              eco_indicator *out);
void eco_indicator_clear(eco_indicator *ind);
const eco_series *eco_indicator_series(const eco_indicator *ind,
                                       const char *name); /* or NULL */

/* Is `word` one of those between '|'? */
bool eco_classes_allow(const char *classes, const char *word);

/* What of `inputs` the store lacks, in words: "biomass; land-cover or
 * forest-loss-year"; nothing is added when all is there. A word stands for a
 * dataset of that kind, a parameter, or else a table or view with a row. */
eco_status eco_indicator_missing(eco_ctx *ctx, eco_store *store,
                                 const char *inputs, eco_str *missing);

/* Official values of the indicator, as class context: in series of the head
 * that are context only, else in series of their own. */
eco_status eco_indicator_context(eco_ctx *ctx, eco_store *store,
                                 const eco_indicator *ind);

#endif
