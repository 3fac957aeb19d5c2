/* Polygons that are called simple must be valid to GEOS, and most valid ones
 * must be called simple: else there is no point in asking. */
#include "eco_simple.h"

#include <geos_c.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 6000 };

static uint64_t state;

static double rnd(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

/* On a lattice now and then, where edges touch and run along each other. */
static double snap(double x, bool lattice)
{
    return lattice ? floor(x) : x;
}

static void ring(eco_polyset *s, bool hole, const double at[2], double size,
                 bool lattice)
{
    int n = 3 + (int)(rnd() * 40);
    double knot = rnd() < 0.25 ? 2 : 1; /* goes round twice: crosses itself */

    eco_polyset_add_ring(s, hole);
    for (int i = 0; i < n; i++) {
        double a = 6.283185307179586 * knot * i / n;
        double r = size * (0.6 + 0.4 * rnd());

        eco_polyset_add_point(s,
                              (eco_point){snap(at[0] + r * cos(a), lattice),
                                          snap(at[1] + r * sin(a), lattice)});
    }
}

static GEOSGeometry *to_geos(const eco_polyset *s)
{
    GEOSGeometry *rings[8];

    for (size_t k = 0; k < s->nrings; k++) {
        const eco_ring *r = &s->rings[k];
        GEOSCoordSequence *seq = GEOSCoordSeq_create((unsigned)r->n + 1, 2);

        for (size_t i = 0; i <= r->n; i++) {
            eco_point p = s->points[r->first + i % r->n];

            GEOSCoordSeq_setXY(seq, (unsigned)i, p.x, p.y);
        }
        rings[k] = GEOSGeom_createLinearRing(seq);
    }
    return GEOSGeom_createPolygon(rings[0], rings + 1, (unsigned)s->nrings - 1);
}

int main(void)
{
    int valid = 0, simple = 0;

    initGEOS(NULL, NULL);
    for (int round = 1; round <= ROUNDS; round++) {
        eco_polyset s = {0};
        bool lattice = round % 3 == 0, is_simple, is_valid;
        int holes;
        GEOSGeometry *g;

        state = (uint64_t)round * UINT64_C(0x9E3779B97F4A7C15);
        eco_polyset_add_item(&s, 1);
        ring(&s, false, (const double[2]){0, 0}, 30, lattice);
        holes = (int)(rnd() * 4);
        for (int k = 0; k < holes; k++)
            ring(&s, true, (const double[2]){rnd() * 36 - 18, rnd() * 36 - 18},
                 2 + 5 * rnd(), lattice);
        g = to_geos(&s);
        is_valid = GEOSisValid(g) == 1;
        is_simple = eco_polygon_simple(&s, 0);
        if (is_simple && !is_valid) {
            printf("round %d: called simple, GEOS says no\n", round);
            return 1;
        }
        valid += is_valid;
        simple += is_simple;
        GEOSGeom_destroy(g);
        eco_polyset_clear(&s);
    }
    printf("%d valid, %d of them seen to be\n", valid, simple);
    finishGEOS();
    return valid < ROUNDS / 10 || simple * 10 < valid * 8;
}
