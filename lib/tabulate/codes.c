/* Codes of every table for one row. */
#include "eco_codes.h"

#include "eco_byte_codes.h"
#include "eco_key_codes.h"
#include "eco_mem.h"

#include <string.h>

enum { TUNE_CELLS = 1 << 18 };

struct table {
    eco_codebook book;
    eco_byte_codes *bytes; /* NULL: by keys */
    eco_key_codes *keys;
    uint8_t *row8;
    size_t age; /* cells since `common` was chosen */
};

struct eco_codes {
    const eco_stack *stack;
    struct table *tables;
    eco_key_rows *rows; /* of the tables that go by keys */
    size_t cap;         /* columns */
    bool *unknown;      /* tables that met something new */
};

static eco_status create_table(eco_ctx *ctx, const eco_stack *s, size_t i,
                               struct table *t)
{
    eco_status st = eco_byte_codes_create(ctx, s, &s->tables[i], &t->bytes);

    if (!st && s->tables[i].kind == ECO_TABLE_TOTAL) {
        t->book.constant = true;
        if (!ECO_GROW(t->book.keys, 0, t->book.keys_cap))
            return eco_nomem(ctx);
        t->book.keys[0] = 0;
        t->book.ncodes = 1;
    } else if (!st && !t->bytes) {
        st = eco_key_codes_create(ctx, s->tables[i].radix, &t->keys);
    }
    return st;
}

eco_status eco_codes_create(eco_ctx *ctx, const eco_stack *s, eco_codes **out)
{
    eco_codes *c = eco_mem_array(1, sizeof *c);
    eco_status st = ECO_OK;

    *out = NULL;
    if (!c)
        return eco_nomem(ctx);
    c->stack = s;
    c->tables = eco_mem_array(s->ntables, sizeof *c->tables);
    c->unknown = eco_mem_array(s->ntables, sizeof *c->unknown);
    if (!c->tables || !c->unknown)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_key_rows_create(ctx, s, &c->rows);
    for (size_t i = 0; i < s->ntables && !st; i++)
        st = create_table(ctx, s, i, &c->tables[i]);
    if (st) {
        eco_codes_destroy(c);
        return st;
    }
    *out = c;
    return ECO_OK;
}

void eco_codes_destroy(eco_codes *c)
{
    if (!c)
        return;
    for (size_t i = 0; c->tables && i < c->stack->ntables; i++) {
        struct table *t = &c->tables[i];

        eco_byte_codes_destroy(t->bytes);
        eco_key_codes_destroy(t->keys);
        eco_mem_free(t->book.keys);
        eco_mem_free(t->row8);
    }
    eco_key_rows_destroy(c->rows);
    eco_mem_free(c->tables);
    eco_mem_free(c->unknown);
    eco_mem_free(c);
}

const eco_codebook *eco_codes_book(const eco_codes *c, size_t table)
{
    return &c->tables[table].book;
}

static bool resize(void **p, size_t n, size_t size)
{
    void *q = eco_mem_resize(*p, n, size);

    if (q)
        *p = q;
    return q != NULL;
}

static eco_status make_room(eco_ctx *ctx, eco_codes *c, size_t n)
{
    if (n <= c->cap)
        return ECO_OK;
    for (size_t i = 0; i < c->stack->ntables; i++) {
        struct table *t = &c->tables[i];

        if (t->bytes &&
            !resize((void **)(void *)&t->row8, n + ECO_BYTES_SLACK, 1))
            return eco_nomem(ctx);
    }
    c->cap = n;
    return ECO_OK;
}

/* Now and then, which codes are common here. */
static void tune(struct table *t, size_t n)
{
    if (t->book.row8 && !t->age)
        t->book.common = eco_common_choose(t->book.row8, n);
    t->age = t->age + n < TUNE_CELLS ? t->age + n : 0;
}

static eco_status code_keys(eco_ctx *ctx, eco_codes *c, const eco_view *views,
                            size_t n, bool *known)
{
    const eco_stack *s = c->stack;
    const uint32_t *keys;
    eco_status st = ECO_OK;

    eco_key_rows_begin(c->rows);
    for (size_t i = 0; i < s->ntables && !st; i++) {
        struct table *t = &c->tables[i];

        if (!t->keys)
            continue;
        st = eco_key_rows_of(ctx, c->rows, views, i, n, &keys);
        if (st)
            break;
        c->unknown[i] = false;
        st = eco_key_codes_row(ctx, t->keys, keys, n, &t->book, &c->unknown[i]);
        *known &= !c->unknown[i];
    }
    return st;
}

eco_status eco_codes_row(eco_ctx *ctx, eco_codes *c, const eco_view *views,
                         size_t n, bool *known)
{
    bool by_keys = false;
    eco_status st = make_room(ctx, c, n);

    *known = true;
    if (st)
        return st;
    for (size_t i = 0; i < c->stack->ntables; i++) {
        struct table *t = &c->tables[i];

        by_keys |= t->keys != NULL;
        if (!t->bytes)
            continue;
        c->unknown[i] =
            !eco_byte_codes_row(t->bytes, views, n, &t->book, t->row8);
        *known &= !c->unknown[i];
        if (!c->unknown[i])
            tune(t, n);
    }
    return by_keys ? code_keys(ctx, c, views, n, known) : ECO_OK;
}

/* Too many combinations for bytes: by keys from now on. */
static eco_status give_up_bytes(eco_ctx *ctx, eco_codes *c, size_t i)
{
    struct table *t = &c->tables[i];

    eco_byte_codes_destroy(t->bytes);
    t->bytes = NULL;
    t->book.row8 = NULL;
    t->book.ncodes = 0;
    return eco_key_codes_create(ctx, c->stack->tables[i].radix, &t->keys);
}

eco_status eco_codes_learn(eco_ctx *ctx, eco_codes *c, const eco_view *views,
                           size_t n)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < c->stack->ntables && !st; i++) {
        struct table *t = &c->tables[i];
        bool fits = true;

        if (!c->unknown[i])
            continue;
        c->unknown[i] = false;
        t->age = 0;
        if (t->bytes)
            st = eco_byte_codes_learn(ctx, t->bytes, views, n, &t->book, &fits);
        else
            eco_key_codes_forget(t->keys, &t->book);
        if (!st && !fits)
            st = give_up_bytes(ctx, c, i);
    }
    return st;
}
