/* Evidence of the store as shapes of the sweep: polygons as they are, and what
 * has no exact place by the levels of its probability. */
#include "eco_run_job.h"

#include "eco_location_defaults.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <math.h>
#include <string.h>

/* More discs than this are drawn with fewer levels: their faces grow with the
 * square of what overlaps. */
enum { DISCS_MOST = 20000 };

/* An item with a point. */
struct point {
    eco_located item;
    size_t model; /* of the models below */
};

/* m depends on location and link alone: its levels are made once. */
struct model {
    eco_location location;
    double link_m;
    size_t items; /* that have it */
    eco_levels levels;
};

struct drawing {
    eco_run_job *job;
    eco_geom *geom;
    double level_error, ring_error;
    struct point *points;
    size_t npoints, points_cap;
    struct model *models;
    size_t nmodels, models_cap;
};

static void clear(struct drawing *d)
{
    for (size_t i = 0; i < d->nmodels; i++)
        eco_levels_clear(&d->models[i].levels);
    eco_mem_free(d->models);
    eco_mem_free(d->points);
    eco_geom_destroy(d->geom);
}

static eco_location_kind kind_of(const char *word)
{
    static const char *const words[] = {
#define X(name, word, text) word,
        ECO_LOCATION_MAP(X)
#undef X
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return (eco_location_kind)i;
    return ECO_LOCATION_NONE;
}

static size_t find_model(struct drawing *d, const eco_location *l,
                         double link_m)
{
    for (size_t i = 0; i < d->nmodels; i++) {
        const struct model *m = &d->models[i];

        if (m->location.kind == l->kind &&
            fabs(m->location.spread_m - l->spread_m) < ECO_LOCATION_POINT_M &&
            fabs(m->link_m - link_m) < ECO_LOCATION_POINT_M)
            return i;
    }
    if (!ECO_GROW(d->models, d->nmodels, d->models_cap))
        return SIZE_MAX;
    d->models[d->nmodels] = (struct model){.location = *l, .link_m = link_m};
    return d->nmodels++;
}

static eco_status add_point(eco_ctx *ctx, struct drawing *d,
                            const eco_located *item, const eco_location *l,
                            double link_m)
{
    size_t model = find_model(d, l, link_m);

    if (model == SIZE_MAX || !ECO_GROW(d->points, d->npoints, d->points_cap))
        return eco_nomem(ctx);
    d->models[model].items++;
    d->points[d->npoints++] = (struct point){*item, model};
    return ECO_OK;
}

static eco_status add_polygon(eco_ctx *ctx, struct drawing *d,
                              eco_located *item, const eco_location *l,
                              double link_m, const eco_polyset *polygon)
{
    eco_levels levels;
    eco_status st =
        eco_levels_make(l, link_m, d->level_error, ECO_LEVELS_CENTRED, &levels);

    item->polygon = polygon;
    if (st)
        return eco_fail(ctx, st, "no levels for a polygon with a link of %g m",
                        link_m);
    st = eco_evidence_shapes(ctx, d->geom, item, &levels, &d->job->shapes);
    eco_levels_clear(&levels);
    return st;
}

static eco_status add_row(eco_ctx *ctx, struct drawing *d, eco_stmt *s)
{
    size_t n;
    const void *wkb = eco_col_blob(s, 7, &n);
    eco_location l = {.kind = kind_of(eco_col_text(s, 1)),
                      .spread_m = eco_col_real(s, 2),
                      .area_m2 = eco_col_real(s, 6)};
    eco_located item = {
        .id = eco_col_int(s, 0),
        .years = {(int)eco_col_int(s, 4), (int)eco_col_int(s, 5)},
        .ring_error = d->ring_error};
    eco_polyset polygon = {0};
    eco_status st;

    if (l.kind == ECO_LOCATION_GAUSSIAN || l.kind == ECO_LOCATION_DISC)
        return eco_wkb_is_point(wkb, n, &item.place)
                   ? add_point(ctx, d, &item, &l, eco_col_real(s, 3))
                   : eco_fail(ctx, ECO_FORMAT, "evidence %lld has no point",
                              (long long)item.id);
    st = eco_wkb_to_polyset(ctx, wkb, n, 0, &polygon);
    if (!st)
        st = add_polygon(ctx, d, &item, &l, eco_col_real(s, 3), &polygon);
    eco_polyset_clear(&polygon);
    return st;
}

static eco_status read_rows(eco_ctx *ctx, struct drawing *d)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, d->job->store, "run_evidence", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        st = add_row(ctx, d, s);
        if (st)
            st = eco_trace(ctx, st, "evidence %lld",
                           (long long)eco_col_int(s, 0));
    }
    eco_stmt_finalize(s);
    return st;
}

/* Levels of all models within `error`; *discs: how many that makes. */
static eco_status make_levels(eco_ctx *ctx, struct drawing *d, double error,
                              size_t *discs)
{
    eco_status st = ECO_OK;

    *discs = 0;
    for (size_t i = 0; i < d->nmodels && !st; i++) {
        struct model *m = &d->models[i];

        eco_levels_clear(&m->levels);
        st = eco_levels_make(&m->location, m->link_m, error, ECO_LEVELS_CENTRED,
                             &m->levels);
        *discs += m->levels.n * m->items;
    }
    return st == ECO_NOMEM ? eco_nomem(ctx)
           : st            ? eco_fail(ctx, st, "no levels within %g", error)
                           : ECO_OK;
}

/* The bound on the error is doubled until the discs are few enough. */
static eco_status choose_levels(eco_ctx *ctx, struct drawing *d)
{
    double error = d->level_error;
    size_t discs;
    eco_status st = make_levels(ctx, d, error, &discs);

    while (!st && discs > DISCS_MOST && error < ECO_LEVELS_ERROR_MOST) {
        error = fmin(2 * error, ECO_LEVELS_ERROR_MOST);
        st = make_levels(ctx, d, error, &discs);
    }
    if (!st && error > d->level_error)
        eco_log(ctx, ECO_LOG_WARN,
                "%zu items of evidence without an exact place: drawn as %zu "
                "discs, their probability within %g, not %g",
                d->npoints, discs, error, d->level_error);
    return st;
}

static eco_status add_points(eco_ctx *ctx, struct drawing *d)
{
    eco_status st = choose_levels(ctx, d);

    for (size_t i = 0; i < d->npoints && !st; i++)
        st = eco_evidence_shapes(ctx, d->geom, &d->points[i].item,
                                 &d->models[d->points[i].model].levels,
                                 &d->job->shapes);
    return st;
}

eco_status eco_run_shapes(eco_ctx *ctx, eco_run_job *job, eco_to_grid *g)
{
    struct drawing d = {.job = job};
    eco_location_defaults *defaults = NULL;
    eco_status st = eco_location_defaults_load(ctx, &defaults);

    if (!st) {
        d.level_error = eco_location_defaults_level_error(defaults);
        d.ring_error = eco_location_defaults_ring_error(defaults);
        st = eco_geom_create(ctx, &d.geom);
    }
    if (!st)
        st = read_rows(ctx, &d);
    if (!st)
        st = add_points(ctx, &d);
    if (!st)
        st = eco_shapes_to_grid(ctx, g, &job->shapes, &job->evidence);
    eco_polyset_clear(&job->shapes.polygons);
    eco_location_defaults_destroy(defaults);
    clear(&d);
    return st;
}
