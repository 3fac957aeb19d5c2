/* Cases of evidence, read set by set: members and cases both come in order. */
#include "eco_run_cases.h"

#include "eco_mem.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct eco_cases {
    eco_store *store;
    const eco_rules *rules;
    const eco_type_domains *types;
    eco_graded_items evidence;
    eco_stmt *cases, *members;
    bool more; /* the members stand at a row */
    struct member {
        const eco_graded_item *of;
        double probability;
    } * set; /* of the set in hand, what is graded */
    size_t nset, set_cap;
    int64_t set_id;
    eco_item *items;
    size_t items_cap;
};

static int rank_of(const eco_rules *rules, const char *tier)
{
    int i = 0;

    while (eco_rules_tiers(rules)[i] &&
           strcmp(eco_rules_tiers(rules)[i], tier) != 0)
        i++;
    return i;
}

static eco_graded_item read_evidence(const eco_rules *rules,
                                     const eco_type_domains *types, eco_stmt *s)
{
    const char *tier = eco_col_text(s, 1);
    eco_graded_item g = {
        .item = {.id = eco_col_int(s, 0),
                 .tier = eco_tier_find(tier),
                 .tier_rank = rank_of(rules, tier),
                 .cluster = eco_col_int(s, 4),
                 .subsistence = eco_col_int(s, 8) == 1},
        .year_first = eco_col_null(s, 6) ? INT_MIN : (int)eco_col_int(s, 6),
        .year_last = eco_col_null(s, 7) ? INT_MAX : (int)eco_col_int(s, 7)};

    g.item.organized = eco_told_of_find(eco_col_text(s, 2));
    g.item.transnational = eco_told_of_find(eco_col_text(s, 3));
    g.item.domains = eco_type_domains_bits(types, eco_col_text(s, 5));
    g.item.domain_rank = eco_domain_rank(eco_col_text(s, 5));
    return g;
}

eco_status eco_graded_items_load(eco_ctx *ctx, eco_store *store,
                                 const eco_rules *rules,
                                 const eco_type_domains *types,
                                 const eco_case_window *window,
                                 eco_graded_items *out)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "attribute_evidence", &s);

    if (!st && window) {
        eco_bind_int(s, ":before", window->before);
        eco_bind_int(s, ":after", window->after);
    }
    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (!ECO_GROW(out->items, out->n, out->cap))
            st = eco_nomem(ctx);
        else
            out->items[out->n++] = read_evidence(rules, types, s);
    }
    eco_stmt_finalize(s);
    return st;
}

static int by_id(const void *key, const void *element)
{
    const int64_t *id = key;
    const eco_graded_item *g = element;

    return (*id > g->item.id) - (*id < g->item.id);
}

static eco_status next_member(eco_ctx *ctx, eco_cases *c)
{
    return eco_stmt_step(ctx, c->members, &c->more);
}

/* Members and cases both come by set: read on to the one that is asked for. */
static eco_status load_set(eco_ctx *ctx, eco_cases *c, int64_t id)
{
    eco_status st = ECO_OK;

    if (id == c->set_id)
        return ECO_OK;
    c->set_id = id;
    c->nset = 0;
    while (!st && c->more && eco_col_int(c->members, 0) <= id) {
        int64_t evidence = eco_col_int(c->members, 1);
        const eco_graded_item *g =
            c->evidence.n ? bsearch(&evidence, c->evidence.items, c->evidence.n,
                                    sizeof *c->evidence.items, by_id)
                          : NULL;

        if (g && eco_col_int(c->members, 0) == id) {
            if (!ECO_GROW(c->set, c->nset, c->set_cap))
                return eco_nomem(ctx);
            c->set[c->nset++] = (struct member){g, eco_col_real(c->members, 2)};
        }
        st = next_member(ctx, c);
    }
    return st;
}

/* What may explain the type in the year. A statement on several domains that do
 * is of no one of them. */
static eco_status select_items(eco_ctx *ctx, eco_cases *c, uint64_t domains,
                               int year, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < c->nset; i++) {
        const eco_graded_item *g = c->set[i].of;
        uint64_t common = g->item.domains & domains;
        eco_item *item;

        if (!common || year < g->year_first || year > g->year_last)
            continue;
        if (!ECO_GROW(c->items, *n, c->items_cap))
            return eco_nomem(ctx);
        item = &c->items[(*n)++];
        *item = g->item;
        item->domains = common;
        item->probability = c->set[i].probability;
        if (common & (common - 1))
            item->domain_rank = eco_domain_rank("");
    }
    return ECO_OK;
}

eco_status eco_cases_next(eco_ctx *ctx, eco_cases *c, eco_case *out, bool *more)
{
    eco_status st = eco_stmt_step(ctx, c->cases, more);

    if (st || !*more)
        return st;
    *out = (eco_case){.set = eco_col_int(c->cases, 0),
                      .type = eco_col_text(c->cases, 1),
                      .year = (int)eco_col_int(c->cases, 2)};
    st = load_set(ctx, c, out->set);
    if (!st)
        st = select_items(ctx, c, eco_type_domains_of(c->types, out->type),
                          out->year, &out->n);
    out->items = c->items;
    return st;
}

eco_status eco_cases_open(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules, const eco_type_domains *types,
                          const eco_case_window *window, eco_cases **out)
{
    eco_cases *c = eco_mem_array(1, sizeof *c);
    eco_status st;

    *out = NULL;
    if (!c)
        return eco_nomem(ctx);
    c->store = store;
    c->rules = rules;
    c->types = types;
    st = eco_graded_items_load(ctx, store, rules, types, window, &c->evidence);
    if (!st)
        st = eco_store_query(ctx, store, "attribute_members", &c->members);
    if (!st)
        st = next_member(ctx, c);
    if (!st)
        st = eco_store_query(ctx, store, "attribute_cases", &c->cases);
    if (!st) {
        *out = c;
        c = NULL;
    }
    eco_cases_close(c);
    return st;
}

void eco_cases_close(eco_cases *c)
{
    if (!c)
        return;
    eco_stmt_finalize(c->members);
    eco_stmt_finalize(c->cases);
    eco_mem_free(c->evidence.items);
    eco_mem_free(c->set);
    eco_mem_free(c->items);
    eco_mem_free(c);
}
