/* The surroundings of attributed sites as faces. */
#include "eco_run_people.h"

#include "eco_around.h"
#include "eco_geom.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

enum { LEVEL_0 = 3 }; /* letters of a domain's code */

const double eco_near_m[ECO_NEAR_DISTANCES] = {1000, 5000, 10000, 25000};

void eco_near_map_clear(eco_near_map *m)
{
    eco_mem_free(m->drawn);
    eco_mem_free(m->told);
    eco_polyset_clear(&m->places);
    eco_faces_clear(&m->faces);
    *m = (eco_near_map){0};
}

/* Subtypes begin with the code of their domain. */
bool eco_near_counts(const eco_near *drawn, const eco_near *told)
{
    return drawn->distance <= told->distance &&
           (strcmp(told->domain, "_T") == 0 ||
            eco_starts_with(drawn->domain, told->domain)) &&
           (strcmp(told->measure, "ILL") == 0 ||
            strcmp(told->measure, drawn->measure) == 0);
}

static eco_status push(eco_ctx *ctx, eco_near **list, size_t *n, size_t *cap,
                       const eco_near *one)
{
    if (!ECO_GROW(*list, *n, *cap))
        return eco_nomem(ctx);
    (*list)[(*n)++] = *one;
    return ECO_OK;
}

/* Item 0 of `from` as an item for each of its parts: holders of a point are
 * found among them by their boxes. */
static eco_status split(eco_ctx *ctx, const eco_polyset *from, int64_t id,
                        eco_polyset *to)
{
    for (size_t r = 0; r < from->nrings; r++) {
        const eco_ring *ring = &from->rings[r];
        eco_point *p;

        if (!ring->hole && !eco_polyset_add_item(to, id))
            return eco_nomem(ctx);
        p = eco_polyset_add_ring(to, ring->hole)
                ? eco_polyset_add_points(to, ring->n)
                : NULL;
        if (!p)
            return eco_nomem(ctx);
        memcpy(p, from->points + ring->first, ring->n * sizeof *p);
    }
    return ECO_OK;
}

static eco_status draw(eco_ctx *ctx, eco_near_map *m, eco_around *a,
                       const eco_near *near)
{
    eco_polyset drawn = {0};
    int64_t id = (int64_t)m->ndrawn;
    eco_status st = push(ctx, &m->drawn, &m->ndrawn, &m->drawn_cap, near);

    if (!st)
        st = eco_around_make(ctx, a, eco_near_m[near->distance], id, &drawn);
    if (!st)
        st = split(ctx, &drawn, id, &m->places);
    eco_polyset_clear(&drawn);
    return st;
}

static bool is_told(const eco_near_map *m, const eco_near *near)
{
    for (size_t i = 0; i < m->ntold; i++)
        if (m->told[i].distance == near->distance &&
            strcmp(m->told[i].domain, near->domain) == 0 &&
            strcmp(m->told[i].measure, near->measure) == 0)
            return true;
    return false;
}

/* A row for each distance. */
static eco_status tell(eco_ctx *ctx, eco_near_map *m, const char *measure,
                       const char *domain, size_t ndomain)
{
    eco_near one = {.distance = 0};
    eco_status st = ECO_OK;

    snprintf(one.measure, sizeof one.measure, "%s", measure);
    snprintf(one.domain, sizeof one.domain, "%.*s", (int)ndomain, domain);
    for (; one.distance < ECO_NEAR_DISTANCES && !st; one.distance++)
        if (!is_told(m, &one))
            st = push(ctx, &m->told, &m->ntold, &m->told_cap, &one);
    return st;
}

/* All distances of one measure and domain; nothing when there is no site. What
 * has a subtype is told in a row of its domain too. */
static eco_status draw_all(eco_ctx *ctx, eco_near_map *m, eco_around *a,
                           const eco_near *near)
{
    eco_near one = *near;
    eco_status st = ECO_OK;

    for (one.distance = 0; a && one.distance < ECO_NEAR_DISTANCES && !st;
         one.distance++)
        st = draw(ctx, m, a, &one);
    if (a && !st)
        st = tell(ctx, m, one.measure, one.domain, strlen(one.domain));
    if (a && !st)
        st = tell(ctx, m, one.measure, one.domain, LEVEL_0);
    return st;
}

static eco_status add_site(eco_ctx *ctx, eco_near_map *m, eco_around *a,
                           eco_stmt *s)
{
    size_t n;
    const void *wkb = eco_col_blob(s, 3, &n);
    bool taken = false;
    eco_status st = wkb ? eco_around_add(ctx, a, wkb, n, &taken) : ECO_OK;

    if (strcmp(eco_col_text(s, 0), "ILL") == 0) { /* those of ORG among them */
        m->nsites += taken;
        m->left_out += !taken;
    }
    return st ? eco_trace(ctx, st, "evidence %lld",
                          (long long)eco_col_int(s, 2))
              : ECO_OK;
}

static bool same(const eco_near *near, eco_stmt *s)
{
    return strcmp(near->measure, eco_col_text(s, 0)) == 0 &&
           strcmp(near->domain, eco_col_text(s, 1)) == 0;
}

/* Rows are sorted by measure and domain. */
static eco_status draw_sites(eco_ctx *ctx, eco_store *store, eco_near_map *m)
{
    eco_around *a = NULL;
    eco_near near = {.measure = ""};
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "people_sites", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (!same(&near, s)) {
            st = draw_all(ctx, m, a, &near);
            eco_around_destroy(a);
            a = NULL;
            if (!st)
                st = eco_around_create(ctx, &a);
            snprintf(near.measure, sizeof near.measure, "%s",
                     eco_col_text(s, 0));
            snprintf(near.domain, sizeof near.domain, "%s", eco_col_text(s, 1));
        }
        if (!st)
            st = add_site(ctx, m, a, s);
    }
    if (!st)
        st = draw_all(ctx, m, a, &near);
    eco_around_destroy(a);
    eco_stmt_finalize(s);
    return st;
}

/* Rows over all domains. */
static eco_status tell_totals(eco_ctx *ctx, eco_near_map *m)
{
    eco_status st = m->ndrawn ? tell(ctx, m, "ILL", "_T", 2) : ECO_OK;

    return st || !m->ndrawn ? st : tell(ctx, m, "ORG", "_T", 2);
}

static eco_status cut(eco_ctx *ctx, eco_near_map *m)
{
    const double world[4] = {-181, -91, 181, 91};
    eco_geom *g = NULL;
    eco_status st = eco_geom_create(ctx, &g);

    if (!st)
        st = eco_faces_make(ctx, g, &m->places, world, &m->faces);
    eco_geom_destroy(g);
    return st ? eco_trace(ctx, st, "cutting the surroundings of sites")
              : ECO_OK;
}

eco_status eco_near_map_make(eco_ctx *ctx, eco_store *store, eco_near_map *m)
{
    eco_status st = draw_sites(ctx, store, m);

    if (!st)
        st = tell_totals(ctx, m);
    if (!st && m->places.nitems)
        st = cut(ctx, m);
    return st;
}
