/* The assessment file as structs. Everything is resolved: paths are absolute
 * or relative to the working directory, globs are expanded and sorted. */
#ifndef ECO_ASSESSMENT_ASSESSMENT_H
#define ECO_ASSESSMENT_ASSESSMENT_H

#include "eco_fail.h"
#include "eco_str.h"

#include <ecocrime/findings.h>
#include <stdint.h>

/* kind, YAML word, what it is */
#define ECO_KIND_MAP(X)                                                        \
    X(FOREST_LOSS_YEAR, "forest-loss-year",                                    \
      "class raster: 0 none, k = 2000+k")                                      \
    X(CANOPY_COVER, "canopy-cover", "class raster: canopy closure in percent") \
    X(LAND_COVER, "land-cover", "class raster, yearly: land-cover codes")      \
    X(MINING_MASK, "mining-mask", "class raster: mining footprint")            \
    X(DATED_ALERTS, "dated-alerts",                                            \
      "class raster: date and confidence of alerts")                           \
    X(PRODUCTIVITY, "productivity",                                            \
      "class raster: land productivity dynamics, 1 declining to 5 increasing") \
    X(CLIMATE_REGION, "climate-region", "class raster: IPCC climate regions")  \
    X(WATER_TRANSITION, "water-transition",                                    \
      "class raster: what became of surface water, codes 0 to 10")             \
    X(MOUNTAIN_MASK, "mountain-mask",                                          \
      "class raster: 0 no mountain, 1 to 7 mountain")                          \
    X(BIOCLIMATIC_BELT, "bioclimatic-belt",                                    \
      "class raster: 1 nival, 2 alpine, 3 montane, 4 remaining")               \
    X(CLASS, "class", "class raster with a legend of its own")                 \
    X(BIOMASS, "biomass", "value raster: above-ground biomass, t/ha")          \
    X(POPULATION, "population", "value raster: persons per cell")              \
    X(SOIL_CARBON, "soil-carbon", "value raster: soil organic carbon, t/ha")   \
    X(VALUE, "value", "value raster: any density per hectare or count")        \
    X(ELEVATION, "elevation", "value raster: elevation in metres")             \
    X(ZONES, "zones", "reporting units")                                       \
    X(MINING_FOOTPRINT, "mining-footprint", "dated polygons of mines")         \
    X(INCIDENTS, "incidents", "reported events, points or polygons")           \
    X(PERMITS, "permits", "areas where an activity is permitted")              \
    X(PROHIBITIONS, "prohibitions", "areas where an activity is prohibited")   \
    X(PROTECTED_AREAS, "protected-areas",                                      \
      "polygons of protected and conserved areas, with the columns of the "    \
      "WDPA")                                                                  \
    X(WATER_MONITORING, "water-monitoring",                                    \
      "samples of water: points with value and target")                        \
    X(RIVERS, "rivers",                                                        \
      "reaches of rivers: lines or outlets, NEXT_DOWN, LENGTH_KM")             \
    X(OFFICIAL_VALUES, "official-values",                                      \
      "table of published values of indicators")

typedef enum eco_kind {
#define X(name, word, about) ECO_KIND_##name,
    ECO_KIND_MAP(X)
#undef X
        ECO_KIND_COUNT
} eco_kind;

const char *eco_kind_word(eco_kind kind);
bool eco_kind_is_raster(eco_kind kind);
bool eco_kind_is_class(eco_kind kind); /* class raster */
bool eco_kind_is_value(eco_kind kind); /* value raster */

typedef enum eco_nodata_rule {
    ECO_NODATA_DECLARED, /* as the file says (default) */
    ECO_NODATA_VALUE,    /* overridden: nodata_value */
    ECO_NODATA_KEEP      /* none: the declared value is a class like others */
} eco_nodata_rule;

/* One line of a legend: values low..high (inclusive) are class `label`.
 * `role` says what indicators take it for: forest, mining, water, land (any
 * other land), nodata (not observed), or NULL. */
typedef struct eco_legend_entry {
    double low, high;
    char *label;
    char *role;
    const char *unccd; /* land cover: one of eco_unccd, or NULL; not owned */
    const char *seea;  /* likewise one of eco_seea */
} eco_legend_entry;

