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
    double nodata_value, min_patch_ha;
} eco_raster_option;

/* `option` is "--class" or "--value": it starts the messages and says which
 * keys are known. ECO_USAGE. */
eco_status eco_raster_option_parse(eco_ctx *ctx, const char *option,
                                   const char *text, eco_raster_option *out);
void eco_raster_option_clear(eco_raster_option *o);

/* One of the tables' zone sets; its zones are items first .. of the grid's. */
typedef struct eco_zone_set {
    char *name;
    eco_features features;
    size_t first;
} eco_zone_set;

typedef struct eco_zone_request {
    const char *file; /* FILE or FILE:LAYER */
    const char *key, *where;
    bool keep_geometry; /* in `features` too, not only on the grid */
} eco_zone_request;

eco_status eco_zone_set_read(eco_ctx *ctx, const eco_stack *stack,
                             const eco_zone_request *request, eco_polyset *out,
                             eco_zone_set *set);
void eco_zone_set_clear(eco_zone_set *set);

/* Dated polygons as faces, the only item of each the first year that any
 * polygon over it has; ECO_NO_YEAR: none is dated. */
#define ECO_NO_YEAR UINT32_MAX
eco_status eco_evidence_read(eco_ctx *ctx, const eco_stack *stack,
                             const char *file, const char *date,
                             eco_faces *out);

/* Estimates from a sample of rows; arrays by row of the result. A standard
 * error is NAN when fewer than two parts of the sample meet the zone. */
typedef struct eco_sampled {
    double *cells, *area, *area_se; /* m2 */
    double *sums, *sum_se;          /* nvalues for each row */
} eco_sampled;

/* Every `every`-th row of blocks, in up to ten interleaved parts; the spread of
 * what the parts say is the error. ECO_USAGE when there are too few rows of
 * blocks. `out` is the sum of the parts, sorted. */
eco_status eco_sample_run(eco_ctx *ctx, const eco_job *job, int every,
                          eco_result *out, eco_sampled *sampled);
void eco_sampled_clear(eco_sampled *s);

/* A result and what names its rows. */
typedef struct eco_tabulation {
    const eco_stack *stack;
    const eco_result *result;
    const eco_zone_set *sets;
    size_t nsets;
    bool evidence;              /* a column for it */
    const eco_sampled *sampled; /* NULL: all was counted */
} eco_tabulation;

/* Columns, a row's cells: for any writer. Texts are NULL for numbers. */
typedef struct eco_cell {
    const char *text;
    double number;
} eco_cell;
size_t eco_tabulation_columns(const eco_tabulation *t);
void eco_tabulation_column(const eco_tabulation *t, size_t i, char name[80],
                           bool *number);
/* Row i in the order of output, false when it is no occurrence; `cells` has
 * room for all columns, `buffer` for 32 bytes for each. */
bool eco_tabulation_row(const eco_tabulation *t, size_t i, eco_cell *cells,
                        char (*buffer)[32]);

/* CSV to a file, whole or not at all, or to text (caller frees). */
eco_status eco_tabulation_csv(eco_ctx *ctx, const eco_tabulation *t,
                              char **out);
eco_status eco_tabulation_csv_file(eco_ctx *ctx, const eco_tabulation *t,
                                   const char *path);
eco_status eco_tabulation_table(eco_ctx *ctx, const eco_tabulation *t,
                                const char *path);

#endif
