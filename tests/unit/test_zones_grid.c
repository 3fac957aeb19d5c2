/* Polygons on their way to other grids: over the antimeridian, through
 * projections, into pixels. */
#include "eco_antimeridian.h"
#include "eco_densify.h"
#include "eco_mem.h"
#include "eco_wkb.h"
#include "eco_zones.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static eco_ctx *ctx;
static eco_crs *lonlat;

static int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || eco_crs_create(ctx, "EPSG:4326", &lonlat);
}

static int teardown(void **state)
{
    (void)state;
    eco_crs_destroy(lonlat);
    eco_ctx_destroy(ctx);
    return eco_mem_live() ? 1 : 0;
}

/* A ring of the last item, which is made when there is none. */
static void ring_of(eco_polyset *s, const eco_point *p, size_t n, bool hole)
{
    if (!hole)
        assert_true(eco_polyset_add_item(s, (int64_t)s->nitems));
    assert_true(eco_polyset_add_ring(s, hole));
    for (size_t i = 0; i < n; i++)
        assert_true(eco_polyset_add_point(s, p[i]));
}

static bool identical(eco_point a, eco_point b)
{
    return !(a.x < b.x || a.x > b.x || a.y < b.y || a.y > b.y);
}

/* Holes subtracted. */
static double plane_area(const eco_polyset *s)
{
    double sum = 0;

    for (size_t r = 0; r < s->nrings; r++) {
        const eco_point *p = s->points + s->rings[r].first;
        size_t n = s->rings[r].n;
        double twice = 0;

        for (size_t i = 0; i < n; i++)
            twice += p[i].x * p[(i + 1) % n].y - p[(i + 1) % n].x * p[i].y;
        sum += (s->rings[r].hole ? -1 : 1) * fabs(twice) / 2;
    }
    return sum;
}

static void holes_follow_their_shell_over_it(void **state)
{
    static const eco_point shell[] = {{178, 0}, {-176, 0}, {-176, 4}, {178, 4}};
    static const eco_point hole[] = {
        {-179, 1}, {-178, 1}, {-178, 2}, {-179, 2}};
    eco_polyset s = {0};
    eco_geom *g = NULL;

    (void)state;
    ring_of(&s, shell, 4, false);
    ring_of(&s, hole, 4, true);
    assert_int_equal(eco_geom_create(ctx, &g), ECO_OK);
    assert_int_equal(eco_antimeridian_cut(ctx, g, &s), ECO_OK);
    assert_true(fabs(plane_area(&s) - 23) < 1e-9);
    eco_geom_destroy(g);
    eco_polyset_clear(&s);
}

/* The short way from lon-lat into a Lambert grid and back is no straight line:
 * both zones of a border must still get the same points, in any direction. */
static void shared_edges_get_the_same_points(void **state)
{
    static const eco_point a[] = {{-60, 2}, {-50, 9}, {-60, 9}};
    static const eco_point b[] = {{-50, 9}, {-60, 2}, {-50, 2}};
    eco_crs *laea = NULL;
    eco_path path = {0};
    eco_polyset from = {0}, to = {0};
    size_t na, nb, same = 0;

    (void)state;
    ring_of(&from, a, 3, false);
    ring_of(&from, b, 3, false);
    assert_int_equal(eco_crs_create(ctx, "ESRI:102033", &laea), ECO_OK);
    assert_int_equal(eco_transform_create(ctx, lonlat, laea, &path.transform),
                     ECO_OK);
    path.tolerance = 1;
    for (size_t k = 0; k < 2; k++)
        assert_int_equal(eco_densify(ctx, &path, &from, k, &to), ECO_OK);
    na = to.rings[0].n;
    nb = to.rings[1].n;
    assert_true(na > 50 && nb > 50);
    for (size_t i = 0; i < na; i++)
        for (size_t k = 0; k < nb; k++)
            same += identical(to.points[to.rings[0].first + i],
                              to.points[to.rings[1].first + k]);
    assert_true(same > 20);
    /* Each point of a's first edge is met in b: those before vertex (-50, 9).
     */
    for (size_t i = 0, met = 1; i < na && met; i++) {
        met = 0;
        for (size_t k = 0; k < nb; k++)
            met |= identical(to.points[to.rings[0].first + i],
                             to.points[to.rings[1].first + k]);
        assert_true(met || i >= same);
    }
    eco_transform_destroy(path.transform);
    eco_crs_destroy(laea);
    eco_polyset_clear(&from);
    eco_polyset_clear(&to);
}

/* A diagonal through a projection's centre bends one way, then the other; its
 * middle lies on the chord. */
static void a_double_bend_is_seen(void **state)
{
    static const eco_point p[] = {{-57, -6}, {-45, 6}, {-57, 6}};
    eco_crs *utm = NULL;
    eco_path path = {0};
    eco_polyset from = {0}, to = {0};

    (void)state;
    ring_of(&from, p, 3, false);
    assert_int_equal(eco_crs_create(ctx, "EPSG:32622", &utm), ECO_OK);
    assert_int_equal(eco_transform_create(ctx, lonlat, utm, &path.transform),
                     ECO_OK);
    path.tolerance = 1;
    assert_int_equal(eco_densify(ctx, &path, &from, 0, &to), ECO_OK);
    /* The second vertex is not right behind the first. */
    assert_true(hypot(to.points[1].x - to.points[0].x,
                      to.points[1].y - to.points[0].y) < 200000);
    eco_transform_destroy(path.transform);
    eco_crs_destroy(utm);
    eco_polyset_clear(&from);
    eco_polyset_clear(&to);
}

static void zones_come_to_the_grid(void **state)
{
    static const eco_point square[] = {
        {-52, 3}, {-51.9, 3}, {-51.9, 2.8}, {-52, 2.8}};
    const eco_grid grid = {{-52, 0.01, 0, 3, 0, -0.01}, 40, 30};
    eco_to_grid *g = NULL;
    eco_polyset zone = {0}, s = {0};
    unsigned char *wkb = NULL;
    size_t n;

    (void)state;
    ring_of(&zone, square, 4, false);
    assert_int_equal(eco_wkb_multipolygon(ctx, &zone, 0, &wkb, &n), ECO_OK);
    assert_int_equal(eco_to_grid_create(ctx, lonlat, lonlat, &grid,
                                        ECO_GRID_TOLERANCE_PX, &g),
                     ECO_OK);
    assert_int_equal(eco_to_grid_add(ctx, g, 42, wkb, n, &s), ECO_OK);
    assert_int_equal(s.items[0].id, 42);
    assert_int_equal(s.npoints, 4); /* same CRS: no point is added */
    assert_true(fabs(plane_area(&s) - 200) < 1e-9);
    eco_polyset_clear(&s);
    eco_to_grid_destroy(g);
    eco_polyset_clear(&zone);
    eco_mem_free(wkb);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holes_follow_their_shell_over_it),
        cmocka_unit_test(shared_edges_get_the_same_points),
        cmocka_unit_test(a_double_bend_is_seen),
        cmocka_unit_test(zones_come_to_the_grid),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
