/* Levels of evidence as polygons: swept over a grid as the engine sweeps faces,
 * they add up to the plane integral of m, and each cell has its m. */
#include "check.h"

#include "eco_area.h"
#include "eco_geodesic.h"
#include "eco_mem.h"
#include "eco_sets.h"
#include "eco_shapes.h"

#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

static eco_ctx *ctx;
static eco_geom *geom;

static eco_located item(int64_t id, double lon, double lat)
{
    return (eco_located){.id = id,
                         .place = {lon, lat},
                         .years = {2017, 2021},
                         .ring_error = 1e-3};
}

static void make(eco_location l, double link_m, eco_levels *out)
{
    CHECK(!eco_levels_make(&l, link_m, 0.1, ECO_LEVELS_CENTRED, out), "-");
}

static void add(const eco_located *one, const eco_levels *levels,
                eco_shapes *out)
{
    CHECK(!eco_evidence_shapes(ctx, geom, one, levels, out), "%s",
          eco_ctx_message(ctx));
}

/* The grid of the tests: 0.0025 degrees, 200 x 200 cells. */
static const eco_grid grid = {{-60.25, 0.0025, 0, -9.75, 0, -0.0025}, 200, 200};

static void on_grid(const eco_shapes *s, eco_faces *faces)
{
    const double box[4] = {0, 0, grid.ncols, grid.nrows};
    eco_polyset set = {0};
    eco_to_grid *g = NULL;
    eco_crs *lonlat = NULL;

    CHECK(!eco_crs_create(ctx, "EPSG:4326", &lonlat), "-");
    CHECK(!eco_to_grid_create(ctx, lonlat, lonlat, &grid, ECO_GRID_TOLERANCE_PX,
                              &g),
          "-");
    CHECK(!eco_shapes_to_grid(ctx, g, s, &set), "-");
    CHECK(!eco_faces_make(ctx, geom, &set, box, faces), "%s",
          eco_ctx_message(ctx));
    eco_shapes_innermost(s, faces);
    eco_to_grid_destroy(g);
    eco_crs_destroy(lonlat);
    eco_polyset_clear(&set);
}

/* Area x value of each piece of evidence, and how the cells' values compare
 * with m at their centres. */
struct swept {
    const eco_shapes *shapes;
    double integral[3]; /* by evidence id */
    double value[200][200];
};

static void take(struct swept *w, int row, double cell_m2, const eco_sets *sets,
                 const eco_piece *piece)
{
    double frac = (double)piece->weight / (double)ECO_COVER_ONE;
    size_t n;
    const uint32_t *items = eco_sets_items(sets, piece->set, &n);

    for (size_t i = 0; i < n; i++) {
        const eco_shape *s = &w->shapes->items[items[i]];

        CHECK(!i || w->shapes->items[items[i - 1]].evidence != s->evidence,
              "one level of an item in a set");
        w->integral[s->evidence] +=
            frac * (piece->col1 - piece->col0) * cell_m2 * s->value;
        for (int c = piece->col0; c < piece->col1 && s->evidence == 1; c++)
            w->value[row][c] += frac * s->value;
    }
}

static void sweep(const eco_faces *faces, struct swept *w, size_t *nsets)
{
    eco_area_spec spec = {
        .grid = grid, .ellipsoid = eco_wgs84, .kind = ECO_AREA_PARALLELS};
    eco_area *area = NULL;
    eco_cover *cover = NULL;
    eco_sweep *s = NULL;
    eco_sets *sets = NULL;
    eco_pieces pieces = {0};

    CHECK(!eco_area_create(ctx, &spec, &area), "-");
    CHECK(!eco_cover_create(&faces->polygons, grid.ncols, grid.nrows, &cover),
          "-");
    CHECK(!eco_sweep_create(cover, &s) && !eco_sets_create(&sets), "-");
    CHECK(!eco_sweep_band(s, 0, grid.nrows), "-");
    for (int row = 0; row < grid.nrows; row++) {
        eco_row_parts parts;
        double cell_m2 = 0;

        eco_area_row_constant(area, row, &cell_m2);
        CHECK(!eco_sweep_row(s, row, &parts), "-");
        CHECK(!eco_pieces_make(&pieces, sets, faces, &parts, grid.ncols), "-");
        for (size_t i = 0; i < pieces.n; i++)
            take(w, row, cell_m2, sets, &pieces.items[i]);
    }
    *nsets = eco_sets_count(sets);
    eco_pieces_clear(&pieces);
    eco_sets_destroy(sets);
    eco_sweep_destroy(s);
    eco_cover_destroy(cover);
    eco_area_destroy(area);
}

/* Cells that no border crosses hold their level, and it is near m. */
static void check_cells(const struct swept *w, const eco_located *one,
                        const eco_location *l, double link_m,
                        const eco_levels *levels)
{
    const double half = 200; /* m: beyond the corners of a cell */
    int whole = 0;

    for (int row = 0; row < grid.nrows; row++)
        for (int col = 0; col < grid.ncols; col++) {
            eco_point p =
                eco_grid_to_crs(&grid, (eco_point){col + 0.5, row + 0.5});
            double d = eco_geodesic_m(one->place, p), m = NAN;
            double value = eco_levels_value(levels, d);

            if (eco_levels_value(levels, d + half) < value ||
                eco_levels_value(levels, fmax(d - half, 0)) > value)
                continue;
            whole++;
            CHECK(!eco_location_cover(l, link_m, d, &m), "-");
            CHECK(fabs(w->value[row][col] - value) < 1e-6, "%d %d: %g, not %g",
                  row, col, w->value[row][col], value);
            CHECK(fabs(value - m) <= levels->error + 1e-9, "%d %d", row, col);
        }
    CHECK(whole > 10000, "%d", whole);
}

