/* Bands between parallels: known answers, digits, limits. */
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

/* The values of the method's document; `unit` is that of the last digit. */
static void known_answers(void **state)
{
    static const struct {
        double lat1, lat2, dlon, want, unit;
    } rows[] = {
        {-90, 90, 360, 510065621724088.5, 0.1},
        {0, UNIT_CELL, UNIT_CELL, 769.317005, 1e-6},
        {-10 - UNIT_CELL, -10, UNIT_CELL, 757.935030, 1e-6},
        {23.5, 23.5 + UNIT_CELL, UNIT_CELL, 707.013562, 1e-6},
        {45, 45 + UNIT_CELL, UNIT_CELL, 547.648129, 1e-6},
        {60, 60 + UNIT_CELL, UNIT_CELL, 388.548905, 1e-6},
        {80, 80 + UNIT_CELL, UNIT_CELL, 135.340542, 1e-6},
        {0, 1, 1, 12308.4639e6, 1e2},
        {10, 11, 1, 12108.1886e6, 1e2},
        {45, 46, 1, 8686.4950e6, 1e2},
        {60, 61, 1, 6123.1409e6, 1e2},
        {89, 90, 1, 108.8667e6, 1e2},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double got =
            eco_band_area(&eco_wgs84, rows[i].lat1, rows[i].lat2, rows[i].dlon);
        /* As far as printed: 1e-9, but for the last row. */
        double tol = fmax(1e-9 * rows[i].want, rows[i].unit * 0.51);

        if (!(fabs(got - rows[i].want) <= tol))
            fail_msg("row %zu: %.17g, not %.17g", i, got, rows[i].want);
    }
}

/* The integral of the radii of curvature, by five points in long double: no
 * difference of near numbers, and h^11 / 1e9 from the truth. */
static double integral(long double lat, long double height, long double dlon)
{
    static const long double x[5] = {
        -0.906179845938663992797627L, -0.538469310105683091036314L, 0,
        0.538469310105683091036314L, 0.906179845938663992797627L};
    static const long double w[5] = {
        0.236926885056189087514264L, 0.478628670499366468041292L,
        0.568888888888888888888889L, 0.478628670499366468041292L,
        0.236926885056189087514264L};
    long double f = 1 / 298.257223563L, e2 = f * (2 - f), sum = 0;

    for (int i = 0; i < 5; i++) {
        long double phi = (lat + height * (1 + x[i]) / 2) * DEGL;
        long double s = sinl(phi), d = 1 - e2 * s * s;

        sum += w[i] * cosl(phi) / (d * d);
    }
    return (double)(6378137.0L * 6378137.0L * (1 - e2) * sum / 2 *
                    (height * DEGL) * (dlon * DEGL));
}

/* From the whole ellipsoid down to 0.1 arc second. Latitudes are exact in
 * binary, so that both see the same cell. */
static void digits_are_kept(void **state)
{
    (void)state;
    for (double lat = -89; lat < 89; lat += 0.5)
        for (double h = 1; h > 0.1 / 3600; h /= 2)
            near(eco_band_area(&eco_wgs84, lat, lat + h, h),
                 integral(lat, h, h), 2e-14, "band");
}

/* Next to the pole the band is a flat disc, but for the square of its angle. */
static void caps_keep_digits(void **state)
{
    double f = eco_wgs84.f, c = eco_wgs84.a_m / (1 - f); /* polar radius */

    (void)state;
    for (double h = 0x1p-10; h > 0.01 / 3600; h /= 2) {
        double r = c * h * DEG, tol = h * DEG * h * DEG + 1e-14;

        near(eco_band_area(&eco_wgs84, 90 - h, 90, 360), acos(-1) * r * r, tol,
             "north cap");
        near(eco_band_area(&eco_wgs84, -90, -90 + h, 360),
             eco_band_area(&eco_wgs84, 90 - h, 90, 360), 1e-15, "south cap");
    }
}

static void bands_add_up(void **state)
{
    double sum = 0;

    (void)state;
    for (int i = -900; i < 900; i++)
        sum += eco_band_area(&eco_wgs84, i / 10.0, (i + 1) / 10.0, 360);
    near(sum, 510065621724088.5, 1e-13, "sum of bands");
}

static void sphere_is_the_limit(void **state)
{
    const eco_ellipsoid sphere = {RADIUS, 0}, nearly = {RADIUS, 1e-13};

    (void)state;
    near(eco_band_area(&sphere, -90, 90, 360), 4 * acos(-1) * RADIUS * RADIUS,
         1e-15, "sphere");
    near(eco_band_area(&sphere, 0, 30, 90), acos(-1) / 4 * RADIUS * RADIUS,
         1e-15, "zone of a sphere");
    near(eco_band_area(&nearly, 10, 11, 1), eco_band_area(&sphere, 10, 11, 1),
         1e-12, "nearly a sphere");
}

/* The shortcut that is often taken must be seen to differ. */
static void cosine_shortcut_is_wrong(void **state)
{
    double r = 6371007.2, worst = 0;

    (void)state;
    for (int lat = 0; lat < 89; lat++) {
        double cell = r * DEG * r * DEG * cos((lat + 0.5) * DEG);
        double truth = eco_band_area(&eco_wgs84, lat, lat + 1, 1);

        worst = fmax(worst, fabs(cell / truth - 1));
    }
    assert_true(worst > 4e-3 && worst < 1e-2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(digits_are_kept),
        cmocka_unit_test(caps_keep_digits),
        cmocka_unit_test(bands_add_up),
        cmocka_unit_test(sphere_is_the_limit),
        cmocka_unit_test(cosine_shortcut_is_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
