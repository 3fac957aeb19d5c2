/** @file tabulate.h  Zones x rasters to a table, stand-alone from files. */
#ifndef ECOCRIME_TABULATE_H
#define ECOCRIME_TABULATE_H

#include <ecocrime/ctx.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What to tabulate. Zero or NULL means the default. */
typedef struct eco_tabulate_options {
    const char *const *zones; /**< zone sets: FILE or FILE:LAYER each */
    size_t nzones;            /**< at least 1 */
    const char *zone_key;     /**< field that names a zone; required */
    const char *where;        /**< OGR attribute filter on the zones */
    /** Dated polygons, FILE or FILE:LAYER: a column more, "evidence", the first
     * year of those that cover a place, "undated" or "none". */
    const char *evidence;
    const char *evidence_date; /**< its field with a date or a year */
    /** NAME=RASTER[,legend=...][,band=N][,nodata=declared|keep|VALUE]
     * [,min_patch=HECTARES] */
    const char *const *classes;
    size_t nclasses;
    /** NAME=RASTER[,kind=density|count][,band=N][,nodata=...]; a density is
     * per hectare */
    const char *const *values;
    size_t nvalues;
    /** NAME of the raster whose grid the others are joined to; NULL: the finest
     * class raster, or the finest value raster when there is no other */
    const char *grid;
    const char *output; /**< OUT.csv, OUT.gpkg, OUT.parquet; "-": to text */
    char **text;        /**< [out] for "-": the CSV; free: eco_text_free() */
    int planar;         /**< areas of the grid's plane, not the ellipsoid */
    int threads;        /**< workers; 0: one a core */
    int through_gdal;   /**< decode no raster by our own decoders */
    /** 2 or more: estimate from every so many-th row of the reference raster's
     * blocks, with standard errors (columns area_m2_se, NAME_sum_se); 0: all */
    int sample;
} eco_tabulate_options;

/**
 * One row per zone and class combination that occurs: zone_set (when there are
 * several: the layer's or the file's name), zone, a column per
 * class, cells (sum of fractions), area_m2, and NAME_sum per value.
 *
 * Every cell that a zone covers is in exactly one row: nodata is the class
 * "nodata", a value that the legend does not list is "unlisted", cells off the
 * raster are "outside"; so the rows of a zone sum to its area. Same bytes for
 * any number of threads and any block size.
 *
 * @return ECO_OK; ECO_USAGE for options; ECO_NOTFOUND, ECO_FORMAT, ECO_IO with
 *         the file named; ECO_CANCELLED. The output is written to a temporary
 *         name and renamed, so it is whole or absent. When the progress
 *         callback stops the pass, OUTPUT.resume keeps what was counted and
 *         the same call goes on from there.
 *
 * Memory: O(threads x band of rows + zone edges + table).
 */
ECO_API eco_status eco_tabulate_files(eco_ctx *ctx,
                                      const eco_tabulate_options *options);

#ifdef __cplusplus
}
#endif
#endif
