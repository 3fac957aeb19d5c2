/* m(d) in as few steps as an error allows. */
#include "eco_levels.h"

#include "eco_mem.h"

#include <math.h>
#include <stdbool.h>

#define PI 3.14159265358979323846

/* A Gaussian is cut here: m beyond r + 7 deviations is below exp(-24.5) =
 * 2e-11, and closer than r - 7 it differs from 1 by no more. */
#define REACH 7.0
/* Steps of the lattice for an error of 1. Moving X by t changes m by at most
 * 0.399 t / deviation (Gaussian) or 2 min(r, R) t / (pi R^2) (disc), the total
 * variation between a distribution and itself moved. Over 14 deviations, or
 * 2 min(r, R), that is 5.6 and 1.3 in all: with 24 steps no step is worth more
 * than a quarter of the error, so greed never gets stuck. */
#define STEPS 24.0
/* What quadrature may differ from pi r^2 before it is put right: it has 4
 * points a step, and m falls like h^1.5 where discs cease to touch. */
#define QUADRATURE 1e-5

static const double gauss4[2][2] = {{0.33998104358485626, 0.65214515486254614},
                                    {0.86113631159405258, 0.34785484513745386}};

/* m on a lattice of distances; where[0] is the end of the level middle, if
 * there is one. */
struct lattice {
    double *d, *m, *mass; /* mass: integral of m over the disc of radius d */
    size_t n;
};

static void lattice_clear(struct lattice *l)
{
    eco_mem_free(l->d);
    eco_mem_free(l->m);
    eco_mem_free(l->mass);
}

/* Integral of m over the annulus. */
static eco_status annulus(const eco_location *location, double link_m,
                          double inner, double outer, double *mass)
{
    double mid = (inner + outer) / 2, half = (outer - inner) / 2, m;
    eco_status st = ECO_OK;

    *mass = 0;
    for (int i = 0; i < 4 && !st; i++) {
        const double *rule = gauss4[i / 2];
        double d = mid + (i % 2 ? half : -half) * rule[0];

        st = eco_location_cover(location, link_m, d, &m);
        *mass += 2 * PI * d * m * rule[1] * half;
    }
    return st;
}

/* Where m begins and ceases to fall. */
static void range(const eco_location *l, double link_m, double *low,
                  double *high)
{
    double reach =
        l->kind == ECO_LOCATION_DISC ? l->spread_m : REACH * l->spread_m;

    *high = link_m + reach;
    *low = link_m - reach;
    if (l->kind == ECO_LOCATION_DISC)
        *low = fabs(*low);
    *low = fmax(*low, 0);
}

static eco_status fill(const eco_location *location, double link_m,
                       struct lattice *l)
{
    double low, high, part, least;
    eco_status st;

    range(location, link_m, &low, &high);
    if (high > ECO_LOCATION_MOST_M)
        return ECO_INVALID;
    st = eco_location_cover(location, link_m, 0, &l->m[0]);
    l->d[0] = low;
    l->mass[0] = PI * low * low * l->m[0];
    least = l->m[0];
    for (size_t i = 1; i < l->n && !st; i++) {
        l->d[i] = low + (high - low) * (double)i / (double)(l->n - 1);
        st = annulus(location, link_m, l->d[i - 1], l->d[i], &part);
        l->mass[i] = l->mass[i - 1] + part;
        if (!st)
            st = eco_location_cover(location, link_m, l->d[i], &l->m[i]);
        least = l->m[i] = fmin(least, l->m[i]); /* rounding may rise */
    }
    return st;
}

/* The integral is known: what quadrature left where m falls is put right. */
static eco_status make_exact(double link_m, struct lattice *l)
{
    double whole = PI * link_m * link_m, first = l->mass[0];
    double factor = (whole - first) / (l->mass[l->n - 1] - first);

    if (!(fabs(factor - 1) < QUADRATURE))
        return ECO_INTERNAL;
    for (size_t i = 0; i < l->n; i++)
        l->mass[i] = first + (l->mass[i] - first) * factor;
    return ECO_OK;
}

static eco_status lattice_make(const eco_location *location, double link_m,
                               double max_error, struct lattice *l)
{
    eco_status st;

    l->n = 1 + (size_t)ceil(STEPS / max_error);
    l->d = eco_mem_array(l->n, sizeof *l->d);
    l->m = eco_mem_array(l->n, sizeof *l->m);
    l->mass = eco_mem_array(l->n, sizeof *l->mass);
    if (!l->d || !l->m || !l->mass)
        return ECO_NOMEM;
    st = fill(location, link_m, l);
    return st ? st : make_exact(link_m, l);
}

/* A border: m falls from `m` on it outward. */
struct border {
    double d, m, mass;
};

