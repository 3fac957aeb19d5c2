/* Short arrays by code, one per (zone, set) and table, that go to the tally
 * when codes change, when there are too many of them, and at the end. All sums
 * are of integers, so it does not matter how cells are cut into runs. */
#include "eco_ledger.h"

#include "eco_mem.h"

#include <string.h>

/* Entries beyond this go to the tally, which is larger but shared; it doubles
 * where it would come to that again and again. */
#define BYTES_FIRST ((size_t)8 << 20)
enum { ROWS_LEAST = 256 };

enum { SLOTS_FIRST = 1024 };

struct sum {
    int64_t cells;
    eco_i128 area;
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
    uint32_t *of_zone; /* entry + 1 of set 0 */
    size_t nzones, zones_cap;
    uint32_t *slots; /* entry + 1, by zone and set; other sets */
    size_t nslots;
    uint32_t last; /* the entry found last */
    eco_counts counts;
};

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
    if (!l->slots) {
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

static eco_status look_up(eco_ctx *ctx, eco_ledger *l, uint32_t zone,
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

/* The sums of (zone, set), all tables. */
static inline eco_status find(eco_ctx *ctx, eco_ledger *l, uint32_t zone,
                              uint32_t set, struct sums **out)
{
    eco_status st = ECO_OK;

    if (!set && zone < l->nzones && l->of_zone[zone])
        l->last = l->of_zone[zone] - 1;
    else if (l->last >= l->n || l->entries[l->last].zone != zone ||
             l->entries[l->last].set != set)
        st = look_up(ctx, l, zone, set);
    if (!st)
        *out = &l->tables[l->last * l->ntables];
    return st;
}

/* Zeroed room for n codes. */
static eco_status make_room(eco_ctx *ctx, eco_ledger *l, struct sums *s,
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

static eco_status overflow(eco_ctx *ctx)
{
    return eco_fail(ctx, ECO_INVALID,
                    "a sum does not fit: values are too large for the area");
}

/* Cells first .. first+n-1 of the row, of one code and weight. */
struct run {
    size_t first, n;
    int64_t frac;
};

/* What a run of up to ECO_STRETCH cells adds to a value: 40 bits of density, 9
 * of cells, 30 of weight, 46 of area fit in 125; 52 bits of counts need no
 * area. */
static bool add_value(const eco_row *row, const eco_value_row *v,
                      const struct run *r, eco_tally_value *to)
{
    size_t a = r->first, b = r->first + r->n;
    eco_i128 valid = v->valid ? v->valid[b] - v->valid[a] : (eco_i128)r->n;
    eco_i128 sum = (int64_t)(v->sum[b] - v->sum[a]);

    if (row->area_sum) {
        valid = (int64_t)(v->valid_area[b] - v->valid_area[a]);
        sum = v->count ? sum : v->weighted[b] - v->weighted[a];
    } else {
        valid *= row->area_all;
        sum *= v->count ? 1 : row->value_area_all;
    }
    return eco_i128_add(&to->sum, sum * r->frac) &&
           eco_i128_add(&to->valid, valid * r->frac);
}

static bool add_run(const eco_ledger *l, const eco_row *row, struct sums *s,
                    size_t code, const struct run *r)
{
    int64_t cells = (int64_t)r->n * r->frac;
    bool ok = true;

    s->sums[code].cells += cells;
    s->sums[code].area +=
        row->area_sum ? (eco_i128)(int64_t)(row->area_sum[r->first + r->n] -
                                            row->area_sum[r->first]) *
                            r->frac
                      : (eco_i128)cells * row->area_all;
    for (size_t v = 0; v < l->nvalues && ok; v++)
        ok = add_value(row, &row->values[v], r,
                       &s->values[code * l->nvalues + v]);
    return ok;
}

static inline void add_plain(struct sum *to, int64_t cells, int64_t area)
{
    to->cells += cells;
    to->area += (eco_i128)cells * area;
}

/* The cells of a run, counted by code. */
static void add_counts(eco_ledger *l, const eco_row *row,
                       const eco_codebook *book, const struct run *all,
                       struct sums *s)
{
    eco_counts *counts = &l->counts;

    eco_count_bytes(book->row8 + all->first, all->n, (unsigned)book->ncodes,
                    &book->common, counts);
    for (unsigned i = 0; i < counts->nmet; i++) {
        uint8_t c = counts->met[i];

        add_plain(&s->sums[c], (int64_t)counts->n[c] * all->frac,
                  row->area_all);
        counts->n[c] = 0;
    }
    counts->nmet = 0;
}

static size_t equal(const eco_codebook *book, size_t first, size_t n)
{
    size_t i = 1;

    if (book->constant)
        return n;
    if (book->row8)
        return eco_run_bytes(book->row8 + first, n);
    while (i < n && book->row16[first + i] == book->row16[first])
        i++;
    return i;
}

static size_t code_at(const eco_codebook *book, size_t i)
{
    return book->constant ? book->code
           : book->row8   ? book->row8[i]
                          : book->row16[i];
}

static eco_status add_stretches(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                                const eco_codebook *book, struct sums *s,
                                const struct run *all)
{
    size_t end = all->first + all->n;

    for (size_t i = all->first; i < end;) {
        size_t n = end - i;
        struct run r = {i, 0, all->frac};

        n = l->nvalues && n > ECO_STRETCH ? ECO_STRETCH : n;
        r.n = equal(book, i, n);
        if (!add_run(l, row, s, code_at(book, i), &r))
            return overflow(ctx);
        i += r.n;
    }
    return ECO_OK;
}

/* One table's part of the row in hand. */
struct target {
    const eco_row *row;
    const eco_codebook *book;
    size_t table;
    bool simple; /* nothing but areas wanted, the same for all cells */
};

/* Sums of (item, tag), with room for all codes. */
static inline eco_status sums_of(eco_ctx *ctx, eco_ledger *l,
                                 const struct target *t, uint32_t item,
                                 uint32_t tag, struct sums **out)
{
    eco_status st = find(ctx, l, item, tag, out);

    if (st)
        return st;
    *out += t->table;
    return (*out)->cap >= t->book->ncodes
               ? ECO_OK
               : make_room(ctx, l, *out, t->book->ncodes);
}

/* What is left to add of a row. */
struct rest {
    const eco_cell_part *cell, *cells_end;
    const eco_run_part *run, *runs_end;
};

/* The next cells, as long as they are of (item, tag). */
static inline eco_status add_cells(eco_ctx *ctx, eco_ledger *l,
                                   const struct target *t, struct rest *r,
                                   struct sums *s)
{
    const uint32_t item = r->cell->item, tag = r->cell->tag;
    const eco_cell_part *x = r->cell;

    for (; x < r->cells_end && x->item == item && x->tag == tag; x++) {
        size_t first = (size_t)(x->col - t->row->col0);
        size_t code = code_at(t->book, first);
        const struct run one = {first, 1, x->frac};

        if (t->simple)
            add_plain(&s->sums[code], x->frac, t->row->area_all);
        else if (!add_run(l, t->row, s, code, &one))
            return overflow(ctx);
    }
    r->cell = x;
    return ECO_OK;
}

static inline eco_status add_runs(eco_ctx *ctx, eco_ledger *l,
                                  const struct target *t, struct rest *r,
                                  struct sums *s)
{
    const uint32_t item = r->run->item, tag = r->run->tag;
    const eco_run_part *x = r->run;
    eco_status st = ECO_OK;

    for (; x < r->runs_end && x->item == item && x->tag == tag && !st; x++) {
        const struct run all = {(size_t)(x->col0 - t->row->col0),
                                (size_t)(x->col1 - x->col0), x->frac};

        if (t->simple && t->book->row8)
            add_counts(l, t->row, t->book, &all, s);
        else
            st = add_stretches(ctx, l, t->row, t->book, s, &all);
    }
    r->run = x;
    return st;
}

/* Zone by zone: its cells and its runs find its sums in the nearest cache. */
static eco_status add_table(eco_ctx *ctx, eco_ledger *l, const struct target *t,
                            const eco_row_parts *parts)
{
    struct rest r = {parts->cells, parts->cells + parts->ncells, parts->runs,
                     parts->runs + parts->nruns};
    struct sums *s = NULL;
    eco_status st = ECO_OK;

    while ((r.cell < r.cells_end || r.run < r.runs_end) && !st) {
        bool cell = r.cell < r.cells_end &&
                    (r.run == r.runs_end || r.cell->item <= r.run->item);
        uint32_t item = cell ? r.cell->item : r.run->item;
        uint32_t tag = cell ? r.cell->tag : r.run->tag;

        st = sums_of(ctx, l, t, item, tag, &s);
        if (!st && cell)
            st = add_cells(ctx, l, t, &r, s);
        if (!st && r.run < r.runs_end && r.run->item == item &&
            r.run->tag == tag)
            st = add_runs(ctx, l, t, &r, s);
    }
    return st;
}

eco_status eco_ledger_row(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                          const eco_row_parts *parts)
{
    eco_status st = ECO_OK;

    l->rows++;
    if (l->bytes > l->bytes_max) {
        l->bytes_max *= l->rows < ROWS_LEAST ? 2 : 1;
        st = eco_ledger_flush(ctx, l);
    }
    for (size_t i = 0; i < l->ntables && !st; i++) {
        const struct target t = {row, eco_codes_book(l->codes, i), i,
                                 !row->area_sum && !l->nvalues};

        st = add_table(ctx, l, &t, parts);
    }
    return st;
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
    return ok ? ECO_OK : overflow(ctx);
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
    l->nzones = 0;
    memset(l->slots, 0, l->nslots * sizeof *l->slots);
    return st;
}
