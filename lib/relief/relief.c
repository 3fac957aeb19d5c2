/* Elevation in, mountains out. The classes go to a temporary file first, as
 * basins are known only when the rows round them have been seen. */
#include "eco_relief.h"

#include "eco_basins.h"
#include "eco_file.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "eco_raster_out.h"
#include "eco_relief_rows.h"
#include "eco_terrain.h"

#include <stdio.h>

struct relief {
    eco_relief_rows *in;
    eco_terrain_spec terrain;
    eco_terrain_rows rows;
    eco_basins *basins;
    unsigned char *classes; /* a row */
    eco_relief_counts *counts;
};

static eco_status open_relief(eco_ctx *ctx, const eco_dataset_spec *spec,
                              struct relief *r)
{
    eco_status st = eco_relief_rows_open(ctx, spec, &r->in);
    const eco_crs *crs;

    if (st)
        return st;
    crs = eco_relief_rows_crs(r->in);
    r->terrain = (eco_terrain_spec){.grid = *eco_relief_rows_grid(r->in),
                                    .geographic = eco_crs_geographic(crs),
                                    .ellipsoid = eco_crs_ellipsoid(crs),
                                    .radius_m = ECO_TERRAIN_RADIUS_M};
    r->terrain.unit_m = r->terrain.geographic ? 0 : eco_crs_unit_m(crs);
    st = eco_terrain_rows_make(&r->terrain, &r->rows);
    if (!st)
        st = eco_basins_create(&r->rows, r->terrain.grid.ncols,
                               ECO_TERRAIN_BASIN_M2, &r->basins);
    r->classes = eco_mem_array((size_t)r->terrain.grid.ncols, 1);
    if (st == ECO_INVALID)
        return eco_fail(ctx, ECO_USAGE, "%s: its grid reaches beyond a pole",
                        spec->bands[0].files[0]);
    return st == ECO_NOMEM || !r->classes ? eco_nomem(ctx) : st;
}

static void close_relief(struct relief *r)
{
    eco_relief_rows_close(r->in);
    eco_terrain_rows_clear(&r->rows);
    eco_basins_destroy(r->basins);
    eco_mem_free(r->classes);
}

static eco_status create_out(eco_ctx *ctx, const struct relief *r,
                             const char *path, bool compress,
                             eco_raster_out **out)
{
    return eco_raster_out_create(
        ctx, path,
        &(eco_raster_out_spec){.grid = r->terrain.grid,
                               .crs = eco_relief_rows_crs(r->in),
                               .nodata = ECO_TERRAIN_UNKNOWN,
                               .compress = compress},
        out);
}

/* Rows of classes that are ready. */
static eco_status put_ready(eco_ctx *ctx, struct relief *r, eco_terrain *t,
                            eco_raster_out *out, int *row)
{
    eco_status st = ECO_OK;

    while (!st && eco_terrain_take(t, r->classes, NULL)) {
        st = eco_basins_push(r->basins, r->classes);
        if (st)
            return eco_nomem(ctx);
        st = eco_raster_out_row(ctx, out, (*row)++, r->classes);
    }
    return st;
}

static eco_status classify(eco_ctx *ctx, struct relief *r, const char *path)
{
    eco_raster_out *out = NULL;
    eco_terrain *t = NULL;
    int done = 0, nrows = r->terrain.grid.nrows;
    eco_status st = create_out(ctx, r, path, false, &out), closed;

    if (!st && eco_terrain_create(&r->terrain, &t))
        st = eco_nomem(ctx);
    for (int row = 0; row < nrows && !st; row++) {
        const float *elevation;

        st = eco_relief_rows_next(ctx, r->in, &elevation);
        if (!st) {
            eco_terrain_push(t, elevation);
            st = put_ready(ctx, r, t, out, &done);
        }
        if (!st && row % 64 == 0)
            st = eco_progress(ctx, (double)row / nrows,
                              "finding mountains in elevation");
    }
    if (!st)
        st = eco_basins_finish(r->basins);
    eco_terrain_destroy(t);
    closed = eco_raster_out_close(ctx, out);
    return st ? st : closed;
}

static void count_row(struct relief *r)
{
    for (int c = 0; c < r->terrain.grid.ncols; c++) {
        unsigned char k = r->classes[c];

        r->counts->cells++;
        r->counts->unknown += k == ECO_TERRAIN_UNKNOWN;
        r->counts->basin += k == ECO_TERRAIN_BASIN;
        r->counts->mountain +=
            k != ECO_TERRAIN_NONE && k != ECO_TERRAIN_UNKNOWN;
    }
}

/* The classes again, with the basins. */
static eco_status finish(eco_ctx *ctx, struct relief *r, const char *from,
                         const char *to)
{
    eco_raster *in = NULL;
    eco_raster_out *out = NULL;
    int ncols = r->terrain.grid.ncols;
    eco_status st = eco_raster_open(ctx, from, &in), closed;

    if (!st)
        st = create_out(ctx, r, to, true, &out);
    for (int row = 0; row < r->terrain.grid.nrows && !st; row++) {
        st = eco_raster_read(ctx, in, 1, (const int[4]){0, row, ncols, 1},
                             r->classes, (size_t)ncols);
        if (st)
            break;
        eco_basins_mark(r->basins, row, r->classes);
        count_row(r);
        st = eco_raster_out_row(ctx, out, row, r->classes);
    }
    eco_raster_close(in);
    closed = eco_raster_out_close(ctx, out);
    return st ? st : closed;
}

eco_status eco_relief_mountains(eco_ctx *ctx, const eco_dataset_spec *spec,
                                const char *path, eco_relief_counts *out)
{
    struct relief r = {.counts = out};
    char *draft = NULL, *whole = NULL;
    eco_status st;

    *out = (eco_relief_counts){0};
    st = open_relief(ctx, spec, &r);
    if (!st)
        st = eco_file_temporary(ctx, path, &draft);
    if (!st)
        st = eco_file_temporary(ctx, path, &whole);
    if (!st)
        st = classify(ctx, &r, draft);
    if (!st)
        st = finish(ctx, &r, draft, whole);
    if (!st)
        st = eco_file_replace(ctx, whole, path);
    if (draft)
        remove(draft);
    if (whole && st)
        remove(whole);
    eco_mem_free(draft);
    eco_mem_free(whole);
    close_relief(&r);
    return st ? eco_trace(ctx, st, "mountains of dataset '%s'", spec->id)
              : ECO_OK;
}
