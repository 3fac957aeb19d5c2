/* The coverage engine and the area model against an independent oracle, cell
 * by cell, on seeded random polygons: holes that touch their shell or one
 * another, slivers, vertices on grid lines and corners, parts that share edges
 * or corners, items partly or wholly off the grid. */
#include "check.h"
#include "oracle.h"

#include "eco_area.h"
#include "eco_cover.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

enum { CASES = 6000, SIDE = 64, VERTICES = 24, TRIES = 40 };

/* A vertex moves by at most 2^-31 of a cell, and with it an edge of at most
 * sqrt(2) in a cell; cover and part of an edge are rounded once each, as is
 * the place where it enters the cell: 4 units of 2^-30 in all. */
#define UNIT 0x1p-30
enum { UNITS_PER_EDGE = 4 };

struct shape {
    uint64_t rng;
    int ncols, nrows;
    double reach; /* extent of the item, cells */
    eco_polyset set;
};

static double draw(struct shape *s, double low, double high)
{
    return low + (high - low) * check_random(&s->rng);
}

static int draw_int(struct shape *s, int low, int high) /* high too */
{
    return low + (int)draw(s, 0, high - low + 1);
}

static void add_ring(struct shape *s, bool hole, const eco_point *p, size_t n)
{
    bool backwards = draw_int(s, 0, 1);

    eco_polyset_add_ring(&s->set, hole);
    for (size_t i = 0; i < n; i++)
        eco_polyset_add_point(&s->set, p[backwards ? n - 1 - i : i]);
}

static void add_box(struct shape *s, bool hole, const double box[4])
{
    const eco_point p[4] = {
        {box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}};

    add_ring(s, hole, p, 4);
}

static eco_point toward(eco_point c, eco_point p, double t)
{
    return (eco_point){c.x + t * (p.x - c.x), c.y + t * (p.y - c.y)};
}

/* Simple and seen whole from its centre; some vertices may be put on corners
 * or sides of cells, after which it may cross itself and is then not used. */
static size_t star(struct shape *s, eco_point c, double radius, eco_point *p)
{
    size_t n = (size_t)draw_int(s, 3, VERTICES);
    double snap = draw(s, -0.5, 0.6), turn = draw(s, 0, 6.3);

    for (size_t i = 0; i < n; i++) {
        double angle =
            turn + 2 * acos(-1) * ((double)i + draw(s, 0, 0.4)) / (double)n;
        double r = radius * draw(s, 0.15, 1);

        p[i].x = c.x + r * cos(angle);
        p[i].y = c.y + r * sin(angle);
        if (draw(s, 0, 1) < snap)
            p[i].x = nearbyint(p[i].x);
        if (draw(s, 0, 1) < snap)
            p[i].y = nearbyint(p[i].y);
    }
    return n;
}

static eco_point somewhere(struct shape *s)
{
    double margin = draw_int(s, 0, 3) ? 0 : s->reach;
    eco_point c = {draw(s, -margin, s->ncols + margin),
                   draw(s, -margin, s->nrows + margin)};

    return c;
}

/* A star with a smaller one cut out, which may touch the outer at a vertex, or
 * with two wedges cut out that touch one another. */
static void with_holes(struct shape *s)
{
    eco_point p[VERTICES], hole[VERTICES], c = somewhere(s);
    size_t n = star(s, c, s->reach, p);
    int kind = draw_int(s, 0, 3);

    add_ring(s, false, p, n);
    if (kind == 0)
        return;
    if (kind == 3 && n >= 6) {
        for (size_t i = 0; i < n - 2; i += 3) {
            hole[0] = c;
            hole[1] = toward(c, p[i], draw(s, 0.2, 0.9));
            hole[2] = toward(c, p[i + 1], draw(s, 0.2, 0.9));
            add_ring(s, true, hole, 3);
        }
        return;
    }
    for (size_t i = 0; i < n; i++)
        hole[i] = toward(c, p[i], 0.5);
    if (kind == 2)
        hole[n / 2] = p[n / 2];
    add_ring(s, true, hole, n);
}

/* Few vertices, all on corners, or on sides and middles, of cells. */
static void on_corners(struct shape *s)
{
    double step = draw_int(s, 0, 1) ? 1 : 0.5;
    eco_point p[8], c = somewhere(s);
    size_t n = (size_t)draw_int(s, 3, 7);
    int r = 1 + (int)(s->reach / step);

    for (size_t i = 0; i < n; i++) {
        p[i].x = floor(c.x) + step * draw_int(s, -r, r);
        p[i].y = floor(c.y) + step * draw_int(s, -r, r);
    }
    add_ring(s, false, p, n);
}

