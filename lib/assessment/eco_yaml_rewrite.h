/* Brings the free forms of the file into the fixed ones of the schema. */
#ifndef ECO_ASSESSMENT_REWRITE_H
#define ECO_ASSESSMENT_REWRITE_H

#include "eco_yaml_tree.h"

/* libcyaml's schema knows no "text or list" and no mapping with free keys. So
 * before it reads the file, `files: x` becomes `files: [x]`, `bands: {1985: 1}`
 * a list of {year, band}, `legend` a list of {value, label, role}, and
 * `phase.lookup` one of {value, label}; in
 * place, each entry on the line where it was, so that messages name the lines
 * the user wrote (docs/decisions/003). The caller frees *out. */
eco_status eco_yaml_rewrite(eco_ctx *ctx, const eco_yaml *y, char **out);

#endif
