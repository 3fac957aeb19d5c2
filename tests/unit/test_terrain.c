/* Ranges and classes of relief against whole discs, pair by pair; known shapes;
 * inner basins against a flood fill. */
#include "check.h"

#include "eco_basins.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

enum { COLS = 37, ROWS = 41, CELLS = COLS * ROWS };

static float relief[CELLS], ranges[CELLS];
static unsigned char classes[CELLS];

static eco_terrain_spec plane(double cell_m, double radius_m)
{
    return (eco_terrain_spec){
        .grid = {{500000, cell_m, 0, 9e6, 0, -cell_m}, COLS, ROWS},
        .unit_m = 1,
        .radius_m = radius_m};
}

static eco_terrain_spec degrees(double north, double cell_deg)
{
    return (eco_terrain_spec){
        .grid = {{-70, cell_deg, 0, north, 0, -cell_deg}, COLS, ROWS},
        .geographic = true,
        .ellipsoid = eco_wgs84,
        .radius_m = ECO_TERRAIN_RADIUS_M};
}

/* All rows through; false: out of memory. */
static bool stream(const eco_terrain_spec *spec)
{
    eco_terrain *t = NULL;
    eco_status st = eco_terrain_create(spec, &t);
    int out = 0;

    for (int r = 0; r < ROWS && !st; r++) {
        eco_terrain_push(t, relief + r * COLS);
        while (eco_terrain_take(t, classes + out * COLS, ranges + out * COLS))
            out++;
    }
    CHECK(st == ECO_NOMEM || out == ROWS, "%d rows out", out);
    eco_terrain_destroy(t);
    return !st;
}

static void random_relief(uint64_t *seed, double gaps)
{
    double high = 400 + 5000 * check_random(seed);

    for (int i = 0; i < CELLS; i++)
        relief[i] = check_random(seed) < gaps
                        ? NAN
                        : (float)(high * check_random(seed) - 100);
}

/* Range of a cell over those nearer than `radius`, by `distance`. */
static double whole_disc(const eco_terrain_spec *s, int at, double radius,
                         double (*distance)(const eco_terrain_spec *, int, int))
{
    double low = INFINITY, high = -INFINITY;

    for (int i = 0; i < CELLS; i++)
        if (!isnan(relief[i]) && distance(s, at, i) <= radius) {
            low = fmin(low, (double)relief[i]);
            high = fmax(high, (double)relief[i]);
        }
    return high - low;
}

static double on_plane(const eco_terrain_spec *s, int a, int b)
{
    return hypot((a % COLS - b % COLS) * s->grid.gt[1],
                 (a / COLS - b / COLS) * s->grid.gt[5]);
}

static double on_earth(const eco_terrain_spec *s, int a, int b)
{
    eco_point p =
        eco_grid_to_crs(&s->grid, (eco_point){a % COLS + .5, a / COLS + .5});
    eco_point q =
        eco_grid_to_crs(&s->grid, (eco_point){b % COLS + .5, b / COLS + .5});

    return eco_geodesic_m(p, q);
}

/* The same classes from elevation, slope and range, written out once more. */
static int class_of(double z, double slope, double range)
{
    static const double from[] = {4500, 3500, 2500, 1500, 1000, 300};
    int k = 0;

    while (k < 6 && z < from[k])
        k++;
    if (k == 3 && slope < 2)
        return 0;
    if (k == 4 && slope < 5 && range <= 300)
        return 0;
    if (k == 5 && range <= 300)
        return 0;
    return k == 6 ? 0 : k + 1;
}

static void ranges_on_a_plane(void)
{
    for (uint64_t seed = 1; seed <= 5; seed++) {
        uint64_t s = seed * 7919;
        double cell = 100 + 900 * check_random(&s);
        eco_terrain_spec spec = plane(cell, cell * 12 * check_random(&s));

        random_relief(&s, seed % 2 ? 0.1 : 0);
        if (!stream(&spec))
            return;
        for (int i = 0; i < CELLS; i += 3) {
            double want =
                isnan(relief[i])
                    ? (double)NAN
                    : whole_disc(&spec, i, spec.radius_m * (1 + 1e-12),
                                 on_plane);

            CHECK(isnan(want) ? isnan(ranges[i])
                              : fabs((double)ranges[i] - want) < 1e-2,
                  "seed %d, cell %d: %g, want %g", (int)seed, i,
                  (double)ranges[i], want);
            CHECK(isnan(want) == (classes[i] == ECO_TERRAIN_UNKNOWN),
                  "seed %d, cell %d", (int)seed, i);
        }
    }
}

