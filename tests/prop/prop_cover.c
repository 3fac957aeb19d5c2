/* Laws of the coverage engine on seeded random polygons: fractions add up to
 * the polygon's area, bands do not matter, parts add up to the whole exactly.
 */
#include "check.h"

#include "eco_cover.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = 24, VERTICES = 20, RUNS = 3000 };

typedef int64_t field[SIDE][SIDE];

/* A star about a centre: simple, concave; with `snap` half of its vertices lie
 * on grid lines, which may make it cross itself. `reach` beyond SIDE / 2 leaves
 * the grid. */
static size_t star(uint64_t *rng, double reach, bool snap, eco_point *ring)
{
    double cx = SIDE * check_random(rng), cy = SIDE * check_random(rng);
    size_t n = 3 + (size_t)(check_random(rng) * (VERTICES - 3));

    for (size_t i = 0; i < n; i++) {
        double angle =
            2 * acos(-1) * ((double)i + 0.4 * check_random(rng)) / (double)n;
        double radius = reach * (0.05 + check_random(rng));

        ring[i].x = cx + radius * cos(angle);
        ring[i].y = cy + radius * sin(angle);
        if (snap && check_random(rng) < 0.5) {
            ring[i].x = floor(ring[i].x);
            ring[i].y = floor(ring[i].y);
        }
    }
    return n;
}

static void add(eco_polyset *s, const eco_point *ring, size_t n)
{
    eco_polyset_add_item(s, (int64_t)s->nitems);
    eco_polyset_add_ring(s, false);
    for (size_t i = 0; i < n; i++)
        eco_polyset_add_point(s, ring[i]);
}

/* Fractions of every cell, swept in bands of `band` rows. */
static void sweep(const eco_cover *c, int band, size_t item, field out)
{
    eco_row_parts parts;
    eco_sweep *s;

    memset(out, 0, sizeof(field));
    if (eco_sweep_create(c, &s))
        abort();
    for (int row = 0; row < SIDE; row += band) {
        int end = row + band < SIDE ? row + band : SIDE;

        if (eco_sweep_band(s, row, end))
            abort();
        for (int r = row; r < end; r++) {
            if (eco_sweep_row(s, r, &parts))
                abort();
            for (size_t i = 0; i < parts.ncells; i++)
                if (parts.cells[i].item == item)
                    out[r][parts.cells[i].col] += parts.cells[i].frac;
            for (size_t i = 0; i < parts.nruns; i++)
                for (int col = parts.runs[i].col0; col < parts.runs[i].col1;
                     col++)
                    if (parts.runs[i].item == item)
                        out[r][col] += parts.runs[i].frac;
        }
    }
    eco_sweep_destroy(s);
}

static void area_law(uint64_t seed)
{
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
    eco_point ring[VERTICES];
    eco_polyset set = {0};
    eco_cover *c;
    static field whole, banded;
    int64_t sum = 0, low = 0, high = 0;
    bool snap = seed % 3 == 0;

    add(&set, ring, star(&rng, SIDE * 0.6 * check_random(&rng), snap, ring));
    if (eco_cover_create(&set, SIDE, SIDE, &c))
        abort();
    sweep(c, SIDE, 0, whole);
    sweep(c, 1 + (int)(check_random(&rng) * 6), 0, banded);
    CHECK(memcmp(whole, banded, sizeof whole) == 0,
          "seed %d: bands change the result", (int)seed);
    for (int r = 0; r < SIDE; r++)
        for (int k = 0; k < SIDE; k++) {
            sum += whole[r][k];
            low = whole[r][k] < low ? whole[r][k] : low;
            high = whole[r][k] > high ? whole[r][k] : high;
        }
    CHECK(snap || (low >= -VERTICES && high <= ECO_COVER_ONE + VERTICES),
          "seed %d: fraction out of range %lld %lld", (int)seed, (long long)low,
          (long long)high);
    if (eco_cover_item_inside(c, 0))
        CHECK(fabs((double)sum / (double)ECO_COVER_ONE -
                   eco_cover_item_cells(c, 0)) < 1e-6,
              "seed %d: %.9f, not %.9f", (int)seed,
              (double)sum / (double)ECO_COVER_ONE, eco_cover_item_cells(c, 0));
    else if (!snap)
        CHECK((double)sum / (double)ECO_COVER_ONE <=
                  eco_cover_item_cells(c, 0) + 1e-6,
              "seed %d: more than the polygon", (int)seed);
    eco_cover_destroy(c);
    eco_polyset_clear(&set);
}

