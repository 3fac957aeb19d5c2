/* Laws of the levels on random models, links and errors: the bound holds at any
 * distance, the integral over the plane is pi r^2, values fall outward, low
 * levels are never above m. */
#include "check.h"

#include "eco_levels.h"
#include "eco_mem.h"

#include <stdlib.h>

#define PI 3.14159265358979323846

enum { SEEDS = 150, PROBES = 400 };

struct sample {
    eco_location location;
    double link_m, max_error;
    uint64_t seed;
};

static struct sample sample(uint64_t seed)
{
    uint64_t rng = seed * 0x9E3779B97F4A7C15ULL;
    struct sample s = {.seed = seed};

    s.location.kind =
        check_random(&rng) < 0.5 ? ECO_LOCATION_DISC : ECO_LOCATION_GAUSSIAN;
    s.location.spread_m = pow(10, 5 * check_random(&rng));
    s.link_m = pow(10, 5 * check_random(&rng));
    s.max_error = 0.01 + 0.2 * check_random(&rng) * check_random(&rng);
    return s;
}

static double cover(const struct sample *s, double d)
{
    double m = NAN;

    CHECK(!eco_location_cover(&s->location, s->link_m, d, &m), "-");
    return m;
}

/* Integral of m over the plane by Simpson's rule, no lattice in common. */
static double plane(const struct sample *s)
{
    double reach = s->location.kind == ECO_LOCATION_DISC ? 1 : 8;
    double high = s->link_m + reach * s->location.spread_m, sum = 0;
    double cut = fabs(s->link_m - reach * s->location.spread_m);
    const double ends[3] = {0, fmin(cut, high), high};
    const int n = 2000;

    for (int part = 0; part < 2; part++) {
        double h = (ends[part + 1] - ends[part]) / n;

        for (int i = 0; i <= n; i++) {
            double d = ends[part] + i * h;
            int weight = i == 0 || i == n ? 1 : i % 2 ? 4 : 2;

            sum += weight * h / 3 * 2 * PI * d * cover(s, d);
        }
    }
    return sum;
}

static void check_values(const struct sample *s, const eco_levels *l)
{
    for (size_t i = 0; i < l->n; i++) {
        CHECK(l->items[i].value > 0 && l->items[i].value <= 1, "seed %llu",
              (unsigned long long)s->seed);
        CHECK(!i || (l->items[i].outer_m > l->items[i - 1].outer_m &&
                     l->items[i].value < l->items[i - 1].value),
              "seed %llu: level %d", (unsigned long long)s->seed, (int)i);
    }
}

static void check_bound(const struct sample *s, const eco_levels *l,
                        eco_levels_how how)
{
    uint64_t rng = s->seed + 99;
    double high = s->link_m + 9 * s->location.spread_m, worst = 0;

    CHECK(l->error <= s->max_error, "seed %llu: %g",
          (unsigned long long)s->seed, l->error);
    for (int i = 0; i < PROBES; i++) {
        double d = high * check_random(&rng), m, value;

        if (l->n && i % 2) /* beside a border, where it is worst */
            d = l->items[(size_t)i % l->n].outer_m *
                (1 + 1e-9 * (check_random(&rng) - 0.5));
        m = cover(s, d);
        value = eco_levels_value(l, d);
        worst = fmax(worst, fabs(m - value));
        CHECK(how != ECO_LEVELS_LOW || value <= m + 1e-7,
              "seed %llu: %g above %g at %g", (unsigned long long)s->seed,
              value, m, d);
    }
    CHECK(worst <= l->error + 1e-7, "seed %llu: %g beyond %g",
          (unsigned long long)s->seed, worst, l->error);
}

static void check_integral(const struct sample *s, const eco_levels *l,
                           eco_levels_how how)
{
    double whole = PI * s->link_m * s->link_m, sum = 0, inner = 0;

    for (size_t i = 0; i < l->n; i++) {
        double outer = l->items[i].outer_m;

        sum += PI * (outer - inner) * (outer + inner) * l->items[i].value;
        inner = outer;
    }
    CHECK(fabs(sum - l->integral_m2) <= 1e-12 * whole, "seed %llu",
          (unsigned long long)s->seed);
    if (how == ECO_LEVELS_CENTRED)
        CHECK(fabs(sum / whole - 1) < 1e-10, "seed %llu: off by %g",
              (unsigned long long)s->seed, sum / whole - 1);
    else
        CHECK(sum <= whole * (1 + 1e-12), "seed %llu",
              (unsigned long long)s->seed);
}

static void one(uint64_t seed, double *off)
{
    struct sample s = sample(seed);
    double whole = PI * s.link_m * s.link_m;

    *off = fmax(*off, fabs(plane(&s) / whole - 1));
    for (int how = 0; how < 2; how++) {
        eco_levels l;

        CHECK(!eco_levels_make(&s.location, s.link_m, s.max_error,
                               (eco_levels_how)how, &l),
              "seed %llu", (unsigned long long)seed);
        check_values(&s, &l);
        check_bound(&s, &l, (eco_levels_how)how);
        check_integral(&s, &l, (eco_levels_how)how);
        eco_levels_clear(&l);
    }
}

