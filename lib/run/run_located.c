/* Incidents that may stand for a place become evidence: where they may have
 * been, how far they reach and which years they cover is assumed by class,
 * domain and kind, and stands in layers/rules/location.csv. */
#include "eco_run_job.h"

#include "eco_antimeridian.h"
#include "eco_geodesic.h"
#include "eco_location_defaults.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of a Gaussian, the disc that a map shows holds the place but for a
 * probability of exp(-4.5), one in ninety. */
static const double shown_deviations = 3;

enum { REASONS_MOST = 20, REASON_BYTES = 80 };

/* Why incidents are no evidence, and how many. */
struct reason {
    char text[REASON_BYTES];
    long long n;
};

struct locating {
    eco_store *store;
    eco_location_defaults *defaults;
    eco_geom *geom;
    eco_stmt *insert;
    bool pixel; /* the assessment wants no patches */
    struct reason reasons[REASONS_MOST];
    size_t nreasons;
};

/* An incident as the query tells it; texts borrowed from the row. */
struct told {
    int64_t incident, zone;
    const char *kind, *domain;
    int precision;
    double precision_m, zone_m2;
    eco_window dated;
    bool is_polygon;
    const void *wkb;
    size_t nwkb;
};

/* What it becomes. */
struct placed {
    eco_location location;
    double link_m;
    bool patch;
    eco_window years;
    eco_point place;
};

static void count(struct locating *l, const char *reason)
{
    size_t i = 0;

    while (i < l->nreasons && strcmp(l->reasons[i].text, reason) != 0)
        i++;
    if (i == REASONS_MOST)
        i--;
    if (i == l->nreasons) {
        snprintf(l->reasons[i].text, REASON_BYTES, "%s", reason);
        l->nreasons++;
    }
    l->reasons[i].n++;
}

static void read_row(eco_stmt *s, struct told *t)
{
    *t = (struct told){
        .incident = eco_col_int(s, 0),
        .kind = eco_col_text(s, 2),
        .domain = eco_col_text(s, 3),
        .precision = (int)eco_col_int(s, 4),
        .precision_m = eco_col_null(s, 5) ? 0 : eco_col_real(s, 5),
        .dated = {(int)eco_col_int(s, 6), (int)eco_col_int(s, 7)},
        .is_polygon = eco_col_int(s, 8) == 1,
        .zone = eco_col_int(s, 10),
        .zone_m2 = eco_col_real(s, 11)};
    t->wkb = eco_col_blob(s, 9, &t->nwkb);
}

/* Coordinates that were written more coarsely than their class allows widen
 * it. */
static void widen(const struct told *t, eco_location *l)
{
    const double two_deviations = 2;

    if (l->kind == ECO_LOCATION_DISC && t->precision_m > l->spread_m)
        l->spread_m = t->precision_m;
    if (l->kind == ECO_LOCATION_GAUSSIAN &&
        t->precision_m > two_deviations * l->spread_m)
        *l = (eco_location){.kind = ECO_LOCATION_DISC,
                            .spread_m = t->precision_m};
}

/* NULL, or why it covers nothing. */
static const char *place(const struct locating *l, const struct told *t,
                         struct placed *p)
{
    bool judicial = strcmp(t->kind, "judicial") == 0;
    int before, after;

    if (t->is_polygon && t->precision < 4)
        p->location = (eco_location){.kind = ECO_LOCATION_POLYGON};
    else if (eco_location_defaults_model(l->defaults, t->precision, t->zone_m2,
                                         &p->location))
        return "precision class 4 without the area of its zone";
    if (p->location.kind == ECO_LOCATION_NONE)
        return "a place in too large a unit: only counted";
    widen(t, &p->location);
    if (!eco_location_defaults_link(l->defaults, p->location.kind, t->domain,
                                    &p->link_m))
        return "a domain without an area of its own: only counted";
    p->patch = !l->pixel && eco_location_defaults_patch(
                                l->defaults, p->location.kind, t->domain);
    eco_location_defaults_window(l->defaults, judicial, &before, &after);
    if (eco_window_make(t->dated, before, after, &p->years))
        return "a date out of range";
    return NULL;
}

