/* What is expected of the members of a case, without drawing where they lie. */
#include "eco_mc_job.h"

#include "eco_mem.h"

#include <stdbool.h>
#include <stdlib.h>

enum { PLAIN_MOST = 12 }; /* parts; of more, an order is made faster */

static int by_place(const void *a, const void *b)
{
    const eco_mc_member *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->klass != y->klass)
        return x->klass < y->klass ? -1 : 1;
    return (x->m < y->m) - (x->m > y->m);
}

/* Of a place and class the most likely member holds the others. */
static size_t most_likely(eco_mc_member *m, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (!kept || m[kept - 1].place != m[i].place ||
            m[kept - 1].klass != m[i].klass)
            m[kept++] = m[i];
    return kept;
}

static bool add(eco_mc_parts *parts, uint32_t group, uint32_t klass, double m)
{
    if (!ECO_GROW(parts->items, parts->n, parts->cap))
        return false;
    parts->items[parts->n++] = (eco_mc_part){group, klass, m};
    return true;
}

/* A member alone in its place joins the others of its class: one of them
 * covers with 1 - prod (1 - m). */
static bool add_alone(eco_mc_parts *parts, size_t first, const eco_mc_member *m)
{
    for (size_t i = first; i < parts->n; i++) {
        eco_mc_part *p = &parts->items[i];

        if (p->klass == m->klass && p->group == ECO_MC_NONE) {
            p->m = 1 - (1 - p->m) * (1 - m->m);
            return true;
        }
    }
    return add(parts, ECO_MC_NONE, m->klass, m->m);
}

/* m: of one case, in order of place. */
static bool add_case(eco_mc_parts *parts, const eco_mc_member *m, size_t n)
{
    size_t first = parts->n, end;

    for (size_t i = 0; i < n; i = end) {
        uint32_t group = (uint32_t)(parts->n - first);

        for (end = i + 1; end < n && m[end].place == m[i].place;)
            end++;
        if (end == i + 1 && !add_alone(parts, first, &m[i]))
            return false;
        for (size_t k = i; end > i + 1 && k < end; k++)
            if (!add(parts, group, m[k].klass, m[k].m))
                return false;
    }
    for (size_t i = first; i < parts->n; i++)
        if (parts->items[i].group == ECO_MC_NONE)
            parts->items[i].group = (uint32_t)(i - first);
    return true;
}

static bool is_plain(const eco_mc_parts *parts, const eco_mc_case *c)
{
    uint32_t i = 0;

    while (i < c->n && parts->items[c->first + i].group == i)
        i++;
    return i == c->n;
}

eco_status eco_mc_parts_make(const eco_mc_world *w, eco_mc_parts *out)
{
    eco_mc_member *m = NULL;
    size_t most = 0, n;
    eco_status st = ECO_NOMEM;

    *out = (eco_mc_parts){0};
    for (size_t i = 0; i < w->ncases; i++)
        most = w->cases[i].n > most ? w->cases[i].n : most;
    m = eco_mem_array(most + 1, sizeof *m);
    out->cases = eco_mem_array(w->ncases + 1, sizeof *out->cases);
    out->plain = eco_mem_array(w->ncases + 1, sizeof *out->plain);
    if (!m || !out->cases || !out->plain)
        goto done;
    for (size_t i = 0; i < w->ncases; i++) {
        eco_mc_case *c = &out->cases[i];

        for (n = 0; n < w->cases[i].n; n++)
            m[n] = w->members[w->cases[i].first + n];
        qsort(m, n, sizeof *m, by_place);
        n = most_likely(m, n);
        c->first = (uint32_t)out->n;
        if (!add_case(out, m, n))
            goto done;
        c->n = (uint32_t)(out->n - c->first);
        out->plain[i] = is_plain(out, c);
        out->most = c->n > out->most ? c->n : out->most;
    }
    st = ECO_OK;
done:
    eco_mem_free(m);
    if (st)
        eco_mc_parts_clear(out);
    return st;
}

