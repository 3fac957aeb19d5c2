/* Folders, and what tells a tile index from a raster. */
#include "eco_tile_index.h"

#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_raster.h"
#include "eco_str.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

bool eco_tiles_suffix(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);

    return n > m && strcasecmp(path + n - m, suffix) == 0;
}

eco_status eco_tiles_add(eco_ctx *ctx, eco_tiles *t, const char *path)
{
    if (t->n >= ECO_TILES_MAX)
        return eco_fail(ctx, ECO_USAGE,
                        "'%s' is one file too many: a mosaic has at most %d",
                        path, ECO_TILES_MAX);
    if (!ECO_GROW(t->files, t->n, t->cap))
        return eco_nomem(ctx);
    t->files[t->n] = eco_mem_text(path);
    if (!t->files[t->n])
        return eco_nomem(ctx);
    t->n++;
    return ECO_OK;
}

static bool is_index(const char *path)
{
    static const char *const suffixes[] = {".vrt", ".gti",     ".json",
                                           ".shp", ".geojson", ".fgb"};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (eco_tiles_suffix(path, suffixes[i]))
            return true;
    return eco_tiles_suffix(path, ".gti.gpkg");
}

eco_status eco_tiles_add_listed(eco_ctx *ctx, eco_tiles *t, const char *index,
                                const char *path)
{
    char *full = NULL;
    eco_status st = ECO_OK;

    if (is_index(path))
        st = eco_fail(ctx, ECO_USAGE,
                      "'%s' is a tile index itself; list the rasters", path);
    if (!st)
        st = eco_gdal_path(ctx, path, &full);
    if (!st)
        st = eco_tiles_add(ctx, t, path);
    eco_mem_free(full);
    return st ? eco_trace(ctx, st, "listed in '%s'", index) : ECO_OK;
}

char *eco_tiles_beside(const char *index, const char *file)
{
    const char *slash = strrchr(index, '/');
    eco_str s = {0};

    while (file[0] == '.' && file[1] == '/')
        file += 2;
    if (slash && *file != '/')
        eco_str_add_n(&s, index, (size_t)(slash - index) + 1);
    eco_str_add(&s, file);
    return eco_str_take(&s);
}

static bool is_tile(const char *folder, const char *name, eco_str *path)
{
    static const char *const suffixes[] = {".tif", ".tiff", ".jp2", ".img",
                                           ".asc"};
    size_t n = strlen(folder);
    struct stat info;
    bool known = false;

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        known |= eco_tiles_suffix(name, suffixes[i]);
    if (!known || *name == '.')
        return false;
    eco_str_add(path, folder);
    eco_str_add(path, n && folder[n - 1] == '/' ? "" : "/");
    eco_str_add(path, name);
    return path->failed ||
           (stat(path->text, &info) == 0 && S_ISREG(info.st_mode));
}

static eco_status add_folder(eco_ctx *ctx, const char *folder, eco_tiles *t)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    size_t before = t->n;
    eco_status st = ECO_OK;

    if (!dir)
        return eco_fail(ctx, ECO_IO, "'%s' cannot be listed: %s", folder,
                        strerror(errno));
    while (!st && (entry = readdir(dir)) != NULL) {
        eco_str path = {0};

        if (is_tile(folder, entry->d_name, &path))
            st =
                path.failed ? eco_nomem(ctx) : eco_tiles_add(ctx, t, path.text);
        eco_str_clear(&path);
    }
    closedir(dir);
    if (!st && t->n == before)
        st = eco_fail(ctx, ECO_NOTFOUND,
                      "the folder '%s' holds no raster (*.tif, *.tiff, *.jp2, "
                      "*.img, *.asc); folders in it are not searched",
                      folder);
    return st;
}

/* A GeoPackage may hold rasters, or polygons that index them. */
static bool holds_raster(eco_ctx *ctx, const char *path)
{
    eco_raster *r = NULL;
    bool yes = eco_raster_open(ctx, path, &r) == ECO_OK;

    eco_raster_close(r);
    return yes;
}

