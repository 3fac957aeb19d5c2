/* The head comment of a file in layers/: what an analyst writes above the SQL.
 *
 *   -- key: value
 *   --   the value goes on
 */
#ifndef ECO_STORE_HEAD_H
#define ECO_STORE_HEAD_H

#include "eco_fail.h"

#include <stddef.h>

typedef struct eco_head_item {
    char *key, *value;
    int line;
} eco_head_item;

typedef struct eco_head {
    eco_head_item *items; /* in the file's order; a key may come again */
    size_t n, cap;
} eco_head;

/* Of layers/NAME, whose comment lines at the top must all be keys or their
 * continuations. ECO_FORMAT names file and line; ECO_INTERNAL: no such file. */
eco_status eco_head_read(eco_ctx *ctx, const char *name, eco_head *out);
void eco_head_clear(eco_head *head);

const char *eco_head_get(const eco_head *head, const char *key); /* or NULL */

/* As _get; ECO_FORMAT names file and key when there is none or it is empty. */
eco_status eco_head_need(eco_ctx *ctx, const eco_head *head, const char *name,
                         const char *key, const char **value);

/* "check/tally_zone_area.sql": "tally_zone_area", "describe/010_run.sql":
 * "run"; text of at most n - 1 bytes. */
void eco_head_short(const char *name, char *out, size_t n);

#endif
