/* Areas on the ellipsoid: known answers, limits, refusals. */
#include "eco_area.h"
#include "eco_area_model.h"
#include "eco_mem.h"
#include "near.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define RADIUS    6371000.0
#define UNIT_CELL 0.00025

static eco_area *create(const eco_area_spec *spec)
{
    eco_ctx *ctx;
    eco_area *a = NULL;

    assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
    if (eco_area_create(ctx, spec, &a))
        fail_msg("%s", eco_ctx_message(ctx));
    eco_ctx_destroy(ctx);
    return a;
}

static void refused(const eco_area_spec *spec, const char *why)
{
    eco_area *a = (eco_area *)(uintptr_t)1;
    eco_ctx *ctx;

    assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
    assert_int_equal(eco_area_create(ctx, spec, &a), ECO_INVALID);
    assert_null(a);
    if (!strstr(eco_ctx_message(ctx), why))
        fail_msg("'%s' does not say '%s'", eco_ctx_message(ctx), why);
    eco_ctx_destroy(ctx);
}

static void rows_are_parallels(void **state)
{
    eco_area_spec down = {.grid = {{-60, 1e-3, 0, 5, 0, -1e-3}, 100, 9000},
                          .ellipsoid = eco_wgs84,
                          .kind = ECO_AREA_PARALLELS};
    eco_area_spec up = down;
    eco_area *a, *b;
    double max = 0;

    (void)state;
    up.grid.gt[3] = -4;
    up.grid.gt[5] = 1e-3;
    a = create(&down);
    b = create(&up);
    for (int r = 0; r < 9000; r++) {
        double x, y, row[100];

        assert_true(eco_area_row_constant(a, r, &x));
        assert_true(eco_area_row_constant(b, 8999 - r, &y));
        near(x, y, 1e-13, "flipped row");
        eco_area_row(a, r, 7, 93, row);
        assert_true(memcmp(&row[0], &x, sizeof x) == 0);
        assert_true(memcmp(&row[92], &x, sizeof x) == 0);
        max = fmax(max, x);
    }
    assert_true(eco_area_max(a) >= max && eco_area_max(a) < max * 1.001);
    assert_true(eco_area_bound(a) > 0 && eco_area_bound(a) < 1e-12);
    eco_area_destroy(a);
    eco_area_destroy(b);
}

static void poles_limit_the_rows(void **state)
{
    eco_area_spec s = {.grid = {{-180, 1, 0, 90 + 5e-10, 0, -1}, 360, 180},
                       .ellipsoid = eco_wgs84,
                       .kind = ECO_AREA_PARALLELS};
    double sum = 0, row;
    eco_area *a = create(&s);

    (void)state;
    for (int r = 0; r < 180; r++) {
        assert_true(eco_area_row_constant(a, r, &row));
        sum += 360 * row;
    }
    near(sum, 510065621724088.5, 1e-12, "whole ellipsoid in cells");
    eco_area_destroy(a);
    s.grid.gt[3] = 90.001;
    refused(&s, "beyond a pole (latitude 90.001 to -89.999");
    s.grid.gt[3] = 89.5;
    refused(&s, "beyond a pole");
    s.grid.gt[3] = 90;
    s.grid.gt[4] = 0.1;
    refused(&s, "rotated");
    s.grid.gt[4] = NAN;
    refused(&s, "geotransform");
    s.grid.gt[4] = 0;
    s.grid.nrows = 0;
    refused(&s, "no cells");
}

static void planar_is_constant(void **state)
{
    const double foot = 0.3048;
    eco_area_spec s = {.grid = {{5e5, 30, 3, 1e6, 3, -30}, 5, 5},
                       .ellipsoid = eco_wgs84,
                       .kind = ECO_AREA_PLANAR,
                       .unit_m = foot};
    eco_area *a = create(&s);
    double area;

    (void)state;
    assert_true(eco_area_row_constant(a, 4, &area));
    near(area, 909 * foot * foot, 1e-15, "cell in feet");
    near(eco_area_max(a), area, 1e-15, "largest");
    eco_area_destroy(a);
}