static eco_status add_disc(eco_ctx *ctx, const struct locating *l,
                           const struct placed *p, double radius_m,
                           eco_polyset *disc)
{
    size_t n =
        eco_geodesic_points(eco_location_defaults_ring_error(l->defaults));
    eco_status st = ECO_OK;

    if (!eco_polyset_add_item(disc, 0))
        return eco_nomem(ctx);
    st = eco_geodesic_ring(ctx, p->place, radius_m, n, disc);
    return st ? st : eco_antimeridian_cut(ctx, l->geom, disc);
}

/* The disc that the map shows. ECO_INVALID: what the item may reach cannot be
 * drawn, its centre being no place or a pole too near. */
static eco_status draw(eco_ctx *ctx, const struct locating *l,
                       const struct told *t, struct placed *p,
                       unsigned char **wkb, size_t *nwkb)
{
    eco_polyset shown = {0}, reach = {0};
    double radius_m, reach_m;
    eco_status st;

    *wkb = NULL;
    if (p->location.kind != ECO_LOCATION_GAUSSIAN &&
        p->location.kind != ECO_LOCATION_DISC)
        return ECO_OK;
    if (!eco_wkb_is_point(t->wkb, t->nwkb, &p->place))
        return eco_fail(ctx, ECO_FORMAT, "incident %lld has no point",
                        (long long)t->incident);
    radius_m = p->location.spread_m;
    reach_m = radius_m + p->link_m;
    if (p->location.kind == ECO_LOCATION_GAUSSIAN) {
        reach_m = ECO_RICE_REACH * radius_m + p->link_m;
        radius_m *= shown_deviations;
    }
    st = add_disc(ctx, l, p, reach_m, &reach);
    if (!st)
        st = add_disc(ctx, l, p, radius_m, &shown);
    if (!st)
        st = eco_wkb_multipolygon(ctx, &shown, 0, wkb, nwkb);
    eco_polyset_clear(&reach);
    eco_polyset_clear(&shown);
    return st;
}

static const char *word_of(eco_location_kind kind)
{
    static const char *const words[] = {
#define X(name, word, text) word,
        ECO_LOCATION_MAP(X)
#undef X
    };

    return words[kind];
}

static eco_status insert(eco_ctx *ctx, struct locating *l, const struct told *t,
                         const struct placed *p, const unsigned char *wkb,
                         size_t nwkb)
{
    eco_stmt *s = l->insert;
    bool unit = p->location.kind == ECO_LOCATION_UNIT;

    eco_bind_int(s, ":incident_id", t->incident);
    eco_bind_text(s, ":kind", t->kind);
    eco_bind_text(s, ":location", word_of(p->location.kind));
    if (wkb) {
        eco_bind_real(s, ":spread_m", p->location.spread_m);
        eco_bind_blob(s, ":wkb", wkb, nwkb);
    } else {
        eco_bind_null(s, ":spread_m");
        eco_bind_null(s, ":wkb");
    }
    if (unit)
        eco_bind_int(s, ":zone_id", t->zone);
    else
        eco_bind_null(s, ":zone_id");
    eco_bind_text(s, ":link_mode", p->patch ? "patch" : "pixel");
    eco_bind_real(s, ":link_m", p->link_m);
    eco_bind_int(s, ":year_first", p->years.first);
    eco_bind_int(s, ":year_last", p->years.last);
    return eco_stmt_step(ctx, s, NULL);
}

