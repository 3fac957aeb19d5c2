/* Where something may have been, and how likely that covers a place. */
#ifndef ECO_LOCATE_LOCATION_H
#define ECO_LOCATE_LOCATION_H

#include <ecocrime/status.h>
#include <stddef.h>

/* name, word in layers/, what is known of the true place X */
#define ECO_LOCATION_MAP(X)                                                    \
    X(NONE, "none", "too vague for a place: only counted")                     \
    X(POLYGON, "polygon", "the polygon itself, as surveyed")                   \
    X(GAUSSIAN, "gaussian", "about a point, of a standard deviation")          \
    X(DISC, "disc", "anywhere in a disc about a point")                        \
    X(UNIT, "unit", "anywhere in an administrative unit")

typedef enum eco_location_kind {
#define X(name, word, text) ECO_LOCATION_##name,
    ECO_LOCATION_MAP(X)
#undef X
} eco_location_kind;

typedef struct eco_location {
    eco_location_kind kind;
    double spread_m; /* GAUSSIAN: deviation on either axis; DISC: radius */
    double area_m2;  /* UNIT: of the polygon */
} eco_location;

/* Less than this is a point: survey marks are not known better. */
#define ECO_LOCATION_POINT_M 1e-3
/* A tenth of the way to the antipode: beyond it no plane is near enough. */
#define ECO_LOCATION_MOST_M 1e7

/* m(d) = P(distance from a place p to X <= link_m), d_m being the distance from
 * p to the recorded point, or to the polygon (0 within it). ECO_INVALID for a
 * distance that is negative, not finite or above ECO_LOCATION_MOST_M, and for
 * NONE and UNIT, whose m is not one of a distance.
 *
 * Absolute error below 1e-14 (GAUSSIAN: 2e-14).
 * Threads: pure. Time: O(1), a Gaussian 64 exponentials.
 * Source: Rice (1945), doi:10.1002/j.1538-7305.1945.tb00453.x */
eco_status eco_location_cover(const eco_location *location, double link_m,
                              double d_m, double *m);

/* m of a place for UNIT: the part of the unit that lies within the link, both
 * in m2. ECO_INVALID for areas that are negative, not finite, or no unit. */
eco_status eco_location_cover_area(double shared_m2, double unit_m2, double *m);

/* P(|X - p| <= r) with |p| = d, X normal with deviation 1 on both axes. */
double eco_rice_cdf(double d, double r);

/* What two discs share, as part of the second one, which has radius R. */
double eco_lens_fraction(double d, double r, double R);

/* Distance beyond which the Gaussian is left out, in deviations: what lies
 * there has probability exp(-40.5) = 3e-18. */
#define ECO_RICE_REACH 9.0

/* Years that a dated item covers: its own, and some before and after. */
typedef struct eco_window {
    int first, last;
} eco_window;
/* ECO_INVALID when it would be empty, or leaves the years of eco_day. */
eco_status eco_window_make(eco_window dated, int before, int after,
                           eco_window *out);

#endif
