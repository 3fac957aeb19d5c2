/* Is there enough evidence to go by? */
#include "eco_validation_job.h"

#include <math.h>

eco_status eco_validation_evidence(eco_ctx *ctx, eco_validation *v)
{
    eco_stmt *s = NULL;
    bool row = false;
    eco_status st = eco_store_query(ctx, v->store, "validation_enough", &s);

    while (!st && !(st = eco_stmt_step(ctx, s, &row)) && row)
        st = eco_validation_add(
            ctx, v,
            &(eco_finding_row){.part = "evidence",
                               .what = "zones with enough reports of T1 to T3",
                               .type = eco_col_text(s, 0),
                               .quantity = "share",
                               .value = eco_col_real(s, 2) / eco_col_real(s, 1),
                               .least = NAN,
                               .most = NAN,
                               .n = eco_col_int(s, 1),
                               .note =
                                   "the others are hatched, and not ranked"});
    eco_stmt_finalize(s);
    return st;
}
