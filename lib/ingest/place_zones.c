/* The zones of a store by their names. */
#include "eco_ingest_place.h"

#include "eco_layers.h"
#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_FILE "vocabulary/place_words.csv"

enum { SUGGESTIONS = 5 };

/* What is read from the store, until the gazetteer has its copy. */
struct reading {
    eco_store *store;
    const eco_mapping *m;
    eco_zone_names *out;
    char **sets; /* to look in */
    size_t nsets, sets_cap;
    eco_named_zone *zones;
    char **texts;
    size_t nzones, zones_cap, areas_cap, ntexts, texts_cap;
};

static void clear_reading(struct reading *r)
{
    for (size_t i = 0; i < r->ntexts; i++)
        eco_mem_free(r->texts[i]);
    for (size_t i = 0; i < r->nsets; i++)
        eco_mem_free(r->sets[i]);
    eco_mem_free(r->texts);
    eco_mem_free(r->sets);
    eco_mem_free(r->zones);
}

static eco_status add_text(eco_ctx *ctx, char ***texts, size_t *n, size_t *cap,
                           const char *text)
{
    char *copy = eco_mem_text(text);

    if (!copy || !ECO_GROW(*texts, *n, *cap)) {
        eco_mem_free(copy);
        return eco_nomem(ctx);
    }
    (*texts)[(*n)++] = copy;
    return ECO_OK;
}

static eco_status read_sets(eco_ctx *ctx, struct reading *r)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, r->store, "place_zone_sets", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = add_text(ctx, &r->sets, &r->nsets, &r->sets_cap,
                      eco_col_text(s, 0));
    eco_stmt_finalize(s);
    return st;
}

static bool is_set(const struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->nsets; i++)
        if (strcmp(r->sets[i], name) == 0)
            return true;
    return false;
}

static eco_status no_set(eco_ctx *ctx, const struct reading *r, const char *key,
                         const char *name)
{
    eco_str all = {0};
    eco_status st;

    for (size_t i = 0; i < r->nsets; i++)
        eco_str_printf(&all, "%s%s", i ? ", " : "", r->sets[i]);
    st = name ? eco_fail(ctx, ECO_USAGE,
                         "%s: %s: there is no zone set '%.60s'; there are: "
                         "%.300s",
                         r->m->path, key, name, eco_str_text(&all))
              : eco_fail(ctx, ECO_USAGE,
                         "%s: %s: name the zone sets in which places are "
                         "looked up; there are: %.300s",
                         r->m->path, key, eco_str_text(&all));
    eco_str_clear(&all);
    return st;
}

/* Left in `sets`: those to look in. */
static eco_status choose_sets(eco_ctx *ctx, struct reading *r)
{
    const eco_words *wanted = &r->m->place.zones;
    const char *parent = r->m->place.parent_zones;
    size_t n = 0;

    for (size_t i = 0; i < wanted->n; i++)
        if (!is_set(r, wanted->items[i]))
            return no_set(ctx, r, "place.zones", wanted->items[i]);
    if (parent && !is_set(r, parent))
        return no_set(ctx, r, "place.parent_zones", parent);
    for (size_t i = 0; i < r->nsets; i++)
        n += wanted->n || !parent || strcmp(r->sets[i], parent) != 0;
    if (!wanted->n && n > 1)
        return no_set(ctx, r, "place.zones", NULL);
    for (size_t i = n = 0; i < r->nsets; i++) {
        char *set = r->sets[i];

        if (wanted->n ? eco_words_have(wanted, set)
                      : !parent || strcmp(set, parent) != 0)
            r->sets[n++] = set;
        else
            eco_mem_free(set);
    }
    r->nsets = n;
    return ECO_OK;
}

