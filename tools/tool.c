#include "tool.h"

#include "json.h"

#include <ecocrime/ctx.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_ = 2048 };

/* Text from files and arguments may hold line ends and terminal controls: a
 * message stays one line and cannot drive the terminal. */
static void put_line(FILE *to, const char *prefix, const char *text)
{
    char line[LINE_MAX_];

    snprintf(line, sizeof line, "%s%s", prefix, text);
    for (char *c = line; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    fprintf(to, "%s\n", line);
}

static void prefix(const struct tool *tool, char *buf, size_t size)
{
    const char *name = tool->cmd->name;

    snprintf(buf, size, "ecocrime%s%s: ", name[0] ? " " : "", name);
}

int tool_fail(struct tool *tool, int rc, const char *fmt, ...)
{
    char text[LINE_MAX_], head[64];
    va_list ap;

    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    pthread_mutex_lock(&tool->lock);
    tool_bar_clear(tool);
    prefix(tool, head, sizeof head);
    if (tool->common.log == LOG_JSON) {
        fputs("{\"event\":\"error\",\"command\":", stderr);
        json_text(stderr, tool->cmd->name);
        fprintf(stderr, ",\"exit\":%d,\"message\":", rc);
        json_text(stderr, text);
        fputs("}\n", stderr);
    } else
        put_line(stderr, head, text);
    pthread_mutex_unlock(&tool->lock);
    return rc;
}

static const char *level_word(eco_level level)
{
    switch (level) {
    case ECO_LOG_ERROR:
        return "error";
    case ECO_LOG_WARN:
        return "warning";
    case ECO_LOG_INFO:
        return "info";
    case ECO_LOG_DEBUG:
        return "debug";
    }
    return "info";
}

void tool_log(void *user, eco_level level, const char *text)
{
    struct tool *tool = user;
    char head[96];
    size_t n;

    pthread_mutex_lock(&tool->lock);
    tool_bar_clear(tool);
    if (tool->common.log == LOG_JSON) {
        fprintf(stderr, "{\"event\":\"log\",\"level\":\"%s\",\"message\":",
                level_word(level));
        json_text(stderr, text);
        fputs("}\n", stderr);
    } else {
        prefix(tool, head, sizeof head);
        n = strlen(head);
        if (level != ECO_LOG_INFO)
            snprintf(head + n, sizeof head - n, "%s: ", level_word(level));
        put_line(stderr, level == ECO_LOG_INFO ? "" : head, text);
    }
    pthread_mutex_unlock(&tool->lock);
}

void tool_say(struct tool *tool, const char *fmt, ...)
{
    char text[LINE_MAX_];
    va_list ap;

    if (tool->common.quiet)
        return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    tool_log(tool, ECO_LOG_INFO, text);
}

int tool_begin(struct tool *tool)
{
    const struct common *c = &tool->common;
    const char *terminal = getenv("TERM");
    bool is_terminal =
        isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
    eco_level level = c->verbose ? ECO_LOG_DEBUG : ECO_LOG_INFO;

    if (eco_ctx_create(&tool->ctx))
        return tool_fail(tool, EXIT_FAILED, "out of memory");
    eco_ctx_set_log(tool->ctx, tool_log, tool,
                    c->quiet ? ECO_LOG_ERROR : level);
    eco_ctx_set_progress(tool->ctx, tool_progress, tool);
    tool->has_bar = is_terminal && !c->quiet && c->log == LOG_TEXT;
    if (tool->cmd->is_long)
        interrupt_watch(is_terminal && !c->quiet);
    return EXIT_DONE;
}

int tool_end(struct tool *tool, int rc)
{
    bool bad = ferror(stdout) != 0;
    int why = 0;

    pthread_mutex_lock(&tool->lock);
    tool_bar_clear(tool);
    pthread_mutex_unlock(&tool->lock);
    if (fflush(stdout) != 0) {
        why = errno;
        bad = true;
    }
    eco_ctx_destroy(tool->ctx);
    tool->ctx = NULL;
    if (!bad)
        return rc;
    if (why == EPIPE) /* the reader has had enough: nobody to tell */
        return rc ? rc : EXIT_FAILED;
    return tool_fail(tool, rc ? rc : EXIT_FAILED,
                     "standard output could not be written: %s",
                     why ? strerror(why) : "is the disk full?");
}

int tool_status(struct tool *tool, eco_status st)
{
    const char *text = eco_ctx_message(tool->ctx);
    int rc = EXIT_FAILED;

    if (st == ECO_OK)
        return EXIT_DONE;
    if (st == ECO_USAGE)
        rc = EXIT_USAGE;
    if (st == ECO_FOUND)
        rc = EXIT_FOUND;
    if (st == ECO_CANCELLED) {
        int sig = interrupt_signal();

        rc = 128 + (sig ? sig : SIGINT);
    }
    return tool_fail(tool, rc, "%s", text[0] ? text : eco_status_text(st));
}