/* Two chains a hair apart, across the grid or along one of its lines. */
static void sliver(struct shape *s)
{
    eco_point p[VERTICES], c = somewhere(s);
    size_t half = (size_t)draw_int(s, 2, VERTICES / 2);
    double width = pow(10, draw(s, -8, -1)), angle = draw(s, 0, 6.3);
    double dx = cos(angle), dy = sin(angle);
    int kind = draw_int(s, 0, 2);

    if (kind) { /* along a row or a column */
        c.x = nearbyint(c.x);
        c.y = nearbyint(c.y);
        dx = kind == 1;
        dy = kind == 2;
    }
    for (size_t i = 0; i < half; i++) {
        double t = s->reach * ((double)i / (double)(half - 1) - 0.5);

        p[i].x = c.x + 2 * t * dx;
        p[i].y = c.y + 2 * t * dy;
        p[2 * half - 1 - i].x = p[i].x - width * dy * draw(s, 0.5, 1);
        p[2 * half - 1 - i].y = p[i].y + width * dx * draw(s, 0.5, 1);
    }
    add_ring(s, false, p, 2 * half);
}

/* Stars side by side; or boxes that share an edge, a corner, or nothing. */
static void many_parts(struct shape *s)
{
    eco_point p[VERTICES], c = somewhere(s);
    double h = 1 + floor(s->reach / 2), x = floor(c.x), y = floor(c.y);

    if (draw_int(s, 0, 1)) {
        for (int i = 0; i < 4; i++) {
            eco_point d = {c.x + (i % 2) * 2 * h, c.y + (i / 2) * 2 * h};
            size_t n = star(s, d, h, p);

            add_ring(s, false, p, n);
        }
        return;
    }
    add_box(s, false, (double[4]){x, y, x + h, y + h});
    add_box(s, true,
            (double[4]){x + 0.25, y + 0.25, x + h - 0.5, y + h - 0.25});
    add_box(s, false, (double[4]){x + h, y, x + 2 * h, y + h / 3});
    add_box(s, false, (double[4]){x + h, y + h, x + 1.7 * h, y + 2 * h});
    add_box(s, false, (double[4]){x - h, y - h, x - 1e-7, y + h});
}

/* The whole grid and more, with a hole in it. */
static void all_round(struct shape *s)
{
    double far = draw_int(s, 0, 1) ? 0 : draw(s, 0, 1e6);
    eco_point p[VERTICES], c = {s->ncols / 2.0, s->nrows / 2.0};
    size_t n = star(s, c, fmin(s->ncols, s->nrows) / 2.0, p);

    add_box(s, false, (double[4]){-far, -far, s->ncols + far, s->nrows + far});
    if (draw_int(s, 0, 2))
        add_ring(s, true, p, n);
}

static void make_shape(struct shape *s)
{
    static void (*const kinds[])(struct shape *) = {
        with_holes, with_holes, on_corners, sliver, many_parts, all_round};

    eco_polyset_add_item(&s->set, 1);
    kinds[draw_int(s, 0, 5)](s);
    if (draw_int(s, 0, 19) == 0) /* wholly off */
        for (size_t i = 0; i < s->set.npoints; i++)
            s->set.points[i].x += 3 * SIDE + 4e6;
}

/* A valid item and its oracle; kinds that rarely make one are tried anew. */
static oracle *prepare(struct shape *s)
{
    int big = draw_int(s, 0, 99) == 0 ? SIDE : 12;
    oracle *o = NULL;

    s->ncols = draw_int(s, 1, big);
    s->nrows = draw_int(s, 1, big);
    s->reach = draw(s, 0.3, 1.2 * big);
    for (int i = 0; i < TRIES && !o; i++) {
        eco_polyset_clear(&s->set);
        make_shape(s);
        o = oracle_create(&s->set, 0);
    }
    return o;
}

/* Edges that can reach a cell. */
static int edges_near(const eco_polyset *s, int col, int row)
{
    int n = 0;

    for (size_t r = 0; r < s->nrings; r++)
        for (size_t i = 0; i < s->rings[r].n; i++) {
            const eco_point *ring = s->points + s->rings[r].first;
            eco_point p = ring[i], q = ring[(i + 1) % s->rings[r].n];

            n += fmin(p.y, q.y) <= row + 1 + UNIT &&
                 fmax(p.y, q.y) >= row - UNIT &&
                 fmin(p.x, q.x) <= col + 1 + UNIT &&
                 fmax(p.x, q.x) >= col - UNIT;
        }
    return n;
}

typedef double field[SIDE][SIDE];

/* Fractions by the engine, in bands of a random height. */
static void sweep(struct shape *s, const eco_cover *c, field frac)
{
    int band = draw_int(s, 1, s->nrows);
    eco_sweep *sweeper;

    memset(frac, 0, sizeof(field));
    if (eco_sweep_create(c, &sweeper))
        abort();
    for (int row = 0; row < s->nrows; row += band) {
        int end = row + band < s->nrows ? row + band : s->nrows;
        eco_row_parts parts;

        if (eco_sweep_band(sweeper, row, end))
            abort();
        for (int r = row; r < end; r++) {
            if (eco_sweep_row(sweeper, r, &parts))
                abort();
            for (size_t i = 0; i < parts.ncells; i++)
                frac[r][parts.cells[i].col] +=
                    (double)parts.cells[i].frac / (double)ECO_COVER_ONE;
            for (size_t i = 0; i < parts.nruns; i++)
                for (int col = parts.runs[i].col0; col < parts.runs[i].col1;
                     col++)
                    frac[r][col] +=
                        (double)parts.runs[i].frac / (double)ECO_COVER_ONE;
        }
    }
    eco_sweep_destroy(sweeper);
}

