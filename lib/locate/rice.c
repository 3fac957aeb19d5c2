/* The Rice distribution, by quadrature of its density. */
#include "eco_location.h"

#include <math.h>

/* Abscissae and weights of the 64-point Gauss-Legendre rule, half of them: the
 * others are their mirror. Over the 18 deviations that matter at most, the
 * Chebyshev series of the density falls below 1e-30 before degree 127, which
 * the rule integrates exactly. On [0, r] as a whole it would not do: at r = 100
 * deviations the 64 points stand too far apart to meet the density at all. */
static const double gauss64[32][2] = {
    {0.024350292663424433, 0.04869095700913972},
    {0.072993121787799039, 0.048575467441503427},
    {0.12146281929612055, 0.048344762234802957},
    {0.16964442042399282, 0.047999388596458308},
    {0.21742364374000708, 0.047540165714830309},
    {0.26468716220876742, 0.046968182816210017},
    {0.31132287199021096, 0.046284796581314417},
    {0.35722015833766812, 0.045491627927418144},
    {0.4022701579639916, 0.044590558163756563},
    {0.44636601725346409, 0.043583724529323453},
    {0.48940314570705296, 0.042473515123653589},
    {0.53127946401989455, 0.041262563242623529},
    {0.57189564620263403, 0.039953741132720341},
    {0.61115535517239325, 0.038550153178615629},
    {0.64896547125465734, 0.037055128540240046},
    {0.68523631305423324, 0.035472213256882384},
    {0.71988185017161083, 0.033805161837141609},
    {0.7528199072605319, 0.032057928354851554},
    {0.78397235894334141, 0.030234657072402479},
    {0.81326531512279756, 0.028339672614259483},
    {0.84062929625258036, 0.026377469715054659},
    {0.86599939815409282, 0.024352702568710873},
    {0.88931544599511411, 0.022270173808383254},
    {0.91052213707850281, 0.020134823153530209},
    {0.92956917213193958, 0.017951715775697343},
    {0.94641137485840282, 0.015726030476024719},
    {0.96100879965205372, 0.013463047896718643},
    {0.97332682778991096, 0.011168139460131129},
    {0.98333625388462596, 0.0088467598263639477},
    {0.99101337147674432, 0.0065044579689783629},
    {0.99634011677195528, 0.0041470332605624676},
    {0.99930504173577214, 0.0017832807216964329},
};

/* Where series and asymptotic expansion of I0 meet: the smallest term of the
 * expansion is exp(-2x) = 1e-26 here, the series takes 60 terms. */
#define SERIES_UP_TO 30.0
enum { TERMS_MAX = 200 };

/* exp(-x) I0(x); all terms of the series are positive: nothing cancels. */
static double bessel_i0e(double x)
{
    double term = 1, sum = 1;

    if (x < SERIES_UP_TO) {
        for (int k = 1; k < TERMS_MAX && term > sum * 1e-17; k++) {
            term *= x * x / 4 / k / k;
            sum += term;
        }
        return sum * exp(-x);
    }
    for (int k = 1; k < TERMS_MAX && term > sum * 1e-17; k++) {
        term *= (2.0 * k - 1) * (2.0 * k - 1) / (8.0 * k * x);
        sum += term;
    }
    return sum / sqrt(2 * 3.14159265358979323846 * x);
}

/* Density of the distance at d + t. */
static double density(double d, double t)
{
    double rho = d + t;

    return rho * exp(-t * t / 2) * bessel_i0e(rho * d);
}

double eco_rice_cdf(double d, double r)
{
    double low = fmax(-d, -ECO_RICE_REACH), high = fmin(r - d, ECO_RICE_REACH);
    double mid = (low + high) / 2, half = (high - low) / 2, sum = 0;

    if (r - d >= ECO_RICE_REACH)
        return 1;
    if (!(half > 0))
        return 0;
    for (int i = 0; i < 32; i++)
        sum += gauss64[i][1] * (density(d, mid - half * gauss64[i][0]) +
                                density(d, mid + half * gauss64[i][0]));
    return fmin(sum * half, 1);
}
