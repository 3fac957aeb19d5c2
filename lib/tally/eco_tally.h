/* The additive core table in memory: exact integer sums under any split.
 *
 * A row is (table, zone, combination, evidence set). Cells add up in 2^-30 of
 * a cell (int64), areas in 2^-30 x 2^-q m2 (128 bit): addition is associative,
 * so threads, bands and shards cannot change a byte. */
#ifndef ECO_TALLY_TALLY_H
#define ECO_TALLY_TALLY_H

#include <ecocrime/status.h>
#include <stddef.h>
#include <stdint.h>

#define ECO_ONE (INT64_C(1) << 30) /* a whole cell */

__extension__ typedef __int128 eco_i128;

enum { ECO_TALLY_VALUES = 8 }; /* value rasters at most */

typedef struct eco_tally_key {
    uint32_t table, zone, set;
    uint64_t combination; /* mixed radix over the table's class layers */
} eco_tally_key;

typedef struct eco_tally_row {
    eco_tally_key key;
    int64_t cells_q30;
    eco_i128 area;                    /* 2^-30 x area quantum */
    eco_i128 value[ECO_TALLY_VALUES]; /* 2^-30 x value (x area) quantum */
    eco_i128 valid[ECO_TALLY_VALUES]; /* area with a value, like area */
} eco_tally_row;

typedef struct eco_tally eco_tally;

eco_status eco_tally_create(size_t nvalues, eco_tally **out);
void eco_tally_destroy(eco_tally *t);

/* The row of a key, made when absent; NULL when memory is short. Valid until
 * the next call. */
eco_tally_row *eco_tally_at(eco_tally *t, eco_tally_key key);

/* Add all rows of `from`, evidence sets renumbered by `set_map` (NULL: same).
 * ECO_NOMEM, or ECO_INVALID when a sum overflows. */
eco_status eco_tally_merge(eco_tally *into, const eco_tally *from,
                           const uint32_t *set_map);

/* Rows sorted by zone, table, combination, set; borrowed. */
eco_status eco_tally_sort(eco_tally *t);
size_t eco_tally_count(const eco_tally *t);
const eco_tally_row *eco_tally_get(const eco_tally *t, size_t i);

#endif
