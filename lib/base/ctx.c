/* The context: one fixed message buffer, a log and a progress callback. */
#include "eco_fail.h"
#include "eco_mem.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Fixed buffer: reporting that memory is short must not need memory. */
struct eco_ctx {
    char message[1024];
    eco_log_fn log;
    void *log_user;
    eco_level level;
    eco_progress_fn progress;
    void *progress_user;
    double from, span; /* part of the whole that is under way */
    _Atomic uint64_t own_bytes;
    _Atomic uint64_t *bytes; /* of the owner, when this is a worker's */
};

eco_status eco_ctx_create(eco_ctx **out)
{
    *out = eco_mem_array(1, sizeof **out);
    if (!*out)
        return ECO_NOMEM;
    (*out)->bytes = &(*out)->own_bytes;
    (*out)->span = 1;
    return ECO_OK;
}

void eco_ctx_destroy(eco_ctx *ctx)
{
    eco_mem_free(ctx);
}

void eco_ctx_set_log(eco_ctx *ctx, eco_log_fn fn, void *user, eco_level level)
{
    ctx->log = fn;
    ctx->log_user = user;
    ctx->level = level;
}

void eco_ctx_set_progress(eco_ctx *ctx, eco_progress_fn fn, void *user)
{
    ctx->progress = fn;
    ctx->progress_user = user;
}

const char *eco_ctx_message(const eco_ctx *ctx)
{
    return ctx->message;
}

void eco_ctx_clear(eco_ctx *ctx)
{
    ctx->message[0] = '\0';
}

eco_status eco_ctx_clone(const eco_ctx *from, eco_ctx **out)
{
    eco_status st = eco_ctx_create(out);

    if (st)
        return st;
    **out = *from;
    (*out)->progress = NULL; /* only the owner reports progress */
    (*out)->message[0] = '\0';
    return ECO_OK;
}

void eco_ctx_add_bytes(eco_ctx *ctx, uint64_t n)
{
    atomic_fetch_add_explicit(ctx->bytes, n, memory_order_relaxed);
}

unsigned long long eco_ctx_bytes_decoded(const eco_ctx *ctx)
{
    return atomic_load_explicit(ctx->bytes, memory_order_relaxed);
}

void eco_ctx_move_message(eco_ctx *to, const eco_ctx *from)
{
    memcpy(to->message, from->message, sizeof to->message);
}

eco_status eco_fail(eco_ctx *ctx, eco_status st, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(ctx->message, sizeof ctx->message, fmt, ap);
    va_end(ap);
    return st;
}

eco_status eco_trace(eco_ctx *ctx, eco_status st, const char *fmt, ...)
{
    size_t used = strlen(ctx->message);
    va_list ap;

    if (sizeof ctx->message - used < 4)
        return st;
    if (used) {
        memcpy(ctx->message + used, "; ", 3);
        used += 2;
    }
    va_start(ap, fmt);
    vsnprintf(ctx->message + used, sizeof ctx->message - used, fmt, ap);
    va_end(ap);
    return st;
}

bool eco_status_of_input(eco_status st)
{
    return st == ECO_IO || st == ECO_FORMAT || st == ECO_NOTFOUND ||
           st == ECO_USAGE || st == ECO_INVALID;
}

void eco_one_line(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            *text = ' ';
}

void eco_log(eco_ctx *ctx, eco_level level, const char *fmt, ...)
{
    char line[1024];
    va_list ap;

    if (!ctx->log || level > ctx->level)
        return;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    ctx->log(ctx->log_user, level, line);
}

void eco_progress_within(eco_ctx *ctx, double from, double to)
{
    ctx->from = from;
    ctx->span = to - from;
}

eco_status eco_progress(eco_ctx *ctx, double done, const char *what)
{
    done = ctx->from + done * ctx->span;
    if (!ctx->progress || ctx->progress(ctx->progress_user, done, what))
        return ECO_OK;
    return eco_fail(ctx, ECO_CANCELLED, "interrupted while %s", what);
}
