#include "oracle.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

/* Edges straight in degrees differ from geodesics by (h / 6.4e6 m)^2 / 12 of
 * the area; pieces and half-pieces together leave the fourth power. */
#define PIECE_DEG 0.01
/* geod_polygon rounds each edge to about 3e-5 m2, however short it is. */
#define EDGE_NOISE_M2 1e-4

struct oracle {
    GEOSContextHandle_t geos;
    GEOSGeometry **polygons;
    size_t n;
};

static GEOSGeometry *ring_of(GEOSContextHandle_t h, const eco_point *p,
                             size_t n)
{
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(h, (unsigned)n + 1, 2);

    for (size_t i = 0; i <= n; i++)
        GEOSCoordSeq_setXY_r(h, seq, (unsigned)i, p[i % n].x, p[i % n].y);
    return GEOSGeom_createLinearRing_r(h, seq);
}

/* The outer ring `at` with the holes behind it; *at is then the next outer. */
static GEOSGeometry *polygon_of(GEOSContextHandle_t h, const eco_polyset *s,
                                size_t *at, size_t end)
{
    const eco_ring *r = &s->rings[*at];
    GEOSGeometry *shell = ring_of(h, s->points + r->first, r->n), *polygon;
    GEOSGeometry **holes = calloc(end - *at, sizeof *holes);
    unsigned n = 0;

    if (!holes)
        abort();
    for (++*at; *at < end && s->rings[*at].hole; ++*at) {
        r = &s->rings[*at];
        holes[n++] = ring_of(h, s->points + r->first, r->n);
    }
    polygon = GEOSGeom_createPolygon_r(h, shell, holes, n);
    free(holes);
    return polygon;
}

oracle *oracle_create(const eco_polyset *set, size_t item)
{
    const eco_polygon_item *it = &set->items[item];
    size_t end = it->first + it->n;
    oracle *o = calloc(1, sizeof *o);
    bool valid = true;

    if (!o)
        abort();
    o->geos = GEOS_init_r();
    o->polygons = calloc(it->n + 1, sizeof *o->polygons);
    if (!o->polygons)
        abort();
    for (size_t at = it->first; at < end;) {
        GEOSGeometry *g = polygon_of(o->geos, set, &at, end);

        o->polygons[o->n++] = g;
        valid = valid && GEOSisValid_r(o->geos, g) == 1;
    }
    if (!valid) {
        oracle_destroy(o);
        return NULL;
    }
    return o;
}

void oracle_destroy(oracle *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->n; i++)
        GEOSGeom_destroy_r(o->geos, o->polygons[i]);
    free(o->polygons);
    GEOS_finish_r(o->geos);
    free(o);
}

double oracle_cells(const oracle *o)
{
    double sum = 0, area = 0;

    for (size_t i = 0; i < o->n; i++) {
        if (!GEOSArea_r(o->geos, o->polygons[i], &area))
            return NAN;
        sum += area;
    }
    return sum;
}

static void keep_ring(GEOSContextHandle_t h, const GEOSGeometry *ring,
                      bool hole, eco_polyset *out)
{
    const GEOSCoordSequence *seq = GEOSGeom_getCoordSeq_r(h, ring);
    unsigned n = 0;

    GEOSCoordSeq_getSize_r(h, seq, &n);
    eco_polyset_add_ring(out, hole);
    for (unsigned i = 0; i + 1 < n; i++) { /* the last is the first again */
        eco_point p;

        GEOSCoordSeq_getXY_r(h, seq, i, &p.x, &p.y);
        eco_polyset_add_point(out, p);
    }
}

/* Polygons of a clip; lines and points, where it only touches, have no area. */
static void keep(GEOSContextHandle_t h, const GEOSGeometry *g, eco_polyset *out)
{
    int type = GEOSGeomTypeId_r(h, g);

    if (type == GEOS_POLYGON && !GEOSisEmpty_r(h, g)) {
        int holes = GEOSGetNumInteriorRings_r(h, g);

        keep_ring(h, GEOSGetExteriorRing_r(h, g), false, out);
        for (int i = 0; i < holes; i++)
            keep_ring(h, GEOSGetInteriorRingN_r(h, g, i), true, out);
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        int n = GEOSGetNumGeometries_r(h, g);

        for (int i = 0; i < n; i++)
            keep(h, GEOSGetGeometryN_r(h, g, i), out);
    }
}

double oracle_clip(const oracle *o, int col, int row, eco_polyset *pieces)
{
    const eco_point p[4] = {
        {col, row}, {col + 1, row}, {col + 1, row + 1}, {col, row + 1}};
    GEOSGeometry *cell =
        GEOSGeom_createPolygon_r(o->geos, ring_of(o->geos, p, 4), NULL, 0);
    double sum = 0, area = 0;

    if (pieces)
        eco_polyset_add_item(pieces, 0);
    for (size_t i = 0; i < o->n; i++) {
        GEOSGeometry *g = GEOSIntersection_r(o->geos, cell, o->polygons[i]);

        if (!g || !GEOSArea_r(o->geos, g, &area))
            area = NAN;
        sum += area;
        if (g && pieces)
            keep(o->geos, g, pieces);
        if (g)
            GEOSGeom_destroy_r(o->geos, g);
    }
    GEOSGeom_destroy_r(o->geos, cell);
    return sum;
}

/* Edges in pieces of at most PIECE_DEG, each cut `fine` times more. */
static double geodesic_ring(const struct geod_geodesic *geod,
                            const eco_grid *grid, const eco_point *p, size_t n,
                            int fine)
{
    struct geod_polygon ring;
    double area;

    geod_polygon_init(&ring, 0);
    for (size_t i = 0; i < n; i++) {
        eco_point a = eco_grid_to_crs(grid, p[i]);
        eco_point b = eco_grid_to_crs(grid, p[(i + 1) % n]);
        double length = fmax(fabs(b.x - a.x), fabs(b.y - a.y));
        int pieces = fine * (1 + (int)(length / PIECE_DEG));

        for (int k = 0; k < pieces; k++) {
            double t = (double)k / pieces;

            geod_polygon_addpoint(geod, &ring, a.y + t * (b.y - a.y),
                                  a.x + t * (b.x - a.x));
        }
    }
    geod_polygon_compute(geod, &ring, 0, 1, &area, NULL);
    return fabs(area);
}

double oracle_geodesic_m2(const eco_grid *grid, const eco_polyset *set,
                          size_t item, double *noise_m2)
{
    const eco_polygon_item *it = &set->items[item];
    struct geod_geodesic geod;
    double sum = 0;

    geod_init(&geod, 6378137.0, 1 / 298.257223563);
    for (size_t r = it->first; r < it->first + it->n; r++) {
        const eco_ring *ring = &set->rings[r];
        const eco_point *p = set->points + ring->first;
        double one = geodesic_ring(&geod, grid, p, ring->n, 1);
        double two = geodesic_ring(&geod, grid, p, ring->n, 2);
        double area = two + (two - one) / 3;

        sum += ring->hole ? -area : area;
        if (noise_m2)
            *noise_m2 += EDGE_NOISE_M2 * (double)ring->n;
    }
    return sum;
}
