/* What a check holds while it looks at one dataset after another. */
#ifndef ECO_CHECK_JOB_H
#define ECO_CHECK_JOB_H

#include "eco_assessment.h"
#include "eco_crs.h"
#include "eco_raster.h"

/* Files of a mosaic may lie off their lattice by this much of a cell: as the
 * engine has it, since georeferencing is often written with ten digits. */
#define ECO_CHECK_SHIFT_MAX 1e-3

/* How many findings of one sort a dataset may have before they are counted
 * instead of shown. */
enum { ECO_CHECK_SHOWN = 5 };

/* One band of a mosaic. */
typedef struct eco_check_layer {
    eco_grid first;     /* of the first file that could be read */
    eco_sample sample;  /* of that file */
    bool integer, used; /* used: there was such a file */
    bool has_nodata;
    double nodata;
    int64_t west, north, east, south; /* in cells of `first` */
    eco_rect *tiles;                  /* of all files, in the same cells */
    size_t ntiles, cap;
} eco_check_layer;

typedef struct eco_check_value {
    double value;
    int64_t n;
} eco_check_value;

enum { ECO_CHECK_VALUES = 64, ECO_CHECK_SUSPECTS = 4 };

/* A value that looks as if it stood for no data, but does not. */
typedef struct eco_check_suspect {
    double value;
    const char *file; /* the first that holds it; borrowed */
    int64_t n;        /* cells */
} eco_check_suspect;

/* What a few windows of a dataset hold. */
typedef struct eco_check_sample {
    int64_t *small; /* counts of 16-bit values, from -32768; class rasters */
    eco_check_value big[ECO_CHECK_VALUES]; /* other samples: the first met */
    size_t nbig;
    eco_check_suspect suspects[ECO_CHECK_SUSPECTS];
    size_t nsuspects;
    int64_t cells, nodata, negative; /* negative: and no suspect */
    const char *negative_file;       /* the first with such; borrowed */
    double low, high;                /* value rasters, and loss years */
    bool whole;                      /* all cells were read */
} eco_check_sample;

/* What is known of a dataset; most of it of rasters only. */
typedef struct eco_check_raster {
    const eco_dataset_spec *spec;
    eco_crs *crs;            /* of the first file; NULL: none could be read */
    char *file;              /* that file */
    eco_check_layer *layers; /* one per band source */
    size_t hidden;           /* errors so far, shown or not */
    bool elsewhere;          /* polygons or points that meet no raster */
    eco_check_sample sample;
} eco_check_raster;

typedef struct eco_check_job {
    eco_ctx *ctx;
    eco_findings *found;
    const eco_assessment *a;
    eco_check_raster *rasters; /* one per dataset; crs NULL: not a raster that
                                  could be read */
    size_t reference;          /* index of the one whose grid counts */
    bool has_reference;
    eco_grid grid; /* the reference grid */
    double box[4]; /* zones, in its cells: west, north, east, south */
    bool has_box;
    size_t nzones;
} eco_check_job;

/* `d` NULL: about the assessment as a whole. */
eco_status eco_check_add(eco_check_job *c, const eco_dataset_spec *d,
                         eco_severity severity, const char *fmt, ...)
    ECO_PRINTF(4, 5);

/* A call failed: what the data can cause becomes an error among the findings
 * and ECO_OK, so that the check goes on; the rest is handed back. */
eco_status eco_check_failed(eco_check_job *c, const eco_dataset_spec *d,
                            eco_status st);

/* Files, bands, CRS, mosaic; then a sample of the values. */
eco_status eco_check_raster_open(eco_check_job *c, eco_check_raster *r);
void eco_check_raster_clear(eco_check_raster *r);

/* Windows of a band of file `i` into r->sample; `share` of the dataset's
 * budget. */
eco_status eco_check_sample_band(eco_check_job *c, eco_check_raster *r,
                                 const size_t at[2], eco_raster *file,
                                 double share);
/* Samples that look like no data: the extreme of their type, or beyond 1e30. */
void eco_check_suspect_take(eco_check_raster *r, const eco_check_layer *l,
                            const char *file, double v);
bool eco_check_is_suspect(const eco_check_raster *r, double v);
eco_status eco_check_suspects(eco_check_job *c, const eco_check_raster *r);
/* Legend, nodata and range against the sample. */
eco_status eco_check_values(eco_check_job *c, eco_check_raster *r);

/* Years of the dataset against the period. */
eco_status eco_check_years(eco_check_job *c, const eco_check_raster *r);

/* What no file of a mosaic covers. */
eco_status eco_check_gaps(eco_check_job *c, const eco_check_raster *r);

/* Picks the reference grid and compares the others with it. */
eco_status eco_check_grids(eco_check_job *c);
/* The grid of a whole layer. */
eco_grid eco_check_layer_grid(const eco_check_layer *l);

/* Zones, footprints, incidents, permits, prohibitions. */
eco_status eco_check_official(eco_check_job *c, const eco_dataset_spec *d);
eco_status eco_check_vector(eco_check_job *c, const eco_dataset_spec *d);
/* Incidents that a mapping file reads. */
eco_status eco_check_incidents(eco_check_job *c, const eco_dataset_spec *d);
/* After the last: those that met no raster. */
eco_status eco_check_elsewhere(eco_check_job *c);

#endif