/* Cells whose distance is within 2 m of the radius may be in or out. */
static void ranges_on_the_earth(void)
{
    static const double norths[] = {0.2, -40, 64, 71};
    const double slack_m = 2;

    for (int k = 0; k < 4; k++) {
        uint64_t s = 31 + (uint64_t)k;
        eco_terrain_spec spec = degrees(norths[k], k == 3 ? 0.015 : 0.008333);

        random_relief(&s, 0.05);
        if (!stream(&spec))
            return;
        for (int i = 0; i < CELLS; i += 29) {
            double least, most;

            if (isnan(relief[i]))
                continue;
            least = whole_disc(&spec, i, spec.radius_m - slack_m, on_earth);
            most = whole_disc(&spec, i, spec.radius_m + slack_m, on_earth);
            CHECK((double)ranges[i] >= least - 1e-2 &&
                      (double)ranges[i] <= most + 1e-2,
                  "north %g, cell %d: %g, want %g to %g", norths[k], i,
                  (double)ranges[i], least, most);
        }
    }
}

/* A tilted plane has the same slope everywhere; edges see themselves. */
static void slopes(void)
{
    float window[9];

    for (int i = 0; i < 9; i++)
        window[i] = (float)(100 + 3 * (i % 3) - 4 * (i / 3));
    CHECK(fabs(eco_terrain_slope(window, 10, 20) -
               atan(hypot(.3, .2)) * 57.29577951308232) < 1e-9,
          "%.17g", eco_terrain_slope(window, 10, 20));
    for (int i = 0; i < 9; i++)
        window[i] = i == 4 ? 5 : NAN;
    CHECK(!(eco_terrain_slope(window, 10, 10) > 0), "alone, it is flat");
    window[5] = 13; /* one neighbour: 2 * 8 / 80 */
    CHECK(fabs(eco_terrain_slope(window, 10, 10) -
               atan(.2) * 57.29577951308232) < 1e-9,
          "%.17g", eco_terrain_slope(window, 10, 10));
}

static void classes_have_their_limits(void)
{
    static const struct {
        double z, slope, range;
        int klass;
    } known[] = {{4500, 0, 0, 1},     {4499, 0, 0, 2},     {3500, 0, 0, 2},
                 {3499, 0, 0, 3},     {2500, 0, 0, 3},     {2499, 1.99, 999, 0},
                 {2499, 2, 0, 4},     {1500, 2, 0, 4},     {1499, 5, 0, 5},
                 {1499, 4.9, 300, 0}, {1499, 0, 300.1, 5}, {1000, 5, 0, 5},
                 {999, 80, 300, 0},   {999, 0, 300.1, 6},  {300, 0, 300.1, 6},
                 {299, 80, 2000, 0},  {-5, 0, 0, 0}};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        CHECK(eco_terrain_class(known[i].z, known[i].slope, known[i].range) ==
                  known[i].klass,
              "%g m, %g degrees, %g m", known[i].z, known[i].slope,
              known[i].range);
}

/* A cone of known height: what is in reach of its flank is class 6. */
static void a_cone(void)
{
    eco_terrain_spec spec = plane(1000, ECO_TERRAIN_RADIUS_M);

    for (int i = 0; i < CELLS; i++) {
        double d = hypot(i % COLS - COLS / 2, i / COLS - ROWS / 2);

        relief[i] = (float)fmax(310, 900 - 60 * d);
    }
    if (!stream(&spec))
        return;
    for (int i = 0; i < CELLS; i++) {
        double z = (double)relief[i];
        double range = whole_disc(&spec, i, 7000.001, on_plane);

        CHECK(classes[i] == class_of(z, 0, range), "cell %d: %d", i,
              classes[i]);
    }
    CHECK(classes[(ROWS / 2) * COLS + COLS / 2] == 6, "the top is a mountain");
    CHECK(classes[0] == 0, "the plain is none");
}

/* Basins by flood fill, a cell's area at a time. */
static void flood(unsigned char *k, const eco_terrain_rows *rows, double most,
                  unsigned char *out)
{
    static int todo[CELLS], part[CELLS];
    unsigned char seen[CELLS] = {0};

    memcpy(out, k, CELLS);
    for (int i = 0; i < CELLS; i++) {
        int n = 0, np = 0;
        double area = 0;
        bool lost = false;

        if (seen[i] || (k[i] != 0 && k[i] != ECO_TERRAIN_UNKNOWN))
            continue;
        todo[n++] = i;
        seen[i] = 1;
        while (n > 0) {
            int at = todo[--n], c = at % COLS, r = at / COLS;

            part[np++] = at;
            area += rows->area_m2[r];
            lost |= k[at] == ECO_TERRAIN_UNKNOWN || c == 0 || r == 0 ||
                    c == COLS - 1 || r == ROWS - 1;
            for (int d = 0; d < 9; d++) {
                int x = c + d % 3 - 1, y = r + d / 3 - 1, to = y * COLS + x;

                if (x < 0 || y < 0 || x >= COLS || y >= ROWS || seen[to] ||
                    (k[to] != 0 && k[to] != ECO_TERRAIN_UNKNOWN))
                    continue;
                seen[to] = 1;
                todo[n++] = to;
            }
        }
        for (int p = 0; p < np && !lost && area < most; p++)
            out[part[p]] = ECO_TERRAIN_BASIN;
    }
}

