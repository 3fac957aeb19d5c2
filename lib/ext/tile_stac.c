/* STAC items: which asset of each is the raster, and where it lies here. */
#include "eco_tile_index.h"

#include "eco_file.h"
#include "eco_mem.h"
#include "eco_str.h"

#include <ctype.h>
#include <jansson.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { SHOWN_MAX = 8, JSON_MAX = 256 << 20 };

struct stac {
    eco_ctx *ctx;
    const char *path, *name;
    eco_tiles *refs;
};

static bool has_role(const json_t *asset, const char *word)
{
    const json_t *roles = json_object_get(asset, "roles"), *role;
    size_t i;

    json_array_foreach(roles, i, role)
    {
        if (json_is_string(role) &&
            strcasecmp(json_string_value(role), word) == 0)
            return true;
    }
    return false;
}

static bool is_raster(const json_t *asset)
{
    static const char *const types[] = {"image/tiff", "image/vnd.stac.geotiff",
                                        "image/jp2"};
    static const char *const suffixes[] = {".tif", ".tiff", ".jp2", ".img"};
    const char *type = json_string_value(json_object_get(asset, "type"));
    const char *href = json_string_value(json_object_get(asset, "href"));
    bool known = false;

    if (!href || has_role(asset, "thumbnail") || has_role(asset, "overview"))
        return false;
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
        known |= strncasecmp(type, types[i], strlen(types[i])) == 0;
    for (size_t i = 0; !type && i < sizeof suffixes / sizeof *suffixes; i++)
        known |= eco_tiles_suffix(href, suffixes[i]);
    return known;
}

static void show_asset(eco_str *list, size_t n, const char *key)
{
    if (n <= SHOWN_MAX)
        eco_str_printf(list, "%s%.60s", n > 1 ? ", " : "", key);
    else if (n == SHOWN_MAX + 1)
        eco_str_add(list, ", ...");
}

/* The asset called like the dataset, or else the only raster. */
static eco_status choose_asset(const struct stac *s, json_t *assets,
                               const char *id, const char **href)
{
    const json_t *chosen = json_object_get(assets, s->name), *asset;
    eco_str all = {0}, rasters = {0};
    size_t n = 0, found = 0;
    const char *key;
    eco_status st = ECO_OK;

    *href = json_string_value(json_object_get(chosen, "href"));
    if (*href)
        return ECO_OK;
    json_object_foreach(assets, key, asset)
    {
        show_asset(&all, ++n, key);
        if (!is_raster(asset))
            continue;
        show_asset(&rasters, ++found, key);
        *href = json_string_value(json_object_get(asset, "href"));
    }
    if (found > 1)
        st = eco_fail(s->ctx, ECO_USAGE,
                      "%s: item '%.60s' has %zu rasters (%s) and none is "
                      "called '%s'; call the dataset like the one to read",
                      s->path, id, found, eco_str_text(&rasters), s->name);
    else if (!found)
        st = eco_fail(s->ctx, ECO_USAGE,
                      "%s: item '%.60s' has no asset that is a raster; it has: "
                      "%s",
                      s->path, id, n ? eco_str_text(&all) : "none");
    eco_str_clear(&all);
    eco_str_clear(&rasters);
    return st;
}

static eco_status add_item(const struct stac *s, const json_t *item)
{
    const char *id = json_string_value(json_object_get(item, "id"));
    json_t *assets = json_object_get(item, "assets");
    const char *href = NULL;
    eco_status st;

    if (!json_is_object(assets))
        return eco_fail(s->ctx, ECO_FORMAT,
                        "%s: item '%.60s' has no assets, but others have",
                        s->path, id ? id : "?");
    st = choose_asset(s, assets, id ? id : "?", &href);
    return st ? st : eco_tiles_add(s->ctx, s->refs, href);
}

static bool any_assets(const json_t *features)
{
    const json_t *item;
    size_t i;

    json_array_foreach(features, i, item)
    {
        if (json_object_get(item, "assets"))
            return true;
    }
    return false;
}

