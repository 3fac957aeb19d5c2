/* What ledger.c keeps and ledger_row.c adds to. */
#ifndef ECO_TABULATE_LEDGER_IMPL_H
#define ECO_TABULATE_LEDGER_IMPL_H

#include "eco_ledger.h"

struct sum {
    int64_t cells;
    eco_i128 area;
};

/* What cells of one code add to one value, before areas and weights. */
struct part {
    int64_t sum;
    uint32_t valid;
};

/* Of one entry and table; by code. */
struct sums {
    struct sum *sums;
    eco_tally_value *values; /* nvalues per code */
    size_t cap;
};

struct entry {
    uint32_t zone, set;
};

struct eco_ledger {
    size_t ntables, nvalues;
    const eco_codes *codes;
    eco_tally *tally;
    struct entry *entries;
    struct sums *tables; /* ntables per entry */
    size_t n, cap, tables_cap, bytes, bytes_max, rows;
    uint64_t cells;    /* of rows added since the last flush */
    uint32_t *of_zone; /* entry + 1 of set 0 */
    size_t nzones, zones_cap;
    uint32_t *slots; /* entry + 1, by zone and set; other sets */
    size_t nslots;
    uint32_t last; /* the entry found last */
    eco_counts counts;
    struct part *parts; /* of a stretch: nvalues per code */
};

/* Number of an entry into l->last; it is made when absent. */
eco_status eco_ledger_look_up(eco_ctx *ctx, eco_ledger *l, uint32_t zone,
                              uint32_t set);

/* Zeroed room for n codes. */
eco_status eco_ledger_room(eco_ctx *ctx, eco_ledger *l, struct sums *s,
                           size_t n);

eco_status eco_ledger_overflow(eco_ctx *ctx);

#endif
