/* Records of separated values from pieces of text, in memory of one record. */
#include "eco_csv.h"
#include "eco_mem.h"

#include <string.h>

void eco_csv_row_begin(eco_csv_row *row)
{
    row->n = row->nbytes = row->ncounted = 0;
    row->line = row->last = row->quote_at = 0;
    row->faults = 0;
}

static eco_status add_bytes(eco_csv_row *row, const char *text, size_t n)
{
    if (row->nbytes + n > row->cap_bytes) {
        size_t cap = row->cap_bytes ? row->cap_bytes : 256;
        char *grown;

        while (cap < row->nbytes + n)
            cap *= 2;
        grown = eco_mem_resize(row->buffer, cap, 1);
        if (!grown)
            return ECO_NOMEM;
        row->buffer = grown;
        row->cap_bytes = cap;
    }
    if (n)
        memcpy(row->buffer + row->nbytes, text, n);
    row->nbytes += n;
    return ECO_OK;
}

static eco_status begin_cell(eco_csv_row *row)
{
    if (!ECO_GROW(row->starts, row->n, row->cap_starts) ||
        !ECO_GROW(row->cells, row->n, row->cap))
        return ECO_NOMEM;
    row->starts[row->n++] = row->nbytes;
    return ECO_OK;
}

eco_status eco_csv_row_add(eco_csv_row *row, const char *text, size_t n)
{
    eco_status st = begin_cell(row);

    row->ncounted = row->n;
    if (!st)
        st = add_bytes(row, text, n);
    return st ? st : add_bytes(row, "", 1);
}

/* The buffer moves no more: the cells can point into it. */
eco_status eco_csv_row_end(eco_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        row->cells[i] = row->buffer + row->starts[i];
    return ECO_OK;
}

bool eco_csv_row_blank(const eco_csv_row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->cells[i][strspn(row->cells[i], " \t\r\n")])
            return false;
    return true;
}

void eco_csv_row_clear(eco_csv_row *row)
{
    eco_mem_free(row->cells);
    eco_mem_free(row->starts);
    eco_mem_free(row->buffer);
    *row = (eco_csv_row){0};
}

/* Whether the cell under way is kept. */
static bool is_kept(const eco_csv_parser *p, const eco_csv_row *row)
{
    return !p->cells_max || row->ncounted <= p->cells_max;
}

static eco_status open_cell(eco_csv_parser *p, eco_csv_row *row)
{
    p->state = ECO_CSV_START;
    p->full = false;
    row->ncounted++;
    if (is_kept(p, row))
        return begin_cell(row);
    row->faults |= ECO_CSV_MANY_CELLS;
    return ECO_OK;
}

/* A letter of UTF-8 that a limit cut in two goes wholly. */
static void trim(eco_csv_row *row)
{
    size_t from = row->starts[row->n - 1], at = row->nbytes, tail = 0;
    unsigned char c;

    while (at > from && tail < 3 &&
           ((unsigned char)row->buffer[at - 1] & 0xc0) == 0x80) {
        at--;
        tail++;
    }
    if (at == from)
        return;
    c = (unsigned char)row->buffer[at - 1];
    if ((c >= 0xf0 && tail < 3) || (c >= 0xe0 && tail < 2) ||
        (c >= 0xc0 && tail < 1))
        row->nbytes = at - 1;
}

static eco_status close_cell(const eco_csv_parser *p, eco_csv_row *row)
{
    if (!is_kept(p, row))
        return ECO_OK;
    if (p->full)
        trim(row);
    return add_bytes(row, "", 1);
}

/* As much of `text` as the limits leave. */
static eco_status keep(eco_csv_parser *p, eco_csv_row *row, const char *text,
                       size_t n)
{
    size_t have, room = n;

    if (p->full || !is_kept(p, row))
        return ECO_OK;
    have = row->nbytes - row->starts[row->n - 1];
    if (p->cell_max && have + room > p->cell_max) {
        room = p->cell_max - have;
        row->faults |= ECO_CSV_LONG_CELL;
    }
    if (p->record_max && row->nbytes + room > p->record_max) {
        room = row->nbytes > p->record_max ? 0 : p->record_max - row->nbytes;
        row->faults |= ECO_CSV_LONG_RECORD;
    }
    p->full = room < n;
    return add_bytes(row, text, room);
}

