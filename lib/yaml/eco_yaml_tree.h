/* YAML as a tree that knows its lines. */
#ifndef ECO_YAML_YAML_TREE_H
#define ECO_YAML_YAML_TREE_H

#include "eco_fail.h"

#include <ecocrime/findings.h>
#include <stddef.h>
#include <yaml.h>

typedef struct eco_yaml eco_yaml;

/* Parse UTF-8 text (borrowed; a byte-order mark is skipped). Refused, with the
 * line: what is no YAML, anchors and aliases (a few lines of them can stand
 * for gigabytes), more than one document, no document. Such a fault is added
 * to `found`, and the status is ECO_USAGE. */
eco_status eco_yaml_create(eco_ctx *ctx, const char *path, const char *text,
                           size_t n, eco_findings *found, eco_yaml **out);
void eco_yaml_destroy(eco_yaml *y);

const char *eco_yaml_text(const eco_yaml *y, size_t *n); /* without the mark */
yaml_node_t *eco_yaml_root(const eco_yaml *y);
yaml_node_t *eco_yaml_node(const eco_yaml *y, int id);
yaml_node_t *eco_yaml_child(const eco_yaml *y, const yaml_node_t *map,
                            const char *key);

/* By a path such as "scope.period" or "datasets.3.legend.0"; NULL when there
 * is none. *line (from 1): of its key, or of the nearest node above it. */
const yaml_node_t *eco_yaml_find(const eco_yaml *y, const char *path,
                                 int *line);

/* Add an error "PATH:LINE" "KEY: TEXT" (key NULL: the text alone). Control
 * bytes of user text are shown as '?': one finding is one line. */
eco_status eco_yaml_error(eco_ctx *ctx, eco_findings *found, const char *path,
                          int line, const char *key, const char *text);

#endif
