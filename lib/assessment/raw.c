/* The schema of the assessment file, and libcyaml's words for what is wrong. */
#include "eco_raw.h"

#include "eco_str.h"

#include <cyaml/cyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(s, m)                                                             \
    CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, s, m, \
                           0, 4096)
#define TEXT_MUST(s, m)                                                        \
    CYAML_FIELD_STRING_PTR(#m, CYAML_FLAG_POINTER, s, m, 1, 4096)
#define NUMBER(s, m)                                                           \
    CYAML_FIELD_INT_PTR(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, s, m)
#define LIST(s, m, count, entry, most)                                         \
    CYAML_FIELD_SEQUENCE_COUNT(#m, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,   \
                               s, m, count, &entry, 0, most)

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
    TEXT(struct raw_class, role), CYAML_FIELD_END};
static const cyaml_schema_value_t class_entry = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct raw_class, class_fields)};

#define D struct raw_dataset
static const cyaml_schema_field_t dataset_fields[] = {
    TEXT_MUST(D, id),
    TEXT_MUST(D, kind),
    TEXT(D, title),
    TEXT(D, licence),
    TEXT(D, citation),
    TEXT(D, origin),
    LIST(D, files, nfiles, text_entry, 100000),
    NUMBER(D, band),
    LIST(D, bands, nbands, band_entry, 1000),
    LIST(D, legend, nlegend, class_entry, 60000),
    TEXT(D, nodata),
    TEXT(D, unit),
    TEXT(D, per),
    NUMBER(D, year),
    NUMBER(D, canopy_min),
    NUMBER(D, sensitivity),
    CYAML_FIELD_BOOL_PTR("official", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         D, official),
    TEXT(D, key),
    TEXT(D, name),
    TEXT(D, set),
    TEXT(D, layer),
    TEXT(D, where),
    TEXT(D, crs),
    TEXT(D, date),
    TEXT(D, valid_from),
    TEXT(D, valid_to),
    TEXT(D, lat),
    TEXT(D, lon),
    LIST(D, activity, nactivity, text_entry, 20),
    TEXT(D, mapping),
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
    LIST(struct raw_scope, bbox, nbbox, real_entry, 4),
    LIST(struct raw_scope, domains, ndomains, text_entry, 20), CYAML_FIELD_END};
static const cyaml_schema_field_t publish_fields[] = {
    TEXT(struct raw_publish, audience),
    LIST(struct raw_publish, formats, nformats, text_entry, 20),
    CYAML_FIELD_END};
static const cyaml_schema_field_t attribution_fields[] = {
    TEXT(struct raw_attribution, rules), CYAML_FIELD_END};

static const cyaml_schema_field_t top_fields[] = {
    TEXT_MUST(struct raw_assessment, assessment),
    TEXT(struct raw_assessment, title),
    TEXT(struct raw_assessment, area_method),
    CYAML_FIELD_MAPPING("scope", CYAML_FLAG_DEFAULT, struct raw_assessment,
                        scope, scope_fields),
    CYAML_FIELD_SEQUENCE_COUNT("datasets", CYAML_FLAG_POINTER,
                               struct raw_assessment, datasets, ndatasets,
                               &dataset_entry, 1, 1000),
    CYAML_FIELD_MAPPING_PTR(
        "attribution", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
        struct raw_assessment, attribution, attribution_fields),
    LIST(struct raw_assessment, indicators, nindicators, text_entry, 100),
    CYAML_FIELD_MAPPING_PTR("publish", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                            struct raw_assessment, publish, publish_fields),
    CYAML_FIELD_END};
static const cyaml_schema_value_t top_schema = {
    CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct raw_assessment, top_fields)};

/* libcyaml tells what is wrong by its log: first the problem, then where, from
 * the inside out. The first of each is kept. */
struct words {
    char problem[300], place[200];
    int line;
};

