#include "eco_densify.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

/* 2^12 parts of an edge: what still bends within one is a projection's edge. */
enum { DEPTH_MAX = 12 };

static eco_status place(const eco_path *path, size_t n, eco_point *p)
{
    if (path->transform && eco_transform_points(path->transform, n, p))
        return ECO_INVALID;
    if (path->grid)
        eco_grid_to_pixels(path->grid, n, p);
    return ECO_OK;
}

static eco_point middle(eco_point a, eco_point b)
{
    return (eco_point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

static bool is_near(const eco_path *path, eco_point a, eco_point b, eco_point m)
{
    eco_point chord = middle(a, b);

    return hypot(m.x - chord.x, m.y - chord.y) <= path->tolerance;
}

/* An edge that bends one way, then the other, has its middle on the chord (a
 * diagonal through a projection's centre): its quarters tell. */
static eco_status is_straight(const eco_path *path, const eco_point source[2],
                              const eco_point placed[2],
                              const eco_point middles[2], bool *straight)
{
    eco_point quarters[2] = {middle(source[0], middles[0]),
                             middle(middles[0], source[1])};

    *straight = is_near(path, placed[0], placed[1], middles[1]);
    if (!*straight)
        return ECO_OK;
    if (place(path, 2, quarters))
        return ECO_INVALID;
    *straight = is_near(path, placed[0], middles[1], quarters[0]) &&
                is_near(path, middles[1], placed[1], quarters[1]);
    return ECO_OK;
}

/* Points between a and b, without them. (A, B, M: transformed.) */
static eco_status between(eco_ctx *ctx, const eco_path *path,
                          const eco_point source[2], const eco_point placed[2],
                          int depth, eco_polyset *to)
{
    eco_point m = middle(source[0], source[1]), placed_m = m;
    bool straight;
    eco_status st;

    if (depth >= DEPTH_MAX)
        return ECO_OK;
    if (place(path, 1, &placed_m))
        return ECO_INVALID;
    st = is_straight(path, source, placed, (const eco_point[2]){m, placed_m},
                     &straight);
    if (st || straight)
        return st;
    st = between(ctx, path, (const eco_point[2]){source[0], m},
                 (const eco_point[2]){placed[0], placed_m}, depth + 1, to);
    if (st)
        return st;
    if (!eco_polyset_add_point(to, placed_m))
        return eco_nomem(ctx);
    return between(ctx, path, (const eco_point[2]){m, source[1]},
                   (const eco_point[2]){placed_m, placed[1]}, depth + 1, to);
}

/* Into the grid alone: straight edges stay straight. */
static eco_status straight_ring(eco_ctx *ctx, const eco_path *path,
                                const eco_point *p, size_t n, eco_polyset *to)
{
    eco_point *placed = eco_polyset_add_points(to, n);

    if (!placed)
        return eco_nomem(ctx);
    memcpy(placed, p, n * sizeof *p);
    return place(path, n, placed);
}

static eco_status ring(eco_ctx *ctx, const eco_path *path, const eco_point *p,
                       size_t n, eco_polyset *to)
{
    eco_point *placed = eco_mem_array(n, sizeof *placed);
    eco_status st = placed ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < n && !st; i++)
        placed[i] = p[i];
    if (!st)
        st = place(path, n, placed);
    for (size_t i = 0; i < n && !st; i++) {
        size_t k = (i + 1) % n;

        if (!eco_polyset_add_point(to, placed[i]))
            st = eco_nomem(ctx);
        else
            st = between(ctx, path, (const eco_point[2]){p[i], p[k]},
                         (const eco_point[2]){placed[i], placed[k]}, 0, to);
    }
    eco_mem_free(placed);
    return st;
}

eco_status eco_densify(eco_ctx *ctx, const eco_path *path,
                       const eco_polyset *from, size_t i, eco_polyset *to)
{
    const eco_polygon_item *item = &from->items[i];
    eco_status st = ECO_OK;

    if (!eco_polyset_add_item(to, item->id))
        return eco_nomem(ctx);
    for (size_t r = item->first; r < item->first + item->n && !st; r++) {
        const eco_ring *from_ring = &from->rings[r];

        if (!eco_polyset_add_ring(to, from_ring->hole))
            return eco_nomem(ctx);
        st = (path->transform ? ring : straight_ring)(
            ctx, path, from->points + from_ring->first, from_ring->n, to);
    }
    if (st == ECO_INVALID)
        eco_fail(ctx, st,
                 "the polygon reaches where the coordinate reference "
                 "system is not defined");
    return st;
}
