/* Codes of tables whose keys are worked out cell by cell. */
#ifndef ECO_TABULATE_KEY_CODES_H
#define ECO_TABULATE_KEY_CODES_H

#include "eco_codes.h"

/* From keys to codes. */
typedef struct eco_key_codes eco_key_codes;

eco_status eco_key_codes_create(eco_ctx *ctx, uint64_t radix,
                                eco_key_codes **out);
void eco_key_codes_destroy(eco_key_codes *k);

/* Codes of n keys; new keys get new ones while there are any: *full when there
 * are none left. */
eco_status eco_key_codes_row(eco_ctx *ctx, eco_key_codes *k,
                             const uint32_t *keys, size_t n, eco_codebook *book,
                             bool *full);
void eco_key_codes_forget(eco_key_codes *k, eco_codebook *book);

/* Keys of a row, table by table, in the order of the stack. */
typedef struct eco_key_rows eco_key_rows;

eco_status eco_key_rows_create(eco_ctx *ctx, const eco_stack *s,
                               eco_key_rows **out);
void eco_key_rows_destroy(eco_key_rows *k);
void eco_key_rows_begin(eco_key_rows *k); /* of a row */

/* Borrowed until the next call. Tables of a series must be asked for in the
 * order of their years, and none left out. */
eco_status eco_key_rows_of(eco_ctx *ctx, eco_key_rows *k, const eco_view *views,
                           size_t table, size_t n, const uint32_t **keys);

#endif
