/* Random small worlds with events in patches, and links that follow them; what
 * meets each patch is found by flooding whole rasters. All from one seed. */
#ifndef ECO_TESTS_PATCHES_H
#define ECO_TESTS_PATCHES_H

#include "eco_engine.h"

enum {
    PATCH_ITEMS = 6, /* of evidence, as bits */
    PATCH_FACES = 16,
    PATCH_YEARS = 4,
    PATCH_TABLES = 2 + PATCH_YEARS, /* total, loss, a year each */
    PATCH_CELLS = 7000
};

typedef struct patches {
    uint64_t rng;
    int epsg, ncols, nrows, nyears, block[2]; /* block: 0: strips of [1] rows */
    bool canopy, value;
    double gt[6];
    unsigned char loss[PATCH_CELLS], cover[PATCH_CELLS];
    unsigned char years[PATCH_YEARS][PATCH_CELLS];
    unsigned char biomass[PATCH_CELLS];
    eco_stack stack; /* as a run has it */
    eco_polyset zones;
    eco_faces faces; /* boxes */
    double boxes[PATCH_FACES][4];
    uint32_t masks[PATCH_FACES];
    size_t nfaces;
    eco_link items[PATCH_ITEMS];
    uint16_t year_of[256 + 3];
    unsigned char counts[256 + 3];
    eco_event_table tables[PATCH_TABLES];
    eco_links links;
    /* what is true of each table's cells */
    uint32_t met[PATCH_TABLES][PATCH_CELLS]; /* who covers their patches */
    int64_t followed;                        /* patches */
    eco_stack flat; /* key of each cell x number of `met`, table by table */
    uint32_t *labels[PATCH_TABLES]; /* what that number stands for */
    size_t nlabels[PATCH_TABLES];
} patches;

/* A scratch folder for all worlds, and its removal. */
bool patches_open(void);
void patches_close(void);
const char *patches_path(const char *name); /* in it; see scratch.h */

/* Seed 0: two patches that go from one chunk of columns to the next by a corner
 * of a cell, and are met at one end. */
bool patches_make(patches *p, eco_ctx *ctx, uint64_t seed);
void patches_clear(patches *p);

/* The strongest item of each owner. */
uint32_t patches_strongest(const patches *p, uint32_t mask);

/* A raster file of the world, and a layer of such a file. */
void patches_write(const patches *p, const char *name, int type,
                   const void *cells);
size_t patches_layer(eco_ctx *ctx, eco_stack *s, const char *name,
                     const eco_legend_entry *legend, size_t nlegend);

/* Fills p->met, p->followed and p->flat. */
void patches_tell(patches *p, eco_ctx *ctx);

#endif
