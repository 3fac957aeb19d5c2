/* Layers of other CRSs and rotations on one reference grid, against PROJ asked
 * for every single cell: classes under the centres, counts conserved, averages
 * within what they average; and the same whatever the chunks. */
#include "check.h"
#include "scratch.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_reader.h"
#include "eco_stack.h"
#include "eco_warp.h"

#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>

enum { WORLDS = 40, COLS = 61, ROWS = 47, CELLS = COLS * ROWS };

static eco_ctx *ctx;

/* A raster of random integers about (lon, lat); `turn` in radians. */
struct raster {
    char path[64];
    int epsg, ncols, nrows;
    double gt[6];
    uint8_t cells[200 * 200];
};

static void make(struct raster *r, GDALDataType type, uint64_t *rng)
{
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(r->path),
                                 r->ncols, r->nrows, 1, type, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);

    for (int i = 0; i < r->ncols * r->nrows; i++)
        r->cells[i] = (uint8_t)(check_random(rng) * 250);
    OSRImportFromEPSG(srs, r->epsg);
    GDALSetGeoTransform(ds, r->gt);
    GDALSetSpatialRef(ds, srs);
    CHECK(!GDALRasterIO(GDALGetRasterBand(ds, 1), GF_Write, 0, 0, r->ncols,
                        r->nrows, r->cells, r->ncols, r->nrows, GDT_Byte, 0, 0),
          "%s", r->path);
    OSRDestroySpatialReference(srs);
    GDALClose(ds);
}

/* Where a grid about (lon, lat) begins in its CRS. */
static void lay(struct raster *r, eco_point centre, double cell, double turn)
{
    double c = cell * cos(turn), s = cell * sin(turn);

    r->gt[1] = c;
    r->gt[2] = s;
    r->gt[4] = s;
    r->gt[5] = -c;
    r->gt[0] = centre.x - r->gt[1] * r->ncols / 2 - r->gt[2] * r->nrows / 2;
    r->gt[3] = centre.y - r->gt[4] * r->ncols / 2 - r->gt[5] * r->nrows / 2;
}

static eco_point to_crs(int epsg, double lon, double lat)
{
    char name[16];
    eco_crs *a = NULL, *b = NULL;
    eco_transform *t = NULL;
    eco_point p = {lon, lat};

    snprintf(name, sizeof name, "EPSG:%d", epsg);
    CHECK(!eco_crs_create(ctx, "EPSG:4326", &a) &&
              !eco_crs_create(ctx, name, &b) &&
              !eco_transform_create(ctx, a, b, &t) &&
              !eco_transform_points(t, 1, &p),
          "%s", name);
    eco_transform_destroy(t);
    eco_crs_destroy(a);
    eco_crs_destroy(b);
    return p;
}

struct world {
    struct raster ref, classes, count, density;
    eco_stack stack;
    bool covered; /* the reference covers all of the count raster */
};

static void add(struct world *w, const struct raster *r, bool value, bool count)
{
    char *files[] = {(char *)(uintptr_t)scratch(r->path)};
    eco_layer_source source = {.name = r->path,
                               .files = files,
                               .nfiles = 1,
                               .nodata = ECO_NODATA_KEEP,
                               .value = value,
                               .count = count,
                               .unit_per_m2 = 1e-4};
    size_t layer;

    CHECK(!eco_stack_add_layer(ctx, &w->stack, &source, &layer), "%s",
          eco_ctx_message(ctx));
}

static double draw(uint64_t *rng, double low, double high)
{
    return low + (high - low) * check_random(rng);
}

/* A raster of cells about so many metres wide, near (lon, lat). */
static void random_raster(struct raster *r, const char *path, int epsg,
                          const eco_point *at, double metres, uint64_t *rng)
{
    bool degrees = epsg == 4326;
    double turn = draw(rng, 0, 1) < 0.4 ? draw(rng, -3, 3) : 0;

    snprintf(r->path, sizeof r->path, "%s", path);
    r->epsg = epsg;
    lay(r, to_crs(epsg, at->x, at->y), degrees ? metres / 111000 : metres,
        turn);
}

