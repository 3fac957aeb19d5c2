/* What cover.c prepares and sweep.c walks. */
#ifndef ECO_COVERAGE_EDGES_H
#define ECO_COVERAGE_EDGES_H

#include "eco_cover.h"

#include <math.h>

enum { CHUNK = 64 };

/* Up to CHUNK edges of one ring that follow one another: from point `before` to
 * point `first`, from there to the next, and so on. */
struct chunk {
    size_t before, first; /* into the set's points */
    int n;
    int sign; /* of edges that go down: +1 when the polygon lies to their
                 right, -1 when to the left */
    int64_t ymin, ymax;
};

struct item {
    size_t first_chunk, nchunks;
    int64_t xmin, xmax, ymin, ymax;
    double cells;
};

struct eco_cover {
    int ncols, nrows;
    const eco_polyset *set; /* borrowed: the only copy of the points */
    struct chunk *chunks;
    struct item *items;
    size_t nchunks, nitems;
};

/* A point in 2^-30 cells; it was found to fit when the cover was made. */
static inline void eco_cover_fixed(eco_point p, int64_t *x, int64_t *y)
{
    *x = llrint(p.x * (double)ECO_COVER_ONE);
    *y = llrint(p.y * (double)ECO_COVER_ONE);
}

#endif
