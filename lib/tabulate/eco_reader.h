/* A worker's view of the stack: own file handles, one window at a time. */
#ifndef ECO_TABULATE_READER_H
#define ECO_TABULATE_READER_H

#include "eco_stack.h"

typedef struct eco_reader eco_reader;

/* Value of a cell in 2^-value_bits, or ECO_NO_VALUE. */
#define ECO_NO_VALUE INT64_MIN

eco_status eco_reader_create(eco_ctx *ctx, const eco_stack *s,
                             eco_reader **out);
void eco_reader_destroy(eco_reader *r);

/* Read what all layers have under columns col0 .. col1-1 and rows row0 ..
 * row1-1 of the reference grid. Messages name the file. */
eco_status eco_reader_window(eco_ctx *ctx, eco_reader *r, const int cols[2],
                             const int rows[2]);

/* Classes of a class layer in a row of the window, columns col0 .. col0+n-1;
 * the class "outside" where no file is. */
void eco_reader_classes(const eco_reader *r, size_t layer, int row, int col0,
                        size_t n, uint16_t *out);

/* Values of a value layer likewise, from {column, row} at. ECO_FORMAT for a
 * value beyond 2^40 (2^52 for counts) of these. */
eco_status eco_reader_values(eco_ctx *ctx, const eco_reader *r, size_t layer,
                             const int at[2], size_t n, int64_t *out);

#endif