/* A star cut along its spokes: the sectors add up to it to the last unit. */
static void partition_law(uint64_t seed)
{
    uint64_t rng = seed * 0xD1B54A32D192ED03ULL;
    eco_point ring[VERTICES],
        centre = {SIDE * check_random(&rng), SIDE * check_random(&rng)};
    size_t n = 3 + (size_t)(check_random(&rng) * (VERTICES - 3));
    eco_polyset set = {0};
    eco_cover *c;
    static field whole, part, sum;

    for (size_t i = 0; i < n; i++) {
        double angle = 2 * acos(-1) * (double)i / (double)n;
        double radius = SIDE * check_random(&rng);

        ring[i].x = centre.x + radius * cos(angle);
        ring[i].y = centre.y + radius * sin(angle);
    }
    add(&set, ring, n);
    for (size_t i = 0; i < n; i++) {
        eco_point sector[3] = {centre, ring[i], ring[(i + 1) % n]};

        if (check_random(&rng) < 0.5) { /* orientation must not matter */
            sector[1] = ring[(i + 1) % n];
            sector[2] = ring[i];
        }
        add(&set, sector, 3);
    }
    if (eco_cover_create(&set, SIDE, SIDE, &c))
        abort();
    sweep(c, 5, 0, whole);
    memset(sum, 0, sizeof sum);
    for (size_t item = 1; item < set.nitems; item++) {
        sweep(c, 7, item, part);
        for (int r = 0; r < SIDE; r++)
            for (int k = 0; k < SIDE; k++)
                sum[r][k] += part[r][k];
    }
    CHECK(memcmp(whole, sum, sizeof whole) == 0,
          "seed %d: the parts do not add up to the whole", (int)seed);
    eco_cover_destroy(c);
    eco_polyset_clear(&set);
}

/* Moving the polygon by whole cells moves the fractions with it, so that the
 * grid's left and upper border change nothing. */
static void shift_law(uint64_t seed)
{
    uint64_t rng = seed * 0xA0761D6478BD642FULL;
    eco_point ring[VERTICES], moved[VERTICES];
    size_t n = star(&rng, SIDE * 0.5, seed % 2, ring);
    int dx = (int)(check_random(&rng) * 9), dy = (int)(check_random(&rng) * 9);
    eco_polyset set = {0};
    eco_cover *c;
    static field at, there;
    bool same = true;

    for (size_t i = 0; i < n; i++) {
        ring[i].x = nearbyint(ring[i].x * 1024) / 1024;
        ring[i].y = nearbyint(ring[i].y * 1024) / 1024;
        moved[i] = (eco_point){ring[i].x - dx, ring[i].y - dy};
    }
    add(&set, ring, n);
    add(&set, moved, n);
    if (eco_cover_create(&set, SIDE, SIDE, &c))
        abort();
    sweep(c, SIDE, 0, at);
    sweep(c, SIDE, 1, there);
    for (int r = 0; r + dy < SIDE; r++)
        for (int k = 0; k + dx < SIDE; k++)
            same &= at[r + dy][k + dx] == there[r][k];
    CHECK(same, "seed %d: moved by %d, %d", (int)seed, dx, dy);
    eco_cover_destroy(c);
    eco_polyset_clear(&set);
}

/* Seven times the same ring in one item cover seven times as much, though no
 * single part can hold that. */
static void pile_law(uint64_t seed)
{
    enum { PILED = 7 };
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
    eco_point ring[VERTICES];
    eco_polyset set = {0};
    eco_cover *c;
    static field once, piled;
    size_t n = star(&rng, SIDE * 0.3, false, ring);

    add(&set, ring, n);
    add(&set, ring, n);
    for (int k = 1; k < PILED; k++) {
        eco_polyset_add_ring(&set, false);
        for (size_t i = 0; i < n; i++)
            eco_polyset_add_point(&set, ring[i]);
    }
    if (eco_cover_create(&set, SIDE, SIDE, &c))
        abort();
    sweep(c, SIDE, 0, once);
    sweep(c, SIDE, 1, piled);
    for (int r = 0; r < SIDE; r++)
        for (int k = 0; k < SIDE; k++)
            CHECK(piled[r][k] == PILED * once[r][k],
                  "seed %d: %lld piled, %lld once", (int)seed,
                  (long long)piled[r][k], (long long)once[r][k]);
    eco_cover_destroy(c);
    eco_polyset_clear(&set);
}

int main(void)
{
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        area_law(seed);
        partition_law(seed);
        shift_law(seed);
        pile_law(seed);
    }
    return check_failures != 0;
}
