/* Separated text as a table: bytes to UTF-8, records, faults of rows. */
#include "eco_mem.h"
#include "eco_table_in_impl.h"
#include "eco_text.h"

#include <stdio.h>
#include <string.h>

/* The dialect is found in so many bytes, or the first piece of text. */
enum { SAMPLE = 1 << 16 };

typedef struct text_source {
    eco_text_in *text;
    eco_csv_parser parser;
    eco_csv_row record;
    const char *at; /* what is left of the piece */
    size_t left;
    bool pending; /* the record at hand was not handed out */
} text_source;

/* The next record; ECO_NOTFOUND at the end. */
static eco_status next_record(eco_ctx *ctx, text_source *s)
{
    for (;;) {
        size_t used;
        eco_status st =
            eco_csv_push(&s->parser, s->at, s->left, &s->record, &used);

        s->at += used;
        s->left -= used;
        if (st != ECO_NOTFOUND)
            return st ? eco_nomem(ctx) : ECO_OK;
        st = eco_text_next(ctx, s->text, &s->at, &s->left);
        if (st)
            return st;
        if (s->left)
            continue;
        st = eco_csv_finish(&s->parser, &s->record);
        return st == ECO_NOMEM ? eco_nomem(ctx) : st;
    }
}

/* The beginning of the text; what was read is read again. */
static eco_status read_sample(eco_ctx *ctx, text_source *s, eco_str *sample)
{
    eco_status st;

    do {
        st = eco_text_next(ctx, s->text, &s->at, &s->left);
        eco_str_add_n(sample, s->at, st ? 0 : s->left);
    } while (!st && s->left && sample->n < SAMPLE && !sample->failed);
    if (sample->failed)
        return eco_nomem(ctx);
    s->left = 0;
    return st ? st : eco_text_rewind(ctx, s->text);
}

/* A header line that the caller names, or its absence, goes before the guess.
 */
static eco_status skip_to_header(eco_ctx *ctx, eco_table_in *t, text_source *s,
                                 eco_csv_dialect *d)
{
    size_t wanted = t->options.header_line, above = 0;
    eco_status st = ECO_OK;

    if (t->options.no_header)
        d->header.named = false;
    if (wanted) {
        d->header.named = true;
        d->header_line = wanted;
    }
    while (!st) {
        st = next_record(ctx, s);
        if (st || s->record.line >= d->header_line)
            break;
        above += !eco_csv_row_blank(&s->record);
    }
    if (st == ECO_NOTFOUND)
        return eco_fail(ctx, ECO_USAGE, "%s: has no line %zu for a header",
                        t->path, wanted);
    if (!st && s->record.line != d->header_line)
        return eco_fail(ctx, ECO_USAGE,
                        "%s: line %zu is within a row that begins before it",
                        t->path, wanted);
    if (wanted) {
        d->header.columns = s->record.ncounted;
        d->header.above = above;
    }
    return st;
}

static void tell(eco_table_in *t, const text_source *s,
                 const eco_csv_dialect *d)
{
    const eco_text_about *a = eco_text_about_of(s->text);

    eco_str_printf(&t->about, "text; %s; separator ", a->note);
    if (d->separator == '\t')
        eco_str_add(&t->about, "TAB");
    else
        eco_str_printf(&t->about, "'%c'", d->separator);
    if (d->quote == '\'')
        eco_str_add(&t->about, "; cells in apostrophes");
    eco_table_tell_header(t, &d->header, d->header_line);
    if (d->decimal)
        eco_str_printf(&t->about, "; decimal %s",
                       d->decimal == ',' ? "comma" : "point");
    t->decimal = d->decimal;
}

static eco_status begin(eco_ctx *ctx, eco_table_in *t, text_source *s,
                        eco_csv_dialect *d)
{
    eco_status st;

    s->parser.separator = d->separator;
    s->parser.quote = d->quote;
    s->parser.cells_max = t->options.columns_max + 1;
    s->parser.cell_max = t->options.cell_max;
    s->parser.record_max = ECO_TABLE_ROW_MAX;
    st = skip_to_header(ctx, t, s, d);
    if (!st && d->header.columns < s->record.ncounted)
        d->header.columns = s->record.ncounted;
    if (!st)
        st = eco_table_set_names(ctx, t, d->header.named ? &s->record : NULL,
                                 d->header.columns);
    return st;
}

static eco_status find_dialect(eco_ctx *ctx, eco_table_in *t, text_source *s,
                               eco_csv_dialect *d)
{
    eco_str sample = {0};
    eco_status st = read_sample(ctx, s, &sample);

    if (!st)
        st = eco_csv_dialect_find(eco_str_text(&sample), sample.n, d);
    if (st == ECO_NOTFOUND)
        st = eco_fail(ctx, ECO_FORMAT, "%s: holds no row", t->path);
    eco_str_clear(&sample);
    return st;
}

