/* The names of zones, sorted by content and found by hash. */
#include "eco_gazetteer.h"

#include "eco_mem.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b)
{
    const eco_posting *x = a, *y = b;
    int order = strcmp(x->key.text, y->key.text);

    order = order ? order : (x->zone > y->zone) - (x->zone < y->zone);
    return order ? order : (x->how > y->how) - (x->how < y->how);
}

/* The keys no longer move: offsets become pointers. Of a zone that has a key
 * in several ways the plainest stays. */
static void sort_postings(eco_gazetteer *g)
{
    size_t n = 0;

    for (size_t i = 0; i < g->npostings; i++)
        g->postings[i].key.text = g->keys.text + g->postings[i].key.at;
    for (size_t i = 0; i < g->nlikenesses; i++)
        g->likenesses[i].name.text = g->keys.text + g->likenesses[i].name.at;
    if (g->npostings)
        qsort(g->postings, g->npostings, sizeof *g->postings, by_key);
    for (size_t i = 0; i < g->npostings; i++) {
        const eco_posting *p = &g->postings[i];

        if (n && g->postings[n - 1].zone == p->zone &&
            strcmp(g->postings[n - 1].key.text, p->key.text) == 0)
            continue;
        g->postings[n++] = *p;
    }
    g->npostings = n;
}

/* FNV-1a; the slot that holds the key, or the empty one where it would be. */
static size_t slot(const eco_gazetteer *g, const char *key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    size_t at;

    for (const char *p = key; *p; p++)
        hash = (hash ^ (unsigned char)*p) * UINT64_C(0x100000001b3);
    at = (size_t)(hash ^ hash >> 32) & (g->nslots - 1);
    while (g->slots[at] &&
           strcmp(g->postings[g->slots[at] - 1].key.text, key) != 0)
        at = (at + 1) & (g->nslots - 1);
    return at;
}

static eco_status fill_slots(eco_gazetteer *g)
{
    if (g->npostings >= UINT32_MAX)
        return ECO_NOMEM;
    for (g->nslots = 2; g->nslots < 2 * g->npostings;)
        g->nslots *= 2;
    g->slots = eco_mem_array(g->nslots, sizeof *g->slots);
    if (!g->slots)
        return ECO_NOMEM;
    for (size_t i = 0; i < g->npostings; i++) {
        const size_t at = slot(g, g->postings[i].key.text);

        if (!g->slots[at])
            g->slots[at] = (uint32_t)(i + 1);
    }
    return ECO_OK;
}

eco_range eco_gazetteer_find(const eco_gazetteer *g, const char *key)
{
    const size_t first = g->slots[slot(g, key)];
    eco_range r = {0, 0};

    if (!first)
        return r;
    r.from = r.to = first - 1;
    while (r.to < g->npostings && strcmp(g->postings[r.to].key.text, key) == 0)
        r.to++;
    return r;
}

static const char *keep(eco_gazetteer *g, const char *text, eco_status *st)
{
    char *copy;

    if (!text || *st)
        return NULL;
    copy = eco_mem_text(text);
    if (!copy || !ECO_GROW(g->texts, g->ntexts, g->texts_cap)) {
        eco_mem_free(copy);
        *st = ECO_NOMEM;
        return NULL;
    }
    return g->texts[g->ntexts++] = copy;
}

static int compare(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int by_content(const void *a, const void *b)
{
    const eco_named_zone *x = a, *y = b;
    int order = compare(x->code, y->code);

    order = order ? order : compare(x->name, y->name);
    order = order ? order : compare(x->parent, y->parent);
    order = order ? order : compare(x->also, y->also);
    order = order ? order : compare(x->codes, y->codes);
    return order ? order : (x->id > y->id) - (x->id < y->id);
}

static eco_status copy_zones(eco_gazetteer *g, const eco_named_zone *zones,
                             size_t n)
{
    eco_status st = n < UINT32_MAX ? ECO_OK : ECO_NOMEM;

    g->zones = eco_mem_array(n ? n : 1, sizeof *g->zones);
    if (!g->zones)
        return ECO_NOMEM;
    for (size_t i = 0; i < n && !st; i++) {
        const eco_named_zone *z = &zones[i];

        g->zones[g->nzones++] =
            (eco_named_zone){.id = z->id,
                             .code = keep(g, z->code, &st),
                             .codes = keep(g, z->codes, &st),
                             .name = keep(g, z->name, &st),
                             .also = keep(g, z->also, &st),
                             .parent = keep(g, z->parent, &st)};
    }
    if (g->nzones)
        qsort(g->zones, g->nzones, sizeof *g->zones, by_content);
    return st;
}

eco_status eco_gazetteer_create(const eco_place_words *words,
                                const eco_named_zone *zones, size_t n,
                                const eco_match_options *options,
                                eco_gazetteer **out)
{
    eco_gazetteer *g = eco_mem_array(1, sizeof *g);
    eco_status st;

    *out = NULL;
    if (!g)
        return ECO_NOMEM;
    g->words = words;
    if (options)
        g->options = *options;
    st = copy_zones(g, zones, n);
    if (!st)
        st = eco_gazetteer_index(g);
    if (!st) {
        sort_postings(g);
        st = fill_slots(g);
    }
    if (st) {
        eco_gazetteer_destroy(g);
        return st;
    }
    *out = g;
    return ECO_OK;
}

void eco_gazetteer_destroy(eco_gazetteer *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->ntexts; i++)
        eco_mem_free(g->texts[i]);
    eco_mem_free(g->texts);
    eco_mem_free(g->zones);
    eco_mem_free(g->postings);
    eco_mem_free(g->slots);
    eco_mem_free(g->likenesses);
    eco_str_clear(&g->keys);
    eco_mem_free(g);
}

size_t eco_gazetteer_bytes(const eco_gazetteer *g)
{
    size_t n = sizeof *g + g->nzones * sizeof *g->zones +
               g->texts_cap * sizeof *g->texts + g->keys.cap +
               g->postings_cap * sizeof *g->postings +
               g->nslots * sizeof *g->slots +
               g->likenesses_cap * sizeof *g->likenesses;

    for (size_t i = 0; i < g->ntexts; i++)
        n += strlen(g->texts[i]) + 1;
    return n;
}
