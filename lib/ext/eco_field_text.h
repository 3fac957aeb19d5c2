/* Fields of OGR as text that loses nothing, for this room only: needs GDAL. */
#ifndef ECO_EXT_FIELD_TEXT_H
#define ECO_EXT_FIELD_TEXT_H

#include "eco_csv.h"

#include <ogr_api.h>

/* A field as one more cell: numbers in the fewest digits that read back, dates
 * and times as ISO 8601 with their zone, lists as JSON, binaries in hex, truth
 * as true or false. *damaged: bytes that are no UTF-8 have become U+FFFD.
 * ECO_NOMEM. */
eco_status eco_field_add(eco_csv_row *row, OGRFeatureH feature, int field,
                         bool *damaged);
eco_status eco_field_add_text(eco_csv_row *row, const char *text,
                              bool *damaged);

#endif
