/* What the files of this room share; for no other room. */
#ifndef ECO_INCIDENT_IMPL_H
#define ECO_INCIDENT_IMPL_H

#include "eco_incident.h"

#include "eco_crs.h"
#include "eco_str.h"
#include "eco_table_in.h"

/* Places of columns in the table; -1: not mapped. */
struct columns {
    int *id;
    int title, case_id, date, from, to;
    int lat, lon, both, easting, northing, zone, accuracy;
    int name, code, parent;
    int facts[ECO_FACT_COUNT];
    int *quantities;
};

enum { COLUMN_DROPPED = 1, COLUMN_MERGED = 2, COLUMN_KEPT = 4 };

struct eco_incident_reader {
    const eco_mapping *m;
    eco_incident_options options;
    char *file;
    eco_table_in *table;
    const eco_table_row *row; /* in hand */
    struct columns at;
    unsigned char *use; /* of each column: bits above */
    size_t ncolumns;
    size_t ndropped;
    eco_transform *transform; /* NULL: as it is */
    char *crs;
    bool hide; /* what the row in hand holds must not be shown */
    eco_incident out;
    unsigned char point[21];
    unsigned char *polygon; /* of the row in hand */
    double *quantities;
    eco_str reason, key, flags, folded, properties, content, merged, original;
    eco_str dropped;
};

/* A cell without blanks around it is told from an empty one. */
const char *eco_row_cell(const eco_incident_reader *r, int column);
bool eco_row_blank(const eco_incident_reader *r, int column);

/* The row in hand is refused; false, to be handed on. */
bool eco_row_refuse(eco_incident_reader *r, const char *fmt, ...)
    ECO_PRINTF(2, 3);
/* "column 'X': 'text' " into the reason; the text only where it may be shown.
 * What follows is for eco_row_refuse's callers to add. */
bool eco_row_refuse_cell(eco_incident_reader *r, int column, const char *fmt,
                         ...) ECO_PRINTF(3, 4);
void eco_row_flag(eco_incident_reader *r, const char *word);

/* Parts of a row; false: refused. The sensitivity comes first: it says what
 * reasons may show. */
bool eco_row_sensitivity(eco_incident_reader *r);
bool eco_row_facts(eco_incident_reader *r);
bool eco_row_key(eco_incident_reader *r);
bool eco_row_date(eco_incident_reader *r);
bool eco_row_quantities(eco_incident_reader *r);
eco_status eco_row_place(eco_ctx *ctx, eco_incident_reader *r, bool *good);
/* After the place: the explicit class, or what the place implies. */
void eco_row_precision(eco_incident_reader *r);
/* Properties, merge columns and hash; of a refused row, the original. */
void eco_row_content(eco_incident_reader *r);
void eco_row_original(eco_incident_reader *r);

/* Columns looked up and sorted into kept and dropped. */
eco_status eco_columns_bind(eco_ctx *ctx, eco_incident_reader *r);

/* Whether the name of a column looks as if it held personal data. */
typedef struct eco_personal eco_personal;
eco_status eco_personal_create(eco_ctx *ctx, eco_personal **out);
void eco_personal_destroy(eco_personal *p);
eco_status eco_personal_match(eco_ctx *ctx, const eco_personal *p,
                              const char *column, bool *personal);

typedef enum eco_number_fault {
    ECO_NUMBER_READ,
    ECO_NUMBER_NONE,     /* no number */
    ECO_NUMBER_AMBIGUOUS /* "1.250": a thousand or one */
} eco_number_fault;

/* A number as people write it, `decimal` '.', ',' or 0: by its marks. */
eco_number_fault eco_number_read(const char *text, int decimal, double *out);

#endif
