/* The azimuthal equidistant plane, by geodesics. */
#include "eco_azimuthal.h"

#include "eco_area.h"

#include <geodesic.h>
#include <math.h>

#define RAD (3.14159265358979323846 / 180)

void eco_azimuthal_forward(eco_point centre, size_t n, eco_point *p)
{
    struct geod_geodesic g;

    geod_init(&g, eco_wgs84.a_m, eco_wgs84.f);
    for (size_t i = 0; i < n; i++) {
        double distance, azimuth;

        geod_inverse(&g, centre.y, centre.x, p[i].y, p[i].x, &distance,
                     &azimuth, NULL);
        p[i].x = distance * sin(azimuth * RAD);
        p[i].y = distance * cos(azimuth * RAD);
    }
}

void eco_azimuthal_back(eco_point centre, size_t n, eco_point *p)
{
    struct geod_geodesic g;

    geod_init(&g, eco_wgs84.a_m, eco_wgs84.f);
    for (size_t i = 0; i < n; i++) {
        double distance = hypot(p[i].x, p[i].y);
        double azimuth = atan2(p[i].x, p[i].y) / RAD;

        geod_gendirect(&g, centre.y, centre.x, azimuth, GEOD_LONG_UNROLL,
                       distance, &p[i].y, &p[i].x, NULL, NULL, NULL, NULL, NULL,
                       NULL);
    }
}
