/* The additive core table in memory: exact integer sums under any split.
 *
 * A row is (table, zone, combination, evidence set). Cells add up in 2^-30 of
 * a cell, areas in 2^-30 x 2^-q m2, both in 128 bits: addition is associative,
 * so threads, bands and shards cannot change a byte. */
#ifndef ECO_TALLY_TALLY_H
#define ECO_TALLY_TALLY_H

#include <ecocrime/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ECO_ONE (INT64_C(1) << 30) /* a whole cell */

__extension__ typedef __int128 eco_i128;

typedef struct eco_tally_key {
    uint32_t table, zone, set;
    uint64_t combination; /* mixed radix over the table's class layers */
} eco_tally_key;

typedef struct eco_tally_row {
    eco_tally_key key;
    eco_i128 cells; /* 2^-30 of a cell */
    eco_i128 area;  /* 2^-30 x area quantum */
} eco_tally_row;

/* One value raster's part of a row. */
typedef struct eco_tally_value {
    eco_i128 sum;   /* 2^-30 x value quantum (x area quantum of values) */
    eco_i128 valid; /* area that has a value, like a row's area */
} eco_tally_value;

typedef struct eco_tally eco_tally;

eco_status eco_tally_create(size_t nvalues, eco_tally **out);
void eco_tally_destroy(eco_tally *t);

/* Index of the row of a key, made when absent; SIZE_MAX: memory is short. */
size_t eco_tally_at(eco_tally *t, eco_tally_key key);
eco_tally_row *eco_tally_row_at(eco_tally *t, size_t i); /* till next _at */
eco_tally_value *eco_tally_values_at(eco_tally *t, size_t i);

/* *total += x; false, and nothing done, when it does not fit. */
bool eco_i128_add(eco_i128 *total, eco_i128 x);

/* Add all rows of `from` that hold anything, evidence sets renumbered by
 * `set_map` (NULL: same). ECO_NOMEM, or ECO_INVALID when a sum overflows. */
eco_status eco_tally_merge(eco_tally *into, const eco_tally *from,
                           const uint32_t *set_map);

/* Order: zone, table, combination, set, for _get until the next _at. */
eco_status eco_tally_sort(eco_tally *t);
size_t eco_tally_count(const eco_tally *t);
const eco_tally_row *eco_tally_get(const eco_tally *t, size_t i);
const eco_tally_value *eco_tally_get_values(const eco_tally *t, size_t i);

#endif
