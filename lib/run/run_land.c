/* Tables of classes that meet: land cover of three years, productivity and
 * climate (SDG 15.3.1), surface water and mines (SDG 6.6.1). What they mean is
 * judged by SQL, combination by combination. */
#include "eco_run_job.h"

#include "eco_mem.h"

#include <stdio.h>
#include <string.h>

enum { PARTS_MAX = 8 };

/* The digits of a table, as they are gathered. */
struct table {
    size_t layers[PARTS_MAX];
    size_t n;
};

eco_status eco_run_recoded(eco_ctx *ctx, eco_run_job *job,
                           const eco_run_band *told, eco_run_word *word,
                           size_t *layer)
{
    const eco_dataset_spec *d = told->spec;
    eco_run_band b = *told;
    eco_legend_entry *legend = eco_mem_array(d->nlegend + 1, sizeof *legend);
    size_t n = 0;
    eco_status st;

    if (!legend)
        return eco_nomem(ctx);
    for (size_t i = 0; i < d->nlegend; i++) {
        eco_legend_entry e = d->legend[i];
        const char *label = word(&e, &e.role);

        if (label) {
            union {
                const char *given;
                char *text; /* only read */
            } borrowed = {.given = label};

            e.label = borrowed.text;
            legend[n++] = e;
        }
    }
    b.legend = legend;
    b.nlegend = n;
    st = eco_run_layer(ctx, job, &b, layer);
    eco_mem_free(legend);
    return st;
}

static const char *unccd_word(const eco_legend_entry *e, char **role)
{
    static char water[] = "water", land[] = "land";

    if (!e->unccd || (e->role && strcmp(e->role, "nodata") == 0))
        return NULL;
    *role = strcmp(e->unccd, water) == 0 ? water : land;
    return e->unccd;
}

static const char *mining_word(const eco_legend_entry *e, char **role)
{
    static char mining[] = "mining", land[] = "land";

    if (e->role && strcmp(e->role, "nodata") == 0)
        return NULL;
    *role = e->role && strcmp(e->role, mining) == 0 ? mining : land;
    return *role == mining ? mining : "no mine";
}

static eco_status add_cover(eco_ctx *ctx, eco_run_job *job, struct table *t)
{
    const eco_land_spec *land = &job->assessment->land;
    eco_status st = ECO_OK;

    for (int i = 0; i < 3 && !st; i++)
        st = eco_run_recoded(ctx, job,
                             &(eco_run_band){.spec = land->cover[i].dataset,
                                             .band = land->cover[i].band,
                                             .plain = true},
                             unccd_word, &t->layers[t->n++]);
    return st;
}

static eco_status add_band(eco_ctx *ctx, eco_run_job *job, struct table *t,
                           const eco_band_at *at)
{
    return eco_run_layer(ctx, job,
                         &(eco_run_band){.spec = at->dataset, .band = at->band},
                         &t->layers[t->n++]);
}

static const eco_dataset_spec *of_kind(const eco_assessment *a, eco_kind kind)
{
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].kind == kind)
            return &a->datasets[i];
    return NULL;
}

/* Years of the reporting period as classes of a loss-year raster, all others
 * as one: they date the end of tree cover. */
static eco_status add_loss_years(eco_ctx *ctx, eco_run_job *job,
                                 struct table *t, const eco_dataset_spec *d)
{
    const eco_land_spec *land = &job->assessment->land;
    int start = d->year ? d->year : 2000, n = land->last - land->base;
    eco_legend_entry *legend = eco_mem_array((size_t)n + 2, sizeof *legend);
    char(*words)[12] = eco_mem_array((size_t)n, sizeof *words);
    char none[] = "none", role[] = "land";
    size_t used = 0;
    eco_status st = ECO_OK;

    if (!legend || !words) {
        st = eco_nomem(ctx);
        goto done;
    }
    for (int i = 0; i < n; i++) {
        double value = land->base + 1 + i - start;

        snprintf(words[i], sizeof words[i], "%d", land->base + 1 + i);
        if (value >= 1)
            legend[used++] = (eco_legend_entry){
                .low = value, .high = value, .label = words[i], .role = role};
    }
    if (land->base >= start)
        legend[used++] = (eco_legend_entry){
            .low = 0, .high = land->base - start, .label = none, .role = role};
    legend[used++] = (eco_legend_entry){.low = land->last - start + 1,
                                        .high = 1e9,
                                        .label = none,
                                        .role = role};
    st = eco_run_layer(
        ctx, job,
        &(eco_run_band){
            .spec = d, .legend = legend, .nlegend = used, .plain = true},
        &t->layers[t->n++]);
done:
    eco_mem_free(legend);
    eco_mem_free(words);
    return st;
}

