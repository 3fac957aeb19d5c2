/* Proof that a polygon is valid, for the many that plainly are. */
#ifndef ECO_GEO_SIMPLE_H
#define ECO_GEO_SIMPLE_H

#include "eco_polyset.h"

/* True only when item `i` is one shell with holes whose edges meet nowhere but
 * where they follow one another, holes side by side within the shell. False
 * when it is not, or rounding leaves it open, or memory is short: ask GEOS.
 * Time: O(n log n) for outlines as maps have them. */
bool eco_polygon_simple(const eco_polyset *s, size_t i);

#endif
