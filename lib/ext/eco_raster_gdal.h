/* What raster.c and raster_block.c know of a band together. */
#ifndef ECO_EXT_RASTER_GDAL_H
#define ECO_EXT_RASTER_GDAL_H

#include "eco_raster.h"

#include "eco_blocks.h"

#include <gdal.h>

/* How one band's blocks are read. */
struct band_blocks {
    bool known;         /* the rest is filled in */
    int cols, rows;     /* of a block */
    GDALDataType type;  /* as stored */
    bool direct;        /* stored as handed out */
    unsigned char *raw; /* a block as stored, unless direct */
    eco_blocks *own;    /* NULL: through GDAL */
};

struct eco_raster {
    GDALDatasetH ds;
    char *path; /* as the user wrote it */
    char *full; /* as GDAL was given it */
    eco_crs *crs;
    eco_raster_info info;
    bool own_off;              /* eco_raster_decode */
    struct band_blocks *bands; /* per band, made at the first block read */
};

GDALDataType eco_raster_gdal_type(eco_sample s);
eco_sample eco_raster_gdal_sample(GDALRasterBandH band);

/* Signed bytes and scale and offset, which GDAL leaves to its callers, on a
 * window of samples that were converted from the stored type. */
bool eco_raster_gdal_converts(GDALRasterBandH band);
void eco_raster_gdal_convert(GDALRasterBandH band, const int window[4],
                             void *samples, size_t stride);

void eco_raster_blocks_clear(eco_raster *r);

#endif
