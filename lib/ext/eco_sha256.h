/* SHA-256 of a file, through libmd. */
#ifndef ECO_EXT_SHA256_H
#define ECO_EXT_SHA256_H

#include "eco_fail.h"

#include <stddef.h>
#include <stdint.h>

/* Lower-case hexadecimal and size. ECO_NOTFOUND, ECO_IO; ECO_CANCELLED. */
eco_status eco_sha256_file(eco_ctx *ctx, const char *path, char hex[65],
                           int64_t *nbytes);
void eco_sha256_text(const char *text, size_t n, char hex[65]);

#endif
