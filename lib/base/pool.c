#include "eco_pool.h"

#include "eco_mem.h"

#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

struct pool {
    eco_ctx *owner;
    eco_task_fn fn;
    void *arg;
    const char *what;
    size_t ntasks, next, done;
    eco_status st;
    size_t failed_task;
    pthread_mutex_t lock; /* guards next, done, st, failed_task, owner */
};

struct worker {
    struct pool *pool;
    eco_ctx *ctx;
    pthread_t thread;
    int number;
};

static bool take(struct pool *p, size_t *task)
{
    bool got;

    pthread_mutex_lock(&p->lock);
    got = p->st == ECO_OK && p->next < p->ntasks;
    if (got)
        *task = p->next++;
    pthread_mutex_unlock(&p->lock);
    return got;
}

static void finish(struct pool *p, const eco_ctx *ctx, size_t task,
                   eco_status st)
{
    pthread_mutex_lock(&p->lock);
    p->done++;
    if (st && (p->st == ECO_OK || task < p->failed_task)) {
        p->st = st;
        p->failed_task = task;
        eco_ctx_move_message(p->owner, ctx);
    }
    if (!p->st) {
        p->st = eco_progress(p->owner, (double)p->done / (double)p->ntasks,
                             p->what);
        p->failed_task = SIZE_MAX;
    }
    pthread_mutex_unlock(&p->lock);
}

static void *work(void *arg)
{
    struct worker *w = arg;
    size_t task;

    while (take(w->pool, &task))
        finish(w->pool, w->ctx, task,
               w->pool->fn(w->ctx, w->pool->arg, w->number, task));
    return NULL;
}

static eco_status start(struct worker *workers, int n, int *started)
{
    for (*started = 0; *started < n; (*started)++) {
        struct worker *w = &workers[*started];

        if (pthread_create(&w->thread, NULL, work, w))
            return *started ? ECO_OK : ECO_NOMEM; /* fewer will do */
    }
    return ECO_OK;
}

eco_status eco_pool_run(eco_ctx *ctx, int nthreads, size_t ntasks,
                        eco_task_fn fn, void *arg, const char *what)
{
    struct pool p = {.owner = ctx,
                     .fn = fn,
                     .arg = arg,
                     .what = what,
                     .ntasks = ntasks,
                     .failed_task = SIZE_MAX};
    struct worker *workers = eco_mem_array((size_t)nthreads, sizeof *workers);
    eco_status st = ECO_OK;
    int started = 0;

    if (!workers)
        return eco_nomem(ctx);
    pthread_mutex_init(&p.lock, NULL);
    for (int i = 0; i < nthreads; i++) {
        workers[i] = (struct worker){.pool = &p, .number = i};
        if (eco_ctx_clone(ctx, &workers[i].ctx)) {
            st = eco_nomem(ctx);
            goto done;
        }
    }
    st = start(workers, nthreads, &started);
    if (st)
        eco_fail(ctx, st, "cannot start a worker thread");
done:
    for (int i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    for (int i = 0; i < nthreads; i++)
        eco_ctx_destroy(workers[i].ctx);
    pthread_mutex_destroy(&p.lock);
    eco_mem_free(workers);
    return st ? st : p.st;
}

int eco_pool_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 1024 ? 1024 : (int)n;
}
