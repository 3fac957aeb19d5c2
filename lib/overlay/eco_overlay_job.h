/* What the files of this room share. */
#ifndef ECO_OVERLAY_JOB_H
#define ECO_OVERLAY_JOB_H

#include "eco_area.h"
#include "eco_geom_index.h"
#include "eco_overlay.h"

/* Polygons of the store with their dates; item ids are theirs. */
struct shapes {
    eco_polyset set;
    char (*first)[16], (*last)[16]; /* ISO days per item, "": undated */
    double *area_m2;                /* per item; NULL until measured */
    size_t dates_cap, last_cap;
};

struct overlay {
    eco_store *store;
    eco_geom *geom;
    eco_area *model; /* pixel space is longitude and latitude */
};

/* Rows of a query: id, wkb, first day, last day; an optional text or integer
 * for its one parameter. */
eco_status eco_shapes_read(eco_ctx *ctx, struct overlay *o, const char *query,
                           const char *name, const char *text,
                           struct shapes *out);
void eco_outlines_clear(struct shapes *s);

/* m2 of item `i`. */
eco_status eco_overlay_area(eco_ctx *ctx, const struct overlay *o,
                            const eco_polyset *s, size_t i, double *area_m2);

/* The convex hull of all polygons, straight in longitude and latitude, as an
 * item of `out`; without rings where they span no area. */
eco_status eco_overlay_reach(eco_ctx *ctx, const eco_polyset *s,
                             eco_polyset *out);

/* How the days a..b lie to the days of item `i`: "in force" (all within),
 * "before", "after", "partly", "undated" (either). */
const char *eco_overlay_timing(const char *a, const char *b,
                               const struct shapes *s, size_t i);

eco_status eco_overlay_zones(eco_ctx *ctx, struct overlay *o);
eco_status eco_overlay_discs(eco_ctx *ctx, struct overlay *o);
eco_status eco_overlay_prohibitions(eco_ctx *ctx, struct overlay *o);
eco_status eco_overlay_permits(eco_ctx *ctx, struct overlay *o);

#endif
