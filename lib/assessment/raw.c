/* The schema of the assessment file, and reading by it. */
#include "eco_raw.h"

#include "eco_mem.h"

#include <cyaml/cyaml.h>

#define TEXT(s, m)                                                             \
    CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, s, m, \
                           0, 4096)
#define TEXT_MUST(s, m)                                                        \
    CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER, s, m, 1, 4096)
#define NUMBER(s, m)                                                           \
    CYAML_FIELD_INT_PTR(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, s, m)
/* NOLINTNEXTLINE(bugprone-macro-parentheses): `s` is a type */
#define LIST(s, m, count, entry, least, most)                                  \
    CYAML_FIELD_SEQUENCE_COUNT(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,   \
                               s, m, count, &(entry), least, most)

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 4096)};
static const cyaml_schema_value_t real_entry = {
    CYAML_VALUE_FLOAT(CYAML_FLAG_DEFAULT, double)};

static const cyaml_schema_field_t band_fields[] = {
    CYAML_FIELD_INT("year", CYAML_FLAG_DEFAULT, struct raw_band, year),
    CYAML_FIELD_INT("band", CYAML_FLAG_DEFAULT, struct raw_band, band),
    CYAML_FIELD_END};
static const cyaml_schema_value_t band_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_band, band_fields)};

static const cyaml_schema_field_t class_fields[] = {
    TEXT_MUST(struct raw_class, value), TEXT(struct raw_class, label),
    TEXT(struct raw_class, role),       TEXT(struct raw_class, unccd),
    TEXT(struct raw_class, seea),       CYAML_FIELD_END};
static const cyaml_schema_value_t class_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_class, class_fields)};

static const cyaml_schema_field_t fact_fields[] = {
    TEXT_MUST(struct raw_fact, fact), TEXT_MUST(struct raw_fact, is),
    CYAML_FIELD_END};
static const cyaml_schema_value_t fact_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_fact, fact_fields)};
static const cyaml_schema_field_t phase_fields[] = {
    TEXT_MUST(struct raw_phase, column),
    CYAML_FIELD_SEQUENCE_COUNT("lookup", CYAML_FLAG_POINTER, struct raw_phase,
                               lookup, nlookup, &class_entry, 1, 1000),
    CYAML_FIELD_END};
static const cyaml_schema_field_t category_fields[] = {
    TEXT_MUST(struct raw_category, column),
    LIST(struct raw_category, strict, nstrict, text_entry, 1, 100),
    CYAML_FIELD_END};

static const cyaml_schema_field_t borrowed_fields[] = {
    TEXT(struct raw_borrowed, type),
    TEXT_MUST(struct raw_borrowed, users),
    TEXT_MUST(struct raw_borrowed, producers),
    TEXT_MUST(struct raw_borrowed, source),
    NUMBER(struct raw_borrowed, points),
    CYAML_FIELD_END};
static const cyaml_schema_field_t accuracy_fields[] = {
    TEXT(struct raw_accuracy, sample), TEXT(struct raw_accuracy, design),
    TEXT(struct raw_accuracy, source),
    CYAML_FIELD_MAPPING_PTR("borrowed",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_accuracy, borrowed, borrowed_fields),
    CYAML_FIELD_END};

#define D struct raw_dataset
static const cyaml_schema_field_t dataset_fields[] = {
    TEXT_MUST(D, id),
    TEXT_MUST(D, kind),
    TEXT(D, title),
    TEXT(D, licence),
    TEXT(D, citation),
    TEXT(D, origin),
    LIST(D, files, nfiles, text_entry, 1, 100000),
    NUMBER(D, band),
    LIST(D, bands, nbands, band_entry, 1, 1000),
    LIST(D, legend, nlegend, class_entry, 1, 60000),
    TEXT(D, nodata),
    TEXT(D, unit),
    TEXT(D, per),
    NUMBER(D, year),
    NUMBER(D, canopy_min),
    TEXT(D, min_patch),
    NUMBER(D, sensitivity),
    CYAML_FIELD_BOOL_PTR("official", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         D, official),
    TEXT(D, sex),
    TEXT(D, age),
    TEXT(D, key),
    TEXT(D, name),
    TEXT(D, set),
    TEXT(D, lands),
    TEXT(D, ecosystem),
    TEXT(D, layer),
    TEXT(D, where),
    TEXT(D, crs),
    TEXT(D, date),
    TEXT(D, valid_from),
    TEXT(D, valid_to),
    TEXT(D, lat),
    TEXT(D, lon),
    TEXT(D, output),
    LIST(D, activity, nactivity, text_entry, 1, 20),
    LIST(D, facts, nfacts, fact_entry, 1, 40),
    CYAML_FIELD_MAPPING_PTR("phase", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            D, phase, phase_fields),
    CYAML_FIELD_MAPPING_PTR("category",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, D,
                            category, category_fields),
    TEXT(D, mapping),
    CYAML_FIELD_MAPPING_PTR("accuracy",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, D,
                            accuracy, accuracy_fields),
    CYAML_FIELD_END};
#undef D
static const cyaml_schema_value_t dataset_entry = {CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct raw_dataset, dataset_fields)};

static const cyaml_schema_field_t period_fields[] = {
    CYAML_FIELD_INT("from", CYAML_FLAG_DEFAULT, struct raw_scope, period.from),
    CYAML_FIELD_INT("to", CYAML_FLAG_DEFAULT, struct raw_scope, period.to),
    CYAML_FIELD_END};
