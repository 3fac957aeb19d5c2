/* Well-known binary read and written, bounds checked. */
#include "eco_wkb.h"

#include "eco_mem.h"

#include <stdint.h>
#include <string.h>

enum { WKB_POINT = 1, WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

typedef struct writer {
    unsigned char *at;
} writer;

static void put_u32(writer *w, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        *w->at++ = (unsigned char)(v >> (8 * i));
}

static void put_real(writer *w, double v)
{
    uint64_t bits;

    memcpy(&bits, &v, sizeof bits);
    for (int i = 0; i < 8; i++)
        *w->at++ = (unsigned char)(bits >> (8 * i));
}

static void put_head(writer *w, uint32_t type)
{
    *w->at++ = 1; /* little-endian */
    put_u32(w, type);
}

static void put_point(writer *w, eco_point p)
{
    put_real(w, p.x);
    put_real(w, p.y);
}

static void put_ring(writer *w, const eco_point *points, size_t n)
{
    put_u32(w, (uint32_t)n + 1);
    for (size_t i = 0; i < n; i++)
        put_point(w, points[i]);
    put_point(w, points[0]);
}

/* Rings of the polygon that begins with ring `r` of item `it`. */
static size_t polygon_rings(const eco_polyset *s, const eco_polygon_item *it,
                            size_t r)
{
    size_t n = 1;

    while (r + n < it->n && s->rings[it->first + r + n].hole)
        n++;
    return n;
}

static size_t multipolygon_size(const eco_polyset *s,
                                const eco_polygon_item *it, uint32_t *parts)
{
    size_t size = 9;

    *parts = 0;
    for (size_t r = 0; r < it->n; r++) {
        const eco_ring *ring = &s->rings[it->first + r];

        if (!ring->hole || r == 0) {
            size += 9;
            ++*parts;
        }
        size += 4 + 16 * (ring->n + 1);
    }
    return size;
}

eco_status eco_wkb_multipolygon(eco_ctx *ctx, const eco_polyset *s, size_t i,
                                unsigned char **wkb, size_t *n)
{
    const eco_polygon_item *it = &s->items[i];
    uint32_t parts;
    size_t size = multipolygon_size(s, it, &parts), r = 0;
    writer w;

    *n = 0;
    *wkb = w.at = eco_mem_array(size, 1);
    if (!*wkb)
        return eco_nomem(ctx);
    put_head(&w, WKB_MULTIPOLYGON);
    put_u32(&w, parts);
    while (r < it->n) {
        size_t rings = polygon_rings(s, it, r);

        put_head(&w, WKB_POLYGON);
        put_u32(&w, (uint32_t)rings);
        for (size_t end = r + rings; r < end; r++)
            put_ring(&w, s->points + s->rings[it->first + r].first,
                     s->rings[it->first + r].n);
    }
    *n = size;
    return ECO_OK;
}

eco_status eco_wkb_polygon(eco_ctx *ctx, const eco_point *ring, size_t npoints,
                           unsigned char **wkb, size_t *n)
{
    writer w;

    *n = 0;
    *wkb = w.at = eco_mem_array(13 + 16 * (npoints + 1), 1);
    if (!*wkb)
        return eco_nomem(ctx);
    put_head(&w, WKB_POLYGON);
    put_u32(&w, 1);
    put_ring(&w, ring, npoints);
    *n = 13 + 16 * (npoints + 1);
    return ECO_OK;
}

eco_status eco_wkb_point(eco_ctx *ctx, eco_point p, unsigned char **wkb,
                         size_t *n)
{
    writer w;

    *n = 0;
    *wkb = w.at = eco_mem_array(21, 1);
    if (!*wkb)
        return eco_nomem(ctx);
    put_head(&w, WKB_POINT);
    put_point(&w, p);
    *n = 21;
    return ECO_OK;
}

typedef struct reader {
    const unsigned char *at, *end;
    bool big, failed;
} reader;

static size_t left(const reader *r)
{
    return (size_t)(r->end - r->at);
}

static uint64_t get_bits(reader *r, int nbytes)
{
    uint64_t v = 0;

    if (left(r) < (size_t)nbytes) {
        r->failed = true;
        return 0;
    }
    for (int i = 0; i < nbytes; i++)
        v |= (uint64_t)r->at[i] << (8 * (r->big ? nbytes - 1 - i : i));
    r->at += nbytes;
    return v;
}

static double get_real(reader *r)
{
    uint64_t bits = get_bits(r, 8);
    double v;

    memcpy(&v, &bits, sizeof v);
    return v;
}

static uint32_t get_head(reader *r)
{
    if (!left(r)) {
        r->failed = true;
        return 0;
    }
    r->big = *r->at++ == 0;
    return (uint32_t)get_bits(r, 4);
}

/* A count whose items take at least `size` bytes each. */
static uint32_t get_count(reader *r, size_t size)
{
    uint32_t n = (uint32_t)get_bits(r, 4);

    if (n > left(r) / size)
        r->failed = true;
    return r->failed ? 0 : n;
}

static bool read_ring(reader *r, bool hole, eco_polyset *s)
{
    uint32_t n = get_count(r, 16);

    if (n < 4) {
        r->failed = true;
        return true;
    }
    if (!eco_polyset_add_ring(s, hole))
        return false;
    for (uint32_t i = 0; i + 1 < n; i++) {
        double x = get_real(r), y = get_real(r);

        if (!eco_polyset_add_point(s, (eco_point){x, y}))
            return false;
    }
    r->at += 16; /* the closing point; get_count has seen that it is there */
    return true;
}

static bool read_polygon(reader *r, eco_polyset *s)
{
    uint32_t nrings = get_count(r, 4);

    for (uint32_t i = 0; i < nrings && !r->failed; i++)
        if (!read_ring(r, i > 0, s))
            return false;
    return true;
}

eco_status eco_wkb_to_polyset(eco_ctx *ctx, const unsigned char *wkb, size_t n,
                              int64_t id, eco_polyset *s)
{
    reader r = {wkb, wkb + n, false, false};
    uint32_t type = get_head(&r), parts = 1;
    bool room = eco_polyset_add_item(s, id);

    if (type == WKB_MULTIPOLYGON)
        parts = get_count(&r, 9);
    else if (type != WKB_POLYGON)
        r.failed = true;
    for (uint32_t i = 0; i < parts && room && !r.failed; i++) {
        if (type == WKB_MULTIPOLYGON && get_head(&r) != WKB_POLYGON)
            r.failed = true;
        else
            room = read_polygon(&r, s);
    }
    if (!room)
        return eco_nomem(ctx);
    if (r.failed)
        return eco_fail(ctx, ECO_FORMAT, "geometry is not a WKB polygon");
    return ECO_OK;
}

bool eco_wkb_is_point(const unsigned char *wkb, size_t n, eco_point *p)
{
    reader r = {wkb, wkb + n, false, false};

    if (get_head(&r) != WKB_POINT || r.failed)
        return false;
    p->x = get_real(&r);
    p->y = get_real(&r);
    return !r.failed;
}
