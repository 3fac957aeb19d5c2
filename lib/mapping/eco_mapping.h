/* How the columns of an incidents file are to be read: the mapping file as
 * structs, every word of it checked. */
#ifndef ECO_MAPPING_MAPPING_H
#define ECO_MAPPING_MAPPING_H

#include "eco_fail.h"
#include "eco_when.h"

#include <ecocrime/findings.h>
#include <stddef.h>

/* What an incident is told by a code: name, key of the mapping, vocabulary
 * ("" : yes, no, unknown). */
#define ECO_FACT_MAP(X)                                                        \
    X(DOMAIN, "domain", "domain")                                              \
    X(SUBTYPE, "subtype", "domain")                                            \
    X(ICCS, "iccs", "iccs")                                                    \
    X(ORGANIZED, "organized", "")                                              \
    X(TRANSNATIONAL, "transnational", "")                                      \
    X(SOURCE_TYPE, "source_type", "source_type")                               \
    X(RELIABILITY, "reliability", "reliability")                               \
    X(CREDIBILITY, "credibility", "credibility")                               \
    X(STATUS, "status", "status")                                              \
    X(SENSITIVITY, "sensitivity", "sensitivity")                               \
    X(PRECISION, "precision", "precision")

typedef enum eco_fact {
#define X(name, key, list) ECO_FACT_##name,
    ECO_FACT_MAP(X)
#undef X
        ECO_FACT_COUNT
} eco_fact;

const char *eco_fact_key(eco_fact fact);

typedef struct eco_words {
    char **items;
    size_t n;
} eco_words;

bool eco_words_have(const eco_words *words, const char *word);

typedef struct eco_lookup_item {
    char *text; /* folded by eco_fold */
    char *code;
} eco_lookup_item;

/* A code for all rows, or one that a column tells. */
typedef struct eco_code_rule {
    char *fixed;
    char *column;
    char *otherwise; /* for what is not listed; NULL: such a row is refused */
    eco_lookup_item *items; /* by text */
    size_t n;
    char *listed; /* the texts as written, for messages */
} eco_code_rule;

/* The code that a text stands for, `folded` by eco_fold; NULL: none. */
const char *eco_code_rule_find(const eco_code_rule *rule, const char *folded);

typedef struct eco_quantity_rule {
    char *name, *column, *unit;
    double factor; /* value in `unit` = number as written x factor */
    int decimal;   /* '.' or ','; 0: as the format says */
} eco_quantity_rule;

/* What is done with a place that is odd. */
typedef enum eco_odd { ECO_ODD_DEFAULT, ECO_ODD_REFUSE, ECO_ODD_FLAG } eco_odd;

typedef struct eco_mapping {
    char *path, *name;
    struct {
        char *layer, *encoding;
        int separator, decimal; /* 0: found in the file */
        int header_line;
    } format;
    eco_words id;
    char *title;
    char *case_id; /* column: reports of one case are one event */
    struct {
        char *column, *from, *to, *fixed;
        char *time_zone;
        int order;  /* eco_when_order */
        int serial; /* eco_when_serial */
        int pivot;
        int offset_min; /* of time_zone */
        bool optional;  /* an empty cell is no date */
    } date;
    struct {
        char *lat, *lon, *column, *easting, *northing, *zone, *accuracy;
        char *crs;
        int fixed_zone, side, language, first; /* as in eco_place.h */
        bool geometry, optional, has_box;
        double box[4];     /* expected: west, south, east, north */
        int outside, zero; /* eco_odd; refused by default */
    } coordinates;
    struct {
        char *name, *code, *parent;
    } place;
    eco_code_rule facts[ECO_FACT_COUNT];
    eco_quantity_rule *quantities;
    size_t nquantities;
    eco_words drop, keep, merge_by, not_personal;
    bool keep_personal, keep_rejected;
    int duplicates; /* 2: equal rows are kept apart */
} eco_mapping;

enum { ECO_DUPLICATES_KEEP = 2 };

/* Load and validate, as eco_assessment_load does: every problem is a finding
 * "FILE:LINE" "KEY: what is wrong; what is allowed"; ECO_USAGE when there is
 * any, with the first as the message. */
eco_status eco_mapping_load(eco_ctx *ctx, const char *path, eco_findings *found,
                            eco_mapping **out);
/* The same from text; `path` names it in messages. */
eco_status eco_mapping_parse(eco_ctx *ctx, const char *path, const char *text,
                             size_t n, eco_findings *found, eco_mapping **out);
void eco_mapping_destroy(eco_mapping *m);

#endif
