/* How much of what each set of evidence covers it explains, once per set, type
 * and year; then what that means for the zones, by SQL. */
#include "eco_run_job.h"

#include "eco_mem.h"
#include "eco_run_cases.h"
#include "eco_str.h"

#include <stdio.h>
#include <string.h>

static const char *const measures[] = {"ILL", "ORG", "TOC"};

/* A row of set_value. */
struct booked {
    uint64_t domains;
    eco_tier tier;
    double amount[ECO_MEASURES][ECO_SCENARIOS];
};

struct work {
    eco_store *store;
    const eco_rules *rules;
    eco_type_domains types;
    eco_stmt *share, *flag;
    eco_case in_hand;
    struct booked *booked;
    size_t nbooked, booked_cap;
};

static eco_status query(eco_ctx *ctx, eco_store *store, const char *name)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, name, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

/* ---- shares ---- */

static eco_status write_share(eco_ctx *ctx, const struct work *w,
                              const char *measure, const char *domain,
                              const char *tier, const double v[ECO_SCENARIOS])
{
    if (!(v[0] > 0 || v[1] > 0 || v[2] > 0))
        return ECO_OK;
    eco_bind_text(w->share, ":measure", measure);
    eco_bind_text(w->share, ":domain", domain);
    eco_bind_text(w->share, ":tier", tier);
    eco_bind_real(w->share, ":low", v[0]);
    eco_bind_real(w->share, ":central", v[1]);
    eco_bind_real(w->share, ":high", v[2]);
    return eco_stmt_step(ctx, w->share, NULL);
}

static struct booked *find_booked(struct work *w, const eco_item *item)
{
    struct booked *b;

    /* of several domains: all the same */
    uint64_t domains = item->domains & (item->domains - 1) ? 0 : item->domains;

    for (size_t i = 0; i < w->nbooked; i++)
        if (w->booked[i].domains == domains && w->booked[i].tier == item->tier)
            return &w->booked[i];
    if (!ECO_GROW(w->booked, w->nbooked, w->booked_cap))
        return NULL;
    b = &w->booked[w->nbooked++];
    *b = (struct booked){.domains = domains, .tier = item->tier};
    return b;
}

static eco_status add_up(eco_ctx *ctx, struct work *w, size_t n)
{
    w->nbooked = 0;
    for (size_t i = 0; i < n; i++) {
        struct booked *b = find_booked(w, &w->in_hand.items[i]);

        if (!b)
            return eco_nomem(ctx);
        for (int m = 0; m < ECO_MEASURES; m++)
            for (int s = 0; s < ECO_SCENARIOS; s++)
                b->amount[m][s] += w->in_hand.items[i].booked[m][s];
    }
    return ECO_OK;
}

static eco_status write_legal(eco_ctx *ctx, const struct work *w, size_t n,
                              const eco_attributed *a)
{
    static const double all[ECO_SCENARIOS] = {1, 1, 1};
    uint64_t domains = 0;
    eco_status st;

    if (!a->legal_id)
        return ECO_OK;
    for (size_t i = 0; i < n; i++)
        if (w->in_hand.items[i].id == a->legal_id)
            domains = w->in_hand.items[i].domains;
    st = write_share(ctx, w, "LEGAL", "_T", "_T", all);
    return st ? st
              : write_share(ctx, w, "LEGAL",
                            eco_type_domains_name(&w->types, domains),
                            eco_tier_code(ECO_TIER_L), all);
}

static eco_status write_shares(eco_ctx *ctx, const struct work *w,
                               const eco_attributed *a)
{
    eco_status st = ECO_OK;

    for (int m = 0; m < ECO_MEASURES && !st; m++) {
        st = write_share(ctx, w, measures[m], "_T", "_T", a->share[m]);
        for (size_t i = 0; i < w->nbooked && !st; i++) {
            const struct booked *b = &w->booked[i];

            st = write_share(ctx, w, measures[m],
                             eco_type_domains_name(&w->types, b->domains),
                             eco_tier_code(b->tier), b->amount[m]);
        }
    }
    return st;
}

static eco_status write_flags(eco_ctx *ctx, const struct work *w,
                              const eco_attributed *a)
{
    const struct {
        bool is_set;
        const char *name;
    } flags[] = {{a->contested, "contested"},
                 {a->permit_overridden, "permit_overridden"},
                 {a->subsistence, "subsistence"}};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof flags / sizeof *flags && !st; i++) {
        if (!flags[i].is_set)
            continue;
        eco_bind_text(w->flag, ":flag", flags[i].name);
        st = eco_stmt_step(ctx, w->flag, NULL);
    }
    return st;
}