/* The ten classes of land cover of the SEEA that SDG 15.4.2 goes by, likewise.
 */
extern const char *const eco_seea[];

/* The seven classes of land cover that the UNCCD compares, by their numbers
 * less one; NULL ends. And the climates that its factors are told for. */
extern const char *const eco_unccd[];
extern const char *const eco_climates[];

/* One band of one or more files that make up a mosaic, for one year (0: not
 * yearly). */
#define ECO_AGE_OPEN 999 /* no last year of age */
typedef struct eco_band_source {
    int year;
    int band;
    char sex[3]; /* of the people counted: "_T" (all), "F", "M" */
    int age_from, age_to;
    char **files;
    size_t nfiles;
} eco_band_source;

/* What is told of all records of a dataset, for the rules that grade them. */
typedef struct eco_told_fact {
    char *name, *value;
    int line; /* in the assessment file */
} eco_told_fact;
/* A value of a column and the phase of a permit that it stands for. */
typedef struct eco_phase_word {
    char *value, *phase;
} eco_phase_word;

/* Points of a stratum of a map that it shows as one class and the reference as
 * another. */
typedef struct eco_accuracy_row {
    char *stratum, *mapped, *reference;
    int64_t n;
    double area_ha; /* of the stratum; 0: not told */
    size_t line;    /* of the file: the first of them, below the remarks */
} eco_accuracy_row;
/* What is known of how often a map is right. Classes that are types of
 * degradation bear their codes. */
typedef struct eco_accuracy_spec {
    char *file;             /* with the sample; NULL: borrowed */
    char *design;           /* simple, stratified or systematic */
    eco_accuracy_row *rows; /* one a stratum and pair of classes */
    size_t nrows;
    char *source;
    char *type; /* borrowed: code in the list degradation */
    double users, producers;
    int points; /* that borrowed figures count as */
} eco_accuracy_spec;

typedef struct eco_dataset_spec {
    char *id, *title, *licence, *citation, *origin;
    eco_kind kind;
    int line;     /* in the assessment file */
    char **files; /* vectors and single rasters; resolved, sorted */
    size_t nfiles;
    eco_band_source *bands; /* rasters: 1 unless yearly; by year */
    size_t nbands;
    eco_legend_entry *legend;
    size_t nlegend;
    eco_nodata_rule nodata;
    double nodata_value;
    bool count;       /* value raster: per-cell count, not a density per ha */
    char *unit;       /* of a value raster: "t", "persons" */
    bool official;    /* declared the nationally endorsed dataset */
    double min_patch; /* class rasters: ha; smaller patches of forest or mining
                         are a class of their own; 0: none */
    int canopy_min;   /* canopy-cover: percent that makes forest, default 30 */
    int year;         /* forest-loss-year: base year (2000); vectors: year of
                         undated layers; other rasters: epoch; 0: none */
    int sensitivity;  /* 0..3 */
    char *key, *name, *set, *layer, *where, *crs;
    char *date, *valid_to, *lat, *lon, *activity, *mapping;
    char *lands;     /* zones: customary, natural-heritage, key-biodiversity;
                        NULL: none of them */
    char *ecosystem; /* key-biodiversity: field with its kinds; NULL: none */
    char *output;    /* permits: field with what they declare to produce */
    eco_told_fact *facts; /* names known; values not looked at */
    size_t nfacts;
    char *phase_column; /* permits; NULL: all rows are permits */
    eco_phase_word *phases;
    size_t nphases;
    char *category_column; /* prohibitions: IUCN category, designation */
    char **strict;         /* categories that forbid the activity */
    size_t nstrict;
    eco_accuracy_spec *accuracy; /* NULL: nothing is known */
} eco_dataset_spec;

typedef struct eco_band_at {
    const eco_dataset_spec *dataset; /* of the assessment; NULL: none */
    size_t band;                     /* into its bands */
} eco_band_at;

/* What SDG 15.3.1 compares: land cover of three years. */
typedef struct eco_land_spec {
    int first, base,
        last;             /* baseline first..base, then to last; 0: not asked */
    bool ready;           /* all that is needed is there */
    eco_band_at cover[3]; /* of first, base and last */
    eco_band_at productivity[2]; /* of base and last; dataset NULL: none */
    eco_band_at climate_raster;
    const char *climate; /* of all cells; NULL: by the raster, or not known */
} eco_land_spec;
/* A parameter of the computation that the assessment tells. */
typedef struct eco_told_parameter {
    char *name, *value, *source; /* known, checked; source NULL: not told */
} eco_told_parameter;

