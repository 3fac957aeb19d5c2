/* One sorted table of names and texts, embedded or merged with a folder. */
#include "eco_layers.h"

#include "eco_file.h"
#include "eco_layers_text.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 8, FILE_MAX = 16 << 20 };

typedef struct layers {
    char **names, **texts; /* a NULL name ends each top folder */
    size_t n, names_cap, texts_cap;
} layers;

/* The one setting of a process that is not in a context: which text a query
 * has. Written before the threads start. */
static layers *chosen;

static void layers_destroy(layers *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < l->n; i++) {
        eco_mem_free(l->names[i]);
        eco_mem_free(l->texts[i]);
    }
    eco_mem_free(l->names);
    eco_mem_free(l->texts);
    eco_mem_free(l);
}

/* Both are taken, on failure too. */
static eco_status add(eco_ctx *ctx, layers *l, char *name, char *text)
{
    if (!ECO_GROW(l->names, l->n, l->names_cap) ||
        !ECO_GROW(l->texts, l->n, l->texts_cap)) {
        eco_mem_free(name);
        eco_mem_free(text);
        return eco_nomem(ctx);
    }
    l->names[l->n] = name;
    l->texts[l->n] = text;
    l->n++;
    return ECO_OK;
}

static size_t top_length(const char *name)
{
    return strcspn(name, "/");
}

static bool same_top(const char *a, const char *b)
{
    size_t n = top_length(a);

    return n == top_length(b) && memcmp(a, b, n) == 0;
}

static const char *find(const char *const *names, const char *const *texts,
                        size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (names[i] && strcmp(names[i], name) == 0)
            return texts[i];
    return NULL;
}

static const char *embedded(const char *name)
{
    return find(eco_layers_names, eco_layers_texts, eco_layers_count, name);
}

const char *eco_layers_shipped(const char *name)
{
    return embedded(name);
}

static bool is_known_top(const char *name)
{
    for (size_t i = 0; i < eco_layers_count; i++)
        if (eco_layers_names[i] && same_top(eco_layers_names[i], name))
            return true;
    return false;
}

static eco_status read_folder(eco_ctx *ctx, const char *folder,
                              const char *below, int depth, layers *l);

/* One entry of a folder: a file to read, a folder to enter. Links are followed,
 * as an analyst may keep shared files elsewhere. */
static eco_status read_entry(eco_ctx *ctx, const char *folder, const char *name,
                             int depth, layers *l)
{
    eco_status st = ECO_OK;
    eco_str path = {0};
    struct stat info;
    char *text = NULL;
    size_t n = 0;

    eco_str_printf(&path, "%s/%s", folder, name);
    if (path.failed) {
        st = eco_nomem(ctx);
    } else if (stat(path.text, &info) != 0) {
        st = eco_fail(ctx, ECO_IO, "%s: %s", path.text, strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        st = read_folder(ctx, folder, name, depth + 1, l);
    } else if (S_ISREG(info.st_mode) && is_known_top(name)) {
        char *copy = eco_mem_text(name);

        st = copy ? eco_file_read(ctx, path.text, FILE_MAX, &text, &n)
                  : eco_nomem(ctx);
        if (st)
            eco_mem_free(copy);
        else
            st = add(ctx, l, copy, text);
    }
    eco_str_clear(&path);
    return st;
}

static eco_status read_folder(eco_ctx *ctx, const char *folder,
                              const char *below, int depth, layers *l)
{
    eco_str path = {0};
    eco_status st = ECO_OK;
    const struct dirent *entry;
    DIR *dir;

    if (depth > DEPTH_MAX)
        return eco_fail(ctx, ECO_USAGE, "%s/%s: folders nest too deep", folder,
                        below);
    eco_str_printf(&path, "%s%s%s", folder, *below ? "/" : "", below);
    if (path.failed) {
        eco_str_clear(&path);
        return eco_nomem(ctx);
    }
    dir = opendir(path.text);
    if (!dir) {
        st = errno == ENOENT    ? ECO_NOTFOUND
             : errno == ENOTDIR ? ECO_USAGE
                                : ECO_IO;
        eco_fail(ctx, st, "%s: %s", path.text, strerror(errno));
    }
    /* readdir is safe: the stream is this call's own. */
    while (!st && (entry = readdir(dir)) != NULL) {
        eco_str name = {0};

        if (entry->d_name[0] == '.' || eco_ends_with(entry->d_name, "~"))
            continue;
        eco_str_printf(&name, "%s%s%s", below, *below ? "/" : "",
                       entry->d_name);
        st = name.failed ? eco_nomem(ctx)
                         : read_entry(ctx, folder, name.text, depth, l);
        eco_str_clear(&name);
    }
    if (dir)
        closedir(dir);
    eco_str_clear(&path);
    return st;
}

typedef struct pair {
    char *name, *text;
} pair;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const pair *)a)->name, ((const pair *)b)->name);
}

