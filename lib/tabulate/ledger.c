/* Short arrays by code, one per (zone, set) and table, that go to the tally
 * when codes change, when there are too many of them, and at the end. All sums
 * are of integers, so it does not matter how cells are cut into runs. */
#include "eco_ledger_impl.h"

#include "eco_mem.h"

#include <string.h>

#define BYTES_FIRST ((size_t)8 << 20)
enum { SLOTS_FIRST = 1024 };

eco_status eco_ledger_create(eco_ctx *ctx, size_t ntables, size_t nvalues,
                             const eco_codes *codes, eco_tally *tally,
                             eco_ledger **out)
{
    eco_ledger *l = eco_mem_array(1, sizeof *l);

    *out = NULL;
    if (!l)
        return eco_nomem(ctx);
    l->ntables = ntables;
    l->nvalues = nvalues;
    l->codes = codes;
    l->tally = tally;
    l->bytes_max = BYTES_FIRST;
    l->nslots = SLOTS_FIRST;
    l->slots = eco_mem_array(l->nslots, sizeof *l->slots);
    l->parts = eco_mem_array(nvalues * ECO_BYTES, sizeof *l->parts);
    if (!l->slots || !l->parts) {
        eco_ledger_destroy(l);
        return eco_nomem(ctx);
    }
    *out = l;
    return ECO_OK;
}

static void free_entry(eco_ledger *l, size_t e)
{
    for (size_t t = 0; t < l->ntables; t++) {
        struct sums *s = &l->tables[e * l->ntables + t];

        eco_mem_free(s->sums);
        eco_mem_free(s->values);
        *s = (struct sums){0};
    }
}

void eco_ledger_destroy(eco_ledger *l)
{
    if (!l)
        return;
    for (size_t e = 0; e < l->n; e++)
        free_entry(l, e);
    eco_mem_free(l->entries);
    eco_mem_free(l->tables);
    eco_mem_free(l->of_zone);
    eco_mem_free(l->slots);
    eco_mem_free(l->parts);
    eco_mem_free(l);
}

static size_t probe(const eco_ledger *l, uint32_t zone, uint32_t set)
{
    size_t mask = l->nslots - 1;
    uint64_t h = ((uint64_t)set << 32 | zone) * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h >> 32) & mask;

    for (; l->slots[i]; i = (i + 1) & mask) {
        const struct entry *e = &l->entries[l->slots[i] - 1];

        if (e->zone == zone && e->set == set)
            break;
    }
    return i;
}

static bool rehash(eco_ledger *l)
{
    uint32_t *old = l->slots;
    uint32_t *slots = eco_mem_array(l->nslots * 2, sizeof *slots);

    if (!slots)
        return false;
    l->slots = slots;
    l->nslots *= 2;
    for (size_t i = 0; i < l->n; i++)
        if (l->entries[i].set)
            l->slots[probe(l, l->entries[i].zone, l->entries[i].set)] =
                (uint32_t)i + 1;
    eco_mem_free(old);
    return true;
}

/* Where the number of the entry is kept, or is to be. */
static uint32_t *place(eco_ledger *l, uint32_t zone, uint32_t set)
{
    if (set) {
        if (l->n * 2 >= l->nslots && !rehash(l))
            return NULL;
        return &l->slots[probe(l, zone, set)];
    }
    if (!ECO_GROW(l->of_zone, zone, l->zones_cap))
        return NULL;
    while (l->nzones <= zone)
        l->of_zone[l->nzones++] = 0;
    return &l->of_zone[zone];
}

static bool add_entry(eco_ledger *l, uint32_t zone, uint32_t set)
{
    size_t nt = l->ntables;

    if (!ECO_GROW(l->entries, l->n, l->cap) ||
        !ECO_GROW(l->tables, (l->n + 1) * nt, l->tables_cap))
        return false;
    l->entries[l->n] = (struct entry){zone, set};
    for (size_t t = 0; t < nt; t++)
        l->tables[l->n * nt + t] = (struct sums){0};
    l->n++;
    return true;
}

