/* Sums by zone, evidence set and code while a worker counts. */
#ifndef ECO_TABULATE_LEDGER_H
#define ECO_TABULATE_LEDGER_H

#include "eco_codes.h"
#include "eco_cover.h"
#include "eco_tally.h"

/* A value layer's part of a row. Sums are running sums from the row's first
 * cell, n + 1 of them, modulo 2^64: differences over up to ECO_STRETCH cells
 * are exact. */
typedef struct eco_value_row {
    const int64_t *value; /* ECO_NO_VALUE where there is none */
    const uint64_t *sum;
    const uint32_t *valid;    /* cells with a value; NULL: all have one */
    const eco_i128 *weighted; /* value x value area; cells of different area */
    const uint64_t *valid_area; /* area of cells with a value; likewise */
    bool count;                 /* not multiplied by an area */
} eco_value_row;

enum { ECO_STRETCH = 512 };

/* One row as the ledger needs it; arrays start at column col0. */
typedef struct eco_row {
    int col0;
    size_t n;                         /* cells */
    int64_t area_all, value_area_all; /* quanta, when area_sum is NULL */
    const uint64_t *area_sum;         /* running sums, modulo 2^64 */
    const eco_value_row *values;      /* per value layer */
} eco_row;

typedef struct eco_ledger eco_ledger;

eco_status eco_ledger_create(eco_ctx *ctx, size_t ntables, size_t nvalues,
                             const eco_codes *codes, eco_tally *tally,
                             eco_ledger **out);
void eco_ledger_destroy(eco_ledger *l);

/* Add what zones (`item`) and sets (`tag`) cover of a row. ECO_INVALID when a
 * sum does not fit. */
eco_status eco_ledger_row(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                          const eco_row_parts *parts);

/* The same of one table alone. Fractions may be negative: what was added is
 * taken away again. */
eco_status eco_ledger_table(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                            size_t table, const eco_row_parts *parts);

/* All sums to the tally: before codes change, and at the end. */
eco_status eco_ledger_flush(eco_ctx *ctx, eco_ledger *l);

#endif
