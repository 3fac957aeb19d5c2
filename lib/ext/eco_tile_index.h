/* Between the readers of tile indexes; the parsers open no file. */
#ifndef ECO_EXT_TILE_INDEX_H
#define ECO_EXT_TILE_INDEX_H

#include "eco_grid.h"
#include "eco_tiles.h"

enum { ECO_VRT_BANDS_MAX = 256 };

typedef struct eco_vrt_source {
    char *file;
    bool relative;       /* to the VRT's folder, not to the working folder */
    int ncols, nrows;    /* as the VRT says; 0: it does not */
    int64_t col, row;    /* of its first cell in the VRT */
    bool placed, nodata; /* placed: has a place of its own */
    double nodata_value;
} eco_vrt_source;

typedef struct eco_vrt_band {
    bool has_nodata;
    double nodata;
    char type[16]; /* as GDAL names it: "Byte" */
} eco_vrt_band;

/* A plain mosaic: band k of it is band k of each source. */
typedef struct eco_vrt {
    eco_grid grid;
    char *srs; /* NULL: none */
    eco_vrt_band *bands;
    size_t nbands;
    eco_vrt_source *sources;
    size_t nsources, cap;
} eco_vrt;

/* ECO_USAGE when it is anything else than a plain mosaic. */
eco_status eco_vrt_parse(eco_ctx *ctx, const char *path, const char *text,
                         eco_vrt *out);
void eco_vrt_clear(eco_vrt *v);

/* A text to be read: of the file `path`; `name`: the asset wanted, or NULL. */
typedef struct eco_stac_text {
    const char *path, *text;
    size_t n;
    const char *name;
} eco_stac_text;

/* References of the assets, as they are written. *is_stac false: features
 * without assets, or other JSON. */
eco_status eco_stac_parse(eco_ctx *ctx, const eco_stac_text *text,
                          eco_tiles *refs, bool *is_stac);

eco_status eco_tiles_vrt(eco_ctx *ctx, const char *path, eco_tiles *t);
eco_status eco_tiles_stac(eco_ctx *ctx, const char *path, const char *name,
                          eco_tiles *t, bool *is_stac);
eco_status eco_tiles_vector(eco_ctx *ctx, const char *path, eco_tiles *t);

/* A file that `index` lists, by the rules of eco_gdal_path. */
eco_status eco_tiles_add_listed(eco_ctx *ctx, eco_tiles *t, const char *index,
                                const char *path);
/* `file` beside `index`; absolute names stay. Freed by the caller. */
char *eco_tiles_beside(const char *index, const char *file);
bool eco_tiles_suffix(const char *path, const char *suffix); /* any case */

#endif
