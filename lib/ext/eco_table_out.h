/* Tables written by an OGR driver: GeoPackage, Parquet where GDAL has it. */
#ifndef ECO_EXT_TABLE_OUT_H
#define ECO_EXT_TABLE_OUT_H

#include "eco_crs.h"
#include "eco_fail.h"

typedef struct eco_table_out eco_table_out;

/* Driver by the ending of the path (.gpkg, .parquet); ECO_USAGE lists what
 * this GDAL can write. The file at `path` is made anew. */
eco_status eco_table_out_create(eco_ctx *ctx, const char *path,
                                eco_table_out **out);
/* Whether this GDAL can write files that end so (".parquet"). */
bool eco_table_out_available(const char *ending);

bool eco_table_out_spatial(const eco_table_out *t); /* takes geometries */

/* Begin a layer; `crs` NULL: no geometry. */
eco_status eco_table_out_layer(eco_ctx *ctx, eco_table_out *t, const char *name,
                               const eco_crs *crs);
eco_status eco_table_out_field(eco_ctx *ctx, eco_table_out *t, const char *name,
                               bool real); /* else text */

/* Begin a row, set fields by number, end it. */
eco_status eco_table_out_row(eco_ctx *ctx, eco_table_out *t);
void eco_table_out_text(eco_table_out *t, int field, const char *text);
void eco_table_out_real(eco_table_out *t, int field, double v);
eco_status eco_table_out_geometry(eco_ctx *ctx, eco_table_out *t,
                                  const unsigned char *wkb, size_t n);
eco_status eco_table_out_end(eco_ctx *ctx, eco_table_out *t);

/* Closes; ECO_IO when something could not be written. NULL: no-op. */
eco_status eco_table_out_close(eco_ctx *ctx, eco_table_out *t);

#endif
