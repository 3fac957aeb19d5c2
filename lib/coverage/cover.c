/* Checks polygons and cuts their rings into chunks for sweeping. */
#include "eco_cover.h"
#include "eco_cover_edges.h"
#include "eco_mem.h"

#include <math.h>

#define FARTHEST 1073741824.0 /* 2^30 cells: then x fits 2^60 */

__extension__ typedef __int128 wide;

static bool fixed(eco_point p, int64_t *x, int64_t *y)
{
    if (!(fabs(p.x) <= FARTHEST) || !(fabs(p.y) <= FARTHEST))
        return false;
    eco_cover_fixed(p, x, y);
    return true;
}

static void stretch(struct item *it, int64_t x, int64_t y)
{
    it->xmin = x < it->xmin ? x : it->xmin;
    it->xmax = x > it->xmax ? x : it->xmax;
    it->ymin = y < it->ymin ? y : it->ymin;
    it->ymax = y > it->ymax ? y : it->ymax;
}

/* Chunks of a ring's edges, going down as +1; twice its signed area. */
static eco_status add_chunks(struct eco_cover *c, struct item *it,
                             const eco_ring *ring, wide *twice)
{
    const eco_point *p = c->set->points + ring->first;
    struct chunk *k = NULL;
    int64_t x0, y0, x1, y1, bx, by;

    *twice = 0;
    if (!fixed(p[ring->n - 1], &x0, &y0))
        return ECO_INVALID;
    bx = x0;
    by = y0;
    for (size_t i = 0; i < ring->n; i++, x0 = x1, y0 = y1) {
        if (!fixed(p[i], &x1, &y1))
            return ECO_INVALID;
        stretch(it, x1, y1);
        /* About one vertex of the ring: products stay below 2^124. */
        *twice += (wide)(x0 - bx) * (y1 - by) - (wide)(x1 - bx) * (y0 - by);
        if (i % CHUNK == 0) {
            k = &c->chunks[c->nchunks++];
            *k = (struct chunk){.before =
                                    ring->first + (i ? i - 1 : ring->n - 1),
                                .first = ring->first + i,
                                .ymin = y0,
                                .ymax = y0};
        }
        k->n++;
        k->ymin = y1 < k->ymin ? y1 : k->ymin;
        k->ymax = y1 > k->ymax ? y1 : k->ymax;
    }
    return ECO_OK;
}

/* In pixel space y points down: a ring of positive area goes clockwise on the
 * map, its left edges go up. Outer rings are to cover positively. */
static eco_status add_ring(struct eco_cover *c, struct item *it,
                           const eco_ring *ring)
{
    size_t first = c->nchunks;
    eco_status st;
    wide twice;
    int sign;

    if (ring->n < 3)
        return ECO_OK; /* no area */
    st = add_chunks(c, it, ring, &twice);
    if (st)
        return st;
    sign = (twice > 0) != ring->hole ? -1 : 1;
    for (size_t i = first; i < c->nchunks; i++)
        c->chunks[i].sign = sign;
    if (twice < 0)
        twice = -twice;
    it->cells += (ring->hole ? -1 : 1) * ((double)twice / 2) /
                 ((double)ECO_COVER_ONE * (double)ECO_COVER_ONE);
    return ECO_OK;
}

static eco_status add_item(struct eco_cover *c, const eco_polygon_item *from)
{
    struct item *it = &c->items[c->nitems++];
    eco_status st = ECO_OK;

    *it = (struct item){.first_chunk = c->nchunks,
                        .xmin = INT64_MAX,
                        .xmax = INT64_MIN,
                        .ymin = INT64_MAX,
                        .ymax = INT64_MIN};
    for (size_t i = from->first; i < from->first + from->n && !st; i++)
        st = add_ring(c, it, &c->set->rings[i]);
    it->nchunks = c->nchunks - it->first_chunk;
    return st;
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
    c->set = set;
    c->items = eco_mem_array(set->nitems, sizeof *c->items);
    c->chunks =
        eco_mem_array(set->npoints / CHUNK + set->nrings, sizeof *c->chunks);
    if (!c->items || !c->chunks)
        goto done;
    st = ECO_OK;
    for (size_t i = 0; i < set->nitems && !st; i++)
        st = add_item(c, &set->items[i]);
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

    if (!it->nchunks || it->ymax <= 0 || it->ymin >= last || it->xmax <= 0 ||
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

    return it->nchunks == 0 || (it->xmin >= 0 && it->ymin >= 0 &&
                                it->xmax <= (int64_t)c->ncols * ECO_COVER_ONE &&
                                it->ymax <= (int64_t)c->nrows * ECO_COVER_ONE);
}

double eco_cover_item_cells(const eco_cover *c, size_t item)
{
    return c->items[item].cells;
}
