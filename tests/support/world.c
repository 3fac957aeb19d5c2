#include "world.h"

#include "check.h"
#include "oracle.h"
#include "scratch.h"

#include "eco_mem.h"

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>

double world_draw(world *w, double low, double high)
{
    return low + (high - low) * check_random(&w->rng);
}

int world_int(world *w, int low, int high)
{
    return low + (int)world_draw(w, 0, high - low + 1);
}

static bool is_float(int type)
{
    return type == GDT_Float32 || type == GDT_Float64;
}

/* One to four labels over the values 0..9; some values have none. */
static void make_legend(world *w, world_layer *l)
{
    static char labels[4][2] = {"a", "b", "c", "d"};
    static char forest[] = "forest", mining[] = "mining", nodata[] = "nodata";
    char *roles[4] = {forest, mining, NULL, nodata};
    int low = world_int(w, 0, 2);

    while (l->nlegend < WORLD_LEGEND && low < 10) {
        int high = low + world_int(w, 0, 3), k = world_int(w, 0, 3);

        l->legend[l->nlegend++] =
            (eco_legend_entry){low, high, labels[k], roles[k], NULL, NULL};
        low = high + 1 + world_int(w, 0, 4) / 4;
    }
}

/* What a file holds: patches, plain areas, single cells that differ. */
static void fill(world *w, const world_layer *l, double *raw, int n, int ncols)
{
    int wide = world_int(w, 1, 12), high = world_int(w, 1, 9);
    int noise = world_int(w, 0, 3), plain = world_int(w, 0, 4);
    int most = l->value ? 250 : 10;

    for (int i = 0; i < n; i++) {
        int col = i % ncols, row = i / ncols;
        int v = (col / wide * 7 + row / high * 3) % most;

        if (world_int(w, 0, 9) < noise)
            v = world_int(w, 0, most - 1);
        if (plain == 0 || (plain == 1 && row > 3))
            v = plain * 4;
        raw[i] = l->value && is_float(l->type) ? v / 8.0 : v;
        if (is_float(l->type) && world_int(w, 0, 30) == 0)
            raw[i] = NAN;
    }
}

static bool has_patches(const world_layer *l)
{
    for (size_t i = 0; i < l->nlegend; i++)
        if (l->legend[i].role && strcmp(l->legend[i].role, "nodata") != 0)
            return true;
    return false;
}

static char **creation(world *w, const world_layer *l)
{
    static const char *const codecs[] = {"NONE", "LZW", "DEFLATE", "ZSTD"};
    int codec = world_int(w, 0, 2), rows = world_int(w, 1, 9);
    char **o = CSLSetNameValue(NULL, "COMPRESS", codecs[codec]);
    char text[16];

    if (codec && !is_float(l->type) && world_int(w, 0, 1))
        o = CSLSetNameValue(o, "PREDICTOR", "2");
    if (world_int(w, 0, 2) == 0) {
        snprintf(text, sizeof text, "%d", 16 * world_int(w, 1, 2));
        o = CSLSetNameValue(o, "TILED", "YES");
        o = CSLSetNameValue(o, "BLOCKXSIZE", text);
        rows = 16 * world_int(w, 1, 2);
    }
    snprintf(text, sizeof text, "%d", rows);
    o = CSLSetNameValue(o, "BLOCKYSIZE", text);
    if (world_int(w, 0, 3) == 0)
        o = CSLSetNameValue(o, "SPARSE_OK", "TRUE");
    if (world_int(w, 0, 5) == 0)
        o = CSLSetNameValue(o, "ENDIANNESS", "BIG");
    return o;
}

static void write_tile(world *w, world_layer *l, int tile, const int box[4])
{
    int nc = box[2] - box[0], nr = box[3] - box[1];
    double *raw = calloc((size_t)nc * (size_t)nr, sizeof *raw), gt[6];
    char **options = creation(w, l);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    GDALDatasetH ds;
    GDALRasterBandH band;

    snprintf(l->paths[tile], sizeof l->paths[tile], "%s_%d.tif", l->name, tile);
    ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(l->paths[tile]), nc,
                    nr, 1, (GDALDataType)l->type, options);
    CHECK(raw && ds, "%s", l->paths[tile]);
    if (!raw || !ds)
        abort();
    fill(w, l, raw, nc * nr, nc);
    memcpy(gt, l->gt, sizeof gt);
    gt[0] += box[0] * gt[1];
    gt[3] += box[1] * gt[5];
    OSRImportFromEPSG(srs, w->epsg);
    GDALSetGeoTransform(ds, gt);
    GDALSetSpatialRef(ds, srs);
    band = GDALGetRasterBand(ds, 1);
    if (l->declared)
        GDALSetRasterNoDataValue(band, l->nodata);
    if (l->value) {
        GDALSetRasterScale(band, l->scale);
        GDALSetRasterOffset(band, l->offset);
    }
    CHECK(!GDALRasterIO(band, GF_Write, 0, 0, nc, nr, raw, nc, nr, GDT_Float64,
                        0, 0),
          "%s", l->paths[tile]);
    for (int i = 0; i < nc * nr; i++) {
        int at = (box[1] + i / nc) * l->ncols + box[0] + i % nc;

        l->raw[at] = raw[i];
        l->there[at] = 1;
    }
    GDALClose(ds);
    OSRDestroySpatialReference(srs);
    CSLDestroy(options);
    free(raw);
}