static void random_world(struct world *w, uint64_t seed)
{
    static const int crs[] = {4326, 32622, 3857, 6933, 31982};
    uint64_t rng = seed;
    eco_point at = {draw(&rng, -54, -48), draw(&rng, -15, 8)};
    double cell = draw(&rng, 20, 900);
    int ref = crs[(int)draw(&rng, 0, 5)], other;

    memset(w, 0, sizeof *w);
    do
        other = crs[(int)draw(&rng, 0, 5)];
    while (other == ref);
    w->ref.ncols = COLS;
    w->ref.nrows = ROWS;
    random_raster(&w->ref, "ref.tif", ref, &at, cell, &rng);
    w->classes.ncols = 90;
    w->classes.nrows = 70;
    random_raster(&w->classes, "classes.tif", other, &at,
                  cell * draw(&rng, 1.1, 3), &rng);
    /* well within the reference, so that all of it is divided up */
    w->count.ncols = 7;
    w->count.nrows = 6;
    random_raster(&w->count, "count.tif", other, &at, cell * draw(&rng, .2, 2),
                  &rng);
    w->density.ncols = 60;
    w->density.nrows = 60;
    random_raster(&w->density, "density.tif", other, &at,
                  cell * draw(&rng, .3, 4), &rng);
    make(&w->ref, GDT_Byte, &rng);
    make(&w->classes, GDT_UInt16, &rng);
    make(&w->count, GDT_Int32, &rng);
    make(&w->density, GDT_Float64, &rng);
    add(w, &w->ref, false, false);
    add(w, &w->classes, false, false);
    add(w, &w->count, true, true);
    add(w, &w->density, true, false);
    eco_stack_set_reference(&w->stack, 0);
    CHECK(!eco_stack_join(ctx, &w->stack, false), "%s", eco_ctx_message(ctx));
}

/* What the reader says: per cell class (-1: outside) and values. */
struct seen {
    int class_of[CELLS];
    int64_t count[CELLS], density[CELLS];
};

static void read_chunk(eco_reader *r, const int cols[2], const int rows[2],
                       struct seen *seen)
{
    size_t n = (size_t)(cols[1] - cols[0]);

    CHECK(!eco_reader_chunk(ctx, r, cols, rows), "%s", eco_ctx_message(ctx));
    for (int row = rows[0]; row < rows[1]; row++) {
        const int at[2] = {cols[0], row};
        size_t k = (size_t)row * COLS + (size_t)cols[0];
        eco_view view;

        CHECK(!eco_reader_row(ctx, r, 1, at, n, &view) &&
                  !eco_reader_values(ctx, r, 2, at, n, &seen->count[k]) &&
                  !eco_reader_values(ctx, r, 3, at, n, &seen->density[k]),
              "%s", eco_ctx_message(ctx));
        for (size_t i = 0; i < n; i++)
            seen->class_of[k + i] =
                !view.samples || (view.state && view.state[i])
                    ? -1
                    : ((const uint16_t *)view.samples)[view.constant ? 0 : i];
    }
}

static void read_all(const struct world *w, int chunk_cols, int chunk_rows,
                     struct seen *seen)
{
    eco_reader *r = NULL;

    CHECK(!eco_reader_create(ctx, &w->stack, chunk_cols, chunk_rows, &r), "-");
    for (int row = 0; row < ROWS; row += chunk_rows)
        for (int col = 0; col < COLS; col += chunk_cols) {
            const int cols[2] = {col, col + chunk_cols < COLS ? col + chunk_cols
                                                              : COLS};
            const int rows[2] = {row, row + chunk_rows < ROWS ? row + chunk_rows
                                                              : ROWS};

            read_chunk(r, cols, rows, seen);
        }
    eco_reader_destroy(r);
}

/* The layer's cell under a point of the reference, and how far from its border
 * the point is, in cells. */
static double locate(const struct world *w, const struct raster *r,
                     eco_transform *t, eco_point p, int at[2])
{
    eco_grid ref = {.ncols = COLS, .nrows = ROWS};
    eco_grid own = {.ncols = r->ncols, .nrows = r->nrows};

    memcpy(ref.gt, w->ref.gt, sizeof ref.gt);
    memcpy(own.gt, r->gt, sizeof own.gt);
    p = eco_grid_to_crs(&ref, p);
    CHECK(!eco_transform_points(t, 1, &p), "no place");
    p = eco_grid_to_pixel(&own, p);
    at[0] = (int)floor(p.x);
    at[1] = (int)floor(p.y);
    return fmin(fmin(p.x - floor(p.x), ceil(p.x) - p.x),
                fmin(p.y - floor(p.y), ceil(p.y) - p.y));
}

