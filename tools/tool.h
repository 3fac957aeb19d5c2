/* One invocation: its context, where its messages go, how it ends. */
#ifndef ECO_TOOLS_TOOL_H
#define ECO_TOOLS_TOOL_H

#include "cmd.h"

#include <ecocrime/findings.h>
#include <pthread.h>

#if defined(__GNUC__)
#define TOOL_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define TOOL_PRINTF(f, a)
#endif

/* Since when, and from where on, one thing is being done. */
struct pace {
    double started_s, done0; /* monotonic clock; share done then */
    unsigned long long bytes0;
    double rate_mb_s, left_s; /* 0, -1: not known yet */
};

struct tool {
    const struct cmd *cmd;
    struct common common;
    eco_ctx *ctx;
    pthread_mutex_t lock; /* workers log and report progress: one at a time */
    bool has_bar;         /* standard error is a terminal that wants one */
    int percent;          /* last shown; -1: nothing yet */
    struct pace pace;     /* of what is being done */
    char what[48];        /* last shown */
};

/* Set up the context, its log and progress by tool->common. */
int tool_begin(struct tool *tool);

/* Check that standard output took everything; returns the exit status. */
int tool_end(struct tool *tool, int rc);

/* "ecocrime CMD: message" on standard error, or one JSON object; returns rc. */
int tool_fail(struct tool *tool, int rc, const char *fmt, ...)
    TOOL_PRINTF(3, 4);

/* Exit status for a library status; reports the context's message if failed. */
int tool_status(struct tool *tool, eco_status st);

/* A line for people on standard error, unless --quiet. */
void tool_say(struct tool *tool, const char *fmt, ...) TOOL_PRINTF(2, 3);

/* Print findings (sorted here) on standard output, as lines or, with `json`,
 * as one document about `subject`; returns the exit status for `st`. */
int tool_findings(struct tool *tool, eco_status st, eco_findings *found,
                  const char *subject, bool json);

/* Callbacks for the context; `user` is the tool. */
void tool_log(void *user, eco_level level, const char *text);
bool tool_progress(void *user, double done, const char *what);
void tool_bar_clear(struct tool *tool); /* call with the lock held */

/* The first SIGINT, SIGTERM or SIGHUP is noted, the second one kills. */
void interrupt_watch(bool tell);
int interrupt_signal(void); /* 0: none */

#endif