static bool find_basins(const eco_terrain_rows *rows, double most,
                        unsigned char *k)
{
    eco_basins *b = NULL;
    eco_status st = eco_basins_create(rows, COLS, most, &b);

    for (int r = 0; r < ROWS && !st; r++)
        st = eco_basins_push(b, k + r * COLS);
    if (!st)
        st = eco_basins_finish(b);
    for (int r = 0; r < ROWS && !st; r++)
        eco_basins_mark(b, r, k + r * COLS);
    CHECK(st == ECO_OK || st == ECO_NOMEM, "%d", (int)st);
    eco_basins_destroy(b);
    return !st;
}

static void basins_are_those_of_a_flood_fill(void)
{
    unsigned char k[CELLS], want[CELLS];
    eco_terrain_rows rows;
    eco_terrain_spec spec = degrees(-30, 0.01);
    int found = 0;

    if (eco_terrain_rows_make(&spec, &rows))
        return;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint64_t s = seed * 104729;
        double open = 0.25 + 0.6 * check_random(&s);
        double most = rows.area_m2[0] * 40 * check_random(&s);

        for (int i = 0; i < CELLS; i++)
            k[i] = check_random(&s) < 0.003 ? ECO_TERRAIN_UNKNOWN
                   : check_random(&s) < open
                       ? ECO_TERRAIN_NONE
                       : (unsigned char)(1 + 5 * check_random(&s));
        flood(k, &rows, most, want);
        if (!find_basins(&rows, most, k))
            break;
        CHECK(memcmp(k, want, CELLS) == 0, "seed %d", (int)seed);
        for (int i = 0; i < CELLS; i++)
            found += k[i] == ECO_TERRAIN_BASIN;
    }
    CHECK(found > 1000, "only %d cells in basins: nothing was tested", found);
    eco_terrain_rows_clear(&rows);
}

/* A ring of mountains round a plain: a basin below the area, else none. */
static void a_ring(void)
{
    eco_terrain_spec spec = plane(1000, ECO_TERRAIN_RADIUS_M);
    eco_terrain_rows rows;
    unsigned char k[CELLS] = {0};

    if (eco_terrain_rows_make(&spec, &rows))
        return;
    for (int half = 2; half <= 3; half++) {
        int inside = (2 * half - 1) * (2 * half - 1); /* 9 or 25 km2 */

        memset(k, 0, sizeof k);
        for (int y = -half; y <= half; y++)
            for (int x = -half; x <= half; x++)
                if (abs(x) == half || abs(y) == half)
                    k[(20 + y) * COLS + 18 + x] = 4;
        if (!find_basins(&rows, ECO_TERRAIN_BASIN_M2, k))
            break;
        CHECK(k[20 * COLS + 18] == (inside < 25 ? ECO_TERRAIN_BASIN : 0),
              "%d km2", inside);
        CHECK(k[0] == 0, "outside");
    }
    eco_terrain_rows_clear(&rows);
}

static void odd_grids(void)
{
    eco_terrain *t = NULL;
    eco_terrain_spec spec = degrees(90.5, 0.01);

    CHECK(eco_terrain_create(&spec, &t) == ECO_INVALID && !t, "pole");
    spec = plane(100, 7000);
    spec.grid.gt[2] = 1;
    CHECK(eco_terrain_create(&spec, &t) == ECO_INVALID && !t, "rotated");
    spec = plane(9000, 7000); /* cells larger than the disc */
    for (int i = 0; i < CELLS; i++)
        relief[i] = (float)i;
    if (stream(&spec))
        CHECK(!(ranges[5] > 0) && classes[CELLS - 1] == 0, "alone");
    spec = degrees(90, 0.008333); /* from the pole down */
    if (stream(&spec))
        CHECK((double)ranges[0] >= COLS - 1, "the first row is one place");
}

static void every_allocation_fails_once(void)
{
    size_t before = eco_mem_live();
    eco_terrain_spec spec = plane(1000, ECO_TERRAIN_RADIUS_M);
    bool done = false;

    for (size_t n = 0; !done; n++) {
        unsigned char k[CELLS] = {0};
        eco_terrain_rows rows;

        for (int i = 0; i < CELLS; i++)
            k[i] = i % 3 && i / COLS % 3;
        eco_mem_fail_after(n);
        done = stream(&spec);
        if (done && !eco_terrain_rows_make(&spec, &rows)) {
            done = find_basins(&rows, ECO_TERRAIN_BASIN_M2, k);
            eco_terrain_rows_clear(&rows);
        } else {
            done = false;
        }
        eco_mem_fail_after(SIZE_MAX);
        CHECK(eco_mem_live() == before, "leak at %d", (int)n);
    }
}

int main(void)
{
    slopes();
    classes_have_their_limits();
    ranges_on_a_plane();
    ranges_on_the_earth();
    a_cone();
    basins_are_those_of_a_flood_fill();
    a_ring();
    odd_grids();
    every_allocation_fails_once();
    return check_failures != 0;
}