static eco_status add_json(eco_ctx *ctx, const char *path, const char *name,
                           eco_tiles *t)
{
    bool is_stac = false;
    eco_status st = eco_tiles_stac(ctx, path, name, t, &is_stac);

    return st || is_stac ? st : eco_tiles_vector(ctx, path, t);
}

eco_status eco_tiles_find(eco_ctx *ctx, const char *path, const char *name,
                          eco_tiles *t)
{
    eco_status st = eco_gdal_init(ctx);
    struct stat info;

    if (st)
        return st;
    if (stat(path, &info))
        return eco_tiles_add(ctx, t, path);
    if (S_ISDIR(info.st_mode))
        return eco_tiles_suffix(path, ".gdb") ? eco_tiles_add(ctx, t, path)
                                              : add_folder(ctx, path, t);
    if (eco_tiles_suffix(path, ".vrt"))
        return eco_tiles_vrt(ctx, path, t);
    if (eco_tiles_suffix(path, ".gti"))
        return eco_fail(ctx, ECO_USAGE,
                        "'%s' is a GTI in XML, which may change what it "
                        "lists; name the tile index that it points to "
                        "(.gti.gpkg, .gti.fgb, .shp)",
                        path);
    if (eco_tiles_suffix(path, ".json") || eco_tiles_suffix(path, ".geojson"))
        return add_json(ctx, path, name, t);
    if (is_index(path) ||
        (eco_tiles_suffix(path, ".gpkg") && !holds_raster(ctx, path)))
        return eco_tiles_vector(ctx, path, t);
    return eco_tiles_add(ctx, t, path);
}

struct identity {
    dev_t device;
    ino_t inode;
    size_t at;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_identity(const void *a, const void *b)
{
    const struct identity *p = a, *q = b;

    if (p->device != q->device)
        return p->device < q->device ? -1 : 1;
    if (p->inode != q->inode)
        return p->inode < q->inode ? -1 : 1;
    return (p->at > q->at) - (p->at < q->at);
}

static void remove_at(eco_tiles *t, size_t i)
{
    eco_mem_free(t->files[i]);
    t->files[i] = NULL;
}

/* Members of archives have no inode: they go by their names alone. */
static void remove_twins(eco_tiles *t, struct identity *ids)
{
    struct stat info;
    size_t n = 0, kept = 0;

    for (size_t i = 1; i < t->n; i++)
        if (strcmp(t->files[i], t->files[kept]) == 0)
            remove_at(t, i);
        else
            kept = i;
    for (size_t i = 0; i < t->n; i++)
        if (t->files[i] && stat(t->files[i], &info) == 0)
            ids[n++] = (struct identity){info.st_dev, info.st_ino, i};
    if (n)
        qsort(ids, n, sizeof *ids, by_identity);
    for (size_t i = 1; i < n; i++)
        if (ids[i].device == ids[i - 1].device &&
            ids[i].inode == ids[i - 1].inode)
            remove_at(t, ids[i].at);
}

eco_status eco_tiles_sort(eco_ctx *ctx, eco_tiles *t)
{
    struct identity *ids;
    size_t kept = 0;

    if (!t->n)
        return ECO_OK;
    ids = eco_mem_array(t->n, sizeof *ids);
    if (!ids)
        return eco_nomem(ctx);
    qsort(t->files, t->n, sizeof *t->files, by_name);
    remove_twins(t, ids);
    for (size_t i = 0; i < t->n; i++)
        if (t->files[i])
            t->files[kept++] = t->files[i];
    t->n = kept;
    eco_mem_free(ids);
    return ECO_OK;
}

void eco_tiles_clear(eco_tiles *t)
{
    for (size_t i = 0; i < t->n; i++)
        eco_mem_free(t->files[i]);
    eco_mem_free(t->files);
    *t = (eco_tiles){0};
}
