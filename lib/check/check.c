/* The check: every dataset is opened, nothing is computed, all is told. */
#include <ecocrime/check.h>
#include <ecocrime/rules.h>

#include "eco_check_job.h"

#include "eco_findings_add.h"
#include "eco_gdal.h"
#include "eco_indicator.h"
#include "eco_mem.h"
#include "eco_tiers.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What one core got through on 30 m land cover; an estimate for planning. */
#define CELLS_PER_SECOND 1e8

/* Borders of zones on those of cells are so within rounding. */
#define HAIR 1e-6

eco_status eco_check_add(eco_check_job *c, const eco_dataset_spec *d,
                         eco_severity severity, const char *fmt, ...)
{
    char text[1000];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    eco_one_line(text);
    return eco_findings_add(c->ctx, c->found, severity, d ? d->id : c->a->path,
                            "%s", text);
}

eco_status eco_check_failed(eco_check_job *c, const eco_dataset_spec *d,
                            eco_status st)
{
    if (eco_status_of_input(st))
        return eco_check_add(c, d, ECO_SEVERITY_ERROR, "%s",
                             eco_ctx_message(c->ctx));
    return st;
}

/* A store that is passed on needs to say where things come from. */
static eco_status provenance(eco_check_job *c, const eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    if (!d->licence)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "licence is missing: results cannot be passed on "
                           "without it (such as CC-BY-4.0)");
    if (!st && !d->citation)
        st = eco_check_add(c, d, ECO_SEVERITY_WARNING,
                           "citation is missing: who made the data, year and "
                           "version");
    return st;
}

static eco_status raster(eco_check_job *c, const eco_dataset_spec *d,
                         eco_check_raster *r)
{
    eco_status st;

    r->spec = d;
    st = eco_check_raster_open(c, r);
    if (!st && r->crs)
        st = eco_check_values(c, r);
    if (!st && r->crs)
        st = eco_check_gaps(c, r);
    return st ? st : eco_check_years(c, r);
}

static eco_status rasters(eco_check_job *c)
{
    const eco_assessment *a = c->a;
    bool any = false;
    eco_status st = ECO_OK;

    c->rasters = eco_mem_array(a->ndatasets, sizeof *c->rasters);
    if (!c->rasters)
        return eco_nomem(c->ctx);
    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        st = eco_progress(c->ctx, (double)i / (double)a->ndatasets,
                          "checking rasters");
        if (st || !eco_kind_is_raster(a->datasets[i].kind))
            continue;
        any = true;
        st = raster(c, &a->datasets[i], &c->rasters[i]);
    }
    if (!st && !any)
        st = eco_check_add(c, NULL, ECO_SEVERITY_WARNING,
                           "no dataset is a raster: nothing will be "
                           "tabulated");
    return st ? st : eco_check_grids(c);
}

static eco_status vectors(eco_check_job *c)
{
    const eco_assessment *a = c->a;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < a->ndatasets && !st; i++) {
        st = eco_progress(c->ctx, (double)i / (double)a->ndatasets,
                          "checking polygons and points");
        if (st || eco_kind_is_raster(a->datasets[i].kind))
            continue;
        if (a->datasets[i].kind == ECO_KIND_OFFICIAL_VALUES)
            st = eco_check_official(c, &a->datasets[i]);
        else
            st = a->datasets[i].mapping
                     ? eco_check_incidents(c, &a->datasets[i])
                     : eco_check_vector(c, &a->datasets[i]);
    }
    return st ? st : eco_check_elsewhere(c);
}

/* Cells of a layer beneath the zones' bounding box. */
static double cells_to_read(const eco_check_job *c, const eco_grid *grid)
{
    double ratio =
        fabs((c->grid.gt[1] * c->grid.gt[5] - c->grid.gt[2] * c->grid.gt[4]) /
             (grid->gt[1] * grid->gt[5] - grid->gt[2] * grid->gt[4]));
    double cols = fmin(c->box[2], c->grid.ncols) - fmax(c->box[0], 0);
    double rows = fmin(c->box[3], c->grid.nrows) - fmax(c->box[1], 0);

    return cols > 0 && rows > 0 ? ceil(cols - HAIR) * ceil(rows - HAIR) * ratio
                                : 0;
}