static void check_classes(const struct world *w, const struct seen *seen,
                          uint64_t seed)
{
    const struct raster *r = &w->classes;
    eco_transform *t = NULL;
    int near = 0;

    CHECK(!eco_transform_create(ctx, w->stack.layers[0].crs,
                                w->stack.layers[1].crs, &t),
          "-");
    for (int i = 0; i < CELLS; i++) {
        int at[2], right = -1;
        double from_border =
            locate(w, r, t, (eco_point){i % COLS + .5, i / COLS + .5}, at);

        if (at[0] >= 0 && at[0] < r->ncols && at[1] >= 0 && at[1] < r->nrows)
            right = r->cells[at[1] * r->ncols + at[0]];
        if (from_border < 2 * ECO_WARP_BOUND)
            near++;
        else
            CHECK(seen->class_of[i] == right, "seed %llu cell %d: %d, not %d",
                  (unsigned long long)seed, i, seen->class_of[i], right);
    }
    CHECK(near < CELLS / 20, "seed %llu: %d of %d cells not compared",
          (unsigned long long)seed, near, CELLS);
    eco_transform_destroy(t);
}

static void check_count(const struct world *w, const struct seen *seen,
                        uint64_t seed)
{
    const struct raster *r = &w->count;
    double before = 0, after = 0;

    for (int i = 0; i < r->ncols * r->nrows; i++)
        before += r->cells[i];
    for (int i = 0; i < CELLS; i++)
        if (seen->count[i] != ECO_NO_VALUE)
            after += ldexp((double)seen->count[i], -32);
    CHECK(fabs(after - before) <= 1e-9 * before,
          "seed %llu: %.12g before, %.12g after", (unsigned long long)seed,
          before, after);
}

/* Densities: between the least and the most of the cells about; exact where the
 * nine places of a cell lie in one cell of the layer. */
static void check_density(const struct world *w, const struct seen *seen,
                          uint64_t seed)
{
    const struct raster *r = &w->density;
    eco_transform *t = NULL;
    int alone = 0;

    CHECK(!eco_transform_create(ctx, w->stack.layers[0].crs,
                                w->stack.layers[3].crs, &t),
          "-");
    for (int i = 0; i < CELLS; i++) {
        int first[2], at[2];
        bool one = true;

        for (int k = 0; k < 9; k++) {
            eco_point p = {i % COLS + k % 3 * .5, i / COLS + k / 3 * .5};

            one &= locate(w, r, t, p, k ? at : first) > 2 * ECO_WARP_BOUND;
            one &= !k || (at[0] == first[0] && at[1] == first[1]);
        }
        if (!one || first[0] < 0 || first[0] >= r->ncols || first[1] < 0 ||
            first[1] >= r->nrows)
            continue;
        alone++;
        CHECK(seen->density[i] ==
                  llround(ldexp(r->cells[first[1] * r->ncols + first[0]], 16)),
              "seed %llu cell %d: %.9g, not %d", (unsigned long long)seed, i,
              ldexp((double)seen->density[i], -16),
              r->cells[first[1] * r->ncols + first[0]]);
    }
    (void)alone;
    eco_transform_destroy(t);
}

static void one_world(uint64_t seed)
{
    static struct world w;
    static struct seen whole, parts;

    random_world(&w, seed);
    if (!check_failures) {
        memset(&whole, 0, sizeof whole);
        memset(&parts, 0, sizeof parts);
        read_all(&w, COLS, ROWS, &whole);
        read_all(&w, 1 + (int)(seed % 17), 1 + (int)(seed % 5), &parts);
        CHECK(memcmp(&whole, &parts, sizeof whole) == 0,
              "seed %llu: chunks change the cells", (unsigned long long)seed);
        check_classes(&w, &whole, seed);
        check_count(&w, &whole, seed);
        check_density(&w, &whole, seed);
    }
    eco_stack_clear(&w.stack);
}

int main(int argc, char **argv)
{
    uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : WORLDS;

    CHECK(!eco_ctx_create(&ctx) && scratch_make() && !eco_gdal_init(ctx), "-");
    for (uint64_t i = 0; i < n && !check_failures; i++)
        one_world(seed + i);
    eco_ctx_destroy(ctx);
    scratch_remove();
    return check_failures != 0;
}
