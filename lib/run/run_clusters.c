/* Which incidents may tell of the same event: from the store, into it. */
#include "eco_cluster.h"
#include "eco_mem.h"
#include "eco_run_job.h"

#include <stdio.h>

struct events {
    eco_event *items;
    size_t n, cap;
};

static eco_status read_rule(eco_ctx *ctx, eco_store *store,
                            eco_cluster_rule *rule)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "cluster_rule", &s);

    *rule = (eco_cluster_rule){ECO_CLUSTER_DISTANCE_M, ECO_CLUSTER_DAYS};
    if (!st)
        st = eco_stmt_step(ctx, s, &row);
    if (!st && row && !eco_col_null(s, 0))
        rule->distance_m = eco_col_real(s, 0);
    if (!st && row && !eco_col_null(s, 1))
        rule->days = (int)eco_col_int(s, 1);
    eco_stmt_finalize(s);
    return st;
}

static eco_status read_events(eco_ctx *ctx, eco_store *store, struct events *e)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, store, "cluster_events", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row) {
        if (!ECO_GROW(e->items, e->n, e->cap)) {
            st = eco_nomem(ctx);
            break;
        }
        e->items[e->n++] =
            (eco_event){.id = eco_col_int(s, 0),
                        .at = {eco_col_real(s, 1), eco_col_real(s, 2)},
                        .radius_m = eco_col_real(s, 3),
                        .first = (int)eco_col_int(s, 4),
                        .last = (int)eco_col_int(s, 5),
                        .group = (int)eco_col_int(s, 6),
                        .case_id = (int)eco_col_int(s, 7)};
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status write_members(eco_ctx *ctx, eco_store *store,
                                const struct events *e, const eco_clusters *c,
                                size_t *nmembers)
{
    bool *more = eco_mem_array(c->n, sizeof *more);
    eco_stmt *s = NULL;
    eco_status st = more || !c->n ? ECO_OK : eco_nomem(ctx);

    if (!st)
        st = eco_store_query(ctx, store, "cluster_insert", &s);
    for (size_t i = 0; i < c->n && !st; i++)
        more[c->of[i]] |= c->of[i] != i;
    for (size_t i = 0; i < c->n && !st; i++) {
        if (!more[c->of[i]])
            continue;
        (*nmembers)++;
        eco_bind_int(s, ":incident_id", e->items[i].id);
        eco_bind_int(s, ":cluster_id", e->items[c->of[i]].id);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    eco_mem_free(more);
    return st;
}

static eco_status write_links(eco_ctx *ctx, eco_store *store,
                              const struct events *e, const eco_clusters *c)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, "cluster_link", &s);

    for (size_t i = 0; i < c->nlinks && !st; i++) {
        const eco_cluster_link *l = &c->links[i];

        eco_bind_int(s, ":incident_id", e->items[l->a].id);
        eco_bind_int(s, ":other_id", e->items[l->b].id);
        eco_bind_real(s, ":distance_m", l->distance_m);
        eco_bind_int(s, ":days", l->days);
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

static eco_status run(eco_ctx *ctx, eco_store *store, const char *query)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st)
        st = eco_stmt_step(ctx, s, NULL);
    eco_stmt_finalize(s);
    return st;
}

static eco_status write_clusters(eco_ctx *ctx, eco_store *store,
                                 const struct events *e, const eco_clusters *c,
                                 const eco_cluster_rule *rule)
{
    char what[200];
    size_t nmembers = 0;
    eco_status st = run(ctx, store, "cluster_link_clear");

    if (!st)
        st = run(ctx, store, "cluster_clear");
    if (!st && e->items)
        st = write_members(ctx, store, e, c, &nmembers);
    if (!st && e->items)
        st = write_links(ctx, store, e, c);
    if (!st)
        st = run(ctx, store, "evidence_cluster");
    if (st || !c->n)
        return st;
    snprintf(what, sizeof what,
             "%zu incidents compared: %zu of them in %zu clusters, within %.9g "
             "m (or their own uncertainty) and %d days",
             c->n, nmembers, nmembers - c->nlinks, rule->distance_m,
             rule->days);
    return eco_run_lineage_set(ctx, store, "cluster", "incident_cluster", what);
}

eco_status eco_run_clusters(eco_ctx *ctx, eco_store *store)
{
    eco_cluster_rule rule;
    struct events e = {0};
    eco_clusters c = {0};
    eco_status st = read_rule(ctx, store, &rule);

    if (!st)
        st = read_events(ctx, store, &e);
    if (!st)
        st = eco_clusters_find(ctx, e.items, e.n, &rule, &c);
    if (!st)
        st = write_clusters(ctx, store, &e, &c, &rule);
    eco_clusters_clear(&c);
    eco_mem_free(e.items);
    return st;
}
