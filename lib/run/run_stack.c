/* From datasets of the assessment to layers and tables of the stack. */
#include "eco_run_job.h"

#include "eco_geom.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <string.h>

enum { LAYERS_MAX = 4096, CANOPY_YEAR = 2000 };

/* Default legend of a loss-year raster: its values are years, no classes of a
 * legend; 255 of them is all a byte can hold. */
eco_status eco_run_layer(eco_ctx *ctx, eco_run_job *job,
                         const eco_run_band *told, size_t *layer)
{
    const eco_dataset_spec *d = told->spec;
    const eco_band_source *b = &d->bands[told->band];
    eco_str name = {0};
    eco_layer_source source = {
        .band = b->band,
        .year = b->year,
        .files = b->files,
        .nfiles = b->nfiles,
        .legend = told->legend ? told->legend : d->legend,
        .nlegend = told->legend ? told->nlegend : d->nlegend,
        .nodata = d->nodata,
        .nodata_value = d->nodata_value,
        .value = eco_kind_is_value(d->kind),
        .count = d->count,
        .unit_per_m2 = 1e-4,
        .min_patch_m2 = told->plain ? 0 : d->min_patch * 1e4};
    eco_status st;

    if (job->stack.nlayers >= LAYERS_MAX)
        return eco_fail(ctx, ECO_USAGE, "more than %d raster bands",
                        LAYERS_MAX);
    eco_str_add(&name, d->id);
    if (b->year)
        eco_str_printf(&name, " %d", b->year);
    source.name = eco_str_text(&name);
    st = name.failed ? eco_nomem(ctx)
                     : eco_stack_add_layer(ctx, &job->stack, &source, layer);
    if (!st && layer)
        job->layers[*layer].spec = d;
    eco_str_clear(&name);
    return st ? eco_trace(ctx, st, "dataset '%s'", d->id) : ECO_OK;
}

static eco_status add_layer(eco_ctx *ctx, eco_run_job *job,
                            const eco_dataset_spec *d, size_t band,
                            size_t *layer)
{
    return eco_run_layer(ctx, job, &(eco_run_band){.spec = d, .band = band},
                         layer);
}

void eco_run_theme(eco_run_job *job, const eco_theme *theme)
{
    job->themes[job->stack.ntables - 1] = *theme;
}

static void set_theme(eco_run_job *job, const char *theme,
                      const eco_dataset_spec *d, int year)
{
    eco_run_theme(job, &(eco_theme){.theme = theme, .spec = d, .year = year});
}

/* Years of one dataset: a single undated raster stands for its epoch. */
static eco_status add_years(eco_ctx *ctx, eco_run_job *job,
                            const eco_dataset_spec *d, const char *theme)
{
    size_t *layers = eco_mem_array(d->nbands, sizeof *layers);
    size_t first = job->stack.ntables;
    eco_status st = layers ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < d->nbands && !st; i++)
        st = add_layer(ctx, job, d, i, &layers[i]);
    if (!st)
        st = eco_stack_add_series(ctx, &job->stack, layers, d->nbands);
    for (size_t i = 0; i < d->nbands && !st; i++) {
        int year = d->bands[i].year ? d->bands[i].year
                   : d->year        ? d->year
                   : d->kind == ECO_KIND_CANOPY_COVER
                       ? CANOPY_YEAR
                       : job->assessment->year_to;

        job->themes[first + i] =
            (eco_theme){.theme = theme, .spec = d, .year = year};
    }
    eco_mem_free(layers);
    return st;
}

static const eco_dataset_spec *find_kind(const eco_assessment *a, eco_kind kind)
{
    for (size_t i = 0; i < a->ndatasets; i++)
        if (a->datasets[i].kind == kind)
            return &a->datasets[i];
    return NULL;
}

/* A loss-year raster is counted together with the canopy cover, when there is
 * one: loss is loss of forest only where there was forest. */
static eco_status add_loss(eco_ctx *ctx, eco_run_job *job,
                           const eco_dataset_spec *d)
{
    const eco_dataset_spec *canopy =
        find_kind(job->assessment, ECO_KIND_CANOPY_COVER);
    size_t layers[2] = {0, 0};
    eco_status st = add_layer(ctx, job, d, 0, &layers[0]);

    if (!st && canopy)
        st = add_layer(ctx, job, canopy, 0, &layers[1]);
    if (!st)
        st = eco_stack_add_cross(ctx, &job->stack, layers, canopy ? 2 : 1);
    if (!st)
        set_theme(job, "forest-loss-year", d, 0);
    return st;
}

