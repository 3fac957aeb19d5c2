/* Running sums: whatever a run of cells adds is one difference. */
#include "eco_row_sums.h"

#include "eco_mem.h"

#include <math.h>

/* One value layer's arrays. */
struct value {
    int64_t *value;
    uint64_t *sum, *valid_area;
    uint32_t *valid;
    eco_i128 *weighted;
};

struct eco_row_sums {
    const eco_stack *stack;
    const size_t *layers;
    size_t nvalues, cap;
    double area_quanta, value_area_quanta; /* a m2 */
    eco_reader *reader;                    /* of the row in hand */
    bool by_cell;                          /* its cells differ in area */
    struct value *values;
    eco_value_row *rows;
    double *area_m2;
    int64_t *area, *value_area;
    uint64_t *area_sum;
};

eco_status eco_row_sums_create(eco_ctx *ctx, const eco_stack *s,
                               const size_t *values, size_t nvalues,
                               const int bits[2], eco_row_sums **out)
{
    eco_row_sums *r = eco_mem_array(1, sizeof *r);

    *out = NULL;
    if (!r)
        return eco_nomem(ctx);
    *r = (eco_row_sums){.stack = s,
                        .layers = values,
                        .nvalues = nvalues,
                        .area_quanta = ldexp(1, bits[0]),
                        .value_area_quanta = ldexp(1, bits[1])};
    r->values = eco_mem_array(nvalues, sizeof *r->values);
    r->rows = eco_mem_array(nvalues, sizeof *r->rows);
    if (!r->values || !r->rows) {
        eco_row_sums_destroy(r);
        return eco_nomem(ctx);
    }
    *out = r;
    return ECO_OK;
}

void eco_row_sums_destroy(eco_row_sums *r)
{
    if (!r)
        return;
    for (size_t v = 0; r->values && v < r->nvalues; v++) {
        eco_mem_free(r->values[v].value);
        eco_mem_free(r->values[v].sum);
        eco_mem_free(r->values[v].valid_area);
        eco_mem_free(r->values[v].valid);
        eco_mem_free(r->values[v].weighted);
    }
    eco_mem_free(r->values);
    eco_mem_free(r->rows);
    eco_mem_free(r->area_m2);
    eco_mem_free(r->area);
    eco_mem_free(r->value_area);
    eco_mem_free(r->area_sum);
    eco_mem_free(r);
}

#define RESIZE(p, n) resize((void **)(void *)&(p), n, sizeof *(p))

static bool resize(void **p, size_t n, size_t size)
{
    void *q = eco_mem_resize(*p, n, size);

    if (q)
        *p = q;
    return q != NULL;
}

static bool make_room(eco_row_sums *r, size_t n, bool by_cell)
{
    bool ok = true;

    if (n < r->cap)
        return true;
    r->cap = n + 1;
    if (by_cell)
        ok = RESIZE(r->area_m2, r->cap) && RESIZE(r->area, r->cap) &&
             RESIZE(r->value_area, r->cap) && RESIZE(r->area_sum, r->cap);
    for (size_t v = 0; v < r->nvalues && ok; v++) {
        struct value *x = &r->values[v];

        ok = RESIZE(x->value, r->cap) && RESIZE(x->sum, r->cap) &&
             RESIZE(x->valid, r->cap);
        if (ok && by_cell)
            ok = RESIZE(x->valid_area, r->cap) && RESIZE(x->weighted, r->cap);
    }
    return ok;
}

static void area_by_cell(eco_row_sums *r, const int at[2], size_t n,
                         eco_row *out)
{
    eco_area_row(r->stack->area, at[1], at[0], (int)n, r->area_m2);
    r->area_sum[0] = 0;
    for (size_t i = 0; i < n; i++) {
        r->area[i] = llround(r->area_m2[i] * r->area_quanta);
        r->value_area[i] = llround(r->area_m2[i] * r->value_area_quanta);
        r->area_sum[i + 1] = r->area_sum[i] + (uint64_t)r->area[i];
    }
    out->area_sum = r->area_sum;
}

static bool any_missing(const int64_t *value, size_t n)
{
    int missing = 0;

    for (size_t i = 0; i < n; i++)
        missing |= value[i] == ECO_NO_VALUE;
    return missing;
}

static void sum_values(const struct value *x, size_t n, eco_value_row *row)
{
    uint64_t sum = 0;
    uint32_t valid = 0;

    x->sum[0] = 0;
    x->valid[0] = 0;
    row->valid = any_missing(x->value, n) ? x->valid : NULL;
    if (!row->valid) {
        for (size_t i = 0; i < n; i++)
            x->sum[i + 1] = sum += (uint64_t)x->value[i];
        return;
    }
    for (size_t i = 0; i < n; i++) {
        bool is = x->value[i] != ECO_NO_VALUE;

        sum += is ? (uint64_t)x->value[i] : 0;
        valid += is;
        x->sum[i + 1] = sum;
        x->valid[i + 1] = valid;
    }
}

static void weight_values(const eco_row_sums *r, const struct value *x,
                          size_t n)
{
    x->weighted[0] = 0;
    x->valid_area[0] = 0;
    for (size_t i = 0; i < n; i++) {
        bool is = x->value[i] != ECO_NO_VALUE;

        x->weighted[i + 1] =
            x->weighted[i] +
            (is ? (eco_i128)x->value[i] * r->value_area[i] : 0);
        x->valid_area[i + 1] =
            x->valid_area[i] + (is ? (uint64_t)r->area[i] : 0);
    }
}

static eco_status make_value(eco_ctx *ctx, eco_row_sums *r, size_t v,
                             const int at[2], size_t n)
{
    struct value *x = &r->values[v];
    eco_value_row *row = &r->rows[v];
    eco_status st =
        eco_reader_values(ctx, r->reader, r->layers[v], at, n, x->value);

    if (st)
        return st;
    row->value = x->value;
    row->sum = x->sum;
    row->count = r->stack->layers[r->layers[v]].count;
    if (!eco_reader_values_same(r->reader, r->layers[v]))
        sum_values(x, n, row);
    if (r->by_cell)
        weight_values(r, x, n);
    row->weighted = x->weighted;
    row->valid_area = x->valid_area;
    return ECO_OK;
}

eco_status eco_row_sums_make(eco_ctx *ctx, eco_row_sums *r, eco_reader *reader,
                             const int at[2], size_t n, eco_row *out)
{
    double area_m2 = 0;
    bool by_cell = !eco_area_row_constant(r->stack->area, at[1], &area_m2);
    eco_status st = ECO_OK;

    r->reader = reader;
    r->by_cell = by_cell;
    if (!make_room(r, n, by_cell))
        return eco_nomem(ctx);
    if (by_cell) {
        area_by_cell(r, at, n, out);
    } else {
        out->area_all = llround(area_m2 * r->area_quanta);
        out->value_area_all = llround(area_m2 * r->value_area_quanta);
    }
    for (size_t v = 0; v < r->nvalues && !st; v++)
        st = make_value(ctx, r, v, at, n);
    out->values = r->rows;
    return st;
}