/* Sort, and put a NULL after each top folder. */
static eco_status arrange(eco_ctx *ctx, layers *l)
{
    size_t n = l->n;
    pair *all = eco_mem_array(n, sizeof *all);
    eco_status st = ECO_OK;

    if (!all)
        return eco_nomem(ctx);
    for (size_t i = 0; i < n; i++)
        all[i] = (pair){l->names[i], l->texts[i]};
    qsort(all, n, sizeof *all, by_name);
    l->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (!st && i > 0 && !same_top(all[i - 1].name, all[i].name))
            st = add(ctx, l, NULL, NULL);
        if (!st) {
            st = add(ctx, l, all[i].name, all[i].text);
        } else {
            eco_mem_free(all[i].name);
            eco_mem_free(all[i].text);
        }
    }
    if (!st)
        st = add(ctx, l, NULL, NULL);
    eco_mem_free(all);
    return st;
}

static eco_status add_embedded(eco_ctx *ctx, layers *l)
{
    size_t nown = l->n;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < eco_layers_count && !st; i++) {
        const char *name = eco_layers_names[i];
        char *copy, *text;

        if (!name || find((const char *const *)l->names,
                          (const char *const *)l->texts, nown, name))
            continue;
        copy = eco_mem_text(name);
        text = eco_mem_text(eco_layers_texts[i]);
        if (copy && text) {
            st = add(ctx, l, copy, text);
        } else {
            eco_mem_free(copy);
            eco_mem_free(text);
            st = eco_nomem(ctx);
        }
    }
    return st;
}

eco_status eco_layers_override(eco_ctx *ctx, const char *folder)
{
    layers *l = NULL;
    eco_status st = ECO_OK;

    if (folder) {
        l = eco_mem_array(1, sizeof *l);
        if (!l)
            return eco_nomem(ctx);
        st = read_folder(ctx, folder, "", 0, l);
        if (!st && l->n == 0)
            st = eco_fail(ctx, ECO_USAGE,
                          "%s: holds no file such as indicator/NAME.sql or "
                          "style/NAME.qml",
                          folder);
        if (!st)
            st = add_embedded(ctx, l);
        if (!st)
            st = arrange(ctx, l);
    }
    if (st) {
        layers_destroy(l);
        return eco_trace(ctx, st, "reading the layers folder");
    }
    layers_destroy(chosen);
    chosen = l;
    return ECO_OK;
}

const char *eco_layers_text(const char *name)
{
    return chosen ? find((const char *const *)chosen->names,
                         (const char *const *)chosen->texts, chosen->n, name)
                  : embedded(name);
}

const char *const *eco_layers_list(const char *top)
{
    static const char *const none[] = {NULL};
    const char *const *names =
        chosen ? (const char *const *)chosen->names : eco_layers_names;
    size_t n = chosen ? chosen->n : eco_layers_count;

    for (size_t i = 0; i < n; i++)
        if (names[i] && eco_starts_with(names[i], top))
            return &names[i];
    return none;
}
