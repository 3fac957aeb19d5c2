/* Rounds polygons to integer edges and sorts them for sweeping. */
#include "eco_cover.h"
#include "eco_cover_edges.h"
#include "eco_mem.h"

#include <math.h>
#include <stdlib.h>

#define FARTHEST 1073741824.0 /* 2^30 cells: then x fits 2^60 */

__extension__ typedef __int128 wide;

static bool fixed(eco_point p, int64_t *x, int64_t *y)
{
    if (!(fabs(p.x) <= FARTHEST) || !(fabs(p.y) <= FARTHEST))
        return false;
    *x = llround(p.x * (double)ECO_COVER_ONE);
    *y = llround(p.y * (double)ECO_COVER_ONE);
    return true;
}

static void stretch(struct item *it, int64_t x, int64_t y)
{
    it->xmin = x < it->xmin ? x : it->xmin;
    it->xmax = x > it->xmax ? x : it->xmax;
    it->ymin = y < it->ymin ? y : it->ymin;
    it->ymax = y > it->ymax ? y : it->ymax;
}

/* Adds the edges of a ring, down as +1; returns twice its signed area. */
static eco_status add_edges(struct eco_cover *c, struct item *it,
                            const eco_point *p, size_t n, wide *twice)
{
    int64_t x0, y0, x1, y1, bx, by;

    *twice = 0;
    if (!fixed(p[n - 1], &x0, &y0))
        return ECO_INVALID;
    bx = x0;
    by = y0;
    for (size_t i = 0; i < n; i++, x0 = x1, y0 = y1) {
        if (!fixed(p[i], &x1, &y1))
            return ECO_INVALID;
        stretch(it, x1, y1);
        /* About one vertex of the ring: products stay below 2^124. */
        *twice += (wide)(x0 - bx) * (y1 - by) - (wide)(x1 - bx) * (y0 - by);
        if (y0 < y1)
            c->edges[c->nedges++] = (struct edge){x0, y0, x1, y1, 1};
        else if (y0 > y1)
            c->edges[c->nedges++] = (struct edge){x1, y1, x0, y0, -1};
    }
    return ECO_OK;
}

/* In pixel space y points down: a ring of positive area goes clockwise on the
 * map, its left edges go up. Outer rings are to cover positively. */
static eco_status add_ring(struct eco_cover *c, struct item *it,
                           const eco_polyset *set, const eco_ring *ring)
{
    size_t first = c->nedges;
    eco_status st;
    wide twice;
    int flip;

    if (ring->n < 3)
        return ECO_OK; /* no area */
    st = add_edges(c, it, set->points + ring->first, ring->n, &twice);
    if (st)
        return st;
    flip = (twice > 0) != ring->hole ? -1 : 1;
    for (size_t i = first; i < c->nedges; i++)
        c->edges[i].sign *= flip;
    if (twice < 0)
        twice = -twice;
    it->cells += (ring->hole ? -1 : 1) * ((double)twice / 2) /
                 ((double)ECO_COVER_ONE * (double)ECO_COVER_ONE);
    return ECO_OK;
}

static int by_y0(const void *a, const void *b)
{
    const struct edge *p = a, *q = b;

    return (p->y0 > q->y0) - (p->y0 < q->y0);
}

static void cut_chunks(struct eco_cover *c, struct item *it)
{
    it->first_chunk = c->nchunks;
    for (size_t i = 0; i < it->n; i += CHUNK) {
        struct chunk *k = &c->chunks[c->nchunks++];

        *k = (struct chunk){it->first + i, it->n - i, 0, INT64_MIN};
        if (k->n > CHUNK)
            k->n = CHUNK;
        k->ymin = c->edges[k->first].y0;
        for (size_t j = k->first; j < k->first + k->n; j++)
            if (c->edges[j].y1 > k->ymax)
                k->ymax = c->edges[j].y1;
    }
    it->nchunks = c->nchunks - it->first_chunk;
}

static eco_status add_item(struct eco_cover *c, const eco_polyset *set,
                           const eco_polygon_item *from)
{
    struct item *it = &c->items[c->nitems++];

    *it = (struct item){.first = c->nedges,
                        .xmin = INT64_MAX,
                        .xmax = INT64_MIN,
                        .ymin = INT64_MAX,
                        .ymax = INT64_MIN};
    for (size_t i = from->first; i < from->first + from->n; i++) {
        eco_status st = add_ring(c, it, set, &set->rings[i]);

        if (st)
            return st;
    }
    it->n = c->nedges - it->first;
    qsort(c->edges + it->first, it->n, sizeof *c->edges, by_y0);
    cut_chunks(c, it);
    return ECO_OK;
}

eco_status eco_cover_create(const eco_polyset *set, int ncols, int nrows,
                            eco_cover **out)
{
    eco_status st = ECO_NOMEM;
    eco_cover *c;

    *out = NULL;
    if (ncols < 1 || nrows < 1)
        return ECO_INVALID;
    c = eco_mem_array(1, sizeof *c);
    if (!c)
        return ECO_NOMEM;
    c->ncols = ncols;
    c->nrows = nrows;
    c->edges = eco_mem_array(set->npoints, sizeof *c->edges);
    c->items = eco_mem_array(set->nitems, sizeof *c->items);
    c->chunks =
        eco_mem_array(set->npoints / CHUNK + set->nitems, sizeof *c->chunks);
    if (!c->edges || !c->items || !c->chunks)
        goto done;
    st = ECO_OK;
    for (size_t i = 0; i < set->nitems && !st; i++)
        st = add_item(c, set, &set->items[i]);
    if (st)
        goto done;
    *out = c;
    c = NULL;
done:
    eco_cover_destroy(c);
    return st;
}

void eco_cover_destroy(eco_cover *c)
{
    if (!c)
        return;
    eco_mem_free(c->edges);
    eco_mem_free(c->items);
    eco_mem_free(c->chunks);
    eco_mem_free(c);
}

size_t eco_cover_items(const eco_cover *c)
{
    return c->nitems;
}

bool eco_cover_item_rows(const eco_cover *c, size_t item, int *row0, int *row1)
{
    const struct item *it = &c->items[item];
    int64_t last = (int64_t)c->nrows * ECO_COVER_ONE;

    if (!it->n || it->ymax <= 0 || it->ymin >= last || it->xmax <= 0 ||
        it->xmin >= (int64_t)c->ncols * ECO_COVER_ONE)
        return false;
    *row0 = it->ymin < 0 ? 0 : (int)(it->ymin >> ECO_COVER_BITS);
    *row1 = it->ymax >= last ? c->nrows
                             : (int)((it->ymax - 1) >> ECO_COVER_BITS) + 1;
    return true;
}

bool eco_cover_item_inside(const eco_cover *c, size_t item)
{
    const struct item *it = &c->items[item];

    return it->n == 0 || (it->xmin >= 0 && it->ymin >= 0 &&
                          it->xmax <= (int64_t)c->ncols * ECO_COVER_ONE &&
                          it->ymax <= (int64_t)c->nrows * ECO_COVER_ONE);
}

double eco_cover_item_cells(const eco_cover *c, size_t item)
{
    return c->items[item].cells;
}
