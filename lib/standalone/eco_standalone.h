/* `tabulate` from files: options to a stack, a tally to a table. */
#ifndef ECO_STANDALONE_H
#define ECO_STANDALONE_H

#include "eco_engine.h"
#include "eco_zones.h"

#include <ecocrime/tabulate.h>

/* NAME=RASTER[,key=value...] taken apart; texts are owned. */
typedef struct eco_raster_option {
    char *name, *path, *legend;
    int band;
    bool count;
    eco_nodata_rule nodata;
    double nodata_value;
} eco_raster_option;

/* `option` is "--class" or "--value": it starts the messages and says which
 * keys are known. ECO_USAGE. */
eco_status eco_raster_option_parse(eco_ctx *ctx, const char *option,
                                   const char *text, eco_raster_option *out);
void eco_raster_option_clear(eco_raster_option *o);

/* The result as CSV text (caller frees), or through a table writer. */
typedef struct eco_tabulation {
    const eco_stack *stack;
    const eco_result *result;
    const eco_features *zones;
} eco_tabulation;

eco_status eco_tabulation_csv(eco_ctx *ctx, const eco_tabulation *t,
                              char **out);
eco_status eco_tabulation_table(eco_ctx *ctx, const eco_tabulation *t,
                                const char *path);

#endif
