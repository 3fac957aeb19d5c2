/* What many draws of one quantity come to. */
#ifndef ECO_MONTECARLO_INTERVALS_H
#define ECO_MONTECARLO_INTERVALS_H

#include <stddef.h>

typedef struct eco_interval {
    double mean, sd; /* sd: of the draws, by n - 1 */
    double p05, p50, p95;
} eco_interval;

/* n >= 1 draws; their order is lost. Quantiles lie between the order
 * statistics about (n - 1) p, linearly (Hyndman and Fan 1996, type 7,
 * doi:10.2307/2684934). Mean and sd are summed in the order given. Time O(n).
 */
eco_interval eco_interval_of(double *draws, size_t n);

#endif
