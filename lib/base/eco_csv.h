/* RFC 4180 text: one cell at a time out, whole records in. */
#ifndef ECO_BASE_CSV_H
#define ECO_BASE_CSV_H

#include "eco_str.h"

/* A text cell: quoted when needed; a cell that a spreadsheet would take for a
 * formula (first byte = + - @ TAB CR) gets a leading apostrophe. */
void eco_csv_text(eco_str *out, const char *text);
void eco_csv_real(eco_str *out, double v); /* shortest that reads back */
void eco_csv_next(eco_str *out);           /* the separator */
void eco_csv_end(eco_str *out);            /* end of record */

/* What is wrong with a record that can be read all the same. */
enum {
    ECO_CSV_STRAY_TEXT = 1,  /* something follows a closing quote */
    ECO_CSV_LONG_CELL = 2,   /* cut at the limit */
    ECO_CSV_MANY_CELLS = 4,  /* those beyond the limit are left out */
    ECO_CSV_LONG_RECORD = 8, /* cut at the limit */
    ECO_CSV_OPEN_QUOTE = 16, /* the text ends within quotes */
    ECO_CSV_NO_LINE_END = 32 /* the text ends with this record, without one */
};

typedef struct eco_csv_row {
    char **cells; /* NUL-terminated, into `buffer` */
    size_t n, cap;
    char *buffer;
    size_t nbytes, cap_bytes;
    size_t *starts; /* of the cells in the buffer */
    size_t cap_starts;
    size_t line;     /* of the record's first line, from 1 */
    size_t last;     /* the line that it ends in */
    size_t quote_at; /* the line of the last opening quote */
    size_t ncounted; /* cells, with those beyond the limit */
    unsigned faults;
} eco_csv_row;

/* Row by row from pieces of any size. Zeroed and with its separator set it is
 * ready; a limit of zero is none. Lines end with LF, CR LF or CR. */
typedef struct eco_csv_parser {
    char separator;
    char quote; /* 0: '"' */
    size_t cells_max, cell_max, record_max;
    size_t line; /* ends of lines so far */
    enum { ECO_CSV_START, ECO_CSV_PLAIN, ECO_CSV_QUOTED, ECO_CSV_CLOSED } state;
    bool inside; /* a record */
    bool cr;     /* the byte before was CR */
    bool full;   /* the cell is at its limit */
} eco_csv_parser;

/* Takes bytes until a record ends: ECO_OK and the record in `row` (reused).
 * ECO_NOTFOUND: all bytes are used and it goes on in the next ones; ECO_NOMEM.
 * *used: bytes taken. */
eco_status eco_csv_push(eco_csv_parser *p, const char *bytes, size_t n,
                        eco_csv_row *row, size_t *used);
/* After the last byte: a record without a line end, or ECO_NOTFOUND. */
eco_status eco_csv_finish(eco_csv_parser *p, eco_csv_row *row);

/* A row of other origin: begin, cells one after the other, end. */
void eco_csv_row_begin(eco_csv_row *row);
eco_status eco_csv_row_add(eco_csv_row *row, const char *text, size_t n);
eco_status eco_csv_row_end(eco_csv_row *row);
bool eco_csv_row_blank(const eco_csv_row *row); /* blanks in all its cells */
void eco_csv_row_clear(eco_csv_row *row);

typedef struct eco_csv_reader {
    const char *at, *end;
    eco_csv_parser parser;
} eco_csv_reader;

/* Read `text` of `n` bytes (borrowed); a UTF-8 byte-order mark is skipped;
 * the separator is the commoner of ',' ';' and TAB in the first line. */
void eco_csv_open(eco_csv_reader *r, const char *text, size_t n);

/* The next record into `row` (reused). ECO_NOTFOUND at the end; ECO_FORMAT for
 * an unbalanced quote; ECO_NOMEM. */
eco_status eco_csv_read(eco_csv_reader *r, eco_csv_row *row);

#endif