eco_status eco_ledger_look_up(eco_ctx *ctx, eco_ledger *l, uint32_t zone,
                              uint32_t set)
{
    uint32_t *at = place(l, zone, set);

    if (!at || (!*at && !add_entry(l, zone, set)))
        return eco_nomem(ctx);
    if (!*at)
        *at = (uint32_t)l->n;
    l->last = *at - 1;
    return ECO_OK;
}

eco_status eco_ledger_room(eco_ctx *ctx, eco_ledger *l, struct sums *s,
                           size_t n)
{
    size_t cap = s->cap, nv = l->nvalues;
    struct sum *sums;
    eco_tally_value *values;

    if (n <= cap)
        return ECO_OK;
    cap = n <= ECO_BYTES ? n : n + n / 2;
    sums = eco_mem_resize(s->sums, cap, sizeof *sums);
    if (!sums)
        return eco_nomem(ctx);
    s->sums = sums;
    memset(sums + s->cap, 0, (cap - s->cap) * sizeof *sums);
    if (nv) {
        values = eco_mem_resize(s->values, cap * nv, sizeof *values);
        if (!values)
            return eco_nomem(ctx);
        s->values = values;
        memset(values + s->cap * nv, 0, (cap - s->cap) * nv * sizeof *values);
    }
    l->bytes += (cap - s->cap) * (sizeof *sums + nv * sizeof *values);
    s->cap = cap;
    return ECO_OK;
}

eco_status eco_ledger_overflow(eco_ctx *ctx)
{
    return eco_fail(ctx, ECO_INVALID,
                    "a sum does not fit: values are too large for the area");
}

static bool nothing(const struct sums *s, size_t code, size_t nvalues)
{
    const struct sum *x = &s->sums[code];
    bool none = !x->cells && !x->area;

    for (size_t v = 0; v < nvalues && none; v++)
        none = !s->values[code * nvalues + v].sum &&
               !s->values[code * nvalues + v].valid;
    return none;
}

static eco_status flush_sum(eco_ctx *ctx, eco_ledger *l, eco_tally_key key,
                            const struct sums *s, size_t code)
{
    size_t at = eco_tally_at(l->tally, key);
    eco_tally_row *to;
    bool ok;

    if (at == SIZE_MAX)
        return eco_nomem(ctx);
    to = eco_tally_row_at(l->tally, at);
    ok = eco_i128_add(&to->cells, s->sums[code].cells) &&
         eco_i128_add(&to->area, s->sums[code].area);
    for (size_t v = 0; v < l->nvalues && ok; v++) {
        eco_tally_value *tv = &eco_tally_values_at(l->tally, at)[v];
        const eco_tally_value *from = &s->values[code * l->nvalues + v];

        ok = eco_i128_add(&tv->sum, from->sum) &&
             eco_i128_add(&tv->valid, from->valid);
    }
    return ok ? ECO_OK : eco_ledger_overflow(ctx);
}

static eco_status flush_entry(eco_ctx *ctx, eco_ledger *l, size_t i)
{
    const struct entry *e = &l->entries[i];
    eco_status st = ECO_OK;

    for (size_t t = 0; t < l->ntables && !st; t++) {
        const eco_codebook *book = eco_codes_book(l->codes, t);
        const struct sums *s = &l->tables[i * l->ntables + t];

        for (size_t c = 0; c < s->cap && c < book->ncodes && !st; c++)
            if (!nothing(s, c, l->nvalues))
                st = flush_sum(ctx, l,
                               (eco_tally_key){(uint32_t)t, e->zone, e->set,
                                               book->keys[c]},
                               s, c);
    }
    return st;
}

eco_status eco_ledger_flush(eco_ctx *ctx, eco_ledger *l)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < l->n; i++) {
        if (!st)
            st = flush_entry(ctx, l, i);
        free_entry(l, i);
    }
    l->n = 0;
    l->bytes = 0;
    l->rows = 0;
    l->cells = 0;
    l->nzones = 0;
    memset(l->slots, 0, l->nslots * sizeof *l->slots);
    return st;
}