/* With or without productivity, climate and loss years: names of the digits. */
static const char *const *land_parts(unsigned which)
{
#define COVER "cover_first", "cover_base", "cover_last"
#define PROD  "productivity_base", "productivity_last"
    static const char *const parts[8][PARTS_MAX] = {
        {COVER},
        {COVER, PROD},
        {COVER, "climate"},
        {COVER, PROD, "climate"},
        {COVER, "loss_year"},
        {COVER, PROD, "loss_year"},
        {COVER, "climate", "loss_year"},
        {COVER, PROD, "climate", "loss_year"},
    };
#undef COVER
#undef PROD
    return parts[which];
}

eco_status eco_run_land(eco_ctx *ctx, eco_run_job *job)
{
    const eco_land_spec *land = &job->assessment->land;
    const eco_dataset_spec *loss =
        of_kind(job->assessment, ECO_KIND_FOREST_LOSS_YEAR);
    bool dynamics = land->productivity[0].dataset != NULL;
    bool climate = land->climate_raster.dataset != NULL;
    struct table t = {.n = 0};
    eco_status st;

    if (!land->ready)
        return ECO_OK;
    st = add_cover(ctx, job, &t);
    for (int i = 0; i < 2 && dynamics && !st; i++)
        st = add_band(ctx, job, &t, &land->productivity[i]);
    if (!st && climate)
        st = add_band(ctx, job, &t, &land->climate_raster);
    if (!st && loss)
        st = add_loss_years(ctx, job, &t, loss);
    if (!st)
        st = eco_stack_add_cross(ctx, &job->stack, t.layers, t.n);
    if (!st)
        eco_run_theme(job,
                      &(eco_theme){.theme = "land-degradation",
                                   .year = land->last,
                                   .parts = land_parts((dynamics ? 1U : 0U) |
                                                       (climate ? 2U : 0U) |
                                                       (loss ? 4U : 0U))});
    return st;
}

static bool has_mining(const eco_dataset_spec *d)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].role && strcmp(d->legend[i].role, "mining") == 0)
            return true;
    return false;
}

/* The latest band of the kind that shows mines and is not after the year. */
static eco_band_at latest(const eco_assessment *a, eco_kind kind, int until)
{
    eco_band_at best = {NULL, 0};
    int best_year = 0;

    for (size_t i = 0; i < a->ndatasets; i++) {
        const eco_dataset_spec *d = &a->datasets[i];
        int epoch = d->year ? d->year : a->year_to;

        for (size_t k = 0; k < d->nbands && d->kind == kind; k++) {
            int year = d->bands[k].year ? d->bands[k].year : epoch;

            if (year <= until && year > best_year && has_mining(d)) {
                best = (eco_band_at){d, k};
                best_year = year;
            }
        }
    }
    return best;
}

/* A mask of mines before land cover. */
static eco_band_at mines(const eco_assessment *a, int until)
{
    eco_band_at mask = latest(a, ECO_KIND_MINING_MASK, until);

    return mask.dataset ? mask : latest(a, ECO_KIND_LAND_COVER, until);
}

eco_status eco_run_water(eco_ctx *ctx, eco_run_job *job)
{
    static const char *const parts[] = {"transition", "mining"};
    const eco_assessment *a = job->assessment;
    const eco_dataset_spec *water = of_kind(a, ECO_KIND_WATER_TRANSITION);
    struct table t = {.n = 0};
    eco_band_at mine;
    int year;
    eco_status st;

    if (!water)
        return ECO_OK;
    year = water->year ? water->year : a->year_to;
    mine = mines(a, year);
    st = add_band(ctx, job, &t, &(eco_band_at){water, 0});
    if (!st && mine.dataset)
        st = eco_run_recoded(
            ctx, job, &(eco_run_band){.spec = mine.dataset, .band = mine.band},
            mining_word, &t.layers[t.n++]);
    if (!st)
        st = eco_stack_add_cross(ctx, &job->stack, t.layers, t.n);
    if (!st)
        eco_run_theme(job, &(eco_theme){.theme = "water-transition",
                                        .year = year,
                                        .parts = parts});
    return st;
}
