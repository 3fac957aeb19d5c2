/* Short chains of edges with boxes, swept from left to right; edges of chains
 * whose boxes meet are compared, and whatever is not certain is a no. */
#include "eco_simple.h"

#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>

enum { CHAIN = 8 };

struct box {
    double x0, y0, x1, y1;
};

struct chain {
    struct box box;
    size_t ring, first, n; /* edges, counted from the ring's first */
};

struct edge {
    eco_point a, b;
};

/* Coordinates are finite: no need of fmin's care for those that are not. */
static double least(double a, double b)
{
    return a < b ? a : b;
}

static double most(double a, double b)
{
    return a > b ? a : b;
}

static struct edge edge_of(const eco_polyset *s, size_t ring, size_t k)
{
    const eco_ring *r = &s->rings[ring];
    const eco_point *p = s->points + r->first;

    return (struct edge){p[k], p[k + 1 < r->n ? k + 1 : 0]};
}

static struct box edge_box(struct edge e)
{
    return (struct box){least(e.a.x, e.b.x), least(e.a.y, e.b.y),
                        most(e.a.x, e.b.x), most(e.a.y, e.b.y)};
}

static bool meet(const struct box *p, const struct box *q)
{
    return p->x0 <= q->x1 && q->x0 <= p->x1 && p->y0 <= q->y1 && q->y0 <= p->y1;
}

/* On which side of a-b lies c: +1, -1, or 0 where rounding may decide. Source:
 * the filter of Shewchuk's orient2d (1997), with its error bound. */
static int side(eco_point a, eco_point b, eco_point c)
{
    double l = (a.x - c.x) * (b.y - c.y), r = (a.y - c.y) * (b.x - c.x);
    double det = l - r, bound = 3.3306690738754716e-16 * (fabs(l) + fabs(r));

    return det > bound ? 1 : det < -bound ? -1 : 0;
}

/* Two edges that do not follow one another. */
static bool apart(struct edge p, struct edge q)
{
    struct box a = edge_box(p), b = edge_box(q);

    return !meet(&a, &b) || side(p.a, p.b, q.a) * side(p.a, p.b, q.b) > 0 ||
           side(q.a, q.b, p.a) * side(q.a, q.b, p.b) > 0;
}

/* q begins where p ends, and does not come back along it. */
static bool follows(struct edge p, struct edge q)
{
    double along =
        (p.b.x - p.a.x) * (q.b.x - q.a.x) + (p.b.y - p.a.y) * (q.b.y - q.a.y);
    double size = (fabs(p.b.x - p.a.x) + fabs(p.b.y - p.a.y)) *
                  (fabs(q.b.x - q.a.x) + fabs(q.b.y - q.a.y));

    return side(p.a, p.b, q.b) != 0 || along > 1e-12 * size;
}

static bool compare(const eco_polyset *s, const struct chain *c,
                    const struct chain *d, size_t i, size_t j)
{
    size_t n = s->rings[c->ring].n, k = c->first + i, m = d->first + j;
    struct edge p = edge_of(s, c->ring, k), q = edge_of(s, d->ring, m);

    if (c->ring != d->ring)
        return apart(p, q);
    if ((k + 1) % n == m)
        return follows(p, q);
    return (m + 1) % n == k ? follows(q, p) : apart(p, q);
}

/* Edges that all go on in the direction from the first point to the last do not
 * meet but where one follows another. The margin is a thousand times what
 * rounding can do. */
static bool goes_on(const eco_polyset *s, const struct chain *c)
{
    const eco_ring *r = &s->rings[c->ring];
    const eco_point *p = s->points + r->first + c->first;
    eco_point from = p[0];
    eco_point last = c->first + c->n < r->n ? p[c->n] : s->points[r->first];
    double dx = last.x - from.x, dy = last.y - from.y;
    double size = fabs(dx) + fabs(dy);
    bool on = c->n < r->n;

    for (size_t i = 1; i <= c->n && on; i++) {
        eco_point to = i < c->n ? p[i] : last;
        double ex = to.x - from.x, ey = to.y - from.y;

        on = ex * dx + ey * dy > 1e-12 * size * (fabs(ex) + fabs(ey));
        from = to;
    }
    return on;
}

static bool within_chain(const eco_polyset *s, const struct chain *c)
{
    if (goes_on(s, c))
        return true;
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = i + 1; j < c->n; j++)
            if (!compare(s, c, c, i, j))
                return false;
    return true;
}

