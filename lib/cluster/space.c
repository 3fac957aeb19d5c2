/* Bins of space and time. */
#include "eco_cluster_space.h"

#include "eco_area.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>

#define RAD (3.14159265358979323846 / 180)

/* On a sphere of radius R a geodesic of d metres is longer than its chord by
 * d^3 / (24 R^2): 1e-4 of it at 300 km, the farthest that a rule may reach. */
#define CHORD_SLACK  1e-3
#define REACH_MOST_M 300000.0

static void geocentric(eco_point p, double xyz[3])
{
    double f = eco_wgs84.f, e2 = f * (2 - f), s = sin(p.y * RAD);
    double n = eco_wgs84.a_m / sqrt(1 - e2 * s * s), c = cos(p.y * RAD);

    xyz[0] = n * c * cos(p.x * RAD);
    xyz[1] = n * c * sin(p.x * RAD);
    xyz[2] = n * (1 - e2) * s;
}

static int order_of(int a, int b)
{
    return (a > b) - (a < b);
}

static int compare_bins(const eco_bin *a, const eco_bin *b)
{
    int c = order_of(a->group, b->group);

    if (!c)
        c = order_of(a->t, b->t);
    if (!c)
        c = order_of(a->x, b->x);
    if (!c)
        c = order_of(a->y, b->y);
    return c ? c : order_of(a->z, b->z);
}

static int compare_real(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_alike(const eco_spot *a, const eco_spot *b)
{
    int c = compare_bins(&a->bin, &b->bin);

    for (int i = 0; i < 3 && !c; i++)
        c = compare_real(a->xyz[i], b->xyz[i]);
    if (!c)
        c = order_of(a->event->first, b->event->first);
    if (!c)
        c = order_of(a->event->last, b->event->last);
    if (!c)
        c = order_of(a->event->case_id, b->event->case_id);
    return c ? c : compare_real(a->event->radius_m, b->event->radius_m);
}

static int compare_spots(const void *p, const void *q)
{
    const eco_spot *a = p, *b = q;
    int c = compare_alike(a, b);

    return c ? c : (a->event > b->event) - (a->event < b->event);
}

bool eco_space_same(const eco_space *s, size_t i, size_t j)
{
    return compare_alike(&s->spots[i], &s->spots[j]) == 0;
}

/* How far apart two events of the same cluster may be at most. */
static eco_status reach(eco_ctx *ctx, const eco_event *events, size_t n,
                        const eco_cluster_rule *rule, double *out)
{
    *out = rule->distance_m;
    for (size_t i = 0; i < n; i++) {
        const eco_event *e = &events[i];

        if (!isfinite(e->at.x) || !isfinite(e->at.y) || fabs(e->at.y) > 90 ||
            !(e->radius_m >= 0) || e->radius_m > REACH_MOST_M)
            return eco_fail(ctx, ECO_INVALID,
                            "event %lld: %.9g, %.9g within %.9g m is no place",
                            (long long)e->id, e->at.x, e->at.y, e->radius_m);
        if (e->radius_m > *out)
            *out = e->radius_m;
    }
    return ECO_OK;
}

eco_status eco_space_make(eco_ctx *ctx, const eco_event *events, size_t n,
                          const eco_cluster_rule *rule, eco_space *out)
{
    double side;
    int days = rule->days > 0 ? rule->days : 1;
    eco_status st;

    *out = (eco_space){.rule = *rule, .n = n};
    st = reach(ctx, events, n, rule, &side);
    if (st)
        return st;
    side = fmax(side, 1);
    out->spots = eco_mem_array(n, sizeof *out->spots);
    if (n && !out->spots)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n; i++) {
        eco_spot *p = &out->spots[i];

        p->event = &events[i];
        geocentric(events[i].at, p->xyz);
        p->bin = (eco_bin){.group = events[i].group,
                           .t = (int)floor((double)events[i].first / days),
                           .x = (int)floor(p->xyz[0] / side),
                           .y = (int)floor(p->xyz[1] / side),
                           .z = (int)floor(p->xyz[2] / side)};
    }
    if (n)
        qsort(out->spots, n, sizeof *out->spots, compare_spots);
    return ECO_OK;
}

void eco_space_clear(eco_space *s)
{
    eco_mem_free(s->spots);
    *s = (eco_space){0};
}

static bool is_within(const eco_space *s, const eco_spot *a, const eco_spot *b)
{
    double most =
        fmax(s->rule.distance_m, fmax(a->event->radius_m, b->event->radius_m));
    double chord = hypot(hypot(a->xyz[0] - b->xyz[0], a->xyz[1] - b->xyz[1]),
                         a->xyz[2] - b->xyz[2]);

    if (abs(a->event->first - b->event->first) > s->rule.days ||
        abs(a->event->last - b->event->last) > s->rule.days || chord > most)
        return false;
    return chord * (1 + CHORD_SLACK) <= most ||
           eco_geodesic_m(a->event->at, b->event->at) <= most;
}

/* The first spot that is not before a bin. */
static size_t lower_bound(const eco_space *s, const eco_bin *bin)
{
    size_t low = 0, high = s->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_bins(&s->spots[middle].bin, bin) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Three bins in a row along z stand together in the order. */
static eco_status near_in(const eco_space *s, size_t i, eco_bin bin,
                          eco_near_fn tell, void *user)
{
    eco_bin end = bin;
    eco_status st = ECO_OK;
    size_t j;

    bin.z--;
    end.z++;
    if (compare_bins(&end, &s->spots[i].bin) < 0)
        return ECO_OK; /* told from there */
    j = lower_bound(s, &bin);
    for (j = j > i ? j : i + 1;
         j < s->n && compare_bins(&s->spots[j].bin, &end) <= 0 && !st; j++)
        if (!eco_space_same(s, j - 1, j) &&
            is_within(s, &s->spots[i], &s->spots[j]))
            st = tell(user, i, j);
    return st;
}

eco_status eco_space_near(const eco_space *s, size_t i, eco_near_fn tell,
                          void *user)
{
    const eco_bin at = s->spots[i].bin;
    eco_status st = ECO_OK;

    for (int t = 0; t <= 1 && !st; t++) /* earlier bins tell of this one */
        for (int x = -1; x <= 1 && !st; x++)
            for (int y = -1; y <= 1 && !st; y++) {
                eco_bin bin = at;

                bin.t += t;
                bin.x += x;
                bin.y += y;
                st = near_in(s, i, bin, tell, user);
            }
    return st;
}
