/* ecocrime verify: is a store still what the run wrote? */
#include "tool.h"

#include <ecocrime/store.h>

struct args {
    const char *store, *inputs;
    bool json;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, store, "STORE", REQUIRED, NULL,
            "the database that a run wrote"),
    OPT_TEXT(struct args, inputs, 0, "inputs", "DIR", OPTIONAL,
             "also read every input file and compare its SHA-256; DIR is the "
             "folder of the assessment file, where their paths start"),
    OPT_FLAG(struct args, json, 0, "json",
             "print the findings as one JSON document"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    eco_findings found = {0};
    eco_status st = eco_store_verify(tool->ctx, a->store, a->inputs, &found);
    int rc = tool_findings(tool, st, &found, a->store, a->json);

    eco_findings_clear(&found);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime verify out/sample.sqlite", "the database in itself"},
    {"ecocrime verify out/sample.sqlite --inputs . --json",
     "and the files it was made from, for a program"},
    {NULL, NULL},
};

const struct cmd cmd_verify = {
    .name = "verify",
    .summary = "recheck a store and the files it was made from",
    .about = "Checks the database for damage, the spatial indexes for missing "
             "rows and the figures against the rules in layers/check, and, "
             "with --inputs, whether the input files are still the ones that "
             "were read. Findings are printed one a line, as 'error: WHERE: "
             "TEXT'. Nothing is written.",
    .memory = "O(1) besides the cache of the database.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .finds = true,
    .examples = examples,
};
