/* Progress: a bar on a terminal, lines of JSON for a machine. */
#include "tool.h"

#include "json.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BAR_WIDTH = 28, LINE_WIDTH = 79 };

void tool_bar_clear(struct tool *tool)
{
    if (!tool->has_bar || tool->percent < 0)
        return;
    fprintf(stderr, "\r%*s\r", LINE_WIDTH, "");
    tool->percent = -1; /* drawn anew by the next report */
}

static double now_s(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Rate and time left from the mean pace since this began: bands of rows are
 * alike enough, and a mean does not jump. Nothing is said in the first second.
 */
static void set_pace(struct tool *tool, double done, bool anew)
{
    struct pace *p = &tool->pace;
    unsigned long long bytes = eco_ctx_bytes_decoded(tool->ctx);
    double s = now_s();

    if (anew)
        *p = (struct pace){s, done, bytes, 0, -1};
    p->rate_mb_s = 0;
    p->left_s = -1;
    s -= p->started_s;
    if (s < 1)
        return;
    p->rate_mb_s = (double)(bytes - p->bytes0) * 1e-6 / s;
    if (done > p->done0)
        p->left_s = s * (1 - done) / (done - p->done0);
}

static void pace_text(const struct pace *p, char *out, size_t size)
{
    int left = (int)(p->left_s + 0.5);
    size_t n = 0;

    *out = '\0';
    if (p->rate_mb_s > 0)
        n = (size_t)snprintf(out, size, "%.0f MB/s", p->rate_mb_s);
    if (p->left_s >= 0 && n < size)
        snprintf(out + n, size - n, "%s%d:%02d left", n ? ", " : "", left / 60,
                 left % 60);
}

static void draw(const struct tool *tool)
{
    char pace[40];

    char bar[BAR_WIDTH + 1];
    size_t full = (size_t)tool->percent * BAR_WIDTH / 100;

    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '=', full);
    if (full < BAR_WIDTH)
        bar[full] = '>';
    bar[BAR_WIDTH] = '\0';
    pace_text(&tool->pace, pace, sizeof pace);
    fprintf(stderr, "\r[%s] %3d %%  %-18.18s %-22.22s", bar, tool->percent,
            tool->what, pace);
}

static void print_json(const struct tool *tool, double done)
{
    fprintf(stderr, "{\"event\":\"progress\",\"done\":%.4f,\"what\":", done);
    json_text(stderr, tool->what);
    fprintf(stderr, ",\"bytes\":%llu", eco_ctx_bytes_decoded(tool->ctx));
    if (tool->pace.rate_mb_s > 0)
        fprintf(stderr, ",\"rate_mb_s\":%.1f", tool->pace.rate_mb_s);
    if (tool->pace.left_s >= 0)
        fprintf(stderr, ",\"eta_s\":%.1f", tool->pace.left_s);
    fputs("}\n", stderr);
}

/* Names of datasets may hold anything: none of it may move the cursor. */
static bool set_what(struct tool *tool, const char *what)
{
    char text[sizeof tool->what];

    snprintf(text, sizeof text, "%s", what ? what : "");
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    if (strcmp(text, tool->what) == 0)
        return false;
    memcpy(tool->what, text, sizeof text);
    return true;
}

bool tool_progress(void *user, double done, const char *what)
{
    struct tool *tool = user;
    double within = done > 0 ? done < 1 ? done : 1 : 0;
    int percent = (int)(within * 100);
    bool anew, is_json = tool->common.log == LOG_JSON && !tool->common.quiet;

    if (interrupt_signal())
        return false;
    if (!tool->has_bar && !is_json)
        return true;
    pthread_mutex_lock(&tool->lock);
    anew = set_what(tool, what);
    if (anew || percent != tool->percent) {
        set_pace(tool, within, anew);
        tool->percent = percent;
        if (is_json)
            print_json(tool, within);
        else
            draw(tool);
    }
    pthread_mutex_unlock(&tool->lock);
    return true;
}
