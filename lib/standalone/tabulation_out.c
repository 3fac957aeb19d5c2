/* Writes a tabulation: as CSV, or through a table writer. */
#include "eco_standalone.h"

#include "eco_csv.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_table_out.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FLUSH_BYTES = 1 << 20 };

/* Room for a row. */
struct row {
    eco_cell *cells;
    char (*buffer)[32];
};

static eco_status row_create(eco_ctx *ctx, const eco_tabulation *t,
                             struct row *r)
{
    size_t n = eco_tabulation_columns(t);

    r->cells = eco_mem_array(n, sizeof *r->cells);
    r->buffer = eco_mem_array(n, sizeof *r->buffer);
    return r->cells && r->buffer ? ECO_OK : eco_nomem(ctx);
}

static void row_clear(struct row *r)
{
    eco_mem_free(r->cells);
    eco_mem_free(r->buffer);
}

static void header(eco_str *out, const eco_tabulation *t)
{
    char name[80];
    bool number;

    for (size_t i = 0; i < eco_tabulation_columns(t); i++) {
        eco_tabulation_column(t, i, name, &number);
        eco_str_printf(out, "%s%s", i ? "," : "", name);
    }
    eco_csv_end(out);
}

static void csv_row(eco_str *out, const eco_tabulation *t, size_t i,
                    const struct row *r)
{
    if (!eco_tabulation_row(t, i, r->cells, r->buffer))
        return;
    for (size_t c = 0; c < eco_tabulation_columns(t); c++) {
        if (c)
            eco_csv_next(out);
        if (r->cells[c].text)
            eco_csv_text(out, r->cells[c].text);
        else if (!isnan(r->cells[c].number)) /* an error that is not known */
            eco_csv_real(out, r->cells[c].number);
    }
    eco_csv_end(out);
}

/* All rows; with a file, what has gathered goes there now and then. */
static eco_status write_csv(eco_ctx *ctx, const eco_tabulation *t,
                            eco_str *text, FILE *file)
{
    struct row r = {0};
    eco_status st = row_create(ctx, t, &r);
    size_t n = eco_tally_count(t->result->tally);

    if (!st)
        header(text, t);
    for (size_t i = 0; i < n && !st; i++) {
        csv_row(text, t, i, &r);
        if (text->failed)
            st = eco_nomem(ctx);
        if (st || !file || (text->n < FLUSH_BYTES && i + 1 < n))
            continue;
        if (fwrite(eco_str_text(text), 1, text->n, file) != text->n)
            st = ECO_IO;
        eco_str_clear(text);
    }
    if (!st && file && text->n &&
        fwrite(eco_str_text(text), 1, text->n, file) != text->n)
        st = ECO_IO;
    row_clear(&r);
    return st;
}

eco_status eco_tabulation_csv(eco_ctx *ctx, const eco_tabulation *t, char **out)
{
    eco_str text = {0};
    eco_status st = write_csv(ctx, t, &text, NULL);

    *out = st ? NULL : eco_str_take(&text);
    if (st)
        eco_str_clear(&text);
    return st || *out ? st : eco_nomem(ctx);
}

static eco_status stream_csv(eco_ctx *ctx, void *user, FILE *file)
{
    const eco_tabulation *t = user;
    eco_str text = {0};
    eco_status st = write_csv(ctx, t, &text, file);

    eco_str_clear(&text);
    return st;
}

eco_status eco_tabulation_csv_file(eco_ctx *ctx, const eco_tabulation *t,
                                   const char *path)
{
    eco_tabulation copy = *t;

    return eco_file_stream(ctx, path, stream_csv, &copy);
}

static eco_status write_zones(eco_ctx *ctx, const eco_tabulation *t,
                              const eco_zone_set *set, eco_table_out *out)
{
    const eco_features *zones = &set->features;
    eco_status st = eco_table_out_layer(
        ctx, out, t->nsets > 1 ? set->name : "zone", zones->crs);

    if (!st)
        st = eco_table_out_field(ctx, out, "zone", false);
    for (size_t i = 0; i < zones->n && !st; i++) {
        const eco_feature *f = &zones->items[i];

        st = eco_table_out_row(ctx, out);
        if (st)
            break;
        eco_table_out_text(out, 0, f->key);
        st = eco_table_out_geometry(ctx, out, f->wkb, f->nwkb);
        if (!st)
            st = eco_table_out_end(ctx, out);
    }
    return st;
}

static eco_status write_fields(eco_ctx *ctx, const eco_tabulation *t,
                               eco_table_out *out)
{
    eco_status st = ECO_OK;
    char name[80];
    bool number;

    for (size_t i = 0; i < eco_tabulation_columns(t) && !st; i++) {
        eco_tabulation_column(t, i, name, &number);
        st = eco_table_out_field(ctx, out, name, number);
    }
    return st;
}

static eco_status write_row(eco_ctx *ctx, const eco_tabulation *t,
                            const struct row *r, eco_table_out *out)
{
    eco_status st = eco_table_out_row(ctx, out);

    if (st)
        return st;
    for (size_t c = 0; c < eco_tabulation_columns(t); c++)
        if (r->cells[c].text)
            eco_table_out_text(out, (int)c, r->cells[c].text);
        else if (!isnan(r->cells[c].number))
            eco_table_out_real(out, (int)c, r->cells[c].number);
    return eco_table_out_end(ctx, out);
}

static eco_status write_rows(eco_ctx *ctx, const eco_tabulation *t,
                             eco_table_out *out)
{
    struct row r = {0};
    eco_status st = row_create(ctx, t, &r);

    for (size_t i = 0; i < eco_tally_count(t->result->tally) && !st; i++)
        if (eco_tabulation_row(t, i, r.cells, r.buffer))
            st = write_row(ctx, t, &r, out);
    row_clear(&r);
    return st;
}

eco_status eco_tabulation_table(eco_ctx *ctx, const eco_tabulation *t,
                                const char *path)
{
    eco_table_out *out = NULL;
    char *temporary = NULL;
    eco_status st = eco_file_temporary(ctx, path, &temporary), closed;

    if (st)
        return st;
    remove(temporary); /* drivers want to make the file themselves */
    st = eco_table_out_create(ctx, temporary, &out);
    for (size_t i = 0; i < t->nsets && !st && eco_table_out_spatial(out); i++)
        st = write_zones(ctx, t, &t->sets[i], out);
    if (!st)
        st = eco_table_out_layer(ctx, out, "tabulation", NULL);
    if (!st)
        st = write_fields(ctx, t, out);
    if (!st)
        st = write_rows(ctx, t, out);
    closed = eco_table_out_close(ctx, out);
    st = st ? st : closed;
    if (!st)
        st = eco_file_replace(ctx, temporary, path);
    if (st)
        remove(temporary);
    eco_mem_free(temporary);
    return st;
}