/* The whole grid, or some boxes in it; where they overlap the first counts, so
 * the last is made first. */
static void write_files(world *w, world_layer *l)
{
    size_t n = (size_t)l->ncols * (size_t)l->nrows;

    l->raw = calloc(n, sizeof *l->raw);
    l->there = calloc(n, 1);
    l->ntiles = world_int(w, 0, 2) ? 1 : world_int(w, 2, WORLD_TILES);
    if (!l->raw || !l->there)
        abort();
    for (int t = l->ntiles - 1; t >= 0; t--) {
        int box[4] = {0, 0, l->ncols, l->nrows};

        if (l->ntiles > 1) {
            box[0] = world_int(w, 0, l->ncols * 2 / 3);
            box[1] = world_int(w, 0, l->nrows * 2 / 3);
            box[2] = world_int(w, box[0] + 1, l->ncols);
            box[3] = world_int(w, box[1] + 1, l->nrows);
        }
        write_tile(w, l, t, box);
    }
}

/* The first layer's grid, the same shifted by whole cells, or any other. */
static void lay(world *w, world_layer *l)
{
    int kind = w->nlayers ? world_int(w, 0, 3) : 0;
    double size = kind == 3 ? w->cell * world_draw(w, 0.45, 4) : w->cell;
    double dx = 0, dy = 0;

    l->ncols = kind < 2 ? w->ncols : world_int(w, 3, 40);
    l->nrows = kind < 2 ? w->nrows : world_int(w, 3, 40);
    if (kind == 2) {
        dx = world_int(w, -6, 6);
        dy = world_int(w, -6, 6);
    } else if (kind == 3) {
        dx = world_draw(w, -9, 9);
        dy = world_draw(w, -9, 9);
    }
    memcpy(l->gt, w->gt, sizeof l->gt);
    l->gt[0] += dx * w->cell;
    l->gt[3] -= dy * w->cell;
    l->gt[1] = size;
    l->gt[5] = -size;
}

static size_t add(world *w, eco_ctx *ctx, world_layer *l)
{
    char paths[WORLD_TILES][300], *files[WORLD_TILES];
    eco_layer_source source = {.name = l->name,
                               .files = files,
                               .nfiles = (size_t)l->ntiles,
                               .legend = l->nlegend ? l->legend : NULL,
                               .nlegend = l->nlegend,
                               .nodata = l->rule,
                               .nodata_value = l->other_nodata,
                               .value = l->value,
                               .count = l->count,
                               .unit_per_m2 = 1e-4,
                               .min_patch_m2 = l->min_patch};
    size_t layer = 0;

    for (int t = 0; t < l->ntiles; t++) {
        snprintf(paths[t], sizeof paths[t], "%s", scratch(l->paths[t]));
        files[t] = paths[t];
    }
    CHECK(!eco_stack_add_layer(ctx, &w->stack, &source, &layer), "%s",
          eco_ctx_message(ctx));
    CHECK(layer == w->nlayers, "layer %zu is %zu", w->nlayers, layer);
    w->nlayers++;
    return layer;
}

/* `like`: a layer of the same series, whose type and legend are taken. */
static size_t add_class(world *w, eco_ctx *ctx, const world_layer *like)
{
    static const int types[] = {GDT_Byte,  GDT_Byte,    GDT_UInt16, GDT_Int16,
                                GDT_Int32, GDT_Float32, GDT_Float64};
    world_layer *l = &w->layers[w->nlayers];

    snprintf(l->name, sizeof l->name, "layer%zu", w->nlayers);
    l->type = like ? like->type : types[world_int(w, 0, 6)];
    lay(w, l);
    if (like) {
        memcpy(l->legend, like->legend, sizeof l->legend);
        l->nlegend = like->nlegend;
    } else if (l->type != GDT_Byte || world_int(w, 0, 1)) {
        make_legend(w, l);
    }
    if (like)
        l->min_patch = like->min_patch;
    else if (has_patches(l) && world_int(w, 0, 1))
        l->min_patch = pow(w->cell * (w->epsg == 4326 ? 1e5 : 1), 2) *
                       world_draw(w, 0.3, 15);
    l->declared = world_int(w, 0, 1);
    l->nodata = world_int(w, 0, 9);
    l->rule = (eco_nodata_rule)(world_int(w, 0, 4) % 3);
    l->other_nodata = world_int(w, 0, 9);
    write_files(w, l);
    return add(w, ctx, l);
}

