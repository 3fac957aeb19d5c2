/* Which paths GDAL is given: plain files, and members of zip archives. */
#include "eco_gdal.h"
#include "eco_mem.h"
#include "eco_str.h"
#include "eco_vector_check.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <zip.h>

enum { MEMBERS_MAX = 1000, SHOWN_MAX = 5 };

/* Deflate cannot pass 1032:1 and real shapefiles stay below 100:1; small
 * archives of blank tables may exceed it, so it counts from 64 MiB on. */
#define RATIO_MAX    100
#define RATIO_FROM   (UINT64_C(64) << 20)
#define UNPACKED_MAX (UINT64_C(20) << 30)
#define PACKED_MAX   (UINT64_C(1) << 30) /* into memory, several times over */

/* A path that GDAL would take for something else than a file of that name. */
static const char *why_refused(const char *path)
{
    const char *p = path;

    if (!*path)
        return "is empty";
    for (; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            return "holds a control character";
    if (strncmp(path, "/vsi", 4) == 0)
        return "is a GDAL virtual path; give a plain file or 'x.zip/inner'";
    if (*path == '<' || *path == '{')
        return "is an inline document, not a file";
    for (p = path; isalnum((unsigned char)*p) || strchr("_+-.", *p); p++)
        if (!*p)
            return NULL;
    if (*p == ':' && p > path)
        return "starts like a URL or a connection string; only files are "
               "read (write './' before a file name with a colon)";
    return NULL;
}

static bool safe_member(const char *name)
{
    const char *part = name;

    if (*name == '/' || strchr(name, '\\'))
        return false;
    while (part) {
        if (strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/'))
            return false;
        part = strchr(part, '/');
        part = part ? part + 1 : NULL;
    }
    return true;
}

static bool has_suffix(const char *name, const char *suffix)
{
    size_t n = strlen(name), m = strlen(suffix);

    return n > m && strcasecmp(name + n - m, suffix) == 0;
}

static bool is_source(const char *name)
{
    static const char *const suffixes[] = {".shp", ".gpkg", ".geojson", ".fgb",
                                           ".kml", ".tif",  ".tiff",    ".csv",
                                           ".gpx", ".tsv",  ".geojsonl"};

    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (has_suffix(name, suffixes[i]))
            return true;
    return false;
}

typedef struct archive {
    const char *path;
    zip_t *zip;
    zip_int64_t members;
    uint64_t unpacked_max;
} archive;

static eco_status check_archive(eco_ctx *ctx, archive *a)
{
    uint64_t packed = 0, unpacked = 0;
    zip_stat_t s;

    a->members = zip_get_num_entries(a->zip, 0);
    if (a->members > MEMBERS_MAX)
        return eco_fail(ctx, ECO_FORMAT,
                        "'%s' holds %lld members; at most %d are read", a->path,
                        (long long)a->members, MEMBERS_MAX);
    for (zip_int64_t i = 0; i < a->members; i++) {
        if (zip_stat_index(a->zip, (zip_uint64_t)i, 0, &s))
            return eco_fail(ctx, ECO_FORMAT, "'%s' is a damaged zip archive",
                            a->path);
        if (!safe_member(s.name))
            return eco_fail(ctx, ECO_FORMAT,
                            "'%s' holds a member outside its own folder",
                            a->path);
        packed += s.comp_size;
        unpacked += s.size;
    }
    if (unpacked > a->unpacked_max ||
        (unpacked > RATIO_FROM && unpacked / RATIO_MAX > packed))
        return eco_fail(ctx, ECO_FORMAT,
                        "'%s' would unpack to %llu bytes, %llu times its size",
                        a->path, (unsigned long long)unpacked,
                        (unsigned long long)(packed ? unpacked / packed : 0));
    return ECO_OK;
}

/* The one member that can be a source; several are an error that lists them. */
static size_t list_sources(const archive *a, const char *suffix, eco_str *names)
{
    size_t found = 0;

    for (zip_int64_t i = 0; i < a->members; i++) {
        const char *name = zip_get_name(a->zip, (zip_uint64_t)i, 0);

        if (!name || !(suffix ? has_suffix(name, suffix) : is_source(name)))
            continue;
        if (++found <= SHOWN_MAX)
            eco_str_printf(names, "%s%s", found > 1 ? ", " : "", name);
    }
    return found;
}

static eco_status only_source(eco_ctx *ctx, const archive *a, char **inner)
{
    eco_str names = {0};
    size_t found = list_sources(a, ".shp", &names);
    eco_status st = ECO_OK;

    if (!found)
        found = list_sources(a, NULL, &names);
    if (!found)
        st = eco_fail(ctx, ECO_FORMAT,
                      "'%s' holds no shapefile, GeoPackage, GeoJSON, "
                      "FlatGeobuf, KML, GPX, CSV or TIFF",
                      a->path);
    else if (found > 1)
        st = eco_fail(ctx, ECO_USAGE,
                      "'%s' holds %zu sources (%s%s); name one, as in '%s/...'",
                      a->path, found, eco_str_text(&names),
                      found > SHOWN_MAX ? ", ..." : "", a->path);
    if (!st) {
        *inner = eco_str_take(&names);
        st = *inner ? ECO_OK : eco_nomem(ctx);
    }
    eco_str_clear(&names);
    return st;
}

static eco_status zip_path(eco_ctx *ctx, const char *file, const char *inner,
                           char **out)
{
    archive a = {file, NULL, 0, UNPACKED_MAX};
    char *only = NULL;
    eco_str text = {0};
    eco_status st;
    int code = 0;

    a.zip = zip_open(file, ZIP_RDONLY, &code);
    if (!a.zip)
        return eco_fail(ctx, ECO_FORMAT, "'%s' is not a readable zip archive",
                        file);
    st = check_archive(ctx, &a);
    if (st)
        goto done;
    if (!inner) {
        st = only_source(ctx, &a, &only);
        if (st)
            goto done;
        inner = only;
    } else if (!safe_member(inner) || zip_name_locate(a.zip, inner, 0) < 0) {
        st = eco_fail(ctx, ECO_NOTFOUND, "no member '%s' in '%s'", inner, file);
        goto done;
    }
    if (has_suffix(inner, ".gpkg")) {
        st = eco_fail(ctx, ECO_USAGE,
                      "'%s/%s' is a GeoPackage in an archive: unpack it first",
                      file, inner);
        goto done;
    }
    eco_str_printf(&text, "/vsizip/%s/%s", file, inner);
    *out = eco_str_take(&text);
    if (!*out)
        st = eco_nomem(ctx);
done:
    eco_mem_free(only);
    zip_discard(a.zip);
    return st;
}

/* Where "x.zip/inner" splits: index of the slash, or 0. */
static size_t zip_split(const char *path)
{
    struct stat s;
    size_t at = 0;

    for (const char *p = strchr(path, '/'); p && !at; p = strchr(p + 1, '/')) {
        size_t n = (size_t)(p - path);
        char *head;

        if (n < 5 || strncasecmp(p - 4, ".zip", 4) != 0)
            continue;
        head = eco_mem_text_n(path, n);
        if (head && stat(head, &s) == 0 && S_ISREG(s.st_mode))
            at = n;
        eco_mem_free(head);
    }
    return at;
}

/* Spreadsheets and KMZ are archives that a driver unpacks into memory. */
static eco_status check_packed(eco_ctx *ctx, const char *file)
{
    archive a = {file, NULL, 0, PACKED_MAX};
    eco_status st;
    int code = 0;

    a.zip = zip_open(file, ZIP_RDONLY, &code);
    if (!a.zip)
        return eco_fail(ctx, ECO_FORMAT,
                        "'%s' is damaged: it is no zip archive, as files of "
                        "its kind are",
                        file);
    st = check_archive(ctx, &a);
    zip_discard(a.zip);
    return st;
}

static eco_status plain_path(eco_ctx *ctx, const char *path, char **out)
{
    struct stat s;

    if (stat(path, &s)) {
        if (errno == EACCES)
            return eco_fail(ctx, ECO_IO, "'%s' may not be read", path);
        return eco_fail(ctx, ECO_NOTFOUND, "no such file '%s'", path);
    }
    if (S_ISDIR(s.st_mode) && !has_suffix(path, ".gdb"))
        return eco_fail(ctx, ECO_USAGE,
                        "'%s' is a folder; name the files in it", path);
    if (!S_ISDIR(s.st_mode) && !S_ISREG(s.st_mode))
        return eco_fail(ctx, ECO_USAGE, "'%s' is not a regular file", path);
    if (S_ISREG(s.st_mode) && s.st_size == 0)
        return eco_fail(ctx, ECO_FORMAT, "'%s' is empty", path);
    if (has_suffix(path, ".zip"))
        return zip_path(ctx, path, NULL, out);
    if (S_ISREG(s.st_mode)) {
        eco_status st =
            has_suffix(path, ".xlsx") || has_suffix(path, ".xlsm") ||
                    has_suffix(path, ".ods") || has_suffix(path, ".kmz")
                ? check_packed(ctx, path)
                : eco_vector_check_sqlite(ctx, path);

        if (st)
            return st;
    }
    *out = eco_mem_text(path);
    return *out ? ECO_OK : eco_nomem(ctx);
}

eco_status eco_gdal_path(eco_ctx *ctx, const char *path, char **out)
{
    const char *why = why_refused(path);
    eco_status st;
    char *file;
    size_t at;

    *out = NULL;
    if (why)
        return eco_fail(ctx, ECO_USAGE, "'%s' %s", path, why);
    at = zip_split(path);
    if (!at)
        return plain_path(ctx, path, out);
    file = eco_mem_text_n(path, at);
    if (!file)
        return eco_nomem(ctx);
    st = zip_path(ctx, file, path + at + 1, out);
    eco_mem_free(file);
    return st;
}
