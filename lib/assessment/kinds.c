/* What a dataset may be. */
#include "eco_resolve.h"

#include <string.h>

static const char *const words[ECO_KIND_COUNT] = {
#define X(name, word, about) word,
    ECO_KIND_MAP(X)
#undef X
};

const char *eco_kind_word(eco_kind kind)
{
    return kind < ECO_KIND_COUNT ? words[kind] : "unknown";
}

bool eco_kind_is_class(eco_kind kind)
{
    return kind <= ECO_KIND_CLASS;
}

bool eco_kind_is_value(eco_kind kind)
{
    return kind == ECO_KIND_BIOMASS || kind == ECO_KIND_POPULATION ||
           kind == ECO_KIND_SOIL_CARBON || kind == ECO_KIND_VALUE;
}

bool eco_kind_is_raster(eco_kind kind)
{
    return eco_kind_is_class(kind) || eco_kind_is_value(kind) ||
           kind == ECO_KIND_ELEVATION;
}

eco_status eco_resolve_kind(struct resolver *r, const char *word,
                            eco_kind *kind)
{
    const char *near = eco_nearest(word, words, ECO_KIND_COUNT);
    eco_str all = {0};
    eco_status st;

    for (int k = 0; k < ECO_KIND_COUNT; k++)
        if (strcmp(word, words[k]) == 0) {
            *kind = (eco_kind)k;
            return ECO_OK;
        }
    for (int k = 0; k < ECO_KIND_COUNT; k++)
        eco_str_printf(&all, "%s%s", k ? ", " : "", words[k]);
    *kind = ECO_KIND_COUNT;
    st =
        eco_resolve_error(r, "kind", "'%.60s' is unknown;%s%s%s allowed: %s",
                          word, near ? " did you mean '" : "", near ? near : "",
                          near ? "'?" : "", eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}
