/* Do reports lie nearer to degradation than if all were moved by one random
 * step? Places are known to the zone: what a report is worth somewhere is its
 * part that is organized x area of its link x the share of the zone that was
 * degraded in its years. Only within zones of like protection. */
#include "eco_validation_job.h"

#include "eco_geom_index.h"
#include "eco_mem.h"
#include "eco_shift.h"
#include "eco_wkb.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct zone {
    int64_t id;
    double area_m2;
    bool strict;
};

/* Degradation of the type in hand, by zone and year. */
struct loss {
    size_t zone;
    int year;
    double area_m2;
};

struct report {
    const eco_model_item *of;
    double link_m2, worth;
    bool strict, is_placed;
};

struct shift {
    eco_ctx *ctx;
    struct zone *zones;
    size_t nzones, zones_cap;
    eco_polyset shapes;
    eco_geom *geom;
    eco_geom_index *index;
    eco_hits hits;
    struct loss *losses; /* by zone and year */
    size_t nlosses, losses_cap;
    size_t *first_loss; /* of each zone, and the end */
    eco_shift_item *items;
    struct report *reports;
    size_t nreports, items_cap, reports_cap;
};

static eco_status read_zones(eco_ctx *ctx, eco_store *store, struct shift *h)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "validation_zones", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        size_t n;
        const void *wkb = eco_col_blob(s, 1, &n);

        if (!ECO_GROW(h->zones, h->nzones, h->zones_cap)) {
            st = eco_nomem(ctx);
            break;
        }
        h->zones[h->nzones++] = (struct zone){
            eco_col_int(s, 0), eco_col_real(s, 2), eco_col_int(s, 3) == 1};
        st = eco_wkb_to_polyset(ctx, wkb, n, eco_col_int(s, 0), &h->shapes);
    }
    eco_stmt_finalize(s);
    if (!st)
        st = eco_geom_create(ctx, &h->geom);
    return st ? st : eco_geom_index_create(ctx, h->geom, &h->shapes, &h->index);
}

/* Both by zone: as a merge. */
static eco_status read_losses(eco_ctx *ctx, eco_store *store, const char *type,
                              struct shift *h)
{
    eco_stmt *s = NULL;
    bool row = false;
    size_t zone = 0;
    eco_status st = eco_store_query(ctx, store, "validation_density", &s);

    h->nlosses = 0;
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (strcmp(eco_col_text(s, 1), type) != 0)
            continue;
        while (zone < h->nzones && h->zones[zone].id < eco_col_int(s, 0))
            h->first_loss[++zone] = h->nlosses;
        if (zone == h->nzones || h->zones[zone].id != eco_col_int(s, 0))
            continue;
        if (!ECO_GROW(h->losses, h->nlosses, h->losses_cap))
            st = eco_nomem(ctx);
        else
            h->losses[h->nlosses++] =
                (struct loss){zone, (int)eco_col_int(s, 2), eco_col_real(s, 3)};
    }
    while (zone < h->nzones)
        h->first_loss[++zone] = h->nlosses;
    eco_stmt_finalize(s);
    return st;
}

static eco_status find_zone(struct shift *h, double x, double y, size_t *zone)
{
    eco_status st =
        eco_geom_index_point(h->ctx, h->index, (eco_point){x, y}, &h->hits);

    *zone = !st && h->hits.n ? h->hits.items[0].item : h->nzones;
    return st;
}

static eco_status worth_at(void *of, size_t item, double x, double y,
                           double *worth, bool *counts)
{
    struct shift *h = of;
    const struct report *r = &h->reports[item];
    size_t zone;
    double lost = 0;
    eco_status st = find_zone(h, x, y, &zone);

    *counts = !st && zone < h->nzones && r->is_placed &&
              h->zones[zone].strict == r->strict;
    if (!*counts)
        return st;
    for (size_t i = h->first_loss[zone]; i < h->first_loss[zone + 1]; i++)
        if (h->losses[i].year >= r->of->year_first &&
            h->losses[i].year <= r->of->year_last)
            lost += h->losses[i].area_m2;
    *worth = r->worth * r->link_m2 * lost / h->zones[zone].area_m2;
    return ECO_OK;
}

static int by_id(const void *key, const void *element)
{
    const int64_t *id = key;
    const eco_model_item *g = element;

    return (*id > g->item.id) - (*id < g->item.id);
}

