/* Rasters stay where they are: their footprint, grid and legend go in. */
#include "eco_ingest_job.h"

#include "eco_mem.h"
#include "eco_raster.h"

#include <math.h>
#include <string.h>

static void describe_cell(const eco_grid *g, const eco_crs *crs, eco_str *out)
{
    eco_str_printf(out, "%.10g x %.10g %s", hypot(g->gt[1], g->gt[4]),
                   hypot(g->gt[2], g->gt[5]),
                   eco_crs_geographic(crs) ? "degrees" : "units of the CRS");
}

static eco_status write_tile(eco_ctx *ctx, struct ingest *job, const char *path,
                             const eco_raster *r)
{
    const eco_grid *g = &eco_raster_info_get(r)->grid;
    const char *slash = strrchr(path, '/');
    unsigned char *wkb = NULL;
    eco_stmt *s = NULL;
    eco_str cell = {0};
    size_t n;
    eco_status st = eco_raster_footprint(ctx, g, eco_raster_crs(r), &wkb, &n);

    if (!st)
        st = eco_store_query(ctx, job->store, "ingest_tile", &s);
    describe_cell(g, eco_raster_crs(r), &cell);
    if (!st) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_text(s, ":dataset", job->spec->id);
        eco_bind_text(s, ":file", slash ? slash + 1 : path);
        eco_bind_int(s, ":ncols", g->ncols);
        eco_bind_int(s, ":nrows", g->nrows);
        eco_bind_text(s, ":cell", eco_str_text(&cell));
        eco_bind_blob(s, ":wkb", wkb, n);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_str_clear(&cell);
    eco_mem_free(wkb);
    return st;
}

static eco_status one_file(eco_ctx *ctx, struct ingest *job, const char *path)
{
    eco_raster *r = NULL;
    eco_status st = eco_raster_open(ctx, path, &r);

    if (!st && !eco_raster_crs(r))
        st = eco_fail(ctx, ECO_USAGE,
                      "%s: has no coordinate reference system; set it with "
                      "gdal_edit.py -a_srs",
                      path);
    if (!st && !job->grid.n) {
        const eco_grid *g = &eco_raster_info_get(r)->grid;

        eco_str_add(&job->crs, eco_crs_name(eco_raster_crs(r)));
        eco_str_printf(&job->grid, "%d x %d cells of ", g->ncols, g->nrows);
        describe_cell(g, eco_raster_crs(r), &job->grid);
    }
    if (!st)
        st = write_tile(ctx, job, path, r);
    eco_raster_close(r);
    return st;
}

static eco_status write_legend(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, job->store, "ingest_class", &s);

    for (size_t i = 0; i < d->nlegend && !st; i++) {
        eco_bind_int(s, ":dataset_id", job->dataset_id);
        eco_bind_int(s, ":class", (int64_t)i);
        eco_bind_text(s, ":label", d->legend[i].label);
        eco_bind_text(s, ":role", d->legend[i].role);
        eco_bind_text(s, ":unccd", d->legend[i].unccd);
        eco_bind_real(s, ":low", d->legend[i].low);
        eco_bind_real(s, ":high", d->legend[i].high);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static void describe_nodata(const eco_dataset_spec *d, eco_str *note)
{
    if (d->nodata == ECO_NODATA_KEEP)
        eco_str_add(note, "the declared nodata value is kept as a class");
    else if (d->nodata == ECO_NODATA_VALUE)
        eco_str_printf(note, "nodata is %g, as the assessment says",
                       d->nodata_value);
}

eco_status eco_ingest_raster(eco_ctx *ctx, struct ingest *job)
{
    const eco_dataset_spec *d = job->spec;
    size_t nfiles = 0;
    eco_status st = ECO_OK;

    for (size_t b = 0; b < d->nbands && !st; b++) {
        if (b && strcmp(d->bands[b].files[0], d->bands[b - 1].files[0]) == 0)
            continue; /* another band of the same files */
        for (size_t i = 0; i < d->bands[b].nfiles && !st; i++, nfiles++)
            st = one_file(ctx, job, d->bands[b].files[i]);
    }
    if (st)
        return st;
    job->year_first = d->bands[0].year ? d->bands[0].year : d->year;
    job->year_last =
        d->bands[d->nbands - 1].year ? d->bands[d->nbands - 1].year : d->year;
    describe_nodata(d, &job->note);
    eco_str_printf(&job->what,
                   "registered %zu file%s with %zu band%s, %s in %s", nfiles,
                   nfiles == 1 ? "" : "s", d->nbands, d->nbands == 1 ? "" : "s",
                   eco_str_text(&job->grid), eco_str_text(&job->crs));
    return write_legend(ctx, job);
}