static void sets_of_evidence(void)
{
    const eco_location disc = {ECO_LOCATION_DISC, 10000, 0},
                       point = {ECO_LOCATION_GAUSSIAN, 50, 0};
    const eco_located first = item(1, -60, -10), second = item(2, -59.95, -10);
    static struct swept w;
    eco_levels wide, sharp;
    eco_shapes s = {0};
    eco_faces faces;
    size_t nsets;

    make(disc, 5000, &wide);
    make(point, 2000, &sharp);
    add(&first, &wide, &s);
    add(&second, &sharp, &s);
    CHECK(s.n == wide.n + sharp.n && s.polygons.nitems == s.n, "%d", (int)s.n);
    on_grid(&s, &faces);
    w.shapes = &s;
    sweep(&faces, &w, &nsets);
    CHECK(nsets > s.n, "%d sets", (int)nsets);
    CHECK(fabs(w.integral[1] / (PI * 25e6) - 1) < 1e-5, "off by %g",
          w.integral[1] / (PI * 25e6) - 1);
    CHECK(fabs(w.integral[2] / (PI * 4e6) - 1) < 1e-5, "off by %g",
          w.integral[2] / (PI * 4e6) - 1);
    printf("swept: plane integrals off by %.2g and %.2g\n",
           w.integral[1] / (PI * 25e6) - 1, w.integral[2] / (PI * 4e6) - 1);
    check_cells(&w, &first, &disc, 5000, &wide);
    CHECK(s.items[0].years.first == 2017 && s.items[0].years.last == 2021, "-");
    eco_faces_clear(&faces);
    eco_shapes_clear(&s);
    eco_levels_clear(&wide);
    eco_levels_clear(&sharp);
}

static void over_the_antimeridian(void)
{
    const eco_located one = item(1, 179.99, 10);
    eco_levels levels;
    eco_shapes s = {0};
    int west = 0, east = 0;

    make((eco_location){ECO_LOCATION_DISC, 2500, 0}, 2000, &levels);
    add(&one, &levels, &s);
    for (size_t i = 0; i < s.polygons.npoints; i++) {
        double x = s.polygons.points[i].x;

        west += x < 0;
        east += x > 0;
        CHECK(fabs(x) <= 180 && fabs(x) > 179.9, "%g", x);
    }
    CHECK(west && east, "%d %d", west, east);
    eco_shapes_clear(&s);
    eco_levels_clear(&levels);
}

static void polygon_is_its_own_shape(void)
{
    static const eco_point square[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    eco_polyset set = {0};
    eco_located one = item(1, 0, 0);
    eco_levels levels;
    eco_shapes s = {0};

    CHECK(eco_polyset_add_item(&set, 9) && eco_polyset_add_ring(&set, false),
          "-");
    for (int i = 0; i < 4; i++)
        CHECK(eco_polyset_add_point(&set, square[i]), "-");
    make((eco_location){ECO_LOCATION_UNIT, 0, 1e9}, 1000, &levels);
    CHECK(eco_evidence_shapes(ctx, geom, &one, &levels, &s) == ECO_INVALID &&
              strstr(eco_ctx_message(ctx), "no polygon; drawing evidence 1"),
          "%s", eco_ctx_message(ctx));
    eco_ctx_clear(ctx);
    one.polygon = &set;
    add(&one, &levels, &s);
    CHECK(s.n == 1 && s.polygons.npoints == 4 &&
              fabs(s.items[0].value - PI / 1000) < 1e-12,
          "%d", (int)s.n);
    one = item(2, 30, 89.95); /* nothing of a disc near a pole stays */
    eco_levels_clear(&levels);
    make((eco_location){ECO_LOCATION_DISC, 1000, 0}, 900, &levels);
    CHECK(eco_evidence_shapes(ctx, geom, &one, &levels, &s) == ECO_INVALID &&
              strstr(eco_ctx_message(ctx), "the pole is nearer"),
          "%s", eco_ctx_message(ctx));
    CHECK(s.n == 1 && s.polygons.nitems == 1 && s.polygons.npoints == 4, "-");
    eco_ctx_clear(ctx);
    eco_shapes_clear(&s);
    eco_polyset_clear(&set);
    eco_levels_clear(&levels);
}

static void memory_may_be_short(void)
{
    const eco_located one = item(1, -60, -10);
    size_t before;
    eco_levels levels;
    eco_status st = ECO_NOMEM;

    make((eco_location){ECO_LOCATION_DISC, 100, 0}, 100, &levels);
    before = eco_mem_live();
    for (size_t i = 0; st; i++) {
        eco_shapes s = {0};

        eco_mem_fail_after(i);
        st = eco_evidence_shapes(ctx, geom, &one, &levels, &s);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || (st == ECO_NOMEM && !s.n && !s.polygons.nitems), "%d",
              (int)st);
        eco_ctx_clear(ctx);
        eco_shapes_clear(&s);
        CHECK(eco_mem_live() == before, "leak at %d", (int)i);
    }
    eco_levels_clear(&levels);
}

int main(void)
{
    if (eco_ctx_create(&ctx) || eco_geom_create(ctx, &geom))
        return 1;
    sets_of_evidence();
    over_the_antimeridian();
    polygon_is_its_own_shape();
    memory_may_be_short();
    eco_geom_destroy(geom);
    eco_ctx_destroy(ctx);
    return check_failures != 0;
}