static eco_status add_report(eco_ctx *ctx, const eco_validation *v,
                             struct shift *h, const eco_model_item *g,
                             eco_stmt *s)
{
    const double link = eco_col_real(s, 3);
    struct report r = {.of = g, .link_m2 = acos(-1) * link * link};
    eco_triple worth[ECO_MEASURES];
    eco_shift_item at = {eco_col_real(s, 1), eco_col_real(s, 2)};
    size_t zone;
    eco_status st = find_zone(h, at.x, at.y, &zone);

    if (st)
        return st;
    eco_item_values(v->model.values, &g->item, worth);
    r.worth = worth[ECO_MEASURE_ORG][ECO_SCENARIO_CENTRAL];
    r.is_placed = zone < h->nzones;
    r.strict = r.is_placed && h->zones[zone].strict;
    if (!ECO_GROW(h->items, h->nreports, h->items_cap) ||
        !ECO_GROW(h->reports, h->nreports, h->reports_cap))
        return eco_nomem(ctx);
    h->items[h->nreports] = at;
    h->reports[h->nreports++] = r;
    return ECO_OK;
}

/* Those that may explain the type. */
static eco_status read_reports(eco_ctx *ctx, const eco_validation *v,
                               size_t type, struct shift *h)
{
    const eco_model *m = &v->model;
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, v->store, "validation_points", &s);

    h->nreports = 0;
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        int64_t id = eco_col_int(s, 0);
        const eco_model_item *g = m->nitems ? bsearch(&id, m->items, m->nitems,
                                                      sizeof *m->items, by_id)
                                            : NULL;

        if (g && (g->item.domains & m->types.domains[type]))
            st = add_report(ctx, v, h, g, s);
    }
    eco_stmt_finalize(s);
    return st;
}

static void box_of(const eco_polyset *s, double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (size_t i = 0; i < s->npoints; i++) {
        box[0] = fmin(box[0], s->points[i].x);
        box[1] = fmin(box[1], s->points[i].y);
        box[2] = fmax(box[2], s->points[i].x);
        box[3] = fmax(box[3], s->points[i].y);
    }
}

static eco_status put_rows(eco_ctx *ctx, eco_validation *v, const char *type,
                           const eco_shift_result *r)
{
    const struct {
        const char *quantity, *note;
        double value;
    } rows[] = {
        {"mean m2 a report", "known to the zone only", r->observed},
        {"the same, moved", "mean over the shifts", r->mean},
        {"rank p-value", "one-sided: as much or more after a shift", r->p}};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof rows / sizeof *rows && !st; i++)
        st = eco_validation_add(
            ctx, v,
            &(eco_finding_row){.part = "control",
                               .what = "reports moved by one random step",
                               .type = type,
                               .measure = "ORG",
                               .quantity = rows[i].quantity,
                               .value = rows[i].value,
                               .least = NAN,
                               .most = NAN,
                               .n = r->nshifts,
                               .note = rows[i].note});
    return st;
}

static eco_status one_type(eco_ctx *ctx, eco_validation *v, struct shift *h,
                           size_t type)
{
    const char *name = v->model.types.types[type];
    eco_shift_field field = {.of = h, .worth = worth_at};
    eco_shift_result r = {0};
    eco_status st = read_losses(ctx, v->store, name, h);

    if (st || !h->nlosses)
        return st;
    st = read_reports(ctx, v, type, h);
    if (st || !h->nreports)
        return st;
    box_of(&h->shapes, field.box);
    st = eco_shift_test(h->items, h->nreports, &field, v->options->shifts,
                        v->options->seed, &r);
    if (st == ECO_NOMEM)
        return eco_nomem(ctx);
    return st || !r.nitems || !r.nshifts ? st : put_rows(ctx, v, name, &r);
}

eco_status eco_validation_shift(eco_ctx *ctx, eco_validation *v)
{
    struct shift h = {.ctx = ctx};
    eco_status st = read_zones(ctx, v->store, &h);

    if (!st) {
        h.first_loss = eco_mem_array(h.nzones + 1, sizeof *h.first_loss);
        st = h.first_loss ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t t = 0; t < v->model.types.ntypes && !st && h.nzones; t++)
        st = one_type(ctx, v, &h, t);
    eco_geom_index_destroy(h.index);
    eco_geom_destroy(h.geom);
    eco_hits_clear(&h.hits);
    eco_polyset_clear(&h.shapes);
    eco_mem_free(h.zones);
    eco_mem_free(h.losses);
    eco_mem_free(h.first_loss);
    eco_mem_free(h.items);
    eco_mem_free(h.reports);
    return st;
}
