/* Rules from YAML: the public <ecocrime/rules.h>, and what only the library
 * needs of it. */
#ifndef ECO_TIERS_TIERS_H
#define ECO_TIERS_TIERS_H

#include "eco_fail.h"
#include "eco_rules.h"

/* The rules that come with ecocrime, as a name below layers/. */
#define ECO_RULES_DEFAULT "rules/tiers.yaml"

enum { ECO_RULES_BYTES_MAX = 1 << 20 };

/* As eco_rules_load, from text; `path` names it in messages. */
eco_status eco_rules_parse(eco_ctx *ctx, const char *path, const char *text,
                           size_t n, eco_findings *found, eco_rules **out);

/* ECO_USAGE: the text is no value of the fact; the message says what is. */
eco_status eco_rules_check_value(eco_ctx *ctx, const eco_rules *rules,
                                 const char *name, const char *text);

/* "in force" as text: the file at `path`, or of layers/ for NULL. The caller
 * frees it. */
eco_status eco_rules_source(eco_ctx *ctx, const char *path, char **text,
                            size_t *n);

#endif
