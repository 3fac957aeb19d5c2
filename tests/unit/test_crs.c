/* Coordinate reference systems and the ways between them. */
#include "eco_crs.h"
#include "eco_mem.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static eco_ctx *ctx;

static int setup(void **state)
{
    (void)state;
    return (int)eco_ctx_create(&ctx);
}

static int teardown(void **state)
{
    size_t live;

    (void)state;
    eco_ctx_destroy(ctx);
    live = eco_mem_live();
    return live ? 1 : 0;
}

static eco_crs *crs(const char *definition)
{
    eco_crs *out = NULL;

    if (eco_crs_create(ctx, definition, &out))
        fail_msg("%s: %s", definition, eco_ctx_message(ctx));
    return out;
}

static void near(double a, double b, double tolerance)
{
    if (!(fabs(a - b) <= tolerance))
        fail_msg("%.12g is not %.12g", a, b);
}

/* Mollweide is computed on a sphere by PROJ: over WGS 84 it is not equal-area,
 * over a sphere it is. */
static const char sphere_mollweide[] =
    "PROJCS[\"m\",GEOGCS[\"s\",DATUM[\"s\",SPHEROID[\"s\",6371007,0]],"
    "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
    "PROJECTION[\"Mollweide\"],PARAMETER[\"central_meridian\",0],"
    "PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],"
    "UNIT[\"metre\",1]]";

static void facts_are_known(void **state)
{
    static const struct {
        const char *definition, *name;
        bool geographic, equal_area;
        double unit_m, inverse_f;
    } cases[] = {
        {"EPSG:4326", "EPSG:4326", true, false, 0, 298.257223563},
        {"EPSG:31976", "EPSG:31976", false, false, 1, 298.257222101},
        {"EPSG:6933", "EPSG:6933", false, true, 1, 298.257223563},
        {"EPSG:3035", "EPSG:3035", false, true, 1, 298.257222101},
        {"EPSG:8857", "EPSG:8857", false, true, 1, 298.257223563},
        {"ESRI:102033", "ESRI:102033", false, true, 1, 298.25},
        {"ESRI:54009", "ESRI:54009", false, false, 1, 298.257223563},
        {"EPSG:2263", "EPSG:2263", false, false, 1200. / 3937, 298.257222101},
        {"EPSG:9707", "EPSG:4326", true, false, 0, 298.257223563},
        {sphere_mollweide, "m", false, true, 1, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        eco_crs *c = crs(cases[i].definition);
        double f = eco_crs_ellipsoid(c).f;

        assert_string_equal(eco_crs_name(c), cases[i].name);
        assert_int_equal(eco_crs_geographic(c), cases[i].geographic);
        assert_int_equal(eco_crs_equal_area(c), cases[i].equal_area);
        near(eco_crs_unit_m(c), cases[i].unit_m, 1e-12);
        near(f > 0 ? 1 / f : 0, cases[i].inverse_f, 1e-6);
        eco_crs_destroy(c);
    }
}

static void other_texts_are_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "WGS 84",
        "http://example.org/4326",
        "/etc/passwd",
        "+proj=utm",
        "EPSG:",
        "EPSG:4326x",
        "EPSG:99999",
        "ESRI:1",
        "EPSG:5714", /* a height */
        "{\"type\":\"GeographicCRS\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        eco_crs *c = NULL;
        eco_status st = eco_crs_create(ctx, texts[i], &c);

        assert_true(st == ECO_USAGE || st == ECO_FORMAT);
        assert_null(c);
    }
}

static void transform(const char *from, const char *to, eco_point *p, size_t n,
                      eco_status want)
{
    eco_crs *a = crs(from), *b = crs(to);
    eco_transform *t = NULL;

    assert_int_equal(eco_transform_create(ctx, a, b, &t), ECO_OK);
    assert_int_equal(eco_transform_points(t, n, p), want);
    eco_transform_destroy(t);
    eco_crs_destroy(a);
    eco_crs_destroy(b);
}

/* Rome in web Mercator; with the axes swapped it comes out at (4664286,
 * 1402665). */
static void longitude_comes_first(void **state)
{
    eco_point rome = {12.5, 41.9}, back;

    (void)state;
    transform("EPSG:4326", "EPSG:3857", &rome, 1, ECO_OK);
    near(rome.x, 1391493.63, 0.01);
    near(rome.y, 5146011.68, 0.01);
    back = rome;
    transform("EPSG:3857", "EPSG:4326", &back, 1, ECO_OK);
    near(back.x, 12.5, 1e-9);
    near(back.y, 41.9, 1e-9);
}

