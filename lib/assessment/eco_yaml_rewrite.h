/* Brings the free forms of the file into the fixed ones of the schema. */
#ifndef ECO_ASSESSMENT_REWRITE_H
#define ECO_ASSESSMENT_REWRITE_H

#include "eco_fail.h"

#include <stddef.h>

/* libcyaml's schema knows no "text or list" and no mapping with free keys. So
 * before it reads the file, `files: x` becomes `files: [x]`, `bands: {1985: 1}`
 * a list of {year, band}, and `legend` a list of {value, label, role}; in
 * place, keeping every line where it was, so that its messages name the lines
 * the user wrote. ECO_USAGE ("FILE:LINE: ...") when the text is no YAML or has
 * aliases. Caller frees *out. */
eco_status eco_yaml_rewrite(eco_ctx *ctx, const char *path, const char *text,
                            size_t n, char **out);

/* Line of `key` of dataset `i` (-1: of the top mapping; key NULL: of the
 * dataset itself); 1 when there is no such key. */
int eco_yaml_line(const char *text, size_t n, int dataset, const char *key);

#endif
