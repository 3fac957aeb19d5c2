/* How often the maps of the store are right, by their samples or by what is
 * borrowed, into map_accuracy. */
#include "eco_accuracy.h"
#include "eco_accuracy_file.h"
#include "eco_mem.h"
#include "eco_run_job.h"
#include "eco_str.h"

#include <math.h>
#include <string.h>

struct area {
    char *name; /* type of degradation; "": all */
    double ha;
};

struct work {
    eco_store *store;
    int64_t dataset_id;
    const char *id, *design, *source; /* borrowed of the statement */
    struct area *areas;
    size_t nareas, cap_areas;
    char **classes, **strata;
    size_t nclasses, cap_classes, nstrata, cap_strata;
    eco_accuracy_cell *cells;
    size_t ncells, cap_cells;
    double *weight; /* one a stratum; 0: not known */
    size_t cap_weight;
    bool is_area; /* weights are hectares */
    int64_t npoints;
};

static void forget(struct work *w)
{
    for (size_t i = 0; i < w->nareas; i++)
        eco_mem_free(w->areas[i].name);
    for (size_t i = 0; i < w->nclasses; i++)
        eco_mem_free(w->classes[i]);
    for (size_t i = 0; i < w->nstrata; i++)
        eco_mem_free(w->strata[i]);
    eco_mem_free(w->areas);
    eco_mem_free(w->classes);
    eco_mem_free(w->strata);
    eco_mem_free(w->cells);
    eco_mem_free(w->weight);
}

static eco_status load_areas(eco_ctx *ctx, struct work *w)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, w->store, "accuracy_areas", &s);

    if (!st)
        eco_bind_int(s, ":dataset_id", w->dataset_id);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        char *name = eco_mem_text(eco_col_text(s, 0));

        if (name && ECO_GROW(w->areas, w->nareas, w->cap_areas)) {
            w->areas[w->nareas++] = (struct area){name, eco_col_real(s, 1)};
        } else {
            eco_mem_free(name);
            st = eco_nomem(ctx);
        }
    }
    eco_stmt_finalize(s);
    return st;
}

/* Number of a name in the list, which it is added to; SIZE_MAX: no memory. */
static size_t number(char ***names, size_t *n, size_t *cap, const char *name)
{
    for (size_t i = 0; i < *n; i++)
        if (strcmp((*names)[i], name) == 0)
            return i;
    if (!ECO_GROW(*names, *n, *cap) || !((*names)[*n] = eco_mem_text(name)))
        return SIZE_MAX;
    return (*n)++;
}

static eco_status add_cell(eco_ctx *ctx, struct work *w, eco_stmt *s)
{
    eco_accuracy_cell c = {
        number(&w->strata, &w->nstrata, &w->cap_strata, eco_col_text(s, 0)),
        number(&w->classes, &w->nclasses, &w->cap_classes, eco_col_text(s, 1)),
        number(&w->classes, &w->nclasses, &w->cap_classes, eco_col_text(s, 2)),
        eco_col_int(s, 3)};

    if (c.stratum == SIZE_MAX || c.mapped == SIZE_MAX ||
        c.reference == SIZE_MAX ||
        !ECO_GROW(w->cells, w->ncells, w->cap_cells) ||
        !ECO_GROW(w->weight, c.stratum, w->cap_weight))
        return eco_nomem(ctx);
    w->cells[w->ncells++] = c;
    w->weight[c.stratum] = eco_col_real(s, 4); /* NULL: 0 */
    w->npoints += c.n;
    return ECO_OK;
}

static eco_status load_cells(eco_ctx *ctx, struct work *w)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, w->store, "accuracy_cells", &s);

    if (!st)
        eco_bind_int(s, ":dataset_id", w->dataset_id);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = add_cell(ctx, w, s);
    eco_stmt_finalize(s);
    return st;
}

static double area_of(const struct work *w, const char *name)
{
    for (size_t i = 0; i < w->nareas; i++)
        if (strcmp(w->areas[i].name, name) == 0)
            return w->areas[i].ha;
    return 0;
}

