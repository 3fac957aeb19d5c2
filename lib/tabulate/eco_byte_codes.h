/* Codes of crossed byte layers: a part per layer, added up. */
#ifndef ECO_TABULATE_BYTE_CODES_H
#define ECO_TABULATE_BYTE_CODES_H

#include "eco_codes.h"

typedef struct eco_byte_codes eco_byte_codes;

/* *out is NULL when the table is not one of byte layers. */
eco_status eco_byte_codes_create(eco_ctx *ctx, const eco_stack *s,
                                 const eco_table *table, eco_byte_codes **out);
void eco_byte_codes_destroy(eco_byte_codes *b);

/* Note the classes of the row and lay the codes out anew, with the keys they
 * stand for. False: more than 256 combinations are possible by now. */
eco_status eco_byte_codes_learn(eco_ctx *ctx, eco_byte_codes *b,
                                const eco_view *views, size_t n,
                                eco_codebook *book, bool *fits);

/* The row's codes into `out` (or book->code); false: something new. */
bool eco_byte_codes_row(const eco_byte_codes *b, const eco_view *views,
                        size_t n, eco_codebook *book, uint8_t *out);

#endif
