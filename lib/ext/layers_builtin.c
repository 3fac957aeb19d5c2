/* Files of layers/ that a user may name instead of one of his own. */
#include "eco_layers.h"
#include "eco_sha256.h"

#include <string.h>

#define PREFIX "builtin:"
#define ENDING ".yaml"

bool eco_layers_is_builtin(const char *path)
{
    return eco_starts_with(path, PREFIX);
}

/* The NAME of "FOLDER/NAME.yaml" and its length; NULL: of another kind. */
static const char *name_in(const char *file, const char *folder, size_t *n)
{
    size_t top = strlen(folder);

    if (strncmp(file, folder, top) != 0 || file[top] != '/' ||
        !eco_ends_with(file, ENDING))
        return NULL;
    *n = strlen(file) - top - 1 - strlen(ENDING);
    return file + top + 1;
}

const char *eco_layers_builtin(const char *folder, const char *path)
{
    const char *const *files = eco_layers_list(folder);
    size_t n;

    if (!eco_layers_is_builtin(path))
        return NULL;
    path += strlen(PREFIX);
    for (; *files; files++) {
        const char *name = name_in(*files, folder, &n);

        if (name && strlen(path) == n && strncmp(name, path, n) == 0)
            return eco_layers_text(*files);
    }
    return NULL;
}

eco_status eco_layers_sha256(eco_ctx *ctx, const char *folder, const char *path,
                             char hex[65], int64_t *nbytes)
{
    const char *text = eco_layers_builtin(folder, path);

    if (!text)
        return eco_sha256_file(ctx, path, hex, nbytes);
    eco_sha256_text(text, strlen(text), hex);
    *nbytes = (int64_t)strlen(text);
    return ECO_OK;
}

void eco_layers_builtins(const char *folder, eco_str *out)
{
    const char *const *files = eco_layers_list(folder);
    size_t n;

    for (; *files; files++) {
        const char *name = name_in(*files, folder, &n);

        if (name)
            eco_str_printf(out, "%s%.*s", out->n ? ", " : "", (int)n, name);
    }
}
