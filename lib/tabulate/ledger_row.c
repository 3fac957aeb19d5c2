/* Adds what zones and sets cover of a row: single cells, and runs by counting
 * the codes in them. */
#include "eco_ledger_impl.h"

/* Sums go to the tally when they are too many; where rows would bring that
 * about again and again, twice as many may stay. */
enum { ROWS_LEAST = 256 };

/* So many cells, each covered up to three times, fit the 63 bits of a sum of
 * cells: a zone as large as Russia has ten times as many at 30 m. */
#define CELLS_MOST (UINT64_C(1) << 31)

/* The sums of (zone, set), all tables. */
static inline eco_status find(eco_ctx *ctx, eco_ledger *l, uint32_t zone,
                              uint32_t set, struct sums **out)
{
    eco_status st = ECO_OK;

    if (!set && zone < l->nzones && l->of_zone[zone])
        l->last = l->of_zone[zone] - 1;
    else if (l->last >= l->n || l->entries[l->last].zone != zone ||
             l->entries[l->last].set != set)
        st = eco_ledger_look_up(ctx, l, zone, set);
    if (!st)
        *out = &l->tables[l->last * l->ntables];
    return st;
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

/* A stretch's cells and values, gathered by code. */
static void gather(eco_ledger *l, const eco_row *row, const eco_codebook *book,
                   const struct run *r)
{
    eco_counts *counts = &l->counts;
    uint16_t ends[ECO_STRETCH];
    size_t n = eco_ends_bytes(book->row8 + r->first, r->n, ends), from = 0;

    for (size_t i = 0; i < n; from = ends[i++]) {
        size_t a = r->first + from, b = r->first + ends[i];
        uint8_t code = book->row8[a];

        if (!counts->n[code])
            counts->met[counts->nmet++] = code;
        counts->n[code] += (uint32_t)(b - a);
        for (size_t v = 0; v < l->nvalues; v++) {
            const eco_value_row *x = &row->values[v];
            struct part *to = &l->parts[code * l->nvalues + v];

            to->sum += (int64_t)(x->sum[b] - x->sum[a]);
            to->valid +=
                x->valid ? x->valid[b] - x->valid[a] : (uint32_t)(b - a);
        }
    }
}

/* What add_value does, once for all cells of a code. */
static bool add_part(const eco_row *row, const eco_value_row *v, int64_t frac,
                     const struct part *from, eco_tally_value *to)
{
    eco_i128 sum = (eco_i128)from->sum * (v->count ? 1 : row->value_area_all);

    return eco_i128_add(&to->sum, sum * frac) &&
           eco_i128_add(&to->valid,
                        (eco_i128)from->valid * row->area_all * frac);
}

/* Cells and values of a run, whose areas are all the same. */
static bool add_valued(eco_ledger *l, const eco_row *row,
                       const eco_codebook *book, const struct run *all,
                       struct sums *s)
{
    eco_counts *counts = &l->counts;
    size_t end = all->first + all->n, nv = l->nvalues;
    bool ok = true;

    for (size_t i = all->first; i < end; i += ECO_STRETCH) {
        struct run r = {i, end - i < ECO_STRETCH ? end - i : ECO_STRETCH, 0};

        gather(l, row, book, &r);
        for (unsigned k = 0; k < counts->nmet; k++) {
            uint8_t c = counts->met[k];

            add_plain(&s->sums[c], (int64_t)counts->n[c] * all->frac,
                      row->area_all);
            for (size_t v = 0; v < nv && ok; v++)
                ok = add_part(row, &row->values[v], all->frac,
                              &l->parts[c * nv + v], &s->values[c * nv + v]);
            for (size_t v = 0; v < nv; v++)
                l->parts[c * nv + v] = (struct part){0};
            counts->n[c] = 0;
        }
        counts->nmet = 0;
    }
    return ok;
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
            return eco_ledger_overflow(ctx);
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
               : eco_ledger_room(ctx, l, *out, t->book->ncodes);
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
            return eco_ledger_overflow(ctx);
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
        else if (t->book->row8 && !t->row->area_sum)
            st = add_valued(l, t->row, t->book, &all, s)
                     ? ECO_OK
                     : eco_ledger_overflow(ctx);
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

static eco_status begin_row(eco_ctx *ctx, eco_ledger *l, const eco_row *row)
{
    eco_status st = ECO_OK;

    if (l->bytes > l->bytes_max || l->cells + row->n > CELLS_MOST) {
        l->bytes_max *= l->bytes > l->bytes_max && l->rows < ROWS_LEAST ? 2 : 1;
        st = eco_ledger_flush(ctx, l);
    }
    l->rows++;
    l->cells += row->n;
    return st;
}

static eco_status add_one(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                          size_t table, const eco_row_parts *parts)
{
    const struct target t = {row, eco_codes_book(l->codes, table), table,
                             !row->area_sum && !l->nvalues};

    return add_table(ctx, l, &t, parts);
}

eco_status eco_ledger_row(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                          const eco_row_parts *parts)
{
    eco_status st = begin_row(ctx, l, row);

    for (size_t i = 0; i < l->ntables && !st; i++)
        st = add_one(ctx, l, row, i, parts);
    return st;
}

eco_status eco_ledger_table(eco_ctx *ctx, eco_ledger *l, const eco_row *row,
                            size_t table, const eco_row_parts *parts)
{
    eco_status st = begin_row(ctx, l, row);

    return st ? st : add_one(ctx, l, row, table, parts);
}
