/* A store that is changed, and what verification finds of it. */
#ifndef ECO_TESTS_VERIFY_CASE_H
#define ECO_TESTS_VERIFY_CASE_H

#include "eco_store.h"
#include "scratch.h"
#include "store_sample.h"

#include <ecocrime/store.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static eco_ctx *ctx;

static inline int setup(void **state)
{
    (void)state;
    return eco_ctx_create(&ctx) || !scratch_make();
}

static inline int teardown(void **state)
{
    (void)state;
    eco_ctx_destroy(ctx);
    scratch_remove();
    return 0;
}

static inline void good(eco_status st)
{
    if (st)
        fail_msg("%s: %s", eco_status_text(st), eco_ctx_message(ctx));
}

static inline void build(const char *path, const char *more)
{
    eco_store *s = NULL;

    good(eco_store_create(ctx, path, &s));
    good(eco_sql_run(ctx, eco_store_sql(s), store_sample));
    good(eco_sql_run(ctx, eco_store_sql(s), more));
    good(eco_store_finish(ctx, s));
}

/* The sample changed by `sql` must be found by `check`, and by no other. */
static inline void finds(const char *sql, const char *check)
{
    eco_findings found = {0};
    eco_status st;

    build(scratch("wrong.sqlite"), sql);
    st = eco_store_verify(ctx, scratch("wrong.sqlite"), NULL, &found);
    if (st != ECO_FOUND || found.nerrors == 0)
        fail_msg("%s: not found (%s)", check, eco_ctx_message(ctx));
    for (size_t i = 0; i < found.n; i++)
        if (found.items[i].severity == ECO_SEVERITY_ERROR &&
            !strstr(found.items[i].text, check))
            fail_msg("%s: found instead: %s: %s", check, found.items[i].where,
                     found.items[i].text);
    eco_findings_clear(&found);
}

#endif
