/* Polygons with a field `location`, as gdaltindex writes them. */
#include "eco_tile_index.h"

#include "eco_mem.h"
#include "eco_str.h"
#include "eco_vector.h"

#include <sys/stat.h>

/* What GDAL's GTI driver would change about the files. */
static const char *const overrides[] = {
    "RESX", "RESY",   "MINX",       "MINY",      "MAXX",      "MAXY",
    "SRS",  "NODATA", "BAND_COUNT", "DATA_TYPE", "MASK_BAND",
};

static eco_status find_field(eco_ctx *ctx, const char *path,
                             const eco_vector *v, int *field)
{
    const char *given = eco_vector_metadata(v, "LOCATION_FIELD");
    eco_str fields = {0};
    eco_status st = ECO_OK;

    *field = eco_vector_field(v, given ? given : "location");
    for (size_t i = 0; i < sizeof overrides / sizeof *overrides && !st; i++)
        if (eco_vector_metadata(v, overrides[i]))
            st = eco_fail(ctx, ECO_USAGE,
                          "%s: says %s for all its files, which ecocrime takes "
                          "as they are; index them without it",
                          path, overrides[i]);
    if (st || *field >= 0)
        return st;
    eco_vector_field_list(v, &fields);
    st = eco_fail(ctx, ECO_FORMAT,
                  "%s: is neither a raster nor a tile index, which has a field "
                  "'%s' (gdaltindex); its fields: %s",
                  path, given ? given : "location",
                  fields.n ? fields.text : "none");
    eco_str_clear(&fields);
    return st;
}

/* Beside the index, as GDAL's GTI driver has it; else from the working
 * folder, as gdaltindex was called. */
static char *find_file(const char *index, const char *text)
{
    char *path = eco_tiles_beside(index, text);
    struct stat info;

    if (!path || !text || stat(path, &info) == 0 || stat(text, &info))
        return path;
    eco_mem_free(path);
    return eco_mem_text(text);
}

static eco_status add_row(eco_ctx *ctx, const char *index, const eco_vector *v,
                          int field, eco_tiles *t)
{
    char *text = eco_vector_text(v, field), *path = NULL;
    eco_status st = ECO_OK;

    if (!text && eco_vector_is_set(v, field))
        st = eco_nomem(ctx);
    else if (!text || !*text)
        st = eco_fail(ctx, ECO_FORMAT, "%s: row %lld names no file", index,
                      (long long)eco_vector_row(v));
    if (!st && !(path = find_file(index, text)))
        st = eco_nomem(ctx);
    if (!st)
        st = eco_tiles_add_listed(ctx, t, index, path);
    eco_mem_free(path);
    eco_mem_free(text);
    return st;
}

eco_status eco_tiles_vector(eco_ctx *ctx, const char *path, eco_tiles *t)
{
    eco_vector *v = NULL;
    bool got = true;
    int field = -1;
    size_t before = t->n;
    eco_status st = eco_vector_open(ctx, path, NULL, NULL, &v);

    if (!st)
        st = find_field(ctx, path, v, &field);
    while (!st && got) {
        st = eco_vector_next(ctx, v, &got);
        if (!st && got)
            st = add_row(ctx, path, v, field, t);
    }
    eco_vector_close(v);
    if (!st && t->n == before)
        st = eco_fail(ctx, ECO_FORMAT, "%s: lists no file", path);
    return st;
}