static void add_value(world *w, eco_ctx *ctx)
{
    static const int types[] = {GDT_Byte,  GDT_UInt16,  GDT_Int32,
                                GDT_Int16, GDT_Float32, GDT_Float64};
    world_layer *l = &w->layers[w->nlayers];

    snprintf(l->name, sizeof l->name, "layer%zu", w->nlayers);
    l->value = true;
    l->count = world_int(w, 0, 1);
    l->type = types[world_int(w, 0, 5)];
    l->scale = world_int(w, 0, 3) ? 1 : 0.25;
    l->offset = world_int(w, 0, 3) ? 0 : 2;
    lay(w, l);
    l->declared = world_int(w, 0, 1);
    l->nodata = world_int(w, 0, 20);
    write_files(w, l);
    add(w, ctx, l);
}

static void add_tables(world *w, eco_ctx *ctx)
{
    size_t classes[3], series[4], n = (size_t)world_int(w, 1, 3);
    size_t values = (size_t)world_int(w, 0, 2);

    CHECK(!eco_stack_add_total(ctx, &w->stack), "total");
    for (size_t i = 0; i < n; i++)
        classes[i] = add_class(w, ctx, NULL);
    CHECK(!eco_stack_add_cross(ctx, &w->stack, classes, n), "cross");
    if (n > 1 && world_int(w, 0, 1))
        CHECK(!eco_stack_add_cross(ctx, &w->stack, classes + 1, 1), "cross");
    if (w->layers[0].nlegend && world_int(w, 0, 1)) {
        size_t years = (size_t)world_int(w, 2, 4);

        for (size_t i = 0; i < years; i++)
            series[i] = add_class(w, ctx, &w->layers[0]);
        CHECK(!eco_stack_add_series(ctx, &w->stack, series, years), "series");
    }
    for (size_t i = 0; i < values; i++)
        add_value(w, ctx);
    if (world_int(w, 0, 3) == 0)
        eco_stack_set_reference(&w->stack,
                                (size_t)world_int(w, 0, (int)w->nlayers - 1));
}

static void add_ring(world *w, bool hole, const eco_point *p, int n)
{
    eco_polyset_add_ring(&w->zones, hole);
    for (int i = 0; i < n; i++)
        eco_polyset_add_point(&w->zones, p[i]);
}

/* A star, perhaps with one cut out, perhaps with vertices on cell corners. */
static void star(world *w, eco_point c, double reach)
{
    enum { MOST = 16 };

    eco_point p[MOST];
    int n = world_int(w, 3, MOST);
    double snap = world_draw(w, -0.5, 0.5);

    for (int i = 0; i < n; i++) {
        double angle = 2 * acos(-1) * (i + world_draw(w, 0, 0.4)) / n;
        double r = reach * world_draw(w, 0.2, 1);

        p[i] = (eco_point){c.x + r * cos(angle), c.y + r * sin(angle)};
        if (world_draw(w, 0, 1) < snap)
            p[i] = (eco_point){nearbyint(p[i].x), nearbyint(p[i].y)};
    }
    add_ring(w, false, p, n);
    if (world_int(w, 0, 2))
        return;
    for (int i = 0; i < n; i++)
        p[i] = (eco_point){c.x + (p[i].x - c.x) / 2, c.y + (p[i].y - c.y) / 2};
    add_ring(w, true, p, n);
}

static void box(world *w, double x0, double y0, double x1, double y1)
{
    const eco_point p[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};

    add_ring(w, false, p, 4);
}

static void add_zone(world *w, int64_t id)
{
    int nc = w->stack.grid.ncols, nr = w->stack.grid.nrows;
    eco_point c = {world_draw(w, -2, nc + 2), world_draw(w, -2, nr + 2)};
    double reach = pow(10, world_draw(w, -1, 1.6));
    int kind = world_int(w, 0, 5);

    eco_polyset_add_item(&w->zones, id);
    if (kind == 0)
        box(w, floor(c.x), floor(c.y), floor(c.x) + world_int(w, 1, 9),
            floor(c.y) + world_int(w, 1, 9));
    else if (kind == 1)
        box(w, -world_draw(w, 0, 3), -world_draw(w, 0, 3),
            nc + world_draw(w, 0, 3), nr + world_draw(w, 0, 3));
    else
        star(w, c, reach);
    if (kind == 5)
        star(w, (eco_point){c.x + 2.1 * reach, c.y}, reach);
}

