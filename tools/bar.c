/* Progress: a bar on a terminal, lines of JSON for a machine. */
#include "tool.h"

#include "json.h"

#include <stdio.h>
#include <string.h>

enum { BAR_WIDTH = 28, LINE_WIDTH = 79 };

void tool_bar_clear(struct tool *tool)
{
    if (!tool->has_bar || tool->percent < 0)
        return;
    fprintf(stderr, "\r%*s\r", LINE_WIDTH, "");
    tool->percent = -1; /* drawn anew by the next report */
}

static void draw(const struct tool *tool)
{
    char bar[BAR_WIDTH + 1];
    size_t full = (size_t)tool->percent * BAR_WIDTH / 100;

    memset(bar, ' ', BAR_WIDTH);
    memset(bar, '=', full);
    if (full < BAR_WIDTH)
        bar[full] = '>';
    bar[BAR_WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d %%  %-40.40s", bar, tool->percent, tool->what);
}

static void print_json(const struct tool *tool, double done)
{
    fprintf(stderr, "{\"event\":\"progress\",\"done\":%.4f,\"what\":", done);
    json_text(stderr, tool->what);
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
    bool is_json = tool->common.log == LOG_JSON && !tool->common.quiet;

    if (interrupt_signal())
        return false;
    if (!tool->has_bar && !is_json)
        return true;
    pthread_mutex_lock(&tool->lock);
    if (set_what(tool, what) || percent != tool->percent) {
        tool->percent = percent;
        if (is_json)
            print_json(tool, within);
        else
            draw(tool);
    }
    pthread_mutex_unlock(&tool->lock);
    return true;
}
