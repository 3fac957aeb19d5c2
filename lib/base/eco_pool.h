/* Worker threads: the only room that starts any. */
#ifndef ECO_BASE_POOL_H
#define ECO_BASE_POOL_H

#include "eco_fail.h"

#include <stddef.h>

/* Does task `task` (0..ntasks-1) as worker `worker` (0..nthreads-1). */
typedef eco_status (*eco_task_fn)(eco_ctx *ctx, void *arg, int worker,
                                  size_t task);

/* Run all tasks, each once, on `nthreads` workers, in no promised order. The
 * first failure (lowest task number seen) stops the rest and is returned, its
 * message on `ctx`. Progress is reported between tasks as `what`. */
eco_status eco_pool_run(eco_ctx *ctx, int nthreads, size_t ntasks,
                        eco_task_fn fn, void *arg, const char *what);

/* Cores that this process may use; at least 1. */
int eco_pool_cores(void);

#endif
