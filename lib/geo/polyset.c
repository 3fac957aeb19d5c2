#include "eco_polyset.h"

#include "eco_mem.h"

bool eco_polyset_add_item(eco_polyset *s, int64_t id)
{
    if (!ECO_GROW(s->items, s->nitems, s->items_cap))
        return false;
    s->items[s->nitems++] = (eco_polygon_item){id, s->nrings, 0};
    return true;
}

bool eco_polyset_add_ring(eco_polyset *s, bool hole)
{
    if (!ECO_GROW(s->rings, s->nrings, s->rings_cap))
        return false;
    s->rings[s->nrings++] = (eco_ring){s->npoints, 0, hole};
    s->items[s->nitems - 1].n++;
    return true;
}

bool eco_polyset_add_point(eco_polyset *s, eco_point p)
{
    if (!ECO_GROW(s->points, s->npoints, s->points_cap))
        return false;
    s->points[s->npoints++] = p;
    s->rings[s->nrings - 1].n++;
    return true;
}

eco_point *eco_polyset_add_points(eco_polyset *s, size_t n)
{
    eco_point *p;

    if (!ECO_GROW(s->points, s->npoints + n, s->points_cap))
        return NULL;
    p = s->points + s->npoints;
    s->npoints += n;
    s->rings[s->nrings - 1].n += n;
    return p;
}

void eco_polyset_drop_points(eco_polyset *s, size_t n)
{
    s->npoints -= n;
    s->rings[s->nrings - 1].n -= n;
}

void eco_polyset_clear(eco_polyset *s)
{
    eco_mem_free(s->items);
    eco_mem_free(s->rings);
    eco_mem_free(s->points);
    *s = (eco_polyset){0};
}