static void bind_case(eco_stmt *s, const eco_case *c)
{
    eco_bind_int(s, ":set", c->set);
    eco_bind_text(s, ":type", c->type);
    eco_bind_int(s, ":year", c->year);
}

static eco_status one_case(eco_ctx *ctx, struct work *w)
{
    eco_case *c = &w->in_hand;
    eco_attributed a;
    eco_status st;

    if (!c->n)
        return ECO_OK;
    eco_attribute(&w->rules->values, c->items, c->n, &a);
    bind_case(w->share, c);
    bind_case(w->flag, c);
    st = add_up(ctx, w, c->n);
    if (!st)
        st = write_shares(ctx, w, &a);
    if (!st)
        st = write_legal(ctx, w, c->n, &a);
    return st ? st : write_flags(ctx, w, &a);
}

static eco_status all_cases(eco_ctx *ctx, struct work *w)
{
    eco_cases *cases = NULL;
    bool more = false;
    int64_t n = 0;
    eco_status st =
        eco_cases_open(ctx, w->store, w->rules, &w->types, NULL, &cases);

    if (!st)
        st = eco_store_query(ctx, w->store, "attribute_share", &w->share);
    if (!st)
        st = eco_store_query(ctx, w->store, "attribute_flag", &w->flag);
    while (!st && !(st = eco_cases_next(ctx, cases, &w->in_hand, &more)) &&
           more) {
        st = one_case(ctx, w);
        if (!st && ++n % 10000 == 0)
            st = eco_progress(ctx, 0, "attributing");
    }
    eco_cases_close(cases);
    return st;
}

/* ---- the whole ---- */

/* Of some types that is so on purpose; of others it is a gap of the file. */
static eco_status tell_types(eco_ctx *ctx, eco_store *store)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "attribute_types", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        eco_log(ctx, ECO_LOG_INFO,
                "layers/rules/type_domain.csv: no domain explains the type "
                "'%s'; all of it is undetermined",
                eco_col_text(s, 0));
    eco_stmt_finalize(s);
    return st;
}

static eco_status run_scripts(eco_ctx *ctx, eco_store *store)
{
    const char *const *names = eco_layers_list("attribution/");
    eco_status st = ECO_OK;

    for (; *names && !st; names++) {
        st = eco_sql_run(ctx, eco_store_sql(store), eco_layers_text(*names));
        if (st)
            eco_trace(ctx, st, "layers/%s", *names);
    }
    return st;
}

static eco_status tell(eco_ctx *ctx, const struct work *w)
{
    const bool assumed = eco_rules_value_status(w->rules) == 'A';
    eco_stmt *s = NULL;
    bool row = false;
    char what[400];
    eco_status st = eco_store_query(ctx, w->store, "attribute_counts", &s);

    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row) {
        snprintf(what, sizeof what,
                 "%lld sets of evidence explain a part of %lld types of "
                 "degradation; %lld contested by a permit, %lld with a permit "
                 "overridden, %lld of subsistence; values of '%.60s'%s",
                 (long long)eco_col_int(s, 0), (long long)eco_col_int(s, 1),
                 (long long)eco_col_int(s, 3), (long long)eco_col_int(s, 4),
                 (long long)eco_col_int(s, 5), eco_rules_value_file(w->rules),
                 assumed ? ", uncalibrated defaults" : "");
        st = eco_run_lineage_set(ctx, w->store, "attribute", "attribution",
                                 what);
    }
    eco_stmt_finalize(s);
    return st;
}

static void clear(struct work *w)
{
    eco_stmt_finalize(w->share);
    eco_stmt_finalize(w->flag);
    eco_type_domains_clear(&w->types);
    eco_mem_free(w->booked);
}

eco_status eco_run_attribution(eco_ctx *ctx, eco_store *store,
                               const eco_rules *rules)
{
    struct work w = {.store = store, .rules = rules};
    eco_status st = eco_type_domains_load(ctx, &w.types);

    if (!st)
        st = eco_type_domains_store(ctx, store, &w.types);
    if (!st)
        st = eco_run_values(ctx, store, rules);
    if (!st)
        st = query(ctx, store, "attribute_clear_sets");
    if (!st)
        st = query(ctx, store, "attribute_clear_flags");
    if (!st)
        st = all_cases(ctx, &w);
    if (!st)
        st = eco_run_accuracy(ctx, store);
    if (!st)
        st = run_scripts(ctx, store);
    if (!st)
        st = tell_types(ctx, store);
    if (!st)
        st = tell(ctx, &w);
    clear(&w);
    return st ? eco_trace(ctx, st, "attributing") : ECO_OK;
}