/* May an assessment tell the parameter? */
bool eco_parameter_is_known(const char *name);

/* What SDG 15.4.2 compares: land cover of mountains. */
typedef struct eco_mountain_spec {
    int first, base;                     /* baseline; 0: not asked */
    const eco_dataset_spec *cover;       /* NULL: what is needed is not there */
    const eco_dataset_spec *mask, *belt; /* NULL: none */
    const eco_dataset_spec *elevation;   /* a mask is to be made of it */
} eco_mountain_spec;

/* Whether a year is compared: the baseline's two, and every third after it. */
bool eco_mountain_year(const eco_mountain_spec *m, int year);

typedef struct eco_assessment {
    char *path, *id, *title; /* id: the word after "assessment:" */
    int year_from, year_to;
    double bbox[4]; /* w, s, e, n; bbox_given */
    bool bbox_given;
    char *area_dataset, *area_where; /* scope.area: NULL when absent */
    char *grid; /* dataset whose grid is the reference; NULL: the finest */
    char **domains;
    size_t ndomains;
    eco_dataset_spec *datasets; /* with room for a mask of mountains */
    size_t ndatasets;
    char **indicators; /* codes, each known */
    size_t nindicators;
    eco_told_parameter *parameters;
    size_t nparameters;
    char *rules;       /* file of rules for tiers; NULL: the default ones */
    char *link_mode;   /* pixel or patch; NULL: as the defaults have it */
    int draws, seed;   /* of attribution; -1: not told */
    char *legal_basis; /* for personal data; NULL: none */
    char *audience;    /* internal, partner or public */
    char **formats;    /* qgis, tables */
    size_t nformats;
    bool planar; /* area: planar instead of the ellipsoid */
    eco_land_spec land;
    eco_mountain_spec mountain;
    char sha256[65]; /* of the file's bytes */
} eco_assessment;

#define ECO_ASSESSMENT_DRAWS_MOST 100000

/* Load and validate. All problems that the file itself shows are added to
 * `found` as errors ("FILE:LINE: key: what is wrong; what is allowed");
 * ECO_USAGE when there is any, with the first as the message; ECO_NOTFOUND
 * when the file itself is missing. Missing input files are errors here too. */
eco_status eco_assessment_load(eco_ctx *ctx, const char *path,
                               const char *const *known_indicators,
                               eco_findings *found, eco_assessment **out);
void eco_assessment_destroy(eco_assessment *a);
/* People by sex or age: each band counts other people. */
bool eco_dataset_grouped(const eco_dataset_spec *d);
const eco_dataset_spec *eco_assessment_dataset(const eco_assessment *a,
                                               const char *id);

/* "0-29:open;30-100:forest" or a CSV file (columns value or low,high; label;
 * role; or a coding of dated alerts, see eco_coding.h) into entries; ranges may
 * not overlap. `where` starts the messages. */
eco_status eco_legend_parse(eco_ctx *ctx, const char *where, const char *text,
                            eco_legend_entry **out, size_t *n);
eco_status eco_legend_load(eco_ctx *ctx, const char *path,
                           eco_legend_entry **out, size_t *n);
/* A legend, or coding of alerts, that comes with ecocrime: "mapbiomas",
 * "gfw-integrated". *n is 0 when there is none of that name. */
eco_status eco_legend_shipped(eco_ctx *ctx, const char *word,
                              eco_legend_entry **out, size_t *n);
/* `legend: file`: the names that come with the raster; see eco_raster_names.h.
 */
eco_status eco_legend_of_raster(eco_ctx *ctx, const char *path, int band,
                                eco_legend_entry **out, size_t *n);
/* The legend that a kind has when none is written: classes of a mask of
 * mountains, of belts, ... */
eco_status eco_legend_of_kind(eco_ctx *ctx, eco_kind kind,
                              eco_legend_entry **out, size_t *n);
void eco_legend_shipped_names(eco_str *out); /* "mapbiomas, gfw-integrated" */
void eco_legend_free(eco_legend_entry *legend, size_t n);

#endif