static void square(eco_polyset *s, double x0, double y0, double x1, double y1,
                   bool backwards)
{
    eco_point p[4] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};

    for (int i = 0; i < 4; i++)
        assert_true(eco_polyset_add_point(s, p[backwards ? 3 - i : i]));
}

/* Parts add, holes subtract, whatever way their rings go. */
static void roles_not_orientation_decide(void **state)
{
    eco_area_spec s = {.grid = {{-60, 0.5, 0, 5, 0, -0.5}, 20, 20},
                       .ellipsoid = eco_wgs84,
                       .kind = ECO_AREA_PARALLELS};
    double want = eco_band_area(&eco_wgs84, 0, 2.5, 5) -
                  eco_band_area(&eco_wgs84, 1, 2, 1) +
                  eco_band_area(&eco_wgs84, 4, 5, 1);
    eco_area *a = create(&s);
    eco_ctx *ctx;

    (void)state;
    assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
    for (int way = 0; way < 8; way++) {
        eco_polyset set = {0};
        double area;

        eco_polyset_add_item(&set, 1);
        eco_polyset_add_ring(&set, false);
        square(&set, 4, 5, 14, 10, way & 1);
        eco_polyset_add_ring(&set, true);
        square(&set, 6, 6, 8, 8, way & 2);
        eco_polyset_add_ring(&set, false);
        square(&set, 0, 0, 2, 2, way & 4);
        eco_polyset_add_ring(&set, false);
        eco_polyset_add_point(&set, (eco_point){3, 3});
        assert_int_equal(eco_area_polygon(ctx, a, &set, 0, &area), ECO_OK);
        near(area, want, 1e-13, "item");
        eco_polyset_clear(&set);
    }
    eco_ctx_destroy(ctx);
    eco_area_destroy(a);
}

/* Under an edge straight in longitude and latitude lies, on a sphere,
 * R^2 dlon (cos lat0 - cos lat1) / (lat1 - lat0); over the parallel of lat0,
 * with m the mean and d the difference of the latitudes,
 * R^2 dlon (sin m (sin(d/2) / (d/2) - 1) + sin m - sin lat0). */
static void slanted_edges_are_integrated(void **state)
{
    static const double sizes[] = {60, 7, 1, 0.5, 0.1, 0.01, 1e-3};

    (void)state;
    for (size_t i = 0; i < 7; i++) {
        double h = sizes[i];
        eco_area_spec s = {.grid = {{-60, 2 * h, 0, 15 + h, 0, -h}, 1, 1},
                           .ellipsoid = {RADIUS, 0},
                           .kind = ECO_AREA_PARALLELS};
        long double d = h * DEGL, m = 15 * DEGL + d / 2;
        long double want = RADIUS * RADIUS * 2 * d *
                           (sinl(m) * (sinl(d / 2) / (d / 2) - 1) +
                            2 * cosl(m - d / 4) * sinl(d / 4));
        eco_area *a = create(&s);
        eco_polyset set = {0};
        double area;
        eco_ctx *ctx;

        eco_polyset_add_item(&set, 1);
        eco_polyset_add_ring(&set, false);
        eco_polyset_add_point(&set, (eco_point){1, 0});
        eco_polyset_add_point(&set, (eco_point){0, 1});
        eco_polyset_add_point(&set, (eco_point){1, 1});
        assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
        assert_int_equal(eco_area_polygon(ctx, a, &set, 0, &area), ECO_OK);
        near(area, (double)want, 2e-13, "triangle");
        eco_ctx_destroy(ctx);
        eco_polyset_clear(&set);
        eco_area_destroy(a);
    }
}

/* Mercator on a sphere: y by longitude and latitude alone, so that a cell is
 * one of a band. `user` is the western limit beyond which it gives up. */
static eco_status mercator(void *user, size_t n, eco_point *p)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < n; i++) {
        double lon = p[i].x / RADIUS / DEG;
        double lat = atan(sinh(p[i].y / RADIUS)) / DEG;

        if (user && p[i].x < *(double *)user) {
            st = ECO_INVALID;
            lon = lat = HUGE_VAL;
        }
        p[i].x = lon - 360 * nearbyint(lon / 360);
        p[i].y = lat;
    }
    return st;
}

