/* Evidence and degradation of a store as a world to draw: what may explain each
 * set, type and year, then the areas of the zones under it. */
#include "eco_run_draws.h"

#include "eco_mem.h"
#include "eco_streams.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A set, type and year that something may explain. */
struct known_case {
    int64_t set;
    size_t type;
    int year;
    uint32_t one_case;
};

/* What a set is known by. */
struct known_set {
    int64_t set;
    uint64_t hash;
};

struct load {
    eco_store *store;
    const eco_rules *rules;
    eco_draw_world *world;
    double patch_cm2;
    eco_draw_items items;
    struct known_case *cases; /* by set, type and year */
    size_t ncases, cases_cap;
    struct known_set *sets; /* by set */
    size_t nsets, sets_cap;
    /* the outputs of the zone, type and dataset in hand */
    size_t group;
    uint64_t group_hash;
};

static eco_status type_index(eco_ctx *ctx, eco_draw_world *w, const char *type,
                             size_t *out)
{
    for (*out = 0; *out < w->ntypes; ++*out)
        if (strcmp(w->types[*out], type) == 0)
            return ECO_OK;
    if (!ECO_GROW(w->types, w->ntypes, w->types_cap))
        return eco_nomem(ctx);
    w->types[w->ntypes] = eco_mem_text(type);
    return w->types[w->ntypes++] ? ECO_OK : eco_nomem(ctx);
}

/* ---- maps ---- */

static bool find_map(const eco_draw_world *w, int64_t dataset, size_t type,
                     uint32_t *out)
{
    for (*out = 0; *out < w->mc.nmaps; ++*out)
        if (w->of_maps[*out].dataset == dataset &&
            w->of_maps[*out].type == type)
            return true;
    return false;
}

static eco_status add_map(eco_ctx *ctx, eco_draw_world *w,
                          const eco_draw_map *of, double ratio, double error)
{
    size_t n = w->mc.nmaps;

    if (!ECO_GROW(w->of_maps, n, w->of_maps_cap) ||
        !ECO_GROW(w->maps, n, w->maps_cap))
        return eco_nomem(ctx);
    w->of_maps[n] = *of;
    w->maps[n] = (eco_mc_map){0, ratio, error};
    w->mc.nmaps++;
    return ECO_OK;
}

static eco_status load_maps(eco_ctx *ctx, struct load *l)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, l->store, "draws_maps", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_draw_map of = {.dataset = eco_col_int(s, 0),
                           .users = eco_col_null(s, 4) ? (double)NAN
                                                       : eco_col_real(s, 4)};

        st = type_index(ctx, l->world, eco_col_text(s, 1), &of.type);
        if (!st)
            st = add_map(ctx, l->world, &of, eco_col_real(s, 2),
                         eco_col_real(s, 3));
    }
    eco_stmt_finalize(s);
    return st;
}

/* A map of which nothing is known is taken as it is. Its stream is named when
 * its dataset is seen. */
static eco_status map_index(eco_ctx *ctx, eco_draw_world *w, int64_t dataset,
                            const char *name, size_t type, uint32_t *out)
{
    const eco_draw_map of = {dataset, type, NAN};
    eco_status st = ECO_OK;

    if (!find_map(w, dataset, type, out))
        st = add_map(ctx, w, &of, 1, 0);
    if (!st)
        w->maps[*out].id =
            eco_hash_text(eco_hash_text(0, w->types[type]), name);
    return st;
}

/* ---- cases ---- */

/* Items of one cluster are as likely to cover as the likeliest of them. */
static double likeliest(const eco_case *c, const eco_item *item)
{
    double m = item->probability;

    for (size_t i = 0; i < c->n && item->cluster; i++)
        if (c->items[i].cluster == item->cluster &&
            c->items[i].tier != ECO_TIER_L && c->items[i].probability > m)
            m = c->items[i].probability;
    return m;
}

