/* The keys of a mapping file. */
#include "eco_mapping_keys.h"

#define AT(member) offsetof(eco_mapping, member)
#define TEXT(n, m)                                                             \
    {                                                                          \
        .name = (n), .type = ECO_KEY_TEXT, .at = AT(m)                         \
    }
#define WORDS(n, m)                                                            \
    {                                                                          \
        .name = (n), .type = ECO_KEY_WORDS, .at = AT(m)                        \
    }
#define BOOLEAN(n, m)                                                          \
    {                                                                          \
        .name = (n), .type = ECO_KEY_BOOL, .at = AT(m)                         \
    }
#define CHOICE(n, m, list)                                                     \
    {                                                                          \
        .name = (n), .type = ECO_KEY_CHOICE, .at = AT(m), .words = (list)      \
    }
#define WHOLE(n, m, from, to)                                                  \
    {                                                                          \
        .name = (n), .type = ECO_KEY_INT, .at = AT(m), .low = (from),          \
        .high = (to)                                                           \
    }
#define SECTION(n, list)                                                       \
    {                                                                          \
        .name = (n), .type = ECO_KEY_SECTION, .keys = (list)                   \
    }
#define CHARACTER(n, m)                                                        \
    {                                                                          \
        .name = (n), .type = ECO_KEY_CHARACTER, .at = AT(m)                    \
    }
#define END                                                                    \
    {                                                                          \
        .name = NULL                                                           \
    }

static const char *const orders[] = {"dmy", "mdy", "ymd", NULL};
static const char *const serials[] = {"1900", "1904", NULL};
static const char *const languages[] = {"en", "es", "pt", "fr", "de", NULL};
static const char *const sides[] = {"north", "south", NULL};
static const char *const axes[] = {"lat", "lon", NULL};
static const char *const odd[] = {"refuse", "flag", NULL};
static const char *const duplicates[] = {"merge", "keep", NULL};

static const eco_mapping_key format_keys[] = {
    TEXT("layer", format.layer),
    TEXT("encoding", format.encoding),
    CHARACTER("separator", format.separator),
    CHARACTER("decimal", format.decimal),
    WHOLE("header_line", format.header_line, 1, 1000),
    END};

static const eco_mapping_key date_keys[] = {
    TEXT("column", date.column),
    TEXT("from", date.from),
    TEXT("to", date.to),
    TEXT("fixed", date.fixed),
    TEXT("time_zone", date.time_zone),
    CHOICE("order", date.order, orders),
    CHOICE("serial", date.serial, serials),
    WHOLE("pivot", date.pivot, 1600, 2301),
    BOOLEAN("optional", date.optional),
    END};

static const eco_mapping_key expect_keys[] = {
    {.name = "box", .type = ECO_KEY_BOX, .at = AT(coordinates.box)},
    CHOICE("outside", coordinates.outside, odd),
    CHOICE("zero", coordinates.zero, odd),
    END};

static const eco_mapping_key coordinate_keys[] = {
    TEXT("lat", coordinates.lat),
    TEXT("lon", coordinates.lon),
    TEXT("column", coordinates.column),
    TEXT("easting", coordinates.easting),
    TEXT("northing", coordinates.northing),
    TEXT("zone", coordinates.zone),
    WHOLE("fixed_zone", coordinates.fixed_zone, 1, 60),
    CHOICE("hemisphere", coordinates.side, sides),
    BOOLEAN("geometry", coordinates.geometry),
    TEXT("crs", coordinates.crs),
    CHOICE("language", coordinates.language, languages),
    CHOICE("first", coordinates.first, axes),
    TEXT("accuracy", coordinates.accuracy),
    BOOLEAN("optional", coordinates.optional),
    SECTION("expect", expect_keys),
    END};

static const eco_mapping_key place_keys[] = {TEXT("name", place.name),
                                             TEXT("code", place.code),
                                             TEXT("parent", place.parent), END};

const eco_mapping_key eco_quantity_keys[] = {
    {.name = "name",
     .type = ECO_KEY_TEXT,
     .at = offsetof(eco_quantity_rule, name),
     .must = true},
    {.name = "column",
     .type = ECO_KEY_TEXT,
     .at = offsetof(eco_quantity_rule, column),
     .must = true},
    {.name = "unit",
     .type = ECO_KEY_TEXT,
     .at = offsetof(eco_quantity_rule, unit),
     .must = true},
    {.name = "factor",
     .type = ECO_KEY_FACTOR,
     .at = offsetof(eco_quantity_rule, factor)},
    {.name = "decimal",
     .type = ECO_KEY_CHARACTER,
     .at = offsetof(eco_quantity_rule, decimal)},
    END};

const eco_mapping_key eco_mapping_top[] = {
    {.name = "mapping", .type = ECO_KEY_TEXT, .at = AT(name), .must = true},
    SECTION("format", format_keys),
    WORDS("id", id),
    TEXT("title", title),
    TEXT("case", case_id),
    SECTION("date", date_keys),
    SECTION("coordinates", coordinate_keys),
    SECTION("place", place_keys),
#define X(fact, word, list)                                                    \
    {.name = (word), .type = ECO_KEY_RULE, .at = AT(facts[ECO_FACT_##fact])},
    ECO_FACT_MAP(X)
#undef X
        {.name = "quantities", .type = ECO_KEY_QUANTITIES},
    WORDS("drop", drop),
    WORDS("keep", keep),
    WORDS("merge_by", merge_by),
    WORDS("not_personal", not_personal),
    BOOLEAN("keep_personal", keep_personal),
    BOOLEAN("keep_rejected", keep_rejected),
    CHOICE("duplicates", duplicates, duplicates),
    END};
