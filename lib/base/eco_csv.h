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

typedef struct eco_csv_row {
    char **cells; /* NUL-terminated, into `buffer` */
    size_t n, cap;
    char *buffer;
    size_t line; /* of the record's first line, from 1 */
} eco_csv_row;

typedef struct eco_csv_reader {
    const char *at, *end;
    size_t line;
    char separator;
} eco_csv_reader;

/* Read `text` of `n` bytes (borrowed); a UTF-8 byte-order mark is skipped;
 * the separator is the commoner of ',' ';' and TAB in the first line. */
void eco_csv_open(eco_csv_reader *r, const char *text, size_t n);

/* The next record into `row` (reused). ECO_NOTFOUND at the end; ECO_FORMAT for
 * an unbalanced quote; ECO_NOMEM. */
eco_status eco_csv_read(eco_csv_reader *r, eco_csv_row *row);
void eco_csv_row_clear(eco_csv_row *row);

#endif
