/* Tables as they come: separated text in any encoding and dialect, and the
 * layers of spreadsheets and vector files, row by row as UTF-8 text. */
#ifndef ECO_EXT_TABLE_IN_H
#define ECO_EXT_TABLE_IN_H

#include "eco_crs.h"
#include "eco_fail.h"

#include <stddef.h>

typedef struct eco_table_in eco_table_in;

/* Zero, NULL: found in the file. */
typedef struct eco_table_options {
    const char *layer;    /* or sheet */
    const char *encoding; /* as iconv knows it; of text and Shapefiles */
    char separator, quote;
    size_t header_line; /* of text and sheets, from 1 */
    bool no_header;     /* columns are called column_1, column_2 ... */
    size_t columns_max; /* 0: ECO_TABLE_COLUMNS_MAX */
    size_t cell_max;    /* bytes; 0: ECO_TABLE_CELL_MAX */
} eco_table_options;

/* Forms with multiple choice have a column for each choice: 512 are too few.
 * A row may have ECO_TABLE_ROW_MAX bytes: what one takes of memory. */
enum {
    ECO_TABLE_COLUMNS_MAX = 4096,
    ECO_TABLE_CELL_MAX = 1 << 20,
    ECO_TABLE_ROW_MAX = 8 << 20
};

/* What is wrong with a row; the file goes on. Several may hold: the first one
 * in this order is told. */
typedef enum eco_row_fault {
    ECO_ROW_GOOD,
    ECO_ROW_OPEN_QUOTE, /* up to the end of the file: it is cut short there, or
                           all that follows the quote is in this row */
    ECO_ROW_CUT_SHORT,  /* the last row, with too few cells and no line end */
    ECO_ROW_RAGGED,     /* more or fewer cells than there are columns */
    ECO_ROW_LONG,       /* a cell, or the row, beyond its limit, and cut */
    ECO_ROW_BAD_TEXT,   /* bytes that the encoding has not, now U+FFFD */
    ECO_ROW_BAD_GEOMETRY, /* a coordinate is not finite; wkb is NULL */
    ECO_ROW_STRAY_TEXT    /* after a closing quote: quotes may be meant else */
} eco_row_fault;

typedef struct eco_table_row {
    int64_t number; /* of the data rows, from 1; blank ones count not */
    size_t line;    /* of the file or the sheet; 0: it has none */
    const char *const *cells; /* as many as columns; NULL: not set */
    size_t ncells;            /* that the row itself has */
    eco_row_fault fault;
    const char *why; /* "line 7: has 5 cells, the header 6"; "" when good */
    const unsigned char *wkb; /* as in eco_wkb.h but of any type; NULL: none */
    size_t nwkb;
} eco_table_row;

/* Driver by content; .csv, .tsv, .tab, .psv and .txt are text, .xml is a patrol
 * of SMART (table_smart.c says which columns it has). Paths as for
 * eco_gdal_path. ECO_USAGE lists the layers when there are several and none is
 * named; those without rows do not count. */
eco_status eco_table_in_open(eco_ctx *ctx, const char *path,
                             const eco_table_options *options,
                             eco_table_in **out);
void eco_table_in_close(eco_table_in *t);

size_t eco_table_in_ncolumns(const eco_table_in *t);
/* Never empty, each once: "name", "name_2"; column_4 when it has none. */
const char *eco_table_in_column(const eco_table_in *t, size_t i);
int eco_table_in_find(const eco_table_in *t, const char *name); /* -1: none */
const eco_crs *eco_table_in_crs(const eco_table_in *t);         /* NULL: none */
bool eco_table_in_spatial(const eco_table_in *t); /* rows may have wkb */
/* What was found, one line: "CSV; CP1252: ...; separator ';'; header in line
 * 3, 2 rows above; decimal comma". */
const char *eco_table_in_about(const eco_table_in *t);
char eco_table_in_decimal(const eco_table_in *t); /* ',' '.' or 0: unknown */

/* The next row, borrowed until the next call; *row NULL at the end. A status
 * only when the file cannot be read on. */
eco_status eco_table_in_next(eco_ctx *ctx, eco_table_in *t,
                             const eco_table_row **row);

#endif
