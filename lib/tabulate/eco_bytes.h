/* The loops over bytes that most of the engine's time goes into. */
#ifndef ECO_TABULATE_BYTES_H
#define ECO_TABULATE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ECO_STEPS_MAX = 16, ECO_BYTES = 256 };

typedef enum eco_map_kind {
    ECO_MAP_AFFINE, /* base + (v - low) x stride */
    ECO_MAP_STEPS,  /* base + the sum of by[i] over all at[i] <= v */
    ECO_MAP_TABLE   /* table[v]; ECO_BYTES and more: not known */
} eco_map_kind;

/* What a sample adds to a code, modulo 256. AFFINE and STEPS know the values
 * low .. high. */
typedef struct eco_byte_map {
    eco_map_kind kind;
    uint8_t low, high, base, stride;
    unsigned nsteps;
    uint8_t at[ECO_STEPS_MAX], by[ECO_STEPS_MAX];
    uint16_t table[ECO_BYTES];
} eco_byte_map;

/* The cheapest kind that says what m->table says. */
void eco_byte_map_choose(eco_byte_map *m);

/* codes[i] gets (add: has added to it) what samples[i] maps to. False when a
 * sample is not known: codes are then not to be used. */
bool eco_map_bytes(const eco_byte_map *m, const uint8_t *samples, size_t n,
                   bool add, uint8_t *codes);

/* Which codes are looked for 32 cells at a time. */
typedef struct eco_common {
    bool use;
    uint8_t code[2];
} eco_common;

/* From a sample of the codes: worth it when groups of 32 cells hold few codes
 * beside the two. It decides about time only, never about a count. */
eco_common eco_common_choose(const uint8_t *codes, size_t n);

/* How often each code occurs; `met` lists the codes that do. All counts are
 * zero when counting begins. */
typedef struct eco_counts {
    uint32_t n[ECO_BYTES];
    uint8_t met[ECO_BYTES + 1]; /* one more is written to */
    unsigned nmet;
} eco_counts;

/* n codes below ncodes; n < 2^32. ECO_BYTES_SLACK bytes beyond them are read.
 */
enum { ECO_BYTES_SLACK = 33 };
void eco_count_bytes(const uint8_t *codes, size_t n, unsigned ncodes,
                     const eco_common *common, eco_counts *counts);

/* How many of the n codes from codes[0] on are like it; at least 1. */
size_t eco_run_bytes(const uint8_t *codes, size_t n);

/* Where each stretch of equal codes ends, ascending, the last at n; how many.
 * n <= 65535; room for n. ECO_BYTES_SLACK bytes beyond are read. */
size_t eco_ends_bytes(const uint8_t *codes, size_t n, uint16_t *ends);

#endif
