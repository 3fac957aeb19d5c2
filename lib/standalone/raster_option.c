/* Takes NAME=RASTER,legend=...,band=N,nodata=... apart. */
#include "eco_standalone.h"

#include "eco_mem.h"
#include "eco_str.h"

#include <ctype.h>
#include <string.h>

enum { NKEYS = 5 };
static const char *const keys[NKEYS] = {"legend", "band", "nodata", "kind",
                                        "min_patch"};

/* Where ",key=" begins: file names may hold commas, known keys end them. */
static const char *next_key(const char *text)
{
    for (const char *p = strchr(text, ','); p; p = strchr(p + 1, ','))
        for (size_t i = 0; i < NKEYS; i++) {
            size_t n = strlen(keys[i]);

            if (strncmp(p + 1, keys[i], n) == 0 && p[1 + n] == '=')
                return p;
        }
    return text + strlen(text);
}

static bool name_ok(const char *name, size_t n)
{
    if (!n || n > 60 || isdigit((unsigned char)name[0]))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)name[i]) && name[i] != '_')
            return false;
    return true;
}

static eco_status set_nodata(eco_ctx *ctx, const char *option,
                             const char *value, eco_raster_option *out)
{
    if (strcmp(value, "declared") == 0)
        out->nodata = ECO_NODATA_DECLARED;
    else if (strcmp(value, "keep") == 0)
        out->nodata = ECO_NODATA_KEEP;
    else if (eco_parse_real(value, &out->nodata_value))
        out->nodata = ECO_NODATA_VALUE;
    else
        return eco_fail(ctx, ECO_USAGE,
                        "%s %s: nodata=%s is not declared, keep or a number",
                        option, out->name, value);
    return ECO_OK;
}

static eco_status set_kind(eco_ctx *ctx, const char *option, const char *value,
                           eco_raster_option *out)
{
    out->count = strcmp(value, "count") == 0;
    if (out->count || strcmp(value, "density") == 0)
        return ECO_OK;
    return eco_fail(ctx, ECO_USAGE, "%s %s: kind=%s is not density or count",
                    option, out->name, value);
}

static eco_status set_band(eco_ctx *ctx, const char *option, const char *value,
                           eco_raster_option *out)
{
    long long band;

    if (!eco_parse_int(value, &band) || band < 1 || band > 65535)
        return eco_fail(ctx, ECO_USAGE,
                        "%s %s: band=%s is not a whole number from 1", option,
                        out->name, value);
    out->band = (int)band;
    return ECO_OK;
}

/* One "key=value". Legends belong to classes, kinds to values. */
static eco_status set(eco_ctx *ctx, const char *option, const char *key,
                      const char *value, eco_raster_option *out)
{
    bool is_class = strcmp(option, "--class") == 0;

    if (strcmp(key, "band") == 0)
        return set_band(ctx, option, value, out);
    if (strcmp(key, "nodata") == 0)
        return set_nodata(ctx, option, value, out);
    if (strcmp(key, "kind") == 0 && !is_class)
        return set_kind(ctx, option, value, out);
    if (strcmp(key, "legend") == 0 && is_class) {
        eco_mem_free(out->legend);
        out->legend = eco_mem_text(value);
        return out->legend ? ECO_OK : eco_nomem(ctx);
    }
    if (strcmp(key, "min_patch") == 0 && is_class) {
        if (eco_parse_real(value, &out->min_patch_ha) && out->min_patch_ha > 0)
            return ECO_OK;
        return eco_fail(ctx, ECO_USAGE,
                        "%s %s: min_patch=%s is not a number of hectares",
                        option, out->name, value);
    }
    return eco_fail(ctx, ECO_USAGE, "%s %s: %s= is not for this option", option,
                    out->name, key);
}

static eco_status set_keys(eco_ctx *ctx, const char *option, const char *at,
                           eco_raster_option *out)
{
    eco_status st = ECO_OK;

    while (*at == ',' && !st) {
        const char *equals = strchr(at, '=');
        const char *end = next_key(equals);
        char *key = eco_mem_text_n(at + 1, (size_t)(equals - at) - 1);
        char *value = eco_mem_text_n(equals + 1, (size_t)(end - equals) - 1);

        st = key && value ? set(ctx, option, key, value, out) : eco_nomem(ctx);
        eco_mem_free(key);
        eco_mem_free(value);
        at = end;
    }
    return st;
}

eco_status eco_raster_option_parse(eco_ctx *ctx, const char *option,
                                   const char *text, eco_raster_option *out)
{
    const char *equals = strchr(text, '=');
    const char *end;
    eco_status st;

    *out = (eco_raster_option){.band = 1};
    if (!equals || !name_ok(text, (size_t)(equals - text)))
        return eco_fail(ctx, ECO_USAGE,
                        "%s %s: write NAME=RASTER; a NAME is letters, digits "
                        "and _",
                        option, text);
    end = next_key(equals + 1);
    if (end == equals + 1)
        return eco_fail(ctx, ECO_USAGE, "%s %s: names no raster", option, text);
    out->name = eco_mem_text_n(text, (size_t)(equals - text));
    out->path = eco_mem_text_n(equals + 1, (size_t)(end - equals) - 1);
    st = out->name && out->path ? set_keys(ctx, option, end, out)
                                : eco_nomem(ctx);
    if (st)
        eco_raster_option_clear(out);
    return st;
}

void eco_raster_option_clear(eco_raster_option *o)
{
    eco_mem_free(o->name);
    eco_mem_free(o->path);
    eco_mem_free(o->legend);
    *o = (eco_raster_option){0};
}
