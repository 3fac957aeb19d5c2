#include "patches.h"

#include "check.h"
#include "scratch.h"

#include "eco_mem.h"

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>

bool patches_open(void)
{
    return scratch_make();
}

void patches_close(void)
{
    scratch_remove();
}

const char *patches_path(const char *name)
{
    return scratch(name);
}

static double draw(patches *p, double low, double high)
{
    return low + (high - low) * check_random(&p->rng);
}

static int whole(patches *p, int low, int high)
{
    return low + (int)draw(p, 0, high - low + 1);
}

uint32_t patches_strongest(const patches *p, uint32_t mask)
{
    uint32_t out = 0, owners = 0;

    for (uint32_t i = 0; i < PATCH_ITEMS; i++)
        if (mask >> i & 1 && !(owners >> p->items[i].owner & 1)) {
            out |= 1U << i;
            owners |= 1U << p->items[i].owner;
        }
    return out;
}

/* Patches of many forms: blobs, noise whose cells touch by corners, snakes. */
static void fill(patches *p, unsigned char *out, int most, int other)
{
    int form = whole(p, 0, 3), wide = whole(p, 1, 9), noise = whole(p, 0, 5);

    for (int i = 0; i < p->ncols * p->nrows; i++) {
        int c = i % p->ncols, r = i / p->ncols;
        int v = (c / wide * 5 + r / (wide + 1) * 3) % (most + 1);

        if (form == 1) /* one snake through all rows */
            v = r % 2 == 0 || c == (r % 4 == 1 ? p->ncols - 1 : 0) ? 1 : other;
        else if (form == 2)
            v = c == r || c + 2 == r || c + r == p->ncols ? 1 : other;
        else if (form == 3)
            v = whole(p, 0, 2) ? other : whole(p, 1, most);
        if (whole(p, 0, 19) < noise)
            v = whole(p, 0, most);
        out[i] = (unsigned char)v;
    }
}

void patches_write(const patches *p, const char *name, int type,
                   const void *cells)
{
    char x[8], y[8], **o = CSLSetNameValue(NULL, "COMPRESS", "LZW");
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    GDALDatasetH ds;
    double gt[6];

    snprintf(x, sizeof x, "%d", p->block[0]);
    snprintf(y, sizeof y, "%d", p->block[1]);
    if (p->block[0]) {
        o = CSLSetNameValue(o, "TILED", "YES");
        o = CSLSetNameValue(o, "BLOCKXSIZE", x);
    }
    o = CSLSetNameValue(o, "BLOCKYSIZE", y);
    ds = GDALCreate(GDALGetDriverByName("GTiff"), scratch(name), p->ncols,
                    p->nrows, 1, (GDALDataType)type, o);
    CHECK(ds, "%s", name);
    if (!ds)
        abort();
    memcpy(gt, p->gt, sizeof gt);
    OSRImportFromEPSG(srs, p->epsg);
    GDALSetGeoTransform(ds, gt);
    GDALSetSpatialRef(ds, srs);
    CHECK(!GDALRasterIO(GDALGetRasterBand(ds, 1), GF_Write, 0, 0, p->ncols,
                        p->nrows, (void *)(uintptr_t)cells, p->ncols, p->nrows,
                        (GDALDataType)type, 0, 0),
          "%s", name);
    GDALClose(ds);
    OSRDestroySpatialReference(srs);
    CSLDestroy(o);
}

size_t patches_layer(eco_ctx *ctx, eco_stack *s, const char *name,
                     const eco_legend_entry *legend, size_t nlegend)
{
    char path[512], *files[] = {path};
    bool value = strcmp(name, "biomass.tif") == 0;
    eco_layer_source source = {.name = name,
                               .files = files,
                               .nfiles = 1,
                               .legend = legend,
                               .nlegend = nlegend,
                               .value = value,
                               .unit_per_m2 = 1e-4};
    size_t layer = 0;

    snprintf(path, sizeof path, "%s", scratch(name));
    CHECK(!eco_stack_add_layer(ctx, s, &source, &layer), "%s",
          eco_ctx_message(ctx));
    return layer;
}

static char forest[] = "forest", mining[] = "mining", land[] = "land",
            nodata[] = "nodata", open[] = "open";

static const eco_legend_entry covers[] = {
    {.low = 0, .high = 0, .label = open, .role = NULL},
    {.low = 1, .high = 1, .label = forest, .role = forest}};
/* 4 is not listed. */
static const eco_legend_entry classes[] = {
    {.low = 0, .high = 0, .label = land, .role = NULL},
    {.low = 1, .high = 1, .label = forest, .role = forest},
    {.low = 2, .high = 2, .label = mining, .role = mining},
    {.low = 3, .high = 3, .label = nodata, .role = nodata}};

