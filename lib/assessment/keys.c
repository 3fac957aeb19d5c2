/* Which keys of a dataset mean something for its kind. */
#include "eco_resolve.h"

#define BIT(kind) (1u << ECO_KIND_##kind)
#define VALUES    (BIT(BIOMASS) | BIT(POPULATION) | BIT(SOIL_CARBON) | BIT(VALUE))
#define YEARLY    (BIT(LAND_COVER) | BIT(MINING_MASK) | BIT(CLASS))
#define LAND      (BIT(PRODUCTIVITY) | BIT(CLIMATE_REGION) | BIT(WATER_TRANSITION))
#define MOUNTAIN  (BIT(MOUNTAIN_MASK) | BIT(BIOCLIMATIC_BELT))
#define CODED     (YEARLY | BIT(DATED_ALERTS) | LAND | MOUNTAIN)
#define RASTERS                                                                \
    (BIT(FOREST_LOSS_YEAR) | BIT(CANOPY_COVER) | CODED | VALUES |              \
     BIT(ELEVATION))
#define EVENTS                                                                 \
    (BIT(MINING_FOOTPRINT) | BIT(INCIDENTS) | BIT(PERMITS) |                   \
     BIT(PROHIBITIONS) | BIT(PROTECTED_AREAS))
#define WATER   (BIT(WATER_MONITORING) | BIT(RIVERS))
#define VECTORS (BIT(ZONES) | EVENTS | WATER)

/* Keys that some kinds only know. On others they would do nothing, and a key
 * that does nothing misleads. */
static const struct {
    const char *key;
    unsigned kinds;
} special[] = {
    {"band", RASTERS},
    {"bands", YEARLY | BIT(CANOPY_COVER) | BIT(PRODUCTIVITY)},
    {"legend", CODED | BIT(CANOPY_COVER)},
    {"nodata", RASTERS},
    {"canopy_min", BIT(CANOPY_COVER)},
    {"min_patch", YEARLY | BIT(CANOPY_COVER)},
    {"unit", VALUES},
    {"per", VALUES},
    {"year", (RASTERS & ~BIT(DATED_ALERTS)) | EVENTS | BIT(WATER_MONITORING)},
    {"key", VECTORS},
    {"name", VECTORS},
    {"layer", VECTORS},
    {"where", VECTORS},
    {"crs", VECTORS},
    {"set", BIT(ZONES)},
    {"lands", BIT(ZONES)},
    {"ecosystem", BIT(ZONES)},
    {"sex", BIT(POPULATION)},
    {"age", BIT(POPULATION)},
    {"date", EVENTS | BIT(WATER_MONITORING)},
    {"valid_from", EVENTS},
    {"valid_to", EVENTS},
    {"activity", BIT(PERMITS) | BIT(PROHIBITIONS)},
    {"facts", EVENTS},
    {"phase", BIT(PERMITS)},
    {"category", BIT(PROHIBITIONS)},
    {"output", BIT(PERMITS)},
    {"accuracy",
     BIT(FOREST_LOSS_YEAR) | BIT(LAND_COVER) | BIT(MINING_MASK) | BIT(CLASS)},
    {"lat", BIT(INCIDENTS) | WATER},
    {"lon", BIT(INCIDENTS) | WATER},
    {"mapping", BIT(INCIDENTS)},
};

eco_status eco_resolve_keys(struct resolver *r, const eco_dataset_spec *d)
{
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof special / sizeof *special && !st; i++) {
        eco_str kinds = {0};

        if (special[i].kinds & 1u << d->kind ||
            !eco_resolve_given(r, special[i].key))
            continue;
        for (int k = 0; k < ECO_KIND_COUNT; k++)
            if (special[i].kinds & 1u << k)
                eco_str_printf(&kinds, "%s%s", kinds.n ? ", " : "",
                               eco_kind_word((eco_kind)k));
        st = eco_resolve_error(r, special[i].key,
                               "means nothing for kind %s; it is for %s",
                               eco_kind_word(d->kind), eco_str_text(&kinds));
        eco_str_clear(&kinds);
    }
    return st;
}