void eco_mc_parts_clear(eco_mc_parts *parts)
{
    eco_mem_free(parts->items);
    eco_mem_free(parts->cases);
    eco_mem_free(parts->plain);
    *parts = (eco_mc_parts){0};
}

eco_status eco_mc_desk_make(size_t most, eco_mc_desk *d)
{
    d->order = eco_mem_array(most + 1, sizeof *d->order);
    d->value = eco_mem_array(most + 1, sizeof *d->value);
    d->covered = eco_mem_array(most + 1, sizeof *d->covered);
    return d->order && d->value && d->covered ? ECO_OK : ECO_NOMEM;
}

void eco_mc_desk_clear(eco_mc_desk *d)
{
    eco_mem_free(d->order);
    eco_mem_free(d->value);
    eco_mem_free(d->covered);
}

/* Falling values. Draws next to each other have nearly one order: it is kept
 * from draw to draw. */
static void sort(eco_mc_desk *d, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t moved = d->order[i];
        float value = d->value[moved];
        size_t at = i;

        for (; at > 0 && d->value[d->order[at - 1]] < value; at--)
            d->order[at] = d->order[at - 1];
        d->order[at] = moved;
    }
}

/* Of a group, covered is the part of its uniform that better parts have. */
static float grouped(const eco_mc_part *parts, size_t n, eco_mc_desk *d)
{
    float rest = 1, sum = 0;

    for (size_t i = 0; i < n; i++)
        d->covered[i] = 0;
    for (size_t i = 0; i < n && rest > 0; i++) {
        uint32_t at = d->order[i];
        float *covered = &d->covered[parts[at].group], m = (float)parts[at].m;

        if (m <= *covered)
            continue;
        sum += rest * ((m - *covered) / (1 - *covered)) * d->value[at];
        rest *= (1 - m) / (1 - *covered);
        *covered = m;
    }
    return sum;
}

/* a covers less of b where it is worth more, and the other way round. */
static void cover_less(float *restrict rest_a, float *restrict rest_b,
                       const float *restrict a, const float *restrict b,
                       const float left[2], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float first = a[i] >= b[i] ? 1 : 0;

        rest_b[i] *= 1 + first * (left[0] - 1);
        rest_a[i] *= left[1] + first * (1 - left[1]);
    }
}

/* Parts in groups of their own: each is the best where it covers and none that
 * is worth more does. All draws at once; no order is made. */
static void plain(const eco_mc_part *p, size_t n, const eco_mc_strength *s,
                  float *out)
{
    float rest[PLAIN_MOST][ECO_MC_BLOCK];

    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < s->ndraws; i++)
            rest[k][i] = (float)p[k].m;
    for (size_t k = 1; k < n; k++)
        for (size_t j = 0; j < k; j++)
            cover_less(rest[j], rest[k], s->v + p[j].klass * s->stride,
                       s->v + p[k].klass * s->stride,
                       (float[]){(float)(1 - p[j].m), (float)(1 - p[k].m)},
                       s->ndraws);
    for (size_t i = 0; i < s->ndraws; i++)
        out[i] = 0;
    for (size_t k = 0; k < n; k++) {
        const float *v = s->v + p[k].klass * s->stride;

        for (size_t i = 0; i < s->ndraws; i++)
            out[i] += rest[k][i] * v[i];
    }
}

void eco_mc_parts_expected(const eco_mc_parts *parts, uint32_t one_case,
                           const eco_mc_strength *s, eco_mc_desk *d, float *out)
{
    const eco_mc_part *p = parts->items + parts->cases[one_case].first;
    size_t n = parts->cases[one_case].n;

    if (parts->plain[one_case] && n <= PLAIN_MOST) {
        plain(p, n, s, out);
        return;
    }
    for (size_t i = 0; i < n; i++)
        d->order[i] = (uint32_t)i;
    for (size_t k = 0; k < s->ndraws; k++) {
        for (size_t i = 0; i < n; i++)
            d->value[i] = s->v[p[i].klass * s->stride + k];
        sort(d, n);
        out[k] = grouped(p, n, d);
    }
}
