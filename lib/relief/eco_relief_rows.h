/* Rows of elevation across the files of a dataset. */
#ifndef ECO_RELIEF_ROWS_H
#define ECO_RELIEF_ROWS_H

#include "eco_assessment.h"
#include "eco_crs.h"
#include "eco_grid.h"

typedef struct eco_relief_rows eco_relief_rows;

/* ECO_USAGE names the file that does not fit the others. `spec` is borrowed. */
eco_status eco_relief_rows_open(eco_ctx *ctx, const eco_dataset_spec *spec,
                                eco_relief_rows **out);
void eco_relief_rows_close(eco_relief_rows *r);

const eco_grid *eco_relief_rows_grid(const eco_relief_rows *r);
const eco_crs *eco_relief_rows_crs(const eco_relief_rows *r);

/* Elevations of the next row from the north, NAN where no file knows one;
 * borrowed until the next call. */
eco_status eco_relief_rows_next(eco_ctx *ctx, eco_relief_rows *r,
                                const float **row);

#endif