/* What a run would do, and about how long. */
static eco_status plan(eco_check_job *c)
{
    double cells = 0, seconds;
    size_t bands = 0;

    if (!c->has_reference || !c->has_box)
        return ECO_OK;
    for (size_t i = 0; i < c->a->ndatasets; i++) {
        const eco_check_raster *r = &c->rasters[i];

        for (size_t k = 0; r->crs && k < r->spec->nbands; k++) {
            eco_grid grid = eco_check_layer_grid(&r->layers[k]);

            if (!r->layers[k].used)
                continue;
            cells += cells_to_read(c, &grid);
            bands++;
        }
    }
    seconds = cells / CELLS_PER_SECOND;
    return eco_check_add(
        c, NULL, ECO_SEVERITY_NOTE,
        "would tabulate %zu zone%s over the grid of '%s' (%d x %d cells, %s): "
        "at most %.3g million cells of %zu band%s, about %.0f s on one core at "
        "100 million cells a second (an estimate)",
        c->nzones, c->nzones == 1 ? "" : "s", c->rasters[c->reference].spec->id,
        c->grid.ncols, c->grid.nrows,
        eco_crs_name(c->rasters[c->reference].crs), cells / 1e6, bands,
        bands == 1 ? "" : "s", fmax(ceil(seconds), 1));
}

/* What datasets tell of all their records, in the words that rules know. */
static eco_status told_facts(eco_check_job *c, const eco_rules *known)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < c->a->ndatasets && !st; i++)
        for (size_t k = 0; k < c->a->datasets[i].nfacts && !st; k++) {
            const eco_told_fact *f = &c->a->datasets[i].facts[k];

            if (eco_rules_check_value(c->ctx, known, f->name, f->value))
                st = eco_check_add(c, &c->a->datasets[i], ECO_SEVERITY_ERROR,
                                   "facts, line %d: %s", f->line,
                                   eco_ctx_message(c->ctx));
        }
    return st;
}

/* What is wrong with a user's own rules stands among the findings. */
static eco_status rules(eco_check_job *c)
{
    eco_rules *read = NULL;
    eco_status st = eco_rules_load(c->ctx, c->a->rules, NULL, c->found, &read);

    if (!st)
        st = told_facts(c, read);
    eco_rules_destroy(read);
    return eco_status_of_input(st) || st == ECO_USAGE ? ECO_OK : st;
}

static eco_status check(eco_check_job *c)
{
    eco_status st = rules(c);

    for (size_t i = 0; i < c->a->ndatasets && !st; i++)
        st = provenance(c, &c->a->datasets[i]);
    if (!st)
        st = rasters(c);
    if (!st)
        st = vectors(c);
    if (!st)
        st = plan(c);
    for (size_t i = 0; c->rasters && i < c->a->ndatasets; i++)
        eco_check_raster_clear(&c->rasters[i]);
    eco_mem_free(c->rasters);
    return st;
}

eco_status eco_check(eco_ctx *ctx, const char *path, eco_findings *found)
{
    return eco_check_with(ctx, path, NULL, found);
}

eco_status eco_check_with(eco_ctx *ctx, const char *path, const char *layers,
                          eco_findings *found)
{
    eco_check_job c = {.ctx = ctx, .found = found};
    const char *const *codes = NULL;
    eco_assessment *a = NULL;
    eco_status st = eco_gdal_init(ctx);

    if (!st && layers)
        st = eco_layers_override(ctx, layers);
    if (!st)
        st = eco_indicator_codes(ctx, &codes);
    if (!st)
        st = eco_assessment_load(ctx, path, codes, found, &a);
    if (!st) {
        c.a = a;
        st = check(&c);
    }
    if (!st && found->nerrors)
        st = eco_fail(ctx, ECO_FOUND, "%zu error%s in the data", found->nerrors,
                      found->nerrors == 1 ? "" : "s");
    eco_findings_sort(found);
    eco_assessment_destroy(a);
    eco_indicator_codes_free(codes);
    return st;
}
