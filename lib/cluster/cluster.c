/* Single linkage with at most one case a cluster. */
#include "eco_cluster.h"

#include "eco_cluster_space.h"
#include "eco_geodesic.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>

/* An event without a case, near one with: for later, by distance. */
struct rival {
    size_t free, cased; /* places of the events */
    double distance_m;
};

struct linkage {
    eco_ctx *ctx;
    const eco_event *events;
    const eco_space *space;
    eco_clusters *out;
    size_t cap;   /* of out->links */
    int *case_of; /* per root: the case of its cluster */
    struct rival *rivals;
    size_t nrivals, rivals_cap;
};

static size_t root_of(size_t *of, size_t i)
{
    while (of[i] != i) {
        of[i] = of[of[i]];
        i = of[i];
    }
    return i;
}

/* The first event stands for its cluster, so roots do not depend on how the
 * cluster came about. */
static eco_status join(struct linkage *l, size_t a, size_t b)
{
    eco_clusters *c = l->out;
    size_t ra = root_of(c->of, a), rb = root_of(c->of, b);
    size_t first = ra < rb ? ra : rb, other = ra < rb ? rb : ra;
    int case_a = l->case_of[ra], case_b = l->case_of[rb];
    const eco_event *x = &l->events[a], *y = &l->events[b];
    int d0 = abs(x->first - y->first), d1 = abs(x->last - y->last);

    if (ra == rb || (case_a && case_b && case_a != case_b))
        return ECO_OK;
    if (!ECO_GROW(c->links, c->nlinks, l->cap))
        return eco_nomem(l->ctx);
    c->of[other] = first;
    l->case_of[first] = case_a ? case_a : case_b;
    c->links[c->nlinks++] =
        (eco_cluster_link){.a = a < b ? a : b,
                           .b = a < b ? b : a,
                           .distance_m = eco_geodesic_m(x->at, y->at),
                           .days = d0 > d1 ? d0 : d1};
    return ECO_OK;
}

static int by_distance(const void *p, const void *q)
{
    const struct rival *a = p, *b = q;
    int c = (a->distance_m > b->distance_m) - (a->distance_m < b->distance_m);

    if (!c)
        c = (a->free > b->free) - (a->free < b->free);
    return c ? c : (a->cased > b->cased) - (a->cased < b->cased);
}

static eco_status note_rival(struct linkage *l, size_t free, size_t cased)
{
    if (!ECO_GROW(l->rivals, l->nrivals, l->rivals_cap))
        return eco_nomem(l->ctx);
    l->rivals[l->nrivals++] = (struct rival){
        free, cased, eco_geodesic_m(l->events[free].at, l->events[cased].at)};
    return ECO_OK;
}

static eco_status near(void *user, size_t i, size_t j)
{
    struct linkage *l = user;
    const eco_event *a = l->space->spots[i].event;
    const eco_event *b = l->space->spots[j].event;
    size_t pa = (size_t)(a - l->events), pb = (size_t)(b - l->events);

    if (a->case_id == b->case_id)
        return join(l, pa, pb);
    if (a->case_id && b->case_id)
        return ECO_OK;
    return a->case_id ? note_rival(l, pb, pa) : note_rival(l, pa, pb);
}

/* Those that are the same in all join the first of them; it alone looks for
 * others, and what it misses the next one tells it. */
static eco_status link_all(struct linkage *l)
{
    const eco_space *s = l->space;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < s->n && !st; i++) {
        if (i && eco_space_same(s, i - 1, i))
            st = join(l, (size_t)(s->spots[i - 1].event - l->events),
                      (size_t)(s->spots[i].event - l->events));
        else
            st = eco_space_near(s, i, near, l);
    }
    if (l->nrivals)
        qsort(l->rivals, l->nrivals, sizeof *l->rivals, by_distance);
    for (size_t i = 0; i < l->nrivals && !st; i++)
        st = join(l, l->rivals[i].free, l->rivals[i].cased);
    return st;
}

static int by_events(const void *p, const void *q)
{
    const eco_cluster_link *a = p, *b = q;
    int c = (a->a > b->a) - (a->a < b->a);

    return c ? c : (a->b > b->b) - (a->b < b->b);
}

eco_status eco_clusters_find(eco_ctx *ctx, const eco_event *events, size_t n,
                             const eco_cluster_rule *rule, eco_clusters *out)
{
    eco_space space;
    struct linkage l = {
        .ctx = ctx, .events = events, .space = &space, .out = out};
    eco_status st = eco_space_make(ctx, events, n, rule, &space);

    *out = (eco_clusters){.n = n};
    if (st || !n)
        goto done;
    out->of = eco_mem_array(n, sizeof *out->of);
    l.case_of = eco_mem_array(n, sizeof *l.case_of);
    st = out->of && l.case_of ? ECO_OK : eco_nomem(ctx);
    for (size_t i = 0; i < n && !st; i++) {
        out->of[i] = i;
        l.case_of[i] = events[i].case_id;
    }
    if (!st)
        st = link_all(&l);
    for (size_t i = 0; i < n && !st; i++)
        out->of[i] = root_of(out->of, i);
    if (!st && out->nlinks)
        qsort(out->links, out->nlinks, sizeof *out->links, by_events);
done:
    if (st)
        eco_clusters_clear(out);
    eco_mem_free(l.case_of);
    eco_mem_free(l.rivals);
    eco_space_clear(&space);
    return st;
}

void eco_clusters_clear(eco_clusters *c)
{
    eco_mem_free(c->of);
    eco_mem_free(c->links);
    *c = (eco_clusters){0};
}
