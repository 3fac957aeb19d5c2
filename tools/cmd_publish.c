/* ecocrime publish: the project and the tables of a store. */
#include "tool.h"

#include <ecocrime/run.h>

struct args {
    const char *store, *output;
    int audience;
};

static const char *const audiences[] = {"internal", NULL};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_TEXT(struct args, output, 'o', "output", "DIR", REQUIRED,
             "folder to write into"),
    OPT_CHOICE(struct args, audience, 0, "audience", audiences,
               "who may see the copy: internal holds everything"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    int rc = tool_status(tool, eco_run_publish(tool->ctx, a->store, a->output,
                                               audiences[a->audience]));

    if (!rc)
        tool_say(tool, "published %s in %s", a->store, a->output);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime publish out/sample.sqlite -o copy",
     "project, store and tables, once more, elsewhere"},
    {NULL, NULL},
};

const struct cmd cmd_publish = {
    .name = "publish",
    .summary = "write the QGIS project and the tables of a store",
    .about = "Writes into DIR what people open: the QGIS project, the store "
             "that it shows, and the tables as CSV. Nothing is computed anew.",
    .memory = "O(size of the store).",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
