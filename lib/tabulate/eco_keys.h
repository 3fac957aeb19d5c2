/* One row of cells as keys of every table. */
#ifndef ECO_TABULATE_KEYS_H
#define ECO_TABULATE_KEYS_H

#include "eco_reader.h"

typedef struct eco_keys {
    const eco_stack *stack;
    uint32_t **keys;    /* per table, per column from col0 */
    uint16_t **classes; /* per class layer */
    uint16_t *before;   /* series: class last observed */
    uint8_t *history;
    uint8_t *missed; /* series: years unobserved since */
    size_t cap;      /* columns */
} eco_keys;

eco_status eco_keys_create(eco_ctx *ctx, const eco_stack *s, eco_keys *k);
void eco_keys_clear(eco_keys *k);

/* Keys of columns col0 .. col0+n-1 of a row of the reader's window. */
eco_status eco_keys_row(eco_ctx *ctx, eco_keys *k, const eco_reader *reader,
                        int row, int col0, size_t n);

#endif
