/* Damage and traps in files that OGR passes over in silence. */
#ifndef ECO_EXT_VECTOR_CHECK_H
#define ECO_EXT_VECTOR_CHECK_H

#include "eco_fail.h"

#include <stdint.h>

/* Rows of a CSV file below its header, blank ones left out. ECO_IO when a
 * quote stays open or the last row is cut short; ECO_FORMAT without a row. */
eco_status eco_vector_check_csv(eco_ctx *ctx, const char *path, int64_t *rows);

/* A GeoPackage whose virtual tables read other files is ECO_FORMAT. Files that
 * are no SQLite databases pass. */
eco_status eco_vector_check_sqlite(eco_ctx *ctx, const char *path);

#endif