static void collect(cyaml_log_t level, void *user, const char *fmt,
                    va_list args)
{
    struct words *w = user;
    char text[300];
    const char *at;

    (void)level;
    vsnprintf(text, sizeof text, fmt, args);
    text[strcspn(text, "\n")] = '\0';
    at = strstr(text, "(line: ");
    if (at && !w->line) {
        long line = strtol(at + 7, NULL, 10);

        w->line = (int)line;
        snprintf(w->place, sizeof w->place, "%.*s", (int)(at - text), text);
    } else if (!w->problem[0] && !strstr(text, "Backtrace")) {
        snprintf(w->problem, sizeof w->problem, "%s",
                 eco_starts_with(text, "Load: ") ? text + 6 : text);
    }
}

/* Keys of a mapping, for "allowed" and for the nearest. */
struct keys {
    const char *items[64];
    size_t n;
};

static void add_keys(struct keys *k, const cyaml_schema_field_t *f)
{
    for (; f->key && k->n < 64; f++)
        k->items[k->n++] = f->key;
}

static void all_keys(struct keys *k)
{
    k->n = 0;
    add_keys(k, top_fields);
    add_keys(k, scope_fields);
    add_keys(k, dataset_fields);
    add_keys(k, publish_fields);
}

/* The mapping that a key was meant for is not said: the nearest of all is a
 * good guess, and the keys of a dataset or of the file are listed. */
static eco_status unexpected(eco_ctx *ctx, const char *path,
                             const struct words *w)
{
    const char *key = w->problem + strlen("Unexpected key: ");
    bool in_dataset = strstr(w->place, "sequence entry") != NULL ||
                      strstr(w->place, "datasets") != NULL;
    struct keys k;
    eco_str allowed = {0};
    const char *nearest;
    eco_status st;

    all_keys(&k);
    nearest = eco_nearest(key, k.items, k.n);
    k.n = 0;
    add_keys(&k, in_dataset ? dataset_fields : top_fields);
    for (size_t i = 0; i < k.n; i++)
        eco_str_printf(&allowed, "%s%s", i ? ", " : "", k.items[i]);
    if (nearest)
        st = eco_fail(ctx, ECO_USAGE,
                      "%s:%d: %s: unknown key; did you mean '%s'?", path,
                      w->line, key, nearest);
    else
        st = eco_fail(ctx, ECO_USAGE, "%s:%d: %s: unknown key; allowed: %s",
                      path, w->line, key, eco_str_text(&allowed));
    eco_str_clear(&allowed);
    return st;
}

static eco_status explain(eco_ctx *ctx, const char *path, const struct words *w,
                          cyaml_err_t err)
{
    const char *place = w->place;

    while (*place == ' ')
        place++;
    if (eco_starts_with(w->problem, "Unexpected key: "))
        return unexpected(ctx, path, w);
    if (eco_starts_with(w->problem, "Missing required mapping field: "))
        return eco_fail(ctx, ECO_USAGE, "%s:%d: %s: is missing", path,
                        w->line ? w->line : 1, w->problem + 32);
    return eco_fail(ctx, ECO_USAGE, "%s:%d: %s%s%s", path,
                    w->line ? w->line : 1,
                    w->problem[0] ? w->problem : cyaml_strerror(err),
                    *place ? " " : "", place);
}

eco_status eco_raw_load(eco_ctx *ctx, const char *path, const char *text,
                        struct raw_assessment **out)
{
    struct words words = {.line = 0};
    const cyaml_config_t config = {.log_fn = collect,
                                   .log_ctx = &words,
                                   .mem_fn = cyaml_mem,
                                   .log_level = CYAML_LOG_ERROR,
                                   .flags = CYAML_CFG_NO_ALIAS};
    cyaml_err_t err;

    *out = NULL;
    err = cyaml_load_data((const unsigned char *)text, strlen(text), &config,
                          &top_schema, (cyaml_data_t **)(void *)out, NULL);
    return err == CYAML_OK ? ECO_OK : explain(ctx, path, &words, err);
}

void eco_raw_free(struct raw_assessment *raw)
{
    const cyaml_config_t config = {.mem_fn = cyaml_mem};

    cyaml_free(&config, &top_schema, raw, 0);
}
