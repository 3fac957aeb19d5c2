/* Lays out the codes of crossed byte layers: each class that was met has a
 * digit, digits have strides, and a sample maps to digit x stride. */
#include "eco_byte_codes.h"

#include "eco_mem.h"

#include <string.h>

struct digits {
    size_t layer;
    bool *met;         /* per class */
    uint32_t *classes; /* of each digit */
    size_t n;          /* digits */
    unsigned stride;
    uint16_t outside, masked, small; /* parts; ECO_BYTES: not met */
    eco_byte_map map;
};

struct eco_byte_codes {
    const eco_stack *stack;
    struct digits *digits; /* per layer of the table, in its order */
    size_t n;
};

static const eco_classes *classes_of(const eco_byte_codes *b, size_t i)
{
    return &b->stack->layers[b->digits[i].layer].classes;
}

static bool all_bytes(const eco_stack *s, const eco_table *table)
{
    bool all = table->kind == ECO_TABLE_CROSS;

    for (size_t i = 0; i < table->n; i++)
        all &= s->layers[table->layers[i]].sample == ECO_SAMPLE_U8;
    return all;
}

static bool create_digits(const eco_classes *c, struct digits *d)
{
    d->met = eco_mem_array(ECO_CLASS_RADIX(c), sizeof *d->met);
    d->classes = eco_mem_array(ECO_CLASS_RADIX(c), sizeof *d->classes);
    d->outside = d->masked = d->small = ECO_BYTES;
    d->map.kind = ECO_MAP_TABLE;
    for (int v = 0; v < ECO_BYTES; v++)
        d->map.table[v] = ECO_BYTES;
    return d->met && d->classes;
}

eco_status eco_byte_codes_create(eco_ctx *ctx, const eco_stack *s,
                                 const eco_table *table, eco_byte_codes **out)
{
    eco_byte_codes *b;
    bool ok = true;

    *out = NULL;
    if (!all_bytes(s, table))
        return ECO_OK;
    b = eco_mem_array(1, sizeof *b);
    if (!b)
        return eco_nomem(ctx);
    b->stack = s;
    b->digits = eco_mem_array(table->n, sizeof *b->digits);
    for (size_t i = 0; b->digits && ok && i < table->n; i++) {
        b->digits[i].layer = table->layers[i];
        b->n = i + 1;
        ok = create_digits(classes_of(b, i), &b->digits[i]);
    }
    if (!b->digits || !ok) {
        eco_byte_codes_destroy(b);
        return eco_nomem(ctx);
    }
    *out = b;
    return ECO_OK;
}

void eco_byte_codes_destroy(eco_byte_codes *b)
{
    if (!b)
        return;
    for (size_t i = 0; b->digits && i < b->n; i++) {
        eco_mem_free(b->digits[i].met);
        eco_mem_free(b->digits[i].classes);
    }
    eco_mem_free(b->digits);
    eco_mem_free(b);
}

/* Classes of a row, met by now. */
static void meet(const eco_classes *c, const eco_view *view, size_t n,
                 bool *met)
{
    const uint8_t *v = view->samples;

    if (!v) {
        met[ECO_CLASS_OUTSIDE(c)] = true;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (view->state && view->state[i] == ECO_STATE_OUTSIDE)
            met[ECO_CLASS_OUTSIDE(c)] = true;
        else if (view->state && view->state[i] == ECO_STATE_MASKED)
            met[ECO_CLASS_NODATA(c)] = true;
        else if (view->state && view->state[i] == ECO_STATE_SMALL)
            met[c->small] = true;
        else
            met[c->lut[v[view->constant ? 0 : i]]] = true;
    }
}

/* Where classes are values, all between those met are taken as met: then a code
 * is a value and a constant, and no table is looked up. */
static size_t fill_between(const eco_classes *c, const bool *met, bool *filled)
{
    size_t low = c->n, high = 0, count = 0;

    for (size_t k = 0; k < c->n; k++)
        if (met[k]) {
            low = k < low ? k : low;
            high = k;
        }
    for (size_t k = 0; k < ECO_CLASS_RADIX(c); k++) {
        filled[k] = met[k] || (c->identity && k >= low && k <= high);
        count += filled[k];
    }
    return count;
}

/* Digits in the order of the samples that mean them. */
static void number(const eco_classes *c, const bool *met, struct digits *d,
                   uint16_t *digit)
{
    size_t radix = ECO_CLASS_RADIX(c);

    d->n = 0;
    for (size_t k = 0; k < radix; k++)
        digit[k] = ECO_BYTES;
    for (size_t v = 0; v < ECO_BYTES; v++)
        if (met[c->lut[v]] && digit[c->lut[v]] == ECO_BYTES) {
            digit[c->lut[v]] = (uint16_t)d->n;
            d->classes[d->n++] = c->lut[v];
        }
    for (size_t k = 0; k < radix; k++)
        if (met[k] && digit[k] == ECO_BYTES) {
            digit[k] = (uint16_t)d->n;
            d->classes[d->n++] = (uint32_t)k;
        }
}

static uint16_t part(const struct digits *d, const uint16_t *digit,
                     size_t klass)
{
    return digit[klass] == ECO_BYTES ? ECO_BYTES
                                     : (uint16_t)(digit[klass] * d->stride);
}

