/* Well-known binary, little-endian, two dimensions: the form in which
 * geometries pass between rooms and into the store. */
#ifndef ECO_EXT_WKB_H
#define ECO_EXT_WKB_H

#include "eco_fail.h"
#include "eco_polyset.h"

/* Item `i` of a set as MULTIPOLYGON: each ring that is not a hole begins a
 * polygon, the holes after it are its own. The caller frees *wkb. */
eco_status eco_wkb_multipolygon(eco_ctx *ctx, const eco_polyset *s, size_t i,
                                unsigned char **wkb, size_t *n);
eco_status eco_wkb_polygon(eco_ctx *ctx, const eco_point *ring, size_t npoints,
                           unsigned char **wkb, size_t *n); /* not closed */
eco_status eco_wkb_point(eco_ctx *ctx, eco_point p, unsigned char **wkb,
                         size_t *n);

/* POLYGON or MULTIPOLYGON appended to `s` as item `id`; ECO_FORMAT for any
 * other or damaged bytes. */
eco_status eco_wkb_to_polyset(eco_ctx *ctx, const unsigned char *wkb, size_t n,
                              int64_t id, eco_polyset *s);
bool eco_wkb_is_point(const unsigned char *wkb, size_t n, eco_point *p);

#endif