/* The defaults: how many levels they need. */
static void tell(void)
{
    static const struct {
        eco_location location;
        double link_m;
    } all[] = {{{ECO_LOCATION_GAUSSIAN, 50, 0}, 2000},
               {{ECO_LOCATION_DISC, 2500, 0}, 2000},
               {{ECO_LOCATION_DISC, 10000, 0}, 2000},
               {{ECO_LOCATION_DISC, 10000, 0}, 5000}};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        eco_levels l;

        CHECK(!eco_levels_make(&all[i].location, all[i].link_m, 0.05,
                               ECO_LEVELS_CENTRED, &l),
              "-");
        printf("spread %g m, link %g m: %d levels, error %.3f\n",
               all[i].location.spread_m, all[i].link_m, (int)l.n, l.error);
        CHECK(l.n <= 12, "%d", (int)l.n);
        eco_levels_clear(&l);
    }
}

static void extremes(void)
{
    eco_location l = {ECO_LOCATION_UNIT, 0, 5e9};
    eco_levels out;

    CHECK(!eco_levels_make(&l, 2000, 0.05, ECO_LEVELS_CENTRED, &out), "-");
    CHECK(out.n == 1 && fabs(out.integral_m2 / (PI * 4e6) - 1) < 1e-12 &&
              fabs(out.items[0].value - PI * 4e6 / 5e9) < 1e-15,
          "unit");
    eco_levels_clear(&out);
    CHECK(!eco_levels_make(&l, 2000, 0.05, ECO_LEVELS_LOW, &out), "-");
    CHECK(!out.n && out.error > 0, "unit, low");
    eco_levels_clear(&out);
    l.area_m2 = 0;
    CHECK(eco_levels_make(&l, 1, 0.05, ECO_LEVELS_LOW, &out) == ECO_INVALID,
          "-");
    l.kind = ECO_LOCATION_POLYGON;
    CHECK(eco_levels_make(&l, 1, 0.05, ECO_LEVELS_LOW, &out) == ECO_INVALID,
          "a polygon is not widened");
    CHECK(!eco_levels_make(&l, 0, 0.05, ECO_LEVELS_LOW, &out) && out.n == 1,
          "-");
    eco_levels_clear(&out);
    l.kind = ECO_LOCATION_NONE;
    CHECK(!eco_levels_make(&l, 1, 0.05, ECO_LEVELS_LOW, &out) && !out.n, "-");
    l = (eco_location){ECO_LOCATION_DISC, 0, 0};
    CHECK(!eco_levels_make(&l, 30, 0.05, ECO_LEVELS_LOW, &out) && out.n == 1 &&
              fabs(out.items[0].outer_m - 30) < 1e-12 && !(out.error > 0),
          "a point");
    eco_levels_clear(&out);
    l.spread_m = 100;
    CHECK(!eco_levels_make(&l, 0, 0.05, ECO_LEVELS_CENTRED, &out) && !out.n,
          "no link, no place");
    CHECK(eco_levels_make(&l, 1, 0.001, ECO_LEVELS_LOW, &out) == ECO_INVALID,
          "-");
    CHECK(eco_levels_make(&l, -1, 0.1, ECO_LEVELS_LOW, &out) == ECO_INVALID,
          "-");
    l = (eco_location){ECO_LOCATION_GAUSSIAN, 1e-2, 0};
    CHECK(!eco_levels_make(&l, 9e6, 0.05, ECO_LEVELS_CENTRED, &out), "sharp");
    eco_levels_clear(&out);
    l.spread_m = 1e5;
    CHECK(!eco_levels_make(&l, 1e-2, 0.05, ECO_LEVELS_CENTRED, &out) &&
              fabs(out.integral_m2 / (PI * 1e-4) - 1) < 1e-10,
          "vague");
    eco_levels_clear(&out);
}

static void memory_may_be_short(void)
{
    const eco_location l = {ECO_LOCATION_DISC, 100, 0};
    size_t before = eco_mem_live();
    eco_status st = ECO_NOMEM;

    for (size_t i = 0; st; i++) {
        eco_levels out;

        eco_mem_fail_after(i);
        st = eco_levels_make(&l, 30, 0.1, ECO_LEVELS_CENTRED, &out);
        eco_mem_fail_after(SIZE_MAX);
        CHECK(!st || st == ECO_NOMEM, "%d", (int)st);
        eco_levels_clear(&out);
        CHECK(eco_mem_live() == before, "leak at %d", (int)i);
    }
}

int main(void)
{
    double off = 0;

    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        one(seed, &off);
    printf("integral of m: off pi r^2 by %.2g at most\n", off);
    CHECK(off < 1e-6, "%g", off);
    tell();
    extremes();
    memory_may_be_short();
    return check_failures != 0;
}