static eco_status add_member(eco_ctx *ctx, struct load *l, const eco_case *c,
                             const eco_item *item)
{
    eco_draw_world *w = l->world;
    const eco_draw_item *known = eco_draw_items_find(&l->items, item->id);
    uint32_t klass;
    eco_status st;

    if (!known || item->tier >= ECO_TIER_L)
        return ECO_OK;
    st = eco_draw_class(ctx, w, &l->rules->values, item,
                        eco_item_permitted(c->items, c->n, item), &klass);
    if (st || klass == ECO_MC_NONE)
        return st;
    if (!ECO_GROW(w->members, w->mc.nmembers, w->members_cap))
        return eco_nomem(ctx);
    w->members[w->mc.nmembers++] =
        (eco_mc_member){known->place, klass, likeliest(c, item)};
    return ECO_OK;
}

/* Years in which the same evidence counts are one case. */
static bool is_last_case(const eco_draw_world *w, size_t first)
{
    const eco_mc_case *last;

    if (w->mc.ncases == 0)
        return false;
    last = &w->cases[w->mc.ncases - 1];
    if (last->n != w->mc.nmembers - first)
        return false;
    for (size_t i = 0; i < last->n; i++) {
        const eco_mc_member *a = &w->members[last->first + i];
        const eco_mc_member *b = &w->members[first + i];

        if (a->place != b->place || a->klass != b->klass || a->m < b->m ||
            a->m > b->m)
            return false;
    }
    return true;
}

static eco_status add_case(eco_ctx *ctx, struct load *l, const eco_case *c)
{
    eco_draw_world *w = l->world;
    size_t first = w->mc.nmembers, type;
    eco_status st = ECO_OK;

    for (size_t i = 0; i < c->n && !st; i++)
        st = add_member(ctx, l, c, &c->items[i]);
    if (st || w->mc.nmembers == first)
        return st;
    if (is_last_case(w, first))
        w->mc.nmembers = first;
    else if (ECO_GROW(w->cases, w->mc.ncases, w->cases_cap))
        w->cases[w->mc.ncases++] =
            (eco_mc_case){(uint32_t)first, (uint32_t)(w->mc.nmembers - first)};
    else
        return eco_nomem(ctx);
    st = type_index(ctx, w, c->type, &type);
    if (!st && !ECO_GROW(l->cases, l->ncases, l->cases_cap))
        st = eco_nomem(ctx);
    if (!st)
        l->cases[l->ncases++] = (struct known_case){c->set, type, c->year,
                                                    (uint32_t)w->mc.ncases - 1};
    return st;
}

static int by_case(const void *a, const void *b)
{
    const struct known_case *x = a, *y = b;

    if (x->set != y->set)
        return x->set < y->set ? -1 : 1;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->year > y->year) - (x->year < y->year);
}

static eco_status load_cases(eco_ctx *ctx, struct load *l,
                             const eco_case_window *window)
{
    eco_type_domains types = {0};
    eco_cases *cases = NULL;
    eco_case one;
    bool more = false;
    eco_status st = eco_type_domains_load(ctx, &types);

    if (!st)
        st = eco_cases_open(ctx, l->store, l->rules, &types, window, &cases);
    while (!st && !(st = eco_cases_next(ctx, cases, &one, &more)) && more)
        st = add_case(ctx, l, &one);
    eco_cases_close(cases);
    eco_type_domains_clear(&types);
    if (!st && l->ncases)
        qsort(l->cases, l->ncases, sizeof *l->cases, by_case);
    return st;
}

/* ---- sets ---- */

static uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The sum of what its members are known by: in any order. */
static eco_status load_sets(eco_ctx *ctx, struct load *l)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, l->store, "attribute_members", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        int64_t set = eco_col_int(s, 0);
        const eco_draw_item *item =
            eco_draw_items_find(&l->items, eco_col_int(s, 1));

        if (!l->nsets || l->sets[l->nsets - 1].set != set) {
            if (!ECO_GROW(l->sets, l->nsets, l->sets_cap)) {
                st = eco_nomem(ctx);
                break;
            }
            l->sets[l->nsets++] = (struct known_set){set, 0};
        }
        if (item)
            l->sets[l->nsets - 1].hash +=
                eco_hash_mix(item->hash, bits_of(eco_col_real(s, 2)));
    }
    eco_stmt_finalize(s);
    return st;
}

