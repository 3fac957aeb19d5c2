/* Between longitude, latitude and UTM: Krueger's series. */
#include "eco_utm.h"

#include <math.h>
#include <string.h>

enum { ORDER = 6, NEWTON = 5 };

static const double A_M = 6378137, F = 1 / 298.257223563; /* WGS84 */
static const double K0 = 0.9996, FALSE_EASTING = 5e5, FALSE_NORTHING = 1e7;
static const double DEGREE = 0.017453292519943295769;

/* Third flattening, radius of the rectifying circle, coefficients. */
struct series {
    double e, e2, radius, forward[ORDER], inverse[ORDER];
};

/* c[0] n^k + c[1] n^(k+1) + ... up to n^6. */
static double polynomial(const double *c, int k, double n)
{
    double sum = 0;

    for (int i = ORDER - k; i >= 0; i--)
        sum = sum * n + c[i];
    return sum * pow(n, k);
}

/* Karney (2011), equations 35 and 36; row j has its powers from n^(j+1). */
static void set_up(struct series *s)
{
    static const double alpha[ORDER][ORDER] = {
        {1 / 2., -2 / 3., 5 / 16., 41 / 180., -127 / 288., 7891 / 37800.},
        {13 / 48., -3 / 5., 557 / 1440., 281 / 630., -1983433 / 1935360.},
        {61 / 240., -103 / 140., 15061 / 26880., 167603 / 181440.},
        {49561 / 161280., -179 / 168., 6601661 / 7257600.},
        {34729 / 80640., -3418889 / 1995840.},
        {212378941 / 319334400.},
    };
    static const double beta[ORDER][ORDER] = {
        {1 / 2., -2 / 3., 37 / 96., -1 / 360., -81 / 512., 96199 / 604800.},
        {1 / 48., 1 / 15., -437 / 1440., 46 / 105., -1118711 / 3870720.},
        {17 / 480., -37 / 840., -209 / 4480., 5569 / 90720.},
        {4397 / 161280., -11 / 504., -830251 / 7257600.},
        {4583 / 161280., -108847 / 3991680.},
        {20648693 / 638668800.},
    };
    double n = F / (2 - F), n2 = n * n;

    s->e2 = F * (2 - F);
    s->e = sqrt(s->e2);
    s->radius =
        K0 * A_M / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64 + n2 * n2 * n2 / 256);
    for (int j = 0; j < ORDER; j++) {
        s->forward[j] = polynomial(alpha[j], j + 1, n);
        s->inverse[j] = polynomial(beta[j], j + 1, n);
    }
}

/* Tangent of the conformal latitude, from that of the geographic one. */
static double conformal(const struct series *s, double tau)
{
    double root = hypot(1, tau);
    double sigma = sinh(s->e * atanh(s->e * tau / root));

    return tau * hypot(1, sigma) - sigma * root;
}

/* Its inverse. Newton's steps gain digits so fast that the third is below
 * 1e-15 everywhere; five cost nothing and need no tolerance. */
static double geographic(const struct series *s, double tau_conformal)
{
    double tau = tau_conformal, rest = 1 - s->e2;

    for (int i = 0; i < NEWTON; i++) {
        double got = conformal(s, tau);

        tau += (tau_conformal - got) / hypot(1, got) * (1 + rest * tau * tau) /
               (rest * hypot(1, tau));
    }
    return tau;
}

double eco_utm_meridian(int zone)
{
    return 6.0 * zone - 183;
}

void eco_utm_to_lonlat(const eco_utm *utm, double *lon_deg, double *lat_deg)
{
    struct series s;
    double xi, eta, xi1, eta1, lon;

    set_up(&s);
    xi = (utm->northing_m - (utm->north ? 0 : FALSE_NORTHING)) / s.radius;
    eta = (utm->easting_m - FALSE_EASTING) / s.radius;
    xi1 = xi;
    eta1 = eta;
    for (int j = 1; j <= ORDER; j++) {
        xi1 -= s.inverse[j - 1] * sin(2 * j * xi) * cosh(2 * j * eta);
        eta1 -= s.inverse[j - 1] * cos(2 * j * xi) * sinh(2 * j * eta);
    }
    lon = eco_utm_meridian(utm->zone) + atan2(sinh(eta1), cos(xi1)) / DEGREE;
    if (lon < -180)
        lon += 360;
    else if (lon >= 180)
        lon -= 360;
    *lon_deg = lon;
    *lat_deg =
        atan(geographic(&s, sin(xi1) / hypot(sinh(eta1), cos(xi1)))) / DEGREE;
}

void eco_utm_from_lonlat(double lon_deg, double lat_deg, eco_utm *utm)
{
    struct series s;
    double east, tau, xi, eta, xi1, eta1;

    set_up(&s);
    east = remainder(lon_deg - eco_utm_meridian(utm->zone), 360) * DEGREE;
    tau = conformal(&s, tan(lat_deg * DEGREE));
    xi = xi1 = atan2(tau, cos(east));
    eta = eta1 = asinh(sin(east) / hypot(tau, cos(east)));
    for (int j = 1; j <= ORDER; j++) {
        xi += s.forward[j - 1] * sin(2 * j * xi1) * cosh(2 * j * eta1);
        eta += s.forward[j - 1] * cos(2 * j * xi1) * sinh(2 * j * eta1);
    }
    utm->easting_m = FALSE_EASTING + s.radius * eta;
    utm->northing_m = (utm->north ? 0 : FALSE_NORTHING) + s.radius * xi;
}

int eco_utm_zone(double lon_deg, double lat_deg)
{
    int zone = (int)floor((lon_deg + 180) / 6) % 60 + 1;

    if (lat_deg >= 56 && lat_deg < 64 && zone == 31 && lon_deg >= 3)
        return 32;
    if (lat_deg >= 72 && lat_deg <= 84 && lon_deg >= 0 && lon_deg < 42)
        return lon_deg < 9 ? 31 : lon_deg < 21 ? 33 : lon_deg < 33 ? 35 : 37;
    return zone;
}

bool eco_utm_band(char letter, double *south_deg, double *height_deg)
{
    static const char letters[] = "CDEFGHJKLMNPQRSTUVWX";
    const char *at = letter ? strchr(letters, letter) : NULL;

    if (!at)
        return false;
    *south_deg = -80 + 8.0 * (double)(at - letters);
    *height_deg = letter == 'X' ? 12 : 8;
    return true;
}