static void add_rasters(patches *p, eco_ctx *ctx)
{
    size_t layers[2], years[PATCH_YEARS], n = 1;

    patches_write(p, "loss.tif", GDT_Byte, p->loss);
    CHECK(!eco_stack_add_total(ctx, &p->stack), "total");
    layers[0] = patches_layer(ctx, &p->stack, "loss.tif", NULL, 0);
    if (p->canopy) {
        patches_write(p, "cover.tif", GDT_Byte, p->cover);
        layers[n++] = patches_layer(ctx, &p->stack, "cover.tif", covers, 2);
    }
    CHECK(!eco_stack_add_cross(ctx, &p->stack, layers, n), "cross");
    for (int y = 0; y < p->nyears; y++) {
        char name[40];

        snprintf(name, sizeof name, "year%d.tif", y);
        patches_write(p, name, GDT_Byte, p->years[y]);
        years[y] = patches_layer(ctx, &p->stack, name, classes, 4);
    }
    if (p->nyears)
        CHECK(!eco_stack_add_series(ctx, &p->stack, years, (size_t)p->nyears),
              "series");
    if (p->value) {
        patches_write(p, "biomass.tif", GDT_Byte, p->biomass);
        patches_layer(ctx, &p->stack, "biomass.tif", NULL, 0);
    }
    CHECK(!eco_stack_join(ctx, &p->stack, false), "%s", eco_ctx_message(ctx));
}

static void make_rasters(patches *p)
{
    static const int crs[] = {4326, 32622, 6933};

    p->epsg = crs[whole(p, 0, 2)];
    p->ncols = whole(p, 0, 1) ? whole(p, 3, 100) : whole(p, 257, 700);
    p->nrows = whole(p, 3, PATCH_CELLS / (p->ncols < 100 ? 100 : p->ncols));
    p->block[0] = whole(p, 0, 2) ? 16 : 0;
    p->block[1] = p->block[0] ? 16 : whole(p, 1, 9);
    p->gt[0] = p->epsg == 4326 ? -50 : 400000;
    p->gt[3] = p->epsg == 4326 ? 12 : 1300000;
    p->gt[1] = p->epsg == 4326 ? 3e-4 : 30;
    p->gt[5] = -p->gt[1];
    p->canopy = whole(p, 0, 1);
    p->value = whole(p, 0, 1);
    p->nyears = whole(p, 0, 1) ? whole(p, 2, PATCH_YEARS) : 0;
    fill(p, p->loss, 3, 0);
    fill(p, p->cover, whole(p, 0, 9) ? 1 : 3, 1);
    for (int y = 0; y < p->nyears; y++)
        fill(p, p->years[y], 4, 1);
    for (int i = 0; p->nyears && i < PATCH_CELLS; i++) { /* and again */
        int first = p->years[0][i];

        if ((first == 1 || first == 2) && whole(p, 0, 3))
            for (int y = 1; y < p->nyears; y++)
                p->years[y][i] = (unsigned char)(y % 2 ? 0 : first);
    }
    fill(p, p->biomass, 200, 7);
}

/* Chunks of strips are 256 columns wide, or as wide as the grid; of tiles of
 * 16, 256. */
static void make_lines(patches *p)
{
    p->ncols = 600;
    p->nrows = 6;
    p->block[0] = p->block[1] = 16;
    p->canopy = p->value = false;
    p->nyears = 0;
    memset(p->loss, 0, sizeof p->loss);
    for (int c = 100; c < 256; c++) {
        p->loss[0 * p->ncols + c] = 1;
        p->loss[1 * p->ncols + c + 156] = 1;
        p->loss[3 * p->ncols + c] = 2;
        p->loss[4 * p->ncols + c + 156] = 2;
    }
}

static void add_ring(eco_polyset *s, int64_t id, const eco_point *at, int n)
{
    eco_polyset_add_item(s, id);
    eco_polyset_add_ring(s, false);
    for (int i = 0; i < n; i++)
        eco_polyset_add_point(s, at[i]);
}

/* Triangles, which may lie off the grid and over one another. */
static void add_zones(patches *p)
{
    int n = whole(p, 1, 4);

    for (int i = 0; i < n; i++) {
        eco_point at[3];

        for (int k = 0; k < 3; k++)
            at[k] = (eco_point){draw(p, -5, p->ncols + 5),
                                draw(p, -5, p->nrows + 5)};
        add_ring(&p->zones, i, at, 3);
    }
}

static void add_face(patches *p, const double b[4])
{
    size_t k = p->nfaces++;
    const eco_point at[] = {
        {b[0], b[1]}, {b[2], b[1]}, {b[2], b[3]}, {b[0], b[3]}};

    memcpy(p->boxes[k], b, sizeof p->boxes[k]);
    p->masks[k] =
        patches_strongest(p, (uint32_t)whole(p, 1, (1 << PATCH_ITEMS) - 1));
    add_ring(&p->faces.polygons, (int64_t)k, at, 4);
    for (uint32_t i = 0; i < PATCH_ITEMS; i++)
        if (p->masks[k] >> i & 1)
            p->faces.items[p->faces.nitems++] = i;
    p->faces.first[k + 1] = p->faces.nitems;
}