static int set_of(const void *key, const void *element)
{
    const int64_t *set = key;
    const struct known_set *k = element;

    return (*set > k->set) - (*set < k->set);
}

/* ---- rows ---- */

static eco_status add_output(eco_ctx *ctx, eco_draw_world *w,
                             const eco_draw_key *key, uint32_t map,
                             uint32_t total)
{
    size_t n = w->mc.noutputs;

    if (!ECO_GROW(w->outputs, n, w->outputs_cap) ||
        !ECO_GROW(w->keys, n, w->keys_cap))
        return eco_nomem(ctx);
    w->keys[n] = *key;
    w->outputs[n] = (eco_mc_output){map, total};
    w->mc.noutputs++;
    w->zones[w->mc.nzones - 1].noutputs++;
    return ECO_OK;
}

static eco_status total_index(eco_ctx *ctx, eco_draw_world *w,
                              const eco_draw_sum *sum, uint32_t map,
                              uint32_t *out)
{
    size_t n = w->mc.ntotals;

    for (size_t i = 0; i < n; i++)
        if (w->sums[i].zone_set == sum->zone_set &&
            w->sums[i].dataset == sum->dataset &&
            w->sums[i].type == sum->type) {
            *out = (uint32_t)i;
            return ECO_OK;
        }
    if (!ECO_GROW(w->sums, n, w->sums_cap) ||
        !ECO_GROW(w->total_maps, n, w->totals_cap))
        return eco_nomem(ctx);
    w->sums[n] = *sum;
    w->total_maps[n] = map;
    *out = (uint32_t)n;
    w->mc.ntotals++;
    return ECO_OK;
}

/* The zone, type and dataset of the row: its period comes first. Zones that
 * overlap are never added up. */
static eco_status open_group(eco_ctx *ctx, struct load *l, eco_stmt *s,
                             const eco_draw_key *key)
{
    eco_draw_world *w = l->world;
    bool is_new_zone =
        !w->mc.nzones || w->keys[w->mc.noutputs - 1].zone != key->zone;
    eco_draw_key period = *key;
    uint32_t total = ECO_MC_NONE, map;
    eco_status st;

    if (!is_new_zone && w->keys[l->group].type == key->type &&
        w->keys[l->group].dataset == key->dataset)
        return ECO_OK;
    if (is_new_zone) {
        if (!ECO_GROW(w->zones, w->mc.nzones, w->zones_cap))
            return eco_nomem(ctx);
        w->zones[w->mc.nzones++] =
            (eco_mc_zone){w->mc.nrows, 0, w->mc.noutputs, 0};
    }
    st = map_index(ctx, w, key->dataset, eco_col_text(s, 7), key->type, &map);
    if (!st && eco_col_int(s, 4) == 0)
        st = total_index(
            ctx, w, &(eco_draw_sum){eco_col_int(s, 1), key->dataset, key->type},
            map, &total);
    period.is_period = true;
    l->group = w->mc.noutputs;
    l->group_hash = eco_hash_text(0, eco_col_text(s, 2));
    l->group_hash = eco_hash_text(l->group_hash, eco_col_text(s, 3));
    l->group_hash = eco_hash_text(l->group_hash, eco_col_text(s, 5));
    l->group_hash = eco_hash_text(l->group_hash, eco_col_text(s, 7));
    return st ? st : add_output(ctx, w, &period, map, total);
}

static eco_status year_output(eco_ctx *ctx, struct load *l,
                              const eco_draw_key *key, size_t *out)
{
    eco_draw_world *w = l->world;

    for (*out = l->group + 1; *out < w->mc.noutputs; ++*out)
        if (w->keys[*out].year == key->year)
            return ECO_OK;
    return add_output(ctx, w, key, w->outputs[l->group].map, ECO_MC_NONE);
}

