/* A row of cells as small numbers, one per combination of classes that occurs.
 *
 * A table's keys are mixed-radix numbers and mostly never occur. Codes number
 * those that do, in the order they are met, so that a row's codes are bytes and
 * sums are kept in short arrays. Where all layers of a table are bytes and few
 * classes occur, a code is a sum of one part per layer and never passes through
 * its key. What codes stand for changes when something new is met: whoever
 * keeps sums by code must put them away first. */
#ifndef ECO_TABULATE_CODES_H
#define ECO_TABULATE_CODES_H

#include "eco_bytes.h"
#include "eco_reader.h"

/* Longest row that can be coded: every cell may bring a code of its own. */
enum { ECO_ROW_MAX = 60000, ECO_CODES_MAX = 65536 };

/* What a table's codes stand for, and the row in hand. */
typedef struct eco_codebook {
    uint64_t *keys; /* of each code */
    size_t ncodes, keys_cap;
    bool constant; /* all cells of the row have `code` */
    uint16_t code;
    const uint8_t *row8; /* the row, when all codes are bytes */
    const uint16_t *row16;
    eco_common common;
} eco_codebook;

typedef struct eco_codes eco_codes;

eco_status eco_codes_create(eco_ctx *ctx, const eco_stack *s, eco_codes **out);
void eco_codes_destroy(eco_codes *c);
const eco_codebook *eco_codes_book(const eco_codes *c, size_t table);

/* Code n cells; views: per layer (value layers: not looked at). *known false:
 * a table met something new and the row is not coded; put sums away, call
 * _learn with the same views, and code the row again. */
eco_status eco_codes_row(eco_ctx *ctx, eco_codes *c, const eco_view *views,
                         size_t n, bool *known);
eco_status eco_codes_learn(eco_ctx *ctx, eco_codes *c, const eco_view *views,
                           size_t n);

#endif
