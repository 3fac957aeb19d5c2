/* Sites by the plane that they are drawn in. */
#include "eco_around.h"

#include "eco_frame.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <math.h>

#define LATITUDE_MOST 85.0

struct eco_around {
    eco_geom *geom;
    eco_frame *frames;
    size_t n, cap;
};

struct box {
    eco_point low, high;
};

eco_status eco_around_create(eco_ctx *ctx, eco_around **out)
{
    eco_around *a = eco_mem_array(1, sizeof *a);
    eco_status st = a ? eco_geom_create(ctx, &a->geom) : eco_nomem(ctx);

    *out = NULL;
    if (st)
        eco_mem_free(a);
    else
        *out = a;
    return st;
}

void eco_around_destroy(eco_around *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < a->n; i++)
        eco_frame_clear(&a->frames[i]);
    eco_mem_free(a->frames);
    eco_geom_destroy(a->geom);
    eco_mem_free(a);
}

/* The frame of a place, made when there is none; NULL: memory is short. Sites
 * come in the order of their evidence, neighbours often one after the other. */
static eco_frame *frame_at(eco_around *a, eco_point p)
{
    int col, row;

    eco_frame_cell(p, &col, &row);
    for (size_t i = a->n; i-- > 0;)
        if (a->frames[i].col == col && a->frames[i].row == row)
            return &a->frames[i];
    if (!ECO_GROW(a->frames, a->n, a->cap))
        return NULL;
    a->frames[a->n] = (eco_frame){
        .col = col, .row = row, .centre = eco_frame_centre(col, row)};
    return &a->frames[a->n++];
}

static struct box box_of(const eco_polyset *s)
{
    struct box b = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};

    for (size_t i = 0; i < s->npoints; i++) {
        b.low.x = fmin(b.low.x, s->points[i].x);
        b.low.y = fmin(b.low.y, s->points[i].y);
        b.high.x = fmax(b.high.x, s->points[i].x);
        b.high.y = fmax(b.high.y, s->points[i].y);
    }
    return b;
}

static eco_status add_part(eco_ctx *ctx, eco_around *a, const eco_polyset *s,
                           const struct box *b)
{
    eco_frame *f = frame_at(
        a, (eco_point){(b->low.x + b->high.x) / 2, (b->low.y + b->high.y) / 2});

    return f ? eco_frame_add(ctx, f, s) : eco_nomem(ctx);
}

/* What is too large for one plane, cell by cell. */
static eco_status add_cut(eco_ctx *ctx, eco_around *a, const eco_polyset *s,
                          const struct box *b)
{
    int col0, row0, col1, row1;
    eco_status st = ECO_OK;

    eco_frame_cell(b->low, &col0, &row0);
    eco_frame_cell(b->high, &col1, &row1);
    for (int row = row0; row <= row1 && !st; row++)
        for (int col = col0; col <= col1 && !st; col++) {
            eco_point c = eco_frame_centre(col, row);
            const double half = ECO_FRAME_DEG / 2;
            const double box[4] = {c.x - half, c.y - half, c.x + half,
                                   c.y + half};
            eco_polyset part = {0};

            st = eco_geom_cut(ctx, a->geom, s, box, 0, &part);
            if (!st && part.nrings)
                st = add_part(ctx, a, &part, &(struct box){c, c});
            eco_polyset_clear(&part);
        }
    return st;
}

static eco_status add_polygon(eco_ctx *ctx, eco_around *a, const eco_polyset *s,
                              bool *taken)
{
    struct box b = box_of(s);

    *taken = s->npoints > 0 && fabs(b.low.y) <= LATITUDE_MOST &&
             fabs(b.high.y) <= LATITUDE_MOST;
    if (!*taken)
        return ECO_OK;
    if (b.high.x - b.low.x > ECO_FRAME_DEG ||
        b.high.y - b.low.y > ECO_FRAME_DEG)
        return add_cut(ctx, a, s, &b);
    return add_part(ctx, a, s, &b);
}

static eco_status add_point(eco_ctx *ctx, eco_around *a, eco_point p,
                            bool *taken)
{
    eco_frame *f;

    *taken = fabs(p.x) <= 180 && fabs(p.y) <= LATITUDE_MOST;
    if (!*taken)
        return ECO_OK;
    f = frame_at(a, p);
    return f ? eco_frame_add_point(ctx, f, p) : eco_nomem(ctx);
}

eco_status eco_around_add(eco_ctx *ctx, eco_around *a, const unsigned char *wkb,
                          size_t n, bool *taken)
{
    eco_polyset s = {0};
    eco_point p;
    eco_status st;

    *taken = false;
    if (eco_wkb_is_point(wkb, n, &p))
        return add_point(ctx, a, p, taken);
    st = eco_wkb_to_polyset(ctx, wkb, n, 0, &s);
    if (!st)
        st = add_polygon(ctx, a, &s, taken);
    eco_polyset_clear(&s);
    return st;
}

eco_status eco_around_make(eco_ctx *ctx, eco_around *a, double distance_m,
                           int64_t id, eco_polyset *out)
{
    eco_polyset parts = {0};
    eco_status st = ECO_OK;

    if (!(distance_m >= 1 && distance_m <= ECO_AROUND_MOST_M))
        return eco_fail(ctx, ECO_INVALID,
                        "a distance of %g m; from 1 to %g can be drawn",
                        distance_m, ECO_AROUND_MOST_M);
    for (size_t i = 0; i < a->n && !st; i++) {
        st = eco_frame_buffer(ctx, a->geom, &a->frames[i], distance_m, &parts);
        if (!st)
            st = eco_progress(ctx, (double)i / (double)a->n,
                              "drawing what is near sites");
    }
    if (!st)
        st = eco_geom_union(ctx, a->geom, &parts, id, out);
    eco_polyset_clear(&parts);
    return st ? eco_trace(ctx, st, "within %g m", distance_m) : ECO_OK;
}