/* Edges of c that reach the box of d, against those of d that reach c's. */
static bool between_chains(const eco_polyset *s, const struct chain *c,
                           const struct chain *d)
{
    size_t near[CHAIN], n = 0;

    for (size_t j = 0; j < d->n; j++) {
        struct box b = edge_box(edge_of(s, d->ring, d->first + j));

        if (meet(&b, &c->box))
            near[n++] = j;
    }
    for (size_t i = 0; i < c->n && n; i++) {
        struct box b = edge_box(edge_of(s, c->ring, c->first + i));

        if (!meet(&b, &d->box))
            continue;
        for (size_t j = 0; j < n; j++)
            if (!compare(s, c, d, i, near[j]))
                return false;
    }
    return true;
}

static struct box widened(struct box b, eco_point p)
{
    return (struct box){least(b.x0, p.x), least(b.y0, p.y), most(b.x1, p.x),
                        most(b.y1, p.y)};
}

static size_t make_chains(const eco_polyset *s, size_t ring, struct chain *out)
{
    const eco_point *p = s->points + s->rings[ring].first;
    size_t n = s->rings[ring].n, made = 0;

    for (size_t k = 0; k < n; k += CHAIN) {
        struct chain *c = &out[made++];
        size_t edges = n - k < CHAIN ? n - k : CHAIN;

        *c = (struct chain){{p[k].x, p[k].y, p[k].x, p[k].y}, ring, k, edges};
        for (size_t i = 1; i < edges; i++)
            c->box = widened(c->box, p[k + i]);
        c->box = widened(c->box, p[k + edges < n ? k + edges : 0]);
    }
    return made;
}

struct left {
    double x0;
    size_t chain;
};

static int by_left(const void *a, const void *b)
{
    const struct left *p = a, *q = b;

    return (p->x0 > q->x0) - (p->x0 < q->x0);
}

/* Chains in the order of their left ends; `order` is scratch. */
static bool no_two_meet(const eco_polyset *s, const struct chain *chains,
                        struct left *order, size_t n)
{
    for (size_t i = 0; i < n; i++)
        order[i] = (struct left){chains[i].box.x0, i};
    qsort(order, n, sizeof *order, by_left);
    for (size_t i = 0; i < n; i++) {
        const struct chain *c = &chains[order[i].chain];

        if (!within_chain(s, c))
            return false;
        for (size_t j = i + 1; j < n && order[j].x0 <= c->box.x1; j++) {
            const struct chain *d = &chains[order[j].chain];

            if (meet(&c->box, &d->box) && !between_chains(s, c, d))
                return false;
        }
    }
    return true;
}

/* Crossings of a ray to the right. The point lies on no edge: edges of the two
 * rings were compared before. */
static bool holds(const eco_polyset *s, size_t ring, eco_point p)
{
    bool in = false;

    for (size_t k = 0; k < s->rings[ring].n; k++) {
        struct edge e = edge_of(s, ring, k);

        if ((e.a.y > p.y) != (e.b.y > p.y) &&
            side(e.a, e.b, p) == (e.b.y > e.a.y ? 1 : -1))
            in = !in;
    }
    return in;
}

static struct box ring_box(const eco_polyset *s, size_t ring)
{
    struct box b = edge_box(edge_of(s, ring, 0));

    for (size_t k = 1; k < s->rings[ring].n; k++) {
        struct box e = edge_box(edge_of(s, ring, k));

        b = (struct box){least(b.x0, e.x0), least(b.y0, e.y0), most(b.x1, e.x1),
                         most(b.y1, e.y1)};
    }
    return b;
}

static bool holes_within(const eco_polyset *s, size_t first, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct box b = ring_box(s, first + i);

        if (!holds(s, first, s->points[s->rings[first + i].first]))
            return false;
        for (size_t j = 1; j < i; j++) {
            struct box other = ring_box(s, first + j);

            if (meet(&b, &other))
                return false;
        }
    }
    return true;
}

bool eco_polygon_simple(const eco_polyset *s, size_t i)
{
    const eco_polygon_item *item = &s->items[i];
    size_t edges = 0, n = 0;
    struct chain *chains;
    struct left *order;
    bool simple;

    for (size_t k = 0; k < item->n; k++) {
        const eco_ring *r = &s->rings[item->first + k];

        if (r->n < 3 || r->hole != (k > 0))
            return false;
        edges += r->n;
    }
    if (!edges)
        return false;
    chains = eco_mem_array(edges / CHAIN + item->n, sizeof *chains);
    order = eco_mem_array(edges / CHAIN + item->n, sizeof *order);
    simple = chains && order;
    for (size_t k = 0; k < item->n && simple; k++)
        n += make_chains(s, item->first + k, chains + n);
    simple = simple && no_two_meet(s, chains, order, n) &&
             holes_within(s, item->first, item->n);
    eco_mem_free(order);
    eco_mem_free(chains);
    return simple;
}
