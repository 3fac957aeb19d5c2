/* How a table of text is written: found in its first rows, nothing assumed. */
#ifndef ECO_BASE_CSV_DIALECT_H
#define ECO_BASE_CSV_DIALECT_H

#include "eco_csv.h"

enum { ECO_CSV_SAMPLE_ROWS = 200 };

typedef struct eco_csv_sample {
    eco_csv_row *rows;
    size_t n;
} eco_csv_sample;

/* Where the names of the columns stand. */
typedef struct eco_csv_header {
    size_t columns;
    size_t at;    /* row of the names; without names, of the first data */
    bool named;   /* there is such a row */
    size_t above; /* rows above that are not blank: titles, notes */
    bool values;  /* the row looks like data */
} eco_csv_header;

/* Rows before the first one that has as many cells as most have, and most of
 * them filled, stand above. That row names the columns unless it holds numbers
 * or dates where the rows below hold them too. */
eco_csv_header eco_csv_header_find(const eco_csv_sample *sample);

typedef struct eco_csv_dialect {
    char separator; /* set: kept; 0: found among ; , TAB | */
    char quote;     /* likewise, " or ' */
    char decimal;   /* ',' or '.'; 0: no decimals seen, or both */
    eco_csv_header header;
    size_t header_line; /* of the file */
} eco_csv_dialect;

/* From the beginning of a text in UTF-8. ECO_NOTFOUND: it has no row. */
eco_status eco_csv_dialect_find(const char *text, size_t n,
                                eco_csv_dialect *dialect);

eco_status eco_csv_sample_create(eco_csv_sample *sample);
void eco_csv_sample_clear(eco_csv_sample *sample);

#endif