static void a_bad_point_does_not_stop_the_others(void **state)
{
    eco_point p[3] = {{-51, 0}, {-51, 91}, {-51, 1}};

    (void)state;
    transform("EPSG:4326", "EPSG:31976", p, 3, ECO_INVALID);
    near(p[0].x, 500000, 1e-3);
    near(p[2].x, 500000, 1e-3);
    assert_true(isinf(p[1].x) && isinf(p[1].y));
}

/* A point's result may not depend on the batch it comes in: two zones share
 * their border only then. SAD69 has several operations by region. */
static void points_are_alone_in_a_batch(void **state)
{
    eco_point one = {800000, 3700000};
    eco_point many[3] = {{-900000, 1000000}, {800000, 3700000}, {0, -3000000}};

    (void)state;
    transform("ESRI:102033", "EPSG:4326", &one, 1, ECO_OK);
    transform("ESRI:102033", "EPSG:4326", many, 3, ECO_OK);
    assert_memory_equal(&one, &many[1], sizeof one);
}

static const char sirgas_bound[] =
    "GEOGCS[\"SIRGAS 2000\",DATUM[\"Sistema de Referencia Geocentrico para las "
    "AmericaS 2000\",SPHEROID[\"GRS 1980\",6378137,298.257222101],"
    "TOWGS84[0,0,0,0,0,0,0]],PRIMEM[\"Greenwich\",0],"
    "UNIT[\"degree\",0.0174532925199433]]";

static void null_shifts_are_no_shifts(void **state)
{
    static const char *const from[] = {"EPSG:4674", sirgas_bound, "EPSG:4326"};
    eco_crs *b = crs("EPSG:4326");

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        eco_crs *a = crs(from[i]);
        eco_transform *t = NULL;
        eco_point p = {-51.5, 2.25};

        assert_int_equal(eco_transform_create(ctx, a, b, &t), ECO_OK);
        assert_true(eco_transform_identity(t));
        assert_int_equal(eco_transform_points(t, 1, &p), ECO_OK);
        assert_true(p.x == -51.5 && p.y == 2.25);
        assert_non_null(strstr(eco_transform_about(t), eco_crs_name(a)));
        eco_transform_destroy(t);
        eco_crs_destroy(a);
    }
    eco_crs_destroy(b);
}

static void a_real_shift_is_made(void **state)
{
    eco_point p = {-51.5, 2.25};

    (void)state;
    transform("EPSG:4618", "EPSG:4326", &p, 1, ECO_OK);
    /* SAD69 lies some 60 m off. */
    assert_true(hypot(p.x + 51.5, p.y - 2.25) > 3e-4);
    assert_true(hypot(p.x + 51.5, p.y - 2.25) < 1e-3);
}

static void an_unknown_datum_is_refused(void **state)
{
    eco_crs *a = crs(
        "GEOGCS[\"x\",DATUM[\"Nobody knows\",SPHEROID[\"y\",6378160,298.25]],"
        "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]");
    eco_crs *b = crs("EPSG:4326");
    eco_transform *t = NULL;

    (void)state;
    assert_int_equal(eco_transform_create(ctx, a, b, &t), ECO_INVALID);
    assert_null(t);
    assert_non_null(strstr(eco_ctx_message(ctx), "crs:"));
    eco_crs_destroy(a);
    eco_crs_destroy(b);
}

static void sameness_ignores_how_it_was_written(void **state)
{
    eco_crs *a = crs("EPSG:31976"), *b = NULL, *c = crs("EPSG:31977");
    eco_crs *base = NULL, *sirgas = crs("EPSG:4674"), *wkt;

    (void)state;
    wkt = crs(eco_crs_wkt(a));
    assert_int_equal(eco_crs_clone(ctx, a, &b), ECO_OK);
    assert_true(eco_crs_same(a, b));
    assert_true(eco_crs_same(a, wkt));
    assert_false(eco_crs_same(a, c));
    assert_int_equal(eco_crs_geographic_base(ctx, a, &base), ECO_OK);
    assert_true(eco_crs_same(base, sirgas));
    eco_crs_destroy(a);
    eco_crs_destroy(b);
    eco_crs_destroy(c);
    eco_crs_destroy(base);
    eco_crs_destroy(sirgas);
    eco_crs_destroy(wkt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_are_known),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(longitude_comes_first),
        cmocka_unit_test(a_bad_point_does_not_stop_the_others),
        cmocka_unit_test(points_are_alone_in_a_batch),
        cmocka_unit_test(null_shifts_are_no_shifts),
        cmocka_unit_test(a_real_shift_is_made),
        cmocka_unit_test(an_unknown_datum_is_refused),
        cmocka_unit_test(sameness_ignores_how_it_was_written),
    };

    return cmocka_run_group_tests(tests, setup, teardown);
}
