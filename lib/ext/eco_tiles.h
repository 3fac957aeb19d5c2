/* Which files the name of a raster stands for: itself, those of a folder, or
 * those that a tile index lists (VRT, STAC, GTI). Nothing is read through an
 * index: the files it lists are opened like files that the user names. */
#ifndef ECO_EXT_TILES_H
#define ECO_EXT_TILES_H

#include "eco_fail.h"

#include <stddef.h>

enum { ECO_TILES_MAX = 10000 };

typedef struct eco_tiles {
    char **files;
    size_t n, cap;
} eco_tiles;

/* ECO_USAGE beyond ECO_TILES_MAX files. */
eco_status eco_tiles_add(eco_ctx *ctx, eco_tiles *t, const char *path);

/* Appends what `path` stands for; a path that does not exist, or is no index,
 * stands for itself. Of a STAC item with several rasters the asset called
 * `name` is taken. ECO_USAGE, ECO_FORMAT, ECO_NOTFOUND: the index, what is
 * wrong with it and what would be right. */
eco_status eco_tiles_find(eco_ctx *ctx, const char *path, const char *name,
                          eco_tiles *t);

/* By name, each file once, whatever names it goes by. */
eco_status eco_tiles_sort(eco_ctx *ctx, eco_tiles *t);
void eco_tiles_clear(eco_tiles *t);

#endif
