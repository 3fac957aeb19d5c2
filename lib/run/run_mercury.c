/* Gold and mercury of the mined areas. */
#include "eco_run_job.h"

eco_status eco_run_mercury(eco_ctx *ctx, eco_store *store)
{
    static const char *const queries[] = {
        "mercury_clear", "mercury_factor_clear", "mercury_factor_fill",
        "mercury_fill"};
    eco_status st = ECO_OK;

    for (size_t i = 0; i < sizeof queries / sizeof *queries && !st; i++) {
        eco_stmt *s = NULL;

        st = eco_store_query(ctx, store, queries[i], &s);
        if (!st)
            st = eco_stmt_step(ctx, s, NULL);
        eco_stmt_finalize(s);
    }
    if (!st && eco_sql_changes(eco_store_sql(store)) > 0)
        st = eco_run_lineage_set(
            ctx, store, "mercury", "mercury",
            "mined area x yield of gold x mercury per gold, by practice; "
            "factors are uncalibrated defaults (mercury_factor)");
    return st;
}
