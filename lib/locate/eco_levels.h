/* m(d) in steps: annuli, each with one value. */
#ifndef ECO_LOCATE_LEVELS_H
#define ECO_LOCATE_LEVELS_H

#include "eco_location.h"

typedef struct eco_annulus {
    double outer_m; /* from the outer radius of the level before; UNIT and
                       POLYGON: 0, the level is the polygon */
    double value;   /* of m, falling from level to level, above 0 */
} eco_annulus;

typedef struct eco_levels {
    eco_annulus *items; /* from the inside; outside of the last one m is 0 */
    size_t n, cap;
    double error;       /* largest |m - value| anywhere */
    double integral_m2; /* of the levels over the plane; of m it is
                           pi link_m^2, and for POLYGON its own area */
} eco_levels;

typedef enum eco_levels_how {
    ECO_LEVELS_CENTRED, /* the mean of m over each annulus: keeps the integral
                         */
    ECO_LEVELS_LOW      /* never above m */
} eco_levels_how;

#define ECO_LEVELS_ERROR_LEAST 0.005
#define ECO_LEVELS_ERROR_MOST  0.5

/* The fewest levels, of borders in the fine lattice that is used, that keep
 * |m - value| <= max_error everywhere.
 *
 * The integral of m over the plane is pi link_m^2 for any distribution of X:
 *     int P(|p - X| <= r) dp = int E[|p - X| <= r] dp
 *                            = E[int (|p - X| <= r) dp] = E[pi r^2],
 * by Fubini, the integrand being 0 or 1. Centred levels have it to 1e-12, low
 * ones less of it; integral_m2 says what they have.
 *
 * UNIT has one level, its polygon with pi link_m^2 / area, at most 1: exact
 * farther than link_m from the border within, off by at most the value itself
 * elsewhere, which is what `error` says, whatever max_error asks for. Low
 * levels of it are none. NONE, and a link of 0 m to a place not known, have no
 * levels and cover nothing.
 *
 * ECO_INVALID: max_error not from ECO_LEVELS_ERROR_LEAST to _MOST, distances as
 * in eco_location_cover(), POLYGON with a link (it would have to be widened),
 * UNIT without an area; ECO_NOMEM. *out is empty then; free it by
 * eco_levels_clear(). Time: some ms at max_error 0.05; m depends on model and
 * link only, so levels are made once for many items. */
eco_status eco_levels_make(const eco_location *location, double link_m,
                           double max_error, eco_levels_how how,
                           eco_levels *out);
void eco_levels_clear(eco_levels *levels);

/* Value at a distance, by the levels. */
double eco_levels_value(const eco_levels *levels, double d_m);

#endif
