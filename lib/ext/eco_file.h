/* Whole files: read with a limit, written whole or not at all. */
#ifndef ECO_EXT_FILE_H
#define ECO_EXT_FILE_H

#include "eco_fail.h"

#include <stddef.h>
#include <stdio.h>

/* All bytes, NUL-terminated (caller frees). ECO_NOTFOUND, ECO_IO, ECO_FORMAT
 * when longer than `limit` bytes. */
eco_status eco_file_read(eco_ctx *ctx, const char *path, size_t limit,
                         char **text, size_t *n);

/* Written to a temporary beside `path`, synced, renamed over it. */
eco_status eco_file_write(eco_ctx *ctx, const char *path, const void *data,
                          size_t n);

/* Likewise what `write` puts into the stream; its ECO_IO is told as a full
 * disk. */
typedef eco_status (*eco_file_writer)(eco_ctx *ctx, void *user, FILE *file);
eco_status eco_file_stream(eco_ctx *ctx, const char *path,
                           eco_file_writer write, void *user);

/* The two halves of that, for writers that need a path: a new empty file
 * beside `path`, name ending like it (caller frees the name and, on failure,
 * removes the file); and the swap. */
eco_status eco_file_temporary(eco_ctx *ctx, const char *path, char **temporary);
eco_status eco_file_replace(eco_ctx *ctx, const char *temporary,
                            const char *path);

/* A folder that exists afterwards, parents too. */
eco_status eco_file_make_folder(eco_ctx *ctx, const char *path);

/* Both exist and are one file. */
bool eco_file_same(const char *a, const char *b);

#endif