static eco_status open_text(eco_ctx *ctx, eco_table_in *t)
{
    eco_csv_dialect d = {.separator = t->options.separator,
                         .quote = t->options.quote};
    text_source *s = eco_mem_array(1, sizeof *s);
    eco_status st;

    if (!s)
        return eco_nomem(ctx);
    t->source = s;
    if (t->options.layer)
        return eco_fail(ctx, ECO_USAGE, "%s: is text and has no layer '%s'",
                        t->path, t->options.layer);
    st = eco_text_open(ctx, t->resolved, t->options.encoding, &s->text);
    if (!st)
        st = find_dialect(ctx, t, s, &d);
    if (!st)
        st = begin(ctx, t, s, &d);
    if (!st)
        tell(t, s, &d);
    s->pending = !d.header.named;
    return st;
}

static void close_text(eco_table_in *t)
{
    text_source *s = t->source;

    eco_text_close(s->text);
    eco_csv_row_clear(&s->record);
    eco_mem_free(s);
}

/* Cells beyond the columns that hold nothing are a habit of spreadsheets. */
static bool has_more(const eco_table_in *t, const eco_csv_row *r)
{
    if (r->faults & ECO_CSV_MANY_CELLS)
        return true;
    for (size_t i = t->ncolumns; i < r->n; i++)
        if (*r->cells[i])
            return true;
    return false;
}

static bool set_shape_fault(eco_table_in *t, const eco_csv_row *r)
{
    if (r->faults & ECO_CSV_OPEN_QUOTE) {
        eco_table_set_fault(t, ECO_ROW_OPEN_QUOTE,
                            "line %zu: a quote opens here and is never "
                            "closed: the file is cut short, or the quote is "
                            "one too many",
                            r->quote_at);
        return true;
    }
    if (r->ncounted < t->ncolumns && (r->faults & ECO_CSV_NO_LINE_END)) {
        eco_table_set_fault(t, ECO_ROW_CUT_SHORT,
                            "line %zu: the last row has %zu of %zu cells and "
                            "no line end: the file is cut short",
                            r->line, r->ncounted, t->ncolumns);
        return true;
    }
    if (r->ncounted < t->ncolumns || has_more(t, r)) {
        eco_table_set_fault(t, ECO_ROW_RAGGED,
                            "line %zu: has %zu cells, the header %zu", r->line,
                            r->ncounted, t->ncolumns);
        return true;
    }
    return false;
}

static void set_text_fault(eco_table_in *t, text_source *s)
{
    const eco_csv_row *r = &s->record;
    eco_text_bad bad;
    char bytes[16] = "";

    if (eco_text_bad_in(s->text, r->line, r->last, &bad)) {
        for (size_t i = 0; i < bad.n; i++)
            snprintf(bytes + 3 * i, sizeof bytes - 3 * i, " %02x",
                     bad.bytes[i]);
        eco_table_set_fault(t, ECO_ROW_BAD_TEXT,
                            "line %llu: byte %llu of the file (%s) is no %s",
                            (unsigned long long)bad.line,
                            (unsigned long long)bad.byte, bytes + 1,
                            eco_text_about_of(s->text)->name);
    } else if (r->faults & ECO_CSV_STRAY_TEXT) {
        eco_table_set_fault(t, ECO_ROW_STRAY_TEXT,
                            "line %zu: text follows a closing quote; quotes "
                            "within a cell are written twice",
                            r->line);
    }
}

static eco_status next_text(eco_ctx *ctx, eco_table_in *t)
{
    text_source *s = t->source;
    const eco_csv_row *r = &s->record;
    eco_status st = ECO_OK;

    do {
        if (!s->pending)
            st = next_record(ctx, s);
        if (st)
            return st;
        s->pending = false;
    } while (eco_csv_row_blank(r) && !(r->faults & ECO_CSV_OPEN_QUOTE));
    eco_table_set_cells(t, r);
    t->row.line = r->line;
    if (set_shape_fault(t, r))
        return ECO_OK;
    if (r->faults & (ECO_CSV_LONG_CELL | ECO_CSV_LONG_RECORD))
        eco_table_set_fault(t, ECO_ROW_LONG,
                            "line %zu: a cell has more than %zu bytes, or the "
                            "row more than %d",
                            r->line, t->options.cell_max, ECO_TABLE_ROW_MAX);
    else
        set_text_fault(t, s);
    return ECO_OK;
}

const eco_table_kind eco_table_text = {open_text, next_text, close_text};