/* R^2 dlon (sin lat1 - sin lat0), where sin lat = tanh(y / R). */
static double mercator_cell(const eco_grid *g, int row)
{
    double a = (g->gt[3] + row * g->gt[5]) / RADIUS, h = -g->gt[5] / RADIUS;

    return RADIUS * g->gt[1] * sinh(h) / (cosh(a) * cosh(a - h));
}

static void check_mercator(const eco_area_spec *s, const char *what)
{
    const eco_grid *g = &s->grid;
    eco_area *a = create(s);
    double *row = eco_mem_array((size_t)g->ncols, sizeof *row);

    assert_true(eco_area_bound(a) <= ECO_AREA_BOUND);
    if (g->gt[1] < 1000) /* the rim and noise are no reason to be dense */
        assert_true(a->spacing >= 64 || g->ncols < 300);
    for (int r = 0; r < g->nrows; r += 1 + g->nrows / 97) {
        double want = mercator_cell(g, r), constant;

        assert_false(eco_area_row_constant(a, r, &constant));
        eco_area_row(a, r, 0, g->ncols, row);
        for (int c = 0; c < g->ncols; c++)
            near(row[c], want, ECO_AREA_BOUND, what);
        assert_true(eco_area_max(a) >= want * (1 - 1e-10));
        if (g->ncols > 5) { /* any part of a row is the same */
            double part[3];

            eco_area_row(a, r, 2, 3, part);
            assert_memory_equal(part, row + 2, sizeof part);
        }
    }
    eco_mem_free(row);
    eco_area_destroy(a);
}

static void lattice_meets_its_bound(void **state)
{
    static const double cell_m[] = {1, 10, 30, 1000, 20000};
    static const int size[][2] = {
        {1, 1}, {3, 2}, {1, 700}, {700, 1}, {300, 500}};

    (void)state;
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            double c = cell_m[i];
            eco_area_spec s = {
                .grid = {{19.9e6, c, 0, 6e6, 0, -c}, size[k][0], size[k][1]},
                .ellipsoid = {RADIUS, 0},
                .kind = ECO_AREA_LATTICE,
                .unit_m = 1,
                .unproject = mercator};

            check_mercator(&s, "mercator, across the antimeridian");
        }
}

/* Where the projection ends at the grid's rim the lattice has to do without
 * nodes outside; within the grid it is an error. */
static void lattice_stops_at_a_rim(void **state)
{
    double limit = 1e6 - 1e-3;
    eco_area_spec s = {.grid = {{1e6, 300, 0, 6e6, 0, -300}, 400, 300},
                       .ellipsoid = {RADIUS, 0},
                       .kind = ECO_AREA_LATTICE,
                       .unit_m = 1,
                       .unproject = mercator,
                       .user = &limit};

    (void)state;
    check_mercator(&s, "mercator, with a western rim");
    s.grid.ncols = 3;
    check_mercator(&s, "mercator, a narrow grid with a western rim");
    s.grid.ncols = 400;
    limit = 1e6 + 300;
    refused(&s, "row 0, column 0");
    limit = 2e6;
    refused(&s, "no place on the ellipsoid");
}

/* Stereographic from the north pole of a sphere. */
static eco_status stereographic(void *user, size_t n, eco_point *p)
{
    (void)user;
    for (size_t i = 0; i < n; i++) {
        double x = p[i].x, y = p[i].y, r = hypot(x, y);

        p[i].x = r > 0 ? atan2(x, -y) / DEG : 0;
        p[i].y = 90 - 2 * atan(r / (2 * RADIUS)) / DEG;
    }
    return ECO_OK;
}

/* Integral of the areal scale (1 + r^2 / 4 R^2)^-2, by parts of a rectangle
 * with the five-point rule in both directions. */
static double stereographic_area(double x0, double y0, double x1, double y1)
{
    static const double x[5] = {-0.9061798459386640, -0.5384693101056831, 0,
                                0.5384693101056831, 0.9061798459386640};
    static const double w[5] = {0.2369268850561891, 0.4786286704993665,
                                0.5688888888888889, 0.4786286704993665,
                                0.2369268850561891};
    double sum = 0, dx = (x1 - x0) / 8, dy = (y1 - y0) / 8;

    for (int i = 0; i < 25 * 64; i++) {
        int part = i / 25, a = i % 5, b = i / 5 % 5;
        double u = x0 + dx * (part % 8 + 0.5 + x[a] / 2);
        double v = y0 + dy * (part / 8 + 0.5 + x[b] / 2);
        double k = 1 + (u * u + v * v) / (4 * RADIUS * RADIUS);

        sum += w[a] * w[b] / (k * k);
    }
    return sum * dx * dy / 4;
}