/* Areas that the file does not tell: one stratum is all of the map; else they
 * are its types of degradation, and one is the rest. */
static void weigh(struct work *w)
{
    double rest = area_of(w, "");

    w->is_area = true;
    if (w->nstrata == 1 && !(w->weight[0] > 0)) {
        w->is_area = rest > 0;
        w->weight[0] = rest > 0 ? rest : 1; /* quotients need none */
        return;
    }
    if (w->weight[0] > 0)
        return;
    for (size_t h = 0; h < w->nstrata; h++)
        if (eco_accuracy_is_type(w->strata[h])) {
            w->weight[h] = area_of(w, w->strata[h]);
            rest -= w->weight[h];
        }
    for (size_t h = 0; h < w->nstrata; h++)
        if (!eco_accuracy_is_type(w->strata[h]))
            w->weight[h] = rest > 0 ? rest : 0;
}

static const char *unweighted(const struct work *w)
{
    for (size_t h = 0; h < w->nstrata; h++)
        if (!(w->weight[h] > 0))
            return w->strata[h];
    return NULL;
}

struct result {
    const char *type, *kind, *estimator, *note;
    eco_accuracy_class is;
    bool is_area, synthetic;
};

static eco_status put(eco_ctx *ctx, const struct work *w,
                      const struct result *r)
{
    eco_stmt *s = NULL;
    double low, high;
    eco_status st = eco_store_query(ctx, w->store, "accuracy_insert", &s);

    if (st)
        return st;
    eco_accuracy_limits(&r->is.ratio, &low, &high);
    eco_bind_int(s, ":dataset_id", w->dataset_id);
    eco_bind_text(s, ":type", r->type);
    eco_bind_text(s, ":kind", r->kind);
    eco_bind_text(s, ":estimator", r->estimator);
    eco_bind_int(s, ":n", r->is.n);
    eco_bind_real(s, ":users", r->is.users.value);
    eco_bind_real(s, ":users_se", r->is.users.se);
    eco_bind_real(s, ":producers", r->is.producers.value);
    eco_bind_real(s, ":producers_se", r->is.producers.se);
    eco_bind_real(s, ":ratio", r->is.ratio.value);
    eco_bind_real(s, ":ratio_se", r->is.ratio.se);
    if (r->is.ratio.value >= 0) {
        eco_bind_real(s, ":ratio_low", low);
        eco_bind_real(s, ":ratio_high", high);
    }
    if (r->is_area) {
        eco_bind_real(s, ":area_ha", r->is.area.value);
        eco_bind_real(s, ":area_se_ha", r->is.area.se);
    }
    eco_bind_int(s, ":synthetic", r->synthetic);
    eco_bind_text(s, ":source", w->source);
    eco_bind_text(s, ":note", r->note);
    st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status of_class(eco_ctx *ctx, const struct work *w,
                           const eco_accuracy_sample *sample, size_t k)
{
    struct result r = {.type = w->classes[k],
                       .kind = "sample",
                       .is_area = w->is_area,
                       .estimator = eco_accuracy_by_class(sample)
                                        ? "Olofsson et al. 2014"
                                        : "Stehman 2014"};
    eco_str note = {0};
    eco_status st = eco_accuracy_of_class(sample, k, &r.is);

    if (st)
        return eco_fail(ctx, ECO_INVALID,
                        "accuracy of dataset '%s': the "
                        "sample in the store is not whole",
                        w->id);
    eco_str_printf(&note, "%s sample of %lld points", w->design,
                   (long long)w->npoints);
    if (strcmp(w->design, "systematic") == 0)
        eco_str_add(&note, ", its errors as of a simple one");
    r.synthetic = r.is.n >= ECO_ACCURACY_POINTS_LEAST && r.is.ratio.value >= 0;
    if (!r.synthetic)
        eco_str_printf(&note,
                       "; %lld mapped as the type, fewer than %d: not taken "
                       "for single zones",
                       (long long)r.is.n, ECO_ACCURACY_POINTS_LEAST);
    r.note = eco_str_text(&note);
    st = note.failed ? eco_nomem(ctx) : put(ctx, w, &r);
    eco_str_clear(&note);
    return st;
}

/* A sample that cannot be weighed is told, and not used. */
static eco_status unused(eco_ctx *ctx, const struct work *w, size_t k,
                         const char *stratum)
{
    const double none = (double)NAN;
    struct result r = {.type = w->classes[k],
                       .kind = "sample",
                       .estimator = "none",
                       .is = {.area = {none, none},
                              .users = {none, none},
                              .producers = {none, none},
                              .ratio = {none, none}}};
    eco_str note = {0};
    eco_status st;

    for (size_t i = 0; i < w->ncells; i++)
        r.is.n += w->cells[i].mapped == k ? w->cells[i].n : 0;
    eco_str_printf(&note,
                   "not used: the map has no area of stratum '%.60s', and the "
                   "sample does not tell it (area_ha)",
                   stratum);
    r.note = eco_str_text(&note);
    st = note.failed ? eco_nomem(ctx) : put(ctx, w, &r);
    eco_str_clear(&note);
    return st;
}

static eco_status by_sample(eco_ctx *ctx, struct work *w)
{
    eco_accuracy_sample sample;
    const char *without;
    eco_status st = load_areas(ctx, w);

    if (!st)
        st = load_cells(ctx, w);
    if (st || !w->nstrata)
        return st;
    weigh(w);
    without = unweighted(w);
    if (without)
        eco_log(ctx, ECO_LOG_WARN,
                "accuracy of dataset '%s' is not used: the map has no area of "
                "stratum '%s'; tell area_ha in the sample",
                w->id, without);
    sample = (eco_accuracy_sample){w->cells, w->ncells, w->weight, w->nstrata};
    for (size_t k = 0; k < w->nclasses && !st; k++)
        if (eco_accuracy_is_type(w->classes[k]))
            st = without ? unused(ctx, w, k, without)
                         : of_class(ctx, w, &sample, k);
    return st;
}

static eco_status by_borrowed(eco_ctx *ctx, const struct work *w, eco_stmt *s)
{
    int points = (int)eco_col_int(s, 7);
    struct result r = {.type = eco_col_text(s, 4),
                       .kind = "borrowed",
                       .estimator = "quotient of Beta variables",
                       .synthetic = true};
    eco_str note = {0};
    eco_status st = eco_accuracy_borrowed(eco_col_real(s, 5),
                                          eco_col_real(s, 6), points, &r.is);

    if (st)
        return eco_fail(ctx, ECO_INVALID,
                        "accuracy of dataset '%s': the borrowed figures in the "
                        "store are none",
                        w->id);
    eco_str_printf(&note,
                   "borrowed: not estimated for this area; counts as %d points"
                   "%s",
                   points,
                   points == ECO_ACCURACY_BORROWED_POINTS
                       ? " (uncalibrated default)"
                       : "");
    r.note = eco_str_text(&note);
    st = note.failed ? eco_nomem(ctx) : put(ctx, w, &r);
    eco_str_clear(&note);
    return st;
}

eco_status eco_run_accuracy(eco_ctx *ctx, eco_store *store)
{
    eco_stmt *s = NULL, *clear = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "accuracy_clear", &clear);

    if (!st)
        st = eco_stmt_step(ctx, clear, NULL);
    if (!st)
        st = eco_store_query(ctx, store, "accuracy_sources", &s);
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        struct work w = {.store = store,
                         .dataset_id = eco_col_int(s, 0),
                         .id = eco_col_text(s, 1),
                         .design = eco_col_text(s, 3),
                         .source = eco_col_text(s, 8)};

        st = strcmp(eco_col_text(s, 2), "borrowed") == 0
                 ? by_borrowed(ctx, &w, s)
                 : by_sample(ctx, &w);
        forget(&w);
    }
    eco_stmt_finalize(s);
    eco_stmt_finalize(clear);
    return st ? eco_trace(ctx, st, "accuracy of maps") : ECO_OK;
}
