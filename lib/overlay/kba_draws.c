/* Draws of years that are not known, and what they make of the cover. */
#include "eco_kba.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Results are the same on every run: the draws are part of the definition. */
static const uint64_t seed = 1512;

static bool is_pool(const struct kba_protected *p, const char *country)
{
    return p->year != INT_MAX && (!country || strcmp(p->country, country) == 0);
}

static size_t count_pool(const struct kba_job *j, const char *country)
{
    size_t n = 0;

    for (size_t i = 0; i < j->nprotected; i++)
        n += is_pool(&j->protected_areas[i], country);
    return n;
}

static int by_number(const void *a, const void *b)
{
    int p = *(const int *)a, q = *(const int *)b;

    return (p > q) - (p < q);
}

/* Years of the pool in rising order, so that the order of files is of no
 * account. */
static size_t fill_pool(const struct kba_job *j, const char *country, int *pool)
{
    size_t n = 0;

    if (!count_pool(j, country))
        country = NULL;
    for (size_t i = 0; i < j->nprotected; i++)
        if (is_pool(&j->protected_areas[i], country))
            pool[n++] = j->protected_areas[i].year;
    if (n)
        qsort(pool, n, sizeof *pool, by_number);
    return n;
}

eco_status eco_kba_draw(eco_ctx *ctx, struct kba_job *j)
{
    int *pool = eco_mem_array(j->nprotected + 1, sizeof *pool);
    eco_status st = pool ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < j->nprotected && !st; i++) {
        struct kba_protected *p = &j->protected_areas[i];
        size_t n;

        if (p->year != INT_MAX)
            continue;
        p->drawn = eco_mem_array(ECO_KBA_DRAWS, sizeof *p->drawn);
        if (!p->drawn) {
            st = eco_nomem(ctx);
            break;
        }
        n = fill_pool(j, p->country, pool);
        for (uint64_t d = 0; d < ECO_KBA_DRAWS; d++) {
            eco_random r;

            eco_random_start(&r, seed, p->key, d);
            p->drawn[d] = n ? pool[(size_t)(eco_random_uniform(&r) * (double)n)]
                            : INT_MIN;
        }
    }
    eco_mem_free(pool);
    return st;
}

/* The year in which a part is first covered, in a draw. */
static int first_year(const struct kba_job *j, const struct kba_part *p,
                      size_t draw)
{
    int year = p->year;

    for (size_t i = p->first; i < p->first + p->n; i++) {
        int drawn = j->protected_areas[j->undated[i]].drawn[draw];

        year = drawn < year ? drawn : year;
    }
    return year;
}

void eco_kba_add(const struct kba_job *j, const struct kba_area *a,
                 double scale, double *sums)
{
    for (size_t d = 0; d < ECO_KBA_DRAWS; d++)
        for (size_t p = a->first; p < a->first + a->n; p++) {
            int year = first_year(j, &j->parts[p], d);

            for (int y = 0; y < j->nyears; y++)
                if (year <= j->year_from + y)
                    sums[(size_t)y * ECO_KBA_DRAWS + d] +=
                        j->parts[p].area_m2 * scale;
        }
}

static int by_value(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;

    return (p > q) - (p < q);
}

void eco_kba_percentiles(const struct kba_job *j, int year, double out[3])
{
    const double *v = j->column;
    size_t n = ECO_KBA_DRAWS;

    memcpy(j->column, j->sums + (size_t)year * n, n * sizeof *v);
    qsort(j->column, n, sizeof *v, by_value);
    out[0] = (v[n / 2 - 1] + v[n / 2]) / 2;
    out[1] = v[n / 20 - 1];
    out[2] = v[n - n / 20];
}
