/* The PERT distribution: what is told by a low, a likely and a high value. */
#ifndef ECO_MONTECARLO_PERT_H
#define ECO_MONTECARLO_PERT_H

#include <ecocrime/status.h>

typedef struct eco_pert {
    double low, central, high; /* low <= central <= high; central: the mode */
} eco_pert;

/* The value below which it lies with probability z, 0 < z < 1; exact to
 * 1e-12 (high - low). With a = 1 + 4 (central - low) / (high - low) and
 * b = 6 - a it is low + (high - low) x, x that of a Beta(a, b); its mean is
 * (low + 4 central + high) / 6. ECO_INVALID: not in order, or z not between.
 *
 * Source: Malcolm, Roseboom, Clark and Fazar (1959), doi:10.1287/opre.7.5.646;
 * the continued fraction is DLMF 8.17.22. Time: some microseconds. */
eco_status eco_pert_quantile(const eco_pert *pert, double z, double *out);

/* Its mean. */
double eco_pert_mean(const eco_pert *pert);

/* The regularized incomplete beta function, 1 <= a, b <= 5, 0 <= x <= 1. */
double eco_beta_cdf(double a, double b, double x);

#endif
