/* Random small worlds for the engine: raster files of many makes with what they
 * hold kept beside, zones, and faces of evidence. All from one seed. */
#ifndef ECO_TESTS_WORLD_H
#define ECO_TESTS_WORLD_H

#include "eco_faces.h"
#include "eco_stack.h"

enum { WORLD_LAYERS = 12, WORLD_TILES = 4, WORLD_LEGEND = 6, WORLD_FACES = 8 };

typedef struct world_layer {
    char name[16], paths[WORLD_TILES][40];
    int ntiles, type; /* type: GDALDataType */
    double gt[6];
    int ncols, nrows;
    double *raw;          /* as stored */
    unsigned char *there; /* some file holds the cell */
    bool declared;
    double nodata; /* declared, when it is */
    eco_nodata_rule rule;
    double other_nodata; /* rule VALUE */
    double scale, offset;
    bool value, count;
    double min_patch; /* m2; 0: none */
    eco_legend_entry legend[WORLD_LEGEND];
    size_t nlegend;
} world_layer;

typedef struct world {
    uint64_t rng;
    int epsg;
    bool planar;
    double cell; /* of the first layer, CRS units */
    double gt[6];
    int ncols, nrows;
    world_layer layers[WORLD_LAYERS];
    size_t nlayers;
    eco_stack stack;
    eco_polyset zones;
    eco_faces faces; /* boxes */
    double boxes[WORLD_FACES][4];
    uint32_t masks[WORLD_FACES]; /* items of each face as bits */
    size_t nfaces;
} world;

/* A scratch folder for all worlds, and its removal. */
bool world_open(void);
void world_close(void);
const char *world_path(const char *name); /* in it; see scratch.h */

/* Writes the files and fills the stack; false, after telling, on failure. */
bool world_make(world *w, eco_ctx *ctx, uint64_t seed);
void world_clear(world *w);

double world_draw(world *w, double low, double high);
int world_int(world *w, int low, int high); /* high too */

#endif
