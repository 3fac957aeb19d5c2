/* SDG 15.4.2: a mask of mountains where there is elevation instead, and tables
 * of mask, belt and land cover that meet; by year, and over all years that are
 * compared. */
#include "eco_run_job.h"

#include "eco_mem.h"
#include "eco_relief.h"

#include <string.h>

enum { COVERS_MAX = 8, PARTS_MAX = COVERS_MAX + 2 };

static const char id_made[] = "mountains-made";

/* The dataset of the mask: what is told of the elevation holds for it. */
static eco_status describe(eco_ctx *ctx, const eco_dataset_spec *from,
                           const char *path, eco_dataset_spec *d)
{
    eco_str title = {0}, origin = {0};
    eco_status st;

    eco_str_printf(&title, "Mountains, made from: %s", from->title);
    eco_str_printf(&origin,
                   "made from dataset '%s' after Kapos et al. (2000): "
                   "elevation, slope by Horn, elevation range within 7 km, "
                   "inner basins below 25 km2",
                   from->id);
    *d = (eco_dataset_spec){.kind = ECO_KIND_MOUNTAIN_MASK,
                            .line = from->line,
                            .title = eco_str_take(&title),
                            .origin = eco_str_take(&origin)};
    d->id = eco_mem_text(id_made);
    d->licence = eco_mem_text(from->licence);
    d->citation = eco_mem_text(from->citation);
    d->sensitivity = from->sensitivity;
    d->bands = eco_mem_array(1, sizeof *d->bands);
    st = d->id && d->title && d->origin && d->bands &&
                 (d->licence || !from->licence) &&
                 (d->citation || !from->citation)
             ? ECO_OK
             : eco_nomem(ctx);
    if (st)
        return st;
    d->nbands = 1;
    d->bands[0].band = 1;
    d->bands[0].files = eco_mem_array(1, sizeof(char *));
    if (!d->bands[0].files)
        return eco_nomem(ctx);
    d->bands[0].files[0] = eco_mem_text(path);
    d->bands[0].nfiles = 1;
    if (!d->bands[0].files[0])
        return eco_nomem(ctx);
    return eco_legend_of_kind(ctx, d->kind, &d->legend, &d->nlegend);
}

eco_status eco_run_mountains(eco_ctx *ctx, eco_assessment *a,
                             const char *folder)
{
    eco_mountain_spec *m = &a->mountain;
    eco_relief_counts counts;
    eco_str path = {0};
    eco_status st;

    if (!m->cover || !m->elevation)
        return ECO_OK;
    for (size_t i = 0; i < a->ndatasets; i++)
        if (strcmp(a->datasets[i].id, id_made) == 0)
            return eco_fail(ctx, ECO_USAGE,
                            "the id '%s' of a dataset is that of the mask that "
                            "is made from elevation; choose another",
                            id_made);
    eco_str_printf(&path, "%s/%s.mountains.tif", folder, a->id);
    st = path.failed ? eco_nomem(ctx)
                     : eco_relief_mountains(ctx, m->elevation,
                                            eco_str_text(&path), &counts);
    if (!st) {
        eco_log(ctx, ECO_LOG_INFO,
                "%s: %lld of %lld cells are mountain (%lld of them in inner "
                "basins), %lld without elevation",
                eco_str_text(&path), (long long)counts.mountain,
                (long long)counts.cells, (long long)counts.basin,
                (long long)counts.unknown);
        st = describe(ctx, m->elevation, eco_str_text(&path),
                      &a->datasets[a->ndatasets]);
        m->mask = &a->datasets[a->ndatasets++];
    }
    eco_str_clear(&path);
    return st;
}

/* The classes of the SEEA; what the legend gives none is unlisted. */
static const char *seea_word(const eco_legend_entry *e, char **role)
{
    static char land[] = "land";

    if (!e->seea || (e->role && strcmp(e->role, "nodata") == 0))
        return NULL;
    *role = land;
    return e->seea;
}

/* Digits that all tables begin with: mask, belt or both. */
struct mountain {
    size_t layers[PARTS_MAX];
    size_t n;
    const char *const *parts;
};

static int year_of(const eco_run_job *job, const eco_dataset_spec *d,
                   size_t band)
{
    int year = d->bands[band].year ? d->bands[band].year : d->year;

    return year ? year : job->assessment->year_to;
}

