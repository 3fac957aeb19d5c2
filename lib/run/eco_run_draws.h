/* Evidence and degradation of a store as a world to draw. */
#ifndef ECO_RUN_DRAWS_H
#define ECO_RUN_DRAWS_H

#include "eco_montecarlo.h"
#include "eco_run_cases.h"

/* What an output is of; period: of all years. */
typedef struct eco_draw_key {
    int64_t zone, dataset;
    size_t type;
    int year;
    bool is_period;
} eco_draw_key;

/* What a total is of: all zones of a set. */
typedef struct eco_draw_sum {
    int64_t zone_set, dataset;
    size_t type;
} eco_draw_sum;

/* What a map is of, and its user's accuracy; NAN: not known. */
typedef struct eco_draw_map {
    int64_t dataset;
    size_t type;
    double users;
} eco_draw_map;

/* mc points to the arrays behind it. Zero-initialised: empty. */
typedef struct eco_draw_world {
    eco_mc_world mc;
    eco_mc_value *values; /* .tier: an eco_tier */
    eco_mc_class *classes;
    uint64_t *places;
    eco_mc_member *members;
    eco_mc_case *cases;
    eco_mc_row *rows;
    eco_mc_map *maps; /* one a dataset and type */
    eco_mc_output *outputs;
    eco_mc_zone *zones;
    uint32_t *total_maps;
    size_t values_cap, classes_cap, members_cap, cases_cap, rows_cap, maps_cap,
        outputs_cap, zones_cap, totals_cap;
    eco_draw_key *keys; /* of each output */
    eco_draw_sum *sums; /* of each total */
    size_t keys_cap, sums_cap;
    char **types;
    size_t ntypes, types_cap;
    eco_draw_map *of_maps; /* of each map */
    size_t of_maps_cap;
} eco_draw_world;

/* window: NULL for the years of the store; patch_ha: what is taken for the size
 * of a patch. Free it by eco_draw_world_clear(), on failure too. */
eco_status eco_draw_world_load(eco_ctx *ctx, eco_store *store,
                               const eco_rules *rules,
                               const eco_case_window *window, double patch_ha,
                               eco_draw_world *out);
void eco_draw_world_clear(eco_draw_world *world);

/* ---- its parts, file by file ---- */

/* Evidence of the store by id: where it stands for, and what it is known by
 * whatever else there is. */
typedef struct eco_draw_item {
    int64_t id, cluster;
    uint64_t hash;
    uint32_t place;
} eco_draw_item;

typedef struct eco_draw_items {
    eco_draw_item *items; /* by id */
    size_t n, cap;
} eco_draw_items;

/* Also makes world->places: one a cluster, or an item that is alone. */
eco_status eco_draw_items_load(eco_ctx *ctx, eco_store *store,
                               eco_draw_world *world, eco_draw_items *out);
const eco_draw_item *eco_draw_items_find(const eco_draw_items *items,
                                         int64_t id);

/* Values of the rules; the class of an item, made when it is first asked for.
 * ECO_MC_NONE in *out: worth nothing in any scenario. */
eco_status eco_draw_values_make(eco_ctx *ctx, eco_draw_world *world,
                                const eco_values *values);
eco_status eco_draw_class(eco_ctx *ctx, eco_draw_world *world,
                          const eco_values *values, const eco_item *item,
                          bool permitted, uint32_t *out);

/* ---- what is drawn into the store ---- */

/* What the parameters montecarlo.* say. */
typedef struct eco_draw_options {
    int draws; /* 0: none */
    uint64_t seed;
    double patch_ha;
    bool independent_tiers;
} eco_draw_options;

/* Into attribution_interval, attribution_total and variance_share. */
eco_status eco_draw_write(eco_ctx *ctx, eco_store *store,
                          const eco_draw_world *world,
                          const eco_interval *intervals,
                          const eco_mc_total *totals);

/* Totals with one parameter changed at a time, into the table sensitivity;
 * settings: [out] how many were worked out, and how many there are. */
eco_status eco_draw_sensitivity(eco_ctx *ctx, eco_store *store,
                                const eco_rules *rules,
                                const eco_draw_options *options,
                                const eco_draw_world *world,
                                size_t settings[2]);

#endif
