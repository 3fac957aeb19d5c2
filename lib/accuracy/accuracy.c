/* Estimators of a stratified sample, and what stands in for one. */
#include "eco_accuracy.h"

#include <math.h>
#include <stdbool.h>

#define SUM_SLACK 1e-6

int eco_accuracy_by_class(const eco_accuracy_sample *s)
{
    for (size_t i = 0; i < s->ncells; i++)
        for (size_t k = 0; k < i; k++)
            if ((s->cells[i].stratum == s->cells[k].stratum) !=
                (s->cells[i].mapped == s->cells[k].mapped))
                return 0;
    return 1;
}

static int64_t points_in(const eco_accuracy_sample *s, size_t stratum)
{
    int64_t n = 0;

    for (size_t i = 0; i < s->ncells; i++)
        n += s->cells[i].stratum == stratum ? s->cells[i].n : 0;
    return n;
}

size_t eco_accuracy_short(const eco_accuracy_sample *s)
{
    for (size_t h = 0; h < s->nstrata; h++)
        if (points_in(s, h) < 2)
            return h;
    return s->nstrata;
}

static bool is_good(const eco_accuracy_sample *s)
{
    for (size_t i = 0; i < s->ncells; i++)
        if (s->cells[i].stratum >= s->nstrata || s->cells[i].n < 0)
            return false;
    for (size_t h = 0; h < s->nstrata; h++)
        if (!(s->weight[h] > 0) || !isfinite(s->weight[h]))
            return false;
    return s->nstrata && eco_accuracy_short(s) == s->nstrata;
}

/* Which points count: those of the numerator y and of the denominator x. */
typedef struct quotient {
    bool (*y)(const eco_accuracy_cell *c, size_t klass);
    bool (*x)(const eco_accuracy_cell *c, size_t klass);
} quotient;

static bool all(const eco_accuracy_cell *c, size_t klass)
{
    (void)c;
    (void)klass;
    return true;
}

static bool is_mapped(const eco_accuracy_cell *c, size_t klass)
{
    return c->mapped == klass;
}

static bool is_there(const eco_accuracy_cell *c, size_t klass)
{
    return c->reference == klass;
}

static bool is_both(const eco_accuracy_cell *c, size_t klass)
{
    return is_mapped(c, klass) && is_there(c, klass);
}

static bool is_right(const eco_accuracy_cell *c, size_t klass)
{
    (void)klass;
    return c->mapped == c->reference;
}

struct sums {
    double n, y, x, xy; /* points of a stratum, and of them */
};

static struct sums sums_in(const eco_accuracy_sample *s, size_t h,
                           const quotient *q, size_t klass)
{
    struct sums t = {0};

    for (size_t i = 0; i < s->ncells; i++) {
        const eco_accuracy_cell *c = &s->cells[i];
        double n = (double)c->n;

        if (c->stratum != h)
            continue;
        t.n += n;
        t.y += q->y(c, klass) ? n : 0;
        t.x += q->x(c, klass) ? n : 0;
        t.xy += q->y(c, klass) && q->x(c, klass) ? n : 0;
    }
    return t;
}

/* R = Y / X of the estimated totals; its variance is that of the residual
 * y - R x, over X^2. For a class y and x are 0 or 1. */
static eco_accuracy_value estimate(const eco_accuracy_sample *s,
                                   const quotient *q, size_t klass)
{
    eco_accuracy_value r;
    double y = 0, x = 0, v = 0;

    for (size_t h = 0; h < s->nstrata; h++) {
        struct sums t = sums_in(s, h, q, klass);

        y += s->weight[h] * t.y / t.n;
        x += s->weight[h] * t.x / t.n;
    }
    r.value = x > 0 ? y / x : (double)NAN;
    for (size_t h = 0; h < s->nstrata; h++) {
        struct sums t = sums_in(s, h, q, klass);
        double mean = (t.y - r.value * t.x) / t.n;
        double square =
            (t.y - 2 * r.value * t.xy + r.value * r.value * t.x) / t.n;
        double s2 = fmax(0, square - mean * mean) * t.n / (t.n - 1);

        v += s->weight[h] * s->weight[h] * s2 / t.n;
    }
    r.se = x > 0 ? sqrt(v) / x : (double)NAN;
    return r;
}

eco_status eco_accuracy_of_class(const eco_accuracy_sample *s, size_t klass,
                                 eco_accuracy_class *out)
{
    double total = 0;

    *out = (eco_accuracy_class){0};
    if (!is_good(s))
        return ECO_INVALID;
    for (size_t h = 0; h < s->nstrata; h++)
        total += s->weight[h];
    for (size_t i = 0; i < s->ncells; i++)
        out->n += s->cells[i].mapped == klass ? s->cells[i].n : 0;
    out->area = estimate(s, &(quotient){is_there, all}, klass);
    out->area.value *= total;
    out->area.se *= total;
    out->users = estimate(s, &(quotient){is_both, is_mapped}, klass);
    out->producers = estimate(s, &(quotient){is_both, is_there}, klass);
    out->ratio = estimate(s, &(quotient){is_there, is_mapped}, klass);
    return ECO_OK;
}

eco_status eco_accuracy_overall(const eco_accuracy_sample *s,
                                eco_accuracy_value *out)
{
    *out = (eco_accuracy_value){0};
    if (!is_good(s))
        return ECO_INVALID;
    *out = estimate(s, &(quotient){is_right, all}, 0);
    return ECO_OK;
}

/* Moments of a Beta variable with a = m n, b = (1 - m) n: its variance is
 * m (1 - m) / (n + 1), and E[1/P] = (n - 1) / (a - 1), E[1/P^2] =
 * E[1/P] (n - 2) / (a - 2). */
eco_status eco_accuracy_borrowed(double users, double producers, int n,
                                 eco_accuracy_class *out)
{
    double a = producers * n, v, first, second;

    *out = (eco_accuracy_class){.area = {(double)NAN, (double)NAN}};
    if (n < 3 || !(users > 0 && users <= 1) || !(a > 2 && producers <= 1))
        return ECO_INVALID;
    v = users * (1 - users) / (n + 1);
    first = (n - 1) / (a - 1);
    second = first * (n - 2) / (a - 2);
    out->n = n;
    out->users = (eco_accuracy_value){users, sqrt(v)};
    out->producers = (eco_accuracy_value){
        producers, sqrt(producers * (1 - producers) / (n + 1))};
    out->ratio.value = users / producers;
    out->ratio.se = sqrt(
        fmax(0, (users * users + v) * second - users * users * first * first));
    return ECO_OK;
}

void eco_accuracy_limits(const eco_accuracy_value *v, double *low, double *high)
{
    *low = fmax(0, v->value - ECO_ACCURACY_Z * v->se);
    *high = v->value + ECO_ACCURACY_Z * v->se;
}

eco_status eco_accuracy_points(const double *share, const double *users,
                               size_t n, double se, int64_t *points)
{
    double total = 0, sum = 0;

    *points = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(share[i] >= 0 && share[i] <= 1) ||
            !(users[i] >= 0 && users[i] <= 1))
            return ECO_INVALID;
        total += share[i];
        sum += share[i] * sqrt(users[i] * (1 - users[i]));
    }
    if (!(fabs(total - 1) <= SUM_SLACK) || !(se > 0) ||
        !(sum / se < 1e9)) /* its square fits */
        return ECO_INVALID;
    *points = (int64_t)ceil(sum / se * (sum / se));
    return ECO_OK;
}
