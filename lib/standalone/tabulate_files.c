/* eco_tabulate_files: zones and rasters from files to one table. */
#include "eco_standalone.h"

#include "eco_gdal.h"
#include "eco_geom.h"
#include "eco_mem.h"
#include "eco_pool.h"
#include "eco_str.h"
#include "eco_tiles.h"

#include <glob.h>
#include <string.h>
#include <unistd.h>

struct work {
    eco_stack stack;
    eco_zone_set *sets;
    size_t nsets;
    eco_polyset polygons;
    eco_faces evidence;
    eco_result result;
    eco_sampled sampled;
    eco_str state; /* the file of an interrupted pass */
    eco_legend_entry *legend;
    size_t nlegend;
};

static eco_status shipped_legend(eco_ctx *ctx, const char *where,
                                 const char *word, struct work *w)
{
    eco_str all = {0};
    eco_status st = eco_legend_shipped(ctx, word, &w->legend, &w->nlegend);

    eco_legend_shipped_names(&all);
    if (!st && !w->nlegend)
        st = eco_fail(ctx, ECO_NOTFOUND,
                      "%s: legend '%s' is neither a file, nor a list such as "
                      "0-29:open;30-100:forest, nor one that comes with "
                      "ecocrime (%s)",
                      where, word, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

static eco_status load_legend(eco_ctx *ctx, const eco_raster_option *o,
                              const eco_tiles *files, struct work *w)
{
    eco_status st;
    char where[80] = "--class ";

    if (!o->legend)
        return ECO_OK;
    strncat(where, o->name, sizeof where - strlen(where) - 1);
    if (access(o->legend, R_OK) == 0)
        st = eco_legend_load(ctx, o->legend, &w->legend, &w->nlegend);
    else if (strcmp(o->legend, "file") == 0 && files->n)
        st = eco_legend_of_raster(ctx, files->files[0], o->band, &w->legend,
                                  &w->nlegend);
    else if (strchr(o->legend, ':'))
        st = eco_legend_parse(ctx, where, o->legend, &w->legend, &w->nlegend);
    else
        st = shipped_legend(ctx, where, o->legend, w);
    return st;
}

static eco_status name_taken(eco_ctx *ctx, const eco_stack *s, const char *name)
{
    static const char *const ours[] = {"zone", "zone_set", "evidence", "cells",
                                       "area_m2"};
    bool taken = false;

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        taken |= strcmp(name, ours[i]) == 0;
    for (size_t i = 0; i < s->nlayers; i++)
        taken |= strcmp(name, s->layers[i].name) == 0;
    return taken
               ? eco_fail(ctx, ECO_USAGE,
                          "the column name '%s' is taken; choose another NAME",
                          name)
               : ECO_OK;
}

/* All that a pattern matches, or what the name stands for: a mosaic. */
static eco_status find_files(eco_ctx *ctx, const char *option,
                             const eco_raster_option *o, eco_tiles *files)
{
    glob_t found = {0};
    eco_status st = ECO_OK;
    int rc;

    if (access(o->path, F_OK) == 0 || !strpbrk(o->path, "*?["))
        st = eco_tiles_find(ctx, o->path, o->name, files);
    else if ((rc = glob(o->path, 0, NULL, &found)) == GLOB_NOSPACE)
        st = eco_nomem(ctx);
    else if (rc || !found.gl_pathc)
        st = eco_fail(ctx, ECO_NOTFOUND, "%s %s: no file matches '%s'", option,
                      o->name, o->path);
    for (size_t i = 0; i < found.gl_pathc && !st; i++)
        st = eco_tiles_add(ctx, files, found.gl_pathv[i]);
    globfree(&found);
    return st ? st : eco_tiles_sort(ctx, files);
}

static eco_status add_raster(eco_ctx *ctx, struct work *w, const char *option,
                             const char *text, size_t *layer)
{
    eco_raster_option o;
    eco_layer_source source;
    eco_tiles files = {0};
    eco_status st = eco_raster_option_parse(ctx, option, text, &o);

    if (st)
        return st;
    st = name_taken(ctx, &w->stack, o.name);
    if (!st)
        st = find_files(ctx, option, &o, &files);
    if (!st)
        st = load_legend(ctx, &o, &files, w);
    if (st)
        goto done;
    source = (eco_layer_source){.name = o.name,
                                .files = files.files,
                                .nfiles = files.n,
                                .band = o.band,
                                .legend = w->legend,
                                .nlegend = w->nlegend,
                                .nodata = o.nodata,
                                .nodata_value = o.nodata_value,
                                .value = strcmp(option, "--value") == 0,
                                .count = o.count,
                                .unit_per_m2 = 1e-4,
                                .min_patch_m2 = o.min_patch_ha * 1e4};
    st = eco_stack_add_layer(ctx, &w->stack, &source, layer);
done:
    eco_tiles_clear(&files);
    eco_legend_free(w->legend, w->nlegend);
    w->legend = NULL;
    w->nlegend = 0;
    eco_raster_option_clear(&o);
    return st;
}

static eco_status set_reference(eco_ctx *ctx, eco_stack *s, const char *name)
{
    if (!name)
        return ECO_OK;
    for (size_t i = 0; i < s->nlayers; i++)
        if (strcmp(s->layers[i].name, name) == 0) {
            eco_stack_set_reference(s, i);
            return ECO_OK;
        }
    return eco_fail(ctx, ECO_USAGE,
                    "--grid %s: no --class or --value raster has that NAME",
                    name);
}

static eco_status make_stack(eco_ctx *ctx, const eco_tabulate_options *o,
                             struct work *w)
{
    size_t *classes = eco_mem_array(o->nclasses, sizeof *classes), value;
    eco_status st = classes ? ECO_OK : eco_nomem(ctx);

    for (size_t i = 0; i < o->nclasses && !st; i++)
        st = add_raster(ctx, w, "--class", o->classes[i], &classes[i]);
    for (size_t i = 0; i < o->nvalues && !st; i++)
        st = add_raster(ctx, w, "--value", o->values[i], &value);
    if (!st)
        st = o->nclasses
                 ? eco_stack_add_cross(ctx, &w->stack, classes, o->nclasses)
                 : eco_stack_add_total(ctx, &w->stack);
    if (!st)
        st = set_reference(ctx, &w->stack, o->grid);
    if (!st)
        st = eco_stack_join(ctx, &w->stack, o->planar != 0);
    eco_mem_free(classes);
    return st;
}

static bool is_csv(const eco_tabulate_options *o)
{
    return eco_ends_with(o->output, ".csv") || strcmp(o->output, "-") == 0;
}

static eco_status read_zones(eco_ctx *ctx, const eco_tabulate_options *o,
                             struct work *w)
{
    eco_zone_request q = {
        .key = o->zone_key, .where = o->where, .keep_geometry = !is_csv(o)};
    eco_status st = ECO_OK;

    w->sets = eco_mem_array(o->nzones, sizeof *w->sets);
    if (!w->sets)
        return eco_nomem(ctx);
    while (w->nsets < o->nzones && !st) {
        eco_zone_set *set = &w->sets[w->nsets];

        q.file = o->zones[w->nsets];
        st = eco_zone_set_read(ctx, &w->stack, &q, &w->polygons, set);
        for (size_t i = 0; i < w->nsets && !st; i++)
            if (strcmp(w->sets[i].name, set->name) == 0)
                st = eco_fail(ctx, ECO_USAGE,
                              "--zones %s: another zone set is named '%s' "
                              "too; rename the file or the layer",
                              q.file, set->name);
        w->nsets++;
    }
    return st;
}

static eco_status write_output(eco_ctx *ctx, const eco_tabulate_options *o,
                               const struct work *w)
{
    eco_tabulation t = {
        &w->stack, &w->result,          w->sets,
        w->nsets,  o->evidence != NULL, o->sample ? &w->sampled : NULL};

    if (!is_csv(o))
        return eco_tabulation_table(ctx, &t, o->output);
    if (strcmp(o->output, "-") != 0)
        return eco_tabulation_csv_file(ctx, &t, o->output);
    return o->text ? eco_tabulation_csv(ctx, &t, o->text) : ECO_OK;
}

static eco_status check_options(eco_ctx *ctx, const eco_tabulate_options *o)
{
    if (!o->nzones || !o->zone_key || !o->output)
        return eco_fail(ctx, ECO_USAGE,
                        "zones, zone_key and output must be given");
    if (!o->evidence && o->evidence_date)
        return eco_fail(ctx, ECO_USAGE,
                        "--evidence-date goes with --evidence FILE");
    if (!o->nclasses && !o->nvalues)
        return eco_fail(ctx, ECO_USAGE,
                        "give at least one --class or --value raster");
    if (strcmp(o->output, "-") != 0 && !eco_ends_with(o->output, ".csv") &&
        !eco_ends_with(o->output, ".gpkg") &&
        !eco_ends_with(o->output, ".parquet"))
        return eco_fail(ctx, ECO_USAGE,
                        "%s: cannot tell the format; end it in .csv, .gpkg or "
                        ".parquet",
                        o->output);
    return ECO_OK;
}

static void clear(struct work *w)
{
    eco_result_clear(&w->result);
    eco_sampled_clear(&w->sampled);
    eco_str_clear(&w->state);
    eco_polyset_clear(&w->polygons);
    eco_faces_clear(&w->evidence);
    for (size_t i = 0; i < w->nsets; i++)
        eco_zone_set_clear(&w->sets[i]);
    eco_mem_free(w->sets);
    eco_stack_clear(&w->stack);
}

/* All of it, or a sample. Output that goes to a file is worth keeping the state
 * of beside it. */
static eco_status count(eco_ctx *ctx, const eco_tabulate_options *o,
                        struct work *w, eco_job *job)
{
    if (o->sample)
        return eco_sample_run(ctx, job, o->sample, &w->result, &w->sampled);
    if (strcmp(o->output, "-") != 0) {
        eco_str_printf(&w->state, "%s.resume", o->output);
        if (w->state.failed)
            return eco_nomem(ctx);
        job->state = eco_str_text(&w->state);
    }
    return eco_engine_run(ctx, job, &w->result);
}

eco_status eco_tabulate_files(eco_ctx *ctx, const eco_tabulate_options *o)
{
    struct work w = {0};
    eco_job job = {
        .stack = &w.stack, .zones = &w.polygons, .evidence = &w.evidence};
    eco_status st = check_options(ctx, o);

    if (st)
        return st;
    job.threads = o->threads > 0 ? o->threads : eco_pool_cores();
    st = eco_gdal_init(ctx);
    if (!st)
        st = make_stack(ctx, o, &w);
    if (!st)
        st = read_zones(ctx, o, &w);
    if (!st && o->evidence)
        st = eco_evidence_read(ctx, &w.stack, o->evidence, o->evidence_date,
                               &w.evidence);
    w.stack.through_gdal = o->through_gdal != 0;
    if (!st)
        st = count(ctx, o, &w, &job);
    if (!st)
        st = write_output(ctx, o, &w);
    clear(&w);
    return st;
}