static const cyaml_schema_field_t area_fields[] = {
    TEXT_MUST(struct raw_area, dataset), TEXT(struct raw_area, where),
    CYAML_FIELD_END};
static const cyaml_schema_field_t scope_fields[] = {
    CYAML_FIELD_MAPPING("period", CYAML_FLAG_DEFAULT, struct raw_scope, period,
                        period_fields),
    CYAML_FIELD_MAPPING_PTR("area", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_scope, area, area_fields),
    LIST(struct raw_scope, bbox, nbbox, real_entry, 4, 4),
    LIST(struct raw_scope, domains, ndomains, text_entry, 0, 20),
    CYAML_FIELD_END};
static const cyaml_schema_field_t publish_fields[] = {
    TEXT(struct raw_publish, audience),
    LIST(struct raw_publish, formats, nformats, text_entry, 1, 20),
    CYAML_FIELD_END};
static const cyaml_schema_field_t attribution_fields[] = {
    TEXT(struct raw_attribution, rules),
    TEXT(struct raw_attribution, link_mode),
    NUMBER(struct raw_attribution, draws), NUMBER(struct raw_attribution, seed),
    CYAML_FIELD_END};

static const cyaml_schema_field_t baseline_fields[] = {
    CYAML_FIELD_INT("from", CYAML_FLAG_DEFAULT, struct raw_years, from),
    CYAML_FIELD_INT("to", CYAML_FLAG_DEFAULT, struct raw_years, to),
    CYAML_FIELD_END};
static const cyaml_schema_field_t land_fields[] = {
    CYAML_FIELD_MAPPING_PTR("baseline",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_land, baseline, baseline_fields),
    NUMBER(struct raw_land, until), TEXT(struct raw_land, climate),
    CYAML_FIELD_END};
static const cyaml_schema_field_t parameter_fields[] = {
    TEXT_MUST(struct raw_parameter, name),
    TEXT_MUST(struct raw_parameter, value), TEXT(struct raw_parameter, source),
    CYAML_FIELD_END};
static const cyaml_schema_value_t parameter_entry = {CYAML_VALUE_MAPPING(
    CYAML_FLAG_DEFAULT, struct raw_parameter, parameter_fields)};

static const cyaml_schema_field_t mountain_fields[] = {
    CYAML_FIELD_MAPPING_PTR("baseline", CYAML_FLAG_POINTER, struct raw_mountain,
                            baseline, baseline_fields),
    CYAML_FIELD_END};

static const cyaml_schema_field_t top_fields[] = {
    TEXT_MUST(struct raw_assessment, assessment),
    TEXT(struct raw_assessment, title),
    TEXT(struct raw_assessment, area_method),
    TEXT(struct raw_assessment, grid),
    TEXT(struct raw_assessment, legal_basis),
    CYAML_FIELD_MAPPING("scope", CYAML_FLAG_DEFAULT, struct raw_assessment,
                        scope, scope_fields),
    CYAML_FIELD_SEQUENCE_COUNT("datasets", CYAML_FLAG_POINTER,
                               struct raw_assessment, datasets, ndatasets,
                               &dataset_entry, 1, 1000),
    CYAML_FIELD_MAPPING_PTR(
        "attribution", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
        struct raw_assessment, attribution, attribution_fields),
    CYAML_FIELD_MAPPING_PTR(
        "land_degradation", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
        struct raw_assessment, land_degradation, land_fields),
    CYAML_FIELD_MAPPING_PTR("mountain",
                            CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_assessment, mountain, mountain_fields),
    LIST(struct raw_assessment, parameters, nparameters, parameter_entry, 1,
         100),
    LIST(struct raw_assessment, indicators, nindicators, text_entry, 0, 100),
    CYAML_FIELD_MAPPING_PTR("publish", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_assessment, publish, publish_fields),
    CYAML_FIELD_END};
static const cyaml_schema_value_t top_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_assessment, top_fields)};

const cyaml_schema_field_t *eco_raw_fields(void)
{
    return top_fields;
}

/* libcyaml's allocator: one function that makes, resizes and frees. */
static void *memory(void *user, void *p, size_t size)
{
    (void)user;
    if (size)
        return eco_mem_resize(p, size, 1);
    eco_mem_free(p);
    return NULL;
}

/* Unknown keys have been reported; reading on lets the same run report what
 * else is wrong. */
static const cyaml_config_t config = {.mem_fn = memory,
                                      .log_level = CYAML_LOG_ERROR,
                                      .flags = CYAML_CFG_NO_ALIAS |
                                               CYAML_CFG_IGNORE_UNKNOWN_KEYS};

eco_status eco_raw_load(eco_ctx *ctx, const eco_yaml *y,
                        struct raw_assessment **out)
{
    size_t n;
    const char *text = eco_yaml_text(y, &n);
    cyaml_data_t *data = NULL;
    cyaml_err_t err = cyaml_load_data((const unsigned char *)text, n, &config,
                                      &top_schema, &data, NULL);

    *out = NULL;
    if (err == CYAML_ERR_OOM)
        return eco_nomem(ctx);
    if (err != CYAML_OK)
        return eco_fail(ctx, ECO_USAGE, "not read: %s", cyaml_strerror(err));
    *out = data;
    return ECO_OK;
}

void eco_raw_free(struct raw_assessment *raw)
{
    cyaml_free(&config, &top_schema, raw, 0);
}