static void compare_cells(const struct shape *s, const oracle *o, field frac,
                          unsigned long long seed)
{
    for (int row = 0; row < s->nrows; row++)
        for (int col = 0; col < s->ncols; col++) {
            double want = oracle_clip(o, col, row, NULL);
            double tol =
                UNIT * (1 + UNITS_PER_EDGE * edges_near(&s->set, col, row));

            CHECK(fabs(frac[row][col] - want) <= tol,
                  "seed %llu: cell (%d, %d) has %.12f, oracle %.12f: %g units",
                  seed, col, row, frac[row][col], want,
                  (frac[row][col] - want) / UNIT);
        }
}

/* The item's true area, its pieces' and its cells' on a geographic grid. */
static void compare_areas(struct shape *s, const oracle *o, field frac,
                          unsigned long long seed)
{
    double h = draw(s, 0.004, 0.03), lat = draw(s, -60, 60);
    eco_area_spec spec = {
        .grid = {{draw(s, -179, 170), h, 0, lat, 0, -h}, s->ncols, s->nrows},
        .ellipsoid = eco_wgs84,
        .kind = ECO_AREA_PARALLELS};
    double whole, pieces = 0, cells = 0, noise = 0, slack = 0;
    eco_polyset clip = {0};
    eco_area *model;
    eco_ctx *ctx;

    if (eco_ctx_create(&ctx) || eco_area_create(ctx, &spec, &model) ||
        eco_area_polygon(ctx, model, &s->set, 0, &whole))
        abort();
    for (int row = 0; row < s->nrows; row++)
        for (int col = 0; col < s->ncols; col++) {
            double f = oracle_clip(o, col, row, &clip), cell, area;

            eco_area_row(model, row, col, 1, &cell);
            area =
                oracle_geodesic_m2(&spec.grid, &clip, clip.nitems - 1, &noise);
            pieces += area;
            cells += frac[row][col] * cell;
            /* A part of a cell is not at its mean latitude: off by at most
             * h / 8 times the tangent, and UNITS. */
            if (f > 0 && f < 1)
                slack += cell *
                         (h / 57 * (fabs(tan(lat / 57)) + 0.1) / 8 + UNIT * 64);
        }
    noise += 1e-9 * pieces;
    CHECK(fabs(cells - pieces) <= slack + noise,
          "seed %llu: cells make %.9g m2, pieces %.9g: %g, allowed %g", seed,
          cells, pieces, cells - pieces, slack + noise);
    CHECK(fabs(whole - pieces) <= noise,
          "seed %llu: the item has %.12g m2, its pieces %.12g: %g, allowed %g",
          seed, whole, pieces, whole - pieces, noise);
    eco_polyset_clear(&clip);
    eco_area_destroy(model);
    eco_ctx_destroy(ctx);
}

/* False when no valid item came out. */
static bool run(unsigned long long seed)
{
    struct shape s = {.rng = seed * 0x9E3779B97F4A7C15ULL + 1};
    oracle *o = prepare(&s);
    static field frac;
    eco_cover *c;

    if (!o) {
        eco_polyset_clear(&s.set);
        return false;
    }
    if (eco_cover_create(&s.set, s.ncols, s.nrows, &c))
        abort();
    sweep(&s, c, frac);
    compare_cells(&s, o, frac, seed);
    CHECK(fabs(eco_cover_item_cells(c, 0) - oracle_cells(o)) <=
              UNIT * (1 + 2 * oracle_cells(o)) +
                  UNIT * s.reach * (double)s.set.npoints,
          "seed %llu: %.12g cells, oracle %.12g", seed,
          eco_cover_item_cells(c, 0), oracle_cells(o));
    if (eco_cover_item_inside(c, 0))
        compare_areas(&s, o, frac, seed);
    eco_cover_destroy(c);
    oracle_destroy(o);
    eco_polyset_clear(&s.set);
    return true;
}

int main(int argc, char **argv)
{
    int used = 0;

    if (argc > 1)
        return !run(strtoull(argv[1], NULL, 10)) || check_failures > 0;
    for (unsigned long long seed = 1; seed <= CASES; seed++)
        used += run(seed);
    CHECK(used > CASES * 9 / 10, "only %d of %d were valid", used, CASES);
    CHECK(eco_mem_live() == 0, "memory left");
    return check_failures > 0;
}
