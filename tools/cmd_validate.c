/* ecocrime validate: how far the attribution can be trusted. */
#include "tool.h"

#include <ecocrime/run.h>
#include <ecocrime/validate.h>
#include <stdio.h>

struct args {
    const char *store, *layers;
    int worlds, shifts, seed, threads;
};

static const struct args defaults = {
    .worlds = 200, .shifts = 199, .seed = 1, .threads = 0};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_INT(struct args, worlds, 0, "worlds", "N", 2, 100000,
            "made-up worlds of each kind; fewer are quicker and tell less"),
    OPT_INT(struct args, shifts, 0, "shifts", "N", 19, 100000,
            "random steps by which reports are moved"),
    OPT_INT(struct args, seed, 0, "seed", "N", 0, 2147483647,
            "where the random numbers start"),
    OPT_INT(struct args, threads, 'j', "threads", "N", 1, 1024,
            "threads to work with [one a core]"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in queries, "
             "indicators and styles of the same path"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const eco_validate_options options = {.store = a->store,
                                          .layers = a->layers,
                                          .worlds = a->worlds,
                                          .shifts = a->shifts,
                                          .threads = a->threads,
                                          .seed = (uint64_t)a->seed};
    char *report = NULL;
    bool passed = false;
    int rc =
        tool_status(tool, eco_validate(tool->ctx, &options, &report, &passed));

    if (report)
        fputs(report, stdout);
    eco_text_free(report);
    return rc || passed ? rc : EXIT_FOUND;
}

static const struct example examples[] = {
    {"ecocrime validate out/sample.sqlite --worlds 2 --shifts 19",
     "a quick look; without the options, about a minute"},
    {NULL, NULL},
};

const struct cmd cmd_validate = {
    .name = "validate",
    .summary = "say how far the attribution of a store can be trusted",
    .about =
        "Makes up worlds whose truth is known, with the values of the store's "
        "rules, and says how often the 90 percent interval holds the truth and "
        "how far the mean is off; two kinds of world break an assumption, and "
        "that must show. Hides one in five decided cases and permits and "
        "foretells them from the rest. Looks for what should not be there: "
        "with "
        "reports five years earlier, with mining and forest crime swapped, "
        "with "
        "all reports moved by one random step. Says where there is evidence "
        "enough. Figures go to standard output and to the tables validation "
        "and "
        "validation_decile of the store, which is replaced at once or left as "
        "it was. Exit status 3 when a figure is out of its limits.",
    .memory = "O(evidence sets + zones).",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .finds = true,
    .examples = examples,
};
