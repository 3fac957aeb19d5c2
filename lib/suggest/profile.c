/* Rows of a table into counts of each column. */
#include "eco_fold.h"
#include "eco_mem.h"
#include "eco_personal.h"
#include "eco_suggest_impl.h"

#include <stdlib.h>
#include <string.h>

/* 64 MiB of hashes, by which the different values are counted. */
enum { CELLS_MAX = 8 << 20 };

static eco_status set_up(eco_ctx *ctx, eco_table_in *t, eco_profile *p)
{
    eco_personal *personal = NULL;
    eco_status st = eco_personal_create(ctx, &personal);

    p->table = t;
    p->columns = eco_mem_array(eco_table_in_ncolumns(t), sizeof *p->columns);
    if (!st && !p->columns)
        st = eco_nomem(ctx);
    for (size_t i = 0; !st && i < eco_table_in_ncolumns(t); i++) {
        eco_column *c = &p->columns[i];
        eco_str folded = {0};

        c->name = eco_table_in_column(t, i);
        eco_str_add(&folded, "");
        eco_fold(&folded, c->name);
        c->folded = eco_str_take(&folded);
        p->ncolumns++;
        st = c->folded
                 ? eco_personal_match(ctx, personal, c->name, &c->personal)
                 : eco_nomem(ctx);
        eco_str_clear(&folded);
    }
    eco_personal_destroy(personal);
    return st;
}

static void drop_values(eco_column *c)
{
    for (size_t i = 0; i < c->nvalues; i++)
        eco_mem_free(c->values[i].text);
    eco_mem_free(c->values);
    c->values = NULL;
    c->nvalues = 0;
    c->many = true;
}

static bool add_value(eco_column *c, const char *text, size_t n)
{
    size_t i = 0;

    if (c->many)
        return true;
    while (i < c->nvalues && (strncmp(c->values[i].text, text, n) != 0 ||
                              c->values[i].text[n] != '\0'))
        i++;
    if (i == ECO_VALUES_MAX || n > ECO_VALUE_BYTES) {
        drop_values(c);
        return true;
    }
    if (!c->values)
        c->values = eco_mem_array(ECO_VALUES_MAX, sizeof *c->values);
    if (!c->values)
        return false;
    if (i == c->nvalues) {
        c->values[i].text = eco_mem_text_n(text, n);
        if (!c->values[i].text)
            return false;
        c->nvalues++;
    }
    c->values[i].n++;
    return true;
}

/* FNV-1a: among as many rows as are read, two texts share one with a chance
 * below 1e-11. */
static uint64_t hash(const char *text, size_t n)
{
    uint64_t h = 14695981039346656037U;

    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211U;
    return h;
}

static bool add_cell(eco_column *c, const char *text, size_t rows)
{
    size_t n;

    text += strspn(text, " \t\r\n");
    n = strlen(text);
    while (n && strchr(" \t\r\n", text[n - 1]))
        n--;
    if (!n)
        return true;
    if (!c->hashes)
        c->hashes = eco_mem_array(rows, sizeof *c->hashes);
    if (!c->hashes || !add_value(c, text, n))
        return false;
    c->hashes[c->nfilled++] = hash(text, n);
    eco_cell_look(c, text);
    return true;
}

static eco_status add_row(eco_ctx *ctx, eco_profile *p,
                          const eco_table_row *row, size_t rows)
{
    if (row->fault != ECO_ROW_GOOD && row->fault != ECO_ROW_BAD_TEXT) {
        p->nfaulty++;
        return ECO_OK;
    }
    p->nrows++;
    p->ngeometry += row->wkb != NULL;
    for (size_t i = 0; i < p->ncolumns; i++)
        if (row->cells[i] && !p->columns[i].personal &&
            !add_cell(&p->columns[i], row->cells[i], rows))
            return eco_nomem(ctx);
    return ECO_OK;
}

static int by_hash(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static void count_distinct(eco_column *c)
{
    if (!c->nfilled)
        return;
    qsort(c->hashes, c->nfilled, sizeof *c->hashes, by_hash);
    c->ndistinct = 1;
    for (size_t i = 1; i < c->nfilled; i++)
        c->ndistinct += c->hashes[i] != c->hashes[i - 1];
    eco_mem_free(c->hashes);
    c->hashes = NULL;
}

static int by_count(const void *a, const void *b)
{
    const eco_value *x = a, *y = b;

    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return strcmp(x->text, y->text);
}

eco_status eco_profile_read(eco_ctx *ctx, eco_table_in *t, size_t rows,
                            eco_profile *out)
{
    const eco_table_row *row = NULL;
    eco_status st = set_up(ctx, t, out);

    if (out->ncolumns && rows > CELLS_MAX / out->ncolumns)
        rows = CELLS_MAX / out->ncolumns;
    while (!st && !(st = eco_table_in_next(ctx, t, &row)) && row) {
        out->more = out->nrows + out->nfaulty == rows;
        if (out->more)
            break;
        st = add_row(ctx, out, row, rows);
        if (!st && out->nrows % 1024 == 0)
            st = eco_progress(ctx, (double)out->nrows / (double)rows,
                              "looking at rows");
    }
    for (size_t i = 0; !st && i < out->ncolumns; i++) {
        eco_column *c = &out->columns[i];

        count_distinct(c);
        if (c->values)
            qsort(c->values, c->nvalues, sizeof *c->values, by_count);
    }
    return st;
}

void eco_profile_clear(eco_profile *p)
{
    for (size_t i = 0; i < p->ncolumns; i++) {
        drop_values(&p->columns[i]);
        eco_mem_free(p->columns[i].hashes);
        eco_mem_free(p->columns[i].folded);
    }
    eco_mem_free(p->columns);
    *p = (eco_profile){0};
}

bool eco_column_leaks(const eco_column *c)
{
    return c->nmail * 2 > c->nfilled;
}
