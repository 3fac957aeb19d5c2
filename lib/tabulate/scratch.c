/* Adds runs of cells up by key: dense while a zone's row is worked on, into the
 * tally when it is done.
 *
 * Where all cells of a row have one area, only fractions are added and the
 * area is multiplied in once; else each cell's own area is. Both are integer
 * sums, so it does not matter how a row is cut into runs, sets or bands. */
#include "eco_worker.h"

#include "eco_mem.h"

struct slot {
    bool used;
    int64_t cells;
    eco_i128 area;
};

/* Tables with more keys than this are not kept dense. */
#define DENSE_MAX (UINT64_C(1) << 20)

struct eco_scratch {
    const eco_plan *plan;
    eco_tally *tally;
    struct slot **slots;      /* per table; NULL: not dense */
    eco_tally_value **values; /* per table: nvalues per key */
    uint32_t **touched;       /* per table */
    size_t *ntouched, *touched_cap;
    uint32_t zone, set;
};

eco_status eco_scratch_create(eco_ctx *ctx, const eco_plan *plan,
                              eco_tally *tally, eco_scratch **out)
{
    size_t n = plan->stack->ntables;
    eco_scratch *s = eco_mem_array(1, sizeof *s);

    *out = NULL;
    if (!s)
        return eco_nomem(ctx);
    s->plan = plan;
    s->tally = tally;
    s->slots = eco_mem_array(n, sizeof(struct slot *));
    s->values = eco_mem_array(n, sizeof(eco_tally_value *));
    s->touched = eco_mem_array(n, sizeof(uint32_t *));
    s->ntouched = eco_mem_array(n, sizeof *s->ntouched);
    s->touched_cap = eco_mem_array(n, sizeof *s->touched_cap);
    if (!s->slots || !s->values || !s->touched || !s->ntouched ||
        !s->touched_cap)
        goto fail;
    for (size_t t = 0; t < n; t++) {
        uint64_t radix = plan->stack->tables[t].radix;

        if (radix > DENSE_MAX)
            continue;
        s->slots[t] = eco_mem_array(radix, sizeof **s->slots);
        if (plan->nvalues)
            s->values[t] =
                eco_mem_array(radix * plan->nvalues, sizeof **s->values);
        if (!s->slots[t] || (plan->nvalues && !s->values[t]))
            goto fail;
    }
    *out = s;
    return ECO_OK;
fail:
    eco_scratch_destroy(s);
    return eco_nomem(ctx);
}

void eco_scratch_destroy(eco_scratch *s)
{
    if (!s)
        return;
    for (size_t t = 0; t < s->plan->stack->ntables; t++) {
        if (s->slots)
            eco_mem_free(s->slots[t]);
        if (s->values)
            eco_mem_free(s->values[t]);
        if (s->touched)
            eco_mem_free(s->touched[t]);
    }
    eco_mem_free(s->slots);
    eco_mem_free(s->values);
    eco_mem_free(s->touched);
    eco_mem_free(s->ntouched);
    eco_mem_free(s->touched_cap);
    eco_mem_free(s);
}

static eco_status overflow(eco_ctx *ctx)
{
    return eco_fail(ctx, ECO_INVALID,
                    "a sum does not fit: values are too large for the area");
}

/* Sums of a run of cells that have one key. */
struct run {
    size_t first, n; /* into the row's arrays */
    int64_t frac;
};

static eco_i128 run_area(const eco_row *row, const struct run *r)
{
    eco_i128 sum = 0;

    if (!row->area)
        return 0; /* multiplied in when flushed */
    for (size_t i = r->first; i < r->first + r->n; i++)
        sum += row->area[i];
    return sum * r->frac;
}

/* Of one value layer. Densities are multiplied by the cell's area, counts are
 * not; where the area is the row's, it is multiplied in when flushed. */
static void run_value(const eco_row *row, const struct run *r, size_t v,
                      bool count, eco_tally_value *to)
{
    eco_i128 sum = 0, valid = 0;

    for (size_t i = r->first; i < r->first + r->n; i++) {
        int64_t x = row->values[v][i];

        if (x == ECO_NO_VALUE)
            continue;
        sum += count || !row->area ? x : (eco_i128)x * row->value_area[i];
        valid += row->area ? row->area[i] : 1;
    }
    to->sum += sum * r->frac;
    to->valid += valid * r->frac;
}

static eco_status touch(eco_ctx *ctx, eco_scratch *s, size_t t, uint32_t key)
{
    if (!ECO_GROW(s->touched[t], s->ntouched[t], s->touched_cap[t]))
        return eco_nomem(ctx);
    s->touched[t][s->ntouched[t]++] = key;
    return ECO_OK;
}

static bool is_count(const eco_scratch *s, size_t v)
{
    return s->plan->stack->layers[s->plan->values[v]].count;
}

