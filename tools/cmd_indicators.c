/* ecocrime indicators: recompute a store's figures from its tally. */
#include "tool.h"

#include <ecocrime/run.h>

struct args {
    const char *store, *layers;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in queries, "
             "indicators and styles of the same path"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    int rc =
        tool_status(tool, eco_run_indicators(tool->ctx, a->store, a->layers));

    if (!rc)
        tool_say(tool, "recomputed the indicators of %s", a->store);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime indicators out/sample.sqlite",
     "after an upgrade of the program"},
    {NULL, NULL},
};

const struct cmd cmd_indicators = {
    .name = "indicators",
    .summary = "recompute facts, indicators and layers of a store",
    .about = "Works from the tally in the store; no raster is read. With "
             "--layers, an indicator that was changed or added there is "
             "computed. The store is replaced at once or left as it was.",
    .memory = "O(largest zone + rows of one indicator).",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
