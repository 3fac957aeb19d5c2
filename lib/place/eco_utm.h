/* UTM on WGS84, and the grid references cut from it. */
#ifndef ECO_PLACE_UTM_H
#define ECO_PLACE_UTM_H

#include <stdbool.h>

typedef struct eco_utm {
    int zone;   /* 1 to 60; 0: none */
    bool north; /* else the false northing is 10 000 km */
    double easting_m, northing_m;
} eco_utm;

/** WGS84 longitude and latitude of a place in UTM.
 *
 * Any easting within 3 000 km of the central meridian is taken as it is, inside
 * the zone or not; the caller knows what is plausible. Longitude in [-180,
 * 180). Error < 1e-9 degrees (test_krueger, against PROJ; truncation 5 nm).
 * Threads: pure.
 * Source: Krueger's series to the 6th order in n as in Karney (2011),
 * doi:10.1007/s00190-011-0445-3, equations 7 to 15, 35 and 36.
 */
void eco_utm_to_lonlat(const eco_utm *utm, double *lon_deg, double *lat_deg);

/* The other way, in the zone and hemisphere that *utm names. */
void eco_utm_from_lonlat(double lon_deg, double lat_deg, eco_utm *utm);

/* The zone that a place belongs to, with 32V widened in Norway and 31X, 33X,
 * 35X and 37X in Svalbard. Longitude in [-180, 180]; 180 counts as -180. */
int eco_utm_zone(double lon_deg, double lat_deg);

/* The longitude in the middle of a zone. */
double eco_utm_meridian(int zone);

/* Southern edge and height, in degrees, of a latitude band C to X without I and
 * O; false for any other letter. */
bool eco_utm_band(char letter, double *south_deg, double *height_deg);

#endif
