#include "eco_model.h"

#include "eco_mem.h"
#include "eco_run_cases.h"
#include "eco_streams.h"

#include <stdlib.h>
#include <string.h>

/* ---- evidence ---- */

static eco_status load_items(eco_ctx *ctx, eco_store *store,
                             const eco_rules *rules, eco_model *m)
{
    eco_graded_items graded = {0};
    eco_status st =
        eco_graded_items_load(ctx, store, rules, &m->types, NULL, &graded);

    if (!st) {
        m->items = eco_mem_array(graded.n + 1, sizeof *m->items);
        st = m->items ? ECO_OK : eco_nomem(ctx);
    }
    for (size_t i = 0; i < graded.n && !st; i++)
        m->items[m->nitems++] =
            (eco_model_item){.item = graded.items[i].item,
                             .year_first = graded.items[i].year_first,
                             .year_last = graded.items[i].year_last};
    eco_mem_free(graded.items);
    return st;
}

static int by_id(const void *key, const void *element)
{
    const int64_t *id = key;
    const eco_model_item *g = element;

    return (*id > g->item.id) - (*id < g->item.id);
}

static eco_model_item *find_item(const eco_model *m, int64_t id)
{
    return m->nitems
               ? bsearch(&id, m->items, m->nitems, sizeof *m->items, by_id)
               : NULL;
}

/* Further columns, of items that are there. */
static eco_status load_more(eco_ctx *ctx, eco_store *store, eco_model *m)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "validation_evidence", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        eco_model_item *g = find_item(m, eco_col_int(s, 0));

        if (!g)
            continue;
        g->record = eco_hash_text(0, eco_col_text(s, 1));
        g->is_report = eco_col_int(s, 2) == 1;
        g->is_surveyed = eco_col_int(s, 3) == 1;
    }
    eco_stmt_finalize(s);
    return st;
}

/* ---- cases ---- */

static bool find_type(const eco_model *m, const char *name, size_t *type)
{
    for (*type = 0; *type < m->types.ntypes; ++*type)
        if (strcmp(m->types.types[*type], name) == 0)
            return true;
    return false;
}

static eco_status read_members(eco_ctx *ctx, eco_model *m, eco_stmt *s,
                               int64_t set, bool *more)
{
    eco_status st = ECO_OK;

    while (!st && *more && eco_col_int(s, 0) <= set) {
        eco_model_item *g = find_item(m, eco_col_int(s, 1));

        if (g && eco_col_int(s, 0) == set) {
            if (!ECO_GROW(m->members, m->nmembers, m->members_cap))
                return eco_nomem(ctx);
            m->members[m->nmembers++] =
                (eco_model_member){(size_t)(g - m->items), eco_col_real(s, 2)};
        }
        st = eco_stmt_step(ctx, s, more);
    }
    return st;
}

/* Types that nothing explains are left out. */
static eco_status read_cases(eco_ctx *ctx, eco_model *m, eco_stmt *cases,
                             eco_stmt *members)
{
    int64_t set = 0;
    size_t first = 0;
    bool row = false, more = false;
    eco_status st = eco_stmt_step(ctx, members, &more);

    while (!st && !(st = eco_stmt_step(ctx, cases, &row)) && row) {
        size_t type;

        if (eco_col_int(cases, 0) != set) {
            set = eco_col_int(cases, 0);
            first = m->nmembers;
            st = read_members(ctx, m, members, set, &more);
        }
        if (st || !find_type(m, eco_col_text(cases, 1), &type))
            continue;
        if (!ECO_GROW(m->cases, m->ncases, m->cases_cap))
            return eco_nomem(ctx);
        m->cases[m->ncases++] =
            (eco_model_case){.first = first,
                             .n = m->nmembers - first,
                             .type = type,
                             .year = (int)eco_col_int(cases, 2),
                             .area_m2 = eco_col_real(cases, 3)};
    }
    return st;
}

static eco_status load_cases(eco_ctx *ctx, eco_store *store, eco_model *m)
{
    eco_stmt *cases = NULL, *members = NULL;
    eco_status st = eco_store_query(ctx, store, "validation_cases", &cases);

    if (!st)
        st = eco_store_query(ctx, store, "attribute_members", &members);
    if (!st)
        st = read_cases(ctx, m, cases, members);
    eco_stmt_finalize(cases);
    eco_stmt_finalize(members);
    return st;
}

eco_status eco_model_load(eco_ctx *ctx, eco_store *store,
                          const eco_rules *rules, eco_model *out)
{
    eco_status st;

    *out = (eco_model){.values = &rules->values};
    st = eco_type_domains_load(ctx, &out->types);
    if (!st)
        st = load_items(ctx, store, rules, out);
    if (!st)
        st = load_more(ctx, store, out);
    if (!st)
        st = load_cases(ctx, store, out);
    if (st)
        eco_model_clear(out);
    return st;
}

void eco_model_clear(eco_model *m)
{
    eco_type_domains_clear(&m->types);
    eco_mem_free(m->items);
    eco_mem_free(m->members);
    eco_mem_free(m->cases);
    eco_mem_free(m->desk);
    *m = (eco_model){0};
}

/* ---- again ---- */

static uint64_t swapped(uint64_t domains, const uint64_t swap[2])
{
    uint64_t out = domains & ~(swap[0] | swap[1]);

    if (domains & swap[0])
        out |= swap[1];
    if (domains & swap[1])
        out |= swap[0];
    return out;
}

/* A copy for the desk when the member may explain the case. */
static bool applies(const eco_model *m, const eco_model_member *member,
                    const eco_model_case *c, const eco_model_change *change,
                    eco_item *out)
{
    const eco_model_item *g = &m->items[member->item];
    int year = c->year + (g->is_report ? change->earlier : 0);
    uint64_t common =
        g->item.domains & swapped(m->types.domains[c->type], change->swap);

    if (!common || year < g->year_first || year > g->year_last ||
        (change->hide && change->hide[member->item]))
        return false;
    *out = g->item;
    out->domains = common;
    out->probability = member->probability;
    if (common & (common - 1))
        out->domain_rank = eco_domain_rank("");
    return true;
}

eco_status eco_model_share(eco_ctx *ctx, eco_model *m, const eco_model_case *c,
                           const eco_model_change *change, eco_attributed *out,
                           bool *any)
{
    size_t n = 0;

    for (size_t i = c->first; i < c->first + c->n; i++) {
        if (!ECO_GROW(m->desk, n, m->desk_cap))
            return eco_nomem(ctx);
        n += applies(m, &m->members[i], c, change, &m->desk[n]);
    }
    *any = n > 0;
    *out = (eco_attributed){0};
    if (n)
        eco_attribute(m->values, m->desk, n, out);
    return ECO_OK;
}

eco_status eco_model_total(eco_ctx *ctx, eco_model *m, size_t type,
                           const eco_model_change *change,
                           double out[ECO_MEASURES])
{
    eco_status st = ECO_OK;

    for (int k = 0; k < ECO_MEASURES; k++)
        out[k] = 0;
    for (size_t i = 0; i < m->ncases && !st; i++) {
        eco_attributed a;
        bool any;

        if (m->cases[i].type != type)
            continue;
        st = eco_model_share(ctx, m, &m->cases[i], change, &a, &any);
        for (int k = 0; k < ECO_MEASURES && !st; k++)
            out[k] += m->cases[i].area_m2 * a.share[k][ECO_SCENARIO_CENTRAL];
    }
    return st;
}
