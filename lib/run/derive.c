/* What follows from incidents and zones alone: made anew whenever one of them
 * changes, from the store and nothing else. */
#include "eco_run_job.h"

static eco_status write_line(eco_ctx *ctx, eco_store *store, const char *query,
                             const char *const texts[3], bool input)
{
    eco_stmt *s = NULL;
    eco_status st = eco_store_query(ctx, store, query, &s);

    if (!st) {
        eco_bind_text(s, ":step", texts[0]);
        eco_bind_text(s, ":output", texts[1]);
        eco_bind_text(s, ":what", texts[2]);
        if (input)
            eco_bind_text(s, ":input", "");
        st = eco_stmt_step(ctx, s, NULL);
    }
    eco_stmt_finalize(s);
    return st;
}

eco_status eco_run_lineage(eco_ctx *ctx, eco_store *store, const char *step,
                           const char *output, const char *what)
{
    const char *const texts[3] = {step, output, what};

    return write_line(ctx, store, "run_lineage", texts, true);
}

eco_status eco_run_lineage_set(eco_ctx *ctx, eco_store *store, const char *step,
                               const char *output, const char *what)
{
    const char *const texts[3] = {step, output, what};
    eco_status st = write_line(ctx, store, "run_lineage_update", texts, false);

    if (st || eco_sql_changes(eco_store_sql(store)) > 0)
        return st;
    return write_line(ctx, store, "run_lineage", texts, true);
}

eco_status eco_run_derive(eco_ctx *ctx, eco_store *store)
{
    return eco_run_clusters(ctx, store);
}
