/* A column by the name that a mapping gives it. */
#ifndef ECO_INCIDENT_COLUMN_FIND_H
#define ECO_INCIDENT_COLUMN_FIND_H

#include "eco_str.h"
#include "eco_table_in.h"

/* A name with '*' is a pattern: any run of letters, none too, stands for it. */
bool eco_column_is_pattern(const char *name);
bool eco_column_fits(const char *pattern, const char *column);

/* The column called exactly so; else, of a pattern, the only one that fits;
 * else the only one that differs in case, accents or punctuation alone. *out
 * is its place; -1: there is none; -2: a pattern fits several, listed in
 * `several` (may be NULL). */
eco_status eco_column_find(eco_ctx *ctx, const eco_table_in *t,
                           const char *name, eco_str *several, int *out);

#endif
