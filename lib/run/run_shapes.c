/* Evidence of the store as shapes of the sweep: polygons as they are, and what
 * has no exact place by the levels of its probability. */
#include "eco_run_job.h"

#include "eco_location_defaults.h"
#include "eco_mem.h"
#include "eco_wkb.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Faces that are expected: above the first number levels become fewer, above
 * the second what is vaguest is only counted. A face takes some 0.3 ms and 6 kB
 * while all are cut. */
static const double faces_many = 200000, faces_most = 500000;
static const double pi = 3.14159265358979323846;

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
    bool left_out;
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

/* Of the box round all points; a degree is taken for its size at the equator,
 * which is near enough for a guess. */
static double area_m2(const struct drawing *d)
{
    const double degree_m = 111e3, least_m = 1e4;
    double w = 180, s = 90, e = -180, n = -90;

    for (size_t i = 0; i < d->npoints; i++) {
        eco_point p = d->points[i].item.place;

        w = fmin(w, p.x);
        e = fmax(e, p.x);
        s = fmin(s, p.y);
        n = fmax(n, p.y);
    }
    return fmax(e - w, 0) * degree_m * fmax(n - s, 0) * degree_m +
           least_m * least_m;
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
        .patch = eco_col_int(s, 8) == 1,
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

/* Levels of all models within `error`; *faces: how many faces to expect. Two
 * circles of radius r and s in an area A cross with a probability of 4 pi r s /
 * A, and make two faces more when they do. */
static eco_status make_levels(eco_ctx *ctx, struct drawing *d, double error,
                              double *faces)
{
    double radii_m = 0;
    eco_status st = ECO_OK;

    *faces = 0;
    for (size_t i = 0; i < d->nmodels && !st; i++) {
        struct model *m = &d->models[i];

        eco_levels_clear(&m->levels);
        if (m->left_out)
            continue;
        st = eco_levels_make(&m->location, m->link_m, error, ECO_LEVELS_CENTRED,
                             &m->levels);
        *faces += (double)(m->levels.n * m->items);
        for (size_t k = 0; k < m->levels.n; k++)
            radii_m += m->levels.items[k].outer_m * (double)m->items;
    }
    *faces += 4 * pi * radii_m * radii_m / area_m2(d);
    return st == ECO_NOMEM ? eco_nomem(ctx)
           : st            ? eco_fail(ctx, st, "no levels within %g", error)
                           : ECO_OK;
}

static double reach_m(const struct model *m)
{
    return m->levels.n ? m->levels.items[m->levels.n - 1].outer_m : 0;
}

/* The model that reaches farthest goes; 0: there is none. */
static size_t leave_out(struct drawing *d)
{
    struct model *widest = NULL;

    for (size_t i = 0; i < d->nmodels; i++)
        if (!d->models[i].left_out &&
            (!widest || reach_m(&d->models[i]) > reach_m(widest)))
            widest = &d->models[i];
    if (!widest)
        return 0;
    widest->left_out = true;
    return widest->items;
}

static eco_status tell(eco_ctx *ctx, const struct drawing *d, double error,
                       size_t left_out)
{
    char what[200];
    eco_status st = ECO_OK;

    if (error > d->level_error) {
        snprintf(what, sizeof what,
                 "%zu items of evidence without an exact place overlap: their "
                 "probability is within %g, not %g",
                 d->npoints, error, d->level_error);
        eco_log(ctx, ECO_LOG_WARN, "%s", what);
        st = eco_run_lineage(ctx, d->job->store, "tabulate", "evidence_set",
                             what);
    }
    if (!st && left_out) {
        snprintf(what, sizeof what,
                 "%zu items of evidence are too vague for their number: only "
                 "counted",
                 left_out);
        eco_log(ctx, ECO_LOG_WARN, "%s", what);
        st = eco_run_lineage(ctx, d->job->store, "tabulate", "evidence_set",
                             what);
    }
    return st;
}

/* The bound on the error is doubled until the faces are few enough; then what
 * reaches farthest is left out. */
static eco_status choose_levels(eco_ctx *ctx, struct drawing *d)
{
    double error = d->level_error, faces;
    size_t left_out = 0, n = 1;
    eco_status st = make_levels(ctx, d, error, &faces);

    while (!st && faces > faces_many && error < ECO_LEVELS_ERROR_MOST) {
        error = fmin(2 * error, ECO_LEVELS_ERROR_MOST);
        st = make_levels(ctx, d, error, &faces);
    }
    while (!st && faces > faces_most && n) {
        n = leave_out(d);
        left_out += n;
        st = make_levels(ctx, d, error, &faces);
    }
    return st ? st : tell(ctx, d, error, left_out);
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
        job->links.patch_max_m2 = eco_location_defaults_patch_max_m2(defaults);
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
