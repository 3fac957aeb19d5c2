/* UTM against PROJ, all over the globe. */
#include "check.h"
#include "eco_utm.h"

#include <proj.h>

enum { ROUNDS = 40000 };

/* A millimetre of latitude is 9e-9 degrees. */
static const double TOLERANCE_DEG = 1e-9, TOLERANCE_M = 1e-6;

static PJ *proj_zone(int zone, bool north)
{
    char text[96];

    snprintf(text, sizeof text, "+proj=utm +zone=%d %s +ellps=WGS84", zone,
             north ? "" : "+south");
    return proj_create(NULL, text);
}

/* Places up to 30 degrees from the meridian: no one writes farther ones. */
static void test_zone(int zone, bool north, uint64_t *state, double *worst)
{
    PJ *pj = proj_zone(zone, north);

    for (int i = 0; i < ROUNDS / 120; i++) {
        double wide = i % 2 ? 30 : 3.5;
        double lat = 84 * check_random(state) * (north ? 1 : -1);
        double lon =
            eco_utm_meridian(zone) + wide * (2 * check_random(state) - 1);
        eco_utm utm = {.zone = zone, .north = north};
        double lon_back, lat_back, off;
        PJ_COORD c = proj_trans(
            pj, PJ_FWD, proj_coord(proj_torad(lon), proj_torad(lat), 0, 0));

        eco_utm_from_lonlat(lon, lat, &utm);
        CHECK(fabs(utm.easting_m - c.xy.x) < TOLERANCE_M &&
                  fabs(utm.northing_m - c.xy.y) < TOLERANCE_M,
              "%.17g %.17g in %d: %.9f %.9f, PROJ %.9f %.9f", lon, lat, zone,
              utm.easting_m, utm.northing_m, c.xy.x, c.xy.y);
        utm.easting_m = c.xy.x;
        utm.northing_m = c.xy.y;
        eco_utm_to_lonlat(&utm, &lon_back, &lat_back);
        off = fmax(fabs(remainder(lon_back - lon, 360)), fabs(lat_back - lat));
        CHECK(off < TOLERANCE_DEG, "%.17g %.17g back in %d: %.17g %.17g", lon,
              lat, zone, lon_back, lat_back);
        CHECK(lon_back >= -180 && lon_back < 180, "%.17g", lon_back);
        *worst = fmax(*worst, off);
    }
    proj_destroy(pj);
}

static void test_zones(void)
{
    static const struct {
        double lon, lat;
        int zone;
    } at[] = {
        {-180, 0, 1},    {-174.001, 0, 1}, {-174, 0, 2},     {179.999, 0, 60},
        {180, 0, 1},     {-75, -12, 18},   {0, 0, 31},       {-0.001, 0, 30},
        {2.999, 60, 31}, {3, 60, 32},      {3, 55.999, 31},  {3, 64, 31},
        {8.999, 78, 31}, {9, 78, 33},      {20.999, 78, 33}, {21, 78, 35},
        {33, 78, 37},    {41.999, 78, 37}, {42, 78, 38},     {9, 71.999, 32},
    };
    double south, height;

    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        CHECK(eco_utm_zone(at[i].lon, at[i].lat) == at[i].zone,
              "%g %g: %d, not %d", at[i].lon, at[i].lat,
              eco_utm_zone(at[i].lon, at[i].lat), at[i].zone);
    CHECK(eco_utm_band('C', &south, &height) && south < -79 && height < 9, "C");
    CHECK(eco_utm_band('N', &south, &height) && fabs(south) < 1e-9, "N");
    CHECK(eco_utm_band('X', &south, &height) && fabs(south - 72) < 1e-9 &&
              height > 11,
          "X");
    CHECK(!eco_utm_band('I', &south, &height), "I");
    CHECK(!eco_utm_band('\0', &south, &height), "none");
}

int main(void)
{
    uint64_t state = 20110611;
    double worst = 0;

    for (int zone = 1; zone <= 60; zone++) {
        test_zone(zone, true, &state, &worst);
        test_zone(zone, false, &state, &worst);
    }
    test_zones();
    printf("%d places, at most %.2g degrees from PROJ\n", ROUNDS, worst);
    return check_failures != 0;
}
