/* What cover.c prepares and sweep.c walks. */
#ifndef ECO_COVERAGE_EDGES_H
#define ECO_COVERAGE_EDGES_H

#include "eco_cover.h"

/* y0 < y1; coordinates in 2^-30 cells; sign +1 when the polygon lies to the
 * right of the edge, -1 when to the left. */
struct edge {
    int64_t x0, y0, x1, y1;
    int sign;
};

enum { CHUNK = 64 };

/* Up to CHUNK edges that follow one another by y0. */
struct chunk {
    size_t first, n;
    int64_t ymin, ymax;
};

struct item {
    size_t first, n; /* into edges, then into chunks */
    size_t first_chunk, nchunks;
    int64_t xmin, xmax, ymin, ymax;
    double cells;
};

struct eco_cover {
    int ncols, nrows;
    struct edge *edges;
    struct chunk *chunks;
    struct item *items;
    size_t nedges, nchunks, nitems;
};

#endif