static struct border border_at(const struct lattice *l, size_t i)
{
    return (struct border){l->d[i], l->m[i], l->mass[i]};
}

/* The value between two borders, and how far m is from it at most. */
static double value_of(eco_levels_how how, struct border in, struct border out,
                       double *error)
{
    double area = PI * (out.d - in.d) * (out.d + in.d), value = out.m;

    if (how == ECO_LEVELS_CENTRED && area > 0)
        value = fmin(fmax((out.mass - in.mass) / area, out.m), in.m);
    *error = fmax(in.m - value, value - out.m);
    return value;
}

static eco_status add(eco_levels *out, struct border in, struct border end,
                      eco_levels_how how)
{
    double error, value = value_of(how, in, end, &error);

    if (!ECO_GROW(out->items, out->n, out->cap))
        return ECO_NOMEM;
    out->items[out->n++] = (eco_annulus){end.d, value};
    out->error = fmax(out->error, error);
    out->integral_m2 += PI * (end.d - in.d) * (end.d + in.d) * value;
    return ECO_OK;
}

/* Each level as wide as the error lets it be. */
static eco_status cut(const struct lattice *l, double max_error,
                      eco_levels_how how, eco_levels *out)
{
    struct border in = {0, l->m[0], 0};
    size_t i = l->d[0] > 0 ? 0 : 1; /* its outer border */
    eco_status st = ECO_OK;
    double error;

    while (!st && i < l->n && !(how == ECO_LEVELS_LOW && in.m <= max_error)) {
        while (i + 1 < l->n) {
            value_of(how, in, border_at(l, i + 1), &error);
            if (error > max_error)
                break;
            i++;
        }
        st = add(out, in, border_at(l, i), how);
        in = border_at(l, i++);
    }
    out->error = fmax(out->error, in.m); /* outside: 0 */
    return st;
}

static eco_status one(eco_levels *out, double outer_m, double value,
                      double error, double integral_m2)
{
    if (!ECO_GROW(out->items, out->n, out->cap))
        return ECO_NOMEM;
    out->items[out->n++] = (eco_annulus){outer_m, value};
    out->error = error;
    out->integral_m2 = integral_m2;
    return ECO_OK;
}

static eco_status unit(const eco_location *location, double link_m,
                       eco_levels_how how, eco_levels *out)
{
    double value;
    eco_status st = eco_location_cover_area(PI * link_m * link_m,
                                            location->area_m2, &value);

    if (st || !(value > 0))
        return st;
    out->error = value;
    return how == ECO_LEVELS_LOW
               ? ECO_OK
               : one(out, 0, value, value, value * location->area_m2);
}

static eco_status steps(const eco_location *location, double link_m,
                        double max_error, eco_levels_how how, eco_levels *out)
{
    struct lattice l = {0};
    eco_status st;

    if (location->spread_m < ECO_LOCATION_POINT_M)
        return one(out, link_m, 1, 0, PI * link_m * link_m);
    st = lattice_make(location, link_m, max_error, &l);
    if (!st)
        st = cut(&l, max_error, how, out);
    lattice_clear(&l);
    return st;
}

eco_status eco_levels_make(const eco_location *location, double link_m,
                           double max_error, eco_levels_how how,
                           eco_levels *out)
{
    eco_status st = ECO_INVALID;
    double m;

    *out = (eco_levels){0};
    if (!(max_error >= ECO_LEVELS_ERROR_LEAST &&
          max_error <= ECO_LEVELS_ERROR_MOST) ||
        !(link_m >= 0 && link_m <= ECO_LOCATION_MOST_M))
        return ECO_INVALID;
    switch (location->kind) {
    case ECO_LOCATION_NONE:
        return ECO_OK;
    case ECO_LOCATION_POLYGON:
        if (!(link_m > 0))
            st = one(out, 0, 1, 0, location->area_m2);
        break;
    case ECO_LOCATION_UNIT:
        st = unit(location, link_m, how, out);
        break;
    case ECO_LOCATION_GAUSSIAN:
    case ECO_LOCATION_DISC:
        st = eco_location_cover(location, link_m, 0, &m);
        if (!st && link_m > 0)
            st = steps(location, link_m, max_error, how, out);
        break;
    }
    if (st)
        eco_levels_clear(out);
    return st;
}

void eco_levels_clear(eco_levels *levels)
{
    eco_mem_free(levels->items);
    *levels = (eco_levels){0};
}

double eco_levels_value(const eco_levels *levels, double d_m)
{
    for (size_t i = 0; i < levels->n; i++)
        if (d_m <= levels->items[i].outer_m)
            return levels->items[i].value;
    return 0;
}
