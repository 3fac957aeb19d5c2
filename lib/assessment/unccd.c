/* Classes of land that SDG 15.3.1, 15.4.2 and 6.6.1 go by: words, and the
 * legends of the rasters that show them. */
#include "eco_resolve.h"

#include "eco_str.h"

#include <stdio.h>
#include <string.h>

const char *const eco_unccd[] = {"tree-covered", "grassland",  "cropland",
                                 "wetland",      "artificial", "other land",
                                 "water",        NULL};

const char *const eco_seea[] = {"artificial surfaces",
                                "croplands",
                                "grassland",
                                "tree-covered",
                                "shrub-covered",
                                "aquatic vegetation",
                                "sparse vegetation",
                                "barren",
                                "snow and ice",
                                "inland water",
                                NULL};

const char *const eco_climates[] = {"temperate dry",    "temperate moist",
                                    "tropical dry",     "tropical moist",
                                    "tropical montane", NULL};

static const char *const productivity[] = {
    "declining", "moderate decline", "stressed", "stable", "increasing", NULL};

static const char *const transitions[] = {"none",
                                          "permanent",
                                          "new permanent",
                                          "lost permanent",
                                          "seasonal",
                                          "new seasonal",
                                          "lost seasonal",
                                          "seasonal to permanent",
                                          "permanent to seasonal",
                                          "ephemeral permanent",
                                          "ephemeral seasonal",
                                          NULL};

static const char *const mountains[] = {"no mountain", "mountain", NULL};
static const char *const belts[] = {"nival", "alpine", "montane", "remaining",
                                    NULL};

/* Legends as the rasters in use have them: land productivity dynamics (0: not
 * vegetated), climate regions by their IPCC numbers (1 to 8 warm temperate,
 * cool temperate, polar and boreal, each moist then dry; 9 montane, 10 wet, 11
 * moist, 12 dry tropical), transitions of the Global Surface Water maps. */
static const char productivity_legend[] =
    "0:not vegetated:nodata;1:declining:land;2:moderate decline:land;"
    "3:stressed:land;4:stable:land;5:increasing:land";
static const char climate_legend[] =
    "0:none:nodata;1:temperate moist:land;2:temperate dry:land;"
    "3:temperate moist:land;4:temperate dry:land;5:temperate moist:land;"
    "6:temperate dry:land;7:temperate moist:land;8:temperate dry:land;"
    "9:tropical montane:land;10-11:tropical moist:land;12:tropical dry:land";
static const char transition_legend[] =
    "0:none:land;1:permanent:water;2:new permanent:water;"
    "3:lost permanent:land;4:seasonal:water;5:new seasonal:water;"
    "6:lost seasonal:land;7:seasonal to permanent:water;"
    "8:permanent to seasonal:water;9:ephemeral permanent:land;"
    "10:ephemeral seasonal:land;255:no data:nodata";

static const char mountain_legend[] = "0:no mountain:land;1-7:mountain:land";
static const char belt_legend[] =
    "1:nival:land;2:alpine:land;3:montane:land;4:remaining:land";

static const struct {
    eco_kind kind;
    const char *legend;
    const char *const *labels;
} kinds[] = {
    {ECO_KIND_PRODUCTIVITY, productivity_legend, productivity},
    {ECO_KIND_CLIMATE_REGION, climate_legend, eco_climates},
    {ECO_KIND_WATER_TRANSITION, transition_legend, transitions},
    {ECO_KIND_MOUNTAIN_MASK, mountain_legend, mountains},
    {ECO_KIND_BIOCLIMATIC_BELT, belt_legend, belts},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

const char *eco_kind_legend(eco_kind kind)
{
    for (int i = 0; i < KINDS; i++)
        if (kinds[i].kind == kind)
            return kinds[i].legend;
    return "";
}

eco_status eco_legend_of_kind(eco_ctx *ctx, eco_kind kind,
                              eco_legend_entry **out, size_t *n)
{
    return eco_legend_parse(ctx, eco_kind_word(kind), eco_kind_legend(kind),
                            out, n);
}

static bool is_among(const char *word, const char *const *words)
{
    while (*words && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

eco_status eco_resolve_labels(struct resolver *r, const eco_dataset_spec *d)
{
    const char *const *labels = NULL;
    eco_str all = {0};
    eco_status st = ECO_OK;

    for (int i = 0; i < KINDS; i++)
        if (kinds[i].kind == d->kind)
            labels = kinds[i].labels;
    for (size_t i = 0; labels && labels[i]; i++)
        eco_str_printf(&all, "%s%s", i ? ", " : "", labels[i]);
    for (size_t i = 0; labels && i < d->nlegend && !st; i++) {
        const eco_legend_entry *e = &d->legend[i];

        if ((e->role && strcmp(e->role, "nodata") == 0) ||
            is_among(e->label, labels))
            continue;
        st = eco_resolve_error(r, "legend",
                               "label '%.60s' means nothing for kind %s; "
                               "allowed: %s; or the role nodata",
                               e->label, eco_kind_word(d->kind),
                               eco_str_text(&all));
    }
    eco_str_clear(&all);
    return st;
}

/* A word of a list, or its number. */
static eco_status find(eco_ctx *ctx, const char *key, const char *const *words,
                       const char *text, const char **out)
{
    eco_str all = {0};
    eco_status st;

    *out = NULL;
    for (size_t i = 0; text && *text && words[i]; i++) {
        char number[24];

        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(text, words[i]) == 0 || strcmp(text, number) == 0)
            *out = words[i];
        eco_str_printf(&all, "%s%s %s", i ? ", " : "", number, words[i]);
    }
    st = *out || !text || !*text
             ? ECO_OK
             : eco_fail(ctx, ECO_USAGE, "%s '%.60s' is unknown; allowed: %s",
                        key, text, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

eco_status eco_unccd_find(eco_ctx *ctx, const char *text, const char **out)
{
    return find(ctx, "unccd", eco_unccd, text, out);
}

eco_status eco_seea_find(eco_ctx *ctx, const char *text, const char **out)
{
    return find(ctx, "seea", eco_seea, text, out);
}
