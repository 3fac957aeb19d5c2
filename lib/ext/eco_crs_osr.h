/* What a CRS is made of, for the files of this room only: needs GDAL. */
#ifndef ECO_EXT_CRS_OSR_H
#define ECO_EXT_CRS_OSR_H

#include "eco_crs.h"

#include <ogr_srs_api.h>

/* Copies `srs`. ECO_FORMAT when it is neither geographic nor projected. */
eco_status eco_crs_from_osr(eco_ctx *ctx, OGRSpatialReferenceH srs,
                            eco_crs **out);
OGRSpatialReferenceH eco_crs_osr(const eco_crs *crs); /* borrowed */
bool eco_crs_in_degrees(OGRSpatialReferenceH srs);    /* its angular unit */

#endif