static void count_line(eco_csv_parser *p, char c)
{
    if (c == '\r' || (c == '\n' && !p->cr))
        p->line++;
    p->cr = c == '\r';
}

static eco_status end_record(eco_csv_parser *p, eco_csv_row *row)
{
    eco_status st = close_cell(p, row);

    p->inside = false;
    row->last = p->line + 1;
    return st ? st : eco_csv_row_end(row);
}

static char quote_of(const eco_csv_parser *p)
{
    if (p->quote)
        return p->quote;
    return '"';
}

/* Bytes that are nothing but text where the parser stands. */
static size_t plain(const eco_csv_parser *p, const char *at, const char *end)
{
    const char *from = at;
    char quote = quote_of(p);

    if (p->state == ECO_CSV_QUOTED)
        while (at < end && *at != quote && *at != '\n' && *at != '\r')
            at++;
    else if (p->state == ECO_CSV_PLAIN)
        while (at < end && *at != p->separator && *at != '\n' && *at != '\r')
            at++;
    return (size_t)(at - from);
}

/* A byte outside quotes. */
static eco_status take(eco_csv_parser *p, char c, eco_csv_row *row, bool *ended)
{
    char quote = quote_of(p);
    eco_status st;

    if (c == p->separator) {
        st = close_cell(p, row);
        return st ? st : open_cell(p, row);
    }
    if (c == '\n' || c == '\r') {
        *ended = true;
        st = end_record(p, row);
        count_line(p, c);
        return st;
    }
    if (c == quote && p->state == ECO_CSV_START) {
        p->state = ECO_CSV_QUOTED;
        row->quote_at = p->line + 1;
        return ECO_OK;
    }
    if (p->state == ECO_CSV_CLOSED && c == quote) {
        p->state = ECO_CSV_QUOTED; /* twice: one of them is meant */
        return keep(p, row, &c, 1);
    }
    if (p->state == ECO_CSV_CLOSED && c != ' ')
        row->faults |= ECO_CSV_STRAY_TEXT;
    p->state = ECO_CSV_PLAIN;
    return keep(p, row, &c, 1);
}

static eco_status take_quoted(eco_csv_parser *p, char c, eco_csv_row *row)
{
    if (c == quote_of(p)) {
        p->state = ECO_CSV_CLOSED;
        return ECO_OK;
    }
    count_line(p, c);
    return keep(p, row, &c, 1);
}

static eco_status begin_record(eco_csv_parser *p, eco_csv_row *row)
{
    eco_csv_row_begin(row);
    row->line = p->line + 1;
    p->inside = true;
    return open_cell(p, row);
}

eco_status eco_csv_push(eco_csv_parser *p, const char *bytes, size_t n,
                        eco_csv_row *row, size_t *used)
{
    const char *at = bytes, *end = bytes + n;
    eco_status st = ECO_OK;
    bool ended = false;

    while (at < end && !st && !ended) {
        size_t run;

        if (!p->inside && *at == '\n' && p->cr) { /* of CR LF */
            p->cr = false;
            at++;
            continue;
        }
        if (!p->inside)
            st = begin_record(p, row);
        run = plain(p, at, end);
        if (run && !st) {
            p->cr = false;
            st = keep(p, row, at, run);
            at += run;
            continue;
        }
        if (*at != '\n' && *at != '\r')
            p->cr = false;
        if (!st)
            st = p->state == ECO_CSV_QUOTED ? take_quoted(p, *at, row)
                                            : take(p, *at, row, &ended);
        at++;
    }
    *used = (size_t)(at - bytes);
    return st || ended ? st : ECO_NOTFOUND;
}

eco_status eco_csv_finish(eco_csv_parser *p, eco_csv_row *row)
{
    if (!p->inside)
        return ECO_NOTFOUND;
    row->faults |= ECO_CSV_NO_LINE_END;
    if (p->state == ECO_CSV_QUOTED)
        row->faults |= ECO_CSV_OPEN_QUOTE;
    return end_record(p, row);
}
