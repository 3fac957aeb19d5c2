/* The rules of a store. */
#ifndef ECO_RUN_RULES_H
#define ECO_RUN_RULES_H

#include "eco_rules.h"
#include "eco_store.h"

/* The rules at `path` (NULL: the default ones) into the store, in place of what
 * was there; the caller frees them. _again: those of the store, where they are
 * a user's own. In the caller's transaction. */
eco_status eco_run_rules(eco_ctx *ctx, eco_store *store, const char *path,
                         eco_rules **out);
eco_status eco_run_rules_again(eco_ctx *ctx, eco_store *store, eco_rules **out);

#endif
