/* Estimators against published and hand-worked figures, their formulas written
 * out, samples drawn from known truth, and Beta variables drawn. */
#include "check.h"

#include "eco_accuracy.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 64, STRATA_MAX = 8 };

struct sample {
    eco_accuracy_cell cells[CELLS_MAX];
    double weight[STRATA_MAX];
    eco_accuracy_sample s;
    double within;
    int compared;
};

static void begin(struct sample *t)
{
    t->s = (eco_accuracy_sample){.cells = t->cells, .weight = t->weight};
    t->within = 0;
}

/* Numbers of a line, '-' as NaN. */
static size_t numbers(char *text, double *v, size_t most)
{
    size_t n = 0;
    char *save = NULL;

    for (char *w = strtok_r(text, " \n", &save); w && n < most;
         w = strtok_r(NULL, " \n", &save))
        v[n++] = strcmp(w, "-") == 0 ? (double)NAN : strtod(w, NULL);
    return n;
}

static void near(struct sample *t, const char *what, double got, double want)
{
    if (isnan(want))
        return;
    CHECK(fabs(got - want) <= t->within * fabs(want), "%s: %.15g, not %.15g",
          what, got, want);
    t->compared++;
}

static void compare(struct sample *t, const double *v)
{
    eco_accuracy_class c;

    CHECK(!eco_accuracy_of_class(&t->s, (size_t)v[0], &c), "class %g", v[0]);
    near(t, "points", (double)c.n, v[1]);
    near(t, "area", c.area.value, v[2]);
    near(t, "area's error", c.area.se, v[3]);
    near(t, "users", c.users.value, v[4]);
    near(t, "users' error", c.users.se, v[5]);
    near(t, "producers", c.producers.value, v[6]);
    near(t, "producers' error", c.producers.se, v[7]);
    near(t, "ratio", c.ratio.value, v[8]);
    near(t, "ratio's error", c.ratio.se, v[9]);
}

static void line_of(struct sample *t, char *line)
{
    char *rest = line + strcspn(line, " \n");
    double v[STRATA_MAX + 4] = {0};
    size_t n;

    if (*rest)
        *rest++ = '\0';
    if (strcmp(line, "----") == 0) {
        begin(t);
        return;
    }
    n = numbers(rest, v, STRATA_MAX + 4);
    if (strcmp(line, "weight") == 0) {
        memcpy(t->weight, v, n * sizeof *v);
        t->s.nstrata = n;
    } else if (strcmp(line, "cell") == 0) {
        t->cells[t->s.ncells++] = (eco_accuracy_cell){
            (size_t)v[0], (size_t)v[1], (size_t)v[2], (int64_t)v[3]};
    } else if (strcmp(line, "within") == 0) {
        t->within = v[0];
    } else if (strcmp(line, "class") == 0) {
        compare(t, v);
    } else if (strcmp(line, "overall") == 0) {
        eco_accuracy_value o;

        CHECK(!eco_accuracy_overall(&t->s, &o), "-");
        near(t, "overall", o.value, v[0]);
        near(t, "overall's error", o.se, v[1]);
    }
}

static void cases(const char *folder)
{
    static struct sample t;
    char path[4096], line[512];
    FILE *f;

    snprintf(path, sizeof path, "%s/tests/case/accuracy.case", folder);
    f = fopen(path, "r");
    CHECK(f != NULL, "%s", path);
    while (f && fgets(line, sizeof line, f))
        if (*line != '#')
            line_of(&t, line);
    if (f)
        fclose(f);
    CHECK(t.compared > 60, "only %d figures compared", t.compared);
}

struct olofsson {
    double users, producers, vusers, vproducers;
};

/* U, P and their variances as Olofsson et al. write them. */
static struct olofsson by_olofsson(const double n[4][4], const double *w,
                                   size_t j)
{
    struct olofsson o;
    double there = 0, of[4] = {0}, v;

    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 4; k++)
            of[i] += n[i][k];
    for (size_t i = 0; i < 4; i++)
        there += w[i] * n[i][j] / of[i];
    o.users = n[j][j] / of[j];
    o.producers = w[j] * o.users / there;
    o.vusers = o.users * (1 - o.users) / (of[j] - 1);
    v = w[j] * w[j] * (1 - o.producers) * (1 - o.producers) * o.vusers;
    for (size_t i = 0; i < 4; i++)
        if (i != j)
            v += o.producers * o.producers * w[i] * w[i] * n[i][j] / of[i] *
                 (1 - n[i][j] / of[i]) / (of[i] - 1);
    o.vproducers = v / there / there;
    return o;
}

