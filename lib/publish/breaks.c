#include "eco_breaks.h"

#include <math.h>

enum { CLASSES = 5 };

/* The nearest number of two significant digits, up or down. */
static double rounded(double v, bool up)
{
    double scale;

    if (!(fabs(v) > 0))
        return 0;
    scale = pow(10, floor(log10(fabs(v))) - 1);
    v = up ? ceil(v / scale - 1e-9) : floor(v / scale + 1e-9);
    return v * scale;
}

static void add(eco_breaks *b, double limit)
{
    if (b->n > ECO_CLASSES_MAX)
        return;
    if (b->n && !(limit > b->limits[b->n - 1]))
        return; /* equal after rounding: one class less */
    b->limits[b->n++] = limit;
}

static void fixed(eco_breaks *b)
{
    for (int i = 0; i <= CLASSES; i++)
        add(b, 100.0 * i / CLASSES);
}

/* 1, 2, 2.5 or 5 times a power of ten, at least v. */
static double nice(double v)
{
    static const double steps[] = {1, 2, 2.5, 5, 10};
    double scale = pow(10, floor(log10(v)));

    for (int i = 0; i < 5; i++)
        if (steps[i] * scale >= v * (1 - 1e-9))
            return steps[i] * scale;
    return 10 * scale;
}

static void symmetric(eco_breaks *b, double low, double high)
{
    double reach = nice(fmax(fabs(low), fabs(high)));
    static const double parts[] = {-1, -0.5, -0.1, 0, 0.1, 0.5, 1};

    b->diverging = true;
    for (int i = 0; i < 7; i++)
        add(b, parts[i] * reach);
}

static void quantiles(eco_breaks *b, const double *v, size_t n)
{
    size_t zeros = 0;

    while (zeros < n && !(v[zeros] > 0))
        zeros++;
    if (zeros == n) { /* nothing but zeros */
        add(b, 0);
        add(b, 1);
        return;
    }
    add(b, zeros ? 0 : rounded(v[0], false));
    for (int i = zeros ? 0 : 1; i < CLASSES; i++)
        add(b, rounded(v[zeros + (n - zeros) * (size_t)i / CLASSES], i > 0));
    add(b, rounded(v[n - 1], true));
}

void eco_breaks_make(const double *values, size_t n, bool percent,
                     eco_breaks *out)
{
    *out = (eco_breaks){0};
    if (!n)
        return;
    if (values[0] < 0)
        symmetric(out, values[0], values[n - 1]);
    else if (percent && values[n - 1] <= 100)
        fixed(out);
    else
        quantiles(out, values, n);
    if (out->n == 1) /* all values are the one rounded number */
        add(out, out->limits[0] + 1);
    out->n--; /* limits to classes */
}
