/* The program itself as a table, and the options that every command has. */
#include "faces.h"
#include "tool.h"

#include <ecocrime/version.h>
#include <stdio.h>

static const char *const logs[] = {"text", "json", NULL};

const struct common common_defaults = {.log = LOG_TEXT};

const struct opt common_opts[] = {
    OPT_FLAG(struct common, quiet, 'q', "quiet",
             "say nothing on standard error but why it failed"),
    OPT_FLAG(struct common, verbose, 'v', "verbose",
             "say also what is of use when looking for a fault"),
    OPT_CHOICE(struct common, log, 0, "log", logs,
               "form of messages and progress on standard error, json being "
               "one object a line"),
    OPT_FLAG(struct common, help, 'h', "help", "print this help"),
    OPT_FLAG(struct common, json_usage, 0, "json-usage",
             "print this help as one JSON document"),
    OPT_END,
};

struct args {
    bool version, help, json_usage;
};

static const struct args defaults = {0};

static const struct opt opts[] = {
    OPT_FLAG(struct args, version, 0, "version",
             "print the versions of the program and of its libraries"),
    OPT_FLAG(struct args, help, 'h', "help", "print this help"),
    OPT_FLAG(struct args, json_usage, 0, "json-usage",
             "print the usage of every command as one JSON document"),
    OPT_END,
};

static int run(struct tool *tool, const void *p)
{
    const struct args *a = p;

    (void)tool;
    if (a->help)
        print_help(stdout, &eco_program);
    else if (a->json_usage)
        print_usage_json(stdout, &eco_program);
    else if (a->version)
        printf("ecocrime %s\n%s\n", eco_version(), eco_library_versions());
    return EXIT_DONE;
}

static const struct example examples[] = {
    {"ecocrime new study.yaml", "a commented assessment file to start from"},
    {"ecocrime check assessment.yaml",
     "what is wrong with it and its data, all at once"},
    {"ecocrime run assessment.yaml -o out", "the whole job"},
    {NULL, NULL},
};

const struct cmd eco_program = {
    .name = "",
    .summary = "map environmental crime onto SDG indicators",
    .about =
        "Takes rasters of forest loss, land cover and mining and vector "
        "reports of incidents and evidence, adds them up by zone in true "
        "areas, computes indicators of the Sustainable Development Goals and "
        "writes a SpatiaLite database and a QGIS project.\n\n"
        "One text file, the assessment, says what is to be done. Results go "
        "to files and to standard output, all else to standard error.",
    .opts = opts,
    .defaults = &defaults,
    .size = sizeof defaults,
    .run = run,
    .is_long = true,
    .finds = true,
    .examples = examples,
};

const struct opt *cmd_common(const struct cmd *cmd)
{
    return cmd == &eco_program ? NULL : common_opts;
}

bool cmd_exits(const struct cmd *cmd, int code)
{
    if (code == EXIT_FOUND)
        return cmd->finds;
    if (code == EXIT_INTERRUPTED)
        return cmd->is_long;
    /* No command leaves out inputs yet; the number is kept for those to come */
    return code != EXIT_INCOMPLETE || cmd == &eco_program;
}
