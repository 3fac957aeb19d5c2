/* The assessment as libcyaml reads it, before anything is resolved. */
#ifndef ECO_ASSESSMENT_RAW_H
#define ECO_ASSESSMENT_RAW_H

#include "eco_yaml_tree.h"

struct raw_band {
    int year, band;
};

struct raw_class {
    char *value, *label, *role, *unccd, *seea;
};

struct raw_fact {
    char *fact, *is;
};

/* What a column says, in our words; lookup: label is the word. */
struct raw_phase {
    char *column;
    struct raw_class *lookup;
    unsigned nlookup;
};

struct raw_category {
    char *column, **strict;
    unsigned nstrict;
};

struct raw_borrowed {
    char *type, *users, *producers, *source;
    int *points;
};

/* A sample, or what is borrowed. */
struct raw_accuracy {
    char *sample, *design, *source;
    struct raw_borrowed *borrowed;
};

struct raw_dataset {
    char *id, *kind, *title, *licence, *citation, *origin;
    char *nodata, *min_patch, *unit, *per, *key, *name, *set, *layer, *where,
        *crs;
    char *sex, *age, *lands, *ecosystem;
    char *date, *valid_from, *valid_to, *lat, *lon, *output, *mapping;
    char **files, **activity;
    struct raw_band *bands;
    struct raw_class *legend;
    struct raw_fact *facts;
    struct raw_phase *phase;
    struct raw_category *category;
    struct raw_accuracy *accuracy;
    unsigned nfiles, nbands, nlegend, nactivity, nfacts;
    int *band, *year, *canopy_min, *sensitivity;
    bool *official;
};

struct raw_area {
    char *dataset, *where;
};

struct raw_scope {
    struct {
        int from, to;
    } period;
    struct raw_area *area;
    double *bbox;
    unsigned nbbox;
    char **domains;
    unsigned ndomains;
};

struct raw_publish {
    char *audience;
    char **formats;
    unsigned nformats;
};

struct raw_land {
    struct raw_years {
        int from, to;
    } * baseline;
    int *until;
    char *climate;
};

struct raw_mountain {
    struct raw_years *baseline;
};

struct raw_attribution {
    char *rules, *link_mode;
    int *draws, *seed;
};

struct raw_parameter {
    char *name, *value, *source;
};

struct raw_assessment {
    char *assessment, *title, *area_method, *grid, *legal_basis;
    struct raw_scope scope;
    struct raw_dataset *datasets;
    unsigned ndatasets;
    struct raw_attribution *attribution;
    struct raw_land *land_degradation;
    struct raw_mountain *mountain;
    struct raw_parameter *parameters;
    unsigned nparameters;
    char **indicators;
    unsigned nindicators;
    struct raw_publish *publish;
};

struct cyaml_schema_field; /* libcyaml's: a table of keys, NULL key last */
const struct cyaml_schema_field *eco_raw_fields(void);

/* All places where the tree (after eco_yaml_rewrite) is not as the schema
 * says go to `found`; *readable: only unknown keys among them, which
 * eco_raw_load passes over. */
eco_status eco_raw_check(eco_ctx *ctx, const char *path, const eco_yaml *y,
                         eco_findings *found, bool *readable);

/* What eco_raw_check has found readable. */
eco_status eco_raw_load(eco_ctx *ctx, const eco_yaml *y,
                        struct raw_assessment **out);
void eco_raw_free(struct raw_assessment *raw);

#endif
