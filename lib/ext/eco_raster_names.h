/* Names of classes that come with a raster: its attribute table or category
 * names, in the file, in FILE.aux.xml or in FILE.vat.dbf. */
#ifndef ECO_EXT_RASTER_NAMES_H
#define ECO_EXT_RASTER_NAMES_H

#include "eco_fail.h"
#include "eco_str.h"

/* As CSV with the columns low, high and label, appended to `out`. The sidecars
 * are read here, never by GDAL, as they can name other files. ECO_NOTFOUND when
 * nothing names the classes, which says what would; ECO_FORMAT, ECO_IO. */
eco_status eco_raster_names(eco_ctx *ctx, const char *path, int band,
                            eco_str *out);

#endif
