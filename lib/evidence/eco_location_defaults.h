/* What is taken for granted of a place by its precision class, of a link by its
 * domain, of a window by its kind: layers/rules/location.csv. */
#ifndef ECO_EVIDENCE_LOCATION_DEFAULTS_H
#define ECO_EVIDENCE_LOCATION_DEFAULTS_H

#include "eco_fail.h"
#include "eco_levels.h"

#include <stdbool.h>

/* Columns of the file, all borrowed from the defaults; what, of: never NULL. */
typedef struct eco_location_default {
    const char *what; /* model, spread, unit_most, link, ... */
    const char *of;   /* precision class, domain, kind of record, or "" */
    const char *value, *unit, *source, *note;
    char status; /* as in eco_term: 'A' is an assumption, uncalibrated */
    size_t line;
} eco_location_default;

typedef struct eco_location_defaults eco_location_defaults;

/* Of the layers in force. ECO_FORMAT when a row is wrong or one is missing:
 * file, line, what would be right; ECO_NOMEM. */
eco_status eco_location_defaults_load(eco_ctx *ctx,
                                      eco_location_defaults **out);
/* The same from text, as it stands in the file. */
eco_status eco_location_defaults_parse(eco_ctx *ctx, const char *text,
                                       eco_location_defaults **out);
void eco_location_defaults_destroy(eco_location_defaults *d);

/* The rows, for provenance: i < count. */
size_t eco_location_defaults_count(const eco_location_defaults *d);
const eco_location_default *
eco_location_defaults_row(const eco_location_defaults *d, size_t i);

/* The model of a precision class from 0 to 5. For UNIT, unit_m2 is the area of
 * its polygon: a larger one than allowed gives NONE. ECO_INVALID for another
 * class, and for a unit without an area. */
eco_status eco_location_defaults_model(const eco_location_defaults *d,
                                       int precision, double unit_m2,
                                       eco_location *out);

/* The link of a domain ("MIN_AU": that of MIN, unless it has its own) to a
 * place of that model; false when the domain has no area of its own. */
bool eco_location_defaults_link(const eco_location_defaults *d,
                                eco_location_kind kind, const char *domain,
                                double *link_m);

/* Whether a link of that domain to a place of that model covers whole patches
 * of the events that it meets, and up to which area. A polygon never does. */
bool eco_location_defaults_patch(const eco_location_defaults *d,
                                 eco_location_kind kind, const char *domain);
double eco_location_defaults_patch_max_m2(const eco_location_defaults *d);

/* Years before and after; judicial records look back farther. */
void eco_location_defaults_window(const eco_location_defaults *d, bool judicial,
                                  int *before, int *after);

double eco_location_defaults_level_error(const eco_location_defaults *d);
double eco_location_defaults_ring_error(const eco_location_defaults *d);

#endif