static void drop_last(eco_polyset *s)
{
    const eco_polygon_item *item = &s->items[--s->nitems];

    s->npoints = s->rings[item->first].first;
    s->nrings = item->first;
}

/* Valid ones only; those that are not are drawn again. */
static void add_zones(world *w)
{
    size_t n = (size_t)world_int(w, 1, 5);

    for (int tries = 0; w->zones.nitems < n && tries < 50; tries++) {
        oracle *o;

        add_zone(w, (int64_t)w->zones.nitems);
        o = oracle_create(&w->zones, w->zones.nitems - 1);
        if (!o)
            drop_last(&w->zones);
        oracle_destroy(o);
    }
}

static void add_face(world *w, const double b[4])
{
    eco_faces *f = &w->faces;
    size_t k = w->nfaces++;
    const eco_point p[] = {
        {b[0], b[1]}, {b[2], b[1]}, {b[2], b[3]}, {b[0], b[3]}};

    memcpy(w->boxes[k], b, sizeof w->boxes[k]);
    w->masks[k] = (uint32_t)world_int(w, 1, 15);
    eco_polyset_add_item(&f->polygons, (int64_t)k);
    eco_polyset_add_ring(&f->polygons, false);
    for (int i = 0; i < 4; i++)
        eco_polyset_add_point(&f->polygons, p[i]);
    for (uint32_t i = 0; i < 4; i++)
        if (w->masks[k] >> i & 1)
            f->items[f->nitems++] = i;
    f->first[k + 1] = f->nitems;
}

/* Halves the box at random; what is left of it is a face, or none. */
static void split(world *w, const double b[4], int depth)
{
    double one[4], two[4];
    int axis = world_int(w, 0, 1);
    double at = world_draw(w, b[axis], b[axis + 2]);

    if (depth == 0) {
        if (w->nfaces < WORLD_FACES && world_int(w, 0, 2))
            add_face(w, b);
        return;
    }
    if (world_int(w, 0, 3) == 0)
        at = fmin(fmax(nearbyint(at), b[axis]), b[axis + 2]);
    memcpy(one, b, sizeof one);
    memcpy(two, b, sizeof two);
    one[axis + 2] = two[axis] = at;
    split(w, one, depth - 1);
    split(w, two, depth - 1);
}

static void add_faces(world *w)
{
    const double all[4] = {-2.5, -1.5, w->stack.grid.ncols + 1.5,
                           w->stack.grid.nrows + 2.5};

    w->faces.items = eco_mem_array(4 * WORLD_FACES, sizeof *w->faces.items);
    w->faces.first = eco_mem_array(WORLD_FACES + 1, sizeof *w->faces.first);
    if (!w->faces.items || !w->faces.first)
        abort();
    w->faces.first[0] = 0;
    if (world_int(w, 0, 2))
        split(w, all, 3);
}

bool world_open(void)
{
    return scratch_make();
}

const char *world_path(const char *name)
{
    return scratch(name);
}

void world_close(void)
{
    scratch_remove();
}

bool world_make(world *w, eco_ctx *ctx, uint64_t seed)
{
    static const int crs[] = {4326, 32622, 6933};

    memset(w, 0, sizeof *w);
    w->rng = seed * 0x9E3779B97F4A7C15ULL | 1;
    for (int i = 0; i < 8; i++)
        check_random(&w->rng);
    w->epsg = crs[world_int(w, 0, 2)];
    w->planar = w->epsg != 4326 && world_int(w, 0, 3) == 0;
    w->cell = pow(10, world_draw(w, 1, 2.6)) / (w->epsg == 4326 ? 1e5 : 1);
    w->ncols = world_int(w, 1, 40);
    w->nrows = world_int(w, 1, 40);
    w->gt[0] = w->epsg == 4326 ? world_draw(w, -60, 100)
                               : world_draw(w, 300000, 600000);
    w->gt[3] = w->epsg == 4326 ? world_draw(w, -40, 70)
                               : world_draw(w, 100000, 3000000);
    w->gt[1] = w->cell;
    w->gt[5] = -w->cell;
    add_tables(w, ctx);
    CHECK(!eco_stack_join(ctx, &w->stack, w->planar), "%s",
          eco_ctx_message(ctx));
    add_zones(w);
    add_faces(w);
    return !check_failures;
}

void world_clear(world *w)
{
    eco_stack_clear(&w->stack);
    eco_polyset_clear(&w->zones);
    eco_polyset_clear(&w->faces.polygons);
    eco_mem_free(w->faces.items);
    eco_mem_free(w->faces.first);
    for (size_t i = 0; i < w->nlayers; i++) {
        free(w->layers[i].raw);
        free(w->layers[i].there);
    }
}
