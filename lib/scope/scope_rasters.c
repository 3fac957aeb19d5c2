/* K1 and K2: the rasters that show a domain's degradation, and their accuracy.
 * The first file of each is opened; 'ecocrime check' opens them all. */
#include "eco_raster.h"
#include "eco_scope_job.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Cells this many times the limit still tell something. */
#define COARSE 10.0

static bool has_role(const eco_dataset_spec *d, const char *role)
{
    for (size_t i = 0; i < d->nlegend; i++)
        if (d->legend[i].role && strcmp(d->legend[i].role, role) == 0)
            return true;
    return !*role;
}

static bool serves(const eco_scope_job *job, size_t rule, const char *domain,
                   const eco_dataset_spec *d)
{
    const eco_scope_table *t = &job->tables.rasters;

    return strcmp(eco_scope_cell(t, rule, ECO_RASTER_DOMAIN), domain) == 0 &&
           strcmp(eco_scope_cell(t, rule, ECO_RASTER_KIND),
                  eco_kind_word(d->kind)) == 0 &&
           (d->nlegend == 0 ||
            has_role(d, eco_scope_cell(t, rule, ECO_RASTER_ROLE)));
}

/* Side of a cell in the middle of the first file; 0: it has no cells. */
static eco_status cell_side(eco_ctx *ctx, const eco_dataset_spec *d, double *m)
{
    eco_raster *file = NULL;
    double m2 = 0;
    eco_status st;

    *m = 0;
    if (!eco_kind_is_raster(d->kind) || !d->nbands || !d->bands[0].nfiles)
        return ECO_OK;
    st = eco_raster_open(ctx, d->bands[0].files[0], &file);
    if (!st && !eco_raster_crs(file))
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: has no coordinate reference system (CRS); set it "
                      "with gdal_edit.py -a_srs",
                      d->bands[0].files[0]);
    if (!st)
        st = eco_crs_cell_m2(ctx, eco_raster_crs(file),
                             &eco_raster_info_get(file)->grid, &m2);
    if (!st)
        *m = sqrt(m2);
    eco_raster_close(file);
    return st;
}

/* Years of the period that the dataset does not speak of. */
static int years_missing(const eco_assessment *a, const eco_dataset_spec *d)
{
    int missing = 0;

    if (d->kind == ECO_KIND_FOREST_LOSS_YEAR) {
        int base = d->year ? d->year : 2000;

        return a->year_from > base ? 0 : base - a->year_from + 1;
    }
    if (!d->nbands || !d->bands[0].year)
        return 0; /* the file tells dates itself */
    for (int y = a->year_from; y <= a->year_to; y++) {
        bool there = false;

        for (size_t k = 0; k < d->nbands; k++)
            there |= d->bands[k].year == y;
        missing += !there;
    }
    return missing;
}

/* How well dataset `d` shows the domain by rule `rule`, with the reason. */
static eco_status score_one(eco_ctx *ctx, const eco_scope_job *job, size_t rule,
                            const eco_dataset_spec *d, eco_scope_score *best)
{
    const eco_scope_table *t = &job->tables.rasters;
    double limit = 0, most = 0, side, score;
    int missing = years_missing(job->assessment, d);
    char cells[80] = "polygons";
    eco_status st = cell_side(ctx, d, &side);

    if (st)
        return st;
    if (!eco_parse_real(eco_scope_cell(t, rule, ECO_RASTER_CELL), &limit) ||
        !eco_parse_real(eco_scope_cell(t, rule, ECO_RASTER_SCORE), &most))
        return eco_fail(ctx, ECO_FORMAT,
                        "layers/scope/rasters.csv:%zu: cell_m and score are "
                        "numbers",
                        rule + 2);
    score = missing || side > limit ? fmin(most, 0.5) : most;
    if (side > COARSE * limit && side > 0)
        score = 0;
    if (side > 0)
        snprintf(cells, sizeof cells, "cells of %.3g m%s", side,
                 side > limit ? ", too coarse" : "");
    if (best->reason && score <= best->value)
        return ECO_OK;
    return eco_scope_set(ctx, best, score, "%s (%s): %s%s", d->id,
                         eco_kind_word(d->kind), cells,
                         missing    ? "; not all years of the period"
                         : most < 1 ? "; shows places, not the whole area"
                                    : "");
}

/* Whether a word stands between blanks in a list. */
static bool listed(const char *list, const char *word)
{
    size_t n = strlen(word);

    for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
        if ((p == list || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
            return true;
    return false;
}

/* Points mapped as one of the types that show the domain: of the one with most.
 */
static int64_t points_mapped(const eco_accuracy_spec *a, const char *types)
{
    int64_t most = 0;

    for (size_t i = 0; i < a->nrows; i++) {
        int64_t n = 0;

        for (size_t k = 0; k < a->nrows; k++)
            n += strcmp(a->rows[i].mapped, a->rows[k].mapped) == 0
                     ? a->rows[k].n
                     : 0;
        if (n > most && listed(types, a->rows[i].mapped))
            most = n;
    }
    return most;
}

static eco_status score_accuracy(eco_ctx *ctx, const eco_scope_job *job,
                                 size_t rule, const eco_dataset_spec *d,
                                 eco_scope_score *best)
{
    const eco_accuracy_spec *a = d->accuracy;
    const char *types =
        eco_scope_cell(&job->tables.rasters, rule, ECO_RASTER_TYPES);
    int64_t n = a && a->file ? points_mapped(a, types) : 0;
    double score = !a || !a->file                                ? 0
                   : (double)n >= job->tables.limit.points_least ? 1
                                                                 : 0.5;

    if (best->reason && score <= best->value)
        return ECO_OK;
    if (!a)
        return eco_scope_set(ctx, best, 0, "%s has no accuracy sample", d->id);
    if (!a->file)
        return eco_scope_set(
            ctx, best, 0, "%s: borrowed accuracy is not of this area", d->id);
    return eco_scope_set(ctx, best, score,
                         "%s: %s sample, %lld points mapped as degradation%s",
                         d->id, a->design, (long long)n,
                         score < 1 ? ", too few for single zones" : "");
}

eco_status eco_scope_rasters(eco_ctx *ctx, const eco_scope_job *job,
                             eco_scope_row *row)
{
    const eco_assessment *a = job->assessment;
    const char *domain = job->domains[row->domain];
    eco_status st = ECO_OK;

    for (size_t i = 0; i < a->ndatasets && !st; i++)
        for (size_t r = 0; r < job->tables.rasters.n && !st; r++) {
            const eco_dataset_spec *d = &a->datasets[i];

            if (!serves(job, r, domain, d))
                continue;
            st = score_one(ctx, job, r, d, &row->score[0]);
            if (!st && eco_kind_is_raster(d->kind))
                st = score_accuracy(ctx, job, r, d, &row->score[1]);
        }
    if (!st && !row->score[0].reason)
        st = eco_scope_set(ctx, &row->score[0], 0,
                           "no dataset shows degradation by this domain");
    if (!st && !row->score[1].reason)
        st = eco_scope_set(ctx, &row->score[1], 0,
                           "no raster whose accuracy could be known");
    return st;
}
