/* Rows of a table of official values: what an agency published of an area. */
#ifndef ECO_INGEST_OFFICIAL_H
#define ECO_INGEST_OFFICIAL_H

#include "eco_assessment.h"
#include "eco_table_in.h"

/* Columns by name: indicator, area, year, value and unit; if wanted series
 * (otherwise of the indicator's name), zone_set, month, low, high, source. */
typedef struct eco_official {
    const char *indicator, *series, *area, *zone_set, *unit, *source;
    int year, month;         /* month 0: of the whole year */
    double value, low, high; /* NaN: not told */
    char reason[200];        /* why the row is refused; "" when it is good */
    int64_t number;          /* of the data row, from 1 */
} eco_official;

typedef struct eco_official_reader eco_official_reader;

/* ECO_FORMAT names the file and the columns that it lacks. */
eco_status eco_official_open(eco_ctx *ctx, const char *path,
                             eco_official_reader **out);
void eco_official_close(eco_official_reader *r);

/* The next row, its texts borrowed until the next call; *any false at the
 * end. */
eco_status eco_official_next(eco_ctx *ctx, eco_official_reader *r,
                             eco_official *row, bool *any);

/* The row as it came, for those who mend it. */
void eco_official_text(const eco_official_reader *r, eco_str *out);

#endif