static eco_status read_root(const struct stac *s, json_t *root, bool *is_stac)
{
    const char *type = json_string_value(json_object_get(root, "type"));
    const json_t *features = json_object_get(root, "features"), *item;
    eco_status st = ECO_OK;
    size_t i;

    if (type &&
        (strcmp(type, "Catalog") == 0 || strcmp(type, "Collection") == 0))
        return eco_fail(s->ctx, ECO_USAGE,
                        "%s: is a STAC %s, which links to its items; save "
                        "them as an ItemCollection, or name the folder of the "
                        "rasters",
                        s->path, type);
    *is_stac = json_object_get(root, "assets") || any_assets(features);
    if (!*is_stac)
        return ECO_OK;
    if (!json_is_array(features))
        return add_item(s, root);
    json_array_foreach(features, i, item)
    {
        if (!st)
            st = add_item(s, item);
    }
    return st;
}

eco_status eco_stac_parse(eco_ctx *ctx, const eco_stac_text *text,
                          eco_tiles *refs, bool *is_stac)
{
    const struct stac s = {ctx, text->path, text->name, refs};
    json_error_t error;
    json_t *root = json_loadb(text->text, text->n, 0, &error);
    eco_status st;

    *is_stac = false;
    if (!root)
        return eco_fail(ctx, ECO_FORMAT, "%s:%d: is not valid JSON: %s",
                        text->path, error.line, error.text);
    st = read_root(&s, root, is_stac);
    json_decref(root);
    return st;
}

/* "https://...", "s3://...", but not a path with a colon in it. */
static bool is_url(const char *ref)
{
    const char *p = ref;

    while (isalnum((unsigned char)*p) || (*p && strchr("+-.", *p)))
        p++;
    return p > ref && strncmp(p, "://", 3) == 0;
}

static int hex(char c)
{
    return isdigit((unsigned char)c)    ? c - '0'
           : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10
                                        : -1;
}

/* "file:///a%20b" is "/a b". */
static char *from_file_url(const char *ref)
{
    const char *p = ref + strlen("file://");
    eco_str s = {0};

    if (eco_starts_with(p, "localhost/"))
        p += strlen("localhost");
    for (; *p; p++) {
        int high = *p == '%' ? hex(p[1]) : -1;
        int low = high >= 0 ? hex(p[2]) : -1;
        char c = *p;

        if (low >= 0)
            c = (char)(unsigned char)((unsigned)high << 4 | (unsigned)low);

        eco_str_add_n(&s, &c, 1);
        p += low >= 0 ? 2 : 0;
    }
    return eco_str_take(&s);
}

/* What was downloaded lies beside the items under the same name. */
static eco_status from_url(eco_ctx *ctx, const char *index, const char *ref,
                           char **path)
{
    size_t end = strcspn(ref, "?#"), from = end;
    struct stat info;
    char *name;

    while (from && ref[from - 1] != '/')
        from--;
    name = eco_mem_text_n(ref + from, end - from);
    *path = name ? eco_tiles_beside(index, name) : NULL;
    eco_mem_free(name);
    if (!*path)
        return eco_nomem(ctx);
    if (from < end && stat(*path, &info) == 0) {
        eco_log(ctx, ECO_LOG_INFO, "%s: '%s' is read for %s", index, *path,
                ref);
        return ECO_OK;
    }
    eco_fail(ctx, ECO_NOTFOUND,
             "%s: '%.300s' is not on this machine; download it to '%s'", index,
             ref, *path);
    eco_mem_free(*path);
    *path = NULL;
    return ECO_NOTFOUND;
}

static eco_status add_ref(eco_ctx *ctx, const char *index, const char *ref,
                          eco_tiles *t)
{
    char *path = NULL;
    eco_status st = ECO_OK;

    if (eco_starts_with(ref, "file://"))
        path = from_file_url(ref);
    else if (is_url(ref))
        st = from_url(ctx, index, ref, &path);
    else
        path = eco_tiles_beside(index, ref);
    if (!st && !path)
        st = eco_nomem(ctx);
    if (!st)
        st = eco_tiles_add_listed(ctx, t, index, path);
    eco_mem_free(path);
    return st;
}

eco_status eco_tiles_stac(eco_ctx *ctx, const char *path, const char *name,
                          eco_tiles *t, bool *is_stac)
{
    eco_tiles refs = {0};
    char *text = NULL;
    size_t n = 0;
    eco_status st = eco_file_read(ctx, path, JSON_MAX, &text, &n);

    if (!st)
        st = eco_stac_parse(ctx, &(eco_stac_text){path, text, n, name}, &refs,
                            is_stac);
    eco_mem_free(text);
    for (size_t i = 0; i < refs.n && !st; i++)
        st = add_ref(ctx, path, refs.files[i], t);
    eco_tiles_clear(&refs);
    return st;
}