static eco_status add_where(eco_ctx *ctx, eco_run_job *job, struct mountain *t)
{
#define COVERS                                                                 \
    "cover_0", "cover_1", "cover_2", "cover_3", "cover_4", "cover_5",          \
        "cover_6", "cover_7"
    static const char *const masked[] = {"mask", COVERS};
    static const char *const belted[] = {"belt", COVERS};
    static const char *const both[] = {"mask", "belt", COVERS};
#undef COVERS
    const eco_mountain_spec *m = &job->assessment->mountain;
    eco_status st = ECO_OK;

    if (m->mask)
        st = eco_run_layer(ctx, job, &(eco_run_band){.spec = m->mask},
                           &t->layers[t->n++]);
    if (!st && m->belt)
        st = eco_run_layer(ctx, job, &(eco_run_band){.spec = m->belt},
                           &t->layers[t->n++]);
    t->parts = !m->belt ? masked : !m->mask ? belted : both;
    return st;
}

static eco_status add_table(eco_ctx *ctx, eco_run_job *job,
                            const struct mountain *t, const char *theme,
                            int year)
{
    eco_status st = eco_stack_add_cross(ctx, &job->stack, t->layers, t->n);

    if (!st)
        eco_run_theme(job, &(eco_theme){.theme = theme,
                                        .spec = job->assessment->mountain.cover,
                                        .year = year,
                                        .parts = t->parts});
    return st;
}

/* One year's cover; if it is one of those compared, also into `all`. */
static eco_status add_year(eco_ctx *ctx, eco_run_job *job,
                           const struct mountain *where, size_t band,
                           struct mountain *all)
{
    const eco_mountain_spec *m = &job->assessment->mountain;
    int year = year_of(job, m->cover, band);
    struct mountain t = *where;
    eco_status st = eco_run_recoded(
        ctx, job,
        &(eco_run_band){.spec = m->cover, .band = band, .plain = true},
        seea_word, &t.layers[t.n++]);

    if (!st)
        st = add_table(ctx, job, &t, "mountain", year);
    if (st || !eco_mountain_year(m, year))
        return st;
    if (all->n - where->n == COVERS_MAX)
        return eco_fail(ctx, ECO_USAGE,
                        "dataset '%s': SDG 15.4.2 compares more than %d years",
                        m->cover->id, COVERS_MAX);
    all->layers[all->n++] = t.layers[t.n - 1];
    return ECO_OK;
}

static bool has_year(const eco_run_job *job, int year)
{
    const eco_dataset_spec *cover = job->assessment->mountain.cover;

    for (size_t i = 0; i < cover->nbands; i++)
        if (year_of(job, cover, i) == year)
            return true;
    return false;
}

eco_status eco_run_mountain(eco_ctx *ctx, eco_run_job *job)
{
    const eco_mountain_spec *m = &job->assessment->mountain;
    struct mountain where = {.n = 0}, all;
    eco_status st;

    if (!m->cover || (!m->mask && !m->belt))
        return ECO_OK;
    st = add_where(ctx, job, &where);
    all = where;
    for (size_t i = 0; i < m->cover->nbands && !st; i++)
        st = add_year(ctx, job, &where, i, &all);
    if (st || !has_year(job, m->first) || !has_year(job, m->base))
        return st; /* without both there is no baseline to compare */
    return add_table(ctx, job, &all, "mountain-change", m->base);
}

eco_status eco_run_mountain_parameters(eco_ctx *ctx, const eco_run_job *job)
{
    const eco_mountain_spec *m = &job->assessment->mountain;
    const struct {
        const char *name;
        int year;
    } years[] = {{"mountain.baseline_first", m->first},
                 {"mountain.baseline_last", m->base}};
    eco_stmt *s = NULL;
    char buf[32];
    eco_status st = ECO_OK;

    if (!m->cover)
        return ECO_OK;
    st = eco_store_query(ctx, job->store, "run_parameter", &s);
    for (size_t i = 0; i < 2 && !st; i++) {
        eco_bind_text(s, ":name", years[i].name);
        eco_bind_text(s, ":value", eco_str_real(buf, years[i].year));
        eco_bind_text(s, ":unit", "year");
        eco_bind_text(s, ":source", "assessment, or the indicator's metadata");
        eco_bind_int(s, ":calibrated", 1);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}
