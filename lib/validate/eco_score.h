/* How good predicted probabilities were, once the answer is known. */
#ifndef ECO_VALIDATE_SCORE_H
#define ECO_VALIDATE_SCORE_H

#include <ecocrime/status.h>
#include <stddef.h>

/* Something that was predicted, and what it turned out to be. */
typedef struct eco_judged {
    double predicted; /* probability, 0 to 1 */
    double outcome;   /* 0 or 1, or the share of it that was true */
    double weight;    /* above 0: its area */
} eco_judged;

/* Mean of (predicted - outcome)^2 by weight: 0 is perfect, 0.25 what "a half"
 * for everything gets. 0 for n = 0. Brier (1950),
 * doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2 */
double eco_score_brier(const eco_judged *items, size_t n);

enum { ECO_DECILES = 10 };

/* Of the items predicted within [low, high), the last one [low, high]. */
typedef struct eco_decile {
    double low, high;
    double weight;              /* 0: none, and the means are 0 */
    double predicted, observed; /* means by weight */
    size_t n;
} eco_decile;
void eco_score_deciles(const eco_judged *items, size_t n,
                       eco_decile out[ECO_DECILES]);

/* The non-decreasing step function of the prediction that is nearest to the
 * outcomes in least squares, by pooling adjacent violators. Sorts the items by
 * prediction, then outcome; fitted[i] is that of items[i] afterwards. Items of
 * equal prediction get equal values. Ayer et al. (1955),
 * doi:10.1214/aoms/1177728423. ECO_NOMEM. */
eco_status eco_score_isotonic(eco_judged *items, size_t n, double *fitted);

#endif
