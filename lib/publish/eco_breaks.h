/* Class limits for a map: few, round, and spread over the data. */
#ifndef ECO_PUBLISH_BREAKS_H
#define ECO_PUBLISH_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

enum { ECO_CLASSES_MAX = 6 };

typedef struct eco_breaks {
    double limits[ECO_CLASSES_MAX + 1]; /* n + 1, rising */
    size_t n;                           /* classes, 0 without data */
    bool diverging;                     /* limits lie about zero */
} eco_breaks;

/* `values` sorted from low to high. Percentages within 0..100 get fixed
 * twenties; data on both sides of zero get limits symmetric about it; else
 * quantiles of the values, rounded to two digits, zeros in a class of their
 * own. */
void eco_breaks_make(const double *values, size_t n, bool percent,
                     eco_breaks *out);

#endif
