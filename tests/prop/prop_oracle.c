/* The coverage engine against a slow oracle that shares nothing with it: GEOS
 * clips each cell with the polygon. Stars, slivers, holes, several parts,
 * vertices on grid lines, polygons partly or wholly off the grid. */
#include "check.h"

#include "eco_cover.h"

#include <geos_c.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 12, VERTICES = 14, RUNS = 1500 };

static GEOSContextHandle_t geos;

static GEOSGeometry *ring_to_geos(const eco_point *p, size_t n)
{
    GEOSCoordSequence *seq = GEOSCoordSeq_create_r(geos, (unsigned)n + 1, 2);

    for (size_t i = 0; i <= n; i++)
        GEOSCoordSeq_setXY_r(geos, seq, (unsigned)i, p[i % n].x, p[i % n].y);
    return GEOSGeom_createLinearRing_r(geos, seq);
}

/* Polygons of a set (each ring that is no hole with the holes after it). */
static GEOSGeometry *to_geos(const eco_polyset *s)
{
    GEOSGeometry *parts[4];
    unsigned nparts = 0;

    for (size_t r = 0; r < s->nrings;) {
        GEOSGeometry *shell =
            ring_to_geos(s->points + s->rings[r].first, s->rings[r].n);
        GEOSGeometry *holes[4];
        unsigned nholes = 0;

        for (r++; r < s->nrings && s->rings[r].hole; r++)
            holes[nholes++] =
                ring_to_geos(s->points + s->rings[r].first, s->rings[r].n);
        parts[nparts++] = GEOSGeom_createPolygon_r(geos, shell, holes, nholes);
    }
    return GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts, nparts);
}

static void add_ring(eco_polyset *s, bool hole, const eco_point *p, size_t n)
{
    eco_polyset_add_ring(s, hole);
    for (size_t i = 0; i < n; i++)
        eco_polyset_add_point(s, p[i]);
}

/* About (x, y); `snap` puts vertices on grid lines, `flat` makes slivers. */
static size_t star(uint64_t *rng, eco_point at, double reach, eco_point *ring)
{
    size_t n = 4 + (size_t)(check_random(rng) * (VERTICES - 4));
    bool snap = check_random(rng) < 0.3;
    double flat = check_random(rng) < 0.2 ? 0.01 : 1;

    for (size_t i = 0; i < n; i++) {
        double angle =
            2 * acos(-1) * ((double)i + 0.4 * check_random(rng)) / (double)n;
        double radius = reach * (0.3 + 0.7 * check_random(rng));

        ring[i].x = at.x + radius * cos(angle);
        ring[i].y = at.y + flat * radius * sin(angle);
        if (snap && check_random(rng) < 0.6)
            ring[i] = (eco_point){nearbyint(ring[i].x), nearbyint(ring[i].y)};
    }
    return n;
}

static void make(uint64_t *rng, eco_polyset *s)
{
    eco_point at = {SIDE * (1.6 * check_random(rng) - 0.3),
                    SIDE * (1.6 * check_random(rng) - 0.3)};
    double reach = SIDE * 0.5 * check_random(rng) + 0.05;
    eco_point ring[VERTICES], hole[VERTICES];
    size_t n = star(rng, at, reach, ring);

    eco_polyset_add_item(s, 0);
    add_ring(s, false, ring, n);
    if (check_random(rng) < 0.4) {
        for (size_t i = 0; i < n; i++) {
            hole[i].x = at.x + 0.2 * (ring[i].x - at.x);
            hole[i].y = at.y + 0.2 * (ring[i].y - at.y);
        }
        add_ring(s, true, hole, n);
    }
    if (check_random(rng) < 0.3) { /* a second part, clear of the first */
        at.x += 2.2 * reach;
        n = star(rng, at, reach, ring);
        add_ring(s, false, ring, n);
    }
}

static double clipped(const GEOSGeometry *g, int row, int col)
{
    GEOSGeometry *cell =
        GEOSGeom_createRectangle_r(geos, col, row, col + 1, row + 1);
    GEOSGeometry *part = GEOSIntersection_r(geos, g, cell);
    double area = 0;

    GEOSArea_r(geos, part, &area);
    GEOSGeom_destroy_r(geos, part);
    GEOSGeom_destroy_r(geos, cell);
    return area;
}

static void compare(const eco_polyset *s, const GEOSGeometry *g, int seed)
{
    static int64_t got[SIDE][SIDE];
    const eco_span *spans;
    eco_cover *c;
    eco_sweep *sweep;
    size_t n;

    memset(got, 0, sizeof got);
    if (eco_cover_create(s, SIDE, SIDE, &c) || eco_sweep_create(c, &sweep) ||
        eco_sweep_band(sweep, 0, SIDE, &spans, &n))
        abort();
    for (size_t i = 0; i < n; i++)
        for (int col = spans[i].col0; col < spans[i].col1; col++)
            got[spans[i].row][col] += spans[i].frac;
    for (int row = 0; row < SIDE; row++)
        for (int col = 0; col < SIDE; col++) {
            double want = clipped(g, row, col);
            double have = (double)got[row][col] / (double)ECO_COVER_ONE;

            /* each edge rounds by 2^-30; vertices by as much of a cell */
            CHECK(fabs(have - want) < 64.0 / (double)ECO_COVER_ONE,
                  "seed %d, row %d, column %d: %.12f, not %.12f", seed, row,
                  col, have, want);
        }
    eco_sweep_destroy(sweep);
    eco_cover_destroy(c);
}

int main(void)
{
    int compared = 0;

    geos = GEOS_init_r();
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
        eco_polyset s = {0};
        GEOSGeometry *g;

        make(&rng, &s);
        g = to_geos(&s);
        if (GEOSisValid_r(geos, g) == 1) { /* snapping can cross edges */
            compare(&s, g, (int)seed);
            compared++;
        }
        GEOSGeom_destroy_r(geos, g);
        eco_polyset_clear(&s);
    }
    GEOS_finish_r(geos);
    CHECK(compared > RUNS / 2, "only %d polygons were valid", compared);
    return check_failures != 0;
}