static void make_map(const eco_classes *c, const uint16_t *digit,
                     struct digits *d)
{
    for (size_t v = 0; v < ECO_BYTES; v++)
        d->map.table[v] = part(d, digit, c->lut[v]);
    d->outside = part(d, digit, ECO_CLASS_OUTSIDE(c));
    d->masked = part(d, digit, ECO_CLASS_NODATA(c));
    d->small = c->has_small ? part(d, digit, c->small) : ECO_BYTES;
    eco_byte_map_choose(&d->map);
}

/* Strides and maps for `met` classes per layer; false when they do not fit. */
static eco_status lay_out(eco_ctx *ctx, eco_byte_codes *b, bool *const *met,
                          bool *fits)
{
    size_t product = 1;

    *fits = true;
    for (size_t i = 0; i < b->n; i++) {
        const eco_classes *c = classes_of(b, i);
        struct digits *d = &b->digits[i];
        uint16_t *digit = eco_mem_array(ECO_CLASS_RADIX(c), sizeof *digit);

        if (!digit)
            return eco_nomem(ctx);
        number(c, met[i], d, digit);
        d->stride = (unsigned)product;
        product *= d->n;
        *fits = product <= ECO_BYTES;
        if (*fits)
            make_map(c, digit, d);
        eco_mem_free(digit);
        if (!*fits)
            return ECO_OK;
    }
    return ECO_OK;
}

static eco_status write_keys(eco_ctx *ctx, const eco_byte_codes *b,
                             eco_codebook *book)
{
    size_t n = 1;

    for (size_t i = 0; i < b->n; i++)
        n *= b->digits[i].n;
    if (!ECO_GROW(book->keys, n, book->keys_cap))
        return eco_nomem(ctx);
    book->ncodes = n;
    for (size_t code = 0; code < n; code++) {
        uint64_t key = 0;

        for (size_t i = 0; i < b->n; i++) {
            const struct digits *d = &b->digits[i];

            key = key * ECO_CLASS_RADIX(classes_of(b, i)) +
                  d->classes[code / d->stride % d->n];
        }
        book->keys[code] = key;
    }
    return ECO_OK;
}

/* With gaps filled when that fits, without when only that does. */
static eco_status lay_out_best(eco_ctx *ctx, eco_byte_codes *b, bool *fits)
{
    bool **met = eco_mem_array(b->n, sizeof(bool *));
    bool **filled = eco_mem_array(b->n, sizeof(bool *));
    eco_status st = met && filled ? ECO_OK : eco_nomem(ctx);
    size_t product = 1;

    for (size_t i = 0; i < b->n && !st; i++) {
        const eco_classes *c = classes_of(b, i);

        met[i] = b->digits[i].met;
        filled[i] = eco_mem_array(ECO_CLASS_RADIX(c), sizeof **filled);
        if (!filled[i])
            st = eco_nomem(ctx);
        else if (product <= ECO_BYTES)
            product *= fill_between(c, met[i], filled[i]);
    }
    if (!st)
        st = lay_out(ctx, b, product <= ECO_BYTES ? filled : met, fits);
    for (size_t i = 0; filled && i < b->n; i++)
        eco_mem_free(filled[i]);
    eco_mem_free(filled);
    eco_mem_free(met);
    return st;
}

eco_status eco_byte_codes_learn(eco_ctx *ctx, eco_byte_codes *b,
                                const eco_view *views, size_t n,
                                eco_codebook *book, bool *fits)
{
    eco_status st;

    for (size_t i = 0; i < b->n; i++)
        meet(classes_of(b, i), &views[b->digits[i].layer], n, b->digits[i].met);
    st = lay_out_best(ctx, b, fits);
    return st || !*fits ? st : write_keys(ctx, b, book);
}

/* Cells that are not all data, one by one. */
static bool map_states(const struct digits *d, const eco_view *view, size_t n,
                       bool add, uint8_t *out)
{
    const uint8_t *v = view->samples;
    unsigned all = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned p = view->state[i] == ECO_STATE_DATA
                         ? d->map.table[v[view->constant ? 0 : i]]
                     : view->state[i] == ECO_STATE_OUTSIDE ? d->outside
                     : view->state[i] == ECO_STATE_SMALL   ? d->small
                                                           : d->masked;

        all |= p;
        out[i] = (uint8_t)((add ? out[i] : 0) + p);
    }
    return all < ECO_BYTES;
}

static bool is_constant(const eco_view *v)
{
    return !v->samples || (v->constant && !v->state);
}

bool eco_byte_codes_row(const eco_byte_codes *b, const eco_view *views,
                        size_t n, eco_codebook *book, uint8_t *out)
{
    unsigned offset = 0;
    bool add = false;

    for (size_t i = 0; i < b->n; i++) {
        const struct digits *d = &b->digits[i];
        const eco_view *v = &views[d->layer];
        unsigned p;

        if (!is_constant(v)) {
            if (!(v->state ? map_states(d, v, n, add, out)
                           : eco_map_bytes(&d->map, v->samples, n, add, out)))
                return false;
            add = true;
            continue;
        }
        p = v->samples ? d->map.table[*(const uint8_t *)v->samples]
                       : d->outside;
        if (p >= ECO_BYTES)
            return false;
        offset += p;
    }
    book->constant = !add;
    book->code = (uint16_t)offset;
    book->row8 = add ? out : NULL;
    for (size_t i = 0; add && offset && i < n; i++)
        out[i] = (uint8_t)(out[i] + offset);
    return true;
}