/* A column of boxes one above the other, with gaps between. */
static void add_faces(patches *p)
{
    int n = whole(p, 1, PATCH_FACES);
    double y = draw(p, -4, p->nrows - 1);
    double widest = whole(p, 0, 2) ? p->ncols / 5.0 : 4;

    p->faces.items =
        eco_mem_array(PATCH_FACES * PATCH_ITEMS, sizeof *p->faces.items);
    p->faces.first = eco_mem_array(PATCH_FACES + 1, sizeof *p->faces.first);
    if (!p->faces.items || !p->faces.first)
        abort();
    for (int k = 0; k < n; k++) {
        double x = draw(p, -4, p->ncols), high = y + draw(p, 0.1, 6);
        const double b[4] = {x, y, x + draw(p, 0.1, widest), high};

        if (whole(p, 0, 1))
            add_face(p, b);
        y = high + (whole(p, 0, 1) ? draw(p, 0, 8) : 0);
        if (y > p->nrows)
            break;
    }
    if (!p->nfaces)
        add_face(p, (const double[4]){1.5, 0.5, 2.5, 2.25});
}

static void make_links(patches *p)
{
    static const uint32_t owners[PATCH_ITEMS] = {0, 0, 1, 2, 2, 3};
    bool patch[4], any = whole(p, 0, 1);
    int first[4], last[4];

    for (int o = 0; o < 4; o++) {
        patch[o] = whole(p, 0, 3) > 0;
        first[o] = any ? 1 : 2000 + whole(p, 0, 3);
        last[o] = any ? 9999 : first[o] + whole(p, 0, 3);
    }
    for (int i = 0; i < PATCH_ITEMS; i++)
        p->items[i] = (eco_link){owners[i], patch[owners[i]], first[owners[i]],
                                 last[owners[i]]};
    for (int c = 1; c < 256; c++)
        p->year_of[c] = (uint16_t)(2000 + c);
    p->counts[1] = 1; /* forest */
    p->tables[1] = (eco_event_table){.year_of = p->year_of,
                                     .counts = p->canopy ? p->counts : NULL};
    for (int y = 0; y < p->nyears; y++)
        p->tables[2 + y] =
            (eco_event_table){.year = 2000 + y, .forest = true, .mining = true};
    p->links = (eco_links){p->items, p->tables, 900 * pow(10, draw(p, 0, 4))};
}

/* All is a zone; the first line is met at its left, the second at its right. */
static void lay_over_lines(patches *p)
{
    const eco_point at[] = {{-1, -1}, {700, -1}, {-1, 20}};

    add_ring(&p->zones, 99, at, 3);
    p->faces.polygons.nitems = p->faces.polygons.nrings = 0;
    p->faces.polygons.npoints = p->faces.nitems = p->nfaces = 0;
    add_face(p, (const double[4]){120.5, 0.25, 122.5, 0.75});
    add_face(p, (const double[4]){380.5, 4.25, 382.5, 4.75});
    for (int i = 0; i < PATCH_ITEMS; i++)
        p->items[i] = (eco_link){p->items[i].owner, true, 1, 9999};
    p->links.patch_max_m2 = 1e9;
}

bool patches_make(patches *p, eco_ctx *ctx, uint64_t seed)
{
    memset(p, 0, sizeof *p);
    p->rng = seed * 0x9E3779B97F4A7C15ULL | 1;
    for (int i = 0; i < 8; i++)
        check_random(&p->rng);
    make_rasters(p);
    if (!seed)
        make_lines(p);
    make_links(p);
    add_rasters(p, ctx);
    if (check_failures)
        return false;
    add_zones(p);
    add_faces(p);
    if (!seed)
        lay_over_lines(p);
    CHECK(!eco_stack_add_total(ctx, &p->flat), "total");
    patches_tell(p, ctx);
    if (p->value)
        patches_layer(ctx, &p->flat, "biomass.tif", NULL, 0);
    CHECK(!eco_stack_join(ctx, &p->flat, false), "%s", eco_ctx_message(ctx));
    return !check_failures;
}

void patches_clear(patches *p)
{
    eco_stack_clear(&p->stack);
    eco_stack_clear(&p->flat);
    eco_polyset_clear(&p->zones);
    eco_polyset_clear(&p->faces.polygons);
    eco_mem_free(p->faces.items);
    eco_mem_free(p->faces.first);
    for (int t = 0; t < PATCH_TABLES; t++)
        free(p->labels[t]);
    memset(p, 0, sizeof *p);
}