static eco_status take(eco_ctx *ctx, struct locating *l, eco_stmt *row)
{
    struct told t;
    struct placed p = {0};
    unsigned char *wkb = NULL;
    size_t nwkb = 0;
    const char *reason = eco_col_null(row, 1) ? NULL : eco_col_text(row, 1);
    eco_status st;

    read_row(row, &t);
    if (!reason)
        reason = place(l, &t, &p);
    if (reason) {
        count(l, reason);
        return ECO_OK;
    }
    st = draw(ctx, l, &t, &p, &wkb, &nwkb);
    if (st == ECO_INVALID) {
        eco_ctx_clear(ctx);
        count(l, "a disc round a pole, or a point that is no place");
        return ECO_OK;
    }
    if (!st)
        st = insert(ctx, l, &t, &p, wkb, nwkb);
    eco_mem_free(wkb);
    return st;
}

/* What was assumed, for those who ask where a figure comes from. */
static eco_status write_parameters(eco_ctx *ctx, const struct locating *l)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, l->store, "run_parameter", &s);

    for (size_t i = 0; i < eco_location_defaults_count(l->defaults) && !st;
         i++) {
        const eco_location_default *d =
            eco_location_defaults_row(l->defaults, i);
        char name[80];

        snprintf(name, sizeof name, "location.%s%s%s", d->what,
                 *d->of ? "." : "", d->of);
        eco_bind_text(s, ":name", name);
        eco_bind_text(s, ":value", d->value);
        eco_bind_text(s, ":unit", d->unit);
        eco_bind_text(s, ":source", d->source);
        eco_bind_int(s, ":calibrated", d->status != 'A');
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status run(eco_ctx *ctx, eco_store *store, const char *query,
                      int64_t *n)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (n)
        *n = !st && row ? eco_col_int(s, 0) : 0;
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_mode(eco_ctx *ctx, struct locating *l)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, l->store, "run_link_mode", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    l->pixel = !st && row && strcmp(eco_col_text(s, 0), "pixel") == 0;
    eco_stmt_finalize(s);
    return st;
}

static eco_status tell(eco_ctx *ctx, const struct locating *l)
{
    char what[160];
    int64_t n;
    eco_status st = run(ctx, l->store, "evidence_of_incidents", &n);

    if (!st && n) {
        snprintf(what, sizeof what, "%lld incidents are evidence",
                 (long long)n);
        eco_log(ctx, ECO_LOG_INFO, "%s", what);
        st = eco_run_lineage(ctx, l->store, "locate", "evidence", what);
    }
    for (size_t i = 0; i < l->nreasons && !st; i++) {
        snprintf(what, sizeof what, "%lld incidents are no evidence: %s",
                 l->reasons[i].n, l->reasons[i].text);
        eco_log(ctx, ECO_LOG_INFO, "%s", what);
        st = eco_run_lineage(ctx, l->store, "locate", "evidence", what);
    }
    return st ? st : n ? write_parameters(ctx, l) : ECO_OK;
}

eco_status eco_run_located(eco_ctx *ctx, eco_store *store)
{
    struct locating l = {.store = store};
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_location_defaults_load(ctx, &l.defaults);

    if (!st)
        st = read_mode(ctx, &l);
    if (!st)
        st = eco_geom_create(ctx, &l.geom);
    if (!st)
        st = eco_store_query(ctx, store, "evidence_located", &l.insert);
    if (!st)
        st = eco_store_query(ctx, store, "evidence_incidents", &s);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = take(ctx, &l, s);
    if (!st)
        st = tell(ctx, &l);
    eco_stmt_finalize(s);
    eco_stmt_finalize(l.insert);
    eco_geom_destroy(l.geom);
    eco_location_defaults_destroy(l.defaults);
    return st ? eco_trace(ctx, st, "incidents as evidence") : ECO_OK;
}

eco_status eco_run_located_again(eco_ctx *ctx, eco_store *store)
{
    eco_status st = run(ctx, store, "evidence_lineage_clear", NULL);

    if (!st)
        st = run(ctx, store, "evidence_clear", NULL);
    return st ? st : eco_run_located(ctx, store);
}