/* A slot's sums, with the row's area where it is one, to the tally. */
static eco_status to_tally(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                           eco_tally_key key, const struct slot *slot,
                           const eco_tally_value *values)
{
    size_t at = eco_tally_at(s->tally, key);
    eco_tally_row *to;
    bool ok = true;

    if (at == SIZE_MAX)
        return eco_nomem(ctx);
    to = eco_tally_row_at(s->tally, at);
    ok = eco_i128_add(&to->cells, slot->cells) &&
         eco_i128_add(&to->area, row->area
                                     ? slot->area
                                     : (eco_i128)slot->cells * row->area_all);
    for (size_t v = 0; v < s->plan->nvalues && ok; v++) {
        eco_tally_value *tv = &eco_tally_values_at(s->tally, at)[v];
        eco_i128 sum = values[v].sum, valid = values[v].valid;

        if (!row->area && !is_count(s, v))
            ok = !__builtin_mul_overflow(sum, (eco_i128)row->value_area_all,
                                         &sum);
        if (!row->area)
            valid *= row->area_all;
        ok = ok && eco_i128_add(&tv->sum, sum) &&
             eco_i128_add(&tv->valid, valid);
    }
    return ok ? ECO_OK : overflow(ctx);
}

static eco_tally_key key_of(const eco_scratch *s, size_t t, uint64_t key)
{
    return (eco_tally_key){(uint32_t)t, s->zone, s->set, key};
}

static eco_status flush_table(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                              size_t t)
{
    size_t nv = s->plan->nvalues;

    for (size_t i = 0; i < s->ntouched[t]; i++) {
        uint32_t key = s->touched[t][i];
        struct slot *slot = &s->slots[t][key];
        eco_tally_value *values = nv ? &s->values[t][key * nv] : NULL;
        eco_status st;

        st = to_tally(ctx, s, row, key_of(s, t, key), slot, values);
        if (st)
            return st;
        *slot = (struct slot){0};
        for (size_t v = 0; v < nv; v++)
            values[v] = (eco_tally_value){0};
    }
    s->ntouched[t] = 0;
    return ECO_OK;
}

eco_status eco_scratch_flush(eco_ctx *ctx, eco_scratch *s, const eco_row *row)
{
    eco_status st = ECO_OK;

    for (size_t t = 0; t < s->plan->stack->ntables && !st; t++)
        st = flush_table(ctx, s, row, t);
    return st;
}

static eco_status add_dense(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                            size_t t, const struct run *r)
{
    uint32_t key = row->keys[t][r->first];
    struct slot *slot = &s->slots[t][key];
    size_t nv = s->plan->nvalues;

    if (!slot->used) {
        eco_status st = touch(ctx, s, t, key);

        if (st)
            return st;
        slot->used = true;
    }
    slot->cells += (int64_t)r->n * r->frac;
    slot->area += run_area(row, r);
    for (size_t v = 0; v < nv; v++)
        run_value(row, r, v, is_count(s, v), &s->values[t][key * nv + v]);
    return ECO_OK;
}

/* Straight to the tally, for tables with very many keys. */
static eco_status add_sparse(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                             size_t t, const struct run *r)
{
    struct slot slot = {true, (int64_t)r->n * r->frac, run_area(row, r)};
    eco_tally_value *values = NULL;
    size_t nv = s->plan->nvalues;
    eco_status st;

    if (nv) {
        values = eco_mem_array(nv, sizeof *values);
        if (!values)
            return eco_nomem(ctx);
    }
    for (size_t v = 0; v < nv; v++)
        run_value(row, r, v, is_count(s, v), &values[v]);
    st = to_tally(ctx, s, row, key_of(s, t, row->keys[t][r->first]), &slot,
                  values);
    eco_mem_free(values);
    return st;
}

static eco_status add_table(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                            size_t t, const struct run *all)
{
    const uint32_t *keys = row->keys[t];
    size_t end = all->first + all->n;
    eco_status st = ECO_OK;

    for (size_t i = all->first; i < end && !st;) {
        struct run r = {i, 0, all->frac};

        while (i < end && keys[i] == keys[r.first])
            i++;
        r.n = i - r.first;
        st = s->slots[t] ? add_dense(ctx, s, row, t, &r)
                         : add_sparse(ctx, s, row, t, &r);
    }
    return st;
}

eco_status eco_scratch_add(eco_ctx *ctx, eco_scratch *s, const eco_row *row,
                           const uint32_t zone_set[2], const int cols[2],
                           int64_t frac)
{
    struct run all = {(size_t)(cols[0] - row->col0),
                      (size_t)(cols[1] - cols[0]), frac};
    eco_status st = ECO_OK;

    if (s->zone != zone_set[0] || s->set != zone_set[1]) {
        st = eco_scratch_flush(ctx, s, row);
        s->zone = zone_set[0];
        s->set = zone_set[1];
    }
    for (size_t t = 0; t < s->plan->stack->ntables && !st; t++)
        st = add_table(ctx, s, row, t, &all);
    return st;
}