/* The pole at a corner of cells, within one, on a side of one. */
static void poles_may_lie_in_the_grid(void **state)
{
    static const double shift[] = {0, 0.5, 0.3, 1e-4};
    static const double cell_m[] = {30, 1000, 25000, 250000};

    (void)state;
    for (int i = 0; i < 16; i++) {
        double c = cell_m[i / 4], x0 = -(20 + shift[i % 4]) * c, y0 = 20.5 * c;
        eco_area_spec s = {.grid = {{x0, c, 0, y0, 0, -c}, 40, 40},
                           .ellipsoid = {RADIUS, 0},
                           .kind = ECO_AREA_LATTICE,
                           .unit_m = 1,
                           .unproject = stereographic};
        eco_area *a = create(&s);
        eco_polyset set = {0};
        double row[40], area;
        eco_ctx *ctx;

        assert_true(eco_area_bound(a) <= ECO_AREA_BOUND);
        for (int r = 0; r < 40; r++) {
            double y = y0 - r * c;

            eco_area_row(a, r, 0, 40, row);
            for (int k = 0; k < 40; k += 1 + (abs(r - 20) > 2) * 6)
                near(row[k],
                     stereographic_area(x0 + k * c, y - c, x0 + (k + 1) * c, y),
                     1e-10, "cell by the pole");
        }
        eco_polyset_add_item(&set, 1);
        eco_polyset_add_ring(&set, false);
        square(&set, 3, 5, 35, 38, i & 1);
        assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
        assert_int_equal(eco_area_polygon(ctx, a, &set, 0, &area), ECO_OK);
        near(area,
             stereographic_area(x0 + 3 * c, y0 - 38 * c, x0 + 35 * c,
                                y0 - 5 * c),
             1e-11, "polygon round the pole");
        eco_ctx_destroy(ctx);
        eco_polyset_clear(&set);
        eco_area_destroy(a);
    }
}

static void memory_may_run_out(void **state)
{
    eco_area_spec specs[2] = {
        {.grid = {{0, 1, 0, 10, 0, -1}, 10, 10},
         .ellipsoid = eco_wgs84,
         .kind = ECO_AREA_PARALLELS},
        {.grid = {{0, 20000, 0, 9e6, 0, -20000}, 200, 200},
         .ellipsoid = {RADIUS, 0},
         .kind = ECO_AREA_LATTICE,
         .unit_m = 1,
         .unproject = mercator}};
    eco_ctx *ctx;

    (void)state;
    assert_int_equal(eco_ctx_create(&ctx), ECO_OK);
    for (int k = 0; k < 2; k++) {
        eco_status st = ECO_NOMEM;
        size_t n;

        for (n = 0; st; n++) {
            size_t before = eco_mem_live();
            eco_area *a;

            eco_mem_fail_after(n);
            st = eco_area_create(ctx, &specs[k], &a);
            eco_mem_fail_after(SIZE_MAX);
            assert_true(st == ECO_OK || st == ECO_NOMEM);
            eco_area_destroy(a);
            if (st) /* the message itself is memory of the context */
                assert_true(eco_mem_live() <= before + 1);
        }
        assert_true(n > 2);
    }
    eco_ctx_destroy(ctx);
    assert_int_equal(eco_mem_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_parallels),
        cmocka_unit_test(poles_limit_the_rows),
        cmocka_unit_test(planar_is_constant),
        cmocka_unit_test(roles_not_orientation_decide),
        cmocka_unit_test(slanted_edges_are_integrated),
        cmocka_unit_test(lattice_meets_its_bound),
        cmocka_unit_test(lattice_stops_at_a_rim),
        cmocka_unit_test(poles_may_lie_in_the_grid),
        cmocka_unit_test(memory_may_run_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
