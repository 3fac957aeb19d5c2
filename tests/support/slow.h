/* What the engine must say of a world, found the slow way: GEOS clips each cell
 * with each zone, boxes of evidence are cut by hand, areas come from formulas
 * of others, and sums are plain doubles. */
#ifndef ECO_TESTS_SLOW_H
#define ECO_TESTS_SLOW_H

#include "world.h"

enum { SLOW_VALUES = 2, SLOW_DIGITS = 4 };

/* Classes by our own numbers: the index of the first legend entry with the
 * label, or the value itself; and these. */
enum {
    SLOW_UNLISTED = -1,
    SLOW_NODATA = -2,
    SLOW_OUTSIDE = -3,
    SLOW_NONE = -4, /* no year before */
    SLOW_SMALL = -5 /* patch below the minimum */
};

typedef struct slow_row {
    int table, zone;
    uint32_t mask; /* evidence items as bits */
    int digits[SLOW_DIGITS];
    double cells, area, area_slack; /* slack: what is not known of it */
    double sum[SLOW_VALUES], valid[SLOW_VALUES];
    bool seen;
} slow_row;

typedef struct slow {
    slow_row *rows;
    size_t n, cap;
    size_t *index; /* open addressing; 0: empty, else row + 1 */
    size_t nindex;
    unsigned char *small[WORLD_LAYERS]; /* per cell; NULL: no minimum */
    double area_max;                    /* of a cell, m2 */
    bool failed;                        /* GEOS or PROJ could not */
} slow;

void slow_tabulate(const world *w, slow *s);
/* The row of a key, made when absent. */
slow_row *slow_find(slow *s, const slow_row *key);
void slow_clear(slow *s);

#endif
