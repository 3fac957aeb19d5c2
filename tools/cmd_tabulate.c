/* ecocrime tabulate: zones x rasters to a table, from files. */
#include "tool.h"

#include <ecocrime/run.h>
#include <ecocrime/tabulate.h>
#include <stdio.h>
#include <string.h>

struct args {
    const char *zone_key, *where, *evidence, *evidence_date, *grid, *output;
    struct texts zones, classes, values;
    int area, decode, threads, sample;
};

enum { AREA_ELLIPSOIDAL, AREA_PLANAR };
static const char *const areas[] = {"ellipsoidal", "planar", NULL};

enum { DECODE_AUTO, DECODE_GDAL };
static const char *const decoders[] = {"auto", "gdal", NULL};

static const struct args defaults = {.output = "-"};

static const struct opt opts[] = {
    OPT_LIST(struct args, zones, 'z', "zones", "FILE[:LAYER]",
             "polygons to tabulate by; given again, another set of them in the "
             "same pass, and a column zone_set"),
    OPT_TEXT(struct args, zone_key, 'k', "zone-key", "FIELD", REQUIRED,
             "field whose value names a zone"),
    OPT_TEXT(struct args, where, 0, "where", "SQL", OPTIONAL,
             "condition on the fields of the zones, such as \"state = 'AP'\""),
    OPT_LIST(struct args, classes, 'c', "class",
             "NAME=RASTER[,legend=...][,band=N][,nodata=...][,min_patch=HA]",
             "raster of classes, which become the column NAME"),
    OPT_LIST(struct args, values, 0, "value",
             "NAME=RASTER[,kind=...][,band=N][,nodata=...]",
             "raster of a quantity, whose sum becomes the column NAME_sum"),
    OPT_TEXT(struct args, evidence, 'e', "evidence", "FILE[:LAYER]", OPTIONAL,
             "dated polygons: a column 'evidence', the first year of those "
             "that cover a place"),
    OPT_TEXT(struct args, evidence_date, 0, "evidence-date", "FIELD", OPTIONAL,
             "field of the evidence with a date or a year"),
    OPT_TEXT(struct args, grid, 'g', "grid", "NAME", OPTIONAL,
             "raster whose grid the others are joined to; without it, the "
             "finest class raster"),
    OPT_TEXT(struct args, output, 'o', "output", "OUT", OPTIONAL,
             "file to write, by its ending .csv, .gpkg or .parquet; '-' is "
             "CSV on standard output"),
    OPT_CHOICE(struct args, area, 0, "area", areas,
               "true areas on the ellipsoid, or those of the grid's plane"),
    OPT_CHOICE(struct args, decode, 0, "decode", decoders,
               "plain GeoTIFFs by decoders of our own, or all by GDAL; the "
               "results are the same"),
    OPT_INT(struct args, sample, 0, "sample", "N", 2, 100000,
            "estimate from every N-th row of blocks, with standard errors, and "
            "tell how long the whole takes"),
    OPT_INT(struct args, threads, 'j', "threads", "N", 1, 1024,
            "worker threads; without it, one a core; the results are the same"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const bool is_stdout = strcmp(a->output, "-") == 0;
    char *text = NULL;
    const eco_tabulate_options options = {
        .zones = a->zones.items,
        .nzones = a->zones.n,
        .evidence = a->evidence,
        .evidence_date = a->evidence_date,
        .through_gdal = a->decode == DECODE_GDAL,
        .zone_key = a->zone_key,
        .where = a->where,
        .classes = a->classes.items,
        .nclasses = a->classes.n,
        .values = a->values.items,
        .nvalues = a->values.n,
        .grid = a->grid,
        .output = a->output,
        .text = is_stdout ? &text : NULL,
        .planar = a->area == AREA_PLANAR,
        .threads = a->threads,
        .sample = a->sample,
    };
    int rc = tool_status(tool, eco_tabulate_files(tool->ctx, &options));

    if (!rc && text)
        fputs(text, stdout);
    eco_text_free(text);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime tabulate --zones districts.gpkg --zone-key code "
     "--class loss=loss_west.tif",
     "loss year by district, as CSV on standard output"},
    {"ecocrime tabulate -z districts.gpkg -k code -c "
     "'canopy=canopy.tif,legend=0-29:open;30-100:forest' "
     "--value biomass=biomass.tif -o forest.csv -j 2",
     "forest by a threshold of its own, with its biomass"},
    {"ecocrime tabulate -z reserves.geojson -k id --where \"id = 'PA-1'\" "
     "-c loss=loss_west.tif -c canopy=canopy.tif -o pa1.gpkg",
     "two rasters crossed in one zone"},
    {NULL, NULL},
};

const struct cmd cmd_tabulate = {
    .name = "tabulate",
    .summary = "zones x rasters to a table, from files",
    .about =
        "Adds up the area of every combination of classes in every zone, each "
        "cell weighted by the exact fraction of it that the zone covers. One "
        "row per zone and combination that occurs: zone, one column per "
        "class, cells (the sum of fractions), area_m2, and a sum per value.\n\n"
        "A legend is a file (columns value, or low and high; label) or a list "
        "such as 0-29:open;30-100:forest, or the name of one that comes with "
        "ecocrime: mapbiomas, or the codings of dated alerts gfw-integrated, "
        "glad-l, glad-s2, radd, radd-date. legend=file takes the names that "
        "come with the raster (attribute table, categories). Without a legend "
        "the classes are the values.\n\n"
        "kind=density (the default) is a quantity per hectare, kind=count one "
        "per cell. nodata=declared takes what the file says, nodata=keep makes "
        "it a class like others, nodata=N sets it. min_patch=0.5 puts "
        "8-connected patches of classes with the role forest or mining that "
        "are smaller than 0.5 hectares into a class of their own.\n\n"
        "Every cell that a zone covers is in exactly one row: no data is the "
        "class 'nodata', a value that the legend lacks 'unlisted', what lies "
        "off the raster 'outside'. So the rows of a zone sum to its area.\n\n"
        "Rasters may differ in cell size and coordinate reference system: "
        "they are joined to one grid, classes by nearest centre, densities by "
        "area-weighted average, counts split and conserved.",
    .memory = "O(threads x band of rows + zone edges + table); rasters are "
              "never held whole.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
