/* A layer under way, for the files of this room that read it: needs GDAL. */
#ifndef ECO_EXT_TABLE_OGR_H
#define ECO_EXT_TABLE_OGR_H

#include "eco_table_in_impl.h"

#include <gdal.h>
#include <ogr_api.h>

typedef struct ogr_source {
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRFeatureH feature;
    eco_csv_row record;
    unsigned char *wkb;
    size_t cap_wkb;
    int64_t expected; /* rows that must come; -1: unknown */
    size_t line;      /* of a sheet: rows read */
    size_t header_line;
    bool sheet, has_fid;
    eco_str note; /* "; no .cpg: ..." */
} ogr_source;

eco_status eco_table_next_feature(eco_ctx *ctx, eco_table_in *t, ogr_source *s);
eco_status eco_table_read_cells(eco_ctx *ctx, ogr_source *s,
                                eco_csv_row *record, bool *damaged);
/* Names from the row of a sheet that has them; rows are read from the first. */
eco_status eco_table_sheet_header(eco_ctx *ctx, eco_table_in *t, ogr_source *s);
/* "0.10000000000000001", as workbooks have it, is 0.1. */
void eco_table_tidy_numbers(eco_csv_row *record);

#endif
