/* GDAL as a whole: allow-list of drivers, closed environment, errors. */
#ifndef ECO_EXT_GDAL_H
#define ECO_EXT_GDAL_H

#include "eco_fail.h"

/* Once per process, before any other call of ext/ that reads data; later calls
 * do nothing. Scrubs GDAL_*, OGR_*, CPL_*, VRT_*, AWS_* ... from the
 * environment, ignores gdalrc, keeps only the allowed drivers, turns network
 * access off (GDAL's and PROJ's), sets cache and limits (RELIABILITY 2.3). */
eco_status eco_gdal_init(eco_ctx *ctx);

/* The path as GDAL is given it: "a.zip/in/b.shp" becomes "/vsizip/...".
 * Refused (ECO_USAGE, message says why): other /vsi paths, schemes such as
 * "http:" or "PG:", inline XML or JSON, control bytes, missing files
 * (ECO_NOTFOUND). Caller frees *out. */
eco_status eco_gdal_path(eco_ctx *ctx, const char *path, char **out);

/* Between eco_gdal_errors_begin and _end, errors of this thread are collected
 * instead of printed; _end returns `st`, or ECO_IO with GDAL's own text when
 * `st` is ECO_OK but a failure was reported in between. */
void eco_gdal_errors_begin(eco_ctx *ctx);
eco_status eco_gdal_errors_end(eco_ctx *ctx, eco_status st);
bool eco_gdal_errors_seen(void); /* a failure since this thread's _begin */

const char *eco_gdal_versions(void); /* "GDAL 3.6.2, PROJ 9.1.1, GEOS ..." */

#endif
