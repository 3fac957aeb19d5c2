#include "eco_intervals.h"

#include <math.h>

static void swap(double *a, double *b)
{
    double t = *a;

    *a = *b;
    *b = t;
}

static double middle(double a, double b, double c)
{
    if (a > b)
        swap(&a, &b);
    return c < a ? a : c > b ? b : c;
}

/* Puts the k-th smallest at k, smaller ones before, greater ones behind:
 * Hoare's (1961) find, in three parts, for there are many equal draws. */
static void find(double *x, size_t n, size_t k)
{
    size_t first = 0, end = n;

    while (end - first > 1) {
        double pivot =
            middle(x[first], x[first + (end - first) / 2], x[end - 1]);
        size_t below = first, above = end, i = first;

        while (i < above) {
            if (x[i] < pivot)
                swap(&x[below++], &x[i++]);
            else if (x[i] > pivot)
                swap(&x[i], &x[--above]);
            else
                i++;
        }
        if (k >= below && k < above)
            return;
        if (k < below)
            end = below;
        else
            first = above;
    }
}

/* x[0..from) are known to be no greater than what comes after. */
static double quantile(double *x, size_t n, size_t from, double p)
{
    double at = (double)(n - 1) * p;
    size_t k = (size_t)at;
    double next;

    find(x + from, n - from, k - from);
    if (k + 1 >= n)
        return x[k];
    next = x[k + 1];
    for (size_t i = k + 2; i < n; i++)
        next = x[i] < next ? x[i] : next;
    return x[k] + (at - (double)k) * (next - x[k]);
}

eco_interval eco_interval_of(double *x, size_t n)
{
    eco_interval out = {0};
    double sum = 0, squares = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    out.mean = sum / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - out.mean) * (x[i] - out.mean);
    out.sd = n > 1 ? sqrt(squares / (double)(n - 1)) : 0;
    out.p05 = quantile(x, n, 0, 0.05);
    out.p50 = quantile(x, n, (size_t)((double)(n - 1) * 0.05), 0.5);
    out.p95 = quantile(x, n, (size_t)((double)(n - 1) * 0.5), 0.95);
    return out;
}
