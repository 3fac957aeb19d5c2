/** @file ctx.h  Per-thread context: last failure, log, progress, stop. */
#ifndef ECOCRIME_CTX_H
#define ECOCRIME_CTX_H

#include <ecocrime/status.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Use one per thread; never share one between two threads at once. */
typedef struct eco_ctx eco_ctx;

typedef enum eco_level {
    ECO_LOG_ERROR = 0,
    ECO_LOG_WARN = 1,
    ECO_LOG_INFO = 2,
    ECO_LOG_DEBUG = 3
} eco_level;

/** Receives one line of log text (UTF-8, no newline). */
typedef void (*eco_log_fn)(void *user, eco_level level, const char *text);

/** Told how far a long job is (0 to 1) and what it does; return false to stop
 * the job, which then ends with ECO_CANCELLED and leaves stores intact.
 * May be called from worker threads, one at a time. */
typedef bool (*eco_progress_fn)(void *user, double done, const char *what);

/** Create a context; the caller frees it with eco_ctx_destroy(). */
ECO_API eco_status eco_ctx_create(eco_ctx **out);
ECO_API void eco_ctx_destroy(eco_ctx *ctx);

/** Send log lines up to `level` to `fn`; NULL silences. */
ECO_API void eco_ctx_set_log(eco_ctx *ctx, eco_log_fn fn, void *user,
                             eco_level level);
ECO_API void eco_ctx_set_progress(eco_ctx *ctx, eco_progress_fn fn, void *user);

/** Bytes of raster samples that jobs of `ctx` have decoded so far; may be asked
 * while one runs, from its progress callback say. */
ECO_API unsigned long long eco_ctx_bytes_decoded(const eco_ctx *ctx);

/** Detail of the last failed call on `ctx`; "" if none. Borrowed. */
ECO_API const char *eco_ctx_message(const eco_ctx *ctx);

#ifdef __cplusplus
}
#endif
#endif
