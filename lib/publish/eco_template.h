/* Text with {{name}} in it. */
#ifndef ECO_PUBLISH_TEMPLATE_H
#define ECO_PUBLISH_TEMPLATE_H

#include "eco_str.h"

/* What stands for a name. `raw` is XML already; else it is escaped. */
typedef struct eco_slot {
    const char *name, *text;
    bool raw;
} eco_slot;

/* Append layers/<template> with its slots filled; slots end with a NULL name.
 * A comment at the template's head (up to "-->" and its line end) is dropped.
 * ECO_INTERNAL names a slot that the template wants and nobody fills. */
eco_status eco_template_fill(eco_ctx *ctx, const char *name,
                             const eco_slot *slots, eco_str *out);

#endif
