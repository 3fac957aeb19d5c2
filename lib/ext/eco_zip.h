/* One text in a zip archive, the same bytes for the same text. */
#ifndef ECO_EXT_ZIP_H
#define ECO_EXT_ZIP_H

#include "eco_fail.h"

#include <stddef.h>

/* Archive at `path` holding `n` bytes as `name`, stamped 1980-01-01; written to
 * a temporary and renamed. */
eco_status eco_zip_write(eco_ctx *ctx, const char *path, const char *name,
                         const char *text, size_t n);

#endif
