/* What a sample of reference points says of a map: how much of a class is
 * really there, and how often the map is right. */
#ifndef ECO_ACCURACY_ACCURACY_H
#define ECO_ACCURACY_ACCURACY_H

#include <ecocrime/status.h>
#include <stddef.h>
#include <stdint.h>

/* Points of one stratum that the map shows as one class and the reference as
 * another. Strata count from 0, classes too; cells may repeat. */
typedef struct eco_accuracy_cell {
    size_t stratum, mapped, reference;
    int64_t n;
} eco_accuracy_cell;

/* A probability sample. `weight`: area of each stratum in any one unit, above
 * zero; all pointers are borrowed. */
typedef struct eco_accuracy_sample {
    const eco_accuracy_cell *cells;
    size_t ncells;
    const double *weight;
    size_t nstrata;
} eco_accuracy_sample;

typedef struct eco_accuracy_value {
    double value, se; /* standard error */
} eco_accuracy_value;

/* Of one class. `ratio`: area by the reference / area as mapped, which is
 * users / producers. */
typedef struct eco_accuracy_class {
    int64_t n;               /* points mapped as the class */
    eco_accuracy_value area; /* in the unit of the weights */
    eco_accuracy_value users, producers, ratio;
} eco_accuracy_class;

/* 95 % limits are value +- this many standard errors. */
#define ECO_ACCURACY_Z 1.96
/* Fewer points mapped as a class do not carry a ratio from the region of the
 * sample to one zone; and what a borrowed accuracy counts as (assumed). */
enum { ECO_ACCURACY_POINTS_LEAST = 50, ECO_ACCURACY_BORROWED_POINTS = 50 };

/* Whether the strata are the classes of the map: each stratum holds points of
 * one mapped class, no two the same. */
int eco_accuracy_by_class(const eco_accuracy_sample *s);

/* The first stratum with fewer than two points; nstrata: none. */
size_t eco_accuracy_short(const eco_accuracy_sample *s);

/* ECO_INVALID for a stratum with fewer than two points, a weight that is not
 * positive or not finite, or a cell beyond the strata. Ratios whose
 * denominator is zero (no point mapped as the class) are NaN, and so are their
 * errors; nothing is guessed.
 *
 * Stratified estimators of Stehman (2014), doi:10.1080/01431161.2014.930207;
 * where the strata are the classes of the map they are, term for term, those of
 * Olofsson et al. (2014), doi:10.1016/j.rse.2014.02.015, equations 4 to 13.
 * Finite population corrections are left out: maps have millions of cells.
 * Threads: pure. Time: O(cells). Memory: O(strata). */
eco_status eco_accuracy_of_class(const eco_accuracy_sample *s, size_t klass,
                                 eco_accuracy_class *out);
eco_status eco_accuracy_overall(const eco_accuracy_sample *s,
                                eco_accuracy_value *out);

/* Accuracy from elsewhere: users and producers are Beta variables with these
 * means that count as n points each, independent; ratio.value = users /
 * producers, ratio.se from the moments of their quotient. ECO_INVALID unless
 * 0 < users <= 1, 2 / n < producers <= 1, 3 <= n. `area` is NaN. */
eco_status eco_accuracy_borrowed(double users, double producers, int n,
                                 eco_accuracy_class *out);

/* 95 % limits, the lower one not below zero. */
void eco_accuracy_limits(const eco_accuracy_value *v, double *low,
                         double *high);

/* Points that a stratified sample needs for a standard error of the overall
 * accuracy: (sum W sqrt(U (1 - U)) / se)^2, rounded up; `share` W adds up to 1,
 * `users` U is what is expected (Cochran 1977, eq. 5.25, as in Olofsson et al.
 * 2014, eq. 13). ECO_INVALID for shares or users beyond 0..1, shares that do
 * not add up to 1 within 1e-6, se not above 0. */
eco_status eco_accuracy_points(const double *share, const double *users,
                               size_t n, double se, int64_t *points);

#endif
