/* ecocrime run: the main job, from assessment to store and project. */
#include "tool.h"

#include <ecocrime/run.h>
#include <stdio.h>

struct args {
    const char *file, *output, *layers;
    int threads;
};

static const struct args defaults = {.output = "."};

static const struct opt opts[] = {
    OPERAND(struct args, file, "FILE", REQUIRED, NULL, "the assessment file"),
    OPT_TEXT(struct args, output, 'o', "output", "DIR", OPTIONAL,
             "folder to write into"),
    OPT_INT(struct args, threads, 'j', "threads", "N", 1, 1024,
            "worker threads; without it, one a core; the results are the same"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in queries, "
             "indicators and styles of the same path"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    const eco_run_options options = {.assessment = a->file,
                                     .output = a->output,
                                     .threads = a->threads,
                                     .layers = a->layers};
    char *summary = NULL;
    int rc = tool_status(tool, eco_run(tool->ctx, &options, &summary));

    if (!rc && summary)
        fputs(summary, stdout);
    eco_text_free(summary);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime run assessment.yaml -o out", "everything into the folder out"},
    {"ecocrime run assessment.yaml -o out -j 2 --log json",
     "in a batch job: messages and progress as one JSON object a line"},
    {NULL, NULL},
};

const struct cmd cmd_run = {
    .name = "run",
    .summary = "do all that an assessment asks for",
    .about =
        "Takes in the data, adds it up by zone, computes the indicators and "
        "publishes: DIR/ID.sqlite (the store, a SpatiaLite database) and, as "
        "the assessment asks, DIR/ID.qgz (the QGIS project) and DIR/tables. "
        "A summary goes to standard output.\n\n"
        "The store is built under another name and then renamed: when the run "
        "fails or is stopped, an earlier one stays as it was. The same input "
        "gives the same numbers for any number of threads.",
    .memory = "O(threads x band of rows + zone edges + tally); rasters are "
              "never held whole.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .examples = examples,
};
