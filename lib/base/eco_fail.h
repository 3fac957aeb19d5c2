/* How a function reports failure: return eco_fail(...) where it is found,
 * return eco_trace(...) where something useful is known on the way up. */
#ifndef ECO_BASE_FAIL_H
#define ECO_BASE_FAIL_H

#include <ecocrime/ctx.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ECO_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define ECO_PRINTF(f, a)
#endif

eco_status eco_fail(eco_ctx *ctx, eco_status st, const char *fmt, ...)
    ECO_PRINTF(3, 4);
eco_status eco_trace(eco_ctx *ctx, eco_status st, const char *fmt, ...)
    ECO_PRINTF(3, 4);

/* Inline, so that analysers see that it never answers ECO_OK. */
static inline eco_status eco_nomem(eco_ctx *ctx)
{
    eco_fail(ctx, ECO_NOMEM, "out of memory");
    return ECO_NOMEM;
}

/* Input can cause it: a check tells it as a finding and goes on. */
bool eco_status_of_input(eco_status st);

/* Control characters become blanks: messages and findings are one line. */
void eco_one_line(char *text);

void eco_log(eco_ctx *ctx, eco_level level, const char *fmt, ...)
    ECO_PRINTF(3, 4);

/* ECO_CANCELLED when the progress callback says stop. */
eco_status eco_progress(eco_ctx *ctx, double done, const char *what);

/* What follows is this part of the whole, until told otherwise (0, 1). */
void eco_progress_within(eco_ctx *ctx, double from, double to);

/* Raster samples decoded, in bytes; workers' go to their owner's count. */
void eco_ctx_add_bytes(eco_ctx *ctx, uint64_t n);

/* A worker's context: same log level, messages moved back with eco_ctx_move. */
eco_status eco_ctx_clone(const eco_ctx *from, eco_ctx **out);
void eco_ctx_move_message(eco_ctx *to, const eco_ctx *from);
void eco_ctx_clear(eco_ctx *ctx);

#endif
