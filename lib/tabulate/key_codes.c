/* Finds the code of a key: in an array where the keys are few, else by hash. */
#include "eco_key_codes.h"

#include "eco_mem.h"

#include <string.h>

#define ARRAY_MAX (UINT64_C(1) << 20)
enum { SLOTS = ECO_CODES_MAX * 2, HASH_SHIFT = 32 - 17 };

struct eco_key_codes {
    uint64_t radix;
    uint16_t *of_key;   /* code + 1 by key; radix <= ARRAY_MAX */
    uint32_t *slot_key; /* else by hash */
    uint16_t *slot_code;
    uint16_t *row; /* codes of the row in hand */
    size_t row_cap;
};

eco_status eco_key_codes_create(eco_ctx *ctx, uint64_t radix,
                                eco_key_codes **out)
{
    eco_key_codes *k = eco_mem_array(1, sizeof *k);

    *out = NULL;
    if (!k)
        return eco_nomem(ctx);
    k->radix = radix;
    if (radix <= ARRAY_MAX) {
        k->of_key = eco_mem_array((size_t)radix, sizeof *k->of_key);
    } else {
        k->slot_key = eco_mem_array(SLOTS, sizeof *k->slot_key);
        k->slot_code = eco_mem_array(SLOTS, sizeof *k->slot_code);
    }
    if (!k->of_key && !(k->slot_key && k->slot_code)) {
        eco_key_codes_destroy(k);
        return eco_nomem(ctx);
    }
    *out = k;
    return ECO_OK;
}

void eco_key_codes_destroy(eco_key_codes *k)
{
    if (!k)
        return;
    eco_mem_free(k->of_key);
    eco_mem_free(k->slot_key);
    eco_mem_free(k->slot_code);
    eco_mem_free(k->row);
    eco_mem_free(k);
}

void eco_key_codes_forget(eco_key_codes *k, eco_codebook *book)
{
    book->ncodes = 0;
    if (k->of_key)
        memset(k->of_key, 0, (size_t)k->radix * sizeof *k->of_key);
    else
        memset(k->slot_code, 0, SLOTS * sizeof *k->slot_code);
}

/* Where the code + 1 of a key is kept; 0 there: it has none yet. Codes are at
 * most half of the slots. */
static uint16_t *place(const eco_key_codes *k, uint32_t key)
{
    uint32_t i;

    if (k->of_key)
        return &k->of_key[key];
    i = (key * UINT32_C(2654435769)) >> HASH_SHIFT;
    while (k->slot_code[i] && k->slot_key[i] != key)
        i = (i + 1) % SLOTS;
    k->slot_key[i] = key;
    return &k->slot_code[i];
}

static eco_status add(eco_ctx *ctx, eco_codebook *book, uint32_t key,
                      uint16_t *at)
{
    if (!ECO_GROW(book->keys, book->ncodes, book->keys_cap))
        return eco_nomem(ctx);
    book->keys[book->ncodes++] = key;
    *at = (uint16_t)book->ncodes;
    return ECO_OK;
}

eco_status eco_key_codes_row(eco_ctx *ctx, eco_key_codes *k,
                             const uint32_t *keys, size_t n, eco_codebook *book,
                             bool *full)
{
    uint32_t last = 0;
    uint16_t code = 0, *out;

    if (!ECO_GROW(k->row, n, k->row_cap))
        return eco_nomem(ctx);
    out = k->row;

    book->constant = false;
    book->row16 = out;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || keys[i] != last) {
            uint16_t *at = place(k, keys[i]);

            if (!*at) {
                eco_status st;

                *full = book->ncodes + 1 >= ECO_CODES_MAX;
                if (*full)
                    return ECO_OK;
                st = add(ctx, book, keys[i], at);
                if (st)
                    return st;
            }
            last = keys[i];
            code = (uint16_t)(*at - 1);
        }
        out[i] = code;
    }
    return ECO_OK;
}
