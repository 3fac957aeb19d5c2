/* Areas and values of one row as running sums. */
#ifndef ECO_TABULATE_ROW_SUMS_H
#define ECO_TABULATE_ROW_SUMS_H

#include "eco_ledger.h"

typedef struct eco_row_sums eco_row_sums;

/* values: layers of the stack; bits: of area and of value area. */
eco_status eco_row_sums_create(eco_ctx *ctx, const eco_stack *s,
                               const size_t *values, size_t nvalues,
                               const int bits[2], eco_row_sums **out);
void eco_row_sums_destroy(eco_row_sums *r);

/* Cells {column, row} at, n of them, of a chunk that was read; all of *out but
 * col0. Borrowed until the next call. */
eco_status eco_row_sums_make(eco_ctx *ctx, eco_row_sums *r, eco_reader *reader,
                             const int at[2], size_t n, eco_row *out);

#endif
