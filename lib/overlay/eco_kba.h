/* What is protected of key biodiversity areas, in parts between the files. */
#ifndef ECO_OVERLAY_KBA_H
#define ECO_OVERLAY_KBA_H

#include "eco_overlay_job.h"

/* How often the years that are not known are drawn. */
enum { ECO_KBA_DRAWS = 1000 };

/* A part of a key biodiversity area that the same protected areas hold. */
struct kba_part {
    double area_m2;
    int year;        /* the first of those known; INT_MAX: none */
    size_t first, n; /* of those not known, into `undated` */
};

struct kba_area {
    int64_t id;
    double area_m2;
    size_t first, n; /* parts */
    int nundated;
};

/* A protected area. */
struct kba_protected {
    int year;     /* INT_MAX: not known */
    uint64_t key; /* of its stream */
    char country[16];
    int *drawn; /* unless its year is known */
};

struct kba_job {
    struct overlay *o;
    struct kba_area *areas;
    size_t nareas, areas_cap;
    struct kba_part *parts;
    size_t nparts, parts_cap;
    uint32_t *undated; /* indices of protected areas */
    size_t nundated, undated_cap;
    struct kba_protected *protected_areas;
    size_t nprotected, protected_cap;
    eco_polyset kbas, shapes; /* of the areas, of the protected ones */
    int year_from, nyears;
    double *sums, *column; /* nyears x draws; draws */
};

/* Years for the areas that have none: that of another one of the country, drawn
 * with equal chances; of any country where it has none with a year; before the
 * period where no year is known at all. */
eco_status eco_kba_draw(eco_ctx *ctx, struct kba_job *j);

/* Adds covered m2 x `scale` of an area to sums[year * draws + draw]. */
void eco_kba_add(const struct kba_job *j, const struct kba_area *a,
                 double scale, double *sums);

/* Median, 5th and 95th percentile of the draws of a year. */
void eco_kba_percentiles(const struct kba_job *j, int year, double out[3]);

#endif
