/* ecocrime check: what is wrong with an assessment and its data. */
#include "tool.h"

#include <ecocrime/check.h>

struct args {
    const char *file, *layers;
    bool json;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPERAND(struct args, file, "FILE", REQUIRED, NULL, "the assessment file"),
    OPT_FLAG(struct args, json, 0, "json",
             "print the findings as one JSON document"),
    OPT_TEXT(struct args, layers, 0, "layers", "DIR", OPTIONAL,
             "folder whose files stand in for the built-in indicators and "
             "mappings of the same path, or are added to them"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;
    eco_findings found = {0};
    eco_status st = eco_check_with(tool->ctx, a->file, a->layers, &found);
    int rc = tool_findings(tool, st, &found, a->file, a->json);

    eco_findings_clear(&found);
    return rc;
}

static const struct example examples[] = {
    {"ecocrime check assessment.yaml", "all findings, errors first"},
    {"ecocrime check assessment.yaml --json | jq -r '.findings[].text'",
     "the same for a program"},
    {NULL, NULL},
};

const struct cmd cmd_check = {
    .name = "check",
    .summary = "validate an assessment and its data without computing",
    .about =
        "Reads the assessment and opens what it names: files, coordinate "
        "systems, grids, periods, fields, keys, geometries and whether zones "
        "and rasters overlap. Nothing is written.\n\n"
        "All findings are printed at once, one a line, as 'error: WHERE: "
        "TEXT', errors before warnings before notes. Errors in the assessment "
        "file end with status 2, errors in the data with 3, warnings alone "
        "with 0.",
    .memory = "O(the largest zone); rasters are opened, not read.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .finds = true,
    .examples = examples,
};
