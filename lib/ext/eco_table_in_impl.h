/* What the two kinds of tables share, for the files of this room only. */
#ifndef ECO_EXT_TABLE_IN_IMPL_H
#define ECO_EXT_TABLE_IN_IMPL_H

#include "eco_csv_dialect.h"
#include "eco_str.h"
#include "eco_table_in.h"

typedef struct eco_table_kind {
    eco_status (*open)(eco_ctx *ctx, eco_table_in *t); /* sets names, about */
    /* ECO_NOTFOUND at the end. Sets row.line, ncells, wkb and cells. */
    eco_status (*next)(eco_ctx *ctx, eco_table_in *t);
    void (*close)(eco_table_in *t);
} eco_table_kind;

struct eco_table_in {
    char *path;     /* as the caller names it */
    char *resolved; /* as GDAL does */
    eco_table_options options;
    const eco_table_kind *kind;
    void *source; /* of the kind */
    char **names;
    size_t ncolumns;
    eco_crs *crs;
    bool spatial;
    char decimal;
    eco_str about, why;
    eco_table_row row;
    const char **cells; /* ncolumns of them */
};

extern const eco_table_kind eco_table_text, eco_table_ogr, eco_table_smart;

/* Names from a header (NULL: none), made unique. */
eco_status eco_table_set_names(eco_ctx *ctx, eco_table_in *t,
                               const eco_csv_row *header, size_t ncolumns);
/* "; header in line 3, 2 rows above" into about. */
void eco_table_tell_header(eco_table_in *t, const eco_csv_header *h,
                           size_t line);
/* Cells of a record into the row's, those beyond the columns left out. */
void eco_table_set_cells(eco_table_in *t, const eco_csv_row *record);
void eco_table_set_fault(eco_table_in *t, eco_row_fault fault, const char *fmt,
                         ...) ECO_PRINTF(3, 4);

/* Where the encoding of a Shapefile is not said, or wrongly: as its bytes are.
 * *encoding is a static name or NULL: OGR knows. */
eco_status eco_table_dbf_encoding(eco_ctx *ctx, eco_table_in *t,
                                  const char **encoding);
/* ECO_FORMAT when a workbook counts days from 1904: OGR would not. */
eco_status eco_table_check_workbook(eco_ctx *ctx, const eco_table_in *t);

#endif
