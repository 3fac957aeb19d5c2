/* Rasters joined on one reference grid: files, layers, tables to count. */
#ifndef ECO_TABULATE_STACK_H
#define ECO_TABULATE_STACK_H

#include "eco_area.h"
#include "eco_classes.h"
#include "eco_crs.h"

/* One file's place in its layer's grid. */
typedef struct eco_tile {
    size_t file; /* into the stack's files */
    int col, row, ncols, nrows;
} eco_tile;

/* Which source cells a reference cell meets along one axis, and for how much
 * of a source cell's width each. */
typedef struct eco_overlaps {
    int *first, *n; /* per reference cell; n = 0: none */
    size_t *at;     /* into weights */
    double *weights;
} eco_overlaps;

/* Areas of a grid's cells. */
typedef struct eco_area_model {
    eco_area *area;
    eco_transform *unproject; /* what it calls; NULL: nothing */
} eco_area_model;

/* One band of a mosaic. */
typedef struct eco_layer {
    char *name;
    size_t dataset; /* the caller's number */
    int year, band;
    eco_sample sample;
    int block_cols, block_rows;
    eco_grid grid; /* of the whole mosaic */
    eco_crs *crs;
    eco_tile *tiles;
    size_t ntiles;
    int64_t gap_cells; /* of the mosaic's grid that no file covers */
    bool aligned;      /* to the reference grid, by (dcol, drow) */
    int64_t dcol, drow;
    bool warped;   /* of another CRS or rotation than the reference */
    int warp_step; /* warped: nodes of the lattice are so many cells apart */
    eco_classes classes;    /* class rasters */
    int *col_map, *row_map; /* class rasters that are not aligned: nearest */
    double min_patch_m2;    /* 0: none */
    int rim;                /* sieved: how far patches are followed, in cells */
    eco_area_model model;   /* sieved: of its own cells */
    bool value, count;      /* value raster; per cell, not per hectare */
    double unit_per_m2;     /* density: what one unit of value x m2 makes */
    int value_bits;         /* values count in 2^-bits */
    bool has_nodata;
    double nodata;
    eco_overlaps cols, rows; /* value rasters */
} eco_layer;

typedef enum eco_table_kind {
    ECO_TABLE_TOTAL, /* in the grid (0) or off it (1) */
    ECO_TABLE_CROSS, /* classes of layers as digits, the first the highest */
    ECO_TABLE_YEAR   /* history, class before, class in the year */
} eco_table_kind;

/* Years of one class raster, in order: tables first .. first+n-1 of the stack
 * are its ECO_TABLE_YEARs. */
typedef struct eco_series {
    size_t *layers;
    size_t n, first_table;
} eco_series;

typedef struct eco_table {
    eco_table_kind kind;
    size_t *layers; /* CROSS: n of them; YEAR: one */
    size_t n;
    size_t series;  /* YEAR: index; the class before has one digit more, its
                       last, for "no year before" */
    uint64_t radix; /* number of keys */
} eco_table;

enum {
    ECO_HISTORY_LOST = 1,  /* was forest, then other land, before */
    ECO_HISTORY_MINED = 2, /* was mining, then something else, before */
    ECO_HISTORY_GAP = 4,   /* unobserved between the two years compared */
    ECO_HISTORIES = 8
};

typedef struct eco_stack {
    eco_grid grid;
    eco_crs *crs;
    eco_area *area;
    eco_transform *unproject; /* what the area model calls */
    bool planar;
    bool through_gdal;          /* no decoders of our own */
    int block_cols, block_rows; /* of the reference layer */
    int block_col0, block_row0; /* where a block of it begins */
    char **files;
    eco_layer *layers;
    eco_table *tables;
    eco_series *series;
    size_t reference; /* the layer whose grid it is, when set */
    bool has_reference;
    size_t nfiles, nlayers, ntables, nseries, nvalues;
    size_t files_cap, layers_cap, tables_cap, series_cap;
} eco_stack;

/* What a layer is made from; NULL or zero means the default. */
typedef struct eco_layer_source {
    const char *name;
    size_t dataset;
    int year, band;
    char *const *files;
    size_t nfiles;
    const eco_legend_entry *legend;
    size_t nlegend;
    eco_nodata_rule nodata;
    double nodata_value;
    bool value, count;
    double unit_per_m2;  /* 1e-4 for densities per hectare */
    double min_patch_m2; /* class raster: 8-connected patches of a role forest
                            or mining below this are a class of their own */
} eco_layer_source;

/* Open the files of a layer and add it. Files of one layer must share CRS,
 * cell size and alignment: ECO_USAGE names the odd one. Index in *layer. */
eco_status eco_stack_add_layer(eco_ctx *ctx, eco_stack *s,
                               const eco_layer_source *source, size_t *layer);

/* Tables: layers are class layers already added. */
eco_status eco_stack_add_total(eco_ctx *ctx, eco_stack *s);
eco_status eco_stack_add_cross(eco_ctx *ctx, eco_stack *s, const size_t *layers,
                               size_t n);
eco_status eco_stack_add_series(eco_ctx *ctx, eco_stack *s,
                                const size_t *layers, size_t n);

/* The layer whose grid is the reference, in place of the finest. */
void eco_stack_set_reference(eco_stack *s, size_t layer);

/* After the last layer: the finest class raster's grid (the first of equals;
 * the finest value raster when there is no class raster) becomes the
 * reference unless one was set, others are joined to it (classes by nearest
 * centre, densities by area-weighted average, counts by conserving split) and
 * the area model is made. Layers of another CRS or rotation are joined cell by
 * cell, placed by PROJ; ECO_INVALID when no transformation is known, both
 * named. */
eco_status eco_stack_join(eco_ctx *ctx, eco_stack *s, bool planar);
/* The area model of a grid: ECO_USAGE when planar areas are asked of degrees.
 */
eco_status eco_stack_area(eco_ctx *ctx, const eco_crs *crs,
                          const eco_grid *grid, bool planar,
                          eco_area_model *out);
void eco_area_model_clear(eco_area_model *m);
void eco_stack_clear(eco_stack *s);

/* Digits of a table's key: the class of layer `i` of the table, and for YEAR
 * tables i = 0: history, 1: before (radix means none), 2: in the year. */
size_t eco_table_digit(const eco_stack *s, size_t table, uint64_t key,
                       size_t i);
/* Number of keys of a table; all are below it. */
uint64_t eco_table_keys(const eco_stack *s, size_t table);

/* The key of cells off the grid. */
uint64_t eco_table_outside(const eco_stack *s, size_t table);

#endif