static void one_matrix(uint64_t *rng)
{
    struct sample t;
    double n[4][4];
    eco_accuracy_class c;

    begin(&t);
    t.within = 1e-9;
    t.s.nstrata = 4;
    for (size_t i = 0; i < 4; i++) {
        t.weight[i] = 0.01 + check_random(rng);
        for (size_t k = 0; k < 4; k++) {
            n[i][k] = floor(1 + 90 * check_random(rng));
            t.cells[t.s.ncells++] =
                (eco_accuracy_cell){i, i, k, (int64_t)n[i][k]};
        }
    }
    CHECK(eco_accuracy_by_class(&t.s), "-");
    for (size_t j = 0; j < 4; j++) {
        struct olofsson o = by_olofsson((const double(*)[4])n, t.weight, j);

        CHECK(!eco_accuracy_of_class(&t.s, j, &c), "-");
        near(&t, "U", c.users.value, o.users);
        near(&t, "P", c.producers.value, o.producers);
        near(&t, "se U", c.users.se, sqrt(o.vusers));
        near(&t, "se P", c.producers.se, sqrt(o.vproducers));
        near(&t, "U / P", c.ratio.value, o.users / o.producers);
    }
}

/* For a matrix of any figures the estimator of quotients is the same, term for
 * term. */
static void quotients_are_olofsson(void)
{
    uint64_t rng = 5;

    for (int seed = 0; seed < 200; seed++)
        one_matrix(&rng);
}

/* A world of three strata, in which the map is wrong in another way each. */
enum { POINTS = 150, DRAWS = 2000 };
static const double there[3][2] = {{.9, .05}, {.7, .1}, {.95, .01}};
static const double mapped[3] = {.3, .5, .1};
static const double weight[3] = {2, 1, 3};

static void draw(uint64_t *rng, eco_accuracy_class *c)
{
    eco_accuracy_cell cells[12] = {{0}};
    eco_accuracy_sample s = {cells, 12, weight, 3};

    for (size_t i = 0; i < 12; i++)
        cells[i] = (eco_accuracy_cell){i / 4, i / 2 % 2, i % 2, 0};
    for (size_t i = 0; i < (size_t)3 * POINTS; i++) {
        size_t h = i / POINTS;
        bool m = check_random(rng) < mapped[h];
        bool r = check_random(rng) < there[h][m ? 0 : 1];

        cells[4 * h + (m ? 2U : 0U) + r].n++;
    }
    CHECK(!eco_accuracy_of_class(&s, 1, c), "-");
}

/* Over many samples the estimates have the truth as their mean, and their
 * errors are as told. */
static void drawn_samples_agree(void)
{
    double sum = 0, square = 0, se = 0, area = 0, real = 0, shown = 0;
    uint64_t rng = 11;

    for (int h = 0; h < 3; h++) {
        real += weight[h] *
                (mapped[h] * there[h][0] + (1 - mapped[h]) * there[h][1]);
        shown += weight[h] * mapped[h];
    }
    for (int d = 0; d < DRAWS; d++) {
        eco_accuracy_class c;

        draw(&rng, &c);
        sum += c.ratio.value / DRAWS;
        square += c.ratio.value * c.ratio.value / DRAWS;
        se += c.ratio.se / DRAWS;
        area += c.area.value / DRAWS;
    }
    CHECK(fabs(sum - real / shown) < 0.004, "%g, not %g", sum, real / shown);
    CHECK(fabs(area - real) < 0.01, "%g, not %g", area, real);
    square = sqrt(square - sum * sum);
    CHECK(fabs(se / square - 1) < 0.06, "error %g, drawn %g", se, square);
}