/* Patches of a zone, a set and a year are drawn by a stream of theirs. */
static uint64_t patch_id(const struct load *l, int64_t set, int year)
{
    const struct known_set *k =
        l->nsets ? bsearch(&set, l->sets, l->nsets, sizeof *l->sets, set_of)
                 : NULL;

    return eco_hash_mix(eco_hash_mix(l->group_hash, k ? k->hash : 0),
                        (uint64_t)year);
}

static eco_status add_row(eco_ctx *ctx, struct load *l, eco_stmt *s)
{
    eco_draw_world *w = l->world;
    struct known_case key = {.set = eco_col_int(s, 8),
                             .year = (int)eco_col_int(s, 9)};
    const struct known_case *c;
    eco_draw_key of = {.zone = eco_col_int(s, 0),
                       .dataset = eco_col_int(s, 6),
                       .year = key.year};
    int64_t cm2 = eco_col_int(s, 10);
    size_t year;
    eco_status st = type_index(ctx, w, eco_col_text(s, 5), &key.type);

    if (st)
        return st;
    c = l->ncases
            ? bsearch(&key, l->cases, l->ncases, sizeof *l->cases, by_case)
            : NULL;
    if (!c)
        return ECO_OK;
    of.type = key.type;
    st = open_group(ctx, l, s, &of);
    if (!st)
        st = year_output(ctx, l, &of, &year);
    if (!st && !ECO_GROW(w->rows, w->mc.nrows, w->rows_cap))
        st = eco_nomem(ctx);
    if (st)
        return st;
    w->rows[w->mc.nrows++] = (eco_mc_row){c->one_case,
                                          (uint32_t)year,
                                          (uint32_t)l->group,
                                          cm2,
                                          (double)cm2 / l->patch_cm2,
                                          patch_id(l, key.set, key.year)};
    w->zones[w->mc.nzones - 1].nrows++;
    return ECO_OK;
}

static eco_status load_rows(eco_ctx *ctx, struct load *l)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, l->store, "draws_rows", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = add_row(ctx, l, s);
    eco_stmt_finalize(s);
    return st;
}

static void point(eco_draw_world *w)
{
    w->mc.values = w->values;
    w->mc.classes = w->classes;
    w->mc.places = w->places;
    w->mc.members = w->members;
    w->mc.cases = w->cases;
    w->mc.rows = w->rows;
    w->mc.maps = w->maps;
    w->mc.outputs = w->outputs;
    w->mc.zones = w->zones;
    w->mc.total_maps = w->total_maps;
}

eco_status eco_draw_world_load(eco_ctx *ctx, eco_store *store,
                               const eco_rules *rules,
                               const eco_case_window *window, double patch_ha,
                               eco_draw_world *out)
{
    const double cm2_in_ha = 1e8;
    struct load l = {.store = store,
                     .rules = rules,
                     .world = out,
                     .patch_cm2 = patch_ha * cm2_in_ha};
    eco_status st = eco_draw_values_make(ctx, out, &rules->values);

    if (!st)
        st = eco_draw_items_load(ctx, store, out, &l.items);
    if (!st)
        st = load_sets(ctx, &l);
    if (!st)
        st = load_cases(ctx, &l, window);
    if (!st)
        st = load_maps(ctx, &l);
    if (!st)
        st = load_rows(ctx, &l);
    point(out);
    eco_mem_free(l.items.items);
    eco_mem_free(l.cases);
    eco_mem_free(l.sets);
    return st;
}

void eco_draw_world_clear(eco_draw_world *w)
{
    for (size_t i = 0; i < w->ntypes; i++)
        eco_mem_free(w->types[i]);
    eco_mem_free(w->of_maps);
    eco_mem_free(w->types);
    eco_mem_free(w->values);
    eco_mem_free(w->classes);
    eco_mem_free(w->places);
    eco_mem_free(w->members);
    eco_mem_free(w->cases);
    eco_mem_free(w->rows);
    eco_mem_free(w->maps);
    eco_mem_free(w->outputs);
    eco_mem_free(w->zones);
    eco_mem_free(w->total_maps);
    eco_mem_free(w->keys);
    eco_mem_free(w->sums);
    *w = (eco_draw_world){0};
}
