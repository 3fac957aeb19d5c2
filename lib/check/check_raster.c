/* Opens the files of a raster dataset and sees whether they make one mosaic. */
#include "eco_check_job.h"

#include "eco_mem.h"

#include <math.h>
#include <string.h>

/* Bands of files beyond this many are opened but not sampled. */
enum { SAMPLED_MAX = 400 };

/* Many tiles fail alike: a few are named, the others counted. */
static eco_status fault(eco_check_job *c, eco_check_raster *r, eco_status st)
{
    if (st == ECO_NOMEM || st == ECO_CANCELLED)
        return st;
    if (r->hidden++ >= ECO_CHECK_SHOWN)
        return ECO_OK;
    return eco_check_failed(c, r->spec, st);
}

static eco_status check_crs(eco_check_job *c, eco_check_raster *r,
                            const eco_raster *file, const char *path)
{
    const eco_crs *crs = eco_raster_crs(file);

    if (!crs)
        return eco_fail(c->ctx, ECO_USAGE,
                        "%s: has no coordinate reference system (CRS); set it "
                        "with gdal_edit.py -a_srs",
                        path);
    if (!r->crs) {
        r->file = eco_mem_text(path);
        if (!r->file)
            return eco_nomem(c->ctx);
        return eco_crs_clone(c->ctx, crs, &r->crs);
    }
    if (eco_crs_same(crs, r->crs))
        return ECO_OK;
    return eco_fail(c->ctx, ECO_USAGE,
                    "%s: is in %s, but %s of the same dataset is in %s; "
                    "reproject one of them",
                    path, eco_crs_name(crs), r->file, eco_crs_name(r->crs));
}

static bool extend(eco_check_layer *l, const eco_grid *grid, int64_t col,
                   int64_t row)
{
    if (!ECO_GROW(l->tiles, l->ntiles, l->cap))
        return false;
    l->tiles[l->ntiles++] = (eco_rect){col, row, grid->ncols, grid->nrows};
    if (!l->used) {
        l->west = l->north = INT64_MAX;
        l->east = l->south = INT64_MIN;
    }
    l->used = true;
    l->west = col < l->west ? col : l->west;
    l->north = row < l->north ? row : l->north;
    l->east = col + grid->ncols > l->east ? col + grid->ncols : l->east;
    l->south = row + grid->nrows > l->south ? row + grid->nrows : l->south;
    return true;
}

/* One file as a part of one band's mosaic. */
static eco_status place(eco_check_job *c, eco_check_raster *r, size_t k,
                        eco_raster *file, const char *path)
{
    const eco_raster_info *info = eco_raster_info_get(file);
    eco_check_layer *l = &r->layers[k];
    int64_t dcol = 0, drow = 0;
    eco_sample sample;
    bool has_nodata;
    double nodata;
    eco_status st = eco_raster_band(c->ctx, file, r->spec->bands[k].band,
                                    &sample, &has_nodata, &nodata);

    if (st)
        return st;
    if (!l->used) {
        l->first = info->grid;
        l->sample = sample;
        l->integer = info->integer;
        l->has_nodata = has_nodata;
        l->nodata = nodata;
    } else if (sample != l->sample) {
        return eco_fail(c->ctx, ECO_USAGE,
                        "%s: its data type differs from that of the other "
                        "files of the mosaic; convert it (gdal_translate -ot)",
                        path);
    } else if (!eco_grid_aligned(&l->first, &info->grid, ECO_CHECK_SHIFT_MAX,
                                 &dcol, &drow)) {
        return eco_fail(c->ctx, ECO_USAGE,
                        "%s: its grid is not aligned with that of the other "
                        "files of the mosaic (cell size or origin differ); "
                        "resample it to that grid",
                        path);
    }
    return extend(l, &info->grid, dcol, drow) ? ECO_OK : eco_nomem(c->ctx);
}

static bool holds(const eco_band_source *b, size_t i, const char *path)
{
    return i < b->nfiles && strcmp(b->files[i], path) == 0;
}

/* File `i` of band source `k`, and the same file in later ones: a stack of 38
 * years in one file is opened once. */
static eco_status look_at(eco_check_job *c, eco_check_raster *r, size_t k,
                          size_t i, double share)
{
    const eco_dataset_spec *d = r->spec;
    const char *path = d->bands[k].files[i];
    eco_raster *file = NULL;
    eco_status st;

    if (k > 0 && holds(&d->bands[0], i, path))
        return ECO_OK;
    st = eco_progress(c->ctx, 0, "checking rasters");
    if (!st)
        st = eco_raster_open(c->ctx, path, &file);
    if (!st)
        st = check_crs(c, r, file, path);
    for (size_t j = k; j < d->nbands && !st; j++) {
        if (j > k && !(k == 0 && holds(&d->bands[j], i, path)))
            continue;
        st = place(c, r, j, file, path);
        if (!st && share > 0)
            st = eco_check_sample_band(c, r, (const size_t[]){j, i}, file,
                                       share);
        if (st)
            st = fault(c, r, st);
    }
    eco_raster_close(file);
    return st ? fault(c, r, st) : ECO_OK;
}

eco_status eco_check_raster_open(eco_check_job *c, eco_check_raster *r)
{
    const eco_dataset_spec *d = r->spec;
    size_t total = 0, seen = 0;
    eco_status st = ECO_OK;

    r->layers = eco_mem_array(d->nbands, sizeof *r->layers);
    if (!r->layers)
        return eco_nomem(c->ctx);
    r->sample.whole = true;
    r->sample.low = INFINITY;
    r->sample.high = -INFINITY;
    for (size_t k = 0; k < d->nbands; k++)
        total += d->bands[k].nfiles;
    for (size_t k = 0; k < d->nbands && !st; k++)
        for (size_t i = 0; i < d->bands[k].nfiles && !st; i++, seen++) {
            bool sampled = seen % (total / SAMPLED_MAX + 1) == 0;

            r->sample.whole &= sampled;
            st = look_at(c, r, k, i,
                         sampled ? 1.0 / fmin((double)total, SAMPLED_MAX) : 0);
        }
    if (!st && r->hidden > ECO_CHECK_SHOWN)
        st = eco_check_add(c, d, ECO_SEVERITY_ERROR,
                           "%zu more files or bands have such errors",
                           r->hidden - ECO_CHECK_SHOWN);
    return st;
}

eco_grid eco_check_layer_grid(const eco_check_layer *l)
{
    eco_grid grid = l->first;
    eco_point origin = eco_grid_to_crs(
        &l->first, (eco_point){(double)l->west, (double)l->north});

    grid.gt[0] = origin.x;
    grid.gt[3] = origin.y;
    grid.ncols = (int)fmin((double)(l->east - l->west), INT32_MAX / 2);
    grid.nrows = (int)fmin((double)(l->south - l->north), INT32_MAX / 2);
    return grid;
}

void eco_check_raster_clear(eco_check_raster *r)
{
    eco_crs_destroy(r->crs);
    eco_mem_free(r->file);
    for (size_t k = 0; r->layers && k < r->spec->nbands; k++)
        eco_mem_free(r->layers[k].tiles);
    eco_mem_free(r->layers);
    eco_mem_free(r->sample.small);
}
