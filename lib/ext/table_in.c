/* The face of tables of both kinds: names, rows, faults. */
#include "eco_table_in.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_table_in_impl.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static bool ends_as(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);

    return n > m && strcasecmp(path + n - m, ending) == 0;
}

static const eco_table_kind *kind_of(const char *path)
{
    static const char *const texts[] = {".csv", ".tsv", ".tab", ".psv", ".txt"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (ends_as(path, texts[i]))
            return &eco_table_text;
    return ends_as(path, ".xml") ? &eco_table_smart : &eco_table_ogr;
}

static eco_status set_up(eco_ctx *ctx, eco_table_in *t, const char *path)
{
    eco_status st = eco_gdal_init(ctx);

    t->path = eco_mem_text(path);
    if (!st && !t->path)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_gdal_path(ctx, path, &t->resolved);
    if (st)
        return st;
    t->kind = kind_of(t->resolved);
    st = t->kind->open(ctx, t);
    if (st)
        return st;
    if (t->about.failed)
        return eco_nomem(ctx);
    t->cells = eco_mem_array(t->ncolumns, sizeof *t->cells);
    t->row.cells = t->cells;
    return t->cells ? ECO_OK : eco_nomem(ctx);
}

eco_status eco_table_in_open(eco_ctx *ctx, const char *path,
                             const eco_table_options *options,
                             eco_table_in **out)
{
    eco_table_in *t = eco_mem_array(1, sizeof *t);
    eco_status st;

    *out = NULL;
    if (!t)
        return eco_nomem(ctx);
    if (options)
        t->options = *options;
    if (!t->options.columns_max)
        t->options.columns_max = ECO_TABLE_COLUMNS_MAX;
    if (!t->options.cell_max)
        t->options.cell_max = ECO_TABLE_CELL_MAX;
    st = set_up(ctx, t, path);
    t->options.layer = t->options.encoding = NULL; /* the caller's */
    if (st) {
        eco_table_in_close(t);
        return st;
    }
    eco_log(ctx, ECO_LOG_INFO, "%s: %s", path, eco_table_in_about(t));
    *out = t;
    return ECO_OK;
}

void eco_table_in_close(eco_table_in *t)
{
    if (!t)
        return;
    if (t->source)
        t->kind->close(t);
    for (size_t i = 0; t->names && i < t->ncolumns; i++)
        eco_mem_free(t->names[i]);
    eco_mem_free(t->names);
    eco_mem_free(t->cells);
    eco_crs_destroy(t->crs);
    eco_str_clear(&t->about);
    eco_str_clear(&t->why);
    eco_mem_free(t->resolved);
    eco_mem_free(t->path);
    eco_mem_free(t);
}

size_t eco_table_in_ncolumns(const eco_table_in *t)
{
    return t->ncolumns;
}

const char *eco_table_in_column(const eco_table_in *t, size_t i)
{
    return t->names[i];
}

int eco_table_in_find(const eco_table_in *t, const char *name)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        if (strcmp(t->names[i], name) == 0)
            return (int)i;
    return -1;
}

const eco_crs *eco_table_in_crs(const eco_table_in *t)
{
    return t->crs;
}

bool eco_table_in_spatial(const eco_table_in *t)
{
    return t->spatial;
}

const char *eco_table_in_about(const eco_table_in *t)
{
    return eco_str_text(&t->about);
}

char eco_table_in_decimal(const eco_table_in *t)
{
    return t->decimal;
}

eco_status eco_table_in_next(eco_ctx *ctx, eco_table_in *t,
                             const eco_table_row **row)
{
    eco_status st;

    *row = NULL;
    t->row.fault = ECO_ROW_GOOD;
    t->row.why = "";
    st = t->kind->next(ctx, t);
    if (st == ECO_NOTFOUND)
        return ECO_OK;
    if (st)
        return st;
    if (t->why.failed)
        return eco_nomem(ctx);
    t->row.number++;
    *row = &t->row;
    return ECO_OK;
}

/* "name", or "name_2" and so on when it stands among the first `before`. */
static char *unique(const eco_table_in *t, size_t before, const char *name)
{
    eco_str s = {0};

    for (int k = 1; k <= ECO_TABLE_COLUMNS_MAX + 1; k++) {
        size_t i = 0;

        s.n = 0;
        eco_str_add(&s, name);
        if (k > 1)
            eco_str_printf(&s, "_%d", k);
        if (s.failed)
            break;
        while (i < before && strcmp(t->names[i], eco_str_text(&s)) != 0)
            i++;
        if (i == before)
            break;
    }
    return eco_str_take(&s);
}

/* A header's cell in one line, without blanks around it; column_4 for none. */
static char *tidy_name(const char *cell, size_t column)
{
    char *name = eco_mem_text(cell);
    eco_str made = {0};
    size_t from, n;

    if (!name)
        return NULL;
    eco_one_line(name);
    from = strspn(name, " ");
    n = strlen(name);
    while (n > from && name[n - 1] == ' ')
        n--;
    if (n > from)
        eco_str_add_n(&made, name + from, n - from);
    else
        eco_str_printf(&made, "column_%zu", column);
    eco_mem_free(name);
    return eco_str_take(&made);
}

eco_status eco_table_set_names(eco_ctx *ctx, eco_table_in *t,
                               const eco_csv_row *header, size_t ncolumns)
{
    if (ncolumns > t->options.columns_max)
        return eco_fail(ctx, ECO_FORMAT,
                        "%s: has %zu columns; at most %zu are read", t->path,
                        ncolumns, t->options.columns_max);
    t->names = eco_mem_array(ncolumns, sizeof *t->names);
    if (!t->names)
        return eco_nomem(ctx);
    t->ncolumns = ncolumns;
    for (size_t i = 0; i < ncolumns; i++) {
        char *name =
            tidy_name(header && i < header->n ? header->cells[i] : "", i + 1);

        t->names[i] = name ? unique(t, i, name) : NULL;
        eco_mem_free(name);
        if (!t->names[i])
            return eco_nomem(ctx);
    }
    return ECO_OK;
}

void eco_table_tell_header(eco_table_in *t, const eco_csv_header *h,
                           size_t line)
{
    if (h->named)
        eco_str_printf(&t->about, "; header in line %zu", line);
    else
        eco_str_add(&t->about, "; no header");
    if (h->above)
        eco_str_printf(&t->about, ", %zu row%s above", h->above,
                       h->above == 1 ? "" : "s");
}

void eco_table_set_cells(eco_table_in *t, const eco_csv_row *record)
{
    for (size_t i = 0; i < t->ncolumns; i++)
        t->cells[i] = i < record->n ? record->cells[i] : NULL;
    t->row.ncells = record->ncounted;
}

void eco_table_set_fault(eco_table_in *t, eco_row_fault fault, const char *fmt,
                         ...)
{
    char text[160];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    t->row.fault = fault;
    t->why.n = 0;
    eco_str_add(&t->why, text);
    t->row.why = eco_str_text(&t->why);
}
