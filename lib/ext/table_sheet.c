/* What spreadsheets and Shapefiles need before OGR can be trusted with them. */
#include "eco_mem.h"
#include "eco_table_ogr.h"
#include "eco_text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <string.h>

enum { WORKBOOK_MAX = 1 << 20, DBF_HEAD = 32 };

static eco_status read_sample(eco_ctx *ctx, eco_table_in *t, ogr_source *s,
                              eco_csv_sample *sample)
{
    eco_status st = eco_csv_sample_create(sample);
    bool damaged;

    if (st)
        return eco_nomem(ctx);
    while (sample->n < ECO_CSV_SAMPLE_ROWS && !st) {
        st = eco_table_next_feature(ctx, t, s);
        if (!st)
            st = eco_table_read_cells(ctx, s, &sample->rows[sample->n],
                                      &damaged);
        sample->n += !st;
    }
    OGR_L_ResetReading(s->layer);
    s->line = 0;
    return st == ECO_NOTFOUND ? ECO_OK : st;
}

/* Rows of a sheet have all its columns: as many as the last filled cell of a
 * row asks for, so that titles above the names do not look full. */
static void cut_trailing(eco_csv_sample *sample)
{
    for (size_t i = 0; i < sample->n; i++) {
        eco_csv_row *row = &sample->rows[i];

        while (row->n > 1 && !*row->cells[row->n - 1])
            row->n--;
    }
}

static eco_status choose_header(eco_ctx *ctx, eco_table_in *t,
                                const eco_csv_sample *sample, eco_csv_header *h)
{
    size_t wanted = t->options.header_line;

    if (wanted > sample->n)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: has no row %zu for a header within its first %d",
                        t->path, wanted, ECO_CSV_SAMPLE_ROWS);
    if (wanted) {
        *h = (eco_csv_header){.at = wanted - 1, .named = true};
        for (size_t i = 0; i < h->at; i++)
            h->above += !eco_csv_row_blank(&sample->rows[i]);
    }
    if (t->options.no_header)
        h->named = false;
    if (!sample->n || eco_csv_row_blank(&sample->rows[h->at]))
        return eco_fail(ctx, ECO_FORMAT, "%s: holds no row", t->path);
    return ECO_OK;
}

eco_status eco_table_sheet_header(eco_ctx *ctx, eco_table_in *t, ogr_source *s)
{
    size_t columns = (size_t)OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(s->layer));
    eco_csv_sample sample = {0};
    eco_csv_header h = {0};
    eco_status st = read_sample(ctx, t, s, &sample);

    if (!st) {
        cut_trailing(&sample);
        h = eco_csv_header_find(&sample);
        st = choose_header(ctx, t, &sample, &h);
    }
    if (!st)
        st = eco_table_set_names(ctx, t, h.named ? &sample.rows[h.at] : NULL,
                                 columns);
    if (!st) {
        s->header_line = h.at + h.named;
        eco_table_tell_header(t, &h, h.at + 1);
    }
    eco_csv_sample_clear(&sample);
    return st;
}

/* Digits of "-0.10000000000000001", or 0 when it is no number in decimals. */
static size_t count_digits(const char *text)
{
    size_t digits = 0;
    bool point = false;

    text += *text == '-';
    for (; *text; text++) {
        if (*text == '.' && !point)
            point = true;
        else if (*text >= '0' && *text <= '9')
            digits += digits || *text != '0';
        else if ((*text == 'E' || *text == 'e') && digits)
            return text[1 + strspn(text + 1, "+-0123456789")] ? 0 : digits;
        else
            return 0;
    }
    return point ? digits : 0;
}

void eco_table_tidy_numbers(eco_csv_row *record)
{
    for (size_t i = 0; i < record->n; i++) {
        char *cell = record->cells[i], number[32];
        double v;

        if (strlen(cell) < 16 || count_digits(cell) < 16 ||
            !eco_parse_real(cell, &v))
            continue;
        eco_str_real(number, v);
        if (strlen(number) < strlen(cell))
            memcpy(cell, number, strlen(number) + 1);
    }
}

eco_status eco_table_check_workbook(eco_ctx *ctx, const eco_table_in *t)
{
    eco_str path = {0};
    char *text = eco_mem_array(WORKBOOK_MAX + 1, 1);
    VSILFILE *f = NULL;
    const char *at;
    eco_status st = ECO_OK;

    eco_str_printf(&path, "/vsizip/%s/xl/workbook.xml", t->resolved);
    if (!text || path.failed)
        st = eco_nomem(ctx);
    else
        f = VSIFOpenL(path.text, "rb");
    if (f) {
        text[VSIFReadL(text, 1, WORKBOOK_MAX, f)] = '\0';
        at = strstr(text, "date1904=");
        if (at && (at[10] == '1' || at[10] == 't'))
            st = eco_fail(ctx, ECO_FORMAT,
                          "%s: counts its days from 1904, which would be read "
                          "four years off; save it as CSV, or with days from "
                          "1900",
                          t->path);
        VSIFCloseL(f);
    }
    eco_str_clear(&path);
    eco_mem_free(text);
    return st;
}

/* "x.shp" to "x.dbf" or "x.cpg", in the case of the ending. */
static char *beside(const char *path, const char *lower, const char *upper)
{
    size_t n = strlen(path) - 3;
    eco_str s = {0};

    eco_str_add_n(&s, path, n);
    eco_str_add(&s, path[n] >= 'a' ? lower : upper);
    return eco_str_take(&s);
}

static bool exists(const char *path)
{
    VSILFILE *f = path ? VSIFOpenL(path, "rb") : NULL;

    if (f)
        VSIFCloseL(f);
    return f != NULL;
}

/* Whether the file says its encoding: by a .cpg beside it or in its head. The
 * length of that head, 0 when it cannot be read. */
static size_t look_at_head(const char *dbf, bool *said)
{
    unsigned char head[DBF_HEAD] = {0};
    char *cpg = beside(dbf, "cpg", "CPG");
    VSILFILE *f = VSIFOpenL(dbf, "rb");
    size_t n = f ? VSIFReadL(head, 1, DBF_HEAD, f) : 0;

    if (f)
        VSIFCloseL(f);
    *said = head[29] || exists(cpg);
    eco_mem_free(cpg);
    return n == DBF_HEAD ? (size_t)head[8] | (size_t)head[9] << 8 : 0;
}

eco_status eco_table_dbf_encoding(eco_ctx *ctx, eco_table_in *t,
                                  const char **encoding)
{
    char *dbf = beside(t->resolved, "dbf", "DBF");
    ogr_source *s = t->source;
    eco_text_about a = {0};
    eco_status st = ECO_OK;
    bool said = false;
    size_t head;

    if (!dbf)
        return eco_nomem(ctx);
    head = look_at_head(dbf, &said); /* 0: geometries alone */
    if (head)
        st = eco_text_encoding(ctx, dbf, head, &a);
    if (!st && head && a.nletters &&
        (!said || (a.encoding == ECO_TEXT_UTF8 && !a.nbad))) {
        *encoding = eco_encoding_name(a.encoding);
        eco_str_printf(&s->note, "; %s by its bytes, %s", *encoding,
                       said ? "whatever .cpg or .dbf say" : "there is no .cpg");
    }
    eco_mem_free(dbf);
    return st;
}