static eco_status add_zone(eco_ctx *ctx, struct reading *r, eco_stmt *s)
{
    eco_zone_names *z = r->out;
    const char *texts[3];
    eco_status st = ECO_OK;

    for (int i = 0; i < 3 && !st; i++) {
        st = add_text(ctx, &r->texts, &r->ntexts, &r->texts_cap,
                      eco_col_text(s, i + 1));
        texts[i] = st ? NULL : r->texts[r->ntexts - 1];
    }
    if (st)
        return st;
    if (!ECO_GROW(r->zones, r->nzones, r->zones_cap) ||
        !ECO_GROW(z->areas, z->n, r->areas_cap))
        return eco_nomem(ctx);
    r->zones[r->nzones++] = (eco_named_zone){.id = eco_col_int(s, 0),
                                             .code = texts[0],
                                             .name = texts[1],
                                             .parent = texts[2]};
    z->areas[z->n++] =
        (struct eco_zone_area){eco_col_int(s, 0), eco_col_real(s, 4)};
    return ECO_OK;
}

static eco_status read_zones(eco_ctx *ctx, struct reading *r)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, r->store, "place_zones", &s);

    for (size_t i = 0; i < r->nsets && !st; i++) {
        bool row = false;

        eco_bind_text(s, ":zone_set", r->sets[i]);
        eco_bind_text(s, ":parent_set", r->m->place.parent_zones);
        while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
            st = add_zone(ctx, r, s);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_limits(eco_ctx *ctx, struct reading *r)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, r->store, "place_parameters", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    s = NULL;
    if (!st)
        st = eco_store_query(ctx, r->store, "place_limits", &s);
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row) {
        r->out->area_max_m2 = eco_col_real(s, 0);
        r->out->tolerance_m = eco_col_real(s, 1);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_words(eco_ctx *ctx, eco_zone_names *z)
{
    const char *text = eco_layers_text(WORDS_FILE);
    eco_place_words_fault fault;
    eco_status st;

    if (!text)
        return eco_fail(ctx, ECO_NOTFOUND, "there is no layers/" WORDS_FILE);
    st = eco_place_words_read(text, &z->words, &fault);
    if (st == ECO_NOMEM)
        return eco_nomem(ctx);
    return st ? eco_fail(ctx, st, "layers/" WORDS_FILE ":%zu: %s", fault.line,
                         fault.reason)
              : ECO_OK;
}

static int by_id(const void *a, const void *b)
{
    const struct eco_zone_area *x = a, *y = b;

    return (x->zone_id > y->zone_id) - (x->zone_id < y->zone_id);
}

static eco_status make_gazetteer(eco_ctx *ctx, struct reading *r)
{
    const eco_match_options o = {.check_digit = r->m->place.check_digit,
                                 .suggestions = SUGGESTIONS};
    eco_zone_names *z = r->out;

    qsort(z->areas, z->n, sizeof *z->areas, by_id);
    return eco_gazetteer_create(z->words, r->zones, r->nzones, &o,
                                &z->gazetteer)
               ? eco_nomem(ctx)
               : ECO_OK;
}

eco_status eco_zone_names_read(eco_ctx *ctx, eco_store *store,
                               const eco_mapping *m, eco_zone_names *out)
{
    struct reading r = {.store = store, .m = m, .out = out};
    eco_status st = read_sets(ctx, &r);

    *out = (eco_zone_names){0};
    if (!st && (r.nsets || m->place.zones.n || m->place.parent_zones))
        st = choose_sets(ctx, &r);
    if (!st)
        st = read_zones(ctx, &r);
    if (!st && out->n)
        st = read_limits(ctx, &r);
    if (!st && out->n)
        st = read_words(ctx, out);
    if (!st && out->n)
        st = make_gazetteer(ctx, &r);
    clear_reading(&r);
    return st;
}

void eco_zone_names_clear(eco_zone_names *z)
{
    eco_gazetteer_destroy(z->gazetteer);
    eco_place_words_destroy(z->words);
    eco_mem_free(z->areas);
    *z = (eco_zone_names){0};
}

double eco_zone_names_area(const eco_zone_names *z, int64_t zone_id)
{
    const struct eco_zone_area key = {.zone_id = zone_id};
    const struct eco_zone_area *found =
        bsearch(&key, z->areas, z->n, sizeof *z->areas, by_id);

    return found ? found->area_m2 : 0;
}
