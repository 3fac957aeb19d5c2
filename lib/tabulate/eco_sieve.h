/* Patches of forest, or of mining, that are too small: 8-connected components
 * found in a window with a rim as wide as such a patch can be long, so that
 * what is found does not depend on how the raster is cut into windows. */
#ifndef ECO_TABULATE_SIEVE_H
#define ECO_TABULATE_SIEVE_H

#include "eco_stack.h"

/* Cells side by side of one role. */
typedef struct eco_patch_run {
    int col0, col1;
    uint8_t part;
    uint32_t parent; /* a run of the same patch; itself: the root */
    int64_t area;    /* 2^-10 m2; of the root: of the patch */
} eco_patch_run;

typedef struct eco_sieve {
    eco_patch_run *runs;
    size_t nruns, runs_cap;
    size_t *first; /* run of each row of the rim's window, and one more */
    size_t first_cap;
    uint16_t *classes;
    double *areas;
    size_t classes_cap, areas_cap;
    uint8_t *small, *any; /* per cell, per row, of the window */
    size_t small_cap, any_cap;
    int window[4];
} eco_sieve;

struct eco_source;

/* What of the source's window is too small; patches of blocks must be there for
 * `wide`, the window with its rim. Time: O(cells). */
eco_status eco_sieve_window(eco_ctx *ctx, eco_sieve *v, struct eco_source *s,
                            const int wide[4]);

/* From a column on, a flag per cell; NULL: none in this row. */
const uint8_t *eco_sieve_row(const eco_sieve *v, int row, int col);
void eco_sieve_clear(eco_sieve *v);

/* The layer's own areas, and how wide the rim must be. ECO_USAGE when that is
 * more than ECO_RIM_MAX cells. */
enum { ECO_RIM_MAX = 2048 };
eco_status eco_sieve_prepare(eco_ctx *ctx, eco_layer *l, bool planar);

#endif
