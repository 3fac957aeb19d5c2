/* Polygons from any vector source: read, repaired, reprojected, put on a grid.
 * Serves reporting units and dated polygons alike. */
#ifndef ECO_ZONES_ZONES_H
#define ECO_ZONES_ZONES_H

#include "eco_crs.h"
#include "eco_fail.h"
#include "eco_polyset.h"

struct eco_features;

/* Takes each polygon as it is read, item 0 of `areas`, in f->crs; `index` is
 * what the feature's index in `f` will be. */
typedef eco_status (*eco_area_sink)(eco_ctx *ctx, void *user,
                                    const struct eco_features *f, size_t index,
                                    const eco_polyset *areas);

typedef struct eco_vector_source {
    const char *const *files;
    size_t nfiles;
    const char *layer;    /* NULL: the only one, else an error lists them */
    const char *where;    /* OGR attribute filter or NULL */
    const char *key;      /* field; NULL: feature number (file by file) */
    const char *name;     /* field or NULL: the key */
    const char *crs;      /* overrides or supplies the CRS; NULL: the file's */
    const char *date;     /* dated layers: field with a date or a year */
    const char *valid_to; /* dated layers: field with the end; NULL: same day */
    const char *lat, *lon; /* CSV points: field names */
    int year;           /* dated layers without a field: this year; 0: none */
    bool line_ends;     /* a line stands for its last point */
    bool attributes;    /* of areas are kept, dated or not */
    bool unique_keys;   /* a repeated key is ECO_USAGE, naming both rows */
    eco_area_sink sink; /* areas go there and are not kept: wkb stays NULL */
    void *user;
} eco_vector_source;

typedef struct eco_feature {
    char *key, *name;
    size_t file;   /* index into files */
    int64_t row;   /* from 1, among those of the layer that `where` keeps */
    bool repaired; /* MakeValid changed it */
    bool dated;
    bool ends;               /* valid_to tells its last day */
    int day_first, day_last; /* eco_day */
    unsigned char *wkb; /* little-endian 2D; MultiPolygon (areas) or Point */
    size_t nwkb;
    bool point;
    char *properties; /* JSON object of all attributes, or NULL (zones) */
} eco_feature;

typedef struct eco_refused {
    size_t file;
    int64_t row;
    char *key, *reason, *original; /* original: WKT or attributes, shortened */
} eco_refused;

typedef struct eco_features {
    eco_feature *items;
    eco_refused *refused;
    size_t n, nrefused, cap, refused_cap;
    size_t nrepaired;
    double repair_change_max; /* largest relative area change of a repair */
    eco_crs *crs;             /* of the geometries */
    char *source_crs;         /* name of the first file's CRS */
    char *transformed;        /* from which CRS to which, and how, in words */
} eco_features;

/* Read all features. With `target` the geometries are transformed to it, edges
 * halved until they stay within 1e-7 degrees or 1 cm of where they were;
 * without, they stay in the first file's CRS (others are transformed to it).
 * In a geographic CRS polygons are cut at the antimeridian. Not polygons where
 * `areas_only`: refused with the reason. Invalid polygons are repaired (GEOS
 * MakeValid, structure method), counted; unrepairable or empty ones go to
 * `refused`.
 * ECO_NOTFOUND/ECO_FORMAT/ECO_USAGE with file, layer, field named; no CRS at
 * all is ECO_USAGE; an empty layer is ECO_USAGE ("has no features"); a file
 * that is damaged or cut short is ECO_IO. */
eco_status eco_features_read(eco_ctx *ctx, const eco_vector_source *src,
                             const eco_crs *target, bool areas_only,
                             eco_features *out);
void eco_features_clear(eco_features *f);

/* WKB multipolygon (crs `from`) appended to `set` as item `id`, in the pixel
 * space of `grid` (crs `to`): edges are halved until the transformed midpoint
 * is within `tol_px` of the chord; shared edges get the same points whichever
 * side they are read from. */
typedef struct eco_to_grid eco_to_grid;
eco_status eco_to_grid_create(eco_ctx *ctx, const eco_crs *from,
                              const eco_crs *to, const eco_grid *grid,
                              double tol_px, eco_to_grid **out);
void eco_to_grid_destroy(eco_to_grid *g);
eco_status eco_to_grid_add(eco_ctx *ctx, eco_to_grid *g, int64_t id,
                           const unsigned char *wkb, size_t n,
                           eco_polyset *set);
/* Item 0 of `source` likewise. */
eco_status eco_to_grid_add_areas(eco_ctx *ctx, eco_to_grid *g, int64_t id,
                                 const eco_polyset *source, eco_polyset *set);
#define ECO_GRID_TOLERANCE_PX 1e-4

/* m2 that are covered more than once within the set (planar overlay in an
 * equal-area CRS), and an example pair; 0 when it is a partition. */
eco_status eco_features_overlap(eco_ctx *ctx, const eco_features *f,
                                double *overlap_m2, size_t pair[2]);

#endif