/* Four million pairs of Beta variables in another program gave the errors. */
static void borrowed(void)
{
    eco_accuracy_class c;
    double low, high;

    CHECK(!eco_accuracy_borrowed(0.87, 0.878, 50, &c), "-");
    CHECK(fabs(c.ratio.value - 0.87 / 0.878) < 1e-15, "%g", c.ratio.value);
    CHECK(fabs(c.ratio.se - 0.076427) < 5e-5, "%g", c.ratio.se);
    CHECK(fabs(c.users.se - sqrt(.87 * .13 / 51)) < 1e-15, "%g", c.users.se);
    CHECK(c.n == 50 && isnan(c.area.value), "-");
    CHECK(!eco_accuracy_borrowed(0.6, 0.5, 50, &c), "-");
    CHECK(fabs(c.ratio.se - 0.230953) < 5e-4, "%g", c.ratio.se);
    CHECK(!eco_accuracy_borrowed(1, 1, 50, &c), "-");
    CHECK(c.ratio.se < 1e-7, "%g", c.ratio.se);
    CHECK(eco_accuracy_borrowed(0, 0.9, 50, &c) == ECO_INVALID, "-");
    CHECK(eco_accuracy_borrowed(1.01, 0.9, 50, &c) == ECO_INVALID, "-");
    CHECK(eco_accuracy_borrowed(0.9, 0.04, 50, &c) == ECO_INVALID, "-");
    CHECK(eco_accuracy_borrowed(0.9, NAN, 50, &c) == ECO_INVALID, "-");
    CHECK(eco_accuracy_borrowed(0.9, 1, 2, &c) == ECO_INVALID, "-");
    eco_accuracy_limits(&(eco_accuracy_value){1, 0.1}, &low, &high);
    CHECK(fabs(low - 0.804) < 1e-12 && fabs(high - 1.196) < 1e-12, "-");
    eco_accuracy_limits(&(eco_accuracy_value){1, 2}, &low, &high);
    CHECK(low <= 0 && low >= 0, "%g", low);
}

static void refused(void)
{
    eco_accuracy_cell cells[] = {{0, 0, 0, 2}, {1, 1, 1, 1}};
    double weigh[] = {1, 1};
    eco_accuracy_sample s = {cells, 2, weigh, 2};
    eco_accuracy_class c;
    eco_accuracy_value o;

    CHECK(eco_accuracy_short(&s) == 1, "-");
    CHECK(eco_accuracy_of_class(&s, 0, &c) == ECO_INVALID, "one point");
    CHECK(eco_accuracy_overall(&s, &o) == ECO_INVALID, "one point");
    cells[1].n = 2;
    CHECK(eco_accuracy_short(&s) == 2, "-");
    CHECK(!eco_accuracy_of_class(&s, 0, &c), "two points");
    CHECK(!eco_accuracy_of_class(&s, 7, &c), "a class not there");
    CHECK(c.n == 0 && isnan(c.users.value) && isnan(c.ratio.se), "-");
    CHECK(c.area.value <= 0, "%g", c.area.value);
    weigh[1] = 0;
    CHECK(eco_accuracy_of_class(&s, 0, &c) == ECO_INVALID, "no weight");
    weigh[1] = INFINITY;
    CHECK(eco_accuracy_of_class(&s, 0, &c) == ECO_INVALID, "weight");
    weigh[1] = 1;
    cells[1].stratum = 2;
    CHECK(eco_accuracy_of_class(&s, 0, &c) == ECO_INVALID, "stratum");
    s.nstrata = 0;
    s.ncells = 0;
    CHECK(eco_accuracy_of_class(&s, 0, &c) == ECO_INVALID, "nothing");
}

/* Olofsson et al. 2014, section 5.1.1: 641 points for an error of 0.01. */
static void points_needed(void)
{
    static const double share[] = {.020, .015, .320, .645};
    static const double users[] = {.7, .6, .9, .95};
    int64_t n;

    CHECK(!eco_accuracy_points(share, users, 4, 0.01, &n), "-");
    CHECK(n == 641, "%lld", (long long)n);
    CHECK(eco_accuracy_points(share, users, 3, 0.01, &n) == ECO_INVALID, "-");
    CHECK(eco_accuracy_points(share, users, 4, 0, &n) == ECO_INVALID, "-");
    CHECK(eco_accuracy_points(share, (double[]){2, 0, 0, 0}, 4, 0.01, &n) ==
              ECO_INVALID,
          "-");
}

int main(void)
{
    const char *folder = getenv("ECO_SOURCE");

    if (!folder)
        return 77;
    cases(folder);
    quotients_are_olofsson();
    drawn_samples_agree();
    borrowed();
    refused();
    points_needed();
    return check_failures != 0;
}