static eco_status add_class(eco_ctx *ctx, eco_run_job *job,
                            const eco_dataset_spec *d, const char *theme)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < d->nbands && !st; i++) {
        size_t layer = 0;

        st = add_layer(ctx, job, d, i, &layer);
        if (!st)
            st = eco_stack_add_cross(ctx, &job->stack, &layer, 1);
        if (!st)
            set_theme(job, theme, d,
                      d->bands[i].year ? d->bands[i].year : d->year);
    }
    return st;
}

static eco_status add_dataset(eco_ctx *ctx, eco_run_job *job,
                              const eco_dataset_spec *d)
{
    size_t layer = 0;

    switch (d->kind) {
    case ECO_KIND_FOREST_LOSS_YEAR:
        return add_loss(ctx, job, d);
    case ECO_KIND_CANOPY_COVER:
        return find_kind(job->assessment, ECO_KIND_FOREST_LOSS_YEAR)
                   ? ECO_OK /* joined to the loss years */
                   : add_years(ctx, job, d, "land-cover");
    case ECO_KIND_LAND_COVER:
        return add_years(ctx, job, d, "land-cover");
    case ECO_KIND_MINING_MASK:
        return add_years(ctx, job, d, "mining-mask");
    case ECO_KIND_DATED_ALERTS:
        return add_class(ctx, job, d, "dated-alerts");
    case ECO_KIND_CLASS:
        return add_class(ctx, job, d, "class");
    case ECO_KIND_PRODUCTIVITY:
    case ECO_KIND_CLIMATE_REGION:
    case ECO_KIND_WATER_TRANSITION:
    case ECO_KIND_MOUNTAIN_MASK:
    case ECO_KIND_BIOCLIMATIC_BELT:
    case ECO_KIND_ELEVATION:
        return ECO_OK; /* in the tables of run_land.c and run_mountain.c */
    case ECO_KIND_POPULATION:
        return eco_dataset_grouped(d)
                   ? ECO_OK /* counted on its own grid, group by group */
                   : add_layer(ctx, job, d, 0, &layer);
    case ECO_KIND_BIOMASS:
    case ECO_KIND_SOIL_CARBON:
    case ECO_KIND_VALUE:
        return add_layer(ctx, job, d, 0, &layer);
    case ECO_KIND_ZONES:
    case ECO_KIND_MINING_FOOTPRINT:
    case ECO_KIND_INCIDENTS:
    case ECO_KIND_PERMITS:
    case ECO_KIND_PROHIBITIONS:
    case ECO_KIND_PROTECTED_AREAS:
    case ECO_KIND_WATER_MONITORING:
    case ECO_KIND_RIVERS:
    case ECO_KIND_OFFICIAL_VALUES:
    case ECO_KIND_COUNT:
        return ECO_OK;
    }
    return ECO_OK;
}

static eco_status set_reference(eco_ctx *ctx, eco_run_job *job)
{
    const char *id = job->assessment->grid;

    if (!id)
        return ECO_OK;
    for (size_t i = 0; i < job->stack.nlayers; i++)
        if (job->layers[i].spec && strcmp(job->layers[i].spec->id, id) == 0) {
            eco_stack_set_reference(&job->stack, i);
            return ECO_OK;
        }
    return eco_fail(ctx, ECO_USAGE,
                    "grid: the dataset '%s' is not among the rasters that are "
                    "tabulated",
                    id);
}

eco_status eco_run_stack(eco_ctx *ctx, eco_run_job *job, bool *any)
{
    const eco_assessment *a = job->assessment;
    eco_status st;

    job->layers = eco_mem_array(LAYERS_MAX, sizeof *job->layers);
    job->themes = eco_mem_array(LAYERS_MAX + 1, sizeof *job->themes);
    if (!job->layers || !job->themes)
        return eco_nomem(ctx);
    st = eco_stack_add_total(ctx, &job->stack);
    if (!st)
        set_theme(job, "total", NULL, 0);
    for (size_t i = 0; i < a->ndatasets && !st; i++)
        st = add_dataset(ctx, job, &a->datasets[i]);
    if (!st)
        st = eco_run_land(ctx, job);
    if (!st)
        st = eco_run_water(ctx, job);
    if (!st)
        st = eco_run_mountain(ctx, job);
    *any = job->stack.nlayers > 0;
    if (!st)
        st = set_reference(ctx, job);
    if (!st && *any)
        st = eco_stack_join(ctx, &job->stack, a->planar);
    return st;
}

void eco_run_job_clear(eco_run_job *job)
{
    eco_result_clear(&job->result);
    eco_run_links_clear(job);
    eco_polyset_clear(&job->zones);
    eco_polyset_clear(&job->evidence);
    eco_shapes_clear(&job->shapes);
    eco_faces_clear(&job->faces);
    eco_stack_clear(&job->stack);
    eco_mem_free(job->layers);
    eco_mem_free(job->themes);
    eco_rules_destroy(job->rules);
}
