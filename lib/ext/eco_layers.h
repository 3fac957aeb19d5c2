/* The files of layers/: embedded in the library, or read from a folder. */
#ifndef ECO_EXT_LAYERS_H
#define ECO_EXT_LAYERS_H

#include "eco_fail.h"
#include "eco_str.h"

/* Text of layers/NAME ("query/zone_insert.sql"): from the folder given by
 * eco_layers_override when it has the file, else embedded; NULL when there is
 * none. Borrowed until the next override. */
const char *eco_layers_text(const char *name);
/* The embedded one, whatever folder stands in for it; NULL: there is none. */
const char *eco_layers_shipped(const char *name);

/* Names below a top folder ("indicator/", slash included), sorted by byte;
 * NULL ends. Borrowed until the next override. */
const char *const *eco_layers_list(const char *top);

/* Files below `folder` replace the embedded ones of the same name and add to
 * them; NULL: embedded only. The whole process sees it: call it before other
 * threads use layers. ECO_NOTFOUND; ECO_USAGE when it is not a folder or holds
 * no file in a subfolder that layers/ has; ECO_IO; ECO_NOMEM: nothing changed
 * then. */
eco_status eco_layers_override(eco_ctx *ctx, const char *folder);

/* Where a path is wanted, "builtin:NAME" stands for layers/FOLDER/NAME.yaml:
 * its text, borrowed as above; NULL when there is none, or `path` is another.
 */
const char *eco_layers_builtin(const char *folder, const char *path);
bool eco_layers_is_builtin(const char *path);
/* SHA-256 and size of what `path` names: such a text, or a file (as
 * eco_sha256_file tells). */
eco_status eco_layers_sha256(eco_ctx *ctx, const char *folder, const char *path,
                             char hex[65], int64_t *nbytes);
/* "acled, kobo, ..." into `out`. */
void eco_layers_builtins(const char *folder, eco_str *out);

#endif
